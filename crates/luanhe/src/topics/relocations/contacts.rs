//! A contact (对接): on which day a district spoke with a firm, at which level of its group, about what.

use super::targets::LEVELS;
use crate::base::{Fault, text};
use crate::record::{Field, Kind, Register, Row};

const FIELDS: &[Field] = &[
    Field::required("firm", "目标企业", "firm", Kind::Named("organisations"))
        .also(&["对接企业", "企业名称", "目标单位"])
        .filter(),
    Field::required("county", "对接区", "district", Kind::Region)
        .also(&["对接区县", "承接区"])
        .filter(),
    Field::required("day", "对接日期", "day", Kind::Day)
        .also(&["对接时间", "拜访日期", "日期"])
        .filter(),
    Field::required("level", "对接层级", "level met", Kind::Choice(LEVELS))
        .also(&["对方层级", "会见层级"])
        .filter(),
    Field::required("about", "对接内容", "about", Kind::Text).also(&[
        "会谈内容",
        "进展情况",
        "事项",
    ]),
    Field::optional("office", "对接单位", "office", Kind::Named("organisations"))
        .also(&["我方单位", "拜访单位"]),
];

pub static CONTACTS: Register = Register {
    name: "contacts",
    title: text("央企和目标企业对接记录", "contacts with targets"),
    fields: FIELDS,
    key: &["firm", "county", "day"],
    day: "day",
    region: "county",
    personal: false,
    check: |_: &Row<'_>, _: &mut Vec<Fault>| {},
};

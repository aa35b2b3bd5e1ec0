//! What a district is to bring by a day (年度目标): firms, and money that arrives.

use crate::base::{Fault, text};
use crate::record::{Field, Kind, Register, Row};

const FIELDS: &[Field] = &[
    Field::required("county", "承接区", "district", Kind::Region)
        .also(&["区县", "对接区", "责任区"])
        .filter(),
    Field::required("due", "完成期限", "due", Kind::Day)
        .also(&["目标日期", "考核截止日"])
        .hint("年度目标填当年12月31日", "31 December for the goal of a year")
        .filter(),
    Field::required("firms", "目标企业数", "firms", Kind::Whole)
        .also(&["目标家数", "计划引进家数"])
        .filter(),
    Field::optional("arrived", "目标到位资金", "money to arrive", Kind::Money)
        .also(&["计划到位资金"]),
];

pub static RELOCATION_GOALS: Register = Register {
    name: "relocation_goals",
    title: text("疏解承接目标", "goals of relocation"),
    fields: FIELDS,
    key: &["county", "due"],
    day: "due",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    for name in ["firms", "arrived"] {
        faults.extend(row.positive(name));
    }
}

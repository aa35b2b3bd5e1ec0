//! A point of telemedicine (远程医疗点): which institution, of which tier, joined to which hospital.

use crate::base::{Fault, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

pub const TIERS: &[Choice] = &[
    choice("村卫生室", "village clinic"),
    choice("乡镇卫生院", "township clinic"),
    choice("县医院", "county hospital"),
    choice("京津医院", "hospital in Beijing or Tianjin"),
];

const FIELDS: &[Field] = &[
    Field::required("code", "服务点编号", "point", Kind::Text)
        .also(&["远程医疗点编号", "点位编号", "编号"])
        .filter(),
    Field::required("institution", "医疗机构", "institution", Kind::Named("organisations"))
        .also(&["机构名称", "卫生院（室）名称", "所在机构"]),
    Field::required("tier", "机构层级", "tier", Kind::Choice(TIERS))
        .also(&["层级", "机构级别"])
        .filter(),
    Field::required("county", "所在地", "place", Kind::Region)
        .also(&["所在乡镇", "所在县", "县（市、区）"])
        .filter(),
    Field::optional("joined_to", "对接医院", "joined to", Kind::Named("organisations"))
        .also(&["上级医院", "协作医院"])
        .hint("远程连到哪家医院", "the hospital at the other end"),
    Field::optional("devices", "设备台数", "devices", Kind::Whole).also(&["远程设备数", "设备数"]),
    Field::optional("doctors", "会用的医生数", "doctors who use it", Kind::Whole)
        .also(&["医生数", "操作医生数"]),
    Field::required("opened_on", "开通日期", "opened on", Kind::Day)
        .also(&["启用日期", "开通时间"])
        .filter(),
    Field::optional("closed_on", "停用日期", "closed on", Kind::Day)
        .ends()
        .also(&["停用时间", "撤点日期"])
        .hint("在用的请留空", "empty while it is in use")
        .filter(),
];

pub static POINTS: Register = Register {
    name: "points",
    title: text("远程医疗点", "points of telemedicine"),
    fields: FIELDS,
    key: &["code"],
    day: "opened_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.in_order("opened_on", "closed_on"));
    for name in ["devices", "doctors"] {
        faults.extend(row.not_negative(name));
    }
}

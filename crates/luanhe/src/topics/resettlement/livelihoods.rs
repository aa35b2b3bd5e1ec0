//! What the people of a site live on (后续产业): industries and workshops, the firm behind each, its jobs.

use crate::base::{Fault, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const KINDS: &[Choice] = &[
    choice("产业园区", "industrial park"),
    choice("帮扶车间", "workshop"),
    choice("种养基地", "farming base"),
    choice("商贸服务", "trade and services"),
    choice("物业保洁", "property services"),
    choice("其他", "other"),
];

const FIELDS: &[Field] = &[
    Field::required("site", "安置区名称", "site", Kind::Ref("sites"))
        .also(&["安置区", "安置点", "安置点名称"])
        .filter(),
    Field::required("county", "所在地", "place", Kind::Region)
        .also(&["所在县", "所在乡镇", "县（市、区）"])
        .filter(),
    Field::required("name", "产业名称", "name", Kind::Text).also(&[
        "产业项目名称",
        "车间名称",
        "后续产业",
    ]),
    Field::required("kind", "产业类别", "kind", Kind::Choice(KINDS))
        .also(&["产业类型", "类型"])
        .filter(),
    Field::optional("firm", "带动企业", "firm", Kind::Named("organisations")).also(&[
        "龙头企业",
        "引入企业",
        "引入龙头企业",
    ]),
    Field::optional("project", "项目编号", "project", Kind::Ref("projects"))
        .also(&["产业项目编号", "项目代码"]),
    Field::required("from_day", "投产日期", "from", Kind::Day)
        .also(&["投产时间", "开业日期"])
        .filter(),
    Field::optional("until_day", "停产日期", "until", Kind::Day)
        .ends()
        .also(&["停产时间", "关停日期"])
        .hint("仍在生产的留空", "leave empty while it runs")
        .filter(),
    Field::required("jobs", "就业岗位", "jobs", Kind::Whole).also(&[
        "吸纳就业人数",
        "岗位数",
        "带动就业人数",
    ]),
    Field::optional("residents", "其中安置区居民", "of which residents", Kind::Whole)
        .later()
        .also(&["安置区就业人数"]),
];

pub static LIVELIHOODS: Register = Register {
    name: "livelihoods",
    title: text("安置区后续产业", "livelihoods of sites"),
    fields: FIELDS,
    key: &["site", "name", "from_day"],
    day: "from_day",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.in_order("from_day", "until_day"));
    faults.extend(row.not_negative("jobs"));
    faults.extend(row.part_of("residents", "jobs"));
}

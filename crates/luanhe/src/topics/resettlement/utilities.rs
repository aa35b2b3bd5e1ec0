//! Utilities and services of a site (配套设施): begun, finished, accepted. One that is not accepted belongs
//! to no period yet.

use crate::base::{Fault, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const KINDS: &[Choice] = &[
    choice("供水", "water"),
    choice("供电", "electricity"),
    choice("道路", "roads"),
    choice("排水", "sewerage"),
    choice("供暖", "heating"),
    choice("通信", "telecommunication"),
    choice("垃圾处理", "refuse"),
    choice("学校幼儿园", "school or kindergarten"),
    choice("卫生室", "clinic"),
    choice("社区服务", "community services"),
    choice("其他", "other"),
];

const FIELDS: &[Field] = &[
    Field::required("site", "安置区名称", "site", Kind::Ref("sites"))
        .also(&["安置区", "安置点", "安置点名称"])
        .filter(),
    Field::required("county", "所在地", "place", Kind::Region)
        .also(&["所在县", "所在乡镇", "县（市、区）"])
        .filter(),
    Field::required("kind", "设施类别", "kind", Kind::Choice(KINDS))
        .also(&["配套设施", "设施", "设施名称"])
        .filter(),
    Field::required("started_on", "开工日期", "started on", Kind::Day).also(&["开工时间"]).filter(),
    Field::optional("finished_on", "完工日期", "finished on", Kind::Day)
        .also(&["完工时间", "竣工日期"]),
    Field::optional("accepted_on", "验收日期", "accepted on", Kind::Day)
        .also(&["验收时间"])
        .hint("没有验收的留空", "leave empty until it is accepted")
        .filter(),
    Field::optional("project", "项目编号", "project", Kind::Ref("projects"))
        .also(&["项目代码", "对应项目编号"]),
    Field::optional("amount", "投资额", "cost", Kind::Money).also(&["投资", "建设资金", "资金额"]),
];

pub static UTILITIES: Register = Register {
    name: "utilities",
    title: text("安置区配套设施", "utilities of sites"),
    fields: FIELDS,
    key: &["site", "kind", "started_on"],
    day: "accepted_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    for (earlier, later) in [
        ("started_on", "finished_on"),
        ("started_on", "accepted_on"),
        ("finished_on", "accepted_on"),
    ] {
        faults.extend(row.in_order(earlier, later));
    }
    faults.extend(row.not_negative("amount"));
}

//! What a resettlement site is: how many were to move there, how many did, and how they stand.

use crate::base::{Fault, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const KINDS: &[Choice] = &[
    choice("县城安置", "in the county town"),
    choice("乡镇安置", "in a township"),
    choice("中心村安置", "in a central village"),
    choice("园区安置", "beside an industrial park"),
];

const FIELDS: &[Field] = &[
    Field::required("name", "安置区名称", "name", Kind::Text)
        .also(&["安置点名称", "安置区", "集中安置区名称", "安置点"])
        .filter(),
    Field::required("county", "所在地", "place", Kind::Region)
        .also(&["所在县", "所在乡镇", "县（市、区）", "县乡村"])
        .filter(),
    Field::required("kind", "安置方式", "kind", Kind::Choice(KINDS))
        .also(&["安置区类型", "类型"])
        .filter(),
    Field::required("built_on", "建成日期", "built on", Kind::Day)
        .also(&["竣工日期", "建成时间"])
        .filter(),
    Field::optional("moved_in_on", "入住日期", "moved in on", Kind::Day)
        .later()
        .also(&["搬迁入住日期", "入住时间"])
        .hint("最后一户入住的日期", "the day of the last household"),
    Field::required("households", "安置户数", "households", Kind::Whole)
        .also(&["搬迁户数", "应搬户数"]),
    Field::required("persons", "安置人数", "persons", Kind::Whole).also(&["搬迁人数", "应搬人数"]),
    Field::optional("moved_in", "已入住户数", "households moved in", Kind::Whole)
        .later()
        .also(&["入住户数", "实际入住户数"]),
    Field::optional("old_houses", "应拆旧房户数", "old houses to remove", Kind::Whole)
        .later()
        .also(&["应拆除旧房户数", "应拆旧户数"]),
    Field::optional("removed", "已拆旧房户数", "old houses removed", Kind::Whole)
        .later()
        .also(&["已拆除旧房户数", "已拆旧户数"]),
    Field::optional("labour_households", "有劳动力户数", "households with labour", Kind::Whole)
        .later()
        .also(&["有劳力户数"]),
    Field::optional(
        "employed_households",
        "至少一人就业户数",
        "households with a job",
        Kind::Whole,
    )
    .later()
    .also(&["有人就业户数", "已就业户数"])
    .hint("有劳动力的户中至少一人就业的", "of the households with labour"),
    Field::optional("income", "人均纯收入", "income a person", Kind::Money)
        .later()
        .also(&["人均可支配收入", "人均年收入"]),
    Field::optional("income_year", "收入年度", "year of the income", Kind::Whole).later(),
];

pub static SITES: Register = Register {
    name: "sites",
    title: text("集中安置区", "resettlement sites"),
    fields: FIELDS,
    key: &["name"],
    day: "built_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.positive("households"));
    for name in
        ["moved_in", "old_houses", "removed", "labour_households", "employed_households", "income"]
    {
        faults.extend(row.not_negative(name));
    }
    for (part, whole) in [
        ("households", "persons"),
        ("moved_in", "households"),
        ("old_houses", "households"),
        ("removed", "old_houses"),
        ("labour_households", "households"),
        ("employed_households", "labour_households"),
    ] {
        faults.extend(row.part_of(part, whole));
    }
    if row.money("income").is_some() && row.whole("income_year").is_none() {
        faults.push(row.doubt(
            "income_year",
            say!("填了人均收入而没有年度", "an income without its year"),
            say!("请填收入年度，门槛按年度不同", "give the year: the line differs by year"),
        ));
    }
}

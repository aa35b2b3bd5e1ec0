//! What was found in a household on a day. The latest check says how it stands; earlier ones stay.

use crate::base::{Fault, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const HOUSES: &[Choice] = &[
    choice("A级", "A: safe"),
    choice("B级", "B: safe, small defects"),
    choice("C级", "C: to be repaired"),
    choice("D级", "D: to be rebuilt"),
];

const SCHOOLING: &[Choice] = &[
    choice("全部在校", "all at school"),
    choice("送教上门", "taught at home"),
    choice("有辍学", "a child out of school"),
    choice("无适龄儿童", "no child of school age"),
];

const INSURED: &[Choice] =
    &[choice("全部参保", "all insured"), choice("有未参保", "someone uninsured")];

/// T/CHES 18-2018: quantity, quality, convenience and reliability, by the worst of the four.
const WATER: &[Choice] = &[
    choice("达标", "up to standard"),
    choice("基本达标", "nearly up to standard"),
    choice("不达标", "below standard"),
];

const FIELDS: &[Field] = &[
    Field::required("household", "户编号", "household", Kind::Text)
        .leads_to("households")
        .also(&["户编码", "户号"])
        .filter(),
    Field::required("county", "所在地", "place", Kind::Region)
        .also(&["县乡村", "所在县", "行政村", "住址"])
        .filter(),
    Field::required("day", "核查日期", "checked on", Kind::Day)
        .also(&["核查时间", "入户日期", "走访日期"])
        .filter(),
    Field::optional("house", "住房鉴定等级", "house grade", Kind::Choice(HOUSES))
        .also(&["住房等级", "房屋等级", "危房等级", "住房安全"])
        .hint("以住建部门鉴定为准；没有鉴定的留空", "as the housing bureau graded it, else empty")
        .filter(),
    Field::optional("project", "危房改造项目编号", "repair project", Kind::Ref("projects"))
        .also(&["改造项目编号", "项目编号"]),
    Field::optional("repair_due_on", "改造完成期限", "repair due on", Kind::Day)
        .later()
        .also(&["改造期限", "计划改造完成日期"]),
    Field::optional("schooling", "义务教育", "schooling", Kind::Choice(SCHOOLING))
        .also(&["义务教育保障", "子女就学情况", "就学情况"])
        .filter(),
    Field::optional("insured", "基本医疗保险", "medical insurance", Kind::Choice(INSURED))
        .also(&["基本医疗", "参保情况", "医保"])
        .filter(),
    Field::optional("water", "饮水安全", "drinking water", Kind::Choice(WATER))
        .also(&["饮水", "饮水安全评价", "饮水情况"])
        .filter(),
];

pub static HOUSEHOLD_CHECKS: Register = Register {
    name: "household_checks",
    title: text("农户保障核查", "checks of households"),
    fields: FIELDS,
    key: &["household", "day"],
    day: "day",
    region: "county",
    personal: true,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.in_order("day", "repair_due_on"));
    if super::lights::GUARANTEES.iter().all(|field| row.text(field).is_none()) {
        faults.push(row.fault(
            "house",
            say!(
                "住房、教育、医疗、饮水四项都空着",
                "house, schooling, insurance and water are all empty"
            ),
            say!("至少填查过的一项；没有查的留空", "fill what was checked; leave the rest empty"),
        ));
    }
    let safe = matches!(row.text("house"), Some("A级" | "B级"));
    if safe && row.text("project").is_some() {
        faults.push(row.doubt(
            "project",
            say!("住房是安全的，却写了危房改造项目", "the house is safe and has a repair project"),
            say!(
                "改造已完成的可删去；否则核对等级",
                "remove it if the repair is done, else check the grade"
            ),
        ));
    }
}

//! Exits of the five counties and of villages in them. The report says that all counties left early;
//! days, documents and numbers here are made up (待核), and the documents say so.

use super::books::{Book, Maker, SOURCE, book, parts};
use super::dice::Dice;
use super::faults::{Planted, refused, ruled};
use super::line::{Line, Typed};
use super::office::{RECEIVING_CITY, Unit};
use super::places::{PAIRS, townships};
use super::sheet::{Column, NUMBER, col};
use super::world::{World, day};
use crate::base::Day;
use crate::record::Value;

pub const MAKERS: &[Maker] = &[("exits.city", exits, 0)];

pub const PLANTED: &[Planted] = &[
    refused(("exits.city", ""), "announced_on", "公告早于批准", |line| {
        let approved = line.value("approved_on").day();
        let announced = approved.map(|approved| approved.plus(-1));
        line.set("name", "演示错一村").maybe("announced_on", announced)
    }),
    refused(
        ("exits.city", ""),
        "people_left",
        "现有贫困人口写成“基本没有”",
        |line| line.set("name", "演示错二村").slip("people_left", Typed::text("基本没有")),
    ),
    ruled("exits.city", "exits.assessed_late", "一个村批准以后才评估检查"),
    ruled("exits.city", "exits.overdue", "一个村计划2020年6月退出，还没有批准"),
    ruled("exits.city", "exits.people_left", "一个村退出后还有3名贫困人口"),
    ruled("exits.city", "exits.rate_over", "一个村退出时贫困发生率2.35%"),
    ruled("exits.city", "exits.unassessed", "一个村没有评估检查"),
    ruled("exits.city", "exits.undocumented", "一个村没有批准文号"),
];

const EXITS: &[Column] = &[
    NUMBER,
    col("name", "县（村）名称", 30.0),
    col("level", "退出层级", 10.0),
    col("county", "所在县", 26.0),
    col("planned_on", "计划摘帽日期", 13.0),
    col("assessed_on", "评估验收日期", 13.0).over("退出程序"),
    col("noticed_on", "公示时间", 13.0).over("退出程序"),
    col("approved_on", "摘帽日期", 13.0).over("退出程序"),
    col("announced_on", "公告时间", 13.0).over("退出程序"),
    col("document", "退出批复", 20.0).over("退出程序"),
    col("people_before", "建档立卡贫困人口", 12.0).over("贫困人口"),
    col("rate", "综合贫困发生率", 10.0).over("贫困人口"),
    col("people_left", "剩余贫困人口", 10.0).over("贫困人口"),
];

/// When the demo's counties left: the plan is the end of 2020 for all.
const APPROVED: [&str; 5] = ["2018-09-20", "2018-09-20", "2019-05-10", "2019-05-10", "2020-02-25"];
const VILLAGES: usize = 4;

/// An exit in its four steps, seven weeks in all.
fn exit(name: &str, level: &str, place: &str, approved: Day) -> Line {
    Line::of("exits")
        .set("name", name)
        .set("level", level)
        .set("county", place)
        .set("planned_on", day("2020-12-31"))
        .set("assessed_on", approved.plus(-42))
        .set("noticed_on", approved.plus(-12))
        .set("approved_on", approved)
        .set("announced_on", approved.plus(2))
        .set("document", format!("演示退字〔{}〕{}号", approved.year(), approved.month_of_year()))
        .set("people_left", 0)
}

fn villages(at: usize, dice: Dice) -> Vec<Line> {
    let pair = &PAIRS[at];
    let below = townships(pair.county);
    let village = |turn: usize| {
        let (code, township) = &below[turn * below.len() / VILLAGES];
        let stem = ["甲", "乙", "丙", "丁"][turn % VILLAGES];
        let name = format!("{}{township}演示{stem}村", pair.county_name);
        let approved = day(APPROVED[at]).plus(-dice.from(at * 10 + turn, 60, 400));
        exit(&name, "贫困村", code, approved)
            .set("people_before", i64::from(dice.from(at * 20 + turn, 120, 480)))
            .set("rate", i64::from(dice.from(at * 30 + turn, 20, 190)))
    };
    (0..VILLAGES).map(village).collect()
}

fn exits(world: &World, id: &'static str, _: usize) -> Book {
    let dice = world.dice.of("exits");
    let counties = PAIRS.iter().enumerate().map(|(at, pair)| {
        exit(pair.county_name, "贫困县", pair.county, day(APPROVED[at]))
            .set("people_before", i64::from(dice.from(at, 40, 90)) * 1_000)
            .set("rate", i64::from(dice.from(at, 30, 150)))
    });
    let mut lines: Vec<Line> = counties.collect();
    let first = lines.len();
    lines.extend((0..PAIRS.len()).flat_map(|at| villages(at, dice)));
    let mut change = |at: usize, changed: fn(Line) -> Line| {
        lines[first + at] = changed(lines[first + at].clone());
    };
    change(0, |line| {
        let approved = line.value("approved_on").day();
        line.maybe("assessed_on", approved.map(|approved| approved.plus(20)))
    });
    change(1, |line| {
        let steps = ["assessed_on", "noticed_on", "approved_on", "announced_on", "document"];
        let open = steps.into_iter().fold(line, |line, step| line.set(step, Value::Null));
        open.set("planned_on", day("2020-06-30"))
    });
    change(2, |line| line.set("people_left", 3));
    change(3, |line| line.set("rate", 235));
    change(4, |line| line.set("assessed_on", Value::Null));
    change(5, |line| line.set("document", Value::Null));
    let parts = parts("退出", EXITS, lines);
    book(id, &RECEIVING_CITY, (Unit::Wan, "承德市贫困县、贫困村退出台账", SOURCE), vec![parts])
}

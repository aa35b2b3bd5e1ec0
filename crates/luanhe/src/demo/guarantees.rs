//! Schools and clinics that were helped, as often as the report says, and what visitors found in
//! households.

use super::Size;
use super::books::{Book, Maker, Parts, SOURCE, book, parts};
use super::faults::{Planted, refused, ruled};
use super::line::{Line, Typed};
use super::office::{COUNTIES, RECEIVING_CITY, Unit};
use super::people::{Household, Person};
use super::places::{LONGHUA, PAIRS, townships};
use super::sheet::{Column, NUMBER, col};
use super::world::World;
use crate::base::Day;

/// 公布: 帮助499所(次)学校、幼儿园.
pub const SCHOOLS_HELPED: usize = 499;
/// 公布: 改造升级乡(镇)卫生院、村卫生室577所(次).
pub const CLINICS_HELPED: usize = 577;

pub const MAKERS: &[Maker] = &[
    ("facilities.schools", schools, 0),
    ("facilities.clinics", clinics, 0),
    ("household_checks.chengde", checks, 0),
    ("household_checks.xinglong", checks, 1),
    ("household_checks.pingquan", checks, 2),
    ("household_checks.longhua", checks, 3),
    ("household_checks.weichang", checks, 4),
];

pub const PLANTED: &[Planted] = &[
    refused(("facilities.schools", ""), "kind", "学校填成了乡镇卫生院", |line| {
        line.set("kind", "乡镇卫生院").set("work", "人员培训")
    }),
    refused(("facilities.clinics", ""), "institution", "必填的机构名称空着", |line| {
        line.slip("institution", Typed::Blank)
    }),
    refused(("household_checks.pingquan", ""), "house", "住房等级写成E级", |line| {
        line.slip("house", Typed::text("E级"))
    }),
    ruled("facilities.clinics", "guarantees.idle_equipment", "一所卫生院的设备闲置"),
    ruled("facilities.schools", "guarantees.name_in_two_places", "两县各有一所“演示希望小学”"),
    ruled("household_checks.longhua", "guarantees.child_out_of_school", "一户有孩子辍学"),
    ruled("household_checks.longhua", "guarantees.house_unsafe", "一户D级住房没有安排"),
    ruled("household_checks.longhua", "guarantees.repair_overdue", "一户C级住房过了期限没有复核"),
    ruled("household_checks.longhua", "guarantees.uninsured", "一户有人未参保"),
    ruled("household_checks.longhua", "guarantees.water_unsafe", "一户饮水不达标"),
    ruled("household_checks.longhua", "guarantees.check_stale", "一户2020年以后没有再查"),
    ruled("household_checks.longhua", "guarantees.school_age_missed", "一户的学龄孩子漏查"),
];

const SCHOOLS: &[Column] = &[
    NUMBER,
    col("institution", "学校（幼儿园）名称", 32.0),
    col("kind", "学校类别", 10.0),
    col("county", "所在乡镇", 24.0),
    col("work", "改善内容", 12.0),
    col("day", "完成时间", 13.0),
    col("project", "对应项目编号", 13.0),
    col("amount", "投入资金", 12.0),
    col("pieces", "设备台套数", 10.0),
    col("equipment_state", "设备使用情况", 12.0),
];

const CLINICS: &[Column] = &[
    NUMBER,
    col("county", "所在乡镇", 24.0).over("基本情况"),
    col("institution", "卫生院（室）名称", 32.0).over("基本情况"),
    col("kind", "机构类型", 12.0).over("基本情况"),
    col("work", "改造内容", 12.0).over("改造升级情况"),
    col("day", "完工日期", 13.0).over("改造升级情况"),
    col("project", "项目编号", 13.0).over("改造升级情况"),
    col("amount", "援助金额", 12.0),
    col("pieces", "设备件数", 10.0).over("设备"),
    col("equipment_state", "使用状态", 10.0).over("设备"),
];

const CHECKS: &[Column] = &[
    NUMBER,
    col("household", "户编码", 15.0),
    col("county", "县乡村", 24.0),
    col("day", "入户日期", 13.0),
    col("house", "住房鉴定等级", 12.0),
    col("project", "危房改造项目编号", 14.0),
    col("repair_due_on", "改造期限", 13.0),
    col("schooling", "就学情况", 12.0),
    col("insured", "参保情况", 12.0),
    col("water", "饮水安全评价", 12.0),
];

/// What an institution of a township is called and what it is; and what is done there, in turn.
struct Sort {
    named: &'static [(&'static str, &'static str)],
    works: [&'static str; 4],
}

const OF_SCHOOLS: Sort = Sort {
    named: &[("演示小学", "学校"), ("演示幼儿园", "幼儿园"), ("演示中学", "学校")],
    works: ["房屋改造", "设备配置", "人员培训", "支教"],
};

const OF_CLINICS: Sort = Sort {
    named: &[
        ("演示卫生院", "乡镇卫生院"),
        ("演示甲村卫生室", "村卫生室"),
        ("演示乙村卫生室", "村卫生室"),
        ("演示丙村卫生室", "村卫生室"),
    ],
    works: ["设备配置", "房屋改造", "支医", "远程服务"],
};

/// So many times over all townships: each institution once, then the first ones again.
fn helped(world: &World, sort: &Sort, count: usize) -> Vec<Line> {
    let dice = world.dice.of(sort.named[0].0);
    let of_pair = |pair: usize| townships(PAIRS[pair].county).into_iter().map(move |t| (pair, t));
    let places: Vec<_> = (0..PAIRS.len()).flat_map(of_pair).collect();
    let institutions = places.len() * sort.named.len();
    let one = |at: usize| {
        let (round, turn) = (at / institutions, at % institutions);
        let (pair, (code, township)) = &places[turn % places.len()];
        let (name, kind) = sort.named[turn / places.len()];
        let work = sort.works[(turn + round) % sort.works.len()];
        let day = Day::new(2017, 4, 1).expect("a day").plus(dice.from(at, 0, 1_680));
        let mut of_project = world.projects.iter().filter(|project| {
            project.purpose == "三保障" && project.pair == *pair && project.aid > 0
        });
        let project = of_project.find(|project| project.finished.is_some_and(|done| done <= day));
        let costs = matches!(work, "房屋改造" | "设备配置");
        let equipped = work == "设备配置";
        Line::of("facilities")
            .set("institution", format!("{}{township}{name}", PAIRS[*pair].county_name))
            .set("kind", kind)
            .set("county", code.as_str())
            .set("work", work)
            .set("day", day)
            .maybe("project", project.filter(|_| costs).map(|project| project.code.as_str()))
            .maybe("amount", costs.then(|| 1_000_000 * i64::from(dice.of("fen").from(at, 2, 24))))
            .maybe("pieces", equipped.then(|| i64::from(dice.of("pieces").from(at, 3, 40))))
            .maybe("equipment_state", equipped.then_some("在用"))
    };
    (0..count).map(one).collect()
}

fn schools(world: &World, id: &'static str, _: usize) -> Book {
    let mut lines = helped(world, &OF_SCHOOLS, SCHOOLS_HELPED);
    // Each of two counties calls a school of its own by the same short name.
    let first = lines[0].value("county").text().map(|code| code[..6].to_string());
    let county = |line: &Line| line.value("county").text().map(|code| code[..6].to_string());
    let other = lines.iter().position(|line| county(line) != first).expect("five counties");
    for at in [0, other] {
        lines[at] = lines[at].clone().set("institution", "演示希望小学");
    }
    let parts = Parts { totals: &["amount"], ..parts("学校幼儿园", SCHOOLS, lines) };
    let title = "天津帮扶承德学校、幼儿园改善教学条件台账（所次）";
    book(id, &RECEIVING_CITY, (Unit::Wan, title, SOURCE), vec![parts])
}

fn clinics(world: &World, id: &'static str, _: usize) -> Book {
    let mut lines = helped(world, &OF_CLINICS, CLINICS_HELPED);
    let idle = lines.iter_mut().find(|line| line.value("pieces").int().is_some());
    let idle = idle.expect("a quarter has equipment");
    *idle = idle.clone().set("equipment_state", "闲置");
    let parts = Parts { totals: &["amount"], ..parts("卫生院室", CLINICS, lines) };
    let title = "天津帮扶承德乡镇卫生院、村卫生室改造升级台账（所次）";
    book(id, &RECEIVING_CITY, (Unit::Wan, title, SOURCE), vec![parts])
}

/// Whether the household has a child of six to fifteen years on that day.
fn has_pupil(household: &Household, day: Day) -> bool {
    let years = |born: Day| {
        let before =
            (day.month_of_year(), day.day_of_month()) < (born.month_of_year(), born.day_of_month());
        day.year() - born.year() - i16::from(before)
    };
    let mut members = (0..household.members).map(|member| Person { household, member });
    members.any(|person| (6..=15).contains(&years(person.born())))
}

/// One household in four, and a few of each county in the small demo: the others are unchecked.
fn visited(world: &World, pair: usize) -> Vec<&Household> {
    let all = world.people.of_pair(pair);
    match world.size {
        Size::Full => all.filter(|household| household.serial.is_multiple_of(4)).collect(),
        Size::Small => all.take(16).collect(),
    }
}

fn checks(world: &World, id: &'static str, pair: usize) -> Book {
    let dice = world.dice.of("checks").of(PAIRS[pair].county);
    let visited = visited(world, pair);
    let one = |(at, household): (usize, &&Household)| {
        let day = Day::new(2021, 3, 1).expect("a day").plus(dice.from(at, 0, 180));
        let schooling = if has_pupil(household, day) { "全部在校" } else { "无适龄儿童" };
        let house = if dice.of("house").one_in(at, 3) { "B级" } else { "A级" };
        let water = if dice.of("water").one_in(at, 5) { "基本达标" } else { "达标" };
        let looked_at = !dice.of("blank").one_in(at, 12);
        Line::of("household_checks")
            .set("household", household.code())
            .set("county", household.township.as_str())
            .set("day", day)
            .set("house", house)
            .set("schooling", schooling)
            .set("insured", "全部参保")
            .maybe("water", looked_at.then_some(water))
    };
    let mut lines: Vec<Line> = visited.iter().enumerate().map(one).collect();
    if pair == LONGHUA {
        plant(&mut lines);
    }
    let title = format!("{}三保障和饮水安全入户核查表（2021年）", PAIRS[pair].county_name);
    let parts = parts("入户核查", CHECKS, lines);
    book(id, &COUNTIES[pair], (Unit::Yuan, &title, SOURCE), vec![parts])
}

/// One household for each rule, and one that is in order: its house is under repair.
fn plant(lines: &mut [Line]) {
    let day = |iso: &str| Day::parse(iso).expect("a day of the demo");
    let set = |line: &mut Line, field: &str, word: &str| *line = line.clone().set(field, word);
    set(&mut lines[0], "schooling", "有辍学");
    set(&mut lines[1], "house", "D级");
    lines[2] = lines[2].clone().set("house", "C级").set("repair_due_on", day("2021-11-30"));
    set(&mut lines[3], "insured", "有未参保");
    set(&mut lines[4], "water", "不达标");
    lines[5] = lines[5].clone().set("house", "C级").set("repair_due_on", day("2022-06-30"));
    lines[6] = lines[6].clone().set("day", day("2020-06-18")).set("schooling", "全部在校");
    let pupils = |at: &usize| lines[*at].value("schooling").text() == Some("全部在校");
    let missed = (7..lines.len()).find(pupils).expect("a third of the households has pupils");
    set(&mut lines[missed], "schooling", "无适龄儿童");
}

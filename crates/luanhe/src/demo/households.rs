//! Households: the national export of 平泉, where each line tells of a person and of the household
//! once more, and the incomes that 兴隆 collected in two years.

use super::books::{Book, Maker, Parts, book, parts};
use super::dice::Dice;
use super::faults::{Finder, Planted, doubted, refused, ruled, slipped};
use super::line::{Line, Typed};
use super::office::{COUNTIES, Unit};
use super::people::{Household, Person};
use super::places::{PAIRS, XINGLONG};
use super::sheet::{Column, NUMBER, col};
use super::world::World;
use crate::base::{Day, RegionCode};
use crate::parties::regions;
use crate::record::Value;

pub const MAKERS: &[Maker] = &[("incomes.xinglong", incomes, XINGLONG)];

pub const PLANTED: &[Planted] = &[
    slipped(
        ("people.pingquan", ""),
        Finder::Refused("members"),
        "一户的两行人数不一致",
        |line| line.slip("members", Typed::Number(9.0)),
    ),
    refused(("incomes.xinglong", ""), "net", "年纯收入不等于各项之和", |line| {
        let wages = line.value("wages").int().unwrap_or(0);
        line.set("wages", wages + 100_000)
    }),
    doubted("people.pingquan", "per_head", "导出表的人均纯收入不写单位"),
    ruled("people.pingquan", "households.below_line", "一户人均5600元，没有列为监测对象"),
    ruled("people.pingquan", "households.gone_with_trouble", "一户还是危房户就标注了风险消除"),
    ruled("people.pingquan", "households.head_missing", "一户有两名户主"),
    ruled("incomes.xinglong", "households.income_jump", "一户人均收入一年里少了一半"),
    ruled("people.pingquan", "households.marked_gone_early", "一户识别三个月就标注消除"),
    ruled("people.pingquan", "households.members_differ", "一户人数多写一人"),
];

/// The columns of the national export, in its words and order.
const EXPORT: &[Column] = &[
    NUMBER,
    col("data_on", "数据日期", 12.0),
    col("region", "县(市、区、旗)", 12.0),
    col("town", "乡(镇)", 14.0),
    col("village", "行政村", 12.0),
    col("hamlet", "自然村", 10.0),
    col("household", "户编号", 15.0),
    col("person_no", "人编号", 18.0),
    col("name", "姓名", 10.0),
    col("id_number", "证件号码", 21.0),
    col("members", "人数", 6.0),
    col("relation", "与户主关系", 10.0),
    col("ethnicity", "民族", 7.0),
    col("schooling", "文化程度", 9.0),
    col("at_school", "在校生状况", 11.0),
    col("health", "健康状况", 11.0),
    col("labour", "劳动技能", 18.0),
    col("months_worked", "务工时间(月)", 8.0),
    col("insured", "是否参加大病保险", 9.0),
    col("cause", "致贫原因1", 11.0),
    col("unsafe_house", "危房户", 7.0),
    col("safe_water", "是否解决安全饮用水", 9.0),
    col("per_head", "人均纯收入", 11.0),
    col("home_phone", "户联系电话", 13.0),
    col("phone", "人联系电话", 13.0),
    col("first_on", "首次识别时间", 12.0),
    col("identified_on", "人员识别时间", 12.0),
    col("household_type", "户类型", 13.0),
    col("monitored", "易返贫致贫户（监测对象）类型", 15.0),
    col("risk_gone", "风险是否消除", 8.0),
    col("risk_found_on", "风险识别时间", 12.0),
    col("risk_gone_on", "风险消除时间", 12.0),
];

const INCOMES: &[Column] = &[
    NUMBER,
    col("household", "户编号", 15.0),
    col("county", "县乡村", 24.0),
    col("from_day", "收入周期起", 12.0),
    col("day", "收入截止日期", 12.0),
    col("collected", "采集方式", 12.0),
    col("members", "家庭人口", 8.0),
    col("wages", "工资性收入", 12.0).over("收入¥"),
    col("business", "生产经营性收入", 14.0).over("收入¥"),
    col("costs", "生产经营性支出", 14.0).over("收入¥"),
    col("property", "财产性收入", 12.0).over("收入¥"),
    col("transfers", "转移性收入", 12.0).over("收入¥"),
    col("net", "年纯收入", 12.0).over("收入¥"),
    col("per_head", "人均纯收入", 12.0).over("收入¥"),
];

const NOTES: &[&str] = &["注：本表姓名、证件号码、电话、收入均为虚构，不对应任何真实的人家。"];
const EXPORTED_ON: &str = "2021-10-15";

/// What the export says of a household beyond its people.
struct Told {
    members: usize,
    per_head: i64,
    unsafe_house: bool,
    found: Option<&'static str>,
    gone: Option<&'static str>,
}

/// Which households are told wrong: places in the county's list.
const BELOW: usize = 3;
const UNSAFE: usize = 5;
const EARLY: usize = 7;
const MISCOUNTED: usize = 9;
/// The first household of several members from here on has two heads.
const TWO_HEADS: usize = 11;

fn told(household: &Household, at: usize, monitored: bool, dice: Dice) -> Told {
    let place = household.serial;
    let watched = monitored || at == UNSAFE || at == EARLY;
    let gone = match at {
        UNSAFE => Some("2021-08-20"),
        EARLY => Some("2021-06-05"),
        _ if watched && dice.of("gone").one_in(place, 3) => Some("2021-09-10"),
        _ => None,
    };
    let per_head = match at {
        BELOW => 560_000,
        _ if watched => i64::from(dice.of("watched").from(place, 4_800, 6_400)) * 100,
        _ => i64::from(dice.of("per_head").from(place, 6_900, 15_800)) * 100,
    };
    Told {
        members: household.members + usize::from(at == MISCOUNTED),
        per_head,
        unsafe_house: at == UNSAFE,
        found: watched.then_some(if at == EARLY { "2021-03-08" } else { "2020-04-15" }),
        gone,
    }
}

/// Every later sheet names its people.
pub fn export(world: &World, id: &'static str, pair: usize) -> Book {
    let dice = world.dice.of("export");
    let households: Vec<&Household> = world.people.all_of(pair).collect();
    let two_heads = (TWO_HEADS..).find(|at| households[*at].members > 1).expect("some do");
    let mut lines = Vec::new();
    for (at, household) in households.iter().enumerate() {
        for member in 0..household.members {
            let person = Person { household, member };
            let line = person_line(world, person, at, dice);
            lines.push(if at == two_heads && member == 1 {
                line.set("relation", "户主")
            } else {
                line
            });
        }
    }
    let title = format!("{}已脱贫人口名单", PAIRS[pair].county_name);
    let parts = parts("已脱贫人口名单", EXPORT, lines);
    let office = &super::office::EXPORTER;
    Book { register: "people", ..book(id, office, (Unit::Yuan, &title, NOTES), vec![parts]) }
}

fn person_line(world: &World, person: Person<'_>, at: usize, dice: Dice) -> Line {
    let household = person.household;
    let mut line = world.people.line(person);
    if line.value("health").text() == Some("残疾") {
        // The export has no column for the level, without which a disability is doubted.
        line = line.set("health", "长期慢性病").set("disability_level", Value::Null);
    }
    let kind = line.value("household_type").text().unwrap_or("").to_string();
    let monitored = kind != "脱贫户";
    let told = told(household, at, monitored, dice);
    let code = |text: &str| RegionCode::parse(text).expect("a code of the demo");
    let name = |text: &str| regions().name(&code(text), 2021).unwrap_or("").to_string();
    let hamlet = format!("第{}组", household.serial % 9 + 1);
    let month = |iso: &str| Typed::text(iso.replace('-', "."));
    let maybe = |iso: Option<&str>| iso.map_or(Typed::Blank, month);
    let yes = |is: bool| Typed::text(if is { "是" } else { "否" });
    let risk = match (told.found, told.gone) {
        (None, _) => Typed::Blank,
        (_, gone) => yes(gone.is_some()),
    };
    let causes = ["因病", "因残", "因学", "缺技术", "缺劳力", "缺资金"];
    let grown = person.born().year() < 2003;
    let works = line.value("labour").text() == Some("普通劳动力") && grown;
    let months = if works { dice.of("months").below(household.serial, 11) as i64 } else { 0 };
    let monitored = match (told.found, monitored) {
        (None, _) => Typed::Blank,
        (_, true) => Typed::text(kind),
        (_, false) => Typed::text("脱贫不稳定户"),
    };
    line.set("schooling", if grown { "初中" } else { "小学" })
        .set("at_school", if grown { "非在校" } else { "义务教育" })
        .set("months_worked", months)
        .set("insured", "是")
        .slip("data_on", month(EXPORTED_ON))
        .slip("region", Typed::text(name(&household.township[..6])))
        .slip("town", Typed::text(name(&household.township)))
        .slip(
            "village",
            Typed::text(format!("{}村", ["东", "西", "南", "北"][household.serial % 4])),
        )
        .slip("hamlet", Typed::text(hamlet))
        .set("person_no", format!("{}{:02}", household.code(), person.member + 1))
        .slip("members", Typed::Number(told.members as f64))
        .slip("cause", Typed::text(dice.of("cause").pick(household.serial, &causes)))
        .slip("unsafe_house", yes(told.unsafe_house))
        .slip("safe_water", yes(true))
        .slip("per_head", Typed::Number(told.per_head as f64 / 100.0))
        .slip("home_phone", Typed::text(Person { household, member: 0 }.phone()))
        .slip("first_on", month("2014-01-20"))
        .slip("monitored", monitored)
        .slip("risk_gone", risk)
        .slip("risk_found_on", maybe(told.found))
        .slip("risk_gone_on", maybe(told.gone))
}

/// How many households of 兴隆 were asked.
const ASKED: usize = 20;

fn incomes(world: &World, id: &'static str, pair: usize) -> Book {
    let dice = world.dice.of("incomes");
    let asked: Vec<&Household> = world.people.all_of(pair).take(ASKED).collect();
    let line = |(at, household): (usize, &Household), year: i16| {
        let place = household.serial;
        let members = household.members as i64;
        let part = |name: &str, least: i32, most: i32| {
            i64::from(dice.of(name).from(place, least, most)) * 100 * members
        };
        // Each part a tenth more in the second year; one household has lost its wages.
        let grown = |fen: i64| if year == 2021 { fen / 100 * 108 } else { fen };
        let lost = year == 2021 && at == 4;
        let wages = if lost { 0 } else { grown(part("wages", 4_200, 6_000)) };
        let business = grown(part("business", 2_600, 3_800));
        let costs = grown(part("costs", 300, 900));
        let (property, transfers) = (grown(part("rent", 100, 400)), grown(part("paid", 500, 900)));
        let net = wages + business - costs + property + transfers;
        Line::of("incomes")
            .set("household", household.code())
            .set("county", household.township.as_str())
            .set("from_day", Day::new(year - 1, 10, 1).expect("a day"))
            .set("day", Day::new(year, 9, 30).expect("a day"))
            .set("collected", "年度采集")
            .set("members", members)
            .set("wages", wages)
            .set("business", business)
            .set("costs", costs)
            .set("property", property)
            .set("transfers", transfers)
            .set("net", net)
            .set("per_head", (net + members / 2) / members)
    };
    let both =
        [2020, 2021].map(|year| asked.iter().copied().enumerate().map(move |h| line(h, year)));
    let lines = both.into_iter().flatten().collect();
    let parts = Parts { totals: &[], ..parts("农户收入", INCOMES, lines) };
    let title = format!("{}农户年度收入采集表", PAIRS[pair].county_name);
    book(id, &COUNTIES[pair], (Unit::Yuan, &title, NOTES), vec![parts])
}

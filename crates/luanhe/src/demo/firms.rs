//! Firms that were brought in and that landed: forty-one each, on two bases. They are made up, and
//! named so; the groups above six of them are made up too.

use super::amounts::FIRMS;
use super::books::{Book, MONEY_NOTES, Maker, SOURCE, book, parts};
use super::dice::Dice;
use super::faults::{Planted, refused, ruled};
use super::line::{Line, Typed};
use super::office::{CITY, RECEIVING_CITY, Unit};
use super::parties::{made_up_uscc, organisation};
use super::places::{CHENGDE, LONGHUA, PAIRS, PINGQUAN, WEICHANG};
use super::sheet::{Column, NUMBER, col};
use super::world::{AS_OF, World, day};
use crate::base::Day;
use crate::record::Value;

pub const MAKERS: &[Maker] = &[
    ("organisations.firms", organisations, 0),
    ("introductions.city", introductions, 0),
    ("landings.city", landings, 0),
];

pub const PLANTED: &[Planted] = &[
    refused(("introductions.city", ""), "signed_on", "签约日期写成“去年底”", |line| {
        line.slip("signed_on", Typed::text("去年底"))
    }),
    refused(("introductions.city", ""), "planned", "计划投资写成“若干”", |line| {
        line.slip("planned", Typed::text("若干"))
    }),
    refused(("landings.city", ""), "paid_in", "实缴资本大于注册资本", |line| {
        let capital = line.value("capital").int();
        line.maybe("paid_in", capital.map(|capital| capital + 1_000_000))
    }),
    ruled("introductions.city", "firms.claimed_twice", "隆化引进的一家企业围场也报了"),
    ruled("introductions.city", "firms.group_mismatch", "一家企业填了子公司作集团"),
    ruled("landings.city", "firms.landed_before_signing", "平泉一家企业先落地后签约"),
    ruled("landings.city", "firms.landed_not_brought_in", "一家企业在没有引进它的县登记落地"),
    ruled("landings.city", "firms.landed_without_proof", "一家本地企业登记落地而没有场地"),
    ruled("introductions.city", "firms.no_code", "一家本地企业在单位库里没有代码"),
    ruled("introductions.city", "firms.stalled", "一家本地企业2019年签约后没有落地"),
];

const ORGANISATIONS: &[Column] = &[
    NUMBER,
    col("name", "企业名称", 36.0),
    col("uscc", "统一社会信用代码", 24.0),
    col("kind", "单位类别", 12.0),
    col("region", "注册地", 20.0),
    col("duty", "在项目中的职责", 12.0),
    col("parent", "母公司", 28.0),
];

const INTRODUCTIONS: &[Column] = &[
    NUMBER,
    col("firm", "引进企业", 36.0),
    col("came_from", "企业来源", 11.0),
    col("parent_group", "所属集团", 28.0),
    col("helper_region", "引荐地区", 14.0).over("引进"),
    col("county", "引进县", 22.0).over("引进"),
    col("signed_on", "签约时间", 13.0).over("引进"),
    col("industry", "行业代码", 9.0),
    col("planned", "计划总投资", 14.0),
];

const LANDINGS: &[Column] = &[
    NUMBER,
    col("firm", "落地企业", 36.0),
    col("county", "落地县", 22.0),
    col("registered_on", "营业执照核发日期", 16.0),
    col("landed_on", "落地时间", 13.0),
    col("capital", "注册资金", 13.0),
    col("paid_in", "实缴资本", 13.0),
    col("arrived", "实际到位资金", 13.0),
    col("site", "厂房或用地", 24.0),
    col("state", "目前状态", 10.0),
];

/// Names, codes of GB/T 4754 and plans of the firms, in turn.
const TRADES: [(&str, &str); 6] = [
    ("蔬菜加工有限公司", "1371"),
    ("食用菌有限公司", "1372"),
    ("牧业有限公司", "0314"),
    ("种业有限公司", "0141"),
    ("冷链仓储有限公司", "5959"),
    ("数据服务有限公司", "6450"),
];

/// A firm of the demo.
struct Firm {
    name: String,
    pair: usize,
    industry: &'static str,
    came_from: &'static str,
    /// The group above it, and what the office says that it is.
    parent: Option<String>,
    group: Option<String>,
    signed: Day,
    landed: Option<Day>,
    has_code: bool,
    has_site: bool,
}

/// Places among the forty-one of those with something to find.
const TWO_COUNTIES: usize = LONGHUA;
const OTHER_GROUP: usize = 2;
const LANDED_FIRST: usize = 5 + PINGQUAN;
const ELSEWHERE: usize = 10 + CHENGDE;

fn group(at: usize) -> String {
    let stem = ["甲", "乙", "丙", "丁", "戊", "己"][at % 6];
    format!("津沽演示{stem}集团有限公司")
}

fn subsidiary(at: usize) -> String {
    group(at).replace("集团", "食品")
}

/// Forty-one that were brought in and have landed, and three of the place that count nowhere.
fn firms(dice: Dice) -> Vec<Firm> {
    let mut firms: Vec<Firm> = (0..FIRMS).map(|at| brought_in(dice, at)).collect();
    let local = |name: &str, signed: &str| Firm {
        name: format!("承德县演示{name}有限公司"),
        pair: CHENGDE,
        industry: "0141",
        came_from: "本地",
        parent: None,
        group: None,
        signed: day(signed),
        landed: None,
        has_code: true,
        has_site: true,
    };
    firms.push(Firm { has_code: false, ..local("无码农业", "2021-05-10") });
    firms.push(Firm {
        landed: Some(day("2021-09-01")),
        has_site: false,
        ..local("无址农业", "2021-03-01")
    });
    firms.push(local("未落农业", "2019-06-18"));
    firms
}

fn brought_in(dice: Dice, at: usize) -> Firm {
    let pair = at % PAIRS.len();
    let (word, industry) = TRADES[at % TRADES.len()];
    let stem = "甲乙丙丁戊己庚辛壬".chars().nth(at / PAIRS.len()).expect("nine in a county");
    // Twelve are of six groups, half of them below a subsidiary.
    let of_group = at < 12;
    let parent = of_group.then(|| if at < 6 { group(at) } else { subsidiary(at) });
    let claimed = if at == OTHER_GROUP { group(at + 1) } else { group(at) };
    let signed = day("2016-12-05").plus(dice.from(at, 0, 1_500));
    let after = if at == LANDED_FIRST { -25 } else { dice.of("landed").from(at, 60, 300) };
    Firm {
        name: format!("{}津承演示{stem}{word}", PAIRS[pair].county_name),
        pair,
        industry,
        came_from: if at % 9 == 4 { "疏解" } else { "援方引入" },
        parent,
        group: of_group.then_some(claimed),
        signed,
        landed: Some(signed.plus(after).min(day(AS_OF))),
        has_code: true,
        has_site: true,
    }
}

fn organisations(world: &World, id: &'static str, _: usize) -> Book {
    let dice = world.dice.of("firms");
    let code = |region: &str, at: usize| made_up_uscc("91", region, 100 + at);
    let mut lines = Vec::new();
    for at in 0..6 {
        let line = organisation(&group(at), "企业", "120000", "帮扶单位");
        lines.push(line.set("uscc", code("120000", at)));
    }
    for at in 0..6 {
        let line = organisation(&subsidiary(at), "企业", "120000", "帮扶单位");
        lines.push(line.set("uscc", code("120000", 10 + at)).set("parent", group(at)));
    }
    for (at, firm) in firms(dice).iter().enumerate() {
        let county = PAIRS[firm.pair].county;
        let line = organisation(&firm.name, "企业", county, "实施单位");
        let code = firm.has_code.then(|| code(county, at));
        lines.push(line.maybe("uscc", code).maybe("parent", firm.parent.clone()));
    }
    let parts = parts("企业", ORGANISATIONS, lines);
    book(id, &CITY, (Unit::Wan, "津承产业合作企业名录", SOURCE), vec![parts])
}

fn introductions(world: &World, id: &'static str, _: usize) -> Book {
    let dice = world.dice.of("firms");
    let line = |(at, firm): (usize, &Firm)| {
        let pair = &PAIRS[firm.pair];
        let local = firm.came_from == "本地";
        Line::of("introductions")
            .set("firm", firm.name.as_str())
            .set("came_from", firm.came_from)
            .set("county", pair.county)
            .set("helper_region", if local { pair.county } else { pair.district })
            .maybe("parent_group", firm.group.clone())
            .set("industry", firm.industry)
            .set("signed_on", firm.signed)
            .set("planned", 1_000_000 * i64::from(dice.of("planned").from(at, 300, 9_000)))
    };
    let firms = firms(dice);
    let mut lines: Vec<Line> = firms.iter().enumerate().map(line).collect();
    let again = lines[TWO_COUNTIES].clone();
    let later = firms[TWO_COUNTIES].signed.plus(40);
    lines.push(again.set("county", PAIRS[WEICHANG].county).set("signed_on", later));
    let parts = parts("引进", INTRODUCTIONS, lines);
    book(
        id,
        &RECEIVING_CITY,
        (Unit::Wan, "承德市引进天津产业合作企业台账", MONEY_NOTES),
        vec![parts],
    )
}

fn landings(world: &World, id: &'static str, _: usize) -> Book {
    let dice = world.dice.of("firms").of("landing");
    let firms = firms(world.dice.of("firms"));
    let landed = firms.iter().enumerate().filter_map(|(at, firm)| Some((at, firm, firm.landed?)));
    let mut lines: Vec<Line> = landed.map(|(at, firm, day)| landing(dice, at, firm, day)).collect();
    let elsewhere = lines[ELSEWHERE].clone().set("county", PAIRS[WEICHANG].county);
    lines.push(elsewhere);
    let parts = parts("落地", LANDINGS, lines);
    book(id, &RECEIVING_CITY, (Unit::Wan, "承德市产业合作企业落地台账", MONEY_NOTES), vec![parts])
}

fn landing(dice: Dice, at: usize, firm: &Firm, landed: Day) -> Line {
    let capital = 1_000_000 * i64::from(dice.from(at, 2, 40) * 50);
    let paid = capital * i64::from(dice.of("paid").from(at, 3, 10)) / 10;
    let more = 1_000_000 * i64::from(dice.of("more").from(at, 0, 800));
    let site = format!("{}演示园区{}号厂房", PAIRS[firm.pair].county_name, at + 1);
    Line::of("landings")
        .set("firm", firm.name.as_str())
        .set("county", PAIRS[firm.pair].county)
        .set("registered_on", landed.plus(-30))
        .set("landed_on", landed)
        .set("capital", capital)
        .set("paid_in", paid)
        .set("arrived", paid + more)
        .set("site", if firm.has_site { Value::from(site) } else { Value::Null })
        .set("state", if landed.year() < 2021 { "投产" } else { "在建" })
}

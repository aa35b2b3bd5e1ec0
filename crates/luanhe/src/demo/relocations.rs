//! Relocations: fifty targets of the second and third level, and sixteen firms of five groups that
//! registered in 2021 with 58.24亿元 involved, of which less was paid in and less still arrived. All are made
//! up but the group that the report names, which says that it is of the demo.

use super::amounts::{RELOCATED_2021, RELOCATED_2021_FEN};
use super::books::{Book, MONEY_NOTES, Maker, SOURCE, book, parts};
use super::dice::{Dice, share};
use super::faults::{Planted, refused, ruled};
use super::line::{Line, Typed};
use super::office::{CITY, Unit};
use super::parties::{made_up_uscc, organisation};
use super::places::{LONGHUA, PAIRS, WEICHANG};
use super::sheet::{Column, NUMBER, col};
use super::world::{World, day};
use crate::record::Value;

pub const MAKERS: &[Maker] = &[
    ("organisations.relocations", organisations, 0),
    ("targets.city", targets, 0),
    ("contacts.city", contacts, 0),
    ("registrations.city", registrations, 0),
    ("relocation_goals.city", goals, 0),
];

pub const PLANTED: &[Planted] = &[
    refused(("targets.city", ""), "from_region", "目标企业写在保定", |line| {
        line.set("county", "120103").set("from_region", "130602")
    }),
    refused(("targets.city", ""), "level", "层级写成“四级半”", |line| {
        line.set("county", "120103").slip("level", Typed::text("四级半"))
    }),
    refused(("contacts.city", ""), "day", "对接日期写成“上周”", |line| {
        line.slip("day", Typed::text("上周"))
    }),
    refused(("registrations.city", ""), "producing_on", "投产早于注册", |line| {
        let registered = line.value("registered_on").day();
        line.set("county", "120103").maybe("producing_on", registered.map(|day| day.plus(-30)))
    }),
    refused(("relocation_goals.city", ""), "firms", "目标写成零家", |line| {
        line.set("county", "120103").set("firms", 0)
    }),
    ruled("targets.city", "relocations.claimed_by_two", "津南和武清都在对接同一家三级单位"),
    ruled("registrations.city", "relocations.group_mismatch", "一家三级企业填了二级单位作来源单位"),
    ruled("targets.city", "relocations.next_overdue", "一家企业过了下一步时限"),
    ruled("targets.city", "relocations.no_contact", "一家企业八月以后没有对接记录"),
    ruled(
        "registrations.city",
        "relocations.producing_without_money",
        "一家企业报投产而没有到位资金",
    ),
    ruled(
        "registrations.city",
        "relocations.registered_without_target",
        "一家注册企业不在该区目标里",
    ),
    ruled("targets.city", "relocations.window_closing", "一家企业租约2022年1月到期还没签约"),
];

const ORGANISATIONS: &[Column] = &[
    NUMBER,
    col("name", "企业名称", 36.0),
    col("uscc", "统一社会信用代码", 24.0),
    col("kind", "单位类别", 12.0),
    col("region", "注册地", 16.0),
    col("duty", "在项目中的职责", 12.0),
    col("parent", "母公司", 30.0),
];

const TARGETS: &[Column] = &[
    NUMBER,
    col("firm", "目标企业", 34.0),
    col("level", "企业层级", 9.0),
    col("ownership", "所有制", 10.0),
    col("sector", "疏解类别", 10.0),
    col("parent_group", "来源集团", 28.0),
    col("from_region", "现所在地", 14.0),
    col("county", "对接区", 12.0),
    col("owner", "责任单位", 28.0),
    col("stage", "所处阶段", 9.0),
    col("next_action", "下一步工作", 18.0),
    col("next_on", "下一步时限", 13.0),
    col("window_until", "窗口期截止", 13.0),
    col("listed_on", "列入日期", 13.0),
];

const CONTACTS: &[Column] = &[
    NUMBER,
    col("firm", "对接企业", 34.0),
    col("county", "对接区", 12.0),
    col("day", "对接日期", 13.0),
    col("level", "对接层级", 9.0),
    col("about", "对接内容", 24.0),
    col("office", "我方单位", 28.0),
];

const REGISTRATIONS: &[Column] = &[
    NUMBER,
    col("firm", "注册企业", 34.0),
    col("parent_group", "来源单位", 28.0),
    col("county", "注册区", 12.0),
    col("way", "落地方式", 12.0),
    col("registered_on", "注册日期", 13.0),
    col("involved", "涉及资金", 14.0).over("资金（各列不相加）"),
    col("paid_in", "实缴资本", 14.0).over("资金（各列不相加）"),
    col("arrived", "到位资金", 14.0).over("资金（各列不相加）"),
    col("staff", "迁入职工数", 10.0),
    col("producing_on", "投产运营日期", 13.0),
];

const GOALS: &[Column] = &[
    NUMBER,
    col("county", "承接区", 12.0),
    col("due", "完成期限", 13.0),
    col("firms", "目标企业数", 10.0),
    col("arrived", "目标到位资金", 14.0),
];

/// The report names the first; the others are made up.
const GROUPS: [&str; 5] = [
    "中国电建集团（演示）",
    "央字演示建工集团（演示）",
    "央字演示能源集团（演示）",
    "央字演示物流集团（演示）",
    "央字演示装备集团（演示）",
];

/// Fifty targets: sixteen have registered in 2021, one the year before; the last ten are private.
const TARGETED: usize = 50;
/// Places of those with something to find.
const TWO_DISTRICTS: usize = 20;
const OVERDUE: usize = 22;
const SILENT: usize = 24;
const CLOSING: usize = 26;
const OF_2020: usize = RELOCATED_2021;
const UNPAID: usize = 6;
const ELSEWHERE: usize = 8;

const WAN: i64 = 1_000_000;

/// A firm that is courted: its name, the firm above it and the top of its group.
struct Target {
    name: String,
    level: &'static str,
    ownership: &'static str,
    above: Option<String>,
    group: Option<&'static str>,
    pair: usize,
}

fn second(group: usize) -> String {
    format!("京演示{}工程公司", ["甲", "乙", "丙", "丁", "戊"][group])
}

fn target(at: usize) -> Target {
    let group = at % GROUPS.len();
    let (pair, name) = (at % PAIRS.len(), format!("京演示{:02}号公司", at + 1));
    if at >= 40 {
        let ownership = "非公有制";
        return Target { name, level: "总部", ownership, above: None, group: None, pair };
    }
    let third = at.is_multiple_of(2);
    Target {
        name,
        level: if third { "三级" } else { "二级" },
        ownership: "央企",
        above: Some(if third { second(group) } else { GROUPS[group].to_string() }),
        group: Some(GROUPS[group]),
        pair,
    }
}

fn stage(at: usize) -> &'static str {
    match at {
        ..=OF_2020 => "注册",
        TWO_DISTRICTS..=CLOSING => "对接",
        _ => ["线索", "对接", "意向", "签约"][at % 4],
    }
}

fn organisations(_: &World, id: &'static str, _: usize) -> Book {
    let mut lines: Vec<Line> =
        GROUPS.iter().map(|name| organisation(name, "企业", "110000", "其他")).collect();
    lines.extend((0..GROUPS.len()).map(|group| {
        organisation(&second(group), "企业", "110108", "其他").set("parent", GROUPS[group])
    }));
    lines.extend((0..TARGETED).map(target).map(|target| {
        organisation(&target.name, "企业", "110108", "其他").maybe("parent", target.above)
    }));
    let coded = lines.into_iter().enumerate().map(|(at, line)| {
        let region = line.value("region").text().unwrap_or("110000").to_string();
        line.set("uscc", made_up_uscc("91", &region, 400 + at))
    });
    let parts = parts("企业", ORGANISATIONS, coded.collect());
    book(id, &CITY, (Unit::Wan, "疏解目标企业及其上级单位名录", SOURCE), vec![parts])
}

fn owner(pair: usize) -> String {
    format!("天津市{}合作交流办公室", PAIRS[pair].district_name)
}

fn targets(world: &World, id: &'static str, _: usize) -> Book {
    let dice = world.dice.of("targets");
    let line = |at: usize| {
        let target = target(at);
        let next = if at == OVERDUE { day("2021-12-20") } else { day("2022-01-15") };
        let window = match at {
            CLOSING => Some(day("2022-01-31")),
            30..36 => Some(day("2022-09-30")),
            _ => None,
        };
        Line::of("targets")
            .set("firm", target.name)
            .set("level", target.level)
            .set("ownership", target.ownership)
            .set("sector", if at % 11 == 7 { "科研" } else { "企业" })
            .maybe("parent_group", target.group)
            .set("from_region", ["110108", "110102", "110106"][at % 3])
            .set("county", PAIRS[target.pair].district)
            .set("owner", owner(target.pair))
            .set("stage", stage(at))
            .set("next_action", "上门拜访")
            .set("next_on", if at == OVERDUE { next } else { next.plus(dice.from(at, 0, 40)) })
            .maybe("window_until", window)
            .set("listed_on", day("2021-01-15").plus(dice.of("listed").from(at, 0, 60)))
    };
    let mut lines: Vec<Line> = (0..TARGETED).map(line).collect();
    let again = lines[TWO_DISTRICTS].clone();
    let other = if target(TWO_DISTRICTS).pair == WEICHANG { LONGHUA } else { WEICHANG };
    lines.push(again.set("county", PAIRS[other].district).set("owner", owner(other)));
    let parts = parts("目标企业", TARGETS, lines);
    book(id, &CITY, (Unit::Wan, "疏解目标企业清单", SOURCE), vec![parts])
}

/// A contact in the summer, and one within the last weeks but for the firm that is silent.
fn contacts(world: &World, id: &'static str, _: usize) -> Book {
    let dice = world.dice.of("contacts");
    let mut lines = Vec::new();
    let mut met = |at: usize, pair: usize, first: &str, days: i32| {
        let target = target(at);
        let line = Line::of("contacts")
            .set("firm", target.name)
            .set("county", PAIRS[pair].district)
            .set("day", day(first).plus(dice.of(first).from(at, 0, days)))
            .set("level", target.level)
            .set("about", "介绍承接条件，了解外迁安排")
            .set("office", owner(pair));
        lines.push(line);
    };
    for at in 0..TARGETED {
        let pair = target(at).pair;
        met(at, pair, "2021-06-01", 60);
        if at != SILENT {
            met(at, pair, "2021-11-10", 45);
        }
    }
    let other = if target(TWO_DISTRICTS).pair == WEICHANG { LONGHUA } else { WEICHANG };
    met(TWO_DISTRICTS, other, "2021-12-01", 20);
    let parts = parts("对接记录", CONTACTS, lines);
    book(id, &CITY, (Unit::Wan, "央企和目标企业对接记录", SOURCE), vec![parts])
}

fn registrations(world: &World, id: &'static str, _: usize) -> Book {
    let dice: Dice = world.dice.of("registrations");
    let weights: Vec<i64> = (0..RELOCATED_2021).map(|at| i64::from(dice.from(at, 5, 30))).collect();
    let mut involved = share(RELOCATED_2021_FEN / WAN, &weights, 100);
    involved.push(1_000);
    let line = |at: usize| {
        let target = target(at);
        let registered = match at {
            OF_2020 => day("2020-10-12"),
            _ => day("2021-04-01").plus(dice.of("registered").from(at, 0, 200)),
        };
        // Ten have paid in, six of them have brought more, four of those produce.
        let paid = (at < 10).then(|| involved[at] / 10 * WAN);
        let arrived = (at < 6).then(|| involved[at] / 5 * WAN);
        let producing = (at < 4 || at == UNPAID).then(|| registered.plus(60));
        let group = match at {
            // A firm of the third level, booked under the second.
            OF_2020 => target.above.clone(),
            _ => target.group.map(str::to_string),
        };
        let pair = if at == ELSEWHERE { (target.pair + 1) % PAIRS.len() } else { target.pair };
        Line::of("registrations")
            .set("firm", target.name)
            .maybe("parent_group", group)
            .set("county", PAIRS[pair].district)
            .set("way", ["设立子公司", "整体迁入", "设立分支机构"][at % 3])
            .set("registered_on", registered)
            .set("involved", involved[at] * WAN)
            .maybe("paid_in", paid)
            .maybe("arrived", arrived)
            .set("staff", i64::from(dice.of("staff").from(at, 20, 300)))
            .set("producing_on", producing.map_or(Value::Null, Value::from))
    };
    let parts = parts("注册落地", REGISTRATIONS, (0..=OF_2020).map(line).collect());
    book(id, &CITY, (Unit::Wan, "疏解企业注册落地台账", MONEY_NOTES), vec![parts])
}

fn goals(_: &World, id: &'static str, _: usize) -> Book {
    let line = |(at, pair): (usize, &super::places::Pair)| {
        Line::of("relocation_goals")
            .set("county", pair.district)
            .set("due", day("2021-12-31"))
            .set("firms", [4, 3, 3, 4, 4][at])
            .set("arrived", [8_000, 6_000, 6_000, 7_000, 9_000][at] * WAN)
    };
    let parts = parts("目标", GOALS, PAIRS.iter().enumerate().map(line).collect());
    book(id, &CITY, (Unit::Wan, "疏解承接年度目标", SOURCE), vec![parts])
}

//! The ten resettlement sites of the report, two in each county, with their utilities and what their
//! people live on.

use super::books::{Book, Maker, Parts, SOURCE, book, parts};
use super::faults::{Planted, refused, ruled};
use super::line::{Line, Typed};
use super::office::{RECEIVING_CITY, Unit};
use super::places::{PAIRS, townships};
use super::sheet::{Column, NUMBER, col};
use super::world::World;
use crate::base::Day;

/// 公布: 10个集中安置区.
const SITES_HELPED: usize = 10;

pub const MAKERS: &[Maker] = &[
    ("sites.city", sites, 0),
    ("utilities.city", utilities, 0),
    ("livelihoods.city", livelihoods, 0),
];

pub const PLANTED: &[Planted] = &[
    refused(("sites.city", ""), "moved_in", "已入住户数填成了人数", |line| {
        let persons = line.value("persons").int();
        line.maybe("moved_in", persons)
    }),
    refused(("utilities.city", ""), "site", "必填的安置区空着", |line| {
        line.slip("site", Typed::Blank)
    }),
    ruled("sites.city", "resettlement.income_below_line", "一个安置区人均纯收入5600元"),
    ruled("sites.city", "resettlement.jobs_short", "一个安置区有7户零就业"),
    ruled("sites.city", "resettlement.no_livelihood", "一个安置区没有产业"),
    ruled("utilities.city", "resettlement.not_accepted", "一处排水2021年6月完工后没有验收"),
    ruled("sites.city", "resettlement.not_moved_in", "一个安置区有9户没有入住"),
    ruled("sites.city", "resettlement.old_houses_stand", "一个安置区有4处旧房没有拆"),
];

/// Which site is wrong in which way.
const BELOW_LINE: usize = 1;
const JOBS_SHORT: usize = 2;
const NO_LIVELIHOOD: usize = 3;
const NOT_ACCEPTED: usize = 4;
const NOT_MOVED_IN: usize = 5;
const OLD_HOUSES: usize = 6;
/// And what is no fault: an income that nobody has asked for, heating under way, a workshop that closed.
const NO_INCOME: usize = 7;
const UNDER_WAY: usize = 8;
const CLOSED: usize = 9;

const SITES: &[Column] = &[
    NUMBER,
    col("name", "集中安置区名称", 30.0),
    col("county", "所在乡镇", 24.0),
    col("kind", "安置方式", 12.0),
    col("built_on", "建成时间", 13.0),
    col("moved_in_on", "入住时间", 13.0),
    col("households", "搬迁户数", 9.0).over("安置情况"),
    col("persons", "搬迁人数", 9.0).over("安置情况"),
    col("moved_in", "实际入住户数", 10.0).over("安置情况"),
    col("old_houses", "应拆旧房户数", 10.0).over("旧房拆除"),
    col("removed", "已拆旧房户数", 10.0).over("旧房拆除"),
    col("labour_households", "有劳动力户数", 10.0).over("就业增收"),
    col("employed_households", "至少一人就业户数", 12.0).over("就业增收"),
    col("income", "人均纯收入", 14.0),
    col("income_year", "收入年度", 9.0),
];

const UTILITIES: &[Column] = &[
    NUMBER,
    col("site", "安置区", 30.0),
    col("county", "所在乡镇", 24.0),
    col("kind", "设施类别", 12.0),
    col("started_on", "开工时间", 13.0),
    col("finished_on", "完工时间", 13.0),
    col("accepted_on", "验收时间", 13.0),
    col("project", "对应项目编号", 13.0),
    col("amount", "建设资金", 12.0),
];

const LIVELIHOODS: &[Column] = &[
    NUMBER,
    col("site", "安置点", 30.0),
    col("county", "所在乡镇", 24.0),
    col("name", "产业项目名称", 20.0),
    col("kind", "产业类型", 12.0),
    col("firm", "引入龙头企业", 30.0),
    col("project", "产业项目编号", 13.0),
    col("from_day", "投产时间", 13.0),
    col("until_day", "停产时间", 13.0),
    col("jobs", "岗位数", 8.0),
    col("residents", "安置区就业人数", 12.0),
];

struct Site {
    pair: usize,
    name: String,
    township: String,
    built: Day,
}

fn site(at: usize) -> Site {
    let pair = at / 2;
    let all = townships(PAIRS[pair].county);
    let (code, township) = &all[(at * 7 + 3) % all.len()];
    let months = i32::try_from(at).expect("ten sites") * 62;
    Site {
        pair,
        name: format!("{}{township}演示安置区", PAIRS[pair].county_name),
        township: code.clone(),
        built: Day::new(2018, 6, 20).expect("a day").plus(months),
    }
}

/// Of a county's projects for a purpose the first that got money.
fn project<'w>(world: &'w World, pair: usize, purpose: &str) -> Option<&'w str> {
    let mut own = world.projects.iter().filter(|p| p.pair == pair && p.purpose == purpose);
    own.find(|project| project.aid > 0).map(|project| project.code.as_str())
}

fn sites(world: &World, id: &'static str, _: usize) -> Book {
    let dice = world.dice.of("sites");
    let one = |at: usize| {
        let site = site(at);
        let number = |name: &str, least, most| i64::from(dice.of(name).from(at, least, most));
        let households = number("households", 60, 320);
        let old_houses = households - number("old", 0, 5);
        let labour = households * 4 / 5;
        let empty = if at == NOT_MOVED_IN { 9 } else { 0 };
        let standing = if at == OLD_HOUSES { 4 } else { 0 };
        let idle = if at == JOBS_SHORT { 7 } else { 0 };
        let income = if at == BELOW_LINE { 5_600 } else { number("income", 8_000, 13_000) };
        let known = at != NO_INCOME;
        Line::of("sites")
            .set("name", site.name)
            .set("county", site.township)
            .set("kind", ["县城安置", "乡镇安置", "中心村安置", "园区安置"][at % 4])
            .set("built_on", site.built)
            .set("moved_in_on", site.built.plus(70))
            .set("households", households)
            .set("persons", households * 3 + number("persons", 0, 40))
            .set("moved_in", households - empty)
            .set("old_houses", old_houses)
            .set("removed", old_houses - standing)
            .set("labour_households", labour)
            .set("employed_households", labour - idle)
            .maybe("income", known.then_some(income * 100))
            .maybe("income_year", known.then_some(2021))
    };
    let lines = (0..SITES_HELPED).map(one).collect();
    let parts = Parts { totals: &["households", "persons"], ..parts("安置区", SITES, lines) };
    let title = "天津帮扶承德易地扶贫搬迁集中安置区一览表";
    book(id, &RECEIVING_CITY, (Unit::Yuan, title, SOURCE), vec![parts])
}

fn utilities(world: &World, id: &'static str, _: usize) -> Book {
    let dice = world.dice.of("utilities");
    let mut lines = Vec::new();
    for at in 0..SITES_HELPED {
        let site = site(at);
        let of_site = |kind: &str, started: Day| {
            Line::of("utilities")
                .set("site", site.name.as_str())
                .set("county", site.township.as_str())
                .set("kind", kind)
                .set("started_on", started)
                .maybe("project", project(world, site.pair, "易地搬迁"))
        };
        for (turn, kind) in (0..).zip(["供水", "供电", "道路", "排水", "通信", "卫生室"])
        {
            let finished = site.built.plus(dice.from(at * 8 + turn, -60, 20));
            let cost = 1_000_000 * i64::from(dice.of("cost").from(at * 8 + turn, 20, 260));
            let line = of_site(kind, finished.plus(-150)).set("amount", cost);
            lines.push(match at == NOT_ACCEPTED && kind == "排水" {
                true => line.set("finished_on", Day::new(2021, 6, 11).expect("a day")),
                false => line.set("finished_on", finished).set("accepted_on", finished.plus(35)),
            });
        }
        if at == UNDER_WAY {
            lines.push(of_site("供暖", Day::new(2021, 9, 15).expect("a day")));
        }
    }
    let parts = Parts { totals: &["amount"], ..parts("配套设施", UTILITIES, lines) };
    let title = "集中安置区水、电等配套设施建设验收台账";
    book(id, &RECEIVING_CITY, (Unit::Wan, title, SOURCE), vec![parts])
}

fn livelihoods(world: &World, id: &'static str, _: usize) -> Book {
    let dice = world.dice.of("livelihoods");
    let mut lines = Vec::new();
    for at in (0..SITES_HELPED).filter(|at| *at != NO_LIVELIHOOD) {
        let site = site(at);
        let firm = format!("{}演示甲农业开发有限公司", PAIRS[site.pair].county_name);
        for (turn, (name, kind)) in
            (0..).zip([("演示就业车间", "帮扶车间"), ("演示设施种植园", "种养基地")])
        {
            let jobs = i64::from(dice.from(at * 4 + turn, 30, 90));
            let farm = kind == "种养基地";
            let closed = (at == CLOSED && !farm).then(|| Day::new(2020, 12, 31)).flatten();
            lines.push(
                Line::of("livelihoods")
                    .set("site", site.name.as_str())
                    .set("county", site.township.as_str())
                    .set("name", name)
                    .set("kind", kind)
                    .maybe("firm", farm.then_some(firm.as_str()))
                    .maybe("project", project(world, site.pair, "产业").filter(|_| farm))
                    .set("from_day", site.built.plus(120))
                    .maybe("until_day", closed)
                    .set("jobs", jobs)
                    .set("residents", jobs * 4 / 5),
            );
        }
    }
    let parts = Parts { totals: &["jobs"], ..parts("后续产业", LIVELIHOODS, lines) };
    let title = "集中安置区后续产业和就业岗位台账";
    book(id, &RECEIVING_CITY, (Unit::Wan, title, SOURCE), vec![parts])
}

//! The agreements of the demo: “1+4” of 2016 with what the report says came of it, the agreements of the
//! five pairs, those of single years, and the framework that follows. What the sub-agreements were
//! called is not published (待核): their titles here are made up, and say so.

use super::books::{Book, Maker, SOURCE, book, parts};
use super::faults::{Planted, refused, ruled};
use super::line::{Line, Typed};
use super::office::{CITY, RECEIVING_CITY, Unit};
use super::parties::GIVING_OFFICE;
use super::places::{CHENGDE, LONGHUA, PAIRS, PINGQUAN, WEICHANG, XINGLONG};
use super::sheet::{Column, NUMBER, col};
use super::world::{World, day};
use crate::base::Day;
use crate::record::Value;

pub const MAKERS: &[Maker] = &[
    ("agreements.city", agreements, 0),
    ("clauses.city", clauses, 0),
    ("clause_progress.city", progress, 0),
];

pub const PLANTED: &[Planted] = &[
    refused(("agreements.city", ""), "parent", "分项协议没有写所属框架协议", |line| {
        line.set("code", "演协-错-1").set("kind", "分项协议").set("parent", Value::Null)
    }),
    refused(("clauses.city", ""), "due_on", "完成时限早于起算日期", |line| {
        let due = line.value("due_on").day();
        line.set("code", "演协-错-2").maybe("from_day", due.map(|due| due.plus(1)))
    }),
    refused(("clause_progress.city", ""), "done", "累计完成数写成“约一半”", |line| {
        line.slip("done", Typed::text("约一半")).slip("day", Typed::text("2021-02-15"))
    }),
    ruled("clause_progress.city", "agreements.behind", "隆化县的培训条款时间过了六成，完成三成"),
    ruled("agreements.city", "agreements.child_outlives", "一份分项协议的有效期比框架协议长半年"),
    ruled(
        "clause_progress.city",
        "agreements.clause_overdue",
        "平泉市的务工条款10月到期，完成八成",
    ),
    ruled("clause_progress.city", "agreements.clause_overdue", "2020年度协议的一条只完成七成"),
    ruled("clause_progress.city", "agreements.clause_silent", "兴隆县的条款6月以后没有再报"),
    ruled("clause_progress.city", "agreements.done_short", "承德县的条款报已完成，累计数只有九成"),
    ruled("clause_progress.city", "agreements.done_unproven", "承德县的结对条款完成而没有佐证"),
    ruled("agreements.city", "agreements.expired_open", "2020年度协议到期，还有一条没有完成"),
    ruled("agreements.city", "agreements.expiring", "农业科技备忘录两个月后到期，没有续签"),
    ruled("agreements.city", "agreements.parts_differ", "协同发展框架协议写4份分项，只录了3份"),
    ruled("clause_progress.city", "agreements.progress_back", "围场县第二季度把累计数填成了当季数"),
];

const AGREEMENTS: &[Column] = &[
    NUMBER,
    col("code", "协议编号", 12.0),
    col("title", "文件名称", 40.0),
    col("kind", "协议类别", 12.0),
    col("parent", "主协议", 12.0).over("与其他协议的关系"),
    col("parts", "子协议数", 9.0).over("与其他协议的关系"),
    col("renews", "续签自", 12.0).over("与其他协议的关系"),
    col("helper", "甲方", 30.0).over("签约单位"),
    col("helped", "乙方", 30.0).over("签约单位"),
    col("county", "受援地区", 22.0),
    col("basis", "文件依据", 34.0),
    col("signed_on", "签订日期", 13.0),
    col("valid_until", "协议到期日", 13.0),
    col("state", "履行状态", 9.0),
];

const CLAUSES: &[Column] = &[
    NUMBER,
    col("code", "条款号", 12.0),
    col("agreement", "协议号", 12.0),
    col("wording", "约定事项", 44.0),
    col("kind", "合作领域", 11.0),
    col("county", "责任地区", 22.0),
    col("owner", "牵头单位", 30.0),
    col("quantity", "目标值", 12.0),
    col("unit", "单位", 8.0),
    col("indicator", "指标编号", 26.0),
    col("from_day", "起始日期", 13.0),
    col("due_on", "完成期限", 13.0),
];

const PROGRESS: &[Column] = &[
    NUMBER,
    col("clause", "条款号", 12.0),
    col("county", "责任地区", 22.0),
    col("day", "统计截止日", 13.0),
    col("done", "累计完成", 12.0),
    col("stage", "推进情况", 10.0),
    col("document", "佐证文号", 26.0),
    col("note", "存在问题", 26.0),
];

const CITY_CODE: &str = "130800";
const RECEIVER: &str = "承德市人民政府";
const GIVER: &str = "天津市人民政府";

/// The four parts: titles of the demo.
const PARTS: [&str; 4] = [
    "产业合作分项协议（演示）",
    "资金和项目分项协议（演示）",
    "干部人才交流分项协议（演示）",
    "教育卫生帮扶分项协议（演示）",
];

/// An agreement of the cities.
fn agreement(code: &str, title: &str, kind: &str, signed: &str, until: &str, state: &str) -> Line {
    Line::of("agreements")
        .set("code", code)
        .set("title", title)
        .set("kind", kind)
        .set("helper", GIVER)
        .set("helped", RECEIVER)
        .set("county", CITY_CODE)
        .set("signed_on", day(signed))
        .set("valid_until", day(until))
        .set("state", state)
}

fn all_agreements() -> Vec<Line> {
    let framework = "津承对口帮扶“1+4”框架协议（演示）";
    let mut lines = vec![
        agreement("演协-0", framework, "框架协议", "2016-11-18", "2021-12-31", "履行")
            .set("parts", 4)
            .set("basis", "演文-02"),
    ];
    lines.extend((1..).zip(PARTS).map(|(at, title)| {
        agreement(&format!("演协-{at}"), title, "分项协议", "2017-03-30", "2021-12-31", "履行")
            .set("parent", "演协-0")
    }));
    // Published: 携手奔小康行动协议书, spring of 2017; its term is not.
    lines.extend((1..).zip(&PAIRS).map(|(at, pair)| {
        let title = format!("{}—{}携手奔小康行动协议书", pair.district_name, pair.county_name);
        agreement(&format!("演区-{at}"), &title, "区县协议", "2017-03-30", "2021-12-31", "履行")
            .set("helper", format!("天津市{}人民政府", pair.district_name))
            .set("helped", format!("{}人民政府", pair.county_name))
            .set("county", pair.county)
            .set("valid_until", Value::Null)
            .set("basis", "演文-03")
    }));
    let yearly = |year: &str, state: &str| {
        let title = format!("{year}年津承扶贫协作和支援合作协议（演示）");
        let (signed, until) = (format!("{year}-03-10"), format!("{year}-12-31"));
        agreement(&format!("演年-{year}"), &title, "年度协议", &signed, &until, state)
    };
    lines.push(yearly("2020", "到期"));
    lines.push(yearly("2021", "履行").set("renews", "演年-2020"));
    lines.push(yearly("2022", "会签").set("renews", "演年-2021").set("signed_on", Value::Null));
    let following = "津承协同发展合作框架协议（演示）";
    lines.push(
        agreement("演续-0", following, "框架协议", "2021-12-20", "2025-12-31", "签署")
            .set("parts", 4)
            .set("renews", "演协-0")
            .set("basis", "演文-01"),
    );
    lines.extend((1..).zip(&PARTS[..3]).map(|(at, title)| {
        let until = if at == 2 { "2026-06-30" } else { "2025-12-31" };
        let title = format!("协同发展{title}");
        agreement(&format!("演续-{at}"), &title, "分项协议", "2021-12-20", until, "签署")
            .set("parent", "演续-0")
            .set("renews", format!("演协-{at}"))
    }));
    let memo = "津承农业科技合作备忘录（演示）";
    lines.push(
        agreement("演备-1", memo, "备忘录", "2019-03-01", "2022-02-28", "履行")
            .set("basis", "演文-04"),
    );
    lines
}

/// A clause and what was reported of it.
struct Told {
    line: Line,
    /// Day, figure in hundredths, and whether it was said to be done.
    reports: Vec<(Day, Option<i64>, bool)>,
    has_document: bool,
}

/// Of “1+4”, and for 2021: agreement, wording, field, target, unit, indicator, and what the report of
/// 2022-02-26 prints; numbers in hundredths, as the register keeps them.
type Clause = (&'static str, &'static str, &'static str, i64, &'static str, &'static str, i64);

const ONE_AND_FOUR: &[Clause] = &[
    ("演协-1", "引进产业合作企业", "产业合作", 4_000, "家", "firms.brought_in", 4_100),
    (
        "演协-1",
        "通过天津渠道销售扶贫产品",
        "消费帮扶",
        5_000_000,
        "万元",
        "sales.through_tianjin",
        5_000_000,
    ),
    (
        "演协-2",
        "市、区、乡镇三级财政援助资金",
        "资金项目",
        15_000_000,
        "万元",
        "funds.arrived",
        16_520_000,
    ),
    ("演协-2", "实施帮扶项目", "资金项目", 40_000, "个", "projects.count", 41_500),
    ("演协-2", "支持集中安置区配套", "资金项目", 1_000, "个", "resettlement.sites", 1_000),
    ("演协-3", "选派干部和专业技术人才", "人才交流", 35_000, "人次", "cadres.sent", 38_200),
    ("演协-4", "改善学校、幼儿园条件", "教育", 45_000, "所次", "guarantees.schools_helped", 49_900),
    (
        "演协-4",
        "改造乡镇卫生院、村卫生室",
        "医疗卫生",
        55_000,
        "所次",
        "guarantees.clinics_helped",
        57_700,
    ),
];

const OF_2021: &[Clause] = &[
    ("演年-2021", "投入产业补贴资金", "资金项目", 50_000, "万元", "funds.industry", 55_446),
    ("演年-2021", "融资租赁农机等物资", "产业合作", 900_000, "万元", "leases.value", 937_300),
    ("演年-2021", "承销“承德山水”", "消费帮扶", 500_000, "万元", "sales.brand", 536_595),
    ("演年-2021", "肉羊出栏", "产业合作", 4_000_000, "只", "projects.sheep_sold", 4_000_000),
    ("演年-2021", "水培蔬菜产量", "产业合作", 180_000, "万株", "projects.plants_grown", 185_000),
];

fn clause(code: String, agreement: &str, wording: &str, kind: &str, due: &str) -> Line {
    Line::of("clauses")
        .set("code", code)
        .set("agreement", agreement)
        .set("wording", wording)
        .set("kind", kind)
        .set("county", CITY_CODE)
        .set("due_on", day(due))
}

/// Published figures, reached in even steps: at the ends of years, or of the quarters of one.
fn reached(
    number: usize,
    (agreement, wording, kind, target, unit, indicator, done): &Clause,
) -> Told {
    let of_2021 = *agreement == "演年-2021";
    let ends: Vec<Day> = if of_2021 {
        ["2021-03-31", "2021-06-30", "2021-09-30", "2021-12-31"].map(day).to_vec()
    } else {
        (2017..=2021).map(|year| Day::new(year, 12, 31).expect("a day")).collect()
    };
    let steps = i64::try_from(ends.len()).expect("a few");
    let reports = (1..).zip(ends).map(|(step, end)| {
        // Whole units: nobody reports a part of a school.
        let so_far = if step == steps { *done } else { done * step / steps / 100 * 100 };
        (end, Some(so_far), step == steps)
    });
    let from = if of_2021 { "2021-01-01" } else { "2016-01-01" };
    let line = clause(format!("{agreement}-{number}"), agreement, wording, kind, "2021-12-31")
        .set("owner", GIVING_OFFICE)
        .set("quantity", *target)
        .set("unit", *unit)
        .set("indicator", *indicator)
        .set("from_day", day(from));
    Told { line, reports: reports.collect(), has_document: true }
}

/// What the pairs agreed, with what is to be found in it: percent of 40 or 500 done by each day.
fn of_a_pair(pair: usize) -> Vec<Told> {
    let agreement = format!("演区-{}", pair + 1);
    let place = &PAIRS[pair];
    let owner = format!("{}乡村振兴局", place.county_name);
    let one = |number: usize,
               wording: &str,
               kind: &str,
               (target, unit): (i64, &str),
               days: (&str, &str)| {
        clause(format!("{agreement}-{number}"), &agreement, wording, kind, days.1)
            .set("county", place.county)
            .set("owner", owner.as_str())
            .set("quantity", target * 100)
            .set("unit", unit)
            .set("from_day", day(days.0))
    };
    let report = |iso: &str, done: i64, finished: bool| (day(iso), Some(done * 100), finished);
    let townships = Told {
        line: one(1, "乡镇（街道）一对一结对", "结对", (8, "对"), ("2017-04-01", "2019-12-31")),
        reports: vec![report("2018-12-31", 5, false), report("2019-06-30", 8, true)],
        has_document: pair != CHENGDE,
    };
    let days = ("2021-01-01", if pair == PINGQUAN { "2021-10-31" } else { "2022-06-30" });
    let jobs = one(2, "组织脱贫劳动力技能培训和务工", "劳务协作", (500, "人次"), days);
    let percents: [i64; 4] = match pair {
        CHENGDE => [20, 40, 60, 90],
        PINGQUAN => [30, 55, 75, 80],
        LONGHUA => [10, 15, 25, 30],
        XINGLONG => [20, 40, 0, 0],
        WEICHANG => [25, 20, 55, 75],
        _ => [0; 4],
    };
    let quarters = ["2021-03-31", "2021-06-30", "2021-09-30", "2021-12-15"];
    let reports = (0..).zip(quarters).zip(percents).filter(|(_, percent)| *percent > 0);
    let reports = reports
        .map(|((at, iso), percent)| report(iso, 500 * percent / 100, pair == CHENGDE && at == 3));
    let reports = reports.collect();
    vec![townships, Told { line: jobs, reports, has_document: true }]
}

fn all_clauses() -> Vec<Told> {
    let numbered = (1..).zip(ONE_AND_FOUR.iter().chain(OF_2021));
    let mut all: Vec<Told> = numbered.map(|(number, clause)| reached(number, clause)).collect();
    all.extend((0..PAIRS.len()).flat_map(of_a_pair));
    // Late since the end of 2020; and one without a figure, due later.
    let late = clause("演年-2020-1".into(), "演年-2020", "共建扶贫车间", "产业合作", "2020-12-31")
        .set("quantity", 2_000)
        .set("unit", "个")
        .set("from_day", day("2020-01-01"));
    all.push(Told {
        line: late,
        reports: vec![(day("2020-12-31"), Some(1_400), false)],
        has_document: true,
    });
    let memo = clause("演备-1-1".into(), "演备-1", "共同举办新品种观摩会", "其他", "2022-02-28")
        .set("from_day", day("2019-03-01"));
    all.push(Told {
        line: memo,
        reports: vec![(day("2021-12-10"), None, false)],
        has_document: false,
    });
    all
}

fn agreements(_: &World, id: &'static str, _: usize) -> Book {
    let parts = parts("协议", AGREEMENTS, all_agreements());
    book(id, &CITY, (Unit::Wan, "津承对口帮扶协议台账", SOURCE), vec![parts])
}

fn clauses(_: &World, id: &'static str, _: usize) -> Book {
    let lines = all_clauses().into_iter().map(|told| told.line).collect();
    let parts = parts("条款", CLAUSES, lines);
    book(id, &CITY, (Unit::Wan, "津承对口帮扶协议条款台账", SOURCE), vec![parts])
}

fn progress(_: &World, id: &'static str, _: usize) -> Book {
    let lines = all_clauses().into_iter().flat_map(|told| {
        let Told { line, reports, has_document } = told;
        reports.into_iter().map(move |(on, done, finished)| {
            let document = format!("演协佐证〔{}〕{}号", on.year(), on.month_of_year());
            Line::of("clause_progress")
                .set("clause", line.value("code").clone())
                .set("county", line.value("county").clone())
                .set("day", on)
                .maybe("done", done)
                .set("stage", if finished { "已完成" } else { "推进中" })
                .maybe("document", (finished && has_document).then_some(document))
        })
    });
    let parts = parts("进展", PROGRESS, lines.collect());
    book(id, &RECEIVING_CITY, (Unit::Wan, "津承对口帮扶协议条款进展台账", SOURCE), vec![parts])
}

//! The tasks of the demo: one strategy, its years 2020 to 2022, the quarters of 2021 and 2022, and what both
//! sides told of them.

use super::books::{Book, Maker, SOURCE, book, parts};
use super::faults::{Planted, refused, ruled};
use super::line::Line;
use super::office::{CITY, RECEIVING_CITY, Unit};
use super::parties::{CHENGDE_CITY, GIVING_OFFICE};
use super::places::{LONGHUA, PAIRS};
use super::sheet::{Column, NUMBER, col};
use super::world::{World, day};
use crate::base::Day;
use crate::record::Value;

pub const MAKERS: &[Maker] = &[("tasks.city", tasks, 0), ("task_updates.city", updates, 0)];

pub const PLANTED: &[Planted] = &[
    refused(("tasks.city", ""), "finished_on", "没有完成而填了完成日期", |line| {
        line.set("code", "演任-错").set("state", "推进中").set("finished_on", day("2021-11-01"))
    }),
    refused(("task_updates.city", ""), "percent", "完成率写成130", |line| {
        line.set("percent", 130).set("unit", "演示错填单位")
    }),
    ruled("tasks.city", "tasks.finished_above", "2020年任务写完成，下面一项还在推进"),
    ruled("tasks.city", "tasks.overdue", "2020年的一项季度任务一直没有完成"),
    ruled("tasks.city", "tasks.outside_parent", "一项季度任务的时限晚于年度任务"),
    ruled("tasks.city", "tasks.rolled_back", "一项任务转入了更早的季度"),
    ruled("task_updates.city", "tasks.silent", "产业链条任务10月以后没有更新"),
    ruled("tasks.city", "tasks.window_closing", "央企对接窗口期还有三周，没有启动"),
];

const TASKS: &[Column] = &[
    NUMBER,
    col("code", "任务号", 12.0),
    col("title", "工作任务", 40.0),
    col("level", "任务类型", 9.0),
    col("parent", "所属任务", 12.0),
    col("county", "责任地区", 18.0),
    col("owner", "牵头单位", 30.0),
    col("basis", "依据", 12.0),
    col("indicator", "指标编号", 22.0),
    col("from_day", "开始日期", 13.0).over("窗口期"),
    col("due_on", "截止日期", 13.0).over("窗口期"),
    col("state", "完成情况", 9.0),
    col("finished_on", "办结日期", 13.0),
    col("rolled_into", "结转任务", 12.0),
];

const UPDATES: &[Column] = &[
    NUMBER,
    col("task", "任务号", 12.0),
    col("side", "层级", 10.0),
    col("unit", "单位", 28.0),
    col("county", "责任地区", 18.0),
    col("day", "更新日期", 13.0),
    col("percent", "进度", 8.0),
    col("note", "工作进展", 36.0),
    col("next", "下一步打算", 26.0),
];

/// Code, title, level, above, window, state, and the day finished or the task it went into.
type Task = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    (&'static str, &'static str),
    &'static str,
    &'static str,
);

const ALL: &[Task] = &[
    (
        "演任-0",
        "推进京津冀协同发展（演示）",
        "战略",
        "",
        ("2016-01-01", "2025-12-31"),
        "推进中",
        "",
    ),
    ("演任-20", "2020年任务", "年度", "演任-0", ("2020-01-01", "2020-12-31"), "完成", "2020-12-28"),
    (
        "演任-20-3",
        "2020年三季度：建成共建车间",
        "季度",
        "演任-20",
        ("2020-07-01", "2020-09-30"),
        "完成",
        "2020-09-25",
    ),
    (
        "演任-20-4",
        "2020年四季度：车间达产",
        "季度",
        "演任-20",
        ("2020-10-01", "2020-12-31"),
        "推进中",
        "",
    ),
    ("演任-21", "2021年任务", "年度", "演任-0", ("2021-01-01", "2021-12-31"), "推进中", ""),
    (
        "演任-21-1",
        "2021年一季度：产业补贴到位",
        "季度",
        "演任-21",
        ("2021-01-01", "2021-03-31"),
        "完成",
        "2021-03-29",
    ),
    (
        "演任-21-2",
        "2021年二季度：肉羊出栏一半",
        "季度",
        "演任-21",
        ("2021-04-01", "2021-06-30"),
        "转下期",
        "演任-21-3",
    ),
    (
        "演任-21-3",
        "2021年三季度：肉羊出栏",
        "季度",
        "演任-21",
        ("2021-07-01", "2021-09-30"),
        "完成",
        "2021-09-28",
    ),
    (
        "演任-21-4",
        "2021年四季度：引进非首都功能企业",
        "季度",
        "演任-21",
        ("2021-10-01", "2022-01-31"),
        "推进中",
        "",
    ),
    (
        "演任-21-5",
        "2021年二季度：共建数据研究院",
        "季度",
        "演任-21",
        ("2021-04-01", "2021-06-30"),
        "转下期",
        "演任-21-1",
    ),
    ("演任-22", "2022年任务", "年度", "演任-0", ("2021-12-01", "2022-12-31"), "推进中", ""),
    (
        "演任-22-1",
        "抓住疏解窗口期，对接央企二三级总部",
        "季度",
        "演任-22",
        ("2021-12-01", "2022-01-21"),
        "未启动",
        "",
    ),
    (
        "演任-22-2",
        "延伸特色产业链条",
        "季度",
        "演任-22",
        ("2021-09-01", "2022-03-31"),
        "推进中",
        "",
    ),
    ("演任-22-3", "续签区县协议", "季度", "演任-22", ("2021-12-15", "2022-03-31"), "未启动", ""),
];

fn task(of: &Task) -> Line {
    let (code, title, level, parent, (from, due), state, end) = *of;
    let filled = |text: &'static str| (!text.is_empty()).then_some(text);
    let indicator = match code {
        "演任-21-1" => Some("funds.industry"),
        "演任-21-3" => Some("projects.sheep_sold"),
        _ => None,
    };
    let rolled = if state == "转下期" { filled(end) } else { None };
    Line::of("tasks")
        .set("code", code)
        .set("title", title)
        .set("level", level)
        .maybe("parent", filled(parent))
        .set("county", CHENGDE_CITY)
        .set("owner", GIVING_OFFICE)
        .maybe("basis", (level == "战略").then_some("演文-01"))
        .maybe("indicator", indicator)
        .set("from_day", day(from))
        .set("due_on", day(due))
        .set("state", state)
        .maybe("finished_on", Day::parse(end))
        .maybe("rolled_into", rolled)
}

fn tasks(_: &World, id: &'static str, _: usize) -> Book {
    // What is carried over names a task of the same sheet, which comes first: the list ends with those.
    let mut lines: Vec<Line> = ALL.iter().map(task).collect();
    lines.sort_by_key(|line| !matches!(line.value("rolled_into"), Value::Null));
    let parts = parts("任务", TASKS, lines);
    book(id, &CITY, (Unit::Wan, "津承协同发展任务分解台账", SOURCE), vec![parts])
}

fn updates(_: &World, id: &'static str, _: usize) -> Book {
    let longhua = &PAIRS[LONGHUA];
    let district = format!("天津市{}合作交流办公室", longhua.district_name);
    let county = format!("{}乡村振兴局", longhua.county_name);
    let told = [
        ("演任-21", "援方市", GIVING_OFFICE, "2021-12-10", 90, "年度任务收尾", "补齐佐证"),
        ("演任-21-3", "受方县", county.as_str(), "2021-09-28", 100, "出栏达到目标", ""),
        (
            "演任-21-4",
            "援方区",
            district.as_str(),
            "2021-11-20",
            40,
            "走访三家企业",
            "商定落地条件",
        ),
        ("演任-21-4", "援方市", GIVING_OFFICE, "2021-12-20", 60, "五家集团完成注册", "跟进实缴"),
        ("演任-22-2", "受方县", county.as_str(), "2021-10-15", 20, "选定冷链项目", ""),
    ];
    let line =
        |(task, side, unit, on, percent, note, next): (&str, &str, &str, &str, i64, &str, &str)| {
            Line::of("task_updates")
                .set("task", task)
                .set("side", side)
                .set("unit", unit)
                .set("county", CHENGDE_CITY)
                .set("day", day(on))
                .set("percent", percent)
                .set("note", note)
                .maybe("next", (!next.is_empty()).then_some(next))
        };
    let lines = told.into_iter().map(line).collect();
    let parts = parts("进展", UPDATES, lines);
    book(id, &RECEIVING_CITY, (Unit::Wan, "津承协同发展任务进展", SOURCE), vec![parts])
}

//! A cutting of figures that two papers of the demo printed, with something to find. The published figures of
//! real sources are no rows of the demo: they come in beside it, as quoted ones.

use super::books::{Book, Maker, SOURCE, book, parts};
use super::faults::{Planted, refused, ruled};
use super::line::Line;
use super::office::{CITY, Unit};
use super::sheet::{Column, NUMBER, col};
use super::world::{World, day};

pub const MAKERS: &[Maker] = &[("statements.press", press, 0)];

pub const PLANTED: &[Planted] = &[
    refused(("statements.press", ""), "figure", "公布数写成“一大批”", |line| {
        line.set("figure", "一大批")
    }),
    ruled("statements.press", "statements.two_figures", "两家报纸同一件事两个数，都没有口径"),
    ruled("statements.press", "statements.no_address", "一条摘自晚报的数没有写版面"),
];

const STATEMENTS: &[Column] = &[
    NUMBER,
    col("code", "公布数编号", 12.0),
    col("what", "公布事项", 26.0),
    col("figure", "原文数字", 14.0),
    col("region", "数据地区", 18.0),
    col("from_day", "起始日期", 13.0),
    col("to_day", "截至日期", 13.0),
    col("publisher", "媒体", 16.0),
    col("title", "文章标题", 24.0),
    col("address", "页码", 14.0),
];

/// What, figure, paper, page.
const CUTTINGS: [(&str, &str, &str, &str); 5] = [
    ("园区入驻企业（演示）", "12家", "演示日报", "第2版"),
    ("园区入驻企业（演示）", "15家", "演示晚报", "第1版"),
    ("园区用工（演示）", "近400人", "演示日报", "第2版"),
    ("园区用电（演示）", "1.2万户", "演示晚报", ""),
    ("园区面积（演示）", "1200亩", "演示日报", "第2版"),
];

fn press(_: &World, id: &'static str, _: usize) -> Book {
    let lines = (1..).zip(CUTTINGS).map(|(no, (what, figure, paper, page))| {
        Line::of("statements")
            .set("code", format!("演示-{no:02}"))
            .set("what", what)
            .set("figure", figure)
            .set("region", "130825")
            .set("from_day", day("2021-01-01"))
            .set("to_day", day("2021-12-31"))
            .set("publisher", paper)
            .set("title", "隆化县产业园区见闻（演示）")
            .maybe("address", (!page.is_empty()).then_some(page))
    });
    let parts = parts("摘录", STATEMENTS, lines.collect());
    book(id, &CITY, (Unit::Yuan, "报刊公布数摘录", SOURCE), vec![parts])
}

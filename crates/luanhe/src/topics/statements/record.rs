//! A figure that somebody published (公布数): as it was printed, of which period and place, by whom, on
//! which basis. What it is held against is an indicator of ours, where there is one.

use super::super::unknown_indicator;
use crate::base::{Fault, say, text};
use crate::record::{Field, Kind, Register, Row};

const FIELDS: &[Field] = &[
    Field::required("code", "编号", "number", Kind::Text).also(&["公布数编号", "序列号"]).filter(),
    Field::required("what", "事项", "what", Kind::Text)
        .also(&["指标名称", "公布事项", "数据名称"])
        .hint("一项一行，如“投入财政援助资金”", "one of each row: fiscal aid given")
        .filter(),
    Field::required("figure", "公布数", "figure", Kind::Text).also(&["公布数值", "原文数字"]).hint(
        "照原文写，连同约、余、超过和单位：3.7万余人",
        "as printed, with its unit: 3.7万余人",
    ),
    Field::required("region", "地区", "region", Kind::Region).also(&["数据地区"]).filter(),
    Field::optional("from_day", "期间起", "from", Kind::Day).also(&["起始日期"]),
    Field::required("to_day", "期间止", "to", Kind::Day).also(&["截止日期", "截至日期"]).filter(),
    Field::optional("indicator", "对应指标", "indicator", Kind::Text)
        .also(&["指标编号", "指标代码"])
        .hint("台账里的指标，如 funds.arrived；没有的留空", "one of ours: funds.arrived; or empty")
        .filter(),
    Field::optional("basis", "口径", "basis", Kind::Text)
        .also(&["口径说明", "统计口径"])
        .hint("原文怎样算的；没有写明的写“未写明”", "how it was counted, or that nothing is said"),
    Field::required("publisher", "来源单位", "publisher", Kind::Text)
        .also(&["发布单位", "媒体", "出处单位"])
        .filter(),
    Field::required("title", "标题", "title", Kind::Text).also(&["文章标题", "文件名称"]),
    Field::optional("published_on", "发布日期", "published on", Kind::Day).also(&["刊发日期"]),
    Field::optional("address", "网址或页码", "address or page", Kind::Text)
        .also(&["网址", "链接", "页码"]),
];

pub static STATEMENTS: Register = Register {
    name: "statements",
    title: text("公布数台账", "published figures"),
    fields: FIELDS,
    key: &["code"],
    day: "to_day",
    region: "region",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.in_order("from_day", "to_day"));
    faults.extend(no_figure(row));
    faults.extend(unknown_indicator(row));
}

/// What is printed there, with what it is of: 肉羊出栏4万只.
pub fn words(what: &str, figure: &str) -> String {
    format!("{what}{figure}")
}

fn no_figure(row: &Row<'_>) -> Option<Fault> {
    let (what, figure) = (row.text("what")?, row.text("figure")?);
    let read = figures::read(&words(what, figure)).iter().any(figures::Figure::is_figure);
    (!read).then(|| {
        row.fault(
            "figure",
            say!("“{figure}”里读不出数", "there is no figure in “{figure}”"),
            say!(
                "请照原文写数和单位，如 16.52亿元、382人次",
                "write it as printed, with its unit: 16.52亿元, 382人次"
            ),
        )
    })
}

//! What a household earned in a window of time (收入): each collection a row of its own, so that windows and
//! sources are never mixed. 纯收入 of the registry is not the disposable income of statistics.

use crate::base::{Fault, Fen, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const SOURCES: &[Choice] = &[
    choice("年度采集", "yearly collection"),
    choice("滚动十二个月", "rolling twelve months"),
    choice("抽样核查", "sample check"),
];

const FIELDS: &[Field] = &[
    Field::required("household", "户编号", "household", Kind::Text)
        .leads_to("households")
        .also(&["户编码", "户号", "家庭编号", "AAC001"])
        .filter(),
    Field::required("county", "居住地", "place of residence", Kind::Region)
        .also(&["行政村", "村", "村编码", "所在村", "住址", "县乡村"])
        .filter(),
    Field::required("day", "数据日期", "as of", Kind::Day)
        .also(&["采集日期", "收入截止日期", "数据时间"])
        .hint("收入周期的最后一天或导出日", "the last day of the window, or that of the export")
        .filter(),
    Field::optional("from_day", "收入起始日期", "from", Kind::Day).also(&["收入周期起"]),
    Field::optional("collected", "采集方式", "collected by", Kind::Choice(SOURCES))
        .also(&["收入来源渠道"])
        .filter(),
    Field::optional("members", "人数", "members", Kind::Whole).also(&[
        "家庭人口",
        "家庭人口数",
        "户人口",
    ]),
    Field::optional("wages", "工资性收入", "wages", Kind::Money),
    Field::optional("business", "生产经营性收入", "business income", Kind::Money),
    Field::optional("costs", "生产经营性支出", "business costs", Kind::Money),
    Field::optional("property", "财产性收入", "property income", Kind::Money),
    Field::optional("transfers", "转移性收入", "transfers", Kind::Money),
    Field::optional("net", "年纯收入", "net income", Kind::Money).also(&["家庭纯收入", "纯收入"]),
    Field::required("per_head", "人均纯收入", "net income per head", Kind::Money)
        .also(&["人均年纯收入", "家庭人均纯收入"])
        .filter(),
];

pub static INCOMES: Register = Register {
    name: "incomes",
    title: text("农户收入", "household incomes"),
    fields: FIELDS,
    key: &["household", "day"],
    day: "day",
    region: "county",
    personal: true,
    check,
};

/// DQ-040 and 041: the parts make the whole, and the whole over the members is the income per head.
fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.positive("members"));
    faults.extend(row.in_order("from_day", "day"));
    let parts = ["wages", "business", "property", "transfers"].map(|name| row.money(name));
    if let ([Some(a), Some(b), Some(c), Some(d)], Some(costs), Some(net)) =
        (parts, row.money("costs"), row.money("net"))
        && a.0 + b.0 + c.0 + d.0 - costs.0 != net.0
    {
        let sum = Fen(a.0 + b.0 + c.0 + d.0 - costs.0);
        faults.push(row.fault(
            "net",
            say!(
                "年纯收入 {net} 元不等于各项之和减支出（应为 {sum} 元）",
                "net income {net} is not its parts less costs ({sum})"
            ),
            say!("请核对各项", "check the parts"),
        ));
    }
    if let (Some(net), Some(members), Some(per_head)) =
        (row.money("net"), row.whole("members").filter(|n| *n > 0), row.money("per_head"))
        && (per_head.0 * members - net.0).abs() > members
    {
        let due = Fen((net.0 + members / 2) / members);
        faults.push(row.fault(
            "per_head",
            say!(
                "人均纯收入 {per_head} 元不等于年纯收入除以人数（应为 {due} 元）",
                "income per head {per_head} is not net income over members ({due})"
            ),
            say!("请核对年纯收入和人数", "check net income and members"),
        ));
    }
    if row.money("per_head").is_some_and(|fen| fen.0 < 0) {
        faults.push(row.doubt(
            "per_head",
            say!("人均纯收入是负数", "the income per head is below zero"),
            say!("确属亏损的请说明", "state the loss where it is one"),
        ));
    }
}

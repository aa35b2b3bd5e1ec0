//! What an investor asked to be helped with (服务事项), who deals with it, and when it was answered.

use crate::base::{Fault, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const STATES: &[Choice] =
    &[choice("办理中", "open"), choice("已办结", "answered"), choice("已撤回", "withdrawn")];

const RATINGS: &[Choice] = &[
    choice("满意", "content"),
    choice("基本满意", "rather content"),
    choice("不满意", "not content"),
];

const FIELDS: &[Field] = &[
    Field::required("code", "服务事项编号", "code", Kind::Text)
        .also(&["诉求编号", "工单编号", "编号"])
        .filter(),
    Field::required("deal", "项目编号", "deal", Kind::Ref("deals"))
        .also(&["签约项目编号", "所属项目编号"]),
    Field::required("county", "落地区县", "place", Kind::Region)
        .also(&["落地县", "落地区", "县（市、区）", "所在区县"])
        .filter(),
    Field::required("request", "诉求内容", "request", Kind::Text).also(&[
        "诉求",
        "服务事项",
        "求助事项",
    ]),
    Field::required("owner", "承办单位", "dealt with by", Kind::Named("organisations"))
        .also(&["办理单位", "责任单位"]),
    Field::required("raised_on", "提出日期", "raised on", Kind::Day)
        .also(&["提出时间", "诉求日期", "受理日期"])
        .filter(),
    Field::required("state", "办理状态", "state", Kind::Choice(STATES))
        .later()
        .also(&["状态", "办理情况"])
        .filter(),
    Field::optional("answered_on", "办结日期", "answered on", Kind::Day)
        .ends()
        .also(&["办结时间", "答复日期"])
        .hint("没有办结的留空", "empty until it is answered")
        .filter(),
    Field::optional("answer", "办理结果", "answer", Kind::Text).later().also(&["答复内容", "结果"]),
    Field::optional("rating", "企业评价", "rating", Kind::Choice(RATINGS))
        .later()
        .also(&["满意度", "评价"])
        .filter(),
];

pub static SERVICES: Register = Register {
    name: "services",
    title: text("签约项目服务事项", "requests of deals"),
    fields: FIELDS,
    key: &["code"],
    day: "raised_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.in_order("raised_on", "answered_on"));
    let answered = row.text("state") == Some("已办结");
    if answered && row.day("answered_on").is_none() {
        faults.push(row.fault(
            "answered_on",
            say!("已办结的没有办结日期", "answered on no day"),
            say!("请填答复企业的日期；没有办结的改办理状态", "give the day, or correct the state"),
        ));
    }
    if answered && row.text("answer").is_none() {
        faults.push(row.doubt(
            "answer",
            say!("已办结的没有写结果", "answered without an answer"),
            say!("请写怎样答复的", "say what the answer was"),
        ));
    }
}

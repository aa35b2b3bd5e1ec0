//! The manual: each line of work's own page, with the table of its fields drawn from FIELDS, its
//! rules with their remedies, and its indicators with their basis.

use askama::Template;

use super::ask::Ask;
use super::reply::Reply;
use crate::base::{Error, Result, say};
use crate::pages::{Say, Verb, card, drawn, markdown};
use crate::record::{Field, Kind, Ledger, Register};
use crate::topics::Topic;
use crate::watch::Limit;

#[derive(Template)]
#[template(path = "manual.html")]
struct ManualPage {
    say: Say,
    topics: Vec<(&'static str, &'static str)>,
}

pub fn manual(_: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let say = ask.say();
    let topics = ask.app.site.topics.iter().map(|t| (t.name, say.text(&t.title))).collect();
    ask.page(Verb::Aside, say.of("手册", "Manual"), &drawn(&ManualPage { say, topics })?)
}

#[derive(Template)]
#[template(path = "manual_page.html")]
struct TopicPage {
    say: Say,
    topic: &'static Topic,
    text: String,
    registers: Vec<&'static Register>,
    limits: Vec<Limit>,
}

impl TopicPage {
    fn kind(&self, field: &Field) -> String {
        kind(self.say, field)
    }

    fn cards(&self) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
        let one =
            |i: &'static crate::measure::Indicator| (self.say.text(&i.title), card(self.say, i));
        self.topic.indicators.iter().copied().map(one).collect()
    }
}

/// What may stand in a field, in words.
pub fn kind(say: Say, field: &Field) -> String {
    match field.kind {
        Kind::Text => say.of("文字", "text").to_string(),
        Kind::Whole => say.of("整数", "whole number").to_string(),
        Kind::Decimal(_) => say.of("数", "number").to_string(),
        Kind::Month => say.of("月份", "month").to_string(),
        Kind::Money => say.of("金额", "money").to_string(),
        Kind::Day => say.of("日期", "day").to_string(),
        Kind::Choice(words) => {
            let words = words.iter().map(|c| say.of(c.word, c.en));
            words.collect::<Vec<_>>().join(say.of("、", ", "))
        }
        Kind::Region => say.of("地区", "place").to_string(),
        Kind::Person => say.of("人员（填身份证号）", "person, by ID number").to_string(),
        Kind::File => say.of("文件", "file").to_string(),
        Kind::AnyRow => say.of("任一台账的一行", "a row of any register").to_string(),
        Kind::IdNumber => say.of("身份证号（加密保存）", "ID number, sealed").to_string(),
        Kind::Phone => say.of("电话（加密保存）", "telephone, sealed").to_string(),
        Kind::Bank => say.of("账号（加密保存）", "bank account, sealed").to_string(),
        Kind::Ref(register) | Kind::Named(register) => {
            format!("{} {register}", say.of("引用", "key of"))
        }
    }
}

pub fn page(_: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let name = ask.part("topic");
    let topic = ask
        .app
        .site
        .topics
        .iter()
        .find(|t| t.name == name)
        .ok_or_else(|| Error::Missing(say!("手册里没有 {name}", "the manual has no {name}")))?;
    let say = ask.say();
    // The page has the title already.
    let text = match topic.manual.split_once('\n') {
        Some((first, rest)) if first.starts_with("# ") => markdown(rest),
        _ => markdown(topic.manual),
    };
    let registers = topic.registers.to_vec();
    let limits = topic.watch.limits()?;
    let body = drawn(&TopicPage { say, topic, text, registers, limits })?;
    ask.page(Verb::Aside, say.text(&topic.title), &body)
}

//! What is watched about relocations.

use super::registrations::REGISTRATIONS;
use super::targets::TARGETS;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "relocations",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

static RULES: &[Rule] = &[
    Rule::error("relocations.claimed_by_two", &TARGETS)
        .finds(
            "企业“{1}”另一个区已在对接，名为“{2}”，信用代码{3}",
            "firm {1} is courted by another district already, as {2}, code {3}",
        )
        .because(
            "两个区争一家，企业两头谈，成绩也算两份",
            "two districts court one firm: it plays them off, and counts twice",
        )
        .remedy("由市里定对接区，另一个区记终止", "the city decides who courts it; the other records an end")
        .source("各区引进须由市里统筹，一家企业一个对接区"),
    Rule::doubt("relocations.group_mismatch", &REGISTRATIONS)
        .finds(
            "企业“{1}”填的来源单位是“{2}”，单位库逐级向上是“{3}”",
            "firm {1} is said to be of {2}; the register of organisations leads up to {3}",
        )
        .because(
            "来源单位按最上一级计，三级企业不能另算一家单位",
            "groups are counted at the top; a firm of the third level is no group of its own",
        )
        .remedy(
            "更正来源单位，或更正单位库的上级单位",
            "correct the group here, or the parents in the register of organisations",
        )
        .source("企业集团按股权关系逐级上溯"),
    Rule::doubt("relocations.next_overdue", &TARGETS)
        .finds(
            "企业“{1}”应于{3:day}前“{2}”，已过时限（责任单位：{4}）",
            "firm {1}: “{2}” was due on {3:day} (looked after by {4})",
        )
        .because("持续跟进，过了时限没有下文就要问", "what is due and not done must be asked for")
        .remedy("办了的记下一步和新时限，没办的催办", "record what was done and what is next, or press for it")
        .source("持续跟进有关进度情况的要求"),
    Rule::doubt("relocations.no_contact", &TARGETS)
        .finds(
            "企业“{1}”在“{2:choice stage}”阶段，最近对接日期{3:day}，超过{4:limit}没有对接记录",
            "firm {1} at stage {2:choice stage}: last contact {3:day}, none within {4:limit}",
        )
        .because("市区联动要靠区里按时报进展", "city and districts work together only on news that comes in time")
        .remedy("补对接记录；不再对接的记终止", "record the contact, or that it ended")
        .source("加强市区联动、持续跟进的要求"),
    Rule::error("relocations.producing_without_money", &REGISTRATIONS)
        .finds(
            "企业“{1}”报{2:day}投产运营，没有到位资金",
            "firm {1} is said to produce since {2:day}, and no money has arrived",
        )
        .because("注册不等于落地投产", "a registration is not a landing")
        .remedy("补到位资金和凭证，或删去投产日期", "add the money with its paper, or remove the day")
        .source("落地企业须注册、资金到位、有场地"),
    Rule::doubt("relocations.registered_without_target", &REGISTRATIONS)
        .finds(
            "企业“{1}”{2:day}注册，该区目标企业里没有它",
            "firm {1} registered on {2:day} and is no target of that district",
        )
        .because("没有对接过的企业不能算疏解承接的成绩", "a firm that nobody courted is nobody's success")
        .remedy("补录目标企业，或更正注册区", "add it to the targets, or correct the district")
        .source("目标企业、注册落地两本台账逐家核对"),
    Rule::doubt("relocations.window_closing", &TARGETS)
        .finds(
            "企业“{1}”还在“{2:choice stage}”阶段，窗口期{3:day}截止，不到{4:limit}",
            "firm {1} is still at stage {2:choice stage}; its window closes on {3:day}, within {4:limit}",
        )
        .because("窗口期过了，企业就签到别处了", "when the window closes the firm signs elsewhere")
        .remedy("加快签约；窗口期变了的更正日期", "press for the signature, or correct the day")
        .source("抓住疏解非首都功能窗口期的要求"),
];

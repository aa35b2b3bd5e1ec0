//! What is watched about deals, their money and the requests of their investors.

use super::investments::INVESTMENTS;
use super::record::DEALS;
use super::services::SERVICES;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "deals",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

static RULES: &[Rule] = &[
    Rule::doubt("deals.arrived_over_signed", &DEALS)
        .finds(
            "项目“{1}”到位{2:money}，多于签约额{3:money}",
            "deal {1}: {2:money} arrived, more than the {3:money} signed",
        )
        .because(
            "到位多于签约，多半是单位写错或把别的项目记在这里",
            "more than was signed: mostly a wrong unit, or another deal's money",
        )
        .remedy("核对单位和凭证；追加投资的补记签约", "check unit and papers; book what was signed on top")
        .source("招商统计：到位资金以凭证为准，逐项目核对"),
    Rule::error("deals.claimed_twice", &INVESTMENTS)
        .finds(
            "企业“{1}”（信用代码{4}）项目{2}已报注册，项目{3}又报",
            "firm {1} (code {4}) is registered under deal {2}, and under {3} again",
        )
        .because(
            "一家企业只算一个项目、一个区县的成绩",
            "one firm is the success of one deal and one district",
        )
        .remedy("由市里定归属，另一行作废", "the city decides whose it is; void the other row")
        .source("招商统计：一个项目一个责任主体，只计一次"),
    Rule::error("deals.landed_without_money", &DEALS)
        .finds(
            "项目“{1}”已到“{2:choice stage}”，没有一笔到位资金",
            "deal {1} is said to be at stage {2:choice stage}, and no money has arrived",
        )
        .because("意向、签约都不等于落地，到位要有凭证", "neither an intention nor a signature is a landing")
        .remedy("补记到位资金和凭证，或改回原来的阶段", "book the money with its paper, or correct the stage")
        .source("招商统计：到位资金须有银行回单或验资报告"),
    Rule::doubt("deals.next_overdue", &DEALS)
        .finds(
            "项目“{1}”应于{3:day}前“{2}”，已过时限（责任单位：{4}）",
            "deal {1}: “{2}” was due on {3:day} (looked after by {4})",
        )
        .because("持续跟进：到了时限没有下文，项目就凉了", "what is not followed up goes cold")
        .remedy("办了的记下一步和新时限，没办的催办", "record what was done and what is next, or press for it")
        .source("持续跟进有关进度情况的要求"),
    Rule::doubt("deals.no_next", &DEALS)
        .finds(
            "项目“{1}”在“{2:choice stage}”阶段，下一步“{3}”、时限{4:day}、责任单位“{5}”没有填全",
            "deal {1} at stage {2:choice stage} lacks next action ({3}), day ({4:day}) or owner ({5})",
        )
        .because("在谈项目都要有人管、有下一步、有时限", "each open deal has an owner, a next action and its day")
        .remedy("补责任单位、下一步工作和时限；不谈了的记终止", "fill them in, or record that it ended")
        .source("持续跟进有关进度情况的要求"),
    Rule::doubt("deals.service_late", &SERVICES)
        .finds(
            "服务事项{1}于{2:day}提出，由{3}承办，超过{4:limit}没有办结",
            "request {1} of {2:day}, with {3}, has not been answered within {4:limit}",
        )
        .because("签约以后的服务决定项目落不落得下来", "whether a deal lands is decided by the help after the signature")
        .remedy("办结的填办结日期和结果，没办的催办", "give day and answer, or press for it")
        .source("服务重要签约项目的要求"),
    Rule::doubt("deals.stale", &DEALS)
        .finds(
            "项目“{1}”在“{2:choice stage}”阶段，{3:day}以后没有对接，超过{4:limit}",
            "deal {1} at stage {2:choice stage}: no contact since {3:day}, longer than {4:limit}",
        )
        .because("久不对接的意向不会自己落地", "an intention that nobody speaks of does not land by itself")
        .remedy("联系投资方，记对接日期；不谈了的记终止", "speak with the investor and record the day, or that it ended")
        .source("招商项目按季调度"),
];

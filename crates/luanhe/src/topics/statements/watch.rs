//! What is watched about published figures.

use super::record::STATEMENTS;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "statements",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: "",
};

static RULES: &[Rule] = &[
    Rule::doubt("statements.no_address", &STATEMENTS)
        .finds(
            "公布数“{1}{2}”（{3}）没有网址或页码",
            "the published {1} {2} ({3}) has neither address nor page",
        )
        .because("找不到原文，就不能作为引用的依据", "what cannot be looked up cannot be quoted")
        .remedy("补网址、文号或页码", "add the address, the document's number or the page")
        .source("引用公开来源的通行要求：可查"),
    Rule::doubt("statements.two_figures", &STATEMENTS)
        .finds(
            "“{1}”有两个数：{2}（{3}）与{4}（{5}），都没有写口径",
            "two figures of {1}: {2} ({3}) and {4} ({5}), neither with its basis",
        )
        .because(
            "同一件事两个数，引用时会自相矛盾",
            "two figures of one thing contradict each other when they are quoted",
        )
        .remedy("查明各自口径后补写；抄错的作废", "find out and add the basis of each; void a slip")
        .source("同一事项两个部门两个数的实例：天津采购甘肃产品 39.12亿元与52.72亿元"),
];

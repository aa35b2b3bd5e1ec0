//! What is watched about pairings.

use super::record::PAIRINGS;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "pairings",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

static RULES: &[Rule] = &[
    Rule::doubt("pairings.crossed", &PAIRINGS)
        .finds(
            "{1}与{2}结对（{3:choice tier}），所在区县之间没有结对",
            "{1} and {2} are paired ({3:choice tier}), but their district and county are not",
        )
        .because(
            "镇村结对随区县结对，多半是写错了地方",
            "townships and villages follow their counties; the place is likely wrong",
        )
        .remedy(
            "核对两个单位的所在地；确有此事的补区县结对或说明",
            "check both places, or record the counties' own pairing",
        )
        .source("携手奔小康行动：区县结对之下镇村结对"),
    Rule::doubt("pairings.ended", &PAIRINGS)
        .finds(
            "{1}与{2}的结对（{3:choice tier}）{4:day}解除后，{2}没有新的结对",
            "the pairing of {1} and {2} ({3:choice tier}) ended on {4:day}; {2} has no other",
        )
        .because("多层全覆盖出现缺口", "a gap in the coverage of all tiers")
        .remedy(
            "商定新的结对单位，或在说明中写明不再结对",
            "find another helper, or say that none is meant to follow",
        )
        .source("多层全覆盖（北方网2022-02-26）"),
    Rule::doubt("pairings.undated", &PAIRINGS)
        .finds(
            "{1}与{2}的结对没有日期，不计入任何一年",
            "the pairing of {1} and {2} has no day and counts in no year",
        )
        .because("没有日期就看不出升级加力", "without days no growth is seen")
        .remedy(
            "照协议补结对日期；只知年月的填1日并说明",
            "take the day from the agreement; where only the month is known, its first",
        )
        .source("结对关系登记要求：依据和日期（领域说明书 B10）"),
    Rule::doubt("pairings.unfounded", &PAIRINGS)
        .finds(
            "{1}与{2}的结对没有依据文件，也没有出处",
            "the pairing of {1} and {2} names neither document nor source",
        )
        .because("没有依据的结对，考核不认", "an evaluation takes what a document founds")
        .remedy("补依据文件；引自公开报道的填出处", "name the document, or the public source")
        .source("结对关系登记要求：依据和日期（领域说明书 B10）"),
];

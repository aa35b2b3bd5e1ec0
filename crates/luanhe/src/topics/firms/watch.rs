//! What is watched about firms.

use super::introductions::INTRODUCTIONS;
use super::landings::LANDINGS;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "firms",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

static RULES: &[Rule] = &[
    Rule::error("firms.claimed_twice", &INTRODUCTIONS)
        .finds(
            "企业“{1}”另一行已报，名为“{2}”，信用代码{3}",
            "firm {1} is reported in another row too, as {2}, code {3}",
        )
        .because(
            "同一信用代码两处上报，一家企业就有两份成绩",
            "one code reported twice makes two successes of one firm",
        )
        .remedy("由市里定归属，另一行作废", "the city decides whose it is; void the other row")
        .source("DQ-095"),
    Rule::doubt("firms.group_mismatch", &INTRODUCTIONS)
        .finds(
            "企业“{1}”填的集团是“{2}”，单位库逐级向上是“{3}”",
            "firm {1} is said to be of {2}; the register of organisations leads up to {3}",
        )
        .because(
            "集团个数按最上一级计，填错就多计或少计",
            "groups are counted at the top; a wrong one makes the count wrong",
        )
        .remedy(
            "更正所属集团，或更正单位库的上级单位",
            "correct the group here, or the parents in the register of organisations",
        )
        .source("企业集团按股权关系逐级上溯"),
    Rule::error("firms.landed_before_signing", &LANDINGS)
        .finds(
            "企业“{1}”{2:day}落地，{3:day}才签约引进",
            "firm {1} landed on {2:day} and signed on {3:day}",
        )
        .because(
            "先落地后签约的多是原有企业，不算引进",
            "a firm that was there before it signed was not brought in",
        )
        .remedy("核对两个日期；原有企业改为“本地”", "check both days; a firm of the place is 本地")
        .source("招商统计：原有企业扩建不计入引进"),
    Rule::doubt("firms.landed_not_brought_in", &LANDINGS)
        .finds(
            "企业“{1}”{2:day}落地，该县没有它的引进记录",
            "firm {1} landed on {2:day}; the county has no record of bringing it in",
        )
        .because("落地数与引进数须能逐家对上", "each firm that landed must be one that was brought in")
        .remedy("补录引进台账，或更正落地的县", "add it to those brought in, or correct the county")
        .source("引进、落地两本台账逐家核对"),
    Rule::doubt("firms.landed_without_proof", &LANDINGS)
        .finds(
            "企业“{1}”登记落地，而营业执照日期{2:day}、实缴资本{3:money}、到位资金{4:money}、场地{5}",
            "firm {1} is recorded as landed with licence {2:day}, capital paid in {3:money}, arrived {4:money}, site {5}",
        )
        .because(
            "营业执照、实缴资本、到位资金、场地缺一不算落地",
            "without licence, capital, money and a site a firm has not landed",
        )
        .remedy("补齐证明材料；补不齐的不计入", "add what is missing; until then it does not count")
        .source("落地企业须注册、资金到位、有场地"),
    Rule::doubt("firms.no_code", &INTRODUCTIONS)
        .finds(
            "企业“{1}”在单位库里没有统一社会信用代码",
            "firm {1} has no social credit code in the register of organisations",
        )
        .because(
            "没有代码就认不出重复上报的企业",
            "without a code a firm that is reported twice is not seen",
        )
        .remedy("在单位库补统一社会信用代码", "add the code to the register of organisations")
        .source("GB 32100-2015"),
    Rule::doubt("firms.stalled", &INTRODUCTIONS)
        .finds(
            "企业“{1}”{2:day}签约，超过{3:limit}没有落地",
            "firm {1} signed on {2:day} and has not landed within {3:limit}",
        )
        .because("签约不等于落地", "a signature is not a landing")
        .remedy("核实进展；放弃的注明", "ask how it stands; say so where it was given up")
        .source("签约项目跟踪要求"),
];

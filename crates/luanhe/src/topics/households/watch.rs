//! What is watched about households.

use super::incomes::INCOMES;
use super::record::HOUSEHOLDS;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "households",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

static RULES: &[Rule] = &[
    Rule::doubt("households.below_line", &INCOMES)
        .finds(
            "{1}户{2:day}人均纯收入{3:money}，低于监测范围{4:limit}，未列为监测对象",
            "household {1} has {3:money} a head as of {2:day}, below the line of {4:limit}, and is not monitored",
        )
        .because(
            "收入低于监测范围而未纳入，最容易返贫又最容易漏掉",
            "a household below the line that nobody watches is the one that is overlooked",
        )
        .remedy(
            "入户核实；应纳入的按程序纳入，不纳入的写明原因",
            "visit it; add it to the list by the rules, or state why not",
        )
        .source("DQ-050；防止返贫监测范围"),
    Rule::error("households.gone_with_trouble", &HOUSEHOLDS)
        .finds(
            "{1}户已标注风险消除，而危房户填“{2:choice unsafe_house}”、饮水安全填“{3:choice safe_water}”",
            "the risk of household {1} is marked as gone; unsafe house: {2:choice unsafe_house}, safe water: {3:choice safe_water}",
        )
        .because(
            "住房、饮水没有保障就不能标注消除",
            "without a safe house and safe water no risk is gone",
        )
        .remedy("先解决，再按程序消除；已解决的更正台账", "solve it first, or correct the register")
        .source("DQ-063；防返贫监测风险消除条件"),
    Rule::doubt("households.head_missing", &HOUSEHOLDS)
        .finds(
            "{1}户在人员库里有{2}名户主，应为1名",
            "household {1} has {2} heads among the people; there should be one",
        )
        .because(
            "一户须有且只有一名户主，发放和公示都以户主为准",
            "payments and notices are made out to the head, and there is one",
        )
        .remedy("按户口簿更正“与户主关系”", "correct the relations by the household's booklet")
        .source("DQ-005"),
    Rule::doubt("households.income_jump", &INCOMES)
        .finds(
            "{1}户人均纯收入由{2:money}变为{3:money}，变动超过{4:limit}",
            "the income per head of household {1} went from {2:money} to {3:money}, by more than {4:limit}",
        )
        .because(
            "收入骤升骤降，多是错填，或是真的出了事",
            "such a change is an error of entry, or something has happened",
        )
        .remedy("核对采集表；属实骤降的转入户核查", "check the form; visit where the fall is real")
        .source("DQ-048"),
    Rule::doubt("households.marked_gone_early", &HOUSEHOLDS)
        .finds(
            "{1}户{2:day}识别，{3:day}即标注消除，不满{4:limit}",
            "the risk of household {1} was found on {2:day} and marked as gone on {3:day}, within {4:limit}",
        )
        .because(
            "消除前应持续观察，收入稳定才算",
            "incomes must have held for some time before a risk is gone",
        )
        .remedy("核实收入是否稳定；不稳定的回退", "check whether the income holds, or take the mark back")
        .source("DQ-076；部分省防返贫监测办法"),
    Rule::doubt("households.members_differ", &HOUSEHOLDS)
        .finds(
            "{1}户台账写{2}人，人员库里在册{3}人",
            "household {1} is said to have {2} members; {3} stand in the register of people",
        )
        .because("人均收入按人数算，人数错则全错", "the income per head hangs on the number")
        .remedy("核对户口簿，补录或更正", "check the household's booklet, and add or correct")
        .source("DQ-009"),
];

//! What is watched about secondments and trainings.

use super::record::SECONDMENTS;
use super::trainings::TRAININGS;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "cadres",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

static RULES: &[Rule] = &[
    Rule::error("cadres.overlap", &SECONDMENTS)
        .finds(
            "同一人{1:day}起的任期未结束，{2:day}又起一期（{3:choice category}）",
            "one person's term from {1:day} had not ended when another began on {2:day} ({3:choice category})",
        )
        .because(
            "任期重叠，一段工作就算了两个人次",
            "where terms overlap, one piece of work counts as two person-times",
        )
        .remedy(
            "核对任免文件，更正前一期的离任日期，或作废重复的一行",
            "check the papers of appointment; correct the earlier last day, or void the repetition",
        )
        .source("东西部协作考核：挂职、人才任期不得重叠"),
    Rule::doubt("cadres.past_due", &SECONDMENTS)
        .finds(
            "{1:choice category}任期{2:day}期满，没有离任日期",
            "the term ({1:choice category}) was to end on {2:day} and has no last day",
        )
        .because(
            "期满未登记离任，在任人数就多计",
            "without a last day the number in post is too high",
        )
        .remedy(
            "已返回的补离任日期，延期的改计划期满日期",
            "add the last day, or the new planned day where the term is prolonged",
        )
        .source("挂职干部管理：期满须办理离任或延期"),
    Rule::doubt("cadres.session_twice", &TRAININGS)
        .finds(
            "{1:day}在{2}的{3}人次培训，另一县也报了同样的人次",
            "the session of {1:day} at {2} with {3} persons is reported by another county too",
        )
        .because(
            "合办的培训各县都报全班人次，就重复计算",
            "where each county reports the whole class, persons count twice",
        )
        .remedy(
            "按签到表分县填报各自的人次",
            "report each county's own persons by the roster",
        )
        .source("培训人次以签到册为准"),
    Rule::doubt("cadres.short_term", &SECONDMENTS)
        .finds(
            "{1:choice category}任期只有{2}天，少于{3:limit}",
            "the term ({1:choice category}) has {2} days, below {3:limit}",
        )
        .because(
            "短期考察、授课不算选派人次",
            "a visit or a lecture is no secondment",
        )
        .remedy(
            "核对日期；属短期交流的作废本行",
            "check the days; void the row where it was a visit",
        )
        .source("国家指标口径：专业技术人才短期帮扶须满一个月（待核）"),
];

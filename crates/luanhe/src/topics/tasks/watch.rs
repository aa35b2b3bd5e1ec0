//! What is watched about tasks.

use super::record::TASKS;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "tasks",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

static RULES: &[Rule] = &[
    Rule::error("tasks.finished_above", &TASKS)
        .finds(
            "任务{1}写完成，下级任务{2}等{3}项还没有完成",
            "task {1} is finished, but {2} and others below it ({3} in all) are not",
        )
        .because("下级没有完成，上级就没有完成", "nothing is finished before its parts are")
        .remedy(
            "核对下级任务；确已完成的补完成日期",
            "check the tasks below; add their days where they are finished",
        )
        .source("战略—年度—季度任务分解（领域说明书 B9）"),
    Rule::doubt("tasks.outside_parent", &TASKS)
        .finds(
            "任务{1}的窗口期到{2:day}，晚于上级任务{3}的{4:day}",
            "the window of task {1} ends on {2:day}, after that of {3} above it ({4:day})",
        )
        .because("超出上级任务的时限，上级按期完成不了", "the one above cannot be finished in time")
        .remedy("核对窗口期；跨期的转入下一期", "check the window; carry over what lasts longer")
        .source("战略—年度—季度任务分解（领域说明书 B9）"),
    Rule::error("tasks.overdue", &TASKS)
        .finds(
            "任务{1}应于{2:day}完成，状态仍为“{3:choice state}”",
            "task {1} was due on {2:day} and is still {3:choice state}",
        )
        .because("过了窗口期", "its window has closed")
        .remedy("补完成日期，或转入下一期任务", "add its day, or carry it over")
        .source("任务窗口期（领域说明书 B90）"),
    Rule::error("tasks.rolled_back", &TASKS)
        .finds(
            "任务{1}（{2:day}到期）转入的{3}{4:day}到期，不在其后",
            "task {1} (due {2:day}) went into {3}, which is due no later ({4:day})",
        )
        .because("结转只能往后转", "what is carried over goes forward")
        .remedy("改填接续任务的编号", "name the task that goes on with it")
        .source("任务结转（领域说明书 A17）"),
    Rule::doubt("tasks.silent", &TASKS)
        .finds(
            "任务{1}自{2:day}起{3}天没有更新，超过{4:limit}",
            "task {1}: no update for {3} days since {2:day}, beyond {4:limit}",
        )
        .because("市区联动要有进展可看", "neither side sees where it stands")
        .remedy("请责任单位补报进展", "ask its owner for an update")
        .source("市区联动、持续跟进（领域说明书 B91）"),
    Rule::doubt("tasks.window_closing", &TASKS)
        .finds(
            "任务{1}的窗口期{2:day}结束，不到{3:limit}，还没有启动",
            "the window of task {1} ends on {2:day}, within {3:limit}, and it has not begun",
        )
        .because("抓住窗口期：过了就没有机会", "a window is missed once")
        .remedy("启动任务，或商定转期", "begin it, or agree on another time")
        .source("任务窗口期（领域说明书 B90）"),
];

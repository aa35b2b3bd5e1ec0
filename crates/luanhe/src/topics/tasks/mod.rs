//! Tasks (任务): strategy, year, quarter, each under the one before, with a window of time, an owner and
//! what it rests on; what was not finished goes over into a later one, and nothing is lost.

mod measure;
mod plan;
mod record;
mod tell;
#[cfg(test)]
mod tests;
mod updates;
mod watch;
mod workflow;

pub use workflow::WORKFLOW;

use super::{Page, Topic};
use crate::base::text;

pub static TOPIC: Topic = Topic {
    name: "tasks",
    title: text("任务", "tasks"),
    registers: &[&record::TASKS, &updates::TASK_UPDATES],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[Page {
        name: "plan",
        title: text("战略、年度、季度任务", "tasks by strategy, year and quarter"),
        body: plan::page,
    }],
    offers: None,
    manual: include_str!("manual.md"),
};

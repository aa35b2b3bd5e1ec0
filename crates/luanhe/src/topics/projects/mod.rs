//! Assistance projects (帮扶项目): the library, their life cycle, whom they are for, what they yield.

mod beneficiaries;
mod measure;
mod outputs;
mod plan;
mod record;
mod tell;
#[cfg(test)]
mod tests;
mod watch;
mod workflow;

use super::Topic;
use crate::base::text;

pub use workflow::WORKFLOW;

pub static TOPIC: Topic = Topic {
    name: "projects",
    title: text("帮扶项目", "projects"),
    registers: &[&record::PROJECTS, &beneficiaries::BENEFICIARIES, &outputs::OUTPUTS],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[],
    offers: Some(plan::offers),
    manual: include_str!("manual.md"),
};

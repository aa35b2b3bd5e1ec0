//! Assistance projects (帮扶项目): the library, their life cycle, whom they are for, what they yield.

mod beneficiaries;
mod gains;
mod measure;
mod outputs;
mod plan;
mod record;
mod tags;
mod tell;
#[cfg(test)]
mod tests;
mod watch;
mod workflow;

use super::{Page, Topic};
use crate::base::text;

pub use workflow::WORKFLOW;

pub static TOPIC: Topic = Topic {
    name: "projects",
    title: text("帮扶项目", "projects"),
    registers: &[
        &record::PROJECTS,
        &beneficiaries::BENEFICIARIES,
        &outputs::OUTPUTS,
        &tags::PROJECT_TAGS,
    ],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[Page {
        name: "gains",
        title: text("路径、方式和成效", "paths, ways and gains"),
        body: gains::page,
    }],
    offers: Some(plan::offers),
    manual: include_str!("manual.md"),
};

//! Leaving the list (脱贫摘帽): counties and villages, when they should, how they were assessed, who
//! approved it by which document. That it was early is computed, never typed.

mod measure;
mod record;
mod tell;
#[cfg(test)]
mod tests;
mod timeline;
mod watch;

use super::{Page, Topic};
use crate::base::text;

pub static TOPIC: Topic = Topic {
    name: "exits",
    title: text("脱贫摘帽", "exits from the list"),
    registers: &[&record::EXITS],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[Page {
        name: "timeline",
        title: text("摘帽进程", "steps of each exit"),
        body: timeline::page,
    }],
    offers: None,
    manual: include_str!("manual.md"),
};

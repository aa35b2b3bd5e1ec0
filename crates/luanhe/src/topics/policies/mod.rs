//! Documents of policy (政策文件) and their clauses: what agreements, pairings and limits rest on, and
//! whether it is still in force.

mod basis;
mod clauses;
mod measure;
mod record;
mod tell;
#[cfg(test)]
mod tests;
mod watch;

use super::{Page, Topic};
use crate::base::text;

pub static TOPIC: Topic = Topic {
    name: "policies",
    title: text("政策文件", "documents of policy"),
    registers: &[&record::POLICIES, &clauses::POLICY_CLAUSES],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[Page {
        name: "basis",
        title: text("依据对照", "what rests on what"),
        body: basis::page,
    }],
    offers: None,
    manual: include_str!("manual.md"),
};

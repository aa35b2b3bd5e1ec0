//! Deals (签约项目): from a lead to full production or an end, each kind of money apart, and what the
//! investors asked to be helped with.

mod funnel;
mod investments;
mod measure;
mod record;
mod services;
mod tell;
#[cfg(test)]
mod tests;
mod watch;
mod workflow;

use super::{Page, Topic};
use crate::base::text;

pub use workflow::{SERVICE_WORKFLOW, WORKFLOW};

pub static TOPIC: Topic = Topic {
    name: "deals",
    title: text("签约项目", "deals"),
    registers: &[&record::DEALS, &investments::INVESTMENTS, &services::SERVICES],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[Page {
        name: "funnel", title: text("项目漏斗", "the funnel"), body: funnel::page
    }],
    offers: None,
    manual: include_str!("manual.md"),
};

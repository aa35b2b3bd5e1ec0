//! Agreements (框架协议 "1+4" and others): who signed what, the clauses with their targets, and how far
//! each has come by a day.

mod clauses;
mod measure;
mod progress;
mod record;
mod standing;
mod tell;
#[cfg(test)]
mod tests;
mod tree;
mod watch;
mod workflow;

pub use workflow::WORKFLOW;

use super::{Page, Topic};
use crate::base::text;

pub static TOPIC: Topic = Topic {
    name: "agreements",
    title: text("框架协议", "agreements"),
    registers: &[&record::AGREEMENTS, &clauses::CLAUSES, &progress::CLAUSE_PROGRESS],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[Page {
        name: "tree",
        title: text("协议和条款进展", "agreements and their clauses"),
        body: tree::page,
    }],
    offers: None,
    manual: include_str!("manual.md"),
};

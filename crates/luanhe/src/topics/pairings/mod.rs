//! Pairings (结对关系) at every tier: who is paired, where gaps are, how many more there are each year,
//! and the money of both kinds beside them.

mod carry;
mod matrix;
mod measure;
mod record;
mod tell;
#[cfg(test)]
mod tests;
mod watch;

pub use carry::carry;

use super::{Page, Topic};
use crate::base::text;

pub static TOPIC: Topic = Topic {
    name: "pairings",
    title: text("结对关系", "pairings"),
    registers: &[&record::PAIRINGS],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[Page {
        name: "coverage",
        title: text("多层全覆盖", "coverage by tier"),
        body: matrix::page,
    }],
    offers: None,
    manual: include_str!("manual.md"),
};

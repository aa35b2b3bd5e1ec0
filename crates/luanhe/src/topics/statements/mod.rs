//! What others published about the programme (公布数), each figure beside the ledger's own: supported by
//! rows, contradicted, or without a record; and two sources of one thing side by side.

mod comparison;
mod measure;
mod record;
mod tell;
#[cfg(test)]
mod tests;
mod watch;

use super::{Page, Topic};
use crate::base::text;

pub static TOPIC: Topic = Topic {
    name: "statements",
    title: text("公布数核对", "published figures"),
    registers: &[&record::STATEMENTS],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[Page {
        name: "comparison",
        title: text("公布数与台账", "published figures beside the ledger"),
        body: comparison::page,
    }],
    offers: None,
    manual: include_str!("manual.md"),
};

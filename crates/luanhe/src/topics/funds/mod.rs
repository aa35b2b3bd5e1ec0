//! Three-tier fiscal aid (市、区、乡镇三级财政援助资金): each movement of money, from the giver's order to
//! the last payment, one row each.

mod matching;
mod measure;
mod record;
mod tell;
#[cfg(test)]
mod tests;
mod watch;

use super::{Page, Topic};
use crate::base::text;

pub static TOPIC: Topic = Topic {
    name: "funds",
    title: text("财政援助资金", "fiscal aid"),
    registers: &[&record::FUNDS],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[Page {
        name: "matching",
        title: text("两边账目核对", "the two sides' books"),
        body: matching::page,
    }],
    offers: None,
    manual: include_str!("manual.md"),
};

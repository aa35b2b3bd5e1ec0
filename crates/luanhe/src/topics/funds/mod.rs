//! Three-tier fiscal aid (市、区、乡镇三级财政援助资金): each movement of money, from the giver's order to
//! the last payment, one row each.

mod measure;
mod record;
mod tell;
#[cfg(test)]
mod tests;
mod watch;

use super::Topic;
use crate::base::text;

pub static TOPIC: Topic = Topic {
    name: "funds",
    title: text("财政援助资金", "fiscal aid"),
    registers: &[&record::FUNDS],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[],
    offers: None,
    manual: include_str!("manual.md"),
};

//! Finance leases of farm machinery and vehicles (融资租赁): contracts with their goods, the rents by
//! the month, what is in arrears.

mod contracts;
mod measure;
mod rent;
mod rents;
mod tell;
#[cfg(test)]
mod tests;
mod watch;

pub use rent::equal_rent;

use super::Topic;
use crate::base::text;

pub static TOPIC: Topic = Topic {
    name: "leases",
    title: text("融资租赁", "finance leases"),
    registers: &[&contracts::LEASES, &rents::RENTS],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[],
    offers: None,
    manual: include_str!("manual.md"),
};

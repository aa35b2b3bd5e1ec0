//! Households of the registry (建档立卡户), their risks, and their incomes year by year. Their members are the
//! people register's; one sheet of people tells of all three.

mod incomes;
mod measure;
mod record;
mod tell;
#[cfg(test)]
mod tests;
mod watch;

pub use incomes::INCOMES;
pub use record::HOUSEHOLDS;

use super::Topic;
use crate::base::text;

pub static TOPIC: Topic = Topic {
    name: "households",
    title: text("农户", "households"),
    registers: &[&HOUSEHOLDS, &INCOMES],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[],
    offers: None,
    manual: include_str!("manual.md"),
};

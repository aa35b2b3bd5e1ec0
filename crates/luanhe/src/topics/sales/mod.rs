//! Sales of helped places' products (消费帮扶): products that were recognised, channels through which they
//! go, and orders, which count when they were delivered, accepted and paid.

mod channels;
mod measure;
mod products;
mod reconciliation;
mod record;
mod tell;
#[cfg(test)]
mod tests;
mod watch;

use super::{Page, Topic};
use crate::base::text;

pub static TOPIC: Topic = Topic {
    name: "sales",
    title: text("消费帮扶", "sales of products"),
    registers: &[&products::PRODUCTS, &channels::CHANNELS, &record::ORDERS],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[Page {
        name: "reconciliation",
        title: text("消费帮扶对账", "what counts and what does not"),
        body: reconciliation::page,
    }],
    offers: None,
    manual: include_str!("manual.md"),
};

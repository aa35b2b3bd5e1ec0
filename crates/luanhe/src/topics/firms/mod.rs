//! Firms of industrial cooperation (产业合作企业): brought in when they sign, landed when they have a
//! licence, money paid in and a site. Two bases, two registers, two figures.

mod introductions;
mod landings;
mod measure;
mod tell;
#[cfg(test)]
mod tests;
mod watch;

use super::Topic;
use crate::base::text;

pub static TOPIC: Topic = Topic {
    name: "firms",
    title: text("产业合作企业", "firms"),
    registers: &[&introductions::INTRODUCTIONS, &landings::LANDINGS],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[],
    offers: None,
    manual: include_str!("manual.md"),
};

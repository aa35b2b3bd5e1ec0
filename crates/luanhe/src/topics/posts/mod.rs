//! Public-welfare posts (公益性岗位): paid local work kept for people of helped households, and what was
//! paid for it month by month.

mod measure;
mod record;
mod tell;
#[cfg(test)]
mod tests;
mod wages;
mod watch;

use super::Topic;
use crate::base::text;

pub static TOPIC: Topic = Topic {
    name: "posts",
    title: text("公益性岗位", "public-welfare posts"),
    registers: &[&record::POSTS, &wages::WAGES],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[],
    offers: None,
    manual: include_str!("manual.md"),
};

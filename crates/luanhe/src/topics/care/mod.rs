//! Shared medical service (共享智慧医疗、分级诊疗): points of telemedicine with what they do each month, and
//! referrals between township, county and the hospitals of Beijing and Tianjin, with their clocks.

mod clocks;
mod consultations;
mod measure;
mod points;
mod referrals;
mod tell;
#[cfg(test)]
mod tests;
mod watch;
mod workflow;

use super::{Page, Topic};
use crate::base::text;

pub use workflow::WORKFLOW;

pub static TOPIC: Topic = Topic {
    name: "care",
    title: text("分级诊疗", "shared medical service"),
    registers: &[&points::POINTS, &consultations::CONSULTATIONS, &referrals::REFERRALS],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[Page {
        name: "clocks",
        title: text("转诊时限", "clocks of referrals"),
        body: clocks::page,
    }],
    offers: None,
    manual: include_str!("manual.md"),
};

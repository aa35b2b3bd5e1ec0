//! Seconded cadres and specialists (干部人才): who was sent from which side to the other, from when until
//! when; and the trainings beside, counted by heads and by days.

mod measure;
mod record;
mod tell;
#[cfg(test)]
mod tests;
mod trainings;
mod watch;

use super::Topic;
use crate::base::text;

pub static TOPIC: Topic = Topic {
    name: "cadres",
    title: text("干部人才", "cadres and specialists"),
    registers: &[&record::SECONDMENTS, &trainings::TRAININGS],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[],
    offers: None,
    manual: include_str!("manual.md"),
};

//! The three guarantees and drinking water (三保障和饮水): the schools and clinics that were helped, and
//! what was found in each household: its house, its children's schooling, its insurance, its water.

mod checks;
mod facilities;
mod lights;
mod measure;
mod tell;
#[cfg(test)]
mod tests;
mod watch;

use super::{Page, Topic};
use crate::base::text;

pub static TOPIC: Topic = Topic {
    name: "guarantees",
    title: text("三保障和饮水", "three guarantees and water"),
    registers: &[&facilities::FACILITIES, &checks::HOUSEHOLD_CHECKS],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[Page { name: "lights", title: text("四盏灯", "four lights"), body: lights::page }],
    offers: None,
    manual: include_str!("manual.md"),
};

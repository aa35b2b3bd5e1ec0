//! What moves out of Beijing (疏解): firms that districts court, who spoke with them and when, those that
//! registered, and what each year was to bring.

mod contacts;
mod goals;
mod measure;
mod overview;
mod registrations;
mod targets;
mod tell;
#[cfg(test)]
mod tests;
mod watch;

use super::{Page, Topic};
use crate::base::text;
use crate::workflow::{PIPELINE, Workflow};

pub static WORKFLOW: Workflow =
    Workflow { register: &targets::TARGETS, state: "stage", moves: PIPELINE };

pub static TOPIC: Topic = Topic {
    name: "relocations",
    title: text("疏解承接", "relocations"),
    registers: &[
        &targets::TARGETS,
        &contacts::CONTACTS,
        &registrations::REGISTRATIONS,
        &goals::RELOCATION_GOALS,
    ],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[Page {
        name: "overview",
        title: text("目标企业总览", "targets at a glance"),
        body: overview::page,
    }],
    offers: None,
    manual: include_str!("manual.md"),
};

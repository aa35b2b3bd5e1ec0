//! The clocks of referrals, by receiving institution: how many, how soon accepted and answered, how many
//! wait. Shows no patient.

use std::collections::BTreeMap;

use askama::Template;

use super::referrals::{REFERRALS, between, moment};
use crate::base::Result;
use crate::pages::{Params, Say, drawn, each_row};
use crate::record::{Actor, Ledger, Row};

/// What one institution did with what it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    pub sent: usize,
    /// Minutes until each was accepted, and from there until its answer.
    pub accepted: Vec<i32>,
    pub answered: Vec<i32>,
    /// Neither accepted nor refused.
    pub waiting: usize,
    pub returned: usize,
    pub followed: usize,
}

#[derive(Template)]
#[template(path = "clocks.html")]
struct ClocksPage<'a> {
    say: Say,
    year: &'a str,
    clocks: BTreeMap<String, Clock>,
}

impl ClocksPage<'_> {
    /// 14分钟, 5小时25分钟; empty where there is none.
    fn shown(&self, minutes: &[i32]) -> String {
        let Some(middle) = median(minutes) else { return String::new() };
        let (hours, minutes) = (middle / 60, middle % 60);
        let (hour, minute) = (self.say.of("小时", " h "), self.say.of("分钟", " min"));
        if hours > 0 {
            format!("{hours}{hour}{minutes}{minute}")
        } else {
            format!("{minutes}{minute}")
        }
    }
}

/// The one in the middle; of an even number, the lower of the two.
pub fn median(minutes: &[i32]) -> Option<i32> {
    let mut sorted = minutes.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

pub fn page(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    params: &Params,
    say: Say,
) -> Result<String> {
    let year = params.get("year").unwrap_or("");
    let clocks = clocks(ledger, actor, programme, year)?;
    drawn(&ClocksPage { say, year, clocks })
}

/// Of the referrals raised in a year, or of all.
pub fn clocks(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    year: &str,
) -> Result<BTreeMap<String, Clock>> {
    let mut clocks: BTreeMap<String, Clock> = BTreeMap::new();
    each_row(ledger, actor, programme, &REFERRALS, |_, row| {
        if row.text("raised_on").is_some_and(|day| day.starts_with(year)) {
            let receiver = row.text("to_org").unwrap_or("").to_string();
            take(clocks.entry(receiver).or_default(), row);
        }
    })?;
    Ok(clocks)
}

fn take(clock: &mut Clock, row: &Row<'_>) {
    let raised = moment(row, "raised_on", "raised_at");
    let accepted = moment(row, "accepted_on", "accepted_at");
    let replied = moment(row, "replied_on", "replied_at");
    clock.sent += 1;
    clock.accepted.extend(raised.zip(accepted).map(|(first, then)| between(first, then)));
    clock.answered.extend(accepted.zip(replied).map(|(first, then)| between(first, then)));
    let waits = row.day("accepted_on").is_none() && row.text("state") != Some("退回");
    clock.waiting += usize::from(waits);
    clock.returned += usize::from(row.day("returned_on").is_some());
    clock.followed += usize::from(row.day("followed_on").is_some());
}

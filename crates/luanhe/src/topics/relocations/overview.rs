//! Targets at a glance: levels against stages, what each district courts and brought against its goal,
//! and the windows that close next.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;

use super::goals::RELOCATION_GOALS;
use super::registrations::REGISTRATIONS;
use super::targets::{LEVELS, TARGETS};
use crate::base::{Day, Result};
use crate::pages::{Params, Say, asked_day, drawn, each_row, row_path};
use crate::parties::STAGES;
use crate::record::{Actor, Choice, Ledger, Row};

/// A page lists no more windows than this.
const LISTED: usize = 100;

/// A district's year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct District {
    pub targets: usize,
    pub registered: usize,
    /// `None`: no goal is recorded.
    pub goal: Option<i64>,
}

#[derive(Debug)]
pub struct Window {
    pub path: String,
    pub firm: String,
    pub place: String,
    pub stage: &'static Choice,
    pub until: Day,
    /// Below zero where it has closed.
    pub days: i32,
}

/// What the page shows.
#[derive(Debug, Default)]
pub struct Overview {
    /// Firms by level and stage, each once in a district.
    pub matrix: BTreeMap<(&'static str, &'static str), usize>,
    pub districts: BTreeMap<String, District>,
    pub windows: Vec<Window>,
}

#[derive(Template)]
#[template(path = "overview.html")]
struct OverviewPage {
    say: Say,
    year: i16,
    today: Day,
    seen: Overview,
    left_out: usize,
}

impl OverviewPage {
    fn cell(&self, level: &Choice, stage: &Choice) -> usize {
        let cells = self.seen.matrix.iter();
        let own = cells.filter(|((l, s), _)| *l == level.word && *s == stage.word);
        own.map(|(_, count)| *count).sum()
    }
}

pub fn page(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    params: &Params,
    say: Say,
) -> Result<String> {
    let today = asked_day(ledger, actor, programme, params)?;
    let year = params.get("year").and_then(|year| year.parse().ok()).unwrap_or(today.year());
    let mut seen = overview(ledger, actor, programme, (year, today))?;
    let left_out = seen.windows.len().saturating_sub(LISTED);
    seen.windows.truncate(LISTED);
    drawn(&OverviewPage { say, year, today, seen, left_out })
}

/// Reads the registers as they stand; registrations and goals are those of the year.
pub fn overview(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    (year, today): (i16, Day),
) -> Result<Overview> {
    let mut seen = Overview::default();
    each_row(ledger, actor, programme, &TARGETS, |id, row| take(&mut seen, id, row, today))?;
    let of_year = |row: &Row<'_>, field| row.day(field).is_some_and(|day| day.year() == year);
    let mut firms: BTreeSet<(String, String)> = BTreeSet::new();
    each_row(ledger, actor, programme, &REGISTRATIONS, |_, row| {
        let (county, firm) = (row.written("county"), row.written("firm"));
        if of_year(row, "registered_on") && firms.insert((county.clone(), firm)) {
            seen.districts.entry(county).or_default().registered += 1;
        }
    })?;
    each_row(ledger, actor, programme, &RELOCATION_GOALS, |_, row| {
        if of_year(row, "due") {
            let goal = &mut seen.districts.entry(row.written("county")).or_default().goal;
            *goal = Some(goal.unwrap_or(0) + row.whole("firms").unwrap_or(0));
        }
    })?;
    seen.windows.sort_by_key(|window| window.until);
    Ok(seen)
}

fn take(seen: &mut Overview, id: &str, row: &Row<'_>, today: Day) {
    let word = |field: &str, words: &'static [Choice]| {
        words.iter().find(|choice| row.text(field) == Some(choice.word))
    };
    let (Some(level), Some(stage)) = (word("level", LEVELS), word("stage", STAGES)) else { return };
    *seen.matrix.entry((level.word, stage.word)).or_insert(0) += 1;
    if stage.word != "终止" {
        seen.districts.entry(row.written("county")).or_default().targets += 1;
    }
    let open = matches!(stage.word, "线索" | "对接" | "意向");
    if let Some(until) = row.day("window_until").filter(|_| open) {
        seen.windows.push(Window {
            path: row_path(TARGETS.name, id),
            firm: row.written("firm"),
            place: row.written("county"),
            stage,
            until,
            days: until.since(today),
        });
    }
}

//! Each county and village with the days of its steps, how many days early or late it left, and who is
//! still poor there.

use askama::Template;

use super::record::{COUNTY, EXITS};
use crate::base::{Day, Result};
use crate::pages::{Params, Say, drawn, each_row, row_path};
use crate::record::{Actor, Ledger, Row};

/// A page lists no more villages than this.
const LISTED: usize = 300;

/// Days by which the exit came before its plan; negative where it came after.
pub fn early(planned: Option<Day>, approved: Option<Day>) -> Option<i32> {
    Some(planned?.since(approved?))
}

struct Exit {
    is_county: bool,
    name: String,
    path: String,
    place: String,
    planned: Option<Day>,
    /// Assessed, noticed, approved, announced.
    steps: [Option<Day>; 4],
    document: String,
    rate: String,
    left: Option<i64>,
}

impl Exit {
    fn of(id: &str, row: &Row<'_>, say: Say) -> Exit {
        let rate = &EXITS.fields[EXITS.at("rate")];
        Exit {
            is_county: row.text("level") == Some(COUNTY),
            name: row.written("name"),
            path: row_path(EXITS.name, id),
            place: say.place(row.text("county").unwrap_or("")),
            planned: row.day("planned_on"),
            steps: ["assessed_on", "noticed_on", "approved_on", "announced_on"]
                .map(|name| row.day(name)),
            document: row.written("document"),
            rate: rate.plain(row.value("rate")),
            left: row.whole("people_left"),
        }
    }

    fn early(&self) -> Option<i32> {
        early(self.planned, self.steps[2])
    }
}

/// Of a level: all, approved, and approved before the day planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Count {
    all: usize,
    approved: usize,
    early: usize,
}

#[derive(Template)]
#[template(path = "exits.html")]
struct TimelinePage {
    say: Say,
    counties: Count,
    villages: Count,
    exits: Vec<Exit>,
    left_out: usize,
}

pub fn page(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    _: &Params,
    say: Say,
) -> Result<String> {
    let mut exits = Vec::new();
    each_row(ledger, actor, programme, &EXITS, |id, row| exits.push(Exit::of(id, row, say)))?;
    let count = |is_county: bool| {
        let own = || exits.iter().filter(move |exit| exit.is_county == is_county);
        Count {
            all: own().count(),
            approved: own().filter(|exit| exit.steps[2].is_some()).count(),
            early: own().filter(|exit| exit.early().is_some_and(|days| days > 0)).count(),
        }
    };
    let (counties, villages) = (count(true), count(false));
    exits.sort_by(|a, b| (!a.is_county, &a.place, &a.name).cmp(&(!b.is_county, &b.place, &b.name)));
    let left_out = exits.len().saturating_sub(LISTED);
    exits.truncate(LISTED);
    drawn(&TimelinePage { say, counties, villages, exits, left_out })
}

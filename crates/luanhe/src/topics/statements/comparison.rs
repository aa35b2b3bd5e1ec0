//! Each published figure beside what the ledger has for the same period and place. Figures of one
//! indicator stand together, so that two sources of one thing are seen side by side.

use askama::Template;

use super::super::indicator;
use super::record::{STATEMENTS, words};
use crate::base::{Day, RegionCode, Result};
use crate::claims::{Verdict, hold};
use crate::measure::{Indicator, Question};
use crate::pages::{Params, Say, drawn, each_row, row_path};
use crate::record::{Actor, Ledger, Row};

/// A published figure, and the verdict.
pub struct Stated {
    pub code: String,
    pub what: String,
    pub figure: String,
    basis: String,
    /// Empty where only its end is said.
    from: String,
    to: String,
    publisher: String,
    title: String,
    path: String,
    pub verdict: Verdict,
    /// What the ledger has, and the address of the indicator behind it.
    pub ours: Option<Ours>,
}

pub struct Ours {
    pub indicator: &'static Indicator,
    pub value: i64,
    path: String,
}

/// What stands in a row, before the ledger is asked.
struct Noted {
    stated: Stated,
    question: Option<Question>,
}

#[derive(Template)]
#[template(path = "comparison.html")]
struct ComparisonPage {
    say: Say,
    stated: Vec<Stated>,
    counts: Vec<(Verdict, usize)>,
}

pub fn page(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    _: &Params,
    say: Say,
) -> Result<String> {
    let stated = compared(ledger, actor, programme)?;
    let counts = Verdict::ALL.map(|v| (v, stated.iter().filter(|s| s.verdict == v).count()));
    let counts = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    drawn(&ComparisonPage { say, stated, counts })
}

/// All published figures of a programme with their verdicts.
pub fn compared(ledger: &mut Ledger, actor: &Actor, programme: &str) -> Result<Vec<Stated>> {
    let mut noted = Vec::new();
    each_row(ledger, actor, programme, &STATEMENTS, |id, row| {
        noted.push(note(id, row, programme))
    })?;
    noted.sort_by(|a, b| a.stated.code.cmp(&b.stated.code));
    // What the ledger counts comes first; of one thing all sources, where the first of them stands.
    let thing = |noted: &Noted| match &noted.question {
        Some(question) => (false, question.indicator.id.to_string()),
        None => (true, noted.stated.what.clone()),
    };
    let things: Vec<_> = noted.iter().map(thing).collect();
    noted.sort_by_cached_key(|noted| {
        let own = thing(noted);
        (own.0, things.iter().position(|other| *other == own))
    });
    noted.into_iter().map(|noted| judged(ledger, actor, noted)).collect()
}

fn note(id: &str, row: &Row<'_>, programme: &str) -> Noted {
    // A figure without a beginning is of all the time before.
    let from = row.day("from_day").unwrap_or_else(|| Day::new(1949, 10, 1).expect("a day"));
    let indicator = row.text("indicator").and_then(|id| indicator(id).ok());
    let region = row.text("region").and_then(RegionCode::parse);
    let asked = indicator.zip(region).zip(row.day("to_day"));
    let question = asked.map(|((indicator, region), to)| Question {
        programme: programme.to_string(),
        ..Question::new(indicator, region, from, to)
    });
    let stated = Stated {
        code: row.written("code"),
        what: row.written("what"),
        figure: row.written("figure"),
        basis: row.written("basis"),
        from: row.written("from_day"),
        to: row.written("to_day"),
        publisher: row.written("publisher"),
        title: row.written("title"),
        path: row_path(STATEMENTS.name, id),
        verdict: Verdict::NoRecord,
        ours: None,
    };
    Noted { stated, question }
}

fn judged(ledger: &mut Ledger, actor: &Actor, noted: Noted) -> Result<Stated> {
    let Noted { mut stated, question } = noted;
    let Some(question) = question else { return Ok(stated) };
    let held = hold(ledger, actor, &question, &words(&stated.what, &stated.figure))?;
    stated.verdict = held.verdict;
    if held.answer.rows > 0 {
        let (indicator, path) = (question.indicator, question.rows_url(None));
        stated.ours = Some(Ours { indicator, value: held.answer.value, path });
    }
    Ok(stated)
}

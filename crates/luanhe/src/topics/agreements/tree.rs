//! The agreements as a tree: each framework with its parts, each clause with its target, what was done by
//! the end of the last quarters and by the day asked, and where it stands.

use std::collections::BTreeMap;

use askama::Template;

use super::super::figure_beside;
use super::clauses::{CLAUSES, QUANTITY};
use super::progress::CLAUSE_PROGRESS;
use super::record::{AGREEMENTS, FRAMEWORK};
use super::standing::{Norms, Report, Standing, Target, standing};
use crate::base::{Day, Month, Result, grouped};
use crate::pages::{Params, Say, asked_day, drawn, each_row, row_path};
use crate::record::{Actor, Field, Ledger, Row};

/// How many ends of quarters stand beside each other.
const QUARTERS: usize = 4;

struct Clause {
    code: String,
    path: String,
    wording: String,
    place: String,
    owner: String,
    due: Day,
    target: String,
    done: String,
    reported: String,
    percent: Option<i64>,
    pace: Option<i64>,
    quarters: Vec<Option<i64>>,
    standing: Standing,
    /// What the ledger's own indicator says, and the rows behind it.
    measured: Option<(String, String)>,
}

struct Agreement {
    /// Frameworks first, and a part behind its own.
    order: (bool, String, String),
    is_part: bool,
    title: String,
    path: String,
    kind: String,
    state: String,
    parties: String,
    term: String,
    parts: Option<i64>,
    signed: Option<Day>,
    clauses: Vec<Clause>,
}

#[derive(Template)]
#[template(path = "agreements.html")]
struct TreePage {
    say: Say,
    day: Day,
    quarters: Vec<Day>,
    counts: Vec<(Standing, usize)>,
    agreements: Vec<Agreement>,
    norms: String,
}

pub fn page(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    params: &Params,
    say: Say,
) -> Result<String> {
    let day = asked_day(ledger, actor, programme, params)?;
    let asked = Asked { say, day, quarters: quarters(day), norms: Norms::read()? };
    let reports = reports(ledger, actor, programme, day)?;
    let mut agreements = agreements(ledger, actor, programme, say)?;
    let mut told = Vec::new();
    each_row(ledger, actor, programme, &CLAUSES, |id, row| {
        let code = row.written("agreement");
        let signed = agreements.get(&code).and_then(|agreement| agreement.signed);
        let own = reports.get(row.text("code").unwrap_or(""));
        let Some(target) = Target::of(row, signed) else { return };
        let indicator = row.text("indicator").map(str::to_string);
        told.push((code, indicator, asked.clause(id, row, &target, own), target));
    })?;
    for (code, indicator, mut clause, target) in told {
        if let (Some(id), Some(from)) = (indicator, target.from) {
            let asked = (programme, from, day);
            clause.measured = figure_beside(ledger, actor, (&id, &target.county), asked, say)?;
        }
        // The framework of a city is not in a county's scope, but its clauses for the county are.
        agreements.entry(code.clone()).or_insert_with(|| unseen(code)).clauses.push(clause);
    }
    let mut agreements: Vec<Agreement> = agreements.into_values().collect();
    agreements.sort_by(|a, b| a.order.cmp(&b.order));
    let clauses = || agreements.iter().flat_map(|agreement| &agreement.clauses);
    let count = |standing| clauses().filter(|clause| clause.standing == standing).count();
    let counts = Standing::ALL.map(|standing| (standing, count(standing))).to_vec();
    let Asked { quarters, norms, .. } = asked;
    drawn(&TreePage { say, day, quarters, counts, agreements, norms: norms.said(&say) })
}

/// The last ends of quarters up to a day, the earliest first.
fn quarters(day: Day) -> Vec<Day> {
    let months =
        (0..3 * i32::try_from(QUARTERS + 1).expect("a few")).map(|n| Month(day.month().0 - n));
    let ends = months.map(Month::last_day).filter(|end| end.month_of_year() % 3 == 0);
    let mut ends: Vec<Day> = ends.filter(|end| *end <= day).take(QUARTERS).collect();
    ends.reverse();
    ends
}

/// What was last said of each clause by each day.
type Reports = BTreeMap<String, BTreeMap<Day, Report>>;

fn reports(ledger: &mut Ledger, actor: &Actor, programme: &str, until: Day) -> Result<Reports> {
    let mut reports = Reports::new();
    each_row(ledger, actor, programme, &CLAUSE_PROGRESS, |_, row| {
        if let Some(report) = Report::of(row).filter(|report| report.day <= until) {
            reports.entry(row.written("clause")).or_default().insert(report.day, report);
        }
    })?;
    Ok(reports)
}

fn agreements(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    say: Say,
) -> Result<BTreeMap<String, Agreement>> {
    let mut all = BTreeMap::new();
    each_row(ledger, actor, programme, &AGREEMENTS, |id, row| {
        let shown =
            |name: &str| say.value(&AGREEMENTS.fields[AGREEMENTS.at(name)], row.value(name));
        let code = row.written("code");
        let parent = row.text("parent");
        let agreement = Agreement {
            order: match parent {
                Some(parent) => (false, parent.to_string(), code.clone()),
                None => (row.text("kind") != Some(FRAMEWORK), code.clone(), String::new()),
            },
            is_part: parent.is_some(),
            title: row.written("title"),
            path: row_path(AGREEMENTS.name, id),
            kind: shown("kind"),
            state: shown("state"),
            parties: format!("{} — {}", row.written("helper"), row.written("helped")),
            term: format!("{} — {}", shown("signed_on"), shown("valid_until")),
            parts: row.whole("parts"),
            signed: row.day("signed_on"),
            clauses: Vec::new(),
        };
        all.insert(code, agreement);
    })?;
    Ok(all)
}

/// An agreement of which the reader may see a clause only.
fn unseen(code: String) -> Agreement {
    Agreement {
        order: (true, code.clone(), String::new()),
        is_part: false,
        title: code,
        path: String::new(),
        kind: String::new(),
        state: String::new(),
        parties: String::new(),
        term: String::new(),
        parts: None,
        signed: None,
        clauses: Vec::new(),
    }
}

/// How the page was asked for.
struct Asked {
    say: Say,
    day: Day,
    quarters: Vec<Day>,
    norms: Norms,
}

impl Asked {
    fn clause(
        &self,
        id: &str,
        row: &Row<'_>,
        target: &Target,
        told: Option<&BTreeMap<Day, Report>>,
    ) -> Clause {
        let by = |end: Day| told?.range(..=end).next_back().map(|(_, report)| report);
        let last = by(self.day);
        let percent = |report: Option<&Report>| target.percent(report?.done);
        Clause {
            standing: standing(target, last, self.day, &self.norms),
            quarters: self.quarters.iter().map(|end| percent(by(*end))).collect(),
            percent: percent(last),
            pace: target.quantity.and_then(|_| target.pace(self.day)),
            done: amount(row, last.and_then(|report| report.done)),
            reported: last.map_or_else(String::new, |report| report.day.to_string()),
            target: amount(row, target.quantity),
            due: target.due,
            place: self.say.place(&target.county),
            code: row.written("code"),
            wording: row.written("wording"),
            owner: row.written("owner"),
            path: row_path(CLAUSES.name, id),
            measured: None,
        }
    }
}

/// A quantity with its unit, without zeros that say nothing.
fn amount(clause: &Row<'_>, quantity: Option<i64>) -> String {
    let Some(quantity) = quantity else { return String::new() };
    let plain = Field::required("", "", "", QUANTITY).plain(&quantity.into());
    let plain = plain.trim_end_matches('0').trim_end_matches('.');
    format!("{} {}", grouped(plain), clause.text("unit").unwrap_or(""))
}

//! The panel of indicators, kept up as rows change: the old version leaves its cells, the new one
//! enters them, in the transaction that wrote it.

use std::collections::BTreeMap;

use super::indicator::{Indicator, Nature};
use crate::base::{Day, Month, Result};
use crate::record::{Derived, Engine, Moved, Recorded, Row, Total, Value, statement};

pub(super) const QUERIES: &str = include_str!("queries.sql");

/// Words of a split are joined by this; it stands in no word.
pub(super) const JOINT: char = '\u{1f}';

/// The cubes of these indicators, for a catalog.
pub fn derived(indicators: Vec<&'static Indicator>) -> Vec<Derived> {
    let one = |indicator: &'static Indicator| Derived {
        name: indicator.id,
        register: Some(indicator.register),
        made_by: indicator.definition(),
        schema: include_str!("schema.sql"),
        clear: &[
            "delete from cells where indicator = $1",
            "delete from cell_keys where indicator = $1",
        ],
        apply: Box::new(move |engine, moved| apply(engine, indicator, moved)),
    };
    indicators.into_iter().map(one).collect()
}

/// Where an amount goes: everything but the amount itself.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Cell {
    indicator: &'static str,
    programme: String,
    region: String,
    month: i64,
    booked: i64,
    origin: &'static str,
    split: String,
    /// The one that is counted, for distinct counts; empty otherwise.
    key: String,
}

fn apply(engine: &mut Engine, indicator: &'static Indicator, moved: &[Moved]) -> Result<()> {
    let mut cells: BTreeMap<Cell, (i64, i64)> = BTreeMap::new();
    for change in moved.iter().filter(|m| std::ptr::eq(indicator.register, m.register)) {
        for (version, sign) in [(&change.old, -1), (&change.new, 1)] {
            if let Some(version) = version {
                enter(indicator, version, sign, &mut cells);
            }
        }
    }
    cells.retain(|_, (value, rows)| *value != 0 || *rows != 0);
    store(engine, cells)
}

/// Adds one version of a row, times `sign`, to the cells of an indicator.
fn enter(
    indicator: &'static Indicator,
    version: &Recorded,
    sign: i64,
    cells: &mut BTreeMap<Cell, (i64, i64)>,
) {
    let register = indicator.register;
    let values: Vec<Value> =
        register.fields.iter().map(|f| version.value(register, f.name).clone()).collect();
    let row = Row { register, values: &values };
    if !indicator.keeps(&row) {
        return;
    }
    let Some(happened) = row.day(indicator.day) else { return };
    let posted = version.posted_on.as_deref().and_then(Day::parse);
    let key = match indicator.measure {
        Total::Distinct(field) => match row.text(field) {
            Some(key) => key.to_string(),
            None => return,
        },
        _ => String::new(),
    };
    let value = match indicator.measure {
        Total::Rows | Total::Distinct(_) => version.tally,
        Total::Sum(field) => row.whole(field).unwrap_or(0),
    };
    let word = |split: &&str| row.text(split).unwrap_or("").to_string();
    let split: Vec<String> = indicator.splits.iter().map(word).collect();
    let cell = |month: Month| Cell {
        indicator: indicator.id,
        programme: version.programme.clone(),
        region: row.text(register.region).unwrap_or("").to_string(),
        month: month.0.into(),
        booked: posted.map_or(month, Day::month).0.into(),
        origin: version.origin.word(),
        split: split.join(&JOINT.to_string()),
        key: key.clone(),
    };
    let mut add = |month: Month, value: i64, rows: i64| {
        let sums = cells.entry(cell(month)).or_insert((0, 0));
        *sums = (sums.0 + value, sums.1 + rows);
    };
    add(happened.month(), sign * value, sign);
    if let Nature::Stock { until } = indicator.basis.nature
        && let Some(until) = row.day(until)
    {
        add(until.month(), -sign * value, -sign);
    }
}

/// Adds each amount to what stands in its cell; a cell that comes to nothing is dropped, so that the
/// cube equals one made anew.
fn store(engine: &mut Engine, cells: BTreeMap<Cell, (i64, i64)>) -> Result<()> {
    let [add_to_cell, drop_empty_cell, add_to_key, drop_empty_key] =
        ["add_to_cell", "drop_empty_cell", "add_to_key", "drop_empty_key"]
            .map(|name| statement(QUERIES, name));
    for (cell, (value, rows)) in cells {
        let place = |key: Option<String>| {
            let mut place: Vec<Value> = vec![
                cell.indicator.into(),
                cell.programme.as_str().into(),
                cell.region.as_str().into(),
                cell.month.into(),
                cell.booked.into(),
                cell.origin.into(),
                cell.split.as_str().into(),
            ];
            place.extend(key.map(Value::from));
            place
        };
        let insert = |last: &[Value]| {
            let mut row: Vec<Value> = vec![
                cell.indicator.into(),
                cell.programme.as_str().into(),
                cell.origin.into(),
                cell.region.as_str().into(),
                cell.month.into(),
                cell.booked.into(),
                cell.split.as_str().into(),
            ];
            row.extend_from_slice(last);
            row
        };
        if cell.key.is_empty() {
            engine.run(add_to_cell, &insert(&[value.into(), rows.into()]))?;
            engine.run(drop_empty_cell, &place(None))?;
        } else {
            engine.run(add_to_key, &insert(&[cell.key.as_str().into(), value.into()]))?;
            engine.run(drop_empty_key, &place(Some(cell.key.clone())))?;
        }
    }
    Ok(())
}

//! The panel of indicators, kept up as rows change: the old version leaves its cells, the new one
//! enters them, in the transaction that wrote it.

use foldhash::{HashMap, HashMapExt};

use super::indicator::{Indicator, Keep, Nature};
use crate::base::{Day, Month, Result};
use crate::record::{Derived, Engine, Follower, Moved, Recorded, Total, Value, statement};

pub(super) const QUERIES: &str = include_str!("queries.sql");

/// Words of a split are joined by this; it stands in no word.
pub(super) const JOINT: char = '\u{1f}';

/// How many cells of an indicator an act holds before it writes them; tests see both cases.
const HELD: usize = if cfg!(test) { 3 } else { 50_000 };

/// The cubes of these indicators, for a catalog.
pub fn derived(indicators: Vec<&'static Indicator>) -> Vec<Derived> {
    let one = |indicator: &'static Indicator| Derived {
        name: indicator.id,
        follows: Some((indicator.register, Box::new(move || Box::new(Cells::of(indicator))))),
        made_by: indicator.definition(),
        schema: include_str!("schema.sql"),
        clear: &[
            "delete from cells where indicator = $1",
            "delete from cell_keys where indicator = $1",
        ],
    };
    indicators.into_iter().map(one).collect()
}

/// Where an amount goes: everything but the indicator and the amount itself.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Cell {
    programme: String,
    region: String,
    month: i64,
    booked: i64,
    origin: &'static str,
    split: String,
    /// The one that is counted, for distinct counts; empty otherwise.
    key: String,
}

/// The cells of one indicator that an act has changed, each with its value and rows to be added.
struct Cells {
    indicator: &'static Indicator,
    slots: Slots,
    changed: HashMap<Cell, (i64, i64)>,
    /// The cell at hand, kept so that a known one is found without making it.
    cell: Cell,
}

/// Where what an indicator asks for stands among the columns of a row.
struct Slots {
    keeps: Vec<(usize, &'static Keep)>,
    day: usize,
    region: usize,
    /// What is summed, or counted once.
    field: Option<usize>,
    splits: Vec<usize>,
    until: Option<usize>,
}

impl Slots {
    fn of(indicator: &'static Indicator) -> Slots {
        let slot = |field: &str| indicator.register.slot(field);
        Slots {
            keeps: indicator.keeps.iter().map(|keep| (slot(keep.field()), keep)).collect(),
            day: slot(indicator.day),
            region: slot(indicator.register.region),
            field: match indicator.measure {
                Total::Rows => None,
                Total::Sum(field) | Total::Distinct(field) => Some(slot(field)),
            },
            splits: indicator.splits.iter().map(|split| slot(split)).collect(),
            until: match indicator.basis.nature {
                Nature::Flow => None,
                Nature::Stock { until } => Some(slot(until)),
            },
        }
    }
}

impl Follower for Cells {
    fn follow(&mut self, engine: &mut Engine, moved: &[Moved]) -> Result<()> {
        for change in moved {
            for (version, sign) in [(&change.old, -1), (&change.new, 1)] {
                if let Some(version) = version {
                    self.enter(version, sign);
                }
            }
            if self.changed.len() >= HELD {
                self.finish(engine)?;
            }
        }
        Ok(())
    }

    /// In the order of their places, which is the table's.
    fn finish(&mut self, engine: &mut Engine) -> Result<()> {
        let mut cells: Vec<(Cell, (i64, i64))> = self.changed.drain().collect();
        cells.retain(|(_, (value, rows))| *value != 0 || *rows != 0);
        cells.sort_unstable();
        let counted_once = matches!(self.indicator.measure, Total::Distinct(_));
        let [add, drop_empty] = match counted_once {
            true => ["add_to_key", "drop_empty_key"],
            false => ["add_to_cell", "drop_empty_cell"],
        }
        .map(|name| statement(QUERIES, name));
        for (cell, (value, rows)) in cells {
            let mut place = cell.place(self.indicator.id);
            let at = place.len();
            place.extend(match counted_once {
                true => [cell.key.into(), value.into()],
                false => [value.into(), rows.into()],
            });
            let stands = engine.one(add, &place)?;
            // A cell that comes to nothing goes, so that the cube equals one made anew.
            if stands.is_some_and(|stands| stands.iter().all(|value| value.int() == Some(0))) {
                place.truncate(at + usize::from(counted_once));
                engine.run(drop_empty, &place)?;
            }
        }
        Ok(())
    }
}

impl Cell {
    fn place(&self, indicator: &str) -> Vec<Value> {
        vec![
            indicator.into(),
            self.programme.as_str().into(),
            self.region.as_str().into(),
            self.month.into(),
            self.booked.into(),
            self.origin.into(),
            self.split.as_str().into(),
        ]
    }
}

impl Cells {
    fn of(indicator: &'static Indicator) -> Cells {
        let (changed, cell) = (HashMap::new(), Cell::default());
        Cells { indicator, slots: Slots::of(indicator), changed, cell }
    }

    /// Adds one version of a row, times `sign`, to its cells.
    fn enter(&mut self, version: &Recorded, sign: i64) {
        let (slots, values) = (&self.slots, &version.values);
        if !slots.keeps.iter().all(|(at, keep)| keep.holds(&values[*at])) {
            return;
        }
        let Some(happened) = values[slots.day].day() else { return };
        let text = |at: usize| values[at].text().unwrap_or("");
        let cell = &mut self.cell;
        let value = match (self.indicator.measure, slots.field) {
            (Total::Sum(_), Some(at)) => values[at].int().unwrap_or(0),
            (Total::Distinct(_), Some(at)) => {
                let Some(key) = values[at].text() else { return };
                key.clone_into(&mut cell.key);
                version.tally
            }
            _ => version.tally,
        };
        version.programme.clone_into(&mut cell.programme);
        text(slots.region).clone_into(&mut cell.region);
        cell.origin = version.origin.word();
        cell.split.clear();
        for (nth, at) in slots.splits.iter().enumerate() {
            if nth > 0 {
                cell.split.push(JOINT);
            }
            cell.split.push_str(text(*at));
        }
        let posted = version.posted_on.as_deref().and_then(Day::parse).map(Day::month);
        let until = slots.until.and_then(|at| values[at].day());
        self.add((happened.month(), posted), sign * value, sign);
        if let Some(until) = until {
            self.add((until.month(), posted), -sign * value, -sign);
        }
    }

    /// Adds to the cell at hand in a month, booked there or in another one.
    fn add(&mut self, (month, booked): (Month, Option<Month>), value: i64, rows: i64) {
        (self.cell.month, self.cell.booked) = (month.0.into(), booked.unwrap_or(month).0.into());
        match self.changed.get_mut(&self.cell) {
            Some(sums) => *sums = (sums.0 + value, sums.1 + rows),
            None => {
                self.changed.insert(self.cell.clone(), (value, rows));
            }
        }
    }
}

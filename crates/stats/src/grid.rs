//! A long table seen as units × items: the shape most descriptive studies start from.

use std::collections::BTreeMap;

use crate::answer::{Answer, Reason};
use crate::table::Table;

/// One unit in one period.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    pub entity: String,
    pub period: Option<i64>,
}

/// Cells in unit order; NaN where the table has no value.
#[derive(Clone, Debug)]
pub struct Grid {
    pub units: Vec<Unit>,
    pub items: Vec<String>,
    cells: Vec<f64>,
    lines: Vec<Vec<u32>>,
    /// Whether a row of the unit is there without its value: not known, where no row means none.
    hollow: Vec<bool>,
}

impl Grid {
    /// Reads `entity`, `year` (if any), `item` and `value`; rows with the same unit and item are
    /// added up.
    pub fn read(table: &Table, entity: &str, item: &str, value: &str) -> Grid {
        let entities = table.key(entity).expect("the spec asks for it");
        let items = table.key(item).expect("the spec asks for it");
        let years = table.period("year");
        let values = table.number(value).expect("the spec asks for it");
        let mut at = BTreeMap::new();
        for i in 0..table.len() {
            at.entry((entities.codes[i], years.map(|y| y[i]))).or_insert(0);
        }
        for (place, slot) in at.values_mut().enumerate() {
            *slot = place;
        }
        let width = items.words.len();
        let mut cells = vec![f64::NAN; at.len() * width];
        let mut lines = vec![Vec::new(); at.len()];
        let mut hollow = vec![false; at.len()];
        for i in 0..table.len() {
            let unit = at[&(entities.codes[i], years.map(|y| y[i]))];
            let cell = &mut cells[unit * width + items.codes[i] as usize];
            *cell = if cell.is_nan() { values[i] } else { *cell + values[i] };
            hollow[unit] |= values[i].is_nan();
            lines[unit].push(table.line(i));
        }
        let name = |code: u32| entities.words[code as usize].clone();
        let units = at.keys().map(|&(e, period)| Unit { entity: name(e), period }).collect();
        Grid { units, items: items.words.clone(), cells, lines, hollow }
    }

    pub fn len(&self) -> usize {
        self.units.len()
    }

    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    pub fn row(&self, unit: usize) -> &[f64] {
        &self.cells[unit * self.items.len()..(unit + 1) * self.items.len()]
    }

    pub fn column(&self, item: usize) -> Vec<f64> {
        (0..self.len()).map(|u| self.row(u)[item]).collect()
    }

    /// Rows of the input behind a unit.
    pub fn lines(&self, unit: usize) -> &[u32] {
        &self.lines[unit]
    }

    /// All cells as rows.
    pub fn rows(&self) -> Vec<Vec<f64>> {
        (0..self.len()).map(|u| self.row(u).to_vec()).collect()
    }

    /// What has no row becomes zero: for amounts of which a missing row means none. A unit with a row
    /// that has no value is dropped and listed.
    pub fn zero_filled(self, answer: &mut Answer) -> Grid {
        let mut grid = self.whole(answer, |grid, u| !grid.hollow[u]);
        grid.cells.iter_mut().filter(|c| c.is_nan()).for_each(|c| *c = 0.0);
        grid
    }

    /// Only the units that `keep` says.
    pub fn filtered(self, keep: impl Fn(usize) -> bool) -> Grid {
        let stay: Vec<usize> = (0..self.len()).filter(|&u| keep(u)).collect();
        Grid {
            cells: stay.iter().flat_map(|&u| self.row(u).to_vec()).collect(),
            units: stay.iter().map(|&u| self.units[u].clone()).collect(),
            lines: stay.iter().map(|&u| self.lines[u].clone()).collect(),
            hollow: stay.iter().map(|&u| self.hollow[u]).collect(),
            items: self.items,
        }
    }

    /// Units without an empty cell; the others are listed as dropped.
    pub fn complete(self, answer: &mut Answer) -> Grid {
        self.whole(answer, |grid, u| !grid.hollow[u] && grid.row(u).iter().all(|x| !x.is_nan()))
    }

    fn whole(self, answer: &mut Answer, is_whole: impl Fn(&Grid, usize) -> bool) -> Grid {
        let whole: Vec<bool> = (0..self.len()).map(|u| is_whole(&self, u)).collect();
        for u in (0..self.len()).filter(|&u| !whole[u]) {
            let unit = &self.units[u];
            let lines = self.lines[u].clone();
            answer.drop_unit(&unit.entity, unit.period, Reason::MissingInput, lines);
        }
        self.filtered(|u| whole[u])
    }

    /// The units of each period, in order.
    pub fn periods(&self) -> BTreeMap<Option<i64>, Vec<usize>> {
        let mut periods: BTreeMap<Option<i64>, Vec<usize>> = BTreeMap::new();
        for (u, unit) in self.units.iter().enumerate() {
            periods.entry(unit.period).or_default().push(u);
        }
        periods
    }

    pub fn item(&self, name: &str) -> Option<usize> {
        self.items.iter().position(|i| i == name)
    }
}

//! A linear programme as named rows and columns: plain data that a caller fills and can explain.

use std::fmt;

/// From this size on, a bound is no bound; costs and coefficients must be smaller.
pub const NO_BOUND: f64 = 1e20;

/// Which way the objective is pushed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    Minimise,
    Maximise,
}

/// One quantity to be chosen, in the caller's unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub name: String,
    /// Objective per unit of the column.
    pub cost: f64,
    pub lower: f64,
    pub upper: f64,
    pub integer: bool,
}

/// One limit: `lower ≤ Σ coefficient · column ≤ upper`; an infinite bound is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub name: String,
    /// Column number and coefficient; a column named twice counts with the sum.
    pub terms: Vec<(usize, f64)>,
    pub lower: f64,
    pub upper: f64,
}

/// A linear programme, with integers where a column says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub goal: Goal,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

/// One of the two bounds of a row or column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Lower,
    Upper,
}

/// A row or column, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Column(usize),
    Row(usize),
}

/// One thing that keeps a problem from being a linear programme.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub place: Place,
    /// The name of the row or column.
    pub name: String,
    pub why: &'static str,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, number) = match self.place {
            Place::Column(j) => ("column", j),
            Place::Row(i) => ("row", i),
        };
        write!(f, "{kind} {number} ({}): {}", self.name, self.why)
    }
}

impl Problem {
    /// An empty problem.
    pub fn new(goal: Goal) -> Problem {
        Problem { goal, columns: Vec::new(), rows: Vec::new() }
    }

    /// Adds a column and says its number. Nothing is checked before the problem is solved.
    pub fn column(&mut self, name: impl Into<String>, cost: f64, lower: f64, upper: f64) -> usize {
        self.columns.push(Column { name: name.into(), cost, lower, upper, integer: false });
        self.columns.len() - 1
    }

    /// Adds a column that takes whole values only.
    pub fn integer(&mut self, name: impl Into<String>, cost: f64, lower: f64, upper: f64) -> usize {
        self.columns.push(Column { name: name.into(), cost, lower, upper, integer: true });
        self.columns.len() - 1
    }

    /// Adds `lower ≤ Σ terms ≤ upper` and says the row's number.
    pub fn row(
        &mut self,
        name: impl Into<String>,
        terms: &[(usize, f64)],
        lower: f64,
        upper: f64,
    ) -> usize {
        self.rows.push(Row { name: name.into(), terms: terms.to_vec(), lower, upper });
        self.rows.len() - 1
    }

    /// Adds `Σ terms ≤ bound`.
    pub fn at_most(
        &mut self,
        name: impl Into<String>,
        terms: &[(usize, f64)],
        bound: f64,
    ) -> usize {
        self.row(name, terms, f64::NEG_INFINITY, bound)
    }

    /// Adds `Σ terms ≥ bound`.
    pub fn at_least(
        &mut self,
        name: impl Into<String>,
        terms: &[(usize, f64)],
        bound: f64,
    ) -> usize {
        self.row(name, terms, bound, f64::INFINITY)
    }

    /// Adds `Σ terms = value`.
    pub fn equal(&mut self, name: impl Into<String>, terms: &[(usize, f64)], value: f64) -> usize {
        self.row(name, terms, value, value)
    }

    /// The objective at `x`, one value per column.
    pub fn objective(&self, x: &[f64]) -> f64 {
        self.columns.iter().zip(x).map(|(column, x)| column.cost * x).sum::<f64>() + 0.0
    }

    /// The left side of each row at `x`, one value per column; a term beyond `x` counts nothing.
    pub fn activities(&self, x: &[f64]) -> Vec<f64> {
        self.rows.iter().map(|row| activity(&row.terms, x)).collect()
    }

    /// Whether some column must be whole.
    pub fn has_integers(&self) -> bool {
        self.columns.iter().any(|column| column.integer)
    }

    /// Everything that keeps this from being a linear programme, in order of columns and rows.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (j, column) in self.columns.iter().enumerate() {
            let whole = !column.integer || column.lower.ceil() <= column.upper.floor();
            let whys = [
                number_fault(column.cost, "the cost is not a number below 1e20"),
                bound_fault(column.lower, column.upper),
                (!whole).then_some("no whole number lies between the bounds"),
            ];
            faults.extend(whys.into_iter().flatten().map(|why| Fault {
                place: Place::Column(j),
                name: column.name.clone(),
                why,
            }));
        }
        for (i, row) in self.rows.iter().enumerate() {
            let unknown = row.terms.iter().any(|(j, _)| *j >= self.columns.len());
            let coefficient = row.terms.iter().find_map(|(_, a)| number_fault(*a, BAD_COEFFICIENT));
            let whys = [
                bound_fault(row.lower, row.upper),
                unknown.then_some("a term names a column that is not there"),
                coefficient,
            ];
            faults.extend(whys.into_iter().flatten().map(|why| Fault {
                place: Place::Row(i),
                name: row.name.clone(),
                why,
            }));
        }
        faults
    }
}

pub(crate) const BAD_COEFFICIENT: &str = "a coefficient is not a number below 1e20";

pub(crate) fn number_fault(number: f64, why: &'static str) -> Option<&'static str> {
    // Written so that a number that is none is a fault too.
    (!matches!(number.abs().partial_cmp(&NO_BOUND), Some(std::cmp::Ordering::Less))).then_some(why)
}

pub(crate) fn bound_fault(lower: f64, upper: f64) -> Option<&'static str> {
    if lower.is_nan() || upper.is_nan() {
        Some("a bound is not a number")
    } else if lower >= NO_BOUND || upper <= -NO_BOUND {
        Some("a bound is infinite on the wrong side")
    } else {
        (lower > upper).then_some("the lower bound is above the upper bound")
    }
}

pub(crate) fn activity(terms: &[(usize, f64)], x: &[f64]) -> f64 {
    terms.iter().filter_map(|(j, a)| x.get(*j).map(|x| a * x)).sum::<f64>() + 0.0
}

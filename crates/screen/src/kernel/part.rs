//! The columns of consecutive households, as slices: what the kernel and the oracle look at.

use super::lane::Lane;

/// Consecutive households with their members and the rows that concern them.
#[derive(Clone, Debug)]
pub struct Part<T> {
    /// The six-digit region of each household.
    pub regions: Vec<u32>,
    /// Positions of households that were set aside, ascending: never in any result.
    pub set_aside: Vec<u32>,
    /// The registry's household columns, as declared.
    pub household_columns: Vec<Cells<T>>,
    /// For each person the position of the household, never falling.
    pub owners: Vec<u32>,
    /// Positions of persons that were set aside, ascending: no members of anything.
    pub not_counted: Vec<u32>,
    pub person_columns: Vec<Cells<T>>,
    /// By declared table.
    pub tables: Vec<Rows<T>>,
}

/// A column; where `unknown` is 1 the value is 0.
#[derive(Clone, Debug, Default)]
pub struct Cells<T> {
    pub values: Vec<T>,
    /// As long as `values`, or empty when all are known.
    pub unknown: Vec<u8>,
}

/// The rows of an extract that concern the part.
#[derive(Clone, Debug)]
pub struct Rows<T> {
    pub delivered: bool,
    /// Position of the person (or household) in the part.
    pub subjects: Vec<u32>,
    pub columns: Vec<Cells<T>>,
}

impl<T: Lane> Cells<T> {
    pub(crate) fn known(values: Vec<T>) -> Self {
        Cells { values, unknown: Vec::new() }
    }
}

impl Part<i64> {
    /// The same part in 128 bits.
    pub(crate) fn widened(&self) -> Part<i128> {
        let wide = |cells: &Vec<Cells<i64>>| -> Vec<Cells<i128>> {
            cells
                .iter()
                .map(|c| Cells {
                    values: c.values.iter().map(|v| i128::from(*v)).collect(),
                    unknown: c.unknown.clone(),
                })
                .collect()
        };
        Part {
            regions: self.regions.clone(),
            set_aside: self.set_aside.clone(),
            household_columns: wide(&self.household_columns),
            owners: self.owners.clone(),
            not_counted: self.not_counted.clone(),
            person_columns: wide(&self.person_columns),
            tables: self
                .tables
                .iter()
                .map(|rows| Rows {
                    delivered: rows.delivered,
                    subjects: rows.subjects.clone(),
                    columns: wide(&rows.columns),
                })
                .collect(),
        }
    }
}

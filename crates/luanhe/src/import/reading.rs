//! What was found in a book: everything that a person is told about an import.

use std::collections::HashSet;

use serde::Serialize;

use crate::base::{Fault, Place, Said};

/// Faults and repairs kept one by one; a file may have more, and their number is always told.
pub const KEPT: usize = 200_000;

/// Rows. `read` is `accepted` and `rejected`; `repaired` rows are accepted ones, counted again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub read: u64,
    pub accepted: u64,
    pub rejected: u64,
    pub repaired: u64,
}

/// Rows that are not data, by what they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// 合计, 小计, 总计.
    pub totals: u64,
    /// Nothing in any column of the table.
    pub blank: u64,
    /// Remarks, signatures, headings of groups.
    pub notes: u64,
    /// The heading again, or a row that numbers the columns.
    pub headings: u64,
    /// Rows that tell once more what another row told, as a household's do for each of its people.
    pub retold: u64,
}

/// A change that was made to a cell, so that nobody has to wonder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repair {
    pub place: Place,
    pub before: String,
    pub after: String,
}

/// A printed total beside the sum of the rows that it stands for; money in fen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Total {
    pub place: Place,
    pub printed: i64,
    pub summed: i64,
    /// `None`: a row of the sum could not be read.
    pub agrees: Option<bool>,
}

/// Where a field was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnFound {
    pub field: &'static str,
    /// 1-based.
    pub column: u32,
    pub letters: String,
    pub heading: String,
    /// 万元, 元, 人; empty where it has none.
    pub unit: String,
}

/// A heading that nobody has matched yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unmapped {
    pub column: u32,
    pub letters: String,
    pub heading: String,
    /// What a mapping remembers.
    pub plain: String,
    /// The field that it may mean.
    pub closest: Option<&'static str>,
    /// Some of what stands below it.
    pub samples: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SheetReading {
    pub name: String,
    /// Why the sheet was not read, where it was not.
    pub passed_over: Option<Said>,
    /// First and last row of the heading, 1-based.
    pub heading: (u32, u32),
    pub columns: Vec<ColumnFound>,
    pub unmapped: Vec<Unmapped>,
    pub counts: Counts,
    pub skipped: Skipped,
    pub hidden_rows: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reading {
    /// One for each sheet of the book, in its order.
    pub sheets: Vec<SheetReading>,
    pub counts: Counts,
    /// Errors and doubts, in the order of the sheets, at most [`KEPT`].
    pub faults: Vec<Fault>,
    pub fault_count: u64,
    /// At most [`KEPT`].
    pub repairs: Vec<Repair>,
    pub repair_count: u64,
    pub totals: Vec<Total>,
}

impl Reading {
    /// Whether any sheet fits the template.
    pub fn fits(&self) -> bool {
        self.sheets.iter().any(|sheet| sheet.passed_over.is_none())
    }

    pub(super) fn add_fault(&mut self, fault: Fault) {
        self.fault_count += 1;
        if self.faults.len() < KEPT {
            self.faults.push(fault);
        }
    }

    /// Takes in another reading of the same book: its faults, of which what both found in a cell is
    /// told once, and the headings that it knew.
    pub(super) fn take_in(&mut self, other: &mut Reading) {
        let name = |fault: &Fault| (fault.place.to_string(), fault.reason.zh.clone());
        let known: HashSet<(String, String)> = self.faults.iter().map(name).collect();
        let unknown = other.faults.drain(..).filter(|fault| !known.contains(&name(fault)));
        unknown.for_each(|fault| self.add_fault(fault));
        for (own, other) in self.sheets.iter_mut().zip(&other.sheets) {
            own.unmapped.retain(|u| other.columns.iter().all(|c| c.column != u.column));
        }
    }

    pub(super) fn add_faults(&mut self, faults: Vec<Fault>, count: u64) {
        let room = KEPT.saturating_sub(self.faults.len());
        self.faults.extend(faults.into_iter().take(room));
        self.fault_count += count;
    }

    pub(super) fn add_repairs(&mut self, repairs: Vec<Repair>, count: u64) {
        let room = KEPT.saturating_sub(self.repairs.len());
        self.repairs.extend(repairs.into_iter().take(room));
        self.repair_count += count;
    }
}

/// The letters of a 1-based column.
pub fn letters(column: u32) -> String {
    let place = Place { row: 1, column, ..Place::default() }.to_string();
    place.trim_end_matches('1').to_string()
}

//! Accepted rows on their way to the ledger, in three vectors whatever their number.

use std::hash::BuildHasher;

use crate::base::Fault;
use crate::record::Value;

#[derive(Clone, Copy, Debug)]
enum Slot {
    Null,
    Int(i64),
    Real(f64),
    Text { start: u32, end: u32 },
}

/// Some following accepted rows of one sheet.
#[derive(Debug, Default)]
pub struct Batch {
    /// Place of the sheet in the book.
    pub sheet: usize,
    numbers: Vec<u32>,
    /// Rows struck out again, such as the second of two with one key.
    struck: Vec<bool>,
    width: usize,
    slots: Vec<Slot>,
    text: String,
    /// By place in the batch.
    doubts: Vec<(u32, Fault)>,
}

/// One accepted row.
#[derive(Clone, Copy)]
pub struct Accepted<'a> {
    batch: &'a Batch,
    at: usize,
}

impl Batch {
    pub(super) fn new(sheet: usize) -> Batch {
        Batch { sheet, ..Batch::default() }
    }

    pub(super) fn rows(&self) -> usize {
        self.numbers.len()
    }

    pub(super) fn number(&self, at: usize) -> u32 {
        self.numbers[at]
    }

    /// Adds a row, without its values where only its number is wanted.
    #[inline]
    pub(super) fn push(&mut self, number: u32, values: &[Value], doubts: &[Fault]) {
        let at = self.numbers.len() as u32;
        self.numbers.push(number);
        self.struck.push(false);
        self.width = values.len();
        for value in values {
            self.slots.push(match value {
                // Sheets hold no stored pieces of files.
                Value::Null | Value::Bytes(_) => Slot::Null,
                Value::Int(i) => Slot::Int(*i),
                Value::Real(x) => Slot::Real(*x),
                Value::Text(text) => {
                    // A batch is cut from a block of a few megabytes.
                    let start = self.text.len() as u32;
                    self.text.push_str(text);
                    Slot::Text { start, end: self.text.len() as u32 }
                }
            });
        }
        self.doubts.extend(doubts.iter().map(|doubt| (at, doubt.clone())));
    }

    pub(super) fn strike(&mut self, at: usize) {
        self.struck[at] = true;
    }

    /// A digest of each value of a row; 0 where there is none.
    pub(super) fn digests(&self, at: usize, hash: &impl BuildHasher) -> Vec<u64> {
        let slots = &self.slots[at * self.width..(at + 1) * self.width];
        let digest = |slot: &Slot| match slot {
            Slot::Null => 0,
            Slot::Int(i) => hash.hash_one(i),
            Slot::Real(x) => hash.hash_one(x.to_bits()),
            Slot::Text { start, end } => hash.hash_one(&self.text[*start as usize..*end as usize]),
        };
        slots.iter().map(digest).collect()
    }

    pub(super) fn doubt(&mut self, at: usize, fault: Fault) {
        self.doubts.push((at as u32, fault));
    }

    pub fn iter(&self) -> impl Iterator<Item = Accepted<'_>> {
        let kept = (0..self.numbers.len()).filter(|at| !self.struck[*at]);
        kept.map(|at| Accepted { batch: self, at })
    }
}

impl Accepted<'_> {
    /// Its row in the sheet, 1-based.
    pub fn number(&self) -> u32 {
        self.batch.numbers[self.at]
    }

    /// One for each field of the register.
    pub fn values(&self) -> Vec<Value> {
        let from = self.at * self.batch.width;
        let slots = self.batch.slots.get(from..from + self.batch.width).unwrap_or(&[]);
        slots
            .iter()
            .map(|slot| match slot {
                Slot::Null => Value::Null,
                Slot::Int(i) => Value::Int(*i),
                Slot::Real(x) => Value::Real(*x),
                Slot::Text { start, end } => {
                    Value::from(&self.batch.text[*start as usize..*end as usize])
                }
            })
            .collect()
    }

    #[cfg(test)]
    pub fn doubts(&self) -> impl Iterator<Item = &Fault> {
        let own = self.batch.doubts.iter().filter(|(at, _)| *at as usize == self.at);
        own.map(|(_, fault)| fault)
    }
}

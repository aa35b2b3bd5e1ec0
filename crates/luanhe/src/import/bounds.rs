//! Rows that are right in themselves and may yet not be recorded: in a closed period, or outside the
//! sender's scope. They are given back as faults like any other, and the rest of the file lands.

use std::collections::HashSet;

use super::accept::{Arrival, judged};
use super::batch::Batch;
use super::book::Book;
use super::known::Known;
use super::reading::Reading;
use crate::base::{Fault, Place, Result};
use crate::record::{Ledger, Placed, of_bytes, sealed};

/// The rows that are kept out.
#[derive(Default)]
pub struct Held {
    /// Sheet of the book and row of the sheet.
    pub rows: HashSet<(usize, u32)>,
    faults: Vec<(usize, Fault)>,
}

impl Held {
    /// Reads the file for what the ledger would refuse of it. Rows that stand already as they are
    /// change nothing, wherever they lie.
    pub fn of(
        ledger: &mut Ledger,
        arrival: &Arrival<'_>,
        book: &Book,
        known: &Known,
    ) -> Result<Held> {
        let mut held = Held::default();
        let closed = ledger.closed_until(arrival.programme)?;
        if closed.is_none() && arrival.actor.scope.is_empty() {
            return Ok(held);
        }
        let (register, keys) = (arrival.register, ledger.keys.clone());
        let file = of_bytes(arrival.bytes);
        let again = ledger.imported(&file, register, arrival.programme)?.is_some();
        let mut standing = ledger.known_rows(register, arrival.programme)?;
        let mut look = |batch: Batch| {
            for row in batch.iter() {
                let values = sealed(register, &keys, row.values());
                let id = match standing.place(&values) {
                    Placed::Unchanged => continue,
                    Placed::Corrects(_) if again => continue,
                    Placed::Corrects(id) => Some(id),
                    Placed::New => None,
                };
                let at = id.as_deref();
                if let Some(fault) = ledger.refusal(arrival.actor, register, at, values, closed)? {
                    held.rows.insert((batch.sheet, row.number()));
                    let place = Place { row: row.number(), ..fault.place };
                    held.faults.push((batch.sheet, Fault { place, ..fault }));
                }
            }
            Ok(())
        };
        judged(known, arrival, book, Some(&mut look))?;
        Ok(held)
    }

    /// Gives the rows back: rejected, each with its sheet, cell and reason.
    pub fn tell(self, reading: &mut Reading) {
        for (at, fault) in self.faults {
            let sheet = &mut reading.sheets[at];
            sheet.counts.accepted -= 1;
            sheet.counts.rejected += 1;
            reading.counts.accepted -= 1;
            reading.counts.rejected += 1;
            let column = sheet.columns.iter().find(|c| c.field == fault.place.field);
            let column = column.map_or(0, |c| c.column);
            let place = Place { sheet: sheet.name.clone(), column, ..fault.place };
            reading.add_fault(Fault { place, ..fault });
        }
    }
}

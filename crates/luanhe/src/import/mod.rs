//! Sheets as offices send them become rows, faults and repairs. Knows no ledger and no topic: a
//! register says what a row is, and closures answer what only the ledger knows.

pub mod book;
pub mod cell;
pub mod heading;

mod accept;
mod batch;
mod judge;
mod read;
mod reading;
mod returned;
mod template;
mod totals;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use accept::{Arrival, Outcome, accept, try_out};
pub use batch::{Accepted, Batch};
pub use read::{Request, read};
pub use reading::{ColumnFound, Counts, Reading, Repair, SheetReading, Skipped, Total, Unmapped};
pub use returned::given_back;
pub use template::empty_sheet;

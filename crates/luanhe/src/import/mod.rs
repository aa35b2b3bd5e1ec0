//! Sheets as offices send them become rows, faults and repairs. Knows no ledger and no topic: a
//! register says what a row is, and closures answer what only the ledger knows.

pub mod book;
pub mod cell;
pub mod heading;
pub mod parquet;

mod accept;
mod batch;
mod bounds;
mod judge;
mod known;
mod read;
mod reading;
mod returned;
mod template;
mod totals;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use accept::{Arrival, Beside, Outcome, accept, try_out};
#[cfg(test)]
pub use batch::Batch;
pub use known::asking;
#[cfg(test)]
pub use read::{Request, read};
#[cfg(test)]
pub use reading::Reading;
pub use reading::SheetReading;
pub use returned::given_back;
pub use template::empty_sheet;

//! Sheets as offices send them become rows, faults and repairs. Knows no ledger and no topic: a
//! register says what a row is, and closures answer what only the ledger knows.

pub mod book;
pub mod cell;
pub mod heading;

#[cfg(test)]
mod sample;

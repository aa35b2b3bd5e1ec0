//! Reads the figures of Chinese prose: every number with its place, exact value, unit, basis,
//! qualifier, the interval it leaves open, the words it measures, its period and the accounts it
//! stands on. Knows no ledger.
//!
//! The reading is one pass without segmentation of words, a few tables of words, and rules that
//! stand in the modules' own documentation; `docs/figures.md` says how often it is right.

mod check;
mod decimal;
mod evaluative;
mod figure;
mod fold;
mod interval;
mod lexicon;
mod measure;
mod name;
mod number;
mod numeral;
mod period;
mod qualifier;
mod region;
mod scan;
mod segment;
mod unit;

#[cfg(test)]
mod tests;

pub use check::{Check, Note, Weight, check, self_check};
pub use decimal::Decimal;
pub use evaluative::{Evaluative, Tone, evaluative};
pub use figure::{Figure, Kind, char_offsets};
pub use interval::{Interval, Printed, implied};
pub use measure::{Hint, Hints};
pub use name::Reason;
pub use numeral::numeral;
pub use period::{Moment, Part, Period, Year};
pub use qualifier::Qualifier;
pub use scan::read;
pub use segment::{Sentence, paragraphs, sentences};
pub use unit::{Dimension, UNITS, Unit};

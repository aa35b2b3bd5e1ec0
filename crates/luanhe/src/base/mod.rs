//! What every module speaks in: money, days, places, units, words in two languages, faults, errors.

mod clock;
mod day;
mod error;
mod fault;
pub mod file;
mod money;
mod region_code;
mod text;
#[expect(dead_code, reason = "units of the next registers")]
mod unit;

pub use clock::Clock;
pub use day::{Day, Month};
pub use error::{Error, Result, kept};
pub use fault::{Fault, Place, Severity};
pub use money::Fen;
pub use region_code::RegionCode;
pub(crate) use text::say;
pub use text::{Lang, Said, Text, text};
pub use unit::{Unit, grouped};

//! The ledger: who said what, when, and where it stands. Knows no topic by name.

mod field;
mod register;
mod value;

pub use field::{Choice, Field, Kind};
pub use register::{Register, Row};
pub use value::Value;

//! The ledger: who said what, when, and where it stands. Knows no topic by name.

mod access;
mod bulk;
mod closing;
mod derived;
mod digest;
mod engine;
mod entry;
mod field;
mod known;
mod ledger;
mod list;
mod mend;
mod recorded;
mod register;
mod seal;
mod seek;
mod sources;
mod statements;
mod tables;
#[cfg(test)]
mod tests;
mod value;
mod verify;
mod write;

pub use access::{Actor, Role};
pub use closing::Mending;
pub use derived::{Derived, Follower, Moved};
pub use digest::of_bytes;
#[cfg(test)]
pub use engine::fresh_schema;
pub use engine::{Column, Engine, Holds};
pub use entry::{Entry, EntryKind, Origin};
pub use field::{AfterClose, Choice, Field, Kind, choice};
pub use known::{KnownRows, Placed, parted};
pub use ledger::{Catalog, Ledger};
pub use list::{Compare, Filter, Query, Total, sort_value};
pub use recorded::{Recorded, sealed};
pub use register::{Register, Row};
pub use seal::{Keys, hex, masked};
pub use sources::SourceSheet;
#[cfg(test)]
pub use statements::named;
pub use statements::statement;
pub use value::{Value, ValueRef};
pub use verify::Verdict;
pub use write::{Act, Adjustment, Change, Op, Sheet};

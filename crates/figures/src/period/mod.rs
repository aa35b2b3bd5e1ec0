//! When: years, months, spans and the words for them, read as text and left relative where the
//! text is (今年).

mod moment;
mod read;

pub use moment::{Moment, Part, Period, Year};
pub(crate) use read::{Place, Seen, may_begin, read};

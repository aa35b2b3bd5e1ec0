//! Who: regions by year, organisations, pairings, people; and the calendar they work by.

mod calendar;
pub mod identity;
pub mod region;

pub use calendar::{Answer, Calendar, calendar};
pub use region::{Boundary, Division, Regions, regions};

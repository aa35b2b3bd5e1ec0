//! Who: regions by year, organisations, pairings, people; and the calendar they work by.

pub mod identity;
pub mod region;

pub use region::{Boundary, Division, Regions, regions};

//! The rules on columns: a [`Plan`] is a rule set compiled for a day, a [`Screener`] applies it to a
//! [`Part`], block by block. Works on slices; knows nothing of files.

mod block;
mod gather;
mod lane;
mod limits;
mod part;
mod plan;
mod range;
mod screener;

pub use lane::Lane;
pub use part::{Cells, Part, Rows};
pub use plan::Plan;
pub(crate) use plan::window_days;
pub use screener::{Hit, Overflow, PartResult, RegionCounts, Screener};

#[cfg(test)]
mod tests;

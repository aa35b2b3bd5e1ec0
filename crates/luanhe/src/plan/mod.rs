//! Next year's money over projects and counties: the allocation that does most within its limits, what
//! each limit costs, and, where no allocation keeps them all, which limits exclude each other.
//!
//! [`Question`] is asked, [`allocate`] answers with a [`Plan`] or a [`Conflict`]. A plan is a proposal: it
//! is not recorded, it names the version of its inputs and carries its proof; people decide.
//! The model is that of `docs/methods/allocation.md`.

mod amounts;
mod answer;
mod ask;
mod check;
mod explain;
mod gather;
mod model;
mod read;
#[cfg(test)]
mod tests;

pub use answer::{Answer, Conflict, Plan, Price, allocate};
pub use ask::{Candidate, Gain, Input, Segment};
pub use explain::{shown_gain, shown_wan};
pub use gather::{Asked, Bounds, File, question};

//! Linear programmes as rows and columns, their solutions and certificates. Knows only numbers.
//!
//! [`Problem`] states one, [`solve()`] answers it, [`certificate()`] checks the answer, [`prices`] says what
//! each limit costs, [`conflict()`] why there is no answer. [`Family`] answers many that differ little;
//! [`max_min`], [`leximin`] and [`ordered`] look at shares, [`robust`] and [`mean_tail`] at uncertain costs.
//! Methods and sources: `docs/methods/allocation.md`.

mod branch;
mod certificate;
mod conflict;
mod error;
mod factor;
mod fair;
mod family;
mod form;
#[cfg(feature = "highs")]
mod highs;
mod interior;
mod price;
mod problem;
mod risk;
mod simplex;
mod solve;
#[cfg(test)]
mod tests;

pub use certificate::{Certificate, certificate};
pub use conflict::{Conflict, Limit, conflict};
pub use error::{Error, Ray};
pub use fair::{Fair, Share, leximin, max_min, ordered};
pub use family::Family;
pub use price::{Price, prices, resolve};
pub use problem::{Column, Fault, Goal, NO_BOUND, Place, Problem, Row, Side};
pub use risk::{mean_tail, robust};
pub use solve::{Options, Solution, Solver, solve, solve_with};

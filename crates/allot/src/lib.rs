//! Linear programmes as rows and columns, their solutions and certificates. Knows only numbers.
//!
//! [`Problem`] states one, [`solve()`] answers it, [`certificate()`] checks the answer.

mod branch;
mod certificate;
mod error;
mod factor;
mod form;
#[cfg(feature = "highs")]
mod highs;
mod interior;
mod problem;
mod simplex;
mod solve;

pub use certificate::{Certificate, certificate};
pub use error::{Error, Ray};
pub use problem::{Column, Fault, Goal, NO_BOUND, Place, Problem, Row, Side};
pub use solve::{Options, Solution, Solver, solve, solve_with};

//! Linear programmes as rows and columns, their solutions and certificates. Knows only numbers.
//!
//! [`Problem`] states one, [`solve()`] answers it, [`certificate()`] checks the answer, [`prices`] says what
//! each limit costs, [`conflict()`] why there is no answer. [`Family`] answers many that differ little.

mod branch;
mod certificate;
mod conflict;
mod error;
mod factor;
mod family;
mod form;
#[cfg(feature = "highs")]
mod highs;
mod interior;
mod price;
mod problem;
mod simplex;
mod solve;

pub use certificate::{Certificate, certificate};
pub use conflict::{Conflict, Limit, conflict};
pub use error::{Error, Ray};
pub use family::Family;
pub use price::{Price, prices, resolve};
pub use problem::{Column, Fault, Goal, NO_BOUND, Place, Problem, Row, Side};
pub use solve::{Options, Solution, Solver, solve, solve_with};

//! Measures of cooperation and development over plain slices. Knows only numbers: no file, no
//! clock, no thread, no database.
//!
//! - [`spec`] says what a study asks, needs and answers; page, command and manual are drawn from it.
//! - [`table`] is the input: named columns, put into a canonical order before anything is computed.
//! - [`study`] runs one: it checks, computes, and names the run by what went into it.
//! - [`studies`] holds one file per study; below their `run` are pure functions over slices.
//! - The rest are the shared kernels: [`sums`], [`random`], [`linear`], [`chance`], [`grid`],
//!   [`index`], [`graph`], [`frontier`], [`leontief`], [`weights`], [`sorted`], [`effects`], [`sandwich`].
//!
//! Equal inputs give equal bits: sums run in a fixed order, random numbers are counted rather than
//! drawn from a state, rows are sorted first, and there are no threads.

pub mod answer;
pub mod chance;
pub mod effects;
pub mod frontier;
pub mod graph;
pub mod grid;
pub mod index;
pub mod leontief;
pub mod linear;
pub mod panel;
pub mod random;
pub mod regression;
pub mod sandwich;
pub mod sorted;
pub mod spec;
pub mod staggered;
pub mod studies;
pub mod study;
pub mod sums;
pub mod table;
pub mod units;
pub mod weights;

pub use answer::{Answer, Reason, Row};
pub use spec::{Spec, Study, Text, Uncertainty};
pub use studies::ALL;
pub use study::{Fault, Measured, Tables, measure};
pub use table::Table;

/// Herfindahl–Hirschman index of non-negative amounts: Σ (xᵢ/Σx)², from 1/n to 1.
/// `None` where there is nothing to share out.
pub fn concentration(amounts: &[f64]) -> Option<f64> {
    let total = sums::sum(amounts);
    (total > 0.0).then(|| sums::sum_of(amounts.len(), |i| (amounts[i] / total).powi(2)))
}

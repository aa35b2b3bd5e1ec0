//! Indicators (指标): what is measured, on what basis, over which rows. Knows none by name.

mod ask;
mod cube;
mod indicator;
mod question;
#[cfg(test)]
mod tests;

pub use ask::{Answer, Part};
pub use cube::derived;
pub use indicator::{Basis, Indicator, Keep, Nature};
pub use question::{Question, View};

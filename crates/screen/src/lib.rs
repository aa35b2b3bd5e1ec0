//! Screens households against rules that are data. Knows numbers, not what they mean.
//!
//! - [`rules`]: what to look for (TOML), checked before it runs.

pub mod day;
pub mod faults;
pub mod kernel;
pub mod oracle;
mod pack;
mod read;
pub mod rules;

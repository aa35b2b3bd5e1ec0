//! Screens households against rules that are data. Knows numbers, not what they mean.
//!
//! - [`rules`]: what to look for (TOML), checked before it runs.
//! - [`oracle`]: what it means, one value at a time.
//! - [`kernel`]: the same on columns, fast.
//! - [`run`]: registry and extracts in, the households found out.

pub mod day;
pub mod faults;
mod index;
pub mod kernel;
pub mod oracle;
mod pack;
mod read;
pub mod rules;
mod run;

pub use faults::{Fault, FaultKind, ScreenError};
pub use run::{
    Answer, BacktestOptions, BacktestReport, Explanation, FaultCount, InputFile, LimitUsed,
    MonthReport, Movement, Progress, Record, RunOptions, RunReport, Shown, TableRecord, backtest,
    explain, load_rules, run,
};

//! Claims (陈述): the figures of somebody's text, each matched to an indicator and judged by the
//! ledger. Reading the text is the crate `figures`; this module knows the ledger, and no indicator by
//! name.

mod claim;
mod fit;
mod period;
mod place;
#[cfg(test)]
mod tests;

pub use claim::{Checked, Checking, Claim, Verdict, check, hold, words_of};
pub use fit::Phrases;

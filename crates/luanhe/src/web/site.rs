//! What the server serves: the ledgers and the lines of work, put together by `main` or a test.

use std::sync::Arc;

use crate::base::{Day, RegionCode, Result, Said};
use crate::measure::Indicator;
use crate::record::{Ledger, Origin};
use crate::topics::Topic;
use crate::watch::Rule;

/// Opens one more ledger on the same database: the server keeps one writer and some readers.
pub type Open = Arc<dyn Fn() -> Result<Ledger> + Send + Sync>;

pub struct Site {
    pub open: Open,
    pub topics: &'static [&'static Topic],
    /// The programme whose rows are shown and written, and its name.
    pub programme: String,
    pub title: Said,
    /// The helped region, whose parts are offered for choice and shown on the map.
    pub home: RegionCode,
    /// The helping region: what has no rows at home may have happened there.
    pub helper: Option<RegionCode>,
    /// The period that pages begin with.
    pub from: Day,
    pub to: Day,
    /// Whose word new rows are; a demo's are synthetic, and its pages say so.
    pub origin: Origin,
    /// Names and passwords that the sign-in page shows: of a demo only.
    pub demo_names: Vec<(String, String)>,
    /// Served behind https: cookies are sent there only.
    pub https: bool,
}

impl Site {
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        self.topics.iter().flat_map(|topic| topic.watch.rules)
    }

    pub fn indicators(&self) -> impl Iterator<Item = &'static Indicator> {
        self.topics.iter().flat_map(|topic| topic.indicators.iter().copied())
    }

    pub fn is_demo(&self) -> bool {
        self.origin == Origin::Synthetic
    }
}

//! After the resettlement (易地搬迁后续): the sites to which households moved, their utilities, what they
//! live on, and whether they moved out, stay, and prosper.

mod flags;
mod livelihoods;
mod measure;
mod record;
mod tell;
#[cfg(test)]
mod tests;
mod utilities;
mod watch;

use super::{Page, Topic};
use crate::base::text;

pub static TOPIC: Topic = Topic {
    name: "resettlement",
    title: text("易地搬迁后续", "after resettlement"),
    registers: &[&record::SITES, &utilities::UTILITIES, &livelihoods::LIVELIHOODS],
    watch: watch::BOOK,
    indicators: measure::INDICATORS,
    chapter: tell::chapter,
    pages: &[Page {
        name: "flags",
        title: text("搬得出、稳得住、能致富", "moved out, settled, prospering"),
        body: flags::page,
    }],
    offers: None,
    manual: include_str!("manual.md"),
};

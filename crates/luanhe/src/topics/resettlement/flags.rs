//! Three flags of each site, computed from what is recorded: 搬得出, 稳得住, 能致富. What is not recorded
//! leaves a flag 待核; it is never taken for a yes.

use std::collections::BTreeMap;

use askama::Template;

use super::livelihoods::LIVELIHOODS;
use super::record::SITES;
use super::utilities::UTILITIES;
use super::watch::BOOK;
use crate::base::Result;
use crate::pages::{Params, Say, drawn, each_row, row_path};
use crate::record::{Actor, Ledger, Row};
use crate::watch::{Limit, in_force};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    Yes,
    No,
    Unconfirmed,
}

impl Flag {
    /// Yes where all of these hold, no where one does not; otherwise nobody can say.
    fn all(parts: &[Option<bool>]) -> Flag {
        match () {
            () if parts.contains(&Some(false)) => Flag::No,
            () if parts.contains(&None) || parts.is_empty() => Flag::Unconfirmed,
            () => Flag::Yes,
        }
    }

    fn label(self, say: &Say) -> &'static str {
        match self {
            Flag::Yes => say.of("是", "yes"),
            Flag::No => say.of("否", "no"),
            Flag::Unconfirmed => say.of("待核", "unconfirmed"),
        }
    }

    /// The tag's colour on a page.
    fn tag(self) -> &'static str {
        match self {
            Flag::Yes => "good",
            Flag::No => "error",
            Flag::Unconfirmed => "doubt",
        }
    }
}

/// Utilities of a site: how many there are, and how many of them are accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Services {
    pub begun: i64,
    pub accepted: i64,
}

/// 搬得出: all moved in, and the old houses are removed. 稳得住: utilities accepted, someone employed in each
/// household with labour. 能致富: the income a person reaches the line of its year.
pub fn flags(site: &Row<'_>, services: Services, limits: &[Limit]) -> [Flag; 3] {
    let whole = |name: &str| site.whole(name);
    let reaches = |part: &str, all: &str| Some(whole(part)? >= whole(all)?);
    let line = || {
        let (year, county) = (whole("income_year")?, site.text("county")?);
        let line = in_force(limits, "resettlement.income_line", county, &format!("{year}-12-31"))?;
        Some(whole("income")? >= line.value * 100)
    };
    let served = (services.begun > 0).then_some(services.accepted == services.begun);
    [
        Flag::all(&[reaches("moved_in", "households"), reaches("removed", "old_houses")]),
        Flag::all(&[served, reaches("employed_households", "labour_households")]),
        Flag::all(&[line()]),
    ]
}

struct Site {
    name: String,
    path: String,
    place: String,
    households: i64,
    persons: i64,
    services: Services,
    jobs: i64,
    flags: [Flag; 3],
}

#[derive(Template)]
#[template(path = "flags.html")]
struct FlagsPage {
    say: Say,
    sites: Vec<Site>,
    line: String,
}

pub fn page(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    _: &Params,
    say: Say,
) -> Result<String> {
    let limits = BOOK.limits()?;
    let mut services: BTreeMap<String, Services> = BTreeMap::new();
    each_row(ledger, actor, programme, &UTILITIES, |_, row| {
        let own = services.entry(row.written("site")).or_default();
        own.begun += 1;
        own.accepted += i64::from(row.day("accepted_on").is_some());
    })?;
    let mut jobs: BTreeMap<String, i64> = BTreeMap::new();
    each_row(ledger, actor, programme, &LIVELIHOODS, |_, row| {
        if row.day("until_day").is_none() {
            *jobs.entry(row.written("site")).or_default() += row.whole("jobs").unwrap_or(0);
        }
    })?;
    let mut sites = Vec::new();
    each_row(ledger, actor, programme, &SITES, |id, row| {
        let name = row.written("name");
        let services = services.get(&name).copied().unwrap_or(Services { begun: 0, accepted: 0 });
        sites.push(Site {
            path: row_path(SITES.name, id),
            place: row.written("county"),
            households: row.whole("households").unwrap_or(0),
            persons: row.whole("persons").unwrap_or(0),
            jobs: jobs.get(&name).copied().unwrap_or(0),
            flags: flags(row, services, &limits),
            services,
            name,
        });
    })?;
    sites.sort_by(|a, b| (&a.place, &a.name).cmp(&(&b.place, &b.name)));
    let line = limits.iter().filter(|limit| limit.name == "resettlement.income_line");
    let line = line.map(|limit| say.said(&limit.line()).to_string()).collect::<Vec<_>>().join(" ");
    drawn(&FlagsPage { say, sites, line })
}

//! Four lights for each household: green, red, or grey where nobody has looked. The latest check
//! decides; what it leaves empty is grey, and so is a household without any check.

use std::collections::BTreeMap;

use askama::Template;

use super::checks::HOUSEHOLD_CHECKS;
use crate::base::Result;
use crate::pages::{Params, Say, drawn};
use crate::parties::PEOPLE;
use crate::record::{Actor, Compare, Ledger, Query, Row, Total, Value};

pub const GUARANTEES: [&str; 4] = ["house", "schooling", "insured", "water"];

pub const UNSAFE_HOUSES: &[&str] = &["C级", "D级"];
pub const OUT_OF_SCHOOL: &[&str] = &["有辍学"];
pub const UNINSURED: &[&str] = &["有未参保"];
pub const UNSAFE_WATER: &[&str] = &["不达标"];

const RED: [&[&str]; 4] = [UNSAFE_HOUSES, OUT_OF_SCHOOL, UNINSURED, UNSAFE_WATER];

/// A page lists no more households than this.
const LISTED: usize = 300;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Light {
    Green,
    Red,
    Grey,
}

impl Light {
    fn label(self, say: &Say) -> &'static str {
        match self {
            Light::Green => say.of("达标", "met"),
            Light::Red => say.of("未达标", "not met"),
            Light::Grey => say.of("未核查", "not checked"),
        }
    }

    /// The tag's colour on a page.
    fn tag(self) -> &'static str {
        match self {
            Light::Green => "good",
            Light::Red => "error",
            Light::Grey => "",
        }
    }
}

/// House, schooling, insurance, water, as one check has them.
pub fn lights(check: &Row<'_>) -> [Light; 4] {
    std::array::from_fn(|at| match check.text(GUARANTEES[at]) {
        None => Light::Grey,
        Some(word) if RED[at].contains(&word) => Light::Red,
        Some(_) => Light::Green,
    })
}

/// A household by its latest check.
struct Home {
    code: String,
    place: String,
    day: String,
    lights: [Light; 4],
    path: String,
}

#[derive(Template)]
#[template(path = "lights.html")]
struct LightsPage<'a> {
    say: Say,
    household: &'a str,
    /// Of each guarantee: its name, and the households that are green, red and grey.
    counts: Vec<(String, [i64; 3])>,
    /// Households of the register of people that nobody has checked.
    unchecked: i64,
    homes: Vec<Home>,
    left_out: usize,
}

pub fn page(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    params: &Params,
    say: Say,
) -> Result<String> {
    let household = params.get("household").unwrap_or("").trim();
    let mut homes = latest(ledger, actor, programme, household)?;
    let registered = registered(ledger, actor, programme, household)?;
    let checked = i64::try_from(homes.len()).expect("households in memory");
    let unchecked = (registered - checked).max(0);
    let counts = GUARANTEES.iter().enumerate().map(|(at, field)| {
        let of = |light| homes.iter().filter(|home| home.lights[at] == light).count();
        let [green, red, grey] = [Light::Green, Light::Red, Light::Grey]
            .map(|light| i64::try_from(of(light)).expect("households in memory"));
        let field = &HOUSEHOLD_CHECKS.fields[HOUSEHOLD_CHECKS.at(field)];
        (say.heading(field), [green, red, grey + unchecked])
    });
    let counts = counts.collect();
    if household.is_empty() {
        homes.retain(|home| home.lights.iter().any(|light| *light != Light::Green));
    }
    let left_out = homes.len().saturating_sub(LISTED);
    homes.truncate(LISTED);
    drawn(&LightsPage { say, household, counts, unchecked, homes, left_out })
}

/// Each household's latest check, by code.
fn latest(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    household: &str,
) -> Result<Vec<Home>> {
    let mut query = Query { programme: programme.to_string(), ..Query::of(&HOUSEHOLD_CHECKS) };
    if !household.is_empty() {
        query = query.filter("household", Compare::Is, household);
    }
    let mut homes: BTreeMap<String, Home> = BTreeMap::new();
    ledger.each_listed(actor, &query, |recorded| {
        // An adjustment of a closed period is a difference, not a visit.
        if recorded.adjusts.is_some() {
            return Ok(());
        }
        let row = Row { register: &HOUSEHOLD_CHECKS, values: &recorded.values };
        let home = Home {
            code: row.written("household"),
            place: row.written("county"),
            day: row.written("day"),
            lights: lights(&row),
            path: crate::pages::row_path(HOUSEHOLD_CHECKS.name, &recorded.id),
        };
        if homes.get(&home.code).is_none_or(|known| known.day < home.day) {
            homes.insert(home.code.clone(), home);
        }
        Ok(())
    })?;
    Ok(homes.into_values().collect())
}

/// How many households the register of people has.
fn registered(ledger: &mut Ledger, actor: &Actor, programme: &str, household: &str) -> Result<i64> {
    let mut query = Query { programme: programme.to_string(), ..Query::of(&PEOPLE) };
    query = match household {
        "" => query.filter("household", Compare::Filled, Value::Null),
        code => query.filter("household", Compare::Is, code),
    };
    let found = ledger.totals(actor, &query, Total::Distinct("household"), None)?;
    Ok(found.first().map_or(0, |(_, count, _)| *count))
}

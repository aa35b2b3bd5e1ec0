//! How many sites, households and persons; utilities accepted; jobs.

use super::livelihoods::LIVELIHOODS;
use super::record;
use super::utilities;
use crate::base::{Unit, text};
use crate::measure::{Basis, Indicator};
use crate::record::Total;

const BUILT: Indicator = Indicator {
    splits: &["kind"],
    ..Indicator::of(
        &record::SITES,
        "built_on",
        Basis::flow(
            text("建成", "built"),
            text("建成日期", "day built"),
            text("安置区所在地", "place of the site"),
        ),
    )
};

pub static HOUSEHOLDS: Indicator = Indicator {
    id: "resettlement.households",
    title: text("集中安置户", "households resettled"),
    unit: Unit::Households,
    measure: Total::Sum("households"),
    says: text(
        "安置区的安置户数之和，不论是否已入住",
        "households that the sites are for, moved in or not",
    ),
    ..BUILT
};

pub static JOBS: Indicator = Indicator {
    id: "resettlement.jobs",
    title: text("安置区后续产业就业岗位", "jobs at the sites"),
    unit: Unit::Posts,
    measure: Total::Sum("jobs"),
    splits: &["kind"],
    says: text("期末当日在产的产业登记的岗位数", "jobs of what runs on the last day"),
    ..Indicator::of(
        &LIVELIHOODS,
        "from_day",
        Basis::stock(
            "until_day",
            text("在产", "running"),
            text("投产、停产日期", "first and last day"),
            text("安置区所在地", "place of the site"),
        ),
    )
};

pub static PERSONS: Indicator = Indicator {
    id: "resettlement.persons",
    title: text("集中安置人口", "persons resettled"),
    unit: Unit::People,
    measure: Total::Sum("persons"),
    says: text(
        "安置区的安置人数之和，不论是否已入住",
        "persons that the sites are for, moved in or not",
    ),
    ..BUILT
};

pub static SITES: Indicator = Indicator {
    id: "resettlement.sites",
    title: text("集中安置区", "resettlement sites"),
    unit: Unit::Sites,
    says: text("建成的集中安置区，每个一次", "sites that were built, each once"),
    said: &["集中安置区 水电等配套设施"],
    ..BUILT
};

pub static UTILITIES: Indicator = Indicator {
    id: "resettlement.utilities",
    title: text("安置区已验收配套设施", "utilities accepted"),
    splits: &["kind"],
    says: text("验收过的配套设施；没有验收的不计", "accepted ones only"),
    ..Indicator::of(
        &utilities::UTILITIES,
        "accepted_on",
        Basis::flow(
            text("验收", "accepted"),
            text("验收日期", "day accepted"),
            text("安置区所在地", "place of the site"),
        ),
    )
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&HOUSEHOLDS, &JOBS, &PERSONS, &SITES, &UTILITIES];

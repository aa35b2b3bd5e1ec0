//! How many sites, households and persons; utilities accepted; jobs.

use super::livelihoods::LIVELIHOODS;
use super::record;
use super::utilities;
use crate::base::{Text, Unit, text};
use crate::measure::{Basis, Indicator, Nature};
use crate::record::Total;

const fn of_sites(
    id: &'static str,
    title: Text,
    unit: Unit,
    measure: Total,
    says: Text,
) -> Indicator {
    Indicator {
        id,
        title,
        unit,
        basis: Basis {
            nature: Nature::Flow,
            counted: text("建成", "built"),
            date: text("建成日期", "day built"),
            place: text("安置区所在地", "place of the site"),
        },
        version: 1,
        register: &record::SITES,
        keeps: &[],
        measure,
        whole: None,
        day: "built_on",
        splits: &["kind"],
        says,
        said: &[],
    }
}

pub static HOUSEHOLDS: Indicator = of_sites(
    "resettlement.households",
    text("集中安置户", "households resettled"),
    Unit::Households,
    Total::Sum("households"),
    text(
        "安置区的安置户数之和，不论是否已入住",
        "households that the sites are for, moved in or not",
    ),
);

pub static JOBS: Indicator = Indicator {
    id: "resettlement.jobs",
    title: text("安置区后续产业就业岗位", "jobs at the sites"),
    unit: Unit::Posts,
    basis: Basis {
        nature: Nature::Stock { until: "until_day" },
        counted: text("在产", "running"),
        date: text("投产、停产日期", "first and last day"),
        place: text("安置区所在地", "place of the site"),
    },
    version: 1,
    register: &LIVELIHOODS,
    keeps: &[],
    measure: Total::Sum("jobs"),
    whole: None,
    day: "from_day",
    splits: &["kind"],
    says: text("期末当日在产的产业登记的岗位数", "jobs of what runs on the last day"),
    said: &[],
};

pub static PERSONS: Indicator = of_sites(
    "resettlement.persons",
    text("集中安置人口", "persons resettled"),
    Unit::People,
    Total::Sum("persons"),
    text("安置区的安置人数之和，不论是否已入住", "persons that the sites are for, moved in or not"),
);

pub static SITES: Indicator = of_sites(
    "resettlement.sites",
    text("集中安置区", "resettlement sites"),
    Unit::Sites,
    Total::Rows,
    text("建成的集中安置区，每个一次", "sites that were built, each once"),
)
.said(&["集中安置区 水电等配套设施"]);

pub static UTILITIES: Indicator = Indicator {
    id: "resettlement.utilities",
    title: text("安置区已验收配套设施", "utilities accepted"),
    unit: Unit::Items,
    basis: Basis {
        nature: Nature::Flow,
        counted: text("验收", "accepted"),
        date: text("验收日期", "day accepted"),
        place: text("安置区所在地", "place of the site"),
    },
    version: 1,
    register: &utilities::UTILITIES,
    keeps: &[],
    measure: Total::Rows,
    whole: None,
    day: "accepted_on",
    splits: &["kind"],
    says: text("验收过的配套设施；没有验收的不计", "accepted ones only"),
    said: &[],
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&HOUSEHOLDS, &JOBS, &PERSONS, &SITES, &UTILITIES];

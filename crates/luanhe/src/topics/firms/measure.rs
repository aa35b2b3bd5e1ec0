//! How many firms were brought in, how many landed, of how many groups, with what money.

use super::introductions::INTRODUCTIONS;
use super::landings::LANDINGS;
use crate::base::{Text, Unit, text};
use crate::measure::{Basis, Indicator, Keep, Nature};
use crate::record::Total;

const BROUGHT: &[Keep] = &[Keep::OneOf("came_from", &["援方引入", "疏解"])];
const PROVED: &[Keep] = &[
    Keep::Filled("registered_on"),
    Keep::Filled("paid_in"),
    Keep::Filled("arrived"),
    Keep::Filled("site"),
];

const fn signed(
    id: &'static str,
    title: Text,
    unit: Unit,
    measure: Total,
    counted: Text,
    says: Text,
) -> Indicator {
    Indicator {
        id,
        title,
        unit,
        basis: Basis {
            nature: Nature::Flow,
            counted,
            date: text("签约日期", "day of signature"),
            place: text("引进企业的县", "county that brought it in"),
        },
        version: 1,
        register: &INTRODUCTIONS,
        keeps: BROUGHT,
        measure,
        whole: None,
        day: "signed_on",
        splits: &["came_from", "industry", "parent_group"],
        says,
        said: &[],
    }
}

const fn landed(
    id: &'static str,
    title: Text,
    unit: Unit,
    measure: Total,
    counted: Text,
    says: Text,
) -> Indicator {
    Indicator {
        id,
        title,
        unit,
        basis: Basis {
            nature: Nature::Flow,
            counted,
            date: text("落地日期", "day of landing"),
            place: text("企业落地的县", "county in which it landed"),
        },
        version: 1,
        register: &LANDINGS,
        keeps: PROVED,
        measure,
        whole: None,
        day: "landed_on",
        splits: &["state"],
        says,
        said: &[],
    }
}

pub static ARRIVED: Indicator = landed(
    "firms.arrived",
    text("落地企业到位资金", "money that firms brought"),
    Unit::Fen,
    Total::Sum("arrived"),
    text("到位", "arrived"),
    text(
        "落地企业有凭证的到位资金；不与计划投资相加",
        "by voucher, of firms that landed; never added to plans",
    ),
);

pub static BROUGHT_IN: Indicator = signed(
    "firms.brought_in",
    text("引进产业合作企业", "firms brought in"),
    Unit::Firms,
    Total::Distinct("firm"),
    text("引进", "brought in"),
    text(
        "签约引进的企业，一家只计一次；本地企业不计",
        "firms that signed, each once; local firms do not count",
    ),
);

pub static GROUPS: Indicator = signed(
    "firms.groups",
    text("引进企业所属集团", "groups of the firms brought in"),
    Unit::Firms,
    Total::Distinct("parent_group"),
    text("集团", "group"),
    text("引进企业最上一级的集团，一个只计一次", "the groups at the top, each once"),
);

pub static LANDED: Indicator = landed(
    "firms.landed",
    text("企业落地", "firms landed"),
    Unit::Firms,
    Total::Distinct("firm"),
    text("落地", "landed"),
    text(
        "有营业执照、实缴资本、到位资金和场地的企业，一家只计一次",
        "firms with licence, capital paid in, money arrived and a site, each once",
    ),
)
.said(&["引导企业落地投资", "落地企业"]);

pub static PLANNED: Indicator = signed(
    "firms.planned",
    text("引进企业计划投资", "investment planned by firms brought in"),
    Unit::Fen,
    Total::Sum("planned"),
    text("计划", "planned"),
    text("签约时的计划数，不是到位数", "as planned at the signature, not what arrived"),
);

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&ARRIVED, &BROUGHT_IN, &GROUPS, &LANDED, &PLANNED];

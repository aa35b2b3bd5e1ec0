//! How many firms were brought in, how many landed, of how many groups, with what money.

use super::introductions::INTRODUCTIONS;
use super::landings::LANDINGS;
use crate::base::{Unit, text};
use crate::measure::{Basis, Indicator, Keep};
use crate::record::Total;

const BROUGHT: &[Keep] = &[Keep::OneOf("came_from", &["援方引入", "疏解"])];
const PROVED: &[Keep] = &[
    Keep::Filled("registered_on"),
    Keep::Filled("paid_in"),
    Keep::Filled("arrived"),
    Keep::Filled("site"),
];

const SIGNATURE: Basis = Basis::flow(
    text("引进", "brought in"),
    text("签约日期", "day of signature"),
    text("引进企业的县", "county that brought it in"),
);

const INTRODUCED: Indicator = Indicator {
    keeps: BROUGHT,
    splits: &["came_from", "industry", "parent_group"],
    ..Indicator::of(&INTRODUCTIONS, "signed_on", SIGNATURE)
};

const LANDING: Basis = Basis::flow(
    text("落地", "landed"),
    text("落地日期", "day of landing"),
    text("企业落地的县", "county in which it landed"),
);

const PROVEN: Indicator = Indicator {
    keeps: PROVED,
    splits: &["state"],
    ..Indicator::of(&LANDINGS, "landed_on", LANDING)
};

pub static ARRIVED: Indicator = Indicator {
    id: "firms.arrived",
    title: text("落地企业到位资金", "money that firms brought"),
    unit: Unit::Fen,
    basis: Basis { counted: text("到位", "arrived"), ..LANDING },
    measure: Total::Sum("arrived"),
    says: text(
        "落地企业有凭证的到位资金；不与计划投资相加",
        "by voucher, of firms that landed; never added to plans",
    ),
    ..PROVEN
};

pub static BROUGHT_IN: Indicator = Indicator {
    id: "firms.brought_in",
    title: text("引进产业合作企业", "firms brought in"),
    unit: Unit::Firms,
    measure: Total::Distinct("firm"),
    says: text(
        "签约引进的企业，一家只计一次；本地企业不计",
        "firms that signed, each once; local firms do not count",
    ),
    ..INTRODUCED
};

pub static GROUPS: Indicator = Indicator {
    id: "firms.groups",
    title: text("引进企业所属集团", "groups of the firms brought in"),
    unit: Unit::Firms,
    basis: Basis { counted: text("集团", "group"), ..SIGNATURE },
    measure: Total::Distinct("parent_group"),
    says: text("引进企业最上一级的集团，一个只计一次", "the groups at the top, each once"),
    ..INTRODUCED
};

pub static LANDED: Indicator = Indicator {
    id: "firms.landed",
    title: text("企业落地", "firms landed"),
    unit: Unit::Firms,
    measure: Total::Distinct("firm"),
    says: text(
        "有营业执照、实缴资本、到位资金和场地的企业，一家只计一次",
        "firms with licence, capital paid in, money arrived and a site, each once",
    ),
    said: &["引导企业落地投资", "落地企业"],
    ..PROVEN
};

pub static PLANNED: Indicator = Indicator {
    id: "firms.planned",
    title: text("引进企业计划投资", "investment planned by firms brought in"),
    unit: Unit::Fen,
    basis: Basis { counted: text("计划", "planned"), ..SIGNATURE },
    measure: Total::Sum("planned"),
    says: text("签约时的计划数，不是到位数", "as planned at the signature, not what arrived"),
    ..INTRODUCED
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&ARRIVED, &BROUGHT_IN, &GROUPS, &LANDED, &PLANNED];

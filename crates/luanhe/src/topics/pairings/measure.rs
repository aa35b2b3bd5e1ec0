//! How many pairs there are, and how many were formed.

use super::record::PAIRINGS;
use crate::base::{Text, Unit, text};
use crate::measure::{Basis, Indicator};

const PLACE: Text = text("受援单位所在地", "helped one's region");

pub static FORMED: Indicator = Indicator {
    id: "pairings.formed",
    title: text("新增结对", "pairs formed"),
    unit: Unit::Pairs,
    splits: &["tier"],
    says: text(
        "期内结成的对子；没有结对日期的不计",
        "pairs formed within the period; those without a day do not count",
    ),
    ..Indicator::of(
        &PAIRINGS,
        "from_day",
        Basis::flow(text("结成", "formed"), text("结对日期", "day of pairing"), PLACE),
    )
};

pub static STANDING: Indicator = Indicator {
    id: "pairings.standing",
    title: text("结对关系", "pairs"),
    unit: Unit::Pairs,
    splits: &["tier"],
    says: text(
        "期末没有解除的对子，一对计一次；一个单位可以有几对",
        "pairs that stand at the end, each once; a unit may be in several",
    ),
    ..Indicator::of(
        &PAIRINGS,
        "from_day",
        Basis::stock(
            "until_day",
            text("在结对", "paired"),
            text("结对、解除日期", "days of pairing and its end"),
            PLACE,
        ),
    )
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&FORMED, &STANDING];

//! How many figures were published, and by whom.

use super::record::STATEMENTS;
use crate::base::text;
use crate::measure::{Basis, Indicator, Keep};

const PUBLISHED: Indicator = Indicator {
    splits: &["publisher", "indicator"],
    ..Indicator::of(
        &STATEMENTS,
        "to_day",
        Basis::flow(
            text("公布", "published"),
            text("所述期间的末日", "last day of the period it speaks of"),
            text("数据所述地区", "place it speaks of"),
        ),
    )
};

pub static COUNT: Indicator = Indicator {
    id: "statements.count",
    title: text("登记的公布数", "published figures recorded"),
    says: text("报道、公报、年报里的数，一项一条", "figures of articles and reports, each once"),
    ..PUBLISHED
};

pub static UNMATCHED: Indicator = Indicator {
    id: "statements.unmatched",
    title: text("没有对应指标的公布数", "published figures without an indicator"),
    keeps: &[Keep::Empty("indicator")],
    says: text("台账里没有同口径指标的", "those of which the ledger counts nothing"),
    ..PUBLISHED
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&COUNT, &UNMATCHED];

//! The way of an investment, for every register that has its stages: who moves it on, with which paper,
//! by when.

use super::{Move, Term};
use crate::record::Role;

const EITHER: &[Role] = &[Role::County, Role::Office];

/// The next stage: its day is kept, and it is due when the next action is.
const fn onward(from: &'static [&'static str], to: &'static str) -> Move {
    Move {
        from,
        to,
        by: EITHER,
        document: false,
        evidence: false,
        sets: Some("stage_on"),
        term: Some(Term::On("next_on")),
    }
}

/// Moves over `parties::STAGES`, for rows with the fields `stage_on` and `next_on`.
pub const PIPELINE: &[Move] = &[
    onward(&["线索"], "对接"),
    onward(&["对接"], "意向"),
    Move { document: true, ..onward(&["意向"], "签约") },
    // Without a term: the same rows would be due twice.
    Move { document: true, term: None, ..onward(&["对接"], "签约") },
    Move { document: true, ..onward(&["签约"], "注册") },
    onward(&["注册"], "开工"),
    onward(&["开工"], "投产"),
    onward(&["投产"], "达产"),
    Move {
        document: true,
        term: None,
        ..onward(&["线索", "对接", "意向", "签约", "注册", "开工", "投产"], "终止")
    },
];

//! The way of a deal, and of a request: who moves them on, with which paper, by when.

use super::record::DEALS;
use super::services::SERVICES;
use crate::record::Role;
use crate::workflow::{Move, Term, Workflow};

const EITHER: &[Role] = &[Role::County, Role::Office];

/// A move that either side makes and that needs nothing but its day.
const fn plain(from: &'static [&'static str], to: &'static str) -> Move {
    Move { from, to, by: EITHER, document: false, evidence: false, sets: None, term: None }
}

/// The next stage of a deal: due when its next action is.
const fn onward(from: &'static [&'static str], to: &'static str) -> Move {
    Move { sets: Some("stage_on"), term: Some(Term::On("next_on")), ..plain(from, to) }
}

pub static WORKFLOW: Workflow = Workflow {
    register: &DEALS,
    state: "stage",
    moves: &[
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
    ],
};

pub static SERVICE_WORKFLOW: Workflow = Workflow {
    register: &SERVICES,
    state: "state",
    moves: &[
        Move {
            sets: Some("answered_on"),
            term: Some(Term::WorkingDays("deals.service_days")),
            ..plain(&["办理中"], "已办结")
        },
        plain(&["办理中"], "已撤回"),
    ],
};

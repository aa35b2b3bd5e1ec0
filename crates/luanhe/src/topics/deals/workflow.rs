//! The way of a deal, and of a request: who moves them on, with which paper, by when.

use super::record::DEALS;
use super::services::SERVICES;
use crate::record::Role;
use crate::workflow::{Move, PIPELINE, Term, Workflow};

pub static WORKFLOW: Workflow = Workflow { register: &DEALS, state: "stage", moves: PIPELINE };

const WITHDRAWN: Move = Move {
    from: &["办理中"],
    to: "已撤回",
    by: &[Role::County, Role::Office],
    document: false,
    evidence: false,
    sets: None,
    term: None,
};

pub static SERVICE_WORKFLOW: Workflow = Workflow {
    register: &SERVICES,
    state: "state",
    moves: &[
        Move {
            to: "已办结",
            sets: Some("answered_on"),
            term: Some(Term::WorkingDays("deals.service_days")),
            ..WITHDRAWN
        },
        WITHDRAWN,
    ],
};

//! The life of an agreement, from its draft to its end.

use super::record::AGREEMENTS;
use crate::record::Role;
use crate::workflow::{Move, Term, Workflow};

const OFFICE: &[Role] = &[Role::Office];

const fn step(from: &'static [&'static str], to: &'static str) -> Move {
    Move { from, to, by: OFFICE, document: false, evidence: false, sets: None, term: None }
}

pub static WORKFLOW: Workflow = Workflow {
    register: &AGREEMENTS,
    state: "state",
    moves: &[
        step(&["草拟"], "会签"),
        Move { document: true, sets: Some("signed_on"), ..step(&["会签"], "签署") },
        step(&["签署", "变更"], "履行"),
        Move { document: true, ..step(&["签署", "履行"], "变更") },
        Move {
            term: Some(Term::On("valid_until")), ..step(&["签署", "履行", "变更"], "到期")
        },
        Move {
            document: true,
            sets: Some("valid_until"),
            ..step(&["签署", "履行", "变更"], "终止")
        },
    ],
};

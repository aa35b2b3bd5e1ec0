//! The life of a task, from its plan to its end or to the next one.

use super::record::{DONE, ROLLED, TASKS};
use crate::record::Role;
use crate::workflow::{Move, Term, Workflow};

const EITHER: &[Role] = &[Role::County, Role::Office];

const fn step(from: &'static [&'static str], to: &'static str) -> Move {
    Move { from, to, by: EITHER, document: false, evidence: false, sets: None, term: None }
}

pub static WORKFLOW: Workflow = Workflow {
    register: &TASKS,
    state: "state",
    moves: &[
        step(&["未启动"], "推进中"),
        Move {
            sets: Some("finished_on"),
            term: Some(Term::On("due_on")),
            ..step(&["未启动", "推进中"], DONE)
        },
        step(&["未启动", "推进中"], ROLLED),
        Move { document: true, ..step(&["未启动", "推进中"], "取消") },
    ],
};

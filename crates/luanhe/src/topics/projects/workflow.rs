//! The life of a project as its offices handle it: who moves it on, with which document, by when.

use super::record::PROJECTS;
use crate::record::Role;
use crate::workflow::{Move, Term, Workflow};

const EITHER: &[Role] = &[Role::County, Role::Office];
const OFFICE: &[Role] = &[Role::Office];

/// A move that either side makes and that needs nothing but its day.
const fn plain(from: &'static [&'static str], to: &'static str) -> Move {
    Move { from, to, by: EITHER, document: false, evidence: false, sets: None, term: None }
}

pub static WORKFLOW: Workflow = Workflow {
    register: &PROJECTS,
    state: "state",
    moves: &[
        plain(&["谋划", "退回"], "已申报"),
        Move { by: OFFICE, ..plain(&["已申报", "出库"], "入库") },
        Move { by: OFFICE, ..plain(&["已申报"], "退回") },
        Move { by: OFFICE, document: true, ..plain(&["入库", "变更"], "立项") },
        plain(&["立项"], "招标"),
        Move { sets: Some("started_on"), ..plain(&["立项", "招标", "暂停"], "在建") },
        Move {
            sets: Some("finished_on"),
            term: Some(Term::On("due_on")),
            ..plain(&["在建"], "完工")
        },
        Move {
            document: true,
            evidence: true,
            sets: Some("accepted_on"),
            term: Some(Term::WorkingDays("projects.acceptance_days")),
            ..plain(&["完工"], "验收")
        },
        plain(&["验收"], "决算"),
        plain(&["验收", "决算"], "移交"),
        plain(&["移交"], "运营"),
        plain(&["移交", "运营"], "归档"),
        Move { document: true, ..plain(&["立项", "招标", "在建"], "变更") },
        plain(&["立项", "招标", "在建"], "暂停"),
        Move {
            by: OFFICE,
            document: true,
            ..plain(&["立项", "招标", "在建", "暂停", "变更"], "终止")
        },
        Move { by: OFFICE, document: true, ..plain(&["入库"], "出库") },
    ],
};

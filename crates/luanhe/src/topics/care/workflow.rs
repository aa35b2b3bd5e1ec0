//! The way of a referral. Its clocks run in minutes and are watched by rules.

use super::referrals::REFERRALS;
use crate::record::Role;
use crate::workflow::{Move, Workflow};

const fn made(from: &'static [&'static str], to: &'static str, sets: &'static str) -> Move {
    Move {
        from,
        to,
        by: &[Role::County, Role::Office],
        document: false,
        evidence: false,
        sets: Some(sets),
        term: None,
    }
}

pub static WORKFLOW: Workflow = Workflow {
    register: &REFERRALS,
    state: "state",
    moves: &[
        made(&["发起"], "受理", "accepted_on"),
        // Its reason stands where other moves have a document.
        Move { document: true, sets: None, ..made(&["发起"], "退回", "accepted_on") },
        made(&["受理"], "报告", "replied_on"),
        made(&["报告"], "下转", "returned_on"),
        made(&["报告", "下转"], "随访", "followed_on"),
        Move { sets: None, ..made(&["报告", "随访"], "结案", "followed_on") },
    ],
};

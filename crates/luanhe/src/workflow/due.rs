//! Which rows should have moved by now.

use super::Workflow;
use crate::base::{Day, Result};
use crate::record::{Actor, Compare, Ledger, Query};
use crate::watch::Limit;

/// Rows of one state whose next move is overdue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    pub state: String,
    pub to: &'static str,
    pub rows: usize,
    /// The longest that one of them is over its time.
    pub days: i32,
}

/// What is overdue on a day among the rows that the actor may see.
pub fn overdue(
    ledger: &mut Ledger,
    actor: &Actor,
    (workflow, programme): (&Workflow, &str),
    limits: &[Limit],
    today: Day,
) -> Result<Vec<Overdue>> {
    let mut all: Vec<Overdue> = Vec::new();
    if actor.reads(workflow.register).is_err() {
        return Ok(all);
    }
    for made in workflow.moves.iter().filter(|m| m.term.is_some()) {
        let mut query = Query::of(workflow.register);
        query.programme = programme.to_string();
        let query = query.filter(workflow.state, Compare::OneOf, made.from.join("\n"));
        ledger.each_listed(actor, &query, |row| {
            let late = workflow.due(&row, made, limits).map(|due| today.since(due.day));
            let Some(days) = late.filter(|days| *days > 0) else { return Ok(()) };
            let state = workflow.state_of(&row);
            match all.iter_mut().find(|o| o.state == state && o.to == made.to) {
                Some(over) => (over.rows, over.days) = (over.rows + 1, over.days.max(days)),
                None => all.push(Overdue { state: state.into(), to: made.to, rows: 1, days }),
            }
            Ok(())
        })?;
    }
    Ok(all)
}

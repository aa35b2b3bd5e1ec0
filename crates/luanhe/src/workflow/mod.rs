//! Workflows (流程) as data: the states of a register's rows, which moves lead from one to the next,
//! who may make them, what each needs, and by when. Knows no register by name.

mod due;
mod moves;
mod pipeline;
mod register;
#[cfg(test)]
mod tests;

pub use due::{Overdue, overdue};
pub use moves::{Next, Step, Taken, advance, next_moves, steps_of};
pub use pipeline::PIPELINE;
pub use register::STEPS;

use crate::base::{Day, Said};
use crate::parties::calendar;
use crate::record::{Recorded, Register, Role};
use crate::watch::Limit;

/// The life of a register's rows. The state stands in a field of the row, so that sheets may bring
/// it; a step keeps the day and the document of each move that was made here.
#[derive(Debug)]
pub struct Workflow {
    pub register: &'static Register,
    /// The field that holds the state.
    pub state: &'static str,
    pub moves: &'static [Move],
}

/// From some states to one.
#[derive(Debug)]
pub struct Move {
    pub from: &'static [&'static str],
    pub to: &'static str,
    /// Who may make it, beside the owner of the machine.
    pub by: &'static [Role],
    /// It must name a document: 批复文号.
    pub document: bool,
    /// The row must have evidence.
    pub evidence: bool,
    /// The row's field that takes the day.
    pub sets: Option<&'static str>,
    pub term: Option<Term>,
}

/// How long a row may stay before it moves. Numbers of days are limits: dated, regional, with a source.
#[derive(Clone, Copy, Debug)]
pub enum Term {
    /// Working days, by the State Council's calendar.
    WorkingDays(&'static str),
    /// Until the day that the row itself plans.
    On(&'static str),
}

/// By when a move is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub day: Day,
    /// The limit with its unit, 待核 where it is not confirmed; or the field that plans it.
    pub by: Said,
    /// Where the calendar of a year is not known.
    pub note: Option<Said>,
}

impl Workflow {
    pub fn state_of<'r>(&self, row: &'r Recorded) -> &'r str {
        row.value(self.register, self.state).text().unwrap_or("")
    }

    /// The moves that lead on from a state.
    pub fn from(&self, state: &str) -> impl Iterator<Item = &'static Move> {
        self.moves.iter().filter(move |m| m.from.contains(&state))
    }

    /// Since when the row has been in its state: the day that a move into it sets, or the row's own
    /// where no move leads into it.
    fn since(&self, row: &Recorded) -> Option<Day> {
        let state = self.state_of(row);
        let mut into = self.moves.iter().filter(|m| m.to == state).peekable();
        if into.peek().is_none() {
            return row.value(self.register, self.register.day).day();
        }
        into.filter_map(|m| row.value(self.register, m.sets?).day()).next()
    }

    /// By when a move is due, where it has a term and the row says since when.
    pub fn due(&self, row: &Recorded, made: &Move, limits: &[Limit]) -> Option<Due> {
        match made.term? {
            Term::On(field) => {
                let day = row.value(self.register, field).day()?;
                let label = self.register.field(field)?.label;
                let by = Said { zh: label.zh.to_string(), en: label.en.to_string() };
                Some(Due { day, by, note: None })
            }
            Term::WorkingDays(name) => {
                let since = self.since(row)?;
                let place = row.value(self.register, self.register.region).text().unwrap_or("");
                let limit = limit(limits, name, place, since)?;
                let end = calendar().after(since, u16::try_from(limit.value).ok()?);
                Some(Due { day: end.value, by: limit.said(), note: end.note() })
            }
        }
    }
}

/// The value of a limit at a place on a day: the closest region first, then the latest.
fn limit<'l>(limits: &'l [Limit], name: &str, place: &str, day: Day) -> Option<&'l Limit> {
    let day = day.to_string();
    let holds = |l: &&Limit| l.name == name && place.starts_with(&l.region) && l.from <= day;
    limits.iter().filter(holds).max_by_key(|l| (l.region.len(), l.from.clone()))
}

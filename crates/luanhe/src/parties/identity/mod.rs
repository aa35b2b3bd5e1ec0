//! Numbers that name people and organisations: what makes each one right, what it says about its
//! bearer, and how much of it is shown. No sentence here repeats a number: faults are read by many.

mod account;
mod citizen;
mod organisation;
#[cfg(test)]
mod tests;

use crate::base::{Day, Fault, Place, Said, Severity};
use crate::record::Kind;

pub use account::{bank_account, phone};
#[cfg(test)]
pub use citizen::{Sex, disability_card};
pub use citizen::{birth_and_sex, citizen_id};
#[cfg(test)]
pub use organisation::organisation_code;
pub use organisation::uscc;

/// What is wrong with a number, before it is known where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    pub severity: Severity,
    pub reason: Said,
    pub remedy: Said,
}

impl Flaw {
    fn error(reason: Said, remedy: Said) -> Flaw {
        Flaw { severity: Severity::Error, reason, remedy }
    }

    fn doubt(reason: Said, remedy: Said) -> Flaw {
        Flaw { severity: Severity::Doubt, reason, remedy }
    }

    pub fn at(self, place: Place) -> Fault {
        Fault { place, severity: self.severity, reason: self.reason, remedy: self.remedy }
    }
}

/// A number as it was judged: its value unless there is an error, and every flaw found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged<T> {
    pub value: Option<T>,
    pub flaws: Vec<Flaw>,
}

impl<T> Judged<T> {
    fn of(value: T, flaws: Vec<Flaw>) -> Judged<T> {
        let wrong = flaws.iter().any(|f| f.severity == Severity::Error);
        Judged { value: (!wrong).then_some(value), flaws }
    }

    fn refused(flaws: Vec<Flaw>) -> Judged<T> {
        Judged { value: None, flaws }
    }
}

/// Judges what was written in a field of a sensitive kind, and gives it in the form in which it is
/// sealed. `None` for the other kinds.
pub fn judge(kind: Kind, text: &str, today: Day) -> Option<Judged<String>> {
    match kind {
        Kind::IdNumber | Kind::Person => {
            let Judged { value, flaws } = citizen_id(text, today);
            Some(Judged { value: value.map(|id| id.number), flaws })
        }
        Kind::Phone => Some(phone(text)),
        Kind::Bank => Some(bank_account(text)),
        _ => None,
    }
}

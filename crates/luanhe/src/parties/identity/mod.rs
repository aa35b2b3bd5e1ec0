//! Numbers that name people and organisations: what makes each one right, what it says about its
//! bearer, and how much of it is shown. No sentence here repeats a number: faults are read by many.

mod account;
mod citizen;
mod organisation;
#[cfg(test)]
mod tests;

use citizen::CitizenId;

use crate::base::{Day, Fault, Place, Said, Severity};
use crate::record::Kind;

pub use account::{bank_account, phone};
#[cfg(test)]
pub use citizen::Sex;
pub use citizen::{birth_and_sex, check_digit, citizen_id, disability_card};
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
/// sealed. A disability card says its holder's ID number.
///
/// # Panics
/// For other kinds, which no number is judged for.
pub fn judge(kind: Kind, text: &str, today: Day) -> Judged<String> {
    let number = |Judged { value, flaws }: Judged<CitizenId>| Judged {
        value: value.map(|id| id.number),
        flaws,
    };
    match kind {
        Kind::IdNumber if matches!(text.len(), 20 | 22) => {
            let Judged { value, flaws } = disability_card(text, today);
            number(Judged { value: value.map(|card| card.holder), flaws })
        }
        Kind::IdNumber => number(citizen_id(text, today)),
        Kind::Phone => phone(text),
        Kind::Bank => bank_account(text),
        _ => unreachable!("{kind:?} is not sensitive"),
    }
}

//! Who: regions by year, organisations, people, programmes; and the calendar they work by.

#[cfg_attr(
    not(test),
    expect(dead_code, reason = "terms that end after so many working days are the next to use it")
)]
mod calendar;
#[cfg(test)]
mod glossary;
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "registers of firms and of the disabled are the next to use it")
)]
pub mod identity;
pub mod industry;
pub mod organisations;
pub mod people;
mod pipeline;
pub mod programmes;
pub mod region;
#[cfg(test)]
mod tests;

use crate::base::{Fault, say};
use crate::record::{Choice, Register, Row, choice};

pub use calendar::calendar;
pub use organisations::ORGANISATIONS;
pub use people::{HOUSEHOLD_TYPES, PEOPLE, YES_NO};
pub use pipeline::{MODELS, NATURES, STAGES};
pub use programmes::{PROGRAMMES, Programme, programme};
pub use region::{Boundary, regions};

/// Every register of parties.
pub static REGISTERS: &[&Register] = &[&ORGANISATIONS, &PEOPLE, &PROGRAMMES];

/// What aid money is for: one list for the books of money and the project library.
pub const USES: &[Choice] = &[
    choice("三保障", "three guarantees"),
    choice("产业", "industry"),
    choice("就业", "employment"),
    choice("基础设施", "infrastructure"),
    choice("公共服务", "public services"),
    choice("易地搬迁", "resettlement"),
    choice("生态", "ecology"),
    choice("人才培训", "training"),
    choice("消费", "consumption"),
    choice("管理", "management"),
    choice("其他", "other"),
];

/// What holds wherever one side helps another: two places, and an end after the beginning.
pub fn check_both_sides(row: &Row<'_>, faults: &mut Vec<Fault>) {
    if row.text("helper_region").is_some_and(|helper| row.text("helped_region") == Some(helper)) {
        faults.push(row.fault(
            "helped_region",
            say!("帮扶方与受援方是同一个地方", "helper and helped are the same place"),
            say!("请改正其中一方", "correct one of them"),
        ));
    }
    faults.extend(row.in_order("from_day", "until_day"));
}

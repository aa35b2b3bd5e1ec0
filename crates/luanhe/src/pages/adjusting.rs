//! An adjusting entry as it is typed: signed differences of a row's numbers, and the day on which
//! they are booked. Everything else is the row's own.

use super::params::Params;
use super::read::typed;
use crate::base::{Error, Fault, Place, Result, say};
use crate::import::cell::day_of;
use crate::record::{Adjustment, Change, Ledger, Mending, Recorded, Register};

/// Where and why an adjustment is booked, in the words that were typed.
pub struct Posting<'a> {
    pub posted_on: &'a str,
    /// How many rows it adds: 1, 0 or -1.
    pub tally: &'a str,
    pub reason: &'a str,
}

/// A change without a reason is a fault of its own, beside those of the fields.
pub fn no_reason(reason: &str) -> Option<Fault> {
    (reason.trim().chars().count() < 2).then(|| {
        Fault::error(
            Place::field("reason"),
            say!("没有写理由", "no reason is given"),
            say!("请写明依据", "say on what ground"),
        )
    })
}

/// Reads the differences and makes the change.
///
/// # Errors
/// `Refused` where the row's period is open; `Faults` for what cannot be read, all at once.
pub fn adjusting(
    ledger: &mut Ledger,
    register: &'static Register,
    row: &Recorded,
    differences: &Params,
    posting: &Posting<'_>,
) -> Result<Change> {
    ledger.takes(register, row, Mending::Adjusted)?;
    let keys = ledger.keys.clone();
    let read = typed(ledger, register, &row.programme, differences, None)?;
    let number = |name: &str| register.field(name).is_some_and(|f| f.kind.is_number());
    let unread = |f: &Fault| number(&f.place.field) && differences.has(&f.place.field);
    let mut faults: Vec<Fault> = read.faults.into_iter().filter(unread).collect();
    let mut values = row.opened(register, &keys)?;
    let mut differs = false;
    for (field, (value, given)) in register.fields.iter().zip(values.iter_mut().zip(read.values)) {
        if field.kind.is_number() {
            *value = if given.is_null() { 0.into() } else { given };
            differs |= value.int() != Some(0);
        }
    }
    let posted_on = day_of(posting.posted_on);
    if posted_on.is_none() {
        faults.push(Fault::error(
            Place::field("posted_on"),
            say!("没有入账日，或看不懂", "no day on which it is booked, or none that can be read"),
            say!(
                "请填未结账期间的日期，如 2022-01-05",
                "give a day of an open period, like 2022-01-05"
            ),
        ));
    }
    let tally = posting.tally.trim().parse().ok().filter(|t: &i64| (-1..=1).contains(t));
    if tally.is_none() {
        faults.push(Fault::error(
            Place::field("tally"),
            say!("行数的增减只能是 1、0 或 -1", "rows are added as 1, 0 or -1"),
            say!("多记的行填 -1，漏记的行填 1，其余填 0", "-1 takes a row away, 1 adds one"),
        ));
    }
    if faults.is_empty() && !differs && tally == Some(0) {
        faults.push(Fault::error(
            Place::default(),
            say!("没有填任何差额", "no difference is given"),
            say!("请填要增减的数，如 -1250.00", "give what is to be added, like -1250.00"),
        ));
    }
    faults.extend(no_reason(posting.reason));
    let (Some(posted_on), Some(tally), true) = (posted_on, tally, faults.is_empty()) else {
        return Err(Error::Faults(faults));
    };
    let adjustment = Adjustment { adjusts: row.id.clone(), posted_on, tally };
    Ok(Change { adjustment: Some(adjustment), ..Change::new(register, values) })
}

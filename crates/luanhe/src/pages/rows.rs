//! For a page that is written by hand: the day it is asked for, and a register's rows.

use super::Params;
use crate::base::{Day, Error, Fault, Place, Result, say};
use crate::parties::programme;
use crate::record::{Actor, Ledger, Query, Register, Row};

/// The day that is asked for; else today, or the programme's last day where that is over.
pub fn asked_day(ledger: &mut Ledger, actor: &Actor, code: &str, params: &Params) -> Result<Day> {
    let Some(typed) = params.get("day") else {
        let until = programme(ledger, actor, code).ok().and_then(|programme| programme.until);
        let today = ledger.clock.today();
        return Ok(until.map_or(today, |until| until.min(today)));
    };
    Day::parse(typed).ok_or_else(|| {
        Error::fault(Fault::error(
            Place::field("day"),
            say!("“{typed}”不是日期", "“{typed}” is no day"),
            say!("请写成 2021-12-31", "write it as 2021-12-31"),
        ))
    })
}

/// Every row of a register that the actor may see and that is no adjustment, with its id.
pub fn each_row(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    register: &'static Register,
    mut read: impl FnMut(&str, &Row<'_>),
) -> Result<()> {
    let query = Query { programme: programme.to_string(), ..Query::of(register) };
    ledger.each_listed(actor, &query, |recorded| {
        if recorded.adjusts.is_none() {
            read(&recorded.id, &Row { register, values: &recorded.values });
        }
        Ok(())
    })
}

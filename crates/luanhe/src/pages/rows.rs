//! A register's rows for a page that is written by hand.

use crate::base::Result;
use crate::record::{Actor, Ledger, Query, Register, Row};

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

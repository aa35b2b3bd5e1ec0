//! Where rows came from: the sheet, the stored file, and the cell.

use crate::base::Result;
use crate::record::{Ledger, Sheet, Value, named, statement};

const QUERIES: &str = include_str!("sources.sql");

pub fn statements() -> Vec<(&'static str, &'static str)> {
    named(QUERIES)
}

/// The sheet of a source's number.
pub fn sheet(ledger: &mut Ledger, source: i64) -> Result<Option<Sheet>> {
    let row = ledger.engine.one(statement(QUERIES, "sheet"), &[source.into()])?;
    Ok(row.as_deref().map(read))
}

/// The sheets of an entry.
pub fn sheets_of(ledger: &mut Ledger, entry: i64) -> Result<Vec<Sheet>> {
    let rows = ledger.engine.all(statement(QUERIES, "sheets_of"), &[entry.into()])?;
    Ok(rows.iter().map(|row| read(row)).collect())
}

fn read(row: &[Value]) -> Sheet {
    let text = |at: usize| row[at].text().unwrap_or("").to_string();
    Sheet { file: text(0), name: text(1), sheet: text(2), columns: text(3) }
}

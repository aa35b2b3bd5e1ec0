//! Where rows came from: the sheet and its stored file.

use crate::base::Result;
#[cfg(test)]
use crate::record::named;
use crate::record::{Ledger, Value, statement};

const QUERIES: &str = include_str!("sources.sql");

/// A sheet of a stored file, and the column of each field that was read from it.
pub struct SheetOf {
    /// SM3 of the file.
    pub file: String,
    pub name: String,
    pub sheet: String,
    columns: String,
}

impl SheetOf {
    /// Field and column number, 1-based, in order of column.
    pub fn columns_by_field(&self) -> Vec<(String, u32)> {
        let columns: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&self.columns).unwrap_or_else(|_| serde_json::Map::new());
        let number = |column: &serde_json::Value| column.as_u64().and_then(|c| c.try_into().ok());
        let mut columns: Vec<(String, u32)> =
            columns.iter().filter_map(|(name, c)| Some((name.clone(), number(c)?))).collect();
        columns.sort_by_key(|(_, column)| *column);
        columns
    }
}

#[cfg(test)]
/// The statements, for the test that prepares every one on both engines.
pub fn statements() -> Vec<(&'static str, &'static str)> {
    named(QUERIES)
}

/// The sheet of a source's number.
pub fn sheet(ledger: &mut Ledger, source: i64) -> Result<Option<SheetOf>> {
    let row = ledger.engine.one(statement(QUERIES, "sheet"), &[source.into()])?;
    Ok(row.as_deref().map(read))
}

/// The sheets of an entry.
pub fn sheets_of(ledger: &mut Ledger, entry: i64) -> Result<Vec<SheetOf>> {
    let rows = ledger.engine.all(statement(QUERIES, "sheets_of"), &[entry.into()])?;
    Ok(rows.iter().map(|row| read(row)).collect())
}

fn read(row: &[Value]) -> SheetOf {
    let text = |at: usize| row[at].text().unwrap_or("").to_string();
    SheetOf { file: text(0), name: text(1), sheet: text(2), columns: text(3) }
}

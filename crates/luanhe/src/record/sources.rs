//! Where rows came from: the sheets of stored files, each with the column of every field read.

use super::entry::sql;
use super::ledger::Ledger;
use super::value::Value;
use crate::base::Result;

/// A sheet of a stored file, as an entry recorded it.
pub struct SourceSheet {
    /// SM3 of the file.
    pub file: String,
    pub name: String,
    pub sheet: String,
    columns: String,
}

impl SourceSheet {
    fn read(row: &[Value]) -> SourceSheet {
        let text = |at: usize| row[at].text().unwrap_or("").to_string();
        SourceSheet { file: text(2), name: text(3), sheet: text(4), columns: text(5) }
    }

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

impl Ledger {
    /// The sheet of a source's number.
    pub fn source_sheet(&mut self, source: i64) -> Result<Option<SourceSheet>> {
        let row = self.engine.one(sql("source"), &[source.into()])?;
        Ok(row.as_deref().map(SourceSheet::read))
    }

    /// The sheets that an entry was read from.
    pub fn source_sheets(&mut self, entry: i64) -> Result<Vec<SourceSheet>> {
        let rows = self.engine.all(sql("sources_of"), &[entry.into()])?;
        Ok(rows.iter().map(|row| SourceSheet::read(row)).collect())
    }
}

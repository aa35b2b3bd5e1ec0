//! A row as the ledger holds it, and the making of its digests.

use super::digest::RowDigest;
use super::engine::Column;
use super::seal::{Keys, hex, masked};
use super::tables::HEAD_COLUMNS;
use super::{Origin, Register, Value};
use crate::base::{Error, Result};

/// The latest version of a row, or an earlier one. `values` are the field columns
/// ([`Register::field_columns`]), sensitive ones sealed.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    pub id: String,
    pub entry_no: i64,
    pub programme: String,
    pub origin: Origin,
    pub values: Vec<Value>,
    /// The row that an adjustment changes, and the day of the open period it is posted on.
    pub adjusts: Option<String>,
    pub posted_on: Option<String>,
    /// How many rows it counts for: 1, and for adjustments 1, 0 or -1.
    pub tally: i64,
    /// Number of the source and the row in it; 0 where there is no sheet.
    pub source: i64,
    pub source_row: i64,
}

impl Recorded {
    /// Values that no entry has recorded yet.
    pub(super) fn plain(values: Vec<Value>) -> Recorded {
        Recorded {
            id: String::new(),
            entry_no: 0,
            programme: String::new(),
            origin: Origin::Own,
            values,
            adjusts: None,
            posted_on: None,
            tally: 1,
            source: 0,
            source_row: 0,
        }
    }

    /// From a row of the columns that both tables share.
    pub(super) fn read(register: &Register, mut row: Vec<Value>) -> Result<Recorded> {
        let fields = register.field_columns().len();
        if row.len() < HEAD_COLUMNS + fields + 5 {
            return Err(Error::Broken(format!("a row of {} is too short", register.name)));
        }
        let mut tail = row.split_off(HEAD_COLUMNS + fields);
        let values = row.split_off(HEAD_COLUMNS);
        let text = |value: &Value| value.text().map(str::to_string);
        let name = register.name;
        let damaged = |what: &str| Error::Broken(format!("a row of {name} has no {what}"));
        Ok(Recorded {
            id: text(&row[0]).ok_or_else(|| damaged("id"))?,
            entry_no: row[1].int().ok_or_else(|| damaged("entry"))?,
            programme: text(&row[2]).ok_or_else(|| damaged("programme"))?,
            origin: row[3].text().and_then(Origin::of).ok_or_else(|| damaged("known origin"))?,
            values,
            adjusts: text(&tail[0]),
            posted_on: text(&tail[1]),
            tally: tail[2].int().ok_or_else(|| damaged("tally"))?,
            source: tail[3].int().ok_or_else(|| damaged("source"))?,
            source_row: tail.swap_remove(4).int().ok_or_else(|| damaged("source row"))?,
        })
    }

    pub fn value(&self, register: &Register, field: &str) -> &Value {
        &self.values[register.slot(field)]
    }

    /// One value for each field, sensitive ones opened.
    pub fn opened(&self, register: &Register, keys: &Keys) -> Result<Vec<Value>> {
        let one = |field: &super::Field| match self.value(register, field.name) {
            Value::Text(sealed) if field.kind.is_sensitive() => keys.open(sealed).map(Value::Text),
            value => Ok(value.clone()),
        };
        register.fields.iter().map(one).collect()
    }

    /// One value for each field, sensitive ones masked: what lists, exports and the API show.
    pub fn shown(&self, register: &Register, keys: &Keys) -> Result<Vec<Value>> {
        let opened = self.opened(register, keys)?;
        let one = |(field, value): (&super::Field, Value)| match value {
            Value::Text(plain) if field.kind.is_sensitive() => {
                Value::Text(masked(field.kind, &plain))
            }
            value => value,
        };
        Ok(register.fields.iter().zip(opened).map(one).collect())
    }

    fn shared(&self) -> Vec<Value> {
        let mut row = vec![
            self.id.as_str().into(),
            self.entry_no.into(),
            self.programme.as_str().into(),
            self.origin.word().into(),
        ];
        row.extend(self.values.iter().cloned());
        row.extend([
            self.adjusts.clone().into(),
            self.posted_on.clone().into(),
            self.tally.into(),
            self.source.into(),
            self.source_row.into(),
        ]);
        row
    }

    pub(super) fn version_row(&self, op: &str, digest: &[u8; 32]) -> Vec<Value> {
        let mut row = self.shared();
        row.extend([op.into(), hex(digest).into()]);
        row
    }

    pub(super) fn now_row(&self, content: &[u8; 32]) -> Vec<Value> {
        let mut row = self.shared();
        row.push(content_key(content).into());
        row
    }

    pub(super) fn digest(&self, table: &str, op: &str, content: &[u8; 32]) -> [u8; 32] {
        let (tally, source, source_row) =
            (self.tally.to_string(), self.source.to_string(), self.source_row.to_string());
        let or_empty = |text: &Option<String>| text.clone().unwrap_or_else(String::new);
        RowDigest::new(&[
            table,
            &self.id,
            op,
            &self.programme,
            self.origin.word(),
            &or_empty(&self.adjusts),
            &or_empty(&self.posted_on),
            &tally,
            &source,
            &source_row,
            &hex(content),
        ])
        .finish()
    }
}

/// SM3 of the field columns alone: what the row says, whichever row it is.
pub fn content_digest(columns: &[Column], values: &[Value]) -> [u8; 32] {
    let mut named: Vec<(&str, &Value)> =
        columns.iter().map(|c| c.name.as_str()).zip(values).collect();
    named.sort_by_key(|(name, _)| *name);
    let mut digest = RowDigest::new(&[]);
    for (name, value) in named {
        digest.add(name, value);
    }
    digest.finish()
}

/// The first eight bytes of a content digest, by which equal content is looked for.
pub fn content_key(content: &[u8; 32]) -> i64 {
    i64::from_be_bytes(content[..8].try_into().expect("8 of 32 bytes"))
}

/// One value for each field column from one plain value for each field: sensitive ones sealed.
pub fn sealed(register: &Register, keys: &Keys, plain: Vec<Value>) -> Vec<Value> {
    let mut values = Vec::with_capacity(plain.len() + 2);
    for (field, value) in register.fields.iter().zip(plain) {
        match value {
            Value::Text(plain) if field.kind.is_sensitive() => {
                values.push(keys.seal(field.kind, &plain).into());
                values.push(keys.lookup(field.kind, &plain).into());
            }
            value => {
                values.push(value);
                if field.kind.is_sensitive() {
                    values.push(Value::Null);
                }
            }
        }
    }
    values
}

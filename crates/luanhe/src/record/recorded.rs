//! A row as the ledger holds it, and the making of its digests.

use super::digest::RowDigest;
use super::seal::{Keys, hex, masked};
use super::tables::HEAD_COLUMNS;
use super::{Origin, Register, Value, ValueRef};
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

    /// The columns that both tables share.
    fn shared(&self) -> impl Iterator<Item = ValueRef<'_>> {
        let head = [
            ValueRef::Text(&self.id),
            ValueRef::Int(self.entry_no),
            ValueRef::Text(&self.programme),
            ValueRef::Text(self.origin.word()),
        ];
        let tail = [
            self.adjusts.as_deref().into(),
            self.posted_on.as_deref().into(),
            ValueRef::Int(self.tally),
            ValueRef::Int(self.source),
            ValueRef::Int(self.source_row),
        ];
        head.into_iter().chain(self.values.iter().map(ValueRef::from)).chain(tail)
    }

    pub(super) fn version_row<'v>(
        &'v self,
        op: &'static str,
        digest: &'v str,
    ) -> impl Iterator<Item = ValueRef<'v>> {
        self.shared().chain([ValueRef::Text(op), ValueRef::Text(digest)])
    }

    pub(super) fn now_row(&self, content: i64) -> impl Iterator<Item = ValueRef<'_>> {
        self.shared().chain([ValueRef::Int(content)])
    }

    pub(super) fn digest(&self, table: &str, op: &str, content: &[u8; 32]) -> [u8; 32] {
        let (tally, source, source_row) =
            (self.tally.to_string(), self.source.to_string(), self.source_row.to_string());
        RowDigest::new(&[
            table,
            &self.id,
            op,
            &self.programme,
            self.origin.word(),
            self.adjusts.as_deref().unwrap_or(""),
            self.posted_on.as_deref().unwrap_or(""),
            &tally,
            &source,
            &source_row,
            &hex(content),
        ])
        .finish()
    }
}

/// The field columns of a register in the order of their names, as its rows' contents are digested.
pub struct Content {
    /// Name, and place among the field columns.
    columns: Vec<(String, usize)>,
}

impl Content {
    pub fn of(register: &Register) -> Content {
        let names = register.field_columns().into_iter().map(|column| column.name);
        let mut columns: Vec<(String, usize)> = names.zip(0..).collect();
        columns.sort_unstable();
        Content { columns }
    }

    /// SM3 of the field columns alone: what the row says, whichever row it is.
    pub fn digest(&self, values: &[Value]) -> [u8; 32] {
        let mut digest = RowDigest::new(&[]);
        for (name, at) in &self.columns {
            digest.add(name, &values[*at]);
        }
        digest.finish()
    }
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

//! What a register holds already, as an import asks it: is this row new, as it was, or different?

use std::collections::HashMap;

use super::ledger::Ledger;
use super::recorded::{Content, content_key};
use super::{Register, Value};
use crate::base::{Error, Result};

/// Where an incoming row belongs.
#[derive(Debug, PartialEq, Eq)]
pub enum Placed {
    New,
    /// The row stands already, and says the same.
    Unchanged,
    /// The row with this id has the same key and says something else.
    Corrects(String),
}

/// The rows of one register and programme, by natural key; by content where rows have no key.
pub struct KnownRows {
    content: Content,
    slots: Vec<usize>,
    by_key: HashMap<String, (String, i64)>,
    by_content: HashMap<i64, usize>,
}

impl KnownRows {
    /// `values` are the field columns, sealed. A row placed once is not placed again: of two equal
    /// lines without a key, the second is new where the register has only one.
    pub fn place(&mut self, values: &[Value]) -> Placed {
        let content = || content_key(&self.content.digest(values));
        if self.slots.is_empty() {
            return match self.by_content.get_mut(&content()) {
                Some(left) if *left > 0 => {
                    *left -= 1;
                    Placed::Unchanged
                }
                _ => Placed::New,
            };
        }
        let key = joined(self.slots.iter().map(|slot| &values[*slot]));
        match self.by_key.get(&key) {
            None => Placed::New,
            Some((_, known)) if *known == content() => Placed::Unchanged,
            Some((id, _)) => Placed::Corrects(id.clone()),
        }
    }
}

fn joined<'v>(values: impl Iterator<Item = &'v Value>) -> String {
    let mut key = String::new();
    for value in values {
        match value {
            Value::Int(i) => key.push_str(&i.to_string()),
            Value::Text(text) => key.push_str(text),
            Value::Null | Value::Real(_) | Value::Bytes(_) => {}
        }
        key.push('\u{1f}');
    }
    key
}

/// The single names of a list of names: 承德职业技术学院、承德应职院.
pub fn parted(names: &str) -> impl Iterator<Item = &str> {
    let parts = names.split(['、', '，', ',', ';', '；', '|']);
    parts.map(str::trim).filter(|name| !name.is_empty())
}

impl Ledger {
    pub fn known_rows(
        &mut self,
        register: &'static Register,
        programme: &str,
    ) -> Result<KnownRows> {
        let columns = register.field_columns();
        let names: Vec<String> = register.key.iter().map(|k| register.lookup_column(k)).collect();
        let slots = names.iter().map(|name| {
            columns.iter().position(|c| c.name == *name).expect("a key is made of fields")
        });
        let slots = slots.collect();
        let keys = if names.is_empty() { "'' as none".to_string() } else { names.join(", ") };
        // Adjusting entries share their row's key and are never corrected by an import.
        let sql = format!(
            "select id, content, {keys} from {}_now where programme = $1 and adjusts is null",
            register.name
        );
        let (by_key, by_content) = (HashMap::new(), HashMap::new());
        let mut known = KnownRows { content: Content::of(register), slots, by_key, by_content };
        self.engine.each(&sql, &[programme.into()], |row| {
            let (id, content) =
                (row[0].text().unwrap_or("").to_string(), row[1].int().unwrap_or(0));
            if known.slots.is_empty() {
                *known.by_content.entry(content).or_insert(0) += 1;
            } else {
                known.by_key.insert(joined(row[2..].iter()), (id, content));
            }
            Ok(())
        })?;
        Ok(known)
    }

    /// Each value of a field's lookup column in a programme with the id of its row: ID-number digests
    /// of people.
    pub fn ids_by(
        &mut self,
        register: &Register,
        programme: &str,
        field: &str,
    ) -> Result<HashMap<String, String>> {
        let column = register.lookup_column(field);
        let sql = format!(
            "select {column}, id from {}_now where programme = $1 and {column} is not null",
            register.name
        );
        let mut ids = HashMap::new();
        self.engine.each(&sql, &[programme.into()], |row| {
            if let (Some(value), Some(id)) = (row[0].text(), row[1].text()) {
                ids.insert(value.to_string(), id.to_string());
            }
            Ok(())
        })?;
        Ok(ids)
    }

    /// The key of each row of a programme with all by which the row is called beside it.
    pub fn row_names(
        &mut self,
        register: &Register,
        programme: &str,
    ) -> Result<Vec<(String, Vec<String>)>> {
        let key = register.key.first().copied();
        let key = key.ok_or_else(|| Error::Broken(format!("{register:?} has no key")))?;
        let also = register.fields.iter().filter(|field| field.names);
        let columns: Vec<&str> = std::iter::once(key).chain(also.map(|field| field.name)).collect();
        let sql = format!(
            "select {} from {}_now where programme = $1 and adjusts is null",
            columns.join(", "),
            register.name
        );
        let mut names = Vec::new();
        self.engine.each(&sql, &[programme.into()], |row| {
            let also = row[1..].iter().filter_map(Value::text).flat_map(parted);
            let also = also.map(str::to_string).collect();
            names.extend(row[0].text().map(|key| (key.to_string(), also)));
            Ok(())
        })?;
        Ok(names)
    }

    /// The entry by which a file of these bytes was imported into a register of a programme and not
    /// undone since.
    pub fn imported(
        &mut self,
        file: &str,
        register: &Register,
        programme: &str,
    ) -> Result<Option<i64>> {
        let sql = format!(
            "select s.entry_no from sources s join entries e on e.no = s.entry_no
             where s.file = $1 and e.kind = 'import' and e.programme = $2
               and exists (select 1 from {register:?}_versions v where v.entry_no = s.entry_no)
               and not exists (select 1 from entries u
                 where u.kind = 'undo' and u.source = cast(e.no as text))
             order by s.entry_no desc limit 1"
        );
        let row = self.engine.one(&sql, &[file.into(), programme.into()])?;
        Ok(row.and_then(|row| row[0].int()))
    }
}

//! Persons as pages name them: a row holds the id of a person's row, and a reader sees the name and
//! the masked number.

use std::collections::{BTreeSet, HashMap};

use crate::base::Result;
use crate::parties::PEOPLE;
use crate::record::{Actor, Field, Keys, Kind, Ledger, Query, Recorded, Register, Value};

/// What persons are called, by the id of their row.
#[derive(Default)]
pub struct Persons(HashMap<String, String>);

impl Persons {
    /// The persons of these rows' values, one for each field. Who may read a row may read whom it is
    /// about, wherever that person lives.
    pub fn of(ledger: &mut Ledger, register: &Register, rows: &[Vec<Value>]) -> Result<Persons> {
        let mut ids = BTreeSet::new();
        for at in places(register) {
            ids.extend(rows.iter().filter_map(|values| values[at].text()));
        }
        let mut persons = Persons::default();
        if ids.is_empty() {
            return Ok(persons);
        }
        let ids: Vec<String> = ids.into_iter().map(str::to_string).collect();
        let query = Query { limit: ids.len(), ids, ..Query::of(&PEOPLE) };
        let keys = ledger.keys.clone();
        for row in ledger.list(&Actor::system("reference"), &query)? {
            persons.add(&row, &keys)?;
        }
        Ok(persons)
    }

    /// Everybody, where the register is about persons: for exports, whose rows come as a stream.
    pub fn all(ledger: &mut Ledger, register: &Register) -> Result<Persons> {
        let mut persons = Persons::default();
        if places(register).next().is_some() {
            let keys = ledger.keys.clone();
            let actor = Actor::system("reference");
            ledger.each_listed(&actor, &Query::of(&PEOPLE), |row| persons.add(&row, &keys))?;
        }
        Ok(persons)
    }

    fn add(&mut self, row: &Recorded, keys: &Keys) -> Result<()> {
        let shown = row.shown(&PEOPLE, keys)?;
        let word = |name| shown[PEOPLE.at(name)].text().unwrap_or("");
        self.0.insert(row.id.clone(), format!("{} {}", word("name"), word("id_number")));
        Ok(())
    }

    /// What the person that a field names is called.
    pub fn named(&self, field: &Field, id: &Value) -> Option<String> {
        (field.kind == Kind::Person).then(|| self.0.get(id.text()?).cloned())?
    }

    /// Puts what persons are called in the place of their ids.
    pub fn name(&self, register: &Register, values: &mut [Value]) {
        for at in places(register) {
            if let Some(named) = self.named(&register.fields[at], &values[at]) {
                values[at] = named.into();
            }
        }
    }
}

/// The fields that name a person.
fn places(register: &Register) -> impl Iterator<Item = usize> + '_ {
    let fields = register.fields.iter().enumerate();
    fields.filter(|(_, field)| field.kind == Kind::Person).map(|(at, _)| at)
}

//! What only the ledger knows, as cells ask it while they are read: places, persons, rows of other
//! registers. A file's answers are loaded before it is read; a form's few are asked when needed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use super::cell::{Lookups, RegionFound, RowFound, distance};
use crate::base::{Day, Error, RegionCode, Result};
use crate::parties::region::latest_day;
use crate::parties::{PEOPLE, regions};
use crate::record::{Actor, Compare, Field, Keys, Kind, Ledger, Query, Register};

/// How many unknown words are compared with every name; a file of another office has thousands.
const COMPARED: usize = 200;

/// By what the rows of a register are called.
struct Names {
    /// Names with letters made large, each with the keys of the rows that have it.
    keys: HashMap<String, Vec<String>>,
    /// The key most like a word that is no name.
    nearest: Mutex<HashMap<String, Option<String>>>,
}

impl Names {
    fn of(ledger: &mut Ledger, register: &str, programme: &str) -> Result<Names> {
        let register = ledger.catalog.register(register)?;
        let rows = ledger.row_names(register, programme)?;
        let mut keys: HashMap<String, Vec<String>> = HashMap::new();
        for (key, also) in &rows {
            for name in also {
                let named = keys.entry(name.to_uppercase()).or_default();
                if !named.contains(key) {
                    named.push(key.clone());
                }
            }
        }
        keys.values_mut().for_each(|named| named.sort());
        let mut names = Names { keys, nearest: Mutex::default() };
        rows.into_iter().for_each(|(key, _)| names.add(key));
        Ok(names)
    }

    /// A row's own key goes before another one's alias.
    fn add(&mut self, key: String) {
        self.keys.insert(key.to_uppercase(), vec![key]);
    }

    fn find(&self, word: &str) -> RowFound {
        match self.keys.get(&word.to_uppercase()).map(Vec::as_slice) {
            Some([one]) => RowFound::One(one.clone()),
            Some(several) => RowFound::Several(several.to_vec()),
            None => RowFound::Unknown(self.nearest(word)),
        }
    }

    fn nearest(&self, word: &str) -> Option<String> {
        let mut found = self.nearest.lock().expect("nobody fails while holding it");
        if found.len() >= COMPARED && !found.contains_key(word) {
            return None;
        }
        let near = || {
            let upper = word.to_uppercase();
            let names = self.keys.iter();
            let names = names.map(|(name, keys)| (distance(name, &upper), &keys[0]));
            let (far, key) = names.min()?;
            (far * 4 <= word.chars().count()).then(|| key.clone())
        };
        found.entry(word.to_string()).or_insert_with(near).clone()
    }
}

/// The names of every register that these fields refer to.
fn names_for<'f>(
    ledger: &mut Ledger,
    fields: impl Iterator<Item = &'f Field>,
    programme: &str,
) -> Result<HashMap<&'static str, Names>> {
    let mut names = HashMap::new();
    for register in fields.filter_map(|field| field.kind.refers_to()) {
        if !names.contains_key(register) {
            names.insert(register, Names::of(ledger, register, programme)?);
        }
    }
    Ok(names)
}

/// Loaded before a file is read: reading asks from several threads.
pub(super) struct Known {
    today: Day,
    keys: Arc<Keys>,
    people: HashMap<String, String>,
    names: HashMap<&'static str, Names>,
}

impl Known {
    pub fn of(ledger: &mut Ledger, register: &Register, programme: &str) -> Result<Known> {
        let people = if register.fields.iter().any(|field| field.kind == Kind::Person) {
            ledger.ids_by(&PEOPLE, programme, "id_number")?
        } else {
            HashMap::new()
        };
        let names = names_for(ledger, register.fields.iter(), programme)?;
        Ok(Known { today: ledger.clock.today(), keys: ledger.keys.clone(), people, names })
    }

    /// Whether rows of a register may refer to others of it.
    pub fn asks_for(&self, register: &Register) -> bool {
        self.names.contains_key(register.name)
    }

    pub fn add_key(&mut self, register: &Register, key: &str) {
        if let Some(names) = self.names.get_mut(register.name) {
            names.add(key.to_string());
        }
    }

    /// `lenient`: every reference is taken as it stands.
    pub fn answering<T>(&self, lenient: bool, read: impl FnOnce(&Lookups<'_>) -> T) -> T {
        read(&Lookups {
            today: self.today,
            region: &find_region,
            person: &|number| self.people.get(&self.keys.lookup(Kind::IdNumber, number)).cloned(),
            row: &|register, word| match self.names.get(register).filter(|_| !lenient) {
                Some(names) => names.find(word),
                None => RowFound::One(word.to_string()),
            },
        })
    }
}

/// Answers what a form or a filter asks while these of its fields are read.
///
/// # Errors
/// Where the ledger itself fails; what is not found is the reader's to say.
pub fn asking<T>(
    ledger: &mut Ledger,
    programme: &str,
    fields: &[&Field],
    read: impl FnOnce(&Lookups<'_>) -> T,
) -> Result<T> {
    let names = names_for(ledger, fields.iter().copied(), programme)?;
    let today = ledger.clock.today();
    let asked: Mutex<(&mut Ledger, Option<Error>)> = Mutex::new((ledger, None));
    let done = read(&Lookups {
        today,
        region: &find_region,
        person: &|word| {
            let mut asked = asked.lock().expect("nobody fails while holding it");
            let found = person(asked.0, programme, word);
            found.unwrap_or_else(|error| {
                asked.1 = Some(error);
                None
            })
        },
        row: &|register, word| names[register].find(word),
    });
    let (_, failed) = asked.into_inner().expect("nobody fails while holding it");
    failed.map_or(Ok(done), Err)
}

/// A person by ID number, or by the id of their row.
fn person(ledger: &mut Ledger, programme: &str, word: &str) -> Result<Option<String>> {
    if ledger.get(&Actor::system("reference"), &PEOPLE, word)?.is_some() {
        return Ok(Some(word.to_string()));
    }
    let mut query = Query { limit: 1, ..Query::of(&PEOPLE) };
    query.programme = programme.to_string();
    let query = query.filter("id_number", Compare::Is, word);
    let row = ledger.list(&Actor::system("reference"), &query)?.pop();
    Ok(row.map(|row| row.id))
}

/// A place by its name, its code, or both as lists offer them: 130825 隆化县.
fn find_region(text: &str, day: Option<Day>) -> RegionFound {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let text = if digits >= 6 { &text[..digits] } else { text };
    // Without a day the newest names hold, and those of other years are found with a note.
    let day = day.unwrap_or_else(latest_day);
    match regions().find(text, day, None) {
        Ok(found) => RegionFound::One(found.code),
        Err(not) if not.candidates.is_empty() => RegionFound::Unknown,
        Err(not) => {
            let path = |code: &RegionCode| regions().path(code, day.year());
            let named = not.candidates.into_iter();
            let named = named.map(|code| (path(&code).unwrap_or_else(|| code.to_string()), code));
            RegionFound::Several(named.map(|(path, code)| (code, path)).collect())
        }
    }
}

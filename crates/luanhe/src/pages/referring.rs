//! The rows of other registers that name a row: a project's money and beneficiaries, a person's
//! posts and pay, an office's projects.

use super::layout::row_path;
use super::params::Params;
use super::persons::Persons;
use super::say::Say;
use crate::base::Result;
use crate::base::grouped;
use crate::parties::PEOPLE;
use crate::record::{Actor, Compare, Field, Kind, Ledger, Query, Recorded, Register};

/// How many rows of one field are shown; the list has them all.
const SHOWN: usize = 5;
/// Counting stops here.
const COUNTED: i64 = 1_000;

/// The rows that name a row by one field.
pub struct Referring {
    /// The register and the field: 财政援助资金流水 · 项目编号.
    pub title: String,
    pub counted: String,
    /// The list of all of them.
    pub all: String,
    /// Address of each row and what its key says.
    pub rows: Vec<(String, String)>,
}

pub fn referring(
    ledger: &mut Ledger,
    actor: &Actor,
    register: &'static Register,
    row: &Recorded,
    say: Say,
) -> Result<Vec<Referring>> {
    let mut found = Vec::new();
    for other in ledger.catalog.clone().registers.iter().copied() {
        for field in other.fields.iter().filter(|field| names(field, register)) {
            if actor.reads(other).is_ok() {
                found.extend(by(ledger, actor, (other, field), (register, row), say)?);
            }
        }
    }
    Ok(found)
}

fn names(field: &Field, register: &Register) -> bool {
    let person = field.kind == Kind::Person && register.name == PEOPLE.name;
    person || field.names_rows_of() == Some(register.name)
}

fn by(
    ledger: &mut Ledger,
    actor: &Actor,
    (other, field): (&'static Register, &'static Field),
    (register, row): (&'static Register, &Recorded),
    say: Say,
) -> Result<Option<Referring>> {
    let word = match (field.kind, register.key.first()) {
        (Kind::Person, _) => row.id.as_str(),
        (_, Some(key)) => row.value(register, key).text().unwrap_or(""),
        (_, None) => return Ok(None),
    };
    let mut query = Query::of(other).filter(field.name, Compare::Is, word);
    query.programme.clone_from(&row.programme);
    query.limit = SHOWN;
    let rows = ledger.list(actor, &query)?;
    if rows.is_empty() {
        return Ok(None);
    }
    let counted = ledger.count(actor, &query, COUNTED + 1)?;
    let more = if counted > COUNTED { "+" } else { "" };
    let keys = ledger.keys.clone();
    let shown: Result<Vec<_>> = rows.iter().map(|row| row.shown(other, &keys)).collect();
    let shown = shown?;
    let persons = Persons::of(ledger, other, &shown)?;
    // What the row is called, and when, and how much: the field that names this row would only repeat
    // it.
    let counts = |f: &&Field| f.filter && f.kind.is_number();
    let amounts = other.fields.iter().filter(counts).map(|f| &f.name);
    let told: Vec<&Field> = [&other.fields[0].name]
        .into_iter()
        .chain(other.key)
        .chain([&other.day])
        .chain(amounts)
        .filter(|name| **name != field.name)
        .filter_map(|name| other.field(name))
        .collect();
    let called = |values: &[crate::record::Value]| {
        let mut words: Vec<String> = Vec::new();
        for field in &told {
            let value = &values[other.at(field.name)];
            let word = persons.named(field, value).unwrap_or_else(|| say.value(field, value));
            if !word.is_empty() && !words.contains(&word) {
                words.push(word);
            }
        }
        words.join(" · ")
    };
    let rows = rows.iter().zip(&shown);
    Ok(Some(Referring {
        title: format!("{} · {}", say.text(&other.title), say.heading(field)),
        counted: format!("{}{more}", grouped(&counted.min(COUNTED).to_string())),
        all: Params::default().with(field.name, word).link(&format!("/{}", other.name)),
        rows: rows.map(|(row, values)| (row_path(other.name, &row.id), called(values))).collect(),
    }))
}

//! What a person typed into a form, read as a cell of a sheet is read. Every fault is given, each
//! with its place; what was typed stays in the form.

use super::params::Params;
use super::persons::Persons;
use crate::base::{Day, Fault, Place, Result, Said, Severity, say};
use crate::import::asking;
use crate::import::book::Cell;
use crate::import::cell::{Lookups, Reader, read};
use crate::record::{Actor, Compare, Field, Kind, Ledger, Query, Register, Row, Value};

/// A form's values, one for each field, and what is wrong with them.
pub struct Typed {
    pub values: Vec<Value>,
    pub faults: Vec<Fault>,
}

impl Typed {
    pub fn has_errors(&self) -> bool {
        self.faults.iter().any(Fault::is_error)
    }
}

/// Reads a whole form. `kept` are the values that stood before: a sensitive field that was left
/// empty keeps its own, because the form never showed it; so does a person whose name stands, and
/// what is given by an act.
pub fn typed(
    ledger: &mut Ledger,
    register: &'static Register,
    programme: &str,
    params: &Params,
    kept: Option<&[Value]>,
) -> Result<Typed> {
    let persons = match kept {
        Some(kept) => Persons::of(ledger, register, &[kept.to_vec()])?,
        None => Persons::default(),
    };
    let stays = |at: usize, field: &Field, word: &str| {
        let before = &kept?[at];
        let same = match field.kind {
            Kind::Person => persons.named(field, before).as_deref() == Some(word),
            kind => kind.is_given() || (kind.is_sensitive() && word.is_empty()),
        };
        same.then(|| before.clone())
    };
    let mut fields: Vec<(usize, &'static Field)> = register.fields.iter().enumerate().collect();
    // The date basis first: places are looked up on the row's day.
    fields.sort_by_key(|(_, field)| field.name != register.day);
    let asked: Vec<&Field> =
        register.fields.iter().filter(|field| params.has(field.name)).collect();
    let mut typed = Typed { values: vec![Value::Null; fields.len()], faults: Vec::new() };
    asking(ledger, programme, &asked, |lookups| {
        let mut day = lookups.today;
        for (at, field) in fields {
            let word = params.get(field.name).unwrap_or("");
            let is_basis = field.name == register.day;
            let reader = Reader::new(field, is_basis, None);
            typed.values[at] = match stays(at, field, word) {
                Some(value) => value,
                None if field.kind.is_given() => {
                    typed.faults.extend(field.required.then(|| given(field)));
                    Value::Null
                }
                None => one(&reader, word, day, lookups, &mut typed.faults),
            };
            if is_basis {
                day = typed.values[at].day().unwrap_or(day);
            }
        }
    })?;
    Ok(typed)
}

/// One field's words as its value; what is wrong or doubtful joins the faults.
fn one(
    reader: &Reader,
    word: &str,
    day: Day,
    lookups: &Lookups<'_>,
    faults: &mut Vec<Fault>,
) -> Value {
    let cell = if word.is_empty() { Cell::Blank } else { Cell::Text(word) };
    let mut value = Value::Null;
    let (note, severity) = match read(reader, cell, Some(day), lookups, &mut value) {
        Ok(change) => (change.and_then(|change| change.doubt), Severity::Doubt),
        Err(note) => (Some(*note), Severity::Error),
    };
    if let Some(note) = note {
        let place = Place::field(reader.field.name);
        faults.push(Fault { place, severity, reason: note.reason, remedy: note.remedy });
    }
    value
}

/// What single fields cannot say: the register's own checks, and another row with the same key.
pub fn checked(
    ledger: &mut Ledger,
    register: &'static Register,
    programme: &str,
    id: Option<&str>,
    typed: &mut Typed,
) -> Result<()> {
    if typed.has_errors() {
        return Ok(());
    }
    (register.check)(&Row { register, values: &typed.values }, &mut typed.faults);
    let Some(first) = register.key.first() else { return Ok(()) };
    let mut query = Query::of(register);
    query.programme = programme.to_string();
    query.limit = 2;
    for name in register.key {
        let value = &typed.values[register.at(name)];
        if value.is_null() {
            return Ok(());
        }
        query = query.filter(name, Compare::Is, value.clone());
    }
    // Whoever types it: the key must be free everywhere, not only where the writer may look.
    let same = ledger.list(&Actor::system("key"), &query)?;
    if same.iter().any(|row| Some(row.id.as_str()) != id) {
        let labels = |lang| {
            let labels = register.key.iter().filter_map(|name| register.field(name));
            labels.map(|f| f.label.to(lang)).collect::<Vec<_>>()
        };
        let zh = labels(crate::base::Lang::Zh).join("、");
        let en = labels(crate::base::Lang::En).join(", ");
        typed.faults.push(Fault::error(
            Place::field(first),
            say!("已有{zh}相同的一行", "there is a row with the same {en}"),
            say!("请更正那一行，或改用新的编号", "correct that row, or use a new one"),
        ));
    }
    Ok(())
}

/// What no form fills in.
fn given(field: &Field) -> Fault {
    let label = field.label;
    let reason = Said {
        zh: format!("{}不在这里填写", label.zh),
        en: format!("{} is not filled in here", label.en),
    };
    Fault::error(
        Place::field(field.name),
        reason,
        say!(
            "请打开所属的行，在它的页面上办理",
            "open the row it is about, and add it on its page"
        ),
    )
}

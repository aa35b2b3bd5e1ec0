//! A cell becomes a value of its field: clean, repaired with the change told, or refused with a
//! reason and a remedy. Nothing is guessed: what may mean two things is refused or marked.

mod choice;
mod day;
mod identity;
mod number;
mod spelling;

pub(super) use choice::distance;

#[cfg(test)]
pub mod tests;

pub use day::day_of;
pub use number::printed;

use std::borrow::Cow;

use super::book::Cell;
use super::heading::Unit;
use crate::base::{Day, RegionCode, Said, say};
use crate::record::{Field, Kind, Value};

/// What only the ledger knows. Rows are judged by several threads at once, so a closure over a
/// connection keeps it behind a mutex.
#[derive(Clone, Copy)]
pub struct Lookups<'a> {
    pub today: Day,
    /// The division that a name or a code means on a day.
    pub region: &'a (dyn Fn(&str, Option<Day>) -> RegionFound + Sync),
    /// The row of the people register with this ID number, or this id.
    pub person: &'a (dyn Fn(&str) -> Option<String> + Sync),
    /// The row of a register that a text names.
    pub row: &'a (dyn Fn(&str, &str) -> RowFound + Sync),
}

/// What a text names in a register: by its key, by another name, by a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFound {
    /// Its key as the register writes it.
    One(String),
    /// The keys of all that are called so.
    Several(Vec<String>),
    /// With the key that is spelled most like it.
    Unknown(Option<String>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegionFound {
    One(RegionCode),
    /// A name that several places have: each code with its full name.
    Several(Vec<(RegionCode, String)>),
    Unknown,
}

/// A column of the sheet as cells are read from it.
#[derive(Clone, Debug)]
pub struct Reader {
    pub field: &'static Field,
    /// The month is precise enough: the field is the register's date basis, or may be empty.
    pub month_will_do: bool,
    /// Fen per unit of a money column.
    pub fen: i64,
    /// What a unit of a counting column counts.
    pub times: i64,
}

impl Reader {
    pub fn new(field: &'static Field, is_basis: bool, unit: Option<&Unit>) -> Reader {
        Reader {
            field,
            month_will_do: is_basis || !field.required,
            fen: unit.and_then(|unit| unit.fen).unwrap_or(crate::base::Fen::YUAN),
            times: unit.map_or(1, |unit| unit.times),
        }
    }
}

/// Why a cell is not accepted, or what to look at in one that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub reason: Said,
    pub remedy: Said,
}

pub fn note(reason: Said, remedy: Said) -> Box<Note> {
    Box::new(Note { reason, remedy })
}

/// What was done to a cell beyond taking it as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Before and after.
    pub repair: Option<(String, String)>,
    pub doubt: Option<Note>,
}

/// `None`: taken as it stands. Boxed, because nearly all cells are.
pub type Read = Result<Option<Box<Change>>, Box<Note>>;

#[inline]
fn repaired(before: &str, after: &str) -> Read {
    let repair = (before != after).then(|| (before.to_string(), after.to_string()));
    Ok(repair.map(|repair| Box::new(Change { repair: Some(repair), doubt: None })))
}

fn doubted(before: &str, after: &str, doubt: Note) -> Read {
    let repair = (before != after).then(|| (before.to_string(), after.to_string()));
    Ok(Some(Box::new(Change { repair, doubt: Some(doubt) })))
}

/// Keeps the memory of the text that was there: rows are read into the same values again and again.
#[inline]
pub fn set_text(value: &mut Value, text: &str) {
    if let Value::Text(held) = value {
        held.clear();
        held.push_str(text);
    } else {
        *value = Value::Text(text.to_string());
    }
}

/// Reads a cell into `value`; `day` is the row's, for places that have changed their code.
#[inline]
pub fn read(
    reader: &Reader,
    cell: Cell<'_>,
    day: Option<Day>,
    lookups: &Lookups<'_>,
    value: &mut Value,
) -> Read {
    let outcome = match cell {
        Cell::Blank => {
            *value = Value::Null;
            Ok(None)
        }
        Cell::Error(text) => Err(error_cell(text)),
        Cell::Text(text) => read_text(reader, text, day, lookups, value),
        Cell::Bool(b) => read_text(reader, if b { "是" } else { "否" }, day, lookups, value),
        Cell::Number(x) | Cell::Date(x) => {
            let is_date = matches!(cell, Cell::Date(_));
            read_number(reader, (x, is_date), day, lookups, value)
        }
    };
    if outcome.is_err() {
        *value = Value::Null;
        return outcome;
    }
    if reader.field.required && value.is_null() {
        return Err(missing(reader.field));
    }
    outcome
}

fn missing(field: &Field) -> Box<Note> {
    let (zh, en) = (field.label.zh, field.label.en);
    note(say!("“{zh}”没有填", "“{en}” is empty"), say!("“{zh}”必填，请补上", "“{en}” is required"))
}

fn error_cell(text: &str) -> Box<Note> {
    if text.is_empty() {
        return note(
            say!("公式没有算出结果", "the formula has no result"),
            say!(
                "请用 Excel 打开、保存一次再导入",
                "open the file in Excel, save it, import again"
            ),
        );
    }
    note(
        say!("公式出错：{text}", "the formula gives {text}"),
        say!("请改正公式，或直接填写数值", "repair the formula or enter the value"),
    )
}

#[inline]
fn read_text(
    reader: &Reader,
    text: &str,
    day: Option<Day>,
    lookups: &Lookups<'_>,
    value: &mut Value,
) -> Read {
    match reader.field.kind {
        Kind::Text | Kind::File | Kind::AnyRow => {
            let tidy = spelling::tidy(text);
            if tidy.is_empty() {
                *value = Value::Null;
            } else {
                set_text(value, &tidy);
            }
            // What has kept its length has lost no blank; only a narrowed text owns its letters.
            let same = tidy.len() == text.len() && matches!(tidy, Cow::Borrowed(_));
            if same { Ok(None) } else { repaired(text, &tidy) }
        }
        Kind::Whole => number::whole(reader, text, value),
        Kind::Decimal(places) => number::decimal(reader, places, text, value),
        Kind::Money => number::money(reader, text, value),
        Kind::Day | Kind::Month => day::text(reader, text, value),
        Kind::Choice(choices) => choice::choice(choices, text, value),
        Kind::Region => region(text, day, lookups, value),
        Kind::Person => identity::person(text, lookups, value),
        kind @ (Kind::IdNumber | Kind::Phone | Kind::Bank) => {
            identity::number(kind, text, lookups.today, value)
        }
        Kind::Ref(register) | Kind::Named(register) => {
            reference(reader.field, register, text, lookups, value)
        }
    }
}

fn read_number(
    reader: &Reader,
    (x, is_date): (f64, bool),
    day: Option<Day>,
    lookups: &Lookups<'_>,
    value: &mut Value,
) -> Read {
    let kind = reader.field.kind;
    match kind {
        Kind::Day | Kind::Month => return day::number(reader, x, is_date, value),
        Kind::Money if !is_date => return number::money_number(reader, x, value),
        Kind::Whole if !is_date => return number::whole_number(reader, x, value),
        Kind::Money | Kind::Whole | Kind::Decimal(_) if is_date => {
            return Err(note(
                say!("单元格是日期格式，不是数", "the cell is formatted as a day, not as a number"),
                say!(
                    "请把格式改为“常规”，核对后重填",
                    "set its format to General and enter it again"
                ),
            ));
        }
        Kind::Text | Kind::Choice(_) if is_date => {
            let shown = day::serial(x).map_or_else(|| number::digits(x), |day| day.to_string());
            return read_text(reader, &shown, day, lookups, value);
        }
        _ => {}
    }
    // A number cell keeps 15 digits; whatever came after them is lost for good.
    if x.abs() >= 1e14 && !kind.is_given() {
        return Err(identity::through_a_float());
    }
    read_text(reader, &number::digits(x), day, lookups, value)
}

fn region(text: &str, day: Option<Day>, lookups: &Lookups<'_>, value: &mut Value) -> Read {
    let tidy = spelling::compact(text);
    if tidy.is_empty() {
        *value = Value::Null;
        return Ok(None);
    }
    match (lookups.region)(&tidy, day) {
        RegionFound::One(code) => {
            set_text(value, code.as_str());
            if tidy.len() == text.len() { Ok(None) } else { repaired(text, &tidy) }
        }
        RegionFound::Several(places) => {
            let names: Vec<String> =
                places.iter().take(5).map(|(code, name)| format!("{name} {code}")).collect();
            let names = names.join("、");
            Err(note(
                say!(
                    "“{tidy}”有多处同名：{names}",
                    "“{tidy}” is the name of several places: {names}"
                ),
                say!("请改填 6 位区划代码", "enter the six-digit code"),
            ))
        }
        RegionFound::Unknown => Err(note(
            say!("查不到行政区“{tidy}”", "no division is called “{tidy}”"),
            say!(
                "请填写当年的全称（如“隆化县”）或区划代码",
                "enter the full name of that year, such as 隆化县, or the code"
            ),
        )),
    }
}

/// A row of another register, kept by its key. A name that nobody registered is refused or marked,
/// as the field's kind says.
fn reference(
    field: &Field,
    register: &str,
    text: &str,
    lookups: &Lookups<'_>,
    value: &mut Value,
) -> Read {
    let tidy = spelling::tidy(text);
    if tidy.is_empty() {
        *value = Value::Null;
        return Ok(None);
    }
    let (reason, remedy) = match (lookups.row)(register, &tidy) {
        RowFound::One(key) => {
            set_text(value, &key);
            return repaired(text, &key);
        }
        RowFound::Several(keys) => {
            let keys = keys.join("、");
            let reason = say!("“{tidy}”可指几个：{keys}", "“{tidy}” may mean several: {keys}");
            (reason, say!("请改填全称或编号", "give the full name or the code"))
        }
        // Most offices name units that nobody has registered: only a likely slip is told.
        RowFound::Unknown(None) if matches!(field.kind, Kind::Named(_)) => {
            set_text(value, &tidy);
            return repaired(text, &tidy);
        }
        RowFound::Unknown(nearest) => {
            let reason = say!("台账里没有“{tidy}”", "there is no “{tidy}” in that register");
            let remedy = match nearest {
                Some(key) => say!(
                    "是不是“{key}”？没有登记的请先登记",
                    "did you mean “{key}”? what is missing is recorded there first"
                ),
                None => say!("请先导入它，或改正编号", "import it first, or correct the key"),
            };
            (reason, remedy)
        }
    };
    match field.kind {
        Kind::Named(_) => {
            set_text(value, &tidy);
            doubted(text, &tidy, *note(reason, remedy))
        }
        _ => Err(note(reason, remedy)),
    }
}

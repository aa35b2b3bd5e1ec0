//! The one description of a field: the sheet template, import, form, list, filters, export, API
//! schema and manual table are all drawn from it. Capped on purpose: few kinds, no conditions, no
//! callbacks; what does not fit gets a hand-written page.

use super::Value;
use crate::base::{Fen, Said, Text, text};

/// One of the words a choice may hold: the stored word is the Chinese one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    pub word: &'static str,
    pub en: &'static str,
}

pub const fn choice(word: &'static str, en: &'static str) -> Choice {
    Choice { word, en }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Whole,
    /// A number with so many decimals at most (亩, 吨, 股), kept as a whole number of the smallest.
    Decimal(u8),
    /// Fen; sheets say 元 or 万元 in the heading.
    Money,
    Day,
    /// A month, kept as its last day: a period, a filter, a closing take it as any day.
    Month,
    Choice(&'static [Choice]),
    /// A division's code; sheets may give its name.
    Region,
    /// A row of the people register, given by ID number.
    Person,
    /// A stored file, by its SM3; set by the act that stored it.
    File,
    /// 公民身份号码; sealed in the store, masked wherever shown.
    IdNumber,
    /// Sealed and masked.
    Phone,
    /// Sealed and masked.
    Bank,
    /// The key of a row of another register, such as a project's code. What is not there is refused.
    Ref(&'static str),
    /// The same, but a name that the register does not know is kept as it was written, and marked
    /// where it is like one that the register knows.
    Named(&'static str),
    /// A row of any register, as `projects/0191…`: what this row is about. It is set by the act that
    /// made the row, and whoever may not see the one does not see the other.
    AnyRow,
}

impl Kind {
    /// Sealed in the store, looked up by a keyed digest, masked in every reading.
    pub const fn is_sensitive(self) -> bool {
        matches!(self, Kind::IdNumber | Kind::Phone | Kind::Bank)
    }

    pub const fn is_number(self) -> bool {
        matches!(self, Kind::Whole | Kind::Decimal(_) | Kind::Money)
    }

    pub const fn is_day(self) -> bool {
        matches!(self, Kind::Day | Kind::Month)
    }

    /// How many decimals a number has when it is written: fen are hundredths of a yuan.
    pub const fn decimals(self) -> u8 {
        match self {
            Kind::Money => 2,
            Kind::Decimal(places) => places,
            _ => 0,
        }
    }

    /// The register whose rows it names by their key.
    pub const fn refers_to(self) -> Option<&'static str> {
        match self {
            Kind::Ref(register) | Kind::Named(register) => Some(register),
            _ => None,
        }
    }

    /// Set by the act that made the row, and typed by nobody: a file that one may not see could
    /// else be had by naming its SM3.
    pub const fn is_given(self) -> bool {
        matches!(self, Kind::File | Kind::AnyRow)
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The column's name, in sheets' templates, URLs and JSON too.
    pub name: &'static str,
    pub label: Text,
    pub kind: Kind,
    pub required: bool,
    pub hint: Text,
    /// What else sheets call its column, beside the labels.
    pub also: &'static [&'static str],
    /// Lists may be filtered and sorted by it; it has an index.
    pub filter: bool,
    /// A row may be referred to by it in place of the key: a code, other names parted by 、.
    pub names: bool,
    /// The register whose rows it names by their key, though nobody asks for them when it is entered:
    /// they may be told later. Pages lead both ways.
    pub leads_to: Option<&'static str>,
    pub after_close: AfterClose,
}

/// What of a field may still change once its row's period is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterClose {
    Frozen,
    /// All: it tells of the row's later life, such as a project's state.
    Changes,
    /// The row's last day: it may be set and moved among days that are open.
    Ends,
}

impl Field {
    pub const fn required(
        name: &'static str,
        zh: &'static str,
        en: &'static str,
        kind: Kind,
    ) -> Field {
        Field {
            name,
            label: text(zh, en),
            kind,
            required: true,
            hint: text("", ""),
            also: &[],
            filter: false,
            names: false,
            leads_to: None,
            after_close: AfterClose::Frozen,
        }
    }

    pub const fn optional(
        name: &'static str,
        zh: &'static str,
        en: &'static str,
        kind: Kind,
    ) -> Field {
        Field { required: false, ..Field::required(name, zh, en, kind) }
    }

    pub const fn hint(self, zh: &'static str, en: &'static str) -> Field {
        Field { hint: text(zh, en), ..self }
    }

    /// The headings under which offices print it.
    pub const fn also(self, also: &'static [&'static str]) -> Field {
        Field { also, ..self }
    }

    pub const fn filter(self) -> Field {
        Field { filter: true, ..self }
    }

    /// It goes on changing after the row's day, and a closing does not freeze it.
    pub const fn later(self) -> Field {
        Field { after_close: AfterClose::Changes, ..self }
    }

    /// The last day of a row that lasts.
    pub const fn ends(self) -> Field {
        Field { after_close: AfterClose::Ends, ..self }
    }
}

impl Field {
    pub const fn leads_to(self, register: &'static str) -> Field {
        Field { leads_to: Some(register), ..self }
    }

    /// The register whose rows it names by their key.
    pub fn names_rows_of(&self) -> Option<&'static str> {
        self.kind.refers_to().or(self.leads_to)
    }

    pub const fn names(self) -> Field {
        Field { names: true, ..self }
    }

    /// Whether it has an index of its own, so that lists may be filtered by it.
    pub const fn is_indexed(&self) -> bool {
        self.filter
            || self.kind.is_sensitive()
            || matches!(self.kind, Kind::Person)
            || self.kind.refers_to().is_some()
            || self.leads_to.is_some()
    }

    /// A value as files and forms write it: no grouping, no unit, the stored word. The one writer:
    /// what people read is made of it.
    pub fn plain(&self, value: &Value) -> String {
        match (self.kind, value) {
            (_, Value::Null | Value::Bytes(_)) => String::new(),
            (kind, Value::Int(i)) => {
                let places = u32::from(kind.decimals());
                Fen(*i).shown(10i64.pow(places), places)
            }
            (Kind::Month, Value::Text(day)) => day.get(..7).unwrap_or(day).to_string(),
            (_, Value::Text(text)) => text.clone(),
            (_, Value::Real(x)) => x.to_string(),
        }
    }

    /// A stored word in both languages, where the field is a choice.
    pub fn word(&self, word: &str) -> Said {
        let choice = match self.kind {
            Kind::Choice(choices) => choices.iter().find(|choice| choice.word == word),
            _ => None,
        };
        let en = choice.map_or(word, |choice| choice.en);
        Said { zh: word.to_string(), en: en.to_string() }
    }
}

//! A row as the ledger should have it, and where an office typed something else.

use crate::base::Day;
use crate::record::{Register, Value};
use crate::topics;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Typed {
    Blank,
    Text(String),
    Number(f64),
    /// A number that the sheet shows as a day.
    Date(Day),
}

impl Typed {
    pub fn text(text: impl Into<String>) -> Typed {
        Typed::Text(text.into())
    }
}

/// One row of a register. A planted fault overrides what its cells would say.
#[derive(Clone, Debug)]
pub struct Line {
    pub register: &'static Register,
    pub values: Vec<Value>,
    pub slips: Vec<(&'static str, Typed)>,
    /// The importer must refuse it.
    pub refused: bool,
}

/// A register by its name.
///
/// # Panics
/// Where there is none; every name stands in this folder, and a test writes all registers.
pub fn register(name: &str) -> &'static Register {
    topics::register(name).expect("a name of this folder")
}

impl Line {
    pub fn of(name: &str) -> Line {
        let register = register(name);
        let values = vec![Value::Null; register.fields.len()];
        Line { register, values, slips: Vec::new(), refused: false }
    }

    pub fn set(mut self, field: &str, value: impl Into<Value>) -> Line {
        self.values[self.register.at(field)] = value.into();
        self
    }

    /// The same, where there is a value.
    pub fn maybe(self, field: &str, value: Option<impl Into<Value>>) -> Line {
        match value {
            Some(value) => self.set(field, value),
            None => self,
        }
    }

    /// The last slip of a field stands.
    pub fn slip(mut self, field: &'static str, typed: Typed) -> Line {
        self.slips.retain(|(slipped, _)| *slipped != field);
        self.slips.push((field, typed));
        self
    }

    pub fn value(&self, field: &str) -> &Value {
        &self.values[self.register.at(field)]
    }

    pub fn slipped(&self, field: &str) -> Option<&Typed> {
        self.slips.iter().find(|(slipped, _)| *slipped == field).map(|(_, typed)| typed)
    }

    /// The year of the row: its places are named as they were then.
    pub fn year(&self) -> i16 {
        self.value(self.register.day).day().map_or(2021, Day::year)
    }
}

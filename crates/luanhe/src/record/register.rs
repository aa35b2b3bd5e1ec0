//! A register (台账): a kind of row with its fields, its natural key and its row checks.

use crate::base::{Day, Fault, Fen, Place, Said, Text};

use super::{Field, Kind, Value};

pub struct Register {
    /// The word in URLs, commands and table names: `posts`.
    pub name: &'static str,
    pub title: Text,
    pub fields: &'static [Field],
    /// The fields that name a row in the office's own books; empty where nothing does.
    pub key: &'static [&'static str],
    /// The field that says when it happened: the date basis of lists, closing and indicators.
    pub day: &'static str,
    /// The field that says where: the region basis, and what a scope is checked against.
    pub region: &'static str,
    /// Rows are about persons: the partner side sees aggregates of them only.
    pub personal: bool,
    /// What no single field can state. `row` already has each field in its own type.
    pub check: fn(&Row<'_>, &mut Vec<Fault>),
}

impl Register {
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|f| f.name == name)
    }

    /// Whether rows are typed or imported; others come from an act on the row that they are about.
    pub fn is_typed(&self) -> bool {
        !self.fields.iter().any(|f| f.required && f.kind.is_given())
    }

    /// The field that names the row which a row of this register is about, where there is one.
    pub fn about(&self) -> Option<&'static Field> {
        self.fields.iter().find(|f| f.kind == Kind::AnyRow)
    }

    /// The place of a field in `fields`. Names come from the register itself.
    ///
    /// # Panics
    /// Where a topic names a field that it does not declare; a test reads every name.
    pub fn at(&self, name: &str) -> usize {
        let at = self.fields.iter().position(|f| f.name == name);
        at.unwrap_or_else(|| panic!("register `{}` has no field `{name}`", self.name))
    }
}

/// A row's values beside its register, read by field name.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub register: &'static Register,
    pub values: &'a [Value],
}

impl<'a> Row<'a> {
    pub fn value(&self, name: &str) -> &'a Value {
        &self.values[self.register.at(name)]
    }

    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.value(name).text()
    }

    pub fn whole(&self, name: &str) -> Option<i64> {
        self.value(name).int()
    }

    pub fn money(&self, name: &str) -> Option<Fen> {
        self.value(name).fen()
    }

    pub fn day(&self, name: &str) -> Option<Day> {
        self.value(name).day()
    }

    pub fn fault(&self, field: &str, reason: Said, remedy: Said) -> Fault {
        Fault::error(Place::field(field), reason, remedy)
    }

    pub fn doubt(&self, field: &str, reason: Said, remedy: Said) -> Fault {
        Fault::doubt(Place::field(field), reason, remedy)
    }
}

impl std::fmt::Debug for Register {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

//! A register (台账): a kind of row with its fields, its natural key and its row checks.

use crate::base::{Day, Fault, Fen, Place, Said, Text, say, text};

use super::{AfterClose, Field, Kind, Value};

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

    /// Whether rows go on after their day, so that a closing freezes a part of them only.
    pub fn lasts(&self) -> bool {
        self.fields.iter().any(|f| f.after_close != AfterClose::Frozen)
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

    /// The same as a page shows it: nothing where there is none.
    pub fn written(&self, name: &str) -> String {
        self.text(name).unwrap_or("").to_string()
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

    fn kind_and_label(&self, name: &str) -> (Kind, Text) {
        let field = &self.register.fields[self.register.at(name)];
        (field.kind, field.label)
    }

    fn shown(&self, name: &str, number: i64) -> String {
        self.register.fields[self.register.at(name)].plain(&number.into())
    }

    /// Refuses a number for what is said of it; what to do, its field's hint says best.
    fn refused(&self, name: &str, number: i64, what: Text) -> Fault {
        let field = &self.register.fields[self.register.at(name)];
        let shown = self.shown(name, number);
        let reason = Said {
            zh: format!("{} {shown} {}", field.label.zh, what.zh),
            en: format!("{} {shown} {}", field.label.en, what.en),
        };
        let look =
            if field.hint.zh.is_empty() { text("请核对", "check it") } else { field.hint };
        self.fault(name, reason, look.into())
    }

    /// A fault where a number is zero or below. Differences are never asked: an adjusting entry is
    /// not checked as a row.
    pub fn positive(&self, name: &str) -> Option<Fault> {
        let number = self.whole(name).filter(|number| *number <= 0)?;
        Some(self.refused(name, number, text("须大于零", "must be above zero")))
    }

    pub fn not_negative(&self, name: &str) -> Option<Fault> {
        let number = self.whole(name).filter(|number| *number < 0)?;
        Some(self.refused(name, number, text("不能为负", "is below zero")))
    }

    /// A fault at the later day where it comes before the earlier one.
    pub fn in_order(&self, earlier: &str, later: &str) -> Option<Fault> {
        let (first, then) = (self.day(earlier)?, self.day(later)?);
        (then < first).then(|| {
            let ((_, a), (_, b)) = (self.kind_and_label(earlier), self.kind_and_label(later));
            let reason = Said {
                zh: format!("{} {then} 早于{} {first}", b.zh, a.zh),
                en: format!("{} {then} is before {} {first}", b.en, a.en),
            };
            self.fault(later, reason, say!("请核对两个日期", "check both days"))
        })
    }

    /// A fault at the part where it is more than the whole.
    pub fn part_of(&self, part: &str, whole: &str) -> Option<Fault> {
        let (less, more) = (self.whole(part)?, self.whole(whole)?);
        (less > more).then(|| {
            let ((kind, a), (_, b)) = (self.kind_and_label(part), self.kind_and_label(whole));
            let (x, y) = (self.shown(part, less), self.shown(whole, more));
            let reason = Said {
                zh: format!("{} {x} 大于{} {y}", a.zh, b.zh),
                en: format!("{} {x} is more than {} {y}", a.en, b.en),
            };
            let look = match kind {
                Kind::Money => text("请核对单位（元、万元）", "check the unit (元 or 万元)"),
                _ => text("请核对两个数", "check both numbers"),
            };
            self.fault(part, reason, look.into())
        })
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

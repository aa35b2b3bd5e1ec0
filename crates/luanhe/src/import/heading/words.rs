//! The words under which a register's fields are known.

use std::collections::HashMap;

use super::label::{bracket, plain, unit};
use super::{Mapping, Unit};
use crate::record::{Kind, Register};

/// How surely a heading names a field; more is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// By its lowest level alone.
    Lowest,
    /// By all of its levels.
    Whole,
    /// A person said so.
    Mapped,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// `None`: a person said that the column is not wanted.
    pub field: Option<usize>,
    pub unit: Option<Unit>,
    pub sure: Sure,
}

pub struct Words {
    fields: HashMap<String, usize>,
    mapped: HashMap<String, Option<usize>>,
    required: Vec<bool>,
    /// The only field that is a place, where there is one.
    pub place: Option<usize>,
}

impl Words {
    pub fn new(register: &Register, mappings: &[Mapping]) -> Words {
        let mut fields = HashMap::new();
        // A field's own label goes before the other words of another field.
        for (at, field) in register.fields.iter().enumerate() {
            for word in [field.label.zh, field.label.en, field.name] {
                let word = plain(word);
                let (base, _) = unit(&word);
                fields.entry(base.to_string()).or_insert(at);
                fields.entry(word).or_insert(at);
            }
        }
        for (at, field) in register.fields.iter().enumerate() {
            for word in field.also {
                fields.entry(plain(word)).or_insert(at);
            }
        }
        let mapped = mappings
            .iter()
            .filter(|mapping| mapping.template == register.name)
            .map(|mapping| {
                let at = register.fields.iter().position(|f| f.name == mapping.field);
                (plain(&mapping.heading), at)
            })
            .collect();
        let required = register.fields.iter().map(|field| field.required).collect();
        let mut places =
            (0..register.fields.len()).filter(|at| register.fields[*at].kind == Kind::Region);
        let place = places.next().filter(|_| places.next().is_none());
        Words { fields, mapped, required, place }
    }

    pub fn is_required(&self, field: usize) -> bool {
        self.required[field]
    }

    /// The field that a column's levels, topmost first, name.
    pub fn named(&self, levels: &[String]) -> Option<Named> {
        let joined = levels.concat();
        if let Some(field) = self.mapped.get(&joined) {
            let (_, unit) = unit(&joined);
            return Some(Named { field: *field, unit, sure: Sure::Mapped });
        }
        // A level that is only a unit belongs to the one above it.
        if let [above @ .., last] = levels
            && !above.is_empty()
            && let Some(own) = Unit::parse(last.trim_matches(['(', ')']))
        {
            let named = self.named(above)?;
            return Some(Named { unit: Some(own), ..named });
        }
        if let Some((field, unit)) = self.known(&joined) {
            return Some(Named { field: Some(field), unit, sure: Sure::Whole });
        }
        (1..levels.len()).find_map(|from| {
            let (field, unit) = self.known(&levels[from..].concat())?;
            // The unit may stand on the upper level: 金额(万元) over 中央, 省级.
            let upper =
                || levels[..from].iter().rev().find_map(|level| super::label::unit(level).1);
            Some(Named { field: Some(field), unit: unit.or_else(upper), sure: Sure::Lowest })
        })
    }

    fn known(&self, word: &str) -> Option<(usize, Option<Unit>)> {
        let (base, own) = unit(word);
        if let Some(at) = self.fields.get(word).or_else(|| self.fields.get(base)) {
            return Some((*at, own));
        }
        // 项目名称(全称): what the bracket says is a note.
        let (base, inside) = bracket(base)?;
        // 帮扶单位(盖章) is a line to sign on, not a column.
        if inside.ends_with('章') || inside.contains('签') {
            return None;
        }
        let at = self.fields.get(base)?;
        let noted = inside
            .split([',', '、', ';'])
            .find_map(|part| Unit::parse(part.trim_start_matches("单位").trim_start_matches(':')));
        Some((*at, own.or(noted)))
    }

    /// Whether a single word names a field.
    pub fn knows(&self, plain: &str) -> bool {
        self.known(plain).is_some()
    }

    /// The field whose word shares most with a heading, as a suggestion to a person.
    pub fn closest(&self, heading: &str) -> Option<usize> {
        let near = |word: &str| {
            let shared = heading.chars().filter(|c| word.contains(*c)).count();
            let longer = heading.chars().count().max(word.chars().count());
            (shared * 100).checked_div(longer).unwrap_or(0)
        };
        let mut words: Vec<_> =
            self.fields.iter().map(|(word, at)| (near(word), word, *at)).collect();
        words.sort();
        words.last().filter(|(score, ..)| *score >= 50).map(|(.., at)| *at)
    }
}

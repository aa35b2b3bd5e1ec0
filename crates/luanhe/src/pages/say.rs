//! The language of a page, and how values are written in it.

use crate::base::{Lang, RegionCode, Said, Text, grouped};
use crate::parties::region::LATEST;
use crate::parties::regions;
use crate::record::{Field, Kind, Value};
use crate::watch::Level;

/// The language in which a page speaks. Templates have the two texts in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Say(pub Lang);

impl Say {
    pub fn of<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.0 {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    pub fn text(&self, text: &Text) -> &'static str {
        text.to(self.0)
    }

    pub fn said<'a>(&self, said: &'a Said) -> &'a str {
        said.to(self.0)
    }

    /// A place's name as it is now, or its code where no table has it.
    pub fn place(&self, code: &str) -> String {
        let region = RegionCode::parse(code);
        let name = region.and_then(|code| regions().name_in(&code, LATEST, self.0));
        name.map_or_else(|| code.to_string(), str::to_string)
    }

    pub fn level(&self, level: &Level) -> &'static str {
        level.label().to(self.0)
    }

    /// A field's heading, with its unit where it has one.
    pub fn heading(&self, field: &Field) -> String {
        let label = field.label.to(self.0);
        match (field.kind, self.0) {
            (Kind::Money, Lang::Zh) => format!("{label}（元）"),
            (Kind::Money, Lang::En) => format!("{label} (yuan)"),
            _ => label.to_string(),
        }
    }

    /// A value as tables and rows show it. Sensitive ones must come masked.
    pub fn value(&self, field: &Field, value: &Value) -> String {
        match (field.kind, value) {
            (Kind::Choice(_), Value::Text(word)) => field.word(word).to(self.0).to_string(),
            (Kind::Region, Value::Text(code)) => self.place(code),
            // The end of an id tells rows apart; its beginning is the moment it was made.
            (Kind::AnyRow, Value::Text(row)) => match row.split_once('/') {
                Some((register, id)) => {
                    format!("{register} …{}", &id[id.len().saturating_sub(6)..])
                }
                None => row.clone(),
            },
            // A year is a number too, and nobody writes 2,021.
            (Kind::Whole, Value::Int(i)) if i.abs() < 10_000 => i.to_string(),
            (_, Value::Int(_) | Value::Real(_)) => grouped(&field.plain(value)),
            _ => field.plain(value),
        }
    }
}

/// A moment as civil time, zone +08:00: 2021-12-31 16:20.
pub fn moment(ms: i64) -> String {
    const MINUTE: i64 = 60_000;
    let day = crate::base::Day::at(ms);
    let minute = (ms - (day.end_ms() + 1 - 1440 * MINUTE)) / MINUTE;
    format!("{day} {:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::{Say, moment};
    use crate::base::Lang;

    #[test]
    fn moments_and_places_read_well() {
        assert_eq!(moment(0), "1970-01-01 08:00");
        assert_eq!(Say(Lang::Zh).place("130825"), "隆化县");
        assert_eq!(Say(Lang::Zh).place("999999"), "999999");
    }
}

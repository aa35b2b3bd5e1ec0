//! How a value is printed where its unit stands in a heading or above a chart.

use serde::{Serialize, Serializer};

use crate::base::{Fen, Lang, Said, Unit, grouped, say};

/// A unit, the divisor under which its values are shown, and the decimals kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Scale {
    pub unit: Unit,
    /// Stored units in one shown unit: 1,000,000 fen in 万元.
    pub per: i64,
    pub decimals: u32,
}

impl Scale {
    pub const WAN: Scale = Scale { unit: Unit::Fen, per: Fen::WAN, decimals: 2 };
    pub const YI: Scale = Scale { unit: Unit::Fen, per: Fen::YI, decimals: 2 };
    pub const PERCENT: Scale = Scale { unit: Unit::Ppm, per: 10_000, decimals: 2 };

    /// The scale of a table column: money in 万元, shares in per cent, all else counted one by one.
    pub const fn of(unit: Unit) -> Scale {
        match unit {
            Unit::Fen => Scale::WAN,
            Unit::Ppm => Scale::PERCENT,
            unit => Scale { unit, per: 1, decimals: 0 },
        }
    }

    pub const fn with_decimals(self, decimals: u32) -> Scale {
        Scale { decimals, ..self }
    }

    /// The unit's word as headings print it. English follows the statistical yearbooks (10,000
    /// yuan, 100 million yuan), so that both languages show the same digits.
    pub fn word(self) -> Said {
        let label = self.unit.label();
        match (self.unit, self.per) {
            (Unit::Fen, Fen::YI) => say!("亿元", "100 million yuan"),
            (Unit::Fen, Fen::WAN) => say!("万元", "10,000 yuan"),
            (Unit::Posts, 1) => say!("个", "posts"),
            (_, 10_000) if self.unit != Unit::Ppm => {
                Said { zh: format!("万{}", label.zh), en: format!("10,000 {}", label.en) }
            }
            _ => label.into(),
        }
    }

    /// The digits alone: 5365.95; in English 5,365.95.
    pub fn number(self, value: i64, lang: Lang) -> String {
        let digits = Fen(value).shown(self.per, self.decimals);
        match lang {
            Lang::Zh => digits,
            Lang::En => grouped(&digits),
        }
    }

    /// Digits and unit: 5365.95万元, 43.04%.
    pub fn shown(self, value: i64, lang: Lang) -> String {
        let (number, word) = (self.number(value, lang), self.word());
        match (self.unit, lang) {
            (Unit::Ppm, _) | (_, Lang::Zh) => format!("{number}{}", word.to(lang)),
            (_, Lang::En) if self.per > 1 && self.per != Fen::YUAN => {
                format!("{number} × {}", word.to(lang))
            }
            (_, Lang::En) => format!("{number} {}", word.to(lang)),
        }
    }

    /// The value as a number of shown units, for sheets and for lengths in a chart.
    pub fn ratio(self, value: i64) -> f64 {
        value as f64 / self.per as f64
    }
}

impl Serialize for Scale {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut out = serializer.serialize_struct("Scale", 3)?;
        out.serialize_field("unit", unit_code(self.unit))?;
        out.serialize_field("per", &self.per)?;
        out.serialize_field("decimals", &self.decimals)?;
        out.end()
    }
}

/// The unit's name in JSON, which stays when labels change.
pub fn unit_code(unit: Unit) -> &'static str {
    match unit {
        Unit::Fen => "fen",
        Unit::People => "people",
        Unit::PersonTimes => "person_times",
        Unit::PersonDays => "person_days",
        Unit::Households => "households",
        Unit::Firms => "firms",
        Unit::Institutions => "institutions",
        Unit::InstitutionTimes => "institution_times",
        Unit::Sites => "sites",
        Unit::Pairs => "pairs",
        Unit::Projects => "projects",
        Unit::Items => "items",
        Unit::Posts => "posts",
        Unit::Heads => "heads",
        Unit::Plants => "plants",
        Unit::Mu => "mu",
        Unit::Days => "days",
        Unit::Ppm => "ppm",
        Unit::Plain => "plain",
    }
}

#[cfg(test)]
mod tests {
    use super::{Scale, Unit};
    use crate::base::Lang;

    #[test]
    fn both_languages_show_the_same_digits() {
        let value = 536_595_000_000;
        assert_eq!(Scale::WAN.shown(value, Lang::Zh), "536595.00万元");
        assert_eq!(Scale::WAN.shown(value, Lang::En), "536,595.00 × 10,000 yuan");
        assert_eq!(Scale::YI.number(value, Lang::Zh), "53.66");
        assert_eq!(Scale::of(Unit::Ppm).shown(-12_345, Lang::En), "-1.23%");
        let people = Scale { unit: Unit::People, per: 10_000, decimals: 2 };
        assert_eq!(people.shown(171_200, Lang::Zh), "17.12万人");
    }
}

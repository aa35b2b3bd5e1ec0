//! What a number means: exponents of 分, 人, 月, 日 and per cent. All arithmetic is on integers.

use std::fmt;

/// A product of base units. `percent` counts factors of 1/100, so that 30 % of 分 is an integer in 分·%.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Unit {
    pub fen: i8,
    pub person: i8,
    pub month: i8,
    pub day: i8,
    pub percent: i8,
}

/// What an expression is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// True, false or unknown.
    Truth,
    /// A code of a classification: only compared for equality.
    Code,
    /// A day as `yyyymmdd`: only compared.
    Day,
    Number(Unit),
    /// The literal 0, which fits every unit.
    Zero,
}

impl Unit {
    pub const NONE: Unit = Unit { fen: 0, person: 0, month: 0, day: 0, percent: 0 };
    pub const PERSON: Unit = Unit { person: 1, ..Unit::NONE };

    /// The unit of a product, or `None` when an exponent leaves what is sensible.
    pub fn times(self, other: Unit) -> Option<Unit> {
        let add = |a: i8, b: i8| a.checked_add(b).filter(|sum| sum.abs() <= 8);
        Some(Unit {
            fen: add(self.fen, other.fen)?,
            person: add(self.person, other.person)?,
            month: add(self.month, other.month)?,
            day: add(self.day, other.day)?,
            percent: add(self.percent, other.percent)?,
        })
    }

    /// The same dimension, whatever the power of per cent.
    pub fn alike(self, other: Unit) -> bool {
        Unit { percent: 0, ..self } == Unit { percent: 0, ..other }
    }

    /// Reads `分/人`, `元`, `%`, `月` …; the second value is what a number in the text's unit is
    /// multiplied by (`元` is 100 分).
    pub fn parse(text: &str) -> Option<(Unit, i64)> {
        let mut unit = Unit::NONE;
        let mut scale = 1;
        let mut sign = 1;
        for part in text.split_inclusive(['/', '·']) {
            let name = part.trim_end_matches(['/', '·']).trim();
            match name {
                "分" => unit.fen += sign,
                "元" if sign > 0 => {
                    unit.fen += 1;
                    scale *= 100;
                }
                "人" => unit.person += sign,
                "月" => unit.month += sign,
                "日" | "天" => unit.day += sign,
                "%" => unit.percent += sign,
                "次" | "项" | "个" | "1" => {}
                _ => return None,
            }
            if part.ends_with('/') {
                sign = -1;
            }
        }
        Some((unit, scale))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = [
            (self.fen, "分"),
            (self.person, "人"),
            (self.month, "月"),
            (self.day, "日"),
            (self.percent, "%"),
        ];
        let side = |positive: bool| -> Vec<String> {
            let mine =
                names.iter().filter(|(power, _)| if positive { *power > 0 } else { *power < 0 });
            mine.flat_map(|(power, name)| {
                std::iter::repeat_n(name.to_string(), usize::from(power.unsigned_abs()))
            })
            .collect()
        };
        let (above, below) = (side(true), side(false));
        let above = if above.is_empty() { "1".to_string() } else { above.join("·") };
        if below.is_empty() {
            f.write_str(&above)
        } else {
            write!(f, "{above}/{}", below.join("/"))
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Truth => f.write_str("true/false"),
            Type::Code => f.write_str("a code"),
            Type::Day => f.write_str("a day"),
            Type::Zero => f.write_str("0"),
            Type::Number(unit) if *unit == Unit::NONE => f.write_str("a count (no unit)"),
            Type::Number(unit) => write!(f, "{unit}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Unit;

    #[test]
    fn units_are_read_multiplied_and_written() {
        let (line, scale) = Unit::parse("元/人").unwrap();
        assert_eq!((line.to_string().as_str(), scale), ("分/人", 100));
        assert_eq!(line.times(Unit::PERSON).unwrap().to_string(), "分");
        assert_eq!(Unit::parse("项").unwrap().0, Unit::NONE);
        assert!(Unit::parse("斤").is_none());
        assert!(Unit::parse("分/元").is_none());
    }
}

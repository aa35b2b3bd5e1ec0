//! A value as a clerk types it.

use super::dice::Dice;
use super::line::{Line, Typed};
use super::office::{DayStyle, Office, Unit};
use super::places;
use crate::base::Day;
use crate::record::{Kind, Value};

/// What the office types for a field of a row; `place` is any number that differs between cells.
pub fn typed(
    line: &Line,
    field: &str,
    (office, unit): (&Office, Unit),
    dice: Dice,
    place: usize,
) -> Typed {
    let kind = line.register.field(field).map_or(Kind::Text, |field| field.kind);
    let untidy = office.untidy > 0 && dice.of("untidy").one_in(place, office.untidy);
    match (kind, line.value(field)) {
        (_, Value::Null) => Typed::Blank,
        (Kind::Money, Value::Int(fen)) if untidy => {
            Typed::Text(wide(&format!("{:.2}", number(*fen, unit))))
        }
        (Kind::Money, Value::Int(fen)) => Typed::Number(number(*fen, unit)),
        (Kind::Decimal(_), value) => Typed::Text(plain(line, field, value)),
        (_, Value::Int(count)) if untidy => Typed::Text(wide(&count.to_string())),
        (_, Value::Int(count)) => Typed::Number(*count as f64),
        (Kind::Day | Kind::Month, value) => match value.day() {
            Some(day) => in_style(day, dice.of("day").pick(place, office.days)),
            None => Typed::Blank,
        },
        (Kind::Region, value) => {
            let spelling = dice.of("place").pick(place, office.places);
            let text = places::spelled(value.text().unwrap_or(""), line.year(), spelling);
            Typed::Text(text)
        }
        (kind, value) => {
            let text = value.text().unwrap_or("").to_string();
            Typed::Text(if untidy { messy(&text, kind, dice.below(place, 3)) } else { text })
        }
    }
}

fn plain(line: &Line, field: &str, value: &Value) -> String {
    line.register.field(field).map_or_else(String::new, |field| field.plain(value))
}

/// Fen in a unit.
pub fn number(fen: i64, unit: Unit) -> f64 {
    // Both are whole numbers far below 2^53, so the quotient is the nearest double to the decimal.
    fen as f64 / unit.fen() as f64
}

/// What a money cell adds to a total, as the clerk's own formula would have it.
pub fn amount(typed: &Typed, kind: Option<Kind>, unit: Unit) -> Option<i64> {
    let per = match kind? {
        Kind::Money => unit.fen(),
        Kind::Whole => 1,
        _ => return None,
    };
    let x = match typed {
        Typed::Number(x) => *x,
        Typed::Text(text) => narrow(text).parse().ok()?,
        _ => return None,
    };
    Some((x * per as f64).round() as i64)
}

fn in_style(day: Day, style: DayStyle) -> Typed {
    let (year, month, date) = (day.year(), day.month_of_year(), day.day_of_month());
    let dots = || format!("{year}.{month}.{date}");
    Typed::Text(match style {
        DayStyle::Iso => day.to_string(),
        DayStyle::Dots => dots(),
        DayStyle::Chinese => day.in_chinese(),
        DayStyle::Slashes => format!("{year}/{month}/{date}"),
        DayStyle::Compact => format!("{year}{month:02}{date:02}"),
        DayStyle::Wide => wide(&dots()),
        DayStyle::Serial => return Typed::Number(f64::from(serial(day))),
        DayStyle::Cell => return Typed::Date(day),
    })
}

/// As Excel counts days.
pub fn serial(day: Day) -> i32 {
    day.since(Day::new(1899, 12, 30).expect("a day"))
}

/// A blank behind, a wide blank behind, or wide letters and digits.
fn messy(text: &str, kind: Kind, how: usize) -> String {
    match (how, kind) {
        (0, _) => format!("{text} "),
        (1, _) | (_, Kind::Choice(_)) => format!("{text}\u{3000}"),
        _ => text.chars().map(|c| if c.is_ascii_alphanumeric() { widened(c) } else { c }).collect(),
    }
}

fn wide(text: &str) -> String {
    text.chars().map(widened).collect()
}

fn widened(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        c => c,
    }
}

fn narrow(text: &str) -> String {
    let one = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    };
    text.chars().map(one).collect()
}

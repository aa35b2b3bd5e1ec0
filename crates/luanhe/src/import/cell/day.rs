//! Days in all the spellings of county sheets.
//!
//! A month alone (2021.3) is taken as its first day and marked, where the field is the register's
//! date basis or may be empty: its figures go by the month. Any other required day is refused.

use std::borrow::Cow;

use super::spelling::{compact, is_nothing};
use super::{Note, Read, Reader, doubted, note, number, repaired, set_text};
use crate::base::{Day, say};
use crate::record::{Kind, Value};

/// Serial numbers taken as days where the cell is not formatted as one: 1910 to 2119.
const SERIALS: std::ops::Range<f64> = 3_654.0..80_000.0;

enum Spelled {
    Day(Day),
    Month(Day),
}

#[inline]
pub(super) fn text(reader: &Reader, text: &str, value: &mut Value) -> Read {
    if is_iso(text) && reader.field.kind == Kind::Day {
        set_text(value, text);
        return Ok(None);
    }
    let without_time = text.trim().split_once([' ', 'T']).filter(|(_, time)| time.contains(':'));
    let spelled = compact(without_time.map_or(text, |(day, _)| day));
    if is_nothing(&spelled) {
        *value = Value::Null;
        return repaired(text, "");
    }
    // Days before 1890 and after 2100 are slips of the pen.
    match parse(&spelled).ok_or_else(|| not_a_day(text))? {
        Spelled::Day(day) | Spelled::Month(day) if reader.field.kind == Kind::Month => {
            set_text(value, &day.month().last_day().to_string());
            let month = day.month().to_string();
            // A sheet's month may be any of its days: only what reads otherwise was changed.
            if text.starts_with(&month) { Ok(None) } else { repaired(text, &month) }
        }
        Spelled::Day(day) => {
            let iso = day.to_string();
            set_text(value, &iso);
            repaired(text, &iso)
        }
        Spelled::Month(first) => month(reader, text, first, value),
    }
}

/// A day in any spelling; `None` where it is none, or a month alone.
pub fn day_of(text: &str) -> Option<Day> {
    match parse(&compact(text))? {
        Spelled::Day(day) => Some(day),
        Spelled::Month(_) => None,
    }
}

pub(super) fn number(reader: &Reader, x: f64, is_date: bool, value: &mut Value) -> Read {
    if is_date {
        let day = serial(x).ok_or_else(|| not_a_day(&number::digits(x)))?;
        let day = if reader.field.kind == Kind::Month { day.month().last_day() } else { day };
        set_text(value, &day.to_string());
        return Ok(None);
    }
    let digits = number::digits(x);
    // 2021.10 typed as a number is kept as 2021.1.
    if x.fract() != 0.0 && digits.len() == 6 && digits.ends_with(".1") {
        return Err(note(
            say!(
                "{digits} 是数字，分不清是 1 月还是 10 月",
                "{digits} is a number: January or October?"
            ),
            say!("请改填完整日期，如 2021-10-08", "enter the whole day, such as 2021-10-08"),
        ));
    }
    if x.fract() == 0.0 && SERIALS.contains(&x) && reader.field.kind == Kind::Day {
        let day = serial(x).ok_or_else(|| not_a_day(&digits))?;
        set_text(value, &day.to_string());
        return repaired(&digits, &day.to_string());
    }
    text(reader, &digits, value)
}

/// The day of an Excel serial number, its time of day dropped.
pub(super) fn serial(x: f64) -> Option<Day> {
    let day = Day::from_excel(x.floor() as i64)?;
    (1890..=2100).contains(&day.year()).then_some(day)
}

fn month(reader: &Reader, text: &str, first: Day, value: &mut Value) -> Read {
    let iso = first.to_string();
    if !reader.month_will_do {
        return Err(note(
            say!("“{text}”只写到月", "“{text}” names a month, not a day"),
            say!("请补上日，如 {first}", "add the day, as in {first}"),
        ));
    }
    set_text(value, &iso);
    let doubt = *note(
        say!("“{text}”只写到月，按 {iso} 记", "“{text}” names a month; it is kept as {iso}"),
        say!("知道是哪一天的，请补上", "add the day where it is known"),
    );
    doubted(text, &iso, doubt)
}

/// Whether the text is an ISO day that exists.
#[inline]
fn is_iso(text: &str) -> bool {
    let b = text.as_bytes();
    b.len() == 10
        && b[4] == b'-'
        && b[7] == b'-'
        && exists(&[b[0], b[1], b[2], b[3], b[5], b[6], b[8], b[9]])
}

/// Whether eight digits are a day of the calendar between 1890 and 2100. Asked of millions of cells,
/// so the calendar's own library is not troubled.
#[inline]
pub(super) fn exists(digits: &[u8; 8]) -> bool {
    if !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let number = |range: std::ops::Range<usize>| {
        digits[range].iter().fold(0u32, |n, d| n * 10 + u32::from(d - b'0'))
    };
    let (year, month, day) = (number(0..4), number(4..6), number(6..8));
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1890..=2100).contains(&year) && (1..=last).contains(&day)
}

fn parse(spelled: &str) -> Option<Spelled> {
    let plain = arabic(spelled);
    if plain.bytes().all(|b| b.is_ascii_digit()) {
        let part = |range: std::ops::Range<usize>| plain.get(range)?.parse::<u32>().ok();
        return match plain.len() {
            8 => day(part(0..4)?, part(4..6)?, part(6..8)?).map(Spelled::Day),
            6 => day(part(0..4)?, part(4..6)?, 1).map(Spelled::Month),
            5 => {
                let x = f64::from(part(0..5)?);
                serial(x).filter(|_| SERIALS.contains(&x)).map(Spelled::Day)
            }
            _ => None,
        };
    }
    let parts: Option<Vec<u32>> = plain
        .trim_end_matches(['日', '号', '月', '.', '-', '/'])
        .split(['年', '月', '-', '/', '.'])
        .map(|part| (part.len() <= 4).then(|| part.parse().ok()).flatten())
        .collect();
    match parts?.as_slice() {
        [year, month, on] => day(*year, *month, *on).map(Spelled::Day),
        [year, month] if *year > 1_000 => day(*year, *month, 1).map(Spelled::Month),
        _ => None,
    }
}

fn day(year: u32, month: u32, day: u32) -> Option<Day> {
    let year = i16::try_from(year).ok().filter(|year| (1890..=2100).contains(year))?;
    Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// 二〇二一年三月五日 with its numerals made Arabic; anything else as it is.
fn arabic(text: &str) -> Cow<'_, str> {
    let Some((year, rest)) = text.split_once('年') else { return Cow::Borrowed(text) };
    if year.bytes().all(|b| b.is_ascii_digit()) && rest.is_ascii() {
        return Cow::Borrowed(text);
    }
    let digit = |c: char| match c {
        '〇' | '零' | '○' | 'O' | 'o' | '0' => Some('0'),
        c if c.is_ascii_digit() => Some(c),
        c => figures::numeral(c.encode_utf8(&mut [0; 4]))
            .filter(|v| v.scale() == 0 && v.mantissa() < 10)
            .and_then(|v| char::from_digit(u32::try_from(v.mantissa()).ok()?, 10)),
    };
    let Some(year) = year.chars().map(digit).collect::<Option<String>>() else {
        return Cow::Borrowed(text);
    };
    let mut out = format!("{year}年");
    for part in rest.split_inclusive(['月', '日', '号']) {
        let number = part.trim_end_matches(['月', '日', '号']);
        let spelled = number.replace('廿', "二十").replace('元', "一");
        match figures::numeral(&spelled) {
            Some(value) => out += &value.to_string(),
            None => out += number,
        }
        out += &part[number.len()..];
    }
    Cow::Owned(out)
}

fn not_a_day(text: &str) -> Box<Note> {
    note(
        say!("“{text}”不是能认的日期", "“{text}” is not a day that can be read"),
        say!("请按 2021-03-05 的样子填写年月日", "enter year, month and day as in 2021-03-05"),
    )
}

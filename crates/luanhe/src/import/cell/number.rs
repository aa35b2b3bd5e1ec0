//! Money and counts: exact, in the column's unit unless the cell states its own.

use super::spelling::{compact, is_nothing};
use super::{Cell, Note, Read, Reader, note, repaired};
use crate::base::{Fen, say};
use crate::record::Value;

/// A number as Excel shows it: 15 digits, so that 0.1+0.2 is 0.3.
pub fn digits(x: f64) -> String {
    let shortest = format!("{x}");
    if shortest.bytes().filter(u8::is_ascii_digit).count() <= 15 {
        return shortest;
    }
    format!("{x:.14e}").parse::<f64>().map_or(shortest, |rounded| format!("{rounded}"))
}

#[inline]
pub(super) fn money(reader: &Reader, text: &str, value: &mut Value) -> Read {
    if let Some(fen) = plain_fen(text.as_bytes(), reader.fen) {
        *value = Value::Int(fen);
        return Ok(None);
    }
    let Some(amount) = Amount::parse(&compact(text)) else {
        *value = Value::Null;
        return repaired(text, "");
    };
    let amount = amount.map_err(|()| not_a_number(text))?;
    // 1.2万 in a column of 元, and 500元 in a column of 万元, mean what they say.
    let fen = amount.fen.unwrap_or(reader.fen);
    let (sum, exact) = rounded(&amount.digits, fen).ok_or_else(|| too_large(text))?;
    *value = Value::Int(sum.0);
    // What was typed is told as it was, what it became in 元.
    let as_typed = exact && amount.fen.is_none() && amount.digits == text;
    if as_typed { Ok(None) } else { repaired(text, &format!("{}元", sum.yuan())) }
}

pub(super) fn money_number(reader: &Reader, x: f64, value: &mut Value) -> Read {
    let fen = x * reader.fen as f64;
    let whole = fen.round();
    // Doubles are exact to a thousandth of a fen up to a hundred million 亿.
    if (fen - whole).abs() < 1e-3 && whole.abs() < 9e12 {
        *value = Value::Int(whole as i64);
        return Ok(None);
    }
    money(reader, &digits(x), value)
}

pub(super) fn whole(reader: &Reader, text: &str, value: &mut Value) -> Read {
    let bytes = text.as_bytes();
    if reader.times == 1
        && (1..=15).contains(&bytes.len())
        && bytes.iter().all(u8::is_ascii_digit)
        && let Ok(count) = text.parse()
    {
        *value = Value::Int(count);
        return Ok(None);
    }
    let Some(amount) = Amount::parse(&compact(text)) else {
        *value = Value::Null;
        return repaired(text, "");
    };
    let amount = amount.map_err(|()| not_a_number(text))?;
    let times = amount.fen.map_or(reader.times, |fen| fen / Fen::YUAN);
    let (Fen(count), exact) = rounded(&amount.digits, times).ok_or_else(|| too_large(text))?;
    if !exact {
        return Err(not_whole(text));
    }
    *value = Value::Int(count);
    let as_typed = amount.fen.is_none() && amount.digits == text;
    if as_typed { Ok(None) } else { repaired(text, &count.to_string()) }
}

/// A number with decimals, as a whole number of its smallest part.
pub(super) fn decimal(reader: &Reader, places: u8, text: &str, value: &mut Value) -> Read {
    let Some(amount) = Amount::parse(&compact(text)) else {
        *value = Value::Null;
        return repaired(text, "");
    };
    let amount = amount.map_err(|()| not_a_number(text))?;
    let times = amount.fen.map_or(reader.times, |fen| fen / Fen::YUAN);
    let per = 10i64.pow(places.into()).checked_mul(times).ok_or_else(|| too_large(text))?;
    let (Fen(parts), exact) = rounded(&amount.digits, per).ok_or_else(|| too_large(text))?;
    *value = Value::Int(parts);
    let as_typed = exact && amount.fen.is_none() && amount.digits == text;
    if as_typed { Ok(None) } else { repaired(text, &reader.field.plain(value)) }
}

pub(super) fn whole_number(reader: &Reader, x: f64, value: &mut Value) -> Read {
    if x.fract() == 0.0 && x.abs() < 1e15 && reader.times == 1 {
        *value = Value::Int(x as i64);
        return Ok(None);
    }
    whole(reader, &digits(x), value)
}

/// The quick way for what nearly all cells hold: up to 12 digits with up to two decimals.
#[inline]
fn plain_fen(bytes: &[u8], per: i64) -> Option<i64> {
    if bytes.is_empty() || bytes.len() > 12 {
        return None;
    }
    let (mut units, mut decimals, mut point) = (0i64, 0u32, false);
    for byte in bytes {
        match byte {
            b'0'..=b'9' => {
                units = units * 10 + i64::from(byte - b'0');
                decimals += u32::from(point);
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    // At least one digit on either side of a point; two decimals divide every unit.
    let sound = decimals <= 2 && per % 100 == 0 && (!point || (decimals > 0 && bytes[0] != b'.'));
    (sound && units < 1_000_000_000_000).then(|| units * (per / 10i64.pow(decimals)))
}

/// A number as typed: its bare digits, and the unit it states itself.
struct Amount {
    digits: String,
    fen: Option<i64>,
}

impl Amount {
    /// `None` for the marks that mean “nothing”.
    fn parse(compact: &str) -> Option<Result<Amount, ()>> {
        if is_nothing(compact) {
            return None;
        }
        Some(Amount::of(compact).ok_or(()))
    }

    fn of(compact: &str) -> Option<Amount> {
        const UNITS: &[(&str, i64)] = &[
            ("亿元", Fen::YI),
            ("万元", Fen::WAN),
            ("千元", 1_000 * Fen::YUAN),
            ("亿", Fen::YI),
            ("万", Fen::WAN),
            ("元整", Fen::YUAN),
            ("元", Fen::YUAN),
        ];
        const COUNTED: &[&str] =
            &["人次", "人", "户", "个", "次", "项", "亩", "只", "株", "家", "所"];
        let bare = compact.trim_start_matches(['¥', '￥']);
        let counted = COUNTED.iter().find_map(|word| bare.strip_suffix(word)).unwrap_or(bare);
        let unit = UNITS.iter().find_map(|(word, fen)| Some((counted.strip_suffix(word)?, *fen)));
        let (number, fen) = unit.map_or((counted, None), |(number, fen)| (number, Some(fen)));
        // Accountants put a negative in brackets.
        let inner = number.strip_prefix('(').and_then(|n| n.strip_suffix(')'));
        let (sign, number) = match (inner, number.strip_prefix('-')) {
            (Some(inner), _) => ("-", inner),
            (None, Some(rest)) => ("-", rest),
            (None, None) => ("", number.strip_prefix('+').unwrap_or(number)),
        };
        let digits = ungrouped(number)?;
        Some(Amount { digits: format!("{sign}{digits}"), fen })
    }
}

/// Digits without separators of thousands, where those stand in their places.
fn ungrouped(number: &str) -> Option<String> {
    let (whole, part) = match number.split_once('.') {
        Some((whole, part)) if !part.is_empty() => (whole, Some(part)),
        Some(_) => return None,
        None => (number, None),
    };
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let in_place =
        rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let sound = in_place
        && all_digits(first)
        && rest.iter().all(|group| all_digits(group))
        && part.is_none_or(all_digits);
    sound.then(|| match part {
        Some(part) => format!("{first}{}.{part}", rest.concat()),
        None => format!("{first}{}", rest.concat()),
    })
}

/// Bare digits times the unit, rounded half away from zero, and whether that was exact.
fn rounded(digits: &str, per: i64) -> Option<(Fen, bool)> {
    if let Some(exact) = Fen::parse(digits, per) {
        return Some((exact, true));
    }
    let (sign, bare) = digits.strip_prefix('-').map_or((1, digits), |rest| (-1, rest));
    let (whole, part) = bare.split_once('.').unwrap_or((bare, ""));
    // Twelve decimals of 亿元 are a thousandth of a fen.
    let part = &part[..part.len().min(12)];
    let units: i128 = format!("{whole}{part}").parse().ok()?;
    let scale = 10i128.pow(u32::try_from(part.len()).ok()?);
    let twice = units.checked_mul(i128::from(per))?.checked_mul(2)?;
    let fen = (twice + scale) / (scale * 2);
    i64::try_from(sign * fen).ok().map(|fen| (Fen(fen), false))
}

/// The decimals that a cell shows; 0 where it shows none or is no number.
pub fn printed(cell: &Cell<'_>) -> u32 {
    let count = |text: &str| {
        let part = text.split_once('.').map_or("", |(_, part)| part);
        part.bytes().take_while(u8::is_ascii_digit).count() as u32
    };
    match cell {
        Cell::Text(text) => count(text),
        Cell::Number(x) => count(&digits(*x)),
        _ => 0,
    }
}

fn not_a_number(text: &str) -> Box<Note> {
    note(
        say!("“{text}”不是数", "“{text}” is not a number"),
        say!("请只填数字，说明写进备注", "enter digits only; put words into the note"),
    )
}

fn not_whole(text: &str) -> Box<Note> {
    note(
        say!("“{text}”不是整数", "“{text}” is not a whole number"),
        say!("请填整数；折算的数请写进备注", "enter a whole number"),
    )
}

fn too_large(text: &str) -> Box<Note> {
    note(
        say!("“{text}”太大", "“{text}” is too large"),
        say!("请检查单位（元、万元）是否写错", "check the unit, 元 or 万元"),
    )
}

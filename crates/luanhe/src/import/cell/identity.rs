//! ID numbers, phones and bank accounts as spreadsheets spoil them: spaced, widened, kept as floats.
//! What makes a number right is said in one place, [`crate::parties::identity`].

use std::borrow::Cow;

use super::spelling::{compact, is_nothing};
use super::{Lookups, Note, Read, doubted, note, repaired, set_text};
use crate::base::{Day, Severity, say};
use crate::parties::{identity, regions};
use crate::record::{Kind, Value};

/// Digits without the blanks, hyphens and apostrophes that people put between them.
fn bare(text: &str) -> Cow<'_, str> {
    let compact = compact(text);
    if compact.contains(['-', '\'', '`', '’']) {
        return Cow::Owned(compact.replace(['-', '\'', '`', '’'], ""));
    }
    compact
}

/// Eighteen characters with the right check digit and a day on which a living person may be born.
fn is_whole(number: &[u8], today: Day) -> bool {
    let Some(born) = number.get(6..14).and_then(|digits| digits.try_into().ok()) else {
        return false;
    };
    let year = || number[6..10].iter().fold(0i16, |year, d| year * 10 + i16::from(d - b'0'));
    number.len() == 18
        && identity::check_digit(number) == Some(number[17])
        && super::day::exists(born)
        && (today.year() - 119..today.year()).contains(&year())
}

/// The quick way for what nearly all cells hold: a whole number of a known place.
fn is_sound(number: &[u8], today: Day) -> bool {
    is_whole(number, today)
        && std::str::from_utf8(&number[..6]).is_ok_and(|prefix| regions().is_known(prefix))
}

pub(super) fn number(kind: Kind, text: &str, today: Day, value: &mut Value) -> Read {
    if kind == Kind::IdNumber && is_sound(text.as_bytes(), today) {
        set_text(value, text);
        return Ok(None);
    }
    // A telephone keeps its hyphens until it is known to be one: two numbers may stand there.
    let spelled = if kind == Kind::Phone { compact(text) } else { bare(text) };
    if is_nothing(&spelled) {
        *value = Value::Null;
        return repaired(text, "");
    }
    let zeros = kind == Kind::IdNumber && spelled.len() == 18 && spelled.ends_with("000");
    // Of ten numbers whose last digits a float took, nine have a wrong check digit; a right one of a
    // place that no table has is somebody's.
    if is_scientific(&spelled) || (zeros && !is_whole(spelled.as_bytes(), today)) {
        return Err(through_a_float());
    }
    let identity::Judged { value: number, flaws } = identity::judge(kind, &spelled, today);
    // The first error, or else the first doubt.
    let flaw = flaws.into_iter().min_by_key(|flaw| flaw.severity != Severity::Error);
    match (number, flaw) {
        (Some(number), None) => {
            set_text(value, &number);
            repaired(text, &number)
        }
        (Some(number), Some(flaw)) => {
            set_text(value, &number);
            doubted(text, &number, *note(flaw.reason, flaw.remedy))
        }
        (None, flaw) => {
            let flaw = flaw.expect("what has no value has an error");
            if kind == Kind::Phone {
                // 不详 for a telephone does not unmake the person.
                *value = Value::Null;
                return doubted(text, "", *note(flaw.reason, flaw.remedy));
            }
            Err(note(flaw.reason, flaw.remedy))
        }
    }
}

/// `1.30828E+17`.
fn is_scientific(text: &str) -> bool {
    let exponent = text.to_ascii_uppercase().find("E+");
    exponent.is_some_and(|at| text[..at].parse::<f64>().is_ok())
}

pub(super) fn through_a_float() -> Box<Note> {
    note(
        say!(
            "号码被 Excel 当成数字存过，15 位以后已丢失",
            "Excel kept it as a number, and lost what came after 15 digits"
        ),
        say!(
            "请把这一列设为“文本”格式，再照原件重新填写；改格式不能找回数字",
            "format the column as Text and enter it again from the document"
        ),
    )
}

/// A person by ID number; or by the id of their row, as links and programs give it.
pub(super) fn person(text: &str, lookups: &Lookups<'_>, value: &mut Value) -> Read {
    let is_id = text.len() == 36 && text.as_bytes()[8] == b'-';
    let change = if is_id {
        set_text(value, text);
        None
    } else {
        number(Kind::IdNumber, text, lookups.today, value)?
    };
    let Some(number) = value.text() else { return Ok(change) };
    match (lookups.person)(number) {
        Some(id) => {
            set_text(value, &id);
            Ok(change)
        }
        None => Err(note(
            say!(
                "人员库里没有这个证件号码的人",
                "nobody in the people register has this ID number"
            ),
            say!("请先导入人员，或核对号码", "import the person first, or check the number"),
        )),
    }
}

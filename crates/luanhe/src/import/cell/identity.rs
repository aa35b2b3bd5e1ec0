//! ID numbers (GB 11643), phones and bank accounts: long strings of digits that spreadsheets like to
//! spoil.

use std::borrow::Cow;

use super::spelling::compact;
use super::{Lookups, Note, Read, doubted, note, repaired, set_text};
use crate::base::say;
use crate::record::Value;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// The check character of the first 17 digits; `None` where they are no digits.
#[inline]
pub fn check_digit_of(number: &[u8]) -> Option<u8> {
    let digits = number.get(..17)?;
    let mut sum = 0;
    for (digit, weight) in digits.iter().zip(WEIGHTS) {
        sum += digit.is_ascii_digit().then(|| u32::from(digit - b'0') * weight)?;
    }
    Some(b"10X98765432"[sum as usize % 11])
}

/// Digits without the blanks, hyphens and apostrophes that people put between them.
fn bare(text: &str) -> Cow<'_, str> {
    let compact = compact(text);
    if compact.contains(['-', '\'', '`', '’']) {
        return Cow::Owned(compact.replace(['-', '\'', '`', '’'], ""));
    }
    compact
}

pub(super) fn id_number(text: &str, value: &mut Value) -> Read {
    let bytes = text.as_bytes();
    if bytes.len() == 18 && check_digit_of(bytes) == Some(bytes[17]) && is_born(bytes) {
        set_text(value, text);
        return Ok(None);
    }
    let bare = bare(text);
    if bare.is_empty() {
        *value = Value::Null;
        return Ok(None);
    }
    let upper = match bare.contains('x') {
        true => Cow::Owned(bare.to_ascii_uppercase()),
        false => bare,
    };
    let bytes = upper.as_bytes();
    match bytes.len() {
        18 if check_digit_of(bytes) == Some(bytes[17]) && is_born(bytes) => {
            set_text(value, &upper);
            repaired(text, &upper)
        }
        // A certificate of disability: the ID number, kind and level.
        20 if check_digit_of(bytes) == Some(bytes[17])
            && bytes[18..].iter().all(u8::is_ascii_digit) =>
        {
            set_text(value, &upper);
            repaired(text, &upper)
        }
        15 if bytes.iter().all(u8::is_ascii_digit) => old_number(text, &upper, value),
        _ if is_scientific(&upper) => Err(through_a_float()),
        18 if upper.ends_with("000") && check_digit_of(bytes).is_some() => Err(through_a_float()),
        18 if check_digit_of(bytes).is_some() => Err(note(
            say!(
                "证件号码校验不对，多半有一位写错",
                "the check digit is wrong: a digit is mistyped"
            ),
            say!("请照身份证核对 18 位号码", "compare all 18 characters with the card"),
        )),
        length => Err(note(
            say!(
                "证件号码应为 18 位，这里是 {length} 位或含别的字",
                "an ID number has 18 characters; this has {length}, or other signs"
            ),
            say!("请照身份证填写 18 位号码", "enter the 18 characters of the card"),
        )),
    }
}

/// A number of the first generation, made longer by the century and the check digit.
fn old_number(text: &str, digits: &str, value: &mut Value) -> Read {
    let longer = format!("{}19{}", &digits[..6], &digits[6..]);
    let Some(check) = check_digit_of(longer.as_bytes()).filter(|_| is_born(longer.as_bytes()))
    else {
        return Err(note(
            say!("15 位旧号码里的出生日期不对", "the birth date in the old number is wrong"),
            say!("请填写 18 位号码", "enter the number of 18 characters"),
        ));
    };
    let whole = format!("{longer}{}", char::from(check));
    set_text(value, &whole);
    let doubt = *note(
        say!("15 位旧号码，已推算成 18 位", "an old number of 15 digits, made into one of 18"),
        say!("请核对推算出的号码", "compare the result with the card"),
    );
    doubted(text, &whole, doubt)
}

/// Whether the number says a day of birth that exists.
#[inline]
fn is_born(number: &[u8]) -> bool {
    number.get(6..14).and_then(|digits| digits.try_into().ok()).is_some_and(super::day::exists)
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

pub(super) fn person(text: &str, lookups: &Lookups<'_>, value: &mut Value) -> Read {
    let change = id_number(text, value)?;
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

pub(super) fn phone(text: &str, value: &mut Value) -> Read {
    let spelled = compact(text);
    if spelled.is_empty() {
        *value = Value::Null;
        return Ok(None);
    }
    let digits: String = spelled.chars().filter(|c| !matches!(c, '-' | '(' | ')' | '+')).collect();
    let local = digits.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(&digits);
    if !local.bytes().all(|b| b.is_ascii_digit()) && is_scientific(&spelled) {
        return Err(through_a_float());
    }
    let numeric = local.bytes().all(|b| b.is_ascii_digit());
    let is_phone = match local.len() {
        11 if local.starts_with('1') => true,
        7 | 8 => true,
        10..=12 => local.starts_with('0'),
        _ => false,
    };
    set_text(value, if numeric { local } else { &spelled });
    if numeric && is_phone {
        return repaired(text, local);
    }
    let kept = if numeric { local } else { &spelled };
    let doubt = *note(
        say!("不像一个电话号码", "this does not look like one phone number"),
        say!(
            "请填一个手机号（11 位）或带区号的座机",
            "enter one mobile number, or a landline with its code"
        ),
    );
    doubted(text, kept, doubt)
}

pub(super) fn bank(text: &str, value: &mut Value) -> Read {
    let bare = bare(text);
    if bare.is_empty() {
        *value = Value::Null;
        return Ok(None);
    }
    if is_scientific(&bare) {
        return Err(through_a_float());
    }
    if !bare.bytes().all(|b| b.is_ascii_digit()) || !(8..=32).contains(&bare.len()) {
        return Err(note(
            say!("银行账号应为 8 至 32 位数字", "an account has 8 to 32 digits"),
            say!("请照存折或银行卡填写", "copy it from the book or the card"),
        ));
    }
    set_text(value, &bare);
    repaired(text, &bare)
}

//! Widths and blanks.

use std::borrow::Cow;

use super::super::heading::{is_blank, narrow};

#[inline]
fn is_plain(byte: u8) -> bool {
    matches!(byte, 0x21..=0x7E)
}

/// Text without blanks at its ends and unseen marks, its letters and digits narrow. Signs keep their
/// width: in Chinese prose the wide ones are right.
#[inline]
pub fn tidy(text: &str) -> Cow<'_, str> {
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let trimmed = text.trim_matches(is_blank);
    let changes = |c: char| {
        matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ') || (is_blank(c) && !c.is_whitespace())
    };
    if !trimmed.contains(changes) {
        return Cow::Borrowed(trimmed);
    }
    let kept = trimmed.chars().filter(|c| c.is_whitespace() || !is_blank(*c));
    Cow::Owned(kept.map(|c| if changes(c) { narrow(c) } else { c }).collect())
}

/// The same without any blank and with signs narrow too: for numbers, codes and choices.
pub fn compact(text: &str) -> Cow<'_, str> {
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    if !text.contains(|c| is_blank(c) || narrow(c) != c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !is_blank(*c)).map(narrow).collect())
}

/// What clerks write where there is nothing.
pub fn is_nothing(compact: &str) -> bool {
    matches!(compact, "" | "-" | "--" | "/" | "\\" | "无" | "暂无" | "空" | "n/a" | "N/A")
}

//! Names of institutions that differ by a word or its place: 应用技术职业学院 beside 职业技术学院.

use super::{Check, Note, Weight};
use crate::lexicon::Lexicon;
use std::ops::Range;
use std::sync::LazyLock;

/// What the names of institutions end with.
const ENDINGS: &str =
    "学院 大学 医院 公司 集团 研究院 实验室 分院 中心 基地 产业园 合作社 学校 中学 卫生院";

/// Characters that no such name holds.
const STOPS: &str = "的在向为对和与及、，。；：！？从由到至是给使让各全该本我们两个援赴驻往于把被将以有出了内来等设立续\
    持投助成造打入展进推筑是或即个家所项名“”《》()[]·\n ";

/// More names than this are a list, not prose.
const MOST_NAMES: usize = 200;

static WORDS: LazyLock<Lexicon<()>> =
    LazyLock::new(|| Lexicon::new(ENDINGS.split_whitespace().map(|word| (word, ()))));

struct Name<'t> {
    text: &'t str,
    range: Range<usize>,
    letters: Vec<char>,
}

pub(super) fn notes(text: &str) -> Vec<Note> {
    let names = names(text);
    let mut notes = Vec::new();
    for (at, one) in names.iter().enumerate() {
        for other in names[at + 1..].iter().filter(|other| is_variant(one, other)) {
            let zh = format!("“{}”与“{}”可能是同一单位，请核对名称。", one.text, other.text);
            let en = format!(
                "“{}” and “{}” may be one institution; check the name.",
                one.text, other.text
            );
            notes.push(Note {
                check: Check::NameVariant,
                weight: Weight::Question,
                spans: vec![one.range.clone(), other.range.clone()],
                arithmetic: String::new(),
                zh,
                en,
            });
        }
    }
    notes
}

/// The different names of a text, in order.
fn names(text: &str) -> Vec<Name<'_>> {
    const LONGEST: usize = 16;
    const SHORTEST: usize = 6;
    let mut found: Vec<Name<'_>> = Vec::new();
    // The characters since the last stop, each with its place.
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        if !('\u{4E00}'..='\u{9FFF}').contains(&c) || STOPS.contains(c) {
            open.clear();
            continue;
        }
        open.push((at, c));
        if open.len() > 2 * LONGEST {
            open.drain(..LONGEST);
        }
        let letters: Vec<char> = open.iter().rev().take(LONGEST).rev().map(|(_, c)| *c).collect();
        if WORDS.ending(&letters, letters.len(), 3).is_none() || letters.len() < SHORTEST {
            continue;
        }
        let range = open[open.len() - letters.len()].0..at + c.len_utf8();
        let name = Name { text: &text[range.clone()], range, letters };
        if found.len() < MOST_NAMES && !found.iter().any(|known| known.text == name.text) {
            found.push(name);
        }
    }
    found
}

/// The letters of the shorter all occur in the longer, at most two more do, both begin and end
/// alike, and the one is not simply the other with a word before or after it.
fn is_variant(one: &Name<'_>, other: &Name<'_>) -> bool {
    let (long, short) =
        if one.letters.len() >= other.letters.len() { (one, other) } else { (other, one) };
    let extra = long.letters.len() - short.letters.len();
    let alike = long.letters[..2] == short.letters[..2]
        && long.letters[long.letters.len() - 2..] == short.letters[short.letters.len() - 2..];
    if extra > 2 || !alike || long.text.contains(short.text) {
        return false;
    }
    let mut rest = long.letters.clone();
    short.letters.iter().all(|c| match rest.iter().position(|l| l == c) {
        Some(at) => {
            rest.swap_remove(at);
            true
        }
        None => false,
    })
}

//! A text against itself: what its own figures prove, contradict or leave open, without any ledger.
//!
//! Each check compares intervals, never printed digits, so that rounding raises no alarm. The
//! reach of every comparison is bounded, so a long text takes time in proportion to its length.

mod names;
mod people;
mod periods;
mod shares;
mod sums;
mod twice;

use crate::decimal::Decimal;
use crate::figure::Figure;
use crate::scan;
use std::collections::HashMap;
use std::ops::Range;

/// What was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Check {
    /// Parts beside their total: 2.68 + 7.11 of 16.52.
    Parts,
    /// A stated total beside the list before it: 合计.
    Total,
    /// 其中: a part beside its whole.
    Among,
    /// A percentage beside the two figures that make it.
    Share,
    /// Growth, a multiple or points beside the two values that make them.
    Growth,
    /// The same number in two places, under the same words or others.
    Twice,
    /// The same words, two numbers.
    TwoValues,
    /// Persons of one group inside another: not to be added.
    Overlap,
    /// Households beside persons.
    Household,
    /// One figure of one year beside one of many years, or of none.
    Accounts,
    /// 八年来 beside 自2016年以来.
    Span,
    /// Two spellings of what may be one name.
    NameVariant,
    /// Intended, agreed or merely involved money: not landed, not paid.
    NotLanded,
}

/// How much a note weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    /// The figures cannot all be true.
    Contradiction,
    /// They can, but something must be stated first.
    Question,
    /// They were checked, and agree.
    Holds,
}

/// One finding about the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub check: Check,
    pub weight: Weight,
    /// Bytes of the text, in the order in which the sentence names them.
    pub spans: Vec<Range<usize>>,
    /// What was computed: 2.68亿元 + 7.11亿元 = 9.79亿元; "" where nothing was.
    pub arithmetic: String,
    /// One sentence each.
    pub zh: String,
    pub en: String,
}

/// The text read and checked against itself, in the order of the text.
pub fn self_check(text: &str) -> Vec<Note> {
    check(text, &scan::read(text))
}

/// The same over figures already read from `text`.
pub fn check(text: &str, found: &[Figure<'_>]) -> Vec<Note> {
    let figures: Vec<&Figure<'_>> = found.iter().filter(|f| f.is_figure()).collect();
    let mut notes = sums::notes(text, &figures);
    notes.extend(shares::notes(text, &figures));
    notes.extend(twice::notes(&figures));
    notes.extend(people::notes(&figures));
    notes.extend(periods::notes(text, found, &figures));
    notes.extend(names::notes(text));
    notes.sort_by_key(|note| note.spans.first().map_or(0, |span| span.start));
    notes
}

impl Note {
    fn new(check: Check, weight: Weight, figures: &[&Figure<'_>]) -> Note {
        let spans = figures.iter().map(|f| f.start..f.end).collect();
        let (arithmetic, zh, en) = (String::new(), String::new(), String::new());
        Note { check, weight, spans, arithmetic, zh, en }
    }

    fn says(self, arithmetic: String, zh: String, en: String) -> Note {
        Note { arithmetic, zh, en, ..self }
    }
}

/// A value as an official writes it: 6.73亿元, 398.07万元, 41家.
fn shown(value: Decimal, unit: &str) -> String {
    const PLACES: u32 = 2;
    let (yi, wan) = (Decimal::power_of_ten(8), Decimal::power_of_ten(4));
    let scaled =
        |by: Decimal, word: &str| value.over(by, PLACES).map(|v| format!("{v}{word}{unit}"));
    let found = match value.abs() {
        size if size >= yi => scaled(yi, "亿"),
        size if size >= wan => scaled(wan, "万"),
        _ => None,
    };
    found.unwrap_or_else(|| format!("{}{unit}", value.rounded(PLACES)))
}

/// The words of a measure that say what is measured: its last four characters, without a verb of
/// reaching.
fn subject(figure: &Figure<'_>) -> Option<String> {
    const LENGTH: usize = 4;
    let words = figure
        .measure
        .trim_end_matches(|c: char| "达到为共了至等约近超过计是".contains(c) || c.is_whitespace());
    let mut chars: Vec<char> = words.chars().rev().take(LENGTH).collect();
    chars.reverse();
    (chars.len() == LENGTH).then(|| chars.into_iter().collect())
}

/// Figures that measure the same in the same unit, in the order of the text; groups of one are
/// left out.
fn by_subject<'f, 'a>(figures: &[&'f Figure<'a>]) -> Vec<Vec<&'f Figure<'a>>> {
    let mut places: HashMap<(String, &str), usize> = HashMap::new();
    let mut groups: Vec<Vec<&Figure<'_>>> = Vec::new();
    for &figure in figures.iter().filter(|f| !is_relative(f)) {
        let Some(subject) = subject(figure) else { continue };
        let place = *places.entry((subject, figure.basis)).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(figure);
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// Shares, points, multiples and durations, which are never parts of a sum.
fn is_relative(figure: &Figure<'_>) -> bool {
    use crate::unit::Dimension::{Duration, Multiple, None, Points, Share};
    matches!(figure.unit.kind, Share | Points | Multiple | Duration | None)
}

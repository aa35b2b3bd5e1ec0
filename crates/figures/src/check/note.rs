//! What a check says: how much it weighs, where it looks, and its sentence.

use crate::decimal::Decimal;
use crate::figure::Figure;
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

impl Note {
    pub(super) fn new(check: Check, weight: Weight, figures: &[&Figure<'_>]) -> Note {
        let spans = figures.iter().map(|f| f.start..f.end).collect();
        let (arithmetic, zh, en) = (String::new(), String::new(), String::new());
        Note { check, weight, spans, arithmetic, zh, en }
    }

    pub(super) fn says(self, arithmetic: String, zh: String, en: String) -> Note {
        Note { arithmetic, zh, en, ..self }
    }
}

/// A value as an official writes it: 6.73亿元, 398.07万元, 41家.
pub(super) fn shown(value: Decimal, unit: &str) -> String {
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

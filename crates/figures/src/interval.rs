//! What a printed value admits: the interval that its digits and its qualifier leave open.
//!
//! The rules, with *u* the place of the last digit printed and *s* that of the last digit printed
//! that is not a trailing zero of a whole number (3.7万: both 0.1万; 300: u = 1, s = 100):
//!
//! | printed | means | why |
//! |---|---|---|
//! | v | v ± u/2; a whole count without 万 or 亿 is exact | rounding |
//! | v余, v多 | [v, v + s) | more than v, less than the next such number |
//! | 约v | v ± min(s, v/10), never less than ± u/2 | a rounder number is rougher |
//! | 近v | [v − min(s, v/10), v) | slightly below |
//! | 不足v, 不满v | [0, v) | the number itself is excluded |
//! | 超过v | (v, ∞) | the number itself is excluded (Civil Code, art. 1259) |
//! | v以上, 至少v | [v, ∞) | the number itself is included (the same article) |
//! | v以下, 不超过v | [0, v] | the same |
//! | 数十, 十几 | [20, 100), [11, 20) | 数 and 几 stand for 2 to 9, after 十 for 1 to 9 |
//! | a—b | [a − u/2, b + u/2] | both ends are printed values |

use crate::decimal::Decimal;
use crate::qualifier::Qualifier;
use std::fmt;

/// From `low` to `high`; an end may be open, and `high` may be absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    pub low: Decimal,
    pub high: Option<Decimal>,
    /// `low` itself is excluded.
    pub low_open: bool,
    /// `high` itself is excluded.
    pub high_open: bool,
}

/// A value as printed, in the base unit: its digits' places and whether it counts whole things one
/// by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printed {
    pub value: Decimal,
    /// The upper end of a range, or of what 数 and 几 leave open.
    pub to: Option<Decimal>,
    /// *u* of the rules above.
    pub place: Decimal,
    /// *s* of the rules above.
    pub significant: Decimal,
    pub exact: bool,
}

impl Interval {
    pub fn exactly(value: Decimal) -> Interval {
        Interval::closed(value, value)
    }

    pub fn closed(low: Decimal, high: Decimal) -> Interval {
        Interval { low, high: Some(high), low_open: false, high_open: false }
    }

    pub fn contains(&self, value: Decimal) -> bool {
        let above = if self.low_open { value > self.low } else { value >= self.low };
        let below =
            self.high.is_none_or(|high| if self.high_open { value < high } else { value <= high });
        above && below
    }

    /// Whether some value lies in both.
    pub fn meets(&self, other: &Interval) -> bool {
        self.starts_before_end_of(other) && other.starts_before_end_of(self)
    }

    fn starts_before_end_of(&self, other: &Interval) -> bool {
        other.high.is_none_or(|high| {
            if self.low_open || other.high_open { self.low < high } else { self.low <= high }
        })
    }

    /// All sums of a value of the one and a value of the other; `None` beyond 38 digits.
    pub fn plus(&self, other: &Interval) -> Option<Interval> {
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(a.plus(b)?),
            _ => None,
        };
        Some(Interval {
            low: self.low.plus(other.low)?,
            high,
            low_open: self.low_open || other.low_open,
            high_open: self.high_open || other.high_open,
        })
    }

    /// All quotients, in per cent, of two intervals above zero, its ends rounded outward at nine
    /// digits after the point; `None` where the divisor may be zero or an end is unbounded.
    pub fn percent_of(&self, whole: &Interval) -> Option<Interval> {
        const PLACES: u32 = 9;
        let hundred = Decimal::whole(100);
        let slack = Decimal::new(1, PLACES);
        let low = self.low.times(hundred)?.over(whole.high?, PLACES)?.minus(slack)?;
        let high = self.high?.times(hundred)?.over(whole.low, PLACES)?.plus(slack)?;
        Some(Interval::closed(low, high))
    }
}

/// The interval of a printed value under its qualifier, by the table above.
pub fn implied(printed: &Printed, qualifier: Qualifier) -> Interval {
    widened(printed, qualifier).unwrap_or(Interval::exactly(printed.value))
}

fn widened(printed: &Printed, qualifier: Qualifier) -> Option<Interval> {
    let value = printed.value;
    let half =
        if printed.exact { Decimal::ZERO } else { printed.place.times(Decimal::new(5, 1))? };
    let tenth = value.abs().times(Decimal::new(1, 1))?;
    let rough = printed.significant.min(tenth).max(half);
    let upper = printed.to.unwrap_or(value);
    Some(match qualifier {
        Qualifier::None => Interval::closed(value.minus(half)?, upper.plus(half)?),
        Qualifier::Some => Interval { high_open: true, ..Interval::closed(value, upper) },
        Qualifier::Over => Interval {
            high_open: true,
            ..Interval::closed(value, upper.plus(printed.significant)?)
        },
        Qualifier::About => Interval::closed(value.minus(rough)?, upper.plus(rough)?),
        Qualifier::Nearly => {
            Interval { high_open: true, ..Interval::closed(value.minus(rough)?, upper) }
        }
        Qualifier::Under => {
            Interval { high_open: true, ..Interval::closed(Decimal::ZERO.min(upper), upper) }
        }
        Qualifier::AtMost => Interval::closed(Decimal::ZERO.min(upper), upper),
        Qualifier::MoreThan => Interval { low: value, high: None, low_open: true, high_open: true },
        Qualifier::AtLeast => Interval { low: value, high: None, low_open: false, high_open: true },
    })
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let left = if self.low_open { '(' } else { '[' };
        let right = if self.high_open { ')' } else { ']' };
        match self.high {
            Some(high) => write!(f, "{left}{}, {high}{right}", self.low),
            None => write!(f, "{left}{}, ∞)", self.low),
        }
    }
}

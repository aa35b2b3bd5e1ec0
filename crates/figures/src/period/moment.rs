//! The years, parts of years and spans that a period is made of, and how they are written.

use std::fmt;

/// A year of the calendar, or relative to the year in which the text was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Year {
    /// 2021
    Of(u16),
    /// 今年 is 0, 去年 −1, 明年 1.
    Writing(i8),
}

/// Which part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    Whole,
    /// 1 or 2
    Half(u8),
    /// From the first to the second, both included: 前三季度 is (1, 3).
    Quarters(u8, u8),
    /// From the first to the second, both included: 1—8月 is (1, 8).
    Months(u8, u8),
    /// Month and day.
    Day(u8, u8),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    pub year: Year,
    pub part: Part,
}

/// The period of a figure. `Display` writes it as 2021, 2021-01..08, 2016..2020, 2016.., @2021-12
/// (as of), 8y; Y is the year of writing, left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    In(Moment),
    /// Both included.
    Between(Moment, Moment),
    /// 自2016年以来
    Since(Moment),
    /// 截至2021年底
    AsOf(Moment),
    /// 八年来: so many years up to the time of writing.
    Years(u16),
    /// 工作开展以来: since an event without a date.
    SinceEvent,
    /// 近年来
    Recent,
    /// 截至目前
    Now,
}

impl Moment {
    pub(super) fn year(year: Year) -> Moment {
        Moment { year, part: Part::Whole }
    }
}

impl Period {
    /// First and last calendar year, where the text names them; a span that is still open has no
    /// last.
    pub fn years(&self) -> Option<(u16, Option<u16>)> {
        let of = |m: &Moment| match m.year {
            Year::Of(year) => Some(year),
            Year::Writing(_) => None,
        };
        match self {
            Period::In(m) => of(m).map(|y| (y, Some(y))),
            Period::Between(a, b) => Some((of(a)?, Some(of(b)?))),
            Period::Since(m) => of(m).map(|y| (y, None)),
            Period::AsOf(m) => of(m).map(|y| (y, Some(y))),
            Period::Years(_) | Period::SinceEvent | Period::Recent | Period::Now => None,
        }
    }

    /// Whether it covers more than one year or runs up to a day: what cumulative figures stand on.
    pub fn is_long(&self) -> bool {
        !matches!(self, Period::In(_))
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Year::Of(year) => write!(f, "{year}"),
            Year::Writing(0) => write!(f, "Y"),
            Year::Writing(by) => write!(f, "Y{by:+}"),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.year)?;
        match self.part {
            Part::Whole => Ok(()),
            Part::Half(half) => write!(f, "H{half}"),
            Part::Quarters(a, b) if a == b => write!(f, "Q{a}"),
            Part::Quarters(a, b) => write!(f, "Q{a}..Q{b}"),
            Part::Months(a, b) if a == b => write!(f, "-{a:02}"),
            Part::Months(a, b) => write!(f, "-{a:02}..{b:02}"),
            Part::Day(month, day) => write!(f, "-{month:02}-{day:02}"),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::In(m) => write!(f, "{m}"),
            Period::Between(a, b) => write!(f, "{a}..{b}"),
            Period::Since(m) => write!(f, "{m}.."),
            Period::AsOf(m) => write!(f, "@{m}"),
            Period::Years(n) => write!(f, "{n}y"),
            Period::SinceEvent => write!(f, "start.."),
            Period::Recent => write!(f, "recent"),
            Period::Now => write!(f, "@now"),
        }
    }
}

//! Reads one period expression: 自2016年以来, 截至2021年底, 今年1—8月, “十三五”期间, 八年来.

use super::{Moment, Part, Period, Year};
use crate::lexicon::{Lexicon, starts};
use crate::numeral;
use std::sync::LazyLock;

/// What an expression does to the figures after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// They belong to it.
    Context,
    /// It is only compared with (比2020年), or a bare date or span (三年合计): no figure belongs to it.
    Aside,
}

/// An expression that was read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    /// Where it begins and how many characters it has.
    pub(crate) from: usize,
    pub(crate) length: usize,
    pub(crate) period: Option<Period>,
    pub(crate) place: Place,
    /// It has digits of its own, so a mention of it is a date and not a figure.
    pub(crate) has_number: bool,
    /// 三年 in 三年合计: as many years as were listed before.
    pub(crate) years: Option<u16>,
}

#[derive(Clone, Copy)]
enum Word {
    /// 今年, 去年: a year relative to the writing.
    Relative(i8),
    /// 全年, 当年: the year that the text is in.
    SameYear,
    Half(u8),
    Quarters(u8, u8),
    /// “十三五”: a five-year plan, by its first year.
    Plan(u16),
    Whole(Period),
    /// 近三年, 近年: the words only.
    Event,
}

const WORDS: &[(&str, Word)] = &[
    ("今年", Word::Relative(0)),
    ("本年", Word::Relative(0)),
    ("本年度", Word::Relative(0)),
    ("去年", Word::Relative(-1)),
    ("上年", Word::Relative(-1)),
    ("上年度", Word::Relative(-1)),
    ("前年", Word::Relative(-2)),
    ("明年", Word::Relative(1)),
    ("全年", Word::SameYear),
    ("当年", Word::SameYear),
    ("年内", Word::SameYear),
    ("上半年", Word::Half(1)),
    ("下半年", Word::Half(2)),
    ("前三季度", Word::Quarters(1, 3)),
    ("前两季度", Word::Quarters(1, 2)),
    ("一季度", Word::Quarters(1, 1)),
    ("二季度", Word::Quarters(2, 2)),
    ("三季度", Word::Quarters(3, 3)),
    ("四季度", Word::Quarters(4, 4)),
    ("第一季度", Word::Quarters(1, 1)),
    ("第二季度", Word::Quarters(2, 2)),
    ("第三季度", Word::Quarters(3, 3)),
    ("第四季度", Word::Quarters(4, 4)),
    ("十一五", Word::Plan(2006)),
    ("十二五", Word::Plan(2011)),
    ("十三五", Word::Plan(2016)),
    ("十四五", Word::Plan(2021)),
    ("十五五", Word::Plan(2026)),
    ("近年来", Word::Whole(Period::Recent)),
    ("截至目前", Word::Whole(Period::Now)),
    ("截止目前", Word::Whole(Period::Now)),
    ("到目前", Word::Whole(Period::Now)),
    ("目前", Word::Whole(Period::Now)),
    ("迄今", Word::Whole(Period::Now)),
    ("以来", Word::Event),
];

static LEXICON: LazyLock<Lexicon<Word>> = LazyLock::new(|| Lexicon::new(WORDS.iter().copied()));

/// Whether an expression without a numeral at its head may begin with this character.
#[inline]
pub(crate) fn may_begin(c: char) -> bool {
    LEXICON.may_begin(c)
}

/// The expression at `at`, under the period that the text is in so far.
pub(crate) fn read(text: &[char], at: usize, context: Option<Period>) -> Option<Seen> {
    let year = context_year(context);
    let core = match LEXICON.longest(text, at) {
        Some((length, word)) => from_word(text, at, length, word, year)?,
        None => from_number(text, at, year)?,
    };
    Some(with_surroundings(text, core))
}

/// The year that 上半年 and 全年 belong to: that of the text so far, else that of the writing.
fn context_year(context: Option<Period>) -> Year {
    match context {
        Some(Period::In(m) | Period::AsOf(m) | Period::Since(m) | Period::Between(_, m)) => m.year,
        _ => Year::Writing(0),
    }
}

fn seen(from: usize, length: usize, moment: Moment) -> Seen {
    let period = Some(Period::In(moment));
    Seen { from, length, period, place: Place::Context, has_number: true, years: None }
}

fn from_word(text: &[char], at: usize, length: usize, word: Word, year: Year) -> Option<Seen> {
    let end = at + length;
    let moment = |year, part| Moment { year, part };
    Some(match word {
        Word::Relative(by) => {
            let (more, part) = part_of_year(text, end).unwrap_or((0, Part::Whole));
            let has_number = more > 0;
            Seen { has_number, ..seen(at, length + more, moment(Year::Writing(by), part)) }
        }
        Word::SameYear => {
            let names_a_goal =
                ["任务", "目标", "计划", "预算", "指标"].iter().any(|w| starts(text, end, w));
            let place = if names_a_goal { Place::Aside } else { Place::Context };
            Seen { place, has_number: false, ..seen(at, length, Moment::year(year)) }
        }
        Word::Half(half) => {
            Seen { has_number: false, ..seen(at, length, moment(year, Part::Half(half))) }
        }
        Word::Quarters(a, b) => seen(at, length, moment(year, Part::Quarters(a, b))),
        Word::Plan(first) => plan(text, at, length, first)?,
        Word::Whole(period) => {
            Seen { period: Some(period), has_number: false, ..seen(at, length, Moment::year(year)) }
        }
        Word::Event => Seen {
            period: Some(Period::SinceEvent),
            has_number: false,
            ..seen(at, length, Moment::year(year))
        },
    })
}

/// “十三五”期间: the plan's five years; in another place (“十四五”规划) it is a name.
fn plan(text: &[char], at: usize, length: usize, first: u16) -> Option<Seen> {
    let end = at + length + usize::from(text.get(at + length) == Some(&'”'));
    let (start, last) = (Moment::year(Year::Of(first)), Moment::year(Year::Of(first + 4)));
    let tail = ["期间", "时期", "以来", "五年"].iter().find(|w| starts(text, end, w));
    let taken = end - at + tail.map_or(0, |w| w.chars().count());
    let period = match tail {
        Some(&"以来") => Some(Period::Since(start)),
        Some(_) => Some(Period::Between(start, last)),
        None => None,
    };
    let place = if period.is_some() { Place::Context } else { Place::Aside };
    Some(Seen { period, place, ..seen(at, if tail.is_some() { taken } else { length }, start) })
}

fn from_number(text: &[char], at: usize, context: Year) -> Option<Seen> {
    let (length, number) = whole(text, at)?;
    let end = skip_space(text, at + length);
    let mark = *text.get(end)?;
    if (1900..2100).contains(&number) && length == 4 {
        return dated(text, at, end, number as u16);
    }
    match mark {
        '年' => years(text, at, end, number),
        '个' if at > 0 && text[at - 1] == '前' && starts(text, end, "个月") => {
            let part = Part::Months(1, u8::try_from(number).ok().filter(|n| (1..=12).contains(n))?);
            Some(seen(at, end + 2 - at, Moment { year: context, part }))
        }
        '月' if (1..=12).contains(&number) => {
            let (taken, part) = months(text, at)?;
            Some(seen(at, taken, Moment { year: context, part }))
        }
        '—' | '-' | '~' | '至' | '到' => {
            let (taken, part) = months(text, at)?;
            Some(seen(at, taken, Moment { year: context, part }))
        }
        _ => None,
    }
}

/// An Arabic or Chinese whole number of at most four digits at `at`.
fn whole(text: &[char], at: usize) -> Option<(usize, u32)> {
    if text.get(at)?.is_ascii_digit() {
        let length = text[at..].iter().take(5).take_while(|c| c.is_ascii_digit()).count();
        let value =
            text[at..at + length].iter().fold(0, |n, c| n * 10 + c.to_digit(10).unwrap_or(0));
        return (length <= 4).then_some((length, value));
    }
    let read = numeral::read(text, at).filter(|n| n.length <= 5 && n.to.is_none() && !n.is_bare)?;
    Some((
        read.length,
        u32::try_from(read.value.mantissa()).ok().filter(|_| read.value.scale() == 0)?,
    ))
}

/// 2021年, 2021年3月5日, 2021-03-05, 2016—2020年, 2019年9月至2022年7月.
fn dated(text: &[char], at: usize, end: usize, year: u16) -> Option<Seen> {
    let first = Year::Of(year);
    match text[end] {
        '年' => {
            let after = end + 1 + usize::from(starts(text, end + 1, "度"));
            let (taken, part) = part_of_year(text, after).unwrap_or((0, Part::Whole));
            let from = Moment { year: first, part };
            Some(until(text, at, after + taken, from).unwrap_or(seen(at, after + taken - at, from)))
        }
        '-' | '/' | '.' => day_in_digits(text, at, end, first)
            .or_else(|| until(text, at, end, Moment::year(first))),
        _ => until(text, at, end, Moment::year(first)),
    }
}

/// 至2020年 after a first moment: the span of both.
fn until(text: &[char], at: usize, end: usize, from: Moment) -> Option<Seen> {
    let joins = text[end..].iter().take(2).take_while(|c| "—-~至到".contains(**c)).count();
    if joins == 0 {
        return None;
    }
    let start = end + joins;
    let (length, number) = whole(text, start)?;
    let mark = skip_space(text, start + length);
    if length != 4 || !(1900..2100).contains(&number) || text.get(mark) != Some(&'年') {
        return None;
    }
    let (taken, part) = part_of_year(text, mark + 1).unwrap_or((0, Part::Whole));
    let last = Moment { year: Year::Of(number as u16), part };
    Some(Seen {
        period: Some(Period::Between(from, last)),
        ..seen(at, mark + 1 + taken - at, from)
    })
}

fn day_in_digits(text: &[char], at: usize, mark: usize, year: Year) -> Option<Seen> {
    let (length, month) = whole(text, mark + 1)?;
    let second = mark + 1 + length;
    if text.get(second) != Some(&text[mark]) {
        return None;
    }
    let (more, day) = whole(text, second + 1)?;
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    let part = Part::Day(month as u8, day as u8);
    valid.then(|| seen(at, second + 1 + more - at, Moment { year, part }))
}

/// What may follow a year: 上半年, 前三季度, 1—8月, 3月5日, 底.
fn part_of_year(text: &[char], at: usize) -> Option<(usize, Part)> {
    let at_start = at;
    let at = skip_space(text, at);
    let spaces = at - at_start;
    match LEXICON.longest(text, at) {
        Some((length, Word::Half(half))) => return Some((spaces + length, Part::Half(half))),
        Some((length, Word::Quarters(a, b))) => {
            return Some((spaces + length, Part::Quarters(a, b)));
        }
        _ => {}
    }
    if starts(text, at, "底") || starts(text, at, "末") {
        return Some((spaces + 1, Part::Months(12, 12)));
    }
    months(text, at).map(|(length, part)| (spaces + length, part))
}

/// 3月, 3月5日, 1—8月, 1月至8月, 3月底.
fn months(text: &[char], at: usize) -> Option<(usize, Part)> {
    let valid = |n: u32| (1..=12).contains(&n);
    let (length, first) = whole(text, at).filter(|(_, n)| valid(*n))?;
    let mut end = skip_space(text, at + length);
    let named = starts(text, end, "月");
    end += usize::from(named);
    if named && let Some((taken, day)) = whole(text, end).filter(|(_, n)| (1..=31).contains(n)) {
        let close = skip_space(text, end + taken);
        if starts(text, close, "日") {
            return Some((close + 1 - at, Part::Day(first as u8, day as u8)));
        }
    }
    let joins = text[end..].iter().take(2).take_while(|c| "—-~至到".contains(**c)).count();
    if joins > 0
        && let Some((taken, last)) = whole(text, end + joins).filter(|(_, n)| valid(*n))
    {
        let close = skip_space(text, end + joins + taken);
        if starts(text, close, "月") {
            return Some((
                tail_of_month(text, close + 1) - at,
                Part::Months(first as u8, last as u8),
            ));
        }
    }
    named.then(|| (tail_of_month(text, end) - at, Part::Months(first as u8, first as u8)))
}

fn tail_of_month(text: &[char], end: usize) -> usize {
    end + usize::from(text.get(end).is_some_and(|c| matches!(c, '份' | '底' | '末' | '初')))
}

/// 八年来, 三年间, 两年多来: a span up to now. 三年 alone in words is a date too, but no period of its own;
/// in Arabic digits it is a duration and left to the figures.
fn years(text: &[char], at: usize, mark: usize, number: u32) -> Option<Seen> {
    let mut end = mark + 1;
    end += usize::from(starts(text, end, "多"));
    let span = ["以来", "来", "间"].iter().find(|w| starts(text, end, w));
    let before = at > 0 && matches!(text[at - 1], '近' | '这' | '过' | '去' | '后');
    let is_words = !text[at].is_ascii_digit();
    let years = u16::try_from(number).ok()?;
    let whole = seen(at, mark + 1 - at, Moment::year(Year::Writing(0)));
    match span {
        Some(word) => {
            let length = end + word.chars().count() - at;
            Some(Seen { length, period: Some(Period::Years(years)), ..whole })
        }
        None if before => Some(Seen { period: Some(Period::Years(years)), ..whole }),
        None if is_words && !is_duration(text, at) && !text[at].eq(&'百') => {
            Some(Seen { period: None, place: Place::Aside, years: Some(years), ..whole })
        }
        None => None,
    }
}

/// 租期三年, 历时五年: how long something lasts.
fn is_duration(text: &[char], at: usize) -> bool {
    const WORDS: [&str; 8] = ["期", "期限", "历时", "为期", "连续", "达", "满", "约"];
    WORDS.iter().any(|w| {
        let word: Vec<char> = w.chars().collect();
        text[..at].ends_with(&word)
    })
}

/// Looks left for 自, 截至, 到, 比 and right for 以来, 起, 相比.
fn with_surroundings(text: &[char], core: Seen) -> Seen {
    let mut seen = core;
    let Some(Period::In(moment)) = seen.period else { return seen };
    let end = seen.from + seen.length;
    let tail =
        if starts(text, end, "开始") || starts(text, end, "以来") || starts(text, end, "至今")
        {
            2
        } else {
            usize::from(starts(text, end, "起"))
        };
    let close = |c: char| seen.from > 0 && text[seen.from - 1] == c;
    let at_end = text.get(end).is_none_or(|c| "，。、；,".contains(*c))
        || matches!(moment.part, Part::Months(12, 12));
    if starts(text, end, "同期") || close('比') || close('较') || compared(text, end) {
        seen.place = Place::Aside;
    } else if tail > 0 || close('自') {
        seen.length += tail;
        // 今年以来 is this year, so far.
        let this_year = moment.year == Year::Writing(0);
        seen.period = Some(if this_year { Period::In(moment) } else { Period::Since(moment) });
    } else if until_then(text, seen.from) || (close('到') && at_end) {
        seen.period = Some(Period::AsOf(moment));
    }
    seen
}

/// 截至, 截止.
fn until_then(text: &[char], at: usize) -> bool {
    at > 1 && text[at - 2] == '截' && matches!(text[at - 1], '至' | '止')
}

fn compared(text: &[char], end: usize) -> bool {
    starts(text, end, "相比") || starts(text, end, "前相比")
}

fn skip_space(text: &[char], at: usize) -> usize {
    at + usize::from(text.get(at) == Some(&' '))
}

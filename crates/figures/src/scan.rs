//! The one pass over a text: every character is looked at once, and each number handed to the
//! module whose question it is. What lies ahead or behind is consulted only within fixed reaches,
//! so the time is linear.

use crate::decimal::Decimal;
use crate::figure::{Figure, Kind};
use crate::fold::Folded;
use crate::interval::{self, Interval};
use crate::measure::{self, Hints};
use crate::name::{self, NotFigure, Reason};
use crate::number::{self, NotMeasured, Quantity};
use crate::numeral;
use crate::period::{self, Period, Place, Seen};
use crate::qualifier::Qualifier;
use crate::region;
use crate::segment;
use crate::unit;
use std::sync::LazyLock;

/// What may begin at a character; one look decides that nothing does.
const NUMERAL: u8 = 1;
const PERIOD: u8 = 2;
const PHRASE: u8 = 4;
const MARK: u8 = 8;
const LETTER: u8 = 16;
const REGION: u8 = 32;
const REGION_END: u8 = 64;

static CLASSES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    (0..=u16::MAX).map(|code| char::from_u32(u32::from(code)).map_or(0, class)).collect()
});

fn class(c: char) -> u8 {
    let mark = measure::is_stop(c) || "“”\"《〔[(第翻-".contains(c);
    let flags = [
        (NUMERAL, numeral::may_begin(c)),
        (PERIOD, period::may_begin(c)),
        (PHRASE, name::may_begin(c)),
        (MARK, mark),
        (LETTER, c.is_ascii_alphabetic()),
        (REGION, region::may_begin(c)),
        (REGION_END, region::may_end(c)),
    ];
    flags.iter().filter(|(_, holds)| *holds).fold(0, |all, (flag, _)| all | flag)
}

/// How far the words before and after a figure are kept.
const MEASURE_REACH: usize = 40;
const OBJECT_REACH: usize = 20;

/// What the scanner knows at some place of a paragraph.
struct Scan<'t, 'f> {
    text: &'t str,
    folded: &'f Folded,
    found: &'f mut Vec<Figure<'t>>,
    paragraph: u32,
    /// Where the clause begins, and where the last mention ended.
    clause: usize,
    last_end: usize,
    last_was_figure: bool,
    period: Option<Period>,
    spans: Spans,
    region: Option<&'t str>,
    is_straight_quote_open: bool,
}

/// Periods listed one after another (2019年、2020年), for 分别 and for the 两年 that sums them up.
#[derive(Default)]
struct Spans {
    listed: Vec<Period>,
    end: usize,
    /// Where 分别 stands after them, and how many figures it has dealt out.
    dealt: Option<usize>,
}

/// Reads every number of `text`. See the crate's documentation for what is read and what is not.
pub fn read(text: &str) -> Vec<Figure<'_>> {
    let mut found = Vec::new();
    let mut folded = Folded::new();
    let mut last_paragraph = 0;
    let mut carried: Option<(Option<Period>, Option<&str>)> = None;
    for stretch in segment::stretches(text) {
        folded.read(&text[stretch.range.clone()], stretch.range.start);
        let same = carried.is_some() && stretch.paragraph == last_paragraph;
        let (period, region) = carried.filter(|_| same).unwrap_or((None, None));
        let mut scan = Scan {
            text,
            folded: &folded,
            found: &mut found,
            paragraph: stretch.paragraph,
            clause: 0,
            last_end: 0,
            last_was_figure: false,
            period,
            spans: Spans::default(),
            region,
            is_straight_quote_open: false,
        };
        scan.run();
        carried = Some((scan.period, scan.region));
        last_paragraph = stretch.paragraph;
    }
    number_sentences(text, &mut found);
    found
}

/// Both lists stand in the order of the text, so one walk is enough.
fn number_sentences(text: &str, found: &mut [Figure<'_>]) {
    let sentences = segment::sentences(text);
    let mut at = 0;
    for figure in found {
        while at + 1 < sentences.len() && sentences[at].range.end <= figure.start {
            at += 1;
        }
        figure.sentence = at as u32;
    }
}

impl<'t> Scan<'t, '_> {
    fn run(&mut self) {
        let classes = &CLASSES[..];
        let mut at = 0;
        while at < self.folded.chars.len() {
            let c = self.folded.chars[at];
            let flags = classes.get(c as usize).copied().unwrap_or(0);
            at = if flags == 0 { at + 1 } else { self.step(at, c, flags) };
        }
    }

    /// Reads what begins at `at` and returns where to go on, which is further.
    fn step(&mut self, at: usize, c: char, flags: u8) -> usize {
        let chars = &self.folded.chars[..];
        if flags & MARK != 0
            && let Some(next) = self.mark(at, c)
        {
            return next;
        }
        if flags & LETTER != 0 {
            let (length, not) = name::latin(chars, at);
            return self.other(at, not).unwrap_or(at + length);
        }
        if flags & (PERIOD | NUMERAL) != 0
            && let Some(seen) = period::read(chars, at, self.period)
        {
            return self.date(seen);
        }
        if flags & PHRASE != 0
            && let Some((length, not)) = name::phrase(chars, at)
        {
            return self.other(at, not).unwrap_or(at + length);
        }
        if flags & NUMERAL != 0 {
            return self.number(at);
        }
        if flags & REGION != 0
            && let Some(length) = region::named(chars, at)
        {
            self.region = self.slice(at, at + length);
            return at + length;
        }
        if flags & REGION_END != 0
            && let Some(from) = region::ending(chars, at)
        {
            self.region = self.slice(from, at + 1);
        }
        at + 1
    }

    /// Marks that open something or close a clause.
    fn mark(&mut self, at: usize, c: char) -> Option<usize> {
        let chars = &self.folded.chars[..];
        if measure::ends_clause(chars, at) {
            self.clause = at + 1;
        }
        match c {
            '。' | '！' | '？' | '!' | '?' => {
                self.spans = Spans::default();
                None
            }
            '(' | '[' | '〔' => self.other(at, name::document_number(chars, at)),
            '《' => self.other(at, name::title(chars, at)),
            '第' => match period::read(chars, at, self.period) {
                Some(seen) => Some(self.date(seen)),
                None => self.other(at, name::ordinal(chars, at)),
            },
            '“' if self.opens_plan(at) => None,
            '“' => self.other(at, name::quoted(chars, at, '”')),
            '"' => {
                self.is_straight_quote_open = !self.is_straight_quote_open;
                let found = self.is_straight_quote_open.then(|| name::quoted(chars, at, '"'))?;
                self.is_straight_quote_open = found.is_none();
                self.other(at, found)
            }
            '-' => number::negative(chars, at).map(|quantity| self.figure(at, quantity)),
            '翻' => number::doubling(chars, at).map(|quantity| self.figure(at, quantity)),
            _ => None,
        }
    }

    /// “十三五”期间 is a period though it stands in quotation marks.
    fn opens_plan(&self, at: usize) -> bool {
        period::read(&self.folded.chars, at + 1, None)
            .is_some_and(|seen| matches!(seen.period, Some(Period::Between(..) | Period::Since(_))))
    }

    fn number(&mut self, at: usize) -> usize {
        let chars = &self.folded.chars[..];
        let digits = chars[at].is_ascii_digit();
        let not = if digits { name::code(chars, at) } else { name::worded_ordinal(chars, at) };
        if let Some(next) = self.other(at, not) {
            return next;
        }
        match number::read(chars, at) {
            Ok(quantity) => self.figure(at, quantity),
            Err(NotMeasured::Nothing(length)) => at + length,
            Err(NotMeasured::Bare(length)) => {
                let reason = if length >= 5 { Reason::Code } else { Reason::Bare };
                let not = NotFigure { length, kind: Kind::Other, reason };
                self.other(at, Some(not)).unwrap_or(at + length)
            }
        }
    }

    /// Notes a number that is no figure; returns its end.
    fn other(&mut self, at: usize, not: Option<NotFigure>) -> Option<usize> {
        let not = not?;
        let end = at + not.length;
        let mention = self.mention(at, end, not.kind, not.reason)?;
        self.found.push(mention);
        (self.last_end, self.last_was_figure) = (end, false);
        Some(end)
    }

    fn date(&mut self, seen: Seen) -> usize {
        let end = seen.from + seen.length;
        let own = self.since_event(seen.period);
        if let Some(own) = own.filter(|_| seen.place == Place::Context)
            && !self.belongs_to_last(seen.from, end, own)
        {
            self.enter(own, seen.from, end);
        }
        if let Some(years) = seen.years {
            self.sum_up(years);
        }
        if seen.has_number {
            let date = NotFigure { length: seen.length, kind: Kind::Date, reason: Reason::Date };
            self.other(seen.from, Some(date));
        }
        // A clause's measure begins after its date.
        self.last_end = self.last_end.max(end);
        end
    }

    /// 以来 after a date of the same sentence (自2016年中央明确…以来) means since that date.
    fn since_event(&self, period: Option<Period>) -> Option<Period> {
        match (period, self.spans.listed.last()) {
            (Some(Period::SinceEvent), Some(Period::In(moment))) => Some(Period::Since(*moment)),
            (Some(Period::SinceEvent), Some(known)) => Some(*known),
            _ => period,
        }
    }

    /// 16.52亿元(2016—2020年): a period in brackets right after a figure is that figure's alone.
    fn belongs_to_last(&mut self, from: usize, end: usize, own: Period) -> bool {
        let chars = &self.folded.chars[..];
        let bracketed = from >= 1 && chars[from - 1] == '(' && chars.get(end) == Some(&')');
        if bracketed
            && self.last_was_figure
            && self.last_end + 1 == from
            && let Some(last) = self.found.last_mut()
        {
            last.period = Some(own);
            return true;
        }
        false
    }

    /// The text goes over to `own`; periods in a row make a list.
    fn enter(&mut self, own: Period, from: usize, end: usize) {
        const MOST: usize = 16;
        let between = &self.folded.chars[self.spans.end.min(from)..from];
        let joins = !between.is_empty() && between.iter().all(|c| "、和及，".contains(*c));
        if !(joins && self.spans.listed.len() < MOST) {
            self.spans.listed.clear();
        }
        self.spans.listed.push(own);
        (self.spans.end, self.spans.dealt) = (end, None);
        self.period = match (self.spans.listed.first(), own) {
            (Some(Period::In(first)), Period::In(last)) if self.spans.listed.len() > 1 => {
                Some(Period::Between(*first, last))
            }
            _ => Some(own),
        };
    }

    /// 三年合计 after 2019年、2020年、2021年: all of them.
    fn sum_up(&mut self, years: u16) {
        if self.spans.listed.len() == usize::from(years) && years > 1 {
            self.spans.listed.truncate(1);
        }
    }

    /// The period of the next figure: 分别 deals the listed ones out in turn.
    fn period_of_next(&mut self, number: usize) -> Option<Period> {
        let count = self.spans.listed.len();
        if count < 2 {
            return self.period;
        }
        let dealt = match self.spans.dealt {
            Some(dealt) => dealt,
            None => {
                let between = &self.folded.chars
                    [self.spans.end.max(number.saturating_sub(MEASURE_REACH))..number];
                if !between.windows(2).any(|pair| pair == ['分', '别']) {
                    return self.period;
                }
                0
            }
        };
        self.spans.dealt = Some(dealt + 1);
        self.spans.listed.get(dealt).copied().or(self.period)
    }

    fn figure(&mut self, at: usize, quantity: Quantity) -> usize {
        let (from, _) = quantity.outer;
        let next = quantity.outer.1.max(quantity.end);
        let period = self.period_of_next(at);
        let Some(mention) = self.mention(at, quantity.end, Kind::Figure, Reason::Figure) else {
            return next;
        };
        let (measure, hints, list) = self.measured(from);
        let object_end = self.object_end(next);
        let figure = Figure {
            value: quantity.printed.value,
            to: quantity.printed.to,
            unit: quantity.unit,
            per: quantity.per,
            basis: quantity.basis,
            qualifier: quantity.qualifier,
            interval: interval::implied(&quantity.printed, quantity.qualifier),
            measure,
            object: self.slice(next, object_end).unwrap_or(""),
            hints,
            period,
            list,
            ..mention
        };
        self.found.push(figure);
        (self.last_end, self.last_was_figure) = (next, true);
        next
    }

    /// The words before the figure whose qualifier begins at `from`, their hints and the number of
    /// its list.
    fn measured(&self, from: usize) -> (&'t str, Hints, u32) {
        let chars = &self.folded.chars[..];
        let last = self.found.last().filter(|f| self.last_was_figure && f.is_figure());
        let between = &chars[self.last_end.min(from)..from];
        let joined = between.len() <= 12
            && between.last().is_none_or(|c| "、和及与".contains(*c))
            && !(self.last_end.min(from)..from).any(|at| measure::ends_clause(chars, at));
        if let Some(last) = last.filter(|_| joined) {
            return (last.measure, last.hints, last.list);
        }
        let start =
            self.clause.max(self.last_end).max(from.saturating_sub(MEASURE_REACH)).min(from);
        let own = measure::hints(chars, start, from);
        let number = self.found.last().map_or(0, |f| f.list + 1);
        let words = self.slice(start, from).unwrap_or("");
        (words.trim_start_matches(['、', '的', '”', ' ']), own, number)
    }

    fn object_end(&self, from: usize) -> usize {
        let chars = &self.folded.chars[..];
        let last = chars.len().min(from + OBJECT_REACH);
        let ends = |at: &usize| {
            measure::ends_clause(chars, *at) || chars[*at] == '、' || chars[*at].is_ascii_digit()
        };
        (from..last).find(ends).unwrap_or(last)
    }

    fn slice(&self, from: usize, to: usize) -> Option<&'t str> {
        (from < to).then(|| self.text.get(self.folded.start(from)..self.folded.end(to))).flatten()
    }

    /// A mention with its place only.
    fn mention(&self, from: usize, to: usize, kind: Kind, reason: Reason) -> Option<Figure<'t>> {
        Some(Figure {
            text: self.slice(from, to)?,
            start: self.folded.start(from),
            end: self.folded.end(to),
            kind,
            reason,
            value: Decimal::ZERO,
            to: None,
            unit: &unit::BARE,
            per: "",
            basis: "",
            qualifier: Qualifier::None,
            interval: Interval::exactly(Decimal::ZERO),
            measure: "",
            object: "",
            hints: Hints::default(),
            period: None,
            region: self.region,
            list: self.found.last().map_or(0, |f| f.list),
            paragraph: self.paragraph,
            sentence: 0,
        })
    }
}

//! Reads one quantity: a numeral with its unit, a range, a fraction, 三成, 一半, 翻两番.

use crate::decimal::Decimal;
use crate::interval::Printed;
use crate::lexicon::starts;
use crate::measure;
use crate::name;
use crate::numeral::{self, Numeral};
use crate::qualifier::{self, Qualifier};
use crate::unit::{self, Dimension, Unit};

/// A quantity at some place of the folded text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quantity {
    /// After the last character of the unit.
    pub(crate) end: usize,
    /// Where its qualifier begins and where one after it ends; the numeral and the unit where
    /// there is none.
    pub(crate) outer: (usize, usize),
    pub(crate) printed: Printed,
    pub(crate) unit: &'static Unit,
    pub(crate) per: &'static str,
    pub(crate) basis: &'static str,
    pub(crate) qualifier: Qualifier,
}

/// A number that is no quantity.
pub(crate) enum NotMeasured {
    /// So many characters that measure nothing.
    Bare(usize),
    /// So many characters without meaning as a number: an article, part of a word.
    Nothing(usize),
}

/// Reads what begins at `at`, where `numeral::may_begin` holds.
pub(crate) fn read(text: &[char], at: usize) -> Result<Quantity, NotMeasured> {
    if let Some(quantity) = share(text, at) {
        return Ok(quantity);
    }
    let Some(numeral) = numeral::read(text, at) else {
        let (digits, _) = numeral::digits(text, at);
        return Err(if digits > 0 { NotMeasured::Bare(digits) } else { NotMeasured::Nothing(1) });
    };
    if let Some(quantity) = range(text, at, &numeral).or_else(|| single(text, at, &numeral)) {
        return Ok(quantity);
    }
    Err(if numeral.is_chinese {
        NotMeasured::Nothing(numeral.length)
    } else {
        NotMeasured::Bare(numeral.length)
    })
}

/// 余, 多, 来 or 几 between numeral and unit: the length with it and what it says.
fn inner(text: &[char], end: usize) -> (usize, Option<char>) {
    let space = usize::from(text.get(end) == Some(&' '));
    match text.get(end + space) {
        Some(c @ ('余' | '多' | '来')) => (end + space + 1, Some(*c)),
        _ => (end, None),
    }
}

fn single(text: &[char], at: usize, numeral: &Numeral) -> Option<Quantity> {
    let (after, loose) = inner(text, at + numeral.length);
    let space = usize::from(text.get(after) == Some(&' '));
    let loose = loose.or(numeral.inner);
    if let Some((length, unit)) = unit::at(text, after + space, numeral.is_chinese) {
        if is_article(text, at, numeral, unit) {
            return None;
        }
        let end = after + space + length;
        return Some(assembled(text, (at, end), numeral, unit, loose));
    }
    counted_without_unit(text, at, after, numeral, loose)
}

/// 一个, 一批: no count. 百元, 亿元 without a digit is a size (亿元村) unless a qualifier makes it an amount.
fn is_article(text: &[char], at: usize, numeral: &Numeral, unit: &Unit) -> bool {
    if numeral.is_bare {
        let qualified = qualifier::before(text, at, true).is_some();
        return !qualified && (unit.kind == Dimension::Money || unit.kind == Dimension::Duration);
    }
    let is_one = numeral.length == 1 && matches!(text[at], '一' | '零' | '〇');
    is_one && !matches!(unit.kind, Dimension::Share | Dimension::Points | Dimension::Multiple)
}

/// 17.12万建档立卡贫困人口, 常住人口38.6万: a number whose noun says what is counted.
fn counted_without_unit(
    text: &[char],
    at: usize,
    after: usize,
    numeral: &Numeral,
    loose: Option<char>,
) -> Option<Quantity> {
    if numeral.is_chinese && (numeral.multiplier < 4 && numeral.length < 3) || numeral.is_bare {
        return None;
    }
    let ends = text.get(after).is_none_or(|c| measure::is_stop(*c) || *c == '、');
    let basis = match measure::counted_after(text, after) {
        Some(basis) => basis,
        None => measure::counted_before(text, at).filter(|_| ends && numeral.multiplier > 0)?,
    };
    let unit = match basis {
        "人" | "户" => unit::named(basis),
        _ => return None,
    };
    Some(assembled(text, (at, after), numeral, unit, loose))
}

/// Puts a quantity together and looks for the qualifiers around it.
fn assembled(
    text: &[char],
    (at, end): (usize, usize),
    numeral: &Numeral,
    unit: &'static Unit,
    loose: Option<char>,
) -> Quantity {
    let (end, per) = per(text, end);
    let before = qualifier::before(text, at, numeral.is_bare);
    let after = qualifier::after(text, end);
    let qualifier = match (before, loose, after) {
        (Some((_, found)), ..) => found,
        (None, Some('来'), _) => Qualifier::About,
        (None, Some(_), _) => Qualifier::Over,
        (None, None, Some((_, found))) => found,
        (None, None, None) if numeral.is_vague => Qualifier::Some,
        (None, None, None) => Qualifier::None,
    };
    let basis = match unit.basis {
        "" => measure::counted(text, at, end).unwrap_or(unit.word),
        basis => basis,
    };
    Quantity {
        end,
        outer: (before.map_or(at, |(from, _)| from), end + after.map_or(0, |(length, _)| length)),
        printed: printed(numeral, unit),
        unit,
        per,
        basis,
        qualifier,
    }
}

/// The /亩 of 元/亩.
fn per(text: &[char], end: usize) -> (usize, &'static str) {
    if text.get(end) != Some(&'/') {
        return (end, "");
    }
    match unit::at(text, end + 1, false) {
        Some((length, unit)) => (end + 1 + length, unit.base),
        None => (end, ""),
    }
}

fn printed(numeral: &Numeral, unit: &Unit) -> Printed {
    let in_base = |value: Decimal| unit.in_base(value).unwrap_or(value);
    let counts = matches!(unit.kind, Dimension::Count | Dimension::Occasions);
    Printed {
        value: in_base(numeral.value),
        to: numeral.to.map(in_base),
        place: in_base(Decimal::power_of_ten(numeral.place)),
        significant: in_base(Decimal::power_of_ten(numeral.significant)),
        exact: counts && numeral.place == 0 && numeral.multiplier < 4,
    }
}

/// 5—8万元, 4至6倍, 97%至99%. After 从 or 由 the same words are two figures.
fn range(text: &[char], at: usize, first: &Numeral) -> Option<Quantity> {
    let after = at + first.length;
    let (mid, own) = match unit::at(text, after, first.is_chinese) {
        Some((length, unit)) => (after + length, Some(unit)),
        None => (after, None),
    };
    let joins = text[mid..].iter().take(2).take_while(|c| "—-~至到".contains(**c)).count();
    let moves = at > 0 && matches!(text[at - 1], '从' | '由') || starts(text, mid, "到位");
    if joins == 0 || moves {
        return None;
    }
    let start = mid + joins;
    let second = numeral::read(text, start).filter(|n| n.to.is_none() && !n.is_vague)?;
    let (end, loose) = inner(text, start + second.length);
    let (length, unit) = unit::at(text, end, second.is_chinese)?;
    if own.is_some_and(|own| own.base != unit.base) {
        return None;
    }
    let shares = own.is_none() && first.multiplier == 0 && second.multiplier > 0;
    let lent = Decimal::power_of_ten(if shares { second.multiplier } else { 0 });
    let low = first.value.times(lent)?;
    if low >= second.value {
        return None;
    }
    let joined = Numeral {
        value: low,
        to: Some(second.value),
        length: start + second.length - at,
        ..second
    };
    Some(assembled(text, (at, end + length), &joined, unit, loose))
}

/// 百分之三点五, 三分之一, 七成, 九成五, 一半.
fn share(text: &[char], at: usize) -> Option<Quantity> {
    let found = fraction(text, at).or_else(|| tenths(text, at)).or_else(|| half(text, at));
    let (end, printed) = found?;
    let before = qualifier::before(text, at, false);
    let after = qualifier::after(text, end);
    Some(Quantity {
        end,
        outer: (before.map_or(at, |(from, _)| from), end + after.map_or(0, |(length, _)| length)),
        printed,
        unit: unit::named("%"),
        per: "",
        basis: "%",
        qualifier: before.or(after).map_or(Qualifier::None, |(_, found)| found),
    })
}

fn rounded(value: Decimal, place: Decimal) -> Printed {
    Printed { value, to: None, place, significant: place, exact: false }
}

/// X分之Y in per cent. What has no end after the point is given with six digits, the last one open.
fn fraction(text: &[char], at: usize) -> Option<(usize, Printed)> {
    const PLACES: u32 = 6;
    let named = [("百分之", 0), ("千分之", 1), ("万分之", 2)];
    if let Some((_, scale)) = named.iter().find(|(word, _)| starts(text, at, word)) {
        let part = numeral::read(text, at + 3)?;
        let value = part.value.times(Decimal::power_of_ten(-scale))?;
        return Some((
            at + 3 + part.length,
            rounded(value, Decimal::power_of_ten(part.place - scale)),
        ));
    }
    let whole = numeral::read(text, at).filter(|n| starts(text, at + n.length, "分之"))?;
    let from = at + whole.length + 2;
    let part = numeral::read(text, from)?;
    let value = part.value.times(Decimal::whole(100))?.over(whole.value, PLACES)?;
    Some((from + part.length, rounded(value, Decimal::new(2, PLACES))))
}

/// 七成, 九成五, 七八成, 3成.
fn tenths(text: &[char], at: usize) -> Option<(usize, Printed)> {
    let digit = |at: usize| {
        text.get(at).and_then(|c| c.to_digit(10).map(i128::from).or_else(|| numeral::digit(*c)))
    };
    let low = digit(at).filter(|d| *d > 0)?;
    let high = digit(at + 1).filter(|d| *d > low);
    let mark = at + 1 + usize::from(high.is_some());
    let other =
        text.get(mark + 1).is_some_and(|c| "立功为员果效本长就熟绩都不套型品片".contains(*c));
    if text.get(mark) != Some(&'成') || other {
        return None;
    }
    let half_way = digit(mark + 1).filter(|_| high.is_none());
    let end = mark + 1 + usize::from(half_way.is_some());
    let place = Decimal::whole(if half_way.is_some() { 1 } else { 10 });
    let value = Decimal::whole(low * 10 + half_way.unwrap_or(0));
    Some((end, Printed { to: high.map(|d| Decimal::whole(d * 10)), ..rounded(value, place) }))
}

fn half(text: &[char], at: usize) -> Option<(usize, Printed)> {
    starts(text, at, "一半").then_some((at + 2, rounded(Decimal::whole(50), Decimal::ONE)))
}

/// 增长-3.2%: a minus sign after a word that may have one; elsewhere a hyphen only joins.
pub(crate) fn negative(text: &[char], at: usize) -> Option<Quantity> {
    let before = text[..at].last();
    let is_sign = before.is_none_or(|c| "长幅率为达至到降是：:(，、 ".contains(*c));
    let digit = text.get(at + 1).is_some_and(char::is_ascii_digit);
    if !is_sign || !digit || name::code(text, at + 1).is_some() {
        return None;
    }
    let found = read(text, at + 1).ok().filter(|found| found.printed.to.is_none())?;
    let value = Decimal::ZERO.minus(found.printed.value)?;
    let (_, end) = found.outer;
    Some(Quantity { outer: (at, end), printed: Printed { value, ..found.printed }, ..found })
}

/// 翻番, 翻一番, 翻了两番: how many times as much, as a multiple.
pub(crate) fn doubling(text: &[char], at: usize) -> Option<Quantity> {
    let verb = at + 1 + usize::from(text.get(at + 1) == Some(&'了'));
    // 翻了近三番: the qualifier stands inside.
    let loose = text.get(verb).filter(|c| matches!(c, '近' | '约' | '超'));
    let from = verb + usize::from(loose.is_some());
    let (end, times) = match numeral::read(text, from) {
        Some(read) if text.get(from + read.length) == Some(&'番') => {
            let times =
                u32::try_from(read.value.mantissa()).ok().filter(|_| read.value.scale() == 0)?;
            (from + read.length + 1, times)
        }
        _ if text.get(from) == Some(&'番') => (from + 1, 1),
        _ => return None,
    };
    let value = Decimal::whole(2i128.checked_pow(times.min(30))?);
    let inside = qualifier::before(text, from, false).filter(|_| loose.is_some());
    let before = qualifier::before(text, at, false).or(inside);
    let after = qualifier::after(text, end);
    let place = value.times(Decimal::new(1, 1))?;
    Some(Quantity {
        end,
        outer: (before.map_or(at, |(from, _)| from.min(at)), end),
        printed: Printed { value, to: None, place, significant: place, exact: false },
        unit: unit::named("倍"),
        per: "",
        basis: "倍",
        qualifier: before.or(after).map_or(Qualifier::None, |(_, found)| found),
    })
}

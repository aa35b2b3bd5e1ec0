//! Percentages, growth and multiples beside the figures they come from.

use super::{Check, Note, Weight, is_relative, shown};
use crate::decimal::Decimal;
use crate::figure::Figure;
use crate::interval::Interval;
use crate::measure::Hint;
use crate::unit::Dimension;

/// How many figures back the two sides of a percentage are looked for.
const REACH: usize = 6;

/// How far behind its two values a change may be stated.
const NEAR_BYTES: usize = 48;

pub(super) fn notes(text: &str, figures: &[&Figure<'_>]) -> Vec<Note> {
    let mut notes = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        let before: Vec<&Figure<'_>> = figures[at.saturating_sub(REACH)..at]
            .iter()
            .copied()
            .filter(|f| f.paragraph == figure.paragraph)
            .collect();
        notes.extend(match figure.unit.kind {
            Dimension::Share if changes(figure) => growth(text, &before, figure, Growth::Percent),
            Dimension::Share if is_share(text, figure) => share(&before, figure),
            Dimension::Multiple if changes(figure) => growth(text, &before, figure, Growth::Times),
            Dimension::Points if changes(figure) => growth(text, &before, figure, Growth::Points),
            _ => None,
        });
    }
    notes
}

fn changes(figure: &Figure<'_>) -> bool {
    // A yearly rate or one against last year comes from other values than those printed beside it.
    let other = [Hint::Average, Hint::Yearly, Hint::YearOnYear, Hint::PeriodOnPeriod];
    (figure.hints.has(Hint::Up) || figure.hints.has(Hint::Down))
        && !other.iter().any(|hint| figure.hints.has(*hint))
}

fn is_share(text: &str, figure: &Figure<'_>) -> bool {
    let of = text.get(..figure.start).is_some_and(|before| before.trim_end().ends_with('的'));
    let measure = figure.measure.trim_end_matches(['为', '达', '约', '是', ' ', '到']);
    of || figure.hints.has(Hint::Portion)
        || ["率", "比例", "比重", "占比"].iter().any(|word| measure.ends_with(word))
}

/// Whether the ratio of two figures, as far as they are printed, can be what is printed.
fn ratio(part: &Figure<'_>, whole: &Figure<'_>) -> Option<(Decimal, Interval)> {
    let value = part.value.times(Decimal::whole(100))?.over(whole.value, 3)?;
    Some((value, part.interval.percent_of(&whole.interval)?))
}

fn comparable(a: &Figure<'_>, b: &Figure<'_>) -> bool {
    a.basis == b.basis && a.per == b.per && !is_relative(a) && a.to.is_none() && b.to.is_none()
}

/// X占Y的p%: some pair before it must make it. A pair that nearly does is an error; one that does
/// with another whole than the largest is named, since readers will take the largest.
fn share(before: &[&Figure<'_>], percent: &Figure<'_>) -> Option<Note> {
    let amounts: Vec<&Figure<'_>> = before.iter().copied().filter(|f| !is_relative(f)).collect();
    // The amount just before the percentage is one side of it; the other is looked for further
    // back.
    let (last, others) = amounts.split_last()?;
    let mut fits: Option<(&Figure<'_>, &Figure<'_>, Decimal)> = None;
    let mut nearly: Option<(&Figure<'_>, &Figure<'_>, Decimal)> = None;
    for other in others.iter().rev() {
        for (part, whole) in [(*last, *other), (*other, *last)] {
            let Some((value, interval)) = ratio(part, whole).filter(|_| comparable(part, whole))
            else {
                continue;
            };
            if interval.meets(&percent.interval) {
                fits = fits.or(Some((part, whole, value)));
            } else if is_near(value, percent.value) && part.sentence == percent.sentence {
                nearly = nearly.or(Some((part, whole, value)));
            }
        }
    }
    match (fits, nearly) {
        (Some((part, whole, value)), _) => Some(share_holds(before, percent, part, whole, value)),
        (None, Some((part, whole, value))) => Some(share_fails(percent, part, whole, value)),
        (None, None) => None,
    }
}

/// Within two per cent of the printed share.
fn is_near(value: Decimal, printed: Decimal) -> bool {
    let gap = value.minus(printed).map(Decimal::abs);
    gap.zip(printed.times(Decimal::new(2, 2))).is_some_and(|(gap, allowed)| gap <= allowed)
}

fn share_holds(
    before: &[&Figure<'_>],
    percent: &Figure<'_>,
    part: &Figure<'_>,
    whole: &Figure<'_>,
    value: Decimal,
) -> Note {
    let arithmetic = format!("{} / {} = {} %", part.text, whole.text, value.rounded(2));
    let larger = before
        .iter()
        .find(|f| comparable(f, whole) && f.value > whole.value && f.value > part.value);
    if let Some((larger, (other, _))) = larger.and_then(|l| Some((l, ratio(part, l)?))) {
        let other = other.rounded(2);
        let zh = format!(
            "{}是{}占{}的比重，不是占{}的比重（{other}%），应写明分母。",
            percent.text, part.text, whole.text, larger.text
        );
        let en = format!(
            "{} is the share of {} in {}, not in {} ({other} %); the text should say of what.",
            percent.text, part.text, whole.text, larger.text
        );
        return Note::new(Check::Share, Weight::Question, &[percent, part, whole, larger])
            .says(arithmetic, zh, en);
    }
    let zh = format!("{arithmetic}，与所写{}相符。", percent.text);
    let en = format!("{arithmetic}, which agrees with {}.", percent.text);
    Note::new(Check::Share, Weight::Holds, &[percent, part, whole]).says(arithmetic, zh, en)
}

fn share_fails(
    percent: &Figure<'_>,
    part: &Figure<'_>,
    whole: &Figure<'_>,
    value: Decimal,
) -> Note {
    let arithmetic = format!("{} / {} = {value} %", part.text, whole.text);
    let cut = value.minus(percent.value).is_some_and(|gap| {
        !gap.is_negative() && gap < Decimal::power_of_ten(-(percent.value.scale() as i32))
    });
    let (zh, en) = if cut {
        ("，似为截尾而非四舍五入", "; it seems cut off, not rounded")
    } else {
        ("", "")
    };
    let zh = format!("{arithmetic}，与所写{}不符，舍入不能解释{zh}。", percent.text);
    let en = format!("{arithmetic}, not {}; rounding does not explain it{en}.", percent.text);
    Note::new(Check::Share, Weight::Contradiction, &[percent, part, whole]).says(arithmetic, zh, en)
}

#[derive(Clone, Copy, PartialEq)]
enum Growth {
    Percent,
    Times,
    Points,
}

/// 由A增加到B，增长p: the two values just before it in its sentence, with 到 between them.
fn growth(text: &str, before: &[&Figure<'_>], stated: &Figure<'_>, growth: Growth) -> Option<Note> {
    let [.., from, to] = before else { return None };
    let between = text.get(from.end..to.start)?;
    // 由A升至B stands in one clause, and the change right after it.
    let words = ["到", "至", "升", "降", "增"];
    let moves =
        words.iter().any(|word| between.contains(word)) && !between.contains(['，', '；', '。']);
    let follows = stated.start - to.end <= NEAR_BYTES;
    let same = from.sentence == stated.sentence
        && to.sentence == stated.sentence
        && from.basis == to.basis;
    let relative = growth == Growth::Points;
    if !moves
        || !follows
        || !same
        || (from.unit.kind == Dimension::Share) != relative
        || from.value.is_zero()
    {
        return None;
    }
    let (value, interval) = change(from, to, growth)?;
    let unit = match growth {
        Growth::Percent => "%",
        Growth::Times => "倍",
        Growth::Points => "个百分点",
    };
    let value = value.abs();
    let shown = shown(value, unit);
    let arithmetic = format!("{} → {}: {shown}", from.text, to.text);
    let named = [stated, from, to];
    if interval.meets(&stated.interval) {
        let zh = format!("由{}到{}，变动{shown}，与所写{}相符。", from.text, to.text, stated.text);
        let en = format!(
            "From {} to {} is {shown}, which agrees with {}.",
            from.text, to.text, stated.text
        );
        return Some(Note::new(Check::Growth, Weight::Holds, &named).says(arithmetic, zh, en));
    }
    let zh = format!(
        "由{}到{}，变动应为{shown}，所写为{}，舍入不能解释。",
        from.text, to.text, stated.text
    );
    let en = format!(
        "From {} to {} is {shown}, not {}; rounding does not explain it.",
        from.text, to.text, stated.text
    );
    Some(Note::new(Check::Growth, Weight::Contradiction, &named).says(arithmetic, zh, en))
}

/// The size of the change and all that it can be.
fn change(from: &Figure<'_>, to: &Figure<'_>, growth: Growth) -> Option<(Decimal, Interval)> {
    let rises = to.value >= from.value;
    if growth == Growth::Points {
        let (low, high) = if rises { (from, to) } else { (to, from) };
        let value = high.value.minus(low.value)?;
        let least = high.interval.low.minus(low.interval.high?)?;
        return Some((
            value,
            Interval::closed(least, high.interval.high?.minus(low.interval.low)?),
        ));
    }
    let hundred = Decimal::whole(100);
    let all = to.interval.percent_of(&from.interval)?;
    let ends = (all.low.minus(hundred)?, all.high?.minus(hundred)?);
    let (low, high) = if rises { ends } else { (ends.1.abs(), ends.0.abs()) };
    let value = to.value.times(hundred)?.over(from.value, 3)?.minus(hundred)?;
    if growth == Growth::Percent {
        return Some((value, Interval::closed(low, high)));
    }
    let times = |v: Decimal| v.over(hundred, 9);
    Some((value.over(hundred, 3)?, Interval::closed(times(low)?, times(high)?)))
}

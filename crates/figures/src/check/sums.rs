//! Parts and totals.

use super::{Check, Note, Weight, by_subject, is_relative, shown};
use crate::decimal::Decimal;
use crate::figure::Figure;
use crate::interval::Interval;
use crate::qualifier::Qualifier;

/// A sum of more figures than this is a table, not prose.
const MOST_PARTS: usize = 24;

pub(super) fn notes(text: &str, figures: &[&Figure<'_>]) -> Vec<Note> {
    let mut notes: Vec<Note> =
        by_subject(figures).iter().filter_map(|group| parts(group)).collect();
    for (at, figure) in figures.iter().enumerate() {
        let before = &figures[at.saturating_sub(MOST_PARTS)..at];
        notes.extend(total(before, figure));
        notes.extend(among(text, figures, at));
    }
    notes
}

fn sum(parts: &[&Figure<'_>]) -> Option<(Decimal, Interval)> {
    let start = (Decimal::ZERO, Interval::exactly(Decimal::ZERO));
    parts.iter().try_fold(start, |(value, interval), part| {
        Some((value.plus(part.value)?, interval.plus(&part.interval)?))
    })
}

fn addition(parts: &[&Figure<'_>], sum: Decimal) -> String {
    let texts: Vec<&str> = parts.iter().map(|part| part.text).collect();
    format!("{} = {}", texts.join(" + "), shown(sum, parts[0].unit.base))
}

fn is_plain(figure: &Figure<'_>) -> bool {
    figure.to.is_none()
        && matches!(figure.qualifier, Qualifier::None | Qualifier::About | Qualifier::Over)
}

/// The largest of a group first, then at least two smaller ones under the same words: its parts.
fn parts(group: &[&Figure<'_>]) -> Option<Note> {
    let whole = *group.iter().max_by_key(|f| f.value)?;
    let parts: Vec<&Figure<'_>> = group
        .iter()
        .copied()
        .filter(|f| f.start > whole.start && f.value < whole.value && f.sentence != whole.sentence)
        .take(MOST_PARTS)
        .collect();
    let same_time = parts.iter().all(|part| part.period.is_none() || part.period == whole.period);
    if parts.len() < 2 || !same_time || !parts.iter().all(|f| is_plain(f)) || !is_plain(whole) {
        return None;
    }
    let (value, interval) = sum(&parts)?;
    let named: Vec<&Figure<'_>> = std::iter::once(whole).chain(parts.iter().copied()).collect();
    let added = addition(&parts, value);
    let note = |weight| Note::new(Check::Parts, weight, &named);
    if interval.meets(&whole.interval) {
        let zh = format!("{added}，与总额{}相符。", whole.text);
        let en = format!("{added}, which agrees with the total of {}.", whole.text);
        return Some(note(Weight::Holds).says(added, zh, en));
    }
    let unit = whole.unit.base;
    let rest = whole.value.minus(value)?;
    if rest.is_negative() {
        let zh = format!("各项相加为{}，超过总额{}。", shown(value, unit), whole.text);
        let en = format!(
            "The parts make {}, more than the total of {}.",
            shown(value, unit),
            whole.text
        );
        return Some(note(Weight::Contradiction).says(added, zh, en));
    }
    let share = rest.times(Decimal::whole(100))?.over(whole.value, 2)?;
    let arithmetic = format!(
        "{added}; {} − {} = {} = {share} %",
        whole.text,
        shown(value, unit),
        shown(rest, unit)
    );
    let rest = shown(rest, unit);
    let zh = format!(
        "总额{}中只说明了{}的用途，其余{rest}（{share}%）未说明。",
        whole.text,
        shown(value, unit)
    );
    let en = format!(
        "Of the total of {} only {} is accounted for; {rest} ({share} %) is not.",
        whole.text,
        shown(value, unit)
    );
    Some(note(Weight::Question).says(arithmetic, zh, en))
}

/// A figure that sums up the list just before it: 合计14.9亿元.
fn total(before: &[&Figure<'_>], whole: &Figure<'_>) -> Option<Note> {
    let sums_up = ["合计", "共计", "总计", "累计达", "三年合计", "两项合计"]
        .iter()
        .any(|w| whole.measure.ends_with(w));
    if !sums_up || !is_plain(whole) {
        return None;
    }
    let mut parts: Vec<&Figure<'_>> = before
        .iter()
        .rev()
        .take_while(|f| f.sentence == whole.sentence && f.basis == whole.basis && is_plain(f))
        .copied()
        .collect();
    parts.reverse();
    if parts.len() < 2 {
        return None;
    }
    let (value, interval) = sum(&parts)?;
    let named: Vec<&Figure<'_>> = std::iter::once(whole).chain(parts.iter().copied()).collect();
    let added = addition(&parts, value);
    if interval.meets(&whole.interval) {
        let zh = format!("{added}，与所写合计{}相符。", whole.text);
        let en = format!("{added}, which agrees with the stated total of {}.", whole.text);
        return Some(Note::new(Check::Total, Weight::Holds, &named).says(added, zh, en));
    }
    let zh = format!("{added}，与所写合计{}不符，舍入不能解释。", whole.text);
    let en = format!(
        "{added}, which is not the stated total of {}; rounding does not explain it.",
        whole.text
    );
    Some(Note::new(Check::Total, Weight::Contradiction, &named).says(added, zh, en))
}

/// Whether 其中 stands between two figures: 4.5亿元(其中：中央3亿元.
fn opens_parts(text: &str, before: &Figure<'_>, first: &Figure<'_>) -> bool {
    const BYTES: usize = 90;
    let from = text.floor_char_boundary(first.start.saturating_sub(BYTES).max(before.end));
    text.get(from..first.start).is_some_and(|between| between.contains("其中"))
}

/// The parts after 其中 beside the nearest figure before it of the same basis.
fn among(text: &str, figures: &[&Figure<'_>], at: usize) -> Option<Note> {
    let first = figures[at];
    let before = figures.get(at.checked_sub(1)?)?;
    if !opens_parts(text, before, first) || is_relative(first) {
        return None;
    }
    let same = |f: &&&Figure<'_>| f.sentence == first.sentence && f.basis == first.basis;
    let whole = *figures[at.saturating_sub(4)..at].iter().rev().find(same)?;
    let parts: Vec<&Figure<'_>> =
        figures[at..].iter().take(MOST_PARTS).take_while(|f| same(f)).copied().collect();
    let named: Vec<&Figure<'_>> = std::iter::once(whole).chain(parts.iter().copied()).collect();
    if let Some(part) =
        parts.iter().find(|p| whole.interval.high.is_some_and(|high| p.interval.low > high))
    {
        let arithmetic = format!("{} > {}", part.text, whole.text);
        let zh = format!("“其中”的{}大于总数{}。", part.text, whole.text);
        let en = format!("The part {} is larger than its whole, {}.", part.text, whole.text);
        return Some(
            Note::new(Check::Among, Weight::Contradiction, &[whole, part]).says(arithmetic, zh, en),
        );
    }
    let (value, interval) =
        sum(&parts).filter(|_| parts.len() > 1 && parts.iter().all(|p| is_plain(p)))?;
    let added = addition(&parts, value);
    if interval.meets(&whole.interval) {
        let zh = format!("{added}，与总数{}相符。", whole.text);
        let en = format!("{added}, which agrees with the whole, {}.", whole.text);
        return Some(Note::new(Check::Among, Weight::Holds, &named).says(added, zh, en));
    }
    if value > whole.value {
        let zh = format!("“其中”各项{added}，超过总数{}，各项或有重叠，请说明。", whole.text);
        let en = format!(
            "The parts, {added}, exceed the whole, {}; say whether they overlap.",
            whole.text
        );
        return Some(Note::new(Check::Among, Weight::Question, &named).says(added, zh, en));
    }
    None
}

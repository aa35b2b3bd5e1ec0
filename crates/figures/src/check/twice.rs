//! The same number in two places, and the same words with two numbers.

use super::{Check, Note, Weight, by_subject, is_relative, subject};
use crate::decimal::Decimal;
use crate::figure::Figure;
use std::collections::HashMap;

pub(super) fn notes(figures: &[&Figure<'_>]) -> Vec<Note> {
    let mut notes = repeated(figures);
    notes.extend(by_subject(figures).iter().filter_map(|group| two_values(group)));
    notes
}

/// 41家 as 引进 and 41家 as 落地. Small numbers meet by chance and are left alone.
fn repeated(figures: &[&Figure<'_>]) -> Vec<Note> {
    let least = Decimal::whole(20);
    // Where each number stood first, until its second place has been noted.
    let mut first: HashMap<(Decimal, &str), Option<&Figure<'_>>> = HashMap::new();
    let mut notes = Vec::new();
    for &figure in figures.iter().filter(|f| !is_relative(f) && f.value >= least && f.to.is_none())
    {
        let place = first.entry((figure.value, figure.basis)).or_insert(Some(figure));
        let Some(known) = *place else { continue };
        // A round number (5000元) says little the second time.
        if known.sentence != figure.sentence && !is_round(figure.value) {
            notes.push(pair(known, figure));
            *place = None;
        }
    }
    notes
}

fn is_round(value: Decimal) -> bool {
    let mut rest = value.mantissa();
    while rest != 0 && rest % 10 == 0 {
        rest /= 10;
    }
    value.scale() == 0 && rest.abs() < 10
}

fn pair(known: &Figure<'_>, again: &Figure<'_>) -> Note {
    let named = [known, again];
    let text = again.text;
    if subject(known).is_some() && subject(known) == subject(again) {
        let zh = format!("{text}出现两次，所计相同，应出自同一查询。");
        let en = format!("{text} stands twice for the same thing; both must come from one query.");
        return Note::new(Check::Twice, Weight::Holds, &named).says(String::new(), zh, en);
    }
    let (one, other) = (context(known), context(again));
    let zh =
        format!("{text}出现两次，一处为“{one}”，一处为“{other}”，是否同一数量、同一口径，应说明。");
    let en = format!(
        "{text} stands twice, once as “{one}”, once as “{other}”; say whether it is one quantity."
    );
    Note::new(Check::Twice, Weight::Question, &named).says(String::new(), zh, en)
}

fn context(figure: &Figure<'_>) -> String {
    const LENGTH: usize = 12;
    let mut chars: Vec<char> = figure.measure.chars().rev().take(LENGTH).collect();
    chars.reverse();
    let object: String = figure.object.chars().take(LENGTH).collect();
    format!("{}…{object}", chars.into_iter().collect::<String>())
}

/// The same words of one period in two sentences with numbers that cannot be one.
fn two_values(group: &[&Figure<'_>]) -> Option<Note> {
    let [one, other] = group else { return None };
    let same = one.measure.trim() == other.measure.trim() && one.period == other.period;
    if !same || one.sentence == other.sentence || one.interval.meets(&other.interval) {
        return None;
    }
    let zh =
        format!("同为“{}”，一处{}，一处{}，请核对口径。", one.measure.trim(), one.text, other.text);
    let en = format!(
        "The same words, “{}”, once {}, once {}; check what each counts.",
        one.measure.trim(),
        one.text,
        other.text
    );
    Some(Note::new(Check::TwoValues, Weight::Question, &[one, other]).says(String::new(), zh, en))
}

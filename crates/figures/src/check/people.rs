//! Persons and households: plausible sizes, and groups that lie in one another.

use super::{Check, Note, Weight};
use crate::decimal::Decimal;
use crate::figure::Figure;
use crate::qualifier::Qualifier;

/// Persons in a household: fewer than one cannot be, more than eight is not believed.
const PERSONS_PER_HOUSEHOLD: (i128, i128) = (1, 8);

pub(super) fn notes(figures: &[&Figure<'_>]) -> Vec<Note> {
    let mut notes: Vec<Note> =
        figures.windows(2).filter_map(|pair| household(pair[0], pair[1])).collect();
    notes.extend(overlap(figures));
    notes
}

/// 1.4万户、3.7万余人.
fn household(one: &Figure<'_>, other: &Figure<'_>) -> Option<Note> {
    let (households, persons) = match (one.basis, other.basis) {
        ("户", "人") => (one, other),
        ("人", "户") => (other, one),
        _ => return None,
    };
    // 近百户、数十名 are too loose for a ratio.
    let loose = [one, other].iter().any(|f| f.qualifier == Qualifier::Some || f.to.is_some());
    if one.list != other.list || one.sentence != other.sentence || loose {
        return None;
    }
    let ratio = persons.value.over(households.value, 2)?;
    let arithmetic = format!("{} / {} = {ratio}人/户", persons.text, households.text);
    let (least, most) = PERSONS_PER_HOUSEHOLD;
    let possible = households.interval;
    let too_few = persons.interval.high.is_some_and(|high| high < possible.low);
    let limit = possible.high.and_then(|high| high.times(Decimal::whole(most)));
    let too_many = limit.is_some_and(|limit| persons.interval.low > limit);
    let note = |weight| Note::new(Check::Household, weight, &[households, persons]);
    if too_few || too_many {
        let zh = format!("户均{ratio}人，不在{least}至{most}人之间，户数与人数可能混用。");
        let en = format!(
            "{ratio} persons a household, not between {least} and {most}: households and \
             persons may be mixed."
        );
        return Some(note(Weight::Contradiction).says(arithmetic, zh, en));
    }
    if ratio < Decimal::whole(least) || ratio > Decimal::whole(most) {
        return None;
    }
    let zh = format!("户均{ratio}人，在{least}至{most}人之间，可信。");
    let en = format!("{ratio} persons a household, between {least} and {most}: plausible.");
    Some(note(Weight::Holds).says(arithmetic, zh, en))
}

/// Persons lifted from poverty, counted in several sentences: the smaller groups may lie in the
/// largest.
fn overlap(figures: &[&Figure<'_>]) -> Option<Note> {
    const MOST: usize = 8;
    let about_poverty = |f: &&&Figure<'_>| {
        let words = [f.measure, f.object];
        f.basis == "人"
            && f.value >= Decimal::whole(100)
            && words
                .iter()
                .any(|w| w.contains("贫困人口") || w.contains("脱贫人口") || w.contains("带贫"))
    };
    let groups: Vec<&Figure<'_>> =
        figures.iter().filter(about_poverty).take(MOST).copied().collect();
    let whole = *groups.iter().max_by_key(|f| f.value)?;
    let parts: Vec<&Figure<'_>> = groups
        .into_iter()
        .filter(|f| f.start != whole.start && f.sentence != whole.sentence && f.value < whole.value)
        .collect();
    if parts.is_empty() {
        return None;
    }
    let texts: Vec<&str> = parts.iter().map(|f| f.text).collect();
    let named: Vec<&Figure<'_>> = std::iter::once(whole).chain(parts.iter().copied()).collect();
    let zh =
        format!("{}可能包含在{}之内，是按人去重的子集，不可相加。", texts.join("、"), whole.text);
    let en = format!(
        "{} may lie within {}: distinct counts, not to be added.",
        texts.join(", "),
        whole.text
    );
    Some(Note::new(Check::Overlap, Weight::Question, &named).says(String::new(), zh, en))
}

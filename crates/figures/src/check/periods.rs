//! Time and stage: one year beside many, spans that do not agree, money that has only been
//! announced.

use super::{Check, Note, Weight};
use crate::decimal::Decimal;
use crate::figure::{Figure, Kind};
use crate::measure::Hint;
use crate::period::Period;
use crate::segment;
use crate::unit::Dimension;
use std::ops::Range;

/// Words of one topic under which amounts are stated on different accounts.
const TOPICS: &[(&str, &str, &[&str])] = &[
    (
        "消费帮扶",
        "consumption assistance",
        &["消费帮扶", "消费扶贫", "扶贫产品", "帮扶产品", "农特产品", "农副产品"],
    ),
    ("产业补贴", "industry subsidies", &["产业补贴", "产业扶持资金", "产业资金"]),
    ("劳务协作", "labour cooperation", &["转移就业", "稳定就业", "劳务协作"]),
];

pub(super) fn notes(text: &str, found: &[Figure<'_>], figures: &[&Figure<'_>]) -> Vec<Note> {
    let mut notes: Vec<Note> =
        TOPICS.iter().filter_map(|(zh, en, words)| accounts(figures, zh, en, words)).collect();
    notes.extend(spans(text, found, figures));
    notes.extend(not_landed(text, figures));
    notes
}

/// Money under one topic, once for a single year, once for many years or for a time that is not
/// stated.
fn accounts(figures: &[&Figure<'_>], zh: &str, en: &str, words: &[&str]) -> Option<Note> {
    let about = |f: &&&Figure<'_>| {
        let said = [f.measure, f.object];
        f.unit.kind == Dimension::Money && words.iter().any(|w| said.iter().any(|s| s.contains(w)))
    };
    let of_one_year = |f: &&Figure<'_>| matches!(f.period, Some(Period::In(_)));
    let (yearly, long): (Vec<&Figure<'_>>, Vec<&Figure<'_>>) =
        figures.iter().filter(about).copied().partition(of_one_year);
    let (year, total) = (*yearly.first()?, *long.iter().max_by_key(|f| f.value)?);
    let share = year.value.times(Decimal::whole(100))?.over(total.value, 1)?;
    let arithmetic = format!("{} / {} = {share} %", year.text, total.text);
    let (state_zh, state_en) = match total.period {
        None => ("未写明时期", "states no period"),
        Some(_) => ("为累计数", "covers many years"),
    };
    let period = year.period.map_or(String::new(), |p| p.to_string());
    let said = format!(
        "{zh}有{}与{}（{period}）两个数，前者{state_zh}，时期写明之前不可相加或比较。",
        total.text, year.text
    );
    let said_en = format!(
        "{en} is given as {} and as {} ({period}); the first {state_en}, so they cannot be \
         added or compared.",
        total.text, year.text
    );
    Some(
        Note::new(Check::Accounts, Weight::Question, &[total, year])
            .says(arithmetic, said, said_en),
    )
}

/// 八年来 beside 自2016年以来: counted back from the last year that the text names, do they begin
/// together?
fn spans(text: &str, found: &[Figure<'_>], figures: &[&Figure<'_>]) -> Option<Note> {
    let dates: Vec<&Figure<'_>> = found.iter().filter(|f| f.kind == Kind::Date).collect();
    let years = dates.iter().filter_map(|d| year_in(d.text).map(|year| (*d, year)));
    let latest = years.clone().map(|(_, year)| year).max()?;
    let (since, from) = years.clone().find(|(d, _)| begins_span(text, d))?;
    let (span, count) = dates.iter().find_map(|d| Some((*d, years_back(d.text)?)))?;
    let start = latest.checked_sub(count)?;
    // A span may count its first year or not.
    if start.abs_diff(from) <= 1 || figures.is_empty() {
        return None;
    }
    let arithmetic = format!("{latest} − {count} = {start} ≠ {from}");
    let (span_text, since_text) = (span.text, since.text);
    let zh =
        format!("“{span_text}”自{start}年起算，“{since_text}”自{from}年起算，累计数的起点应统一。");
    let en = format!(
        "“{span_text}” begins in {start}, “{since_text}” in {from}; cumulative figures need \
         one beginning."
    );
    Some(Note::new(Check::Span, Weight::Question, &[span, since]).says(arithmetic, zh, en))
}

fn year_in(text: &str) -> Option<u16> {
    text.get(..4).and_then(|year| year.parse().ok()).filter(|year| (1900..2100).contains(year))
}

fn begins_span(text: &str, date: &Figure<'_>) -> bool {
    let before = text.get(..date.start).is_some_and(|head| head.ends_with('自'));
    before || date.text.ends_with("以来")
}

/// 8 of 八年来.
fn years_back(text: &str) -> Option<u16> {
    let number = text.strip_suffix("年来").or_else(|| text.strip_suffix("年以来"))?;
    let value = crate::numeral::numeral(number)?;
    u16::try_from(value.mantissa()).ok().filter(|n| value.scale() == 0 && *n < 100)
}

/// Amounts of intentions, agreements or mere involvement in a sentence that names no landing or
/// payment.
fn not_landed(text: &str, figures: &[&Figure<'_>]) -> Vec<Note> {
    const INTENDED: [&str; 4] = ["意向", "协议投资", "签约", "拟投资"];
    const DONE: [&str; 9] =
        ["到位", "落地", "支付", "拨付", "投产", "投入", "完成", "实现", "销售"];
    let sentences = segment::sentences(text);
    let mut notes = Vec::new();
    for figure in figures.iter().filter(|f| f.unit.kind == Dimension::Money && f.per.is_empty()) {
        let Some(sentence) = sentences.get(figure.sentence as usize) else { continue };
        let before = reach_back(text, &sentence.range, figure);
        // What has landed after the intention (达成意向…；落地…) is no intention.
        let intended = INTENDED.iter().find(|word| {
            let after = before.rsplit_once(*word).map(|(_, after)| after);
            after.is_some_and(|after| !DONE.iter().any(|done| after.contains(done)))
        });
        let own = format!("{}{}", figure.measure, figure.object);
        if figure.hints.has(Hint::Arrived) || DONE.iter().any(|w| own.contains(w)) {
            continue;
        }
        let (word, zh, en) = if let Some(word) = intended {
            (*word, "只是意向或协议数，不是落地或到位数", "intended or agreed, not landed or paid")
        } else if figure.measure.contains("涉及资金") {
            ("涉及资金", "未说明是否到位", "not said to have arrived")
        } else {
            continue;
        };
        let zh = format!("{}出自“{word}”，{zh}。", figure.text);
        let en = format!("{} stands under “{word}”: {en}.", figure.text);
        notes.push(Note::new(Check::NotLanded, Weight::Question, &[figure]).says(
            String::new(),
            zh,
            en,
        ));
    }
    notes
}

/// The words of the sentence before a figure, at most so many bytes.
fn reach_back<'t>(text: &'t str, sentence: &Range<usize>, figure: &Figure<'_>) -> &'t str {
    const BYTES: usize = 180;
    let from = text.floor_char_boundary(figure.start.saturating_sub(BYTES).max(sentence.start));
    text.get(from..figure.start).unwrap_or("")
}

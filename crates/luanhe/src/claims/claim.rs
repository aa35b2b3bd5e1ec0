//! A text against the ledger: every number with its verdict, the value that the ledger has, and the
//! rows behind it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use figures::{Decimal, Evaluative, Figure, Note, char_offsets};
use serde::Serialize;

use super::fit::{Around, Fit, Phrases, has_unit};
use super::period::{Days, periods};
use super::place::{regions_meant, there};
use crate::base::{Day, Lang, RegionCode, Result, Said, Unit, say};
use crate::measure::{Answer, Indicator, Question};
use crate::parties::{Programme, programme};
use crate::record::{Actor, Ledger};

/// What a figure is against, and who asks.
pub struct Checking<'a> {
    pub actor: &'a Actor,
    pub programme: &'a str,
    /// The programme's first day, its helped place and its helping place.
    pub since: Day,
    pub region: RegionCode,
    pub helper: RegionCode,
    /// When the text was written: the end of what it calls 累计, and its 今年.
    pub as_of: Day,
    pub phrases: &'a Phrases,
}

impl<'a> Checking<'a> {
    /// Against a programme, as its register has it.
    ///
    /// # Errors
    /// `Missing` where none of that code is registered.
    pub fn of(
        ledger: &mut Ledger,
        actor: &'a Actor,
        code: &'a str,
        as_of: Day,
        phrases: &'a Phrases,
    ) -> Result<Checking<'a>> {
        let Programme { since, region, helper, .. } = programme(ledger, actor, code)?;
        Ok(Checking { actor, programme: code, since, region, helper, as_of, phrases })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Own or quoted rows make a value within what the print leaves open.
    Proven,
    /// Synthetic rows make such a value; that proves nothing.
    Agrees,
    /// The ledger's value lies outside it.
    Contradicted,
    NoRecord,
    NotAFigure,
    Evaluative,
}

/// Something that the text states, with its place in characters from 0.
#[derive(Clone, Debug, Serialize)]
pub struct Claim {
    pub text: String,
    pub start: usize,
    pub end: usize,
    /// In the base unit; null where it is no figure.
    pub value: Option<serde_json::Number>,
    pub unit: String,
    pub basis: String,
    pub qualifier: String,
    /// First and last day.
    pub period: Option<[String; 2]>,
    pub region: String,
    pub indicator: Option<&'static str>,
    pub title: Said,
    /// Others that the words fit, best first.
    pub others: Vec<&'static str>,
    /// The words by which it was matched.
    pub phrase: &'static str,
    /// How much of the phrase stands around the figure, in per cent.
    pub fit: u8,
    pub verdict: Verdict,
    /// What the ledger has, in the same base unit.
    pub computed: Option<serde_json::Number>,
    /// What the print leaves open.
    pub interval: String,
    pub rows_url: String,
    pub why: Said,
}

/// A text that was checked.
pub struct Checked {
    pub claims: Vec<Claim>,
    /// The text against itself.
    pub notes: Vec<Note>,
}

/// Reads a text and judges each of its figures.
///
/// # Errors
/// Those of the ledger; no text is refused.
pub fn check(ledger: &mut Ledger, asked: &Checking<'_>, text: &str) -> Result<Checked> {
    let found = figures::read(text);
    let places = char_offsets(text, found.iter().map(|f| f.start..f.end));
    let mut claims = Vec::with_capacity(found.len());
    let mut answers = Answers::new();
    for (at, (figure, place)) in found.iter().zip(places).enumerate() {
        let mut claim = read(figure, place);
        let there = there(asked, text, figure);
        let outside = |place: &RegionCode| {
            there.as_ref().is_some_and(|(_, code)| !place.holds(code) && !code.holds(place))
        };
        let elsewhere = outside(&asked.region) && outside(&asked.helper);
        if let Some((elsewhere, _)) = there.as_ref().filter(|_| elsewhere && figure.is_figure()) {
            claim.why = say!(
                "原文说的是在{elsewhere}，不在本项目计划的两地，台账里没有可核对的记录",
                "the text speaks of {elsewhere}, outside both places of the programme; nothing is recorded of it"
            );
        } else if figure.is_figure() {
            let fits = asked.phrases.fits(figure, around(text, &found, at));
            let regions = regions_meant(asked, figure, there.map(|(_, code)| code));
            judge(ledger, asked, (figure, regions), &fits, &mut claim, &mut answers)?;
        }
        claims.push(claim);
    }
    claims.extend(wording(text));
    claims.sort_by_key(|claim| (claim.start, claim.end));
    Ok(Checked { claims, notes: figures::check(text, &found) })
}

/// What the reader says of a number, before the ledger was asked.
fn read(figure: &Figure<'_>, place: Range<usize>) -> Claim {
    let why = Said { zh: figure.why(), en: figure.why_en() };
    let qualifier = figure.qualifier.word().to_string();
    let basis = figure.basis.to_string();
    let claim = Claim::of(figure.text, place, Verdict::NotAFigure, why);
    let claim = Claim { basis, qualifier, ..claim };
    if !figure.is_figure() {
        return claim;
    }
    Claim {
        value: number(figure.value),
        unit: figure.base_unit(),
        interval: figure.interval.to_string(),
        verdict: Verdict::NoRecord,
        ..claim
    }
}

/// A printed figure beside the ledger's answer to a question.
pub struct Held {
    pub verdict: Verdict,
    pub answer: Answer,
}

/// Holds the last figure of some words against a question of whoever knows which one it is.
///
/// # Errors
/// Those of the ledger. Words without a figure of the indicator's unit have no record.
pub fn hold(ledger: &mut Ledger, actor: &Actor, question: &Question, words: &str) -> Result<Held> {
    let answer = ledger.ask(actor, question)?;
    let found = figures::read(words);
    let figure = found.iter().rfind(|figure| has_unit(figure, question.indicator.unit));
    let verdict = figure.map_or(Verdict::NoRecord, |f| verdict(f, question.indicator, &answer));
    Ok(Held { verdict, answer })
}

fn verdict(figure: &Figure<'_>, indicator: &Indicator, answer: &Answer) -> Verdict {
    let holds = figure.interval.contains(base_value(indicator, answer.value));
    match (answer.rows, holds, answer.is_synthetic()) {
        (0, ..) => Verdict::NoRecord,
        (_, true, true) => Verdict::Agrees,
        (_, true, false) => Verdict::Proven,
        (_, false, _) => Verdict::Contradicted,
    }
}

/// What the ledger said to one question, which a long text asks again and again.
type Answers = HashMap<(&'static str, RegionCode, Day, Day), Answer>;

fn judge(
    ledger: &mut Ledger,
    asked: &Checking<'_>,
    (figure, regions): (&Figure<'_>, Vec<RegionCode>),
    fits: &[Fit],
    claim: &mut Claim,
    answers: &mut Answers,
) -> Result<()> {
    claim.region = regions[0].to_string();
    let Some(best) = fits.first() else {
        claim.why = say!(
            "没有指标说的是这件事，台账里没有可核对的记录",
            "no indicator speaks of this; the ledger has nothing to hold it against"
        );
        return Ok(());
    };
    claim.indicator = Some(best.indicator.id);
    claim.title = best.indicator.title.into();
    claim.others = fits.iter().skip(1).map(|fit| fit.indicator.id).collect();
    claim.fit = percent(best);
    claim.phrase = best.phrase;
    let mut found = None;
    // What the first place has no rows of may have happened at the other.
    for region in regions {
        found = answered(ledger, asked, figure, (best.indicator, &region), answers)?;
        claim.region = region.to_string();
        if found.as_ref().is_some_and(|(_, answer, _)| answer.rows > 0) {
            break;
        }
    }
    if let Some((question, answer, days)) = found {
        settle(figure, best, &question, &answer, days, claim);
    }
    Ok(())
}

/// What the ledger says of an indicator at a place: of the first period that the text may mean and that
/// holds, else of the first.
fn answered(
    ledger: &mut Ledger,
    asked: &Checking<'_>,
    figure: &Figure<'_>,
    (indicator, region): (&'static Indicator, &RegionCode),
    answers: &mut Answers,
) -> Result<Option<(Question, Answer, Days)>> {
    let mut first = None;
    for days in periods(figure, asked.since, asked.as_of) {
        let question = Question {
            programme: asked.programme.to_string(),
            ..Question::new(indicator, region.clone(), days.from, days.to)
        };
        let key = (indicator.id, region.clone(), days.from, days.to);
        let answer = match answers.entry(key) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(ledger.ask(asked.actor, &question)?),
        };
        let value = base_value(indicator, answer.value);
        let holds = answer.rows > 0 && figure.interval.contains(value);
        if holds || first.is_none() {
            first = Some((question, answer.clone(), days));
        }
        if holds {
            break;
        }
    }
    Ok(first)
}

/// Puts the verdict of one answer into the claim.
fn settle(
    figure: &Figure<'_>,
    fit: &Fit,
    question: &Question,
    answer: &Answer,
    days: Days,
    claim: &mut Claim,
) {
    let indicator = fit.indicator;
    let value = base_value(indicator, answer.value);
    let (from, to) = (question.from, question.to);
    claim.period = Some([from.to_string(), to.to_string()]);
    claim.rows_url = question.rows_url(None);
    let (zh, en) = (indicator.title.zh, indicator.title.en);
    if answer.rows == 0 {
        claim.why =
            say!("“{zh}”在 {from} 至 {to} 没有记录", "“{en}” has no rows from {from} to {to}");
        return;
    }
    claim.computed = number(value);
    claim.verdict = verdict(figure, indicator, answer);
    let (shown, shown_en) = (
        indicator.unit.shown(answer.value, Lang::Zh),
        indicator.unit.shown(answer.value, Lang::En),
    );
    let rows = answer.rows;
    let [allows, allows_en] = [Lang::Zh, Lang::En].map(|lang| allowed(figure, indicator, lang));
    let said = match claim.verdict {
        Verdict::Agrees => say!(
            "与演示台账一致，演示数据不能作为证明",
            "it agrees with the demo ledger, which proves nothing"
        ),
        Verdict::Proven => say!("台账支持", "the ledger proves it"),
        _ => say!("与台账不符", "the ledger contradicts it"),
    };
    let taken = match days.stated {
        true => say!("", ""),
        false => {
            say!("（原文未写明时期，按此核对）", " (the text states no period; this one was taken)")
        }
    };
    claim.why = Said {
        zh: format!(
            "“{zh}”{from} 至 {to}{} 为 {shown}，{rows} 行；原文容许{allows}：{}",
            taken.zh, said.zh
        ),
        en: format!(
            "“{en}” from {from} to {to}{} is {shown_en}, {rows} rows; the text allows {allows_en}: {}",
            taken.en, said.en
        ),
    };
}

/// An indicator's value in the unit in which texts are read: fen in 元, parts per million in %.
fn base_value(indicator: &Indicator, value: i64) -> Decimal {
    Decimal::new(i128::from(value), places(indicator.unit).unsigned_abs())
}

/// Decimal places between an indicator's unit and the text's.
fn places(unit: Unit) -> i32 {
    match unit {
        Unit::Fen => 2,
        Unit::Ppm => 4,
        _ => 0,
    }
}

/// What the print leaves open, in words: 1.35万户至1.45万户, 多于5亿元.
fn allowed(figure: &Figure<'_>, indicator: &Indicator, lang: Lang) -> String {
    let interval = figure.interval;
    let shown = |value: Decimal| {
        let scaled = value.times(Decimal::power_of_ten(places(indicator.unit)))?.rounded(0);
        Some(indicator.unit.shown(i64::try_from(scaled.mantissa()).ok()?, lang))
    };
    let ends = (shown(interval.low), interval.high.map(shown));
    match (ends, lang) {
        ((Some(low), Some(Some(high))), _) if low == high => low,
        ((Some(low), Some(Some(high))), Lang::Zh) => format!(" {low} 至 {high}"),
        ((Some(low), Some(Some(high))), Lang::En) => format!("{low} to {high}"),
        ((Some(low), None), Lang::Zh) => format!(" {low} 以上"),
        ((Some(low), None), Lang::En) => format!("{low} and more"),
        _ => interval.to_string(),
    }
}

fn number(value: Decimal) -> Option<serde_json::Number> {
    value.to_string().parse().ok()
}

/// Between 0 and 100.
fn percent(fit: &Fit) -> u8 {
    (fit.share * 100.0).round() as u8
}

/// The words around the figure at a place of the list: back to the figure before it, on to the clause
/// of the next one, within its sentence. Figures of one list share theirs.
fn around<'t>(text: &'t str, found: &[Figure<'_>], at: usize) -> Around<'t> {
    const ENDS: [char; 6] = ['。', '！', '？', '；', '\n', '\r'];
    const PAUSES: [char; 3] = ['，', ',', '、'];
    let figure = &found[at];
    let other = |f: &&Figure<'_>| f.is_figure() && f.list != figure.list;
    let from = found[..at].iter().rev().take(NEARBY).find(other).map_or(0, |f| f.end);
    let next = found[at + 1..].iter().take(NEARBY).find(other);
    let to = next.map_or(text.len(), |f| f.start.max(figure.end));
    let before = last_part(glance_back(text, from.min(figure.start), figure.start), &ENDS);
    let after = first_part(glance_on(text, figure.end, to), &ENDS);
    let ended = next.is_none() || after.len() < to - figure.end;
    let after = if ended { after } else { after.rsplit_once(PAUSES).map_or(after, |(own, _)| own) };
    Around { before, after }
}

/// Figures of one list beyond which no other is looked for.
const NEARBY: usize = 64;

/// How many bytes of a sentence are read to either side: one reads no further at a glance.
const GLANCE: usize = 600;

fn glance_back(text: &str, from: usize, to: usize) -> &str {
    let mut from = from.max(to.saturating_sub(GLANCE));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..to]
}

fn glance_on(text: &str, from: usize, to: usize) -> &str {
    let mut to = to.min(from + GLANCE);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[from..to]
}

fn last_part<'t>(text: &'t str, ends: &[char]) -> &'t str {
    text.rsplit(ends).next().unwrap_or(text)
}

fn first_part<'t>(text: &'t str, ends: &[char]) -> &'t str {
    text.split(ends).next().unwrap_or(text)
}

/// Slogans, effort and superlatives: they stand beside the figures, and prove nothing.
fn wording(text: &str) -> Vec<Claim> {
    let found = figures::evaluative(text);
    let places = char_offsets(text, found.iter().map(|e| e.start..e.end));
    let claim = |(e, place): (&Evaluative<'_>, Range<usize>)| {
        let why = Said { zh: e.why().to_string(), en: e.why_en().to_string() };
        Claim::of(e.text, place, Verdict::Evaluative, why)
    };
    found.iter().zip(places).map(claim).collect()
}

/// A file's bytes as text: UTF-8 where they are, else GB 18030, as older offices save it.
pub fn words_of(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_string(),
        Err(_) => encoding_rs::GB18030.decode(bytes).0.into_owned(),
    }
}

impl Verdict {
    pub const ALL: [Verdict; 6] = [
        Verdict::Proven,
        Verdict::Agrees,
        Verdict::Contradicted,
        Verdict::NoRecord,
        Verdict::NotAFigure,
        Verdict::Evaluative,
    ];

    pub fn said(self) -> Said {
        match self {
            Verdict::Proven => say!("有台账支持", "proven"),
            Verdict::Agrees => say!("与演示台账一致", "agrees with the demo ledger"),
            Verdict::Contradicted => say!("与台账不符", "contradicted"),
            Verdict::NoRecord => say!("没有记录", "no record"),
            Verdict::NotAFigure => say!("不是数据", "not a figure"),
            Verdict::Evaluative => say!("评价性表述", "evaluative"),
        }
    }

    /// As JSON and style sheets name it.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Proven => "proven",
            Verdict::Agrees => "agrees",
            Verdict::Contradicted => "contradicted",
            Verdict::NoRecord => "no_record",
            Verdict::NotAFigure => "not_a_figure",
            Verdict::Evaluative => "evaluative",
        }
    }

    /// A sign that tells verdicts apart without colour.
    pub fn sign(self) -> &'static str {
        match self {
            Verdict::Proven => "✓",
            Verdict::Agrees => "≈",
            Verdict::Contradicted => "✗",
            Verdict::NoRecord => "?",
            Verdict::NotAFigure => "·",
            Verdict::Evaluative => "…",
        }
    }
}

impl Claim {
    /// A stretch of the text that says no more than its verdict.
    fn of(text: &str, place: Range<usize>, verdict: Verdict, why: Said) -> Claim {
        Claim {
            text: text.to_string(),
            start: place.start,
            end: place.end,
            value: None,
            unit: String::new(),
            basis: String::new(),
            qualifier: String::new(),
            period: None,
            region: String::new(),
            indicator: None,
            title: say!("", ""),
            others: Vec::new(),
            phrase: "",
            fit: 0,
            verdict,
            computed: None,
            interval: String::new(),
            rows_url: String::new(),
            why,
        }
    }

    pub fn is_figure(&self) -> bool {
        !matches!(self.verdict, Verdict::NotAFigure | Verdict::Evaluative)
    }
}

impl Checked {
    /// How many claims have the verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.claims.iter().filter(|claim| claim.verdict == verdict).count()
    }
}

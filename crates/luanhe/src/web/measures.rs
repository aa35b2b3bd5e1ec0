//! Indicators: their values, the card that says what they count, splits, rows, and what was known
//! before.

use askama::Template;

use super::ask::Ask;
use super::lists::{exported, list_asked};
use super::reply::Reply;
use crate::base::{Day, Error, RegionCode, Result, say};
use crate::measure::{Answer, Indicator, Question, View};
use crate::pages::{
    Defaults, Params, Say, Verb, asked, card, drawn, listed, part_label, places, question,
    rows_url, splits,
};
use crate::record::{Ledger, Query};

fn indicator(ask: &Ask) -> Result<&'static Indicator> {
    let id = ask.part("id");
    ask.app
        .site
        .indicators()
        .find(|i| i.id == id)
        .ok_or_else(|| Error::Missing(say!("没有指标 {id}", "there is no indicator {id}")))
}

/// The home region, or the part of it that the actor may see.
pub fn region_of(ask: &Ask) -> Result<RegionCode> {
    let scope = &ask.actor()?.scope;
    let own = scope.first().filter(|_| scope.len() == 1);
    let own = own.and_then(|prefix| RegionCode::parse(&format!("{prefix:0<6}")));
    Ok(own.unwrap_or_else(|| ask.app.site.home.clone()))
}

/// An indicator's answer in a word, for pages that show many.
pub struct Figure {
    pub title: String,
    pub shown: String,
    /// Where it comes from.
    pub path: String,
}

/// Of the whole programme, within what the visitor sees; of the helping region, where nothing of it is
/// recorded at home.
pub fn figure(ledger: &mut Ledger, ask: &Ask, indicator: &'static Indicator) -> Result<Figure> {
    let (say, site) = (ask.say(), &ask.app.site);
    let mut question = read_question(ask, indicator)?;
    let mut answer = ask.answer(ledger, &question)?;
    let mut title = say.text(&indicator.title).to_string();
    let helper = site.helper.as_ref().filter(|_| question.region == site.home);
    if let Some(helper) = helper.filter(|_| answer.rows == 0) {
        let there = Question { region: helper.clone(), ..question.clone() };
        let told = ask.answer(ledger, &there)?;
        if told.rows > 0 {
            title += say.of("（帮扶方）", " (helping side)");
            (question, answer) = (there, told);
        }
    }
    let path = asked(&question).link(&format!("/measures/{}", indicator.id));
    Ok(Figure { title, shown: indicator.unit.shown(answer.value, ask.lang), path })
}

pub fn read_question(ask: &Ask, indicator: &'static Indicator) -> Result<Question> {
    let (site, region) = (&ask.app.site, region_of(ask)?);
    let defaults =
        Defaults { programme: &site.programme, region: &region, from: site.from, to: site.to };
    question(indicator, &defaults, &ask.query)
}

struct Line {
    path: String,
    title: &'static str,
    shown: String,
    counted: String,
    rows: i64,
}

#[derive(Template)]
#[template(path = "measures.html")]
struct MeasuresPage {
    say: Say,
    groups: Vec<(&'static str, Vec<Line>)>,
    region: String,
    from: Day,
    to: Day,
    places: Vec<(String, &'static str)>,
}

pub fn measures(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let (say, site) = (ask.say(), &ask.app.site);
    let mut groups = Vec::new();
    let mut at = None;
    for topic in site.topics.iter().filter(|t| !t.indicators.is_empty()) {
        let mut lines = Vec::new();
        for indicator in topic.indicators {
            let question = read_question(ask, indicator)?;
            let answer = ask.answer(ledger, &question)?;
            lines.push(Line {
                path: asked(&question).link(&format!("/measures/{}", indicator.id)),
                title: say.text(&indicator.title),
                shown: indicator.unit.shown(answer.value, ask.lang),
                counted: counted(say, indicator),
                rows: answer.rows,
            });
            at = Some(question);
        }
        groups.push((say.text(&topic.title), lines));
    }
    let region = at.as_ref().map_or_else(|| site.home.clone(), |q| q.region.clone());
    let page = MeasuresPage {
        say,
        groups,
        region: format!("{region} {}", say.place(region.as_str())),
        from: at.as_ref().map_or(site.from, |q| q.from),
        to: at.as_ref().map_or(site.to, |q| q.to),
        places: places(&site.home),
    };
    let body = drawn(&page)?;
    ask.page(Verb::Measure, say.of("指标", "Indicators"), &body)
}

fn counted(say: Say, indicator: &'static Indicator) -> String {
    let basis = &indicator.basis;
    format!("{} · {}", say.text(&basis.counted), say.text(&basis.date))
}

struct PartLine {
    label: String,
    shown: String,
    rows: i64,
    /// Against the largest part, for the bar.
    share: f64,
    path: String,
}

#[derive(Template)]
#[template(path = "measure.html")]
struct MeasurePage<'a> {
    say: Say,
    indicator: &'static Indicator,
    shown: String,
    answer: &'a Answer,
    rows: String,
    hash: String,
    head: String,
    card: Vec<(&'static str, String)>,
    splits: Vec<(&'static str, String)>,
    by: String,
    parts: Vec<PartLine>,
    question: &'a Question,
    region: String,
    known_on: String,
    /// The other view, where it differs: booked beside restated.
    booked: Option<String>,
    path: String,
    history: Vec<(String, String, bool)>,
    history_path: String,
    places: Vec<(String, &'static str)>,
}

impl MeasurePage<'_> {
    fn is_booked(&self) -> bool {
        self.question.view == View::Booked
    }
}

pub fn measure(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let (say, indicator) = (ask.say(), indicator(ask)?);
    let question = read_question(ask, indicator)?;
    let answer = ask.answer(ledger, &question)?;
    let shown = |value| indicator.unit.shown(value, ask.lang);
    let other = Question { view: View::Booked, by: None, ..question.clone() };
    let booked = ask.answer(ledger, &other)?;
    let by = question.by.clone().unwrap_or_else(String::new);
    let most = answer.parts.iter().map(|p| p.value.abs()).max().unwrap_or(0).max(1);
    let line = |part: &crate::measure::Part| PartLine {
        label: part_label(say, indicator, &by, &part.word),
        shown: shown(part.value),
        rows: part.rows,
        share: part.value.abs() as f64 / most as f64,
        path: rows_url(&question, Some(&part.word)),
    };
    let path = format!("/measures/{}", indicator.id);
    let page = MeasurePage {
        say,
        indicator,
        shown: shown(answer.value),
        rows: rows_url(&question, None),
        hash: ask.rows_hash(ledger, &question)?.to_string(),
        head: ledger.head()?.printed(),
        card: card(say, indicator),
        splits: splits(say, indicator),
        parts: answer.parts.iter().map(line).collect(),
        by: by.clone(),
        region: format!("{} {}", question.region, say.place(question.region.as_str())),
        known_on: question.known_on.map_or_else(String::new, |day| day.to_string()),
        booked: (booked.value != answer.value).then(|| shown(booked.value)),
        history: if ask.query.has("history") {
            history(ledger, ask, &question)?
        } else {
            Vec::new()
        },
        history_path: ask.query.with("history", "1").link(&path),
        path,
        places: places(&ask.app.site.home),
        answer: &answer,
        question: &question,
    };
    let body = drawn(&page)?;
    ask.page(Verb::Measure, say.text(&indicator.title), &body)
}

/// The value as it was known on the last days on which anything was recorded.
fn history(
    ledger: &mut Ledger,
    ask: &Ask,
    question: &Question,
) -> Result<Vec<(String, String, bool)>> {
    const DAYS: usize = 8;
    let mut days: Vec<Day> = Vec::new();
    for entry in ledger.latest_entries(i64::MAX, 2000)? {
        let day = entry.day();
        if entry.kind != "access" && !days.contains(&day) {
            days.push(day);
        }
        if days.len() == DAYS {
            break;
        }
    }
    let mut history = Vec::new();
    let mut before = None;
    for day in days.into_iter().rev() {
        let then = Question { known_on: Some(day), by: None, ..question.clone() };
        let value = ledger.ask(ask.actor()?, &then)?.value;
        let changed = before.is_some_and(|before| before != value);
        history.push((day.to_string(), question.indicator.unit.shown(value, ask.lang), changed));
        before = Some(value);
    }
    history.reverse();
    Ok(history)
}

/// The rows behind an answer, or behind one part of it.
fn behind(ledger: &mut Ledger, ask: &Ask) -> Result<(Question, Query)> {
    let indicator = indicator(ask)?;
    let mut question = read_question(ask, indicator)?;
    if let Some(by) = question.by.take() {
        question = question.of_part(&by, ask.query.get("part").unwrap_or(""))?;
    }
    let mut query = question.query(ledger)?;
    // Sorting and paging are the list's own.
    let own = Params(
        ask.query
            .0
            .iter()
            .filter(|(n, _)| ["sort", "after", "before", "limit"].contains(&n.as_str()))
            .cloned()
            .collect(),
    );
    let paging = crate::pages::query(ledger, indicator.register, &question.programme, &own)?;
    (query.sort, query.after, query.limit) = (paging.sort, paging.after, paging.limit);
    Ok((question, query))
}

#[derive(Template)]
#[template(path = "behind.html")]
struct Behind<'a> {
    say: Say,
    indicator: &'static Indicator,
    path: String,
    region: String,
    question: &'a Question,
    part: String,
}

pub fn rows(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let say = ask.say();
    let (question, query) = behind(ledger, ask)?;
    let indicator = question.indicator;
    let by = ask.query.get("by").unwrap_or("");
    let intro = drawn(&Behind {
        say,
        indicator,
        path: asked(&question).link(&format!("/measures/{}", indicator.id)),
        region: say.place(question.region.as_str()),
        part: ask.query.get("part").map_or_else(String::new, |p| part_label(say, indicator, by, p)),
        question: &question,
    })?;
    let list = list_asked(ask, indicator.register, &ask.path)?;
    let body = listed(ledger, &list, query, intro)?;
    ask.page(Verb::Measure, say.text(&indicator.title), &body)
}

pub fn export(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let (_, query) = behind(ledger, ask)?;
    exported(ledger, ask, query)
}

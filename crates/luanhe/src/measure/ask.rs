//! Questions to an indicator: its value over a region and a period, split, as known on a day. From
//! the cube where its cells can answer, else from the rows; a test shows that both agree.

use std::collections::{BTreeMap, BTreeSet};

use super::cube::{JOINT, QUERIES};
use super::indicator::{Indicator, Keep, Measure, Nature};
use crate::base::{Day, Error, Fault, Month, Place, RegionCode, Result, say};
use crate::record::{
    Actor, Compare, Ledger, Origin, Query, Recorded, Total, Value, of_bytes, statement,
};

/// When an adjusting entry of a closed period counts: when it happened, or when it was booked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum View {
    #[default]
    Restated,
    Booked,
}

#[derive(Clone, Debug)]
pub struct Question {
    pub indicator: &'static Indicator,
    /// Empty: all programmes.
    pub programme: String,
    pub region: RegionCode,
    pub from: Day,
    pub to: Day,
    /// `region`, `month`, `year`, `origin`, or one of the indicator's splits.
    pub by: Option<String>,
    /// Only this part of a split: the split and its word.
    pub part: Option<(String, String)>,
    pub view: View,
    /// As it was known at the end of that day.
    pub known_on: Option<Day>,
}

/// One part of a split answer.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Part {
    pub word: String,
    pub value: i64,
    pub rows: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Answer {
    pub value: i64,
    /// How many rows are behind it; for distinct counts, how many are counted.
    pub rows: i64,
    pub parts: Vec<Part>,
    /// Whose word the rows are; synthetic ones prove nothing.
    pub origins: Vec<String>,
}

impl Answer {
    pub fn is_synthetic(&self) -> bool {
        self.origins.iter().any(|o| o == Origin::Synthetic.word())
    }
}

impl Question {
    pub fn new(indicator: &'static Indicator, region: RegionCode, from: Day, to: Day) -> Question {
        Question {
            indicator,
            programme: String::new(),
            region,
            from,
            to,
            by: None,
            part: None,
            view: View::default(),
            known_on: None,
        }
    }

    /// The question whose answer is one part of this one's, by the split and word of the part.
    pub fn of_part(&self, by: &str, word: &str) -> Question {
        let mut part = Question { by: None, ..self.clone() };
        match by {
            "region" => {
                if let Some(code) = RegionCode::parse(word) {
                    part.region = code;
                }
            }
            "year" => {
                if let Ok(year) = word.parse::<i16>() {
                    let whole = Month::of(year, 1).first_day()..=Month::of(year, 12).last_day();
                    part.from = part.from.max(*whole.start());
                    part.to = part.to.min(*whole.end());
                }
            }
            by => part.part = Some((by.to_string(), word.to_string())),
        }
        part
    }

    /// The rows behind the answer, as a query that lists can page through.
    pub fn query(&self, ledger: &mut Ledger) -> Result<Query> {
        let indicator = self.indicator;
        let mut query = Query::of(indicator.register);
        query.programme.clone_from(&self.programme);
        query.booked = self.view == View::Booked;
        query.known = self.known_on.map(|day| ledger.known_on(day)).transpose()?;
        query = query.filter(indicator.register.region, Compare::Within, self.region.prefix());
        for keep in indicator.keeps {
            query = match keep {
                Keep::Is(field, word) => query.filter(field, Compare::Is, *word),
                Keep::OneOf(field, words) => query.filter(field, Compare::OneOf, words.join("\n")),
                Keep::Filled(field) => query.filter(field, Compare::Filled, Value::Null),
                Keep::Empty(field) => query.filter(field, Compare::Empty, Value::Null),
            };
        }
        if let Measure::Distinct(field) = indicator.measure {
            query = query.filter(field, Compare::Filled, Value::Null);
        }
        if let Some((by, word)) = &self.part {
            query = query.filter(by, Compare::Is, word.as_str());
        }
        Ok(match indicator.basis.nature {
            Nature::Flow => query.filter(indicator.day, Compare::AtLeast, self.from).filter(
                indicator.day,
                Compare::AtMost,
                self.to,
            ),
            Nature::Stock { until } => query
                .filter(indicator.day, Compare::AtMost, self.to)
                .filter(until, Compare::OpenAfter, self.to),
        })
    }

    /// Whole months of the present state are answered by the cube.
    fn suits_cube(&self) -> bool {
        let ends = self.to.is_month_end() && self.known_on.is_none() && self.part.is_none();
        match self.indicator.basis.nature {
            Nature::Flow => ends && self.from.day_of_month() == 1,
            Nature::Stock { .. } => ends,
        }
    }

    fn check(&self) -> Result<()> {
        let known = ["region", "month", "year", "origin"];
        if let Some(by) = &self.by
            && !known.contains(&by.as_str())
            && !self.indicator.splits.contains(&by.as_str())
        {
            let splits = known.iter().chain(self.indicator.splits).copied().collect::<Vec<_>>();
            let (splits, id) = (splits.join(", "), self.indicator.id);
            return Err(Error::fault(Fault::error(
                Place::field("by"),
                say!("{id} 不能按 {by} 拆分", "{id} cannot be split by {by}"),
                say!("可按：{splits}", "it can be split by: {splits}"),
            )));
        }
        if self.from > self.to {
            let (from, to) = (self.from, self.to);
            return Err(Error::fault(Fault::error(
                Place::field("from"),
                say!("起始日期 {from} 晚于截止日期 {to}", "{from} is after {to}"),
                say!("请对调两个日期", "swap the two days"),
            )));
        }
        Ok(())
    }
}

impl Ledger {
    /// The value of an indicator for those regions that the actor may see.
    pub fn ask(&mut self, actor: &Actor, question: &Question) -> Result<Answer> {
        question.check()?;
        if question.suits_cube() {
            self.ask_cube(actor, question)
        } else {
            self.ask_rows(actor, question)
        }
    }

    pub fn ask_rows(&mut self, actor: &Actor, question: &Question) -> Result<Answer> {
        question.check()?;
        let query = question.query(self)?;
        let mut tally = Tally::new(question);
        let register = question.indicator.register;
        let total = match question.indicator.measure {
            Measure::Rows => Total::Rows,
            Measure::Sum(field) => Total::Sum(field),
            Measure::Distinct(field) => Total::Distinct(field),
        };
        let whole = self.totals(actor, &query, total, None)?;
        let mut answer = tally.answer();
        if let Some((_, value, rows)) = whole.first() {
            (answer.value, answer.rows) = (*value, *rows);
        }
        if let Measure::Distinct(_) = question.indicator.measure {
            answer.rows = answer.value;
        }
        if question.by.is_some() || answer.rows > 0 {
            self.each_row(actor, &query, |row| tally.add_row(register, row))?;
            let split = tally.answer();
            (answer.parts, answer.origins) = (split.parts, split.origins);
        }
        Ok(answer)
    }

    /// Rows of a query, for counting only: what they hold of persons stays inside.
    fn each_row(
        &mut self,
        actor: &Actor,
        query: &Query,
        mut each: impl FnMut(&Recorded),
    ) -> Result<()> {
        let counting = Actor { persons: true, ..actor.clone() };
        self.each_listed(&counting, query, |row| {
            each(&row);
            Ok(())
        })
    }

    fn ask_cube(&mut self, actor: &Actor, question: &Question) -> Result<Answer> {
        let distinct = matches!(question.indicator.measure, Measure::Distinct(_));
        let name = match (distinct, question.view) {
            (false, View::Restated) => "cells",
            (false, View::Booked) => "cells_booked",
            (true, View::Restated) => "keys",
            (true, View::Booked) => "keys_booked",
        };
        let mut tally = Tally::new(question);
        // Distinct counts by time need the month of each key; the rows have it.
        if distinct && matches!(question.by.as_deref(), Some("month" | "year")) {
            return self.ask_rows(actor, question);
        }
        let first = match question.indicator.basis.nature {
            Nature::Flow => question.from.month().0,
            Nature::Stock { .. } => i32::MIN,
        };
        let prefix = question.region.prefix();
        let values: [Value; 6] = [
            question.indicator.id.into(),
            question.programme.as_str().into(),
            prefix.into(),
            format!("{prefix}\u{7f}").into(),
            i64::from(first).into(),
            i64::from(question.to.month().0).into(),
        ];
        self.engine.each(statement(QUERIES, name), &values, |row| {
            let text = |at: usize| row[at].text().unwrap_or("").to_string();
            let number = |at: usize| row[at].int().unwrap_or(0);
            let region = text(0);
            if !actor.covers(&region) {
                return Ok(());
            }
            if distinct {
                tally.add_key(&region, &text(1), &text(2), text(3), number(4));
            } else {
                let words = Words { region, month: number(1), split: text(2), origin: text(3) };
                tally.add(&words, number(4), number(5));
            }
            Ok(())
        })?;
        Ok(tally.answer())
    }

    /// SM3 over the sorted content keys of the rows behind an answer: equal exactly where the rows
    /// say the same, on either engine.
    pub fn rows_hash(&mut self, actor: &Actor, question: &Question) -> Result<String> {
        let query = question.query(self)?;
        let keys = self.contents(actor, &query)?;
        Ok(of_bytes(&keys.iter().flat_map(|k| k.to_be_bytes()).collect::<Vec<u8>>()))
    }
}

struct Words {
    region: String,
    month: i64,
    split: String,
    origin: String,
}

/// Adds up what the cube or the rows give, whole and by part.
struct Tally<'q> {
    question: &'q Question,
    value: i64,
    rows: i64,
    parts: BTreeMap<String, (i64, i64)>,
    /// For distinct counts: how often each one was met, in all and by part.
    keys: BTreeMap<String, i64>,
    part_keys: BTreeMap<(String, String), i64>,
    origins: BTreeSet<String>,
}

impl<'q> Tally<'q> {
    fn new(question: &'q Question) -> Tally<'q> {
        Tally {
            question,
            value: 0,
            rows: 0,
            parts: BTreeMap::new(),
            keys: BTreeMap::new(),
            part_keys: BTreeMap::new(),
            origins: BTreeSet::new(),
        }
    }

    fn word(&self, words: &Words) -> Option<String> {
        let by = self.question.by.as_deref()?;
        Some(match by {
            "region" => words.region.chars().take(6).collect(),
            "month" => crate::base::Month(i32::try_from(words.month).unwrap_or(0)).to_string(),
            "year" => words.month.div_euclid(12).to_string(),
            "origin" => words.origin.clone(),
            split => {
                let at = self.question.indicator.splits.iter().position(|s| *s == split);
                let at = at.expect("checked before asking");
                words.split.split(JOINT).nth(at).unwrap_or("").to_string()
            }
        })
    }

    fn add(&mut self, words: &Words, value: i64, rows: i64) {
        self.value += value;
        self.rows += rows;
        self.origins.insert(words.origin.clone());
        if let Some(word) = self.word(words) {
            let part = self.parts.entry(word).or_insert((0, 0));
            *part = (part.0 + value, part.1 + rows);
        }
    }

    fn add_key(&mut self, region: &str, split: &str, origin: &str, key: String, times: i64) {
        let words = Words {
            region: region.to_string(),
            month: 0,
            split: split.to_string(),
            origin: origin.to_string(),
        };
        self.meet(&words, key, times);
    }

    fn meet(&mut self, words: &Words, key: String, times: i64) {
        self.origins.insert(words.origin.clone());
        if let Some(word) = self.word(words) {
            *self.part_keys.entry((word, key.clone())).or_insert(0) += times;
        }
        *self.keys.entry(key).or_insert(0) += times;
    }

    fn add_row(&mut self, register: &'static crate::record::Register, row: &Recorded) {
        let indicator = self.question.indicator;
        let text = |field: &str| row.value(register, field).text().unwrap_or("").to_string();
        let day = match (&row.posted_on, self.question.view) {
            (Some(posted), View::Booked) => Day::parse(posted),
            _ => row.value(register, indicator.day).day(),
        };
        let words = Words {
            region: text(register.region),
            month: day.map_or(0, |day| day.month().0.into()),
            split: indicator
                .splits
                .iter()
                .map(|s| text(s))
                .collect::<Vec<_>>()
                .join(&JOINT.to_string()),
            origin: row.origin.word().to_string(),
        };
        match indicator.measure {
            Measure::Distinct(field) => self.meet(&words, text(field), row.tally),
            Measure::Rows => self.add(&words, row.tally, 1),
            Measure::Sum(field) => {
                let value = row.value(register, field).int().unwrap_or(0);
                self.add(&words, value, 1);
            }
        }
    }

    fn answer(&self) -> Answer {
        let mut parts = self.parts.clone();
        for ((word, _), times) in &self.part_keys {
            if *times > 0 {
                let part = parts.entry(word.clone()).or_insert((0, 0));
                *part = (part.0 + 1, part.1 + 1);
            }
        }
        let met = i64::try_from(self.keys.values().filter(|times| **times > 0).count());
        let met = met.expect("fewer keys than i64 can count");
        let parts = parts.into_iter().filter(|(_, (value, rows))| *value != 0 || *rows != 0);
        Answer {
            value: self.value + met,
            rows: self.rows + met,
            parts: parts.map(|(word, (value, rows))| Part { word, value, rows }).collect(),
            origins: self.origins.iter().cloned().collect(),
        }
    }
}

//! Answers: the value of an indicator over a region and a period, split, as known on a day. From the
//! cube where its cells can answer, else from the rows; a test shows that both agree.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashMapExt};

use super::cube::{JOINT, QUERIES};
use super::indicator::Nature;
use super::question::{Question, View};
use crate::base::{Day, Result};
use crate::record::{Actor, Ledger, Origin, Query, Recorded, Total, Value, of_bytes, statement};

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
    pub origins: Vec<Origin>,
}

impl Answer {
    pub fn is_synthetic(&self) -> bool {
        self.origin() == Origin::Synthetic
    }

    /// The weakest word that it rests on.
    pub fn origin(&self) -> Origin {
        self.origins.iter().copied().max().unwrap_or(Origin::Own)
    }

    /// This answer as a share of another's, part by part, in parts per million. Of nothing there is
    /// no share: it has no rows and no parts.
    fn share_of(self, whole: &Answer) -> Answer {
        let one = |part: i64, of: i64| {
            let ppm = (i128::from(part) * 1_000_000).checked_div(i128::from(of))?;
            i64::try_from(ppm).ok()
        };
        let parts = self.parts.iter().filter_map(|part| {
            let of = whole.parts.iter().find(|whole| whole.word == part.word)?;
            let (value, rows) = (one(part.value, of.value)?, part.rows + of.rows);
            Some(Part { word: part.word.clone(), value, rows })
        });
        let value = one(self.value, whole.value);
        Answer {
            value: value.unwrap_or(0),
            rows: value.map_or(0, |_| self.rows + whole.rows),
            parts: parts.collect(),
            origins: [self.origins, whole.origins.clone()]
                .concat()
                .into_iter()
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
        }
    }
}

impl Ledger {
    /// The value of an indicator for those regions that the actor may see.
    pub fn ask(&mut self, actor: &Actor, question: &Question) -> Result<Answer> {
        let answer = self.ask_one(actor, question)?;
        match question.of_whole() {
            None => Ok(answer),
            Some(whole) => Ok(answer.share_of(&self.ask(actor, &whole)?)),
        }
    }

    fn ask_one(&mut self, actor: &Actor, question: &Question) -> Result<Answer> {
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
        let total = question.indicator.measure;
        // What is counted once has as many behind it as are counted.
        let behind = |value: i64, rows: i64| match total {
            Total::Distinct(_) => value,
            Total::Rows | Total::Sum(_) => rows,
        };
        let whole = self.totals(actor, &query, total, None)?;
        let (value, rows) = whole.first().map_or((0, 0), |(_, value, rows)| (*value, *rows));
        let origins = self.totals(actor, &query, total, Some("origin"))?;
        let origins = origins.iter().filter_map(|(word, ..)| Origin::of(word)).collect();
        let parts = match question.by.as_deref() {
            None => Vec::new(),
            Some("region" | "month" | "year") => {
                let mut tally = Tally::new(question);
                let register = question.indicator.register;
                self.each_row(actor, &query, |row| tally.add_row(register, row))?;
                tally.answer().parts
            }
            Some(by) => {
                let parts = self.totals(actor, &query, total, Some(by))?.into_iter();
                let parts = parts.map(|(word, value, rows)| Part {
                    word,
                    value,
                    rows: behind(value, rows),
                });
                parts.filter(|part| part.value != 0 || part.rows != 0).collect()
            }
        };
        Ok(Answer { value, rows: behind(value, rows), parts, origins })
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
        let distinct = matches!(question.indicator.measure, Total::Distinct(_));
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
        for programme in self.programmes_asked(question)? {
            let values: [Value; 6] = [
                question.indicator.id.into(),
                programme,
                prefix.into(),
                format!("{prefix}\u{7f}").into(),
                i64::from(first).into(),
                i64::from(question.to.month().0).into(),
            ];
            self.engine.scan(statement(QUERIES, name), &values, |row| {
                let text = |at: usize| row[at].text().unwrap_or("");
                let number = |at: usize| row[at].int().unwrap_or(0);
                let region = text(0);
                if !actor.covers(region) {
                    return Ok(());
                }
                if distinct {
                    let words = Words { region, month: 0, split: text(1), origin: text(2) };
                    tally.meet(&words, text(3), number(4));
                } else {
                    let words = Words { region, month: number(1), split: text(2), origin: text(3) };
                    tally.add(&words, number(4), number(5));
                }
                Ok(())
            })?;
        }
        Ok(tally.answer())
    }

    /// The programmes that a question is about: the one it names, or all that have cells.
    fn programmes_asked(&mut self, question: &Question) -> Result<Vec<Value>> {
        if !question.programme.is_empty() {
            return Ok(vec![question.programme.as_str().into()]);
        }
        let own = [question.indicator.id.into()];
        let rows = self.engine.all(statement(QUERIES, "programmes_in_cells"), &own)?;
        Ok(rows.into_iter().flatten().collect())
    }

    /// SM3 over the sorted content keys of the rows behind an answer: equal exactly where the rows
    /// say the same, on either engine.
    pub fn rows_hash(&mut self, actor: &Actor, question: &Question) -> Result<String> {
        let query = question.query(self)?;
        let mut keys = self.contents(actor, &query)?;
        if let Some(whole) = question.of_whole() {
            let query = whole.query(self)?;
            keys.extend(self.contents(actor, &query)?);
        }
        Ok(of_bytes(&keys.iter().flat_map(|k| k.to_be_bytes()).collect::<Vec<u8>>()))
    }
}

struct Words<'w> {
    region: &'w str,
    month: i64,
    split: &'w str,
    origin: &'w str,
}

/// Adds up what the cube or the rows give, whole and by part.
struct Tally<'q> {
    question: &'q Question,
    value: i64,
    rows: i64,
    parts: BTreeMap<String, (i64, i64)>,
    /// For distinct counts: how often each one was met, in all and by part.
    keys: HashMap<String, i64>,
    part_keys: HashMap<(String, String), i64>,
    origins: BTreeSet<Origin>,
}

impl<'q> Tally<'q> {
    fn new(question: &'q Question) -> Tally<'q> {
        Tally {
            question,
            value: 0,
            rows: 0,
            parts: BTreeMap::new(),
            keys: HashMap::new(),
            part_keys: HashMap::new(),
            origins: BTreeSet::new(),
        }
    }

    fn word(&self, words: &Words<'_>) -> Option<String> {
        let by = self.question.by.as_deref()?;
        Some(match by {
            "region" => words.region.chars().take(6).collect(),
            "month" => crate::base::Month(i32::try_from(words.month).unwrap_or(0)).to_string(),
            "year" => words.month.div_euclid(12).to_string(),
            "origin" => words.origin.to_string(),
            split => {
                let at = self.question.indicator.splits.iter().position(|s| *s == split);
                let at = at.expect("checked before asking");
                words.split.split(JOINT).nth(at).unwrap_or("").to_string()
            }
        })
    }

    fn add(&mut self, words: &Words<'_>, value: i64, rows: i64) {
        self.value += value;
        self.rows += rows;
        self.origins.extend(Origin::of(words.origin));
        if let Some(word) = self.word(words) {
            let part = self.parts.entry(word).or_insert((0, 0));
            *part = (part.0 + value, part.1 + rows);
        }
    }

    fn meet(&mut self, words: &Words<'_>, key: &str, times: i64) {
        self.origins.extend(Origin::of(words.origin));
        if let Some(word) = self.word(words) {
            *self.part_keys.entry((word, key.to_string())).or_insert(0) += times;
        }
        match self.keys.get_mut(key) {
            Some(met) => *met += times,
            None => {
                self.keys.insert(key.to_string(), times);
            }
        }
    }

    fn add_row(&mut self, register: &'static crate::record::Register, row: &Recorded) {
        let indicator = self.question.indicator;
        let text = |field: &str| row.value(register, field).text().unwrap_or("");
        let split: Vec<&str> = indicator.splits.iter().map(|split| text(split)).collect();
        let day = match (&row.posted_on, self.question.view) {
            (Some(posted), View::Booked) => Day::parse(posted),
            _ => row.value(register, indicator.day).day(),
        };
        let words = Words {
            region: text(register.region),
            month: day.map_or(0, |day| day.month().0.into()),
            split: &split.join(&JOINT.to_string()),
            origin: row.origin.word(),
        };
        match indicator.measure {
            Total::Distinct(field) => self.meet(&words, text(field), row.tally),
            Total::Rows => self.add(&words, row.tally, 1),
            Total::Sum(field) => {
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
            origins: self.origins.iter().copied().collect(),
        }
    }
}

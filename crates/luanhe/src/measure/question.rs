//! Questions to an indicator: which figure is asked for, over which place and period, and which rows
//! are behind it.

use super::indicator::{Indicator, Keep, Nature};
use crate::base::{Day, Error, Fault, Month, Place, RegionCode, Result, Said, say};
use crate::record::{Compare, Ledger, Origin, Query, Total, Value};

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

    /// The question whose answer is one part of this one's, by the split and word of the part; an
    /// empty word is what was left empty.
    ///
    /// # Errors
    /// Where it cannot be split so, or has no such part.
    pub fn of_part(&self, by: &str, word: &str) -> Result<Question> {
        let mut part = Question { by: Some(by.to_string()), ..self.clone() };
        part.check()?;
        part.by = None;
        match by {
            "region" => {
                part.region = RegionCode::parse(word)
                    .ok_or_else(|| no_part(word, say!("地区填区划代码", "a region is a code")))?;
            }
            "month" | "year" => {
                let example = || say!("月份如 2021-03，年份如 2021", "2021-03 or 2021");
                let (first, last) = span(word).ok_or_else(|| no_part(word, example()))?;
                (part.from, part.to) = (part.from.max(first), part.to.min(last));
            }
            by => part.part = Some((by.to_string(), word.to_string())),
        }
        Ok(part)
    }

    /// For a share: the same question to what it is a part of.
    pub fn of_whole(&self) -> Option<Question> {
        self.indicator.whole.map(|whole| Question { indicator: whole, ..self.clone() })
    }

    /// The question as an address carries it.
    pub fn asked(&self) -> Vec<(&'static str, String)> {
        let mut asked = vec![
            ("region", self.region.to_string()),
            ("from", self.from.to_string()),
            ("to", self.to.to_string()),
        ];
        if self.view == View::Booked {
            asked.push(("view", "booked".to_string()));
        }
        asked.extend(self.known_on.map(|day| ("known_on", day.to_string())));
        asked
    }

    /// The page that lists the rows behind the answer, or behind a part of it by split and word.
    pub fn rows_url(&self, part: Option<(&str, &str)>) -> String {
        let mut asked = self.asked();
        asked.extend(
            part.into_iter()
                .flat_map(|(by, word)| [("by", by.to_string()), ("part", word.to_string())]),
        );
        let asked = form_urlencoded::Serializer::new(String::new()).extend_pairs(asked).finish();
        format!("/measures/{}/rows?{asked}", self.indicator.id)
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
        if let Total::Distinct(field) = indicator.measure {
            query = query.filter(field, Compare::Filled, Value::Null);
        }
        match &self.part {
            Some((by, word)) if by == "origin" => {
                let unknown = say!("来源性质：own、quoted、synthetic", "own, quoted or synthetic");
                query.origin = Some(Origin::of(word).ok_or_else(|| no_part(word, unknown))?);
            }
            Some((by, word)) if word.is_empty() => {
                query = query.filter(by, Compare::Empty, Value::Null);
            }
            Some((by, word)) => query = query.filter(by, Compare::Is, word.as_str()),
            None => {}
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
    pub(super) fn suits_cube(&self) -> bool {
        let ends = self.to.is_month_end() && self.known_on.is_none() && self.part.is_none();
        match self.indicator.basis.nature {
            Nature::Flow => ends && self.from.day_of_month() == 1,
            Nature::Stock { .. } => ends,
        }
    }

    pub(super) fn check(&self) -> Result<()> {
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

/// The first and last day of a month or a year.
fn span(word: &str) -> Option<(Day, Day)> {
    match word.len() {
        4 => {
            let year = word.parse().ok()?;
            Some((Month::of(year, 1).first_day(), Month::of(year, 12).last_day()))
        }
        _ => {
            let month = Day::parse(&format!("{word}-01"))?.month();
            Some((month.first_day(), month.last_day()))
        }
    }
}

fn no_part(word: &str, remedy: Said) -> Error {
    let reason = say!("看不懂“{word}”", "cannot read “{word}”");
    Error::fault(Fault::error(Place::field("part"), reason, remedy))
}

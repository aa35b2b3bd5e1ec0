//! Asks the ledger for figures on behalf of a chapter: one programme, one place, one year. A chapter
//! only says which indicators it wants; what proves a figure is put in here, the same for all.

use super::chart::{Bar, Chart, Grid, Plot, Series, Stack};
use super::document::{Column, Row, Table, Value};
use super::figure::{Figure, Filters};
use super::map::{Area, BOUNDARY_YEAR, Map, Place};
use super::scale::Scale;
use crate::base::{Day, Lang, Month, RegionCode, Result, Said, say};
use crate::measure::{Answer, Indicator, Nature, Question};
use crate::parties::{Boundary, regions};
use crate::record::{Actor, Ledger};

/// Which period a figure is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// From the programme's first day to the end of the year told about.
    Since,
    /// The year told about.
    Year,
    OfYear(i16),
}

pub struct Teller<'l> {
    pub ledger: &'l mut Ledger,
    pub actor: &'l Actor,
    pub programme: String,
    pub name: Said,
    pub since: Day,
    pub region: RegionCode,
    /// The helping place, where some of the work bears fruit.
    pub helper: RegionCode,
    pub year: i16,
    pub as_of: Day,
}

impl Teller<'_> {
    pub fn place(&self) -> Said {
        self.name_of(&self.region)
    }

    pub fn name_of(&self, region: &RegionCode) -> Said {
        let name = |lang| regions().name_in(region, self.year, lang);
        let code = region.to_string();
        let zh = name(Lang::Zh).map_or_else(|| code.clone(), str::to_string);
        Said { en: name(Lang::En).map_or(zh.clone(), str::to_string), zh }
    }

    /// Tells of the helping place instead: what is asked within is asked there.
    pub fn at_helper<T>(&mut self, tell: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        std::mem::swap(&mut self.region, &mut self.helper);
        let told = tell(self);
        std::mem::swap(&mut self.region, &mut self.helper);
        told
    }

    fn days(&self, span: Span) -> (Day, Day) {
        let end = |year| Month::of(year, 12).last_day();
        match span {
            Span::Since => (self.since, end(self.year)),
            Span::Year => self.days(Span::OfYear(self.year)),
            Span::OfYear(year) => (Month::of(year, 1).first_day().max(self.since), end(year)),
        }
    }

    fn question(&self, indicator: &'static Indicator, span: Span) -> Question {
        let (from, to) = self.days(span);
        let programme = self.programme.clone();
        Question { programme, ..Question::new(indicator, self.region.clone(), from, to) }
    }

    /// The figure of an indicator over a span.
    pub fn figure(&mut self, indicator: &'static Indicator, span: Span) -> Result<Figure> {
        let question = self.question(indicator, span);
        let answer = self.ledger.ask(self.actor, &question)?;
        self.proved(&question, &answer, Vec::new(), None)
    }

    /// The parts of a figure, each a figure with rows of its own, largest first.
    pub fn parts(
        &mut self,
        indicator: &'static Indicator,
        by: &str,
        span: Span,
    ) -> Result<Vec<(Said, Figure)>> {
        let mut question = self.question(indicator, span);
        question.by = Some(by.to_string());
        let whole = self.ledger.ask(self.actor, &question)?;
        let mut parts = Vec::new();
        for part in &whole.parts {
            let one = question.of_part(by, &part.word)?;
            let answer = Answer { value: part.value, rows: part.rows, ..whole.clone() };
            let (dimension, word) = self.words(indicator, by, &part.word);
            let split = vec![(dimension, word.clone())];
            let link = question.rows_url(Some((by, &part.word)));
            parts.push((word, self.proved(&one, &answer, split, Some(link))?));
        }
        parts.sort_by_key(|(_, figure)| std::cmp::Reverse(figure.value));
        Ok(parts)
    }

    /// A split's name and one of its words, in both languages.
    fn words(&self, indicator: &'static Indicator, by: &str, word: &str) -> (Said, Said) {
        match (by, indicator.register.field(by)) {
            ("region", _) => {
                let name = RegionCode::parse(word).map(|code| self.name_of(&code));
                (say!("地区", "region"), name.unwrap_or_else(|| say!("{word}", "{word}")))
            }
            ("year", _) => (say!("年份", "year"), say!("{word}", "{word}")),
            (_, Some(field)) => (field.label.into(), field.word(word)),
            (_, None) => (say!("{by}", "{by}"), say!("{word}", "{word}")),
        }
    }

    fn proved(
        &mut self,
        question: &Question,
        answer: &Answer,
        split: Vec<(Said, Said)>,
        rows_url: Option<String>,
    ) -> Result<Figure> {
        let indicator = question.indicator;
        let rows_hash = self.ledger.rows_hash(self.actor, question)?;
        let basis = &indicator.basis;
        let nature = match basis.nature {
            Nature::Flow => say!("流量", "flow"),
            Nature::Stock { .. } => say!("存量", "stock"),
        };
        let (from, to) = (question.from, question.to);
        Ok(Figure {
            indicator: indicator.id.to_string(),
            label: indicator.title.into(),
            version: indicator.version,
            value: answer.value,
            unit: indicator.unit,
            basis: Said {
                zh: format!("{}，{}，按{}", nature.zh, basis.counted.zh, basis.date.zh),
                en: format!("{}, {}, by {}", nature.en, basis.counted.en, basis.date.en),
            },
            filters: Filters {
                programme: self.name.clone(),
                region_code: question.region.to_string(),
                region: self.name_of(&question.region),
                from,
                to,
                split,
            },
            origin: answer.origin(),
            as_of: self.as_of,
            rows: u64::try_from(answer.rows).unwrap_or(0),
            rows_hash,
            rows_url: rows_url.unwrap_or_else(|| question.rows_url(None)),
            scale: None,
        })
    }

    /// The years of the programme up to the one told about.
    pub fn years(&self) -> Vec<i16> {
        (self.since.year()..=self.year).collect()
    }

    /// One series over the programme's years for each word of a split, largest first.
    pub fn by_year(&mut self, indicator: &'static Indicator, by: &str) -> Result<Grid> {
        let years = self.years();
        let words: Vec<Said> =
            self.parts(indicator, by, Span::Since)?.into_iter().map(|(word, _)| word).collect();
        let mut series: Vec<Series> =
            words.iter().map(|word| Series { label: word.clone(), values: Vec::new() }).collect();
        for year in &years {
            let parts = self.parts(indicator, by, Span::OfYear(*year))?;
            for line in &mut series {
                let part = parts.iter().find(|(word, _)| *word == line.label);
                line.values.push(part.map_or(Value::Bare(0), |(_, figure)| figure.into()));
            }
        }
        Ok(Grid { stations: years.iter().map(|y| say!("{y}", "{y}")).collect(), series })
    }

    /// How the parts of a figure compare, largest first.
    pub fn bar_chart(
        &mut self,
        title: Said,
        indicator: &'static Indicator,
        by: &str,
        span: Span,
    ) -> Result<Chart> {
        let bars = self.parts(indicator, by, span)?;
        let bars = bars.into_iter().map(|(label, f)| Bar { label, value: f.into() }).collect();
        let scale = Scale::of(indicator.unit);
        Ok(Chart { title, scale, source: self.source(indicator), plot: Plot::Bars(bars) })
    }

    /// The programme's years, each divided by a split.
    pub fn year_chart(
        &mut self,
        title: Said,
        indicator: &'static Indicator,
        by: &str,
        scale: Scale,
    ) -> Result<Chart> {
        let plot = Plot::Columns(self.by_year(indicator, by)?, Stack::Upon);
        Ok(Chart { title, scale, source: self.source(indicator), plot })
    }

    /// The counties of the place, each with its value.
    pub fn county_map(
        &mut self,
        title: Said,
        indicator: &'static Indicator,
        span: Span,
        scale: Scale,
    ) -> Result<Map> {
        Ok(Map {
            title,
            scale,
            source: self.source(indicator),
            area: Area::Inside(self.region.clone()),
            places: self.places(indicator, span)?,
        })
    }

    /// The parts of a figure with their shares of it, and the whole below. `heads` names the split and
    /// the figure.
    pub fn share_table(
        &mut self,
        title: Said,
        heads: [Said; 2],
        (whole, indicator): (&Figure, &'static Indicator),
        (by, span): (&str, Span),
        scale: Scale,
    ) -> Result<Table> {
        let [split, figure] = heads;
        let parts = self.parts(indicator, by, span)?;
        let line = |(word, part): &(Said, Figure)| {
            let ppm = (i128::from(part.value) * 1_000_000).checked_div(i128::from(whole.value));
            let share: Option<i64> = ppm.and_then(|ppm| i64::try_from(ppm).ok());
            Row::plain([word.clone().into(), part.into(), share.into()])
        };
        let total = Row::total([say!("合计", "total").into(), whole.into(), 1_000_000.into()]);
        Ok(Table {
            title,
            columns: vec![
                Column::words(split, 40),
                Column::number(figure, scale, 30),
                Column::number(say!("占比", "share"), Scale::PERCENT, 30),
            ],
            rows: parts.iter().map(line).chain([total]).collect(),
            notes: Vec::new(),
        })
    }

    /// A value for each county, on the boundaries that the map has. Counties that merged or were
    /// renamed are shown as what they are now.
    pub fn places(&mut self, indicator: &'static Indicator, span: Span) -> Result<Vec<Place>> {
        let mut places: Vec<Place> = Vec::new();
        for (_, figure) in self.parts(indicator, "region", span)? {
            let Some(then) = RegionCode::parse(&figure.filters.region_code) else { continue };
            let Ok(now) = regions().at(&then, BOUNDARY_YEAR, Boundary::Now) else { continue };
            match places.iter_mut().find(|place| place.region == now) {
                // Two codes of one county: the sum has no single list of rows, so it is a bare number.
                Some(place) => {
                    let sum = place.value.number().map(|value| value + figure.value);
                    place.value = sum.into();
                }
                None => {
                    places.push(Place {
                        name: self.name_of(&now),
                        region: now,
                        value: figure.into(),
                    });
                }
            }
        }
        Ok(places)
    }

    /// What stands under a chart: whose rows, which indicator, until when.
    pub fn source(&self, indicator: &'static Indicator) -> Said {
        let (id, version, day) = (indicator.id, indicator.version, self.as_of);
        say!(
            "来源：台账，{id}@{version}，数据截至{day}",
            "Source: the ledger, {id}@{version}, as of {day}"
        )
    }
}

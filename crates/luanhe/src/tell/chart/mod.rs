//! Charts in one visual language: horizontal labels, values printed, missing shown as 缺.

mod axis;
mod bars;
mod columns;
mod dots;
mod flow;
mod frame;
mod heat;
mod lines;
mod multiples;
mod scatter;
mod share;
#[cfg(test)]
mod tests;

use serde::Serialize;

use super::document::Value;
use super::figure::Figure;
use super::scale::Scale;
use crate::base::{Lang, Said};
use crate::tell::drawing::{Drawing, svg};

pub use frame::Title;
pub use scatter::{Point, Scatter};
pub use share::percentages;

/// A chart as a value: what is shown, in which unit, from where.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    pub title: Said,
    pub scale: Scale,
    /// Method and version or table, vintage, n: what the source line says.
    pub source: Said,
    pub plot: Plot,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Plot {
    /// One value for each of a few named things, longest label welcome.
    Bars(Vec<Bar>),
    /// Values side by side, or one upon the other, by year.
    Columns(Grid, Stack),
    /// The course of one or more series.
    Lines(Grid),
    /// A course whose values each hold until the next.
    Steps(Grid),
    /// Parts of a whole (分类占比).
    Share(Vec<Bar>),
    /// Estimates with their interval.
    Dots(Vec<Dot>),
    /// Money from hop to hop, and what each hop takes away or adds.
    Flow(Vec<Hop>),
    /// The same small chart for each place, on one scale.
    Multiples(Vec<Said>, Vec<Series>),
    /// Values of pairs as colours, a row for each series; those below a neutral value in another hue.
    Heat(Grid, Option<f64>),
    /// Two quantities of each thing against each other.
    Scatter(Scatter),
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    pub label: Said,
    pub value: Value,
}

/// Series over the same stations, mostly years.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Grid {
    pub stations: Vec<Said>,
    pub series: Vec<Series>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Series {
    pub label: Said,
    /// One for each station.
    pub values: Vec<Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stack {
    Beside,
    Upon,
}

/// An estimate with the ends of its interval, all in stored units.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dot {
    pub label: Said,
    pub value: Value,
    pub interval: Option<(i64, i64)>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hop {
    pub label: Said,
    pub value: Value,
    pub kind: HopKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HopKind {
    /// What stands at this point.
    Level,
    /// What is added (positive) or taken away (negative) since the hop before.
    Change,
}

impl Chart {
    /// The chart in a width of so many pixels; its height follows.
    pub fn drawing(&self, width: f64, title: Title, lang: Lang) -> Drawing {
        let mut drawing = frame::opened(self, width, title, lang);
        match &self.plot {
            Plot::Bars(bars) => bars::draw(&mut drawing, bars, self.scale, lang),
            Plot::Columns(grid, stack) => {
                columns::draw(&mut drawing, grid, *stack, self.scale, lang);
            }
            Plot::Lines(grid) => lines::draw(&mut drawing, grid, false, (self.scale, lang)),
            Plot::Steps(grid) => lines::draw(&mut drawing, grid, true, (self.scale, lang)),
            Plot::Heat(grid, neutral) => {
                heat::draw(&mut drawing, grid, *neutral, (self.scale, lang));
            }
            Plot::Scatter(scatter) => scatter::draw(&mut drawing, scatter, self.scale, lang),
            Plot::Share(bars) => share::draw(&mut drawing, bars, self.scale, lang),
            Plot::Dots(dots) => dots::draw(&mut drawing, dots, self.scale, lang),
            Plot::Flow(hops) => flow::draw(&mut drawing, hops, self.scale, lang),
            Plot::Multiples(stations, panels) => {
                multiples::draw(&mut drawing, stations, panels, self.scale, lang);
            }
        }
        frame::closed(&mut drawing, &self.source, lang);
        drawing
    }

    /// The chart by itself, with its title, as one `<svg>` element.
    pub fn svg(&self, width: f64, id: &str, lang: Lang) -> String {
        svg(&self.drawing(width, Title::Drawn, lang), id)
    }

    /// Every value with the words that name it, in reading order.
    pub fn values(&self) -> Vec<(Vec<&Said>, &Value)> {
        match &self.plot {
            Plot::Bars(bars) | Plot::Share(bars) => {
                bars.iter().map(|bar| (vec![&bar.label], &bar.value)).collect()
            }
            Plot::Dots(dots) => dots.iter().map(|dot| (vec![&dot.label], &dot.value)).collect(),
            Plot::Flow(hops) => hops.iter().map(|hop| (vec![&hop.label], &hop.value)).collect(),
            Plot::Columns(Grid { stations, series }, _)
            | Plot::Lines(Grid { stations, series })
            | Plot::Steps(Grid { stations, series })
            | Plot::Heat(Grid { stations, series }, _) => named(stations, series),
            Plot::Scatter(scatter) => scatter.values(),
            Plot::Multiples(stations, series) => named(stations, series),
        }
    }

    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.values().into_iter().filter_map(|(_, value)| value.figure())
    }
}

fn named<'a>(stations: &'a [Said], series: &'a [Series]) -> Vec<(Vec<&'a Said>, &'a Value)> {
    let mut values = Vec::new();
    for line in series {
        for (station, value) in stations.iter().zip(&line.values) {
            values.push((vec![&line.label, station], value));
        }
    }
    values
}

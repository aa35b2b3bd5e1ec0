//! The picture of a study's answer: estimates with their intervals, or their course over periods.

use super::chart::{Chart, Dot, Grid, Plot, Series};
use super::document::Value;
use super::scale::Scale;
use crate::base::{Said, Unit, say};
use crate::measure::studies::{Measured, Spec, words};

/// Stored units in one shown unit: six decimals survive.
const PER: i64 = 1_000_000;
const SCALE: Scale = Scale { unit: Unit::Plain, per: PER, decimals: 4 };

/// More lines or dots than this cannot be told apart.
const LINES: usize = 8;
const DOTS: usize = 60;

/// One metric of an answer; none where fewer than two of its values are numbers.
pub fn chart(spec: &Spec, measured: &Measured, metric: &str) -> Option<Chart> {
    let output = spec.outputs.iter().find(|output| output.metric == metric)?;
    let rows: Vec<_> = measured.rows.iter().filter(|row| row.metric == metric).collect();
    if rows.iter().filter(|row| row.value.is_some()).count() < 2 {
        return None;
    }
    let mut periods: Vec<i64> = rows.iter().filter_map(|row| row.period).collect();
    periods.sort_unstable();
    periods.dedup();
    let mut entities: Vec<&str> = rows.iter().map(|row| row.entity.as_str()).collect();
    entities.sort_unstable();
    entities.dedup();
    let plot = if periods.len() > 2 && entities.len() <= LINES {
        let at = |entity: &str, period: i64| {
            let row = rows.iter().find(|row| row.entity == entity && row.period == Some(period));
            Value::from(row.and_then(|row| row.value).and_then(stored))
        };
        let series = |entity: &&str| Series {
            label: say!("{entity}", "{entity}"),
            values: periods.iter().map(|period| at(entity, *period)).collect(),
        };
        let stations = periods.iter().map(|period| say!("{period}", "{period}")).collect();
        Plot::Lines(Grid { stations, series: entities.iter().map(series).collect() })
    } else {
        let last = periods.last().copied();
        let mut shown: Vec<_> = rows.iter().filter(|row| row.period == last).collect();
        shown.sort_by(|a, b| b.value.unwrap_or(f64::MIN).total_cmp(&a.value.unwrap_or(f64::MIN)));
        let dots = shown.iter().take(DOTS).map(|row| Dot {
            label: say!("{}", "{}", row.entity),
            value: Value::from(row.value.and_then(stored)),
            interval: row.lo.and_then(stored).zip(row.hi.and_then(stored)),
        });
        Plot::Dots(dots.collect())
    };
    let record = &measured.record;
    let run: String = record.id.chars().take(12).collect();
    let (method, version, n) = (record.method, record.version, rows.len());
    Some(Chart {
        title: Said::from(words(output.about)),
        scale: SCALE,
        source: say!(
            "{method}@{version}，n={n}，运行 {run}",
            "{method}@{version}, n={n}, run {run}"
        ),
        plot,
    })
}

/// None where the picture's whole numbers cannot hold it.
fn stored(value: f64) -> Option<i64> {
    let stored = (value * PER as f64).round();
    (stored.abs() < i64::MAX as f64 / 4.0).then_some(stored as i64)
}

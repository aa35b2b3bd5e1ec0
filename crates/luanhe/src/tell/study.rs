//! The pictures of a study's answer, as its spec asks for them.

use std::collections::BTreeMap;

use stats::spec::{Dividing, Picture};

use super::chart::{Chart, Dot, Grid, Plot, Point, Scatter, Series, Stack};
use super::document::Value;
use super::scale::Scale;
use crate::base::{Said, Unit, say};
use crate::measure::studies::{Measured, Spec, words};

/// Stored units in one shown unit: six decimals survive.
const PER: i64 = 1_000_000;
const SCALE: Scale = Scale { unit: Unit::Plain, per: PER, decimals: 4 };

/// More lines, dots, rows or columns than this cannot be told apart.
const LINES: usize = 8;
const DOTS: usize = 60;
const ROWS: usize = 40;
const COLUMNS: usize = 24;

/// What is known of one metric: a row of the answer, or a quantity on the way to one.
struct Known<'m> {
    entity: &'m str,
    period: Option<i64>,
    value: Option<f64>,
    interval: Option<(f64, f64)>,
}

/// Every picture of the spec that the answer fills.
pub fn charts(spec: &Spec, measured: &Measured) -> Vec<Chart> {
    let drawn = spec.pictures.iter().filter_map(|picture| drawn(spec, measured, *picture));
    drawn.collect()
}

/// One metric of an answer; none where fewer than two of its values are numbers.
pub fn chart(spec: &Spec, measured: &Measured, metric: &str) -> Option<Chart> {
    let output = spec.outputs.iter().find(|output| output.metric == metric)?;
    drawn(spec, measured, Picture::Dots(output.metric))
}

fn drawn(spec: &Spec, measured: &Measured, picture: Picture) -> Option<Chart> {
    let metrics = picture.metrics();
    let known: Vec<Vec<Known>> = metrics.iter().map(|metric| known(measured, metric)).collect();
    let numbers = known[0].iter().filter(|known| known.value.is_some()).count();
    if numbers < 2 && !matches!(picture, Picture::Stacked(_)) {
        return None;
    }
    let titles: Vec<Said> = metrics.iter().map(|metric| title(spec, metric)).collect();
    let plot = match picture {
        Picture::Dots(_) => over_periods(&known[0]).unwrap_or_else(|| dots(&known[0])),
        Picture::Course(_) => course(&known[0]),
        Picture::Steps(_) => Plot::Steps(grid(&known[0])?),
        Picture::Stacked(_) => stacked(&known, &titles)?,
        Picture::Heat { neutral, .. } => Plot::Heat(pairs(&known[0])?, neutral),
        Picture::Against { lines, .. } => against(&known, &titles, lines)?,
    };
    let zh = titles.iter().map(|t| t.zh.as_str()).collect::<Vec<_>>().join("、");
    let en = titles.iter().map(|t| t.en.as_str()).collect::<Vec<_>>().join("; ");
    let source = source(measured, known[0].len());
    Some(Chart { title: Said { zh, en }, scale: SCALE, source, plot })
}

fn title(spec: &Spec, metric: &str) -> Said {
    let output = spec.outputs.iter().find(|output| output.metric == metric);
    match (output, metric) {
        (Some(output), _) => Said::from(words(output.about)),
        (None, "deviation") => say!("与均值之差", "deviation from the mean"),
        (None, "lag") => say!("邻居的加权均值", "weighted mean of the neighbours"),
        (None, "amount") => {
            say!("金额（行为来源，列为去向）", "amount (rows give, columns receive)")
        }
        (None, other) => say!("{other}", "{other}"),
    }
}

/// Method, version, vintage, number of values and run.
fn source(measured: &Measured, n: usize) -> Said {
    let record = &measured.record;
    let run: String = record.id.chars().take(12).collect();
    let mut vintages: Vec<&str> = record.inputs.iter().map(|i| i.vintage.as_str()).collect();
    vintages.retain(|vintage| !vintage.is_empty());
    vintages.dedup();
    let (method, version, vintage) = (record.method, record.version, vintages.join("; "));
    if vintage.is_empty() {
        say!("{method}@{version}，n={n}，运行 {run}", "{method}@{version}, n={n}, run {run}")
    } else {
        say!(
            "{method}@{version}，{vintage}，n={n}，运行 {run}",
            "{method}@{version}, {vintage}, n={n}, run {run}"
        )
    }
}

fn known<'m>(measured: &'m Measured, metric: &str) -> Vec<Known<'m>> {
    let rows = measured.rows.iter().filter(|row| row.metric == metric);
    let rows: Vec<Known> = rows
        .map(|row| Known {
            entity: &row.entity,
            period: row.period,
            value: row.value,
            interval: row.lo.zip(row.hi),
        })
        .collect();
    if !rows.is_empty() {
        return rows;
    }
    let trace = measured.trace.iter().filter(|quantity| quantity.name == metric);
    let quantity = |q: &'m stats::answer::Quantity| Known {
        entity: &q.entity,
        period: q.period,
        value: Some(q.value),
        interval: None,
    };
    trace.map(quantity).collect()
}

/// Lines, where there are periods and entities are few.
fn over_periods(known: &[Known]) -> Option<Plot> {
    let grid = grid(known)?;
    (grid.stations.len() > 2 && grid.series.len() <= LINES).then_some(Plot::Lines(grid))
}

/// A series for each entity over all periods.
fn grid(known: &[Known]) -> Option<Grid> {
    let mut periods: Vec<i64> = known.iter().filter_map(|known| known.period).collect();
    periods.sort_unstable();
    periods.dedup();
    let mut entities: Vec<&str> = known.iter().map(|known| known.entity).collect();
    entities.sort_unstable();
    entities.dedup();
    let values: BTreeMap<(&str, i64), Option<f64>> =
        known.iter().filter_map(|k| Some(((k.entity, k.period?), k.value))).collect();
    let at = |entity: &str, period: i64| {
        Value::from(values.get(&(entity, period)).copied().flatten().and_then(stored))
    };
    let series = |entity: &&str| Series {
        label: named(entity),
        values: periods.iter().map(|period| at(entity, *period)).collect(),
    };
    let stations = periods.iter().map(named).collect();
    let series = entities.iter().take(LINES + 1).map(series).collect();
    (!periods.is_empty()).then_some(Grid { stations, series })
}

fn named(name: &impl std::fmt::Display) -> Said {
    say!("{name}", "{name}")
}

fn dot(label: Said, known: &Known) -> Dot {
    let interval = known.interval.and_then(|(lo, hi)| stored(lo).zip(stored(hi)));
    Dot { label, value: Value::from(known.value.and_then(stored)), interval }
}

/// The latest period, the largest first.
fn dots(known: &[Known]) -> Plot {
    let last = known.iter().filter_map(|known| known.period).max();
    let mut shown: Vec<&Known> = known.iter().filter(|known| known.period == last).collect();
    shown.sort_by(|a, b| b.value.unwrap_or(f64::MIN).total_cmp(&a.value.unwrap_or(f64::MIN)));
    Plot::Dots(shown.iter().take(DOTS).map(|known| dot(named(&known.entity), known)).collect())
}

/// As the rows come: periods where the entity stays, entities where the period stays.
fn course(known: &[Known]) -> Plot {
    let one = known.iter().all(|k| k.entity == known[0].entity);
    let label = |k: &Known| match k.period {
        Some(period) if one => named(&period),
        _ => named(&k.entity),
    };
    Plot::Dots(known.iter().take(DOTS).map(|known| dot(label(known), known)).collect())
}

/// The parts of each entity, or of the one entity in each period.
fn stacked(known: &[Vec<Known>], titles: &[Said]) -> Option<Plot> {
    let whole: Vec<&Known> = known[0].iter().take(ROWS).collect();
    let several = whole.iter().any(|known| known.period != whole[0].period);
    let station = |k: &&Known| match k.period {
        Some(period) if several => named(&period),
        _ => named(&k.entity),
    };
    let part = |metric: &Vec<Known>| -> Vec<Value> {
        let values: BTreeMap<(&str, Option<i64>), Option<f64>> =
            metric.iter().map(|k| ((k.entity, k.period), k.value)).collect();
        let value = |k: &&Known| values.get(&(k.entity, k.period)).copied().flatten();
        whole.iter().map(|k| Value::from(value(k).and_then(stored))).collect()
    };
    let series = known.iter().zip(titles);
    let series: Vec<Series> = series
        .map(|(metric, title)| Series { label: title.clone(), values: part(metric) })
        .collect();
    let some = series.iter().flat_map(|s| &s.values).any(|value| value.number().is_some());
    let stations = whole.iter().map(station).collect();
    some.then_some(Plot::Columns(Grid { stations, series }, Stack::Upon))
}

/// Rows and columns of the latest period; none where there are no pairs.
fn pairs(known: &[Known]) -> Option<Grid> {
    let last = known.iter().filter_map(|known| known.period).max();
    let mut cells: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for known in known.iter().filter(|known| known.period == last) {
        if let (Some((row, column)), Some(value)) = (known.entity.rsplit_once('|'), known.value) {
            *cells.entry((row, column)).or_insert(0.0) += value;
        }
    }
    let mut columns: Vec<&str> = cells.keys().map(|(_, column)| *column).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.truncate(COLUMNS);
    let mut rows: Vec<&str> = cells.keys().map(|(row, _)| *row).collect();
    rows.dedup();
    rows.truncate(ROWS);
    let value = |row: &str, column: &str| cells.get(&(row, column)).copied().and_then(stored);
    let series = |row: &&str| Series {
        label: named(row),
        values: columns.iter().map(|column| Value::from(value(row, column))).collect(),
    };
    let series: Vec<Series> = rows.iter().map(series).collect();
    let stations = columns.iter().map(named).collect();
    (!cells.is_empty()).then_some(Grid { stations, series })
}

/// Entities with both values; where a metric has several periods, its last.
fn against(known: &[Vec<Known>], titles: &[Said], lines: Dividing) -> Option<Plot> {
    let last = |metric: &[Known]| -> BTreeMap<String, f64> {
        let values = metric.iter().filter_map(|k| Some((k.entity.to_string(), k.value?)));
        values.collect()
    };
    let (across, upward) = (last(&known[0]), last(&known[1]));
    let both = across.iter().filter_map(|(entity, x)| {
        let (x, y) = (stored(*x)?, stored(*upward.get(entity)?)?);
        Some(Point { label: named(entity), across: x.into(), upward: y.into() })
    });
    let points: Vec<Point> = both.collect();
    let (across, upward) = (titles[0].clone(), titles[1].clone());
    (!points.is_empty()).then_some(Plot::Scatter(Scatter { across, upward, points, lines }))
}

/// None where the picture's whole numbers cannot hold it.
fn stored(value: f64) -> Option<i64> {
    let stored = (value * PER as f64).round();
    (stored.abs() < i64::MAX as f64 / 4.0).then_some(stored as i64)
}

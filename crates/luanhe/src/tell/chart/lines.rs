//! Lines: the course of a few series, each named at its end.

use super::Grid;
use super::axis::Axis;
use super::columns::value_axis;
use super::frame::{SMALL, TEXT, linked};
use crate::base::Lang;
use crate::tell::document::{Value, missing};
use crate::tell::drawing::{
    Color, Drawing, Fill, INK, Label, MUTED, PAPER, SERIES, Shape, Stroke, fitted, width,
};
use crate::tell::scale::Scale;

const TALL: f64 = 220.0;
const RADIUS: f64 = 3.6;
/// Lines differ by dash as well, for print without colour.
const DASHES: [Option<(f64, f64)>; 4] =
    [None, Some((7.0, 3.0)), Some((2.0, 3.0)), Some((12.0, 3.0))];

/// With `stepped`, each value holds until the next.
pub fn draw(drawing: &mut Drawing, grid: &Grid, stepped: bool, (scale, lang): (Scale, Lang)) {
    let top = drawing.height + TEXT;
    let values = grid.numbers().map(|value| scale.ratio(value)).collect::<Vec<_>>();
    let axis = Axis::around(values.into_iter(), top + TALL, top);
    let names: Vec<String> = grid
        .series
        .iter()
        .map(|series| {
            let last = series.values.iter().rev().find(|v| v.number().is_some());
            let shown = last.map_or(missing().to(lang).to_string(), |v| v.shown(Some(scale), lang));
            format!("{} {shown}", series.label.to(lang))
        })
        .collect();
    let right = names.iter().map(|name| width(name, TEXT)).fold(0.0, f64::max) + 14.0;
    let right = right.min(drawing.width * 0.42);
    let left = value_axis(drawing, &axis, right, lang);
    let last = grid.stations.len().saturating_sub(1).max(1) as f64;
    let room = drawing.width - right - left - 24.0;
    let x = |at: usize| left + 12.0 + room * at as f64 / last;
    stations(drawing, grid, &axis, room / last, &x, lang);
    let mut ends = Vec::new();
    for (n, series) in grid.series.iter().enumerate() {
        let points: Vec<Option<(f64, f64)>> = series
            .values
            .iter()
            .enumerate()
            .map(|(at, v)| v.number().map(|number| (x(at), axis.at(scale.ratio(number)))))
            .collect();
        course(drawing, &points, n, stepped);
        let alone = grid.series.len() == 1;
        marks(drawing, &series.values, &points, n, (alone, scale, lang));
        let end = points.iter().rev().flatten().next().map_or(axis.start, |point| point.1);
        ends.push(end);
    }
    let at = drawing.width - right + 8.0;
    for (n, y) in apart(&ends, TEXT * 1.25).into_iter().enumerate() {
        let name = fitted(&names[n], TEXT, right - 8.0);
        let label = Label::new(at, y + TEXT * 0.36, TEXT, name).color(readable(n)).bold();
        drawing.label(label);
    }
    drawing.height = axis.start + TEXT * 2.2;
}

/// A series colour dark enough for text.
fn readable(series: usize) -> Color {
    let color = SERIES[series % SERIES.len()];
    if color.luminance() > 0.25 { INK } else { color }
}

fn stations(
    drawing: &mut Drawing,
    grid: &Grid,
    axis: &Axis,
    step: f64,
    x: &impl Fn(usize) -> f64,
    lang: Lang,
) {
    let widest = grid.stations.iter().map(|s| width(s.to(lang), SMALL)).fold(0.0, f64::max);
    let every = ((widest + 6.0) / step).ceil().max(1.0) as usize;
    for (at, station) in grid.stations.iter().enumerate() {
        if at % every == 0 {
            let label = Label::new(x(at), axis.start + TEXT * 1.6, SMALL, station.to(lang));
            drawing.label(label.middle());
        }
        let unknown =
            grid.series.iter().all(|s| s.values.get(at).is_none_or(|v| v.number().is_none()));
        if unknown {
            let gap = missing();
            let label = Label::new(x(at), axis.start - 5.0, SMALL, gap.to(lang));
            drawing.label_if_room(label.middle().color(MUTED));
        }
    }
}

/// The line, broken where a value is missing.
fn course(drawing: &mut Drawing, points: &[Option<(f64, f64)>], series: usize, stepped: bool) {
    let color = SERIES[series % SERIES.len()];
    let stroke = Stroke { dash: DASHES[series % DASHES.len()], ..Stroke::new(color, 2.2) };
    for piece in points.split(|point| point.is_none()) {
        let mut points: Vec<(f64, f64)> = piece.iter().flatten().copied().collect();
        if stepped {
            let corners = points.windows(2).flat_map(|two| [two[0], (two[1].0, two[0].1)]);
            points = corners.chain(points.last().copied()).collect();
        }
        if points.len() > 1 {
            drawing.add(Shape::Line { points, stroke });
        }
    }
}

/// A mark at each value; a line alone has all its values printed.
fn marks(
    drawing: &mut Drawing,
    values: &[Value],
    points: &[Option<(f64, f64)>],
    series: usize,
    (alone, scale, lang): (bool, Scale, Lang),
) {
    let color = SERIES[series % SERIES.len()];
    let step = points.iter().flatten().map(|p| p.0).collect::<Vec<_>>();
    let step = step.windows(2).map(|w| w[1] - w[0]).fold(f64::MAX, f64::min);
    for (at, point) in points.iter().enumerate() {
        let Some((x, y)) = *point else { continue };
        let edge = Some(Stroke::new(PAPER, 1.0));
        let mut shapes = vec![mark(series, (x, y), Fill::Solid(color), edge)];
        let shown = values[at].shown(Some(scale), lang);
        if alone && at + 1 < points.len() && width(&shown, SMALL) + 4.0 <= step {
            let label = Label::new(x, y - 8.0, SMALL, shown).middle().halo();
            shapes.push(Shape::Label(label));
        }
        linked(&values[at], shapes, scale, lang).into_iter().for_each(|shape| drawing.add(shape));
    }
}

/// Circle, square, triangle, diamond: series differ by mark too.
fn mark(series: usize, (x, y): (f64, f64), fill: Fill, edge: Option<Stroke>) -> Shape {
    let r = RADIUS;
    let ring = match series % 4 {
        0 => return Shape::Circle { at: (x, y), radius: r, fill, edge },
        1 => vec![(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)],
        2 => vec![(x, y - r * 1.3), (x + r * 1.2, y + r), (x - r * 1.2, y + r)],
        _ => vec![(x, y - r * 1.4), (x + r * 1.4, y), (x, y + r * 1.4), (x - r * 1.4, y)],
    };
    Shape::Area { rings: vec![ring], fill, edge }
}

/// The same heights, moved as little as keeps each `gap` from the next.
pub fn apart(heights: &[f64], gap: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..heights.len()).collect();
    order.sort_by(|a, b| heights[*a].total_cmp(&heights[*b]));
    // Groups of labels that touch, each with the sum of where its members would like it to start.
    let mut groups: Vec<(Vec<usize>, f64)> = Vec::new();
    for at in order {
        groups.push((vec![at], heights[at]));
        while let [.., (above, above_sum), (below, below_sum)] = &groups[..] {
            let start = above_sum / above.len() as f64;
            let end = start + gap * above.len() as f64;
            if below_sum / below.len() as f64 >= end {
                break;
            }
            let shift = gap * (above.len() * below.len()) as f64;
            let sum = above_sum + below_sum - shift;
            let members = [above.clone(), below.clone()].concat();
            groups.truncate(groups.len() - 2);
            groups.push((members, sum));
        }
    }
    let mut moved = vec![0.0; heights.len()];
    for (members, sum) in groups {
        let start = sum / members.len() as f64;
        for (nth, at) in members.into_iter().enumerate() {
            moved[at] = start + gap * nth as f64;
        }
    }
    moved
}

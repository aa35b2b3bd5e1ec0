//! Columns by year, side by side or one upon the other.

use super::axis::Axis;
use super::frame::{SMALL, TEXT, fill, keys, linked, rule, zero_rule};
use super::{Grid, Stack};
use crate::base::Lang;
use crate::tell::document::missing;
use crate::tell::drawing::{Drawing, Fill, Label, MUTED, PAPER, Shape, Stroke, bar, width};
use crate::tell::scale::Scale;

const TALL: f64 = 220.0;

pub fn draw(drawing: &mut Drawing, grid: &Grid, stack: Stack, scale: Scale, lang: Lang) {
    if grid.series.len() > 1 {
        let labels: Vec<&str> = grid.series.iter().map(|s| s.label.to(lang)).collect();
        keys(drawing, &labels);
    }
    let top = drawing.height + TEXT * 1.2;
    let ends: Vec<f64> = match stack {
        Stack::Beside => grid.numbers().map(|value| scale.ratio(value)).collect(),
        Stack::Upon => {
            let totals = (0..grid.stations.len()).map(|at| grid.total(at));
            totals.map(|(total, _)| scale.ratio(total)).collect()
        }
    };
    let axis = Axis::from_zero(ends.into_iter(), top + TALL, top);
    let left = value_axis(drawing, &axis, 0.0, lang);
    let slot = (drawing.width - left) / grid.stations.len().max(1) as f64;
    let names = grid.stations.iter().map(|s| width(s.to(lang), TEXT)).fold(0.0, f64::max);
    let every = ((names + 4.0) / slot).ceil().max(1.0) as usize;
    for (at, station) in grid.stations.iter().enumerate() {
        let from = left + at as f64 * slot;
        match stack {
            Stack::Beside => beside(drawing, grid, at, (from, slot), (&axis, scale, lang)),
            Stack::Upon => upon(drawing, grid, at, (from, slot), (&axis, scale, lang)),
        }
        if at % every == 0 {
            let baseline = axis.start + TEXT * 1.5;
            let name = Label::new(from + slot / 2.0, baseline, TEXT, station.to(lang)).middle();
            drawing.label_if_room(name);
        }
    }
    drawing.line((left, axis.at(0.0)), (drawing.width, axis.at(0.0)), zero_rule());
    drawing.height = axis.start + TEXT * 2.0;
    let inside = match stack {
        Stack::Beside => grid.series.len() == 1 || fits(grid, slot, scale, lang),
        Stack::Upon => fits_inside(grid, slot, &axis, scale, lang),
    };
    if !inside {
        rows_below(drawing, grid, (left, slot), scale, lang);
    }
}

/// Grid lines with their values; gives the pixel at which the plot begins.
pub fn value_axis(drawing: &mut Drawing, axis: &Axis, right: f64, lang: Lang) -> f64 {
    let left =
        axis.ticks.iter().map(|t| width(&axis.tick(*t, lang), SMALL)).fold(0.0, f64::max) + 8.0;
    for tick in &axis.ticks {
        let y = axis.at(*tick);
        drawing.line((left, y), (drawing.width - right, y), rule());
        let label = Label::new(left - 6.0, y + SMALL * 0.36, SMALL, axis.tick(*tick, lang));
        drawing.label(label.end().color(MUTED));
    }
    left
}

impl Grid {
    pub fn numbers(&self) -> impl Iterator<Item = i64> {
        self.series.iter().flat_map(|s| &s.values).filter_map(|v| v.number())
    }

    /// The sum at a station, and whether all its parts are known.
    fn total(&self, at: usize) -> (i64, bool) {
        let parts = self.series.iter().map(|s| s.values.get(at).and_then(|v| v.number()));
        (parts.clone().flatten().sum(), parts.clone().all(|part| part.is_some()))
    }
}

type How<'a> = (&'a Axis, Scale, Lang);

fn thickness(slot: f64, series: usize) -> f64 {
    (slot * 0.74 / series as f64).min(46.0)
}

/// Whether all values can be printed above their columns.
fn fits(grid: &Grid, slot: f64, scale: Scale, lang: Lang) -> bool {
    let room = thickness(slot, grid.series.len()) + slot * 0.26 / grid.series.len() as f64;
    grid.numbers().all(|value| width(&scale.number(value, lang), SMALL) <= room)
}

/// Whether each part of each column has room for its value.
fn fits_inside(grid: &Grid, slot: f64, axis: &Axis, scale: Scale, lang: Lang) -> bool {
    grid.numbers().all(|value| {
        let tall = (axis.at(scale.ratio(value)) - axis.at(0.0)).abs();
        tall >= SMALL * 1.3 && width(&scale.number(value, lang), SMALL) + 4.0 <= stacked(slot)
    })
}

/// How thick a stacked column is.
fn stacked(slot: f64) -> f64 {
    (slot * 0.66).min(72.0)
}

fn beside(drawing: &mut Drawing, grid: &Grid, at: usize, place: (f64, f64), how: How) {
    let ((from, slot), (axis, scale, lang)) = (place, how);
    let labelled = grid.series.len() == 1 || fits(grid, slot, scale, lang);
    let thick = thickness(slot, grid.series.len());
    let start = from + (slot - thick * grid.series.len() as f64) / 2.0;
    for (n, series) in grid.series.iter().enumerate() {
        let x = start + n as f64 * thick;
        let Some(value) = series.values.get(at) else { continue };
        let Some(number) = value.number() else {
            let label = missing();
            let y = axis.at(0.0) - 5.0;
            let label = Label::new(x + thick / 2.0, y, SMALL, label.to(lang));
            drawing.label_if_room(label.middle().color(MUTED));
            continue;
        };
        let (zero, end) = (axis.at(0.0), axis.at(scale.ratio(number)));
        let corner = (x + 0.5, end.min(zero));
        let mut shapes = vec![bar(corner, (thick - 1.0, (zero - end).abs()), fill(n))];
        if labelled {
            let y = if number < 0 { end + SMALL * 1.1 } else { end - 4.0 };
            let shown = scale.number(number, lang);
            let label = Label::new(x + thick / 2.0, y, SMALL, shown).middle().halo();
            if drawing.has_room(&label) {
                shapes.push(Shape::Label(label));
            }
        }
        linked(value, shapes, scale, lang).into_iter().for_each(|shape| drawing.add(shape));
    }
}

fn upon(drawing: &mut Drawing, grid: &Grid, at: usize, place: (f64, f64), how: How) {
    let ((from, slot), (axis, scale, lang)) = (place, how);
    let thick = stacked(slot);
    let labelled = fits_inside(grid, slot, axis, scale, lang);
    let x = from + (slot - thick) / 2.0;
    let mut below = 0i64;
    for (n, series) in grid.series.iter().enumerate() {
        let Some(value) = series.values.get(at) else { continue };
        let Some(number) = value.number() else { continue };
        let (bottom, top) = (axis.at(scale.ratio(below)), axis.at(scale.ratio(below + number)));
        below += number;
        let tall = (bottom - top).abs();
        let mut shapes = vec![bar((x, top.min(bottom)), (thick, tall), fill(n))];
        let edge = vec![(x, top), (x + thick, top)];
        shapes.push(Shape::Line { points: edge, stroke: Stroke::new(PAPER, 1.2) });
        let shown = scale.number(number, lang);
        if let Fill::Solid(color) = fill(n)
            && labelled
        {
            let y = (top + bottom) / 2.0 + SMALL * 0.36;
            let label = Label::new(x + thick / 2.0, y, SMALL, shown).middle();
            shapes.push(Shape::Label(label.color(color.ink())));
        }
        linked(value, shapes, scale, lang).into_iter().for_each(|shape| drawing.add(shape));
    }
    let (total, complete) = grid.total(at);
    let shown =
        if complete { scale.number(total, lang) } else { format!("{}*", missing().to(lang)) };
    let y = axis.at(scale.ratio(total)) - 5.0;
    let label = Label::new(x + thick / 2.0, y, SMALL, shown).middle().bold().halo();
    drawing.label_if_room(label);
}

/// Where the values do not fit above the columns they stand in rows below them.
fn rows_below(drawing: &mut Drawing, grid: &Grid, place: (f64, f64), scale: Scale, lang: Lang) {
    let (left, slot) = place;
    let shown = |value: &crate::tell::document::Value| value.shown(Some(scale), lang);
    let widest = grid
        .series
        .iter()
        .flat_map(|s| &s.values)
        .map(|value| width(&shown(value), 1.0))
        .fold(0.0, f64::max);
    let size = SMALL.min((slot - 4.0) / widest);
    if size < 9.0 {
        return;
    }
    for (n, series) in grid.series.iter().enumerate() {
        let baseline = drawing.height + SMALL;
        drawing.bar((left - 14.0, baseline - 9.0), (9.0, 9.0), fill(n));
        for (at, value) in series.values.iter().enumerate() {
            let x = left + (at as f64 + 0.5) * slot;
            let shapes = vec![Shape::Label(Label::new(x, baseline, size, shown(value)).middle())];
            linked(value, shapes, scale, lang).into_iter().for_each(|shape| drawing.add(shape));
        }
        drawing.height += SMALL * 1.5;
    }
    drawing.height += 4.0;
}

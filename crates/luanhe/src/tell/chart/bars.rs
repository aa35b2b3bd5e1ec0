//! Horizontal bars: a name, a bar, its value.

use super::Bar;
use super::axis::Axis;
use super::frame::{TEXT, bar_of, fill, gutter, linked, row_name, zero_rule};
use crate::base::Lang;
use crate::tell::document::Value;
use crate::tell::drawing::{Drawing, Fill, INK, Label, MUTED, Shape, width};
use crate::tell::scale::Scale;

const ROW: f64 = 30.0;
const THICK: f64 = 17.0;
const GAP: f64 = 8.0;

pub fn draw(drawing: &mut Drawing, bars: &[Bar], scale: Scale, lang: Lang) {
    let rows: Vec<Span> = bars
        .iter()
        .map(|bar| Span {
            name: bar.label.to(lang),
            value: &bar.value,
            from: 0.0,
            to: bar.value.number().map_or(0.0, |value| scale.ratio(value)),
            fill: fill(0),
            shown: bar.value.shown(Some(scale), lang),
        })
        .collect();
    spans(drawing, &rows, scale, lang);
}

/// A bar between two values, in shown units.
pub struct Span<'a> {
    pub name: &'a str,
    pub value: &'a Value,
    pub from: f64,
    pub to: f64,
    pub fill: Fill,
    pub shown: String,
}

/// Rows of spans on one axis, whose ends carry their values. Returns each row's top and the axis.
pub fn spans(drawing: &mut Drawing, rows: &[Span], scale: Scale, lang: Lang) -> Axis {
    let gutter = gutter(rows.iter().map(|row| row.name), drawing.width);
    let label = rows.iter().map(|row| width(&row.shown, TEXT)).fold(0.0, f64::max) + GAP;
    let left = if rows.iter().any(|row| row.to.min(row.from) < 0.0) { label } else { 0.0 };
    let ends = rows.iter().flat_map(|row| [row.from, row.to]);
    let axis = Axis::exact(ends, gutter + GAP + left, drawing.width - label);
    let top = drawing.height;
    for (at, row) in rows.iter().enumerate() {
        let middle = top + (at as f64 + 0.5) * ROW;
        row_name(drawing, row.name, middle, gutter);
        let (from, to) = (axis.at(row.from), axis.at(row.to));
        let size = ((to - from).abs().max(1.0), THICK);
        let corner = (from.min(to), middle - THICK / 2.0);
        let mut shapes = bar_of(row.value, corner, size, row.fill);
        let missing = row.value.number().is_none();
        let baseline = middle + TEXT * 0.36;
        let end = if row.to < row.from && row.to < 0.0 {
            Label::new(to - GAP / 2.0, baseline, TEXT, &row.shown).end()
        } else {
            Label::new(from.max(to) + GAP / 2.0 + 1.0, baseline, TEXT, &row.shown)
        };
        shapes.push(Shape::Label(end.color(if missing { MUTED } else { INK })));
        for shape in linked(row.value, shapes, scale, lang) {
            drawing.add(shape);
        }
    }
    drawing.height = top + rows.len() as f64 * ROW;
    drawing.line((axis.at(0.0), top), (axis.at(0.0), drawing.height), zero_rule());
    axis
}

/// The middle of a row's bar, for what joins rows.
pub fn edges_of(row: usize, top: f64) -> (f64, f64) {
    let middle = top + (row as f64 + 0.5) * ROW;
    (middle - THICK / 2.0, middle + THICK / 2.0)
}

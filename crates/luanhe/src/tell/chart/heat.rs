//! Values of pairs as a table of colours, each value printed where it fits.

use super::Grid;
use super::frame::{SMALL, gutter, linked, row_name};
use crate::base::Lang;
use crate::tell::document::Value;
use crate::tell::drawing::{
    AMBER, Color, Drawing, Fill, Label, MUTED, PAPER, Shape, Stroke, bar, fitted, ramp, width,
};
use crate::tell::scale::Scale;

const ROW: f64 = 28.0;
const GAP: f64 = 8.0;
const SHADES: usize = 5;

/// A row for each series, a column for each station. With `neutral`, what lies below it is amber,
/// and shades stand for ratios to it; without, shades stand for the size.
pub fn draw(
    drawing: &mut Drawing,
    grid: &Grid,
    neutral: Option<f64>,
    (scale, lang): (Scale, Lang),
) {
    let left = gutter(grid.series.iter().map(|s| s.label.to(lang)), drawing.width) + GAP;
    let slot = (drawing.width - left) / grid.stations.len().max(1) as f64;
    let far = |value: i64| distance(scale.ratio(value), neutral);
    let most =
        grid.numbers().map(far).filter(|d| d.is_finite()).fold(0.0, |m: f64, d| m.max(d.abs()));
    let heads = drawing.height + SMALL * 1.4;
    for (at, station) in grid.stations.iter().enumerate() {
        let name = fitted(station.to(lang), SMALL, slot - 4.0);
        let middle = left + (at as f64 + 0.5) * slot;
        drawing.label_if_room(Label::new(middle, heads, SMALL, name).middle().color(MUTED));
    }
    let top = heads + 6.0;
    for (row, series) in grid.series.iter().enumerate() {
        let y = top + row as f64 * ROW;
        row_name(drawing, series.label.to(lang), y + ROW / 2.0, left - GAP);
        for (at, value) in series.values.iter().enumerate() {
            let color = value.number().map(|number| shade(far(number), most));
            let place = (left + at as f64 * slot, y);
            let shapes = cell(value, color, (place, slot), (scale, lang));
            linked(value, shapes, scale, lang).into_iter().for_each(|shape| drawing.add(shape));
        }
    }
    drawing.height = top + grid.series.len() as f64 * ROW + 6.0;
}

/// How far a value lies from the neutral one, in logarithms; its size where there is none.
fn distance(value: f64, neutral: Option<f64>) -> f64 {
    match neutral {
        Some(neutral) if value > 0.0 => (value / neutral).ln(),
        Some(_) => f64::NEG_INFINITY,
        None => value,
    }
}

fn shade(far: f64, most: f64) -> Color {
    let share = if most > 0.0 { (far.abs() / most).min(1.0) } else { 0.0 };
    let step = ((share * SHADES as f64) as usize).min(SHADES - 1);
    if far < 0.0 { AMBER[step] } else { ramp(SHADES)[step] }
}

fn cell(
    value: &Value,
    color: Option<Color>,
    ((x, y), slot): ((f64, f64), f64),
    (scale, lang): (Scale, Lang),
) -> Vec<Shape> {
    let fill = color.map_or(Fill::None, Fill::Solid);
    let mut shapes = vec![bar((x, y), (slot, ROW), fill)];
    let corners = vec![(x, y + ROW), (x + slot, y + ROW), (x + slot, y)];
    shapes.push(Shape::Line { points: corners, stroke: Stroke::new(PAPER, 1.5) });
    let shown = value.shown(Some(scale), lang);
    if width(&shown, SMALL) + 4.0 <= slot {
        let label = Label::new(x + slot / 2.0, y + ROW / 2.0 + SMALL * 0.36, SMALL, shown).middle();
        shapes.push(Shape::Label(label.color(color.map_or(MUTED, Color::ink))));
    }
    shapes
}

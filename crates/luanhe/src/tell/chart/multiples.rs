//! Small multiples: the same little chart for each place, on one scale, so that they compare.

use super::Series;
use super::axis::Axis;
use super::frame::{SMALL, TEXT, fill, linked, zero_rule};
use crate::base::{Lang, Said};
use crate::tell::document::missing;
use crate::tell::drawing::{Drawing, Label, MUTED, Shape, bar, fitted, width};
use crate::tell::scale::Scale;

const TALL: f64 = 64.0;
const GAP: f64 = 18.0;
const LEAST: f64 = 128.0;

pub fn draw(drawing: &mut Drawing, stations: &[Said], panels: &[Series], scale: Scale, lang: Lang) {
    let across = ((drawing.width + GAP) / (LEAST + GAP)).floor().clamp(1.0, 5.0) as usize;
    let across = across.min(panels.len().max(1));
    let wide = (drawing.width - GAP * (across as f64 - 1.0)) / across as f64;
    let values: Vec<f64> = panels
        .iter()
        .flat_map(|panel| &panel.values)
        .filter_map(|value| value.number())
        .map(|value| scale.ratio(value))
        .collect();
    let top = drawing.height;
    let row = TEXT * 1.5 + SMALL * 1.3 + TALL + SMALL * 1.5 + 10.0;
    for (at, panel) in panels.iter().enumerate() {
        let (column, line) = (at % across, at / across);
        let left = column as f64 * (wide + GAP);
        let y = top + line as f64 * row;
        let name = fitted(panel.label.to(lang), TEXT, wide);
        drawing.label(Label::new(left, y + TEXT * 1.1, TEXT, name).bold());
        let plot = y + TEXT * 1.5 + SMALL * 1.3;
        let axis = Axis::exact(values.iter().copied(), plot + TALL, plot);
        columns(drawing, panel, &axis, (left, wide), (scale, lang));
        ends(drawing, stations, (left, wide), plot + TALL + SMALL * 1.3, lang);
    }
    drawing.height = top + panels.len().div_ceil(across) as f64 * row;
}

fn columns(
    drawing: &mut Drawing,
    panel: &Series,
    axis: &Axis,
    (left, wide): (f64, f64),
    (scale, lang): (Scale, Lang),
) {
    let slot = wide / panel.values.len().max(1) as f64;
    let zero = axis.at(0.0);
    // One value is printed in each panel, its greatest; all others are in the description.
    let peak = panel.values.iter().filter_map(|v| v.number()).max();
    let mut printed = false;
    for (at, value) in panel.values.iter().enumerate() {
        let x = left + at as f64 * slot;
        let Some(number) = value.number() else {
            let gap = missing();
            let gap = fitted(gap.to(lang), SMALL * 0.85, slot.max(SMALL));
            let label = Label::new(x + slot / 2.0, zero - 4.0, SMALL * 0.85, gap);
            drawing.label(label.middle().color(MUTED));
            continue;
        };
        let end = axis.at(scale.ratio(number));
        let size = (slot * 0.72, (zero - end).abs().max(0.6));
        let mut shapes = vec![bar((x + slot * 0.14, end.min(zero)), size, fill(0))];
        if peak == Some(number) && !printed {
            printed = true;
            let shown = scale.number(number, lang);
            let half = width(&shown, SMALL) / 2.0;
            let middle = (x + slot / 2.0).clamp(left + half, (left + wide - half).max(left + half));
            let label = Label::new(middle, end.min(zero) - 3.0, SMALL, shown).middle().halo();
            shapes.push(Shape::Label(label));
        }
        linked(value, shapes, scale, lang).into_iter().for_each(|shape| drawing.add(shape));
    }
    drawing.line((left, zero), (left + wide, zero), zero_rule());
}

/// The first and the last station below the panel.
fn ends(
    drawing: &mut Drawing,
    stations: &[Said],
    (left, wide): (f64, f64),
    baseline: f64,
    lang: Lang,
) {
    if let [first, .., last] = stations {
        let size = SMALL * 0.92;
        drawing.label(Label::new(left, baseline, size, first.to(lang)).color(MUTED));
        let label = Label::new(left + wide, baseline, size, last.to(lang));
        drawing.label(label.end().color(MUTED));
    }
}

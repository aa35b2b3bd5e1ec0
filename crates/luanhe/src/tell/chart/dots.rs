//! Estimates as dots, each with its interval and a line where nothing would be.

use super::Dot;
use super::axis::Axis;
use super::frame::{SMALL, TEXT, gutter, linked, row_name, rule, zero_rule};
use crate::base::{Lang, say};
use crate::tell::drawing::{Drawing, Fill, INK, Label, MUTED, PAPER, SERIES, Shape, Stroke, width};
use crate::tell::scale::Scale;

const ROW: f64 = 28.0;
const GAP: f64 = 10.0;

pub fn draw(drawing: &mut Drawing, dots: &[Dot], scale: Scale, lang: Lang) {
    let gutter = gutter(dots.iter().map(|dot| dot.label.to(lang)), drawing.width);
    let shown: Vec<String> = dots.iter().map(|dot| words(dot, scale, lang)).collect();
    let label = shown.iter().map(|text| width(text, TEXT)).fold(0.0, f64::max);
    let label = if gutter + label + 120.0 > drawing.width { 0.0 } else { label };
    let ends: Vec<f64> = dots
        .iter()
        .flat_map(|dot| {
            let (low, high) = dot.interval.unzip();
            [dot.value.number(), low, high]
        })
        .flatten()
        .map(|value| scale.ratio(value))
        .collect();
    let end = drawing.width - label - GAP * 1.6;
    let axis = Axis::around(ends.into_iter(), gutter + GAP * 1.6, end);
    let top = drawing.height + 2.0;
    let bottom = top + dots.len() as f64 * ROW;
    for tick in &axis.ticks {
        let x = axis.at(*tick);
        let stroke = if *tick == 0.0 { zero_rule() } else { rule() };
        drawing.line((x, top), (x, bottom), stroke);
        let text = Label::new(x, bottom + SMALL * 1.3, SMALL, axis.tick(*tick, lang));
        drawing.label_if_room(text.middle().color(MUTED));
    }
    for (at, dot) in dots.iter().enumerate() {
        let middle = top + (at as f64 + 0.5) * ROW;
        row_name(drawing, dot.label.to(lang), middle, gutter);
        let mut shapes = estimate(dot, &axis, middle, scale);
        if label > 0.0 || dot.value.number().is_none() {
            let known = dot.value.number().is_some();
            let text = Label::new(drawing.width, middle + TEXT * 0.36, TEXT, &shown[at]);
            shapes.push(Shape::Label(text.end().color(if known { INK } else { MUTED })));
        }
        linked(&dot.value, shapes, scale, lang).into_iter().for_each(|shape| drawing.add(shape));
    }
    drawing.height = bottom + SMALL * 1.9;
}

fn estimate(dot: &Dot, axis: &Axis, y: f64, scale: Scale) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let stroke = Stroke::new(SERIES[0], 2.0);
    if let Some((low, high)) = dot.interval {
        let (low, high) = (axis.at(scale.ratio(low)), axis.at(scale.ratio(high)));
        shapes.push(Shape::Line { points: vec![(low, y), (high, y)], stroke });
        for x in [low, high] {
            shapes.push(Shape::Line { points: vec![(x, y - 4.0), (x, y + 4.0)], stroke });
        }
    }
    if let Some(value) = dot.value.number() {
        let at = (axis.at(scale.ratio(value)), y);
        let edge = Some(Stroke::new(PAPER, 1.2));
        shapes.push(Shape::Circle { at, radius: 5.0, fill: Fill::Solid(SERIES[0]), edge });
    }
    shapes
}

/// The estimate and its interval: 1.23（0.98 至 1.50）.
fn words(dot: &Dot, scale: Scale, lang: Lang) -> String {
    let value = dot.value.shown(Some(scale), lang);
    match dot.interval {
        Some((low, high)) if dot.value.number().is_some() => {
            let (low, high) = (scale.number(low, lang), scale.number(high, lang));
            let said = say!("{value}（{low} 至 {high}）", "{value} ({low} to {high})");
            said.to(lang).to_string()
        }
        _ => value,
    }
}

//! Two quantities of each thing against each other, with the lines that divide them.

use serde::Serialize;
use stats::spec::Dividing;

use super::axis::Axis;
use super::columns::value_axis;
use super::frame::{SMALL, linked, rule, zero_rule};
use crate::base::{Lang, Said};
use crate::tell::document::Value;
use crate::tell::drawing::{
    Drawing, Fill, Label, MUTED, PAPER, SERIES, Shape, Stroke, fitted, width,
};
use crate::tell::scale::Scale;

const TALL: f64 = 320.0;

/// Points, what their axes are, and what divides them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scatter {
    pub across: Said,
    pub upward: Said,
    pub points: Vec<Point>,
    pub lines: Dividing,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    pub label: Said,
    pub across: Value,
    pub upward: Value,
}

impl Scatter {
    pub fn values(&self) -> Vec<(Vec<&Said>, &Value)> {
        let mut values = Vec::new();
        for point in &self.points {
            values.push((vec![&point.label, &self.across], &point.across));
            values.push((vec![&point.label, &self.upward], &point.upward));
        }
        values
    }
}

pub fn draw(drawing: &mut Drawing, scatter: &Scatter, scale: Scale, lang: Lang) {
    let cross = match scatter.lines {
        Dividing::Cross(x, y) => [Some(x), Some(y)],
        Dividing::None | Dividing::EqualMean => [None, None],
    };
    let along = |of: fn(&Point) -> &Value, line: Option<f64>| -> Vec<f64> {
        let numbers = scatter.points.iter().filter_map(|point| of(point).number());
        numbers.map(|number| scale.ratio(number)).chain(line).collect()
    };
    drawing.height += SMALL * 1.3;
    let name = Label::new(0.0, drawing.height, SMALL, scatter.upward.to(lang));
    drawing.label(name.color(MUTED));
    let top = drawing.height + 10.0;
    let ys = Axis::around(along(|p| &p.upward, cross[1]).into_iter(), top + TALL, top);
    let left = value_axis(drawing, &ys, 0.0, lang) + 10.0;
    let right = drawing.width - 14.0;
    let xs = Axis::around(along(|p| &p.across, cross[0]).into_iter(), left, right);
    for tick in &xs.ticks {
        let x = xs.at(*tick);
        drawing.line((x, top), (x, top + TALL), rule());
        let label = Label::new(x, top + TALL + SMALL * 1.4, SMALL, xs.tick(*tick, lang));
        drawing.label_if_room(label.middle().color(MUTED));
    }
    divided(drawing, scatter.lines, (&xs, &ys));
    for point in &scatter.points {
        let (Some(x), Some(y)) = (point.across.number(), point.upward.number()) else { continue };
        let at = (xs.at(scale.ratio(x)), ys.at(scale.ratio(y)));
        let edge = Some(Stroke::new(PAPER, 1.0));
        let dot = Shape::Circle { at, radius: 4.5, fill: Fill::Solid(SERIES[0]), edge };
        linked(&point.upward, vec![dot], scale, lang).into_iter().for_each(|s| drawing.add(s));
    }
    names(drawing, scatter, (&xs, &ys), scale, lang);
    drawing.height = top + TALL + SMALL * 3.0;
    let name = Label::new(right, drawing.height - 2.0, SMALL, scatter.across.to(lang));
    drawing.label(name.end().color(MUTED));
    drawing.height += SMALL * 0.6;
}

fn divided(drawing: &mut Drawing, lines: Dividing, (xs, ys): (&Axis, &Axis)) {
    match lines {
        Dividing::None => {}
        Dividing::Cross(x, y) => {
            drawing.line((xs.at(x), ys.start), (xs.at(x), ys.end), zero_rule());
            drawing.line((xs.start, ys.at(y)), (xs.end, ys.at(y)), zero_rule());
        }
        Dividing::EqualMean => {
            for mean in [0.2, 0.4, 0.6, 0.8] {
                let x = |step: i32| xs.low + (xs.high - xs.low) * f64::from(step) / 60.0;
                let curve = (0..=60).map(x).map(|x| (x, mean * mean / x));
                let inside = curve.filter(|(_, y)| (ys.low..=ys.high).contains(y));
                let points: Vec<(f64, f64)> = inside.map(|(x, y)| (xs.at(x), ys.at(y))).collect();
                let Some(&(x, y)) = points.last().filter(|_| points.len() > 1) else { continue };
                let stroke = Stroke { dash: Some((4.0, 3.0)), ..Stroke::new(MUTED, 1.0) };
                drawing.add(Shape::Line { points, stroke });
                let label = Label::new(x - 2.0, y - 3.0, SMALL, mean.to_string());
                drawing.label_if_room(label.end().color(MUTED).halo());
            }
        }
    }
}

/// Names beside the dots, where they do not lie on another.
fn names(
    drawing: &mut Drawing,
    scatter: &Scatter,
    (xs, ys): (&Axis, &Axis),
    scale: Scale,
    lang: Lang,
) {
    for point in &scatter.points {
        let (Some(x), Some(y)) = (point.across.number(), point.upward.number()) else { continue };
        let (x, y) = (xs.at(scale.ratio(x)), ys.at(scale.ratio(y)));
        let name = fitted(point.label.to(lang), SMALL, drawing.width * 0.3);
        let beyond = x + 8.0 + width(&name, SMALL) > drawing.width;
        let label =
            Label::new(if beyond { x - 8.0 } else { x + 8.0 }, y + SMALL * 0.36, SMALL, name);
        drawing.label_if_room(if beyond { label.end().halo() } else { label.halo() });
    }
}

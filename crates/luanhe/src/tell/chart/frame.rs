//! What every chart has around it: title, unit, keys of the series, source line, words for the ear.

use super::Chart;
use crate::base::{Lang, Said, say};
use crate::tell::document::Value;
use crate::tell::drawing::{
    Drawing, Fill, INK, LINE, Label, MUTED, SERIES, Shape, Stroke, bar, fitted, width, wrapped,
};
use crate::tell::scale::Scale;

pub const TITLE: f64 = 16.0;
/// Names and values.
pub const TEXT: f64 = 13.0;
/// Axis, unit, source.
pub const SMALL: f64 = 12.0;

/// Whether the drawing carries its title, or the page around it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Title {
    Drawn,
    Outside,
}

/// A drawing with title and unit, ready for the plot below `height`.
pub fn opened(chart: &Chart, wide: f64, title: Title, lang: Lang) -> Drawing {
    let mut drawing = Drawing::new(wide);
    drawing.title = chart.title.to(lang).to_string();
    drawing.description = described(chart, lang);
    if title == Title::Drawn {
        for line in wrapped(chart.title.to(lang), TITLE, wide) {
            drawing.height += TITLE * 1.35;
            drawing.label(Label::new(0.0, drawing.height - 4.0, TITLE, line).bold());
        }
        drawing.height += 2.0;
    }
    let word = chart.scale.word();
    let unit = say!("单位：{}", "Unit: {}", word.to(lang));
    drawing.height += SMALL * 1.5;
    drawing.label(Label::new(0.0, drawing.height - 4.0, SMALL, unit.to(lang)).color(MUTED));
    drawing.height += 4.0;
    drawing
}

/// Closes the drawing with its source line.
pub fn closed(drawing: &mut Drawing, source: &Said, lang: Lang) {
    drawing.height += 4.0;
    for line in wrapped(source.to(lang), SMALL, drawing.width) {
        drawing.height += SMALL * 1.45;
        drawing.label(Label::new(0.0, drawing.height - 4.0, SMALL, line).color(MUTED));
    }
    drawing.height = (drawing.height + 2.0).ceil();
}

/// Title, unit and every value in words.
fn described(chart: &Chart, lang: Lang) -> String {
    let word = chart.scale.word();
    let mut parts = Vec::new();
    for (names, value) in chart.values() {
        let names: Vec<&str> = names.iter().map(|name| name.to(lang)).collect();
        parts.push(format!("{} {}", names.join(" "), value.shown(Some(chart.scale), lang)));
    }
    match lang {
        Lang::Zh => format!("单位：{}。{}。", word.zh, parts.join("；")),
        Lang::En => format!("Unit: {}. {}.", word.en, parts.join("; ")),
    }
}

/// The fill of the nth series: colours first, then hatches of the same.
pub fn fill(series: usize) -> Fill {
    let color = SERIES[series % SERIES.len()];
    if series < SERIES.len() { Fill::Solid(color) } else { Fill::Hatched(color) }
}

/// The keys of the series, as many lines as they need.
pub fn keys(drawing: &mut Drawing, labels: &[&str]) {
    const SWATCH: f64 = 12.0;
    let mut x = 0.0;
    drawing.height += TEXT * 1.5;
    for (series, label) in labels.iter().enumerate() {
        let label = fitted(label, TEXT, drawing.width - SWATCH - 6.0);
        let wide = SWATCH + 6.0 + width(&label, TEXT) + 18.0;
        if x > 0.0 && x + wide - 18.0 > drawing.width {
            x = 0.0;
            drawing.height += TEXT * 1.5;
        }
        let baseline = drawing.height - 5.0;
        drawing.bar((x, baseline - SWATCH + 1.5), (SWATCH, SWATCH), fill(series));
        drawing.label(Label::new(x + SWATCH + 6.0, baseline, TEXT, label));
        x += wide;
    }
    drawing.height += 4.0;
}

/// Wraps what stands for a value in the link to its rows.
pub fn linked(value: &Value, shapes: Vec<Shape>, scale: Scale, lang: Lang) -> Vec<Shape> {
    match value.figure() {
        None => shapes,
        Some(figure) => {
            let title = format!("{} {}", figure.label.to(lang), scale.shown(figure.value, lang));
            vec![Shape::Link { href: figure.rows_url.clone(), title, shapes }]
        }
    }
}

/// A row's name in the gutter at the left, in up to two lines around `middle`.
pub fn row_name(drawing: &mut Drawing, name: &str, middle: f64, gutter: f64) {
    let mut lines = wrapped(name, TEXT, gutter);
    if lines.len() > 2 {
        let rest = lines.split_off(1);
        let latin = rest.iter().all(|line| line.is_ascii());
        let rest = rest.join(if latin { " " } else { "" });
        lines.push(fitted(&rest, TEXT, gutter));
    }
    let top = middle - (lines.len() as f64 - 1.0) * TEXT * 0.58;
    for (at, line) in lines.into_iter().enumerate() {
        let baseline = top + at as f64 * TEXT * 1.16 + TEXT * 0.36;
        drawing.label(Label::new(gutter, baseline, TEXT, line).end().color(INK));
    }
}

/// How wide the gutter for these names must be: their widest, but no more than 36 % of the drawing.
pub fn gutter<'a>(names: impl Iterator<Item = &'a str>, wide: f64) -> f64 {
    let widest = names.map(|name| width(name, TEXT)).fold(0.0, f64::max);
    widest.min(wide * 0.36).ceil()
}

pub fn rule() -> Stroke {
    Stroke::new(LINE, 1.0)
}

pub fn zero_rule() -> Stroke {
    Stroke::new(MUTED, 1.2)
}

/// A bar that may be missing: then nothing, and the caller prints 缺.
pub fn bar_of(value: &Value, from: (f64, f64), size: (f64, f64), fill: Fill) -> Vec<Shape> {
    if value.number().is_some() { vec![bar(from, size, fill)] } else { Vec::new() }
}

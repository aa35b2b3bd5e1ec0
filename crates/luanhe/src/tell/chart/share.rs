//! Parts of a whole as one strip, with the percentages below it that make 100 %.

use super::Bar;
use super::frame::{TEXT, fill, linked};
use crate::base::Lang;
use crate::tell::drawing::{Drawing, Fill, INK, Label, PAPER, Shape, Stroke, bar, fitted, width};
use crate::tell::scale::Scale;

const STRIP: f64 = 34.0;
const ROW: f64 = 24.0;
const SWATCH: f64 = 13.0;

pub fn draw(drawing: &mut Drawing, bars: &[Bar], scale: Scale, lang: Lang) {
    let values: Vec<i64> = bars.iter().map(|bar| bar.value.number().unwrap_or(0).max(0)).collect();
    let tenths = percentages(&values, 1000);
    let whole: i64 = values.iter().sum();
    let top = drawing.height;
    let mut x = 0.0;
    for (at, value) in values.iter().enumerate() {
        if *value == 0 {
            continue;
        }
        let wide = drawing.width * *value as f64 / whole as f64;
        let shapes = segment(drawing.width, (x, top), wide, at, &percent(tenths[at]));
        for shape in linked(&bars[at].value, shapes, scale, lang) {
            drawing.add(shape);
        }
        x += wide;
    }
    drawing.height = top + STRIP + 8.0;
    for (at, bar) in bars.iter().enumerate() {
        let share = bar.value.number().map(|_| percent(tenths[at]));
        row(drawing, bar, at, share, scale, lang);
    }
}

/// A part of the strip, with its percentage inside where there is room.
fn segment(all: f64, (x, top): (f64, f64), wide: f64, at: usize, percent: &str) -> Vec<Shape> {
    let fill = fill(at);
    let mut shapes = vec![bar((x, top), (wide, STRIP), fill)];
    if x + wide < all - 0.5 {
        let points = vec![(x + wide, top), (x + wide, top + STRIP)];
        shapes.push(Shape::Line { points, stroke: Stroke::new(PAPER, 1.5) });
    }
    if let Fill::Solid(color) = fill
        && width(percent, TEXT) + 8.0 <= wide
    {
        let label = Label::new(x + wide / 2.0, top + STRIP / 2.0 + TEXT * 0.36, TEXT, percent);
        shapes.push(Shape::Label(label.middle().color(color.ink())));
    }
    shapes
}

fn row(
    drawing: &mut Drawing,
    bar: &Bar,
    at: usize,
    share: Option<String>,
    scale: Scale,
    lang: Lang,
) {
    let baseline = drawing.height + ROW * 0.68;
    let right = drawing.width.min(420.0);
    let percent_wide = width("100.0%", TEXT) + 10.0;
    let shown = bar.value.shown(Some(scale), lang);
    let value_right = right - percent_wide;
    let room = value_right - width(&shown, TEXT) - SWATCH - 18.0;
    drawing.bar((0.0, baseline - SWATCH + 2.0), (SWATCH, SWATCH), fill(at));
    let name = fitted(bar.label.to(lang), TEXT, room);
    drawing.label(Label::new(SWATCH + 7.0, baseline, TEXT, name));
    let mut shapes = vec![Shape::Label(Label::new(value_right, baseline, TEXT, shown).end())];
    if let Some(share) = share {
        shapes.push(Shape::Label(Label::new(right, baseline, TEXT, share).end().color(INK)));
    }
    for shape in linked(&bar.value, shapes, scale, lang) {
        drawing.add(shape);
    }
    drawing.height += ROW;
}

fn percent(tenths: i64) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// Shares of `whole` (100, 1000 for tenths of a per cent) by largest remainder, so that they add up
/// to it exactly. Nothing to share gives zeros.
pub fn percentages(values: &[i64], whole: i64) -> Vec<i64> {
    let sum: i128 = values.iter().map(|v| i128::from(*v)).sum();
    if sum <= 0 {
        return vec![0; values.len()];
    }
    let exact = |v: i64| i128::from(v) * i128::from(whole);
    let mut shares: Vec<i64> = values.iter().map(|v| (exact(*v) / sum) as i64).collect();
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by_key(|at| (-(exact(values[*at]) % sum), *at));
    let short = whole - shares.iter().sum::<i64>();
    for at in order.into_iter().take(usize::try_from(short).unwrap_or(0)) {
        shares[at] += 1;
    }
    shares
}

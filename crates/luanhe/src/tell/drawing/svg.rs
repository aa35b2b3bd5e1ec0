//! A drawing as SVG: no script, no font of its own, sizes by its view box.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::{Anchor, Color, Drawing, Fill, Label, PAPER, Shape, Stroke};

const FONTS: &str = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei',\
    'PingFang SC','Hiragino Sans GB',sans-serif";

/// The drawing as one `<svg>` element. `id` is unique on the page.
pub fn svg(drawing: &Drawing, id: &str) -> String {
    let (width, height) = (short(drawing.width), short(drawing.height));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" \
         font-family=\"{FONTS}\">\
         <title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        escaped(&drawing.title),
        escaped(&drawing.description),
    );
    let mut hatched = BTreeSet::new();
    hatches(&drawing.shapes, &mut hatched);
    if !hatched.is_empty() {
        out.push_str("<defs>");
        for color in hatched {
            let _infallible = write!(
                out,
                "<pattern id=\"{id}-{color:06x}\" width=\"5\" height=\"5\" \
                 patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
                 <path d=\"M0 0H5V5H0z\" fill=\"#fff\"/>\
                 <path d=\"M1 0V5\" stroke=\"#{color:06x}\" stroke-width=\"1.3\"/></pattern>"
            );
        }
        out.push_str("</defs>");
    }
    set_all(&mut out, &drawing.shapes, id);
    out.push_str("</svg>");
    out
}

fn hatches(shapes: &[Shape], found: &mut BTreeSet<u32>) {
    for shape in shapes {
        match shape {
            Shape::Area { fill: Fill::Hatched(color), .. }
            | Shape::Circle { fill: Fill::Hatched(color), .. } => {
                found.insert(color.0);
            }
            Shape::Link { shapes, .. } => hatches(shapes, found),
            Shape::Area { .. } | Shape::Circle { .. } | Shape::Line { .. } | Shape::Label(_) => {}
        }
    }
}

/// Sets shapes in order; neighbouring lines of one stroke become one path, as on maps they are many.
fn set_all(out: &mut String, shapes: &[Shape], id: &str) {
    let alike = |a: &Shape, b: &Shape| match (a, b) {
        (Shape::Line { stroke: a, .. }, Shape::Line { stroke: b, .. }) => a == b,
        _ => false,
    };
    for group in shapes.chunk_by(alike) {
        match group {
            [Shape::Line { stroke, .. }, _, ..] => lines(out, group, *stroke),
            _ => group.iter().for_each(|shape| set(out, shape, id)),
        }
    }
}

fn lines(out: &mut String, shapes: &[Shape], stroke: Stroke) {
    out.push_str("<path d=\"");
    for shape in shapes {
        if let Shape::Line { points, .. } = shape {
            out.push_str(&path(points, false));
        }
    }
    let _infallible = write!(out, "\" fill=\"none\"{}/>", stroke_of(stroke));
}

fn set(out: &mut String, shape: &Shape, id: &str) {
    match shape {
        Shape::Area { rings, fill, edge } => {
            out.push_str("<path d=\"");
            for ring in rings {
                out.push_str(&path(ring, true));
            }
            out.push('"');
            out.push_str(&fill_of(*fill, id));
            out.push_str(&edge.map_or_else(String::new, stroke_of));
            out.push_str("/>");
        }
        Shape::Line { stroke, .. } => lines(out, std::slice::from_ref(shape), *stroke),
        Shape::Circle { at, radius, fill, edge } => {
            let (x, y, r) = (short(at.0), short(at.1), short(*radius));
            let (fill, edge) = (fill_of(*fill, id), edge.map_or_else(String::new, stroke_of));
            let _infallible = write!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"{fill}{edge}/>");
        }
        Shape::Label(label) => text(out, label),
        Shape::Link { href, title, shapes } => {
            let _infallible =
                write!(out, "<a href=\"{}\"><title>{}</title>", escaped(href), escaped(title));
            set_all(out, shapes, id);
            out.push_str("</a>");
        }
    }
}

fn text(out: &mut String, label: &Label) {
    let anchor = match label.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let bold = if label.bold { " font-weight=\"bold\"" } else { "" };
    let halo = if label.halo {
        " stroke=\"#fff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\""
    } else {
        ""
    };
    let _infallible = write!(
        out,
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"{anchor}{bold}{halo}>{}</text>",
        short(label.at.0),
        short(label.at.1),
        short(label.size),
        label.color.hex(),
        escaped(&label.text),
    );
}

fn fill_of(fill: Fill, id: &str) -> String {
    match fill {
        Fill::None => " fill=\"none\"".to_string(),
        Fill::Solid(PAPER) => " fill=\"#fff\"".to_string(),
        Fill::Solid(color) => format!(" fill=\"{}\"", color.hex()),
        Fill::Hatched(Color(color)) => format!(" fill=\"url(#{id}-{color:06x})\""),
    }
}

fn stroke_of(stroke: Stroke) -> String {
    let dash = match stroke.dash {
        Some((on, off)) => format!(" stroke-dasharray=\"{} {}\"", short(on), short(off)),
        None => String::new(),
    };
    let (color, width) = (stroke.color.hex(), short(stroke.width));
    format!(" stroke=\"{color}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"{dash}")
}

/// Path data in tenths of a pixel, relative, which is the shortest.
fn path(points: &[(f64, f64)], closed: bool) -> String {
    let tenths = |v: f64| (v * 10.0).round() as i64;
    let mut out = String::new();
    let mut at = (0, 0);
    for (index, &(x, y)) in points.iter().enumerate() {
        let (x, y) = (tenths(x), tenths(y));
        let step = (x - at.0, y - at.1);
        if index > 0 && step == (0, 0) {
            continue;
        }
        let word = match index {
            0 => "M",
            1 => "l",
            _ => "",
        };
        out.push_str(word);
        push_tenths(&mut out, step.0);
        push_tenths(&mut out, step.1);
        at = (x, y);
    }
    if closed {
        out.push('z');
    }
    out
}

/// A number of tenths, with a space before it where the one before would run into it. A map has
/// tens of thousands of them, so they are not set by way of floating point.
fn push_tenths(out: &mut String, tenths: i64) {
    if tenths < 0 {
        out.push('-');
    } else if out.ends_with(|c: char| c.is_ascii_digit()) {
        out.push(' ');
    }
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    let _infallible =
        if tenth == 0 { write!(out, "{whole}") } else { write!(out, "{whole}.{tenth}") };
}

/// At most two decimals, none where there is nothing to say, and no zero before the point's place.
fn short(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_string() } else { text.to_string() }
}

/// Text for XML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{path, short};

    #[test]
    fn paths_are_short() {
        let square = [(10.0, 20.0), (30.0, 20.0), (30.0, 44.44), (10.0, 44.44)];
        assert_eq!(path(&square, true), "M10 20l20 0 0 24.4-20 0z");
        assert_eq!(short(-0.001), "0");
        assert_eq!(short(12.50), "12.5");
    }
}

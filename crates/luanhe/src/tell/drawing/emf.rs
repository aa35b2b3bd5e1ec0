//! A drawing as an enhanced metafile (MS-EMF): word processors that do not know SVG show it
//! instead, still as shapes and searchable text in the reader's own fonts.

use super::{Anchor, Color, Drawing, Fill, Label, PAPER, Shape, Stroke, width};

/// Logical units in a pixel; 16-bit coordinates then reach 3,200 pixels.
const UNITS: f64 = 10.0;
const FACE: &str = "Microsoft YaHei";

const NULL_PEN: u32 = 0x8000_0008;
const NULL_BRUSH: u32 = 0x8000_0005;
const WHITE_BRUSH: u32 = 0x8000_0000;

/// The one handle that our own pens, brushes and fonts take in turn.
const HANDLE: u32 = 1;

pub fn emf(drawing: &Drawing) -> Vec<u8> {
    let mut out = Writer { bytes: vec![0; 108], records: 1 };
    let (w, h) = (units(drawing.width), units(drawing.height));
    let device = |v: f64| v.round() as i32;
    out.numbers(17, &[8]);
    out.numbers(10, &[0, 0]);
    out.numbers(9, &[w, h]);
    out.numbers(12, &[0, 0]);
    out.numbers(11, &[device(drawing.width), device(drawing.height)]);
    out.numbers(18, &[1]);
    out.numbers(19, &[1]);
    for shape in &drawing.shapes {
        out.shape(shape);
    }
    out.numbers(14, &[0, 16, 20]);
    out.headed(drawing)
}

fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round() as i32
}

/// A colour as Windows has it: 0x00BBGGRR.
fn colorref(Color(rgb): Color) -> u32 {
    ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)
}

struct Writer {
    bytes: Vec<u8>,
    records: u32,
}

impl Writer {
    fn record(&mut self, kind: u32, body: &[u8]) {
        let padded = body.len().next_multiple_of(4);
        self.bytes.extend(kind.to_le_bytes());
        self.bytes.extend((padded as u32 + 8).to_le_bytes());
        self.bytes.extend(body);
        self.bytes.resize(self.bytes.len() + padded - body.len(), 0);
        self.records += 1;
    }

    fn numbers(&mut self, kind: u32, numbers: &[i32]) {
        let body: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
        self.record(kind, &body);
    }

    fn words(&mut self, kind: u32, words: &[u32]) {
        let body: Vec<u8> = words.iter().flat_map(|n| n.to_le_bytes()).collect();
        self.record(kind, &body);
    }

    fn select(&mut self, handle: u32) {
        self.words(37, &[handle]);
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            // Programs draw a metafile's own hatches coarsely or not at all: ours are lines.
            Shape::Area { rings, fill: Fill::Hatched(color), edge } => {
                let fill = Fill::Solid(PAPER);
                self.shape(&Shape::Area { rings: rings.clone(), fill, edge: *edge });
                for line in hatch(rings) {
                    let stroke = Stroke::new(*color, 1.0);
                    self.shape(&Shape::Line { points: line.to_vec(), stroke });
                }
            }
            Shape::Area { rings, fill, edge } => self.painted(*fill, *edge, |out| {
                let ends: Vec<u8> =
                    rings.iter().flat_map(|r| (r.len() as u32).to_le_bytes()).collect();
                let points: Vec<(f64, f64)> = rings.concat();
                let mut body = bounds(&points);
                body.extend((rings.len() as u32).to_le_bytes());
                body.extend((points.len() as u32).to_le_bytes());
                body.extend(ends);
                body.extend(short_points(&points));
                out.record(91, &body);
            }),
            Shape::Line { points, stroke } => self.painted(Fill::None, Some(*stroke), |out| {
                let mut body = bounds(points);
                body.extend((points.len() as u32).to_le_bytes());
                body.extend(short_points(points));
                out.record(87, &body);
            }),
            Shape::Circle { at, radius, fill, edge } => self.painted(*fill, *edge, |out| {
                let (x, y, r) = (at.0, at.1, *radius);
                out.numbers(42, &[units(x - r), units(y - r), units(x + r), units(y + r)]);
            }),
            Shape::Label(label) => self.label(label),
            Shape::Link { shapes, .. } => shapes.iter().for_each(|shape| self.shape(shape)),
        }
    }

    fn painted(&mut self, fill: Fill, edge: Option<Stroke>, draw: impl FnOnce(&mut Writer)) {
        match edge {
            Some(stroke) => {
                let style = if stroke.dash.is_some() { 1 } else { 0 };
                let width = units(stroke.width) as u32;
                self.words(38, &[HANDLE, style, width, 0, colorref(stroke.color)]);
                self.select(HANDLE);
            }
            None => self.select(NULL_PEN),
        }
        match fill {
            Fill::None => self.select(NULL_BRUSH),
            Fill::Solid(color) | Fill::Hatched(color) => {
                self.words(39, &[HANDLE + 1, 0, colorref(color), 0]);
                self.select(HANDLE + 1);
            }
        }
        draw(self);
        self.select(NULL_PEN);
        self.select(WHITE_BRUSH);
        if edge.is_some() {
            self.words(40, &[HANDLE]);
        }
        if fill != Fill::None {
            self.words(40, &[HANDLE + 1]);
        }
    }

    fn label(&mut self, label: &Label) {
        self.font(label.size, label.bold);
        let align = match label.anchor {
            Anchor::Start => 24,
            Anchor::End => 24 + 2,
            Anchor::Middle => 24 + 6,
        };
        self.words(22, &[align]);
        self.words(24, &[colorref(label.color)]);
        let letters: Vec<u16> = label.text.encode_utf16().collect();
        let mut body = vec![0u8; 16];
        body.extend(1u32.to_le_bytes());
        body.extend(1f32.to_le_bytes());
        body.extend(1f32.to_le_bytes());
        body.extend(units(label.at.0).to_le_bytes());
        body.extend(units(label.at.1).to_le_bytes());
        let advances = 76 + (letters.len() * 2).next_multiple_of(4);
        body.extend((letters.len() as u32).to_le_bytes());
        body.extend(76u32.to_le_bytes());
        body.extend(0u32.to_le_bytes());
        body.extend([0; 16]);
        body.extend((advances as u32).to_le_bytes());
        body.extend(letters.iter().flat_map(|l| l.to_le_bytes()));
        body.resize(advances - 8, 0);
        for letter in label.text.chars() {
            let advance = units(width(letter.encode_utf8(&mut [0; 4]), label.size));
            body.extend(advance.to_le_bytes());
            // A character outside the basic plane is two units, of which the second is no step.
            if letter.len_utf16() == 2 {
                body.extend(0u32.to_le_bytes());
            }
        }
        self.record(84, &body);
        self.words(40, &[HANDLE]);
    }

    fn font(&mut self, size: f64, bold: bool) {
        let mut body = Vec::new();
        body.extend(HANDLE.to_le_bytes());
        body.extend((-units(size)).to_le_bytes());
        body.extend([0; 12]);
        body.extend((if bold { 700u32 } else { 400 }).to_le_bytes());
        // Not italic, underlined or struck; character set by default, any precision.
        body.extend([0, 0, 0, 1, 0, 0, 0, 0]);
        body.extend(FACE.encode_utf16().flat_map(u16::to_le_bytes));
        body.resize(4 + 320, 0);
        self.record(82, &body);
        self.select(HANDLE);
    }

    fn headed(mut self, drawing: &Drawing) -> Vec<u8> {
        let (w, h) = (drawing.width.round() as i32, drawing.height.round() as i32);
        // Frame in hundredths of a millimetre, at 96 pixels to the inch.
        let frame = |pixels: f64| (pixels * 2540.0 / 96.0).round() as i32;
        let mut head: Vec<u8> = Vec::new();
        for number in [1, 108, 0, 0, w, h, 0, 0, frame(drawing.width), frame(drawing.height)] {
            head.extend(number.to_le_bytes());
        }
        head.extend(b" EMF");
        head.extend(0x1_0000u32.to_le_bytes());
        head.extend((self.bytes.len() as u32).to_le_bytes());
        head.extend(self.records.to_le_bytes());
        head.extend(3u16.to_le_bytes());
        head.extend([0; 14]);
        // A reference device of 1920 × 1080 pixels and 508 × 286 mm: 96 pixels to the inch.
        for number in [1920i32, 1080, 508, 286] {
            head.extend(number.to_le_bytes());
        }
        head.resize(108, 0);
        self.bytes[..108].copy_from_slice(&head);
        self.bytes
    }
}

/// Pixels between the lines of a hatch, across them.
const HATCH: f64 = 5.0;

/// Diagonal lines inside the rings: where each crosses the outline it begins and ends in turn.
fn hatch(rings: &[Vec<(f64, f64)>]) -> Vec<[(f64, f64); 2]> {
    // Along and across the diagonal.
    let turn = |(x, y): (f64, f64)| (x + y, x - y);
    let back = |along: f64, across: f64| ((along + across) / 2.0, (along - across) / 2.0);
    let step = HATCH * std::f64::consts::SQRT_2;
    let rings: Vec<Vec<(f64, f64)>> =
        rings.iter().map(|ring| ring.iter().map(|point| turn(*point)).collect()).collect();
    let across = || rings.iter().flatten().map(|point| point.1);
    let (low, high) = (across().fold(f64::MAX, f64::min), across().fold(f64::MIN, f64::max));
    let mut lines = Vec::new();
    let mut at = (low / step).ceil() * step;
    while at < high {
        let mut crossings: Vec<f64> = Vec::new();
        for ring in &rings {
            for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                if (a.1 > at) != (b.1 > at) {
                    crossings.push(a.0 + (b.0 - a.0) * (at - a.1) / (b.1 - a.1));
                }
            }
        }
        crossings.sort_by(f64::total_cmp);
        let pairs = crossings.chunks_exact(2);
        lines.extend(pairs.map(|pair| [back(pair[0], at), back(pair[1], at)]));
        at += step;
    }
    lines
}

fn bounds(points: &[(f64, f64)]) -> Vec<u8> {
    let low = |f: fn(&(f64, f64)) -> f64| points.iter().map(f).fold(f64::MAX, f64::min);
    let high = |f: fn(&(f64, f64)) -> f64| points.iter().map(f).fold(f64::MIN, f64::max);
    let edges = [low(|p| p.0), low(|p| p.1), high(|p| p.0), high(|p| p.1)];
    edges.iter().flat_map(|v| units(*v).to_le_bytes()).collect()
}

fn short_points(points: &[(f64, f64)]) -> Vec<u8> {
    let short = |v: f64| units(v).clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16;
    points
        .iter()
        .flat_map(|(x, y)| [short(*x).to_le_bytes(), short(*y).to_le_bytes()].concat())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::hatch;

    #[test]
    fn hatches_stay_inside() {
        let square = vec![vec![(0.0, 0.0), (20.0, 0.0), (20.0, 20.0), (0.0, 20.0)]];
        let lines = hatch(&square);
        assert_eq!(lines.len(), 5);
        let inside = |v: f64| (-1e-9..=20.0 + 1e-9).contains(&v);
        assert!(lines.iter().flatten().all(|(x, y)| inside(*x) && inside(*y)), "{lines:?}");
    }
}

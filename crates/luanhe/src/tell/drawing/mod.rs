//! Drawings: charts and maps as shapes. The page and the report show the same shapes, as SVG and,
//! for word processors that do not know SVG, as an enhanced metafile.

mod emf;
mod palette;
mod svg;
mod width;

pub use emf::emf;
pub use palette::{AMBER, Color, INK, LINE, MUTED, PAPER, SERIES, ramp};
pub use svg::{escaped, svg};
pub use width::{fitted, width, wrapped};

/// Shapes on a white ground; pixels, y downwards.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    pub width: f64,
    pub height: f64,
    /// What it shows, and what can be read from it, for those who hear it.
    pub title: String,
    pub description: String,
    pub shapes: Vec<Shape>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Area { rings: Vec<Vec<(f64, f64)>>, fill: Fill, edge: Option<Stroke> },
    Line { points: Vec<(f64, f64)>, stroke: Stroke },
    Circle { at: (f64, f64), radius: f64, fill: Fill, edge: Option<Stroke> },
    Label(Label),
    Link { href: String, title: String, shapes: Vec<Shape> },
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fill {
    None,
    Solid(Color),
    /// Diagonal lines on white: what is missing, or a part that must not be taken for a total.
    Hatched(Color),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    pub color: Color,
    pub width: f64,
    /// Dash and gap; `None`: a whole line.
    pub dash: Option<(f64, f64)>,
}

impl Stroke {
    pub const fn new(color: Color, width: f64) -> Stroke {
        Stroke { color, width, dash: None }
    }
}

/// A line of text; `at` is its baseline at the anchor.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    pub at: (f64, f64),
    pub anchor: Anchor,
    pub size: f64,
    pub bold: bool,
    pub color: Color,
    /// A white rim, so that it reads over lines.
    pub halo: bool,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Label {
    pub fn new(x: f64, baseline: f64, size: f64, text: impl Into<String>) -> Label {
        Label {
            at: (x, baseline),
            anchor: Anchor::Start,
            size,
            bold: false,
            color: INK,
            halo: false,
            text: text.into(),
        }
    }

    pub fn middle(self) -> Label {
        Label { anchor: Anchor::Middle, ..self }
    }

    pub fn end(self) -> Label {
        Label { anchor: Anchor::End, ..self }
    }

    pub fn bold(self) -> Label {
        Label { bold: true, ..self }
    }

    pub fn color(self, color: Color) -> Label {
        Label { color, ..self }
    }

    pub fn halo(self) -> Label {
        Label { halo: true, ..self }
    }

    /// Left, top, right, bottom.
    pub fn bounds(&self) -> (f64, f64, f64, f64) {
        let wide = width(&self.text, self.size);
        let left = match self.anchor {
            Anchor::Start => self.at.0,
            Anchor::Middle => self.at.0 - wide / 2.0,
            Anchor::End => self.at.0 - wide,
        };
        (left, self.at.1 - 0.88 * self.size, left + wide, self.at.1 + 0.12 * self.size)
    }
}

impl Drawing {
    pub fn new(width: f64) -> Drawing {
        Drawing {
            width,
            height: 0.0,
            title: String::new(),
            description: String::new(),
            shapes: Vec::new(),
        }
    }

    pub fn add(&mut self, shape: Shape) {
        self.shapes.push(shape);
    }

    pub fn label(&mut self, label: Label) {
        self.shapes.push(Shape::Label(label));
    }

    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        self.shapes.push(Shape::Line { points: vec![from, to], stroke });
    }

    pub fn bar(&mut self, corner: (f64, f64), size: (f64, f64), fill: Fill) {
        self.shapes.push(bar(corner, size, fill));
    }

    /// Whether a label lies on no other so far, and between the sides.
    pub fn has_room(&self, label: &Label) -> bool {
        let (left, top, right, bottom) = label.bounds();
        let apart = |other: &&Label| {
            let (l, t, r, b) = other.bounds();
            left >= r || l >= right || top >= b || t >= bottom
        };
        left >= 0.0 && right <= self.width && self.labels().iter().all(apart)
    }

    /// A label that may be left out where there is no room; its value stands elsewhere too.
    pub fn label_if_room(&mut self, label: Label) {
        if self.has_room(&label) {
            self.label(label);
        }
    }

    /// All labels, those inside links too.
    pub fn labels(&self) -> Vec<&Label> {
        let mut found = Vec::new();
        labels(&self.shapes, &mut found);
        found
    }
}

/// A rectangle; hatched ones get an edge, since their ground is the paper's.
pub fn bar((x, y): (f64, f64), (w, h): (f64, f64), fill: Fill) -> Shape {
    let (left, right) = if w < 0.0 { (x + w, x) } else { (x, x + w) };
    let edge = match fill {
        Fill::Hatched(color) => Some(Stroke::new(color, 0.8)),
        Fill::None | Fill::Solid(_) => None,
    };
    Shape::Area {
        rings: vec![vec![(left, y), (right, y), (right, y + h), (left, y + h)]],
        fill,
        edge,
    }
}

fn labels<'a>(shapes: &'a [Shape], found: &mut Vec<&'a Label>) {
    for shape in shapes {
        match shape {
            Shape::Label(label) => found.push(label),
            Shape::Link { shapes, .. } => labels(shapes, found),
            Shape::Area { .. } | Shape::Line { .. } | Shape::Circle { .. } => {}
        }
    }
}

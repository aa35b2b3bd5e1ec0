//! A map as shapes: counties, borders by rank, names where they fit, legend, source lines.

use super::boundaries::{Arc, Border, County, arcs, counties, index};
use super::classes::{Classes, classes};
use super::project::{Fit, thinned};
use super::{Area, BOUNDARY_SOURCE, Map, Place};
use crate::base::{Lang, say};
use crate::tell::chart::Title;
use crate::tell::document::missing;
use crate::tell::drawing::{
    Color, Drawing, Fill, INK, LINE, Label, MUTED, PAPER, Shape, Stroke, bar, ramp, width, wrapped,
};

const TITLE: f64 = 16.0;
const TEXT: f64 = 13.0;
const SMALL: f64 = 12.0;
const CLASSES: usize = 5;
/// Pixels by which a drawn border may leave the true one.
const THIN: f64 = 0.7;
const HATCH: Color = Color(0x8a949c);

pub fn map(map: &Map, wide: f64, title: Title, lang: Lang) -> Drawing {
    let mut drawing = Drawing::new(wide);
    drawing.title = map.title.to(lang).to_string();
    drawing.description = described(map, lang);
    if title == Title::Drawn {
        for line in wrapped(map.title.to(lang), TITLE, wide) {
            drawing.height += TITLE * 1.35;
            drawing.label(Label::new(0.0, drawing.height - 4.0, TITLE, line).bold());
        }
    }
    let values: Vec<i64> = map.places.iter().filter_map(|p| p.value.number()).collect();
    let classes = classes(&values, CLASSES);
    let sheet = Sheet::of(&map.area, (wide, drawing.height + 4.0));
    borders(&mut drawing, &sheet, &[Border::County]);
    for place in &map.places {
        place_shapes(&mut drawing, &sheet, (map, place), classes.as_ref(), lang);
    }
    borders(&mut drawing, &sheet, &[Border::Prefecture, Border::Province, Border::Outer]);
    names(&mut drawing, &sheet, map, classes.as_ref(), lang);
    drawing.height = sheet.bottom + 6.0;
    legend(&mut drawing, map, classes.as_ref(), lang);
    for line in [map.source.to(lang), BOUNDARY_SOURCE.to(lang)] {
        for line in wrapped(line, SMALL, wide) {
            drawing.height += SMALL * 1.45;
            drawing.label(Label::new(0.0, drawing.height - 4.0, SMALL, line).color(MUTED));
        }
    }
    drawing.height = (drawing.height + 2.0).ceil();
    drawing
}

/// The part of the land that is shown, in pixels, thinned to what can be seen.
struct Sheet<'a> {
    inside: &'a str,
    fit: Fit,
    /// By arc; empty where it is not shown.
    lines: Vec<Vec<(f64, f64)>>,
    bottom: f64,
}

impl Sheet<'_> {
    fn of(area: &Area, (wide, top): (f64, f64)) -> Sheet<'_> {
        let inside = match area {
            Area::JingJinJi => "",
            Area::Inside(code) => code.prefix(),
        };
        let shown =
            |arc: &Arc| arc.sides.iter().any(|side| counties()[*side].code.starts_with(inside));
        let (mut low, mut high) = ((f64::MAX, f64::MAX), (f64::MIN, f64::MIN));
        for (x, y) in arcs().iter().filter(|arc| shown(arc)).flat_map(|arc| &arc.points) {
            low = (low.0.min(*x), low.1.min(*y));
            high = (high.0.max(*x), high.1.max(*y));
        }
        let fit = Fit::new(low, high, (wide - 2.0, wide * 1.18), (1.0, top));
        let bottom = top + fit.height;
        let in_pixels = |arc: &Arc| {
            let points = if shown(arc) { &arc.points[..] } else { &[] };
            let pixels: Vec<(f64, f64)> = points.iter().map(|point| fit.at(*point)).collect();
            thinned(&pixels, THIN)
        };
        let lines = arcs().iter().map(in_pixels).collect();
        Sheet { inside, fit, lines, bottom }
    }

    fn shows(&self, county: &County) -> bool {
        county.code.starts_with(self.inside)
    }

    fn rings(&self, county: &County) -> Vec<Vec<(f64, f64)>> {
        county.rings.iter().map(|ring| self.ring(ring)).collect()
    }

    fn ring(&self, arcs: &[i32]) -> Vec<(f64, f64)> {
        let mut points: Vec<(f64, f64)> = Vec::new();
        for arc in arcs {
            let line = self.lines[index(*arc)].iter().copied();
            // Each arc begins where the one before it ended.
            if *arc < 0 {
                points.extend(line.rev().skip(usize::from(!points.is_empty())));
            } else {
                points.extend(line.skip(usize::from(!points.is_empty())));
            }
        }
        points.pop();
        points
    }

    /// Whether an arc borders a place that is shown, and there divides it from what is not.
    fn rank(&self, arc: &Arc) -> Option<Border> {
        let counties = counties();
        match arc.sides.iter().filter(|side| self.shows(&counties[**side])).count() {
            0 => None,
            1 => Some(Border::Outer),
            _ => Some(arc.border),
        }
    }
}

fn place_shapes(
    drawing: &mut Drawing,
    sheet: &Sheet,
    (map, place): (&Map, &Place),
    classes: Option<&Classes>,
    lang: Lang,
) {
    let county = counties().iter().find(|c| c.code == place.region.as_str());
    let Some(county) = county.filter(|county| sheet.shows(county)) else { return };
    let edge = Some(Stroke::new(PAPER, 0.9));
    let shape = Shape::Area { rings: sheet.rings(county), fill: fill(place, classes), edge };
    match place.value.figure() {
        Some(figure) => {
            let shown = map.scale.shown(figure.value, lang);
            let title = format!("{} {shown}", place.name.to(lang));
            let (href, shapes) = (figure.rows_url.clone(), vec![shape]);
            drawing.add(Shape::Link { href, title, shapes });
        }
        None => drawing.add(shape),
    }
}

fn fill(place: &Place, classes: Option<&Classes>) -> Fill {
    match (place.value.number(), classes) {
        (Some(value), Some(classes)) => Fill::Solid(ramp(classes.upper.len())[classes.of(value)]),
        _ => Fill::Hatched(HATCH),
    }
}

/// The borders of these ranks. Counties without a part in the question stay white.
fn borders(drawing: &mut Drawing, sheet: &Sheet, ranks: &[Border]) {
    for rank in ranks {
        let stroke = match rank {
            Border::County => Stroke::new(LINE, 0.8),
            Border::Prefecture => Stroke::new(MUTED, 0.7),
            Border::Province | Border::Outer => Stroke::new(MUTED, 1.3),
        };
        for (arc, line) in arcs().iter().zip(&sheet.lines) {
            if sheet.rank(arc) == Some(*rank) {
                drawing.add(Shape::Line { points: line.clone(), stroke });
            }
        }
    }
}

/// Names and values of places, the greatest first, each only where it stands inside its county and
/// touches no other.
fn names(drawing: &mut Drawing, sheet: &Sheet, map: &Map, classes: Option<&Classes>, lang: Lang) {
    let mut taken: Vec<(f64, f64, f64, f64)> = Vec::new();
    for place in &map.places {
        let county = counties().iter().find(|c| c.code == place.region.as_str());
        let Some(county) = county.filter(|county| sheet.shows(county)) else { continue };
        let (x, y) = sheet.fit.at(county.label);
        let ink = match fill(place, classes) {
            Fill::Solid(color) => color.ink(),
            Fill::Hatched(_) | Fill::None => INK,
        };
        let rings = sheet.rings(county);
        for lines in offers(place, map, lang) {
            let tall = SMALL * 1.2;
            let top = y - tall * lines.len() as f64 / 2.0;
            let labels: Vec<Label> = lines
                .into_iter()
                .enumerate()
                .map(|(at, line)| {
                    let baseline = top + tall * at as f64 + SMALL * 0.96;
                    let label = Label::new(x, baseline, SMALL, line).middle().color(ink);
                    if ink == INK { label.halo() } else { label }
                })
                .collect();
            let free = |label: &Label| {
                let bounds = label.bounds();
                inside(&rings, bounds) && !taken.iter().any(|other| touch(*other, bounds))
            };
            if labels.iter().all(free) {
                taken.extend(labels.iter().map(Label::bounds));
                labels.into_iter().for_each(|label| drawing.label(label));
                break;
            }
        }
    }
}

/// What may be written on a county, the fullest first: name and value, name alone, name in two
/// lines, its first two characters (as atlases shorten 丰宁满族自治县).
fn offers(place: &Place, map: &Map, lang: Lang) -> Vec<Vec<String>> {
    let name = place.name.to(lang).to_string();
    let value = place.value.shown(Some(map.scale), lang);
    let mut offers = vec![vec![name.clone(), value.clone()], vec![name.clone()]];
    let halves = wrapped(&name, SMALL, width(&name, SMALL) * 0.62);
    // Chinese may break anywhere, Latin only between words.
    let whole = lang == Lang::Zh || name.contains(' ');
    if halves.len() == 2 && whole {
        let [first, second] = [halves[0].clone(), halves[1].clone()];
        offers.insert(1, vec![first.clone(), second.clone(), value.clone()]);
        offers.push(vec![first, second]);
    }
    if lang == Lang::Zh && name.chars().count() > 3 {
        let short: String = name.chars().take(2).collect();
        offers.push(vec![short.clone(), value]);
        offers.push(vec![short]);
    }
    offers
}

fn touch(a: (f64, f64, f64, f64), b: (f64, f64, f64, f64)) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

/// Whether the box's corners and the middles of its long sides lie inside.
fn inside(rings: &[Vec<(f64, f64)>], (left, top, right, bottom): (f64, f64, f64, f64)) -> bool {
    let middle = (left + right) / 2.0;
    [left, middle, right].into_iter().all(|x| within(rings, (x, top)) && within(rings, (x, bottom)))
}

fn within(rings: &[Vec<(f64, f64)>], (x, y): (f64, f64)) -> bool {
    let mut within = false;
    for ring in rings {
        let ends = ring.iter().zip(ring.iter().cycle().skip(1));
        for (a, b) in ends {
            if (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0 {
                within = !within;
            }
        }
    }
    within
}

fn legend(drawing: &mut Drawing, map: &Map, classes: Option<&Classes>, lang: Lang) {
    let word = map.scale.word();
    let unit = say!("单位：{}", "Unit: {}", word.to(lang));
    drawing.height += SMALL * 1.5;
    drawing.label(Label::new(0.0, drawing.height - 4.0, SMALL, unit.to(lang)).color(MUTED));
    let mut keys: Vec<(Fill, String)> = Vec::new();
    if let Some(classes) = classes {
        let colors = ramp(classes.upper.len());
        let mut from = classes.low;
        for (class, upper) in classes.upper.iter().enumerate() {
            let (low, high) = (map.scale.number(from, lang), map.scale.number(*upper, lang));
            let range = if low == high { high } else { format!("{low}–{high}") };
            keys.push((Fill::Solid(colors[class]), range));
            let above = map.places.iter().filter_map(|p| p.value.number()).filter(|v| v > upper);
            from = above.min().unwrap_or(*upper);
        }
    }
    if map.places.iter().any(|place| place.value.number().is_none()) {
        keys.push((Fill::Hatched(HATCH), missing().to(lang).to_string()));
    }
    let mut x = 0.0;
    drawing.height += TEXT * 1.6;
    for (fill, words) in keys {
        let wide = 24.0 + 6.0 + width(&words, SMALL) + 16.0;
        if x > 0.0 && x + wide - 16.0 > drawing.width {
            x = 0.0;
            drawing.height += TEXT * 1.6;
        }
        let baseline = drawing.height - 5.0;
        drawing.add(bar((x, baseline - 11.0), (24.0, 13.0), fill));
        drawing.label(Label::new(x + 30.0, baseline, SMALL, words));
        x += wide;
    }
    drawing.height += 6.0;
}

fn described(map: &Map, lang: Lang) -> String {
    let word = map.scale.word();
    let values: Vec<String> = map
        .places
        .iter()
        .map(|p| format!("{} {}", p.name.to(lang), p.value.shown(Some(map.scale), lang)))
        .collect();
    match lang {
        Lang::Zh => format!("单位：{}。{}。", word.zh, values.join("；")),
        Lang::En => format!("Unit: {}. {}.", word.en, values.join("; ")),
    }
}

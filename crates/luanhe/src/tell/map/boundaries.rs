//! The counties' boundaries, read once from the file that is built into the program.

use std::sync::OnceLock;

use serde::Deserialize;

use super::project::albers;

const TOPOLOGY: &[u8] = include_bytes!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../data/boundaries/jjj_counties.topojson"
));

pub struct County {
    pub code: String,
    /// Where a name has most room, on the equal-area plane.
    pub label: (f64, f64),
    /// Rings of arcs; `!n` (negative) is arc n backwards.
    pub rings: Vec<Vec<i32>>,
}

/// A line between counties, which both share.
pub struct Arc {
    /// On the equal-area plane.
    pub points: Vec<(f64, f64)>,
    /// The counties on its two sides, by their place in `counties()`; one on the outer border.
    pub sides: Vec<usize>,
    pub border: Border,
}

/// What an arc divides, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Border {
    County,
    Prefecture,
    Province,
    Outer,
}

pub fn counties() -> &'static [County] {
    &known().0
}

pub fn arcs() -> &'static [Arc] {
    &known().1
}

fn known() -> &'static (Vec<County>, Vec<Arc>) {
    static KNOWN: OnceLock<(Vec<County>, Vec<Arc>)> = OnceLock::new();
    KNOWN.get_or_init(|| read(TOPOLOGY).expect("the boundaries that are built in"))
}

#[derive(Deserialize)]
struct Topology {
    transform: Transform,
    objects: Objects,
    arcs: Vec<Vec<(i32, i32)>>,
}

#[derive(Deserialize)]
struct Transform {
    scale: (f64, f64),
    translate: (f64, f64),
}

#[derive(Deserialize)]
struct Objects {
    counties: Collection,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    properties: Properties,
    arcs: Vec<Vec<Vec<i32>>>,
}

#[derive(Deserialize)]
struct Properties {
    code: String,
    label: (f64, f64),
}

fn read(bytes: &[u8]) -> serde_json::Result<(Vec<County>, Vec<Arc>)> {
    let topology: Topology = serde_json::from_slice(bytes)?;
    let Transform { scale, translate } = topology.transform;
    let plane = |x: f64, y: f64| albers((x * scale.0 + translate.0, y * scale.1 + translate.1));
    let counties: Vec<County> = topology
        .objects
        .counties
        .geometries
        .into_iter()
        .map(|geometry| County {
            code: geometry.properties.code,
            label: plane(geometry.properties.label.0, geometry.properties.label.1),
            rings: geometry.arcs.into_iter().flatten().collect(),
        })
        .collect();
    let sides = sides(&counties, topology.arcs.len());
    let arcs = topology
        .arcs
        .into_iter()
        .zip(sides)
        .map(|(steps, sides)| {
            let mut at = (0, 0);
            let points = steps
                .into_iter()
                .map(|(x, y)| {
                    at = (at.0 + x, at.1 + y);
                    plane(f64::from(at.0), f64::from(at.1))
                })
                .collect();
            let border = border(&counties, &sides);
            Arc { points, sides, border }
        })
        .collect();
    Ok((counties, arcs))
}

fn sides(counties: &[County], arcs: usize) -> Vec<Vec<usize>> {
    let mut sides = vec![Vec::new(); arcs];
    for (at, county) in counties.iter().enumerate() {
        for arc in county.rings.iter().flatten() {
            sides[index(*arc)].push(at);
        }
    }
    sides
}

/// What lies between two counties, from their codes.
fn border(counties: &[County], sides: &[usize]) -> Border {
    match sides {
        [a, b] => {
            let (a, b) = (&counties[*a].code, &counties[*b].code);
            match (a[..2] == b[..2], a[..4] == b[..4]) {
                (false, _) => Border::Province,
                (true, false) => Border::Prefecture,
                (true, true) => Border::County,
            }
        }
        _ => Border::Outer,
    }
}

/// The arc that a ring's number means, whichever way it runs.
pub fn index(arc: i32) -> usize {
    usize::try_from(if arc < 0 { !arc } else { arc }).expect("not negative")
}

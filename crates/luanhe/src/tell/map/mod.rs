//! Maps of counties coloured by value. The boundaries are those of one year; callers bring values
//! by the codes of that year.

mod boundaries;
mod classes;
mod draw;
mod project;
#[cfg(test)]
mod tests;

use serde::Serialize;

use super::chart::Title;
use super::document::Value;
use super::drawing::{Drawing, svg};
use super::figure::Figure;
use super::scale::Scale;
use crate::base::{Lang, RegionCode, Said, Text, text};

#[cfg(test)]
pub use classes::classes;

/// What the boundaries' owner asks to be printed with them.
pub const BOUNDARY_SOURCE: Text = text(
    "边界数据来源：国家地理信息公共服务平台（天地图）",
    "Boundaries: National Platform for Common Geospatial Information Services (Tianditu)",
);

/// The year whose division codes the boundaries carry.
pub const BOUNDARY_YEAR: i16 = 2025;

/// Counties coloured by value, with a legend, names where they fit, and links to the rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Map {
    pub title: Said,
    pub scale: Scale,
    pub source: Said,
    pub area: Area,
    pub places: Vec<Place>,
}

/// What the map shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// Beijing, Tianjin and Hebei whole.
    JingJinJi,
    /// The counties inside one place, such as 130800, with their neighbours in outline.
    Inside(#[serde(serialize_with = "code")] RegionCode),
}

/// A county's value and name. Counties of the area without one stay white: not part of the question.
/// Those with `Value::Missing` are hatched: asked and not known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    #[serde(serialize_with = "code")]
    pub region: RegionCode,
    pub name: Said,
    pub value: Value,
}

fn code<S: serde::Serializer>(code: &RegionCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(code.as_str())
}

impl Map {
    pub fn drawing(&self, width: f64, title: Title, lang: Lang) -> Drawing {
        draw::map(self, width, title, lang)
    }

    /// The map by itself, with its title, as one `<svg>` element.
    pub fn svg(&self, width: f64, id: &str, lang: Lang) -> String {
        svg(&self.drawing(width, Title::Drawn, lang), id)
    }

    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.places.iter().filter_map(|place| place.value.figure())
    }

    /// Codes of places that the boundaries of `BOUNDARY_YEAR` do not have; the map can't show them.
    pub fn unknown_places(&self) -> Vec<&RegionCode> {
        let known = boundaries::counties();
        self.places
            .iter()
            .map(|place| &place.region)
            .filter(|code| !known.iter().any(|county| county.code == code.as_str()))
            .collect()
    }
}

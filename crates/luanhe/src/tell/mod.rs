//! What the system tells: documents as values, and the renderers that set them.

mod annual;
mod chart;
mod csv;
mod document;
mod docx;
mod drawing;
mod figure;
mod grade;
mod html;
mod issue;
mod json;
mod layout;
mod lines;
mod map;
mod scale;
mod sentence;
mod teller;
#[cfg(test)]
mod tests;
mod xlsx;

pub use annual::{Brief, annual};
#[cfg(test)]
pub use chart::{Bar, Dot, Grid, Hop, HopKind, Series};
pub use chart::{Chart, Plot, Stack};
#[cfg(test)]
pub use csv::csv;
#[cfg(test)]
pub use document::{Cell, DocNumber};
pub use document::{Chapter, Column, Document, Row, Table, Value, missing};
pub use docx::docx;
pub use figure::Figure;
#[cfg(test)]
pub use figure::{Filters, Origin, Proof};
#[cfg(test)]
pub use grade::grade;
pub use html::{CSS, article, page};
pub use issue::Issue;
#[cfg(test)]
pub use issue::Issued;
pub use json::json;
#[cfg(test)]
pub use layout::{Figures, Piece, pieces};
pub use map::{Area, BOUNDARY_SOURCE, BOUNDARY_YEAR, Map, Place};
pub use scale::Scale;
pub(crate) use sentence::sentence;
pub use sentence::{Part, Sentence};
pub use teller::{Span, Teller};
pub use xlsx::xlsx;

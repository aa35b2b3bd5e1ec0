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
mod study;
mod study_report;
mod teller;
#[cfg(test)]
mod tests;
mod xlsx;

pub use annual::{Brief, annual};
#[cfg(test)]
pub use chart::{Bar, Chart, Dot, Grid, Hop, HopKind, Plot, Point, Scatter, Series, Stack};
#[cfg(test)]
pub use csv::csv;
pub use csv::study_csv;
#[cfg(test)]
pub use document::{Cell, DocNumber};
pub use document::{Chapter, Column, Document, Row, Table, Value, missing};
pub use docx::docx;
#[cfg(test)]
pub use figure::{Figure, Filters, Proof};
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
pub use study::{chart as study_chart, charts as study_charts};
pub use study_report::{Setting, study_report};
pub use teller::{Span, Teller};
pub use xlsx::xlsx;

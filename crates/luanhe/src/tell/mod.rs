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
pub use chart::{Bar, Chart, Dot, Grid, Hop, HopKind, Plot, Series, Stack, Title, percentages};
pub use csv::csv;
pub use document::{
    Attachment, Block, Cell, Chapter, Column, DocNumber, Document, Row, RowKind, Table, Value,
    missing,
};
pub use docx::docx;
pub use drawing::{Drawing, svg};
pub use figure::{Figure, Filters, Origin, Proof};
pub use grade::{Changes, Grade, grade};
pub use html::{CSS, article, page};
pub use issue::{Issue, Issued};
pub use json::json;
pub use layout::{Figures, Picture, Piece, pieces};
pub use map::{Area, BOUNDARY_SOURCE, BOUNDARY_YEAR, Map, Place};
pub use scale::Scale;
pub(crate) use sentence::sentence;
pub use sentence::{Part, Run, Sentence};
pub use teller::{Span, Teller};
pub use xlsx::xlsx;

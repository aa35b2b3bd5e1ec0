//! What the system tells: documents as values, and the renderers that set them.

mod chart;
mod document;
mod drawing;
#[cfg(test)]
mod example;
mod figure;
mod map;
mod scale;
mod sentence;

pub use chart::{Bar, Chart, Dot, Grid, Hop, HopKind, Plot, Series, Stack, Title, percentages};
pub use document::{
    Attachment, Block, Cell, Chapter, Column, DocNumber, Document, Row, RowKind, Table, Value,
    missing,
};
pub use drawing::{Drawing, svg};
pub use figure::{Figure, Filters, Origin, Proof};
pub use map::{Area, BOUNDARY_SOURCE, BOUNDARY_YEAR, Map, Place};
pub use scale::Scale;
pub(crate) use sentence::sentence;
pub use sentence::{Part, Run, Sentence};

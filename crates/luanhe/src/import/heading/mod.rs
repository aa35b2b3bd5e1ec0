//! Which rows of a sheet are its heading, and which column holds which field.

mod find;
mod label;
mod words;

#[cfg(test)]
mod tests;

pub use find::{Column, Found, SEARCHED, find, numbers_columns};
pub use label::{GIVEN_BACK, Unit, is_blank, narrow, plain};
pub use words::Words;

use crate::parties::Headings;
use crate::record::Register;

/// A register with the words of the sheets that bring its rows. A field's labels and name need not
/// be repeated in `headings`.
#[derive(Clone, Copy)]
pub struct Template {
    pub register: &'static Register,
    /// Other words under which offices print a field's column.
    pub headings: Headings,
}

/// A heading that a person matched by hand, remembered for an office's sheets of one template.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Mapping {
    pub office: String,
    /// The register's name.
    pub template: String,
    /// All levels joined, as [`plain`] gives it.
    pub heading: String,
    /// Empty: the column is not wanted.
    pub field: String,
}

//! Which rows of a sheet are its heading, and which column holds which field.

mod find;
mod label;
mod words;

#[cfg(test)]
mod tests;

pub use find::{Column, Found, SEARCHED, find, numbers_columns};
pub use label::{GIVEN_BACK, Unit, is_blank, narrow, plain};
pub use words::Words;

/// A heading that a person matched by hand, remembered for an office's sheets of one register.
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

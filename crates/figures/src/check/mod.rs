//! A text against itself: what its own figures prove, contradict or leave open, without any ledger.
//!
//! Each check compares intervals, never printed digits, so that rounding raises no alarm. The
//! reach of every comparison is bounded, so a long text takes time in proportion to its length.

mod names;
mod note;
mod people;
mod periods;
mod shares;
mod subject;
mod sums;
mod twice;

use crate::figure::Figure;
use crate::scan;
use note::shown;
pub use note::{Check, Note, Weight};
use subject::{by_subject, is_relative, subject};

/// The text read and checked against itself, in the order of the text.
pub fn self_check(text: &str) -> Vec<Note> {
    check(text, &scan::read(text))
}

/// The same over figures already read from `text`.
pub fn check(text: &str, found: &[Figure<'_>]) -> Vec<Note> {
    let figures: Vec<&Figure<'_>> = found.iter().filter(|f| f.is_figure()).collect();
    let mut notes = sums::notes(text, &figures);
    notes.extend(shares::notes(text, &figures));
    notes.extend(twice::notes(&figures));
    notes.extend(people::notes(&figures));
    notes.extend(periods::notes(text, found, &figures));
    notes.extend(names::notes(text));
    notes.sort_by_key(|note| note.spans.first().map_or(0, |span| span.start));
    notes
}

//! The reader against labelled paragraphs, its rules one by one, and whatever else may be typed.

mod any;
mod checks;
mod labelled;
mod rules;

//! A document as JSON: the value itself, and its figures in a list that the next issue reads.

use serde::Serialize;

use super::document::Document;
use super::issue::{Issued, issued};
use crate::base::{Error, Result};

/// Changes when a reader of today's JSON could no longer read tomorrow's.
const SCHEMA: &str = "luanhe.document/1";

#[derive(Serialize)]
struct Written<'a> {
    schema: &'static str,
    document: &'a Document,
    figures: Vec<Issued>,
}

pub fn json(document: &Document) -> Result<String> {
    let written = Written { schema: SCHEMA, document, figures: issued(document) };
    let mut text = serde_json::to_string_pretty(&written)
        .map_err(|e| Error::broken("a document as JSON", e))?;
    text.push('\n');
    Ok(text)
}

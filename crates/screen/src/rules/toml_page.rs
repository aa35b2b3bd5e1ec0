//! Reading TOML with positions: each getter notes what is missing or mistyped and goes on.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    Words,
    place::{Page, hint},
};

/// A table of the file and where it stands.
pub(crate) struct Part<'a, 't> {
    table: &'a DeTable<'t>,
    pub(crate) at: usize,
}

/// The file as a table; a syntax error becomes a fault.
pub(crate) fn root<'t>(page: &mut Page<'t>) -> Option<DeTable<'t>> {
    match DeTable::parse(page.text) {
        Ok(table) => Some(table.into_inner()),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            page.fault(at, error.message().to_string());
            None
        }
    }
}

impl<'a, 't> Part<'a, 't> {
    pub(crate) fn new(table: &'a DeTable<'t>, at: usize) -> Self {
        Part { table, at }
    }

    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'t>>> {
        self.table.get(key)
    }

    fn need(&self, page: &mut Page, key: &str) -> Option<&'a Spanned<DeValue<'t>>> {
        let found = self.get(key);
        if found.is_none() {
            page.fault(self.at, format!("`{key}` is missing here"));
        }
        found
    }

    /// Faults for keys that mean nothing.
    pub(crate) fn only(&self, page: &mut Page, keys: &[&str]) {
        for (key, _) in self.table.iter() {
            let name: &str = key.get_ref();
            if !keys.contains(&name) {
                let hint = hint(name, keys.iter().copied());
                page.fault(key.span().start, format!("unknown key `{name}`{hint}"));
            }
        }
    }

    pub(crate) fn text(&self, page: &mut Page, key: &str) -> Option<(String, usize)> {
        let value = self.need(page, key)?;
        text_of(page, value)
    }

    pub(crate) fn maybe_text(&self, page: &mut Page, key: &str) -> Option<(String, usize)> {
        text_of(page, self.get(key)?)
    }

    pub(crate) fn number(&self, page: &mut Page, key: &str) -> Option<i64> {
        let value = self.need(page, key)?;
        number_of(page, value)
    }

    pub(crate) fn maybe_number(&self, page: &mut Page, key: &str) -> Option<i64> {
        number_of(page, self.get(key)?)
    }

    /// `{ zh = "…", en = "…" }`.
    pub(crate) fn words(&self, page: &mut Page, key: &str) -> Option<Words> {
        let part = self.part(page, key)?;
        part.only(page, &["zh", "en"]);
        let (zh, en) = (part.text(page, "zh"), part.text(page, "en"));
        Some(Words { zh: zh?.0, en: en?.0 })
    }

    pub(crate) fn part(&self, page: &mut Page, key: &str) -> Option<Part<'a, 't>> {
        let value = self.need(page, key)?;
        part_of(page, value)
    }

    pub(crate) fn maybe_part(&self, page: &mut Page, key: &str) -> Option<Part<'a, 't>> {
        part_of(page, self.get(key)?)
    }

    /// The tables of an array; none when the key is missing.
    pub(crate) fn parts(&self, page: &mut Page, key: &str) -> Vec<Part<'a, 't>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            page.fault(value.span().start, format!("`{key}` must be an array of tables"));
            return Vec::new();
        };
        items.iter().filter_map(|item| part_of(page, item)).collect()
    }

    /// The texts of an array; none when the key is missing.
    pub(crate) fn texts(&self, page: &mut Page, key: &str) -> Vec<String> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            page.fault(value.span().start, format!("`{key}` must be an array of texts"));
            return Vec::new();
        };
        items.iter().filter_map(|item| text_of(page, item)).map(|(text, _)| text).collect()
    }

    /// Every key with its position and value, in the order of the file.
    pub(crate) fn entries(&self) -> Vec<(String, usize, Entry<'a, 't>)> {
        let mut found: Vec<_> = self
            .table
            .iter()
            .map(|(key, value)| (key.get_ref().to_string(), key.span().start, Entry(value)))
            .collect();
        found.sort_by_key(|(_, at, _)| *at);
        found
    }
}

/// A value that may be written in a short or a long form.
pub(crate) struct Entry<'a, 't>(&'a Spanned<DeValue<'t>>);

impl<'a, 't> Entry<'a, 't> {
    /// The short form: a text, with the position of its first character.
    pub(crate) fn short(&self, page: &Page) -> Option<(String, usize)> {
        let DeValue::String(text) = self.0.get_ref() else { return None };
        Some((text.to_string(), inside(page, self.0)))
    }

    /// The long form: a table.
    pub(crate) fn long(&self, page: &mut Page) -> Option<Part<'a, 't>> {
        part_of(page, self.0)
    }
}

fn wrong(page: &mut Page, value: &Spanned<DeValue>, wanted: &str) {
    let found = value.get_ref().type_str();
    page.fault(value.span().start, format!("{wanted} expected, found {found}"));
}

fn text_of(page: &mut Page, value: &Spanned<DeValue>) -> Option<(String, usize)> {
    match value.get_ref() {
        DeValue::String(text) => Some((text.to_string(), inside(page, value))),
        _ => {
            wrong(page, value, "a text");
            None
        }
    }
}

/// Where the characters of a text begin: behind its quotes.
fn inside(page: &Page, value: &Spanned<DeValue>) -> usize {
    let at = value.span().start;
    let raw = &page.text[at.min(page.text.len())..];
    let quotes = ["\"\"\"", "'''"].iter().any(|triple| raw.starts_with(triple));
    match (quotes, raw.as_bytes().get(3)) {
        (true, Some(b'\n')) => at + 4,
        (true, _) => at + 3,
        _ => at + 1,
    }
}

fn number_of(page: &mut Page, value: &Spanned<DeValue>) -> Option<i64> {
    let number = match value.get_ref() {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    };
    if number.is_none() {
        wrong(page, value, "a whole number");
    }
    number
}

fn part_of<'a, 't>(page: &mut Page, value: &'a Spanned<DeValue<'t>>) -> Option<Part<'a, 't>> {
    match value.get_ref() {
        DeValue::Table(table) => Some(Part { table, at: value.span().start }),
        _ => {
            wrong(page, value, "a table");
            None
        }
    }
}

/// A TOML date as `yyyymmdd`.
pub(crate) fn day(page: &mut Page, part: &Part, key: &str) -> Option<u32> {
    let value = part.need(page, key)?;
    let date = match value.get_ref() {
        DeValue::Datetime(moment) if moment.time.is_none() => moment.date,
        _ => None,
    };
    match date {
        Some(d) => Some(u32::from(d.year) * 10_000 + u32::from(d.month) * 100 + u32::from(d.day)),
        None => {
            wrong(page, value, "a day (2025-01-01)");
            None
        }
    }
}

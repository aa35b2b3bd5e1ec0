//! The declared tables and their columns.

use super::{
    Column, Level, Table, Type,
    place::{Page, hint},
    toml_page::Part,
};

/// `columns = { oop = "分", date = "day", paid = { is = "元", header = "自付", min = 0 } }`.
pub(super) fn columns(page: &mut Page, part: &Part) -> Vec<Column> {
    let Some(part) = part.maybe_part(page, "columns") else { return Vec::new() };
    let mut found: Vec<Column> = Vec::new();
    for (name, at, entry) in part.entries() {
        let mut column = Column {
            header: name.clone(),
            name,
            kind: Type::Code,
            scale: 1,
            min: i64::MIN,
            max: i64::MAX,
        };
        let unit = match entry.short(page) {
            Some(unit) => Some(unit),
            None => entry.long(page).and_then(|part| long(page, &part, &mut column)),
        };
        let Some((unit, place)) = unit else { continue };
        match Type::parse(&unit) {
            Some((kind, scale)) => (column.kind, column.scale) = (kind, scale),
            None => {
                let text = format!("`{unit}`: write code, day or a unit of 分 元 人 月 日 % 次");
                page.fault(place, text);
            }
        }
        if column.name.chars().any(|c| !c.is_alphanumeric() && c != '_') {
            page.fault(
                at,
                "a name is made of letters, digits and _; use `header` for the file's name",
            );
        }
        found.push(column);
    }
    found
}

fn long(page: &mut Page, part: &Part, column: &mut Column) -> Option<(String, usize)> {
    part.only(page, &["is", "header", "min", "max"]);
    if let Some((header, _)) = part.maybe_text(page, "header") {
        column.header = header;
    }
    column.min = part.maybe_number(page, "min").unwrap_or(column.min);
    column.max = part.maybe_number(page, "max").unwrap_or(column.max);
    part.text(page, "is")
}

/// One table of `[tables]`.
pub(super) fn table(page: &mut Page, name: &str, part: &Part) -> Option<Table> {
    part.only(page, &["of", "key", "file", "columns", "day", "coverage", "fresh_months"]);
    let columns = columns(page, part);
    let level = part.text(page, "of").and_then(|(text, at)| match text.as_str() {
        "person" => Some(Level::Person),
        "household" => Some(Level::Household),
        _ => {
            page.fault(at, format!("`{text}`: a table is of a person or of a household"));
            None
        }
    });
    let key = part.text(page, "key");
    let file = part.maybe_text(page, "file").map_or(name.to_string(), |(file, _)| file);
    let day = part.maybe_text(page, "day").and_then(|(text, at)| {
        let found = columns.iter().position(|c| c.name == text && c.kind == Type::Day);
        if found.is_none() {
            let days = columns.iter().filter(|c| c.kind == Type::Day).map(|c| c.name.as_str());
            let hint = hint(&text, days.collect::<Vec<_>>());
            page.fault(at, format!("`{text}` is no column of days{hint}"));
        }
        found
    });
    let fresh = part.maybe_number(page, "fresh_months");
    let fresh_months = fresh.and_then(|months| u32::try_from(months).ok());
    if fresh.is_some() && (fresh_months.is_none() || day.is_none()) {
        page.fault(part.at, "`fresh_months` is a number of months and needs `day`");
    }
    let coverage = part.texts(page, "coverage");
    let name = name.to_string();
    Some(Table { name, file, level: level?, key: key?.0, columns, day, coverage, fresh_months })
}

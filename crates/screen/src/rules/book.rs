//! Limits (门槛): dated, regional, each with its source.

use super::{
    RuleFault, Type, Unit, Words,
    place::Page,
    toml_page::{Part, day, root},
};

/// All limits of the files given.
#[derive(Clone, Debug, Default)]
pub struct LimitBook {
    pub limits: Vec<Limit>,
}

#[derive(Clone, Debug)]
pub struct Limit {
    pub name: String,
    pub title: Words,
    pub unit: Unit,
    pub values: Vec<LimitValue>,
}

/// One value: for a region and all below it (empty: the nation), from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitValue {
    pub region: String,
    /// `yyyymmdd`.
    pub from: u32,
    /// In the limit's unit.
    pub value: i64,
    pub source: String,
}

impl Limit {
    /// The value for a six-digit region on a day (`yyyymmdd`): the most specific region first, then the
    /// latest `from` not after the day. `None` where nobody has set one: the limit is unknown there.
    pub fn on(&self, region: u32, day: u32) -> Option<&LimitValue> {
        let code = format!("{region:06}");
        self.values
            .iter()
            .filter(|v| v.from <= day && code.starts_with(&v.region))
            .max_by_key(|v| (v.region.len(), v.from))
    }
}

impl LimitBook {
    /// Reads limits files (name, text); all faults at once.
    pub fn parse(files: &[(String, String)]) -> Result<LimitBook, Vec<RuleFault>> {
        let mut book = LimitBook::default();
        let mut faults = Vec::new();
        for (name, text) in files {
            let mut page = Page::new(name, text);
            if let Some(table) = root(&mut page) {
                let top = Part::new(&table, 0);
                for limit in top.parts(&mut page, "limits") {
                    read(&mut page, &limit, &mut book);
                }
                top.only(&mut page, &["limits"]);
            }
            faults.append(&mut page.faults);
        }
        if faults.is_empty() { Ok(book) } else { Err(faults) }
    }

    pub fn find(&self, name: &str) -> Option<&Limit> {
        self.limits.iter().find(|limit| limit.name == name)
    }
}

fn read(page: &mut Page, part: &Part, book: &mut LimitBook) {
    part.only(page, &["name", "title", "unit", "values"]);
    let name = part.text(page, "name");
    let title = part.words(page, "title");
    let unit = part.text(page, "unit").and_then(|(text, at)| {
        let unit = Unit::parse(&text);
        if unit.is_none() {
            page.fault(
                at,
                format!("`{text}` is no unit; units are made of 分 元 人 月 日 % 次 and /"),
            );
        }
        unit
    });
    let mut values: Vec<LimitValue> = Vec::new();
    for value in part.parts(page, "values") {
        value.only(page, &["region", "from", "value", "source"]);
        let region = value.maybe_text(page, "region").unwrap_or((String::new(), value.at)).0;
        if region.len() > 6 || region.bytes().any(|b| !b.is_ascii_digit()) {
            page.fault(value.at, format!("`{region}` is no region: up to six digits"));
        }
        let from = day(page, &value, "from");
        let source = value.text(page, "source");
        let (Some(from), Some(number), Some((source, _)), Some((_, scale))) =
            (from, value.number(page, "value"), source, unit)
        else {
            continue;
        };
        let Some(number) = number.checked_mul(scale) else {
            page.fault(value.at, "the value is too large");
            continue;
        };
        if values.iter().any(|v| v.region == region && v.from == from) {
            page.fault(value.at, format!("a second value for region `{region}` from {from}"));
        }
        values.push(LimitValue { region, from, value: number, source });
    }
    let (Some((name, at)), Some(title), Some((unit, _))) = (name, title, unit) else { return };
    if book.find(&name).is_some() {
        page.fault(at, format!("the limit `{name}` is already defined"));
    }
    book.limits.push(Limit { name, title, unit, values });
}

impl Limit {
    /// The limit's type in expressions.
    pub fn kind(&self) -> Type {
        Type::Number(self.unit)
    }
}

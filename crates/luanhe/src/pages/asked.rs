//! A list's question, read from its address: the same words for pages, exports and the API.

use super::params::Params;
use crate::base::{Day, Error, Fault, Fen, Place, RegionCode, Result, Said, say};
use crate::evidence::EVIDENCE;
use crate::parties::regions;
use crate::record::{Compare, Field, Kind, Ledger, Query, Recorded, Register, Value, sort_value};

/// Words of an address that are not fields.
const OWN: &[&str] = &[
    "sort", "after", "before", "limit", "known_on", "columns", "count", "evidence", "lang",
    "notice", "format",
];

/// The largest page that may be asked for.
const LARGEST: usize = 1000;

/// Whether lists may be filtered by a field; the ledger refuses the others.
pub fn is_filter(register: &Register, field: &Field) -> bool {
    field.filter
        || field.kind.is_sensitive()
        || matches!(field.kind, Kind::Person)
        || register.day == field.name
        || register.region == field.name
        || register.key.contains(&field.name)
}

/// Whether lists may be sorted by a field: one that every row has, so that no page loses a row.
pub fn is_sort(register: &Register, field: &Field) -> bool {
    is_filter(register, field) && field.required && !field.kind.is_sensitive()
}

/// Reads a query. All faults at once; an unknown word is one, so that a mistyped filter never
/// looks like an answer to another question.
pub fn query(
    ledger: &mut Ledger,
    register: &'static Register,
    programme: &str,
    params: &Params,
) -> Result<Query> {
    let mut query = Query::of(register);
    query.programme = programme.to_string();
    let mut faults = Vec::new();
    for field in register.fields.iter().filter(|f| is_filter(register, f)) {
        read_filters(field, params, &mut query, &mut faults);
    }
    for (name, _) in &params.0 {
        let base = name.strip_suffix("_from").or(name.strip_suffix("_to")).unwrap_or(name);
        let known = OWN.contains(&name.as_str())
            || register
                .field(name)
                .or(register.field(base))
                .is_some_and(|f| is_filter(register, f));
        if !known {
            faults.push(unknown(register, name));
        }
    }
    if let Some(day) = params.get("known_on") {
        match Day::parse(day) {
            Some(day) => query.known = Some(ledger.known_on(day)?),
            None => faults.push(wrong(
                "known_on",
                day,
                say!("日期如 2021-12-31", "a day like 2021-12-31"),
            )),
        }
    }
    match params.get("evidence") {
        None => {}
        Some("none") => query.told_by = Some((&EVIDENCE, false)),
        Some("some") => query.told_by = Some((&EVIDENCE, true)),
        Some(other) => {
            faults.push(wrong("evidence", other, say!("none（缺）或 some（有）", "none or some")));
        }
    }
    if let Some(limit) = params.get("limit") {
        match limit.parse::<usize>() {
            Ok(limit) if (1..=LARGEST).contains(&limit) => query.limit = limit,
            _ => faults.push(wrong(
                "limit",
                limit,
                say!("1 到 {LARGEST} 的整数", "a whole number from 1 to {LARGEST}"),
            )),
        }
    }
    read_order(register, params, &mut query, &mut faults);
    if faults.is_empty() { Ok(query) } else { Err(Error::Faults(faults)) }
}

fn read_filters(
    field: &'static Field,
    params: &Params,
    query: &mut Query,
    faults: &mut Vec<Fault>,
) {
    let mut add = |compare, value: Value| {
        let name = field.name.to_string();
        query.filters.push(crate::record::Filter { field: name, compare, value });
    };
    let words: Vec<&str> = params.all(field.name).collect();
    match words.as_slice() {
        [] => {}
        [one] => match read(field, one) {
            Ok(value) if field.kind == Kind::Region => {
                let code = value.text().and_then(RegionCode::parse);
                let prefix = code.map_or_else(String::new, |c| c.prefix().to_string());
                add(Compare::Within, prefix.into());
            }
            Ok(value) => add(Compare::Is, value),
            Err(how) => faults.push(wrong(field.name, one, how)),
        },
        several => add(Compare::OneOf, several.join("\n").into()),
    }
    for (ending, compare) in [("_from", Compare::AtLeast), ("_to", Compare::AtMost)] {
        let name = format!("{}{ending}", field.name);
        let Some(word) = params.get(&name) else { continue };
        match read(field, word) {
            Ok(value) => add(compare, value),
            Err(how) => faults.push(wrong(&name, word, how)),
        }
    }
}

/// A filter's value; else what it should look like.
fn read(field: &Field, word: &str) -> Result<Value, Said> {
    match field.kind {
        Kind::Day => Day::parse(word)
            .map(Value::from)
            .ok_or_else(|| say!("日期如 2021-12-31", "a day like 2021-12-31")),
        Kind::Money => Fen::parse(word, Fen::YUAN)
            .map(Value::from)
            .ok_or_else(|| say!("以元为单位的金额，如 1250.00", "an amount in yuan, like 1250.00")),
        Kind::Whole => {
            word.parse::<i64>().map(Value::from).map_err(|_| say!("整数", "a whole number"))
        }
        Kind::Region => region(word).map(|code| code.as_str().into()),
        _ => Ok(word.into()),
    }
}

/// A place as people give it: a code, a name, or both (130825 隆化县).
pub fn region(word: &str) -> Result<RegionCode, Said> {
    let code =
        word.split_whitespace().next().filter(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let today = crate::parties::region::latest_day();
    regions()
        .find(code.unwrap_or(word), today, None)
        .map(|found| found.code)
        .map_err(|not| not.reason)
}

fn read_order(
    register: &'static Register,
    params: &Params,
    query: &mut Query,
    faults: &mut Vec<Fault>,
) {
    if let Some(sort) = params.get("sort") {
        let (name, descending) = sort.strip_prefix('-').map_or((sort, false), |name| (name, true));
        match register.field(name).filter(|f| is_sort(register, f)) {
            Some(field) => query.sort = Some((field.name.to_string(), descending)),
            None => faults.push(unknown(register, name)),
        }
    }
    for name in ["after", "before"] {
        let Some(place) = params.get(name) else { continue };
        query.after = read_after(place);
        query.backwards = name == "before";
        if query.after.is_none() {
            faults.push(wrong(name, place, say!("翻页链接里的值", "the value of a page's link")));
        }
    }
}

/// Where the next page begins, as an address carries it: `i:100~id` or `t:2021-03-05~id`.
pub fn after(query: &Query, last: &Recorded) -> String {
    let value = match &query.sort {
        Some((name, _)) => sort_value(query.register, last, &query.register.lookup_column(name)),
        None => last.id.as_str().into(),
    };
    match value {
        Value::Int(i) => format!("i:{i}~{}", last.id),
        value => format!("t:{}~{}", value.text().unwrap_or(""), last.id),
    }
}

fn read_after(word: &str) -> Option<(Value, String)> {
    let (value, id) = word.rsplit_once('~')?;
    let value = match value.split_once(':')? {
        ("i", number) => Value::Int(number.parse().ok()?),
        ("t", text) => text.into(),
        _ => return None,
    };
    Some((value, id.to_string()))
}

fn wrong(name: &str, word: &str, how: Said) -> Fault {
    let remedy = Said { zh: format!("请填{}", how.zh), en: format!("give {}", how.en) };
    Fault::error(Place::field(name), say!("看不懂“{word}”", "cannot read “{word}”"), remedy)
}

fn unknown(register: &Register, name: &str) -> Fault {
    let known: Vec<&str> =
        register.fields.iter().filter(|f| is_filter(register, f)).map(|f| f.name).collect();
    let known = known.join(", ");
    Fault::error(
        Place::field(name),
        say!("不能按 {name} 筛选或排序", "cannot filter or sort by {name}"),
        say!("可用的字段：{known}", "these fields can be used: {known}"),
    )
}

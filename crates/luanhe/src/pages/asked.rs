//! A list's question, read from its address: the same words for pages, exports and the API.

use super::params::Params;
use crate::base::{Day, Error, Fault, Place, RegionCode, Result, Said, say};
use crate::evidence::EVIDENCE;
use crate::import::asking;
use crate::import::book::Cell;
use crate::import::cell::{Lookups, Note, Reader, read};
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
    field.is_indexed()
        || register.day == field.name
        || register.region == field.name
        || register.key.contains(&field.name)
}

/// Whether lists may be sorted by a field: never by what is sealed, whose order says nothing.
pub fn is_sort(register: &Register, field: &Field) -> bool {
    is_filter(register, field) && !field.kind.is_sensitive()
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
    let fields = register.fields.iter().filter(|f| is_filter(register, f));
    let fields: Vec<&'static Field> = fields.collect();
    asking(ledger, programme, &fields, |lookups| {
        for field in fields.iter().copied() {
            read_filters(field, params, lookups, &mut query, &mut faults);
        }
    })?;
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
    lookups: &Lookups<'_>,
    query: &mut Query,
    faults: &mut Vec<Fault>,
) {
    let read = |words: &str| {
        let values = words.lines().map(|word| value(field, word, lookups));
        let values = values.collect::<Result<Vec<Value>, _>>()?;
        Ok(match values.as_slice() {
            [one] => one.clone(),
            several => several.iter().map(|v| field.plain(v)).collect::<Vec<_>>().join("\n").into(),
        })
    };
    let mut add = |name: &str, compare, words: &str| match read(words) {
        Ok(value) => {
            let field = field.name.to_string();
            query.filters.push(crate::record::Filter { field, compare, value });
        }
        Err(note) => {
            let note: Box<Note> = note;
            faults.push(Fault::error(Place::field(name), note.reason, note.remedy));
        }
    };
    let words: Vec<&str> = params.all(field.name).collect();
    match words.as_slice() {
        [] => {}
        [one] if field.kind == Kind::Region => add(field.name, Compare::Within, one),
        [one] => add(field.name, Compare::Is, one),
        several => add(field.name, Compare::OneOf, &several.join("\n")),
    }
    for (ending, compare) in [("_from", Compare::AtLeast), ("_to", Compare::AtMost)] {
        let name = format!("{}{ending}", field.name);
        if let Some(word) = params.get(&name) {
            add(&name, compare, word);
        }
    }
}

/// A filter's value, read as a form's: a place with all inside it.
fn value(field: &'static Field, word: &str, lookups: &Lookups<'_>) -> Result<Value, Box<Note>> {
    let reader = Reader { month_will_do: false, ..Reader::new(field, false, None) };
    let mut value = Value::Null;
    let today = Some(lookups.today);
    match (read(&reader, Cell::Text(word), today, lookups, &mut value), field.kind) {
        // What is referred to may be gone, and the rows that name it still there.
        (Err(_), Kind::Ref(_)) => Ok(word.into()),
        (Err(note), _) => Err(note),
        (Ok(_), Kind::Region) => {
            let code = value.text().and_then(RegionCode::parse);
            Ok(code.map(|code| code.prefix().to_string()).into())
        }
        (Ok(_), _) => Ok(value),
    }
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
        Value::Null => format!("n:~{}", last.id),
        value => format!("t:{}~{}", value.text().unwrap_or(""), last.id),
    }
}

fn read_after(word: &str) -> Option<(Value, String)> {
    let (value, id) = word.rsplit_once('~')?;
    let value = match value.split_once(':')? {
        ("i", number) => Value::Int(number.parse().ok()?),
        ("t", text) => text.into(),
        ("n", "") => Value::Null,
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

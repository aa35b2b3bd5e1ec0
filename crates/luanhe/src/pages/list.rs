//! A list drawn from FIELDS: filters, sorting, paging by key, counts, and what to take away.

use askama::Template;

use super::asked::{after, is_filter, is_sort, query};
use super::kept::Kept;
use super::layout::{drawn, row_path};
use super::params::Params;
use super::persons::Persons;
use super::say::Say;
use crate::base::{RegionCode, Result, grouped};
use crate::parties::regions;
use crate::record::{Actor, Field, Kind, Ledger, Query, Recorded, Register, Value};

/// Counting stops here: nobody reads on, and a million rows would be counted for every page.
const COUNTED: i64 = 10_000;

/// Where a page begins or ends.
const PLACE: [&str; 2] = ["after", "before"];

/// One control of the filter form.
pub struct Control {
    pub name: String,
    pub label: String,
    pub kind: ControlKind,
    pub value: String,
}

pub enum ControlKind {
    Text,
    Day,
    Month,
    Number,
    Place,
    /// Words with their labels and whether they are chosen.
    Words(Vec<(String, String, bool)>),
}

pub struct Heading {
    pub label: String,
    pub sort: Option<String>,
    /// `ascending` or `descending`, where the list is sorted by it.
    pub sorted: &'static str,
    pub number: bool,
}

pub struct Line {
    pub path: String,
    pub cells: Vec<Cell>,
    pub adjusts: bool,
}

pub struct Cell {
    pub text: String,
    pub number: bool,
    /// Where the word names a row of another register.
    pub link: Option<String>,
}

/// What a list needs beside the ledger: who asks what, and at which address.
pub struct ListAsked<'a> {
    pub say: Say,
    pub actor: &'a Actor,
    pub register: &'static Register,
    pub path: &'a str,
    pub params: &'a Params,
    /// The programme's home region, whose parts are offered for choice.
    pub home: &'a RegionCode,
    /// How many rows lists had, and whether that is all of them.
    pub counts: &'a Kept<(i64, bool)>,
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage<'a> {
    say: Say,
    title: &'a str,
    intro: String,
    register: &'a str,
    controls: Vec<Control>,
    hidden: Vec<(String, String)>,
    places: Vec<(String, &'static str)>,
    headings: Vec<Heading>,
    lines: Vec<Line>,
    counted: String,
    count_all: String,
    filtered: bool,
    writes: bool,
    plain: String,
    first: Option<String>,
    previous: Option<String>,
    next: Option<String>,
    columns: (String, bool),
    exports: [(&'static str, String); 3],
    /// The files attached to the rows; none where rows are not proven by files.
    pack: Option<String>,
    known_on: String,
}

/// A register's list.
pub fn list(ledger: &mut Ledger, asked: &ListAsked<'_>, programme: &str) -> Result<String> {
    let query = query(ledger, asked.register, programme, asked.params)?;
    listed(ledger, asked, query, String::new())
}

/// The list of a query that was put together elsewhere, such as the rows behind a figure.
pub fn listed(
    ledger: &mut Ledger,
    asked: &ListAsked<'_>,
    mut query: Query,
    intro: String,
) -> Result<String> {
    let (say, register, params) = (asked.say, asked.register, asked.params);
    let size = query.limit;
    query.limit = size + 1;
    let mut rows = ledger.list(asked.actor, &query)?;
    let more = rows.len() > size;
    if query.backwards && more {
        rows.remove(0);
    }
    rows.truncate(size);
    let turned = |way: &str, row| params.without(&PLACE).with(way, &after(&query, row));
    let (has_previous, has_next) =
        if query.backwards { (more, true) } else { (query.after.is_some(), more) };
    let previous = rows.first().filter(|_| has_previous);
    let previous = previous.map(|row| turned("before", row).link(asked.path));
    let next = rows.last().filter(|_| has_next);
    let next = next.map(|row| turned("after", row).link(asked.path));
    let all = params.get("columns") == Some("all");
    let fields = columns(register, all);
    let keys = ledger.keys.clone();
    let shown: Result<Vec<_>> = rows.iter().map(|row| row.shown(register, &keys)).collect();
    let shown = shown?;
    let persons = Persons::of(ledger, register, &shown)?;
    let lines = rows.iter().zip(&shown);
    let lines =
        lines.map(|(row, values)| line(say, register, (row, values), &fields, &persons)).collect();
    let own = intro.is_empty();
    let counted = counted(ledger, asked, &query)?;
    let sorted = params.get("sort").unwrap_or("");
    let names = register.fields.iter().filter(|_| own).filter(|f| is_filter(register, f));
    let page = ListPage {
        say,
        title: say.text(&register.title),
        intro,
        register: register.name,
        controls: names
            .flat_map(|f| controls(say, f, params))
            .chain((own && provable(register)).then(|| evidence(say, params)))
            .collect(),
        hidden: kept(params),
        places: places(asked.home),
        headings: fields.iter().map(|f| heading(say, asked, f, sorted)).collect(),
        lines,
        counted,
        count_all: params.with("count", "all").link(asked.path),
        filtered: !params
            .without(&["sort", "after", "before", "limit", "columns", "lang", "notice"])
            .0
            .is_empty(),
        writes: own && register.is_typed() && asked.actor.writes(register).is_ok(),
        plain: asked.path.to_string(),
        first: has_previous.then(|| params.without(&PLACE).link(asked.path)),
        previous,
        next,
        columns: (
            if all { params.without(&["columns"]) } else { params.with("columns", "all") }
                .link(asked.path),
            all,
        ),
        exports: ["csv", "xlsx", "json"].map(|ending| (ending, export(asked, ending))),
        pack: provable(register).then(|| export(asked, "zip")),
        known_on: params.get("known_on").unwrap_or("").to_string(),
    };
    drawn(&page)
}

fn counted(ledger: &mut Ledger, asked: &ListAsked<'_>, query: &Query) -> Result<String> {
    let all = Query { after: None, ..query.clone() };
    if asked.params.get("count") == Some("all") {
        let rows = ledger.count(asked.actor, &all, i64::MAX)?;
        return Ok(grouped(&rows.to_string()));
    }
    let (state, actor) = (ledger.state()?, asked.actor);
    let Query { register, programme, filters, known, ids, told_by, booked, origin, .. } = &all;
    let key = format!(
        "{register:?} {programme} {filters:?} {known:?} {ids:?} {told_by:?} {booked} {origin:?} {:?} {} {:?}",
        actor.scope, actor.persons, actor.role
    );
    let count = || ledger.count_at_least(actor, &all, COUNTED);
    let (rows, whole) = *asked.counts.get(&state, key, count)?;
    let more = if whole { "" } else { "+" };
    Ok(format!("{}{more}", grouped(&rows.to_string())))
}

/// What a table shows at first: what is required or can be filtered, and nothing sealed.
fn columns(register: &'static Register, all: bool) -> Vec<&'static Field> {
    let shown = |f: &&Field| all || (!f.kind.is_sensitive() && (f.required || f.filter));
    register.fields.iter().filter(shown).collect()
}

fn line(
    say: Say,
    register: &'static Register,
    (row, values): (&Recorded, &[Value]),
    fields: &[&'static Field],
    persons: &Persons,
) -> Line {
    let cell = |field: &&'static Field| {
        let value = &values[register.at(field.name)];
        Cell {
            text: persons.named(field, value).unwrap_or_else(|| say.value(field, value)),
            number: field.kind.is_number(),
            link: reference(field, value),
        }
    };
    Line {
        path: row_path(register.name, &row.id),
        cells: fields.iter().map(cell).collect(),
        adjusts: row.adjusts.is_some(),
    }
}

/// Where a field that names a row of another register leads.
pub fn reference(field: &Field, value: &Value) -> Option<String> {
    let word = value.text().filter(|w| !w.is_empty())?;
    if let Some(register) = field.names_rows_of() {
        return Some(format!("/{register}/named/{}", super::params::part(word)));
    }
    match field.kind {
        Kind::Person => Some(format!("/people/named/{}", super::params::part(word))),
        Kind::AnyRow => Some(format!("/{word}")),
        _ => None,
    }
}

fn heading(say: Say, asked: &ListAsked<'_>, field: &Field, sorted: &str) -> Heading {
    let name = field.name;
    let (turned, way) = match sorted {
        s if s == name => (format!("-{name}"), "ascending"),
        s if s.strip_prefix('-') == Some(name) => (name.to_string(), "descending"),
        _ => (name.to_string(), ""),
    };
    let link = || asked.params.without(&PLACE).with("sort", &turned).link(asked.path);
    Heading {
        label: say.heading(field),
        sort: is_sort(asked.register, field).then(link),
        sorted: way,
        number: field.kind.is_number(),
    }
}

fn controls(say: Say, field: &'static Field, params: &Params) -> Vec<Control> {
    let label = say.heading(field);
    let value = |name: &str| params.get(name).unwrap_or("").to_string();
    let one =
        |name: String, label: String, kind| Control { value: value(&name), name, label, kind };
    match field.kind {
        kind if kind.is_number() || kind.is_day() => {
            let kind = || match field.kind {
                Kind::Day => ControlKind::Day,
                Kind::Month => ControlKind::Month,
                _ => ControlKind::Number,
            };
            let from = format!("{label} {}", say.of("自", "from"));
            vec![
                one(format!("{}_from", field.name), from, kind()),
                one(format!("{}_to", field.name), say.of("至", "to").to_string(), kind()),
            ]
        }
        Kind::Choice(words) => {
            let chosen: Vec<&str> = params.all(field.name).collect();
            let option = |c: &crate::record::Choice| {
                (c.word.to_string(), say.of(c.word, c.en).to_string(), chosen.contains(&c.word))
            };
            let words = words.iter().map(option).collect();
            vec![one(field.name.to_string(), label, ControlKind::Words(words))]
        }
        Kind::Region => vec![one(field.name.to_string(), label, ControlKind::Place)],
        _ => vec![one(field.name.to_string(), label, ControlKind::Text)],
    }
}

/// What a new filter keeps of the address.
fn kept(params: &Params) -> Vec<(String, String)> {
    let keep =
        |(name, _): &&(String, String)| matches!(name.as_str(), "sort" | "columns" | "limit");
    params.0.iter().filter(keep).cloned().collect()
}

/// The places inside the programme's home, for choice.
pub fn places(home: &RegionCode) -> Vec<(String, &'static str)> {
    let year = crate::parties::region::LATEST;
    let mut places: Vec<(String, &'static str)> =
        regions().name(home, year).into_iter().map(|name| (home.to_string(), name)).collect();
    places
        .extend(regions().children(home, year).into_iter().map(|(c, name)| (c.to_string(), name)));
    places
}

/// Whether files are attached to rows of a register: not to what is itself about a row.
fn provable(register: &Register) -> bool {
    register.about().is_none()
}

/// With or without evidence.
fn evidence(say: Say, params: &Params) -> Control {
    let value = params.get("evidence").unwrap_or("").to_string();
    let one = |word: &str, zh, en| (word.to_string(), say.of(zh, en).to_string(), value == word);
    let words = vec![one("none", "缺佐证", "lacking"), one("some", "有佐证", "attached")];
    let label = say.of("佐证", "evidence").to_string();
    Control { name: "evidence".to_string(), label, kind: ControlKind::Words(words), value }
}

fn export(asked: &ListAsked<'_>, ending: &str) -> String {
    let rest = asked.params.without(&["after", "before", "limit", "columns", "lang", "notice"]);
    let between = if asked.path.ends_with("/rows") { "" } else { "/export" };
    rest.link(&format!("{}{between}/{ending}", asked.path))
}

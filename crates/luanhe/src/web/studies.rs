//! Studies: the list, and each with what it asks, run on the ledger's indicators or on pasted tables.

use askama::Template;
use serde_json::json;

use super::ask::Ask;
use super::measures::region_of;
use super::reply::{CSV, DOCX, Reply};
use crate::base::{Day, Error, Fault, Place, RegionCode, Result, say};
use crate::import::book::Book;
use crate::measure::studies::{self, Measured, Panel, Params, Study, Tables};
use crate::pages::{Say, Verb, drawn};
use crate::record::{Ledger, Origin};
use crate::tell::{Setting, docx, study_chart, study_charts, study_csv, study_report};

/// Rows shown on a page; the JSON has all.
const SHOWN: usize = 400;

struct Entry {
    path: String,
    family: &'static str,
    name: &'static str,
    question: &'static str,
}

#[derive(Template)]
#[template(path = "studies.html")]
struct StudiesPage {
    say: Say,
    entries: Vec<Entry>,
}

pub fn studies(_: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let say = ask.say();
    let mut entries: Vec<Entry> = studies::all()
        .map(|study| Entry {
            path: format!("/studies/{}", study.spec.id),
            family: study.spec.family,
            name: say.text(&studies::words(study.spec.name)),
            question: say.text(&studies::words(study.spec.question)),
        })
        .collect();
    // A10 stands behind A9.
    entries.sort_by_key(|entry| (entry.family.len(), entry.family, entry.path.clone()));
    let body = drawn(&StudiesPage { say, entries })?;
    ask.page(Verb::Measure, say.of("研究方法", "Studies"), &body)
}

/// A parameter or table of the form: name, what it is, what it may be, what was given.
struct Line {
    name: &'static str,
    about: &'static str,
    allowed: String,
    given: String,
}

struct Row {
    entity: String,
    period: String,
    metric: &'static str,
    value: String,
    n: usize,
    flags: String,
}

struct Shown {
    rows: Vec<Row>,
    total: usize,
    left: Vec<String>,
    notes: Vec<String>,
    id: String,
    pictures: Vec<String>,
    metrics: Vec<(&'static str, &'static str, bool)>,
}

#[derive(Template)]
#[template(path = "study.html")]
struct StudyPage {
    say: Say,
    study: &'static Study,
    name: &'static str,
    question: &'static str,
    tables: Vec<Line>,
    params: Vec<Line>,
    outputs: Vec<Line>,
    indicators: Vec<(&'static str, &'static str, bool)>,
    region: String,
    from: String,
    to: String,
    vintage: String,
    shown: Option<Shown>,
    path: String,
    json: String,
    /// Name and link of each format of the answer.
    exports: Vec<(&'static str, String)>,
}

pub fn study(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let (say, study) = (ask.say(), studies::find(ask.part("id"))?);
    let spec = &study.spec;
    let given = |name: &str| ask.query.get(name).unwrap_or("").to_string();
    let words = |text| say.text(&studies::words(text));
    let chosen: Vec<&str> = ask.query.all("indicators").collect();
    let tables = spec.inputs.iter().map(|input| Line {
        name: input.name,
        about: words(input.about),
        allowed: columns(input),
        given: given(&format!("table.{}", input.name)),
    });
    let params = spec.params.iter().map(|param| Line {
        name: param.name,
        about: words(param.about),
        allowed: studies::choices(&param.value),
        given: given(&format!("param.{}", param.name)),
    });
    let outputs = spec.outputs.iter().map(|output| Line {
        name: output.metric,
        about: words(output.about),
        allowed: output.unit.to_string(),
        given: output.uncertainty.code().to_string(),
    });
    let page = StudyPage {
        say,
        study,
        name: words(spec.name),
        question: words(spec.question),
        tables: tables.collect(),
        params: params.collect(),
        outputs: outputs.collect(),
        indicators: ask
            .app
            .site
            .indicators()
            .map(|i| (i.id, say.text(&i.title), chosen.contains(&i.id)))
            .collect(),
        region: region(ask)?.to_string(),
        from: day(ask, "from", ask.app.site.from)?.to_string(),
        to: day(ask, "to", ask.app.site.to)?.to_string(),
        vintage: given("vintage"),
        shown: run(ledger, ask, study, true)?
            .map(|measured| shown(say, study, &measured, &given("metric"))),
        path: format!("/studies/{}", spec.id),
        json: ask.query.link(&format!("/api/studies/{}", spec.id)),
        exports: ["csv", "docx"]
            .map(|kind| (kind, ask.query.link(&format!("/studies/{}/{kind}", spec.id))))
            .to_vec(),
    };
    ask.page(Verb::Measure, page.name, &drawn(&page)?)
}

fn columns(input: &stats::spec::Input) -> String {
    let name = |column: &stats::spec::Column| {
        format!("{}{}", column.name, if column.required { "" } else { "?" })
    };
    input.columns.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn shown(say: Say, study: &Study, measured: &Measured, metric: &str) -> Shown {
    let spec = &study.spec;
    let title = |metric: &str| {
        let output = spec.outputs.iter().find(|output| output.metric == metric);
        output.map_or("", |output| say.text(&studies::words(output.about)))
    };
    // The pictures of the method, or the one metric that was asked for.
    let charts = match metric {
        "" => study_charts(spec, measured),
        metric => study_chart(spec, measured, metric).into_iter().collect(),
    };
    let drawn = charts.iter().enumerate();
    let drawn = drawn.map(|(at, chart)| chart.svg(900.0, &format!("study{at}"), say.0));
    let row = |row: &stats::Row| Row {
        entity: row.entity.clone(),
        period: row.period.map_or_else(String::new, |period| period.to_string()),
        metric: title(row.metric),
        value: studies::value(row, say.0),
        n: row.n,
        flags: row.flags.join(" "),
    };
    Shown {
        rows: measured.rows.iter().take(SHOWN).map(row).collect(),
        total: measured.rows.len(),
        left: measured.dropped.iter().map(|left| studies::left(left, say.0)).collect(),
        notes: measured.notes.iter().map(|n| say.of(&n.zh, &n.en).to_string()).collect(),
        id: measured.record.id.clone(),
        pictures: drawn.collect(),
        metrics: spec
            .outputs
            .iter()
            .map(|o| (o.metric, title(o.metric), o.metric == metric))
            .collect(),
    }
}

/// The answer as a file.
pub fn export(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let study = studies::find(ask.part("id"))?;
    let Some(measured) = run(ledger, ask, study, true)? else {
        return Err(Error::Missing(say!("还没有给出表", "no table was given")));
    };
    let name = |kind: &str| {
        let name = ask.say().text(&studies::words(study.spec.name));
        format!("{name} {}.{kind}", measured.record.id.chars().take(12).collect::<String>())
    };
    match ask.part("format") {
        "csv" => Ok(Reply::File { name: name("csv"), media: CSV, bytes: study_csv(&measured)? }),
        "docx" => {
            let site = &ask.app.site;
            let setting = Setting {
                programme: site.title.clone(),
                from: day(ask, "from", site.from)?,
                to: day(ask, "to", site.to)?,
                today: ledger.clock.today(),
                origin: if site.is_demo() { Origin::Synthetic } else { Origin::Quoted },
                chain_head: ledger.head()?.printed(),
            };
            let document = study_report(study, &measured, setting);
            Ok(Reply::File { name: name("docx"), media: DOCX, bytes: docx(&document, ask.lang)? })
        }
        other => Err(Error::Missing(say!(
            "没有 {other} 格式；可用 csv、docx",
            "there is no format {other}; take csv or docx"
        ))),
    }
}

pub fn list(_: &mut Ledger, _: &Ask) -> Result<Reply> {
    let specs: Vec<_> = studies::all().map(|study| &study.spec).collect();
    Ok(Reply::Json(200, json!(specs)))
}

/// The spec, or the answer where tables were given.
pub fn answer(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let study = studies::find(ask.part("id"))?;
    let trace = ask.query.get("trace").is_some();
    let measured = run(ledger, ask, study, trace)?;
    Ok(Reply::Json(200, measured.map_or_else(|| json!(study.spec), |measured| json!(measured))))
}

/// None where neither indicators nor a table was given. Indicators fill the first table that was
/// not pasted. With `trace`, the quantities on the way are kept: some pictures show them.
fn run(
    ledger: &mut Ledger,
    ask: &Ask,
    study: &'static Study,
    trace: bool,
) -> Result<Option<Measured>> {
    let mut params = Params::new();
    for param in study.spec.params {
        if let Some(value) = ask.query.get(&format!("param.{}", param.name)) {
            params.insert(param.name.to_string(), value.to_string());
        }
    }
    let mut tables = Tables::new();
    let mut open = None;
    for input in study.spec.inputs {
        match ask.query.get(&format!("table.{}", input.name)) {
            Some(text) => {
                let book = Book::pasted(text)?;
                let vintage = ask.query.get("vintage").unwrap_or("");
                let read = studies::read(study, input.name, (&params, vintage), |take| {
                    book.texts(0, take)
                });
                tables.insert(input.name.to_string(), read?);
            }
            None => open = open.or(Some(input.name)),
        }
    }
    let indicators: Vec<&str> = ask.query.all("indicators").collect();
    if let Some(table) = open.filter(|_| !indicators.is_empty()) {
        let known = |id: &&str| ask.app.site.indicators().find(|i| i.id == *id);
        let panel = Panel {
            indicators: indicators.iter().filter_map(known).collect(),
            programme: ask.app.site.programme.clone(),
            region: region(ask)?,
            from: day(ask, "from", ask.app.site.from)?,
            to: day(ask, "to", ask.app.site.to)?,
        };
        let read = panel.table(ledger, ask.actor()?, (study, table), &params)?;
        tables.insert(table.to_string(), read);
    }
    if tables.is_empty() {
        return Ok(None);
    }
    studies::run(study, tables, &params, trace).map(Some)
}

fn region(ask: &Ask) -> Result<RegionCode> {
    let given = ask.query.get("region").and_then(|text| text.split(' ').next());
    match given.and_then(RegionCode::parse) {
        Some(region) => Ok(region),
        None => region_of(ask),
    }
}

fn day(ask: &Ask, name: &str, default: Day) -> Result<Day> {
    let Some(text) = ask.query.get(name) else { return Ok(default) };
    Day::parse(text).ok_or_else(|| {
        Error::fault(Fault::error(
            Place::field(name),
            say!("“{text}”不是日期", "“{text}” is not a day"),
            say!("请写成 2021-12-31", "write it as 2021-12-31"),
        ))
    })
}

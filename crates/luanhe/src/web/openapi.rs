//! The API's own description, made from FIELDS: as an OpenAPI document, and as a page of ours.

use askama::Template;
use serde_json::{Map, Value as Json, json};

use super::ask::Ask;
use super::reply::Reply;
use crate::base::{Lang, Result};
use crate::pages::{Say, Verb, drawn, is_filter};
use crate::record::{Field, Kind, Ledger, Register};

/// What stands beside the registers: method, path, what it gives.
const OTHERS: &[(&str, &str, &str, &str)] = &[
    (
        "get",
        "/api/measure/{id}",
        "指标的值、拆分、行集指纹",
        "an indicator's value, parts and row-set hash",
    ),
    ("get", "/api/findings", "监测发现", "findings"),
    ("post", "/api/findings/{rule}/{row}/clearance", "核销一条发现", "clears a finding"),
    ("get", "/api/evidence/{id}/file", "一份佐证的文件", "the file of a piece of evidence"),
    ("get", "/api/entries", "记账链", "the chain of entries"),
    ("get", "/api/verification", "核验记账链", "verifies the chain"),
];

const ROWS: &[(&str, &str, &str, &str)] = &[
    (
        "get",
        "",
        "列出：筛选、排序、翻页、按何日所知",
        "lists: filters, sort, pages, as known on a day",
    ),
    ("post", "", "录入一行", "adds a row"),
    ("get", "/{id}", "一行与历次版本", "a row and its versions"),
    (
        "post",
        "/{id}/correction",
        "更正（需理由与所见版本）",
        "corrects it, with reason and version seen",
    ),
    ("post", "/{id}/voiding", "作废（需理由与所见版本）", "voids it, with reason and version seen"),
    ("get", "/{id}/evidence", "该行的佐证", "the evidence of a row"),
    (
        "post",
        "/{id}/steps",
        "办理：to、day、document（有流程的台账）",
        "moves it on: to, day, document (registers with a workflow)",
    ),
    (
        "post",
        "/{id}/evidence",
        "上传一份佐证：正文为文件字节，地址里写 name、title、page",
        "attaches a file: its bytes as the body; name, title and page in the address",
    ),
];

fn schema(field: &Field, lang: Lang) -> Json {
    let label = field.label.to(lang);
    let hint = field.hint.to(lang);
    let mut schema = match field.kind {
        Kind::Money => {
            json!({ "type": ["integer", "null"], "description": format!("{label} (fen)") })
        }
        Kind::Whole => json!({ "type": ["integer", "null"], "description": label }),
        Kind::Decimal(_) => json!({ "type": ["number", "null"], "description": label }),
        Kind::Month => {
            json!({ "type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}$", "description": label })
        }
        Kind::Day => json!({ "type": ["string", "null"], "format": "date", "description": label }),
        Kind::Choice(words) => {
            let words: Vec<&str> = words.iter().map(|c| c.word).collect();
            json!({ "type": ["string", "null"], "enum": words, "description": label })
        }
        Kind::Region => {
            json!({ "type": ["string", "null"], "pattern": "^[1-9][0-9]{5}([0-9]{3}){0,2}$", "description": label })
        }
        kind if kind.is_sensitive() => {
            json!({ "type": ["string", "null"], "description": format!("{label} (masked when read)") })
        }
        _ => json!({ "type": ["string", "null"], "description": label }),
    };
    if !hint.is_empty() {
        schema["examples"] = json!([hint]);
    }
    schema
}

fn row_schema(register: &Register, lang: Lang) -> Json {
    let own = |field: &Field| (field.name.to_string(), schema(field, lang));
    let properties: Map<String, Json> = register.fields.iter().map(own).collect();
    let required: Vec<&str> =
        register.fields.iter().filter(|f| f.required).map(|f| f.name).collect();
    json!({ "type": "object", "title": register.title.to(lang), "properties": properties, "required": required })
}

fn filters(register: &Register, lang: Lang) -> Vec<Json> {
    let one = |name: String, about: String| json!({ "name": name, "in": "query", "required": false, "description": about, "schema": { "type": "string" } });
    let mut all = Vec::new();
    for field in register.fields.iter().filter(|f| is_filter(register, f)) {
        let label = field.label.to(lang);
        all.push(one(field.name.to_string(), label.to_string()));
        if field.kind.is_day() || field.kind.is_number() {
            all.push(one(format!("{}_from", field.name), format!("{label} ≥")));
            all.push(one(format!("{}_to", field.name), format!("{label} ≤")));
        }
    }
    for (name, about) in [
        ("sort", "field, or -field"),
        ("after", "`next` of the page before"),
        ("limit", "1–1000"),
        ("known_on", "YYYY-MM-DD"),
        ("evidence", "none | some"),
    ] {
        all.push(one(name.to_string(), about.to_string()));
    }
    all
}

/// The whole document.
fn document(ledger: &Ledger, lang: Lang) -> Json {
    let say = Say(lang);
    let mut paths = Map::new();
    let mut schemas = Map::new();
    let answers = json!({
        "200": { "description": "done" }, "401": { "description": "not signed in" },
        "403": { "description": "refused" }, "404": { "description": "missing" },
        "409": { "description": "someone was first" }, "422": { "description": "faults, each with field, reason and remedy" },
    });
    for register in &ledger.catalog.registers {
        schemas.insert(register.name.to_string(), row_schema(register, lang));
        for (method, path, zh, en) in ROWS {
            let at = format!("/api/{}{path}", register.name);
            let mut operation =
                json!({ "summary": say.of(zh, en), "tags": [register.name], "responses": answers });
            let mut parameters = if path.is_empty() && *method == "get" {
                filters(register, lang)
            } else {
                Vec::new()
            };
            if path.starts_with("/{id}") {
                parameters.push(json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }));
            }
            operation["parameters"] = parameters.into();
            if *method == "post" {
                let schema = json!({ "$ref": format!("#/components/schemas/{}", register.name) });
                operation["requestBody"] = if path.ends_with("/evidence") {
                    json!({ "content": { "application/octet-stream": {} } })
                } else {
                    json!({ "content": { "application/json": { "schema": schema } } })
                };
            }
            let entry = paths.entry(at).or_insert_with(|| json!({}));
            entry[*method] = operation;
        }
    }
    for (method, path, zh, en) in OTHERS {
        let named = path.split('/').filter_map(|p| p.strip_prefix('{')?.strip_suffix('}'));
        let parameters: Vec<Json> = named
            .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
            .collect();
        let operation =
            json!({ "summary": say.of(zh, en), "parameters": parameters, "responses": answers });
        paths.insert((*path).to_string(), json!({ *method: operation }));
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": say.of("滦河", "Luanhe"), "version": env!("CARGO_PKG_VERSION") },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "basic": { "type": "http", "scheme": "basic" } },
        },
        "security": [{ "basic": [] }],
    })
}

pub fn openapi(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    Ok(Reply::Json(200, document(ledger, ask.lang)))
}

/// Method, path and summary.
type Operation = (&'static str, String, &'static str);

#[derive(Template)]
#[template(path = "api.html")]
struct ApiPage {
    say: Say,
    registers: Vec<(&'static Register, Vec<Operation>)>,
    others: Vec<Operation>,
}

impl ApiPage {
    fn kind(&self, field: &Field) -> String {
        super::manual::kind(self.say, field)
    }

    fn filters(&self, register: &Register) -> String {
        let names = register.fields.iter().filter(|f| is_filter(register, f)).map(|f| f.name);
        names.collect::<Vec<_>>().join(" ")
    }
}

pub fn page(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let say = ask.say();
    let operation =
        |name: &str, (method, path, zh, en): &(&'static str, &str, &'static str, &'static str)| {
            (*method, format!("/api/{name}{path}"), say.of(zh, en))
        };
    let registers = ledger.catalog.registers.iter().map(|register| {
        (*register, ROWS.iter().map(|row| operation(register.name, row)).collect())
    });
    let others =
        OTHERS.iter().map(|(method, path, zh, en)| (*method, (*path).to_string(), say.of(zh, en)));
    let page = ApiPage { say, registers: registers.collect(), others: others.collect() };
    ask.page(Verb::Aside, say.of("接口", "API"), &drawn(&page)?)
}

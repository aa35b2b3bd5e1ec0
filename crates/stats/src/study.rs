//! Runs a study: checks what came in, computes, and names the run by what went into it.

use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::answer::{Answer, Dropped, Note, Quantity, Row};
use crate::spec::{Column, Input, Kind, Spec, Study, Value};
use crate::table::{Data, Keys, Table, hex};

pub type Tables = BTreeMap<String, Table>;
pub type Params = BTreeMap<String, String>;

/// What is wrong with an input, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    pub table: String,
    pub column: String,
    /// Rows of the table as it came, by the numbers it came with; the first twenty.
    pub lines: Vec<u32>,
    pub zh: String,
    pub en: String,
}

impl Fault {
    pub fn new(table: &str, zh: impl Into<String>, en: impl Into<String>) -> Fault {
        let (column, lines) = (String::new(), Vec::new());
        Fault { table: table.to_string(), column, lines, zh: zh.into(), en: en.into() }
    }

    pub fn column(mut self, column: &str) -> Fault {
        self.column = column.to_string();
        self
    }

    pub fn lines(mut self, lines: impl IntoIterator<Item = u32>) -> Fault {
        self.lines = lines.into_iter().take(20).collect();
        self
    }
}

/// One fault as the whole refusal.
pub fn refuse<T>(fault: Fault) -> Result<T, Vec<Fault>> {
    Err(vec![fault])
}

/// Checked tables in canonical order and checked parameters: what a study sees.
pub struct Case {
    tables: BTreeMap<&'static str, Table>,
    params: Params,
}

impl Case {
    /// A required table of the spec.
    pub fn table(&self, name: &str) -> &Table {
        self.tables.get(name).expect("checked: a required table is there")
    }

    pub fn maybe(&self, name: &str) -> Option<&Table> {
        self.tables.get(name)
    }

    pub fn words(&self, name: &str) -> &str {
        self.params.get(name).expect("a study asks only for the parameters of its spec")
    }

    pub fn list(&self, name: &str) -> Vec<&str> {
        let parts = self.words(name).split(',').map(str::trim);
        parts.filter(|part| !part.is_empty()).collect()
    }

    pub fn real(&self, name: &str) -> f64 {
        self.words(name).parse().expect("checked: a real parameter parses")
    }

    pub fn whole(&self, name: &str) -> i64 {
        self.words(name).parse().expect("checked: a whole parameter parses")
    }

    pub fn seed(&self) -> u64 {
        self.whole("seed").unsigned_abs()
    }
}

/// Names a run; two runs with the same record are the same run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Record {
    /// SHA-256 over the other fields.
    pub id: String,
    pub method: &'static str,
    pub version: &'static str,
    pub params: Params,
    pub inputs: Vec<InputRecord>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InputRecord {
    pub table: &'static str,
    pub vintage: String,
    pub rows: usize,
    pub hash: String,
}

#[derive(Debug, Serialize)]
pub struct Measured {
    pub rows: Vec<Row>,
    pub dropped: Vec<Dropped>,
    pub notes: Vec<Note>,
    pub trace: Vec<Quantity>,
    pub record: Record,
}

impl Measured {
    /// The value of one cell, for callers that know what they look for.
    pub fn value(&self, entity: &str, period: Option<i64>, metric: &str) -> Option<f64> {
        self.row(entity, period, metric).and_then(|row| row.value)
    }

    pub fn row(&self, entity: &str, period: Option<i64>, metric: &str) -> Option<&Row> {
        let same = |r: &&Row| r.entity == entity && r.period == period && r.metric == metric;
        self.rows.iter().find(same)
    }
}

/// Runs `study`. All faults of tables and parameters are reported at once. With `trace`, the
/// quantities on the way are kept.
pub fn measure(
    study: &'static Study,
    tables: Tables,
    params: &Params,
    trace: bool,
) -> Result<Measured, Vec<Fault>> {
    let mut faults = Vec::new();
    let params = checked_params(&study.spec, params, &mut faults);
    let tables = checked_tables(&study.spec, tables, &params, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let record = record(&study.spec, &tables, &params);
    let mut answer = Answer::new(&study.spec, trace);
    (study.run)(&Case { tables, params }, &mut answer)?;
    let Answer { rows, dropped, notes, trace, .. } = answer;
    Ok(Measured { rows, dropped, notes, trace, record })
}

fn record(spec: &Spec, tables: &BTreeMap<&'static str, Table>, params: &Params) -> Record {
    let inputs: Vec<InputRecord> = tables
        .iter()
        .map(|(&table, data)| InputRecord {
            table,
            vintage: data.vintage.clone(),
            rows: data.len(),
            hash: data.digest(),
        })
        .collect();
    let mut hash = Sha256::new();
    hash.update(format!("{}@{}\n", spec.id, spec.version));
    params.iter().for_each(|(name, value)| hash.update(format!("{name}={value}\n")));
    inputs.iter().for_each(|input| hash.update(format!("{}:{}\n", input.table, input.hash)));
    let id = hex(&hash.finalize());
    Record { id, method: spec.id, version: spec.version, params: params.clone(), inputs }
}

/// Every parameter of the spec with its value in one spelling.
pub(crate) fn checked_params(spec: &Spec, given: &Params, faults: &mut Vec<Fault>) -> Params {
    for name in given.keys().filter(|n| spec.params.iter().all(|p| p.name != n.as_str())) {
        let known: Vec<&str> = spec.params.iter().map(|p| p.name).collect();
        let known = known.join(", ");
        faults.push(Fault::new(
            "",
            format!("没有参数“{name}”；可用：{known}"),
            format!("no parameter `{name}`; there are: {known}"),
        ));
    }
    let mut params = Params::new();
    for param in spec.params {
        let text = given.get(param.name).map(|t| t.trim());
        let value = match &param.value {
            Value::Real { default, lo, hi } => {
                let value = text.map_or(Ok(*default), |t| t.parse::<f64>().map_err(|_| ()));
                value.ok().filter(|v| lo <= v && v <= hi).map(|v| v.to_string())
            }
            Value::Whole { default, lo, hi } => {
                let value = text.map_or(Ok(*default), |t| t.parse::<i64>().map_err(|_| ()));
                value.ok().filter(|v| lo <= v && v <= hi).map(|v| v.to_string())
            }
            Value::Choice { default, options } => {
                let value = text.unwrap_or(default);
                options.contains(&value).then(|| value.to_string())
            }
            Value::Words { default } => Some(text.unwrap_or(default).to_string()),
        };
        match value {
            Some(value) => {
                params.insert(param.name.to_string(), value);
            }
            None => faults.push(Fault::new(
                "",
                format!("参数“{}”应为{}", param.name, allowed(&param.value)),
                format!("parameter `{}` should be {}", param.name, allowed(&param.value)),
            )),
        }
    }
    params
}

/// The values a parameter may take, in signs that need no language.
fn allowed(value: &Value) -> String {
    match value {
        Value::Real { lo, hi, .. } => format!("{lo} … {hi}"),
        Value::Whole { lo, hi, .. } => format!("{lo} … {hi} (1, 2, 3)"),
        Value::Choice { options, .. } => options.join(" | "),
        Value::Words { .. } => "…".to_string(),
    }
}

/// The columns an input asks for, with `$x` replaced by what parameter `x` names.
pub(crate) fn resolved<'a>(input: &'a Input, params: &'a Params) -> Vec<(&'a str, &'a Column)> {
    let mut columns: Vec<(&str, &Column)> = Vec::new();
    for column in input.columns {
        match column.name.strip_prefix('$') {
            None => columns.push((column.name, column)),
            Some(param) => {
                let named = params.get(param).map_or("", String::as_str).split(',').map(str::trim);
                columns.extend(named.filter(|n| !n.is_empty()).map(|name| (name, column)));
            }
        }
    }
    // Keys and periods first: they decide the order and what counts as repeated.
    columns.sort_by_key(|(_, c)| !matches!(c.kind, Kind::Key | Kind::Period));
    columns
}

fn checked_tables(
    spec: &'static Spec,
    mut given: Tables,
    params: &Params,
    faults: &mut Vec<Fault>,
) -> BTreeMap<&'static str, Table> {
    let mut tables = BTreeMap::new();
    for input in spec.inputs {
        match given.remove(input.name) {
            Some(table) => {
                let before = faults.len();
                let columns = resolved(input, params);
                check_columns(input, &columns, &table, faults);
                if faults.len() == before {
                    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
                    let table = table.canonical(&names);
                    check_rows(input, &columns, &table, faults);
                    tables.insert(input.name, table);
                }
            }
            None if input.required => faults.push(Fault::new(
                input.name,
                format!("缺少表“{}”：{}", input.name, input.about.zh),
                format!("table `{}` is missing: {}", input.name, input.about.en),
            )),
            None => {}
        }
    }
    check_bases(spec, &tables, faults);
    for name in given.keys() {
        let known: Vec<&str> = spec.inputs.iter().map(|i| i.name).collect();
        let known = known.join(", ");
        faults.push(Fault::new(
            name,
            format!("没有名为“{name}”的输入表；可用：{known}"),
            format!("no input table `{name}`; there are: {known}"),
        ));
    }
    tables
}

fn check_columns(
    input: &Input,
    columns: &[(&str, &Column)],
    table: &Table,
    faults: &mut Vec<Fault>,
) {
    for (name, column) in columns {
        let Some(data) = table.column(name) else {
            if column.required {
                faults.push(
                    Fault::new(
                        input.name,
                        format!("表“{}”缺少列“{name}”：{}", input.name, column.about.zh),
                        format!("`{}` lacks column `{name}`: {}", input.name, column.about.en),
                    )
                    .column(name),
                );
            }
            continue;
        };
        let fits = match column.kind {
            Kind::Key | Kind::Label | Kind::Basis => matches!(data, Data::Keys(_)),
            Kind::Period => matches!(data, Data::Periods(_)),
            Kind::Number => matches!(data, Data::Numbers(_)),
        };
        if !fits {
            let (zh, en) = kind_words(column.kind);
            faults.push(
                Fault::new(
                    input.name,
                    format!("列“{name}”应为{zh}"),
                    format!("column `{name}` should hold {en}"),
                )
                .column(name),
            );
        }
    }
}

pub(crate) fn kind_words(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Key | Kind::Label | Kind::Basis => ("文字", "text"),
        Kind::Period => ("整数时期", "whole periods"),
        Kind::Number => ("数字", "numbers"),
    }
}

fn check_rows(input: &Input, columns: &[(&str, &Column)], table: &Table, faults: &mut Vec<Fault>) {
    for (name, column) in columns {
        let bad: Vec<u32> = match (column.kind, table.column(name)) {
            (Kind::Number, Some(Data::Numbers(x))) => {
                let infinite = (0..x.len()).filter(|&i| x[i].is_infinite());
                infinite.map(|i| table.line(i)).collect()
            }
            (Kind::Key | Kind::Label, Some(Data::Keys(keys))) => {
                let empty = (0..table.len()).filter(|&i| keys.word(i).is_empty());
                empty.map(|i| table.line(i)).collect()
            }
            (Kind::Basis, Some(Data::Keys(keys))) => mixed(keys, table),
            _ => Vec::new(),
        };
        if !bad.is_empty() {
            faults.push(bad_cells(input.name, name, column.kind, bad));
        }
    }
    if input.unique {
        let keyed = columns.iter().filter(|(n, c)| {
            matches!(c.kind, Kind::Key | Kind::Period) && table.column(n).is_some()
        });
        let count = keyed.count();
        let again = if count == 0 { Vec::new() } else { table.repeated(count) };
        if !again.is_empty() {
            faults.push(
                Fault::new(
                    input.name,
                    format!("表“{}”有重复的键；请只留一行", input.name),
                    format!("`{}` repeats a key; keep one row of each", input.name),
                )
                .lines(again),
            );
        }
    }
}

fn bad_cells(table: &str, name: &str, kind: Kind, mut lines: Vec<u32>) -> Fault {
    lines.sort_unstable();
    let (zh, en) = match kind {
        Kind::Number => ("不是有限的数", "is not a finite number"),
        Kind::Basis => ("口径不一，不能混用", "mixes units or price bases"),
        Kind::Key | Kind::Label | Kind::Period => ("为空", "is empty"),
    };
    Fault::new(table, format!("列“{name}”{zh}"), format!("column `{name}` {en}"))
        .column(name)
        .lines(lines)
}

/// Tables whose values stand side by side have one unit and one price basis; within a table
/// [`mixed`] saw to it.
fn check_bases(spec: &Spec, tables: &BTreeMap<&'static str, Table>, faults: &mut Vec<Fault>) {
    for name in ["unit", "price_basis"] {
        let mut first: Option<(&str, &str)> = None;
        for input in spec.inputs.iter().filter(|input| {
            input.columns.iter().any(|c| c.kind == Kind::Basis && c.name == name)
                && input.columns.iter().all(|c| c.name != "indicator")
        }) {
            let Some(table) = tables.get(input.name).filter(|table| !table.is_empty()) else {
                continue;
            };
            let Some(basis) = table.key(name).map(|keys| keys.word(0)) else { continue };
            let (other, word) = *first.get_or_insert((input.name, basis));
            if word != basis {
                let words = (
                    format!("列“{name}”为“{basis}”，而表“{other}”为“{word}”；请先换成一样"),
                    format!(
                        "`{name}` is `{basis}`, but `{word}` in `{other}`: make them one first"
                    ),
                );
                faults.push(Fault::new(input.name, words.0, words.1).column(name));
            }
        }
    }
}

/// Lines whose basis differs from the first row of the same indicator (or of the table).
fn mixed(basis: &Keys, table: &Table) -> Vec<u32> {
    let code = |name: &str, i: usize| table.key(name).map_or(0, |keys| keys.codes[i]);
    let mut first: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    let differs = |&i: &usize| {
        let group = (code("subsystem", i), code("indicator", i));
        *first.entry(group).or_insert(basis.codes[i]) != basis.codes[i]
    };
    (0..table.len()).filter(differs).map(|i| table.line(i)).collect()
}

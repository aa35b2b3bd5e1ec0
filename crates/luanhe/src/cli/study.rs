//! `luanhe measure study ID --input TABLE=FILE`: a method of the statistics crate, asked of files or
//! of the ledger.

use std::path::Path;
use std::process::ExitCode;

use serde_json::json;

use super::args::{Args, Study};
use super::open;
use super::out::Out;
use crate::base::{Error, Fault, Place, Result, say};
use crate::import::book::{Book, Source};
use crate::import::parquet;
use crate::measure::studies::{self, Panel, Params, Tables};
use crate::topics;

/// In place of a file: the ledger's indicators by county and year.
const LEDGER: &str = "ledger";

pub fn list(out: &Out) -> Result<ExitCode> {
    let specs: Vec<_> = studies::all().map(|study| &study.spec).collect();
    let line = |spec: &&studies::Spec| {
        let (name, question) = (studies::words(spec.name), studies::words(spec.question));
        format!("{}  {}  {}  {}", spec.family, spec.id, name.to(out.lang), question.to(out.lang))
    };
    out.answer(&json!(specs), specs.iter().map(line));
    Ok(ExitCode::SUCCESS)
}

pub fn run(args: &Args, asked: &Study, out: &Out) -> Result<ExitCode> {
    let Some(id) = asked.id.as_deref().filter(|_| !asked.list) else { return list(out) };
    let study = studies::find(id)?;
    if asked.input.is_empty() {
        out.answer(&json!(study.spec), studies::asked(&study.spec, out.lang));
        return Ok(ExitCode::SUCCESS);
    }
    let params: Params =
        asked.param.iter().map(|text| pair(text, "param")).collect::<Result<_>>()?;
    let mut tables = Tables::new();
    let mut head = None;
    for text in &asked.input {
        let (table, file) = pair(text, "input")?;
        let read = if file == LEDGER {
            let mut ledger = open::ledger(args)?;
            head = Some(ledger.head()?.printed());
            panel(args, asked)?.table(&mut ledger, &open::me(), (study, &table), &params)?
        } else {
            let path = Path::new(&file);
            let of = (&params, asked.vintage.as_str());
            match parquet::opened(path)? {
                Some(long) => {
                    studies::read(study, &table, of, |take| parquet::texts((&file, long), take))?
                }
                // The first sheet of a book.
                None => {
                    let book = Book::open(&file, Source::from(path))?;
                    studies::read(study, &table, of, |take| book.texts(0, take))?
                }
            }
        };
        tables.insert(table, read);
    }
    let measured = studies::run(study, tables, &params, asked.trace)?;
    let mut json = json!(measured);
    if let Some(head) = head {
        json["head"] = head.into();
    }
    out.answer(&json, studies::shown(&study.spec, &measured, out.lang));
    Ok(ExitCode::SUCCESS)
}

fn pair(text: &str, option: &str) -> Result<(String, String)> {
    let split = text.split_once('=');
    let split = split.map(|(name, value)| (name.trim().to_string(), value.trim().to_string()));
    split.ok_or_else(|| {
        Error::fault(Fault::error(
            Place::field(option),
            say!("“{text}”里没有等号", "“{text}” has no equals sign"),
            say!("请写成 名称=值", "write it as NAME=VALUE"),
        ))
    })
}

fn panel(args: &Args, asked: &Study) -> Result<Panel> {
    let needed = |day: &Option<String>, field: &str| {
        let text = day.as_deref().ok_or_else(|| needs(field))?;
        open::day(text, field)
    };
    if asked.indicators.is_empty() {
        return Err(needs("indicators"));
    }
    let indicators = asked.indicators.iter().map(|id| topics::indicator(id));
    Ok(Panel {
        indicators: indicators.collect::<Result<_>>()?,
        programme: args.programme.clone(),
        region: open::region(&asked.region)?,
        from: needed(&asked.from, "from")?,
        to: needed(&asked.to, "to")?,
    })
}

fn needs(field: &str) -> Error {
    Error::fault(Fault::error(
        Place::field(field),
        say!("取台账的数据需要 --{field}", "data of the ledger need --{field}"),
        say!(
            "如 --indicators funds.arrived --from 2016-01-01 --to 2021-12-31",
            "such as --indicators funds.arrived --from 2016-01-01 --to 2021-12-31"
        ),
    ))
}

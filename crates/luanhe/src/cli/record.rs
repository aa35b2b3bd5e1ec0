//! `luanhe record REGISTER list|show|history|adjust`, and what `evidence` adds.

use std::process::ExitCode;

use serde_json::{Value as Json, json};

use super::args::{Args, Record, RecordCommand};
use super::out::Out;
use super::{evidence, open};
use crate::base::{Error, Fault, Place, Result, say};
use crate::pages::{Params, Posting, Say, adjusting, object, query};
use crate::record::{Act, Entry, EntryKind, Ledger, Query, Recorded, Register};
use crate::topics;
use crate::workflow::{Step, advance};

pub fn run(args: &Args, asked: &Record, out: &Out) -> Result<ExitCode> {
    let mut ledger = open::ledger(args)?;
    let register = ledger.catalog.register(&asked.register)?;
    match &asked.command {
        RecordCommand::List { filter, sort, limit, known_on } => {
            let mut words = asked_for(filter)?;
            for (name, word) in [("sort", sort), ("known_on", known_on)] {
                words.0.extend(word.iter().map(|word| (name.to_string(), word.clone())));
            }
            let query = query(&mut ledger, register, &args.programme, &words)?;
            let query = Query { limit: *limit, ..query };
            let rows = ledger.list(&open::me(), &query)?;
            print_rows(&ledger, register, &rows, out)
        }
        RecordCommand::Show { id } => {
            let row = ledger.get(&open::me(), register, id)?.ok_or_else(|| missing(id))?;
            print_rows(&ledger, register, &[row], out)
        }
        RecordCommand::Adjust { id, differences, posted_on, reason, tally } => {
            let tally = tally.as_deref().unwrap_or("0");
            let posting = Posting { posted_on, tally, reason };
            let entry = adjust(&mut ledger, (register, id), differences, &posting)?;
            let no = entry.no;
            let said = say!(
                "已记调整分录（第 {no} 号记账）",
                "the adjusting entry is booked (entry {no})"
            );
            out.answer(&json!({"adjusts": id, "entry": entry}), [said.to(out.lang).to_string()]);
            Ok(ExitCode::SUCCESS)
        }
        RecordCommand::History { id } => {
            let versions = ledger.history(&open::me(), register, id)?;
            if versions.is_empty() {
                return Err(missing(id));
            }
            let mut shown = Vec::new();
            for (entry, row, put) in &versions {
                let row = object(register, row, &ledger.keys)?;
                shown.push(json!({"entry": entry, "put": put, "row": row}));
            }
            let lines = shown.iter().map(|version| {
                let (entry, row) = (&version["entry"], &version["row"]);
                format!("#{} {} {} {row}", entry["no"], entry["kind"], entry["actor"])
            });
            out.answer(&Json::Array(shown.clone()), lines.collect::<Vec<_>>());
            Ok(ExitCode::SUCCESS)
        }
        RecordCommand::Attach { id, file, page, title } => {
            evidence::attach(&mut ledger, register, id, (file, title, *page), out)
        }
        RecordCommand::Attached { id } => evidence::of_row(&mut ledger, register, id, out),
        RecordCommand::Step { id, to, day, document } => {
            let step = Step { to, day: open::day(day, "day")?, document };
            advanced(&mut ledger, (register, id), &step, out)
        }
        RecordCommand::Carry { into } => carry(&mut ledger, (register, args), into, out),
        RecordCommand::Lacks { filter, limit } => {
            let query = query(&mut ledger, register, &args.programme, &asked_for(filter)?)?;
            evidence::lacks(&mut ledger, query, *limit, out)
        }
        RecordCommand::Pack { out: path, filter } => {
            evidence::pack(args, &mut ledger, register, (filter, path), out)
        }
    }
}

/// Moves a row on in its workflow.
fn advanced(
    ledger: &mut Ledger,
    (register, id): (&'static Register, &str),
    step: &Step<'_>,
    out: &Out,
) -> Result<ExitCode> {
    let workflow = topics::workflow(register).ok_or_else(|| {
        Error::Missing(say!("这本台账没有办理流程", "this register has no workflow"))
    })?;
    let entry = advance(ledger, &open::me(), workflow, id, step)?;
    let line = format!("#{} {}", entry.no, entry.reason);
    out.answer(&json!({"entry": entry}), [line]);
    Ok(ExitCode::SUCCESS)
}

/// Takes pairs over into the programme that follows the one in use.
fn carry(
    ledger: &mut Ledger,
    (register, args): (&'static Register, &Args),
    into: &str,
    out: &Out,
) -> Result<ExitCode> {
    if register.name != "pairings" {
        return Err(Error::Missing(say!(
            "只有结对关系（pairings）可以带到承接的项目计划",
            "only `pairings` are carried into the programme that follows"
        )));
    }
    let carried = topics::carry_pairings(ledger, &open::me(), &args.programme, into)?;
    let (rows, known) = (carried.rows, carried.known);
    let said = say!(
        "带到 {into} {rows} 对，原已有 {known} 对",
        "{rows} pairs carried into {into}, {known} were there"
    );
    out.answer(
        &json!({"rows": rows, "known": known, "entries": carried.entries}),
        [said.to(out.lang).to_string()],
    );
    Ok(ExitCode::SUCCESS)
}

/// Filters as an address would have them: field=value.
fn asked_for(filter: &[String]) -> Result<Params> {
    let pairs = filter.iter().map(|words| match words.split_once('=') {
        Some((name, value)) => Ok((name.to_string(), value.to_string())),
        None => Err(Error::fault(Fault::error(
            Place::field("filter"),
            say!("“{words}”不是筛选条件", "“{words}” is no filter"),
            say!("请写成 字段=值，如 county=130825", "write field=value, such as county=130825"),
        ))),
    });
    pairs.collect::<Result<_>>().map(Params)
}

/// Books the differences of one row; each is written field=difference.
fn adjust(
    ledger: &mut Ledger,
    (register, id): (&'static Register, &str),
    differences: &[String],
    posting: &Posting<'_>,
) -> Result<Entry> {
    let row = ledger.get(&open::me(), register, id)?.ok_or_else(|| missing(id))?;
    let numbers = || register.fields.iter().filter(|f| f.kind.is_number()).map(|f| f.name);
    let mut given = Params::default();
    for words in differences {
        let found = words.split_once('=').filter(|(name, _)| numbers().any(|n| n == *name));
        let (name, value) = found.ok_or_else(|| {
            let known = numbers().collect::<Vec<_>>().join(", ");
            Error::fault(Fault::error(
                Place::field("differences"),
                say!("“{words}”不是差额", "“{words}” is no difference"),
                say!(
                    "请写成 字段=差额；可调整的字段：{known}",
                    "write field=difference; these can be adjusted: {known}"
                ),
            ))
        })?;
        given = given.with(name, value);
    }
    let change = adjusting(ledger, register, &row, &given, posting)?;
    let me = open::me();
    let act = Act {
        kind: EntryKind::Adjust,
        actor: &me,
        reason: posting.reason.to_string(),
        programme: row.programme.clone(),
        origin: row.origin,
        source: String::new(),
        sheets: Vec::new(),
    };
    ledger.write(&act, &mut std::iter::once(Ok(change)))
}

fn missing(id: &str) -> Error {
    Error::Missing(say!("没有这一行：{id}", "there is no row {id}"))
}

pub fn print_rows(
    ledger: &Ledger,
    register: &'static Register,
    rows: &[Recorded],
    out: &Out,
) -> Result<ExitCode> {
    let shown: Vec<Json> =
        rows.iter().map(|row| object(register, row, &ledger.keys)).collect::<Result<_>>()?;
    let tongue = Say(out.lang);
    let mut lines = Vec::new();
    for row in rows {
        let values = row.shown(register, &ledger.keys)?;
        let words = register.fields.iter().zip(&values).filter(|(_, value)| !value.is_null());
        let words = words.map(|(field, value)| {
            format!("{}={}", tongue.heading(field), tongue.value(field, value))
        });
        lines.push(format!("{}  {}", row.id, words.collect::<Vec<_>>().join("  ")));
    }
    out.answer(&Json::Array(shown), lines);
    Ok(ExitCode::SUCCESS)
}

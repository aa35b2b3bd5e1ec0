//! `luanhe record REGISTER attach|attached|lacks|pack`.

use std::path::Path;
use std::process::ExitCode;

use serde_json::json;

use super::args::Args;
use super::open;
use super::out::Out;
use crate::base::{Error, Result, file, say};
use crate::evidence::{Attachment, EVIDENCE, MOST_BYTES};
use crate::pages::{Export, Params, Say, query};
use crate::record::{Ledger, Query, Register};

pub fn attach(
    ledger: &mut Ledger,
    register: &'static Register,
    id: &str,
    (path, title, page): (&Path, &str, Option<i64>),
    out: &Out,
) -> Result<ExitCode> {
    let bytes = file::read(path, MOST_BYTES as u64)?;
    let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let attachment = Attachment { name, title: title.to_string(), page, bytes };
    ledger.attach(&open::me(), register, id, &[attachment])?;
    of_row(ledger, register, id, out)
}

pub fn of_row(
    ledger: &mut Ledger,
    register: &'static Register,
    id: &str,
    out: &Out,
) -> Result<ExitCode> {
    let all = ledger.evidence_of(&open::me(), register, id)?;
    let lines = all.iter().map(|piece| {
        let taken = [&piece.taken_on, &piece.taken_at].into_iter().flatten().cloned();
        let taken = taken.collect::<Vec<_>>().join(" ");
        let also = piece.also_on.join(" ");
        let (id, title, sm3, bytes) = (&piece.id, &piece.title, &piece.sm3, piece.bytes);
        format!("{id}  {title}  {bytes}  {sm3}  {taken}  {also}").trim_end().to_string()
    });
    let lines: Vec<String> = lines.collect();
    out.answer(&json!(all), lines);
    Ok(ExitCode::SUCCESS)
}

/// Rows that no file proves.
pub fn lacks(ledger: &mut Ledger, query: Query, limit: usize, out: &Out) -> Result<ExitCode> {
    let register = query.register;
    let query = Query { told_by: Some((&EVIDENCE, false)), limit, ..query };
    let count = ledger.count(&open::me(), &query, i64::MAX)?;
    out.talk(&say!("缺佐证的共 {count} 行", "{count} rows lack evidence"));
    let rows = ledger.list(&open::me(), &query)?;
    super::record::print_rows(ledger, register, &rows, out)
}

/// One zip of the rows that the filters choose; filters are those of a list's address.
pub fn pack(
    args: &Args,
    ledger: &mut Ledger,
    register: &'static Register,
    (filters, path): (&[String], &Path),
    out: &Out,
) -> Result<ExitCode> {
    let pairs = filters.iter().map(|words| match words.split_once('=') {
        Some((name, value)) => (name.to_string(), value.to_string()),
        // The query refuses it by name.
        None => (words.clone(), "1".to_string()),
    });
    let asked = Params(pairs.collect());
    let query = query(ledger, register, &args.programme, &asked)?;
    let me = open::me();
    let synthetic = ledger.setting("origin")?.as_deref() == Some("synthetic");
    let programme = args.programme.as_str();
    let export =
        Export { say: Say(out.lang), actor: &me, query, asked: &asked, programme, synthetic };
    let broken = |e: std::io::Error| {
        let path = path.display();
        Error::Busy(say!("写不了 {path}：{e}", "cannot write {path}: {e}"))
    };
    let made = std::fs::File::create(path).map_err(broken)?;
    let (rows, files) = export.pack(ledger, std::io::BufWriter::new(made), i64::MAX)?;
    let shown = path.display().to_string();
    let line = match out.lang {
        crate::base::Lang::Zh => format!("{shown}：{rows} 行，{files} 个文件"),
        crate::base::Lang::En => format!("{shown}: {rows} rows, {files} files"),
    };
    out.answer(&json!({ "rows": rows, "files": files, "written": shown }), [line]);
    Ok(ExitCode::SUCCESS)
}

//! `luanhe verify`, `rebuild` and `close`.

use std::process::ExitCode;

use serde_json::json;

use super::args::Args;
use super::open;
use super::out::Out;
use crate::base::{Lang, Result, say};

/// The exit code of a chain that does not hold.
const DAMAGED: u8 = 7;

pub fn verify(args: &Args, head: Option<&str>, out: &Out) -> Result<ExitCode> {
    let mut ledger = open::ledger(args)?;
    let verdict = ledger.verify(head, &mut |_| {})?;
    let (entries, rows, files) = (verdict.entries, verdict.rows, verdict.files);
    let mut lines = vec![match out.lang {
        Lang::Zh => {
            format!("核对 {entries} 号记账、{rows} 行、{files} 个文件；链头 {}", verdict.head)
        }
        Lang::En => {
            format!("checked {entries} entries, {rows} rows, {files} files; head {}", verdict.head)
        }
    }];
    for damage in &verdict.damages {
        let what = damage.what.to(out.lang);
        lines.push(format!("#{} {} {}  {what}", damage.entry, damage.table, damage.row));
    }
    match verdict.head_agrees {
        Some(true) => lines.push(
            say!("所给链头在本链上", "the head given lies on this chain").to(out.lang).into(),
        ),
        Some(false) => {
            lines.push(
                say!(
                    "所给链头不在本链上：账有改动",
                    "the head given is not on this chain: it was changed"
                )
                .to(out.lang)
                .into(),
            );
        }
        None => {}
    }
    if verdict.is_whole() {
        lines.push(say!("账链完整", "the chain is whole").to(out.lang).to_string());
    }
    out.answer(&json!(verdict), lines);
    Ok(if verdict.is_whole() { ExitCode::SUCCESS } else { ExitCode::from(DAMAGED) })
}

pub fn rebuild(args: &Args, out: &Out) -> Result<ExitCode> {
    let mut ledger = open::ledger(args)?;
    let mut rows = 0;
    ledger.rebuild(&mut |_, done| rows = rows.max(done))?;
    let said = say!("派生数据已重建", "derived state rebuilt");
    out.answer(&json!({"rebuilt": true}), [said.to(out.lang).to_string()]);
    Ok(ExitCode::SUCCESS)
}

pub fn close(args: &Args, until: &str, reason: &str, out: &Out) -> Result<ExitCode> {
    let mut ledger = open::ledger(args)?;
    let until = open::day(until, "until")?;
    let entry = ledger.close(&open::me(), &args.programme, until, reason)?;
    let no = entry.no;
    let said = say!("已结账至 {until}（第 {no} 号记账）", "closed until {until} (entry {no})");
    out.answer(&json!({"entry": entry}), [said.to(out.lang).to_string()]);
    Ok(ExitCode::SUCCESS)
}

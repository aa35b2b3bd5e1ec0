//! `luanhe import REGISTER FILE…` and `luanhe import undo N`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Value as Json, json};

use super::args::{Args, Import};
use super::open;
use super::out::Out;
use crate::base::{Error, Fault, Place, Result, file, say};
use crate::import::book::{Book, Source};
use crate::import::{Arrival, Outcome, accept, given_back, try_out};
use crate::record::Ledger;
use crate::topics;

/// What a file may weigh: a year's payments of a province are far below it.
const FILE_LIMIT: u64 = 2 << 30;

pub fn run(args: &Args, asked: &Import, out: &Out) -> Result<ExitCode> {
    let mut ledger = open::ledger(args)?;
    if asked.topic == "undo" {
        return undo(&mut ledger, asked, out);
    }
    let mut outcomes = Vec::new();
    for name in &asked.files {
        let outcome = one(&mut ledger, args, asked, Path::new(name))?;
        if !out.json {
            lines(name, &outcome, out);
        }
        outcomes.push(outcome);
    }
    if out.json {
        let all: Vec<Json> =
            asked.files.iter().zip(&outcomes).map(|(n, o)| as_json(n, o)).collect();
        let answer = if all.len() == 1 { all[0].clone() } else { Json::Array(all) };
        out.answer(&answer, []);
    }
    let refused = |o: &Outcome| o.rejected > 0 || !o.reading.fits();
    let faulty = outcomes.iter().any(|o| refused(o) || o.beside.iter().any(|(_, o)| refused(o)));
    Ok(if faulty { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

fn one(ledger: &mut Ledger, args: &Args, asked: &Import, path: &Path) -> Result<Outcome> {
    let bytes = file::read(path, FILE_LIMIT)?;
    let others: Vec<_> = topics::registers().collect();
    let me = open::me();
    let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let arrival = Arrival {
        actor: &me,
        programme: &args.programme,
        origin: asked.origin,
        register: topics::register(&asked.topic)?,
        others: &others,
        beside: topics::BESIDE,
        mappings: &[],
        name: &name,
        bytes: &bytes,
    };
    let outcome = if asked.dry_run {
        try_out(ledger, &arrival)?
    } else {
        let bar = indicatif::ProgressBar::new_spinner();
        let outcome = accept(ledger, &arrival, &mut |rows| {
            bar.set_position(rows as u64);
            Ok(())
        });
        bar.finish_and_clear();
        outcome?
    };
    if let Some(place) = returned_to(asked, path) {
        let book = Book::open(&name, Source::from(bytes))?;
        file::write(&place, &given_back(&book, &outcome.reading, args.lang)?)?;
    }
    Ok(outcome)
}

/// Where the workbook of a file goes back to: the file named, or one in the folder named.
fn returned_to(asked: &Import, path: &Path) -> Option<PathBuf> {
    let place = asked.faults.as_ref()?;
    if asked.files.len() == 1 {
        return Some(place.clone());
    }
    Some(place.join(path.file_name()?).with_extension("xlsx"))
}

fn lines(name: &str, outcome: &Outcome, out: &Out) {
    lines_of(name, outcome, out);
    for (register, told) in &outcome.beside {
        lines_of(&format!("{name} → {}", register.title.to(out.lang)), told, out);
    }
}

fn lines_of(name: &str, outcome: &Outcome, out: &Out) {
    let Outcome { read, accepted, rejected, repaired, unchanged, .. } = outcome;
    let entry = outcome.entry.as_ref().map_or(0, |entry| entry.no);
    let said = say!(
        "{name}：读 {read} 行，收 {accepted} 行，退 {rejected} 行，未变 {unchanged} 行，修整 {repaired} 处（第 {entry} 号记账）",
        "{name}: {read} read, {accepted} accepted, {rejected} rejected, {unchanged} unchanged, {repaired} repaired (entry {entry})"
    );
    out.line(said.to(out.lang));
    for fault in &outcome.reading.faults {
        out.line(&format!("  {}", fault.line(out.lang)));
    }
}

pub fn as_json(name: &str, outcome: &Outcome) -> Json {
    let beside = outcome.beside.iter();
    let beside = beside.map(|(register, told)| (register.name.to_string(), as_json(name, told)));
    let mut json = json!({
        "file": name, "read": outcome.read, "accepted": outcome.accepted,
        "rejected": outcome.rejected, "repaired": outcome.repaired,
        "unchanged": outcome.unchanged, "entry": outcome.entry.as_ref().map(|e| e.no),
        "faults": outcome.reading.faults,
    });
    if !outcome.beside.is_empty() {
        json["beside"] = Json::Object(beside.collect());
    }
    json
}

fn undo(ledger: &mut Ledger, asked: &Import, out: &Out) -> Result<ExitCode> {
    for no in &asked.files {
        let entry_no: i64 = no.parse().map_err(|_| {
            Error::fault(Fault::error(
                Place::field("ID"),
                say!("“{no}”不是记账号", "“{no}” is no entry number"),
                say!("请写数字，如 import undo 12", "write a number, as in import undo 12"),
            ))
        })?;
        let entry = ledger.undo(&open::me(), entry_no, &asked.reason)?;
        let by = entry.no;
        let said = say!(
            "已撤销第 {entry_no} 号记账（第 {by} 号记账）",
            "entry {entry_no} undone by entry {by}"
        );
        out.answer(&json!({"undone": entry_no, "entry": entry}), [said.to(out.lang).to_string()]);
    }
    Ok(ExitCode::SUCCESS)
}

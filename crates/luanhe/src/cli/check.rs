//! `luanhe tell check FILE`: every figure of a text, with what the ledger says of it.

use std::path::Path;
use std::process::ExitCode;

use serde_json::json;

use super::args::Args;
use super::open;
use super::out::Out;
use crate::base::{Lang, Result, file};
use crate::claims::{Checked, Checking, Claim, Phrases, Verdict, check, words_of};
use crate::topics;

/// A report of five million characters is a book; more is not a report.
const LIMIT: u64 = 16 << 20;

pub fn run(args: &Args, path: &Path, as_of: Option<&str>, out: &Out) -> Result<ExitCode> {
    let text = words_of(&file::read(path, LIMIT)?);
    let mut ledger = open::ledger(args)?;
    let me = open::me();
    let as_of = match as_of {
        Some(day) => open::day(day, "as-of")?,
        None => ledger.clock.today(),
    };
    let phrases = Phrases::of(topics::indicators());
    let asked = Checking::of(&mut ledger, &me, &args.programme, as_of, &phrases)?;
    let checked = check(&mut ledger, &asked, &text)?;
    out.answer(&json!(checked.claims), lines(&checked, out.lang));
    Ok(ExitCode::SUCCESS)
}

fn lines(checked: &Checked, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for claim in checked.claims.iter().filter(|claim| claim.is_figure()) {
        lines.push(line(claim, lang));
    }
    if !checked.notes.is_empty() {
        lines.push(String::new());
        lines.extend(checked.notes.iter().map(|note| match lang {
            Lang::Zh => format!("! {}", note.zh),
            Lang::En => format!("! {}", note.en),
        }));
    }
    let counts = Verdict::ALL.iter().map(|v| (v.said(), checked.count(*v))).filter(|(_, n)| *n > 0);
    let counts: Vec<String> = counts.map(|(said, n)| format!("{} {n}", said.to(lang))).collect();
    lines.push(String::new());
    lines.push(counts.join(" · "));
    lines
}

fn line(claim: &Claim, lang: Lang) -> String {
    let (sign, said) = (claim.verdict.sign(), claim.verdict.said());
    format!("{sign} {}\t{}\t{}", claim.text, said.to(lang), claim.why.to(lang))
}

//! `luanhe measure ID --region CODE --from D --to D`, and studies.

use std::process::ExitCode;

use serde_json::json;

use super::args::{Args, AskedIndicator, Measure, MeasureCommand};
use super::out::Out;
use super::{open, record, study};
use crate::base::Result;
use crate::measure::Question;
use crate::topics;

pub fn run(args: &Args, asked: &Measure, out: &Out) -> Result<ExitCode> {
    match (&asked.command, &asked.indicator) {
        (Some(MeasureCommand::Study(asked)), _) => study::run(args, asked, out),
        (Some(MeasureCommand::Studies), _) | (None, None) => study::list(out),
        (None, Some(asked)) => indicator(args, asked, out),
    }
}

fn indicator(args: &Args, asked: &AskedIndicator, out: &Out) -> Result<ExitCode> {
    let indicator = topics::indicator(&asked.id)?;
    let region = open::region(&asked.region)?;
    let (from, to) = (open::day(&asked.from, "from")?, open::day(&asked.to, "to")?);
    let mut question = Question::new(indicator, region, from, to);
    question.programme.clone_from(&args.programme);
    question.by.clone_from(&asked.by);
    question.view = asked.view;
    question.known_on = asked.known_on.as_deref().map(|d| open::day(d, "known-on")).transpose()?;
    let mut ledger = open::ledger(args)?;
    let me = open::me();
    if asked.rows {
        let query = question.query(&mut ledger)?;
        let mut rows = Vec::new();
        ledger.each_listed(&me, &query, |row| {
            rows.push(row);
            Ok(())
        })?;
        return record::print_rows(&ledger, indicator.register, &rows, out);
    }
    let answer = ledger.ask(&me, &question)?;
    let hash = ledger.rows_hash(&me, &question)?;
    let shown = |value| indicator.unit.shown(value, out.lang);
    let mut lines = vec![format!("{}  {}", indicator.title.to(out.lang), shown(answer.value))];
    lines.extend(answer.parts.iter().map(|part| format!("  {}  {}", part.word, shown(part.value))));
    let basis = &indicator.basis;
    let json = json!({
        "indicator": indicator.id, "version": indicator.version, "title": indicator.title.to(out.lang),
        "unit": indicator.unit.label().to(out.lang), "basis": basis.counted.to(out.lang),
        "value": answer.value, "shown": shown(answer.value), "rows": answer.rows, "rows_hash": hash,
        "parts": answer.parts, "origins": answer.origins, "head": ledger.head()?.printed(),
    });
    out.answer(&json, lines);
    Ok(ExitCode::SUCCESS)
}

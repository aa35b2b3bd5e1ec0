//! `luanhe watch run|findings|clear`.

use std::process::ExitCode;

use serde_json::json;

use super::args::{Args, Watch, WatchCommand};
use super::open;
use super::out::Out;
use crate::base::{Error, Lang, Result, say};
use crate::record::{Act, Change, EntryKind, Origin, Value};
use crate::topics;
use crate::watch::{CLEARANCES, Finding, Rule};

pub fn run(args: &Args, asked: &Watch, out: &Out) -> Result<ExitCode> {
    let mut ledger = open::ledger(args)?;
    match &asked.command {
        WatchCommand::Run { as_of } => {
            let as_of = match as_of {
                Some(day) => open::day(day, "as-of")?,
                None => ledger.clock.today(),
            };
            let rules: Vec<&'static Rule> = topics::rules().collect();
            let limits = topics::all_limits()?;
            let found = ledger.watch(&rules, &limits, &args.programme, as_of, &mut |_| {})?;
            let lines = found.iter().zip(&rules).filter(|(found, _)| found.rows > 0);
            let lines = lines.map(|(found, rule)| {
                let level = rule.level.label().to(out.lang);
                format!("{level}  {}  {}", found.rule, found.rows)
            });
            out.answer(&json!(found), lines.collect::<Vec<_>>());
        }
        WatchCommand::Findings { rule, region } => {
            let found = ledger.findings(&open::me(), &args.programme, rule, region)?;
            let lines = found.iter().map(|finding| line(finding, out.lang));
            out.answer(&json!(found), lines.collect::<Vec<_>>());
        }
        WatchCommand::Clear { rule, row, reason } => {
            let me = open::me();
            let found = ledger.findings(&me, &args.programme, rule, "")?;
            let finding =
                found.into_iter().find(|finding| finding.row == *row).ok_or_else(|| {
                    Error::Missing(say!(
                        "没有这条预警：{rule} {row}",
                        "there is no finding {rule} {row}"
                    ))
                })?;
            let values: Vec<Value> = vec![
                finding.rule.into(),
                finding.row.into(),
                finding.version.into(),
                finding.region.into(),
                ledger.clock.today().into(),
                reason.as_str().into(),
            ];
            let mut faults = Vec::new();
            let checked = crate::record::Row { register: &CLEARANCES, values: &values };
            (CLEARANCES.check)(&checked, &mut faults);
            if !faults.is_empty() {
                return Err(Error::Faults(faults));
            }
            let act = Act {
                kind: EntryKind::Form,
                actor: &me,
                reason: reason.clone(),
                programme: args.programme.clone(),
                origin: Origin::Own,
                source: String::new(),
                sheets: Vec::new(),
            };
            let change = Change::new(&CLEARANCES, values);
            let entry = ledger.write(&act, &mut std::iter::once(Ok(change)))?;
            let no = entry.no;
            let said = say!("已核销（第 {no} 号记账）", "cleared (entry {no})");
            out.answer(&json!({"entry": entry}), [said.to(out.lang).to_string()]);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn line(finding: &Finding, lang: Lang) -> String {
    let cleared = match (&finding.cleared, lang) {
        (None, _) => String::new(),
        (Some((reason, day)), Lang::Zh) => format!("  〔已于{day}核销：{reason}〕"),
        (Some((reason, day)), Lang::En) => format!("  [cleared {day}: {reason}]"),
    };
    format!(
        "{}  {}  {}{cleared}  {}",
        finding.rule,
        finding.region,
        finding.said.to(lang),
        finding.row
    )
}

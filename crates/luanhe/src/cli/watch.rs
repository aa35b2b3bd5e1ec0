//! `luanhe watch run|findings|clear|limits`; `watch screen` has a file of its own.

use std::process::ExitCode;

use serde_json::json;

use super::args::{Args, Watch, WatchCommand};
use super::open;
use super::out::Out;
use crate::base::{Error, Lang, Result, say};
use crate::topics;
use crate::watch::{Finding, Limit, SCREENED, Which};

pub fn run(args: &Args, asked: &Watch, out: &Out) -> Result<ExitCode> {
    if let WatchCommand::Screen { args: passed } = &asked.command {
        return super::screen::run(args, passed, out);
    }
    let mut ledger = open::ledger(args)?;
    match &asked.command {
        WatchCommand::Run { as_of } => {
            let as_of = match as_of {
                Some(day) => open::day(day, "as-of")?,
                None => ledger.clock.today(),
            };
            let found = ledger.watch(&topics::rule_books(), &args.programme, as_of)?;
            let lines = found.iter().zip(topics::rules()).filter(|(found, _)| found.rows > 0);
            let lines = lines.map(|(found, rule)| {
                let level = rule.level.label().to(out.lang);
                format!("{level}  {}  {}", found.rule, found.rows)
            });
            out.answer(&json!(found), lines.collect::<Vec<_>>());
        }
        WatchCommand::Findings { rule, region } => {
            let which = Which { programme: &args.programme, rule, region, row: "" };
            let found = ledger.findings(&open::me(), &which)?;
            let lines = found.iter().map(|finding| line(finding, out.lang));
            out.answer(&json!(found), lines.collect::<Vec<_>>());
        }
        WatchCommand::Clear { rule, row, reason } => {
            let screened = rule == SCREENED.id;
            let rule = if screened { &SCREENED } else { topics::rule(rule)? };
            let me = open::me();
            let which = Which { programme: &args.programme, rule: rule.id, region: "", row };
            let found = ledger.findings(&me, &which)?;
            if found.is_empty() {
                let id = rule.id;
                let missing = say!("没有这条预警：{id} {row}", "there is no finding {id} {row}");
                return Err(Error::Missing(missing));
            }
            let entry = ledger.clear(&me, rule, &args.programme, &found, reason)?;
            let no = entry.no;
            let said = say!("已核销（第 {no} 号记账）", "cleared (entry {no})");
            out.answer(&json!({"entry": entry}), [said.to(out.lang).to_string()]);
        }
        WatchCommand::Screen { .. } => unreachable!("done above, without a ledger"),
        WatchCommand::Limits => {
            let limits = topics::limits()?;
            out.answer(&json!(limits), limits.iter().map(|limit| limit_line(limit, out.lang)));
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

fn limit_line(limit: &Limit, lang: Lang) -> String {
    let region = if limit.region.is_empty() { "*" } else { &limit.region };
    let Limit { name, from, source, .. } = limit;
    let (value, means) = (limit.said(), limit.means.to(lang));
    format!("{name}  {region}  {from}  {}  {means}  {source}", value.to(lang))
}

//! `luanhe plan funds --budget 9000万`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::json;

use super::args::{Args, Plan as Command, PlanCommand, PlanFunds};
use super::open;
use super::out::Out;
use crate::base::{Clock, Lang, Result, Said, file, say};
use crate::plan::{Answer, Asked, File, Plan, allocate, question, shown_gain, shown_wan};
use crate::topics;

/// A table of candidates has thousands of lines at most.
const FILE_LIMIT: u64 = 64 << 20;

/// The exit code of limits that exclude each other: the asker's data, as faults are.
const CONFLICT: u8 = 2;

pub fn run(args: &Args, asked: &Command, out: &Out) -> Result<ExitCode> {
    let PlanCommand::Funds(asked) = &asked.command;
    let question = question(&asked_for(asked)?, Clock::machine().today(), || {
        topics::offered(&mut open::ledger(args)?, &open::me(), &args.programme)
    })?;
    match allocate(question)? {
        Answer::Plan(plan) => {
            let lines = lines(&plan, out.lang);
            out.answer(&json!(plan), lines);
            Ok(ExitCode::SUCCESS)
        }
        Answer::Conflict(conflict) => {
            out.answer(
                &json!({"objective": null, "budget": conflict.budget.0, "conflict": conflict}),
                [],
            );
            if !out.json {
                for (head, gives) in conflict.told() {
                    out.talk(&head);
                    let indented = |Said { zh, en }: Said| say!("  {zh}", "  {en}");
                    gives.into_iter().map(indented).for_each(|said| out.talk(&said));
                }
            }
            Ok(ExitCode::from(CONFLICT))
        }
    }
}

/// What the options and files say.
fn asked_for(asked: &PlanFunds) -> Result<Asked> {
    let file = |path: &Option<PathBuf>| path.as_deref().map(read).transpose();
    Ok(Asked {
        budget: asked.budget.clone(),
        gain: asked.gain,
        whole: asked.whole,
        fair: asked.fair,
        industry_share: asked.industry_share.clone().unwrap_or_else(String::new),
        industry: asked.industry.clone(),
        most_projects: asked.most_projects.map_or_else(String::new, |most| most.to_string()),
        bounds: Vec::new(),
        source: None,
        counties: file(&asked.counties)?,
        limits: file(&asked.limits)?,
        candidates: file(&asked.candidates)?,
    })
}

fn read(path: &Path) -> Result<File> {
    let bytes = file::read(path, FILE_LIMIT)?;
    let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    Ok(File { name, bytes })
}

fn lines(plan: &Plan, lang: Lang) -> Vec<String> {
    let mut lines = vec![plan.summary().to(lang).to_string()];
    for a in plan.allocations.iter().filter(|a| a.amount.0 > 0) {
        let amount = shown_wan(a.amount);
        let amount = amount.to(lang);
        lines
            .push(format!("  {}  {}  {amount}  {}", a.project, a.county, a.name).trim_end().into());
    }
    for county in &plan.counties {
        let gain = shown_gain(plan.gain, county.gain, 2);
        let amount = shown_wan(county.amount);
        let amount = amount.to(lang);
        lines.push(format!("  {}  {amount}  {}", county.name.to(lang), gain.to(lang)));
    }
    lines.extend(plan.prices.iter().map(|price| price.sourced().to(lang).to_string()));
    let sentences = plan.fairness.iter().map(|fairness| &fairness.sentence);
    let sentences = sentences.chain([&plan.certificate.sentence]).chain(&plan.remarks);
    lines.extend(sentences.map(|said| said.to(lang).to_string()));
    lines.extend(plan.inputs.iter().map(|input| format!("{}  {}", input.name, input.version)));
    lines
}

//! `luanhe plan funds --budget 9000万`.

use std::path::Path;
use std::process::ExitCode;

use serde_json::json;

use super::args::{Args, Plan as Asked, PlanCommand, PlanFunds};
use super::open;
use super::out::Out;
use crate::base::{Clock, Error, Fault, Lang, Place, Result, Said, file, say};
use crate::plan::{
    self, Answer, Conflict, Gain, Industry, Input, Limits, Most, Plan, Question, allocate,
    shown_gain,
};
use crate::record::of_bytes;
use crate::topics;

/// A table of candidates has thousands of lines at most.
const FILE_LIMIT: u64 = 64 << 20;

/// The exit code of limits that exclude each other: the asker's data, as faults are.
const CONFLICT: u8 = 2;

pub fn run(args: &Args, asked: &Asked, out: &Out) -> Result<ExitCode> {
    let PlanCommand::Funds(asked) = &asked.command;
    match allocate(question(args, asked)?)? {
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
                told(&conflict).iter().for_each(|said| out.talk(said));
            }
            Ok(ExitCode::from(CONFLICT))
        }
    }
}

/// Gathers what the options and files say; every fault of all of them comes back at once.
fn question(args: &Args, asked: &PlanFunds) -> Result<Question> {
    let day = Clock::machine().today();
    let mut faults = Vec::new();
    let mut inputs = Vec::new();
    let budget = kept(one(plan::money(&asked.budget, Place::field("budget"))), &mut faults)?;
    let mut limits = Limits::default();
    if let Some(path) = &asked.counties {
        let (name, bytes) = read(path, &mut inputs)?;
        let counties = kept(plan::counties(&name, &bytes, day), &mut faults)?;
        limits.complete = counties.is_some();
        limits.counties = counties.unwrap_or_else(Vec::new);
    }
    if let Some(path) = &asked.limits {
        let (name, bytes) = read(path, &mut inputs)?;
        let text = String::from_utf8_lossy(&bytes);
        kept(plan::toml_limits(&name, &text, day, &mut limits), &mut faults)?;
    }
    if let Some(share) = &asked.industry_share {
        let share = one(plan::share(share, Place::field("industry-share")));
        let uses = match asked.industry.as_slice() {
            [] => plan::industry_uses(),
            uses => uses.to_vec(),
        };
        limits.industry = kept(share, &mut faults)?.map(|least_ppm| Industry {
            least_ppm,
            uses,
            source: "--industry-share".to_string(),
        });
    }
    if let Some(projects) = asked.most_projects {
        limits.most = Some(Most { projects, source: "--most-projects".to_string() });
    }
    let from_file = asked.candidates.is_some();
    let candidates = match &asked.candidates {
        Some(path) => {
            let (name, bytes) = read(path, &mut inputs)?;
            kept(plan::candidates(&name, &bytes), &mut faults)?
        }
        None => kept(offered(args, &mut inputs), &mut faults)?,
    };
    let gain = asked.gain.unwrap_or(if from_file { Gain::Benefit } else { Gain::Households });
    if gain == Gain::Benefit && !from_file {
        faults.push(Fault::error(
            Place::field("gain"),
            say!("台账中没有每万元效益", "the ledger knows no gain per 10,000 yuan"),
            say!(
                "请用 --gain households 或 people，或以 --candidates 给出",
                "ask for households or people, or give --candidates"
            ),
        ));
    }
    let question = Question {
        day,
        budget: budget.unwrap_or(crate::base::Fen(1)),
        candidates: candidates.unwrap_or_else(Vec::new),
        limits,
        gain,
        whole: asked.whole,
        fair: asked.fair,
        inputs,
    };
    if faults.is_empty() { Ok(question) } else { Err(Error::Faults(faults)) }
}

fn one<T>(found: Result<T, Fault>) -> Result<T> {
    found.map_err(Error::fault)
}

/// Keeps faults for later, so that all are told at once; other errors end the work.
fn kept<T>(found: Result<T>, faults: &mut Vec<Fault>) -> Result<Option<T>> {
    match found {
        Err(Error::Faults(more)) => {
            faults.extend(more);
            Ok(None)
        }
        found => found.map(Some),
    }
}

fn read(path: &Path, inputs: &mut Vec<Input>) -> Result<(String, Vec<u8>)> {
    let bytes = file::read(path, FILE_LIMIT)?;
    let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    inputs.push(Input { name: name.clone(), version: of_bytes(&bytes) });
    Ok((name, bytes))
}

/// What the topics offer from the ledger.
fn offered(args: &Args, inputs: &mut Vec<Input>) -> Result<Vec<plan::Candidate>> {
    let mut ledger = open::ledger(args)?;
    let version = ledger.head()?.printed();
    let found = topics::offers(&mut ledger, &open::me(), &args.programme)?;
    inputs.push(Input { name: args.programme.clone(), version });
    if found.is_empty() {
        let programme = &args.programme;
        return Err(Error::Missing(say!(
            "项目计划 {programme} 没有处于谋划、已申报或入库状态的项目可安排",
            "programme {programme} has no project conceived, applied for or in the library"
        )));
    }
    Ok(found)
}

fn lines(plan: &Plan, lang: Lang) -> Vec<String> {
    let funded = plan.allocations.iter().filter(|a| a.amount.0 > 0).count();
    let all = plan.allocations.len();
    let (budget, spent) = (plan.budget.wan(), plan.spent.wan());
    let gain = shown_gain(plan.gain, plan.objective, 3);
    let (zh, en) = (gain.zh, gain.en);
    let head = say!(
        "预算 {budget}万元，安排 {spent}万元，{all} 个候选项目中安排 {funded} 个，可得{zh}",
        "{spent} of {budget} × 10,000 yuan to {funded} of {all} projects: {en}"
    );
    let mut lines = vec![head.to(lang).to_string()];
    for a in plan.allocations.iter().filter(|a| a.amount.0 > 0) {
        let amount = wan(a.amount, lang);
        lines
            .push(format!("  {}  {}  {amount}  {}", a.project, a.county, a.name).trim_end().into());
    }
    for county in &plan.counties {
        let gain = shown_gain(plan.gain, county.gain, 2);
        let amount = wan(county.amount, lang);
        lines.push(format!("  {}  {amount}  {}", county.name.to(lang), gain.to(lang)));
    }
    lines.extend(plan.prices.iter().map(|price| sourced(price, lang)));
    let sentences = plan.fairness.iter().map(|fairness| &fairness.sentence);
    let sentences = sentences.chain([&plan.certificate.sentence]).chain(&plan.remarks);
    lines.extend(sentences.map(|said| said.to(lang).to_string()));
    lines.extend(plan.inputs.iter().map(|input| format!("{}  {}", input.name, input.version)));
    lines
}

/// What a limit costs, and who set it.
fn sourced(price: &plan::Price, lang: Lang) -> String {
    let (sentence, source) = (price.sentence.to(lang), &price.source);
    if source.is_empty() {
        return sentence.to_string();
    }
    say!("{sentence}〔依据：{source}〕", "{sentence} [{source}]").to(lang).to_string()
}

fn wan(amount: crate::base::Fen, lang: Lang) -> String {
    let amount = amount.wan();
    say!("{amount}万元", "{amount} × 10,000 yuan").to(lang).to_string()
}

fn told(conflict: &Conflict) -> Vec<Said> {
    let mut said = vec![conflict.sentence.clone()];
    let mut list = |head: Said, gives: &[plan::Give]| {
        said.push(head);
        said.extend(gives.iter().map(|give| {
            let Said { zh, en } = &give.sentence;
            say!("  {zh}", "  {en}")
        }));
    };
    list(say!("只放宽其中一项即可：", "giving way on one of them is enough:"), &conflict.members);
    list(say!("全部限制合计最少放宽：", "the least that must give way in all:"), &conflict.relief);
    said
}

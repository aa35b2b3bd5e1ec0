//! From a question to a plan with its prices and its proof, or to the limits that exclude each other.

use allot::{Certificate, Error as Unsolved, Side, Solution, certificate, max_min};
use serde::Serialize;

use super::amounts::{amounts, missed};
use super::ask::{Gain, Input, Question};
use super::check;
use super::explain::{Level, Words, fairness_sentence, proof_sentence};
use super::model::{Limit, Model};
use crate::base::{Error, Fen, Result, Said, say};

/// What comes of a question.
pub enum Answer {
    Plan(Box<Plan>),
    Conflict(Conflict),
}

/// A proposal for next year's money.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    pub gain: Gain,
    /// What the amounts gain, in the unit of `gain`.
    pub objective: f64,
    /// In fen, as all money here.
    #[serde(serialize_with = "fen")]
    pub budget: Fen,
    #[serde(serialize_with = "fen")]
    pub spent: Fen,
    /// Every candidate in the order given, also those that get nothing.
    pub allocations: Vec<Allocation>,
    pub counties: Vec<CountyTotal>,
    pub prices: Vec<Price>,
    pub fairness: Option<Fairness>,
    pub certificate: Proof,
    pub remarks: Vec<Said>,
    pub inputs: Vec<Input>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Allocation {
    pub project: String,
    pub name: String,
    pub county: String,
    #[serde(serialize_with = "fen")]
    pub amount: Fen,
    pub gain: f64,
}

#[derive(Clone, Debug, Serialize)]
pub struct CountyTotal {
    pub county: String,
    pub name: Said,
    #[serde(serialize_with = "fen")]
    pub amount: Fen,
    pub gain: f64,
}

/// What one limit costs.
#[derive(Clone, Debug, Serialize)]
pub struct Price {
    /// `budget`, `industry`, `floor:130825` …
    pub limit: String,
    pub bound: Level,
    /// Gain by which the total rises per 万元 (or unit of the bound) by which the limit is relaxed.
    pub worth: f64,
    /// The bound may take these values and `worth` holds; null is unknown or without end.
    pub from: Option<Level>,
    pub to: Option<Level>,
    /// Whether another price would be as right, or this one holds on one side only.
    pub degenerate: bool,
    /// Who set the limit; empty for the budget, which the asker gives.
    pub source: String,
    pub sentence: Said,
}

/// What it costs to serve the worst-off county first.
#[derive(Clone, Debug, Serialize)]
pub struct Fairness {
    /// Gain per person of the county that has least: 元 a person, or per ten thousand people.
    pub least: f64,
    /// What the money would gain without fairness.
    pub without: f64,
    /// The part of that which is given up.
    pub price: f64,
    pub sentence: Said,
}

/// How the answer was proven: all four numbers are relative and zero for a perfect proof.
#[derive(Clone, Debug, Serialize)]
pub struct Proof {
    pub primal: f64,
    pub dual: f64,
    pub complementarity: f64,
    pub gap: f64,
    pub holds: bool,
    /// The optimum before it was rounded to whole fen, and what no allocation can exceed.
    pub optimum: f64,
    pub bound: f64,
    pub sentence: Said,
}

/// Limits that cannot be kept together.
#[derive(Clone, Debug, Serialize)]
pub struct Conflict {
    /// Without any one of them the others can be kept; `gives` is what it must give if it alone does.
    pub members: Vec<Give>,
    /// The least that must give way in all, over the whole question.
    pub relief: Vec<Give>,
    pub sentence: Said,
    #[serde(serialize_with = "fen")]
    pub budget: Fen,
    pub inputs: Vec<Input>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Give {
    pub limit: String,
    pub bound: Level,
    pub gives: Level,
    pub sentence: Said,
}

fn fen<S: serde::Serializer>(fen: &Fen, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_i64(fen.0)
}

/// Answers a question; what is wrong with it comes back as faults, all at once.
pub fn allocate(question: Question) -> Result<Answer> {
    let (question, mut remarks) = check::whole(question)?;
    let model = Model::of(&question);
    let best = match solved(allot::solve(&model.problem))? {
        Some(best) => best,
        None => return conflict(&question, &model).map(Answer::Conflict),
    };
    let plan = if question.fair {
        fair(&question, model, &best)?
    } else {
        let proof = proof(&model, &best);
        proposed(&question, &model, &best, proof)
    };
    remarks.extend(plan.remarks);
    Ok(Answer::Plan(Box::new(Plan { remarks, ..plan })))
}

/// None where no point keeps all limits.
fn solved<T>(answer: Result<T, Unsolved>) -> Result<Option<T>> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(Unsolved::Infeasible) => Ok(None),
        Err(Unsolved::Stalled(place)) => Err(Error::Busy(say!(
            "没有在限定步数内算出（{place}）；请减少候选项目，或不要求整项安排",
            "no answer within the steps allowed ({place}); give fewer projects, or not whole ones"
        ))),
        Err(error) => Err(Error::broken("a plan", error)),
    }
}

fn fair(question: &Question, mut model: Model, best: &Solution) -> Result<Plan> {
    let (counties, shares) = model.shares(question);
    let fair = solved(max_min(&model.problem, &shares))?
        .ok_or_else(|| Error::Broken("fairness made a feasible plan infeasible".to_string()))?;
    model.problem = fair.problem;
    model.limits.extend(counties.into_iter().map(Limit::Fair));
    let proof = proof(&model, &fair.solution);
    let mut plan = proposed(question, &model, &fair.solution, proof);
    let (without, with) = (best.objective, fair.solution.objective);
    let price = if without > 0.0 { (without - with) / without } else { 0.0 };
    let sentence = fairness_sentence(question.gain, fair.welfare, (without, with), price);
    plan.fairness = Some(Fairness { least: fair.welfare, without, price, sentence });
    Ok(plan)
}

fn proof(model: &Model, solution: &Solution) -> Proof {
    let found = certificate(&model.problem, solution);
    let Certificate { primal, dual, complementarity, gap, .. } = found;
    let holds = found.holds(Certificate::CLOSE);
    let (optimum, bound) = (solution.objective, solution.bound);
    let sentence = proof_sentence(&found, optimum, bound);
    Proof { primal, dual, complementarity, gap, holds, optimum, bound, sentence }
}

fn proposed(question: &Question, model: &Model, solution: &Solution, proof: Proof) -> Plan {
    let amounts = amounts(question, model, &solution.columns);
    let allocations: Vec<Allocation> = question
        .candidates
        .iter()
        .zip(&amounts)
        .map(|(candidate, amount)| Allocation {
            project: candidate.code.clone(),
            name: candidate.name.clone(),
            county: candidate.county.clone(),
            amount: *amount,
            gain: candidate.gain_of(*amount),
        })
        .collect();
    let counties = question.limits.counties.iter().map(|county| {
        let own = || allocations.iter().filter(|a| a.county == county.code);
        CountyTotal {
            county: county.code.clone(),
            name: county.name.clone(),
            amount: own().map(|a| a.amount).sum(),
            gain: own().map(|a| a.gain).sum(),
        }
    });
    Plan {
        gain: question.gain,
        objective: allocations.iter().map(|a| a.gain).sum(),
        budget: question.budget,
        spent: amounts.iter().copied().sum(),
        counties: counties.collect(),
        prices: prices(question, model, solution),
        fairness: None,
        certificate: proof,
        remarks: missed(question, &amounts),
        inputs: question.inputs.clone(),
        allocations,
    }
}

/// The limits that cost something, dearest first.
fn prices(question: &Question, model: &Model, solution: &Solution) -> Vec<Price> {
    let words = Words { question };
    let found = allot::prices(&model.problem, solution);
    let mut found: Vec<_> = found
        .into_iter()
        .filter(|price| price.worth > 1e-9 && model.limits[price.row] != Limit::Taken)
        .collect();
    found.sort_by(|a, b| b.worth.total_cmp(&a.worth).then(a.row.cmp(&b.row)));
    // The row of industry holds a difference, whose ends say nothing by themselves.
    let level = |limit, value: f64| {
        (value.is_finite() && limit != Limit::Industry).then(|| words.level(limit, value))
    };
    found
        .iter()
        .map(|price| {
            let limit = model.limits[price.row];
            let (from, to) = price.holds.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
            Price {
                limit: words.key(limit),
                bound: words.bound(limit, price.bound),
                worth: price.worth,
                from: level(limit, from),
                to: level(limit, to),
                degenerate: price.degenerate,
                source: words.source(limit).to_string(),
                sentence: words.price(limit, price),
            }
        })
        .collect()
}

fn conflict(question: &Question, model: &Model) -> Result<Conflict> {
    let found = solved(allot::conflict(&model.problem))?.flatten();
    let found = found.ok_or_else(|| Error::Broken("infeasible, yet without conflict".into()))?;
    let words = Words { question };
    let give = |given: &allot::Limit| {
        let limit = model.limits[given.row];
        Give {
            limit: words.key(limit),
            bound: words.bound(limit, given.bound),
            gives: words.level(limit, given.gives),
            sentence: words.give(limit, given),
        }
    };
    // That a project not taken gets nothing is no limit that anyone could change.
    let by_people = |given: &&allot::Limit| model.limits[given.row] != Limit::Taken;
    let names = found.members.iter().filter(by_people);
    let names: Vec<Said> =
        names.map(|given| words.bounded(model.limits[given.row], given.bound)).collect();
    Ok(Conflict {
        members: found.members.iter().filter(by_people).map(give).collect(),
        relief: found.relief.iter().filter(by_people).map(give).collect(),
        sentence: words
            .conflict(&names, found.columns.iter().any(|(_, side)| *side == Side::Upper)),
        budget: question.budget,
        inputs: question.inputs.clone(),
    })
}

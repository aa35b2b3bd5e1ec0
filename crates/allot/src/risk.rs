//! Problems whose costs are not certain, as larger problems whose costs are. Their first columns and
//! rows are those of the problem given.

use crate::error::Error;
use crate::problem::{Fault, Goal, Place, Problem};

/// The best plan when any `gamma` of the named costs may turn out worse by their deviation at once
/// (Bertsimas & Sim 2004; the part of `gamma` after the point counts as a part of one more).
///
/// `deviations` are column number and how much worse one unit may do; `gamma ≥ 0`, and from the number of
/// deviations on nothing changes.
pub fn robust(
    problem: &Problem,
    deviations: &[(usize, f64)],
    gamma: f64,
) -> Result<Problem, Error> {
    let right = |(j, d): &(usize, f64)| *j < problem.columns.len() && *d >= 0.0;
    if let Some((j, _)) = deviations.iter().find(|deviation| !right(deviation)) {
        return refuse(Place::Column(*j), "a deviation needs a column and may not be below zero");
    }
    if gamma < 0.0 || gamma.is_nan() {
        return refuse(Place::Column(problem.columns.len()), "gamma may not be below zero");
    }
    let worse = worsening(problem);
    let mut sure = problem.clone();
    let common = sure.column("common loss", worse * gamma, 0.0, f64::INFINITY);
    for &(j, deviation) in deviations {
        let name = problem.columns[j].name.clone();
        let own = sure.column(format!("loss of {name}"), worse, 0.0, f64::INFINITY);
        for sign in [-1.0, 1.0] {
            // common + own ≥ deviation · |x|; for a column that is never negative one row says it.
            if sign < 0.0 || problem.columns[j].lower < 0.0 {
                let terms = [(common, 1.0), (own, 1.0), (j, sign * deviation)];
                sure.at_least(format!("loss of {name}"), &terms, 0.0);
            }
        }
    }
    Ok(sure)
}

/// Weighs the mean over scenarios against the mean of the worst ones (Rockafellar & Uryasev 2000):
/// objective `mean_weight · mean + (1 − mean_weight) · mean of the worst (1 − level) share`.
///
/// `scenarios` are equally likely; each gives one cost per column and replaces the problem's costs.
/// `0 ≤ mean_weight ≤ 1`, `0 ≤ level < 1`.
pub fn mean_tail(
    problem: &Problem,
    scenarios: &[Vec<f64>],
    mean_weight: f64,
    level: f64,
) -> Result<Problem, Error> {
    let n = problem.columns.len();
    if let Some(s) = scenarios.iter().position(|costs| costs.len() != n) {
        return refuse(Place::Row(problem.rows.len() + s), "a scenario needs one cost per column");
    }
    let shares = (0.0..=1.0).contains(&mean_weight) && (0.0..1.0).contains(&level);
    if scenarios.is_empty() || !shares {
        let why = "needs scenarios, a weight within 0 and 1, and a level from 0 to below 1";
        return refuse(Place::Row(problem.rows.len()), why);
    }
    let count = scenarios.len() as f64;
    let worse = worsening(problem);
    let mut sure = problem.clone();
    for (j, column) in sure.columns.iter_mut().enumerate() {
        column.cost = mean_weight * scenarios.iter().map(|costs| costs[j]).sum::<f64>() / count;
    }
    let tail_weight = 1.0 - mean_weight;
    let edge = sure.column("edge of the tail", tail_weight, f64::NEG_INFINITY, f64::INFINITY);
    for (s, costs) in scenarios.iter().enumerate() {
        let price = worse * tail_weight / ((1.0 - level) * count);
        let beyond = sure.column(format!("beyond in scenario {s}"), price, 0.0, f64::INFINITY);
        // beyond ≥ how much worse than the edge the scenario turns out.
        let mut terms: Vec<(usize, f64)> =
            costs.iter().enumerate().map(|(j, c)| (j, -worse * c)).collect();
        terms.extend([(edge, worse), (beyond, 1.0)]);
        sure.at_least(format!("scenario {s}"), &terms, 0.0);
    }
    Ok(sure)
}

/// The sign with which a loss enters the objective.
fn worsening(problem: &Problem) -> f64 {
    match problem.goal {
        Goal::Maximise => -1.0,
        Goal::Minimise => 1.0,
    }
}

fn refuse(place: Place, why: &'static str) -> Result<Problem, Error> {
    Err(Error::IllPosed(vec![Fault { place, name: "uncertainty".to_string(), why }]))
}

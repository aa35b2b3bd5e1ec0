//! Plans that look at who gets how much: the least first, then the others, then the objective.

use crate::error::Error;
use crate::problem::{Fault, Goal, Place, Problem};
use crate::solve::{Solution, solve};

/// What one party gets: a sum over columns, in a unit that all parties share (as yuan per person).
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    pub name: String,
    pub terms: Vec<(usize, f64)>,
}

/// A fair plan.
#[derive(Clone, Debug)]
pub struct Fair {
    /// What was maximised over the shares: the least share, or the weighted sum of [`ordered`].
    pub welfare: f64,
    /// The level each share is held at, where shares are held at one.
    pub levels: Vec<f64>,
    /// The problem whose optimum this is, with the rows and columns that hold the shares at the end; its
    /// first columns and rows are those of the problem given.
    pub problem: Problem,
    pub solution: Solution,
}

/// How much of a level may be lost to rounding when it is held for the next question.
const GIVE: f64 = 1e-10;

/// Maximises the least share, then the problem's own objective while no share falls below that.
///
/// Without shares this is the problem itself, with an infinite least share.
pub fn max_min(problem: &Problem, shares: &[Share]) -> Result<Fair, Error> {
    let least = if shares.is_empty() {
        f64::INFINITY
    } else {
        let (question, least) = least_of(problem, shares, &vec![None; shares.len()]);
        solve(&question)?.columns[least]
    };
    hold(problem, shares, vec![least; shares.len()], least)
}

/// Maximises the least share, then the least of those that can still rise, and so on (lexicographic
/// max–min); at last the problem's own objective. Refuses integers: its steps read duals.
pub fn leximin(problem: &Problem, shares: &[Share]) -> Result<Fair, Error> {
    if let Some(j) = problem.columns.iter().position(|column| column.integer) {
        let name = problem.columns[j].name.clone();
        let why = "lexicographic fairness knows no whole numbers";
        return Err(Error::IllPosed(vec![Fault { place: Place::Column(j), name, why }]));
    }
    let mut held = vec![None; shares.len()];
    while held.iter().any(Option::is_none) {
        let (question, least) = least_of(problem, shares, &held);
        let answer = solve(&question)?;
        let level = answer.columns[least];
        let first = problem.rows.len();
        // A share with a price is one that the least cannot rise without; the prices sum to one, so
        // some share has one.
        let prices: Vec<f64> = (0..shares.len()).map(|k| -answer.row_duals[first + k]).collect();
        let open = |k: &usize| held[*k].is_none();
        let most =
            (0..shares.len()).filter(open).map(|k| prices[k]).fold(f64::NEG_INFINITY, f64::max);
        let stuck: Vec<usize> =
            (0..shares.len()).filter(open).filter(|k| prices[*k] >= most.min(1e-6)).collect();
        stuck.into_iter().for_each(|k| held[k] = Some(level));
    }
    let levels: Vec<f64> = held.into_iter().flatten().collect();
    let least = levels.iter().copied().fold(f64::INFINITY, f64::min);
    hold(problem, shares, levels, least)
}

/// Maximises `Σ weights[k] · (k-th smallest share)` with weights that do not grow (ordered weighted
/// average; with weights `(2(m − k) + 1)/m²` the Gini welfare), after Ogryczak & Śliwiński (2003).
pub fn ordered(problem: &Problem, shares: &[Share], weights: &[f64]) -> Result<Fair, Error> {
    let decreasing = weights.windows(2).all(|pair| pair[0] >= pair[1]);
    if weights.len() != shares.len() || !decreasing || !weights.iter().all(|w| *w >= 0.0) {
        let why = "one weight per share, none below zero, none above the one before it";
        let (place, name) = (Place::Row(problem.rows.len()), "weights".to_string());
        return Err(Error::IllPosed(vec![Fault { place, name, why }]));
    }
    let mut question = without_costs(problem);
    for (k, weight) in weights.iter().enumerate() {
        // ω_k (k t_k − Σ_i d_ki) with t_k − d_ki ≤ share_i is the sum of the k smallest shares.
        let step = weight - weights.get(k + 1).unwrap_or(&0.0);
        if step == 0.0 {
            continue;
        }
        let (low, high) = (f64::NEG_INFINITY, f64::INFINITY);
        let pivot = question.column(format!("level {k}"), step * (k + 1) as f64, low, high);
        for share in shares {
            let short = question.column(format!("{} below {k}", share.name), -step, 0.0, high);
            let mut terms = share.terms.clone();
            terms.extend([(pivot, -1.0), (short, 1.0)]);
            question.at_least(share.name.clone(), &terms, 0.0);
        }
    }
    let solution = solve(&question)?;
    Ok(Fair { welfare: solution.objective, levels: Vec::new(), problem: question, solution })
}

fn without_costs(problem: &Problem) -> Problem {
    let mut bare = Problem { goal: Goal::Maximise, ..problem.clone() };
    bare.columns.iter_mut().for_each(|column| column.cost = 0.0);
    bare
}

/// The problem of the largest least share among those not held, and the column that is that share.
fn least_of(problem: &Problem, shares: &[Share], held: &[Option<f64>]) -> (Problem, usize) {
    let mut question = without_costs(problem);
    let least = question.column("least share", 1.0, f64::NEG_INFINITY, f64::INFINITY);
    for (share, level) in shares.iter().zip(held) {
        let mut terms = share.terms.clone();
        if level.is_none() {
            terms.push((least, -1.0));
        }
        question.at_least(share.name.clone(), &terms, level.map_or(0.0, floor));
    }
    (question, least)
}

fn floor(level: f64) -> f64 {
    level - GIVE * level.abs().max(1.0)
}

fn hold(
    problem: &Problem,
    shares: &[Share],
    levels: Vec<f64>,
    welfare: f64,
) -> Result<Fair, Error> {
    let mut held = problem.clone();
    for (share, level) in shares.iter().zip(&levels) {
        held.at_least(share.name.clone(), &share.terms, floor(*level));
    }
    let solution = solve(&held)?;
    Ok(Fair { welfare, levels, problem: held, solution })
}

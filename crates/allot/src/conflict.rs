//! Why no point keeps all limits: a smallest set of row limits that exclude each other, and the least
//! that must give way.
//!
//! The proof of infeasibility (Farkas 1902) names the limits to begin with; a deletion filter (Chinneck
//! & Dravnieks 1991) leaves those of which none can be spared; an elastic problem says how much is
//! missing.

use crate::error::Error;
use crate::family::Family;
use crate::problem::{Goal, Place, Problem, Side};
use crate::solve::{Options, Solver, solve_with};

/// One bound of one row.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    pub row: usize,
    pub side: Side,
    pub name: String,
    pub bound: f64,
    /// By how much it gives way, in the row's unit.
    pub gives: f64,
}

/// Why a problem is infeasible, and two ways out.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// Limits that exclude each other within the column bounds; without any one of them the others can
    /// be kept. `gives` is what the limit must give way if it alone does.
    pub members: Vec<Limit>,
    /// Column bounds on which the proof leans; none are named where it needs whole numbers.
    pub columns: Vec<(usize, Side)>,
    /// The least giving way that makes the **whole** problem feasible: the sum over these limits, each
    /// per unit of its row's largest coefficient, is smallest.
    pub relief: Vec<Limit>,
}

/// Explains an infeasible problem; none where some point keeps all limits.
///
/// Ill-posed problems and searches that stall are errors. Where only whole numbers are missing, every
/// step is a search of its own: for small problems.
pub fn conflict(problem: &Problem) -> Result<Option<Conflict>, Error> {
    let mut bare = problem.clone();
    bare.columns.iter_mut().for_each(|column| column.cost = 0.0);
    let mut filter = Filter::new(bare)?;
    let Some(proof) = filter.proof()? else { return Ok(None) };
    filter.narrow(proof)?;
    let candidates = filter.kept.clone();
    for limit in candidates {
        if !filter.kept.contains(&limit) {
            continue;
        }
        filter.set(limit, false)?;
        match filter.proof()? {
            Some(proof) => filter.narrow(proof)?,
            None => filter.set(limit, true)?,
        }
    }
    let columns = filter.column_bounds()?;
    let kept = filter.kept.clone();
    let mut members = Vec::new();
    for (row, side) in kept {
        let reach = filter.reach((row, side))?;
        members.push(limit(problem, row, side, (bound_of(problem, (row, side)) - reach).abs()));
    }
    Ok(Some(Conflict { members, columns, relief: relief(problem)? }))
}

type Bound = (usize, Side);

fn bound_of(problem: &Problem, (row, side): Bound) -> f64 {
    match side {
        Side::Lower => problem.rows[row].lower,
        Side::Upper => problem.rows[row].upper,
    }
}

fn limit(problem: &Problem, row: usize, side: Side, gives: f64) -> Limit {
    let name = problem.rows[row].name.clone();
    Limit { row, side, name, bound: bound_of(problem, (row, side)), gives }
}

fn all_limits(problem: &Problem) -> Vec<Bound> {
    let sides = |row| [(row, Side::Lower), (row, Side::Upper)];
    let limits = (0..problem.rows.len()).flat_map(sides);
    limits.filter(|limit| bound_of(problem, *limit).abs() < crate::NO_BOUND).collect()
}

/// The problem without costs, with the limits kept so far.
struct Filter {
    whole: Problem,
    kept: Vec<Bound>,
    family: Family,
    /// Whether it takes whole numbers to make the problem infeasible.
    integers: bool,
}

/// The limits a proof needs; without integers also the weight of each row.
struct Proof {
    limits: Vec<Bound>,
    weights: Option<Vec<f64>>,
}

impl Filter {
    fn new(bare: Problem) -> Result<Filter, Error> {
        let mut family = Family::new(bare.clone())?;
        let integers = bare.has_integers() && family.proof_against()?.is_none();
        Ok(Filter { kept: all_limits(&bare), whole: bare, family, integers })
    }

    /// None where the limits kept exclude no point.
    fn proof(&mut self) -> Result<Option<Proof>, Error> {
        if self.integers {
            let options = Options { solver: Solver::Clarabel, ..Options::default() };
            return match solve_with(self.family.problem(), &options) {
                Err(Error::Infeasible) => {
                    Ok(Some(Proof { limits: self.kept.clone(), weights: None }))
                }
                answer => answer.map(|_| None),
            };
        }
        let Some(weights) = self.family.proof_against()? else { return Ok(None) };
        let largest = |i: usize| weights[i].abs() * self.size(i);
        let most = (0..weights.len()).map(largest).fold(0.0, f64::max);
        let counts = |(row, side): &Bound| {
            let right_sign = (weights[*row] > 0.0) == (*side == Side::Lower);
            right_sign && largest(*row) > 1e-9 * most
        };
        let limits = self.kept.iter().copied().filter(counts).collect();
        Ok(Some(Proof { limits, weights: Some(weights) }))
    }

    fn size(&self, row: usize) -> f64 {
        self.whole.rows[row].terms.iter().map(|(_, a)| a.abs()).fold(0.0, f64::max).max(1e-20)
    }

    /// Keeps only the limits of a proof, if rounding has not made it too small.
    fn narrow(&mut self, proof: Proof) -> Result<(), Error> {
        let before = self.kept.clone();
        let spared: Vec<Bound> =
            before.iter().copied().filter(|limit| !proof.limits.contains(limit)).collect();
        for limit in &spared {
            self.set(*limit, false)?;
        }
        if !spared.is_empty() && self.proof()?.is_none() {
            for limit in spared {
                self.set(limit, true)?;
            }
        }
        Ok(())
    }

    /// Takes a limit in or out.
    fn set(&mut self, limit: Bound, keep: bool) -> Result<(), Error> {
        self.kept.retain(|kept| *kept != limit);
        if keep {
            self.kept.push(limit);
            self.kept.sort();
        }
        let row = limit.0;
        let bound = |side, none| {
            if self.kept.contains(&(row, side)) { bound_of(&self.whole, (row, side)) } else { none }
        };
        let lower = bound(Side::Lower, f64::NEG_INFINITY);
        let upper = bound(Side::Upper, f64::INFINITY);
        self.family.set_bounds(Place::Row(row), lower, upper)
    }

    /// The bounds of columns that the sum of rows in the proof runs against.
    fn column_bounds(&mut self) -> Result<Vec<(usize, Side)>, Error> {
        let Some(Proof { weights: Some(weights), .. }) = self.proof()? else {
            return Ok(Vec::new());
        };
        let mut sums = vec![(0.0, 0.0f64); self.whole.columns.len()];
        for (row, weight) in self.whole.rows.iter().zip(&weights) {
            for &(j, a) in &row.terms {
                sums[j] = (sums[j].0 + weight * a, sums[j].1.max((weight * a).abs()));
            }
        }
        let counts = |(j, (sum, largest)): (usize, &(f64, f64))| {
            // The sum of rows is to be large: a column that adds to it runs against its upper bound.
            let side = if *sum > 0.0 { Side::Upper } else { Side::Lower };
            (sum.abs() > 1e-9 * largest).then_some((j, side))
        };
        Ok(sums.iter().enumerate().filter_map(counts).collect())
    }

    /// How near the row can come to a limit that is taken out while the others are kept.
    fn reach(&mut self, limit: Bound) -> Result<f64, Error> {
        self.set(limit, false)?;
        let mut question = self.family.problem().clone();
        question.goal = if limit.1 == Side::Lower { Goal::Maximise } else { Goal::Minimise };
        for (j, a) in &self.whole.rows[limit.0].terms {
            question.columns[*j].cost += a;
        }
        let options = Options { solver: Solver::Clarabel, ..Options::default() };
        let answer = solve_with(&question, &options);
        self.set(limit, true)?;
        answer.map(|solution| solution.objective)
    }
}

/// The whole problem with every limit allowed to give way, at a price.
fn relief(problem: &Problem) -> Result<Vec<Limit>, Error> {
    let mut elastic = Problem { goal: Goal::Minimise, ..problem.clone() };
    elastic.columns.iter_mut().for_each(|column| column.cost = 0.0);
    let limits = all_limits(problem);
    let first = elastic.columns.len();
    for &(row, side) in &limits {
        let largest = problem.rows[row].terms.iter().map(|(_, a)| a.abs()).fold(0.0, f64::max);
        let price = if largest > 0.0 { 1.0 / largest } else { 1.0 };
        let sign = if side == Side::Lower { 1.0 } else { -1.0 };
        let j = elastic.column("", price.min(1e15), 0.0, f64::INFINITY);
        elastic.rows[row].terms.push((j, sign));
    }
    let options = Options { solver: Solver::Clarabel, ..Options::default() };
    let solution = solve_with(&elastic, &options)?;
    let gives = limits.iter().zip(&solution.columns[first..]);
    let noticeable = |gives: f64, bound: f64| gives > 1e-9 * bound.abs().max(1e-3);
    Ok(gives
        .map(|((row, side), gives)| limit(problem, *row, *side, *gives))
        .filter(|limit| noticeable(limit.gives, limit.bound))
        .collect())
}

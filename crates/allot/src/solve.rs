//! From a problem to its solution: the interior-point engine finds the optimum, the simplex method
//! makes it an exact vertex.

use crate::branch;
use crate::error::{Error, Ray};
use crate::form::Form;
use crate::interior::{self, Interior, Verdict};
use crate::problem::Problem;
use crate::simplex::{Outcome, Simplex, Vertex};

/// Which engine answers. Both give the same objective; among equal optima each may choose its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Solver {
    /// Pure Rust: clarabel and our simplex method, for integers our branch and bound.
    Clarabel,
    /// HiGHS (C++), simplex and branch and cut; only built with the feature `highs`.
    #[cfg(feature = "highs")]
    Highs,
}

/// How hard to try where columns must be whole; without integers only `solver` counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    pub solver: Solver,
    /// The search ends when the proven bound is this near, as a share of the objective.
    pub gap: f64,
    /// … or after so many nodes with the best found so far; [`Solution::bound`] says how good it is.
    pub nodes: usize,
}

impl Default for Options {
    /// HiGHS for integers where it is built, a gap of 1e-9, 200,000 nodes.
    fn default() -> Options {
        #[cfg(feature = "highs")]
        let solver = Solver::Highs;
        #[cfg(not(feature = "highs"))]
        let solver = Solver::Clarabel;
        Options { solver, gap: 1e-9, nodes: 200_000 }
    }
}

/// An optimal point with the multipliers that prove it; [`crate::certificate()`] checks the proof.
///
/// Multipliers are changes of the objective, in the problem's own sense and units, per unit by which a
/// **bound is raised**: of the row for `row_duals`, of the column for `reduced_costs`; zero where no
/// bound binds. [`crate::prices`] turns them into changes per unit by which a limit is *relaxed*.
/// With integers they are those of the problem with the integers fixed at their values.
#[derive(Clone, Debug)]
pub struct Solution {
    /// One value per column.
    pub columns: Vec<f64>,
    /// The left side of each row.
    pub activities: Vec<f64>,
    pub row_duals: Vec<f64>,
    pub reduced_costs: Vec<f64>,
    pub objective: f64,
    /// No point has a better objective than this; equal to `objective` without integers.
    pub bound: f64,
    /// The vertex in scaled units, where the engine ended at one.
    pub(crate) vertex: Option<Vertex>,
}

/// Solves with the default [`Options`], problems without integers always by [`Solver::Clarabel`].
pub fn solve(problem: &Problem) -> Result<Solution, Error> {
    let options = Options::default();
    if problem.has_integers() {
        solve_with(problem, &options)
    } else {
        solve_with(problem, &Options { solver: Solver::Clarabel, ..options })
    }
}

/// Solves with a chosen engine.
pub fn solve_with(problem: &Problem, options: &Options) -> Result<Solution, Error> {
    let faults = problem.faults();
    if !faults.is_empty() {
        return Err(Error::IllPosed(faults));
    }
    match options.solver {
        Solver::Clarabel if problem.has_integers() => branch::solve(problem, options),
        Solver::Clarabel => continuous(problem),
        #[cfg(feature = "highs")]
        Solver::Highs => crate::highs::solve(problem, options),
    }
}

/// Solves a problem without faults as if no column had to be whole.
pub(crate) fn continuous(problem: &Problem) -> Result<Solution, Error> {
    let form = Form::new(problem);
    let verdict = interior::solve(&form);
    let mut simplex = match &verdict {
        Verdict::Solved(inside) => Simplex::inside(&form, inside.x.clone(), inside.at.clone()),
        _ => Simplex::cold(&form),
    };
    match (answer(&form, &mut simplex), verdict) {
        (Outcome::Optimal, _) => Ok(at_vertex(problem, &form, simplex)),
        (Outcome::Infeasible(_), _) => Err(Error::Infeasible),
        (Outcome::Unbounded(ray), _) => Err(Error::Unbounded(named(problem, &form, &ray))),
        // Too large or too ill-conditioned for our simplex method: the engine's own word.
        (Outcome::Stalled, Verdict::Solved(inside)) => Ok(at_inside(problem, &form, &inside)),
        (Outcome::Stalled, Verdict::Infeasible) => Err(Error::Infeasible),
        (Outcome::Stalled, Verdict::Unbounded) => {
            Err(Error::Unbounded(Ray { terms: Vec::new(), names: Vec::new() }))
        }
        (Outcome::Stalled, Verdict::Unclear) => Err(Error::Stalled("the linear programme")),
    }
}

/// Runs the simplex method; one that stalls from inside is tried again from nothing.
fn answer<'f>(form: &'f Form, simplex: &mut Simplex<'f>) -> Outcome {
    match simplex.run() {
        Outcome::Stalled => {
            let mut again = Simplex::cold(form);
            let outcome = again.run();
            *simplex = again;
            outcome
        }
        outcome => outcome,
    }
}

pub(crate) fn at_vertex(problem: &Problem, form: &Form, simplex: Simplex) -> Solution {
    let (vertex, y, reduced) = simplex.finish();
    let mut solution = plain(problem, form, &vertex.x, &y, &reduced);
    solution.vertex = Some(vertex);
    solution
}

pub(crate) fn at_inside(problem: &Problem, form: &Form, inside: &Interior) -> Solution {
    let bounded = |j: usize| inside.x[j].max(form.lower[j]).min(form.upper[j]);
    let x: Vec<f64> = (0..inside.x.len()).map(bounded).collect();
    let reduced: Vec<f64> =
        (0..form.columns).map(|j| form.cost[j] - form.dot(j, &inside.y)).collect();
    plain(problem, form, &x, &inside.y, &reduced)
}

/// The solution in the caller's units. Activities and objective are summed anew from the columns.
fn plain(problem: &Problem, form: &Form, x: &[f64], y: &[f64], reduced: &[f64]) -> Solution {
    let columns: Vec<f64> = (0..form.columns).map(|j| form.plain(j, x[j])).collect();
    let objective = problem.objective(&columns);
    Solution {
        activities: problem.activities(&columns),
        row_duals: (0..form.rows).map(|i| form.plain_dual(form.columns + i, y[i])).collect(),
        reduced_costs: (0..form.columns).map(|j| form.plain_dual(j, reduced[j])).collect(),
        objective,
        bound: objective,
        columns,
        vertex: None,
    }
}

pub(crate) fn named(problem: &Problem, form: &Form, ray: &[f64]) -> Ray {
    let moves: Vec<f64> = (0..form.columns).map(|j| form.plain(j, ray[j])).collect();
    let largest = moves.iter().fold(0.0f64, |most, x| most.max(x.abs()));
    let terms = moves.iter().map(|x| x / largest).enumerate().filter(|(_, x)| x.abs() > 1e-9);
    let terms: Vec<(usize, f64)> = terms.collect();
    let names = terms.iter().map(|(j, _)| problem.columns[*j].name.clone()).collect();
    Ray { terms, names }
}

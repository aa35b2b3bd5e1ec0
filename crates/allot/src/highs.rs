//! HiGHS (Huangfu & Hall 2018; branch and cut for integers) behind the same interface.

use highs::{HighsModelStatus, RowProblem, Sense, SolvedModel};

use crate::branch::fixed;
use crate::error::{Error, Ray};
use crate::problem::{Goal, NO_BOUND, Problem};
use crate::solve::{Options, Solution, continuous};

/// Expects a problem without faults.
pub(crate) fn solve(problem: &Problem, options: &Options) -> Result<Solution, Error> {
    if problem.columns.is_empty() {
        // HiGHS calls a model without columns empty and checks no row of it.
        return continuous(problem);
    }
    if !problem.has_integers() {
        return Ok(read(problem, &optimise(problem, options, false)?));
    }
    let whole = optimise(problem, options, true)?;
    let found = whole.get_solution();
    let best = found.columns();
    let mut solution = read(problem, &optimise(&fixed(problem, best), options, false)?);
    let bound = whole.double_info_value(c"mip_dual_bound").unwrap_or(solution.objective);
    // The search may have used its tolerance; the fixed problem cannot be better than proven.
    solution.bound = match problem.goal {
        Goal::Maximise => bound.max(solution.objective),
        Goal::Minimise => bound.min(solution.objective),
    };
    Ok(solution)
}

fn optimise(problem: &Problem, options: &Options, whole: bool) -> Result<SolvedModel, Error> {
    let stalled = Error::Stalled("HiGHS");
    let mut model = RowProblem::default();
    let columns: Vec<highs::Col> = problem
        .columns
        .iter()
        .map(|c| {
            let bounds = plain(c.lower)..=plain(c.upper);
            model.add_column_with_integrality(c.cost, bounds, whole && c.integer)
        })
        .collect();
    for row in &problem.rows {
        model.add_row(plain(row.lower)..=plain(row.upper), merged(row.terms.clone(), &columns));
    }
    let sense = match problem.goal {
        Goal::Maximise => Sense::Maximise,
        Goal::Minimise => Sense::Minimise,
    };
    let mut model = model.try_optimise(sense).map_err(|_| stalled.clone())?;
    model.make_quiet();
    set(&mut model, options)?;
    let solved = model.try_solve().map_err(|_| stalled.clone())?;
    match solved.status() {
        HighsModelStatus::Optimal => Ok(solved),
        HighsModelStatus::Infeasible => Err(Error::Infeasible),
        HighsModelStatus::Unbounded | HighsModelStatus::UnboundedOrInfeasible => {
            Err(unbounded(problem))
        }
        _ if whole && solved.mip_gap().is_finite() => Ok(solved),
        _ => Err(stalled),
    }
}

/// One thread and one seed, so that the same problem gives the same digits.
fn set(model: &mut highs::Model, options: &Options) -> Result<(), Error> {
    let nodes = i32::try_from(options.nodes).unwrap_or(i32::MAX);
    let numbers = [
        ("primal_feasibility_tolerance", 1e-9),
        ("dual_feasibility_tolerance", 1e-9),
        ("mip_feasibility_tolerance", 1e-9),
        ("mip_rel_gap", options.gap),
    ];
    let set = numbers.iter().try_for_each(|(name, value)| model.try_set_option(*name, *value));
    set.and_then(|()| model.try_set_option("parallel", "off"))
        .and_then(|()| model.try_set_option("threads", 1))
        .and_then(|()| model.try_set_option("random_seed", 1))
        .and_then(|()| model.try_set_option("mip_max_nodes", nodes))
        .map_err(|_| Error::Stalled("the options of HiGHS"))
}

/// HiGHS may leave open which of the two it is, and gives no ray: our own engine says.
fn unbounded(problem: &Problem) -> Error {
    match continuous(problem) {
        Err(error) => error,
        Ok(_) => Error::Unbounded(Ray { terms: Vec::new(), names: Vec::new() }),
    }
}

fn plain(bound: f64) -> f64 {
    if bound.abs() >= NO_BOUND { bound.signum() * f64::INFINITY } else { bound }
}

/// HiGHS takes each column once per row.
fn merged(mut terms: Vec<(usize, f64)>, columns: &[highs::Col]) -> Vec<(highs::Col, f64)> {
    terms.sort_by_key(|(j, _)| *j);
    terms.dedup_by(|next, first| {
        let same = next.0 == first.0;
        if same {
            first.1 += next.1;
        }
        same
    });
    terms.into_iter().map(|(j, a)| (columns[j], a)).collect()
}

fn read(problem: &Problem, solved: &SolvedModel) -> Solution {
    let found = solved.get_solution();
    let columns: Vec<f64> = found.columns().iter().map(|x| x + 0.0).collect();
    let objective = problem.objective(&columns);
    Solution {
        activities: problem.activities(&columns),
        row_duals: found.dual_rows().iter().map(|y| y + 0.0).collect(),
        reduced_costs: found.dual_columns().iter().map(|d| d + 0.0).collect(),
        objective,
        bound: objective,
        columns,
        vertex: None,
    }
}

//! The interior-point engine (clarabel) on a [`Form`]: right to some eight digits, no vertex.

use clarabel::algebra::CscMatrix;
use clarabel::solver::{
    DefaultSettings, DefaultSolution, DefaultSolver, IPSolver, SolverStatus, SupportedConeT,
};

use crate::form::Form;
use crate::simplex::At;

/// A point and multipliers in the form's units.
pub(crate) struct Interior {
    /// Columns, then row activities.
    pub(crate) x: Vec<f64>,
    /// Where the columns stand, as far as values and multipliers tell.
    pub(crate) at: Vec<At>,
    /// By row: change of the objective per unit by which the row's bound is raised.
    pub(crate) y: Vec<f64>,
}

pub(crate) enum Verdict {
    Solved(Interior),
    Infeasible,
    Unbounded,
    /// No answer, or nothing to work on.
    Unclear,
}

/// One inequality or equality given to the engine: which column or activity it holds, with which sign.
struct Side {
    line: usize,
    sign: f64,
}

pub(crate) fn solve(form: &Form) -> Verdict {
    let (n, m) = (form.columns, form.rows);
    let place = places(form);
    let open = place.iter().flatten().count();
    let (sides, equal) = sides(form);
    if open == 0 || sides.is_empty() {
        return Verdict::Unclear;
    }
    let matrix = matrix(form, &place, open, &sides);
    // What the fixed columns already use of each row.
    let mut used = vec![0.0; n + m];
    for j in (0..n).filter(|j| is_fixed(form, *j)) {
        form.entries(j).for_each(|(i, a)| used[n + i] += a * form.lower[j]);
    }
    let bound = |s: &Side| if s.sign > 0.0 { form.upper[s.line] } else { form.lower[s.line] };
    let right: Vec<f64> = sides.iter().map(|s| s.sign * (bound(s) - used[s.line])).collect();
    let cost: Vec<f64> = (0..n).filter(|j| place[*j].is_some()).map(|j| form.cost[j]).collect();
    let cones =
        [SupportedConeT::ZeroConeT(equal), SupportedConeT::NonnegativeConeT(sides.len() - equal)];
    let none = CscMatrix::zeros((open, open));
    let Ok(mut solver) = DefaultSolver::new(&none, &cost, &matrix, &right, &cones, settings())
    else {
        return Verdict::Unclear;
    };
    solver.solve();
    match solver.solution.status {
        SolverStatus::Solved | SolverStatus::AlmostSolved => {
            Verdict::Solved(read(form, &place, &sides, &solver.solution))
        }
        SolverStatus::PrimalInfeasible => Verdict::Infeasible,
        SolverStatus::DualInfeasible => Verdict::Unbounded,
        _ => Verdict::Unclear,
    }
}

fn is_fixed(form: &Form, line: usize) -> bool {
    form.lower[line] == form.upper[line]
}

/// For each column its number among those that are not fixed.
fn places(form: &Form) -> Vec<Option<usize>> {
    let mut next = 0..;
    (0..form.columns).map(|j| if is_fixed(form, j) { None } else { next.next() }).collect()
}

/// All equalities, then all inequalities, and how many are equalities.
fn sides(form: &Form) -> (Vec<Side>, usize) {
    let (n, m) = (form.columns, form.rows);
    let equalities = (n..n + m).filter(|line| is_fixed(form, *line));
    let mut sides: Vec<Side> = equalities.map(|line| Side { line, sign: 1.0 }).collect();
    let equal = sides.len();
    for line in (0..n + m).filter(|line| !is_fixed(form, *line)) {
        if form.upper[line].is_finite() {
            sides.push(Side { line, sign: 1.0 });
        }
        if form.lower[line].is_finite() {
            sides.push(Side { line, sign: -1.0 });
        }
    }
    (sides, equal)
}

fn read(
    form: &Form,
    place: &[Option<usize>],
    sides: &[Side],
    found: &DefaultSolution<f64>,
) -> Interior {
    let (n, m) = (form.columns, form.rows);
    let mut x: Vec<f64> = (0..n).map(|j| place[j].map_or(form.lower[j], |k| found.x[k])).collect();
    x.resize(n + m, 0.0);
    for j in 0..n {
        form.entries(j).for_each(|(i, a)| x[n + i] += a * x[j]);
    }
    let mut y = vec![0.0; m];
    let mut at: Vec<At> =
        place.iter().map(|open| if open.is_some() { At::Between } else { At::Lower }).collect();
    for (side, (z, s)) in sides.iter().zip(found.z.iter().zip(&found.s)) {
        match side.line.checked_sub(n) {
            // Raising an upper bound that binds lowers the objective.
            Some(i) => y[i] -= side.sign * z,
            None if s < z => at[side.line] = if side.sign > 0.0 { At::Upper } else { At::Lower },
            None => {}
        }
    }
    Interior { x, at, y }
}

/// The sides as rows over the columns that are not fixed.
fn matrix(form: &Form, place: &[Option<usize>], open: usize, sides: &[Side]) -> CscMatrix<f64> {
    let mut rows_of: Vec<Vec<(usize, f64)>> = vec![Vec::new(); form.columns + form.rows];
    for (k, side) in sides.iter().enumerate() {
        rows_of[side.line].push((k, side.sign));
    }
    let (mut start, mut index, mut value) = (vec![0], Vec::new(), Vec::new());
    for j in (0..form.columns).filter(|j| place[*j].is_some()) {
        let mut column: Vec<(usize, f64)> = rows_of[j].clone();
        for (i, a) in form.entries(j) {
            column.extend(rows_of[form.columns + i].iter().map(|(k, sign)| (*k, sign * a)));
        }
        column.sort_by_key(|(k, _)| *k);
        index.extend(column.iter().map(|(k, _)| *k));
        value.extend(column.iter().map(|(_, a)| *a));
        start.push(index.len());
    }
    CscMatrix::new(sides.len(), open, start, index, value)
}

/// One thread and fixed limits, so that the same problem gives the same digits; the form is scaled.
fn settings() -> DefaultSettings<f64> {
    DefaultSettings { verbose: false, max_threads: 1, max_iter: 200, ..DefaultSettings::default() }
}

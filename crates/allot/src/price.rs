//! What each binding limit costs, and how far that price holds.

use crate::error::Error;
use crate::factor::Factor;
use crate::form::Form;
use crate::problem::{Goal, NO_BOUND, Problem, Side};
use crate::simplex::{At, Vertex};
use crate::solve::{Options, Solution, solve_with};

/// The price of one row that binds.
#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    pub row: usize,
    pub name: String,
    /// The bound that binds; for an equality the one whose relaxing would help.
    pub side: Side,
    pub bound: f64,
    /// Change of the objective per unit by which the bound is **relaxed** (an upper bound raised, a lower
    /// one lowered): never negative for a maximum, never positive for a minimum.
    pub worth: f64,
    /// The bound may take these values and `worth` holds, everything else unchanged; it may hold
    /// further where several vertices share it. None is unknown.
    pub holds: Option<(f64, f64)>,
    /// Whether the price holds on one side only, or another set of prices may be as right: more rows
    /// and bounds meet in the point than it needs.
    pub degenerate: bool,
}

/// The prices of all rows whose left side is at a bound, in order of rows.
///
/// Ranges are known where the solution is a vertex ([`crate::Solver::Clarabel`]). With integers, prices
/// and ranges are those with the integers fixed.
pub fn prices(problem: &Problem, solution: &Solution) -> Vec<Price> {
    let fits = solution.row_duals.len() == problem.rows.len()
        && solution.columns.len() == problem.columns.len();
    if !fits || !problem.faults().is_empty() {
        return Vec::new();
    }
    let mut ranges = Ranges::new(problem, solution);
    let mut prices = Vec::new();
    for (row, limit) in problem.rows.iter().enumerate() {
        let (value, dual) = (solution.activities[row], solution.row_duals[row]);
        let at = |bound: f64| {
            bound.abs() < NO_BOUND && (value - bound).abs() <= 1e-9 * bound.abs().max(1.0)
        };
        let better = if problem.goal == Goal::Maximise { dual } else { -dual };
        let side = match (at(limit.lower), at(limit.upper)) {
            (true, true) if better < 0.0 => Side::Lower,
            (_, true) => Side::Upper,
            (true, false) => Side::Lower,
            (false, false) => continue,
        };
        let (bound, relaxed) = match side {
            Side::Lower => (limit.lower, -dual),
            Side::Upper => (limit.upper, dual),
        };
        // A multiplier that should be zero comes out as a rounding on either side of it.
        let worth = if (relaxed > 0.0) == (problem.goal == Goal::Maximise) { relaxed } else { 0.0 };
        let holds = ranges.as_mut().and_then(|ranges| ranges.of(row, bound));
        let edge = |end: f64| (end - bound).abs() <= 1e-9 * bound.abs().max(1.0);
        let degenerate = holds.map_or(ranges.is_some(), |(from, to)| edge(from) || edge(to));
        let name = limit.name.clone();
        prices.push(Price { row, name, side, bound, worth, holds, degenerate });
    }
    prices
}

/// Objective when the bound of a row is relaxed and when it is tightened by `step` (≥ 0, in the row's
/// unit), each solved anew. The check of a price that needs no theory.
pub fn resolve(
    problem: &Problem,
    row: usize,
    side: Side,
    step: f64,
    options: &Options,
) -> (Result<f64, Error>, Result<f64, Error>) {
    let solved = |step: f64| {
        let mut moved = problem.clone();
        if let Some(row) = moved.rows.get_mut(row) {
            match side {
                Side::Lower => row.lower -= step,
                Side::Upper => row.upper += step,
            }
        }
        solve_with(&moved, options).map(|solution| solution.objective)
    };
    (solved(step), solved(-step))
}

/// The basis of a vertex, asked how far each row that binds can move.
struct Ranges<'s> {
    form: Form,
    vertex: &'s Vertex,
    factor: Factor,
}

impl<'s> Ranges<'s> {
    fn new(problem: &Problem, solution: &'s Solution) -> Option<Ranges<'s>> {
        let vertex = solution.vertex.as_ref()?;
        let fixed = crate::branch::fixed(problem, &solution.columns);
        let form = Form::new(if problem.has_integers() { &fixed } else { problem });
        let factor = Factor::new(&form, &vertex.heads).ok()?;
        Some(Ranges { form, vertex, factor })
    }

    /// Values of the bound between which no other column leaves its bounds; none for a row that is at
    /// its bound by chance, not by being out of the basis.
    fn of(&mut self, row: usize, bound: f64) -> Option<(f64, f64)> {
        let line = self.form.columns + row;
        if self.vertex.at[line] == At::Basic {
            return None;
        }
        let mut alpha = vec![0.0; self.form.rows];
        alpha[row] = -1.0;
        self.factor.solve(&mut alpha);
        let (mut down, mut up) = (f64::INFINITY, f64::INFINITY);
        for (&j, a) in self.vertex.heads.iter().zip(&alpha).filter(|(_, a)| a.abs() > 1e-11) {
            // Raising the row by one changes the basic column by −a.
            let below = (self.vertex.x[j] - self.form.lower[j]).max(0.0) / a.abs();
            let above = (self.form.upper[j] - self.vertex.x[j]).max(0.0) / a.abs();
            let (falls, rises) = if *a > 0.0 { (below, above) } else { (above, below) };
            up = up.min(falls);
            down = down.min(rises);
        }
        let plain = |scaled: f64| self.form.plain(line, scaled);
        Some((bound - plain(down), bound + plain(up)))
    }
}

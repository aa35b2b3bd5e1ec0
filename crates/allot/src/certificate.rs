//! Checks a solution against its problem from first principles, whichever engine it came from.
//!
//! For `min cᵀx`, `l ≤ Ax ≤ u`, `a ≤ x ≤ b` (a maximum is the minimum of `−c`) and row duals `y`, let
//! `d = c − Aᵀy`. A point within all bounds is optimal if each `y_i` and `d_j` that is positive sits at
//! a lower bound and each negative one at an upper bound (Karush–Kuhn–Tucker; strong duality).

use crate::problem::{Goal, NO_BOUND, Place, Problem, activity};
use crate::solve::Solution;

/// How far a solution is from proven; all four are relative and zero for a perfect one.
///
/// With integers the proof is of the problem with the integers fixed; [`Solution::bound`] is what the
/// search says of the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Certificate {
    /// The largest amount by which a row or column is beyond its bound or an integer is not whole, per
    /// unit of the largest number in that comparison (at least one).
    pub primal: f64,
    /// Where that is; none where nothing is beyond a bound.
    pub worst: Option<Place>,
    /// The largest multiplier with a sign that no bound allows, per unit of the largest number in it.
    pub dual: f64,
    /// The largest multiplier times the distance to the bound it belongs to, per unit of the objective
    /// (at least one).
    pub complementarity: f64,
    /// Distance of the objective from the dual objective, per unit of the objective (at least one).
    pub gap: f64,
}

impl Certificate {
    /// What an exact vertex keeps: 1e-9.
    pub const EXACT: f64 = 1e-9;
    /// What an engine's answer keeps that could not be made a vertex: 1e-6.
    pub const CLOSE: f64 = 1e-6;

    /// Whether all four stay within a tolerance.
    pub fn holds(&self, tolerance: f64) -> bool {
        [self.primal, self.dual, self.complementarity, self.gap].iter().all(|v| *v <= tolerance)
    }
}

/// Computes the certificate from the columns and row duals alone. A solution of another shape than the
/// problem, or with numbers that are none, has infinite violations.
pub fn certificate(problem: &Problem, solution: &Solution) -> Certificate {
    let (x, y) = (&solution.columns, &solution.row_duals);
    let fits = x.len() == problem.columns.len() && y.len() == problem.rows.len();
    if !fits || !problem.faults().is_empty() || x.iter().chain(y).any(|v| !v.is_finite()) {
        let none = f64::INFINITY;
        return Certificate {
            primal: none,
            worst: None,
            dual: none,
            complementarity: none,
            gap: none,
        };
    }
    let sign = if problem.goal == Goal::Maximise { -1.0 } else { 1.0 };
    let objective = problem.objective(x);
    let mut check = Check {
        objective_size: objective.abs().max(1.0),
        dual_objective: 0.0,
        certificate: Certificate {
            primal: 0.0,
            worst: None,
            dual: 0.0,
            complementarity: 0.0,
            gap: 0.0,
        },
    };
    // d = c − Aᵀy and the largest number that went into each.
    let mut reduced: Vec<(f64, f64)> =
        problem.columns.iter().map(|c| (sign * c.cost, c.cost.abs().max(1.0))).collect();
    for (i, row) in problem.rows.iter().enumerate() {
        let value = activity(&row.terms, x);
        let largest = row.terms.iter().map(|(j, a)| (a * x[*j]).abs()).fold(1.0, f64::max);
        check.line(Place::Row(i), (row.lower, row.upper), (value, largest), (sign * y[i], 1.0));
        for &(j, a) in &row.terms {
            let share = sign * y[i] * a;
            reduced[j] = (reduced[j].0 - share, reduced[j].1.max(share.abs()));
        }
    }
    for (j, column) in problem.columns.iter().enumerate() {
        let mut bounds = (column.lower, column.upper);
        if column.integer {
            check.beyond(Place::Column(j), (x[j] - x[j].round()).abs() / x[j].abs().max(1.0));
            bounds = (x[j], x[j]);
            check.outside(Place::Column(j), (column.lower, column.upper), (x[j], 1.0));
        }
        check.line(Place::Column(j), bounds, (x[j], 1.0), reduced[j]);
    }
    check.certificate.gap = (sign * objective - check.dual_objective).abs() / check.objective_size;
    check.certificate
}

struct Check {
    objective_size: f64,
    dual_objective: f64,
    certificate: Certificate,
}

impl Check {
    /// One row or column: its bounds, its value and its multiplier, both with their largest parts.
    fn line(
        &mut self,
        place: Place,
        bounds: (f64, f64),
        value: (f64, f64),
        (multiplier, size): (f64, f64),
    ) {
        self.outside(place, bounds, value);
        let bound = if multiplier > 0.0 { bounds.0 } else { bounds.1 };
        if multiplier == 0.0 {
            return;
        }
        let relative = multiplier.abs() / size.max(1.0);
        if bound.abs() >= NO_BOUND {
            // Nothing holds the line on this side: the multiplier itself is the violation.
            self.certificate.dual = self.certificate.dual.max(relative);
            return;
        }
        self.dual_objective += multiplier * bound;
        let slack = (value.0 - bound).abs();
        let product = multiplier.abs() * slack / self.objective_size;
        self.certificate.complementarity = self.certificate.complementarity.max(product);
    }

    fn outside(&mut self, place: Place, (lower, upper): (f64, f64), (value, largest): (f64, f64)) {
        let below = (lower - value) / largest.max(lower.abs());
        let above = (value - upper) / largest.max(upper.abs());
        self.beyond(place, below.max(above));
    }

    fn beyond(&mut self, place: Place, violation: f64) {
        // Infinite bounds give ∞/∞, which no comparison calls larger.
        if violation > self.certificate.primal {
            self.certificate.primal = violation;
            self.certificate.worst = Some(place);
        }
    }
}

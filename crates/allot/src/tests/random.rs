//! Random models with a known kind of answer; every claim is checked by its certificate.

use proptest::prelude::*;

use crate::{
    Certificate, Error, Family, Goal, NO_BOUND, Options, Place, Problem, Side, Solver, certificate,
    conflict, prices, solve, solve_with,
};

/// Coefficients on a coarse grid (ties, degenerate vertices), some of them zero.
fn coefficient() -> impl Strategy<Value = f64> {
    prop_oneof![2 => Just(0.0), 3 => (-6i32..=6).prop_map(f64::from), 1 => -5.0..5.0f64]
}

#[derive(Clone, Debug)]
struct Line {
    terms: Vec<f64>,
    /// Distance of the bounds from the row's value at the point that is known to be feasible.
    room: (f64, f64),
    scale: i32,
}

fn line(columns: usize) -> impl Strategy<Value = Line> {
    let room = prop_oneof![
        Just((0.0, 0.0)),
        (0.0..3.0f64).prop_map(|r| (r.floor(), f64::INFINITY)),
        (0.0..3.0f64).prop_map(|r| (f64::INFINITY, r.floor())),
        (0.0..3.0f64, 0.0..3.0f64),
    ];
    (proptest::collection::vec(coefficient(), columns), room, -3..=3i32)
        .prop_map(|(terms, room, scale)| Line { terms, room, scale })
}

/// A model with a point that keeps all limits; bounded where `boxed`.
fn feasible(boxed: bool) -> impl Strategy<Value = Problem> {
    (1usize..9, 0usize..9).prop_flat_map(move |(n, m)| {
        let columns = proptest::collection::vec((coefficient(), -4i32..=4, 0i32..5, 0i32..5), n);
        let lines = proptest::collection::vec(line(n), m);
        (columns, lines, any::<bool>()).prop_map(move |(columns, lines, maximise)| {
            let mut p = Problem::new(if maximise { Goal::Maximise } else { Goal::Minimise });
            let mut point = Vec::new();
            for (j, (cost, at, below, above)) in columns.into_iter().enumerate() {
                let at = f64::from(at);
                let end = |room: i32| {
                    if room == 4 && !boxed { f64::INFINITY } else { f64::from(room) }
                };
                p.column(format!("x{j}"), cost, at - end(below), at + end(above));
                point.push(at);
            }
            for (i, line) in lines.into_iter().enumerate() {
                let scale = 10f64.powi(line.scale);
                let terms: Vec<(usize, f64)> =
                    line.terms.iter().map(|a| a * scale).enumerate().collect();
                let value: f64 = terms.iter().map(|(j, a)| a * point[*j]).sum();
                let (below, above) = line.room;
                p.row(format!("r{i}"), &terms, value - below * scale, value + above * scale);
            }
            p
        })
    })
}

/// Random bounds, feasible or not.
fn any_problem() -> impl Strategy<Value = Problem> {
    (feasible(true), proptest::collection::vec(-6i32..=6, 9)).prop_map(|(mut p, shifts)| {
        for (row, shift) in p.rows.iter_mut().zip(shifts) {
            row.lower += f64::from(shift);
            row.upper += f64::from(shift);
        }
        p
    })
}

fn with_integers(problem: Problem) -> Problem {
    let mut problem = problem;
    problem.columns.iter_mut().step_by(2).for_each(|column| column.integer = true);
    problem
}

fn engines() -> Vec<Solver> {
    vec![
        Solver::Clarabel,
        #[cfg(feature = "highs")]
        Solver::Highs,
    ]
}

fn proven(problem: &Problem, solution: &crate::Solution) -> Result<(), TestCaseError> {
    let proof = certificate(problem, solution);
    prop_assert!(proof.holds(1e-8), "{proof:?} of {solution:?}");
    Ok(())
}

fn without(problem: &Problem, limit: (usize, Side)) -> Problem {
    let mut relaxed = problem.clone();
    let row = &mut relaxed.rows[limit.0];
    match limit.1 {
        Side::Lower => row.lower = f64::NEG_INFINITY,
        Side::Upper => row.upper = f64::INFINITY,
    }
    relaxed
}

fn only(problem: &Problem, limits: &[(usize, Side)]) -> Problem {
    let every = (0..problem.rows.len()).flat_map(|row| [(row, Side::Lower), (row, Side::Upper)]);
    every
        .filter(|limit| !limits.contains(limit))
        .fold(problem.clone(), |p, limit| without(&p, limit))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_feasible_bounded_model_is_solved_and_proven(p in feasible(true)) {
        for solver in engines() {
            let solution = solve_with(&p, &Options { solver, ..Options::default() });
            prop_assert!(solution.is_ok(), "{solution:?}");
            proven(&p, &solution.unwrap())?;
        }
    }

    #[test]
    fn a_feasible_model_is_solved_or_has_a_ray(p in feasible(false)) {
        match solve(&p) {
            Ok(solution) => proven(&p, &solution)?,
            Err(Error::Unbounded(ray)) => {
                let mut step = vec![0.0; p.columns.len()];
                ray.terms.iter().for_each(|(j, d)| step[*j] = *d);
                let gain = p.objective(&step);
                prop_assert_eq!(gain > 0.0, p.goal == Goal::Maximise);
                prop_assert!(gain != 0.0);
                let kept = |d: f64, lower: f64, upper: f64, size: f64| {
                    (d >= -1e-9 * size || lower.is_infinite()) && (d <= 1e-9 * size || upper.is_infinite())
                };
                for (column, d) in p.columns.iter().zip(&step) {
                    prop_assert!(kept(*d, column.lower, column.upper, 1.0));
                }
                for (row, d) in p.rows.iter().zip(p.activities(&step)) {
                    let size = row.terms.iter().map(|(_, a)| a.abs()).fold(0.0, f64::max);
                    prop_assert!(kept(d, row.lower, row.upper, size));
                }
            }
            other => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn a_conflict_excludes_every_point_and_none_of_it_can_be_spared(p in any_problem()) {
        let Some(found) = conflict(&p).unwrap() else {
            proven(&p, &solve(&p).unwrap())?;
            return Ok(());
        };
        prop_assert_eq!(solve(&p).unwrap_err(), Error::Infeasible);
        let members: Vec<(usize, Side)> = found.members.iter().map(|l| (l.row, l.side)).collect();
        let core = only(&p, &members);
        prop_assert_eq!(solve(&core).unwrap_err(), Error::Infeasible);
        // The column bounds named are enough for the proof.
        let mut bare = core.clone();
        for (j, column) in bare.columns.iter_mut().enumerate() {
            if !found.columns.contains(&(j, Side::Lower)) { column.lower = f64::NEG_INFINITY; }
            if !found.columns.contains(&(j, Side::Upper)) { column.upper = f64::INFINITY; }
        }
        prop_assert_eq!(solve(&bare).unwrap_err(), Error::Infeasible);
        for limit in &found.members {
            let spared = without(&core, (limit.row, limit.side));
            prop_assert!(!matches!(solve(&spared), Err(Error::Infeasible)), "{limit:?} of {found:?}");
            let mut given = core.clone();
            give(&mut given, limit);
            prop_assert!(solve(&given).is_ok(), "{limit:?} is not enough");
        }
        let mut relieved = p.clone();
        found.relief.iter().for_each(|limit| give(&mut relieved, limit));
        prop_assert!(solve(&relieved).is_ok(), "{:?} is not enough", found.relief);
    }

    #[test]
    fn whole_numbers_are_found_by_trying_all_of_them(p in feasible(true)) {
        let p = with_integers(p);
        let expected = by_enumeration(&p);
        for solver in engines() {
            let answer = solve_with(&p, &Options { solver, ..Options::default() });
            match (&answer, expected) {
                (Ok(solution), Some(best)) => {
                    let off = (solution.objective - best).abs() / best.abs().max(1.0);
                    prop_assert!(off < 1e-6, "{solver:?}: {} for {best}", solution.objective);
                    proven(&p, solution)?;
                }
                (Err(Error::Infeasible), None) => {}
                _ => prop_assert!(false, "{solver:?}: {answer:?} for {expected:?}"),
            }
        }
    }

    #[test]
    fn a_family_answers_as_each_problem_alone(p in any_problem(), q in any_problem()) {
        let mut family = Family::new(p.clone()).unwrap();
        let mut alone = p;
        for (j, column) in q.columns.iter().enumerate().take(alone.columns.len()) {
            alone.columns[j] = column.clone();
            family.set_cost(j, column.cost).unwrap();
            family.set_bounds(Place::Column(j), column.lower, column.upper).unwrap();
            if j % 3 == 0 {
                let terms: Vec<(usize, f64)> =
                    (0..alone.rows.len()).map(|i| (i, (i + j) as f64 - 2.0)).collect();
                for (i, a) in &terms {
                    alone.rows[*i].terms.retain(|(column, _)| *column != j);
                    alone.rows[*i].terms.push((j, *a));
                }
                family.set_column(j, &terms).unwrap();
            }
            match (family.solve(), solve(&alone)) {
                (Ok(one), Ok(other)) => {
                    proven(&alone, &one)?;
                    let off = (one.objective - other.objective).abs();
                    prop_assert!(off <= 1e-8 * one.objective.abs().max(1.0));
                }
                (one, other) => prop_assert_eq!(one.unwrap_err(), other.unwrap_err()),
            }
        }
    }

    #[test]
    fn a_price_holds_within_its_range(p in feasible(true)) {
        let solution = solve(&p).unwrap();
        for price in prices(&p, &solution) {
            prop_assert!(price.worth == 0.0 || (price.worth > 0.0) == (p.goal == Goal::Maximise), "{price:?}");
            let Some((from, to)) = price.holds else { continue };
            let sign = if price.side == Side::Upper { 1.0 } else { -1.0 };
            for bound in [(from + price.bound) / 2.0, (to + price.bound) / 2.0] {
                let mut moved = p.clone();
                let row = &mut moved.rows[price.row];
                let equal = row.lower == row.upper;
                if equal || price.side == Side::Lower { row.lower = bound; }
                if equal || price.side == Side::Upper { row.upper = bound; }
                if !bound.is_finite() || row.lower > row.upper { continue; }
                let expected = solution.objective + sign * (bound - price.bound) * price.worth;
                let found = solve(&moved).unwrap().objective;
                let off = (found - expected).abs() / expected.abs().max(1.0);
                prop_assert!(off < 1e-7, "{price:?}: {found} for {expected} at {bound}");
            }
        }
    }

    #[test]
    fn units_change_nothing(p in feasible(true), scales in proptest::collection::vec(-6i32..=6, 20)) {
        // Columns in units of 10^s, rows multiplied by 10^t: the same objective, proven as well.
        let mut scaled = p.clone();
        let unit = |k: usize| 10f64.powi(scales[k]);
        for (j, column) in scaled.columns.iter_mut().enumerate() {
            column.cost *= unit(j);
            column.lower /= unit(j);
            column.upper /= unit(j);
        }
        for (i, row) in scaled.rows.iter_mut().enumerate() {
            row.terms.iter_mut().for_each(|(j, a)| *a *= unit(*j) * unit(10 + i));
            row.lower *= unit(10 + i);
            row.upper *= unit(10 + i);
        }
        let (one, other) = (solve(&p).unwrap(), solve(&scaled));
        prop_assert!(other.is_ok(), "{other:?}");
        let off = (one.objective - other.unwrap().objective).abs() / one.objective.abs().max(1.0);
        prop_assert!(off < 1e-7, "{off:e}");
    }

    #[test]
    fn nothing_panics(p in feasible(false), strange in proptest::collection::vec(strange(), 6)) {
        let mut p = p;
        let n = p.columns.len();
        p.columns[0].cost = strange[0];
        p.columns[n - 1].lower = strange[1];
        p.columns[n / 2].upper = strange[2];
        if let Some(row) = p.rows.first_mut() {
            row.lower = strange[3];
            row.upper = strange[4];
            row.terms[0].1 = strange[5];
        }
        p.columns.iter_mut().step_by(3).for_each(|column| column.integer = true);
        let options = Options { nodes: 200, ..Options::default() };
        for solver in engines() {
            if let Ok(solution) = solve_with(&p, &Options { solver, ..options }) {
                certificate(&p, &solution);
                prices(&p, &solution);
            }
        }
    }
}

fn strange() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(f64::NEG_INFINITY),
        Just(0.0),
        Just(-0.0),
        Just(1.0),
        Just(1e300),
        Just(-1e-300),
        Just(NO_BOUND),
        Just(-NO_BOUND),
        Just(1e15),
        Just(3.5),
        Just(-7.0),
        Just(1e-12),
    ]
}

/// A hair more than said, since a limit moved just so far leaves a single point.
fn give(problem: &mut Problem, limit: &crate::Limit) {
    let more = 1e-7 * limit.bound.abs().max(1e-3) + limit.gives * (1.0 + 1e-7);
    let row = &mut problem.rows[limit.row];
    match limit.side {
        Side::Lower => row.lower -= more,
        Side::Upper => row.upper += more,
    }
}

/// The best objective over all whole values of the integers, each completed by an exact LP.
fn by_enumeration(problem: &Problem) -> Option<f64> {
    let mut best: Option<f64> = None;
    let mut open = vec![problem.clone()];
    while let Some(p) = open.pop() {
        match p.columns.iter().position(|c| c.integer && c.lower < c.upper) {
            Some(j) => {
                for value in p.columns[j].lower as i64..=p.columns[j].upper as i64 {
                    let mut fixed = p.clone();
                    fixed.columns[j].lower = value as f64;
                    fixed.columns[j].upper = value as f64;
                    open.push(fixed);
                }
            }
            None => {
                let mut family = Family::new(p).unwrap();
                if let Ok(solution) = family.solve() {
                    let better = |best: f64| match problem.goal {
                        Goal::Maximise => best.max(solution.objective),
                        Goal::Minimise => best.min(solution.objective),
                    };
                    best = Some(best.map_or(solution.objective, better));
                }
            }
        }
    }
    best
}

#[test]
fn a_certificate_sees_what_is_wrong() {
    let mut p = Problem::new(Goal::Maximise);
    let a = p.column("a", 1.0, 0.0, 10.0);
    p.at_most("r", &[(a, 2.0)], 8.0);
    let good = solve(&p).unwrap();
    assert!(certificate(&p, &good).holds(Certificate::EXACT));
    for (x, y) in [(5.0, 0.5), (3.0, 0.5), (4.0, 0.0), (4.0, -0.5), (4.0, 0.6), (f64::NAN, 0.5)] {
        let mut bad = good.clone();
        (bad.columns[0], bad.row_duals[0]) = (x, y);
        assert!(!certificate(&p, &bad).holds(Certificate::CLOSE), "{x} {y}");
    }
}

//! Cases small enough to solve by hand.

use crate::{
    Certificate, Error, Family, Goal, Options, Place, Problem, Share, Side, Solution, Solver,
    certificate, conflict, form::Form, interior, leximin, max_min, ordered, prices, robust, solve,
    solve_with,
};

const NONE: f64 = f64::INFINITY;

fn solved(problem: &Problem) -> Solution {
    let solution = solve(problem).unwrap();
    let proof = certificate(problem, &solution);
    assert!(proof.holds(Certificate::EXACT), "{proof:?}");
    solution
}

/// Dantzig's example: max 3a + 5b, a ≤ 4, 2b ≤ 12, 3a + 2b ≤ 18 has 36 at (2, 6), duals 0, 3/2, 1.
fn glass() -> Problem {
    let mut p = Problem::new(Goal::Maximise);
    let a = p.column("a", 3.0, 0.0, NONE);
    let b = p.column("b", 5.0, 0.0, NONE);
    p.at_most("one", &[(a, 1.0)], 4.0);
    p.at_most("two", &[(b, 2.0)], 12.0);
    p.at_most("three", &[(a, 3.0), (b, 2.0)], 18.0);
    p
}

#[test]
fn a_maximum_with_its_prices_and_their_ranges() {
    let p = glass();
    let s = solved(&p);
    assert_eq!(
        (s.objective, &s.columns, &s.row_duals),
        (36.0, &vec![2.0, 6.0], &vec![0.0, 1.5, 1.0])
    );
    let found: Vec<_> =
        prices(&p, &s).into_iter().map(|p| (p.name, p.side, p.worth, p.holds)).collect();
    // Textbook ranges (Hillier & Lieberman): 6 ≤ b2 ≤ 18, 12 ≤ b3 ≤ 24.
    let expected = [
        ("two".to_string(), Side::Upper, 1.5, Some((6.0, 18.0))),
        ("three".to_string(), Side::Upper, 1.0, Some((12.0, 24.0))),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_minimum_has_duals_of_the_bound_raised_and_worths_of_the_bound_relaxed() {
    // min 2a + 3b, a + b ≥ 10, a ≤ 6: (6, 4), 24. One more of the need costs 3; one less saves 3.
    let mut p = Problem::new(Goal::Minimise);
    let a = p.column("a", 2.0, 0.0, 6.0);
    let b = p.column("b", 3.0, 0.0, NONE);
    p.at_least("need", &[(a, 1.0), (b, 1.0)], 10.0);
    let s = solved(&p);
    assert_eq!((s.objective, s.columns.as_slice()), (24.0, [6.0, 4.0].as_slice()));
    assert_eq!(
        (s.row_duals.as_slice(), s.reduced_costs.as_slice()),
        (&[3.0][..], &[-1.0, 0.0][..])
    );
    let price = &prices(&p, &s)[0];
    assert_eq!((price.side, price.worth, price.holds), (Side::Lower, -3.0, Some((6.0, NONE))));
}

#[test]
fn an_equality_and_a_column_without_bounds() {
    // min |x − 3| as u + v with x − u + v = 3, x = 5 by a second equality: 2.
    let mut p = Problem::new(Goal::Minimise);
    let x = p.column("x", 0.0, -NONE, NONE);
    let u = p.column("u", 1.0, 0.0, NONE);
    let v = p.column("v", 1.0, 0.0, NONE);
    p.equal("distance", &[(x, 1.0), (u, -1.0), (v, 1.0)], 3.0);
    p.equal("place", &[(x, 2.0)], 10.0);
    let s = solved(&p);
    assert_eq!((s.objective, s.columns.as_slice()), (2.0, [5.0, 2.0, 0.0].as_slice()));
    assert_eq!(s.row_duals, [-1.0, 0.5]);
}

#[test]
fn money_in_fen_beside_shares_and_counts() {
    // 16.52 hundred million yuan in fen over two counties; a share in per mille; a count of posts.
    let mut p = Problem::new(Goal::Maximise);
    let a = p.column("a fen", 1.1e-6, 0.0, 1.2e11);
    let b = p.column("b fen", 1.0e-6, 0.0, NONE);
    let posts = p.column("posts", 2.5, 0.0, NONE);
    p.at_most("budget", &[(a, 1.0), (b, 1.0), (posts, 1.0e6)], 1.652e11);
    p.at_least("b's share", &[(a, -4e-13), (b, 6e-13)], 0.0);
    p.at_most("posts", &[(posts, 1.0)], 40_000.0);
    // Posts bring 2.5 for 10⁶ fen, most per fen; of the rest a takes its three fifths.
    let s = solved(&p);
    let rest: f64 = 1.652e11 - 4e10;
    assert!((s.objective - (1e5 + rest * 0.6 * 1.1e-6 + rest * 0.4 * 1e-6)).abs() < 1e-6);
    assert!((s.columns[0] - 0.6 * rest).abs() < 1e-3 && s.columns[2] == 40_000.0);
}

#[test]
fn no_zero_is_negative() {
    let mut p = Problem::new(Goal::Maximise);
    let a = p.column("a", -0.0, -0.0, 1.0);
    let b = p.column("b", -1.0, 0.0, 5.0);
    p.at_least("r", &[(a, -1.0), (b, -2.0)], -3.0);
    let s = solved(&p);
    let all = [&s.columns, &s.activities, &s.row_duals, &s.reduced_costs];
    let numbers = all.into_iter().flatten().chain([&s.objective, &s.bound]);
    assert!(numbers.into_iter().all(|x| *x != 0.0 || x.is_sign_positive()), "{s:?}");
}

#[test]
fn unbounded_names_the_columns_of_the_ray() {
    let mut p = Problem::new(Goal::Maximise);
    let a = p.column("a", 1.0, 0.0, NONE);
    let b = p.column("b", -0.5, 0.0, NONE);
    p.column("c", 1.0, 0.0, 3.0);
    p.at_most("r", &[(a, 1.0), (b, -1.0)], 2.0);
    let Err(Error::Unbounded(ray)) = solve(&p) else { panic!("bounded?") };
    assert_eq!(
        (ray.terms, ray.names.as_slice()),
        (vec![(0, 1.0), (1, 1.0)], &["a", "b"].map(String::from)[..])
    );
}

#[test]
fn every_fault_is_named_at_once() {
    let mut p = Problem::new(Goal::Minimise);
    let a = p.column("a", f64::NAN, 2.0, 1.0);
    p.integer("b", 0.0, 0.2, 0.8);
    p.at_least("r", &[(a, NONE), (7, 1.0)], NONE);
    p.at_most("s", &[], f64::NAN);
    let expected = "not a linear programme: column 0 (a): the cost is not a number below 1e20; \
                    column 0 (a): the lower bound is above the upper bound; \
                    column 1 (b): no whole number lies between the bounds; \
                    row 0 (r): a bound is infinite on the wrong side; \
                    row 0 (r): a term names a column that is not there; \
                    row 0 (r): a coefficient is not a number below 1e20; \
                    row 1 (s): a bound is not a number";
    assert_eq!(solve(&p).unwrap_err().to_string(), expected);
}

#[test]
fn nothing_at_all_has_an_answer() {
    let mut p = Problem::new(Goal::Maximise);
    assert_eq!(solved(&p).objective, 0.0);
    p.at_least("r", &[], 1.0);
    assert_eq!(solve(&p).unwrap_err(), Error::Infeasible);
    assert_eq!(conflict(&p).unwrap().unwrap().members[0].gives, 1.0);
}

#[test]
fn a_conflict_says_who_must_give_how_much() {
    // Budget 10, floors 6 and 7, and a cap that has nothing to do with it.
    let mut p = Problem::new(Goal::Maximise);
    let a = p.column("a", 1.0, 0.0, NONE);
    let b = p.column("b", 1.0, 0.0, NONE);
    p.at_most("budget", &[(a, 1.0), (b, 1.0)], 10.0);
    p.at_least("floor a", &[(a, 1.0)], 6.0);
    p.at_most("cap a", &[(a, 1.0)], 8.0);
    p.at_least("floor b", &[(b, 1.0)], 7.0);
    let found = conflict(&p).unwrap().unwrap();
    let told: Vec<_> = found.members.iter().map(|l| (l.name.as_str(), l.gives)).collect();
    assert_eq!(told, [("budget", 3.0), ("floor a", 3.0), ("floor b", 3.0)]);
    assert_eq!(found.columns, []);
    assert_eq!(found.relief.iter().map(|limit| limit.gives).sum::<f64>(), 3.0);
    // With a bound on a column instead of a row, the bound is named beside.
    let mut p = Problem::new(Goal::Minimise);
    let a = p.column("a", 1.0, 0.0, 4.0);
    p.at_least("floor", &[(a, 2.0)], 10.0);
    let found = conflict(&p).unwrap().unwrap();
    assert_eq!((found.members[0].gives, found.columns.as_slice()), (2.0, &[(0, Side::Upper)][..]));
}

#[test]
fn a_conflict_of_whole_numbers() {
    // 2a + 4b = 7 has no whole answer, though many others.
    let mut p = Problem::new(Goal::Minimise);
    let a = p.integer("a", 1.0, 0.0, 9.0);
    let b = p.integer("b", 1.0, 0.0, 9.0);
    p.at_most("idle", &[(a, 1.0), (b, 1.0)], 12.0);
    p.equal("odd", &[(a, 2.0), (b, 4.0)], 7.0);
    assert_eq!(solve(&p).unwrap_err(), Error::Infeasible);
    let found = conflict(&p).unwrap().unwrap();
    let told: Vec<_> = found.members.iter().map(|l| (l.name.as_str(), l.side, l.gives)).collect();
    assert_eq!(told, [("odd", Side::Lower, 1.0), ("odd", Side::Upper, 1.0)]);
    assert_eq!(found.relief.len(), 1);
}

#[test]
fn a_knapsack_and_what_is_left_of_its_prices() {
    // Weights 5 4 3, worths 10 8 3, room 8: the second and third (11 at 7) lose to the first and third (13).
    let mut p = Problem::new(Goal::Maximise);
    let items = [(10.0, 5.0), (8.0, 4.0), (3.0, 3.0)];
    let terms: Vec<(usize, f64)> =
        items.map(|(worth, weight)| (p.integer("item", worth, 0.0, 1.0), weight)).to_vec();
    p.at_most("room", &terms, 8.0);
    let s = solved(&p);
    assert_eq!((s.objective, s.columns.as_slice()), (13.0, &[1.0, 0.0, 1.0][..]));
}

#[test]
fn a_search_cut_short_says_how_good_its_best_is() {
    let mut p = Problem::new(Goal::Maximise);
    let terms: Vec<(usize, f64)> = (0..30)
        .map(|k| {
            (p.integer("item", 20.0 + (k * 7 % 11) as f64, 0.0, 1.0), 19.0 + (k * 5 % 13) as f64)
        })
        .collect();
    p.at_most("room", &terms, 333.5);
    let options = Options { solver: Solver::Clarabel, gap: 1e-9, nodes: 40 };
    let short = solve_with(&p, &options).unwrap();
    let whole = solve_with(&p, &Options { nodes: 1_000_000, ..options }).unwrap();
    assert!(short.objective <= whole.objective && whole.objective <= short.bound);
    assert!(whole.bound - whole.objective <= 1e-6);
}

#[test]
fn the_interior_point_engine_alone_is_close() {
    let p = glass();
    let form = Form::new(&p);
    let interior::Verdict::Solved(inside) = interior::solve(&form) else { panic!("unsolved") };
    let proof = certificate(&p, &crate::solve::at_inside(&p, &form, &inside));
    assert!(proof.holds(Certificate::CLOSE), "{proof:?}");
}

#[test]
fn a_price_of_nothing_is_nothing() {
    // Whatever the limits are, 6x − y is zero by the first row; rounding must not price them with a
    // sign that they cannot have.
    let mut p = Problem::new(Goal::Maximise);
    let (x, y) = (p.column("x", 6.0, -1.0, 1.0), p.column("y", -1.0, -3.0, 2.0));
    p.row("tie", &[(x, 60.0), (y, -10.0)], 0.0, 0.0);
    p.at_most("one", &[(x, -1.0), (y, 2.0)], 0.0);
    p.at_most("other", &[(x, 4.0), (y, -6.0)], 1.0);
    for price in prices(&p, &solve(&p).unwrap()) {
        let expected = if price.row == 0 { 0.1 } else { 0.0 };
        assert!((price.worth - expected).abs() < 1e-12 && price.worth >= 0.0, "{price:?}");
    }
}

#[test]
fn tone_2001_efficiencies() {
    // DE-1: input-oriented CCR scores .9, 5/6, 1, 1, 1 (Tone 2001, table 1).
    let units = [
        [4.0, 3.0, 2.0, 3.0],
        [6.0, 3.0, 2.0, 3.0],
        [8.0, 1.0, 6.0, 2.0],
        [8.0, 1.0, 6.0, 1.0],
        [2.0, 4.0, 1.0, 4.0],
    ];
    let mut p = Problem::new(Goal::Minimise);
    let theta = p.column("theta", 1.0, 0.0, NONE);
    for _ in units {
        p.column("unit", 0.0, 0.0, NONE);
    }
    for k in 0..4 {
        let mut terms: Vec<(usize, f64)> = (1..).zip(units.map(|unit| unit[k])).collect();
        if k < 2 {
            terms.push((theta, -1.0));
        }
        p.row("measure", &terms, if k < 2 { -NONE } else { 0.0 }, if k < 2 { 0.0 } else { NONE });
    }
    let mut family = Family::new(p).unwrap();
    for (unit, expected) in units.iter().zip([0.9, 5.0 / 6.0, 1.0, 1.0, 1.0]) {
        family.set_column(theta, &[(0, -unit[0]), (1, -unit[1])]).unwrap();
        family.set_bounds(Place::Row(2), unit[2], NONE).unwrap();
        family.set_bounds(Place::Row(3), unit[3], NONE).unwrap();
        assert!((family.solve().unwrap().objective - expected).abs() < 1e-12);
    }
    assert!(matches!(family.set_cost(99, 1.0), Err(Error::IllPosed(_))));
    assert!(matches!(family.set_column(theta, &[(9, 1.0)]), Err(Error::IllPosed(_))));
    assert!(matches!(family.set_bounds(Place::Row(0), 2.0, 1.0), Err(Error::IllPosed(_))));
}

/// 12 units over three parties, of which the first can take only two.
fn cake() -> (Problem, Vec<Share>) {
    let mut p = Problem::new(Goal::Maximise);
    let parts = [("a", 1.0, 2.0), ("b", 1.0, NONE), ("c", 3.0, NONE)];
    let terms = parts.map(|(name, cost, upper)| (p.column(name, cost, 0.0, upper), 1.0));
    p.at_most("cake", &terms, 12.0);
    let share = |term: (usize, f64)| Share { name: format!("share {}", term.0), terms: vec![term] };
    (p, terms.map(share).to_vec())
}

#[test]
fn the_least_first_then_the_next_then_the_gain() {
    let (p, shares) = cake();
    let fair = max_min(&p, &shares).unwrap();
    // 2 for each; what is left goes to c, who makes most of it.
    assert!((fair.welfare - 2.0).abs() < 1e-9 && (fair.solution.objective - 28.0).abs() < 1e-7);
    let fair = leximin(&p, &shares).unwrap();
    let levels: Vec<f64> = fair.levels.iter().map(|level| (level * 1e8).round() / 1e8).collect();
    assert_eq!(levels, [2.0, 5.0, 5.0]);
    // Weights 3, 2, 1 on 2 ≤ 5 ≤ 5.
    let fair = ordered(&p, &shares, &[3.0, 2.0, 1.0]).unwrap();
    assert!((fair.welfare - 21.0).abs() < 1e-9);
    assert!(matches!(ordered(&p, &shares, &[1.0, 2.0, 3.0]), Err(Error::IllPosed(_))));
    assert_eq!(max_min(&p, &[]).unwrap().solution.objective, 36.0);
}

#[test]
fn one_of_two_gains_may_fail() {
    // max 2a + 2b, a + b ≤ 4; any one gain may fall by 1: two of each loses only 2 of 8.
    let mut p = Problem::new(Goal::Maximise);
    let terms = ["a", "b"].map(|name| (p.column(name, 2.0, 0.0, NONE), 1.0));
    p.at_most("r", &terms, 4.0);
    let sure = robust(&p, &terms, 1.0).unwrap();
    assert!((solved(&sure).objective - 6.0).abs() < 1e-9);
    assert!(robust(&p, &[(5, 1.0)], 1.0).is_err() && robust(&p, &terms, f64::NAN).is_err());
}

#[test]
fn the_same_problem_gives_the_same_digits() {
    let (p, _) = cake();
    let bits = |s: Solution| {
        let all = [s.columns, s.row_duals, s.reduced_costs].concat();
        all.into_iter().map(f64::to_bits).collect::<Vec<_>>()
    };
    assert_eq!(bits(solve(&p).unwrap()), bits(solve(&p).unwrap()));
}

/// Two parts without a common row in units 10^12 apart: a bound of one is no rounding error of the other.
#[test]
fn parts_that_share_nothing_may_have_units_far_apart() {
    let mut p = Problem::new(Goal::Maximise);
    let small = p.column("small", -1e6, -4e-6, 0.0);
    let large = p.column("large", 0.0, -1e6, 7e6);
    p.at_most("large from below", &[(large, -5e-8)], -0.14);
    p.row("small", &[(small, -4e4)], 0.0208, 0.0414);
    p.at_most("small again", &[(small, 1.18e8)], -82.0);
    p.equal("large", &[(large, -6e-6)], -18.0);
    let s = solved(&p);
    // −40 000 x ≤ 0.0414 and −1e6 x to be as large as it may.
    assert!((s.objective - 1.035).abs() < 1e-9, "{}", s.objective);
    assert!((s.columns[large] - 3e6).abs() < 1e-3);
}

#[test]
fn no_bound_is_no_bound_however_it_is_written() {
    // 1e20 is no bound, so it must not be taken for the size of the model either: at such a size, a
    // limit of nine would be noise.
    for none in [NONE, 1e20] {
        let mut p = Problem::new(Goal::Minimise);
        let unit = p.column("unit", 2.0, 0.0, none);
        p.row("use", &[(unit, 7.0)], -none, 0.0);
        p.row("give", &[(unit, 9.0)], 0.0, none);
        let mut family = Family::new(p).unwrap();
        family.set_bounds(Place::Row(0), -none, none).unwrap();
        family.set_bounds(Place::Row(1), 9.0, none).unwrap();
        assert!((family.solve().unwrap().objective - 2.0).abs() < 1e-12);
    }
}

//! PL-1 of the methods brief: next year's money over forty projects in eight counties. Expected values
//! are those of HiGHS 1.15 (see `oracle/README.md`), to 1e-7 of the objective.

use crate::{
    Certificate, Goal, Options, Problem, Share, Side, Solver, certificate, conflict, leximin,
    max_min, mean_tail, ordered, prices, resolve, robust, solve, solve_with,
};

const BUDGET: f64 = 9000.0;
const MAX_GAIN: f64 = 10402.152;
const TOLERANCE: f64 = 1e-7;

struct Table(Vec<Vec<String>>);

impl Table {
    fn read(text: &str) -> Table {
        Table(text.lines().map(|l| l.split(',').map(str::to_string).collect()).collect())
    }

    fn rows(&self) -> usize {
        self.0.len() - 1
    }

    fn text(&self, row: usize, column: &str) -> &str {
        let at = self.0[0].iter().position(|name| name == column).unwrap();
        &self.0[row + 1][at]
    }

    fn number(&self, row: usize, column: &str) -> f64 {
        self.text(row, column).parse().unwrap()
    }
}

fn projects() -> Table {
    Table::read(include_str!("../../oracle/plan_projects.csv"))
}

fn counties() -> Table {
    Table::read(include_str!("../../oracle/plan_counties.csv"))
}

/// The numbers of the columns that pay for a project: its two segments.
fn segments(p: usize) -> [usize; 2] {
    [2 * p, 2 * p + 1]
}

fn plan(budget: f64) -> Problem {
    let (projects, counties) = (projects(), counties());
    let mut problem = Problem::new(Goal::Maximise);
    let mut all = Vec::new();
    let mut share = Vec::new();
    for p in 0..projects.rows() {
        let industry =
            ["agri_park", "cold_chain", "processing"].contains(&projects.text(p, "type"));
        for segment in ["1", "2"] {
            let name = format!("{} {segment}", projects.text(p, "project"));
            let gain = projects.number(p, &format!("gain{segment}"));
            let most = projects.number(p, &format!("seg{segment}_10k"));
            let j = problem.column(name, gain, 0.0, most);
            all.push((j, 1.0));
            share.push((j, if industry { 0.5 } else { -0.5 }));
        }
    }
    problem.at_most("budget", &all, budget);
    problem.at_least("industry share", &share, 0.0);
    for c in 0..counties.rows() {
        let county = counties.text(c, "county");
        let terms: Vec<(usize, f64)> = (0..projects.rows())
            .filter(|p| projects.text(*p, "county") == county)
            .flat_map(segments)
            .map(|j| (j, 1.0))
            .collect();
        problem.at_least(format!("floor:{county}"), &terms, counties.number(c, "floor_10k"));
        problem.at_most(format!("cap:{county}"), &terms, counties.number(c, "cap_10k"));
    }
    problem
}

/// Projects are chosen or not, with a least amount each, and at most twenty of them.
fn plan_of_projects() -> Problem {
    let projects = projects();
    let mut problem = plan(BUDGET);
    let mut chosen = Vec::new();
    for p in 0..projects.rows() {
        let name = projects.text(p, "project");
        let y = problem.integer(name, 0.0, 0.0, 1.0);
        let [one, two] = segments(p);
        let least = projects.number(p, "min_10k");
        problem.at_least(format!("least {name}"), &[(one, 1.0), (two, 1.0), (y, -least)], 0.0);
        for (j, segment) in [(one, "seg1_10k"), (two, "seg2_10k")] {
            problem.at_most("only if chosen", &[(j, 1.0), (y, -projects.number(p, segment))], 0.0);
        }
        chosen.push((y, 1.0));
    }
    problem.at_most("most projects", &chosen, 20.0);
    problem
}

/// Gain per person of each county, in yuan.
fn gains_per_person() -> Vec<Share> {
    let (projects, counties) = (projects(), counties());
    let share = |c: usize| {
        let county = counties.text(c, "county");
        let people = counties.number(c, "rural_pop_10k");
        let gains = (0..projects.rows())
            .filter(|p| projects.text(*p, "county") == county)
            .flat_map(|p| segments(p).into_iter().zip(["gain1", "gain2"]).map(move |s| (p, s)));
        let terms = gains.map(|(p, (j, gain))| (j, projects.number(p, gain) / people)).collect();
        Share { name: county.to_string(), terms }
    };
    (0..counties.rows()).map(share).collect()
}

fn near(found: f64, expected: f64) {
    let off = (found - expected).abs() / expected.abs().max(1.0);
    assert!(off <= TOLERANCE, "{found} for {expected}: {off:e} off");
}

fn proven(problem: &Problem, solution: &crate::Solution) {
    let proof = certificate(problem, solution);
    assert!(proof.holds(Certificate::EXACT), "{proof:?}");
}

#[test]
fn the_largest_gain_with_its_prices() {
    let problem = plan(BUDGET);
    let solution = solve(&problem).unwrap();
    near(solution.objective, MAX_GAIN);
    proven(&problem, &solution);
    let found: Vec<_> = prices(&problem, &solution)
        .into_iter()
        .filter(|price| price.worth > 0.0)
        .map(|price| (price.name, price.side, (price.worth * 1e9).round() / 1e9, price.degenerate))
        .collect();
    let expected = [
        ("budget", Side::Upper, 0.8995),
        ("industry share", Side::Lower, 0.021),
        ("floor:Zhangbei", Side::Lower, 0.16),
        ("floor:Fengning", Side::Lower, 0.014),
    ];
    let expected = expected.map(|(name, side, worth)| (name.to_string(), side, worth, false));
    assert_eq!(found, expected);
}

#[test]
fn a_price_is_what_one_unit_more_or_less_brings() {
    let problem = plan(BUDGET);
    let solution = solve(&problem).unwrap();
    for price in prices(&problem, &solution) {
        let (from, to) = price.holds.expect("a vertex knows its ranges");
        assert!(from <= price.bound && price.bound <= to);
        let (more, less) = resolve(&problem, price.row, price.side, 1.0, &Options::default());
        near(more.unwrap() - solution.objective, price.worth);
        near(less.unwrap() - solution.objective, -price.worth);
        // To the end of the range it holds exactly; beyond, it never grows.
        let out = match price.side {
            Side::Lower => price.bound - from,
            Side::Upper => to - price.bound,
        };
        if out.is_finite() {
            let options = Options::default();
            let at = |step| resolve(&problem, price.row, price.side, step, &options).0.unwrap();
            near(at(out) - solution.objective, price.worth * out);
            assert!(at(out + 1.0) - at(out) <= price.worth + 1e-7, "{price:?}");
        }
    }
}

#[test]
fn fairness_and_its_price() {
    let (problem, shares) = (plan(BUDGET), gains_per_person());
    let fair = max_min(&problem, &shares).unwrap();
    near(fair.welfare, 39.2701578192);
    near(fair.solution.objective, 10219.2580321);
    proven(&fair.problem, &fair.solution);
    let price_of_fairness = 1.0 - fair.solution.objective / MAX_GAIN;
    assert_eq!((price_of_fairness * 1e6).round(), 17582.0);

    let m = shares.len() as f64;
    let gini: Vec<f64> = (1..=shares.len()).map(|k| (2.0 * (m - k as f64) + 1.0) / m / m).collect();
    let welfare = ordered(&problem, &shares, &gini).unwrap();
    near(welfare.welfare, 55.97777452);
    proven(&welfare.problem, &welfare.solution);
}

#[test]
fn raising_one_share_after_another_ends_with_none_that_can_rise_alone() {
    let (problem, shares) = (plan(BUDGET), gains_per_person());
    let fair = leximin(&problem, &shares).unwrap();
    near(fair.welfare, 39.2701578192);
    proven(&fair.problem, &fair.solution);
    let first = problem.rows.len();
    for (k, share) in shares.iter().enumerate() {
        // Each share alone, the smaller ones and its equals held: it cannot rise.
        let mut question = fair.problem.clone();
        question.columns.iter_mut().for_each(|column| column.cost = 0.0);
        share.terms.iter().for_each(|(j, a)| question.columns[*j].cost = *a);
        for (other, level) in fair.levels.iter().enumerate() {
            if *level > fair.levels[k] + 1e-6 {
                question.rows[first + other].lower = fair.levels[k];
            }
        }
        let risen = solve(&question).unwrap().objective;
        assert!((risen - fair.levels[k]).abs() < 1e-6, "{}: {risen}", share.name);
    }
}

#[test]
fn at_most_twenty_projects() {
    let problem = plan_of_projects();
    let options = Options { solver: Solver::Clarabel, ..Options::default() };
    let solution = solve_with(&problem, &options).unwrap();
    near(solution.objective, 10121.561);
    near(solution.bound, 10121.561);
    proven(&problem, &solution);
    let chosen: Vec<&str> = problem
        .columns
        .iter()
        .zip(&solution.columns)
        .filter(|(column, x)| column.integer && **x == 1.0)
        .map(|(column, _)| column.name.as_str())
        .collect();
    let expected =
        "P01 P02 P04 P05 P06 P07 P09 P11 P12 P13 P14 P16 P19 P23 P24 P29 P30 P34 P35 P38";
    assert_eq!(chosen.join(" "), expected);
}

#[cfg(feature = "highs")]
#[test]
fn both_engines_agree() {
    for problem in [plan(BUDGET), plan_of_projects()] {
        for solver in [Solver::Clarabel, Solver::Highs] {
            let options = Options { solver, ..Options::default() };
            let solution = solve_with(&problem, &options).unwrap();
            let expected = if problem.has_integers() { 10121.561 } else { MAX_GAIN };
            near(solution.objective, expected);
            proven(&problem, &solution);
        }
    }
}

#[test]
fn gains_that_may_fall_short() {
    let problem = plan(BUDGET);
    let projects = projects();
    let deviation = |p: usize| (segments(p)[0], projects.number(p, "gain1_sd"));
    let deviations: Vec<(usize, f64)> = (0..projects.rows()).map(deviation).collect();
    let expected = [(0.0, MAX_GAIN), (3.0, 10038.085), (6.0, 9736.7732), (40.0, 8788.664)];
    for (gamma, expected) in expected {
        let sure = robust(&problem, &deviations, gamma).unwrap();
        let solution = solve(&sure).unwrap();
        near(solution.objective, expected);
        proven(&sure, &solution);
    }

    let draws = Table::read(include_str!("../../oracle/plan_scenarios_gain1.csv"));
    let scenario = |s: usize| {
        let costs = (0..projects.rows()).flat_map(|p| {
            let gain1 = draws.number(s, projects.text(p, "project"));
            [gain1, projects.number(p, "gain2")]
        });
        costs.collect::<Vec<f64>>()
    };
    let scenarios: Vec<Vec<f64>> = (0..draws.rows()).map(scenario).collect();
    let sure = mean_tail(&problem, &scenarios, 0.5, 0.9).unwrap();
    let solution = solve(&sure).unwrap();
    near(solution.objective, 10064.0138766);
    proven(&sure, &solution);
}

#[test]
fn a_budget_below_the_floors_names_them_all() {
    let floors: f64 = (0..8).map(|c| counties().number(c, "floor_10k")).sum();
    let problem = plan(floors - 1.0);
    let found = conflict(&problem).unwrap().unwrap();
    let names: Vec<&str> = found.members.iter().map(|limit| limit.name.as_str()).collect();
    let expected = "budget floor:Kangbao floor:Guyuan floor:Shangyi floor:Zhangbei floor:Fengning \
                    floor:Weichang floor:Laiyuan floor:Fuping";
    assert_eq!(names.join(" "), expected);
    for limit in &found.members {
        near(limit.gives, 1.0);
    }
    near(found.relief.iter().map(|limit| limit.gives).sum(), 1.0);
    assert_eq!(conflict(&plan(floors)).unwrap(), None);
}

#[test]
fn the_gain_grows_with_the_budget_ever_more_slowly() {
    let gain = |budget: f64| solve(&plan(budget)).unwrap().objective;
    let gains: Vec<f64> = (0..20).map(|k| gain(5200.0 + 500.0 * k as f64)).collect();
    let steps: Vec<f64> = gains.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(steps.iter().all(|step| *step >= -1e-9));
    assert!(steps.windows(2).all(|pair| pair[1] <= pair[0] + 1e-9));
}

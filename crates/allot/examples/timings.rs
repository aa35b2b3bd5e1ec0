//! How long typical problems take: `cargo run --release -p allot --example timings [--features highs]`.
//!
//! Each line: the problem, seconds of wall time, the objective, and the worst entry of the certificate.
#![expect(clippy::print_stdout, reason = "a program that prints")]

use std::time::Instant;

use allot::{
    Certificate, Family, Goal, Options, Place, Problem, Share, Solution, Solver, certificate,
    max_min, solve, solve_with,
};

/// Numbers in [0, 1) from a fixed seed (splitmix64), so that each run asks the same.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }
}

fn main() {
    efficiencies(1000, 100);
    efficiencies(2800, 50);
    efficiencies(1000, 1000);
    let (problem, shares) = planner(200, 5000, false);
    told("planner 200 counties x 5,000 projects", &problem, || solve(&problem));
    let begun = Instant::now();
    let fair = max_min(&problem, &shares).expect("a plan");
    line("max-min and its gain, same planner", begun, &fair.problem, &fair.solution);
    let dense = covering(500, 5000);
    told("covering 500 rows x 5,000 columns, 10 a column", &dense, || solve(&dense));
    for solver in solvers() {
        let options = Options { solver, gap: 1e-4, nodes: 5000 };
        let (problem, _) = planner(200, 5000, true);
        let name = format!("5,000 projects chosen or not, gap 1e-4, {solver:?}");
        told(&name, &problem, || solve_with(&problem, &options));
        let dense = covering(500, 5000);
        let name = format!("covering again, {solver:?}");
        told(&name, &dense, || solve_with(&dense, &options));
    }
}

fn solvers() -> Vec<Solver> {
    vec![
        Solver::Clarabel,
        #[cfg(feature = "highs")]
        Solver::Highs,
    ]
}

fn told(name: &str, problem: &Problem, answer: impl Fn() -> Result<Solution, allot::Error>) {
    let begun = Instant::now();
    match answer() {
        Ok(solution) => line(name, begun, problem, &solution),
        Err(error) => println!("{name:52} {:8.3} s  {error}", begun.elapsed().as_secs_f64()),
    }
}

fn line(name: &str, begun: Instant, problem: &Problem, solution: &Solution) {
    let seconds = begun.elapsed().as_secs_f64();
    let Certificate { primal, dual, complementarity, gap, .. } = certificate(problem, solution);
    let worst = primal.max(dual).max(complementarity).max(gap);
    println!(
        "{name:52} {seconds:8.3} s  {:18.8} (bound {:.3})  {worst:.1e}",
        solution.objective, solution.bound
    );
}

/// DEA, input-oriented CCR: for each of the first `asked` of `units` units the least share of its three
/// inputs with which the others make its two outputs.
fn efficiencies(units: usize, asked: usize) {
    let mut draw = Draw(1);
    let size = |draw: &mut Draw| 50.0 * (0.5 + draw.next()) * (1.5 * draw.next()).exp();
    let data: Vec<[f64; 5]> =
        (0..units).map(|_| std::array::from_fn(|_| size(&mut draw))).collect();
    let mut problem = Problem::new(Goal::Minimise);
    let theta = problem.column("theta", 1.0, 0.0, f64::INFINITY);
    for unit in 0..units {
        problem.column(format!("unit {unit}"), 0.0, 0.0, f64::INFINITY);
    }
    for k in 0..5 {
        let mut terms: Vec<(usize, f64)> = data.iter().map(|d| d[k]).enumerate().collect();
        terms.iter_mut().for_each(|(j, _)| *j += 1);
        if k < 3 {
            terms.push((theta, -data[0][k]));
            problem.at_most(format!("input {k}"), &terms, 0.0);
        } else {
            problem.at_least(format!("output {k}"), &terms, data[0][k]);
        }
    }
    let begun = Instant::now();
    let mut family = Family::new(problem).expect("a problem without faults");
    let mut sum = 0.0;
    let mut last = None;
    for unit in data.iter().take(asked) {
        let inputs: Vec<(usize, f64)> = unit[..3].iter().map(|x| -x).enumerate().collect();
        family.set_column(theta, &inputs).expect("a column");
        for (k, output) in unit.iter().enumerate().skip(3) {
            family.set_bounds(Place::Row(k), *output, f64::INFINITY).expect("a bound");
        }
        let solution = family.solve().expect("an efficiency");
        sum += solution.objective;
        last = Some(solution);
    }
    let last = last.expect("at least one");
    let name = format!("DEA (CCR), {asked} of {units} units, mean {:.6}", sum / asked as f64);
    line(&name, begun, family.problem(), &last);
}

/// Money over projects in counties with floors, caps and an industry share, as PL-1 but larger.
fn planner(counties: usize, projects: usize, chosen: bool) -> (Problem, Vec<Share>) {
    let mut draw = Draw(2);
    let mut problem = Problem::new(Goal::Maximise);
    let (mut all, mut industry) = (Vec::new(), Vec::new());
    let mut of_county = vec![Vec::new(); counties];
    let mut gains = vec![Vec::new(); counties];
    let mut picks = Vec::new();
    for p in 0..projects {
        let county = p % counties;
        let gain = 0.5 + draw.next();
        let mut segments = Vec::new();
        for (k, share) in [1.0, 0.6].into_iter().enumerate() {
            let most = (150.0 + 250.0 * draw.next()).round();
            let j = problem.column(format!("p{p} {k}"), gain * share, 0.0, most);
            all.push((j, 1.0));
            industry.push((j, if p % 5 < 2 { 0.5 } else { -0.5 }));
            of_county[county].push((j, 1.0));
            gains[county].push((j, gain * share));
            segments.push((j, most));
        }
        if chosen {
            let y = problem.integer(format!("p{p}"), 0.0, 0.0, 1.0);
            let paid: Vec<(usize, f64)> = segments.iter().map(|(j, _)| (*j, 1.0)).collect();
            problem.at_least(format!("least p{p}"), &[paid, vec![(y, -90.0)]].concat(), 0.0);
            for (j, most) in segments {
                problem.at_most(format!("only p{p}"), &[(j, 1.0), (y, -most)], 0.0);
            }
            picks.push((y, 1.0));
        }
    }
    problem.at_most("budget", &all, 200.0 * projects as f64);
    problem.at_least("industry", &industry, 0.0);
    let mut shares = Vec::new();
    for (c, terms) in of_county.iter().enumerate() {
        problem.at_least(format!("floor {c}"), terms, 500.0 + (400.0 * draw.next()).round());
        problem.at_most(format!("cap {c}"), terms, 7000.0 + (2000.0 * draw.next()).round());
        let people = 8.0 + 20.0 * draw.next();
        let terms = gains[c].iter().map(|(j, gain)| (*j, gain / people)).collect();
        shares.push(Share { name: format!("county {c}"), terms });
    }
    if chosen {
        problem.at_most("most projects", &picks, (projects / 2) as f64);
    }
    (problem, shares)
}

/// Needs to be covered at least cost, each column helping ten of them.
fn covering(rows: usize, columns: usize) -> Problem {
    let mut draw = Draw(3);
    let mut problem = Problem::new(Goal::Minimise);
    let mut terms = vec![Vec::new(); rows];
    for j in 0..columns {
        problem.column(format!("x{j}"), 1.0 + draw.next(), 0.0, 5.0);
        for _ in 0..10 {
            let row = (draw.next() * rows as f64) as usize;
            terms[row.min(rows - 1)].push((j, 0.1 + draw.next()));
        }
    }
    for (i, terms) in terms.iter().enumerate() {
        problem.at_least(format!("need {i}"), terms, 10.0 + 20.0 * draw.next());
    }
    problem
}

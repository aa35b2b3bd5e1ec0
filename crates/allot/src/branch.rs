//! Branch and bound (Land & Doig 1960) in pure Rust: best bound first, diving to the nearer side, the
//! column chosen by pseudo-costs (Bénichou et al. 1971). The root is solved by the interior-point
//! engine, each node by a few exchanges from the vertex before it.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::error::Error;
use crate::form::Form;
use crate::interior::{self, Verdict};
use crate::problem::{Goal, Problem};
use crate::simplex::{Outcome, Simplex, Vertex};
use crate::solve::{Options, Solution, continuous, named};

/// A value this near to a whole number is one.
const WHOLE: f64 = 1e-7;

struct Node {
    /// No point below this node has a smaller score.
    bound: f64,
    /// Bounds of the integer columns, in the order of `Search::integers`.
    limits: Vec<(f64, f64)>,
    branch: Option<Branch>,
}

/// How a node came about, for the pseudo-costs.
struct Branch {
    integer: usize,
    up: bool,
    /// By how much the column had to move at least.
    moved: f64,
}

struct Search<'p> {
    problem: &'p Problem,
    integers: Vec<usize>,
    form: Form,
    vertex: Option<Vertex>,
    /// The objective is multiplied by this, so that the smallest score is best.
    sign: f64,
    open: BinaryHeap<Node>,
    best: Option<(f64, Vec<f64>)>,
    /// The smallest bound of a node left unopened because the best found is near enough.
    left: f64,
    /// Per integer and direction (down, up): worsening per unit moved, summed, and how often seen.
    costs: Vec<[(f64, f64); 2]>,
    gap: f64,
}

pub(crate) fn solve(problem: &Problem, options: &Options) -> Result<Solution, Error> {
    let mut search = Search::new(problem, options.gap);
    let limits = search.integers.iter().map(|j| whole_limits(problem, *j)).collect();
    let mut next = Some(Node { bound: f64::NEG_INFINITY, limits, branch: None });
    let mut opened = 0;
    while let Some(node) = next.or_else(|| search.open.pop()) {
        if opened == options.nodes {
            search.open.push(node);
            break;
        }
        opened += 1;
        next = search.open_node(node)?;
    }
    search.finish(opened == options.nodes)
}

fn whole_limits(problem: &Problem, j: usize) -> (f64, f64) {
    (problem.columns[j].lower.ceil(), problem.columns[j].upper.floor())
}

impl<'p> Search<'p> {
    fn new(problem: &'p Problem, gap: f64) -> Search<'p> {
        let integers: Vec<usize> =
            (0..problem.columns.len()).filter(|j| problem.columns[*j].integer).collect();
        let costs = vec![[(0.0, 0.0); 2]; integers.len()];
        Search {
            problem,
            integers,
            form: Form::new(problem),
            vertex: None,
            sign: if problem.goal == Goal::Maximise { -1.0 } else { 1.0 },
            open: BinaryHeap::new(),
            best: None,
            left: f64::INFINITY,
            costs,
            gap,
        }
    }

    /// A score that would be no real gain over the best found.
    fn enough(&self) -> f64 {
        let enough = |(score, _): &(f64, Vec<f64>)| score - self.gap * score.abs().max(1.0);
        self.best.as_ref().map_or(f64::INFINITY, enough)
    }

    /// Solves a node without integers; keeps a whole point, else gives the child to go on with.
    fn open_node(&mut self, node: Node) -> Result<Option<Node>, Error> {
        if node.bound >= self.enough() {
            self.left = self.left.min(node.bound);
            return Ok(None);
        }
        let Some(x) = self.relax(&node)? else { return Ok(None) };
        let score = self.sign * self.problem.objective(&x);
        self.learn(&node, score);
        if score >= self.enough() {
            self.left = self.left.min(score);
            return Ok(None);
        }
        let Some(k) = self.branching(&x) else {
            self.best = Some((score, x));
            return Ok(None);
        };
        let value = x[self.integers[k]];
        let fraction = value - value.floor();
        let child = |up: bool| {
            let mut limits = node.limits.clone();
            if up {
                limits[k].0 = value.floor() + 1.0
            } else {
                limits[k].1 = value.floor()
            };
            let moved = if up { 1.0 - fraction } else { fraction };
            Node { bound: score, limits, branch: Some(Branch { integer: k, up, moved }) }
        };
        self.open.push(child(fraction <= 0.5));
        Ok(Some(child(fraction > 0.5)))
    }

    /// The columns at the optimum of the node without integers; none where it is infeasible.
    fn relax(&mut self, node: &Node) -> Result<Option<Vec<f64>>, Error> {
        for (j, (lower, upper)) in self.integers.iter().zip(&node.limits) {
            self.form.set_column_bounds(*j, *lower, *upper);
        }
        let form = &self.form;
        let mut simplex = match self.vertex.take() {
            Some(vertex) => Simplex::warm(form, vertex),
            None => match interior::solve(form) {
                Verdict::Solved(inside) => Simplex::inside(form, inside.x, inside.at),
                _ => Simplex::cold(form),
            },
        };
        let mut outcome = simplex.run();
        if matches!(outcome, Outcome::Stalled) {
            simplex = Simplex::cold(form);
            outcome = simplex.run();
        }
        match outcome {
            Outcome::Stalled => return Err(Error::Stalled("a node of branch and bound")),
            Outcome::Unbounded(ray) => {
                return Err(Error::Unbounded(named(self.problem, form, &ray)));
            }
            Outcome::Infeasible(_) | Outcome::Optimal => {}
        }
        let (vertex, ..) = simplex.finish();
        let x = (0..form.columns).map(|j| form.plain(j, vertex.x[j])).collect();
        self.vertex = Some(vertex);
        Ok(matches!(outcome, Outcome::Optimal).then_some(x))
    }

    fn learn(&mut self, node: &Node, score: f64) {
        if let Some(Branch { integer, up, moved }) = node.branch {
            let (sum, seen) = &mut self.costs[integer][usize::from(up)];
            *sum += (score - node.bound).max(0.0) / moved;
            *seen += 1.0;
        }
    }

    /// The integer that is not whole and whose two sides both promise to cost most.
    fn branching(&self, x: &[f64]) -> Option<usize> {
        let known = self.costs.iter().flatten().fold((0.0, 0.0), |a, c| (a.0 + c.0, a.1 + c.1));
        let usual = if known.1 > 0.0 { known.0 / known.1 } else { 1.0 };
        let cost = |k: usize, up: usize| match self.costs[k][up] {
            (_, 0.0) => usual,
            (sum, seen) => sum / seen,
        };
        let promise = |k: usize| {
            let value = x[self.integers[k]];
            let fraction = value - value.floor();
            let least = 1e-6 * usual.max(1e-6);
            (cost(k, 0) * fraction).max(least) * (cost(k, 1) * (1.0 - fraction)).max(least)
        };
        (0..self.integers.len())
            .filter(|k| (x[self.integers[*k]] - x[self.integers[*k]].round()).abs() > WHOLE)
            .max_by(|a, b| promise(*a).total_cmp(&promise(*b)).then(b.cmp(a)))
    }

    /// Solves once more with the integers fixed, which makes them exactly whole and gives the duals.
    fn finish(self, cut_short: bool) -> Result<Solution, Error> {
        let Some((score, x)) = self.best else {
            return Err(if cut_short {
                Error::Stalled("branch and bound, before any whole point was found")
            } else {
                Error::Infeasible
            });
        };
        let mut solution = match continuous(&fixed(self.problem, &x)) {
            Err(Error::Infeasible) => return Err(Error::Stalled("making the integers whole")),
            answer => answer?,
        };
        let open = self.open.iter().map(|node| node.bound).fold(self.left, f64::min);
        if open < score {
            solution.bound = self.sign * open;
        }
        Ok(solution)
    }
}

/// The problem with its integers fixed at the whole numbers next to `x`.
pub(crate) fn fixed(problem: &Problem, x: &[f64]) -> Problem {
    let mut fixed = problem.clone();
    for (column, x) in fixed.columns.iter_mut().zip(x).filter(|(column, _)| column.integer) {
        (column.lower, column.upper) = (x.round() + 0.0, x.round() + 0.0);
    }
    fixed
}

impl Ord for Node {
    /// The heap gives the greatest first: the smallest bound.
    fn cmp(&self, other: &Node) -> Ordering {
        other.bound.total_cmp(&self.bound)
    }
}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Node) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Node) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Node {}

//! The problem as the engines see it: minimised, scaled, by columns, with one logical column per row.
//!
//! `A x − r = 0` with bounds on `x` (columns `0..n`) and on the row activities `r` (columns `n..n+m`).
//! Scales are powers of two, so that scaling rounds nothing: `x = column_scale · x'`,
//! `r = r' / row_scale`, objective `= objective' / worth`.

use crate::problem::{Goal, NO_BOUND, Problem};

#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    /// Entries of column `j` are `start[j]..start[j + 1]`; the logical of row `i` is `−1` in row `i`.
    start: Vec<usize>,
    index: Vec<usize>,
    value: Vec<f64>,
    pub(crate) cost: Vec<f64>,
    pub(crate) lower: Vec<f64>,
    pub(crate) upper: Vec<f64>,
    row_scale: Vec<f64>,
    column_scale: Vec<f64>,
    worth: f64,
    sign: f64,
}

impl Form {
    /// Expects a problem without faults.
    pub(crate) fn new(problem: &Problem) -> Form {
        let (n, m) = (problem.columns.len(), problem.rows.len());
        let mut by_column: Vec<Vec<(usize, f64)>> = vec![Vec::new(); n];
        for (i, row) in problem.rows.iter().enumerate() {
            for &(j, a) in &row.terms {
                match by_column[j].last_mut() {
                    Some((last, sum)) if *last == i => *sum += a,
                    _ => by_column[j].push((i, a)),
                }
            }
        }
        for entries in &mut by_column {
            entries.retain(|(_, a)| *a != 0.0);
        }
        // The objective is one more row to the scales: its unit is as arbitrary as theirs.
        let with_cost = by_column.iter().zip(&problem.columns).map(|(entries, column)| {
            let cost = (column.cost != 0.0).then_some((m, column.cost));
            entries.iter().copied().chain(cost).collect()
        });
        let (mut row_scale, mut column_scale) = equilibrate(&with_cost.collect::<Vec<_>>(), m + 1);
        row_scale.truncate(m);
        for block in blocks(&by_column, m) {
            let size = typical_bound(problem, &block, &row_scale, &column_scale);
            for line in block {
                match line.checked_sub(n) {
                    None => column_scale[line] *= size,
                    Some(i) => row_scale[i] /= size,
                }
            }
        }
        let costs = problem.columns.iter().zip(&column_scale).map(|(c, s)| (c.cost * s).abs());
        let (least, most) = span(costs.filter(|cost| *cost > 0.0));
        let mut form = Form {
            columns: n,
            rows: m,
            start: vec![0],
            index: Vec::new(),
            value: Vec::new(),
            cost: vec![0.0; n + m],
            lower: vec![0.0; n + m],
            upper: vec![0.0; n + m],
            row_scale,
            column_scale,
            worth: middle(least, most),
            sign: if problem.goal == Goal::Maximise { -1.0 } else { 1.0 },
        };
        for (j, entries) in by_column.iter().enumerate() {
            for &(i, a) in entries {
                form.index.push(i);
                form.value.push(a * form.row_scale[i] * form.column_scale[j]);
            }
            form.start.push(form.index.len());
        }
        for i in 0..m {
            form.index.push(i);
            form.value.push(-1.0);
            form.start.push(form.index.len());
        }
        for (j, column) in problem.columns.iter().enumerate() {
            form.set_cost(j, column.cost);
            form.set_column_bounds(j, column.lower, column.upper);
        }
        for (i, row) in problem.rows.iter().enumerate() {
            form.set_row_bounds(i, row.lower, row.upper);
        }
        form
    }

    /// Row numbers and scaled coefficients of a column, logical ones included.
    pub(crate) fn entries(&self, j: usize) -> impl Iterator<Item = (usize, f64)> + Clone + '_ {
        let span = self.start[j]..self.start[j + 1];
        self.index[span.clone()].iter().copied().zip(self.value[span].iter().copied())
    }

    /// `Σ a_ij y_i` of column `j`.
    pub(crate) fn dot(&self, j: usize, y: &[f64]) -> f64 {
        self.entries(j).map(|(i, a)| a * y[i]).sum()
    }

    pub(crate) fn set_cost(&mut self, j: usize, cost: f64) {
        self.cost[j] = self.sign * cost * self.column_scale[j] * self.worth;
    }

    pub(crate) fn set_column_bounds(&mut self, j: usize, lower: f64, upper: f64) {
        let scale = 1.0 / self.column_scale[j];
        self.lower[j] = scaled_bound(lower, scale);
        self.upper[j] = scaled_bound(upper, scale);
    }

    pub(crate) fn set_row_bounds(&mut self, i: usize, lower: f64, upper: f64) {
        let scale = self.row_scale[i];
        self.lower[self.columns + i] = scaled_bound(lower, scale);
        self.upper[self.columns + i] = scaled_bound(upper, scale);
    }

    /// Other coefficients for column `j`, by row number.
    pub(crate) fn set_column(&mut self, j: usize, terms: &[(usize, f64)]) {
        let span = self.start[j]..self.start[j + 1];
        let shift = terms.len() as isize - span.len() as isize;
        let scaled = |&(i, a): &(usize, f64)| a * self.row_scale[i] * self.column_scale[j];
        let values: Vec<f64> = terms.iter().map(scaled).collect();
        self.index.splice(span.clone(), terms.iter().map(|(i, _)| *i));
        self.value.splice(span, values);
        for start in &mut self.start[j + 1..] {
            *start = start.wrapping_add_signed(shift);
        }
    }

    /// A scaled column or activity (`j ≥ columns`) in the caller's unit.
    pub(crate) fn plain(&self, j: usize, x: f64) -> f64 {
        if j < self.columns {
            x * self.column_scale[j] + 0.0
        } else {
            x / self.row_scale[j - self.columns] + 0.0
        }
    }

    /// A scaled reduced cost or row dual (`j ≥ columns`) as change of the caller's objective per unit.
    pub(crate) fn plain_dual(&self, j: usize, d: f64) -> f64 {
        let scale = match j.checked_sub(self.columns) {
            None => 1.0 / self.column_scale[j],
            Some(i) => self.row_scale[i],
        };
        self.sign * d * scale / self.worth + 0.0
    }

    /// A scaled weight of row `i` in a sum of rows, up to a positive factor that all rows share.
    pub(crate) fn plain_weight(&self, i: usize, y: f64) -> f64 {
        y * self.row_scale[i]
    }
}

/// Columns (`0..n`) and rows (`n..n + rows`) in sets that share no coefficient. Nothing ties the scales
/// of one set to those of another, so each finds its own size.
fn blocks(by_column: &[Vec<(usize, f64)>], rows: usize) -> Vec<Vec<usize>> {
    let n = by_column.len();
    let mut parent: Vec<usize> = (0..n + rows).collect();
    fn root(parent: &mut [usize], mut line: usize) -> usize {
        while parent[line] != line {
            parent[line] = parent[parent[line]];
            line = parent[line];
        }
        line
    }
    for (j, entries) in by_column.iter().enumerate() {
        for &(i, _) in entries {
            let (a, b) = (root(&mut parent, j), root(&mut parent, n + i));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut blocks = vec![Vec::new(); n + rows];
    for line in 0..n + rows {
        let at = root(&mut parent, line);
        blocks[at].push(line);
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// The middle size of a block's finite bounds, so that scaled bounds are around one.
fn typical_bound(problem: &Problem, block: &[usize], rows: &[f64], columns: &[f64]) -> f64 {
    let bounds = |line: usize| match line.checked_sub(problem.columns.len()) {
        None => {
            let column = &problem.columns[line];
            ([column.lower, column.upper], 1.0 / columns[line])
        }
        Some(i) => ([problem.rows[i].lower, problem.rows[i].upper], rows[i]),
    };
    // What counts as no bound is said in the caller's unit.
    let sizes = block.iter().map(|line| bounds(*line)).flat_map(|(ends, scale)| {
        let finite = ends.into_iter().filter(|end| *end != 0.0 && end.abs() < NO_BOUND);
        finite.map(move |end| end.abs() * scale)
    });
    let mut sizes: Vec<f64> = sizes.collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).map_or(1.0, |middle| power_of_two(*middle))
}

fn scaled_bound(bound: f64, scale: f64) -> f64 {
    if bound.abs() >= NO_BOUND { bound.signum() * f64::INFINITY } else { bound * scale }
}

/// The power of two next to a positive number, kept where squares and quotients stay finite.
fn power_of_two(x: f64) -> f64 {
    x.log2().round().clamp(-200.0, 200.0).exp2()
}

/// Row and column scales that bring the largest and smallest coefficients of each line around one
/// (geometric means, Curtis and Reid's aim by the cheap way).
fn equilibrate(by_column: &[Vec<(usize, f64)>], rows: usize) -> (Vec<f64>, Vec<f64>) {
    let mut row_scale = vec![1.0; rows];
    let mut column_scale = vec![1.0; by_column.len()];
    for _ in 0..4 {
        let mut spans = vec![(f64::INFINITY, 0.0f64); rows];
        for (j, entries) in by_column.iter().enumerate() {
            for &(i, a) in entries {
                let size = (a * column_scale[j]).abs();
                spans[i] = (spans[i].0.min(size), spans[i].1.max(size));
            }
        }
        for (scale, (least, most)) in row_scale.iter_mut().zip(spans) {
            *scale = middle(least, most);
        }
        for (scale, entries) in column_scale.iter_mut().zip(by_column) {
            let (least, most) = span(entries.iter().map(|&(i, a)| (a * row_scale[i]).abs()));
            *scale = middle(least, most);
        }
    }
    (row_scale, column_scale)
}

/// The least and the largest; (∞, 0) of nothing.
fn span(sizes: impl Iterator<Item = f64>) -> (f64, f64) {
    sizes.fold((f64::INFINITY, 0.0), |(least, most), size| (least.min(size), most.max(size)))
}

fn middle(least: f64, most: f64) -> f64 {
    // A line without entries has the span (∞, 0) and stays as it is.
    if most > 0.0 && least > 0.0 { power_of_two(1.0 / (least.sqrt() * most.sqrt())) } else { 1.0 }
}

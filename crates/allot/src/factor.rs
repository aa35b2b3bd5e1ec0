//! A basis matrix taken apart: solves `B x = b` and `Bᵀ y = c`, and follows single exchanges.
//!
//! Bases of plans are nearly triangular, so columns with one entry left are peeled off first, then
//! rows with one entry left; what remains (the kernel) is a small dense LU with row pivoting.
//! Exchanges are kept as product-form factors until the next taking apart.

use crate::form::Form;

/// A smaller pivot counts as none; the matrix is scaled to around one.
const PIVOT: f64 = 1e-9;
/// Largest dense kernel: 1,500² doubles are 18 MB and a second of work.
const KERNEL: usize = 1500;

/// Why a basis could not be taken apart.
pub(crate) enum Failure {
    /// These basis positions depend on the others; a logical of the row given makes up for each.
    Singular(Vec<(usize, usize)>),
    TooLarge,
}

struct Pivot {
    position: usize,
    row: usize,
    value: f64,
}

struct Eta {
    position: usize,
    pivot: f64,
    /// The other entries of the entering column, by basis position.
    others: Vec<(usize, f64)>,
}

pub(crate) struct Factor {
    /// Columns of the basis by position: entries `start[p]..start[p + 1]`.
    start: Vec<usize>,
    entries: Vec<(usize, f64)>,
    column_pivots: Vec<Pivot>,
    row_pivots: Vec<Pivot>,
    kernel: Kernel,
    etas: Vec<Eta>,
    work: Vec<f64>,
}

#[derive(Default)]
struct Kernel {
    positions: Vec<usize>,
    rows: Vec<usize>,
    /// Column-major LU, rows already in pivot order.
    lu: Vec<f64>,
    work: Vec<f64>,
}

impl Factor {
    pub(crate) fn new(form: &Form, basis: &[usize]) -> Result<Factor, Failure> {
        let m = form.rows;
        let mut start = Vec::with_capacity(m + 1);
        start.push(0);
        let mut entries = Vec::new();
        for &j in basis {
            entries.extend(form.entries(j));
            start.push(entries.len());
        }
        let mut peel = Peel::new(&start, &entries, m);
        let column_pivots = peel.columns();
        let row_pivots = peel.rows();
        let kernel = Kernel::new(&peel)?;
        let work = vec![0.0; m];
        Ok(Factor { start, entries, column_pivots, row_pivots, kernel, etas: Vec::new(), work })
    }

    /// Exchanges made since the basis was taken apart.
    pub(crate) fn exchanges(&self) -> usize {
        self.etas.len()
    }

    fn column(&self, position: usize) -> &[(usize, f64)] {
        &self.entries[self.start[position]..self.start[position + 1]]
    }

    /// Solves `B x = b`: `b` by row comes in, `x` by basis position comes out, in the same place.
    pub(crate) fn solve(&mut self, b: &mut [f64]) {
        let mut x = std::mem::take(&mut self.work);
        for pivot in &self.row_pivots {
            x[pivot.position] = self.substitute(pivot, b);
        }
        let mut kernel = std::mem::take(&mut self.kernel);
        kernel.solve(b, &mut x);
        for &position in &kernel.positions {
            if x[position] != 0.0 {
                for &(i, a) in self.column(position) {
                    b[i] -= a * x[position];
                }
            }
        }
        self.kernel = kernel;
        for pivot in self.column_pivots.iter().rev() {
            x[pivot.position] = self.substitute(pivot, b);
        }
        b.copy_from_slice(&x);
        self.work = x;
        for eta in &self.etas {
            let step = b[eta.position] / eta.pivot;
            if step != 0.0 {
                for &(p, a) in &eta.others {
                    b[p] -= a * step;
                }
            }
            b[eta.position] = step;
        }
    }

    fn substitute(&self, pivot: &Pivot, b: &mut [f64]) -> f64 {
        let x = b[pivot.row] / pivot.value;
        if x != 0.0 {
            for &(i, a) in self.column(pivot.position) {
                b[i] -= a * x;
            }
        }
        x
    }

    /// Solves `Bᵀ y = c`: `c` by basis position comes in, `y` by row comes out, in the same place.
    pub(crate) fn solve_transposed(&mut self, c: &mut [f64]) {
        for eta in self.etas.iter().rev() {
            let others: f64 = eta.others.iter().map(|&(p, a)| a * c[p]).sum();
            c[eta.position] = (c[eta.position] - others) / eta.pivot;
        }
        let mut y = std::mem::take(&mut self.work);
        // Rows not reached yet must not count below.
        y.fill(0.0);
        for pivot in &self.column_pivots {
            y[pivot.row] = self.rest(pivot.position, c, &y) / pivot.value;
        }
        let mut kernel = std::mem::take(&mut self.kernel);
        for k in 0..kernel.positions.len() {
            kernel.work[k] = self.rest(kernel.positions[k], c, &y);
        }
        kernel.solve_transposed(&mut y);
        self.kernel = kernel;
        for pivot in self.row_pivots.iter().rev() {
            y[pivot.row] = self.rest(pivot.position, c, &y) / pivot.value;
        }
        c.copy_from_slice(&y);
        self.work = y;
    }

    fn rest(&self, position: usize, c: &[f64], y: &[f64]) -> f64 {
        c[position] - self.column(position).iter().map(|&(i, a)| a * y[i]).sum::<f64>()
    }

    /// The column whose solution is `alpha` takes the place of the one at `position`.
    pub(crate) fn exchange(&mut self, position: usize, alpha: &[f64]) {
        let others = alpha.iter().enumerate().filter(|(p, a)| *p != position && a.abs() > 1e-15);
        let others = others.map(|(p, a)| (p, *a)).collect();
        self.etas.push(Eta { position, pivot: alpha[position], others });
    }
}

/// What is left of the basis while rows and columns are peeled off.
struct Peel<'a> {
    start: &'a [usize],
    entries: &'a [(usize, f64)],
    positions_of_row: Vec<Vec<usize>>,
    row_open: Vec<bool>,
    position_open: Vec<bool>,
}

impl<'a> Peel<'a> {
    fn new(start: &'a [usize], entries: &'a [(usize, f64)], m: usize) -> Peel<'a> {
        let mut positions_of_row = vec![Vec::new(); m];
        for p in 0..m {
            for &(i, _) in &entries[start[p]..start[p + 1]] {
                positions_of_row[i].push(p);
            }
        }
        let (row_open, position_open) = (vec![true; m], vec![true; m]);
        Peel { start, entries, positions_of_row, row_open, position_open }
    }

    fn column(&self, position: usize) -> &'a [(usize, f64)] {
        &self.entries[self.start[position]..self.start[position + 1]]
    }

    fn close(&mut self, position: usize, row: usize, value: f64) -> Pivot {
        self.position_open[position] = false;
        self.row_open[row] = false;
        Pivot { position, row, value }
    }

    fn columns(&mut self) -> Vec<Pivot> {
        let m = self.row_open.len();
        let mut open: Vec<usize> = (0..m).map(|p| self.column(p).len()).collect();
        let mut ready: Vec<usize> = (0..m).rev().filter(|p| open[*p] == 1).collect();
        let mut pivots = Vec::new();
        while let Some(p) = ready.pop() {
            let entry = self.column(p).iter().find(|(i, _)| self.row_open[*i]);
            let Some(&(row, value)) = entry else { continue };
            if value.abs() <= PIVOT {
                continue;
            }
            pivots.push(self.close(p, row, value));
            for &other in &self.positions_of_row[row] {
                open[other] -= 1;
                if open[other] == 1 && self.position_open[other] {
                    ready.push(other);
                }
            }
        }
        pivots
    }

    fn rows(&mut self) -> Vec<Pivot> {
        let m = self.row_open.len();
        let count =
            |i: usize| self.positions_of_row[i].iter().filter(|p| self.position_open[**p]).count();
        let mut open: Vec<usize> = (0..m).map(count).collect();
        let mut ready: Vec<usize> =
            (0..m).rev().filter(|i| self.row_open[*i] && open[*i] == 1).collect();
        let mut pivots = Vec::new();
        while let Some(row) = ready.pop() {
            let position = self.positions_of_row[row].iter().find(|p| self.position_open[**p]);
            let Some(&p) = position else { continue };
            let value = self.column(p).iter().find(|(i, _)| *i == row).map_or(0.0, |(_, a)| *a);
            // A row pivot is used before the rest of its column, so it must not be small beside it.
            let largest = self.column(p).iter().map(|(_, a)| a.abs()).fold(0.0, f64::max);
            if value.abs() <= 0.01 * largest {
                continue;
            }
            pivots.push(self.close(p, row, value));
            for &(other, _) in self.column(p) {
                open[other] -= 1;
                if open[other] == 1 && self.row_open[other] {
                    ready.push(other);
                }
            }
        }
        pivots
    }
}

impl Kernel {
    fn new(peel: &Peel) -> Result<Kernel, Failure> {
        let m = peel.row_open.len();
        let positions: Vec<usize> = (0..m).filter(|p| peel.position_open[*p]).collect();
        let mut rows: Vec<usize> = (0..m).filter(|i| peel.row_open[*i]).collect();
        let size = rows.len();
        if size > KERNEL {
            return Err(Failure::TooLarge);
        }
        let mut place = vec![usize::MAX; m];
        for (k, row) in rows.iter().enumerate() {
            place[*row] = k;
        }
        let mut lu = vec![0.0; size * size];
        for (k, p) in positions.iter().enumerate() {
            for &(i, a) in peel.column(*p) {
                if place[i] != usize::MAX {
                    lu[k * size + place[i]] = a;
                }
            }
        }
        let dependent = eliminate(&mut lu, &mut rows);
        if dependent.is_empty() {
            return Ok(Kernel { positions, rows, lu, work: vec![0.0; size] });
        }
        let short = size - dependent.len();
        let pairs = dependent.iter().zip(&rows[short..]).map(|(k, row)| (positions[*k], *row));
        Err(Failure::Singular(pairs.collect()))
    }

    /// Reads `b` by row and fills `x` by position.
    fn solve(&mut self, b: &[f64], x: &mut [f64]) {
        let size = self.rows.len();
        for (w, row) in self.work.iter_mut().zip(&self.rows) {
            *w = b[*row];
        }
        for k in 0..size {
            let step = self.work[k];
            if step != 0.0 {
                let column = &self.lu[k * size..(k + 1) * size];
                subtract(&mut self.work[k + 1..], &column[k + 1..], step);
            }
        }
        for k in (0..size).rev() {
            let column = &self.lu[k * size..(k + 1) * size];
            self.work[k] /= column[k];
            let step = self.work[k];
            if step != 0.0 {
                subtract(&mut self.work[..k], &column[..k], step);
            }
        }
        for (w, position) in self.work.iter().zip(&self.positions) {
            x[*position] = *w;
        }
    }

    /// Takes the right side from `work` (by place) and fills `y` by row.
    fn solve_transposed(&mut self, y: &mut [f64]) {
        let size = self.rows.len();
        for k in 0..size {
            let column = &self.lu[k * size..(k + 1) * size];
            self.work[k] = (self.work[k] - dot(&column[..k], &self.work[..k])) / column[k];
        }
        for k in (0..size).rev() {
            let column = &self.lu[k * size..(k + 1) * size];
            self.work[k] -= dot(&column[k + 1..], &self.work[k + 1..]);
        }
        for (w, row) in self.work.iter().zip(&self.rows) {
            y[*row] = *w;
        }
    }
}

fn subtract(target: &mut [f64], column: &[f64], step: f64) {
    for (t, a) in target.iter_mut().zip(column) {
        *t -= a * step;
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// LU in place, column by column, rows exchanged for the largest pivot. Dependent columns are passed
/// over and named; `rows` then ends with as many rows that found no pivot.
fn eliminate(lu: &mut [f64], rows: &mut [usize]) -> Vec<usize> {
    let size = rows.len();
    let mut dependent = Vec::new();
    for k in 0..size {
        let (before, rest) = lu.split_at_mut(k * size);
        let column = &mut rest[..size];
        let rank = k - dependent.len();
        // Left-looking: the columns already done act on this one. Once one was passed over, the
        // factors are only wanted for which rows are left, and sit at their rank.
        for done in 0..rank {
            let step = column[done];
            if step != 0.0 {
                subtract(
                    &mut column[done + 1..],
                    &before[done * size + done + 1..(done + 1) * size],
                    step,
                );
            }
        }
        let best = (rank..size).max_by(|a, b| column[*a].abs().total_cmp(&column[*b].abs()));
        let Some(best) = best.filter(|b| column[*b].abs() > PIVOT) else {
            dependent.push(k);
            continue;
        };
        if best != rank {
            rows.swap(rank, best);
            for other in 0..size {
                lu.swap(other * size + rank, other * size + best);
            }
        }
        let pivot = lu[k * size + rank];
        for value in &mut lu[k * size + rank + 1..(k + 1) * size] {
            *value /= pivot;
        }
        if rank != k {
            let (before, rest) = lu.split_at_mut(k * size);
            before[rank * size..(rank + 1) * size].copy_from_slice(&rest[..size]);
        }
    }
    dependent
}

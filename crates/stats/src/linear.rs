//! Small and large dense algebra, through faer without threads.

use faer::linalg::matmul::matmul;
use faer::linalg::solvers::{DenseSolveCore, Solve};
use faer::reborrow::{Reborrow, ReborrowMut};
use faer::{Accum, Mat, MatMut, MatRef, Par, Side};

/// Inverse of a square matrix; `None` where a pivot vanishes.
pub fn inverse(mut a: Mat<f64>) -> Option<Mat<f64>> {
    if dominated(&a) {
        invert_dominated(a.as_mut());
    } else {
        a = a.partial_piv_lu().inverse();
    }
    all_finite(&a).then_some(a)
}

/// Whether each diagonal entry outweighs the rest of its column by a hundredth of itself: then
/// elimination needs no pivots, and its error stays within a few hundred roundings. Input
/// coefficients are such where each sector adds that much value.
fn dominated(a: &Mat<f64>) -> bool {
    a.col_iter().enumerate().all(|(j, column)| {
        let all: f64 = column.iter().map(|x| x.abs()).sum();
        let own = column[j];
        own > 0.0 && all - own < 0.99 * own
    })
}

/// Inverts in place by halves: nearly all work is products of blocks, the fastest there is.
fn invert_dominated(m: MatMut<'_, f64>) {
    const SMALL: usize = 96;
    let n = m.nrows();
    if n <= SMALL {
        let inverse = m.as_ref().partial_piv_lu().inverse();
        { m }.copy_from(&inverse);
        return;
    }
    let half = n / 2;
    let (mut a, mut b, mut c, mut d) = m.split_at_mut(half, half);
    let product = |into: MatMut<'_, f64>, how, x: MatRef<'_, f64>, y: MatRef<'_, f64>, sign| {
        matmul(into, how, x, y, sign, Par::Seq);
    };
    invert_dominated(a.rb_mut());
    let mut right = Mat::zeros(half, n - half);
    product(right.as_mut(), Accum::Replace, a.rb(), b.rb(), 1.0);
    product(d.rb_mut(), Accum::Add, c.rb(), right.as_ref(), -1.0);
    invert_dominated(d.rb_mut());
    let mut below = Mat::zeros(n - half, half);
    product(below.as_mut(), Accum::Replace, c.rb(), a.rb(), 1.0);
    product(c.rb_mut(), Accum::Replace, d.rb(), below.as_ref(), -1.0);
    product(b.rb_mut(), Accum::Replace, right.as_ref(), d.rb(), -1.0);
    product(a.rb_mut(), Accum::Add, right.as_ref(), c.rb(), -1.0);
}

/// X with A·X = B, both dense; `None` where A is singular.
pub fn solve(a: &Mat<f64>, b: &Mat<f64>) -> Option<Mat<f64>> {
    let x = a.partial_piv_lu().solve(b);
    all_finite(&x).then_some(x)
}

fn all_finite(m: &Mat<f64>) -> bool {
    (0..m.ncols()).all(|j| m.col(j).iter().all(|x| x.is_finite()))
}

/// Largest eigenvalue in size of a matrix with non-negative entries (Perron root) with its vector
/// summing to one, by iterating the power of A + I; `None` where it does not settle.
pub fn perron(a: &Mat<f64>) -> Option<(f64, Vec<f64>)> {
    let n = a.nrows();
    let mut v = Mat::from_fn(n, 1, |_, _| 1.0 / n as f64);
    for _ in 0..100_000 {
        let next = a * &v + &v;
        let total = crate::sums::sum_of(n, |i| next[(i, 0)]);
        if !(total.is_finite() && total > 0.0) {
            return None;
        }
        let next = Mat::from_fn(n, 1, |i, _| next[(i, 0)] / total);
        let moved = (0..n).map(|i| (next[(i, 0)] - v[(i, 0)]).abs()).fold(0.0, f64::max);
        v = next;
        if moved < 1e-16 {
            break;
        }
    }
    let image = a * &v;
    let value = crate::sums::sum_of(n, |i| image[(i, 0)]);
    Some((value, (0..n).map(|i| v[(i, 0)]).collect()))
}

/// Eigenvalues (ascending) and vectors (as columns) of a symmetric matrix.
pub fn eigen(a: &Mat<f64>) -> Option<(Vec<f64>, Mat<f64>)> {
    let pairs = a.self_adjoint_eigen(Side::Lower).ok()?;
    Some((pairs.S().column_vector().iter().copied().collect(), pairs.U().to_owned()))
}

/// Inverse of a positive semi-definite matrix after leaving out the columns that depend on
/// earlier ones (a pivot below 1e-10 of its diagonal). Left-out rows and columns are zero.
/// Returns the inverse, row by row, and which columns stayed.
pub fn invert_psd(a: &[Vec<f64>]) -> (Vec<Vec<f64>>, Vec<bool>) {
    let k = a.len();
    let mut factor = vec![vec![0.0; k]; k];
    let mut kept = vec![false; k];
    for j in 0..k {
        let pivot = a[j][j] - (0..j).map(|m| factor[j][m] * factor[j][m]).sum::<f64>();
        kept[j] = pivot > 1e-10 * a[j][j] && pivot > 0.0;
        if !kept[j] {
            factor[j].fill(0.0);
            continue;
        }
        factor[j][j] = pivot.sqrt();
        for i in j + 1..k {
            let inner: f64 = (0..j).map(|m| factor[i][m] * factor[j][m]).sum();
            factor[i][j] = (a[i][j] - inner) / factor[j][j];
        }
    }
    let mut inverse = vec![vec![0.0; k]; k];
    for c in (0..k).filter(|&c| kept[c]) {
        let mut x = vec![0.0; k];
        for i in (c..k).filter(|&i| kept[i]) {
            let inner: f64 = (c..i).map(|m| factor[i][m] * x[m]).sum();
            x[i] = (f64::from(u8::from(i == c)) - inner) / factor[i][i];
        }
        for i in (0..k).rev().filter(|&i| kept[i]) {
            let inner: f64 = (i + 1..k).map(|m| factor[m][i] * x[m]).sum();
            x[i] = (x[i] - inner) / factor[i][i];
        }
        for (i, value) in x.into_iter().enumerate() {
            inverse[i][c] = value;
        }
    }
    (inverse, kept)
}

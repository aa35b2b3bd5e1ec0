//! Least squares and its standard errors: plain, robust, clustered one or two ways, with the rule
//! for counting parameters said aloud.

use crate::linear::{eigen, invert_psd};
use crate::sums::{dot, sum_of};

use faer::Mat;

/// A fit of y on columns, after whatever was swept out of both.
#[derive(Clone, Debug)]
pub struct Fit {
    pub beta: Vec<f64>,
    pub residuals: Vec<f64>,
    /// (X'X)⁻¹, with zeros for columns left out.
    pub bread: Vec<Vec<f64>>,
    /// Columns that do not depend on earlier ones.
    pub kept: Vec<bool>,
}

impl Fit {
    pub fn rank(&self) -> usize {
        self.kept.iter().filter(|k| **k).count()
    }
}

pub fn least_squares(y: &[f64], columns: &[Vec<f64>]) -> Fit {
    let k = columns.len();
    let mut gram = vec![vec![0.0; k]; k];
    for i in 0..k {
        for j in 0..=i {
            gram[i][j] = dot(&columns[i], &columns[j]);
            gram[j][i] = gram[i][j];
        }
    }
    let (bread, kept) = invert_psd(&gram);
    let xy: Vec<f64> = columns.iter().map(|x| dot(x, y)).collect();
    let beta: Vec<f64> = bread.iter().map(|row| dot(row, &xy)).collect();
    let mut residuals = y.to_vec();
    for (b, column) in beta.iter().zip(columns) {
        residuals.iter_mut().zip(column).for_each(|(r, x)| *r -= b * x);
    }
    Fit { beta, residuals, bread, kept }
}

/// Σ over clusters of (X_g'e_g)(X_g'e_g)'.
pub fn clustered_meat(
    fit: &Fit,
    columns: &[Vec<f64>],
    cluster: &[u32],
    clusters: usize,
) -> Vec<Vec<f64>> {
    let k = columns.len();
    let scores: Vec<Vec<f64>> = columns
        .iter()
        .map(|x| {
            let mut score = vec![0.0; clusters];
            for (i, &g) in cluster.iter().enumerate() {
                score[g as usize] += x[i] * fit.residuals[i];
            }
            score
        })
        .collect();
    (0..k).map(|i| (0..k).map(|j| dot(&scores[i], &scores[j])).collect()).collect()
}

/// Σ e²·xx': heteroskedasticity only.
pub fn robust_meat(fit: &Fit, columns: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let (k, n) = (columns.len(), fit.residuals.len());
    let e2 = |i: usize| fit.residuals[i] * fit.residuals[i];
    let cell = |a: usize, b: usize| sum_of(n, |i| e2(i) * columns[a][i] * columns[b][i]);
    (0..k).map(|a| (0..k).map(|b| cell(a, b)).collect()).collect()
}

/// B·M·B times a scale.
pub fn sandwich(bread: &[Vec<f64>], meat: &[Vec<f64>], scale: f64) -> Vec<Vec<f64>> {
    let k = bread.len();
    let product = |a: &[Vec<f64>], b: &[Vec<f64>]| -> Vec<Vec<f64>> {
        (0..k).map(|i| (0..k).map(|j| sum_of(k, |m| a[i][m] * b[m][j])).collect()).collect()
    };
    let mut v = product(&product(bread, meat), bread);
    v.iter_mut().flatten().for_each(|x| *x *= scale);
    v
}

/// The nearest positive semi-definite matrix by cutting negative eigenvalues to zero, and whether
/// any was cut (Cameron, Gelbach & Miller 2011).
pub fn psd_repaired(v: &[Vec<f64>]) -> (Vec<Vec<f64>>, bool) {
    let k = v.len();
    let Some((values, vectors)) = eigen(&Mat::from_fn(k, k, |i, j| (v[i][j] + v[j][i]) / 2.0))
    else {
        return (v.to_vec(), false);
    };
    let largest = values.iter().fold(0.0, |m: f64, x| m.max(x.abs()));
    if values.iter().all(|x| *x >= -1e-14 * largest) {
        return (v.to_vec(), false);
    }
    let cell =
        |i: usize, j: usize| sum_of(k, |m| values[m].max(0.0) * vectors[(i, m)] * vectors[(j, m)]);
    ((0..k).map(|i| (0..k).map(|j| cell(i, j)).collect()).collect(), true)
}

/// b'V⁻¹b over the columns that are kept, and their number: the Wald statistic of "all zero".
pub fn wald(beta: &[f64], v: &[Vec<f64>]) -> Option<(f64, usize)> {
    let (inverse, kept) = invert_psd(v);
    let df = kept.iter().filter(|k| **k).count();
    let k = beta.len();
    let value = sum_of(k, |i| beta[i] * sum_of(k, |j| inverse[i][j] * beta[j]));
    (df == k && df > 0).then_some((value, df))
}

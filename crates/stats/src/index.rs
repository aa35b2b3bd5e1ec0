//! The index engine: orient, weigh, aggregate. Indicators are columns of `z[unit][indicator]`.

use faer::Mat;

use crate::answer::Reason;
use crate::linear::perron;
use crate::sums::{correlation, extent, sum, sum_of, variance};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Direction {
    MoreIsBetter,
    LessIsBetter,
    /// Best at this value.
    Target(f64),
}

/// How an indicator is brought to 0…1: its direction and, where they are frozen, its bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    pub direction: Direction,
    pub bounds: Option<(f64, f64)>,
}

/// Values of one indicator on 0…1, and how many lay outside frozen bounds and were cut.
/// `None` for a constant indicator without bounds: it tells the units apart in no way.
pub fn oriented(values: &[f64], scale: Scale) -> Option<(Vec<f64>, usize)> {
    if let Direction::Target(best) = scale.direction {
        let reach = match scale.bounds {
            Some((lo, hi)) => (best - lo).abs().max((hi - best).abs()),
            None => values.iter().map(|x| (x - best).abs()).fold(0.0, f64::max),
        };
        let varies = extent(values.iter().copied()).is_some_and(|(lo, hi)| lo < hi);
        let position = |x: f64| 1.0 - (x - best).abs() / reach;
        return (reach > 0.0 && varies).then(|| cut(values, position));
    }
    let (lo, hi) = scale.bounds.or_else(|| extent(values.iter().copied()))?;
    let rising = scale.direction == Direction::MoreIsBetter;
    let position = |x: f64| if rising { (x - lo) / (hi - lo) } else { (hi - x) / (hi - lo) };
    (lo < hi).then(|| cut(values, position))
}

fn cut(values: &[f64], position: impl Fn(f64) -> f64) -> (Vec<f64>, usize) {
    let z: Vec<f64> = values.iter().map(|x| position(*x)).collect();
    let outside = z.iter().filter(|z| !(0.0..=1.0).contains(*z)).count();
    (z.into_iter().map(|z| z.clamp(0.0, 1.0)).collect(), outside)
}

/// Entropy of each column and the weights 1 − e, summing to one (Shannon 1948; Hwang & Yoon 1981).
/// `shift` s uses (1 − 2s)·z + s. A column of zeros carries no information: weight 0.
pub fn entropy_weights(z: &[Vec<f64>], shift: f64) -> Result<(Vec<f64>, Vec<f64>), Reason> {
    let n = z.len();
    if n < 2 {
        return Err(Reason::NTooSmall);
    }
    let entropies: Vec<f64> = (0..z[0].len())
        .map(|j| {
            let value = |i: usize| (1.0 - 2.0 * shift) * z[i][j] + shift;
            let total = sum_of(n, value);
            let term = |i: usize| {
                let p = value(i) / total;
                if p > 0.0 { p * p.ln() } else { 0.0 }
            };
            if total > 0.0 { -sum_of(n, term) / (n as f64).ln() } else { 1.0 }
        })
        .collect();
    let spread: Vec<f64> = entropies.iter().map(|e| 1.0 - e).collect();
    Ok((normalised(&spread)?, entropies))
}

/// CRITIC weights σⱼ·Σₖ(1 − rⱼₖ) with signed correlations (Diakoulaki, Mavrotas &
/// Papayannakis 1995).
pub fn critic_weights(z: &[Vec<f64>]) -> Result<Vec<f64>, Reason> {
    if z.len() < 2 {
        return Err(Reason::NTooSmall);
    }
    let columns: Vec<Vec<f64>> =
        (0..z[0].len()).map(|j| z.iter().map(|row| row[j]).collect()).collect();
    let content = |a: &Vec<f64>| {
        let apart = |b: &Vec<f64>| 1.0 - correlation(a, b).unwrap_or(1.0);
        variance(a, 1).sqrt() * columns.iter().map(apart).sum::<f64>()
    };
    normalised(&columns.iter().map(content).collect::<Vec<_>>())
}

/// Saaty's random index for matrices of size 1 … 10.
const RANDOM_INDEX: [f64; 10] = [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];

/// AHP weights (principal eigenvector) and consistency ratio of a reciprocal matrix (Saaty 1980).
/// The ratio is `None` above ten items, where no random index is tabled, and zero below three.
pub fn ahp_weights(judgements: &[Vec<f64>]) -> Result<(Vec<f64>, Option<f64>), Reason> {
    let n = judgements.len();
    let matrix = Mat::from_fn(n, n, |i, j| judgements[i][j]);
    let (root, weights) = perron(&matrix).ok_or(Reason::NotConverged)?;
    let ratio = match RANDOM_INDEX.get(n.wrapping_sub(1)) {
        Some(&random) if random > 0.0 => Some((root - n as f64) / (n as f64 - 1.0) / random),
        Some(_) => Some(0.0),
        None => None,
    };
    Ok((weights, ratio))
}

/// Weights that sum to one.
pub fn normalised(weights: &[f64]) -> Result<Vec<f64>, Reason> {
    let total = sum(weights);
    if weights.iter().any(|w| *w < 0.0) {
        return Err(Reason::NegativeInput);
    }
    if total <= 0.0 || !total.is_finite() {
        return Err(Reason::UndefinedRatio);
    }
    Ok(weights.iter().map(|w| w / total).collect())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregation {
    Arithmetic,
    Geometric,
}

pub fn aggregated(row: &[f64], weights: &[f64], how: Aggregation) -> f64 {
    match how {
        Aggregation::Arithmetic => sum_of(row.len(), |j| weights[j] * row[j]),
        Aggregation::Geometric => {
            // 0⁰ is 1: an indicator without weight cannot pull the score to zero.
            let log = |j: usize| if weights[j] == 0.0 { 0.0 } else { weights[j] * row[j].ln() };
            sum_of(row.len(), log).exp()
        }
    }
}

/// TOPSIS closeness (Hwang & Yoon 1981) with vector normalisation; `benefit` says which columns
/// are better when larger. 0/0 (all units alike) is NaN, which an answer turns into its reason.
pub fn topsis(values: &[Vec<f64>], weights: &[f64], benefit: &[bool]) -> Vec<f64> {
    let (n, k) = (values.len(), weights.len());
    let norms: Vec<f64> = (0..k).map(|j| sum_of(n, |i| values[i][j].powi(2)).sqrt()).collect();
    let at = |i: usize, j: usize| {
        if norms[j] > 0.0 { weights[j] * values[i][j] / norms[j] } else { 0.0 }
    };
    let ends: Vec<(f64, f64)> = (0..k)
        .map(|j| {
            let (lo, hi) = extent((0..n).map(|i| at(i, j))).expect("at least one unit");
            if benefit[j] { (hi, lo) } else { (lo, hi) }
        })
        .collect();
    (0..n)
        .map(|i| {
            let best = sum_of(k, |j| (at(i, j) - ends[j].0).powi(2)).sqrt();
            let worst = sum_of(k, |j| (at(i, j) - ends[j].1).powi(2)).sqrt();
            worst / (best + worst)
        })
        .collect()
}

//! One cell of a staggered design: treated units against untreated ones between two periods, with
//! the influence of each unit on the estimate (Sant'Anna & Zhao 2020).

use crate::answer::Reason;
use crate::linear::invert_psd;
use crate::sums::{dot, mean, sum_of};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Estimator {
    /// Outcome regression on the untreated.
    Regression,
    /// Weighting by the odds of treatment, normalised.
    Weighting,
    /// Both: right where either is.
    DoublyRobust,
}

/// The difference of mean changes, which all three estimators are without covariates, and its
/// influence function over the units of the cell.
pub fn difference(change: &[f64], treated: &[bool]) -> (f64, Vec<f64>) {
    let side = |own: bool| {
        let members = change.iter().zip(treated).filter(|(_, t)| **t == own);
        let changes: Vec<f64> = members.map(|(change, _)| *change).collect();
        (mean(&changes), change.len() as f64 / changes.len() as f64)
    };
    let ((with, scale), (without, others)) = (side(true), side(false));
    let influence = change.iter().zip(treated).map(|(change, treated)| match treated {
        true => scale * (change - with),
        false => -others * (change - without),
    });
    (with - without, influence.collect())
}

/// Average effect on the treated and its influence function over the units of the cell. `x` holds
/// one row of covariates per unit, the constant first.
pub fn effect(
    change: &[f64],
    treated: &[bool],
    x: &[&[f64]],
    how: Estimator,
) -> Result<(f64, Vec<f64>), Reason> {
    let n = change.len();
    let d: Vec<f64> = treated.iter().map(|t| f64::from(u8::from(*t))).collect();
    let odds = match how {
        Estimator::Regression => None,
        _ => Some(Odds::of(&d, x)?),
    };
    let fitted = match how {
        Estimator::Weighting => None,
        _ => Some(Fitted::of(change, &d, x)?),
    };
    // Weights of the comparison: the treated's own covariates (regression), or the odds.
    let w: Vec<f64> = match &odds {
        Some(odds) => {
            (0..n).map(|i| (1.0 - d[i]) * odds.share[i] / (1.0 - odds.share[i])).collect()
        }
        None => d.clone(),
    };
    let expected = |i: usize| fitted.as_ref().map_or(0.0, |f| f.value[i]);
    let of_treated = |i: usize| change[i] - if odds.is_some() { expected(i) } else { 0.0 };
    let of_others = |i: usize| match &odds {
        Some(_) => change[i] - expected(i),
        None => expected(i),
    };
    let (mean_d, mean_w) = (mean(&d), mean(&w));
    let eta = sum_of(n, |i| d[i] * of_treated(i)) / n as f64 / mean_d;
    let base = sum_of(n, |i| w[i] * of_others(i)) / n as f64 / mean_w;
    // How the first steps move the estimate: through the regression and through the odds.
    let through = |f: &dyn Fn(usize) -> f64| -> Vec<f64> {
        (0..x[0].len()).map(|k| sum_of(n, |i| f(i) * x[i][k]) / n as f64).collect()
    };
    let from_fit = fitted.as_ref().map(|f| {
        let to_treated = if odds.is_some() { through(&|i| d[i]) } else { vec![0.0; x[0].len()] };
        let sign = if odds.is_some() { -1.0 } else { 1.0 };
        let to_others: Vec<f64> = through(&|i| w[i]).iter().map(|m| sign * m).collect();
        (f, to_treated, to_others)
    });
    let from_odds = odds.as_ref().map(|o| (o, through(&|i| w[i] * (of_others(i) - base))));
    let influence = |i: usize| {
        let mut own = d[i] * (of_treated(i) - eta);
        let mut other = w[i] * (of_others(i) - base);
        if let Some((fit, to_treated, to_others)) = &from_fit {
            own -= dot(&fit.influence[i], to_treated);
            other += dot(&fit.influence[i], to_others);
        }
        if let Some((odds, to_others)) = &from_odds {
            other += dot(&odds.influence[i], to_others);
        }
        own / mean_d - other / mean_w
    };
    Ok((eta - base, (0..n).map(influence).collect()))
}

/// Change expected from covariates, fitted on the untreated, and how each unit moves the fit.
struct Fitted {
    value: Vec<f64>,
    influence: Vec<Vec<f64>>,
}

impl Fitted {
    fn of(change: &[f64], d: &[f64], x: &[&[f64]]) -> Result<Fitted, Reason> {
        let n = change.len() as f64;
        let weight: Vec<f64> = d.iter().map(|d| 1.0 - d).collect();
        let inverse = inverse_gram(x, &weight)?;
        let moment: Vec<f64> =
            (0..x[0].len()).map(|k| sum_of(x.len(), |i| weight[i] * x[i][k] * change[i])).collect();
        let beta = times(&inverse, &moment);
        let value: Vec<f64> = x.iter().map(|row| dot(row, &beta)).collect();
        let influence = (0..x.len())
            .map(|i| {
                let moved = times(&inverse, x[i]);
                moved.iter().map(|m| n * weight[i] * (change[i] - value[i]) * m).collect()
            })
            .collect();
        Ok(Fitted { value, influence })
    }
}

/// Chance of treatment by logit, and how each unit moves its coefficients.
struct Odds {
    share: Vec<f64>,
    influence: Vec<Vec<f64>>,
}

impl Odds {
    fn of(d: &[f64], x: &[&[f64]]) -> Result<Odds, Reason> {
        let n = d.len() as f64;
        let mut beta = vec![0.0; x[0].len()];
        for _ in 0..100 {
            let share: Vec<f64> = x.iter().map(|row| logistic(dot(row, &beta))).collect();
            let weight: Vec<f64> = share.iter().map(|p| p * (1.0 - p)).collect();
            let inverse = inverse_gram(x, &weight)?;
            let score: Vec<f64> =
                (0..beta.len()).map(|k| sum_of(x.len(), |i| (d[i] - share[i]) * x[i][k])).collect();
            let step = times(&inverse, &score);
            beta.iter_mut().zip(&step).for_each(|(b, s)| *b += s);
            if step.iter().all(|s| s.abs() < 1e-12) {
                let influence = (0..x.len())
                    .map(|i| {
                        let moved = times(&inverse, x[i]);
                        moved.iter().map(|m| n * (d[i] - share[i]) * m).collect()
                    })
                    .collect();
                return Ok(Odds { share, influence });
            }
        }
        Err(Reason::NotConverged)
    }
}

pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// (X'WX)⁻¹; `not_identified` where columns depend on each other.
fn inverse_gram(x: &[&[f64]], weight: &[f64]) -> Result<Vec<Vec<f64>>, Reason> {
    let k = x[0].len();
    let cell = |a: usize, b: usize| sum_of(x.len(), |i| weight[i] * x[i][a] * x[i][b]);
    let gram: Vec<Vec<f64>> = (0..k).map(|a| (0..k).map(|b| cell(a, b)).collect()).collect();
    let (inverse, kept) = invert_psd(&gram);
    if kept.iter().all(|k| *k) { Ok(inverse) } else { Err(Reason::NotIdentified) }
}

fn times(matrix: &[Vec<f64>], v: &[f64]) -> Vec<f64> {
    matrix.iter().map(|row| dot(row, v)).collect()
}

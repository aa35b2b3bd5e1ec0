//! Tails and quantiles of the usual distributions. A statistic that is not finite (no
//! spread at all) has no p: NaN, which an answer turns into its reason.

use statrs::distribution::{ChiSquared, ContinuousCDF, FisherSnedecor, Normal, StudentsT};

fn normal() -> Normal {
    Normal::standard()
}

fn student(df: f64) -> StudentsT {
    StudentsT::new(0.0, 1.0, df).expect("degrees of freedom are positive")
}

pub fn normal_below(z: f64) -> f64 {
    normal().cdf(z)
}

/// Two-sided p of a standard normal.
pub fn normal_p(z: f64) -> f64 {
    if !z.is_finite() {
        return f64::NAN;
    }
    2.0 * normal().sf(z.abs())
}

pub fn normal_quantile(p: f64) -> f64 {
    normal().inverse_cdf(p)
}

/// Two-sided p of Student's t.
pub fn t_p(t: f64, df: f64) -> f64 {
    if !t.is_finite() || df <= 0.0 {
        return f64::NAN;
    }
    2.0 * student(df).sf(t.abs())
}

pub fn t_quantile(p: f64, df: f64) -> f64 {
    student(df).inverse_cdf(p)
}

/// P(χ² > x).
pub fn chi2_p(x: f64, df: f64) -> f64 {
    if x.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if x <= 0.0 {
        return 1.0;
    }
    ChiSquared::new(df).expect("degrees of freedom are positive").sf(x)
}

/// P(F > x).
pub fn f_p(x: f64, df1: f64, df2: f64) -> f64 {
    if x.is_nan() || df1 <= 0.0 || df2 <= 0.0 {
        return f64::NAN;
    }
    if x <= 0.0 {
        return 1.0;
    }
    FisherSnedecor::new(df1, df2).expect("degrees of freedom are positive").sf(x)
}

/// The smallest effect a two-sided test at 5 % would find four times in five, given its standard
/// error: (t₀.₉₇₅ + t₀.₈)·se (Bloom 1995). `df` may be infinite.
pub fn detectable(se: f64, df: f64) -> f64 {
    let q = |p| if df.is_finite() { t_quantile(p, df) } else { normal_quantile(p) };
    (q(0.975) + q(0.8)) * se
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_and_tails_are_those_of_the_tables() {
        assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-9);
        assert!((t_quantile(0.975, 10.0) - 2.228_138_851_964_939).abs() < 1e-7);
        assert!((chi2_p(3.841_458_820_694_124, 1.0) - 0.05).abs() < 1e-10);
        assert!((f_p(4.964_602_743_730_7, 1.0, 10.0) - 0.05).abs() < 1e-9);
        assert!((detectable(1.0, f64::INFINITY) - 2.801_585_218_1).abs() < 1e-8);
    }
}

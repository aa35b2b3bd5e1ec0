//! Linear programmes as rows and columns, their solutions and certificates. Knows only numbers.

/// The largest amount by which `x` breaks a row `a·x ≤ b`; zero where it keeps all of them.
pub fn excess(rows: &[(&[f64], f64)], x: &[f64]) -> f64 {
    rows.iter()
        .map(|(a, b)| a.iter().zip(x).map(|(a, x)| a * x).sum::<f64>() - b)
        .fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::excess;

    #[test]
    fn a_point_outside_one_row_exceeds_it_by_the_difference() {
        let rows: &[(&[f64], f64)] = &[(&[1.0, 1.0], 4.0), (&[1.0, 0.0], 3.0)];
        assert_eq!(excess(rows, &[3.0, 2.5]), 1.5);
        assert_eq!(excess(rows, &[1.0, 1.0]), 0.0);
    }
}

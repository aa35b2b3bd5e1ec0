//! Measures of cooperation and development over plain slices. Knows only numbers.

/// Herfindahl–Hirschman index of non-negative amounts: Σ (xᵢ/Σx)², from 1/n to 1.
/// `None` where there is nothing to share out.
pub fn concentration(amounts: &[f64]) -> Option<f64> {
    let total: f64 = amounts.iter().sum();
    (total > 0.0).then(|| amounts.iter().map(|x| (x / total).powi(2)).sum())
}

#[cfg(test)]
mod tests {
    use super::concentration;

    #[test]
    fn concentration_of_a_half_and_two_quarters_is_three_eighths() {
        assert_eq!(concentration(&[2.0, 1.0, 1.0]), Some(0.375));
        assert_eq!(concentration(&[0.0]), None);
    }
}

//! The equal rent of a lease, R = P·i / (1 − (1+i)⁻ⁿ), in whole numbers.

/// One, as fractions are kept: eighteen decimals.
const ONE: i128 = 1_000_000_000_000_000_000;

/// The monthly rent in fen that pays off a principal in so many months at a yearly rate given in parts
/// per million; rounded half up. With eighteen decimals and at most fifty years the error stays far
/// below a fen for any principal below 100亿元. `None` where there is nothing to pay off.
pub fn equal_rent(principal_fen: i64, rate_ppm: i64, months: i64) -> Option<i64> {
    let sound = principal_fen > 0 && (1..=600).contains(&months);
    if !sound || !(0..=1_000_000).contains(&rate_ppm) {
        return None;
    }
    let (principal, months) = (i128::from(principal_fen), i128::from(months));
    let rent = match i128::from(rate_ppm) {
        0 => halved_up(principal, months),
        rate => {
            let monthly = halved_up(ONE * rate, 12_000_000);
            let discounted = (0..months).fold(ONE, |v, _| halved_up(v * ONE, ONE + monthly));
            halved_up(principal * monthly, ONE - discounted)
        }
    };
    i64::try_from(rent).ok()
}

/// A quotient of positive numbers, rounded half up.
fn halved_up(dividend: i128, divisor: i128) -> i128 {
    (2 * dividend + divisor) / (2 * divisor)
}

#[cfg(test)]
mod tests {
    use super::equal_rent;

    /// Computed with Python's decimal module at 60 digits: R = P·i/(1−(1+i)^−n), ROUND_HALF_UP.
    #[test]
    fn rents_are_those_of_another_program() {
        for (principal, rate, months, rent) in EXPECTED {
            assert_eq!(
                equal_rent(*principal, *rate, *months),
                Some(*rent),
                "{principal} {rate} {months}"
            );
        }
    }

    const EXPECTED: &[(i64, i64, i64, i64)] = &[
        (10000000, 120_000, 12, 888488),
        (28500000, 58_500, 36, 865090),
        (100000000, 48_000, 60, 1877974),
        (93730000, 0, 24, 3905417),
        (10000000, 0, 7, 1428571),
        (1234567890, 72_300, 48, 29695182),
        (999999999999, 58_500, 600, 5153535307),
        (5000000, 1, 12, 416667),
        (33333333, 240_000, 18, 2223403),
    ];

    #[test]
    fn what_cannot_be_paid_off_has_no_rent() {
        for (principal, rate, months) in [(0, 58_500, 12), (1, 58_500, 0), (1, -1, 12), (1, 1, 601)]
        {
            assert_eq!(equal_rent(principal, rate, months), None);
        }
    }
}

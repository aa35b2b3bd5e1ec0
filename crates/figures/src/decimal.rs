//! Exact decimals: what a text prints is a whole number of some power of ten, and stays one.

use std::cmp::Ordering;
use std::fmt;

/// `mantissa` × 10^−`scale`, exact. 16.52 is (1652, 2). Kept without trailing zeros after the
/// point, so that equal values are equal structs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

impl Decimal {
    pub const ZERO: Decimal = Decimal { mantissa: 0, scale: 0 };
    pub const ONE: Decimal = Decimal { mantissa: 1, scale: 0 };

    /// `mantissa` × 10^−`scale`.
    pub fn new(mantissa: i128, scale: u32) -> Decimal {
        let (mut mantissa, mut scale) = (mantissa, scale);
        // Nearly all fit a machine word, which divides many times faster.
        if let Ok(mut small) = i64::try_from(mantissa) {
            while scale > 0 && small % 10 == 0 {
                (small, scale) = (small / 10, scale - 1);
            }
            return Decimal { mantissa: i128::from(small), scale };
        }
        while scale > 0 && mantissa % 10 == 0 {
            (mantissa, scale) = (mantissa / 10, scale - 1);
        }
        Decimal { mantissa, scale }
    }

    /// A whole number.
    pub fn whole(value: i128) -> Decimal {
        Decimal { mantissa: value, scale: 0 }
    }

    /// 10^`power`, for −30 ≤ power ≤ 30.
    pub fn power_of_ten(power: i32) -> Decimal {
        let size = 10i128.pow(power.unsigned_abs().min(30));
        if power >= 0 {
            Decimal::whole(size)
        } else {
            Decimal::new(1, power.unsigned_abs().min(30))
        }
    }

    pub fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// Digits after the point.
    pub fn scale(self) -> u32 {
        self.scale
    }

    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    pub fn abs(self) -> Decimal {
        Decimal { mantissa: self.mantissa.abs(), scale: self.scale }
    }

    /// The sum, or `None` beyond 38 digits.
    pub fn plus(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        Some(Decimal::new(self.at(scale)?.checked_add(other.at(scale)?)?, scale))
    }

    /// The difference, or `None` beyond 38 digits.
    pub fn minus(self, other: Decimal) -> Option<Decimal> {
        self.plus(Decimal { mantissa: other.mantissa.checked_neg()?, scale: other.scale })
    }

    /// The product, or `None` beyond 38 digits.
    pub fn times(self, other: Decimal) -> Option<Decimal> {
        let mantissa = self.mantissa.checked_mul(other.mantissa)?;
        Some(Decimal::new(mantissa, self.scale + other.scale))
    }

    /// The quotient rounded half away from zero to `places` digits after the point; `None` for a
    /// divisor of zero or beyond 38 digits.
    pub fn over(self, divisor: Decimal, places: u32) -> Option<Decimal> {
        if divisor.is_zero() {
            return None;
        }
        let scale = self.scale.max(divisor.scale);
        let (top, bottom) = (self.at(scale)?, divisor.at(scale)?);
        let top = top.checked_mul(10i128.checked_pow(places)?)?.checked_mul(2)?;
        let twice = top.checked_div(bottom)?;
        let rounded = (twice + twice.signum()) / 2;
        Some(Decimal::new(rounded, places))
    }

    /// Rounded half away from zero to `places` digits after the point.
    pub fn rounded(self, places: u32) -> Decimal {
        self.over(Decimal::ONE, places).unwrap_or(self)
    }

    fn at(self, scale: u32) -> Option<i128> {
        self.mantissa.checked_mul(10i128.checked_pow(scale.checked_sub(self.scale)?)?)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        let scale = self.scale.max(other.scale);
        match (self.at(scale), other.at(scale)) {
            (Some(a), Some(b)) => a.cmp(&b),
            // One of them is too large to be written at the other's scale, so the sizes decide.
            (None, Some(_)) => self.mantissa.cmp(&0),
            (Some(_), None) => 0.cmp(&other.mantissa),
            (None, None) => self.mantissa.cmp(&other.mantissa),
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = self.mantissa.unsigned_abs().to_string();
        let scale = self.scale as usize;
        if scale == 0 {
            return f.pad_integral(self.mantissa >= 0, "", &digits);
        }
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, part) = padded.split_at(padded.len() - scale);
        write!(f, "{sign}{whole}.{part}")
    }
}

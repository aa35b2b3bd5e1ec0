//! Money in whole fen (分): exact, and rounded only where it is shown.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};

/// An amount in fen; 1 元 = 100 分.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(pub i64);

impl Fen {
    pub const ZERO: Fen = Fen(0);
    pub const YUAN: i64 = 100;
    pub const WAN: i64 = 1_000_000;
    pub const YI: i64 = 10_000_000_000;

    /// Reads a decimal amount given in units of `fen_per_unit` (元 100, 万元 1,000,000). Exact: more
    /// decimals than whole fen can hold, or an amount out of range, give `None`.
    pub fn parse(digits: &str, fen_per_unit: i64) -> Option<Fen> {
        let (sign, digits) = match digits.strip_prefix(['-', '−']) {
            Some(rest) => (-1i128, rest),
            None => (1, digits.strip_prefix('+').unwrap_or(digits)),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && part.is_empty() {
            return None;
        }
        let part = part.trim_end_matches('0');
        let (mut units, mut scale) = (0i128, 1i128);
        for c in whole.chars().filter(|c| *c != ',') {
            units = units.checked_mul(10)?.checked_add(i128::from(c.to_digit(10)?))?;
        }
        for c in part.chars() {
            units = units.checked_mul(10)?.checked_add(i128::from(c.to_digit(10)?))?;
            scale = scale.checked_mul(10)?;
        }
        let fen = units.checked_mul(i128::from(fen_per_unit))?;
        if fen % scale != 0 {
            return None;
        }
        i64::try_from(sign * (fen / scale)).ok().map(Fen)
    }

    /// The amount in units of `per` fen with `decimals` places, rounded half away from zero (四舍五入).
    pub fn shown(self, per: i64, decimals: u32) -> String {
        let scale = 10i128.pow(decimals);
        let per = i128::from(per);
        let scaled = i128::from(self.0) * scale;
        let rounded = (scaled.abs() * 2 + per) / (per * 2);
        let sign = if self.0 < 0 && rounded != 0 { "-" } else { "" };
        let (whole, part) = (rounded / scale, rounded % scale);
        if decimals == 0 {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{part:0width$}", width = decimals as usize)
        }
    }

    pub fn yuan(self) -> String {
        self.shown(Fen::YUAN, 2)
    }

    pub fn wan(self) -> String {
        self.shown(Fen::WAN, 2)
    }

    pub fn yi(self) -> String {
        self.shown(Fen::YI, 2)
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.yuan())
    }
}

impl Add for Fen {
    type Output = Fen;
    fn add(self, other: Fen) -> Fen {
        Fen(self.0 + other.0)
    }
}

impl Sub for Fen {
    type Output = Fen;
    fn sub(self, other: Fen) -> Fen {
        Fen(self.0 - other.0)
    }
}

impl Neg for Fen {
    type Output = Fen;
    fn neg(self) -> Fen {
        Fen(-self.0)
    }
}

impl Sum for Fen {
    fn sum<I: Iterator<Item = Fen>>(amounts: I) -> Fen {
        amounts.fold(Fen::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::Fen;

    #[test]
    fn amounts_are_exact_in_either_unit() {
        assert_eq!(Fen::parse("1,461,780.00", Fen::YUAN), Some(Fen(146_178_000)));
        assert_eq!(Fen::parse("554.46", Fen::WAN), Some(Fen(554_460_000)));
        assert_eq!(Fen::parse("0.000001", Fen::WAN), Some(Fen(1)));
        assert_eq!(Fen::parse("0.0000001", Fen::WAN), None);
        assert_eq!(Fen::parse("0.001", Fen::YUAN), None);
        assert_eq!(Fen::parse("-12.5", Fen::YUAN), Some(Fen(-1250)));
        assert_eq!(Fen::parse("1.2万", Fen::YUAN), None);
        assert_eq!(Fen::parse(".", Fen::YUAN), None);
        assert_eq!(Fen::parse("99999999999999999999", Fen::YUAN), None);
    }

    #[test]
    fn rounding_is_away_from_zero_and_only_when_shown() {
        assert_eq!(Fen(165_200_000_000).yi(), "16.52");
        assert_eq!(Fen(554_465_000).wan(), "554.47");
        assert_eq!(Fen(-554_465_000).wan(), "-554.47");
        assert_eq!(Fen(-4).shown(Fen::YUAN, 1), "0.0");
    }
}

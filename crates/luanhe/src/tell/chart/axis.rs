//! Where a value lies along a line of pixels, and the round values to mark on it.

use crate::base::{Lang, grouped};

/// A linear axis from `low` to `high`, both round, drawn from pixel `start` to `end`.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    pub low: f64,
    pub high: f64,
    pub start: f64,
    pub end: f64,
    pub ticks: Vec<f64>,
}

impl Axis {
    /// Holds all values and zero.
    pub fn from_zero(values: impl Iterator<Item = f64> + Clone, start: f64, end: f64) -> Axis {
        let low = values.clone().fold(0.0, f64::min);
        let high = values.fold(0.0, f64::max);
        Axis::between(low, high, start, end)
    }

    /// Holds all values and zero, and nothing above or below; for plots whose axis is not printed.
    pub fn exact(values: impl Iterator<Item = f64> + Clone, start: f64, end: f64) -> Axis {
        let low = values.clone().fold(0.0, f64::min);
        let high = values.fold(0.0, f64::max);
        let high = if high > low { high } else { low + 1.0 };
        Axis { low, high, start, end, ticks: Vec::new() }
    }

    /// Holds all values, and zero only where it is near.
    pub fn around(values: impl Iterator<Item = f64> + Clone, start: f64, end: f64) -> Axis {
        let low = values.clone().fold(f64::INFINITY, f64::min);
        let high = values.fold(f64::NEG_INFINITY, f64::max);
        if low > high {
            return Axis::between(0.0, 1.0, start, end);
        }
        let near_zero = low > 0.0 && low < 0.5 * high || high < 0.0 && high > 0.5 * low;
        if near_zero {
            Axis::between(low.min(0.0), high.max(0.0), start, end)
        } else {
            Axis::between(low, high, start, end)
        }
    }

    fn between(low: f64, high: f64, start: f64, end: f64) -> Axis {
        let (low, high) =
            if high > low { (low, high) } else { (low.min(0.0), high.max(low + 1.0)) };
        let room = (end - start).abs();
        let step = round_step((high - low) / (room / 55.0).clamp(2.0, 6.0));
        let (first, last) = ((low / step).floor() as i64, (high / step).ceil() as i64);
        let ticks: Vec<f64> = (first..=last).map(|n| n as f64 * step).collect();
        Axis { low: first as f64 * step, high: last as f64 * step, start, end, ticks }
    }

    pub fn at(&self, value: f64) -> f64 {
        self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)
    }

    /// Decimals with which all ticks are told apart.
    pub fn decimals(&self) -> usize {
        let step = self.ticks.get(1).map_or(1.0, |second| second - self.ticks[0]);
        (0..6).find(|d| (step * 10f64.powi(*d)).fract().abs() < 1e-6).map_or(6, |d| d as usize)
    }

    pub fn tick(&self, value: f64, lang: Lang) -> String {
        // Not -0, which multiplying may give.
        let digits = format!("{:.*}", self.decimals(), if value == 0.0 { 0.0 } else { value });
        match lang {
            Lang::Zh => digits,
            Lang::En => grouped(&digits),
        }
    }
}

/// The smallest of 1, 2, 5 × 10ⁿ that is not below `step`.
fn round_step(step: f64) -> f64 {
    let power = 10f64.powf(step.log10().floor());
    let factor = [1.0, 2.0, 5.0, 10.0].into_iter().find(|f| f * power >= step * 0.999_999);
    factor.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::{Axis, Lang};

    #[test]
    fn ticks_are_round_and_hold_the_values() {
        let axis = Axis::from_zero([3.2, 16.52].into_iter(), 0.0, 300.0);
        assert_eq!(axis.ticks, [0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(axis.at(10.0), 150.0);
        let axis = Axis::from_zero([-0.3, 0.4].into_iter(), 0.0, 300.0);
        assert_eq!(axis.tick(axis.ticks[0], Lang::Zh), "-0.4");
        assert!(axis.low <= -0.3 && axis.high >= 0.4);
    }

    #[test]
    fn nothing_and_one_value_still_have_an_axis() {
        let axis = Axis::from_zero([].into_iter(), 0.0, 300.0);
        assert!(axis.high > axis.low);
        let axis = Axis::around([5.0].into_iter(), 0.0, 300.0);
        assert!(axis.low <= 5.0 && axis.high >= 5.0 && axis.high > axis.low);
    }
}

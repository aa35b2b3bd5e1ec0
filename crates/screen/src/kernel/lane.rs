//! The two widths the kernel calculates in.

/// An integer that may be a lane of a block: `i64` where the ranges are proven, `i128` where not.
pub trait Lane: Copy + Default + Ord + Send + Sync + 'static {
    const ZERO: Self;
    /// Below and above every value, to begin a maximum or a minimum with.
    const LOWEST: Self;
    const HIGHEST: Self;
    /// Whether the ranges must be proven before, because arithmetic does not look.
    const NEEDS_PROOF: bool;
    fn of(value: i64) -> Self;
    fn plus(self, other: Self) -> Option<Self>;
    fn minus(self, other: Self) -> Option<Self>;
    fn times(self, other: Self) -> Option<Self>;
    fn bit(self, k: u8) -> bool;
    fn wide(self) -> i128;
}

impl Lane for i64 {
    const ZERO: i64 = 0;
    const LOWEST: i64 = i64::MIN;
    const HIGHEST: i64 = i64::MAX;
    const NEEDS_PROOF: bool = true;

    #[inline(always)]
    fn of(value: i64) -> i64 {
        value
    }

    #[inline(always)]
    fn plus(self, other: i64) -> Option<i64> {
        Some(self.wrapping_add(other))
    }

    #[inline(always)]
    fn minus(self, other: i64) -> Option<i64> {
        Some(self.wrapping_sub(other))
    }

    #[inline(always)]
    fn times(self, other: i64) -> Option<i64> {
        Some(self.wrapping_mul(other))
    }

    #[inline(always)]
    fn bit(self, k: u8) -> bool {
        (self >> k) & 1 == 1
    }

    #[inline(always)]
    fn wide(self) -> i128 {
        i128::from(self)
    }
}

impl Lane for i128 {
    const ZERO: i128 = 0;
    const LOWEST: i128 = i128::MIN;
    const HIGHEST: i128 = i128::MAX;
    const NEEDS_PROOF: bool = false;

    fn of(value: i64) -> i128 {
        i128::from(value)
    }

    fn plus(self, other: i128) -> Option<i128> {
        self.checked_add(other)
    }

    fn minus(self, other: i128) -> Option<i128> {
        self.checked_sub(other)
    }

    fn times(self, other: i128) -> Option<i128> {
        self.checked_mul(other)
    }

    fn bit(self, k: u8) -> bool {
        (self >> k) & 1 == 1
    }

    fn wide(self) -> i128 {
        self
    }
}

//! Columns as short as their extremes allow: a base and 0, 1, 2, 4 or 8 bytes a value.

use crate::kernel::Lane;

/// Appends a column: base (8 bytes), width (1 byte), differences to the base.
pub(crate) fn pack(values: &[i64], out: &mut Vec<u8>) {
    // Most columns hold small numbers that are not negative; to look for the extremes takes longer.
    let all = values.iter().fold(0, |all, value| all | value);
    let constant = values.first().is_some_and(|first| values.iter().all(|value| value == first));
    let (low, reach) = match u32::try_from(all) {
        Ok(all) if !constant => (0, u64::from(all)),
        _ => {
            let low = values.iter().copied().min().unwrap_or(0);
            (low, values.iter().copied().max().unwrap_or(0).wrapping_sub(low) as u64)
        }
    };
    let width: u8 = match reach {
        0 => 0,
        1..=0xff => 1,
        0x100..=0xffff => 2,
        0x1_0000..=0xffff_ffff => 4,
        _ => 8,
    };
    out.extend_from_slice(&low.to_le_bytes());
    out.push(width);
    let steps = values.iter().map(|v| v.wrapping_sub(low) as u64);
    match width {
        0 => {}
        1 => out.extend(steps.map(|s| s as u8)),
        2 => steps.for_each(|s| out.extend_from_slice(&(s as u16).to_le_bytes())),
        4 => steps.for_each(|s| out.extend_from_slice(&(s as u32).to_le_bytes())),
        _ => steps.for_each(|s| out.extend_from_slice(&s.to_le_bytes())),
    }
}

/// Appends `count` values from the front of `bytes` and returns what follows them; `None` if the bytes
/// do not hold such a column.
pub(crate) fn unpack<'b, T: Lane>(
    bytes: &'b [u8],
    count: usize,
    out: &mut Vec<T>,
) -> Option<&'b [u8]> {
    let (base, rest) = bytes.split_first_chunk::<8>()?;
    let base = i64::from_le_bytes(*base);
    let (width, rest) = rest.split_first()?;
    let length = count.checked_mul(usize::from(*width))?;
    let (body, rest) = rest.split_at_checked(length)?;
    let of = |step: u64| T::of(base.wrapping_add(step as i64));
    match width {
        0 => out.extend(std::iter::repeat_n(T::of(base), count)),
        1 => out.extend(body.iter().map(|b| of(u64::from(*b)))),
        2 => out
            .extend(body.as_chunks::<2>().0.iter().map(|b| of(u64::from(u16::from_le_bytes(*b))))),
        4 => out
            .extend(body.as_chunks::<4>().0.iter().map(|b| of(u64::from(u32::from_le_bytes(*b))))),
        8 => out.extend(body.as_chunks::<8>().0.iter().map(|b| of(u64::from_le_bytes(*b)))),
        _ => return None,
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};

    proptest::proptest! {
        #[test]
        fn what_is_packed_comes_back(
            base in proptest::prelude::any::<i64>(),
            steps in proptest::collection::vec(0..u64::MAX, 0..40),
            shift in 0..64_u32,
        ) {
            let values: Vec<i64> = steps.iter().map(|s| base.wrapping_add((s >> shift) as i64)).collect();
            let mut bytes = Vec::new();
            pack(&values, &mut bytes);
            bytes.push(7);
            let mut back: Vec<i64> = Vec::new();
            assert_eq!(unpack(&bytes, values.len(), &mut back), Some(&[7_u8][..]));
            assert_eq!(back, values);
            for end in 0..bytes.len() - 1 {
                let _ = unpack(&bytes[..end], values.len(), &mut Vec::<i64>::new()).is_none();
            }
        }
    }
}

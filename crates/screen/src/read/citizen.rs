//! Citizen numbers (GB 11643): 17 digits and a check character.

use crate::faults::FaultKind;

/// Digits behind the six of the region.
pub(crate) const REST: i64 = 100_000_000_000;
/// Birth days before this year are not indexed; together with 32 bits that reaches to 2309.
pub(crate) const FIRST_REST: i64 = 1880 * 10_000_000;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

/// Whether 17 digits are a region, a birth day and a sequence as far as arithmetic can tell.
pub(crate) fn is_body(body: i64) -> bool {
    let rest = body % REST - FIRST_REST;
    (100_000..1_000_000).contains(&(body / REST)) && (0..i64::from(u32::MAX)).contains(&rest)
}

/// The 17-digit body of a number written as 17 or 18 digits.
pub(crate) fn from_number(number: i64) -> Result<i64, FaultKind> {
    if is_body(number) {
        return Ok(number);
    }
    if is_body(number / 10) {
        let check = CHECKS[sum(number / 10) as usize % 11];
        let last = b'0' + (number % 10) as u8;
        return if check == last { Ok(number / 10) } else { Err(FaultKind::WrongCheckCharacter) };
    }
    Err(FaultKind::BadId)
}

/// The body of a number written as text: 17 digits, or 18 characters with the right check character.
pub(crate) fn from_text(text: &[u8]) -> Result<i64, FaultKind> {
    let text = text.trim_ascii();
    let Some((digits, check)) = text.split_first_chunk::<17>() else {
        return Err(FaultKind::BadId);
    };
    let mut body = 0_i64;
    let mut weighted = 0_u32;
    let mut wrong = 0_u8;
    for (digit, weight) in digits.iter().zip(WEIGHTS) {
        let digit = digit.wrapping_sub(b'0');
        wrong |= u8::from(digit > 9);
        body = body * 10 + i64::from(digit);
        weighted += u32::from(digit) * weight;
    }
    if wrong != 0 || !is_body(body) {
        return Err(FaultKind::BadId);
    }
    match check {
        [] => Ok(body),
        [check] if check.to_ascii_uppercase() == CHECKS[weighted as usize % 11] => Ok(body),
        [check] if check.is_ascii_digit() || check.eq_ignore_ascii_case(&b'x') => {
            Err(FaultKind::WrongCheckCharacter)
        }
        _ => Err(FaultKind::BadId),
    }
}

fn sum(mut body: i64) -> u32 {
    let mut sum = 0;
    for weight in WEIGHTS.iter().rev() {
        sum += (body % 10) as u32 * weight;
        body /= 10;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::{FaultKind, from_number, from_text};

    #[test]
    fn the_check_character_is_checked() {
        // The worked example of GB 11643-1999, appendix A.
        assert_eq!(from_text(b"11010519491231002X"), Ok(11010519491231002));
        assert_eq!(from_text(b" 11010519491231002x "), Ok(11010519491231002));
        assert_eq!(from_text(b"440524188001010014"), Ok(44052418800101001));
        assert_eq!(from_number(440524188001010014), Ok(44052418800101001));
        assert_eq!(from_number(44052418800101001), Ok(44052418800101001));
        assert_eq!(from_text(b"440524188001010015"), Err(FaultKind::WrongCheckCharacter));
        assert_eq!(from_number(440524188001010015), Err(FaultKind::WrongCheckCharacter));
        for bad in [
            "",
            "130503670401001",
            "11010519491231002XX",
            "1101051949123100二",
            "11010519491231002é",
        ] {
            assert_eq!(from_text(bad.as_bytes()), Err(FaultKind::BadId), "{bad}");
        }
        assert_eq!(from_number(-5), Err(FaultKind::BadId));
    }
}

//! 统一社会信用代码 (GB 32100-2015) and the organisation code inside it (GB 11714).

use crate::base::{Said, say};
use crate::parties::regions;

use super::{Flaw, Judged};

/// The values 0 to 30: no I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// Registering departments: 1 编办, 5 民政, 9 市场监管, N 农业农村, Y others, and those added since.
const DEPARTMENTS: &[u8] = b"123456789NY";

fn compare() -> Said {
    say!("请对照营业执照或登记证书", "compare it with the licence or registration certificate")
}

/// Judges a unified social credit code. A wrong check character is a doubt only: registrations that
/// fail it exist.
pub fn uscc(text: &str) -> Judged<String> {
    let code = text.trim().to_ascii_uppercase();
    let bytes = code.as_bytes();
    if bytes.len() != 18 {
        let length = code.chars().count();
        return Judged::refused(vec![Flaw::error(
            say!(
                "统一社会信用代码应为18位，这里是{length}位",
                "a social credit code has 18 characters, this one {length}"
            ),
            compare(),
        )]);
    }
    let mut values = Vec::with_capacity(18);
    values.extend(bytes.iter().filter_map(|b| ALPHABET.iter().position(|a| a == b)));
    if values.len() != 18 || !DEPARTMENTS.contains(&bytes[0]) || !digits(&bytes[2..8]) {
        return Judged::refused(vec![Flaw::error(
            say!(
                "统一社会信用代码的格式不对：不用I、O、S、V、Z，首位是登记部门，第3至8位是区划代码",
                "not the form of a social credit code: no I, O, S, V, Z; a department first; \
                 characters 3 to 8 are a division"
            ),
            compare(),
        )]);
    }
    let mut flaws = Vec::new();
    let sum: usize = values.iter().zip(WEIGHTS).map(|(v, w)| v * w).sum();
    if values[17] != (31 - sum % 31) % 31 {
        flaws.push(Flaw::doubt(
            say!(
                "统一社会信用代码的校验码不对（个别真实登记也如此）",
                "the check character is wrong (a few real registrations are so)"
            ),
            compare(),
        ));
    }
    if !regions().is_known(&code[2..8]) {
        flaws.push(Flaw::doubt(
            say!(
                "统一社会信用代码第3至8位不是1980年以来的区划代码",
                "characters 3 to 8 are no division code since 1980"
            ),
            compare(),
        ));
    }
    Judged::of(code, flaws)
}

fn digits(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_digit)
}

/// Judges an organisation code of nine characters, with or without its hyphen.
pub fn organisation_code(text: &str) -> Judged<String> {
    let code = text.trim().to_ascii_uppercase().replace('-', "");
    let bytes = code.as_bytes();
    let well = bytes.len() == 9 && bytes.iter().all(u8::is_ascii_alphanumeric);
    if !well {
        return Judged::refused(vec![Flaw::error(
            say!(
                "组织机构代码应为9位数字和大写字母",
                "an organisation code has nine digits and capital letters"
            ),
            compare(),
        )]);
    }
    let mut flaws = Vec::new();
    if organisation_check(&bytes[..8]) != bytes[8] {
        flaws.push(Flaw::doubt(
            say!(
                "组织机构代码的校验码不对",
                "the check character of the organisation code is wrong"
            ),
            compare(),
        ));
    }
    Judged::of(code, flaws)
}

fn organisation_check(first8: &[u8]) -> u8 {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let value = |b: u8| u32::from(if b.is_ascii_digit() { b - b'0' } else { b - b'A' + 10 });
    let sum: u32 = first8.iter().zip(WEIGHTS).map(|(b, w)| value(*b) * w).sum();
    b"0X987654321"[(sum % 11) as usize]
}

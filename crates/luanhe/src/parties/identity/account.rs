//! Telephone numbers and bank accounts.

use crate::base::say;

use super::{Flaw, Judged};

/// A mobile number of 11 digits, or a landline with its area code. Anything else that has digits is
/// kept and doubted: a wrong number does not unmake the person.
pub fn phone(text: &str) -> Judged<String> {
    let kept = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '(' | ')' | '+');
    let number: String = text.chars().filter(kept).collect();
    let abroad = number.strip_prefix("86").filter(|rest| rest.len() == 11);
    let number = abroad.unwrap_or(&number).to_string();
    let bytes = number.as_bytes();
    if !bytes.iter().any(u8::is_ascii_digit) {
        return Judged::refused(vec![Flaw::error(
            say!("电话里没有数字", "there is no digit in the telephone number"),
            say!("没有电话的请留空", "leave it empty where there is none"),
        )]);
    }
    let all_digits = bytes.iter().all(u8::is_ascii_digit);
    let mobile = bytes.len() == 11 && bytes[0] == b'1' && matches!(bytes[1], b'3'..=b'9');
    let landline = bytes[0] == b'0' && matches!(bytes.len(), 10..=12);
    let mut flaws = Vec::new();
    if !all_digits || !(mobile || landline) {
        flaws.push(Flaw::doubt(
            say!(
                "手机号应为11位数字，座机应带区号",
                "a mobile number has 11 digits, a landline its area code"
            ),
            say!("请与本人核对", "check it with the person"),
        ));
    }
    Judged::of(number, flaws)
}

/// A bank card of 16 to 19 digits that begins with 62 is checked by Luhn's rule; passbook accounts
/// have no common rule and are only read as digits.
pub fn bank_account(text: &str) -> Judged<String> {
    let number: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let well = number.bytes().all(|b| b.is_ascii_digit()) && (8..=32).contains(&number.len());
    let remedy = || say!("请对照银行卡或存折改正", "correct it from the card or passbook");
    if !well {
        let reason = say!("银行账号应为8至32位数字", "a bank account has 8 to 32 digits");
        return Judged::refused(vec![Flaw::error(reason, remedy())]);
    }
    let card = number.starts_with("62") && (16..=19).contains(&number.len());
    let mut flaws = Vec::new();
    if card && !luhn(number.as_bytes()) {
        flaws.push(Flaw::error(
            say!("银行卡号的校验位不对", "the check digit of the bank card is wrong"),
            remedy(),
        ));
    }
    Judged::of(number, flaws)
}

/// From the right, every second digit doubled and its digits added: the sum ends in 0.
fn luhn(digits: &[u8]) -> bool {
    let value = |(place, byte): (usize, &u8)| {
        let digit = u32::from(byte - b'0');
        let doubled = digit * (1 + u32::try_from(place % 2).expect("0 or 1"));
        doubled / 10 + doubled % 10
    };
    digits.iter().rev().enumerate().map(value).sum::<u32>() % 10 == 0
}

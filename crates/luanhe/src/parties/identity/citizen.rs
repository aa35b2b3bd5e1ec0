//! 公民身份号码 (GB 11643-1999): six digits of region, eight of birth, three of order (odd for men),
//! a check digit; and the disability card, which is that number with kind and level behind it.

use crate::base::{Day, Said, say};
use crate::parties::regions;

use super::{Flaw, Judged};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    Male,
    Female,
}

impl Sex {
    pub fn word(self) -> &'static str {
        match self {
            Sex::Male => "男",
            Sex::Female => "女",
        }
    }
}

/// A number whose check digit is right.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CitizenId {
    /// Eighteen characters, X in upper case.
    pub number: String,
    pub birth: Day,
    pub sex: Sex,
}

impl CitizenId {
    /// The code of the county that gave the number, as it was in that year.
    pub fn region(&self) -> &str {
        &self.number[..6]
    }

    /// Whole years lived on a day.
    pub fn age(&self, on: Day) -> i16 {
        let before = (on.month_of_year(), on.day_of_month())
            < (self.birth.month_of_year(), self.birth.day_of_month());
        on.year() - self.birth.year() - i16::from(before)
    }
}

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

/// The last character for the first seventeen digits; `None` where they are no digits.
#[inline]
pub fn check_digit(number: &[u8]) -> Option<u8> {
    let mut sum = 0;
    for (digit, weight) in number.get(..17)?.iter().zip(WEIGHTS) {
        sum += digit.is_ascii_digit().then(|| u32::from(digit - b'0') * weight)?;
    }
    Some(CHECKS[(sum % 11) as usize])
}

/// Judges a number as it was written. `today` bounds the birthday.
pub fn citizen_id(text: &str, today: Day) -> Judged<CitizenId> {
    let text = text.trim().to_ascii_uppercase();
    if let Some(flaw) = shape(&text) {
        return Judged::refused(vec![flaw]);
    }
    let mut flaws = Vec::new();
    let number = if text.len() == 15 {
        flaws.push(upgraded());
        let mut long = format!("{}19{}", &text[..6], &text[6..]);
        long.extend(check_digit(long.as_bytes()).map(char::from));
        long
    } else {
        text
    };
    flaws.extend(region_flaw(&number[..6]));
    let birth = birthday(&number[6..14], today).map_err(|flaw| flaws.push(flaw)).ok();
    if check_digit(number.as_bytes()) != number.bytes().last() {
        flaws.push(Flaw::error(
            say!(
                "身份证号的校验码不对，多半有一位抄错",
                "the check digit is wrong; most likely one digit was mistyped"
            ),
            compare(),
        ));
    }
    let sex = sex_of(&number);
    match birth {
        Some(birth) => Judged::of(CitizenId { number, birth, sex }, flaws),
        None => Judged::refused(flaws),
    }
}

fn sex_of(number: &str) -> Sex {
    if number.as_bytes()[16] % 2 == 1 { Sex::Male } else { Sex::Female }
}

/// What an 18-character number that was judged before says about its bearer.
pub fn birth_and_sex(number: &str) -> Option<(Day, Sex)> {
    let plain = number.len() == 18 && number.is_ascii();
    let born = number.get(6..14).filter(|_| plain)?;
    let birth = Day::parse(&format!("{}-{}-{}", &born[..4], &born[4..6], &born[6..]))?;
    Some((birth, sex_of(number)))
}

fn compare() -> Said {
    say!("请对照身份证或户口簿改正", "correct it from the identity card or household register")
}

fn upgraded() -> Flaw {
    Flaw::doubt(
        say!("15位旧身份证号已换算为18位", "an old number of 15 digits was brought to 18"),
        say!("请核对换算后的号码", "check the number that came of it"),
    )
}

/// Length and characters; with either wrong nothing else can be said.
fn shape(text: &str) -> Option<Flaw> {
    let length = text.chars().count();
    if text.contains("E+") {
        return Some(Flaw::error(
            say!(
                "身份证号被 Excel 当作数字存过，末几位已丢失",
                "Excel stored the number as a figure and its last digits are lost"
            ),
            say!(
                "请把该列设为文本后从原件重新录入",
                "set the column to text and type it again from the card"
            ),
        ));
    }
    if !matches!(length, 15 | 18) {
        return Some(Flaw::error(
            say!(
                "身份证号应为18位，这里是{length}位",
                "an ID number has 18 characters, this one {length}"
            ),
            compare(),
        ));
    }
    let digits = if length == 18 { 17 } else { 15 };
    let well = text.chars().take(digits).all(|c| c.is_ascii_digit())
        && text.chars().skip(digits).all(|c| c.is_ascii_digit() || c == 'X');
    (!well).then(|| {
        Flaw::error(
            say!(
                "身份证号里有数字和末位X以外的字符",
                "there are characters other than digits and a closing X"
            ),
            compare(),
        )
    })
}

/// An unknown province cannot be right. A county that no yearly table has is only a doubt: some
/// development zones gave numbers under codes of their own.
fn region_flaw(prefix: &str) -> Option<Flaw> {
    let taiwan_residents = prefix == "830000";
    if taiwan_residents || regions().is_known(prefix) {
        return None;
    }
    let reason = say!(
        "身份证号前6位{prefix}不是1980年以来任何一年的区划代码",
        "its first six digits {prefix} are no division code of any year since 1980"
    );
    let province = format!("{}0000", &prefix[..2]);
    let make = if regions().is_known(&province) { Flaw::doubt } else { Flaw::error };
    Some(make(reason, compare()))
}

fn birthday(digits: &str, today: Day) -> Result<Day, Flaw> {
    let iso = format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]);
    let wrong = |reason| Flaw::error(reason, compare());
    let birth = Day::parse(&iso).ok_or_else(|| {
        wrong(say!("身份证号中的出生日期不存在", "the day of birth in the number does not exist"))
    })?;
    if birth > today {
        return Err(wrong(say!(
            "身份证号中的出生日期晚于今天",
            "the day of birth in the number is in the future"
        )));
    }
    if today.year() - birth.year() > 120 {
        return Err(wrong(say!("按身份证号年龄超过120岁", "by the number the age is over 120")));
    }
    Ok(birth)
}

/// 残疾人证: twenty characters, of a re-issued card twenty-two (`B1`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DisabilityCard {
    pub holder: CitizenId,
    /// 1 sight, 2 hearing, 3 speech, 4 limbs, 5 intellect, 6 mind, 7 several (GB/T 26341).
    pub kind: u8,
    /// 1, the heaviest, to 4.
    pub level: u8,
}

pub fn disability_card(text: &str, today: Day) -> Judged<DisabilityCard> {
    let text = text.trim().to_ascii_uppercase();
    let bytes = text.as_bytes();
    let reissued = bytes.len() == 22 && bytes[20] == b'B' && bytes[21].is_ascii_digit();
    if !text.is_ascii() || !(bytes.len() == 20 || reissued) {
        let length = text.chars().count();
        return Judged::refused(vec![Flaw::error(
            say!(
                "残疾人证号应为20位（补发的另加B和次数），这里是{length}位",
                "a disability card has 20 characters (B and a digit more when re-issued), this one {length}"
            ),
            say!("请对照残疾人证改正", "correct it from the card"),
        )]);
    }
    let holder = citizen_id(&text[..18], today);
    let (kind, level) = (bytes[18].wrapping_sub(b'0'), bytes[19].wrapping_sub(b'0'));
    let mut flaws = holder.flaws;
    if !(1..=7).contains(&kind) || !(1..=4).contains(&level) {
        flaws.push(Flaw::error(
            say!(
                "残疾人证号第19位是类别1至7，第20位是等级1至4",
                "character 19 is a kind from 1 to 7, character 20 a level from 1 to 4"
            ),
            say!("请对照残疾人证改正", "correct it from the card"),
        ));
    }
    match holder.value {
        Some(holder) => Judged::of(DisabilityCard { holder, kind, level }, flaws),
        None => Judged::refused(flaws),
    }
}

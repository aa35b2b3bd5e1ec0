//! Reads one numeral: 16.52亿, 1,205, 3万5千, 一千二百三十六, 两百六七十, 十几, 数百万, 二十多万, 三点五.

use crate::decimal::Decimal;

/// Longer numbers are codes, not quantities.
const LONGEST_DIGITS: usize = 18;

/// A numeral and how finely it is printed. Powers are powers of ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numeral {
    /// Characters read.
    pub(crate) length: usize,
    pub(crate) value: Decimal,
    /// The upper end: 四百 of 三四百, one hundred of 数十.
    pub(crate) to: Option<Decimal>,
    /// Power of the last digit printed, and of the last that is not a trailing zero of a whole
    /// number.
    pub(crate) place: i32,
    pub(crate) significant: i32,
    /// Power of the 万 or 亿 at the end, as in 5万.
    pub(crate) multiplier: i32,
    /// 数 and 几 leave it open.
    pub(crate) is_vague: bool,
    /// 余, 多 or 来 stands before the multiplier: 30余万.
    pub(crate) inner: Option<char>,
    pub(crate) is_chinese: bool,
    /// It begins with the multiplier: 百户, 万名.
    pub(crate) is_bare: bool,
}

/// The value of a whole Chinese or Arabic numeral such as 三百二十, 12万 or 三点五; `None` where the text
/// is more, less or something else than one exact numeral.
pub fn numeral(text: &str) -> Option<Decimal> {
    let chars: Vec<char> = text.chars().map(crate::fold::fold).collect();
    let read = read(&chars, 0)?;
    (read.length == chars.len() && read.to.is_none() && !read.is_vague && !read.is_bare)
        .then_some(read.value)
}

/// The numeral that begins at `at`.
pub(crate) fn read(text: &[char], at: usize) -> Option<Numeral> {
    let first = *text.get(at)?;
    if first.is_ascii_digit() {
        return arabic(text, at);
    }
    if is_banker(first) && !text.get(at + 1).is_some_and(|c| "拾佰仟万亿".contains(*c)) {
        return None;
    }
    positional(text, at).or_else(|| Chinese::default().read(text, at))
}

/// Whether a numeral may begin with this character.
#[inline]
pub(crate) fn may_begin(c: char) -> bool {
    c.is_ascii_digit()
        || (c >= '\u{3007}'
            && (digit(c).is_some() || is_multiplier(c) || matches!(c, '几' | '数' | '拾')))
}

#[inline]
fn is_multiplier(c: char) -> bool {
    matches!(c, '十' | '百' | '千' | '万' | '亿')
}

fn is_banker(c: char) -> bool {
    "壹贰叁肆伍陆柒捌玖拾".contains(c)
}

#[inline]
pub(crate) fn digit(c: char) -> Option<i128> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn power(c: char) -> Option<i32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '万' => 4,
        '亿' => 8,
        _ => return None,
    })
}

/// Digits of an Arabic number at `at`: how many characters, the mantissa, digits after the point.
/// Too many digits give no number but still the length, so that the scanner can pass them in one
/// stride.
pub(crate) fn digits(text: &[char], at: usize) -> (usize, Option<(i128, u32)>) {
    let (mut end, mut mantissa, mut count, mut scale) = (at, 0i128, 0usize, None::<u32>);
    while let Some(&c) = text.get(end) {
        match c.to_digit(10) {
            Some(d) => {
                count += 1;
                if count <= LONGEST_DIGITS {
                    mantissa = mantissa * 10 + i128::from(d);
                }
                scale = scale.map(|s| s + 1);
                end += 1;
            }
            None if c == '.' && scale.is_none() && is_digit(text, end + 1) => {
                scale = Some(0);
                end += 1;
            }
            None if scale.is_none() && parts_thousands(text, at, end) => end += 1,
            None => break,
        }
    }
    (end - at, (count <= LONGEST_DIGITS).then_some((mantissa, scale.unwrap_or(0))))
}

fn is_digit(text: &[char], at: usize) -> bool {
    text.get(at).is_some_and(char::is_ascii_digit)
}

/// A comma or a thin space between one to three digits and exactly three.
fn parts_thousands(text: &[char], from: usize, at: usize) -> bool {
    let three = (1..=3).all(|n| is_digit(text, at + n)) && !is_digit(text, at + 4);
    let since = text[from..at].iter().rev().take_while(|c| c.is_ascii_digit()).take(4).count();
    matches!(text[at], ',' | ' ') && three && (1..=3).contains(&since)
}

fn arabic(text: &[char], at: usize) -> Option<Numeral> {
    let (length, read) = digits(text, at);
    let (mantissa, scale) = read?;
    let mut end = at + length;
    let trailing = if scale == 0 { trailing_zeros(mantissa) } else { 0 };
    let mut numeral = Numeral {
        length,
        value: Decimal::new(mantissa, scale),
        to: None,
        place: -(scale as i32),
        significant: trailing - scale as i32,
        multiplier: 0,
        is_vague: false,
        inner: None,
        is_chinese: false,
        is_bare: false,
    };
    let mut last = i32::MAX;
    loop {
        let spaces = usize::from(text.get(end) == Some(&' '));
        let inner =
            text.get(end + spaces).copied().filter(|c| matches!(c, '余' | '多' | '来' | '几'));
        let from = end + spaces + usize::from(inner.is_some());
        let Some((taken, ten)) = multiplier(text, from).filter(|(_, ten)| *ten < last) else {
            break;
        };
        if last == i32::MAX {
            numeral.value = numeral.value.times(Decimal::power_of_ten(ten))?;
            numeral.place += ten;
            numeral.significant += ten;
            numeral.inner = inner;
        }
        (end, last) = (from + taken, ten);
        numeral.multiplier = ten;
        if inner.is_some() || scale > 0 || !add_lower(text, &mut end, &mut last, &mut numeral) {
            break;
        }
    }
    numeral.length = end - at;
    Some(numeral)
}

/// The 5千 of 3万5千 and the 1200 of 8万1200; says whether one was added.
fn add_lower(text: &[char], end: &mut usize, last: &mut i32, numeral: &mut Numeral) -> bool {
    if !is_digit(text, *end) {
        return false;
    }
    let (length, Some((mantissa, 0))) = digits(text, *end) else { return false };
    let after = *end + length;
    let (taken, ten) = multiplier(text, after).unwrap_or((0, 0));
    let Some(part) = Decimal::whole(mantissa).times(Decimal::power_of_ten(ten)) else {
        return false;
    };
    let fits = ten < *last && part < Decimal::power_of_ten(*last) && (taken > 0 || length >= 3);
    let Some(sum) = numeral.value.plus(part).filter(|_| fits) else { return false };
    numeral.value = sum;
    numeral.place = ten;
    numeral.significant = ten + trailing_zeros(mantissa);
    numeral.multiplier = ten;
    (*end, *last) = (after + taken, ten);
    taken > 0
}

fn trailing_zeros(mantissa: i128) -> i32 {
    // At most eighteen digits were read, so a machine word holds them.
    let (mut rest, mut zeros) = (i64::try_from(mantissa).unwrap_or(0), 0);
    while rest != 0 && rest % 10 == 0 {
        (rest, zeros) = (rest / 10, zeros + 1);
    }
    zeros
}

/// 万, 千万, 万亿 … at `at`: characters and power. 千 of 千米 and 百 of 百分点 belong to the unit.
fn multiplier(text: &[char], at: usize) -> Option<(usize, i32)> {
    let (mut taken, mut ten) = (0, 0);
    while let Some(more) = text.get(at + taken).and_then(|c| power(*c)) {
        let next = text.get(at + taken + 1);
        let of_unit = (more == 3 && next.is_some_and(|c| "米克瓦伏卡帕".contains(*c)))
            || (more == 2 && next == Some(&'分'));
        if of_unit || (taken > 0 && more < 4) || ten + more > 12 {
            break;
        }
        (taken, ten) = (taken + 1, ten + more);
    }
    (taken > 0).then_some((taken, ten))
}

/// 二〇二一, 一二三一五: digits without a multiplier, one place each.
fn positional(text: &[char], at: usize) -> Option<Numeral> {
    let length = text[at..].iter().take_while(|c| digit(**c).is_some()).count();
    let next = text.get(at + length).copied();
    if length < 3 || next.is_some_and(|c| power(c).is_some()) {
        return None;
    }
    let mut value = 0i128;
    for c in &text[at..at + length.min(LONGEST_DIGITS)] {
        value = value * 10 + digit(*c)?;
    }
    Some(Numeral { length, value: Decimal::whole(value), ..Numeral::one(true) })
}

impl Numeral {
    fn one(is_chinese: bool) -> Numeral {
        Numeral {
            length: 1,
            value: Decimal::ONE,
            to: None,
            place: 0,
            significant: 0,
            multiplier: 0,
            is_vague: false,
            inner: None,
            is_chinese,
            is_bare: false,
        }
    }
}

/// What has been read of a numeral in words; each part as its lower and upper value.
#[derive(Default)]
struct Chinese {
    above_yi: (i128, i128),
    above_wan: (i128, i128),
    section: (i128, i128),
    digit: Option<(i128, i128)>,
    /// Power of the last multiplier in the section, of the last one at all, of the last 万 or 亿.
    section_power: Option<i32>,
    last_power: i32,
    great: i32,
    after_zero: bool,
    is_vague: bool,
    is_bare: bool,
    inner: Option<char>,
    place: i32,
}

impl Chinese {
    fn read(mut self, text: &[char], at: usize) -> Option<Numeral> {
        let mut end = at;
        while end < text.len() && self.take(text, at, end) {
            end += 1;
        }
        if end == at {
            return None;
        }
        self.settle();
        let mut scale = 0;
        let mut fraction = 0i128;
        if text.get(end) == Some(&'点') && !self.is_vague {
            let places =
                text[end + 1..].iter().take(9).take_while(|c| digit(**c).is_some()).count();
            if places > 0 {
                for c in &text[end + 1..=end + places] {
                    fraction = fraction * 10 + digit(*c)?;
                }
                (scale, end) = (places as u32, end + 1 + places);
            }
        }
        let sum =
            |f: fn((i128, i128)) -> i128| f(self.above_yi) + f(self.above_wan) + f(self.section);
        let (low, high) = (sum(|p| p.0), sum(|p| p.1));
        let (value, ten) = self.with_fraction(text, &mut end, low, (fraction, scale))?;
        let significant = if scale > 0 { ten - scale as i32 } else { self.place };
        Some(Numeral {
            length: end - at,
            value,
            to: (high > low).then(|| Decimal::whole(high)),
            place: if scale > 0 {
                significant
            } else if self.great == 0 {
                0
            } else {
                self.place
            },
            significant,
            multiplier: self.great.max(ten),
            is_vague: self.is_vague,
            inner: self.inner,
            is_chinese: true,
            is_bare: self.is_bare,
        })
    }

    /// 三点五 and 三点五万: the value, and the power of a multiplier after the fraction.
    fn with_fraction(
        &self,
        text: &[char],
        end: &mut usize,
        whole: i128,
        (fraction, scale): (i128, u32),
    ) -> Option<(Decimal, i32)> {
        let value = Decimal::whole(whole).plus(Decimal::new(fraction, scale))?;
        let (taken, ten) = multiplier(text, *end).filter(|_| scale > 0).unwrap_or((0, 0));
        *end += taken;
        Some((value.times(Decimal::power_of_ten(ten))?, ten))
    }

    /// Takes the character at `end` if it can follow what was read.
    fn take(&mut self, text: &[char], at: usize, end: usize) -> bool {
        let c = text[end];
        let next = text.get(end + 1).copied();
        if let Some(d) = digit(c) {
            return self.take_digit(d, next);
        }
        match c {
            '几' | '数' if self.digit.is_none() && !self.is_vague => {
                let after_ten = c == '几' && end > at && text[end - 1] == '十';
                let before = next.is_some_and(|n| power(n).is_some());
                let takes = after_ten || (before && end == at);
                if takes {
                    self.digit = Some((if after_ten { 1 } else { 2 }, 10));
                    self.is_vague = true;
                }
                takes
            }
            '余' | '多' | '来' if end > at && self.inner.is_none() => {
                let takes = next.is_some_and(|n| matches!(n, '万' | '亿') && self.great == 0);
                self.inner = takes.then_some(c);
                takes
            }
            _ => power(c).is_some_and(|ten| self.take_power(ten, end == at, next)),
        }
    }

    fn take_digit(&mut self, d: i128, next: Option<char>) -> bool {
        if self.inner.is_some() {
            return false;
        }
        match self.digit {
            None if d == 0 => {
                self.after_zero = true;
                self.last_power > 0 || next.is_none_or(|n| digit(n).is_none() && power(n).is_none())
            }
            None => {
                self.digit = Some((d, d));
                true
            }
            // 三四百, 七八十, 三五个: about, between the two.
            Some((low, high)) if low == high && (d == low + 1 || (low, d) == (3, 5)) => {
                self.digit = Some((low, d));
                true
            }
            Some(_) => false,
        }
    }

    fn take_power(&mut self, ten: i32, at_start: bool, next: Option<char>) -> bool {
        let of_unit = (ten == 3 && next.is_some_and(|c| "米克瓦伏卡帕".contains(c)))
            || (ten == 2 && next == Some('分'));
        let nothing = self.digit.is_none() && self.section == (0, 0);
        if of_unit || (ten < 4 && self.section_power.is_some_and(|last| ten >= last)) {
            return false;
        }
        if ten < 4 {
            if self.digit.is_none() && !(at_start || (ten == 1 && self.after_zero)) {
                return false;
            }
            self.is_bare |= at_start && ten > 1;
            let (low, high) = self.digit.take().unwrap_or((1, 1));
            let size = 10i128.pow(ten.unsigned_abs());
            self.section = (self.section.0 + low * size, self.section.1 + high * size);
            self.section_power = Some(ten);
        } else {
            self.is_bare |= at_start;
            return self.take_great(ten, nothing, at_start);
        }
        (self.last_power, self.place, self.after_zero) = (ten, ten, false);
        true
    }

    /// 万 and 亿 close what stands before them.
    fn take_great(&mut self, ten: i32, nothing: bool, at_start: bool) -> bool {
        let open = self.above_wan != (0, 0) && self.last_power == 4 && nothing;
        let repeated = if ten == 4 { self.above_wan != (0, 0) } else { self.above_yi != (0, 0) };
        if repeated
            || (nothing && !at_start && !open && self.great == 0)
            || (nothing && ten == 4 && !at_start)
        {
            return false;
        }
        let (low, high) = self.digit.take().unwrap_or((0, 0));
        let size = 10i128.pow(ten.unsigned_abs());
        let mut closed = (self.section.0 + low, self.section.1 + high);
        if at_start {
            closed = (1, 1);
        }
        let smallest = if low > 0 { 0 } else { self.section_power.unwrap_or(0) };
        if ten == 4 {
            self.above_wan = (closed.0 * size, closed.1 * size);
        } else {
            closed = (closed.0 + self.above_wan.0, closed.1 + self.above_wan.1);
            (self.above_yi, self.above_wan) = ((closed.0 * size, closed.1 * size), (0, 0));
        }
        self.section = (0, 0);
        self.section_power = None;
        self.place = smallest + ten;
        (self.last_power, self.great, self.after_zero) = (ten, ten, false);
        true
    }

    /// A last digit without a place: ones, or as in 三万五 and 一百二 one place below the last
    /// multiplier.
    fn settle(&mut self) {
        let Some((low, high)) = self.digit.take() else { return };
        let lower = self.last_power >= 2 && !self.after_zero && !self.is_vague && low == high;
        let ten = if lower { self.last_power - 1 } else { 0 };
        let size = 10i128.pow(ten.unsigned_abs());
        self.section = (self.section.0 + low * size, self.section.1 + high * size);
        self.place = ten;
    }
}

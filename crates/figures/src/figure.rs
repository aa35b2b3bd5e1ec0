//! What is found in a text: figures, and numbers that are none, each with its place and its
//! reading.

use crate::decimal::Decimal;
use crate::interval::Interval;
use crate::measure::Hints;
use crate::name::Reason;
use crate::period::Period;
use crate::qualifier::Qualifier;
use crate::unit::Unit;
use std::ops::Range;

/// What a number in the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A stated quantity.
    Figure,
    /// Part of a name or a set phrase: 百万只肉羊基地, 7Fresh, "1+4", 三保障.
    Name,
    /// A day, a year, a span or a time of day.
    Date,
    /// 第三批, 3号楼, 附件2.
    Ordinal,
    /// 〔2022〕3号
    DocumentNumber,
    /// A telephone number, a code, a ratio, a bare number that measures nothing.
    Other,
}

/// A number in the text. Where `kind` is not `Figure` only the place, `kind` and `reason` say
/// anything; the value is then zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure<'a> {
    /// As printed, numeral to unit; tags inside it included.
    pub text: &'a str,
    /// Bytes of the whole text.
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
    pub reason: Reason,
    /// In the base unit; the lower end of a range.
    pub value: Decimal,
    /// The upper end of a range, or of what 数 and 几 leave open.
    pub to: Option<Decimal>,
    /// As printed; `unit.base` is the unit of `value`.
    pub unit: &'static Unit,
    /// 亩 of 元/亩; "" mostly.
    pub per: &'static str,
    /// What one of them is: 人, 人次, 户, 所次, 家, 项目, 元 …; "" for a bare number.
    pub basis: &'static str,
    pub qualifier: Qualifier,
    /// What the digits and the qualifier leave open, in the base unit.
    pub interval: Interval,
    /// The words of the clause before it: 累计投入市、区、乡镇三级财政援助资金.
    pub measure: &'a str,
    /// The words after it: 建档立卡贫困人口脱贫增收.
    pub object: &'a str,
    pub hints: Hints,
    pub period: Option<Period>,
    /// The region named last before it in its paragraph, as written.
    pub region: Option<&'a str>,
    /// Figures of one list (1.4万户、3.7万余人) share a number, and the measure.
    pub list: u32,
    /// Both from 0, through the whole text.
    pub paragraph: u32,
    pub sentence: u32,
}

impl Figure<'_> {
    pub fn is_figure(&self) -> bool {
        self.kind == Kind::Figure
    }

    /// Its unit with 元/亩 and the like.
    pub fn base_unit(&self) -> String {
        if self.per.is_empty() {
            self.unit.base.to_string()
        } else {
            format!("{}/{}", self.unit.base, self.per)
        }
    }

    /// Why it was read so, in one Chinese sentence.
    pub fn why(&self) -> String {
        if !self.is_figure() {
            return self.reason.zh().to_string();
        }
        let range = self.to.map_or(String::new(), |to| format!("—{to}"));
        let qualifier = match self.qualifier {
            Qualifier::None => String::new(),
            other => format!("，带“{}”", other.word()),
        };
        let (value, unit, interval) = (self.value, self.base_unit(), self.interval);
        format!("读作{value}{range}{unit}{qualifier}，真值应在{interval}之内。")
    }

    /// The same in English.
    pub fn why_en(&self) -> String {
        if !self.is_figure() {
            return self.reason.en().to_string();
        }
        let range = self.to.map_or(String::new(), |to| format!("–{to}"));
        let qualifier = match self.qualifier {
            Qualifier::None => String::new(),
            other => format!(", {}", other.word_en()),
        };
        let (value, unit, interval) = (self.value, self.base_unit(), self.interval);
        format!("Read as {value}{range} {unit}{qualifier}; the true value lies in {interval}.")
    }
}

/// Places of the text, which stand in order, in characters instead of bytes.
pub fn char_offsets(
    text: &str,
    places: impl IntoIterator<Item = Range<usize>>,
) -> Vec<Range<usize>> {
    let (mut at, mut count) = (0, 0);
    let mut upto = |byte: usize| {
        count += text.get(at..byte).map_or(0, |part| part.chars().count());
        at = at.max(byte);
        count
    };
    places.into_iter().map(|place| upto(place.start)..upto(place.end)).collect()
}

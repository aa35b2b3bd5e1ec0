//! What a number counts. 人 and 人次 are different units, and so are 所 and 所次.

use super::{Fen, Lang, Text, text};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Stored in fen, shown in 万元 or 亿元.
    Fen,
    People,
    PersonTimes,
    PersonDays,
    Households,
    Firms,
    /// 所: schools and clinics, each once.
    Institutions,
    /// 所次: how often they were helped.
    InstitutionTimes,
    /// 个: places where households were resettled.
    Sites,
    /// 对: units that are paired, edge by edge.
    Pairs,
    Projects,
    Items,
    Posts,
    Heads,
    Plants,
    Mu,
    Days,
    /// Parts per million, shown as a percentage.
    Ppm,
    /// A bare number, such as an index.
    Plain,
}

impl Unit {
    pub const fn label(self) -> Text {
        match self {
            Unit::Fen => text("元", "yuan"),
            Unit::People => text("人", "people"),
            Unit::PersonTimes => text("人次", "person-times"),
            Unit::PersonDays => text("人天", "person-days"),
            Unit::Households => text("户", "households"),
            Unit::Firms => text("家", "firms"),
            Unit::Institutions => text("所", "institutions"),
            Unit::InstitutionTimes => text("所次", "institution-times"),
            Unit::Sites => text("个", "sites"),
            Unit::Pairs => text("对", "pairs"),
            Unit::Projects => text("个", "projects"),
            Unit::Items => text("项", "items"),
            Unit::Posts => text("个岗位", "posts"),
            Unit::Heads => text("只", "head"),
            Unit::Plants => text("株", "plants"),
            Unit::Mu => text("亩", "mu"),
            Unit::Days => text("天", "days"),
            Unit::Ppm => text("%", "%"),
            Unit::Plain => text("", ""),
        }
    }

    /// A value as reports print it: 16.52亿元, 5365.95万元, 17.12万人, 415个, 43.04%.
    pub fn shown(self, value: i64, lang: Lang) -> String {
        match (self, lang) {
            (Unit::Fen, Lang::Zh) if value.abs() >= Fen::YI => format!("{}亿元", Fen(value).yi()),
            (Unit::Fen, Lang::Zh) if value.abs() >= Fen::WAN => format!("{}万元", Fen(value).wan()),
            (Unit::Fen, Lang::Zh) => format!("{}元", Fen(value).yuan()),
            (Unit::Fen, Lang::En) if value.abs() >= Fen::WAN => {
                format!("{} million yuan", grouped(&trimmed(value, 100 * Fen::WAN, 4)))
            }
            (Unit::Fen, Lang::En) => {
                let yuan = Fen(value).yuan();
                format!("{} yuan", grouped(yuan.strip_suffix(".00").unwrap_or(&yuan)))
            }
            (Unit::Ppm, _) => format!("{}%", Fen(value).shown(10_000, 2)),
            (_, Lang::Zh) if value.abs() >= 10_000 && value % 100 == 0 => {
                format!("{}万{}", trimmed(value, 10_000, 2), self.label().zh)
            }
            (_, Lang::Zh) => format!("{value}{}", self.label().zh),
            (_, Lang::En) => format!("{} {}", grouped(&value.to_string()), self.label().en),
        }
    }
}

/// `value / per` with at most `decimals` places, without closing zeros.
fn trimmed(value: i64, per: i64, decimals: u32) -> String {
    let shown = Fen(value).shown(per, decimals);
    shown.trim_end_matches('0').trim_end_matches('.').to_string()
}

/// Thousands set off by commas: 1652000.00 → 1,652,000.00.
pub fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, part) = digits.find('.').map_or((digits, ""), |at| digits.split_at(at));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + part
}

#[cfg(test)]
mod tests {
    use super::Unit;
    use crate::base::Lang;

    #[test]
    fn values_print_as_reports_do() {
        assert_eq!(Unit::Fen.shown(165_200_000_000, Lang::Zh), "16.52亿元");
        assert_eq!(Unit::Fen.shown(5_365_950_000, Lang::Zh), "5365.95万元");
        assert_eq!(Unit::Fen.shown(5_365_950_000, Lang::En), "53.6595 million yuan");
        assert_eq!(Unit::Fen.shown(165_200_000_000, Lang::En), "1,652 million yuan");
        assert_eq!(Unit::Fen.shown(123_456, Lang::En), "1,234.56 yuan");
        assert_eq!(Unit::Fen.shown(50_000, Lang::En), "500 yuan");
        assert_eq!(Unit::People.shown(171_200, Lang::Zh), "17.12万人");
        assert_eq!(Unit::People.shown(37_012, Lang::Zh), "37012人");
        assert_eq!(Unit::Projects.shown(415, Lang::Zh), "415个");
        assert_eq!(Unit::Ppm.shown(430_400, Lang::Zh), "43.04%");
        assert_eq!(Unit::People.shown(1_234_567, Lang::En), "1,234,567 people");
    }
}

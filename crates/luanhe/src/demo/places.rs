//! The five pairs of districts and counties, and places in the spellings that offices use.

use crate::base::RegionCode;
use crate::parties::regions;

/// A pair of the agreement of 2017: a district of Tianjin and a county of Chengde.
pub struct Pair {
    pub district: &'static str,
    pub district_name: &'static str,
    /// In batch numbers.
    pub district_letters: &'static str,
    pub county: &'static str,
    pub county_name: &'static str,
    /// In project codes.
    pub county_letters: &'static str,
    /// Before ID numbers of those born in the county; 平泉's is that of 平泉县.
    pub id_prefix: &'static str,
    /// Before ID numbers of those who married or were born in from elsewhere in Chengde.
    pub other_prefix: &'static str,
    /// Households helped by ecological posts, in the full and in the small demo.
    pub households: (usize, usize),
}

pub const PAIRS: [Pair; 5] = [
    Pair {
        district: "120110",
        district_name: "东丽区",
        district_letters: "DL",
        county: "130821",
        county_name: "承德县",
        county_letters: "CD",
        id_prefix: "130821",
        other_prefix: "130802",
        households: (2_600, 100),
    },
    Pair {
        district: "120113",
        district_name: "北辰区",
        district_letters: "BC",
        county: "130822",
        county_name: "兴隆县",
        county_letters: "XL",
        id_prefix: "130822",
        other_prefix: "130827",
        households: (2_200, 20),
    },
    Pair {
        district: "120111",
        district_name: "西青区",
        district_letters: "XQ",
        county: "130881",
        county_name: "平泉市",
        county_letters: "PQ",
        id_prefix: "130823",
        other_prefix: "130803",
        households: (2_900, 25),
    },
    Pair {
        district: "120112",
        district_name: "津南区",
        district_letters: "JN",
        county: "130825",
        county_name: "隆化县",
        county_letters: "LH",
        id_prefix: "130825",
        other_prefix: "130824",
        households: (3_100, 28),
    },
    Pair {
        district: "120114",
        district_name: "武清区",
        district_letters: "WQ",
        county: "130828",
        county_name: "围场满族蒙古族自治县",
        county_letters: "WC",
        id_prefix: "130828",
        other_prefix: "130826",
        households: (3_200, 27),
    },
];

pub const CHENGDE: usize = 0;
pub const XINGLONG: usize = 1;
pub const PINGQUAN: usize = 2;
pub const LONGHUA: usize = 3;
pub const WEICHANG: usize = 4;

/// The township of the wage lists (承德县下板城镇).
pub const XIABANCHENG: &str = "130821100";

/// A county's code in a year: 平泉 was a county until 2016.
pub fn county_in(pair: usize, year: i16) -> &'static str {
    if pair == PINGQUAN && year < 2017 { "130823" } else { PAIRS[pair].county }
}

/// Codes and names of a county's or district's townships, in the order of the codes.
pub fn townships(county: &str) -> Vec<(String, &'static str)> {
    let code = RegionCode::parse(county).expect("a code of the table of pairs");
    let below = regions().children(&code, 2021);
    below.into_iter().map(|(code, name)| (code.to_string(), name)).collect()
}

/// How an office writes a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// 隆化县, 津南区; a township with its county.
    Name,
    /// 承德市隆化县, 天津市津南区.
    WithCity,
    /// 围场县, 津南; what cannot be shortened safely stands whole.
    Short,
    Code,
}

/// A code as the office writes it on a row of that year.
pub fn spelled(code: &str, year: i16, spelling: Spelling) -> String {
    let region = RegionCode::parse(code).expect("the demo writes whole codes");
    let county = RegionCode::parse(&code[..6]).expect("the demo writes whole codes");
    let name = |code: &RegionCode| regions().name(code, year).unwrap_or("");
    let own = match code.len() {
        6 => name(&region).to_string(),
        _ => format!("{}{}", name(&county), name(&region)),
    };
    match spelling {
        Spelling::Code => code.to_string(),
        Spelling::WithCity if code.starts_with("1308") && code != "130800" => {
            format!("承德市{own}")
        }
        Spelling::WithCity if code.starts_with("12") && code != "120000" => format!("天津市{own}"),
        Spelling::Short if code == "130828" => "围场县".to_string(),
        Spelling::Short if code.len() == 6 && code.starts_with("1201") => {
            own.trim_end_matches('区').to_string()
        }
        _ => own,
    }
}

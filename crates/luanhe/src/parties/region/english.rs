//! English names of the places this programme speaks of, and of groups of places that have a name.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::Regions;
use crate::base::{Lang, RegionCode, Text, text};

/// Places that are spoken of together.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(test), expect(dead_code, reason = "claims are the next to use it"))]
pub struct Group {
    pub name: Text,
    pub codes: &'static [&'static str],
}

#[cfg_attr(not(test), expect(dead_code, reason = "claims are the next to use it"))]
pub const GROUPS: &[Group] = &[
    Group {
        name: text("京津冀", "Beijing-Tianjin-Hebei"), codes: &["110000", "120000", "130000"]
    },
    // 张承保 is three cities; 保 is not insurance.
    Group {
        name: text("张承保受援地区", "Zhangjiakou-Chengde-Baoding recipient areas"),
        codes: &["130700", "130800", "130600"],
    },
];

impl Group {
    #[cfg_attr(not(test), expect(dead_code, reason = "claims are the next to use it"))]
    pub fn holds(&self, code: &RegionCode) -> bool {
        self.codes.iter().filter_map(|own| RegionCode::parse(own)).any(|own| own.holds(code))
    }
}

impl Regions {
    /// The name in a language; in English the Chinese one where there is no other.
    pub fn name_in(&self, code: &RegionCode, year: i16, lang: Lang) -> Option<&'static str> {
        let english = || names().get(code.as_str()).copied();
        match lang {
            Lang::Zh => self.name(code, year),
            Lang::En => english().or_else(|| self.name(code, year)),
        }
    }
}

fn names() -> &'static HashMap<&'static str, &'static str> {
    static NAMES: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let table = include_str!("../../../../../data/regions/english.tsv");
        table.lines().skip(1).filter_map(|line| line.split_once('\t')).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::{GROUPS, names};
    use crate::base::{Lang, RegionCode};
    use crate::parties::regions;

    #[test]
    fn english_names_stand_for_known_codes() {
        for code in names().keys() {
            assert!(regions().is_known(code), "{code}");
        }
        let name = |code: &str| {
            let code = RegionCode::parse(code).unwrap();
            regions().name_in(&code, 2021, Lang::En)
        };
        assert_eq!(name("130828"), Some("Weichang Manchu and Mongol Autonomous County"));
        assert_eq!(name("120112"), Some("Jinnan District"));
        assert_eq!(name("330102"), Some("上城区"));
    }

    #[test]
    fn the_three_cities_are_not_insured() {
        let group = GROUPS.iter().find(|g| g.name.zh.starts_with("张承保")).unwrap();
        assert_eq!(group.name.en, "Zhangjiakou-Chengde-Baoding recipient areas");
        assert!(group.holds(&RegionCode::parse("130881").unwrap()));
        assert!(!group.holds(&RegionCode::parse("130102").unwrap()));
    }
}

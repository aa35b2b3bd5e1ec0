//! Industries (GB/T 4754-2017): section letter, then two, three and four digits.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// An industry's code and name: 0314 羊的饲养.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Industry {
    pub code: &'static str,
    pub name: &'static str,
    /// The code one level up; empty for a section.
    pub parent: &'static str,
}

fn table() -> &'static BTreeMap<&'static str, Industry> {
    static TABLE: OnceLock<BTreeMap<&'static str, Industry>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let text = include_str!("../../../../data/codes/industries_2017.tsv");
        let read = |line: &'static str| {
            let (code, rest) = line.split_once('\t').expect("a code");
            let (parent, name) = rest.split_once('\t').expect("a parent and a name");
            (code, Industry { code, name, parent })
        };
        text.lines().skip(1).map(read).collect()
    })
}

pub fn industry(code: &str) -> Option<&'static Industry> {
    table().get(code)
}

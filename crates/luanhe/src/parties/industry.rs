//! Industries (GB/T 4754-2017): section letter, then two, three and four digits.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::base::{Fault, say};
use crate::record::Row;

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

/// A doubt where a field holds no code of the table.
pub fn check_industry(row: &Row<'_>, field: &str) -> Option<Fault> {
    let code = row.text(field).filter(|code| industry(code).is_none())?;
    Some(row.doubt(
        field,
        say!(
            "行业代码 {code} 不在 GB/T 4754-2017 中",
            "{code} is no industry code of GB/T 4754-2017"
        ),
        say!("请查代码表，如 0142 食用菌种植", "look it up, such as 0142 mushrooms"),
    ))
}

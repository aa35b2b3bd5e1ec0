//! Units of account as Chinese sources write them, each a multiple of one base unit. Units of
//! different base (人 and 人次) can't be added.

/// A unit: its base, and how many of the base it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    pub base: &'static str,
    pub factor: f64,
}

const BASES: &[(&str, &[&str])] = &[
    ("元", &["元", "yuan", "CNY", "RMB"]),
    ("人次", &["人次", "person_times"]),
    ("户次", &["户次", "household_times"]),
    ("所次", &["所次"]),
    ("人", &["人", "persons", "people"]),
    ("户", &["户", "households"]),
    ("所", &["所", "schools"]),
    ("家", &["家", "firms"]),
    ("个", &["个", "项", "projects", "count"]),
    ("亩", &["亩", "mu"]),
    ("吨", &["吨", "tonnes"]),
    ("1", &["", "1"]),
];

const MULTIPLES: &[(&str, f64)] =
    &[("万亿", 1e12), ("亿", 1e8), ("百万", 1e6), ("万", 1e4), ("千", 1e3), ("百", 1e2), ("", 1.0)];

/// Reads `万元`, `亿元`, `人次`, `公顷`, `%` …; `None` for a unit nobody has defined.
pub fn read(unit: &str) -> Option<Measure> {
    match unit {
        "%" | "％" => return Some(Measure { base: "1", factor: 0.01 }),
        "公顷" | "hectares" => return Some(Measure { base: "亩", factor: 15.0 }),
        _ => {}
    }
    MULTIPLES.iter().find_map(|&(prefix, factor)| {
        let rest = unit.strip_prefix(prefix)?;
        let (base, _) = BASES.iter().find(|(_, words)| words.contains(&rest))?;
        (factor == 1.0 || *base != "1").then_some(Measure { base, factor })
    })
}

/// Half a unit in the last place a source wrote: 16.52亿 is within 0.005亿. A whole number in a
/// base unit is a count, and exact.
pub fn half_last_place(value: f64, factor: f64) -> f64 {
    let text = format!("{}", value.abs());
    let decimals = text.split_once('.').map_or(0, |(_, d)| d.len() as i32);
    if decimals == 0 && factor <= 1.0 {
        return 0.0;
    }
    0.5 * 10f64.powi(-decimals) * factor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_multiples_of_their_base() {
        assert_eq!(read("亿元"), Some(Measure { base: "元", factor: 1e8 }));
        assert_eq!(read("万人次"), Some(Measure { base: "人次", factor: 1e4 }));
        assert_eq!(read("公顷").map(|m| m.factor), Some(15.0));
        assert_eq!(read("万"), None);
        assert_eq!(read("袋"), None);
        assert_eq!(half_last_place(16.52, 1e8), 0.005 * 1e8);
        assert_eq!(half_last_place(415.0, 1.0), 0.0);
    }
}

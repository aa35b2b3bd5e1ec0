//! Codes of administrative divisions (GB/T 2260): 6 digits to the county, 9 to the township,
//! 12 to the village. A code is only a name for a place in the years in which it was valid.

use std::fmt;

/// A code of 6, 9 or 12 digits, kept as text so that a prefix is a place's parent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionCode(String);

impl RegionCode {
    pub fn parse(text: &str) -> Option<RegionCode> {
        let digits = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
        (digits && matches!(text.len(), 6 | 9 | 12)).then(|| RegionCode(text.to_string()))
    }

    /// The digits that all places inside share: 13 for a province, 1308 for a prefecture.
    pub fn prefix(&self) -> &str {
        match self.0.len() {
            6 if self.0.ends_with("0000") => &self.0[..2],
            6 if self.0.ends_with("00") => &self.0[..4],
            _ => &self.0,
        }
    }

    pub fn holds(&self, other: &RegionCode) -> bool {
        other.0.starts_with(self.prefix())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::RegionCode;

    #[test]
    fn a_prefecture_holds_its_counties_and_their_townships() {
        let code = |t| RegionCode::parse(t).unwrap();
        assert!(code("130800").holds(&code("130825")));
        assert!(code("130825").holds(&code("130825101")));
        assert!(code("130000").holds(&code("130825101")));
        assert!(!code("130800").holds(&code("130900")));
        assert_eq!(RegionCode::parse("1308"), None);
        assert_eq!(RegionCode::parse("13o825"), None);
    }
}

//! Where something stands in a rule or limits file, and what is wrong there.

use std::fmt;

/// A fault of a rule or limits file, with its line and column (both from 1, columns in characters).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFault {
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub text: String,
}

impl fmt::Display for RuleFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.text)
    }
}

/// One file and the faults found in it so far; nothing stops at the first.
pub(crate) struct Page<'a> {
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
    pub(crate) faults: Vec<RuleFault>,
}

impl<'a> Page<'a> {
    pub(crate) fn new(name: &'a str, text: &'a str) -> Self {
        Page { name, text, faults: Vec::new() }
    }

    /// Notes a fault at a byte position of the file.
    pub(crate) fn fault(&mut self, at: usize, text: impl Into<String>) {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &self.text[..at];
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |n| n + 1);
        let column = before[start..].chars().count() + 1;
        let (file, text) = (self.name.to_string(), text.into());
        let fault = RuleFault { file, line, column, text };
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }
}

/// The known name nearest to a wrong one, if it is near enough to be meant.
pub(crate) fn nearest<'n>(
    wrong: &str,
    known: impl IntoIterator<Item = &'n str>,
) -> Option<&'n str> {
    let length = wrong.chars().count();
    let reach = (length / 3 + 1).min(length.saturating_sub(1));
    known
        .into_iter()
        .map(|name| (distance(wrong, name), name))
        .filter(|(far, _)| *far <= reach)
        .min()
        .map(|(_, name)| name)
}

/// " (did you mean `x`?)" or a list of what there is.
pub(crate) fn hint<'n>(wrong: &str, known: impl IntoIterator<Item = &'n str> + Clone) -> String {
    match nearest(wrong, known.clone()) {
        Some(name) => format!("; did you mean `{name}`?"),
        None => {
            let mut names: Vec<&str> = known.into_iter().collect();
            names.sort_unstable();
            names.dedup();
            let more = if names.len() > 12 { " …" } else { "" };
            names.truncate(12);
            match names.is_empty() {
                true => "; there are none".to_string(),
                false => format!("; there are: {}{more}", names.join(", ")),
            }
        }
    }
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{Page, hint};

    #[test]
    fn a_fault_counts_characters_not_bytes() {
        let mut page = Page::new("r.toml", "甲 = 1\n乙 = 二\n");
        page.fault(page.text.find('二').unwrap(), "no");
        assert_eq!(page.faults[0].to_string(), "r.toml:2:5: no");
    }

    #[test]
    fn the_nearest_name_is_offered() {
        assert_eq!(hint("medcial", ["medical", "death"]), "; did you mean `medical`?");
        assert_eq!(hint("x", ["medical", "death"]), "; there are: death, medical");
    }
}

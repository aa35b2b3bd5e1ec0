//! What is wrong with what a user gave: where, what, and what to do about it.

use std::fmt;

use super::{Lang, Said};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 错误: the row is not accepted.
    Error,
    /// 疑点: accepted and marked.
    Doubt,
}

/// Where a fault is: a cell of a sheet, or a field of a form. Unknown parts are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct Place {
    pub sheet: String,
    /// 1-based, 0 where there is none.
    pub row: u32,
    /// 1-based, 0 where the whole row is meant.
    pub column: u32,
    /// The field's name as the register has it.
    pub field: String,
}

impl Place {
    pub fn field(name: &str) -> Place {
        Place { field: name.to_string(), ..Place::default() }
    }

    pub fn cell(sheet: &str, row: u32, column: u32) -> Place {
        Place { sheet: sheet.to_string(), row, column, ..Place::default() }
    }
}

/// The letters of a 1-based column: 1 is A, 27 is AA.
pub(super) fn letters(mut column: u32) -> String {
    let mut out = Vec::new();
    while column > 0 {
        let (rest, digit) = ((column - 1) / 26, (column - 1) % 26);
        out.push(char::from(b'A' + u8::try_from(digit).expect("below 26")));
        column = rest;
    }
    out.iter().rev().collect()
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.sheet.is_empty(), self.row) {
            (true, 0) => f.write_str(&self.field),
            (true, row) => write!(f, "{}{row}", letters(self.column)),
            (false, 0) => f.write_str(&self.sheet),
            (false, row) => write!(f, "{}!{}{row}", self.sheet, letters(self.column)),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    pub place: Place,
    pub severity: Severity,
    pub reason: Said,
    pub remedy: Said,
}

impl Fault {
    pub fn error(place: Place, reason: Said, remedy: Said) -> Fault {
        Fault { place, severity: Severity::Error, reason, remedy }
    }

    pub fn doubt(place: Place, reason: Said, remedy: Said) -> Fault {
        Fault { place, severity: Severity::Doubt, reason, remedy }
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// One line: place, reason, remedy.
    pub fn line(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("{}：{}；{}", self.place, self.reason.zh, self.remedy.zh),
            Lang::En => format!("{}: {}; {}", self.place, self.reason.en, self.remedy.en),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, letters};

    #[test]
    fn cells_are_named_as_excel_names_them() {
        assert_eq!(letters(1), "A");
        assert_eq!(letters(26), "Z");
        assert_eq!(letters(27), "AA");
        assert_eq!(letters(16384), "XFD");
        assert_eq!(Place::cell("台账", 7, 2).to_string(), "台账!B7");
    }
}

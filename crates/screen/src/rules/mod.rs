//! What to look for, as data: tables, features, rules and the expressions over the whole set.
//!
//! [`RuleSet::parse`] reads a rule file and checks all of it (names, types, units) before anything runs.
//! What it returns can be evaluated without further questions: by [`crate::oracle`], slowly, and by
//! [`crate::kernel`], by blocks. Numbers are integers in the units declared; every value may be unknown.

mod book;
mod call;
mod check;
mod column;
mod expression;
mod file;
mod place;
mod syntax;
mod toml_page;
mod unit;

pub use book::{Limit, LimitBook, LimitValue};
pub use expression::{Aggregate, Compare, Cond, How, Num, Origin, When};
pub(crate) use expression::{Used, used_by};
pub use place::RuleFault;
pub use syntax::Window;
pub use unit::{Type, Unit};

/// The same words in Chinese and in English.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Words {
    pub zh: String,
    pub en: String,
}

/// Whom a table, a feature or an expression is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    Person,
    Household,
}

/// A column of the registry or of an extract.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name in expressions.
    pub name: String,
    /// Its name in the file.
    pub header: String,
    pub kind: Type,
    /// What a number of the file is multiplied by to be in `kind`'s unit (a column in 元: 100).
    pub scale: i64,
    /// Values outside are faults of the row, in the unit of the file.
    pub min: i64,
    pub max: i64,
}

/// How the two registry files are laid out.
#[derive(Clone, Debug)]
pub struct Registry {
    pub household_key: String,
    pub region: String,
    pub household_columns: Vec<Column>,
    pub person_key: String,
    pub person_household: String,
    pub person_columns: Vec<Column>,
}

/// An extract of a department.
#[derive(Clone, Debug)]
pub struct Table {
    pub name: String,
    /// File name without its ending.
    pub file: String,
    pub level: Level,
    /// The column with the subject's number.
    pub key: String,
    pub columns: Vec<Column>,
    /// The column whose day the windows look at.
    pub day: Option<usize>,
    /// Region prefixes for which the department delivers; empty: everywhere.
    pub coverage: Vec<String>,
    /// The newest row may be at most so many months older than the day of the run.
    pub fresh_months: Option<u32>,
}

/// What to put where the data are silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Silence {
    /// The table was not delivered.
    pub absent: Gap,
    /// The household lies outside the table's declared coverage.
    pub uncovered: Gap,
    /// The subject has no row that counts.
    pub no_row: Gap,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gap {
    Zero,
    Unknown,
}

impl Silence {
    pub const USUAL: Silence =
        Silence { absent: Gap::Unknown, uncovered: Gap::Unknown, no_row: Gap::Zero };
}

/// A named value of a person or a household.
#[derive(Clone, Debug)]
pub struct Feature {
    pub name: String,
    pub level: Level,
    pub kind: Type,
    pub value: Value,
    /// The expression as written.
    pub text: String,
}

/// A checked expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Num(Num),
    Cond(Cond),
}

/// A rule: when it hits, what it has found, why that matters and what to do.
#[derive(Clone, Debug)]
pub struct Rule {
    pub id: String,
    /// Its position in `reasons`, from 1; never given to another rule.
    pub bit: u8,
    pub severity: u8,
    pub when: Cond,
    /// The condition as written.
    pub text: String,
    pub finds: Words,
    pub why: Words,
    pub remedy: Words,
    pub source: String,
}

/// What is done with rows that cannot be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// The run stops; nothing is written.
    Refuse,
    /// The row does not count; it is named, counted and listed.
    SetAside,
}

/// A checked rule set.
#[derive(Clone, Debug)]
pub struct RuleSet {
    pub id: String,
    pub version: String,
    pub title: Words,
    pub registry: Registry,
    pub tables: Vec<Table>,
    /// Each feature after those it uses.
    pub features: Vec<Feature>,
    /// By bit.
    pub rules: Vec<Rule>,
    /// Which households count.
    pub population: Cond,
    /// Over hits and household features: a code of `categories`.
    pub category: Num,
    pub severity: Num,
    pub categories: Vec<(u8, Words)>,
    /// The names of the limits used, in the order of [`Num::Limit`].
    pub limits: Vec<String>,
    /// Region prefixes that exist; empty: any six digits.
    pub regions: Vec<String>,
    /// What is done with each kind of wrong row.
    pub policies: Vec<(String, Policy)>,
}

impl RuleSet {
    /// Reads and checks rule files against the limits. The files are read as one set: the first names
    /// it, later ones may add tables, features and rules. All faults of all files are returned at once.
    pub fn parse(files: &[(String, String)], book: &LimitBook) -> Result<RuleSet, Vec<RuleFault>> {
        file::parse(files, book)
    }

    pub fn feature(&self, level: Level, name: &str) -> Option<usize> {
        self.features.iter().position(|f| f.level == level && f.name == name)
    }
}

/// Whether a region code begins with one of the prefixes.
pub fn region_in(region: u32, prefixes: &[String]) -> bool {
    let code = format!("{region:06}");
    prefixes.iter().any(|prefix| code.starts_with(prefix.as_str()))
}

#[cfg(test)]
mod tests;

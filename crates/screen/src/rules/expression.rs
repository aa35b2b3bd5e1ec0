//! Checked expressions: names are numbers of things, units have been made equal, levels are right.

use super::{Level, Silence, syntax::Window};

/// A whole number.
#[derive(Clone, Debug, PartialEq)]
pub enum Num {
    Const(i64),
    /// The limit of this number for the region of the household.
    Limit(usize),
    /// A column of what is being looked at: the registry's person or household, or a table's row.
    Column(usize),
    /// A feature of the same level.
    Feature(usize),
    Aggregate(Box<Aggregate>),
    Minus(Box<Num>),
    Add(Box<Num>, Box<Num>),
    Less(Box<Num>, Box<Num>),
    Times(Box<Num>, Box<Num>),
    Least(Box<Num>, Box<Num>),
    Most(Box<Num>, Box<Num>),
    If(Box<Cond>, Box<Num>, Box<Num>),
    /// How many of these rules hit for certain.
    Hits(Vec<usize>),
    /// The highest severity of the rules that hit for certain, 0 if none.
    Highest(Vec<usize>),
}

/// True, false or unknown.
#[derive(Clone, Debug, PartialEq)]
pub enum Cond {
    Const(bool),
    Feature(usize),
    Compare(Compare, Num, Num),
    /// Bit k of a code is set.
    Bit(Num, u8),
    Not(Box<Cond>),
    And(Box<Cond>, Box<Cond>),
    Or(Box<Cond>, Box<Cond>),
    /// At least so many of the conditions hold.
    AtLeast(Num, Vec<Cond>),
    /// Whether the data say (never itself unknown).
    KnownNum(Num),
    KnownCond(Box<Cond>),
    /// A row (or a member) is there.
    Has(Box<Aggregate>),
    /// A rule hits for certain (never itself unknown).
    Hit(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Compare {
    Under,
    UpTo,
    Equal,
    Unequal,
}

/// Adds up the rows of a table that belong to a subject, or the members of a household.
#[derive(Clone, Debug, PartialEq)]
pub struct Aggregate {
    pub of: Origin,
    pub how: How,
    /// Evaluated on each row or member; a constant for counts.
    pub value: Num,
    pub filter: Cond,
    pub when: When,
    pub silence: Silence,
}

/// Which days of a table count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    Always,
    /// The table's day column lies in the window.
    Within(Window),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    Table(usize),
    Members,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    Sum,
    Max,
    Min,
    Count,
    /// How many different values.
    Distinct,
    /// Whether there is any.
    Any,
}

impl Origin {
    /// Whom the aggregate is a value of.
    pub fn subject(self, tables: &[super::Table]) -> Level {
        match self {
            Origin::Table(table) => tables[table].level,
            Origin::Members => Level::Household,
        }
    }
}

/// What a condition looks at directly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Used {
    Rule(usize),
    Feature(usize),
    Limit(usize),
    Column(usize),
}

/// The rules whose hits a condition looks at.
pub(super) fn rules_used(cond: &Cond) -> Vec<usize> {
    let rule = |used| if let Used::Rule(rule) = used { Some(rule) } else { None };
    used_by(cond).into_iter().filter_map(rule).collect()
}

/// Everything a condition looks at, each once.
pub(crate) fn used_by(cond: &Cond) -> Vec<Used> {
    let mut found = Vec::new();
    in_cond(cond, &mut found);
    found
}

fn put(used: Used, found: &mut Vec<Used>) {
    if !found.contains(&used) {
        found.push(used);
    }
}

fn in_cond(cond: &Cond, found: &mut Vec<Used>) {
    match cond {
        Cond::Const(_) | Cond::Has(_) => {}
        Cond::Feature(feature) => put(Used::Feature(*feature), found),
        Cond::Hit(rule) => put(Used::Rule(*rule), found),
        Cond::Compare(_, a, b) => {
            in_num(a, found);
            in_num(b, found);
        }
        Cond::Bit(num, _) | Cond::KnownNum(num) => in_num(num, found),
        Cond::Not(cond) | Cond::KnownCond(cond) => in_cond(cond, found),
        Cond::And(a, b) | Cond::Or(a, b) => {
            in_cond(a, found);
            in_cond(b, found);
        }
        Cond::AtLeast(count, conds) => {
            in_num(count, found);
            conds.iter().for_each(|cond| in_cond(cond, found));
        }
    }
}

fn in_num(num: &Num, found: &mut Vec<Used>) {
    match num {
        Num::Const(_) | Num::Aggregate(_) => {}
        Num::Limit(limit) => put(Used::Limit(*limit), found),
        Num::Column(column) => put(Used::Column(*column), found),
        Num::Feature(feature) => put(Used::Feature(*feature), found),
        Num::Hits(rules) | Num::Highest(rules) => {
            rules.iter().for_each(|rule| put(Used::Rule(*rule), found));
        }
        Num::Minus(a) => in_num(a, found),
        Num::Add(a, b)
        | Num::Less(a, b)
        | Num::Times(a, b)
        | Num::Least(a, b)
        | Num::Most(a, b) => {
            in_num(a, found);
            in_num(b, found);
        }
        Num::If(cond, a, b) => {
            in_cond(cond, found);
            in_num(a, found);
            in_num(b, found);
        }
    }
}

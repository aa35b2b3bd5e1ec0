//! The meaning of a rule set, one value at a time: slow, and simple enough to be read and believed.
//!
//! The kernel must agree with it; `explain` shows its values.

use crate::{
    kernel::{Part, window_days},
    rules::{
        Aggregate, Compare, Cond, Gap, How, Level, LimitBook, Num, Origin, RuleSet, Value, When,
        region_in,
    },
};

/// A number, or unknown.
pub type Number = Option<i128>;
/// True, false, or unknown.
pub type Truth = Option<bool>;

/// A value left 128 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// What is being looked at: positions in the part.
#[derive(Clone, Copy, Debug)]
enum Subject {
    Row(usize, usize),
    Person(usize),
    Household(usize),
}

/// Answers questions about one part.
pub struct Oracle<'a> {
    pub set: &'a RuleSet,
    pub book: &'a LimitBook,
    /// `yyyymmdd`.
    pub day: u32,
    pub part: &'a Part<i64>,
}

/// The answer for a household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub belongs: Truth,
    /// By bit: whether each rule hits.
    pub rules: Vec<Truth>,
    pub category: Number,
    pub severity: Number,
}

impl Oracle<'_> {
    pub fn verdict(&self, household: usize) -> Result<Verdict, TooLarge> {
        let subject = Subject::Household(household);
        let rules = self.set.rules.iter().map(|rule| self.truth(&rule.when, subject));
        Ok(Verdict {
            belongs: self.truth(&self.set.population, subject)?,
            rules: rules.collect::<Result<_, _>>()?,
            category: self.number(&self.set.category, subject)?,
            severity: self.number(&self.set.severity, subject)?,
        })
    }

    /// A feature of a person or household of the part; truths as 0 and 1.
    pub fn feature(&self, feature: usize, position: usize) -> Result<Number, TooLarge> {
        let feature = &self.set.features[feature];
        let subject = match feature.level {
            Level::Person => Subject::Person(position),
            Level::Household => Subject::Household(position),
        };
        match &feature.value {
            Value::Num(num) => self.number(num, subject),
            Value::Cond(cond) => Ok(self.truth(cond, subject)?.map(i128::from)),
        }
    }

    fn household(&self, subject: Subject) -> usize {
        match subject {
            Subject::Household(household) => household,
            Subject::Person(person) => self.part.owners[person] as usize,
            Subject::Row(table, row) => {
                let subject = self.part.tables[table].subjects[row] as usize;
                match self.set.tables[table].level {
                    Level::Person => self.part.owners[subject] as usize,
                    Level::Household => subject,
                }
            }
        }
    }

    fn column(&self, column: usize, subject: Subject) -> Number {
        let (cells, at) = match subject {
            Subject::Row(table, row) => (&self.part.tables[table].columns[column], row),
            Subject::Person(person) => (&self.part.person_columns[column], person),
            Subject::Household(household) => (&self.part.household_columns[column], household),
        };
        let known = cells.unknown.get(at).is_none_or(|unknown| *unknown == 0);
        known.then(|| i128::from(cells.values[at]))
    }

    fn number(&self, num: &Num, subject: Subject) -> Result<Number, TooLarge> {
        let of = |num: &Num| self.number(num, subject);
        let both = |a: &Num, b: &Num, f: fn(i128, i128) -> Option<i128>| match (of(a)?, of(b)?) {
            (Some(a), Some(b)) => f(a, b).map(Some).ok_or(TooLarge),
            _ => Ok(None),
        };
        match num {
            Num::Const(value) => Ok(Some(i128::from(*value))),
            Num::Limit(limit) => {
                let region = self.part.regions[self.household(subject)];
                let limit = self.book.find(&self.set.limits[*limit]);
                let found = limit.and_then(|limit| limit.on(region, self.day));
                Ok(found.map(|found| i128::from(found.value)))
            }
            Num::Column(column) => Ok(self.column(*column, subject)),
            Num::Feature(feature) => match &self.set.features[*feature].value {
                Value::Num(num) => of(num),
                Value::Cond(_) => unreachable!("checked to be a number"),
            },
            Num::Aggregate(aggregate) => self.aggregate(aggregate, subject),
            Num::Minus(a) => both(&Num::Const(0), a, i128::checked_sub),
            Num::Add(a, b) => both(a, b, i128::checked_add),
            Num::Less(a, b) => both(a, b, i128::checked_sub),
            Num::Times(a, b) => both(a, b, i128::checked_mul),
            Num::Least(a, b) => both(a, b, |a, b| Some(a.min(b))),
            Num::Most(a, b) => both(a, b, |a, b| Some(a.max(b))),
            Num::If(cond, a, b) => match self.truth(cond, subject)? {
                Some(true) => of(a),
                Some(false) => of(b),
                None => Ok(None),
            },
            Num::Hits(rules) => {
                let hits = self.hits(rules, subject)?;
                Ok(Some(hits.len() as i128))
            }
            Num::Highest(rules) => {
                let hits = self.hits(rules, subject)?;
                let highest = hits.iter().map(|rule| self.set.rules[*rule].severity).max();
                Ok(Some(i128::from(highest.unwrap_or(0))))
            }
        }
    }

    fn hits(&self, rules: &[usize], subject: Subject) -> Result<Vec<usize>, TooLarge> {
        let mut found = Vec::new();
        for rule in rules {
            if self.truth(&self.set.rules[*rule].when, subject)? == Some(true) {
                found.push(*rule);
            }
        }
        Ok(found)
    }

    fn truth(&self, cond: &Cond, subject: Subject) -> Result<Truth, TooLarge> {
        let of = |cond: &Cond| self.truth(cond, subject);
        Ok(match cond {
            Cond::Const(truth) => Some(*truth),
            Cond::Feature(feature) => match &self.set.features[*feature].value {
                Value::Cond(cond) => of(cond)?,
                Value::Num(_) => unreachable!("checked to be a condition"),
            },
            Cond::Compare(compare, a, b) => {
                let (a, b) = (self.number(a, subject)?, self.number(b, subject)?);
                a.zip(b).map(|(a, b)| match compare {
                    Compare::Under => a < b,
                    Compare::UpTo => a <= b,
                    Compare::Equal => a == b,
                    Compare::Unequal => a != b,
                })
            }
            Cond::Bit(num, k) => self.number(num, subject)?.map(|value| (value >> k) & 1 == 1),
            Cond::Not(a) => of(a)?.map(|truth| !truth),
            Cond::And(a, b) => match (of(a)?, of(b)?) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
            Cond::Or(a, b) => match (of(a)?, of(b)?) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
            Cond::AtLeast(count, conds) => {
                let count = self.number(count, subject)?;
                let truths = conds.iter().map(of).collect::<Result<Vec<_>, _>>()?;
                let certain = truths.iter().filter(|t| **t == Some(true)).count() as i128;
                let possible = truths.iter().filter(|t| **t != Some(false)).count() as i128;
                match count {
                    None => None,
                    Some(count) if certain >= count => Some(true),
                    Some(count) if possible < count => Some(false),
                    Some(_) => None,
                }
            }
            Cond::KnownNum(num) => Some(self.number(num, subject)?.is_some()),
            Cond::KnownCond(cond) => Some(of(cond)?.is_some()),
            Cond::Has(aggregate) => self.aggregate(aggregate, subject)?.map(|any| any != 0),
            Cond::Hit(rule) => Some(of(&self.set.rules[*rule].when)? == Some(true)),
        })
    }

    /// The rows or members of a subject.
    fn rows(&self, of: Origin, subject: Subject) -> Vec<Subject> {
        let own = match subject {
            Subject::Person(at) | Subject::Household(at) => at,
            Subject::Row(..) => unreachable!("rows have no rows"),
        };
        match of {
            Origin::Table(table) => {
                let subjects = self.part.tables[table].subjects.iter().enumerate();
                subjects
                    .filter(|(_, s)| **s as usize == own)
                    .map(|(row, _)| Subject::Row(table, row))
                    .collect()
            }
            Origin::Members => {
                let owners = self.part.owners.iter().enumerate();
                owners
                    .filter(|(person, owner)| {
                        **owner as usize == own
                            && !self.part.not_counted.contains(&(*person as u32))
                    })
                    .map(|(person, _)| Subject::Person(person))
                    .collect()
            }
        }
    }

    fn in_window(&self, aggregate: &Aggregate, row: Subject) -> bool {
        let (When::Within(window), Origin::Table(table)) = (aggregate.when, aggregate.of) else {
            return true;
        };
        let day = self.set.tables[table].day.and_then(|column| self.column(column, row));
        let (first, last) = window_days(window, self.day);
        day.is_some_and(|day| (i128::from(first)..=i128::from(last)).contains(&day))
    }

    fn aggregate(&self, aggregate: &Aggregate, subject: Subject) -> Result<Number, TooLarge> {
        let silence = aggregate.silence;
        if let Origin::Table(table) = aggregate.of {
            let region = self.part.regions[self.household(subject)];
            let coverage = &self.set.tables[table].coverage;
            let delivered = self.part.tables[table].delivered;
            let covered = coverage.is_empty() || region_in(region, coverage);
            if !delivered && silence.absent == Gap::Unknown {
                return Ok(None);
            }
            if delivered && !covered && silence.uncovered == Gap::Unknown {
                return Ok(None);
            }
        }
        let mut values = Vec::new();
        let mut unsure = false;
        for row in self.rows(aggregate.of, subject) {
            if !self.in_window(aggregate, row) {
                continue;
            }
            match (self.truth(&aggregate.filter, row)?, self.number(&aggregate.value, row)?) {
                (Some(false), _) => {}
                (Some(true), Some(value)) => values.push(value),
                (Some(true), None) | (None, _) => unsure = true,
            }
        }
        if aggregate.how == How::Any && !values.is_empty() {
            return Ok(Some(1));
        }
        if unsure || (values.is_empty() && silence.no_row == Gap::Unknown) {
            return Ok(None);
        }
        Ok(Some(match aggregate.how {
            How::Sum => {
                values.iter().try_fold(0_i128, |sum, v| sum.checked_add(*v)).ok_or(TooLarge)?
            }
            How::Max => values.iter().copied().max().unwrap_or(0),
            How::Min => values.iter().copied().min().unwrap_or(0),
            How::Count => values.len() as i128,
            How::Any => 0,
            How::Distinct => {
                values.sort_unstable();
                values.dedup();
                values.len() as i128
            }
        }))
    }
}

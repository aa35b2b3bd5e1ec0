//! From the boundaries of one year to those of another: exact where many became one, refused with
//! the reason where one became many.

use std::collections::HashMap;

use crate::base::{RegionCode, Said, say};

use super::{LATEST, Regions};

/// Which boundaries a figure is to be shown on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Boundary {
    /// Those at the end of the year in which it happened.
    Then,
    /// Those of the newest table.
    #[default]
    Now,
}

/// Who followed whom: of each code the years in which it gave way to others, or came of others.
#[derive(Debug)]
pub(super) struct Changes {
    forward: HashMap<&'static str, Vec<(i16, &'static str)>>,
    back: HashMap<&'static str, Vec<(i16, &'static str)>>,
}

impl Changes {
    /// Rows of year, kind, old and new code, document; the kind follows from the codes.
    pub(super) fn read(table: &'static str) -> Changes {
        let mut changes = Changes { forward: HashMap::new(), back: HashMap::new() };
        for line in table.lines().skip(1) {
            let mut cells = line.split('\t');
            let year = cells.next().and_then(|y| y.parse().ok()).expect("a year");
            let old = cells.nth(1).expect("an old code");
            let new = cells.next().expect("a new code");
            changes.forward.entry(old).or_default().push((year, new));
            changes.back.entry(new).or_default().push((year, old));
        }
        changes
    }

    fn after(&self, code: &str, year: i16) -> Vec<&'static str> {
        in_year(&self.forward, code, year)
    }

    fn before(&self, code: &str, year: i16) -> Vec<&'static str> {
        in_year(&self.back, code, year)
    }
}

fn in_year(
    changes: &HashMap<&'static str, Vec<(i16, &'static str)>>,
    code: &str,
    year: i16,
) -> Vec<&'static str> {
    let all = changes.get(code).map_or(&[][..], Vec::as_slice);
    all.iter().filter(|(y, _)| *y == year).map(|(_, other)| *other).collect()
}

impl Regions {
    /// The code under which a row of `year` counts on the boundaries asked for. The code may be of
    /// another year than the row. Longer codes keep their own digits as long as the county's code
    /// is the same, and else answer with the county.
    pub fn at(&self, code: &RegionCode, year: i16, boundary: Boundary) -> Result<RegionCode, Said> {
        let county = &code.as_str()[..6];
        let from = self.year_of(county, year).ok_or_else(|| unknown(code))?;
        let to = match boundary {
            Boundary::Then => year.min(LATEST),
            Boundary::Now => LATEST,
        };
        let there = self.carry(county, from, to)?;
        if there == county {
            Ok(code.clone())
        } else {
            RegionCode::parse(there).ok_or_else(|| unknown(code))
        }
    }

    /// Each county that no longer stands, with the one that it counts as now; those that fell to
    /// several have none.
    pub fn followed(&self) -> std::collections::BTreeMap<&'static str, &'static str> {
        let gone = self.divisions.iter().filter(|d| !d.stands_in(LATEST));
        let now = gone.filter_map(|d| Some((d.code, self.carry(d.code, d.last, LATEST).ok()?)));
        now.filter(|(code, now)| code != now).collect()
    }

    /// The year nearest to `year` in which the code stood.
    fn year_of(&self, county: &str, year: i16) -> Option<i16> {
        let division = self.nearest(county, year.min(LATEST))?;
        Some(year.min(LATEST).clamp(division.first, division.last))
    }

    /// Follows a code from the end of one year to the end of another, either way.
    pub(super) fn carry(&self, code: &str, from: i16, to: i16) -> Result<&'static str, Said> {
        let mut at = self
            .history(code)
            .first()
            .map(|d| d.code)
            .ok_or_else(|| say!("没有代码{code}", "no such code {code}"))?;
        for year in from + 1..=to {
            at = self.step_forward(at, year)?;
        }
        for year in (to + 1..=from).rev() {
            at = self.step_back(at, year)?;
        }
        Ok(at)
    }

    fn step_forward(&self, code: &'static str, year: i16) -> Result<&'static str, Said> {
        match self.changes.after(code, year).as_slice() {
            [one] => Ok(one),
            [] if self.history(code).iter().any(|d| d.stands_in(year)) => Ok(code),
            [] => {
                let name = self.called(code, year - 1);
                Err(say!(
                    "{name}在{year}年撤销，没有去向的记录",
                    "{name} was dissolved in {year} and no heir is recorded"
                ))
            }
            many => {
                let (name, heirs) = (self.called(code, year - 1), self.all_called(many, year));
                Err(say!(
                    "{name}在{year}年分为{heirs}，须按乡镇代码才能分开",
                    "{name} was divided in {year} into {heirs}; only township codes can tell them apart"
                ))
            }
        }
    }

    fn step_back(&self, code: &'static str, year: i16) -> Result<&'static str, Said> {
        let mut before = self.changes.before(code, year);
        let stayed = self.changes.after(code, year).is_empty()
            && self.history(code).iter().any(|d| d.stands_in(year - 1));
        if stayed {
            before.push(code);
        }
        let name = self.called(code, year);
        match before.as_slice() {
            [one] if self.changes.after(one, year).len() < 2 => Ok(one),
            [one] => {
                let whole = self.called(one, year - 1);
                Err(say!(
                    "{name}是{year}年由{whole}的一部分设立的，此前的数分不出来",
                    "{name} was made in {year} of a part of {whole}; earlier figures cannot be told apart"
                ))
            }
            [] => Err(say!(
                "{name}{year}年才有，没有前身的记录",
                "{name} stands only since {year} and no forerunner is recorded"
            )),
            many => {
                let parts = self.all_called(many, year - 1);
                Err(say!(
                    "{name}在{year}年由{parts}合并而成，此前是几个地方",
                    "{name} was formed in {year} out of {parts}; before that it was several places"
                ))
            }
        }
    }

    fn called(&self, code: &str, year: i16) -> String {
        let name = self.nearest(code, year).map_or("", |d| d.name);
        format!("{name}（{code}）")
    }

    fn all_called(&self, codes: &[&str], year: i16) -> String {
        codes.iter().map(|code| self.called(code, year)).collect::<Vec<_>>().join("、")
    }
}

fn unknown(code: &RegionCode) -> Said {
    say!("没有代码{code}", "no such code {code}")
}

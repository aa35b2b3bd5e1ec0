//! Wrong rows met on the way: counted, the first of each kind kept, refused or set aside.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    faults::{Fault, FaultKind, ScreenError},
    read::Wrong,
    rules::{Policy, RuleSet},
};

/// Examples kept of each kind and file.
const KEPT: usize = 100;

/// Row (from 1) and what stands there.
type Example = (u64, String);

/// How many, and the first of them.
type Found = (u64, Vec<Example>);

/// A file's faults of one kind, to be kept.
pub(crate) type KeptFault = (String, FaultKind, Found);

/// Faults by file and kind.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    found: BTreeMap<(String, FaultKind), Found>,
}

/// How many wrong rows of a kind a file has, with the first ones.
#[derive(Clone, Debug, serde::Serialize)]
pub struct FaultCount {
    pub file: String,
    pub kind: FaultKind,
    pub policy: Policy,
    pub rows: u64,
    /// Row (from 1) and what stands there, by row; at most a hundred.
    pub first: Vec<(u64, String)>,
}

impl Notes {
    /// Notes a fault of a row (from 1; 0 is the whole file).
    pub(crate) fn add(&mut self, file: &str, kind: FaultKind, row: u64, found: String) {
        let key = (file.to_string(), kind);
        let (count, rows) = self.found.entry(key).or_insert_with(|| (0, Vec::new()));
        *count += 1;
        rows.push((row, found));
        if rows.len() >= 4 * KEPT {
            rows.sort_unstable();
            rows.truncate(KEPT);
        }
    }

    /// Notes a wrong cell of a batch.
    pub(crate) fn wrong(&mut self, file: &str, header: &str, first: u64, wrong: &Wrong) {
        let row = first + u64::from(wrong.row) + 1;
        self.add(file, wrong.kind, row, format!("{header} = {}", wrong.found));
    }

    pub(crate) fn merge(&mut self, other: Notes) {
        for (key, (count, mut rows)) in other.found {
            let mine = self.found.entry(key).or_insert_with(|| (0, Vec::new()));
            mine.0 += count;
            mine.1.append(&mut rows);
            mine.1.sort_unstable();
            mine.1.truncate(KEPT);
        }
    }

    /// An error if the policy refuses any of the faults so far.
    pub(crate) fn settle(&self, set: &RuleSet) -> Result<(), ScreenError> {
        let refused =
            self.found.iter().filter(|((_, kind), _)| policy(set, *kind) == Policy::Refuse);
        let mut faults = Vec::new();
        let mut count = 0;
        for ((file, kind), (rows, examples)) in refused {
            count += rows;
            let fault = |(row, found): &(u64, String)| Fault {
                kind: *kind,
                file: file.clone(),
                row: *row,
                found: found.clone(),
            };
            let mut first: Vec<Fault> = examples.iter().map(fault).collect();
            first.sort();
            first.truncate(KEPT);
            faults.append(&mut first);
        }
        if faults.is_empty() { Ok(()) } else { Err(ScreenError::Refused { faults, count }) }
    }

    /// All but those that depend on the day of the run.
    pub(crate) fn kept(&self) -> Vec<KeptFault> {
        let lasting = self.found.iter().filter(|((_, kind), _)| *kind != FaultKind::StaleExtract);
        lasting.map(|((file, kind), found)| (file.clone(), *kind, found.clone())).collect()
    }

    pub(crate) fn counts(&self, set: &RuleSet) -> Vec<FaultCount> {
        let count = |((file, kind), found): (&(String, FaultKind), &Found)| {
            let mut first = found.1.clone();
            first.sort_unstable();
            first.truncate(KEPT);
            let policy = policy(set, *kind);
            FaultCount { file: file.clone(), kind: *kind, policy, rows: found.0, first }
        };
        self.found.iter().map(count).collect()
    }
}

impl FromIterator<KeptFault> for Notes {
    fn from_iter<I: IntoIterator<Item = KeptFault>>(kept: I) -> Notes {
        let found = kept.into_iter().map(|(file, kind, found)| ((file, kind), found));
        Notes { found: found.collect() }
    }
}

/// What the rule set says about a kind of fault; the last word counts.
pub(crate) fn policy(set: &RuleSet, kind: FaultKind) -> Policy {
    let own = set.policies.iter().rev().find(|(name, _)| name == kind.name());
    own.map_or(kind.usual_policy(), |(_, policy)| *policy)
}

/// Numbers of an extract that the registry does not know.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct Unmatched {
    pub(crate) rows: u64,
    /// The smallest hundred.
    pub(crate) numbers: BTreeSet<i64>,
}

impl Unmatched {
    pub(crate) fn add(&mut self, number: i64) {
        self.rows += 1;
        self.keep(number);
    }

    fn keep(&mut self, number: i64) {
        let full = self.numbers.len() == KEPT;
        if full && self.numbers.last().is_some_and(|largest| number >= *largest) {
            return;
        }
        if self.numbers.insert(number) && full {
            self.numbers.pop_last();
        }
    }

    pub(crate) fn merge(&mut self, other: &Unmatched) {
        self.rows += other.rows;
        other.numbers.iter().for_each(|number| self.keep(*number));
    }
}

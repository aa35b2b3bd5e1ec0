//! The limits in force for each household of a part.

use super::{
    lane::Lane,
    part::{Cells, Part},
    plan::Plan,
    range::Range,
};

/// Limits by lane and their ranges over the part.
pub(crate) struct Limits<T> {
    pub(crate) households: Vec<Cells<T>>,
    pub(crate) persons: Vec<Cells<T>>,
    pub(crate) ranges: Vec<Range>,
}

impl<T: Lane> Limits<T> {
    pub(crate) fn new(plan: &Plan, part: &Part<T>) -> Self {
        let mut households: Vec<Cells<T>> = Vec::new();
        let mut ranges = Vec::new();
        let same = part.regions.chunk_by(|one, next| one == next);
        let runs: Vec<(u32, usize)> = same.map(|run| (run[0], run.len())).collect();
        for limit in &plan.limits {
            let mut cells =
                Cells { values: Vec::with_capacity(part.regions.len()), unknown: Vec::new() };
            let (mut low, mut high) = (i128::MAX, i128::MIN);
            for (region, count) in &runs {
                let value = limit.on(*region, plan.day).map(|found| found.value);
                let shown = value.unwrap_or(0);
                (low, high) = (low.min(i128::from(shown)), high.max(i128::from(shown)));
                let (from, to) = (cells.values.len(), cells.values.len() + count);
                cells.values.resize(to, T::of(shown));
                if value.is_none() {
                    cells.unknown.resize(part.regions.len(), 0);
                    cells.unknown[from..to].fill(1);
                }
            }
            households.push(cells);
            ranges.push(if low > high { (0, 0) } else { (low, high) });
        }
        let persons = match plan.persons.uses_limits() {
            true => households.iter().map(|cells| spread(cells, &part.owners)).collect(),
            false => Vec::new(),
        };
        Limits { households, persons, ranges }
    }
}

/// The cells of the subjects, one for each row.
pub(crate) fn spread<T: Lane>(cells: &Cells<T>, subjects: &[u32]) -> Cells<T> {
    let unknown = match cells.unknown.is_empty() {
        true => Vec::new(),
        false => subjects.iter().map(|s| cells.unknown[*s as usize]).collect(),
    };
    Cells { values: subjects.iter().map(|s| cells.values[*s as usize]).collect(), unknown }
}

impl<T: Lane> Limits<T> {
    /// By person, made when a table of persons compares its rows with limits.
    pub(crate) fn persons_of(&self, part: &Part<T>) -> Vec<Cells<T>> {
        self.households.iter().map(|cells| spread(cells, &part.owners)).collect()
    }
}

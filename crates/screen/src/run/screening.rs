//! Every part through the kernel, and the results in the order of the registry.

use std::collections::BTreeMap;

use super::{Job, extract::Extracts, registry::Registry, sheet::PART, workers::share};
use crate::{
    faults::ScreenError,
    kernel::{Cells, Part, PartResult, Plan, RegionCounts, Rows, Screener},
};

/// The households found, as columns.
#[derive(Default)]
pub(crate) struct Flagged {
    pub(crate) household: Vec<i64>,
    pub(crate) region: Vec<i64>,
    pub(crate) category: Vec<i64>,
    pub(crate) severity: Vec<i64>,
    pub(crate) reasons: Vec<i64>,
}

#[derive(Default)]
pub(crate) struct Found {
    pub(crate) flagged: Flagged,
    /// Household, region and the rules that could not be decided.
    pub(crate) unknown: Vec<(i64, u32, u64)>,
    pub(crate) counts: BTreeMap<u32, RegionCounts>,
    pub(crate) slow_parts: u64,
}

pub(crate) fn screen(
    job: &Job,
    plan: &Plan,
    registry: &Registry,
    extracts: &Extracts,
) -> Result<Found, ScreenError> {
    let begin = || (Screener::new(plan), Vec::<(usize, Found)>::new());
    let work = |(screener, found): &mut (Screener, Vec<(usize, Found)>), part: usize| {
        let first = part as u32 * PART;
        let columns = part_of(job, registry, extracts, part)?;
        let result = screener.screen(&columns).map_err(|overflow| {
            let rule =
                overflow.bit.and_then(|bit| job.set.rules.iter().find(|rule| rule.bit == bit + 1));
            ScreenError::Overflow {
                household: registry.households.number(first + overflow.household) as u64,
                rule: rule
                    .map_or("category, severity or a feature".to_string(), |rule| rule.id.clone()),
            }
        })?;
        found.push((part, name(job, registry, &columns, first, &result)?));
        job.done("筛查", "screening", part, registry.parts())
    };
    let mut all = Vec::new();
    let mut slow_parts = 0;
    share(job.threads(), registry.parts(), begin, work, |(screener, mut found)| {
        slow_parts += screener.slow_parts;
        all.append(&mut found);
        Ok(())
    })?;
    all.sort_by_key(|(part, _)| *part);
    let mut sum = Found { slow_parts, ..Found::default() };
    for (_, found) in all {
        sum.add(found);
    }
    Ok(sum)
}

impl Found {
    fn add(&mut self, mut other: Found) {
        let (mine, its) = (&mut self.flagged, &mut other.flagged);
        mine.household.append(&mut its.household);
        mine.region.append(&mut its.region);
        mine.category.append(&mut its.category);
        mine.severity.append(&mut its.severity);
        mine.reasons.append(&mut its.reasons);
        self.unknown.append(&mut other.unknown);
        for (region, counts) in other.counts {
            self.counts.entry(region).or_default().add(&counts);
        }
    }
}

/// Positions become numbers, and what the rule set does not declare is refused.
fn name(
    job: &Job,
    registry: &Registry,
    part: &Part<i64>,
    first: u32,
    result: &PartResult,
) -> Result<Found, ScreenError> {
    let mut found = Found { counts: result.counts.clone(), ..Found::default() };
    for hit in &result.hits {
        let number = registry.households.number(first + hit.household);
        let wrong =
            |what, value| Err(ScreenError::Result { household: number as u64, what, value });
        let declared = job.set.categories.iter().any(|(code, _)| i64::from(*code) == hit.category);
        if hit.category != 0 && !declared {
            return wrong("category", hit.category);
        }
        if !(0..=255).contains(&hit.severity) {
            return wrong("severity", hit.severity);
        }
        let flagged = &mut found.flagged;
        flagged.household.push(number);
        flagged.region.push(i64::from(part.regions[hit.household as usize]));
        flagged.category.push(hit.category);
        flagged.severity.push(hit.severity);
        flagged.reasons.push(hit.reasons as i64);
    }
    for (household, rules) in &result.unknown {
        let region = part.regions[*household as usize];
        found.unknown.push((registry.households.number(first + household), region, *rules));
    }
    Ok(found)
}

/// The columns of a part, unpacked.
pub(crate) fn part_of(
    job: &Job,
    registry: &Registry,
    extracts: &Extracts,
    part: usize,
) -> Result<Part<i64>, ScreenError> {
    let layout = &job.set.registry;
    let mut households = vec![Vec::new(); layout.household_columns.len() + 2];
    registry.household_sheet.read(&job.budget, part, &mut households)?;
    let mut persons = vec![Vec::new(); layout.person_columns.len() + 2];
    registry.person_sheet.read(&job.budget, part, &mut persons)?;
    let mut tables = Vec::with_capacity(job.set.tables.len());
    for (table, declared) in job.set.tables.iter().enumerate() {
        let mut columns = vec![Vec::new(); declared.columns.len() + 1];
        extracts.sheets[table].read(&job.budget, part, &mut columns)?;
        let subjects = columns.remove(0).into_iter().map(|subject| subject as u32).collect();
        let columns = columns.into_iter().map(Cells::known).collect();
        tables.push(Rows { delivered: extracts.inputs[table].is_some(), subjects, columns });
    }
    let first_household = part as u32 * PART;
    let count = households[0].len() as u32;
    let (first_person, end_person) =
        (registry.person_starts[part], registry.person_starts[part + 1]);
    let regions = households.remove(0).into_iter().map(|region| region as u32).collect();
    let owners = persons.remove(0).into_iter().map(|owner| owner as u32).collect();
    Ok(Part {
        regions,
        set_aside: within(&registry.households_set_aside, first_household, first_household + count),
        household_columns: cells(households),
        owners,
        not_counted: within(&registry.persons_set_aside, first_person, end_person),
        person_columns: cells(persons),
        tables,
    })
}

/// Those of an ascending list that lie in a range, from its beginning.
fn within(list: &[u32], from: u32, to: u32) -> Vec<u32> {
    let (low, high) = (list.partition_point(|x| *x < from), list.partition_point(|x| *x < to));
    list[low..high].iter().map(|x| x - from).collect()
}

/// Columns whose last one is the mask of what is unknown.
fn cells(mut columns: Vec<Vec<i64>>) -> Vec<Cells<i64>> {
    let mask = columns.pop().expect("a registry sheet ends with its mask");
    let any = mask.iter().fold(0, |any, row| any | row);
    let unknown = |column: usize| match (any >> column) & 1 {
        0 => Vec::new(),
        _ => mask.iter().map(|row| ((row >> column) & 1) as u8).collect(),
    };
    columns
        .into_iter()
        .enumerate()
        .map(|(at, values)| Cells { values, unknown: unknown(at) })
        .collect()
}

//! Every part through the kernel, and the results in the order of the registry.

use std::collections::BTreeMap;

use super::{
    Job, extract::Extracts, kept::Columns, registry::Registry, sheet::PART, workers::share,
};
use crate::{
    faults::ScreenError,
    kernel::{Cells, Part, PartResult, Plan, RegionCounts, Rows, Screener},
};

/// The households found, as columns.
#[derive(Clone, Default)]
pub(crate) struct Flagged {
    pub(crate) household: Vec<i64>,
    pub(crate) region: Vec<i64>,
    pub(crate) category: Vec<i64>,
    pub(crate) severity: Vec<i64>,
    pub(crate) reasons: Vec<i64>,
}

#[derive(Clone, Default)]
pub(crate) struct Found {
    pub(crate) flagged: Flagged,
    /// Household, region and the rules that could not be decided.
    pub(crate) unknown: Vec<(i64, u32, u64)>,
    pub(crate) counts: BTreeMap<u32, RegionCounts>,
    pub(crate) slow_parts: u64,
}

/// Screens some parts; what they found, by part.
pub(crate) fn screen(
    job: &Job,
    plan: &Plan,
    (registry, extracts): (&Registry, &Extracts),
    parts: &[usize],
) -> Result<Vec<(usize, Found)>, ScreenError> {
    let begin = || (Screener::new(plan), Vec::<(usize, Found)>::new());
    let work = |(screener, found): &mut (Screener, Vec<(usize, Found)>), task: usize| {
        let part = parts[task];
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
        let mut one = name(job, registry, &columns, first, &result)?;
        one.slow_parts = std::mem::take(&mut screener.slow_parts);
        found.push((part, one));
        job.done("筛查", "screening", task, parts.len())
    };
    let mut all = Vec::new();
    share(job.threads(), parts.len(), begin, work, |(_, mut found)| {
        all.append(&mut found);
        Ok(())
    })?;
    all.sort_by_key(|(part, _)| *part);
    Ok(all)
}

impl Found {
    /// What all parts found, in their order.
    pub(crate) fn sum(parts: impl IntoIterator<Item = Found>) -> Found {
        let mut sum = Found::default();
        parts.into_iter().for_each(|found| sum.add(found));
        sum
    }

    fn add(&mut self, mut other: Found) {
        self.slow_parts += other.slow_parts;
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

impl Found {
    /// Puts what the parts found into columns; counts follow from it, but for the population.
    pub(crate) fn keep(parts: &[Found], columns: &mut Columns) {
        let mut put = |column: &dyn Fn(&Found) -> Vec<i64>| {
            columns.put(&parts.iter().flat_map(column).collect::<Vec<i64>>());
        };
        put(&|f| vec![f.flagged.household.len() as i64]);
        put(&|f| vec![f.unknown.len() as i64]);
        put(&|f| vec![f.counts.len() as i64]);
        put(&|f| f.flagged.household.clone());
        put(&|f| f.flagged.region.clone());
        put(&|f| f.flagged.category.clone());
        put(&|f| f.flagged.severity.clone());
        put(&|f| f.flagged.reasons.clone());
        put(&|f| f.unknown.iter().map(|(household, ..)| *household).collect());
        put(&|f| f.unknown.iter().map(|(_, region, _)| i64::from(*region)).collect());
        put(&|f| f.unknown.iter().map(|(.., rules)| *rules as i64).collect());
        put(&|f| f.counts.keys().map(|region| i64::from(*region)).collect());
        put(&|f| f.counts.values().map(|counts| counts.population as i64).collect());
    }

    /// What was kept; `None` if the columns do not hold it.
    pub(crate) fn from_kept(parts: usize, columns: &mut Columns) -> Option<Vec<Found>> {
        let sizes = [columns.next()?, columns.next()?, columns.next()?];
        let mut all: Vec<Vec<i64>> = (0..10).map(|_| columns.next()).collect::<Option<_>>()?;
        let fits = |columns: &[Vec<i64>], sizes: &[i64]| {
            let sum = sizes.iter().map(|n| usize::try_from(*n).ok()).sum::<Option<usize>>();
            sizes.len() == parts && columns.iter().all(|column| Some(column.len()) == sum)
        };
        let whole =
            fits(&all[..5], &sizes[0]) && fits(&all[5..8], &sizes[1]) && fits(&all[8..], &sizes[2]);
        if !whole {
            return None;
        }
        let mut columns = all.iter_mut().map(|column| std::mem::take(column).into_iter());
        let mut next = || columns.next().expect("ten columns");
        let (mut household, mut region, mut category) = (next(), next(), next());
        let (mut severity, mut reasons) = (next(), next());
        let (mut unknown, mut place, mut rules) = (next(), next(), next());
        let (mut county, mut population) = (next(), next());
        let take = |column: &mut std::vec::IntoIter<i64>, n: i64| -> Vec<i64> {
            column.take(n as usize).collect()
        };
        let part = |at: usize| {
            let [flagged, open, regions] = [sizes[0][at], sizes[1][at], sizes[2][at]];
            let mut found = Found {
                flagged: Flagged {
                    household: take(&mut household, flagged),
                    region: take(&mut region, flagged),
                    category: take(&mut category, flagged),
                    severity: take(&mut severity, flagged),
                    reasons: take(&mut reasons, flagged),
                },
                ..Found::default()
            };
            for _ in 0..open {
                let (household, place) = (unknown.next()?, place.next()?);
                found.unknown.push((household, place as u32, rules.next()? as u64));
            }
            for _ in 0..regions {
                let counts =
                    RegionCounts { population: population.next()? as u64, ..Default::default() };
                found.counts.insert(county.next()? as u32, counts);
            }
            found.count();
            Some(found)
        };
        (0..parts).map(part).collect()
    }

    /// Counts again what was found in each region.
    fn count(&mut self) {
        let bits = |mask: u64| (0..64).filter(move |bit| mask >> bit & 1 == 1);
        for (at, region) in self.flagged.region.iter().enumerate() {
            let counts = self.counts.entry(*region as u32).or_default();
            counts.flagged += 1;
            *counts.categories.entry(self.flagged.category[at]).or_default() += 1;
            for bit in bits(self.flagged.reasons[at] as u64) {
                *counts.rules.entry(bit).or_default() += 1;
            }
        }
        for (_, region, rules) in &self.unknown {
            let counts = self.counts.entry(*region).or_default();
            bits(*rules).for_each(|bit| *counts.unknown.entry(bit).or_default() += 1);
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
        tables.push(Rows { delivered: extracts.delivered[table], subjects, columns });
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

//! Screens one part after another.

use std::collections::BTreeMap;

use super::{
    block::{BLOCK, Beyond, Inputs, Registers},
    gather::{Block, Members, Sums},
    lane::Lane,
    limits::{Limits, spread},
    part::{Cells, Part},
    plan::{Gather, Layer, Plan},
    range::{Range, ranges, sum_fits},
};
use crate::rules::{Gap, Level, Origin, region_in};

/// A household that at least one rule has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Position in the part.
    pub household: u32,
    /// A code of the rule set, 0 where it is unknown.
    pub category: i64,
    pub severity: i64,
    pub reasons: u64,
}

/// What the screening of a part has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartResult {
    /// In the order of the households.
    pub hits: Vec<Hit>,
    /// Households for which rules could not be decided, with those rules as bits.
    pub unknown: Vec<(u32, u64)>,
    pub counts: BTreeMap<u32, RegionCounts>,
}

/// Counts of a region.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegionCounts {
    /// Households that belong to the population.
    pub population: u64,
    pub flagged: u64,
    /// By category code.
    pub categories: BTreeMap<i64, u64>,
    /// Hits by bit, and households whose answer is unknown by bit.
    pub rules: BTreeMap<u8, u64>,
    pub unknown: BTreeMap<u8, u64>,
}

/// A value of a rule or feature left 128 bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overflow {
    /// Position of the household in the part.
    pub household: u32,
    /// The bit (from 0) of the first rule that needs the value; `None`: category, severity or a feature
    /// that no rule uses.
    pub bit: Option<u8>,
}

enum Trouble {
    /// 64 bits cannot be proven to hold everything.
    TooNarrow,
    Overflow(Overflow),
}

/// Applies a plan to parts; keeps its memory from part to part.
pub struct Screener<'p> {
    plan: &'p Plan,
    narrow: Bench<i64>,
    /// Parts that 64 bits could not be proven to hold.
    pub slow_parts: u64,
}

/// The working memory of one width.
struct Bench<T> {
    rows: Vec<Registers<T>>,
    persons: Registers<T>,
    households: Registers<T>,
    sums: Vec<Sums<T>>,
}

impl<'p> Screener<'p> {
    pub fn new(plan: &'p Plan) -> Self {
        Screener { plan, narrow: Bench::new(plan), slow_parts: 0 }
    }

    /// Screens a part: in 64 bits where the extremes of its columns prove that nothing overflows, else in
    /// checked 128 bits.
    pub fn screen(&mut self, part: &Part<i64>) -> Result<PartResult, Overflow> {
        match self.narrow.screen(self.plan, part) {
            Ok(result) => Ok(result),
            Err(Trouble::Overflow(overflow)) => Err(overflow),
            Err(Trouble::TooNarrow) => {
                self.slow_parts += 1;
                match Bench::<i128>::new(self.plan).screen(self.plan, &part.widened()) {
                    Ok(result) => Ok(result),
                    Err(Trouble::Overflow(overflow)) => Err(overflow),
                    Err(Trouble::TooNarrow) => unreachable!("128 bits need no proof"),
                }
            }
        }
    }
}

impl<T: Lane> Bench<T> {
    fn new(plan: &Plan) -> Self {
        Bench {
            rows: plan.rows.iter().map(Registers::new).collect(),
            persons: Registers::new(&plan.persons),
            households: Registers::new(&plan.households),
            sums: plan.gathers.iter().map(|_| Sums::new()).collect(),
        }
    }

    fn screen(&mut self, plan: &Plan, part: &Part<T>) -> Result<PartResult, Trouble> {
        let limits = Limits::new(plan, part);
        for table in 0..part.tables.len() {
            self.add_rows(plan, part, &limits, table)?;
        }
        self.add_members(plan, part, &limits)?;
        self.decide(plan, part, &limits)
    }

    fn add_rows(
        &mut self,
        plan: &Plan,
        part: &Part<T>,
        limits: &Limits<T>,
        table: usize,
    ) -> Result<(), Trouble> {
        let mine: Vec<usize> = gathers_of(plan, Origin::Table(table)).collect();
        let (rows, layer) = (&part.tables[table], &plan.rows[table]);
        let Some(first) = mine.first() else { return Ok(()) };
        let level = plan.level_of(&plan.gathers[*first]);
        let (subjects, households): (usize, Option<&[u32]>) = match level {
            Level::Person => (part.owners.len(), Some(&part.owners)),
            Level::Household => (part.regions.len(), None),
        };
        let of_rows: Vec<Cells<T>> = match (layer.uses_limits(), level) {
            (false, _) => Vec::new(),
            (true, Level::Person) => {
                limits.persons_of(part).iter().map(|c| spread(c, &rows.subjects)).collect()
            }
            (true, Level::Household) => {
                limits.households.iter().map(|c| spread(c, &rows.subjects)).collect()
            }
        };
        let inputs =
            Inputs { columns: &rows.columns, gathered: &[], present: &[], limits: &of_rows };
        let proof = prove(layer, &inputs, limits)?;
        for gather in &mine {
            let gather = &plan.gathers[*gather];
            if T::NEEDS_PROOF && !sum_fits(proof[gather.value], rows.subjects.len()) {
                return Err(Trouble::TooNarrow);
            }
        }
        mine.iter().for_each(|g| self.sums[*g].begin(&plan.gathers[*g], subjects));
        let household =
            |subject: u32| households.map_or(subject, |owners| owners[subject as usize]);
        for low in (0..rows.subjects.len()).step_by(BLOCK) {
            let count = BLOCK.min(rows.subjects.len() - low);
            let done = self.rows[table].run(layer, &inputs, low, count);
            done.map_err(|b| plan.overflow(layer, &b, household(rows.subjects[b.lane])))?;
            for g in &mine {
                let gather = &plan.gathers[*g];
                let block = Block {
                    subjects: &rows.subjects[low..low + count],
                    values: numbers(&self.rows[table], layer, &inputs, gather),
                    counts: self.rows[table].truths(layer, &inputs, gather.filter),
                };
                let added = self.sums[*g].add(gather, &block);
                added.map_err(|subject| {
                    Trouble::Overflow(Overflow { household: household(subject), bit: None })
                })?;
            }
        }
        for g in mine {
            let gather = &plan.gathers[g];
            let silent = silent(plan, part, table, gather, households);
            self.sums[g].end(gather, silent.as_deref());
        }
        Ok(())
    }

    fn add_members(
        &mut self,
        plan: &Plan,
        part: &Part<T>,
        limits: &Limits<T>,
    ) -> Result<(), Trouble> {
        let mine: Vec<usize> = gathers_of(plan, Origin::Members).collect();
        let layer = &plan.persons;
        let (gathered, present) = lend(&mut self.sums);
        let inputs = Inputs {
            columns: &part.person_columns,
            gathered: &gathered,
            present: &present,
            limits: &limits.persons,
        };
        let proof = prove(layer, &inputs, limits)?;
        for g in &mine {
            let gather = &plan.gathers[*g];
            if T::NEEDS_PROOF && !sum_fits(proof[gather.value], part.owners.len()) {
                return Err(Trouble::TooNarrow);
            }
            self.sums[*g].begin(gather, part.regions.len());
        }
        let starts = starts(part);
        let (mut counted, mut unsure) = ([0_u8; BLOCK], [0_u8; BLOCK]);
        for low in (0..part.owners.len()).step_by(BLOCK) {
            let count = BLOCK.min(part.owners.len() - low);
            let done = self.persons.run(layer, &inputs, low, count);
            done.map_err(|b| plan.overflow(layer, &b, part.owners[b.lane]))?;
            for g in &mine {
                let gather = &plan.gathers[*g];
                let (mut counts, mut unknown) = self.persons.truths(layer, &inputs, gather.filter);
                if !part.not_counted.is_empty() {
                    counted[..count].copy_from_slice(counts);
                    leave_out(&part.not_counted, low, &mut counted[..count]);
                    counts = &counted[..count];
                    if !unknown.is_empty() {
                        unsure[..count].copy_from_slice(unknown);
                        leave_out(&part.not_counted, low, &mut unsure[..count]);
                        unknown = &unsure[..count];
                    }
                }
                let block = Block {
                    subjects: &part.owners[low..low + count],
                    values: numbers(&self.persons, layer, &inputs, gather),
                    counts: (counts, unknown),
                };
                let members = Members { starts: &starts, low };
                let added = self.sums[*g].add_members(gather, &block, &members);
                added.map_err(|household| Trouble::Overflow(Overflow { household, bit: None }))?;
            }
        }
        for g in &mine {
            self.sums[*g].end(&plan.gathers[*g], None);
        }
        give_back(&mut self.sums, gathered, present, &mine);
        Ok(())
    }

    fn decide(
        &mut self,
        plan: &Plan,
        part: &Part<T>,
        limits: &Limits<T>,
    ) -> Result<PartResult, Trouble> {
        let layer = &plan.households;
        let (gathered, present) = lend(&mut self.sums);
        let inputs = Inputs {
            columns: &part.household_columns,
            gathered: &gathered,
            present: &present,
            limits: &limits.households,
        };
        prove(layer, &inputs, limits)?;
        let mut result = PartResult::default();
        for low in (0..part.regions.len()).step_by(BLOCK) {
            let count = BLOCK.min(part.regions.len() - low);
            let done = self.households.run(layer, &inputs, low, count);
            done.map_err(|b| plan.overflow(layer, &b, b.lane as u32))?;
            collect(plan, (&self.households, &inputs), part, low..low + count, &mut result);
        }
        give_back(&mut self.sums, gathered, present, &[]);
        Ok(result)
    }
}

/// Where the members of each household begin, and where the last ones end.
fn starts<T>(part: &Part<T>) -> Vec<u32> {
    let mut starts = vec![0; part.regions.len() + 1];
    part.owners.iter().for_each(|owner| starts[*owner as usize + 1] += 1);
    for household in 1..starts.len() {
        starts[household] += starts[household - 1];
    }
    starts
}

fn gathers_of(plan: &Plan, of: Origin) -> impl Iterator<Item = usize> {
    plan.gathers.iter().enumerate().filter(move |(_, g)| g.of == of).map(|(index, _)| index)
}

fn numbers<'a, T: Lane>(
    registers: &'a Registers<T>,
    layer: &Layer,
    inputs: &'a Inputs<T>,
    gather: &Gather,
) -> (&'a [T], &'a [u8]) {
    registers.numbers(layer, inputs, gather.value)
}

fn prove<T: Lane>(
    layer: &Layer,
    inputs: &Inputs<T>,
    limits: &Limits<T>,
) -> Result<Vec<Range>, Trouble> {
    if !T::NEEDS_PROOF {
        return Ok(Vec::new());
    }
    ranges(layer, inputs.columns, inputs.gathered, &limits.ranges).ok_or(Trouble::TooNarrow)
}

/// Takes the sums out of the bench, so that a layer can read some while others are being made.
fn lend<T: Lane>(sums: &mut [Sums<T>]) -> (Vec<Cells<T>>, Vec<Cells<u8>>) {
    let empty = || Cells { values: Vec::new(), unknown: Vec::new() };
    let gathered = sums.iter_mut().map(|s| std::mem::replace(&mut s.cells, empty())).collect();
    (gathered, sums.iter_mut().map(|s| std::mem::take(&mut s.present)).collect())
}

/// Puts them back, but for those made meanwhile.
fn give_back<T>(
    sums: &mut [Sums<T>],
    gathered: Vec<Cells<T>>,
    present: Vec<Cells<u8>>,
    but: &[usize],
) {
    for (index, (cells, there)) in gathered.into_iter().zip(present).enumerate() {
        if !but.contains(&index) {
            (sums[index].cells, sums[index].present) = (cells, there);
        }
    }
}

fn leave_out(not_counted: &[u32], low: usize, counts: &mut [u8]) {
    let from = not_counted.partition_point(|person| (*person as usize) < low);
    for person in &not_counted[from..] {
        match counts.get_mut(*person as usize - low) {
            Some(count) => *count = 0,
            None => break,
        }
    }
}

/// For which subjects the table says nothing, where that is to mean unknown.
fn silent<T>(
    plan: &Plan,
    part: &Part<T>,
    table: usize,
    gather: &Gather,
    owners: Option<&[u32]>,
) -> Option<Vec<u8>> {
    let subjects = owners.map_or(part.regions.len(), <[u32]>::len);
    if !part.tables[table].delivered {
        return (gather.silence.absent == Gap::Unknown).then(|| vec![1; subjects]);
    }
    let coverage = &plan.coverage[table];
    if coverage.is_empty() || gather.silence.uncovered == Gap::Zero {
        return None;
    }
    let mut last = None;
    let households: Vec<u8> = part
        .regions
        .iter()
        .map(|region| match last {
            Some((known, outside)) if known == *region => outside,
            _ => {
                let outside = u8::from(!region_in(*region, coverage));
                last = Some((*region, outside));
                outside
            }
        })
        .collect();
    if households.iter().all(|outside| *outside == 0) {
        return None;
    }
    Some(owners.map_or(households.clone(), |owners| {
        owners.iter().map(|h| households[*h as usize]).collect()
    }))
}

fn collect<T: Lane>(
    plan: &Plan,
    (registers, inputs): (&Registers<T>, &Inputs<T>),
    part: &Part<T>,
    block: std::ops::Range<usize>,
    result: &mut PartResult,
) {
    let (layer, low, count) = (&plan.households, block.start, block.len());
    let regions = &part.regions[block];
    let (inside, open) = registers.truths(layer, inputs, plan.population);
    let mut reasons = [0_u64; BLOCK];
    let mut unknown = [0_u64; BLOCK];
    for (bit, _, node) in &plan.rules {
        let (hits, unsure) = registers.truths(layer, inputs, *node);
        reasons[..count].iter_mut().zip(hits).for_each(|(r, h)| *r |= u64::from(*h) << bit);
        unknown[..count].iter_mut().zip(unsure).for_each(|(r, u)| *r |= u64::from(*u) << bit);
    }
    let category = registers.numbers(layer, inputs, plan.category);
    let severity = registers.numbers(layer, inputs, plan.severity);
    let shown = |(values, unknown): (&[T], &[u8]), lane: usize| -> i64 {
        let known = unknown.get(lane).is_none_or(|u| *u == 0);
        if known { i64::try_from(values[lane].wide()).unwrap_or(i64::MAX) } else { 0 }
    };
    let mut lane = 0;
    while lane < count {
        let region = regions[lane];
        let end = lane + regions[lane..].iter().take_while(|r| **r == region).count();
        let counts = result.counts.entry(region).or_default();
        for lane in lane..end {
            // Whether the household belongs may be unknown; then it does: nobody is overlooked.
            if inside[lane] == 0 && open.get(lane).is_none_or(|u| *u == 0) {
                continue;
            }
            let household = (low + lane) as u32;
            if !part.set_aside.is_empty() && part.set_aside.binary_search(&household).is_ok() {
                continue;
            }
            counts.population += 1;
            if unknown[lane] != 0 {
                result.unknown.push((household, unknown[lane]));
                bits(unknown[lane], |bit| *counts.unknown.entry(bit).or_default() += 1);
            }
            if reasons[lane] != 0 {
                let (category, severity) = (shown(category, lane), shown(severity, lane));
                result.hits.push(Hit { household, category, severity, reasons: reasons[lane] });
                counts.flagged += 1;
                *counts.categories.entry(category).or_default() += 1;
                bits(reasons[lane], |bit| *counts.rules.entry(bit).or_default() += 1);
            }
        }
        lane = end;
    }
}

fn bits(mut mask: u64, mut f: impl FnMut(u8)) {
    while mask != 0 {
        f(mask.trailing_zeros() as u8);
        mask &= mask - 1;
    }
}

impl Plan {
    fn level_of(&self, gather: &Gather) -> Level {
        match gather.of {
            Origin::Members => Level::Household,
            Origin::Table(table) => self.table_levels[table],
        }
    }

    fn overflow(&self, layer: &Layer, beyond: &Beyond, household: u32) -> Trouble {
        let of_households = std::ptr::eq(layer, &self.households);
        let uses =
            |(_, _, node): &&(u8, u8, usize)| of_households && layer.reaches(*node, beyond.node);
        let bit = self.rules.iter().find(uses).map(|(bit, ..)| *bit);
        Trouble::Overflow(Overflow { household, bit })
    }
}

impl RegionCounts {
    pub(crate) fn add(&mut self, other: &RegionCounts) {
        self.population += other.population;
        self.flagged += other.flagged;
        other
            .categories
            .iter()
            .for_each(|(code, n)| *self.categories.entry(*code).or_insert(0) += n);
        other.rules.iter().for_each(|(bit, n)| *self.rules.entry(*bit).or_insert(0) += n);
        other.unknown.iter().for_each(|(bit, n)| *self.unknown.entry(*bit).or_insert(0) += n);
    }
}

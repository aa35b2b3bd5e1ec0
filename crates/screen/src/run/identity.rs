//! The index of persons by their numbers, made from what the registry says, and who is there twice.

use std::{ops::Range, sync::Mutex};

use super::{
    Job,
    notes::Notes,
    registry::{Registry, TOGETHER},
    sheet::PART,
    workers::share,
};
use crate::{
    faults::{FaultKind, ScreenError},
    index::{PersonIndex, REGIONS, insert, joined, slots},
};

/// Regions with their tables, and persons whose number an earlier one has.
type Indexed = (Vec<(usize, Box<[u64]>)>, Vec<(u32, i64)>);

impl Registry {
    /// Region ranges whose indexes fit the memory each.
    pub(crate) fn groups(&self, memory: u64) -> Vec<Range<usize>> {
        let mut groups = Vec::new();
        let (mut from, mut bytes) = (0, 0_u64);
        for (region, persons) in self.regions.iter().enumerate() {
            let more = if *persons == 0 { 0 } else { slots(*persons) as u64 * 8 };
            if bytes + more > memory && bytes > 0 {
                groups.push(from..region);
                (from, bytes) = (region, 0);
            }
            bytes += more;
        }
        groups.push(from..REGIONS);
        groups
    }

    /// The index of the persons whose number begins with a region of the group. Doubles are noted, and the
    /// later row is set aside.
    pub(crate) fn index(
        &mut self,
        job: &Job,
        group: &Range<usize>,
    ) -> Result<PersonIndex, ScreenError> {
        let made = Mutex::new((Vec::new(), Vec::new()));
        let first = group.start / TOGETHER;
        let parts = group.end.div_ceil(TOGETHER) - first;
        let registry = &*self;
        let work = |columns: &mut Vec<Vec<i64>>, part: usize| {
            let (tables, clashes) = registry.tables(job, first + part, group, columns)?;
            if !tables.is_empty() {
                let mut made = made.lock().expect("no thread panics while holding it");
                made.0.extend(tables);
                made.1.extend(clashes);
                job.done("人员索引", "index", part, parts)?;
            }
            Ok(())
        };
        share(job.threads(), parts, || vec![Vec::new(); 3], work, |_| Ok(()))?;
        let (tables, clashes) = made.into_inner().expect("all threads have ended");
        if group.end == REGIONS {
            self.numbers.clear(&job.budget);
        }
        let index = PersonIndex::new(tables);
        self.note_doubles(job, &index, &clashes)?;
        Ok(index)
    }

    /// The tables of those regions of the group that begin with the same digits, and who was there twice.
    fn tables(
        &self,
        job: &Job,
        part: usize,
        group: &Range<usize>,
        columns: &mut [Vec<i64>],
    ) -> Result<Indexed, ScreenError> {
        columns.iter_mut().for_each(Vec::clear);
        self.numbers.read(&job.budget, part, columns)?;
        let [digits, keys, persons] = &columns[..] else { unreachable!("as many as asked for") };
        let mut tables: Vec<Option<Box<[u64]>>> = vec![None; TOGETHER];
        let mut clashes = Vec::new();
        for ((digits, key), person) in digits.iter().zip(keys).zip(persons) {
            let region = part * TOGETHER + *digits as usize;
            if !group.contains(&region) {
                continue;
            }
            let size = || vec![0; slots(self.regions[region])].into_boxed_slice();
            let table = tables[*digits as usize].get_or_insert_with(size);
            if let Some((_, later)) = insert(table, *key as u32, *person as u32) {
                clashes.push((later, joined(region, *key as u32)));
            }
        }
        let made = tables.into_iter().enumerate();
        let made = made.filter_map(|(digits, table)| Some((part * TOGETHER + digits, table?)));
        Ok((made.collect(), clashes))
    }

    fn note_doubles(
        &mut self,
        job: &Job,
        index: &PersonIndex,
        clashes: &[(u32, i64)],
    ) -> Result<(), ScreenError> {
        let mut notes = Notes::default();
        for (later, body) in clashes {
            let Some(first) = index.find(*body) else { continue };
            let (one, other) = (self.household_of(job, first)?, self.household_of(job, *later)?);
            let kind =
                if one == other { FaultKind::DuplicatePerson } else { FaultKind::TwoHouseholds };
            let text = format!(
                "{body}: row {} in household {one}, row {} in household {other}",
                first + 1,
                later + 1
            );
            notes.add(&self.file, kind, u64::from(*later) + 1, text);
            self.persons_set_aside.push(*later);
        }
        self.persons_set_aside.sort_unstable();
        self.persons_set_aside.dedup();
        job.note(notes);
        job.settle()
    }

    /// The number of a person's household.
    fn household_of(&self, job: &Job, person: u32) -> Result<i64, ScreenError> {
        let part = self.part_of(person);
        let mut columns = vec![Vec::new(); job.set.registry.person_columns.len() + 2];
        self.person_sheet.read(&job.budget, part, &mut columns)?;
        let local = columns[0][(person - self.person_starts[part]) as usize];
        Ok(self.households.number(part as u32 * PART + local as u32))
    }
}

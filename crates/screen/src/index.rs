//! Who is who: person and household numbers to their positions in the registry.

use crate::read::{FIRST_REST, REST};

/// Regions of citizen numbers, all six-digit numbers below a million.
pub(crate) const REGIONS: usize = 1_000_000;

/// One open-addressing table for each region of a citizen number: extracts come clustered by county, so
/// that most look-ups stay inside a table that fits the second-level cache. A slot holds the key in its
/// upper half and the position, from 1, in its lower; 0 is empty.
pub(crate) struct PersonIndex {
    /// For each region its table, from 1; 0: none.
    directory: Vec<u32>,
    tables: Vec<Box<[u64]>>,
}

/// A look-up that has begun.
#[derive(Clone, Copy, Default)]
pub(crate) struct Look {
    /// From 1; 0: the region has no table.
    table: u32,
    slot: u32,
    key: u32,
    here: u64,
}

/// Look-ups that begin together.
pub(crate) const TOGETHER: usize = 32;

/// Two persons with one number: the smaller and the larger position.
pub(crate) type Clash = (u32, u32);

/// The region of a 17-digit body and the 32 bits that identify it there.
pub(crate) fn split(body: i64) -> (usize, u32) {
    ((body / REST) as usize, (body % REST - FIRST_REST) as u32)
}

/// The 17-digit body that was split.
pub(crate) fn joined(region: usize, key: u32) -> i64 {
    region as i64 * REST + FIRST_REST + i64::from(key)
}

/// Slots for so many persons: four fifths full.
pub(crate) fn slots(persons: u32) -> usize {
    persons as usize * 5 / 4 + 1
}

/// Where a key belongs in a table of so many slots.
pub(crate) fn first_slot(slots: usize, key: u32) -> usize {
    let mixed = key.wrapping_mul(0x9E37_79B1);
    ((u64::from(mixed) * slots as u64) >> 32) as usize
}

/// Enters a person into the table of his region. Of two with one number the smaller position stays.
pub(crate) fn insert(table: &mut [u64], key: u32, person: u32) -> Option<Clash> {
    let mut slot = first_slot(table.len(), key);
    loop {
        let here = table[slot];
        if here == 0 {
            table[slot] = entry(key, person);
            return None;
        }
        if (here >> 32) as u32 == key {
            let before = here as u32 - 1;
            table[slot] = entry(key, before.min(person));
            return Some((before.min(person), before.max(person)));
        }
        slot = if slot + 1 == table.len() { 0 } else { slot + 1 };
    }
}

fn entry(key: u32, person: u32) -> u64 {
    (u64::from(key) << 32) | u64::from(person + 1)
}

impl PersonIndex {
    /// The tables of some regions.
    pub(crate) fn new(made: Vec<(usize, Box<[u64]>)>) -> Self {
        let mut directory = vec![0; REGIONS];
        for (number, (region, _)) in made.iter().enumerate() {
            directory[*region] = number as u32 + 1;
        }
        PersonIndex { directory, tables: made.into_iter().map(|(_, table)| table).collect() }
    }

    /// Regions with their tables.
    pub(crate) fn tables(&self) -> impl Iterator<Item = (usize, &[u64])> {
        let regions = self.directory.iter().enumerate().filter(|(_, table)| **table > 0);
        regions.map(|(region, table)| (region, &self.tables[*table as usize - 1][..]))
    }

    /// Begins a look-up: reads the first slot. Look-ups begun together wait for memory together.
    #[inline]
    pub(crate) fn look(&self, body: i64) -> Look {
        let (region, key) = split(body);
        let table = self.directory.get(region).copied().unwrap_or(0);
        let Some(slots) = table.checked_sub(1).map(|number| &self.tables[number as usize]) else {
            return Look { table: 0, slot: 0, key, here: 0 };
        };
        let slot = first_slot(slots.len(), key);
        Look { table, slot: slot as u32, key, here: slots[slot] }
    }

    /// Ends a look-up.
    #[inline]
    pub(crate) fn end(&self, look: &Look) -> Option<u32> {
        let (mut slot, mut here) = (look.slot as usize, look.here);
        loop {
            if (here >> 32) as u32 == look.key && here as u32 != 0 {
                return Some(here as u32 - 1);
            }
            if here == 0 {
                return None;
            }
            let table = &self.tables[look.table as usize - 1];
            slot = if slot + 1 == table.len() { 0 } else { slot + 1 };
            here = table[slot];
        }
    }

    pub(crate) fn find(&self, body: i64) -> Option<u32> {
        self.end(&self.look(body))
    }
}

/// Ascending household numbers as runs of consecutive ones: a look-up is a search among few runs.
#[derive(Default)]
pub(crate) struct Runs {
    starts: Vec<i64>,
    /// Position of each run's first household.
    positions: Vec<u32>,
    count: u32,
}

impl Runs {
    /// Appends the next number, which must be larger than all before.
    pub(crate) fn push(&mut self, number: i64) {
        let follows = match (self.starts.last(), self.positions.last()) {
            (Some(start), Some(position)) => number - start == i64::from(self.count - position),
            _ => false,
        };
        if !follows {
            self.starts.push(number);
            self.positions.push(self.count);
        }
        self.count += 1;
    }

    pub(crate) fn append(&mut self, other: &Runs) {
        for run in 0..other.starts.len() {
            for at in other.positions[run]..other.end(run) {
                self.push(other.starts[run] + i64::from(at - other.positions[run]));
            }
        }
    }

    pub(crate) fn len(&self) -> u32 {
        self.count
    }

    /// First numbers and positions of the runs; with the count, all there is.
    pub(crate) fn columns(&self) -> (&[i64], &[u32]) {
        (&self.starts, &self.positions)
    }

    pub(crate) fn of(starts: Vec<i64>, positions: Vec<u32>, count: u32) -> Option<Runs> {
        let ordered = positions.is_sorted() && positions.first().is_none_or(|first| *first == 0);
        (starts.len() == positions.len() && ordered).then_some(Runs { starts, positions, count })
    }

    fn end(&self, run: usize) -> u32 {
        self.positions.get(run + 1).copied().unwrap_or(self.count)
    }

    /// The position of a number. `hint` is the run of the last look-up and stays near it.
    pub(crate) fn find(&self, number: i64, hint: &mut usize) -> Option<u32> {
        let holds = |run: usize| {
            let start = *self.starts.get(run)?;
            let ahead = number.checked_sub(start).filter(|ahead| *ahead >= 0)?;
            let length = i64::from(self.end(run) - self.positions[run]);
            (ahead < length).then(|| self.positions[run] + ahead as u32)
        };
        if let Some(found) = holds(*hint) {
            return Some(found);
        }
        *hint = self.starts.partition_point(|start| *start <= number).checked_sub(1)?;
        holds(*hint)
    }

    /// The position of the last number not above this one; the first if there is none.
    pub(crate) fn near(&self, number: i64) -> u32 {
        let before = self.starts.partition_point(|start| *start <= number);
        let Some(run) = before.checked_sub(1) else { return 0 };
        let ahead = u32::try_from(number - self.starts[run]).unwrap_or(u32::MAX);
        self.positions[run].saturating_add(ahead).min(self.end(run) - 1)
    }

    /// The number at a position.
    pub(crate) fn number(&self, position: u32) -> i64 {
        let run = self.positions.partition_point(|p| *p <= position) - 1;
        self.starts[run] + i64::from(position - self.positions[run])
    }

    pub(crate) fn last(&self) -> Option<i64> {
        self.count.checked_sub(1).map(|last| self.number(last))
    }

    pub(crate) fn first(&self) -> Option<i64> {
        self.starts.first().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{PersonIndex, Runs, insert, joined, slots, split};

    #[test]
    fn persons_are_found_by_region_and_number() {
        let bodies: Vec<i64> = (0..500)
            .map(|i| (110_101 + i % 3) * 100_000_000_000 + 19_500_101_001 + i * 1_000_037)
            .collect();
        let mut tables = vec![vec![0; slots(167)].into_boxed_slice(); 3];
        for (person, body) in bodies.iter().enumerate() {
            let (region, key) = split(*body);
            assert_eq!(joined(region, key), *body);
            assert_eq!(insert(&mut tables[region - 110_101], key, person as u32), None);
        }
        let (region, key) = split(bodies[7]);
        assert_eq!(insert(&mut tables[region - 110_101], key, 900), Some((7, 900)));
        let (region, key) = split(bodies[9]);
        assert_eq!(insert(&mut tables[region - 110_101], key, 3), Some((3, 9)));
        let index = PersonIndex::new((110_101..).zip(tables).collect());
        for (person, body) in bodies.iter().enumerate().filter(|(person, _)| *person != 9) {
            assert_eq!(index.find(*body), Some(person as u32));
            assert_eq!(index.find(body + 1), None);
        }
        assert_eq!(index.find(bodies[9]), Some(3));
        assert_eq!(index.find(22_010_119_500_101_001), None);
    }

    proptest::proptest! {
        #[test]
        fn numbers_are_found_at_their_positions(numbers in proptest::collection::btree_set(0..300_i64, 0..120)) {
            let mut runs = Runs::default();
            numbers.iter().for_each(|number| runs.push(*number));
            let mut hint = 0;
            for number in -1..301 {
                let found = numbers.iter().position(|n| *n == number).map(|p| p as u32);
                assert_eq!(runs.find(number, &mut hint), found);
            }
            for (position, number) in numbers.iter().enumerate() {
                assert_eq!(runs.number(position as u32), *number);
            }
            let mut twice = Runs::default();
            twice.append(&runs);
            assert_eq!((twice.len(), twice.last()), (runs.len(), numbers.iter().copied().max()));
        }
    }
}

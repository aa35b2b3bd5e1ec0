//! Adds up rows for their subjects and members for their households.

use super::{block::BLOCK, lane::Lane, part::Cells, plan::Gather};
use crate::rules::{Gap, How};

/// The sums of one gather while its rows pass by in blocks.
pub(crate) struct Sums<T> {
    pub(crate) cells: Cells<T>,
    /// For `any`: 0 or 1.
    pub(crate) present: Cells<u8>,
    /// Whether the subject had a row, where that matters.
    seen: Vec<u8>,
    distinct: Vec<(u32, T)>,
}

/// Where the members of each household begin, and where the last ones end.
pub(crate) struct Members<'a> {
    pub(crate) starts: &'a [u32],
    /// Position of the block's first member.
    pub(crate) low: usize,
}

/// A block of rows: whose they are, what they say, and which of them count.
pub(crate) struct Block<'a, T> {
    pub(crate) subjects: &'a [u32],
    pub(crate) values: (&'a [T], &'a [u8]),
    pub(crate) counts: (&'a [u8], &'a [u8]),
}

impl<T: Lane> Sums<T> {
    pub(crate) fn new() -> Self {
        let empty = || Cells { values: Vec::new(), unknown: Vec::new() };
        Sums {
            cells: empty(),
            present: Cells { values: Vec::new(), unknown: Vec::new() },
            seen: Vec::new(),
            distinct: Vec::new(),
        }
    }

    /// Begins anew for so many subjects.
    pub(crate) fn begin(&mut self, gather: &Gather, subjects: usize) {
        let first = match gather.how {
            How::Max => T::LOWEST,
            How::Min => T::HIGHEST,
            How::Sum | How::Count | How::Distinct | How::Any => T::ZERO,
        };
        refill(&mut self.cells.values, subjects, first);
        let wanted = if gather.how == How::Any { subjects } else { 0 };
        refill(&mut self.present.values, wanted, 0);
        self.cells.unknown.clear();
        self.present.unknown.clear();
        let noted = if gather.silence.no_row == Gap::Unknown { subjects } else { 0 };
        refill(&mut self.seen, noted, 0);
        self.distinct.clear();
    }

    fn unknown(&mut self, gather: &Gather) -> &mut Vec<u8> {
        let subjects = self.cells.values.len();
        let unknown = match gather.how {
            How::Any => &mut self.present.unknown,
            _ => &mut self.cells.unknown,
        };
        unknown.resize(subjects, 0);
        unknown
    }

    /// Adds a block of rows. `Err` is the subject whose sum left the width.
    pub(crate) fn add(&mut self, gather: &Gather, block: &Block<T>) -> Result<(), u32> {
        let Block { subjects, values: (values, unknown_values), counts: (counts, unknown_counts) } =
            *block;
        if !unknown_counts.is_empty() || !unknown_values.is_empty() {
            self.add_unknown(gather, block);
        }
        if !self.seen.is_empty() {
            each(counts, |row| self.seen[subjects[row] as usize] = 1);
        }
        let sums = &mut self.cells.values[..];
        let mut beyond = None;
        match gather.how {
            How::Sum => {
                for (subject, (value, counts)) in subjects.iter().zip(values.iter().zip(counts)) {
                    let sum = &mut sums[*subject as usize];
                    let value = if *counts == 1 { *value } else { T::ZERO };
                    match sum.plus(value) {
                        Some(more) => *sum = more,
                        None => beyond = beyond.or(Some(*subject)),
                    }
                }
            }
            How::Max => {
                for (subject, (value, counts)) in subjects.iter().zip(values.iter().zip(counts)) {
                    let sum = &mut sums[*subject as usize];
                    *sum = (*sum).max(if *counts == 1 { *value } else { T::LOWEST });
                }
            }
            How::Min => {
                for (subject, (value, counts)) in subjects.iter().zip(values.iter().zip(counts)) {
                    let sum = &mut sums[*subject as usize];
                    *sum = (*sum).min(if *counts == 1 { *value } else { T::HIGHEST });
                }
            }
            How::Count => each(counts, |row| {
                let sum = &mut sums[subjects[row] as usize];
                *sum = sum.plus(T::of(1)).unwrap_or(*sum);
            }),
            How::Any => each(counts, |row| self.present.values[subjects[row] as usize] = 1),
            How::Distinct => each(counts, |row| self.distinct.push((subjects[row], values[row]))),
        }
        beyond.map_or(Ok(()), Err)
    }

    /// Adds a block of members, who stand in the order of their households: what they sum up to is taken
    /// apart where a household ends, so that no sum waits for the one before it.
    pub(crate) fn add_members(
        &mut self,
        gather: &Gather,
        block: &Block<T>,
        members: &Members,
    ) -> Result<(), u32> {
        let Block { subjects, values: (values, unknown), counts: (counts, unsure) } = *block;
        let many = || counts.iter().map(|count| u32::from(*count)).sum::<u32>() as usize * 8;
        let adds = match gather.how {
            How::Sum => true,
            How::Count => many() > counts.len(),
            _ => false,
        };
        // Sums across households are proven to fit in 64 bits only.
        let known = unknown.is_empty() && unsure.is_empty() && self.seen.is_empty();
        if !(T::NEEDS_PROOF && adds && known) {
            return self.add(gather, block);
        }
        let mut running = [T::ZERO; BLOCK + 1];
        let mut sum = T::ZERO;
        let of = |row: usize| match gather.how {
            How::Count => T::of(i64::from(counts[row])),
            _ if counts[row] == 1 => values[row],
            _ => T::ZERO,
        };
        for (row, after) in running[1..=counts.len()].iter_mut().enumerate() {
            sum = sum.plus(of(row)).unwrap_or(sum);
            *after = sum;
        }
        let (Some(first), Some(last)) = (subjects.first(), subjects.last()) else { return Ok(()) };
        let here = |start: u32| (start as usize).clamp(members.low, members.low + counts.len());
        for household in *first as usize..=*last as usize {
            let from = running[here(members.starts[household]) - members.low];
            let to = running[here(members.starts[household + 1]) - members.low];
            let total = &mut self.cells.values[household];
            *total = to.minus(from).and_then(|more| total.plus(more)).unwrap_or(*total);
        }
        Ok(())
    }

    /// A row that may count, or counts with an unknown value, makes the sum unknown.
    fn add_unknown(&mut self, gather: &Gather, block: &Block<T>) {
        let at = |unknown: &[u8], row: usize| unknown.get(row).copied().unwrap_or(0);
        let whether = matches!(gather.how, How::Any | How::Count);
        for (row, subject) in block.subjects.iter().enumerate() {
            let counts = block.counts.0[row] == 1;
            let value = !whether && counts && at(block.values.1, row) == 1;
            if at(block.counts.1, row) == 1 || value {
                self.unknown(gather)[*subject as usize] = 1;
            }
        }
    }

    /// Ends: fills the silences. `silent` tells for each subject whether the table says nothing there.
    pub(crate) fn end(&mut self, gather: &Gather, silent: Option<&[u8]>) {
        if gather.how == How::Distinct {
            self.distinct.sort_unstable();
            self.distinct.dedup();
            for (subject, _) in &self.distinct {
                let sum = &mut self.cells.values[*subject as usize];
                *sum = sum.plus(T::of(1)).unwrap_or(*sum);
            }
        }
        if matches!(gather.how, How::Max | How::Min) {
            for value in &mut self.cells.values {
                *value = if *value == T::LOWEST || *value == T::HIGHEST { T::ZERO } else { *value };
            }
        }
        if !self.seen.is_empty() {
            let seen = std::mem::take(&mut self.seen);
            self.unknown(gather).iter_mut().zip(&seen).for_each(|(u, seen)| *u |= seen ^ 1);
            self.seen = seen;
        }
        if let Some(silent) = silent {
            self.unknown(gather).iter_mut().zip(silent).for_each(|(u, silent)| *u |= silent);
        }
        if gather.how == How::Any && !self.present.unknown.is_empty() {
            // There for certain, whatever other rows may be.
            let Cells { values, unknown } = &mut self.present;
            unknown.iter_mut().zip(&mut *values).for_each(|(u, there)| *u &= *there ^ 1);
            if let Some(silent) = silent {
                let both = values.iter_mut().zip(unknown).zip(silent);
                both.for_each(|((there, u), silent)| {
                    (*there, *u) = (*there & (silent ^ 1), *u | silent)
                });
            }
        }
        if !self.cells.unknown.is_empty() {
            let Cells { values, unknown } = &mut self.cells;
            let both = values.iter_mut().zip(unknown);
            both.for_each(|(value, u)| *value = if *u == 1 { T::ZERO } else { *value });
        }
    }
}

fn refill<V: Copy>(values: &mut Vec<V>, length: usize, value: V) {
    values.clear();
    values.resize(length, value);
}

/// Calls for each row that counts; eight rows that do not are passed at once.
#[inline(always)]
fn each(counts: &[u8], mut f: impl FnMut(usize)) {
    let mut at = 0;
    for eight in counts.chunks(8) {
        if eight.iter().any(|c| *c != 0) {
            for (i, c) in eight.iter().enumerate() {
                if *c != 0 {
                    f(at + i);
                }
            }
        }
        at += eight.len();
    }
}

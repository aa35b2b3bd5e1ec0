//! Changes since the rows were kept: each replaces all rows of one subject in one extract.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{
    Job,
    kept::{IndexFile, Resolved},
    notes::Notes,
    record,
    sheet::PART,
};
use crate::{
    faults::ScreenError,
    read::{Input, Kind, Wanted, find},
    rules::{Level, Table},
};

/// What changes in one part: who, and their new rows as columns, the subject's position first.
struct Change {
    subjects: BTreeSet<i64>,
    rows: Vec<Vec<i64>>,
}

/// Applies the tables of a folder. `TABLE` has all rows of each subject that changed; `TABLE.gone`, with
/// the key alone, names those that have none any more.
pub(crate) fn apply(job: &Job, folder: &Path, resolved: &mut Resolved) -> Result<(), ScreenError> {
    let Some(home) = &resolved.home else { unreachable!("opened from what was kept") };
    let state = job.options.state.as_deref().unwrap_or(folder);
    let index = IndexFile::open(state, home)?;
    let mut paths = Vec::new();
    for (at, table) in job.set.tables.iter().enumerate() {
        let mut changes = BTreeMap::new();
        let gone = format!("{}.gone", table.file);
        for (name, with_rows) in [(gone.as_str(), false), (table.file.as_str(), true)] {
            if let Some(path) = find(folder, name) {
                let reading = Reading { job, resolved, index: &index, table, at };
                let read = reading.read(&path, with_rows, &mut changes)?;
                resolved.extracts.rows[at] += read.rows;
                resolved.extracts.newest[at] = resolved.extracts.newest[at].max(read.newest);
                read.unmatched.iter().for_each(|n| resolved.extracts.unmatched[at].add(*n));
                paths.push(path);
                if !std::mem::replace(&mut resolved.extracts.delivered[at], true) {
                    // What was unknown for want of the table is known now, everywhere.
                    resolved.touched.extend(0..resolved.registry.parts());
                }
            }
        }
        replace(job, resolved, at, changes)?;
    }
    resolved.extracts.check_age(job);
    job.settle()?;
    resolved.inputs.extend(record::inputs(job, &paths)?);
    Ok(())
}

fn replace(
    job: &Job,
    resolved: &mut Resolved,
    table: usize,
    changes: BTreeMap<usize, Change>,
) -> Result<(), ScreenError> {
    for (part, change) in changes {
        let sheet = &mut resolved.extracts.sheets[table];
        let mut columns = vec![Vec::new(); change.rows.len()];
        sheet.read(&job.budget, part, &mut columns)?;
        let stays: Vec<bool> = columns[0].iter().map(|s| !change.subjects.contains(s)).collect();
        let gone = stays.iter().filter(|stays| !**stays).count() as u64;
        for (column, new) in columns.iter_mut().zip(change.rows) {
            let mut row = stays.iter();
            column.retain(|_| row.next().copied().unwrap_or(true));
            column.extend(new);
        }
        sheet.replace(&job.budget, part, &columns)?;
        resolved.extracts.rows[table] -= gone;
        resolved.touched.insert(part);
    }
    Ok(())
}

struct Reading<'a> {
    job: &'a Job<'a>,
    resolved: &'a Resolved,
    index: &'a IndexFile,
    table: &'a Table,
    at: usize,
}

#[derive(Default)]
struct Read {
    rows: u64,
    newest: i64,
    unmatched: Vec<i64>,
}

impl Reading<'_> {
    fn read(
        &self,
        path: &Path,
        with_rows: bool,
        changes: &mut BTreeMap<usize, Change>,
    ) -> Result<Read, ScreenError> {
        let table = self.table;
        let person = table.level == Level::Person;
        let mut wanted =
            vec![Wanted::key(&table.key, if person { Kind::Citizen } else { Kind::Digits })];
        if with_rows {
            wanted.extend(table.columns.iter().map(Wanted::column));
        }
        let input = Input::open(path, wanted)?;
        let mut notes = Notes::default();
        let mut read = Read::default();
        for piece in 0..input.pieces {
            input.read(piece, |batch| {
                let mut keyless = BTreeSet::new();
                let mut wrong_rows = BTreeSet::new();
                for wrong in &batch.wrong {
                    let column = wrong.column.checked_sub(1);
                    let header = column.map_or(&table.key, |c| &table.columns[c].header);
                    notes.wrong(&input.name(), header, batch.first, wrong);
                    wrong_rows.insert(wrong.row as usize);
                    if wrong.column == 0 {
                        keyless.insert(wrong.row as usize);
                    }
                }
                read.rows += if with_rows { batch.rows() as u64 } else { 0 };
                if let Some(day) = table.day.filter(|_| with_rows) {
                    read.newest =
                        batch.columns[day + 1].iter().copied().fold(read.newest, i64::max);
                }
                for row in (0..batch.rows()).filter(|row| !keyless.contains(row)) {
                    let key = batch.columns[0][row];
                    let Some((part, local)) = self.place(key)? else {
                        read.unmatched
                            .extend((with_rows && !wrong_rows.contains(&row)).then_some(key));
                        continue;
                    };
                    let width = self.job.set.tables[self.at].columns.len() + 1;
                    let change = changes.entry(part).or_insert_with(|| Change {
                        subjects: BTreeSet::new(),
                        rows: vec![Vec::new(); width],
                    });
                    change.subjects.insert(local);
                    if with_rows && !wrong_rows.contains(&row) {
                        change.rows[0].push(local);
                        for (column, values) in change.rows[1..].iter_mut().zip(&batch.columns[1..])
                        {
                            column.push(values[row]);
                        }
                    }
                }
                Ok(())
            })?;
        }
        self.job.note(notes);
        Ok(read)
    }

    /// Part of a subject and its position there.
    fn place(&self, key: i64) -> Result<Option<(usize, i64)>, ScreenError> {
        let registry = &self.resolved.registry;
        if self.table.level == Level::Household {
            let found = registry.households.find(key, &mut 0);
            return Ok(found.map(|h| ((h / PART) as usize, i64::from(h % PART))));
        }
        let place = |person: u32| {
            let part = registry.part_of(person);
            (part, i64::from(person - registry.person_starts[part]))
        };
        Ok(self.index.find(key)?.map(place))
    }
}

//! The extracts: each row finds its person or household and goes to the part where that one lives.

use super::{
    Job,
    kept::Keeper,
    notes::{Notes, Unmatched},
    registry::Registry,
    sheet::{Budget, PART, Sheet, Stage},
    workers::share,
};
use crate::{
    day::months_before,
    faults::{FaultKind, ScreenError},
    index::{Look, PersonIndex, TOGETHER, split},
    read::{Batch, Input, Kind, Wanted, find},
    rules::{Level, Table},
};

/// The rows of all extracts, by table.
pub(crate) struct Extracts {
    pub(crate) inputs: Vec<Option<Input>>,
    pub(crate) delivered: Vec<bool>,
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) unmatched: Vec<Unmatched>,
    pub(crate) rows: Vec<u64>,
    /// The latest day of each table that has days.
    pub(crate) newest: Vec<i64>,
}

/// What one thread learns about the tables.
struct State<'s> {
    stage: Option<(usize, Stage<'s>)>,
    notes: Notes,
    unmatched: Vec<Unmatched>,
    rows: Vec<u64>,
    newest: Vec<i64>,
}

/// Which rows are looked for now: those whose number begins with a region of the group.
struct Pass<'a> {
    registry: &'a Registry,
    index: &'a PersonIndex,
    group: &'a std::ops::Range<usize>,
    /// The first pass counts rows and notes faults, and takes the tables of households.
    first: bool,
}

impl Extracts {
    pub(crate) fn open(job: &Job, parts: usize) -> Result<Extracts, ScreenError> {
        let open = |table: &Table| match find(&job.options.extracts, &table.file) {
            None => Ok(None),
            Some(path) => {
                let kind = if table.level == Level::Person { Kind::Citizen } else { Kind::Digits };
                let columns = table.columns.iter().map(Wanted::column);
                Input::open(
                    &path,
                    std::iter::once(Wanted::key(&table.key, kind)).chain(columns).collect(),
                )
                .map(Some)
            }
        };
        let inputs = job.set.tables.iter().map(open).collect::<Result<Vec<_>, _>>()?;
        let sheet = |table: &Table| Sheet::new(table.columns.len() + 1, parts);
        Ok(Extracts {
            delivered: inputs.iter().map(Option::is_some).collect(),
            newest: vec![0; job.set.tables.len()],
            inputs,
            sheets: job.set.tables.iter().map(sheet).collect(),
            unmatched: vec![Unmatched::default(); job.set.tables.len()],
            rows: vec![0; job.set.tables.len()],
        })
    }

    /// Reads all extracts once for each group of regions.
    pub(crate) fn resolve(
        &mut self,
        job: &Job,
        registry: &mut Registry,
        mut keeper: Option<&mut Keeper>,
    ) -> Result<(), ScreenError> {
        for (number, group) in registry.groups(job.index_memory()).iter().enumerate() {
            let index = registry.index(job, group)?;
            if let Some(keeper) = keeper.as_mut() {
                keeper.add(&index)?;
            }
            self.pass(job, &Pass { registry, index: &index, group, first: number == 0 })?;
        }
        Ok(())
    }

    fn pass(&mut self, job: &Job, pass: &Pass) -> Result<(), ScreenError> {
        let mut tables: Vec<usize> = (0..self.inputs.len())
            .filter(|t| {
                self.inputs[*t].is_some()
                    && (pass.first || job.set.tables[*t].level == Level::Person)
            })
            .collect();
        // The largest first, so that the threads end together.
        tables.sort_by_key(|t| {
            std::cmp::Reverse(self.inputs[*t].as_ref().map_or(0, |input| input.bytes))
        });
        let pieces = |t: &usize| self.inputs[*t].as_ref().map_or(0, |input| input.pieces);
        let tasks: Vec<(usize, usize)> =
            tables.iter().flat_map(|t| (0..pieces(t)).map(move |piece| (*t, piece))).collect();
        let count = self.inputs.len();
        let begin = || State {
            stage: None,
            notes: Notes::default(),
            unmatched: vec![Unmatched::default(); count],
            rows: vec![0; count],
            newest: vec![0; count],
        };
        let (inputs, sheets, budget) = (&self.inputs, &self.sheets, &job.budget);
        let mut learnt = Vec::new();
        share(
            job.threads(),
            tasks.len(),
            begin,
            |state, task: usize| {
                let (table, piece) = tasks[task];
                let Some(input) = &inputs[table] else { return Ok(()) };
                state.open_stage(table, &sheets[table], budget)?;
                input.read(piece, |batch| state.add(job, pass, table, &input.name(), batch))?;
                job.done("部门数据", "extracts", task, tasks.len())
            },
            |mut state: State| {
                if let Some((_, stage)) = state.stage.take() {
                    stage.finish()?;
                }
                learnt.push((state.notes, state.unmatched, state.rows, state.newest));
                Ok(())
            },
        )?;
        for (notes, unmatched, rows, days) in learnt {
            job.note(notes);
            for table in 0..count {
                self.unmatched[table].merge(&unmatched[table]);
                self.rows[table] += rows[table];
                self.newest[table] = self.newest[table].max(days[table]);
            }
        }
        if pass.first {
            self.check_age(job);
        }
        job.settle()
    }

    pub(crate) fn check_age(&self, job: &Job) {
        let mut notes = Notes::default();
        for (table, declared) in job.set.tables.iter().enumerate() {
            // What was kept had its rows; only its age depends on the day.
            let file = match &self.inputs[table] {
                Some(input) => input.name(),
                None => declared.file.clone(),
            };
            if !self.delivered[table] {
                continue;
            }
            if self.rows[table] == 0 {
                notes.add(&file, FaultKind::EmptyExtract, 0, "0 rows".to_string());
            } else if let Some(months) = declared.fresh_months
                && self.newest[table] < months_before(i64::from(job.options.as_of), months)
            {
                let text = format!(
                    "newest row {}, {months} months before {}",
                    self.newest[table], job.options.as_of
                );
                notes.add(&file, FaultKind::StaleExtract, 0, text);
            }
        }
        job.note(notes);
    }
}

impl<'s> State<'s> {
    fn open_stage(
        &mut self,
        table: usize,
        sheet: &'s Sheet,
        budget: &'s Budget,
    ) -> Result<(), ScreenError> {
        if self.stage.as_ref().is_none_or(|(open, _)| *open != table) {
            if let Some((_, stage)) = self.stage.take() {
                stage.finish()?;
            }
            self.stage = Some((table, Stage::new(sheet, budget)));
        }
        Ok(())
    }

    fn add(
        &mut self,
        job: &Job,
        pass: &Pass,
        table: usize,
        file: &str,
        batch: &Batch,
    ) -> Result<(), ScreenError> {
        let declared = &job.set.tables[table];
        let mut skip = vec![false; if batch.wrong.is_empty() { 0 } else { batch.rows() }];
        for wrong in &batch.wrong {
            skip[wrong.row as usize] = true;
            if pass.first {
                let header = wrong
                    .column
                    .checked_sub(1)
                    .map_or(&declared.key, |c| &declared.columns[c].header);
                self.notes.wrong(file, header, batch.first, wrong);
            }
        }
        if pass.first {
            self.rows[table] += batch.rows() as u64;
            if let Some(day) = declared.day {
                let latest = batch.columns[day + 1].iter().copied().max().unwrap_or(0);
                self.newest[table] = self.newest[table].max(latest);
            }
        }
        let Some((_, stage)) = self.stage.as_mut() else { unreachable!("opened before its rows") };
        let (keys, columns) = batch.columns.split_at(1);
        let unmatched = &mut self.unmatched[table];
        match declared.level {
            Level::Person => add_persons(pass, stage, &keys[0], (columns, &skip), unmatched),
            Level::Household => add_households(pass, stage, &keys[0], (columns, &skip), unmatched),
        }
    }
}

/// Columns of a batch and which of its rows are skipped (empty: none).
type Rows<'b> = (&'b [Vec<i64>], &'b [bool]);

fn add_persons(
    pass: &Pass,
    stage: &mut Stage,
    keys: &[i64],
    (columns, skip): Rows,
    unmatched: &mut Unmatched,
) -> Result<(), ScreenError> {
    let mut looks = [Look::default(); TOGETHER];
    for (chunk, keys) in keys.chunks(TOGETHER).enumerate() {
        looks.iter_mut().zip(keys).for_each(|(look, key)| *look = pass.index.look(*key));
        for (at, (key, look)) in keys.iter().zip(&looks).enumerate() {
            let row = chunk * TOGETHER + at;
            let outside = !pass.group.contains(&split(*key).0);
            if outside || (!skip.is_empty() && skip[row]) {
                continue;
            }
            match pass.index.end(look) {
                Some(person) => {
                    let part = pass.registry.part_of(person);
                    let local = person - pass.registry.person_starts[part];
                    stage.add(part, i64::from(local), columns.iter().map(|c| c[row]))?;
                }
                None => unmatched.add(*key),
            }
        }
    }
    Ok(())
}

fn add_households(
    pass: &Pass,
    stage: &mut Stage,
    keys: &[i64],
    (columns, skip): Rows,
    unmatched: &mut Unmatched,
) -> Result<(), ScreenError> {
    let mut hint = 0;
    for (row, key) in keys.iter().enumerate() {
        if !skip.is_empty() && skip[row] {
            continue;
        }
        match pass.registry.households.find(*key, &mut hint) {
            Some(household) => {
                let values = columns.iter().map(|c| c[row]);
                stage.add((household / PART) as usize, i64::from(household % PART), values)?
            }
            None => unmatched.add(*key),
        }
    }
    Ok(())
}

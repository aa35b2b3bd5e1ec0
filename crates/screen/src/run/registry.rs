//! The registry: households and persons by part, checked for order and doubles.

use std::sync::{
    Mutex,
    atomic::{AtomicU64, Ordering::Relaxed},
};

use super::{
    Job,
    kept::Columns,
    notes::Notes,
    sheet::{Budget, Ordered, PART, Places, Sheet, Stage},
    workers::share,
};
use crate::{
    faults::{FaultKind, ScreenError},
    index::{REGIONS, Runs, split},
    read::{Batch, Input, Kind, Wanted, Wrong},
    rules::region_in,
};

pub(crate) struct Registry {
    pub(crate) households: Runs,
    /// Region, declared columns, mask of the unknown ones.
    pub(crate) household_sheet: Sheet,
    /// Household in the part, declared columns, mask of the unknown ones.
    pub(crate) person_sheet: Sheet,
    /// Number of the first person of each part, and of all.
    pub(crate) person_starts: Vec<u32>,
    /// Households and persons that were set aside, ascending.
    pub(crate) households_set_aside: Vec<u32>,
    pub(crate) persons_set_aside: Vec<u32>,
    /// Persons by region of their number.
    pub(crate) regions: Vec<u32>,
    /// Last digits of the region, key and position of each person, by the region's first digits.
    pub(crate) numbers: Sheet,
    /// For each `1 << NEAR` persons the part of the first.
    near: Vec<u32>,
    /// Name of the file of persons, for messages.
    pub(crate) file: String,
}

/// Regions whose persons are indexed together.
pub(crate) const TOGETHER: usize = 100;
/// Persons share a hint to their part, as a power of two: fewer than a part has.
const NEAR: u32 = 11;

/// Positions fit in 32 bits, one value is kept free.
const MOST: u64 = u32::MAX as u64 - 1;

fn wanted_columns(first: Vec<Wanted>, columns: &[crate::rules::Column]) -> Vec<Wanted> {
    first.into_iter().chain(columns.iter().map(Wanted::column)).collect()
}

/// The wrong cells of a row; `wrong` is sorted by row.
fn wrong_of(wrong: &[Wrong], row: usize) -> &[Wrong] {
    let from = wrong.partition_point(|w| (w.row as usize) < row);
    let count = wrong[from..].iter().take_while(|w| w.row as usize == row).count();
    &wrong[from..from + count]
}

/// The mask of the declared columns that are unknown in a row. `keys` columns stand before them.
fn unknown_mask(wrong: &[Wrong], row: usize, keys: usize) -> i64 {
    let mine = wrong_of(wrong, row).iter().filter(|w| w.column >= keys);
    mine.fold(0, |mask, w| mask | 1 << (w.column - keys))
}

fn wrong_in(wrong: &[Wrong], row: usize, column: usize) -> bool {
    wrong_of(wrong, row).iter().any(|w| w.column == column)
}

impl Registry {
    pub(crate) fn load(job: &Job) -> Result<Registry, ScreenError> {
        let layout = &job.set.registry;
        let first = vec![
            Wanted::key(&layout.household_key, Kind::Digits),
            Wanted::key(&layout.region, Kind::Digits),
        ];
        let households = job.need(
            &job.options.registry,
            "households",
            wanted_columns(first, &layout.household_columns),
        )?;
        let first = vec![
            Wanted::key(&layout.person_key, Kind::Citizen),
            Wanted::key(&layout.person_household, Kind::Digits),
        ];
        let persons = job.need(
            &job.options.registry,
            "persons",
            wanted_columns(first, &layout.person_columns),
        )?;
        let (runs, household_sheet, households_set_aside) = load_households(job, &households)?;
        let parts = runs.len().div_ceil(PART) as usize;
        let mut registry = Registry {
            households: runs,
            household_sheet,
            person_sheet: Sheet::new(layout.person_columns.len() + 2, parts),
            person_starts: Vec::new(),
            households_set_aside,
            persons_set_aside: Vec::new(),
            regions: vec![0; REGIONS],
            numbers: Sheet::new(3, REGIONS / TOGETHER),
            near: Vec::new(),
            file: persons.name(),
        };
        registry.load_persons(job, &persons)?;
        Ok(registry)
    }

    pub(crate) fn parts(&self) -> usize {
        self.households.len().div_ceil(PART) as usize
    }

    /// The part of a person.
    #[inline]
    pub(crate) fn part_of(&self, person: u32) -> usize {
        let mut part = self.near[(person >> NEAR) as usize] as usize;
        while person >= self.person_starts[part + 1] {
            part += 1;
        }
        part
    }

    fn load_persons(&mut self, job: &Job, persons: &Input) -> Result<(), ScreenError> {
        let aside = Mutex::new(Vec::new());
        let rows = AtomicU64::new(0);
        let mut regions = std::mem::take(&mut self.regions);
        let registry = &*self;
        let work = |state: &mut PersonState, piece: usize| {
            let mut pass = PersonPass {
                registry,
                job,
                ordered: Ordered::new(&registry.person_sheet, &job.budget),
                hint: 0,
                last: 0,
                aside: Vec::new(),
            };
            persons.read(piece, |batch| {
                rows.fetch_add(batch.rows() as u64, Relaxed);
                pass.add(batch, state)
            })?;
            pass.ordered.flush()?;
            aside.lock().expect("no thread panics while holding it").append(&mut pass.aside);
            job.done("名册人员", "persons", piece, persons.pieces)
        };
        let begin = || PersonState {
            notes: Notes::default(),
            regions: vec![0_u32; REGIONS],
            numbers: Stage::new(&registry.numbers, &job.budget),
        };
        share(job.threads(), persons.pieces, begin, work, |state| {
            regions.iter_mut().zip(state.regions).for_each(|(sum, count)| *sum += count);
            job.note(state.notes);
            state.numbers.finish()
        })?;
        self.regions = regions;
        if rows.load(Relaxed) > MOST {
            return Err(ScreenError::TooMany { what: format!("persons: {}", rows.load(Relaxed)) });
        }
        self.persons_set_aside = aside.into_inner().expect("all threads have ended");
        self.persons_set_aside.sort_unstable();
        self.person_sheet.sort();
        // Rows out of order would look like files out of order as well.
        job.settle()?;
        self.check_order(job);
        job.settle()
    }

    /// The persons of each part are consecutive rows; a gap shows that the files of pieces interleave.
    fn check_order(&mut self, job: &Job) {
        let mut notes = Notes::default();
        let mut next = 0;
        self.person_starts = vec![0];
        for part in 0..self.parts() {
            for (first, rows) in self.person_sheet.spans(part) {
                if first != next {
                    let text = "persons are not in the order of their households".to_string();
                    notes.add(&self.file, FaultKind::UnsortedRegistry, first + 1, text);
                }
                next = first + u64::from(rows);
            }
            self.person_starts.push(u32::try_from(next).unwrap_or(u32::MAX));
        }
        self.near = near(&self.person_starts);
        job.note(notes);
    }

    /// Writes the rows and says where they are.
    pub(crate) fn keep(
        &self,
        budget: &Budget,
        places: &mut Places,
        columns: &mut Columns,
    ) -> Result<(), ScreenError> {
        let wide = |values: &[u32]| values.iter().map(|v| i64::from(*v)).collect::<Vec<i64>>();
        let (starts, positions) = self.households.columns();
        columns.put(starts);
        columns.put(&wide(positions));
        columns.put(&[i64::from(self.households.len())]);
        columns.put(&wide(&self.person_starts));
        columns.put(&wide(&self.households_set_aside));
        columns.put(&wide(&self.persons_set_aside));
        self.household_sheet.keep(budget, places, columns)?;
        self.person_sheet.keep(budget, places, columns)
    }

    /// The registry that was kept; `None` if the columns do not hold one.
    pub(crate) fn from_kept(job: &Job, file: String, columns: &mut Columns) -> Option<Registry> {
        let layout = &job.set.registry;
        let starts = columns.next()?;
        let positions = narrow(columns)?;
        let households = Runs::of(starts, positions, *narrow(columns)?.first()?)?;
        let person_starts = narrow(columns)?;
        let (households_set_aside, persons_set_aside) = (narrow(columns)?, narrow(columns)?);
        let parts = households.len().div_ceil(PART) as usize;
        if person_starts.len() != parts + 1 {
            return None;
        }
        let width = |declared: &[crate::rules::Column]| declared.len() + 2;
        Some(Registry {
            household_sheet: Sheet::from_kept(width(&layout.household_columns), parts, columns)?,
            person_sheet: Sheet::from_kept(width(&layout.person_columns), parts, columns)?,
            near: near(&person_starts),
            households,
            person_starts,
            households_set_aside,
            persons_set_aside,
            regions: Vec::new(),
            numbers: Sheet::new(3, 0),
            file,
        })
    }
}

fn narrow(columns: &mut Columns) -> Option<Vec<u32>> {
    columns.next()?.into_iter().map(|value| u32::try_from(value).ok()).collect()
}

/// For each `1 << NEAR` persons the part of the first.
fn near(person_starts: &[u32]) -> Vec<u32> {
    let mut part = 0;
    let persons = person_starts.last().copied().unwrap_or(0);
    let of = |person: u32| {
        while person >= person_starts[part + 1] {
            part += 1;
        }
        part as u32
    };
    (0..persons).step_by(1 << NEAR).map(of).collect()
}

type Households = (Runs, Sheet, Vec<u32>);

fn load_households(job: &Job, input: &Input) -> Result<Households, ScreenError> {
    let width = job.set.registry.household_columns.len() + 2;
    let rows = input.rows()?;
    if rows == 0 {
        let why = "名册为空 · the registry is empty".to_string();
        return Err(ScreenError::Layout { path: input.path.clone(), why });
    }
    if rows > MOST {
        return Err(ScreenError::TooMany { what: format!("households: {rows}") });
    }
    let sheet = Sheet::new(width, (rows as u32).div_ceil(PART) as usize);
    let pieces: Mutex<Vec<(usize, Runs)>> = Mutex::new(Vec::new());
    let aside = Mutex::new(Vec::new());
    let work = |notes: &mut Notes, piece: usize| {
        let mut pass = HouseholdPass { job, runs: Runs::default(), aside: Vec::new(), known: None };
        let mut ordered = Ordered::new(&sheet, &job.budget);
        input.read(piece, |batch| pass.add(&input.name(), batch, &mut ordered, notes))?;
        ordered.flush()?;
        aside.lock().expect("no thread panics while holding it").append(&mut pass.aside);
        pieces.lock().expect("no thread panics while holding it").push((piece, pass.runs));
        job.done("名册户", "households", piece, input.pieces)
    };
    share(job.threads(), input.pieces, Notes::default, work, |notes| {
        job.note(notes);
        Ok(())
    })?;
    let mut pieces = pieces.into_inner().expect("all threads have ended");
    pieces.sort_by_key(|(piece, _)| *piece);
    let mut runs = Runs::default();
    let mut notes = Notes::default();
    for (_, piece) in &pieces {
        if let (Some(last), Some(first)) = (runs.last(), piece.first()) {
            check_next(&mut notes, &input.name(), u64::from(runs.len()) + 1, last, first);
        }
        runs.append(piece);
    }
    job.note(notes);
    job.settle()?;
    let mut sheet = sheet;
    sheet.sort();
    let mut aside = aside.into_inner().expect("all threads have ended");
    aside.sort_unstable();
    Ok((runs, sheet, aside))
}

/// Household numbers must ascend.
fn check_next(notes: &mut Notes, file: &str, row: u64, last: i64, next: i64) -> bool {
    if next == last {
        notes.add(file, FaultKind::DuplicateHousehold, row, next.to_string());
    } else if next < last {
        notes.add(file, FaultKind::UnsortedRegistry, row, format!("{next} after {last}"));
    }
    next > last
}

struct HouseholdPass<'a> {
    job: &'a Job<'a>,
    runs: Runs,
    aside: Vec<u32>,
    /// The last region looked up.
    known: Option<(i64, bool)>,
}

impl HouseholdPass<'_> {
    fn add(
        &mut self,
        file: &str,
        batch: &Batch,
        ordered: &mut Ordered,
        notes: &mut Notes,
    ) -> Result<(), ScreenError> {
        let headers = &self.job.set.registry.household_columns;
        for wrong in &batch.wrong {
            match wrong.column {
                0 => notes.add(
                    file,
                    FaultKind::UnsortedRegistry,
                    batch.first + u64::from(wrong.row) + 1,
                    format!("household number `{}`", wrong.found),
                ),
                1 => {}
                column => notes.wrong(file, &headers[column - 2].header, batch.first, wrong),
            }
        }
        for row in 0..batch.rows() {
            let position = batch.first + row as u64;
            let number = batch.columns[0][row];
            let region = batch.columns[1][row];
            if !self.exists(region) {
                notes.add(
                    file,
                    FaultKind::UnknownRegion,
                    position + 1,
                    format!("household {number}: region {region}"),
                );
                self.aside.push(position as u32);
            }
            let fits = self
                .runs
                .last()
                .is_none_or(|last| check_next(notes, file, position + 1, last, number));
            if fits {
                self.runs.push(number);
            }
            ordered.begin(position as usize / PART as usize, position)?;
            batch.columns[1..].iter().for_each(|column| ordered.value(column[row]));
            ordered.value(if batch.wrong.is_empty() {
                0
            } else {
                unknown_mask(&batch.wrong, row, 2)
            });
        }
        Ok(())
    }

    fn exists(&mut self, region: i64) -> bool {
        if let Some((known, exists)) = self.known
            && known == region
        {
            return exists;
        }
        let regions = &self.job.set.regions;
        let six = (110_000..900_000).contains(&region);
        let exists = six && (regions.is_empty() || region_in(region as u32, regions));
        self.known = Some((region, exists));
        exists
    }
}

/// What one thread learns about the persons.
struct PersonState<'a> {
    notes: Notes,
    regions: Vec<u32>,
    numbers: Stage<'a>,
}

struct PersonPass<'a> {
    registry: &'a Registry,
    job: &'a Job<'a>,
    ordered: Ordered<'a>,
    hint: usize,
    last: u32,
    aside: Vec<u32>,
}

impl PersonPass<'_> {
    fn add(&mut self, batch: &Batch, state: &mut PersonState) -> Result<(), ScreenError> {
        let PersonState { notes, regions, numbers } = state;
        let file = &self.registry.file;
        let layout = &self.job.set.registry;
        for wrong in &batch.wrong {
            let header = match wrong.column {
                0 => &layout.person_key,
                1 => &layout.person_household,
                column => &layout.person_columns[column - 2].header,
            };
            notes.wrong(file, header, batch.first, wrong);
        }
        for row in 0..batch.rows() {
            let position = batch.first + row as u64;
            let number = batch.columns[1][row];
            let found = match !batch.wrong.is_empty() && wrong_in(&batch.wrong, row, 1) {
                true => None,
                false => self.registry.households.find(number, &mut self.hint),
            };
            let household = match found {
                Some(household) => household,
                None => {
                    notes.add(
                        file,
                        FaultKind::NoHousehold,
                        position + 1,
                        format!("household {number}"),
                    );
                    self.aside.push(position as u32);
                    self.last.max(self.registry.households.near(number))
                }
            };
            if household < self.last {
                let text = format!("household {number} comes after a later one");
                notes.add(file, FaultKind::UnsortedRegistry, position + 1, text);
            }
            self.last = household;
            let body = batch.columns[0][row];
            // A wrong number is 0: the person counts as a member, but no extract finds it.
            if body != 0 {
                let (region, key) = split(body);
                regions[region] += 1;
                let digits = (region % TOGETHER) as i64;
                numbers.add(region / TOGETHER, digits, [i64::from(key), position as i64])?;
            }
            self.ordered.begin((household / PART) as usize, position)?;
            self.ordered.value(i64::from(household % PART));
            batch.columns[2..].iter().for_each(|column| self.ordered.value(column[row]));
            self.ordered.value(if batch.wrong.is_empty() {
                0
            } else {
                unknown_mask(&batch.wrong, row, 2)
            });
        }
        Ok(())
    }
}

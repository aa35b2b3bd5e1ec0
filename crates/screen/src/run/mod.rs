//! A whole run: registry and extracts in, the households found out.
//!
//! Registry → index by region of the citizen number → rows of the extracts to the part of the registry
//! they concern → each part through the kernel. With less memory than that needs, the extracts are read
//! several times (once for each group of regions) and the rows wait in a file; the result is the same,
//! byte for byte, as it is for any number of threads.

mod backtest;
mod before;
mod changes;
mod explain;
mod extract;
mod identity;
mod kept;
mod notes;
mod output;
mod record;
mod registry;
mod screening;
mod sheet;
mod workers;

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    sync::{Mutex, atomic::AtomicU64, atomic::Ordering::Relaxed},
    time::{Duration, Instant},
};

pub use backtest::{BacktestOptions, BacktestReport, MonthReport, backtest};
pub use before::Movement;
pub use explain::{Answer, Explanation, Shown, explain};
pub use notes::FaultCount;
pub use record::{InputFile, LimitUsed, Record, TableRecord};

use crate::{
    faults::ScreenError,
    kernel::Plan,
    read::{Input, Wanted, find},
    rules::{LimitBook, RuleSet},
};
use notes::Notes;
use sheet::Budget;

/// What to screen, with what, and where the result goes.
pub struct RunOptions<'a> {
    /// Holds `households` and `persons` as Parquet or CSV.
    pub registry: PathBuf,
    /// Holds the extracts that the rule set declares.
    pub extracts: PathBuf,
    pub rules: Vec<PathBuf>,
    pub limits: Vec<PathBuf>,
    /// The day of the run, `yyyymmdd`.
    pub as_of: u32,
    pub out: PathBuf,
    /// Bytes that may be used, about.
    pub memory: u64,
    /// 0: as many as there are cores.
    pub threads: usize,
    /// Where findings are kept from month to month, and what has been read; without it nothing is compared.
    pub state: Option<PathBuf>,
    /// Extracts with all rows of those subjects whose rows have changed since; registry and extracts are
    /// not read again.
    pub changes: Option<PathBuf>,
    /// Regions (prefixes) whose findings are written out in words, one household a line.
    pub warn: Vec<String>,
    /// Called after each piece of work; `false` stops the run, which then leaves nothing.
    pub progress: &'a (dyn Fn(&Progress) -> bool + Sync),
}

/// How far a run is.
#[derive(Clone, Debug)]
pub struct Progress {
    pub stage_zh: &'static str,
    pub stage_en: &'static str,
    /// Pieces of this stage.
    pub done: usize,
    pub total: usize,
    /// Since the stage began.
    pub elapsed: Duration,
}

/// What a run has found, for the caller; the files say it in full.
#[derive(Clone, Debug)]
pub struct RunReport {
    pub households: u64,
    pub persons: u64,
    /// Households of the population.
    pub population: u64,
    pub flagged: u64,
    /// Households for which some rule could not be decided.
    pub unknown: u64,
    pub record: Record,
    /// Against the run before, when findings are kept.
    pub moved: Option<Movement>,
    /// Seconds by stage.
    pub times: Vec<(String, f64)>,
    /// Parts that needed 128 bits.
    pub slow_parts: u64,
    /// Passes over the extracts, and bytes that waited in a file.
    pub passes: usize,
    pub spilt: u64,
}

/// What every stage of a run needs.
pub(crate) struct Job<'a> {
    pub(crate) options: &'a RunOptions<'a>,
    pub(crate) set: RuleSet,
    pub(crate) book: LimitBook,
    pub(crate) budget: Budget,
    notes: Mutex<Notes>,
    done: AtomicU64,
    clock: Mutex<Clock>,
}

struct Clock {
    stage: &'static str,
    began: Instant,
    times: Vec<(String, f64)>,
}

/// A text file with its path in the error.
fn text_of(path: &Path) -> Result<String, ScreenError> {
    let error =
        |why: std::io::Error| ScreenError::File { path: path.to_path_buf(), why: why.to_string() };
    let mut text = String::new();
    File::open(path).and_then(|mut file| file.read_to_string(&mut text)).map_err(error)?;
    Ok(text)
}

fn texts_of(paths: &[PathBuf]) -> Result<Vec<(String, String)>, ScreenError> {
    let name = |path: &PathBuf| {
        path.file_name().map_or(String::new(), |n| n.to_string_lossy().into_owned())
    };
    paths.iter().map(|path| Ok((name(path), text_of(path)?))).collect()
}

/// Reads and checks rules and limits, without running anything.
pub fn load_rules(
    rules: &[PathBuf],
    limits: &[PathBuf],
) -> Result<(RuleSet, LimitBook), ScreenError> {
    let book = LimitBook::parse(&texts_of(limits)?);
    let rules = texts_of(rules)?;
    match book {
        Ok(book) => {
            RuleSet::parse(&rules, &book).map(|set| (set, book)).map_err(ScreenError::Rules)
        }
        Err(mut faults) => {
            // Unknown limits would follow from the limits' own faults: say those first, and only those.
            faults.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
            Err(ScreenError::Rules(faults))
        }
    }
}

/// Screens a registry. Writes `flagged.parquet`, `counts.csv`, `unknown.parquet`, `unknown.csv`,
/// `unmatched.csv`, `faults.csv`, `run.json` and, apart from these, `times.log` into `out`: all or nothing.
/// With findings kept, also `moved.parquet` and `moved.csv`; with regions to warn of, `warnings.csv`.
pub fn run(options: &RunOptions) -> Result<RunReport, ScreenError> {
    let work = output::Workplace::new(&options.out)?;
    let job = Job::new(options, &work)?;
    let mut resolved = resolved(&job)?;
    let found = screened(&job, &mut resolved)?;
    if let Some(state) = &options.state {
        kept::keep(state, &job, &resolved, &found)?;
    }
    let found = screening::Found::sum(found);
    let kept::Resolved { registry, extracts, inputs, passes, .. } = &resolved;
    let record = record::make(&job, registry, extracts, &found, inputs)?;
    let faults = job.faults();
    output::write(&job, &work, registry, extracts, (&found, &record, &faults))?;
    let moved = output::moved(&job, &work, &found)?;
    let times = job.times();
    work.finish(&times)?;
    if let Some(state) = &options.state {
        before::keep(state, options.as_of, &options.out.join("flagged.parquet"))?;
    }
    Ok(RunReport {
        households: u64::from(registry.households.len()),
        persons: u64::from(registry.person_starts.last().copied().unwrap_or(0)),
        population: found.counts.values().map(|c| c.population).sum(),
        flagged: found.flagged.household.len() as u64,
        unknown: found.unknown.len() as u64,
        record,
        moved,
        times,
        slow_parts: found.slow_parts,
        passes: *passes,
        spilt: job.budget.spilt(),
    })
}

/// The rows of registry and extracts by part: as they were kept, or read from the files.
fn resolved(job: &Job) -> Result<kept::Resolved, ScreenError> {
    let options = job.options;
    let kept = match &options.state {
        Some(state) => kept::Kept::read(state, job)?,
        None => None,
    };
    let paths = record::input_paths(job);
    match (kept, &options.changes) {
        (Some(kept), Some(changes)) => {
            let mut resolved = kept.open(job)?;
            changes::apply(job, changes, &mut resolved)?;
            return Ok(resolved);
        }
        (None, Some(_)) => {
            let state = options.state.clone().unwrap_or_else(|| options.out.clone());
            return Err(ScreenError::NothingKept { state });
        }
        (Some(kept), None) if kept.is_of(&paths)? => return kept.open(job),
        _ => {}
    }
    let mut keeper = options.state.as_deref().map(kept::Keeper::new).transpose()?;
    let mut registry = registry::Registry::load(job)?;
    let mut extracts = extract::Extracts::open(job, registry.parts())?;
    let passes = registry.groups(job.index_memory()).len();
    extracts.resolve(job, &mut registry, keeper.as_mut())?;
    let inputs = record::inputs(job, &paths)?;
    let home = keeper.map(kept::Keeper::finish).transpose()?;
    Ok(kept::Resolved {
        registry,
        extracts,
        inputs,
        found: None,
        home,
        touched: Default::default(),
        passes,
    })
}

/// What each part found: screened now, or as it was kept where nothing has changed.
fn screened(
    job: &Job,
    resolved: &mut kept::Resolved,
) -> Result<Vec<screening::Found>, ScreenError> {
    let plan = Plan::new(&job.set, &job.book, job.options.as_of);
    let parts = resolved.registry.parts();
    let earlier = resolved.found.take().filter(|earlier| earlier.len() == parts);
    let mut found = earlier.unwrap_or(Vec::new());
    let open: Vec<usize> = match found.is_empty() {
        true => (0..parts).collect(),
        false => resolved.touched.iter().copied().collect(),
    };
    found.resize(parts, screening::Found::default());
    let (registry, extracts) = (&resolved.registry, &resolved.extracts);
    for (part, new) in screening::screen(job, &plan, (registry, extracts), &open)? {
        found[part] = new;
    }
    Ok(found)
}

impl<'a> Job<'a> {
    /// Reads the rules; rows that find no room in memory go to the workplace.
    fn new(options: &'a RunOptions<'a>, work: &output::Workplace) -> Result<Job<'a>, ScreenError> {
        let (set, book) = load_rules(&options.rules, &options.limits)?;
        if !crate::day::is_day(i64::from(options.as_of)) {
            return Err(ScreenError::NoDay { day: options.as_of });
        }
        Ok(Job {
            options,
            set,
            book,
            budget: Budget::new(options.memory / 8 * 3, work.path("rows")),
            notes: Mutex::new(Notes::default()),
            done: AtomicU64::new(0),
            clock: Mutex::new(Clock { stage: "", began: Instant::now(), times: Vec::new() }),
        })
    }

    pub(crate) fn threads(&self) -> usize {
        match self.options.threads {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            threads => threads,
        }
    }

    /// Bytes for the index of persons.
    pub(crate) fn index_memory(&self) -> u64 {
        self.options.memory / 2
    }

    /// Opens a file that must be there.
    pub(crate) fn need(
        &self,
        folder: &Path,
        name: &str,
        wanted: Vec<Wanted>,
    ) -> Result<Input, ScreenError> {
        match find(folder, name) {
            Some(path) => Input::open(&path, wanted),
            None => Err(ScreenError::File {
                path: folder.join(format!("{name}.parquet")),
                why: "没有此文件，也没有 .csv · neither this file nor .csv is there".to_string(),
            }),
        }
    }

    pub(crate) fn note(&self, notes: Notes) {
        self.notes.lock().expect("no thread panics while holding it").merge(notes);
    }

    /// An error if the policy refuses any fault noted so far.
    pub(crate) fn settle(&self) -> Result<(), ScreenError> {
        self.notes.lock().expect("no thread panics while holding it").settle(&self.set)
    }

    pub(crate) fn kept_faults(&self) -> Vec<notes::KeptFault> {
        self.notes.lock().expect("no thread panics while holding it").kept()
    }

    fn faults(&self) -> Vec<FaultCount> {
        self.notes.lock().expect("no thread panics while holding it").counts(&self.set)
    }

    /// Tells the caller that a piece of a stage is done.
    pub(crate) fn done(
        &self,
        zh: &'static str,
        en: &'static str,
        _piece: usize,
        total: usize,
    ) -> Result<(), ScreenError> {
        let elapsed = {
            let mut clock = self.clock.lock().expect("no thread panics while holding it");
            clock.enter(en, &self.done);
            clock.began.elapsed()
        };
        let done = self.done.fetch_add(1, Relaxed) as usize + 1;
        let progress = Progress { stage_zh: zh, stage_en: en, done, total, elapsed };
        if (self.options.progress)(&progress) { Ok(()) } else { Err(ScreenError::Stopped) }
    }

    fn times(&self) -> Vec<(String, f64)> {
        let mut clock = self.clock.lock().expect("no thread panics while holding it");
        clock.enter("", &self.done);
        clock.times.clone()
    }
}

impl Clock {
    fn enter(&mut self, stage: &'static str, done: &AtomicU64) {
        if self.stage != stage {
            if !self.stage.is_empty() {
                self.times.push((self.stage.to_string(), self.began.elapsed().as_secs_f64()));
            }
            (self.stage, self.began) = (stage, Instant::now());
            done.store(0, Relaxed);
        }
    }
}

#[cfg(test)]
mod tests;

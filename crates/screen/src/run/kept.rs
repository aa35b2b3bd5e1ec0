//! What a run has resolved, kept for the next: the rows of registry and extracts by part, the index of
//! persons, and what each part's screening found. A run whose inputs have not changed begins here.
//!
//! A folder holds `rows.N` (packed rows, only ever added to), `index.N` (the tables of persons) and
//! `kept`, which says where in them everything stands and is replaced as a whole, last.

use std::{
    collections::{BTreeSet, HashMap},
    fs::{File, create_dir_all, metadata, remove_file, rename},
    io::{BufWriter, Read, Write},
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
};

use super::{
    Job,
    extract::Extracts,
    notes::{KeptFault, Unmatched},
    record::InputFile,
    registry::Registry,
    screening::Found,
    sheet::{Places, Sheet},
};
use crate::{
    faults::ScreenError,
    index::{PersonIndex, first_slot, split},
    pack::{pack, unpack},
};

/// Changes with the layout of the file.
const FORMAT: u32 = 1;

#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Head {
    format: u32,
    /// Hash of the tables and columns that the rule set declares.
    layout: String,
    /// Hash of rules, limits and day, under which the parts were screened.
    plan: String,
    /// Registry, extracts, and the changes since.
    inputs: Vec<KeptInput>,
    generation: u64,
    /// Hash of the columns that follow.
    columns: String,
    tables: Vec<KeptTable>,
    faults: Vec<KeptFault>,
    persons_file: String,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct KeptInput {
    pub(crate) file: InputFile,
    /// Nanoseconds since 1970: a file of the same name, length and moment is the same.
    modified: u128,
}

#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct KeptTable {
    delivered: bool,
    rows: u64,
    newest: i64,
    unmatched: Unmatched,
}

/// The folder of a state, as a run found it.
pub(crate) struct Kept {
    folder: PathBuf,
    head: Head,
    columns: Columns,
}

/// What a run goes on with.
pub(crate) struct Resolved {
    pub(crate) registry: Registry,
    pub(crate) extracts: Extracts,
    pub(crate) inputs: Vec<KeptInput>,
    /// By part, if they were found under the same rules, limits and day.
    pub(crate) found: Option<Vec<Found>>,
    /// Where the rows are kept, and the regions of the index.
    pub(crate) home: Option<(u64, Directory)>,
    /// Parts that changes have touched.
    pub(crate) touched: BTreeSet<usize>,
    /// Passes over the extracts; 0: they were not read.
    pub(crate) passes: usize,
}

/// Regions, and for each where its table begins and how many slots it has.
#[derive(Default)]
pub(crate) struct Directory {
    regions: Vec<i64>,
    slots: Vec<i64>,
}

/// Packed columns, one after another.
#[derive(Default)]
pub(crate) struct Columns {
    bytes: Vec<u8>,
    at: usize,
}

impl Columns {
    pub(crate) fn put(&mut self, values: &[i64]) {
        self.bytes.extend_from_slice(&(values.len() as u64).to_le_bytes());
        pack(values, &mut self.bytes);
    }

    /// The next column; `None` if the bytes are not ours.
    pub(crate) fn next(&mut self) -> Option<Vec<i64>> {
        let (count, rest) = self.bytes.get(self.at..)?.split_first_chunk::<8>()?;
        let count = usize::try_from(u64::from_le_bytes(*count)).ok()?;
        let mut values = Vec::new();
        let rest = unpack(rest, count, &mut values)?.len();
        self.at = self.bytes.len() - rest;
        Some(values)
    }
}

fn error(path: &Path, why: impl std::fmt::Display) -> ScreenError {
    ScreenError::File { path: path.to_path_buf(), why: why.to_string() }
}

fn modified(path: &Path) -> Result<(u64, u128), ScreenError> {
    let found = metadata(path).map_err(|why| error(path, why))?;
    let moment = found.modified().map_err(|why| error(path, why))?;
    let since = moment.duration_since(std::time::UNIX_EPOCH);
    Ok((found.len(), since.map_or(0, |since| since.as_nanos())))
}

/// An input with its hash.
pub(crate) fn input(path: &Path) -> Result<KeptInput, ScreenError> {
    let (_, moment) = modified(path)?;
    Ok(KeptInput { file: super::record::hash(path)?, modified: moment })
}

fn layout(job: &Job) -> String {
    let set = &job.set;
    let declared = format!("{:?}", (&set.registry, &set.tables, &set.policies, &set.regions));
    blake3::hash(declared.as_bytes()).to_hex().to_string()
}

fn plan(job: &Job) -> Result<String, ScreenError> {
    let mut hasher = blake3::Hasher::new();
    for path in job.options.rules.iter().chain(&job.options.limits) {
        hasher.update(super::record::hash(path)?.blake3.as_bytes());
    }
    hasher.update(&job.options.as_of.to_le_bytes());
    Ok(hasher.finalize().to_hex().to_string())
}

impl Kept {
    /// What the folder keeps, if it is whole and was kept by this program for these tables; anything else is
    /// as good as nothing, because all of it can be made anew.
    pub(crate) fn read(folder: &Path, job: &Job) -> Result<Option<Kept>, ScreenError> {
        let path = folder.join("kept");
        let Ok(mut file) = File::open(&path) else { return Ok(None) };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|why| error(&path, why))?;
        let Some((length, rest)) = bytes.split_first_chunk::<8>() else { return Ok(None) };
        let length = u64::from_le_bytes(*length) as usize;
        let Some((head, columns)) = rest.split_at_checked(length) else { return Ok(None) };
        let Ok(head) = serde_json::from_slice::<Head>(head) else { return Ok(None) };
        let there = |name: &str| folder.join(format!("{name}.{}", head.generation)).is_file();
        let whole = blake3::hash(columns).to_hex().as_str() == head.columns
            && there("rows")
            && there("index");
        let fits = whole && head.format == FORMAT && head.layout == layout(job);
        let columns = Columns { bytes: columns.to_vec(), at: 0 };
        Ok(fits.then(|| Kept { folder: folder.to_path_buf(), head, columns }))
    }

    /// Whether it was made from exactly these files.
    pub(crate) fn is_of(&self, paths: &[PathBuf]) -> Result<bool, ScreenError> {
        if paths.len() != self.head.inputs.len() {
            return Ok(false);
        }
        for (path, kept) in paths.iter().zip(&self.head.inputs) {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            let same = name.as_ref() == Some(&kept.file.name)
                && modified(path)? == (kept.file.bytes, kept.modified);
            if !same {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Opens it for a run.
    pub(crate) fn open(mut self, job: &Job) -> Result<Resolved, ScreenError> {
        let path = self.folder.join("kept");
        let damaged =
            || error(&path, "损坏；请删除后重新全量筛查 · damaged; remove it and run anew");
        let rows = self.folder.join(format!("rows.{}", self.head.generation));
        job.budget.adopt(&rows)?;
        let columns = &mut self.columns;
        let registry =
            Registry::from_kept(job, self.head.persons_file, columns).ok_or_else(damaged)?;
        let mut sheets = Vec::new();
        for table in &job.set.tables {
            let sheet = Sheet::from_kept(table.columns.len() + 1, registry.parts(), columns);
            sheets.push(sheet.ok_or_else(damaged)?);
        }
        let tables = &self.head.tables;
        let extracts = Extracts {
            inputs: tables.iter().map(|_| None).collect(),
            delivered: tables.iter().map(|table| table.delivered).collect(),
            sheets,
            unmatched: tables.iter().map(|table| table.unmatched.clone()).collect(),
            rows: tables.iter().map(|table| table.rows).collect(),
            newest: tables.iter().map(|table| table.newest).collect(),
        };
        let (regions, slots) = (columns.next(), columns.next());
        let directory =
            Directory { regions: regions.ok_or_else(damaged)?, slots: slots.ok_or_else(damaged)? };
        let found = Found::from_kept(registry.parts(), columns).ok_or_else(damaged)?;
        job.note(self.head.faults.into_iter().collect());
        extracts.check_age(job);
        job.settle()?;
        let same = self.head.plan == plan(job)?;
        Ok(Resolved {
            registry,
            extracts,
            inputs: self.head.inputs,
            found: same.then_some(found),
            home: Some((self.head.generation, directory)),
            touched: BTreeSet::new(),
            passes: 0,
        })
    }
}

/// Writes what is to be kept.
pub(crate) struct Keeper {
    folder: PathBuf,
    generation: u64,
    index: BufWriter<File>,
    directory: Directory,
}

impl Keeper {
    /// Begins a new generation beside the one that is there.
    pub(crate) fn new(folder: &Path) -> Result<Keeper, ScreenError> {
        create_dir_all(folder).map_err(|why| error(folder, why))?;
        let used = |n: &u64| {
            ["rows", "index"].iter().any(|name| folder.join(format!("{name}.{n}")).exists())
        };
        let generation = (1..).find(|n| !used(n)).unwrap_or(1);
        let path = folder.join(format!("index.{generation}"));
        let index = BufWriter::new(File::create(&path).map_err(|why| error(&path, why))?);
        let folder = folder.to_path_buf();
        Ok(Keeper { folder, generation, index, directory: Directory::default() })
    }

    /// Adds the tables of a group of regions.
    pub(crate) fn add(&mut self, index: &PersonIndex) -> Result<(), ScreenError> {
        for (region, slots) in index.tables() {
            self.directory.regions.push(region as i64);
            self.directory.slots.push(slots.len() as i64);
            for slot in slots {
                let written = self.index.write_all(&slot.to_le_bytes());
                written.map_err(|why| error(&self.folder, why))?;
            }
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<(u64, Directory), ScreenError> {
        self.index.flush().map_err(|why| error(&self.folder, why))?;
        Ok((self.generation, self.directory))
    }
}

/// Keeps a run. Rows that already stand in the file of this generation stay where they are.
pub(crate) fn keep(
    folder: &Path,
    job: &Job,
    resolved: &Resolved,
    found: &[Found],
) -> Result<(), ScreenError> {
    let Some((generation, directory)) = &resolved.home else { return Ok(()) };
    let path = folder.join(format!("rows.{generation}"));
    let file = File::options().create(true).append(true).open(&path);
    let file = file.map_err(|why| error(&path, why))?;
    let at = file.metadata().map_err(|why| error(&path, why))?.len();
    let stays = at > 0;
    let mut places = Places { file: BufWriter::new(file), at, stays };
    let mut columns = Columns::default();
    resolved.registry.keep(&job.budget, &mut places, &mut columns)?;
    for sheet in &resolved.extracts.sheets {
        sheet.keep(&job.budget, &mut places, &mut columns)?;
    }
    places.file.flush().map_err(|why| error(&path, why))?;
    columns.put(&directory.regions);
    columns.put(&directory.slots);
    Found::keep(found, &mut columns);
    let extracts = &resolved.extracts;
    let table = |at: usize| KeptTable {
        delivered: extracts.delivered[at],
        rows: extracts.rows[at],
        newest: extracts.newest[at],
        unmatched: extracts.unmatched[at].clone(),
    };
    let head = Head {
        format: FORMAT,
        layout: layout(job),
        plan: plan(job)?,
        inputs: resolved.inputs.clone(),
        generation: *generation,
        columns: blake3::hash(&columns.bytes).to_hex().to_string(),
        tables: (0..extracts.rows.len()).map(table).collect(),
        faults: job.kept_faults(),
        persons_file: resolved.registry.file.clone(),
    };
    let head = serde_json::to_vec(&head).map_err(|why| error(folder, why))?;
    let aside = folder.join(format!(".kept-{}", std::process::id()));
    let written = File::create(&aside).and_then(|mut file| {
        file.write_all(&(head.len() as u64).to_le_bytes())?;
        file.write_all(&head)?;
        file.write_all(&columns.bytes)
    });
    written.map_err(|why| error(&aside, why))?;
    let kept = folder.join("kept");
    rename(&aside, &kept).map_err(|why| error(&kept, why))?;
    forget(folder, *generation)
}

/// Removes what belongs to other generations.
fn forget(folder: &Path, generation: u64) -> Result<(), ScreenError> {
    for entry in std::fs::read_dir(folder).map_err(|why| error(folder, why))? {
        let path = entry.map_err(|why| error(folder, why))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        let number = name.strip_prefix("rows.").or(name.strip_prefix("index."));
        if number.and_then(|n| n.parse::<u64>().ok()).is_some_and(|n| n != generation) {
            remove_file(&path).map_err(|why| error(&path, why))?;
        }
    }
    Ok(())
}

/// The index as it stands in its file: few persons are looked up, so only their slots are read.
pub(crate) struct IndexFile {
    path: PathBuf,
    file: File,
    /// For each region where its table begins and how many slots it has.
    tables: HashMap<usize, (u64, usize)>,
}

impl IndexFile {
    pub(crate) fn open(
        folder: &Path,
        (generation, directory): &(u64, Directory),
    ) -> Result<IndexFile, ScreenError> {
        let path = folder.join(format!("index.{generation}"));
        let file = File::open(&path).map_err(|why| error(&path, why))?;
        let mut at = 0;
        let mut tables = HashMap::new();
        for (region, slots) in directory.regions.iter().zip(&directory.slots) {
            tables.insert(*region as usize, (at, *slots as usize));
            at += *slots as u64 * 8;
        }
        Ok(IndexFile { path, file, tables })
    }

    pub(crate) fn find(&self, body: i64) -> Result<Option<u32>, ScreenError> {
        let (region, key) = split(body);
        let Some((begin, slots)) = self.tables.get(&region) else { return Ok(None) };
        let mut slot = first_slot(*slots, key);
        loop {
            let mut bytes = [0; 64];
            let together = 8.min(slots - slot);
            let at = begin + slot as u64 * 8;
            let read = self.file.read_exact_at(&mut bytes[..together * 8], at);
            read.map_err(|why| error(&self.path, why))?;
            for here in bytes[..together * 8].as_chunks::<8>().0 {
                let here = u64::from_le_bytes(*here);
                if here == 0 {
                    return Ok(None);
                }
                if (here >> 32) as u32 == key {
                    return Ok(Some(here as u32 - 1));
                }
            }
            slot = if slot + together == *slots { 0 } else { slot + together };
        }
    }
}

//! The run record: what went in, by hash, and what was applied. It holds no times and no paths, so that
//! equal runs have equal records.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    sync::Mutex,
};

use super::{
    Job, extract::Extracts, kept::KeptInput, registry::Registry, screening::Found, workers::share,
};
use crate::{faults::ScreenError, read::find};

#[derive(Clone, Debug, serde::Serialize)]
pub struct Record {
    pub rule_set: String,
    pub version: String,
    pub as_of: u32,
    pub households: u64,
    pub persons: u64,
    pub population: u64,
    pub flagged: u64,
    pub unknown: u64,
    pub inputs: Vec<InputFile>,
    pub tables: Vec<TableRecord>,
    /// The values in force on the day, by limit and region.
    pub limits: Vec<LimitUsed>,
}

/// A file that went in.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct InputFile {
    pub name: String,
    pub bytes: u64,
    pub blake3: String,
}

#[derive(Clone, Debug, serde::Serialize)]
pub struct TableRecord {
    pub name: String,
    pub delivered: bool,
    pub rows: u64,
    /// Rows whose number the registry does not know.
    pub unmatched: u64,
}

#[derive(Clone, Debug, serde::Serialize)]
pub struct LimitUsed {
    pub name: String,
    pub region: String,
    pub from: u32,
    pub value: i64,
    pub source: String,
}

pub(crate) fn make(
    job: &Job,
    registry: &Registry,
    extracts: &Extracts,
    found: &Found,
    inputs: &[KeptInput],
) -> Result<Record, ScreenError> {
    let files = job.options.rules.iter().chain(&job.options.limits).map(|path| hash(path));
    let mut files = files.collect::<Result<Vec<_>, _>>()?;
    files.extend(inputs.iter().map(|input| input.file.clone()));
    let table = |(at, table): (usize, &crate::rules::Table)| TableRecord {
        name: table.name.clone(),
        delivered: extracts.delivered[at],
        rows: extracts.rows[at],
        unmatched: extracts.unmatched[at].rows,
    };
    Ok(Record {
        rule_set: job.set.id.clone(),
        version: job.set.version.clone(),
        as_of: job.options.as_of,
        households: u64::from(registry.households.len()),
        persons: u64::from(registry.person_starts.last().copied().unwrap_or(0)),
        population: found.counts.values().map(|c| c.population).sum(),
        flagged: found.flagged.household.len() as u64,
        unknown: found.unknown.len() as u64,
        inputs: files,
        tables: job.set.tables.iter().enumerate().map(table).collect(),
        limits: limits(job),
    })
}

/// Registry and extracts, as far as they are there.
pub(crate) fn input_paths(job: &Job) -> Vec<PathBuf> {
    let registry = ["households", "persons"].into_iter();
    let registry = registry.filter_map(|name| find(&job.options.registry, name));
    let extracts = job.set.tables.iter();
    registry.chain(extracts.filter_map(|t| find(&job.options.extracts, &t.file))).collect()
}

/// The files with their hashes, in their order.
pub(crate) fn inputs(job: &Job, paths: &[PathBuf]) -> Result<Vec<KeptInput>, ScreenError> {
    let made = Mutex::new(Vec::new());
    let work = |(): &mut (), at: usize| {
        let file = super::kept::input(&paths[at])?;
        made.lock().expect("no thread panics while holding it").push((at, file));
        job.done("输入文件摘要", "hashing", at, paths.len())
    };
    share(job.threads(), paths.len(), || (), work, |()| Ok(()))?;
    let mut inputs = made.into_inner().expect("all threads have ended");
    inputs.sort_by_key(|(at, _)| *at);
    Ok(inputs.into_iter().map(|(_, file)| file).collect())
}

fn limits(job: &Job) -> Vec<LimitUsed> {
    let mut used = Vec::new();
    for name in &job.set.limits {
        let Some(limit) = job.book.find(name) else { continue };
        let mut regions: Vec<&str> = limit.values.iter().map(|v| v.region.as_str()).collect();
        regions.sort_unstable();
        regions.dedup();
        for region in regions {
            let mine =
                limit.values.iter().filter(|v| v.region == region && v.from <= job.options.as_of);
            if let Some(v) = mine.max_by_key(|v| v.from) {
                let (name, region, source) = (name.clone(), region.to_string(), v.source.clone());
                used.push(LimitUsed { name, region, from: v.from, value: v.value, source });
            }
        }
    }
    used
}

pub(crate) fn hash(path: &Path) -> Result<InputFile, ScreenError> {
    let error =
        |why: std::io::Error| ScreenError::File { path: path.to_path_buf(), why: why.to_string() };
    let mut file = File::open(path).map_err(error)?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 1 << 17];
    let mut bytes = 0;
    loop {
        let count = file.read(&mut buffer).map_err(error)?;
        if count == 0 {
            break;
        }
        hasher.update(&buffer[..count]);
        bytes += count as u64;
    }
    let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    Ok(InputFile { name, bytes, blake3: hasher.finalize().to_hex().to_string() })
}

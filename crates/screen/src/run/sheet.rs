//! Rows sorted by the part of the registry they concern: packed in memory, beyond a budget in a file.

use std::{
    fs::File,
    io::{BufWriter, Write},
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

use super::kept::Columns;
use crate::{
    faults::ScreenError,
    pack::{pack, unpack},
};

/// Households in a part: their persons' columns stay in the second-level cache. Tests have few households.
pub(crate) const PART: u32 = if cfg!(test) { 2 } else { 1024 };
/// Rows packed at once.
const CHUNK: usize = 512;

/// What all sheets together may keep in memory, and where the rest goes.
pub(crate) struct Budget {
    pub(crate) limit: u64,
    used: AtomicU64,
    spill: Mutex<Option<(Arc<File>, u64)>>,
    path: PathBuf,
}

impl Budget {
    /// The file at `path` is made when it is needed; its folder is removed with the run.
    pub(crate) fn new(limit: u64, path: PathBuf) -> Budget {
        Budget { limit, used: AtomicU64::new(0), spill: Mutex::new(None), path }
    }

    fn file_error(&self, why: &std::io::Error) -> ScreenError {
        ScreenError::File { path: self.path.clone(), why: why.to_string() }
    }

    fn keep(&self, bytes: Vec<u8>) -> Result<Body, ScreenError> {
        let used = self.used.fetch_add(bytes.len() as u64, Relaxed);
        if used + bytes.len() as u64 <= self.limit {
            return Ok(Body::Memory(bytes.into_boxed_slice()));
        }
        self.used.fetch_sub(bytes.len() as u64, Relaxed);
        let mut spill = self.spill.lock().expect("no thread panics while holding it");
        if spill.is_none() {
            let options =
                File::options().read(true).write(true).create(true).truncate(true).open(&self.path);
            *spill = Some((Arc::new(options.map_err(|why| self.file_error(&why))?), 0));
        }
        let Some((file, end)) = spill.as_mut() else { unreachable!("made above") };
        let at = *end;
        file.write_all_at(&bytes, at).map_err(|why| self.file_error(&why))?;
        *end += bytes.len() as u64;
        Ok(Body::Disk(at, bytes.len()))
    }

    fn fetch(&self, at: u64, length: usize) -> Result<Vec<u8>, ScreenError> {
        let file = {
            let spill = self.spill.lock().expect("no thread panics while holding it");
            let Some((file, _)) = spill.as_ref() else { unreachable!("something was spilt") };
            Arc::clone(file)
        };
        let mut bytes = vec![0; length];
        file.read_exact_at(&mut bytes, at).map_err(|why| self.file_error(&why))?;
        Ok(bytes)
    }

    /// Takes the rows that an earlier run kept in a file.
    pub(crate) fn adopt(&self, path: &Path) -> Result<(), ScreenError> {
        let failed = |why: std::io::Error| ScreenError::File {
            path: path.to_path_buf(),
            why: why.to_string(),
        };
        let file = File::options().read(true).write(true).open(path).map_err(failed)?;
        let end = file.metadata().map_err(failed)?.len();
        *self.spill.lock().expect("no thread panics while holding it") =
            Some((Arc::new(file), end));
        Ok(())
    }

    /// Bytes that went to the file.
    pub(crate) fn spilt(&self) -> u64 {
        self.spill
            .lock()
            .expect("no thread panics while holding it")
            .as_ref()
            .map_or(0, |(_, end)| *end)
    }
}

/// The file where rows are kept, and its end.
pub(crate) struct Places {
    pub(crate) file: BufWriter<File>,
    pub(crate) at: u64,
    /// Rows that are on disk stand in this very file.
    pub(crate) stays: bool,
}

impl Places {
    fn keep(&mut self, budget: &Budget, body: &Body) -> Result<(u64, usize), ScreenError> {
        let fetched;
        let bytes: &[u8] = match body {
            Body::Disk(at, length) if self.stays => return Ok((*at, *length)),
            Body::Disk(at, length) => {
                fetched = budget.fetch(*at, *length)?;
                &fetched
            }
            Body::Memory(bytes) => bytes,
        };
        self.file.write_all(bytes).map_err(|why| budget.file_error(&why))?;
        let at = self.at;
        self.at += bytes.len() as u64;
        Ok((at, bytes.len()))
    }
}

enum Body {
    Memory(Box<[u8]>),
    Disk(u64, usize),
}

struct Chunk {
    /// Number of the first row in its file, where rows keep their order.
    first: u64,
    rows: u32,
    body: Body,
}

/// The rows of one table, by part.
pub(crate) struct Sheet {
    width: usize,
    parts: Vec<Mutex<Vec<Chunk>>>,
}

impl Sheet {
    /// Rows of `width` values each.
    pub(crate) fn new(width: usize, parts: usize) -> Sheet {
        Sheet { width, parts: (0..parts).map(|_| Mutex::new(Vec::new())).collect() }
    }

    fn push(
        &self,
        budget: &Budget,
        part: usize,
        first: u64,
        rows: &[i64],
        scratch: &mut Vec<i64>,
    ) -> Result<(), ScreenError> {
        let mut bytes = Vec::with_capacity(rows.len() * 2 + 16);
        for column in 0..self.width {
            scratch.clear();
            scratch.extend(rows.chunks_exact(self.width).map(|row| row[column]));
            pack(scratch, &mut bytes);
        }
        let body = budget.keep(bytes)?;
        let chunk = Chunk { first, rows: (rows.len() / self.width) as u32, body };
        self.parts[part].lock().expect("no thread panics while holding it").push(chunk);
        Ok(())
    }

    /// Forgets all rows.
    pub(crate) fn clear(&mut self, budget: &Budget) {
        for part in &mut self.parts {
            for chunk in std::mem::take(part.get_mut().expect("all threads have ended")) {
                if let Body::Memory(bytes) = chunk.body {
                    budget.used.fetch_sub(bytes.len() as u64, Relaxed);
                }
            }
        }
    }

    /// Puts the chunks of each part into the order of their rows.
    pub(crate) fn sort(&mut self) {
        for part in &mut self.parts {
            part.get_mut().expect("all threads have ended").sort_by_key(|chunk| chunk.first);
        }
    }

    /// Puts other rows in the place of a part's.
    pub(crate) fn replace(
        &mut self,
        budget: &Budget,
        part: usize,
        columns: &[Vec<i64>],
    ) -> Result<(), ScreenError> {
        let rows = columns.first().map_or(0, Vec::len);
        let mut bytes = Vec::new();
        columns.iter().for_each(|column| pack(column, &mut bytes));
        let chunks = match rows {
            0 => Vec::new(),
            rows => vec![Chunk { first: 0, rows: rows as u32, body: budget.keep(bytes)? }],
        };
        *self.parts[part].get_mut().expect("all threads have ended") = chunks;
        Ok(())
    }

    /// Writes what does not stand in the file yet, and where everything stands.
    pub(crate) fn keep(
        &self,
        budget: &Budget,
        places: &mut Places,
        columns: &mut Columns,
    ) -> Result<(), ScreenError> {
        let (mut counts, mut first, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        let (mut at, mut lengths) = (Vec::new(), Vec::new());
        for part in &self.parts {
            let chunks = part.lock().expect("no thread panics while holding it");
            counts.push(chunks.len() as i64);
            for chunk in chunks.iter() {
                let (place, length) = places.keep(budget, &chunk.body)?;
                first.push(chunk.first as i64);
                rows.push(i64::from(chunk.rows));
                at.push(place as i64);
                lengths.push(length as i64);
            }
        }
        [counts, first, rows, at, lengths].iter().for_each(|column| columns.put(column));
        Ok(())
    }

    /// A sheet whose rows stand in the budget's file; `None` if the columns do not say so.
    pub(crate) fn from_kept(width: usize, parts: usize, columns: &mut Columns) -> Option<Sheet> {
        let counts = columns.next()?;
        let (first, rows) = (columns.next()?, columns.next()?);
        let (at, lengths) = (columns.next()?, columns.next()?);
        if counts.len() != parts || [&rows, &at, &lengths].iter().any(|c| c.len() != first.len()) {
            return None;
        }
        let mut chunks = (0..first.len()).map(|i| Chunk {
            first: first[i] as u64,
            rows: rows[i] as u32,
            body: Body::Disk(at[i] as u64, lengths[i] as usize),
        });
        let part = |count: &i64| Mutex::new(chunks.by_ref().take(*count as usize).collect());
        Some(Sheet { width, parts: counts.iter().map(part).collect() })
    }

    /// First row and number of rows of each chunk of a part.
    pub(crate) fn spans(&self, part: usize) -> Vec<(u64, u32)> {
        let chunks = self.parts[part].lock().expect("no thread panics while holding it");
        chunks.iter().map(|chunk| (chunk.first, chunk.rows)).collect()
    }

    /// Appends the rows of a part to `columns`, which must be as many as the sheet is wide.
    pub(crate) fn read(
        &self,
        budget: &Budget,
        part: usize,
        columns: &mut [Vec<i64>],
    ) -> Result<(), ScreenError> {
        let chunks = self.parts[part].lock().expect("no thread panics while holding it");
        for chunk in chunks.iter() {
            let fetched;
            let mut rest: &[u8] = match &chunk.body {
                Body::Memory(bytes) => bytes,
                Body::Disk(at, length) => {
                    fetched = budget.fetch(*at, *length)?;
                    &fetched
                }
            };
            for column in columns.iter_mut() {
                rest = unpack(rest, chunk.rows as usize, column).expect("packed by `push`");
            }
        }
        Ok(())
    }
}

/// Rows of one thread on their way into a sheet.
pub(crate) struct Stage<'s> {
    sheet: &'s Sheet,
    budget: &'s Budget,
    parts: Vec<Vec<i64>>,
    scratch: Vec<i64>,
}

impl<'s> Stage<'s> {
    pub(crate) fn new(sheet: &'s Sheet, budget: &'s Budget) -> Stage<'s> {
        Stage { sheet, budget, parts: vec![Vec::new(); sheet.parts.len()], scratch: Vec::new() }
    }

    /// Adds a row, whose place in the file does not matter.
    #[inline]
    pub(crate) fn add(
        &mut self,
        part: usize,
        subject: i64,
        values: impl IntoIterator<Item = i64>,
    ) -> Result<(), ScreenError> {
        let rows = &mut self.parts[part];
        if rows.capacity() == 0 {
            rows.reserve_exact(self.sheet.width * 32);
        }
        rows.push(subject);
        rows.extend(values);
        if rows.len() >= self.sheet.width * CHUNK {
            self.sheet.push(self.budget, part, 0, rows, &mut self.scratch)?;
            self.parts[part].clear();
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<(), ScreenError> {
        for (part, rows) in self.parts.iter().enumerate().filter(|(_, rows)| !rows.is_empty()) {
            self.sheet.push(self.budget, part, 0, rows, &mut self.scratch)?;
        }
        Ok(())
    }
}

/// Rows of the registry, which keep their order.
pub(crate) struct Ordered<'s> {
    sheet: &'s Sheet,
    budget: &'s Budget,
    part: usize,
    first: u64,
    rows: Vec<i64>,
    scratch: Vec<i64>,
}

impl<'s> Ordered<'s> {
    pub(crate) fn new(sheet: &'s Sheet, budget: &'s Budget) -> Ordered<'s> {
        Ordered { sheet, budget, part: 0, first: 0, rows: Vec::new(), scratch: Vec::new() }
    }

    /// Begins the row of this number in this part; its values follow by `value`.
    pub(crate) fn begin(&mut self, part: usize, row: u64) -> Result<(), ScreenError> {
        if part != self.part || self.rows.is_empty() {
            self.flush()?;
            (self.part, self.first) = (part, row);
        }
        Ok(())
    }

    #[inline]
    pub(crate) fn value(&mut self, value: i64) {
        self.rows.push(value);
    }

    pub(crate) fn flush(&mut self) -> Result<(), ScreenError> {
        if !self.rows.is_empty() {
            self.sheet.push(self.budget, self.part, self.first, &self.rows, &mut self.scratch)?;
            self.rows.clear();
        }
        Ok(())
    }
}

//! Reads registry and extracts in batches of columns. Knows formats, not rules: what is wrong with a
//! cell is noted and the cell becomes 0; what is done about it is the run's affair.

mod citizen;
mod csv_file;
mod pages;
mod parquet_file;

use std::path::{Path, PathBuf};

use crate::{
    faults::{FaultKind, ScreenError},
    rules::{Column, Type},
};

pub(crate) use citizen::{FIRST_REST, REST};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// The number of a person, as its 17-digit body.
    Citizen,
    /// The number of a household or a region: digits, as a number or as text.
    Digits,
    Day,
    Code,
    /// A number; one in the file is so many in our unit.
    Amount(i64),
}

/// A column that is wanted from a file.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(crate) header: String,
    pub(crate) kind: Kind,
    /// In our unit; values outside are faults.
    pub(crate) min: i64,
    pub(crate) max: i64,
}

impl Wanted {
    pub(crate) fn key(header: &str, kind: Kind) -> Wanted {
        Wanted { header: header.to_string(), kind, min: i64::MIN, max: i64::MAX }
    }

    pub(crate) fn column(column: &Column) -> Wanted {
        let kind = match column.kind {
            Type::Day => Kind::Day,
            Type::Code | Type::Truth | Type::Zero => Kind::Code,
            Type::Number(_) => Kind::Amount(column.scale),
        };
        let (min, max) =
            (column.min.saturating_mul(column.scale), column.max.saturating_mul(column.scale));
        Wanted { header: column.header.clone(), kind, min, max }
    }
}

/// A cell that cannot be used; its value in the batch is 0.
#[derive(Clone, Debug)]
pub(crate) struct Wrong {
    /// Row in the batch.
    pub(crate) row: u32,
    pub(crate) column: usize,
    pub(crate) kind: FaultKind,
    pub(crate) found: String,
}

/// Consecutive rows of a file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Batch {
    /// Number of the first row in the file, from 0.
    pub(crate) first: u64,
    /// As wanted, all of one length.
    pub(crate) columns: Vec<Vec<i64>>,
    /// By row.
    pub(crate) wrong: Vec<Wrong>,
}

/// A file that can be read in independent pieces.
pub(crate) struct Input {
    pub(crate) path: PathBuf,
    /// Row groups; a CSV file is one piece.
    pub(crate) pieces: usize,
    pub(crate) bytes: u64,
    wanted: Vec<Wanted>,
    file: Format,
}

enum Format {
    Parquet(parquet_file::ParquetFile),
    Csv,
}

/// Rows read at once: a few columns of it stay in the second-level cache.
const BATCH_ROWS: usize = 8192;

/// The file of a table: `name.parquet` or `name.csv`; `None` when there is neither.
pub(crate) fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    ["parquet", "csv"]
        .iter()
        .map(|ending| folder.join(format!("{name}.{ending}")))
        .find(|path| path.is_file())
}

impl Input {
    /// Opens a file and finds the wanted columns in it.
    pub(crate) fn open(path: &Path, wanted: Vec<Wanted>) -> Result<Input, ScreenError> {
        let file_error = |why: std::io::Error| ScreenError::File {
            path: path.to_path_buf(),
            why: why.to_string(),
        };
        let bytes = std::fs::metadata(path).map_err(file_error)?.len();
        let (file, pieces) = if path.extension().is_some_and(|ending| ending == "csv") {
            csv_file::check_header(path, &wanted)?;
            (Format::Csv, 1)
        } else {
            let file = parquet_file::ParquetFile::open(path, &wanted)?;
            let pieces = file.pieces();
            (Format::Parquet(file), pieces)
        };
        Ok(Input { path: path.to_path_buf(), pieces, bytes, wanted, file })
    }

    /// Name of the file for messages.
    pub(crate) fn name(&self) -> String {
        self.path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned())
    }

    /// Number of rows; a CSV file is read for it.
    pub(crate) fn rows(&self) -> Result<u64, ScreenError> {
        match &self.file {
            Format::Parquet(file) => file.all_rows(&self.path),
            Format::Csv => csv_file::count(&self.path),
        }
    }

    /// Reads a piece batch by batch.
    pub(crate) fn read(
        &self,
        piece: usize,
        mut each: impl FnMut(&Batch) -> Result<(), ScreenError>,
    ) -> Result<(), ScreenError> {
        match &self.file {
            Format::Parquet(file) => file.read(&self.path, piece, &self.wanted, &mut each),
            Format::Csv => csv_file::read(&self.path, &self.wanted, &mut each),
        }
    }
}

/// Notes the values outside their bounds.
fn check_bounds(wanted: &[Wanted], batch: &mut Batch) {
    batch.sort();
    let before = batch.wrong.len();
    for (column, wanted) in wanted.iter().enumerate() {
        let fits = |value: &i64| *value >= wanted.min && *value <= wanted.max;
        if batch.columns[column].iter().all(fits) {
            continue;
        }
        for row in 0..batch.rows() {
            let value = batch.columns[column][row];
            let known =
                batch.wrong[..before].binary_search_by_key(&(row as u32, column), Wrong::place);
            if !fits(&value) && known.is_err() {
                batch.note(row, column, FaultKind::OutOfRange, value.to_string());
            }
        }
    }
    batch.sort();
}

impl Wrong {
    fn place(&self) -> (u32, usize) {
        (self.row, self.column)
    }
}

impl Batch {
    fn note(&mut self, row: usize, column: usize, kind: FaultKind, found: String) {
        self.columns[column][row] = 0;
        self.wrong.push(Wrong { row: row as u32, column, kind, found });
    }

    fn sort(&mut self) {
        self.wrong.sort_by_key(Wrong::place);
    }

    fn clear(&mut self, first: u64, columns: usize) {
        self.first = first;
        self.columns.resize(columns, Vec::new());
        self.columns.iter_mut().for_each(Vec::clear);
        self.wrong.clear();
    }

    pub(crate) fn rows(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }
}

/// A cell written as text.
fn from_text(text: &[u8], kind: Kind) -> Result<i64, FaultKind> {
    let trimmed = text.trim_ascii();
    if trimmed.is_empty() {
        return Err(FaultKind::MissingValue);
    }
    let whole =
        |text: &[u8]| std::str::from_utf8(text).ok().and_then(|text| text.parse::<i64>().ok());
    match kind {
        Kind::Citizen => citizen::from_text(trimmed),
        Kind::Digits => whole(trimmed).filter(|n| *n >= 0).ok_or(FaultKind::BadId),
        Kind::Code => whole(trimmed).ok_or(FaultKind::NotANumber),
        Kind::Day => {
            let digits: Vec<u8> =
                trimmed.iter().copied().filter(|b| *b != b'-' && *b != b'/').collect();
            let day = whole(&digits).filter(|day| digits.len() == 8 && crate::day::is_day(*day));
            day.ok_or(FaultKind::NotANumber)
        }
        Kind::Amount(scale) => decimal(trimmed, scale).ok_or(FaultKind::NotANumber),
    }
}

/// `123.45` at scale 100 as 12345; more digits than the scale holds are no number.
fn decimal(text: &[u8], scale: i64) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?;
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = part.trim_end_matches('0');
    let tens = 10_i64.checked_pow(u32::try_from(part.len()).ok()?)?;
    if scale % tens != 0 {
        return None;
    }
    let fraction = if part.is_empty() { 0 } else { part.parse::<i64>().ok()? * (scale / tens) };
    let negative = whole.starts_with('-');
    let whole = whole.parse::<i64>().ok()?.checked_mul(scale)?;
    if negative { whole.checked_sub(fraction) } else { whole.checked_add(fraction) }
}

/// A cell that came as a whole number in the unit of the file.
fn from_number(value: i64, kind: Kind) -> Result<i64, FaultKind> {
    match kind {
        Kind::Citizen => citizen::from_number(value),
        Kind::Digits if value < 0 => Err(FaultKind::BadId),
        Kind::Digits | Kind::Code => Ok(value),
        Kind::Day if crate::day::is_day(value) => Ok(value),
        Kind::Day => Err(FaultKind::NotANumber),
        Kind::Amount(scale) => {
            // The two ends are kept free for the kernel.
            value
                .checked_mul(scale)
                .filter(|v| *v > i64::MIN && *v < i64::MAX)
                .ok_or(FaultKind::OutOfRange)
        }
    }
}

#[cfg(test)]
mod tests;

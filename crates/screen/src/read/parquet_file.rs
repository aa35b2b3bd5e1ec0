//! Parquet, row group by row group, without Arrow.

use std::{
    fs::File,
    io::{Error, Read},
    os::unix::fs::FileExt,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::Arc,
};

use parquet::{
    basic::{ConvertedType, LogicalType, TimeUnit, Type as Physical},
    column::reader::{ColumnReader, ColumnReaderImpl},
    data_type::{ByteArray, DataType},
    errors::Result as ParquetResult,
    file::reader::{ChunkReader, FileReader, Length, SerializedFileReader},
    schema::types::ColumnDescriptor,
};

use super::{
    BATCH_ROWS, Batch, Kind, Wanted, check_bounds,
    citizen::is_body,
    from_number, from_text,
    pages::{self, Pages},
};
use crate::{
    day::from_epoch,
    faults::{FaultKind, ScreenError},
};

/// A file that several threads read at their own positions (`File` shares one among its clones).
#[derive(Clone)]
struct Shared {
    file: Arc<File>,
    length: u64,
}

struct From {
    shared: Shared,
    at: u64,
}

impl Read for From {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        let count = self.shared.file.read_at(buffer, self.at)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Length for Shared {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Shared {
    type T = std::io::BufReader<From>;

    fn get_read(&self, start: u64) -> ParquetResult<Self::T> {
        // Page headers are read through this; a page body follows in one piece.
        Ok(std::io::BufReader::with_capacity(512, From { shared: self.clone(), at: start }))
    }

    fn get_bytes(&self, start: u64, length: usize) -> ParquetResult<bytes::Bytes> {
        if start.checked_add(length as u64).is_none_or(|end| end > self.length) {
            return Err(parquet::errors::ParquetError::EOF(format!(
                "{length} bytes at {start} lie behind the end"
            )));
        }
        let mut buffer = vec![0; length];
        self.file.read_exact_at(&mut buffer, start)?;
        Ok(buffer.into())
    }
}

/// How the numbers of a column are written.
#[derive(Clone, Copy, PartialEq)]
enum Written {
    Plain,
    Unsigned32,
    Unsigned64,
    /// Days since 1970.
    EpochDay,
    /// So many in a day since 1970.
    Moment(i64),
    /// Amounts with decimals: so many make one.
    Decimal(i64),
    Text,
}

pub(super) struct ParquetFile {
    reader: SerializedFileReader<Shared>,
    columns: Vec<(usize, Written)>,
}

fn layout(path: &Path, why: impl std::fmt::Display) -> ScreenError {
    ScreenError::Layout { path: path.to_path_buf(), why: why.to_string() }
}

/// Damaged files may make the decoder panic; that too is a fault of the file, not of the program.
fn guarded<T>(path: &Path, f: impl FnOnce() -> Result<T, ScreenError>) -> Result<T, ScreenError> {
    catch_unwind(AssertUnwindSafe(f))
        .unwrap_or_else(|_| Err(layout(path, "文件损坏 · the file is damaged")))
}

impl ParquetFile {
    pub(super) fn open(path: &Path, wanted: &[Wanted]) -> Result<ParquetFile, ScreenError> {
        guarded(path, || {
            let io =
                |why: Error| ScreenError::File { path: path.to_path_buf(), why: why.to_string() };
            let file = File::open(path).map_err(io)?;
            let length = file.metadata().map_err(io)?.len();
            let shared = Shared { file: Arc::new(file), length };
            let damaged =
                |why| layout(path, format!("文件损坏或不完整 · damaged or cut off: {why}"));
            let reader = SerializedFileReader::new(shared).map_err(damaged)?;
            let schema = reader.metadata().file_metadata().schema_descr_ptr();
            let mut columns = Vec::new();
            for wanted in wanted {
                let index =
                    schema.columns().iter().position(|c| c.path().string() == wanted.header);
                let Some(index) = index else {
                    let there: Vec<String> =
                        schema.columns().iter().map(|c| c.path().string()).collect();
                    let name = &wanted.header;
                    return Err(layout(
                        path,
                        format!(
                            "缺少列 `{name}` · no column `{name}`; there are: {}",
                            there.join(", ")
                        ),
                    ));
                };
                let column = schema.column(index);
                let written = written(&column, wanted.kind).ok_or_else(|| {
                    let name = &wanted.header;
                    layout(
                        path,
                        format!(
                            "列 `{name}` 类型不符 · column `{name}` is {}, which cannot be {}",
                            column.physical_type(),
                            wanted.kind.name()
                        ),
                    )
                })?;
                if column.max_rep_level() > 0 || column.max_def_level() > 1 {
                    return Err(layout(path, format!("column `{}` is nested", wanted.header)));
                }
                columns.push((index, written));
            }
            Ok(ParquetFile { reader, columns })
        })
    }

    pub(super) fn pieces(&self) -> usize {
        self.reader.num_row_groups()
    }

    pub(super) fn read(
        &self,
        path: &Path,
        piece: usize,
        wanted: &[Wanted],
        each: &mut impl FnMut(&Batch) -> Result<(), ScreenError>,
    ) -> Result<(), ScreenError> {
        let mut first = 0;
        for before in 0..piece {
            first += self.rows(path, before)?;
        }
        let rows = self.rows(path, piece)?;
        let mut columns = guarded(path, || self.open_columns(path, piece))?;
        let mut batch = Batch::default();
        let mut done = 0;
        while done < rows {
            let count = BATCH_ROWS.min((rows - done) as usize);
            batch.clear(first + done, wanted.len());
            guarded(path, || {
                for (column, ((reader, wanted), (_, written))) in
                    columns.iter_mut().zip(wanted).zip(&self.columns).enumerate()
                {
                    let read = reader.read(count, wanted.kind, *written, column, &mut batch);
                    let place = |why| {
                        layout(
                            path,
                            format!(
                                "列 `{}` 第 {} 行起 (from row {}): {why}",
                                wanted.header,
                                first + done + 1,
                                first + done + 1
                            ),
                        )
                    };
                    let read = read.map_err(place)?;
                    if read != count {
                        return Err(place(format!("{read} of {count} rows · 行数不足")));
                    }
                }
                Ok(())
            })?;
            check_bounds(wanted, &mut batch);
            each(&batch)?;
            done += count as u64;
        }
        Ok(())
    }

    pub(super) fn all_rows(&self, path: &Path) -> Result<u64, ScreenError> {
        (0..self.pieces()).try_fold(0, |sum, piece| Ok(sum + self.rows(path, piece)?))
    }

    fn rows(&self, path: &Path, piece: usize) -> Result<u64, ScreenError> {
        let rows = self.reader.metadata().row_group(piece).num_rows();
        u64::try_from(rows).map_err(|_| layout(path, "a row group of less than no rows"))
    }

    fn open_columns(&self, path: &Path, piece: usize) -> Result<Vec<Decoder>, ScreenError> {
        let group = self.reader.get_row_group(piece).map_err(|why| layout(path, why))?;
        let open = |(column, written): &(usize, Written)| {
            let chunk = group.metadata().column(*column);
            let unsigned = *written == Written::Unsigned32;
            let reader = match pages::fit(chunk) {
                true => group
                    .get_column_page_reader(*column)
                    .map(|reader| Source::Pages(Pages::new(reader, chunk, unsigned))),
                false => {
                    group.get_column_reader(*column).map(|reader| Source::Column(Box::new(reader)))
                }
            };
            Ok(Decoder {
                reader: reader.map_err(|why| layout(path, why))?,
                optional: chunk.column_descr().max_def_level() > 0,
                levels: Vec::new(),
                small: Vec::new(),
                texts: Vec::new(),
                truths: Vec::new(),
            })
        };
        self.columns.iter().map(open).collect()
    }
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Citizen => "a citizen number (17 digits or 18 characters)",
            Kind::Digits => "digits",
            Kind::Day => "a day",
            Kind::Code => "a code",
            Kind::Amount(_) => "a whole number",
        }
    }
}

fn written(column: &ColumnDescriptor, kind: Kind) -> Option<Written> {
    let logical = column.logical_type_ref();
    match column.physical_type() {
        Physical::BOOLEAN if kind == Kind::Code => Some(Written::Plain),
        Physical::BYTE_ARRAY => Some(Written::Text),
        Physical::INT32 | Physical::INT64 => match (logical, column.converted_type(), kind) {
            (Some(LogicalType::Date), _, Kind::Day) | (_, ConvertedType::DATE, Kind::Day) => {
                Some(Written::EpochDay)
            }
            (Some(LogicalType::Timestamp(moment)), _, Kind::Day) => {
                Some(Written::Moment(match moment.unit {
                    TimeUnit::MILLIS => 86_400_000,
                    TimeUnit::MICROS => 86_400_000_000,
                    TimeUnit::NANOS => 86_400_000_000_000,
                }))
            }
            (Some(LogicalType::Date | LogicalType::Timestamp(_) | LogicalType::Time(_)), ..) => {
                None
            }
            (Some(LogicalType::Decimal(_)), _, Kind::Amount(scale))
            | (_, ConvertedType::DECIMAL, Kind::Amount(scale)) => {
                let tens = 10_i64.checked_pow(u32::try_from(column.type_scale()).ok()?)?;
                (scale % tens == 0).then_some(Written::Decimal(tens))
            }
            (Some(LogicalType::Decimal(_)), ..) => None,
            (_, ConvertedType::UINT_32, _) => Some(Written::Unsigned32),
            (_, ConvertedType::UINT_64, _) => Some(Written::Unsigned64),
            _ => Some(Written::Plain),
        },
        _ => None,
    }
}

enum Source {
    Pages(Pages),
    Column(Box<ColumnReader>),
}

/// The reader of one column of a row group, with its buffers.
struct Decoder {
    reader: Source,
    optional: bool,
    levels: Vec<i16>,
    small: Vec<i32>,
    texts: Vec<ByteArray>,
    truths: Vec<bool>,
}

impl Decoder {
    /// Reads `count` rows into a column of the batch; returns how many there were.
    fn read(
        &mut self,
        count: usize,
        kind: Kind,
        written: Written,
        column: usize,
        batch: &mut Batch,
    ) -> Result<usize, String> {
        let levels = if self.optional { Some(&mut self.levels) } else { None };
        if let Some(levels) = &levels {
            debug_assert!(levels.is_empty());
        }
        let mut values = std::mem::take(&mut batch.columns[column]);
        let (rows, found) = match &mut self.reader {
            Source::Pages(pages) => {
                let rows = pages.take(count, &mut values)?;
                (rows, rows)
            }
            Source::Column(reader) => match reader.as_mut() {
                ColumnReader::Int64ColumnReader(reader) => {
                    fill(reader, count, levels, &mut values)?
                }
                ColumnReader::Int32ColumnReader(reader) => {
                    self.small.clear();
                    let read = fill(reader, count, levels, &mut self.small)?;
                    match written {
                        Written::Unsigned32 => {
                            values.extend(self.small.iter().map(|v| i64::from(*v as u32)))
                        }
                        _ => values.extend(self.small.iter().map(|v| i64::from(*v))),
                    }
                    read
                }
                ColumnReader::BoolColumnReader(reader) => {
                    self.truths.clear();
                    let read = fill(reader, count, levels, &mut self.truths)?;
                    values.extend(self.truths.iter().map(|v| i64::from(*v)));
                    read
                }
                ColumnReader::ByteArrayColumnReader(reader) => {
                    self.texts.clear();
                    let read = fill(reader, count, levels, &mut self.texts)?;
                    values.resize(self.texts.len(), 0);
                    read
                }
                _ => return Err("a type that cannot be read".to_string()),
            },
        };
        let gaps = rows != found;
        if gaps {
            spread(&mut values, &self.levels);
            if written == Written::Text {
                spread(&mut self.texts, &self.levels);
            }
        }
        batch.columns[column] = values;
        self.interpret(rows, kind, written, column, batch);
        if gaps {
            batch.wrong.retain(|w| w.column != column || self.levels[w.row as usize] == 1);
            for (row, _) in self.levels.iter().enumerate().filter(|(_, level)| **level == 0) {
                batch.note(row, column, FaultKind::MissingValue, String::new());
            }
        }
        self.levels.clear();
        Ok(rows)
    }

    /// Brings the numbers of the file to ours.
    fn interpret(
        &self,
        rows: usize,
        kind: Kind,
        written: Written,
        column: usize,
        batch: &mut Batch,
    ) {
        if all_right(&batch.columns[column], kind, written) {
            return;
        }
        for row in 0..rows {
            let value = batch.columns[column][row];
            let ours = match (written, kind) {
                (Written::Text, kind) => from_text(self.texts[row].data(), kind),
                (Written::EpochDay, _) => from_number(from_epoch(value), kind),
                (Written::Moment(per_day), _) => {
                    from_number(from_epoch(value.div_euclid(per_day)), kind)
                }
                (Written::Decimal(tens), Kind::Amount(scale)) => {
                    from_number(value, Kind::Amount(scale / tens))
                }
                (Written::Unsigned64, _) if value < 0 => Err(FaultKind::OutOfRange),
                (_, Kind::Code) => Ok(value),
                (_, Kind::Amount(1)) if value > i64::MIN && value < i64::MAX => Ok(value),
                (_, kind) => from_number(value, kind),
            };
            match ours {
                Ok(ours) => batch.columns[column][row] = ours,
                Err(fault) => {
                    let found = match written {
                        Written::Text => {
                            String::from_utf8_lossy(self.texts[row].data()).into_owned()
                        }
                        _ => value.to_string(),
                    };
                    batch.note(row, column, fault, found);
                }
            }
        }
    }
}

/// Whether every number of a column already is ours; the loops stop for nothing, so they are fast.
fn all_right(values: &[i64], kind: Kind, written: Written) -> bool {
    match (written, kind) {
        (Written::Plain | Written::Unsigned32, Kind::Code) => true,
        (Written::Plain | Written::Unsigned32 | Written::Unsigned64, Kind::Digits) => {
            values.iter().fold(0, |all, value| all | value) >= 0
        }
        (Written::Plain | Written::Unsigned32, Kind::Amount(1)) => {
            values.iter().all(|value| *value > i64::MIN && *value < i64::MAX)
        }
        (Written::Plain | Written::Unsigned64, Kind::Citizen) => {
            values.iter().fold(true, |all, value| all & is_body(*value))
        }
        _ => false,
    }
}

/// Rows and values read; a row without a value has level 0.
fn fill<D: DataType>(
    reader: &mut ColumnReaderImpl<D>,
    count: usize,
    mut levels: Option<&mut Vec<i16>>,
    values: &mut Vec<D::T>,
) -> Result<(usize, usize), String> {
    let (mut rows, mut found) = (0, 0);
    while rows < count {
        let more = reader.read_records(count - rows, levels.as_deref_mut(), None, values);
        let (records, read, _) = more.map_err(|why| why.to_string())?;
        if records == 0 {
            break;
        }
        rows += records;
        found += read;
    }
    Ok((rows, found))
}

/// Puts a placeholder where a row has no value.
fn spread<V: Clone + Default>(values: &mut Vec<V>, levels: &[i16]) {
    let given = std::mem::take(values);
    let mut next = 0;
    for level in levels {
        let there = if *level == 1 { given.get(next) } else { None };
        next += usize::from(*level == 1);
        values.push(there.map_or(V::default(), V::clone));
    }
}

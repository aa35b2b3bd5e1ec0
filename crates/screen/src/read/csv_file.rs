//! CSV in UTF-8 (with or without a byte order mark), comma-separated, with a heading line.

use std::{fs::File, path::Path};

use super::{BATCH_ROWS, Batch, Wanted, check_bounds, from_text};
use crate::faults::{FaultKind, ScreenError};

type Reader = csv::Reader<File>;

fn layout(path: &Path, why: String) -> ScreenError {
    ScreenError::Layout { path: path.to_path_buf(), why }
}

fn open(path: &Path) -> Result<Reader, ScreenError> {
    let file = File::open(path);
    let file =
        file.map_err(|why| ScreenError::File { path: path.to_path_buf(), why: why.to_string() })?;
    Ok(csv::ReaderBuilder::new().flexible(true).buffer_capacity(1 << 18).from_reader(file))
}

/// The position of each wanted column.
fn positions(
    path: &Path,
    reader: &mut Reader,
    wanted: &[Wanted],
) -> Result<Vec<usize>, ScreenError> {
    let header = reader.byte_headers().map_err(|why| layout(path, why.to_string()))?;
    let names: Vec<&[u8]> = header
        .iter()
        .enumerate()
        .map(
            |(at, name)| {
                if at == 0 { name.strip_prefix(b"\xef\xbb\xbf").unwrap_or(name) } else { name }
            },
        )
        .map(<[u8]>::trim_ascii)
        .collect();
    let position = |wanted: &Wanted| {
        let found = names.iter().position(|name| *name == wanted.header.as_bytes());
        found.ok_or_else(|| {
            let there: Vec<_> = names.iter().map(|name| String::from_utf8_lossy(name)).collect();
            layout(
                path,
                format!(
                    "缺少列 `{}` · no column `{}`; there are: {}",
                    wanted.header,
                    wanted.header,
                    there.join(", ")
                ),
            )
        })
    };
    wanted.iter().map(position).collect()
}

pub(super) fn check_header(path: &Path, wanted: &[Wanted]) -> Result<(), ScreenError> {
    positions(path, &mut open(path)?, wanted).map(drop)
}

pub(super) fn read(
    path: &Path,
    wanted: &[Wanted],
    each: &mut impl FnMut(&Batch) -> Result<(), ScreenError>,
) -> Result<(), ScreenError> {
    let mut reader = open(path)?;
    let positions = positions(path, &mut reader, wanted)?;
    let mut record = csv::ByteRecord::new();
    let mut batch = Batch::default();
    let mut next = 0;
    loop {
        batch.clear(next, wanted.len());
        while batch.rows() < BATCH_ROWS {
            let more = reader.read_byte_record(&mut record);
            if !more.map_err(|why| {
                layout(path, format!("第 {} 行 (row {}): {why}", next + 1, next + 1))
            })? {
                break;
            }
            next += 1;
            push(&record, &positions, wanted, &mut batch);
        }
        if batch.rows() == 0 {
            return Ok(());
        }
        check_bounds(wanted, &mut batch);
        each(&batch)?;
    }
}

fn push(record: &csv::ByteRecord, positions: &[usize], wanted: &[Wanted], batch: &mut Batch) {
    let row = batch.rows();
    for (column, (position, wanted)) in positions.iter().zip(wanted).enumerate() {
        let cell = record.get(*position);
        let value = cell.map_or(Err(FaultKind::MissingValue), |cell| from_text(cell, wanted.kind));
        batch.columns[column].push(value.unwrap_or(0));
        if let Err(kind) = value {
            let found =
                cell.map_or(String::new(), |cell| String::from_utf8_lossy(cell).into_owned());
            batch.note(row, column, kind, found);
        }
    }
}

/// Counts the rows.
pub(super) fn count(path: &Path) -> Result<u64, ScreenError> {
    let mut reader = open(path)?;
    let mut record = csv::ByteRecord::new();
    let mut rows = 0;
    while reader.read_byte_record(&mut record).map_err(|why| layout(path, why.to_string()))? {
        rows += 1;
    }
    Ok(rows)
}

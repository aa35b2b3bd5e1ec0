//! csv, tsv and pasted blocks, in the encodings that Chinese offices use. A block of whole lines is
//! cut off while the one before is judged; as long as no quote is seen a line is a row and the cells
//! are found without copying.

use std::io::Read;

use encoding_rs::{Decoder, GB18030, UTF_16BE, UTF_16LE};

use super::grid::{Line, Slot};
use super::source::Input;
use super::xlsx::too_wide_in;
use super::{Block, Book, Limits, Lines, refuse};
use crate::base::{Error, Result, say};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Gb18030,
    Utf16Le,
    Utf16Be,
}

/// How a text file is to be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub encoding: Encoding,
    pub separator: u8,
    /// Length of the byte order mark.
    pub mark: usize,
}

/// Bytes read at a time.
const CHUNK: usize = 4 << 20;

/// Looks as far into a file as it needs to say how to read it.
pub(super) fn shape(file: &str, mut input: Input) -> Result<Shape> {
    let mut sample = vec![0; 1 << 16];
    let length = fill(file, &mut input, &mut sample)?;
    sample.truncate(length);
    let (encoding, mark) = match sample.as_slice() {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
        [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
        [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
        [_, 0, _, 0, ..] => (Encoding::Utf16Le, 0),
        [0, _, 0, _, ..] => (Encoding::Utf16Be, 0),
        _ => (undeclared(file, &sample, &mut input)?, 0),
    };
    let text = match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(&sample[mark..]).into_owned(),
        Encoding::Gb18030 => GB18030.decode_without_bom_handling(&sample).0.into_owned(),
        Encoding::Utf16Le => UTF_16LE.decode_without_bom_handling(&sample[mark..]).0.into_owned(),
        Encoding::Utf16Be => UTF_16BE.decode_without_bom_handling(&sample[mark..]).0.into_owned(),
    };
    if text.contains('\0') {
        return Err(with_nul(file));
    }
    let count = |c: char| text.lines().take(20).map(|line| line.matches(c).count()).sum::<usize>();
    // Prose has commas; a tab is there on purpose.
    let separator = match (count('\t'), count(','), count(';')) {
        (tabs, commas, _) if tabs > 0 && tabs * 2 >= commas => b'\t',
        (_, commas, semicolons) if semicolons > commas => b';',
        _ => b',',
    };
    Ok(Shape { encoding, separator, mark })
}

/// UTF-8 where the first bytes beyond ASCII are UTF-8; GB18030, which contains GBK, otherwise.
fn undeclared(file: &str, sample: &[u8], input: &mut Input) -> Result<Encoding> {
    let mut bytes = sample.to_vec();
    while bytes.is_ascii() {
        bytes.resize(1 << 16, 0);
        let length = fill(file, input, &mut bytes)?;
        bytes.truncate(length);
        if length == 0 {
            return Ok(Encoding::Utf8);
        }
    }
    match std::str::from_utf8(&bytes) {
        Ok(_) => Ok(Encoding::Utf8),
        // A character cut by the end of the sample.
        Err(e) if e.error_len().is_none() => Ok(Encoding::Utf8),
        Err(_) => Ok(Encoding::Gb18030),
    }
}

fn fill(file: &str, input: &mut impl Read, into: &mut [u8]) -> Result<usize> {
    let mut length = 0;
    while length < into.len() {
        match input.read(&mut into[length..]) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
            Err(e) => return Err(unreadable(file, &e)),
        }
    }
    Ok(length)
}

fn unreadable(file: &str, e: &std::io::Error) -> Error {
    Error::Missing(say!("读不了文件 {file}：{e}", "cannot read {file}: {e}"))
}

/// Whole rows of a text file as they stand.
pub struct Chunk<'a> {
    book: &'a Book,
    shape: Shape,
    bytes: Vec<u8>,
    /// Number of its first row.
    first: u32,
    quoted: bool,
}

pub(super) fn blocks<'a>(
    book: &'a Book,
    shape: Shape,
    take: &mut dyn FnMut(Block<'a>) -> Result<bool>,
) -> Result<()> {
    let mut input = Utf8::new(book.source.reader()?.0, &shape, &book.name)?;
    let mut pending: Vec<u8> = Vec::new();
    let (mut first, mut quoted) = (1, false);
    loop {
        let before = pending.len();
        let count = input.append(&book.name, &mut pending)?;
        let ended = count < CHUNK;
        // Once a quote is seen, a line may be part of a row.
        quoted = quoted || memchr::memchr(b'"', &pending[before..]).is_some();
        let (end, rows) = match quoted {
            true => whole_records(book, &pending, shape.separator, first, ended)?,
            false if ended => (pending.len(), 0),
            false => {
                let end = memchr::memrchr(b'\n', &pending).map_or(0, |at| at + 1);
                (end, memchr::memchr_iter(b'\n', &pending[..end]).count())
            }
        };
        if pending.len() - end > CHUNK.max(book.limits.line_bytes) {
            return Err(too_long(book, first, book.limits.line_bytes));
        }
        let rest = pending.split_off(end);
        let bytes = std::mem::replace(&mut pending, rest);
        let full = !bytes.is_empty();
        if full && !take(Block::Text(Chunk { book, shape, bytes, first, quoted }))? {
            return Ok(());
        }
        first += u32::try_from(rows).unwrap_or(u32::MAX);
        if ended {
            return Ok(());
        }
    }
}

/// Where the last whole row ends, and how many rows there are before it.
fn whole_records(
    book: &Book,
    bytes: &[u8],
    separator: u8,
    first: u32,
    ended: bool,
) -> Result<(usize, usize)> {
    let (mut end, mut rows) = (0, 0);
    let mut fields = Vec::new();
    while end < bytes.len() {
        match record(&bytes[end..], separator, &mut fields) {
            Some(length) => {
                end += length;
                rows += 1;
            }
            None if ended || bytes.len() - end > book.limits.line_bytes => {
                let row = first as usize + rows;
                return Err(book.refuse(
                    say!(
                        "第 {row} 行的引号没有成对",
                        "row {row} opens a quote and never closes it"
                    ),
                    say!(
                        "请补上或删去这一行的引号（\"）",
                        "add or delete the quote (\") in that row"
                    ),
                ));
            }
            None => break,
        }
    }
    Ok((end, rows))
}

/// Finds the fields of the record at the beginning: start, end, and whether in quotes. Gives the
/// length with its line end, or `None` where it is not closed. A quote inside a bare field is text.
fn record(bytes: &[u8], separator: u8, fields: &mut Vec<(usize, usize, bool)>) -> Option<usize> {
    fields.clear();
    let mut at = 0;
    loop {
        let start = at;
        if bytes.get(at) == Some(&b'"') {
            at += 1;
            loop {
                at += memchr::memchr(b'"', &bytes[at..])? + 1;
                if bytes.get(at) != Some(&b'"') {
                    break;
                }
                at += 1;
            }
        }
        let quoted = at > start;
        let close = at;
        let found = memchr::memchr2(separator, b'\n', &bytes[at..]);
        at += found.unwrap_or(bytes.len() - at);
        if quoted {
            // What follows the closing quote is not part of the field.
            fields.push((start + 1, close - 1, true));
        } else {
            let bare = bytes[start..at].strip_suffix(b"\r").map_or(at, |_| at - 1);
            let end = if bytes.get(at) == Some(&separator) { at } else { bare };
            fields.push((start, end, false));
        }
        if bytes.get(at) == Some(&separator) {
            at += 1;
        } else {
            return Some((at + 1).min(bytes.len()));
        }
    }
}

impl Chunk<'_> {
    pub(super) fn each(&self, take: &mut dyn FnMut(&Line<'_>) -> Result<bool>) -> Result<()> {
        if memchr::memchr(0, &self.bytes).is_some() {
            return Err(with_nul(&self.book.name));
        }
        let decoded;
        let text = if self.shape.encoding == Encoding::Gb18030 {
            let whole = GB18030.decode_without_bom_handling_and_without_replacement(&self.bytes);
            decoded = whole.ok_or_else(|| self.bad_encoding(0))?;
            &*decoded
        } else {
            // The quick check says only whether; where is asked of the slow one.
            simdutf8::basic::from_utf8(&self.bytes)
                .or_else(|_| std::str::from_utf8(&self.bytes))
                .map_err(|e| self.bad_encoding(e.valid_up_to()))?
        };
        if self.quoted { self.quoted_rows(text, take) } else { self.bare_rows(text, take) }
    }

    fn bare_rows(&self, text: &str, take: &mut dyn FnMut(&Line<'_>) -> Result<bool>) -> Result<()> {
        let Limits { columns: most, line_bytes, .. } = self.book.limits;
        let bytes = text.as_bytes();
        let mut slots: Vec<Slot> = Vec::new();
        let (mut row, mut line_start, mut start, mut column) = (self.first, 0, 0, 0u16);
        let ends = memchr::memchr2_iter(self.shape.separator, b'\n', bytes);
        let last = (bytes.last() != Some(&b'\n')).then_some(bytes.len());
        for at in ends.chain(last) {
            let is_end = at == bytes.len() || bytes[at] == b'\n';
            let end = if is_end && at > start && bytes[at - 1] == b'\r' { at - 1 } else { at };
            if end > start {
                if column >= most {
                    return Err(too_wide_in(&self.book.name, &self.book.sheets[0].name, most));
                }
                slots.push(Slot::text(column, start, end));
            }
            start = at + 1;
            column = column.saturating_add(1);
            if is_end {
                if at - line_start > line_bytes {
                    return Err(too_long(self.book, row, line_bytes));
                }
                if !slots.is_empty() && !take(&Line::new(row, text, &slots))? {
                    return Ok(());
                }
                slots.clear();
                (row, column, line_start) = (row.saturating_add(1), 0, start);
            }
        }
        Ok(())
    }

    fn quoted_rows(
        &self,
        text: &str,
        take: &mut dyn FnMut(&Line<'_>) -> Result<bool>,
    ) -> Result<()> {
        let most = self.book.limits.columns;
        let (mut at, mut row, mut fields) = (0, self.first, Vec::new());
        while let Some(length) = (at < text.len())
            .then(|| record(&text.as_bytes()[at..], self.shape.separator, &mut fields))
            .flatten()
        {
            let mut one = Lines::default();
            for (column, (start, end, quoted)) in (0u16..).zip(&fields) {
                let field = &text[at + start..at + end];
                let whole = if *quoted { field.replace("\"\"", "\"") } else { field.to_string() };
                if !whole.is_empty() && column >= most {
                    return Err(too_wide_in(&self.book.name, &self.book.sheets[0].name, most));
                }
                one.add_text(column, &whole);
            }
            one.end_row(row, false);
            if let Some(line) = one.last()
                && !take(&line)?
            {
                return Ok(());
            }
            at += length;
            row = row.saturating_add(1);
        }
        Ok(())
    }

    fn bad_encoding(&self, at: usize) -> Error {
        let before = memchr::memchr_iter(b'\n', &self.bytes[..at]).count();
        let row = self.first as usize + before;
        self.book.refuse(
            say!(
                "第 {row} 行或其后有不成字的字节，文字编码不一致",
                "row {row} or one after it has bytes that are no characters of the file's encoding"
            ),
            say!(
                "请在 Excel 中另存为“CSV UTF-8”或 .xlsx",
                "save it in Excel as “CSV UTF-8” or as .xlsx"
            ),
        )
    }
}

fn with_nul(file: &str) -> Error {
    refuse(
        file,
        say!(
            "文件里有空字符（NUL），不是文本表格",
            "it holds NUL bytes and is not a table in text"
        ),
        say!("请用 Excel 打开后另存为 .xlsx", "open it in Excel and save it as .xlsx"),
    )
}

fn too_long(book: &Book, row: u32, most: usize) -> Error {
    book.refuse(
        say!(
            "第 {row} 行起有一行超过 {most} 字节",
            "a line from row {row} on is longer than {most} bytes"
        ),
        say!("请检查换行是否丢失", "look whether line breaks were lost"),
    )
}

/// The file's bytes, UTF-16 turned into UTF-8 as they go by.
struct Utf8 {
    input: Input,
    decoder: Option<Decoder>,
}

impl Utf8 {
    fn new(mut input: Input, shape: &Shape, file: &str) -> Result<Utf8> {
        fill(file, &mut input, &mut [0; 3][..shape.mark])?;
        let decoder = match shape.encoding {
            Encoding::Utf8 | Encoding::Gb18030 => None,
            Encoding::Utf16Le => Some(UTF_16LE.new_decoder_without_bom_handling()),
            Encoding::Utf16Be => Some(UTF_16BE.new_decoder_without_bom_handling()),
        };
        Ok(Utf8 { input, decoder })
    }

    /// Adds about [`CHUNK`] bytes, and fewer than that only at the end.
    fn append(&mut self, file: &str, into: &mut Vec<u8>) -> Result<usize> {
        let before = into.len();
        let Some(decoder) = &mut self.decoder else {
            into.reserve(CHUNK);
            let read = (&mut self.input).take(CHUNK as u64).read_to_end(into);
            return read.map_err(|e| unreadable(file, &e));
        };
        let mut raw = vec![0; 1 << 16];
        while into.len() - before < CHUNK {
            let count = fill(file, &mut self.input, &mut raw)?;
            let ended = count < raw.len();
            let start = into.len();
            // Two bytes become three at most, and a cut pair may be held over.
            into.resize(start + count * 3 / 2 + 16, 0);
            let (_, _, made, _) = decoder.decode_to_utf8(&raw[..count], &mut into[start..], ended);
            into.truncate(start + made);
            if ended {
                break;
            }
        }
        Ok(into.len() - before)
    }
}

//! Whole numbers without gaps, plain or by dictionary, straight from the pages: nearly every column of
//! nearly every extract. What is written otherwise goes through the library's own reader.

use bytes::{Buf, Bytes};
use parquet::{
    basic::{Encoding, Type as Physical},
    column::page::{Page, PageReader},
    file::metadata::ColumnChunkMetaData,
};

/// The values of one column of a row group.
pub(super) struct Pages {
    reader: Box<dyn PageReader>,
    /// Rows may lack a value, though here none does: their levels stand before the values.
    levels: bool,
    bytes: Bytes4Or8,
    dictionary: Vec<i64>,
    body: Body,
    /// Values of the page that have not been taken.
    left: usize,
}

/// How many bytes a plain value takes, and whether four of them have a sign.
#[derive(Clone, Copy)]
enum Bytes4Or8 {
    Signed4,
    Unsigned4,
    Eight,
}

enum Body {
    Plain(Bytes),
    /// Positions in the dictionary, each so many bits: what follows the run, and the run.
    Indices(Bytes, u32, Run),
}

enum Run {
    Same(usize, u64),
    /// Packed bits, the next one, and values left.
    Packed(Bytes, usize, usize),
}

/// Whether a column chunk is one that [`Pages`] reads.
pub(super) fn fit(chunk: &ColumnChunkMetaData) -> bool {
    let whole = matches!(chunk.column_type(), Physical::INT32 | Physical::INT64);
    let known = |encoding| {
        matches!(
            encoding,
            Encoding::PLAIN | Encoding::RLE | Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY
        )
    };
    let gapless = chunk.column_descr().max_def_level() == 0
        || chunk.statistics().and_then(|s| s.null_count_opt()) == Some(0);
    whole && gapless && chunk.encodings().all(known)
}

impl Pages {
    pub(super) fn new(
        reader: Box<dyn PageReader>,
        chunk: &ColumnChunkMetaData,
        unsigned: bool,
    ) -> Pages {
        let bytes = match chunk.column_type() {
            Physical::INT64 => Bytes4Or8::Eight,
            _ if unsigned => Bytes4Or8::Unsigned4,
            _ => Bytes4Or8::Signed4,
        };
        let levels = chunk.column_descr().max_def_level() > 0;
        let body = Body::Plain(Bytes::new());
        Pages { reader, levels, bytes, dictionary: Vec::new(), body, left: 0 }
    }

    /// Appends up to `count` values; fewer when the column ends.
    pub(super) fn take(&mut self, count: usize, out: &mut Vec<i64>) -> Result<usize, String> {
        let mut taken = 0;
        while taken < count {
            if self.left == 0 && !self.next_page()? {
                break;
            }
            let now = self.left.min(count - taken);
            match &mut self.body {
                Body::Plain(bytes) => plain(bytes, self.bytes, now, out)?,
                Body::Indices(rest, width, run) => {
                    indices((rest, *width, run), &self.dictionary, now, out)?;
                }
            }
            self.left -= now;
            taken += now;
        }
        Ok(taken)
    }

    /// `false` when there is no further page.
    fn next_page(&mut self) -> Result<bool, String> {
        loop {
            let page = self.reader.get_next_page().map_err(|why| why.to_string())?;
            let (mut bytes, values, encoding, levels) = match page {
                None => return Ok(false),
                Some(Page::DictionaryPage { mut buf, num_values, .. }) => {
                    self.dictionary.clear();
                    plain(&mut buf, self.bytes, num_values as usize, &mut self.dictionary)?;
                    continue;
                }
                Some(Page::DataPage { mut buf, num_values, encoding, .. }) => {
                    let levels = match self.levels {
                        true => buf.try_get_u32_le().map_err(|_| cut())? as usize,
                        false => 0,
                    };
                    (buf, num_values, encoding, levels)
                }
                Some(Page::DataPageV2 {
                    buf,
                    num_values,
                    encoding,
                    def_levels_byte_len,
                    rep_levels_byte_len,
                    ..
                }) => {
                    let levels = def_levels_byte_len as usize + rep_levels_byte_len as usize;
                    (buf, num_values, encoding, levels)
                }
            };
            if levels > bytes.len() {
                return Err(cut());
            }
            bytes.advance(levels);
            self.left = values as usize;
            self.body = match encoding {
                Encoding::PLAIN => Body::Plain(bytes),
                Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY => {
                    let width = u32::from(bytes.try_get_u8().map_err(|_| cut())?);
                    if width > 32 {
                        return Err(format!("{width} bits for a position"));
                    }
                    Body::Indices(bytes, width, Run::Same(0, 0))
                }
                other => return Err(format!("{other} is not what the file announced")),
            };
            if self.left > 0 {
                return Ok(true);
            }
        }
    }
}

fn cut() -> String {
    "页面过短 · a page is too short".to_string()
}

fn plain(
    bytes: &mut Bytes,
    size: Bytes4Or8,
    count: usize,
    out: &mut Vec<i64>,
) -> Result<(), String> {
    let each = if matches!(size, Bytes4Or8::Eight) { 8 } else { 4 };
    let length = count.checked_mul(each).filter(|length| *length <= bytes.len()).ok_or_else(cut)?;
    let body = bytes.split_to(length);
    let (fours, eights) = (body.as_chunks::<4>().0, body.as_chunks::<8>().0);
    match size {
        Bytes4Or8::Eight => out.extend(eights.iter().map(|b| i64::from_le_bytes(*b))),
        Bytes4Or8::Signed4 => out.extend(fours.iter().map(|b| i64::from(i32::from_le_bytes(*b)))),
        Bytes4Or8::Unsigned4 => out.extend(fours.iter().map(|b| i64::from(u32::from_le_bytes(*b)))),
    }
    Ok(())
}

/// The values that positions in the dictionary stand for: runs of one, or packed bits.
fn indices(
    (rest, width, run): (&mut Bytes, u32, &mut Run),
    dictionary: &[i64],
    count: usize,
    out: &mut Vec<i64>,
) -> Result<(), String> {
    let outside = || "字典位置越界 · a position outside the dictionary".to_string();
    let mut wanted = count;
    while wanted > 0 {
        match run {
            Run::Same(0, _) | Run::Packed(_, _, 0) => *run = next_run(rest, width)?,
            Run::Same(left, index) => {
                let now = wanted.min(*left);
                let value = *dictionary.get(*index as usize).ok_or_else(outside)?;
                out.extend(std::iter::repeat_n(value, now));
                (*left, wanted) = (*left - now, wanted - now);
            }
            Run::Packed(bits, at, left) => {
                let now = wanted.min(*left);
                let mut wrong = false;
                out.extend((0..now).map(|i| {
                    let index = position(bits, *at + i * width as usize, width);
                    dictionary.get(index).copied().unwrap_or_else(|| {
                        wrong = true;
                        0
                    })
                }));
                if wrong {
                    return Err(outside());
                }
                *at += now * width as usize;
                (*left, wanted) = (*left - now, wanted - now);
            }
        }
    }
    Ok(())
}

/// `width` bits at a bit; bits behind the end are 0.
#[inline(always)]
fn position(bits: &[u8], at: usize, width: u32) -> usize {
    let (byte, shift) = (at / 8, at % 8);
    let word = match bits.get(byte..).and_then(|rest| rest.first_chunk::<8>()) {
        Some(word) => u64::from_le_bytes(*word),
        None => {
            let mut word = [0; 8];
            let rest = bits.get(byte..).unwrap_or(&[]);
            word[..rest.len()].copy_from_slice(rest);
            u64::from_le_bytes(word)
        }
    };
    ((word >> shift) & ((1 << width) - 1)) as usize
}

fn next_run(rest: &mut Bytes, width: u32) -> Result<Run, String> {
    let mut header = 0_u64;
    let mut shift = 0;
    loop {
        let byte = rest.try_get_u8().map_err(|_| cut())?;
        header |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
        shift += 7;
        if shift > 28 {
            return Err("a run too long".to_string());
        }
    }
    let count = (header >> 1) as usize;
    if header & 1 == 1 {
        // Groups of eight; the last group of a page may be cut off behind its last value.
        let length = (count * width as usize).min(rest.len());
        let values =
            if width == 0 { count * 8 } else { (length * 8 / width as usize).min(count * 8) };
        if values == 0 {
            return Err(cut());
        }
        return Ok(Run::Packed(rest.split_to(length), 0, values));
    }
    let bytes = (width as usize).div_ceil(8);
    if count == 0 || bytes > rest.len() {
        return Err(cut());
    }
    Ok(Run::Same(count, rest.try_get_uint_le(bytes).map_err(|_| cut())?))
}

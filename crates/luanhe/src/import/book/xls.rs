//! Excel 97–2003 workbooks: the records of a BIFF8 stream, one after the other.

use std::collections::BTreeSet;

use super::biff_string::Segments;
use super::grid::Filler;
use super::ole::{f64_at, u16_at, u32_at};
use super::package::{broken, locked};
use super::xlsx::too_wide_in;
use super::xlsx_parts::{built_in_shows_day, shows_day, too_many_sheets};
use super::{Area, Cell, Columns, Limits, Lines, Rows, Sheet, refuse};
use crate::base::{Result, say};

mod kind {
    pub const BOF: u16 = 0x0809;
    pub const EOF: u16 = 0x000A;
    pub const FILEPASS: u16 = 0x002F;
    pub const DATEMODE: u16 = 0x0022;
    pub const FORMAT: u16 = 0x041E;
    pub const XF: u16 = 0x00E0;
    pub const BOUNDSHEET: u16 = 0x0085;
    pub const SST: u16 = 0x00FC;
    pub const CONTINUE: u16 = 0x003C;
    pub const ROW: u16 = 0x0208;
    pub const COLINFO: u16 = 0x007D;
    pub const NUMBER: u16 = 0x0203;
    pub const RK: u16 = 0x027E;
    pub const MULRK: u16 = 0x00BD;
    pub const LABELSST: u16 = 0x00FD;
    pub const LABEL: u16 = 0x0204;
    pub const RSTRING: u16 = 0x00D6;
    pub const BOOLERR: u16 = 0x0205;
    pub const FORMULA: u16 = 0x0006;
    pub const STRING: u16 = 0x0207;
    pub const MERGEDCELLS: u16 = 0x00E5;
}

/// Kind and content of each record; what is cut off at the end is not a record.
struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = u16_at(self.bytes, self.at)?;
        let from = self.at + 4;
        let to = from + usize::from(u16_at(self.bytes, self.at + 2)?);
        let content = self.bytes.get(from..to)?;
        self.at = to;
        Some((kind, content))
    }
}

impl<'a> Records<'a> {
    /// The record just given and those that continue it.
    fn whole(&mut self, first: &'a [u8]) -> Segments<'a> {
        let mut segments = vec![first];
        while u16_at(self.bytes, self.at) == Some(kind::CONTINUE)
            && let Some((_, more)) = self.next()
        {
            segments.push(more);
        }
        Segments::new(segments)
    }
}

/// What the sheets refer to.
#[derive(Default)]
struct Globals {
    strings: Vec<String>,
    formats: Vec<(u16, bool)>,
    /// Number format of each cell style.
    styles: Vec<u16>,
    from_1904: bool,
    /// Place in the stream, hidden, name.
    sheets: Vec<(usize, bool, String)>,
}

pub(super) fn read(stream: &[u8], file: &str, limits: &Limits) -> Result<Vec<Sheet>> {
    let damaged = || broken(file, "BIFF");
    let mut records = Records { bytes: stream, at: 0 };
    let (first, begin) = records.next().ok_or_else(damaged)?;
    if first != kind::BOF || u16_at(begin, 0) != Some(0x0600) {
        return Err(refuse(
            file,
            say!("这是 Excel 95 或更早的格式", "it is in the format of Excel 95 or older"),
            say!("请用 Excel 或 WPS 打开，另存为 .xlsx", "open it in Excel and save it as .xlsx"),
        ));
    }
    let mut globals = Globals::default();
    while let Some((kind, content)) = records.next() {
        match kind {
            kind::FILEPASS => return Err(locked(file)),
            kind::EOF => break,
            _ => globals.record(kind, content, &mut records).ok_or_else(damaged)?,
        }
    }
    if globals.sheets.len() > limits.sheets {
        return Err(too_many_sheets(file, limits.sheets));
    }
    let mut sheets = Vec::new();
    let mut cells = 0;
    for (at, hidden, name) in &globals.sheets {
        let mut found = Found::default();
        let records = Records { bytes: stream, at: *at };
        found.records(records, &globals, limits).ok_or_else(damaged)?;
        if found.widest > limits.columns {
            return Err(too_wide_in(file, name, limits.columns));
        }
        cells += found.lines.cells();
        if cells > limits.held_cells || found.merges.len() > limits.merges {
            return Err(too_many_cells(file, limits));
        }
        sheets.push(found.sheet(name.clone(), *hidden));
    }
    Ok(sheets)
}

pub(super) fn too_many_cells(file: &str, limits: &Limits) -> crate::base::Error {
    let most = limits.held_cells;
    refuse(
        file,
        say!("超过 {most} 个单元格", "it has more than {most} cells"),
        say!("请另存为 .xlsx，或拆成几个文件", "save it as .xlsx, or split it"),
    )
}

impl Globals {
    fn record<'a>(
        &mut self,
        kind: u16,
        content: &'a [u8],
        records: &mut Records<'a>,
    ) -> Option<()> {
        match kind {
            kind::DATEMODE => self.from_1904 = u16_at(content, 0)? == 1,
            kind::XF => self.styles.push(u16_at(content, 2)?),
            kind::FORMAT => {
                let mut code = String::new();
                let mut text = Segments::new(vec![content.get(2..)?]);
                text.string(&mut code)?;
                self.formats.push((u16_at(content, 0)?, shows_day(&code)));
            }
            kind::BOUNDSHEET => {
                let mut name = String::new();
                let count = usize::from(*content.get(6)?);
                Segments::new(vec![content.get(7..)?]).characters(count, &mut name)?;
                // Only worksheets have cells; charts and macros do not.
                if *content.get(5)? == 0 {
                    self.sheets.push((u32_at(content, 0)? as usize, content[4] & 3 != 0, name));
                }
            }
            kind::SST => {
                let mut segments = records.whole(content);
                segments.u32()?;
                let count = segments.u32()?;
                for _ in 0..count {
                    let mut text = String::new();
                    // A table that says more strings than it has is common and harmless.
                    if segments.string(&mut text).is_none() {
                        break;
                    }
                    self.strings.push(text);
                }
            }
            _ => {}
        }
        Some(())
    }

    fn shows_day(&self, style: u16) -> bool {
        let Some(format) = self.styles.get(usize::from(style)) else { return false };
        let own = self.formats.iter().find(|(id, _)| id == format);
        own.map_or_else(|| built_in_shows_day(u32::from(*format)), |(_, day)| *day)
    }
}

/// A sheet under way. Records may come in any order of rows, so cells are sorted at the end.
#[derive(Default)]
struct Found {
    /// One line for each record, numbered by row.
    lines: Lines,
    merges: Vec<Area>,
    columns: Vec<Columns>,
    hidden_rows: BTreeSet<u32>,
    widest: u16,
    /// Where the text of the last formula belongs.
    waiting: Option<(u32, u16)>,
}

impl Found {
    fn records(
        &mut self,
        mut records: Records<'_>,
        globals: &Globals,
        limits: &Limits,
    ) -> Option<()> {
        if records.next()?.0 != kind::BOF {
            return None;
        }
        let mut depth = 1;
        while let Some((kind, content)) = records.next() {
            match kind {
                // Charts inside the sheet are streams of their own.
                kind::BOF => depth += 1,
                kind::EOF => depth -= 1,
                kind::STRING if depth == 1 => {
                    let mut text = String::new();
                    records.whole(content).string(&mut text)?;
                    if let Some((row, column)) = self.waiting.take() {
                        self.cell(row, column, Cell::Text(&text));
                    }
                }
                _ if depth == 1 => self.record(kind, content, globals)?,
                _ => {}
            }
            let over = self.lines.cells() > limits.held_cells || self.merges.len() > limits.merges;
            if depth == 0 || over {
                break;
            }
        }
        Some(())
    }

    fn record(&mut self, kind: u16, content: &[u8], globals: &Globals) -> Option<()> {
        let row = || u16_at(content, 0).map(u32::from);
        let column = || u16_at(content, 2);
        match kind {
            kind::ROW if u16_at(content, 12)? & 0x20 != 0 => {
                self.hidden_rows.insert(row()?);
            }
            kind::COLINFO => self.columns.push(Columns {
                first: u16_at(content, 0)?,
                last: column()?.min(255),
                width: Some(f64::from(u16_at(content, 4)?) / 256.0),
                hidden: u16_at(content, 8)? & 1 != 0,
            }),
            kind::NUMBER => {
                self.number(row()?, column()?, f64_at(content, 6)?, u16_at(content, 4), globals)
            }
            kind::RK => {
                let x = rk(u32_at(content, 6)?);
                self.number(row()?, column()?, x, u16_at(content, 4), globals);
            }
            kind::MULRK => {
                let cells = content.get(4..content.len().checked_sub(2)?)?.chunks_exact(6);
                for (column, cell) in (column()?..).zip(cells) {
                    self.number(row()?, column, rk(u32_at(cell, 2)?), u16_at(cell, 0), globals);
                }
            }
            kind::LABELSST => {
                let text = globals.strings.get(u32_at(content, 6)? as usize)?;
                self.cell(row()?, column()?, Cell::Text(text));
            }
            kind::LABEL | kind::RSTRING => {
                let mut text = String::new();
                Segments::new(vec![content.get(6..)?]).string(&mut text)?;
                self.cell(row()?, column()?, Cell::Text(&text));
            }
            kind::BOOLERR => {
                let value = *content.get(6)?;
                let cell = match content.get(7)? {
                    0 => Cell::Bool(value != 0),
                    _ => Cell::Error(error_name(value)),
                };
                self.cell(row()?, column()?, cell);
            }
            kind::FORMULA => self.formula(row()?, column()?, content, globals)?,
            kind::MERGEDCELLS => {
                for area in content.get(2..)?.chunks_exact(8) {
                    let at = |i: usize| u16::from_le_bytes([area[i], area[i + 1]]);
                    let area = Area {
                        top: u32::from(at(0)),
                        bottom: u32::from(at(2)),
                        left: at(4),
                        right: at(6),
                    };
                    if area.top <= area.bottom && area.left <= area.right {
                        self.merges.push(area);
                    }
                }
            }
            _ => {}
        }
        Some(())
    }

    fn formula(&mut self, row: u32, column: u16, content: &[u8], globals: &Globals) -> Option<()> {
        let value = content.get(6..14)?;
        self.waiting = None;
        if value[6..] != [0xFF, 0xFF] {
            self.number(row, column, f64_at(value, 0)?, u16_at(content, 4), globals);
            return Some(());
        }
        match value[0] {
            0 => self.waiting = Some((row, column)),
            1 => self.cell(row, column, Cell::Bool(value[2] != 0)),
            2 => self.cell(row, column, Cell::Error(error_name(value[2]))),
            _ => {}
        }
        Some(())
    }

    fn number(&mut self, row: u32, column: u16, x: f64, style: Option<u16>, globals: &Globals) {
        let is_date = style.is_some_and(|style| globals.shows_day(style));
        let x = if is_date && globals.from_1904 { x + 1462.0 } else { x };
        let cell = match x.is_finite() {
            true if is_date => Cell::Date(x),
            true => Cell::Number(x),
            false => Cell::Error("#NUM!"),
        };
        self.cell(row, column, cell);
    }

    fn cell(&mut self, row: u32, column: u16, cell: Cell<'_>) {
        if !matches!(cell, Cell::Blank | Cell::Text("")) {
            self.widest = self.widest.max(column.saturating_add(1));
            self.lines.add(column, cell);
            self.lines.end_row(row + 1, false);
        }
    }

    fn sheet(self, name: String, hidden: bool) -> Sheet {
        let mut single: Vec<_> = self.lines.iter().collect();
        single.sort_by_key(|line| line.number);
        let mut lines = Lines::default();
        let mut filler = Filler::new(&self.merges);
        for row in single.chunk_by(|a, b| a.number == b.number) {
            let number = row[0].number;
            for (column, cell) in row.iter().flat_map(|line| line.cells()) {
                lines.add(column, cell);
            }
            filler.fill(&mut lines, number - 1);
            lines.end_row(number, self.hidden_rows.contains(&(number - 1)));
        }
        let Found { merges, columns, .. } = self;
        Sheet { name, hidden, merges, columns, rows: Rows::Held(lines) }
    }
}

/// A number in four bytes: the upper part of a double or a whole number, perhaps in hundredths.
fn rk(bits: u32) -> f64 {
    let x = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { x } else { x / 100.0 }
}

fn error_name(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

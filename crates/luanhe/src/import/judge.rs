//! Lines of a block become rows, faults, repairs and sums. Blocks are judged side by side on several
//! threads, so nothing here knows the block before.

use std::hash::{BuildHasher, Hasher};

use foldhash::quality::FixedState;

use super::batch::Batch;
use super::book::{Block, Cell, Line};
use super::cell::{self, Change, Lookups, Note, Reader};
use super::heading::{Found, Unit, Words, numbers_columns, plain};
use super::reading::{KEPT, Repair, Skipped};
use super::totals::{Adding, Section, Sum, TotalRow, is_total};
use crate::base::{Day, Fault, Fen, Place, Result, say};
use crate::record::{Kind, Register, Row, Value};

/// A column as its cells are read.
pub(super) struct Reading {
    pub column: u16,
    pub field: usize,
    pub reader: Reader,
    /// It says on which day the row's places are looked up.
    is_basis: bool,
    /// The lowest level of its heading as printed, to know the heading again.
    pub heading: String,
    /// Columns that go on with what it says.
    joined: Vec<u16>,
}

/// How the lines of one sheet are judged.
pub(super) struct Judge<'a> {
    pub sheet: usize,
    pub sheet_name: &'a str,
    pub register: &'static Register,
    pub words: &'a Words,
    pub lookups: &'a Lookups<'a>,
    /// The date basis first: places are looked up on the row's day.
    pub columns: Vec<Reading>,
    pub adding: Vec<Adding>,
    pub has_region: bool,
    pub heading_ends: u32,
    /// The last column that has a heading; what stands to the right of it is not the table's.
    last_column: u16,
    pub wants_rows: bool,
    /// A row may be told again, for each row of a finer register: a household for each of its people.
    pub merges: bool,
    /// Fields that name a row; empty: equal lines are marked.
    pub key: Vec<usize>,
    pub hash: FixedState,
}

/// What became of a block.
#[derive(Default)]
pub(super) struct Judged {
    pub batch: Batch,
    /// For each row of the batch, what names it (`None` where a part of its name is missing), and
    /// whether it was repaired.
    pub names: Vec<(Option<u64>, bool)>,
    pub read: u64,
    pub rejected: u64,
    pub repaired: u64,
    pub hidden: u64,
    pub skipped: Skipped,
    pub faults: Vec<Fault>,
    pub fault_count: u64,
    pub repairs: Vec<Repair>,
    pub repair_count: u64,
    /// At least one; the last is still open.
    pub sections: Vec<Section>,
    /// Where a second table begins.
    pub second_table: Option<u32>,
}

/// What is used again from row to row.
struct Scratch {
    values: Vec<Value>,
    faults: Vec<Fault>,
    checked: Vec<Fault>,
    repairs: Vec<Repair>,
}

impl<'a> Judge<'a> {
    pub fn new(
        register: &'static Register,
        found: &Found,
        words: &'a Words,
        lookups: &'a Lookups<'a>,
    ) -> Judge<'a> {
        let mut columns: Vec<Reading> = found
            .columns
            .iter()
            .map(|column| {
                let field = &register.fields[column.field];
                let lowest = column.heading.rsplit('/').next().unwrap_or(&column.heading);
                let unit = unit_of(field.kind, column.unit.as_ref());
                Reading {
                    column: column.column,
                    field: column.field,
                    reader: Reader::new(field, field.name == register.day, unit),
                    is_basis: field.name == register.day,
                    heading: lowest.to_string(),
                    joined: column.joined.clone(),
                }
            })
            .collect();
        columns.sort_by_key(|column| !column.is_basis);
        let adding = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.reader.field.kind.is_number())
            .map(|(at, column)| {
                let is_money = column.reader.field.kind == Kind::Money;
                let rounded = is_money && column.reader.fen > Fen::YUAN;
                Adding {
                    at,
                    column: u32::from(column.column) + 1,
                    field: column.reader.field.name,
                    is_money,
                    rounded_fen: if rounded { column.reader.fen } else { 0 },
                }
            })
            .collect();
        let has_region = columns.iter().any(|column| column.reader.field.kind == Kind::Region);
        Judge {
            sheet: 0,
            sheet_name: "",
            register,
            words,
            lookups,
            columns,
            adding,
            has_region,
            heading_ends: found.last,
            last_column: found.last_column(),
            wants_rows: false,
            merges: false,
            key: register.key.iter().map(|name| register.at(name)).collect(),
            hash: FixedState::default(),
        }
    }

    pub fn block(&self, block: &Block<'_>) -> Result<Judged> {
        let mut judged = Judged { batch: Batch::new(self.sheet), ..Judged::default() };
        judged.sections.push(self.section());
        let mut scratch = Scratch {
            values: vec![Value::Null; self.register.fields.len()],
            faults: Vec::new(),
            checked: Vec::new(),
            repairs: Vec::new(),
        };
        block.each(&mut |line| {
            if line.number > self.heading_ends {
                self.line(line, &mut scratch, &mut judged);
            }
            Ok(judged.second_table.is_none())
        })?;
        Ok(judged)
    }

    fn section(&self) -> Section {
        Section { sums: vec![Sum::default(); self.adding.len()], end: None }
    }

    fn line(&self, line: &Line<'_>, scratch: &mut Scratch, judged: &mut Judged) {
        if let Some(total) = self.total_row(line) {
            judged.skipped.totals += 1;
            if let Some(open) = judged.sections.last_mut() {
                open.end = Some(total);
            }
            judged.sections.push(self.section());
            return;
        }
        // A cell repeated from a merge above says nothing of its own.
        let own =
            |c: &&Reading| !line.is_filled(c.column) && !matches!(line.cell(c.column), Cell::Blank);
        let mut filled = self.columns.iter().filter(own);
        match (filled.next(), filled.next()) {
            (None, _) => judged.skipped.blank += 1,
            (Some(only), None) if is_note(line.cell(only.column), self.columns.len()) => {
                judged.skipped.notes += 1;
            }
            _ if self.is_heading_again(line) => judged.skipped.headings += 1,
            _ => self.row(line, scratch, judged),
        }
    }

    fn total_row(&self, line: &Line<'_>) -> Option<TotalRow> {
        let mut texts = line.cells().take(3).filter_map(|(_, cell)| match cell {
            Cell::Text(text) => Some(text),
            _ => None,
        });
        if !texts.any(is_total) {
            return None;
        }
        let mut value = Value::Null;
        let printed = self.adding.iter().map(|adding| {
            let column = &self.columns[adding.at];
            let cell = line.cell(column.column);
            cell::read(&column.reader, cell, None, self.lookups, &mut value).ok()?;
            Some((value.int()?, cell::printed(&cell)))
        });
        Some(TotalRow { number: line.number, printed: printed.collect() })
    }

    /// The heading printed once more, on each page, or a row that numbers the columns.
    fn is_heading_again(&self, line: &Line<'_>) -> bool {
        let same = |column: &&Reading| line.cell(column.column) == Cell::Text(&column.heading);
        if self.columns.first().is_some_and(|column| same(&column)) {
            return self.columns.iter().filter(same).count() * 2 > self.columns.len();
        }
        line.number == self.heading_ends + 1
            && numbers_columns(line.cells().map(|(_, cell)| match cell {
                Cell::Text(text) => plain(text),
                Cell::Number(x) => x.to_string(),
                _ => "?".to_string(),
            }))
    }

    fn row(&self, line: &Line<'_>, scratch: &mut Scratch, judged: &mut Judged) {
        scratch.faults.clear();
        scratch.repairs.clear();
        self.cells(line, scratch);
        let row = Row { register: self.register, values: &scratch.values };
        scratch.checked.clear();
        (self.register.check)(&row, &mut scratch.checked);
        for mut fault in scratch.checked.drain(..) {
            // A field that could not be read is not blamed a second time for being empty.
            if !scratch.faults.iter().any(|f| f.is_error() && f.place.field == fault.place.field) {
                fault.place = self.place(line.number, &fault.place.field);
                scratch.faults.push(fault);
            }
        }
        let rejected = scratch.faults.iter().any(Fault::is_error);
        if rejected && self.looks_like_heading(line) {
            judged.second_table = Some(line.number);
            return;
        }
        self.sum(line, scratch, judged);
        judged.read += 1;
        judged.hidden += u64::from(line.hidden);
        if rejected {
            judged.rejected += 1;
        } else {
            let repaired = !scratch.repairs.is_empty();
            judged.repaired += u64::from(repaired);
            // Where nobody takes the rows, neither they nor their doubts are kept with them.
            let (values, doubts) = match self.wants_rows || self.merges {
                true => (scratch.values.as_slice(), scratch.faults.as_slice()),
                false => (&[][..], &[][..]),
            };
            judged.batch.push(line.number, values, doubts);
            judged.names.push((self.name(&scratch.values), repaired));
        }
        judged.fault_count += scratch.faults.len() as u64;
        judged.repair_count += scratch.repairs.len() as u64;
        if judged.faults.len() < KEPT {
            judged.faults.append(&mut scratch.faults);
        }
        if judged.repairs.len() < KEPT {
            judged.repairs.append(&mut scratch.repairs);
        }
    }

    fn cells(&self, line: &Line<'_>, scratch: &mut Scratch) {
        let mut day = None;
        for column in &self.columns {
            let (mut cell, is_filled) = line.cell_or_fill(column.column);
            let whole;
            if !column.joined.is_empty() {
                whole = joined(line, column);
                cell = if whole.is_empty() { Cell::Blank } else { Cell::Text(&whole) };
            }
            let field = column.reader.field;
            if is_filled && field.kind.is_number() {
                // Repeating an amount would count it once for every row.
                cell = Cell::Blank;
            }
            let value = &mut scratch.values[column.field];
            let place = || Place {
                field: field.name.to_string(),
                ..Place::cell(self.sheet_name, line.number, u32::from(column.column) + 1)
            };
            match cell::read(&column.reader, cell, day, self.lookups, value) {
                Ok(None) => {}
                Ok(Some(change)) => {
                    let Change { repair, doubt } = *change;
                    if let Some((before, after)) = repair.filter(|_| !is_filled) {
                        scratch.repairs.push(Repair { place: place(), before, after });
                    }
                    if let Some(Note { reason, remedy }) = doubt {
                        scratch.faults.push(Fault::doubt(place(), reason, remedy));
                    }
                }
                Err(_) if is_filled && field.kind.is_number() => {
                    scratch.faults.push(merged_amount(place()));
                }
                Err(note) => {
                    scratch.faults.push(Fault::error(place(), note.reason, note.remedy));
                }
            }
            if is_filled && !field.kind.is_number() {
                let after = value.text().unwrap_or("").to_string();
                scratch.repairs.push(Repair { place: place(), before: String::new(), after });
            }
            if self.has_region && column.is_basis {
                day = value.text().and_then(day_of);
            }
        }
    }

    /// The cell of a row that holds a field.
    pub fn place(&self, row: u32, field: &str) -> Place {
        let column = self.columns.iter().find(|column| column.reader.field.name == field);
        let column = column.map_or(0, |column| u32::from(column.column) + 1);
        Place { field: field.to_string(), ..Place::cell(self.sheet_name, row, column) }
    }

    /// A row that fails because it is the heading of another table below this one.
    fn looks_like_heading(&self, line: &Line<'_>) -> bool {
        let (mut texts, mut known) = (0, 0);
        for (_, cell) in line.cells().take_while(|(column, _)| *column <= self.last_column) {
            if let Cell::Text(text) = cell
                && text.len() < 100
            {
                texts += 1;
                known += usize::from(self.words.knows(&plain(text)));
            }
        }
        known >= 3 && known * 2 >= texts
    }

    fn sum(&self, line: &Line<'_>, scratch: &Scratch, judged: &mut Judged) {
        let Some(section) = judged.sections.last_mut() else { return };
        for (adding, sum) in self.adding.iter().zip(&mut section.sums) {
            let column = &self.columns[adding.at];
            match scratch.values[column.field].int() {
                Some(value) => {
                    sum.value += i128::from(value);
                    sum.count += 1;
                    if adding.rounded_fen > 0 {
                        let shown = cell::printed(&line.cell(column.column));
                        sum.decimals = sum.decimals.max(shown);
                    }
                }
                None => sum.broken |= !matches!(line.cell(column.column), Cell::Blank),
            }
        }
    }

    /// A digest of what names the row: its key, or all of it where it has none.
    fn name(&self, values: &[Value]) -> Option<u64> {
        let mut hasher = self.hash.build_hasher();
        let mut add = |value: &Value| match value {
            Value::Null | Value::Bytes(_) => hasher.write_u8(0),
            Value::Int(i) => hasher.write_i64(*i),
            Value::Real(x) => hasher.write_u64(x.to_bits()),
            Value::Text(text) => {
                hasher.write(text.as_bytes());
                hasher.write_u8(0xFF);
            }
        };
        if self.key.is_empty() {
            values.iter().for_each(&mut add);
        } else {
            for field in &self.key {
                let value = &values[*field];
                if value.is_null() {
                    return None;
                }
                add(value);
            }
        }
        Some(hasher.finish())
    }
}

/// A place from its parts: 隆化县, 蓝旗镇, 小营村. A part that says what stands before it once more
/// is not said twice; a code, which is whole by itself, stands alone.
fn joined(line: &Line<'_>, column: &Reading) -> String {
    let mut whole = String::new();
    for part in [column.column].iter().chain(&column.joined) {
        let digits;
        let part = match line.cell_or_fill(*part).0 {
            Cell::Text(text) => text.trim(),
            Cell::Number(x) => {
                digits = x.to_string();
                &digits
            }
            _ => continue,
        };
        let is_code = part.len() >= 6 && part.bytes().all(|b| b.is_ascii_digit());
        if is_code || part.starts_with(&whole) {
            whole.clear();
        }
        whole += part;
    }
    whole
}

/// A unit of money is no unit of persons: a “单位：万元” above the table is for money columns only.
fn unit_of(kind: Kind, unit: Option<&Unit>) -> Option<&Unit> {
    unit.filter(|unit| (kind == Kind::Money) == unit.fen.is_some())
}

fn day_of(iso: &str) -> Option<Day> {
    let part = |range: std::ops::Range<usize>| iso.get(range)?.parse::<i16>().ok();
    let (month, day) = (i8::try_from(part(5..7)?).ok()?, i8::try_from(part(8..10)?).ok()?);
    Day::new(part(0..4)?, month, day)
}

/// Whether the only text of a row is a remark or the heading of a group, not a row of data.
fn is_note(cell: Cell<'_>, columns: usize) -> bool {
    let Cell::Text(text) = cell else { return false };
    let text = plain(text);
    const BEGINNINGS: &[&str] = &[
        "注",
        "备注:",
        "说明",
        "填表",
        "制表",
        "审核",
        "填报",
        "单位负责",
        "负责人",
        "联系人:",
        "联系电话:",
        "附:",
        "附件",
        "数据来源",
        "单位:",
        "(一)",
        "(二)",
        "(三)",
        "(四)",
        "(五)",
    ];
    let numbered = text.chars().nth(1) == Some('、')
        && text.chars().next().is_some_and(|c| "一二三四五六七八九十".contains(c));
    columns >= 3 && (numbered || BEGINNINGS.iter().any(|begin| text.starts_with(begin)))
}

fn merged_amount(place: Place) -> Fault {
    Fault::error(
        place,
        say!(
            "数字在合并单元格里，只能算在第一行",
            "the amount is merged over several rows; it counts for the first"
        ),
        say!("请取消合并，把各行的数分开填", "unmerge the cells and enter each row's own amount"),
    )
}

//! Cells, lines and blocks of lines: the one form in which every reader hands on what it found.

use std::borrow::Cow;

use super::text;
use crate::base::{Error, Result};

/// What a cell holds, as the file has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    Blank,
    Text(&'a str),
    Number(f64),
    /// A number that its format shows as a day, counted from 1900 as Excel does.
    Date(f64),
    Bool(bool),
    /// `#REF!` and the like; empty for a formula that was never computed.
    Error(&'a str),
}

impl<'a> Cell<'a> {
    /// As a text file would have it; a day as Excel counts it.
    pub fn text(self) -> Cow<'a, str> {
        match self {
            Cell::Blank => Cow::Borrowed(""),
            Cell::Text(text) | Cell::Error(text) => Cow::Borrowed(text),
            Cell::Number(x) | Cell::Date(x) => Cow::Owned(x.to_string()),
            Cell::Bool(b) => Cow::Borrowed(if b { "1" } else { "0" }),
        }
    }
}

/// A rectangle of cells, 0-based, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub top: u32,
    pub left: u16,
    pub bottom: u32,
    pub right: u16,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Text { start: u32, end: u32 },
    Error { start: u32, end: u32 },
    Number(f64),
    Date(f64),
    Bool(bool),
}

/// One cell that is not blank; its text lies in the text of the block.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    column: u16,
    /// The value of the merged cell above, repeated here.
    filled: bool,
    what: What,
}

impl Slot {
    /// The text between two places of the block's text.
    pub(super) fn text(column: u16, start: usize, end: usize) -> Slot {
        // Blocks are cut far below 4 GiB.
        Slot { column, filled: false, what: What::Text { start: start as u32, end: end as u32 } }
    }
}

/// One row, its cells in order of column.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    /// 1-based, as the spreadsheet shows it.
    pub number: u32,
    pub hidden: bool,
    text: &'a str,
    slots: &'a [Slot],
}

impl<'a> Line<'a> {
    pub(super) fn new(number: u32, text: &'a str, slots: &'a [Slot]) -> Line<'a> {
        Line { number, hidden: false, text, slots }
    }

    #[inline]
    fn what(&self, slot: &Slot) -> Cell<'a> {
        match slot.what {
            What::Text { start, end } => Cell::Text(&self.text[start as usize..end as usize]),
            What::Error { start, end } => Cell::Error(&self.text[start as usize..end as usize]),
            What::Number(x) => Cell::Number(x),
            What::Date(x) => Cell::Date(x),
            What::Bool(b) => Cell::Bool(b),
        }
    }

    /// The cell of a 0-based column.
    #[inline]
    pub fn cell(&self, column: u16) -> Cell<'a> {
        self.slot(column).map_or(Cell::Blank, |slot| self.what(slot))
    }

    /// The cell of a 0-based column, and whether it repeats a merged cell above it.
    #[inline]
    pub fn cell_or_fill(&self, column: u16) -> (Cell<'a>, bool) {
        self.slot(column).map_or((Cell::Blank, false), |slot| (self.what(slot), slot.filled))
    }

    /// Whether the cell repeats a merged cell above it.
    pub fn is_filled(&self, column: u16) -> bool {
        self.slot(column).is_some_and(|slot| slot.filled)
    }

    #[inline]
    fn slot(&self, column: u16) -> Option<&'a Slot> {
        // Most lines have no gaps, so the column is the place.
        match self.slots.get(usize::from(column)) {
            Some(slot) if slot.column == column => Some(slot),
            _ => {
                let at = self.slots.binary_search_by_key(&column, |slot| slot.column).ok()?;
                Some(&self.slots[at])
            }
        }
    }

    /// Column and content of each cell that is not blank.
    pub fn cells(&self) -> impl Iterator<Item = (u16, Cell<'a>)> {
        self.slots.iter().map(|slot| (slot.column, self.what(slot)))
    }
}

/// Rows that own their text, in three vectors whatever their number.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    text: String,
    slots: Vec<Slot>,
    rows: Vec<RowEnd>,
}

#[derive(Clone, Copy, Debug)]
struct RowEnd {
    number: u32,
    hidden: bool,
    slots: usize,
}

/// Rows handed on at a time, so that two cores share the work and memory stays small.
const ROWS_OF_A_BLOCK: usize = 2_048;

impl Lines {
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn cells(&self) -> usize {
        self.slots.len()
    }

    pub(super) fn is_full(&self) -> bool {
        self.rows.len() >= ROWS_OF_A_BLOCK || self.text.len() > 1 << 20
    }

    pub(super) fn add_text(&mut self, column: u16, text: &str) {
        if !text.is_empty() {
            let start = self.text.len();
            self.text.push_str(text);
            self.slots.push(Slot::text(column, start, self.text.len()));
        }
    }

    pub(super) fn add_error(&mut self, column: u16, text: &str) {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        let what = What::Error { start, end: self.text.len() as u32 };
        self.slots.push(Slot { column, filled: false, what });
    }

    pub(super) fn add_number(&mut self, column: u16, x: f64, is_date: bool) {
        let what = if is_date { What::Date(x) } else { What::Number(x) };
        self.slots.push(Slot { column, filled: false, what });
    }

    pub(super) fn add_bool(&mut self, column: u16, b: bool) {
        self.slots.push(Slot { column, filled: false, what: What::Bool(b) });
    }

    pub(super) fn add(&mut self, column: u16, cell: Cell<'_>) {
        match cell {
            Cell::Blank => {}
            Cell::Text(text) => self.add_text(column, text),
            Cell::Error(text) => self.add_error(column, text),
            Cell::Number(x) => self.add_number(column, x, false),
            Cell::Date(x) => self.add_number(column, x, true),
            Cell::Bool(b) => self.add_bool(column, b),
        }
    }

    /// Marks the cell added last as repeating a merged one.
    fn mark_filled(&mut self) {
        if let Some(slot) = self.slots.last_mut() {
            slot.filled = true;
        }
    }

    /// Closes the row whose cells were added since the last one; a row without cells is dropped.
    pub(super) fn end_row(&mut self, number: u32, hidden: bool) {
        let from = self.rows.last().map_or(0, |row| row.slots);
        if self.slots.len() > from {
            let row = &mut self.slots[from..];
            // Files may give cells out of order; a later one for the same place is dropped on look-up.
            if !row.is_sorted_by_key(|slot| slot.column) {
                row.sort_by_key(|slot| slot.column);
            }
            self.rows.push(RowEnd { number, hidden, slots: self.slots.len() });
        }
    }

    pub(super) fn push(&mut self, line: &Line<'_>) {
        for slot in line.slots {
            self.add(slot.column, line.what(slot));
            if slot.filled {
                self.mark_filled();
            }
        }
        self.end_row(line.number, line.hidden);
    }

    pub fn iter(&self) -> impl Iterator<Item = Line<'_>> {
        (0..self.rows.len()).map(|at| self.line(at))
    }

    pub(super) fn last(&self) -> Option<Line<'_>> {
        self.rows.len().checked_sub(1).map(|at| self.line(at))
    }

    fn line(&self, at: usize) -> Line<'_> {
        let from = at.checked_sub(1).map_or(0, |before| self.rows[before].slots);
        let RowEnd { number, hidden, slots } = self.rows[at];
        Line { number, hidden, text: &self.text, slots: &self.slots[from..slots] }
    }

    pub(super) fn blocks<'a>(
        &'a self,
        take: &mut dyn FnMut(Block<'a>) -> Result<bool>,
    ) -> Result<()> {
        let mut from = 0;
        while from < self.rows.len() {
            let to = self.rows.len().min(from + ROWS_OF_A_BLOCK);
            if !take(Block::Held { lines: self, from, to })? {
                break;
            }
            from = to;
        }
        Ok(())
    }
}

/// Some following rows of a sheet.
pub enum Block<'a> {
    Held { lines: &'a Lines, from: usize, to: usize },
    Own(Lines),
    Text(text::Chunk<'a>),
}

impl Block<'_> {
    /// Gives each line until `take` says `false`.
    pub fn each(&self, take: &mut dyn FnMut(&Line<'_>) -> Result<bool, Error>) -> Result<()> {
        let (lines, from, to) = match self {
            Block::Text(chunk) => return chunk.each(take),
            Block::Own(lines) => (lines, 0, lines.len()),
            Block::Held { lines, from, to } => (*lines, *from, *to),
        };
        for at in from..to {
            if !take(&lines.line(at))? {
                break;
            }
        }
        Ok(())
    }
}

/// Repeats the content of cells merged downwards, as the rows go by.
#[derive(Default)]
pub(super) struct Filler {
    /// Areas of more than one row by their top row, last first.
    waiting: Vec<Area>,
    open: Vec<(Area, Lines)>,
}

impl Filler {
    pub(super) fn new(merges: &[Area]) -> Filler {
        let mut waiting: Vec<Area> =
            merges.iter().filter(|area| area.bottom > area.top).copied().collect();
        waiting.sort_by_key(|area| std::cmp::Reverse(area.top));
        Filler { waiting, open: Vec::new() }
    }

    /// Adds to the row under way (0-based) what merged cells above repeat, before it is closed.
    pub(super) fn fill(&mut self, lines: &mut Lines, row: u32) {
        if self.open.is_empty() && self.waiting.last().is_none_or(|area| area.top > row) {
            return;
        }
        let from = lines.rows.last().map_or(0, |end| end.slots);
        let has_data = lines.slots.len() > from;
        self.open.retain(|(area, _)| area.bottom >= row);
        for (area, held) in &self.open {
            let taken = lines.slots[from..].iter().any(|slot| slot.column == area.left);
            if let (true, false, Some(above)) = (has_data, taken, held.iter().next()) {
                lines.add(area.left, above.cell(area.left));
                lines.mark_filled();
            }
        }
        while let Some(area) = self.waiting.pop_if(|area| area.top <= row) {
            let line =
                Line { number: 0, hidden: false, text: &lines.text, slots: &lines.slots[from..] };
            let cell = line.slots.iter().find(|slot| slot.column == area.left);
            if let (true, Some(slot)) = (area.top == row, cell) {
                let mut held = Lines::default();
                held.add(area.left, line.what(slot));
                held.end_row(0, false);
                self.open.push((area, held));
            }
        }
    }
}

//! Opening a file by what it holds, not by its ending, within limits that a hostile file cannot pass.
//!
//! xlsx and text are streamed. xls and ods are held in a compact form: both are read by our own
//! readers, because the usual library builds a dense range, for which a file of 700 bytes may ask
//! some gigabytes, and gives neither hidden rows nor, for xls, a bound before it allocates.

mod biff_string;
mod grid;
mod ods;
mod ole;
mod open;
mod package;
mod source;
mod text;
mod xls;
mod xlsx;
mod xlsx_parts;

#[cfg(test)]
mod tests;

pub use grid::{Area, Block, Cell, Line, Lines};
pub use source::Source;

use std::borrow::Cow;

use crate::base::{Error, Fault, Place, Result, Said};

/// What a file may ask of us. Tests use smaller ones.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Of a zip or an OLE file, which are looked into at random.
    pub packed_bytes: u64,
    /// Of a text file, which is only streamed.
    pub text_bytes: u64,
    /// Of any one part of a zip, inflated.
    pub part_bytes: u64,
    /// Shared strings, inflated; they are held.
    pub string_bytes: u64,
    /// Cells of a sheet that are not blank.
    pub streamed_cells: usize,
    /// The same, where the whole book is held.
    pub held_cells: usize,
    /// Columns that hold anything.
    pub columns: u16,
    pub sheets: usize,
    pub merges: usize,
    /// Of one cell or one line of text.
    pub line_bytes: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            packed_bytes: 256 << 20,
            text_bytes: 8 << 30,
            part_bytes: 768 << 20,
            string_bytes: 256 << 20,
            streamed_cells: 60_000_000,
            held_cells: 8_000_000,
            columns: 1_000,
            sheets: 500,
            merges: 200_000,
            line_bytes: 1 << 20,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    Xls,
    Ods,
    /// csv, tsv, or a block pasted from Excel.
    Text,
}

/// What is done with each row of a table: its number in the file, and its cells as text.
pub type EachRow<'t> = dyn FnMut(u32, &[Cow<'_, str>]) -> Result<()> + 't;

/// The width of a run of columns, in characters, and whether it is hidden.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Columns {
    /// 0-based, both included.
    pub first: u16,
    pub last: u16,
    pub width: Option<f64>,
    pub hidden: bool,
}

#[derive(Debug)]
pub struct Sheet {
    pub name: String,
    pub hidden: bool,
    pub merges: Vec<Area>,
    pub columns: Vec<Columns>,
    rows: Rows,
}

#[derive(Debug)]
enum Rows {
    Held(Lines),
    /// The part of the package that has them.
    Part(String),
    Text,
}

/// A file that was opened and looks sound so far; its rows are read on demand, as often as wanted.
#[derive(Debug)]
pub struct Book {
    /// As the user knows it.
    pub name: String,
    pub format: Format,
    pub sheets: Vec<Sheet>,
    /// Days are counted from 1904 (old Macs).
    from_1904: bool,
    source: Source,
    limits: Limits,
    workbook: Option<xlsx_parts::Workbook>,
    text: Option<text::Shape>,
}

impl Book {
    pub fn open(name: &str, source: Source) -> Result<Book> {
        Book::open_within(name, source, Limits::default())
    }

    pub fn open_within(name: &str, source: Source, limits: Limits) -> Result<Book> {
        open::open(name, source, limits)
    }

    /// Text that was copied in a spreadsheet and pasted into a page.
    pub fn pasted(text: &str) -> Result<Book> {
        Book::open("pasted", Source::from(text.as_bytes().to_vec()))
    }

    /// Gives the rows of a sheet in order, a block at a time, until `take` says `false`.
    pub fn blocks<'a>(
        &'a self,
        sheet: usize,
        take: &mut dyn FnMut(Block<'a>) -> Result<bool>,
    ) -> Result<()> {
        let at = &self.sheets[sheet];
        match (&at.rows, &self.workbook, &self.text) {
            (Rows::Held(lines), ..) => lines.blocks(take),
            (Rows::Part(part), Some(workbook), _) => {
                xlsx::blocks(self, workbook, (at, part), &mut |lines| take(Block::Own(lines)))
            }
            (Rows::Text, _, Some(shape)) => text::blocks(self, *shape, take),
            (Rows::Part(_) | Rows::Text, ..) => {
                Err(Error::broken("book", "a sheet without the parts that it was opened with"))
            }
        }
    }

    /// Gives the rows of a sheet that are not blank, each with its number and each cell as text: for
    /// tables whose columns are named, not understood.
    pub fn texts(&self, sheet: usize, take: &mut EachRow<'_>) -> Result<()> {
        self.blocks(sheet, &mut |block| {
            block.each(&mut |line| {
                let mut cells: Vec<Cow<'_, str>> = Vec::new();
                for (column, cell) in line.cells() {
                    cells.resize(usize::from(column), Cow::Borrowed(""));
                    cells.push(cell.text());
                }
                take(line.number, &cells).map(|()| true)
            })?;
            Ok(true)
        })
    }

    /// The first rows of a sheet, at most `rows` of them.
    pub fn head(&self, sheet: usize, rows: usize) -> Result<Lines> {
        let mut head = Lines::default();
        self.blocks(sheet, &mut |block| {
            block.each(&mut |line| {
                if head.len() < rows {
                    head.push(line);
                }
                Ok(head.len() < rows)
            })?;
            Ok(head.len() < rows)
        })?;
        Ok(head)
    }

    fn refuse(&self, reason: Said, remedy: Said) -> Error {
        refuse(&self.name, reason, remedy)
    }
}

/// The file as a whole is not accepted.
fn refuse(file: &str, reason: Said, remedy: Said) -> Error {
    let place = Place { sheet: file.to_string(), ..Place::default() };
    Error::fault(Fault::error(place, reason, remedy))
}

//! The rows of an xlsx sheet, cell by cell as they inflate; never a dense range.

use quick_xml::events::{BytesStart, Event};

use super::grid::Filler;
use super::package::{Package, add_text, broken, too_big};
use super::xlsx_parts::{Workbook, cell_place};
use super::{Book, Lines, Sheet};
use crate::base::{Result, say};

#[derive(Clone, Copy, Default, PartialEq)]
enum Type {
    #[default]
    Number,
    Shared,
    /// The result of a formula, or a text in place.
    Text,
    Bool,
    Error,
    /// A day in ISO form.
    Day,
}

/// The cell under way.
#[derive(Default)]
struct Open {
    column: u16,
    of: Type,
    is_date: bool,
    has_formula: bool,
    in_value: bool,
    value: String,
}

struct Rows<'a> {
    book: &'a Book,
    workbook: &'a Workbook,
    sheet: &'a Sheet,
    filler: Filler,
    lines: Lines,
    /// 0-based.
    row: u32,
    next_row: u32,
    hidden: bool,
    next_column: u16,
    cell: Open,
    cells: usize,
    widest: u16,
}

pub(super) fn blocks(
    book: &Book,
    workbook: &Workbook,
    (sheet, part): (&Sheet, &str),
    take: &mut dyn FnMut(Lines) -> Result<bool>,
) -> Result<()> {
    let mut package = Package::open(&book.name, book.source.reader()?.0, book.limits)?;
    let Some(mut inflated) = package.part(part)? else { return Err(broken(&book.name, part)) };
    let mut rows = Rows {
        book,
        workbook,
        sheet,
        filler: Filler::new(&sheet.merges),
        lines: Lines::default(),
        row: 0,
        next_row: 0,
        hidden: false,
        next_column: 0,
        cell: Open::default(),
        cells: 0,
        widest: 0,
    };
    let mut pending: Vec<u8> = Vec::new();
    loop {
        let before = pending.len();
        pending.resize(before + WINDOW, 0);
        let count = inflated.fill(&mut pending[before..])?;
        pending.truncate(before + count);
        // The row under way is left for the next window; at the end there is none.
        let end = if count == 0 { pending.len() } else { last_row(&pending) };
        if pending.len() - end > book.limits.line_bytes * 4 {
            return Err(too_big(&book.name));
        }
        let text = std::str::from_utf8(&pending[..end]);
        let text = text.map_err(|e| broken(&book.name, &e.to_string()))?;
        if !rows.window(text, take)? || count == 0 {
            break;
        }
        pending.drain(..end);
    }
    if !rows.lines.is_empty() {
        take(rows.lines)?;
    }
    Ok(())
}

/// Inflated bytes parsed at a time, in place.
const WINDOW: usize = 1 << 18;

/// Where the last row begins whose end is not in sight.
fn last_row(bytes: &[u8]) -> usize {
    if let Some(at) = memchr::memmem::rfind(bytes, b"<row") {
        return at;
    }
    // Some writers put a prefix before each name: <x:row.
    let named = memchr::memmem::rfind(bytes, b":row");
    named.and_then(|at| memchr::memrchr(b'<', &bytes[..at])).unwrap_or(0)
}

impl Rows<'_> {
    /// Takes in whole rows; gives whether more are wanted.
    fn window(&mut self, text: &str, take: &mut dyn FnMut(Lines) -> Result<bool>) -> Result<bool> {
        let mut reader = quick_xml::Reader::from_str(text);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        loop {
            match reader.read_event().map_err(|e| broken(&self.book.name, &e.to_string()))? {
                Event::Start(tag) => self.start(&tag),
                Event::Empty(tag) => {
                    self.start(&tag);
                    self.end(tag.local_name().as_ref())?;
                }
                Event::End(tag) => {
                    let name = tag.local_name();
                    if name.as_ref() == "sheetData" {
                        return Ok(false);
                    }
                    self.end(name.as_ref())?;
                    let full = name.as_ref() == "row" && self.lines.is_full();
                    if full && !take(std::mem::take(&mut self.lines))? {
                        return Ok(false);
                    }
                }
                Event::Eof => return Ok(true),
                other if self.cell.in_value => add_text(&other, &mut self.cell.value),
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "c" => self.start_cell(tag),
            "v" | "t" => self.cell.in_value = true,
            "f" => self.cell.has_formula = true,
            "row" => {
                (self.row, self.hidden, self.next_column) = (self.next_row, false, 0);
                for attribute in tag.attributes().with_checks(false).flatten() {
                    match attribute.key.as_ref() {
                        "r" => {
                            let row = attribute.value.parse::<u32>().ok();
                            self.row = row.and_then(|r| r.checked_sub(1)).unwrap_or(self.next_row);
                        }
                        "hidden" => self.hidden = matches!(&*attribute.value, "1" | "true"),
                        _ => {}
                    }
                }
                self.next_row = self.row.saturating_add(1);
            }
            _ => {}
        }
    }

    fn start_cell(&mut self, tag: &BytesStart<'_>) {
        let cell = &mut self.cell;
        cell.value.clear();
        (cell.column, cell.of, cell.is_date) = (self.next_column, Type::Number, false);
        (cell.has_formula, cell.in_value) = (false, false);
        for attribute in tag.attributes().with_checks(false).flatten() {
            let value = &*attribute.value;
            match attribute.key.as_ref() {
                "r" => cell.column = cell_place(value).map_or(self.next_column, |(c, _)| c),
                "t" => {
                    cell.of = match value {
                        "s" => Type::Shared,
                        "str" | "inlineStr" => Type::Text,
                        "b" => Type::Bool,
                        "e" => Type::Error,
                        "d" => Type::Day,
                        _ => Type::Number,
                    }
                }
                "s" => {
                    let style = value.parse::<usize>().ok();
                    let date = style.and_then(|style| self.workbook.dates.get(style));
                    cell.is_date = date.copied().unwrap_or(false);
                }
                _ => {}
            }
        }
        self.next_column = cell.column.saturating_add(1);
    }

    fn end(&mut self, name: &str) -> Result<()> {
        match name {
            "c" => self.end_cell(),
            "v" | "t" => {
                self.cell.in_value = false;
                Ok(())
            }
            "row" => {
                if self.row >= 1_048_576 {
                    return Err(broken(&self.book.name, "row number"));
                }
                self.filler.fill(&mut self.lines, self.row);
                self.lines.end_row(self.row + 1, self.hidden);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn end_cell(&mut self) -> Result<()> {
        let Open { column, of, is_date, has_formula, ref value, .. } = self.cell;
        let lines = &mut self.lines;
        let before = lines.cells();
        match of {
            _ if value.is_empty() => {
                if has_formula && of == Type::Number {
                    lines.add_error(column, "");
                }
            }
            Type::Number => match value.trim().parse::<f64>() {
                Ok(x) if x.is_finite() => {
                    let x = if is_date && self.book.from_1904 { x + 1462.0 } else { x };
                    lines.add_number(column, x, is_date);
                }
                _ => lines.add_error(column, value),
            },
            Type::Shared => {
                let text = value.trim().parse().ok().and_then(|at| self.workbook.string(at));
                let Some(text) = text else {
                    return Err(broken(&self.book.name, "shared string"));
                };
                lines.add_text(column, text);
            }
            Type::Text => lines.add_text(column, value),
            Type::Bool => lines.add_bool(column, value == "1" || value == "true"),
            Type::Error => lines.add_error(column, value),
            Type::Day => lines.add_text(column, value.split('T').next().unwrap_or(value)),
        }
        if lines.cells() > before {
            self.cells += 1;
            self.count(column)?;
        }
        Ok(())
    }

    fn count(&mut self, column: u16) -> Result<()> {
        let most = self.book.limits.columns;
        if column >= self.widest {
            self.widest = column + 1;
            if self.widest > most {
                return Err(too_wide(self.book, &self.sheet.name, most));
            }
        }
        let most = self.book.limits.streamed_cells;
        if self.cells > most {
            return Err(self.book.refuse(
                say!(
                    "工作表“{}”超过 {most} 个单元格",
                    "sheet “{}” has more than {most} cells",
                    self.sheet.name
                ),
                say!("请拆成几个文件", "split it into several files"),
            ));
        }
        Ok(())
    }
}

pub(super) fn too_wide(book: &Book, sheet: &str, most: u16) -> crate::base::Error {
    too_wide_in(&book.name, sheet, most)
}

pub(super) fn too_wide_in(file: &str, sheet: &str, most: u16) -> crate::base::Error {
    super::refuse(
        file,
        say!(
            "工作表“{sheet}”有内容的列超过 {most} 列",
            "sheet “{sheet}” uses more than {most} columns"
        ),
        say!("请删去表格右侧多余的内容", "delete what stands to the right of the table"),
    )
}

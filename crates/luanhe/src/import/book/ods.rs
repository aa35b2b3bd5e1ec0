//! OpenDocument sheets (LibreOffice, some WPS): one XML part in which rows and cells may be said to
//! repeat; blank repeats cost nothing, others count against the limits.

use quick_xml::events::{BytesStart, Event};

use super::grid::Filler;
use super::package::{Package, add_text, attribute, broken};
use super::xls::too_many_cells;
use super::xlsx::too_wide_in;
use super::xlsx_parts::too_many_sheets;
use super::{Area, Cell, Limits, Lines, Rows, Sheet};
use crate::base::{Day, Result};

struct Open {
    column: u16,
    repeat: u32,
    kind: String,
    value: String,
    paragraphs: usize,
    text: String,
}

struct Tables<'a> {
    file: &'a str,
    limits: &'a Limits,
    sheets: Vec<Sheet>,
    lines: Lines,
    merges: Vec<Area>,
    /// 0-based.
    row: u32,
    row_repeat: u32,
    hidden: bool,
    column: u32,
    cell: Option<Open>,
    in_paragraph: bool,
    cells: usize,
}

pub(super) fn read(package: &mut Package, file: &str, limits: &Limits) -> Result<Vec<Sheet>> {
    let mut tables = Tables {
        file,
        limits,
        sheets: Vec::new(),
        lines: Lines::default(),
        merges: Vec::new(),
        row: 0,
        row_repeat: 1,
        hidden: false,
        column: 0,
        cell: None,
        in_paragraph: false,
        cells: 0,
    };
    let Some(mut xml) = package.xml("content.xml")? else {
        return Err(broken(file, "content.xml"));
    };
    // Comments of cells and drawings have paragraphs of their own.
    let mut aside = 0;
    xml.each(|event| {
        match event {
            Event::Start(tag) if matches!(tag.local_name().as_ref(), "annotation" | "shapes") => {
                aside += 1;
            }
            Event::End(tag) if matches!(tag.local_name().as_ref(), "annotation" | "shapes") => {
                aside -= 1;
            }
            _ if aside > 0 => {}
            Event::Start(tag) => tables.start(tag)?,
            Event::Empty(tag) => {
                tables.start(tag)?;
                tables.end(tag.local_name().as_ref())?;
            }
            Event::End(tag) => tables.end(tag.local_name().as_ref())?,
            other if tables.in_paragraph => {
                if let Some(cell) = &mut tables.cell {
                    add_text(other, &mut cell.text);
                }
            }
            _ => {}
        }
        Ok(true)
    })?;
    Ok(tables.sheets)
}

fn count(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|v| v.parse().ok()).unwrap_or(1).clamp(1, 1_048_576)
}

impl Tables<'_> {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<()> {
        match tag.local_name().as_ref() {
            "table" => {
                if self.sheets.len() == self.limits.sheets {
                    return Err(too_many_sheets(self.file, self.limits.sheets));
                }
                let name = attribute(tag, "name").unwrap_or_else(|| "?".to_string());
                self.sheets.push(Sheet {
                    name,
                    hidden: false,
                    merges: Vec::new(),
                    columns: Vec::new(),
                    rows: Rows::Held(Lines::default()),
                });
                self.row = 0;
            }
            "table-row" => {
                self.row_repeat = count(tag, "number-rows-repeated");
                self.hidden = attribute(tag, "visibility").is_some_and(|v| v != "visible");
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" => self.start_cell(tag),
            "p" => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                    self.in_paragraph = true;
                }
            }
            "s" | "tab" | "line-break" => {
                if let Some(cell) = &mut self.cell {
                    let spaces = count(tag, "c").min(1_000) as usize;
                    cell.text.extend(std::iter::repeat_n(' ', spaces));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start_cell(&mut self, tag: &BytesStart<'_>) {
        let column = u16::try_from(self.column).unwrap_or(u16::MAX);
        let kind = attribute(tag, "value-type").unwrap_or_else(|| "blank".to_string());
        let value = match kind.as_str() {
            "date" => attribute(tag, "date-value"),
            "boolean" => attribute(tag, "boolean-value"),
            "string" => attribute(tag, "string-value"),
            _ => attribute(tag, "value"),
        };
        let (wide, tall) =
            (count(tag, "number-columns-spanned"), count(tag, "number-rows-spanned"));
        if (wide > 1 || tall > 1) && self.merges.len() < self.limits.merges {
            self.merges.push(Area {
                top: self.row,
                left: column,
                bottom: self.row.saturating_add(tall - 1),
                right: column.saturating_add(u16::try_from(wide - 1).unwrap_or(u16::MAX)),
            });
        }
        self.cell = Some(Open {
            column,
            repeat: count(tag, "number-columns-repeated"),
            kind,
            value: value.unwrap_or_else(String::new),
            paragraphs: 0,
            text: String::new(),
        });
    }

    fn end(&mut self, name: &str) -> Result<()> {
        match name {
            "p" => self.in_paragraph = false,
            "table-cell" | "covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    self.end_cell(&cell)?;
                    self.column = self.column.saturating_add(cell.repeat);
                }
            }
            "table-row" => self.end_row()?,
            "table" => {
                if let Some(sheet) = self.sheets.last_mut() {
                    let single = std::mem::take(&mut self.lines);
                    let mut lines = Lines::default();
                    let mut filler = Filler::new(&self.merges);
                    for line in single.iter() {
                        for (column, cell) in line.cells() {
                            lines.add(column, cell);
                        }
                        filler.fill(&mut lines, line.number - 1);
                        lines.end_row(line.number, line.hidden);
                    }
                    sheet.rows = Rows::Held(lines);
                    sheet.merges = std::mem::take(&mut self.merges);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self, cell: &Open) -> Result<()> {
        let number = cell.value.parse::<f64>().ok().filter(|x| x.is_finite());
        let text = if cell.text.is_empty() { &cell.value } else { &cell.text };
        let content = match (cell.kind.as_str(), number) {
            ("blank", _) if cell.text.is_empty() => return Ok(()),
            ("float" | "currency" | "percentage", Some(x)) => Cell::Number(x),
            ("date", _) => serial(&cell.value).map_or(Cell::Text(text), Cell::Date),
            ("boolean", _) => Cell::Bool(cell.value == "true"),
            _ if text.is_empty() => return Ok(()),
            _ => Cell::Text(text),
        };
        let last = u32::from(cell.column).saturating_add(cell.repeat);
        if last > u32::from(self.limits.columns) {
            let name = self.sheets.last().map_or("", |sheet| &sheet.name);
            return Err(too_wide_in(self.file, name, self.limits.columns));
        }
        for column in cell.column..u16::try_from(last).unwrap_or(u16::MAX) {
            self.lines.add(column, content);
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<()> {
        let before = self.lines.len();
        self.lines.end_row(self.row + 1, self.hidden);
        if self.lines.len() > before {
            let copies = self.row_repeat;
            let mut one = Lines::default();
            if let Some(line) = self.lines.last() {
                self.cells += line.cells().count() * copies as usize;
                if self.cells > self.limits.held_cells {
                    return Err(too_many_cells(self.file, self.limits));
                }
                if copies > 1 {
                    one.push(&line);
                }
            }
            for (copy, line) in (1..copies).flat_map(|copy| one.last().map(|line| (copy, line))) {
                for (column, cell) in line.cells() {
                    self.lines.add(column, cell);
                }
                self.lines.end_row(self.row + 1 + copy, self.hidden);
            }
        }
        self.row = self.row.saturating_add(self.row_repeat);
        Ok(())
    }
}

/// The serial number of an ISO day or moment.
fn serial(iso: &str) -> Option<f64> {
    let day = Day::parse(iso.get(..10)?)?;
    Some(f64::from(day.since(Day::new(1899, 12, 30)?)))
}

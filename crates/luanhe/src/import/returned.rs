//! The workbook given back: as it came, with faulty cells marked and two columns at the end that say
//! what became of each row. Our columns and sheets are known again and passed over when the repaired
//! workbook is imported.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rust_xlsxwriter::{Color, Format, Note, Workbook, Worksheet, XlsxError};

use super::book::{Book, Cell, Line};
use super::heading::{GIVEN_BACK, plain};
use super::reading::{Reading, SheetReading};
use crate::base::{Error, Fault, Lang, Result, text};

/// Beyond this only the heading and the rows with faults are given back.
const CELLS: u64 = 3_000_000;
/// Comments make a spreadsheet slow; the reasons stand in the last column anyway.
const NOTES: usize = 20_000;
/// Cells of one merged area; larger ones are not repeated.
const MERGED: u64 = 10_000;
/// Characters that a cell may hold.
const CHARACTERS: usize = 32_000;

/// Makes an xlsx of any book that was read.
pub fn given_back(book: &Book, reading: &Reading, lang: Lang) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let mut names = HashSet::new();
    for (at, sheet) in book.sheets.iter().enumerate() {
        let read = &reading.sheets[at];
        if GIVEN_BACK.contains(&&*plain(&sheet.name)) {
            continue;
        }
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet_name(&sheet.name, &mut names)).map_err(broken)?;
        let faults = faults_of(reading, &sheet.name);
        Copying::new(book, at, read, &faults, lang).copy(worksheet)?;
    }
    let summary = workbook.add_worksheet();
    let title = text("导入说明", "Import reasons").to(lang);
    summary.set_name(sheet_name(title, &mut names)).map_err(broken)?;
    if book.sheets.first().is_some_and(|sheet| sheet.hidden) {
        summary.set_active(true);
    }
    summarise(summary, reading, lang).map_err(broken)?;
    workbook.save_to_buffer().map_err(broken)
}

pub(super) fn broken(e: XlsxError) -> Error {
    Error::broken("writing a workbook", e)
}

/// A name that Excel allows and no other sheet has.
pub(super) fn sheet_name(name: &str, taken: &mut HashSet<String>) -> String {
    let clean: String = name
        .chars()
        .map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') { '_' } else { c })
        .filter(|c| !c.is_control())
        .collect();
    let base = if clean.trim().is_empty() { "Sheet" } else { clean.trim() };
    for count in 1.. {
        let suffix = if count == 1 { String::new() } else { format!("({count})") };
        // Excel counts UTF-16 units.
        let mut left = 31 - suffix.len();
        let fits = |c: &char| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        };
        let tried = base.chars().take_while(fits).collect::<String>() + &suffix;
        if taken.insert(tried.to_lowercase()) {
            return tried;
        }
    }
    unreachable!("there are more numbers than sheets")
}

/// The faults of a sheet by row and 1-based column.
fn faults_of<'a>(reading: &'a Reading, sheet: &str) -> BTreeMap<u32, Vec<&'a Fault>> {
    let mut faults: BTreeMap<u32, Vec<&Fault>> = BTreeMap::new();
    for fault in reading.faults.iter().filter(|fault| fault.place.sheet == sheet) {
        faults.entry(fault.place.row).or_default().push(fault);
    }
    faults
}

struct Formats {
    /// Plain and day, each unmarked, doubtful, wrong.
    cells: [[Format; 3]; 2],
    heading: Format,
}

impl Formats {
    fn new() -> Formats {
        let marked = |format: Format| {
            let fill = |rgb| format.clone().set_background_color(Color::RGB(rgb));
            [format.clone(), fill(0xFF_EB_9C), fill(0xFF_C7_CE)]
        };
        Formats {
            cells: [marked(Format::new()), marked(Format::new().set_num_format("yyyy-mm-dd"))],
            heading: Format::new().set_bold().set_text_wrap(),
        }
    }
}

/// One sheet on its way back.
struct Copying<'a> {
    book: &'a Book,
    at: usize,
    read: &'a SheetReading,
    faults: &'a BTreeMap<u32, Vec<&'a Fault>>,
    lang: Lang,
    formats: Formats,
    /// Columns that we added when the book was given back before.
    ours: BTreeSet<u16>,
    /// Rows keep their places; else only rows with faults are copied, one below the other.
    whole: bool,
    next_row: u32,
    widest: u16,
    notes: usize,
    /// What became of each row, written when the last column is known.
    outcomes: Vec<(u32, Outcome)>,
}

struct Outcome {
    rejected: bool,
    /// Row in the book that came, where rows have moved.
    number: u32,
}

impl<'a> Copying<'a> {
    fn new(
        book: &'a Book,
        at: usize,
        read: &'a SheetReading,
        faults: &'a BTreeMap<u32, Vec<&'a Fault>>,
        lang: Lang,
    ) -> Copying<'a> {
        let cells = read.counts.read * (read.columns.len() + read.unmapped.len()).max(1) as u64;
        Copying {
            book,
            at,
            read,
            faults,
            lang,
            formats: Formats::new(),
            ours: BTreeSet::new(),
            whole: cells <= CELLS,
            next_row: 0,
            widest: 0,
            notes: 0,
            outcomes: Vec::new(),
        }
    }

    fn copy(mut self, worksheet: &mut Worksheet) -> Result<()> {
        let sheet = &self.book.sheets[self.at];
        self.shape(worksheet).map_err(broken)?;
        self.book.blocks(self.at, &mut |block| {
            block.each(&mut |line| {
                self.line(line, worksheet).map_err(broken)?;
                Ok(true)
            })?;
            Ok(true)
        })?;
        if self.read.passed_over.is_none() {
            self.outcomes(worksheet).map_err(broken)?;
        }
        worksheet.set_hidden(sheet.hidden);
        Ok(())
    }

    fn shape(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let sheet = &self.book.sheets[self.at];
        for columns in &sheet.columns {
            // Widths up to the last column of the sheet are said in one run.
            for column in columns.first..=columns.last.min(columns.first.saturating_add(1_000)) {
                if let Some(width) = columns.width {
                    worksheet.set_column_width(column, width)?;
                }
                if columns.hidden {
                    worksheet.set_column_hidden(column)?;
                }
            }
        }
        if !self.whole {
            return Ok(());
        }
        for area in &sheet.merges {
            let (tall, wide) = (area.bottom - area.top + 1, area.right - area.left + 1);
            let single = tall == 1 && wide == 1;
            if !single && u64::from(tall) * u64::from(wide) <= MERGED {
                let plain = &self.formats.cells[0][0];
                let merged =
                    worksheet.merge_range(area.top, area.left, area.bottom, area.right, "", plain);
                match merged {
                    // Areas that overlap are not allowed; the first of them stands.
                    Ok(_) | Err(XlsxError::MergeRangeOverlaps(..)) => {}
                    Err(e) => return Err(e),
                }
            }
        }
        Ok(())
    }

    fn line(&mut self, line: &Line<'_>, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let in_heading = line.number <= self.read.heading.1;
        let none = Vec::new();
        let faults = self.faults.get(&line.number).unwrap_or(&none);
        if !self.whole && !in_heading && faults.is_empty() {
            return Ok(());
        }
        let row = if self.whole { line.number - 1 } else { self.next_row };
        self.next_row = row + 1;
        if line.hidden {
            worksheet.set_row_hidden(row)?;
        }
        for (column, cell) in line.cells() {
            if in_heading && matches!(cell, Cell::Text(text) if GIVEN_BACK.contains(&&*plain(text)))
            {
                self.ours.insert(column);
            }
            if line.is_filled(column) || self.ours.contains(&column) {
                continue;
            }
            self.widest = self.widest.max(column + 1);
            let own = |f: &&&Fault| f.place.column == u32::from(column) + 1;
            let mark = faults.iter().filter(own).map(|f| if f.is_error() { 2 } else { 1 }).max();
            self.cell(worksheet, (row, column), cell, mark.unwrap_or(0))?;
        }
        self.mark(worksheet, row, faults, line)?;
        if !in_heading && self.read.passed_over.is_none() {
            let rejected = faults.iter().any(|fault| fault.is_error());
            self.outcomes.push((row, Outcome { rejected, number: line.number }));
        }
        Ok(())
    }

    fn cell(
        &self,
        worksheet: &mut Worksheet,
        (row, column): (u32, u16),
        cell: Cell<'_>,
        mark: usize,
    ) -> Result<(), XlsxError> {
        let [plain, day] = &self.formats.cells;
        let format = &plain[mark];
        match cell {
            Cell::Blank => worksheet.write_blank(row, column, format)?,
            Cell::Number(x) => worksheet.write_number_with_format(row, column, x, format)?,
            Cell::Date(x) => worksheet.write_number_with_format(row, column, x, &day[mark])?,
            Cell::Bool(b) => worksheet.write_boolean_with_format(row, column, b, format)?,
            Cell::Text(text) | Cell::Error(text) => {
                worksheet.write_string_with_format(row, column, short(text), format)?
            }
        };
        Ok(())
    }

    /// A comment on each faulty cell, and a fill where the cell is blank.
    fn mark(
        &mut self,
        worksheet: &mut Worksheet,
        row: u32,
        faults: &[&Fault],
        line: &Line<'_>,
    ) -> Result<(), XlsxError> {
        let mut by_column: BTreeMap<u16, Vec<&Fault>> = BTreeMap::new();
        for fault in faults {
            if let Some(column) = fault.place.column.checked_sub(1) {
                by_column.entry(column as u16).or_default().push(fault);
            }
        }
        for (column, faults) in by_column {
            self.widest = self.widest.max(column + 1);
            if line.cell(column) == Cell::Blank {
                let worst = if faults.iter().any(|fault| fault.is_error()) { 2 } else { 1 };
                self.cell(worksheet, (row, column), Cell::Blank, worst)?;
            }
            if self.notes < NOTES {
                self.notes += 1;
                let said: Vec<String> = faults.iter().map(|fault| told(fault, self.lang)).collect();
                let note = Note::new(said.join("\n")).add_author_prefix(false).set_width(240);
                worksheet.insert_note(row, column, &note)?;
            }
        }
        Ok(())
    }

    fn outcomes(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (result, reason) = (self.widest, self.widest + 1);
        let heading = match self.whole {
            true => self.read.heading.1.saturating_sub(1),
            false => self.outcomes.first().map_or(0, |(row, _)| row.saturating_sub(1)),
        };
        let bold = &self.formats.heading;
        let titles = [text("导入结果", "Import result"), text("导入说明", "Import reasons")];
        for (column, title) in [result, reason].into_iter().zip(titles) {
            worksheet.write_string_with_format(heading, column, title.to(self.lang), bold)?;
        }
        worksheet.set_column_width(reason, 60)?;
        let none = Vec::new();
        let mut last = heading;
        for (row, outcome) in &self.outcomes {
            let faults = self.faults.get(&outcome.number).unwrap_or(&none);
            last = last.max(*row);
            // Rows with nothing to say stay blank, so that a filter shows the others.
            if faults.is_empty() {
                continue;
            }
            let (word, mark) = match outcome.rejected {
                true => (text("未通过", "rejected"), 2),
                false => (text("有疑点", "doubtful"), 1),
            };
            let mut said: Vec<String> = faults.iter().map(|fault| told(fault, self.lang)).collect();
            if !self.whole {
                said.insert(
                    0,
                    text("原第", "row ").to(self.lang).to_string() + &outcome.number.to_string(),
                );
            }
            let format = &self.formats.cells[0][mark];
            worksheet.write_string_with_format(*row, result, word.to(self.lang), format)?;
            worksheet.write_string(*row, reason, short(&said.join("\n")))?;
        }
        if last > heading {
            worksheet.autofilter(heading, 0, last, reason)?;
        }
        Ok(())
    }
}

fn told(fault: &Fault, lang: Lang) -> String {
    let sign = if lang == Lang::Zh { "；" } else { "; " };
    format!("{}{sign}{}", fault.reason.to(lang), fault.remedy.to(lang))
}

fn short(text: &str) -> &str {
    text.char_indices().nth(CHARACTERS).map_or(text, |(at, _)| &text[..at])
}

/// Counts, then every fault and repair with its place.
fn summarise(sheet: &mut Worksheet, reading: &Reading, lang: Lang) -> Result<(), XlsxError> {
    const MOST: usize = 100_000;
    let bold = Format::new().set_bold();
    let counts = reading.counts;
    let mut row = 0;
    let numbers = [
        (text("读入行数", "rows read"), counts.read),
        (text("收下", "accepted"), counts.accepted),
        (text("退回", "rejected"), counts.rejected),
        (text("修正后收下", "repaired"), counts.repaired),
    ];
    for (label, count) in numbers {
        sheet.write_string_with_format(row, 0, label.to(lang), &bold)?;
        sheet.write_number(row, 1, count as f64)?;
        row += 1;
    }
    for read in &reading.sheets {
        if let Some(why) = &read.passed_over {
            sheet.write_string(row, 0, short(&read.name))?;
            sheet.write_string(row, 1, why.to(lang))?;
            row += 1;
        }
    }
    row += 1;
    let titles = [
        text("位置", "place"),
        text("级别", "kind"),
        text("原因或原值", "reason, or value before"),
        text("建议或改为", "remedy, or value after"),
    ];
    for (column, title) in (0u16..).zip(titles) {
        sheet.write_string_with_format(row, column, title.to(lang), &bold)?;
    }
    let error = text("错误", "error").to(lang);
    let doubt = text("疑点", "doubt").to(lang);
    let repaired = text("修正", "repair").to(lang);
    let faults = reading.faults.iter().map(|fault| {
        let kind = if fault.is_error() { error } else { doubt };
        (fault.place.to_string(), kind, fault.reason.to(lang), fault.remedy.to(lang))
    });
    let repairs = reading.repairs.iter().map(|repair| {
        (repair.place.to_string(), repaired, repair.before.as_str(), repair.after.as_str())
    });
    for (place, kind, before, after) in faults.take(MOST).chain(repairs.take(MOST)) {
        row += 1;
        for (column, words) in (0u16..).zip([&place, kind, before, after]) {
            sheet.write_string(row, column, short(words))?;
        }
    }
    for (column, width) in (0u16..).zip([24, 8, 60, 60]) {
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}

//! The view of a source cell: the part of the sheet that a row came from, with its cell marked.

use askama::Template;

use super::ask::Ask;
use super::reply::Reply;
use crate::base::{Day, Error, Result, say};
use crate::import::book::{Book, Cell, Line, Source};
use crate::pages::{Say, Verb, drawn, row_path, seen};
use crate::record::{Kind, Ledger, Register, SourceSheet, masked};

/// Rows above and below that are shown, and rows of the head.
const AROUND: u32 = 4;
const HEAD: u32 = 4;
const COLUMNS: u16 = 40;

struct Shown {
    text: String,
    /// `cell` for the one asked for, `read` for others that the row was read from.
    mark: &'static str,
}

struct SheetLine {
    number: u32,
    here: bool,
    cells: Vec<Shown>,
}

#[derive(Template)]
#[template(path = "cell.html")]
struct CellPage {
    say: Say,
    row: String,
    title: String,
    sheet: SourceSheet,
    address: String,
    label: String,
    letters: Vec<String>,
    lines: Vec<SheetLine>,
    alone: bool,
}

pub fn cell(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let (register, actor, say) = (ask.register(ledger)?, ask.actor()?, ask.say());
    let seen = seen(ledger, actor, register, ask.part("id"))?;
    let row = seen.row();
    let gone = || Error::Missing(say!("这一行不是由表格导入的", "this row came from no sheet"));
    let sheet = ledger.source_sheet(row.source)?.ok_or_else(gone)?;
    let number = u32::try_from(row.source_row).map_err(|_| gone())?;
    let columns = sheet.columns_by_field();
    let field = field(register, ask, &columns);
    let column = field.and_then(|f| columns.iter().find(|(n, _)| n == f)).map(|(_, c)| *c);
    let bytes = ledger.file_bytes(&sheet.file)?;
    let book = Book::open(&sheet.name, Source::from(bytes))?;
    // Who sees only some places sees only the own row of a sheet that may hold others.
    let alone = !actor.scope.is_empty();
    let view = View { register, columns: &columns, column, number, alone };
    let lines = view.lines(&book, &sheet.sheet)?;
    let width = lines.iter().map(|l| l.cells.len()).max().unwrap_or(0);
    let letters = (1..=width).map(|c| letters(u32::try_from(c).unwrap_or(1))).collect();
    let address =
        column.map_or_else(|| number.to_string(), |c| format!("{}{number}", self::letters(c)));
    let page = CellPage {
        say,
        row: row_path(register.name, &row.id),
        title: say.text(&register.title).to_string(),
        label: field
            .and_then(|f| register.field(f))
            .map_or("", |f| f.label.to(ask.lang))
            .to_string(),
        sheet,
        address,
        letters,
        lines,
        alone,
    };
    let body = drawn(&page)?;
    ask.page(Verb::Record, say.of("出处", "Source"), &body)
}

/// The field asked for; else the first number, which is what figures are made of.
fn field<'a>(
    register: &'static Register,
    ask: &'a Ask,
    columns: &'a [(String, u32)],
) -> Option<&'a str> {
    let has = |name: &str| columns.iter().any(|(n, _)| n == name);
    let number = register.fields.iter().find(|f| f.kind.is_number() && has(f.name));
    let asked = ask.query.get("field").filter(|name| has(name));
    asked.or(number.map(|f| f.name)).or(columns.first().map(|(n, _)| n.as_str()))
}

/// The letters of a 1-based column.
pub fn letters(column: u32) -> String {
    let place = crate::base::Place::cell("", 1, column).to_string();
    place.trim_end_matches('1').to_string()
}

struct View<'a> {
    register: &'static Register,
    columns: &'a [(String, u32)],
    column: Option<u32>,
    number: u32,
    alone: bool,
}

impl View<'_> {
    fn wants(&self, number: u32) -> bool {
        let near = number + AROUND >= self.number && number <= self.number + AROUND;
        number == self.number || number <= HEAD || (near && !self.alone)
    }

    fn lines(&self, book: &Book, sheet: &str) -> Result<Vec<SheetLine>> {
        let mut lines = Vec::new();
        let Some(at) = book.sheets.iter().position(|s| s.name == sheet) else { return Ok(lines) };
        book.blocks(at, &mut |block| {
            let mut more = true;
            block.each(&mut |line| {
                if self.wants(line.number) {
                    lines.push(self.line(line));
                }
                more = line.number < self.number + AROUND;
                Ok(more)
            })?;
            Ok(more)
        })?;
        Ok(lines)
    }

    fn line(&self, line: &Line<'_>) -> SheetLine {
        let here = line.number == self.number;
        let last = line.cells().map(|(column, _)| column + 1).max().unwrap_or(0).min(COLUMNS);
        let cells = (0..last).map(|column| {
            let own = u32::from(column) + 1;
            let read = self.columns.iter().any(|(_, c)| *c == own);
            Shown {
                text: self.shaded(own, text(line.cell(column)), line.number > HEAD || here),
                mark: match (here, self.column == Some(own), read) {
                    (true, true, _) => "cell",
                    (true, false, true) => "read",
                    _ => "",
                },
            }
        });
        SheetLine { number: line.number, here, cells: cells.collect() }
    }

    /// A source cell shows no more than the row does: sensitive columns are masked, and so is any
    /// long number in the others.
    fn shaded(&self, column: u32, text: String, body: bool) -> String {
        let name = self.columns.iter().find(|(_, c)| *c == column).map(|(name, _)| name.as_str());
        let kind = name.and_then(|name| self.register.field(name)).map(|f| f.kind);
        match kind {
            Some(kind) if body && kind.is_sensitive() => masked(kind, &text),
            Some(Kind::Person) if body => masked(Kind::IdNumber, &text),
            _ => without_long_numbers(&text),
        }
    }
}

/// Digits of 11 or more in a run are telephones, ID numbers or accounts: their middle is hidden.
fn without_long_numbers(text: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() || (run.len() == 17 && (c == 'X' || c == 'x')) {
            run.push(c);
            continue;
        }
        if run.len() >= 11 {
            out.push_str(&run[..3]);
            out.push_str(&"*".repeat(run.len() - 7));
            out.push_str(&run[run.len() - 4..]);
        } else {
            out.push_str(&run);
        }
        run.clear();
        out.push(c);
    }
    out.pop();
    out
}

fn text(cell: Cell<'_>) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) | Cell::Error(text) => text.to_string(),
        Cell::Number(x) => x.to_string(),
        Cell::Date(serial) => {
            let day = Day::from_excel(serial as i64);
            day.map_or_else(|| serial.to_string(), |day| day.to_string())
        }
        Cell::Bool(yes) => if yes { "TRUE" } else { "FALSE" }.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_long_numbers;

    #[test]
    fn long_numbers_are_hidden_wherever_they_stand() {
        assert_eq!(without_long_numbers("电话13812341234。"), "电话138****1234。");
        assert_eq!(without_long_numbers("13082819650312001X"), "130***********001X");
        assert_eq!(without_long_numbers("2021.3.5 共554.46万"), "2021.3.5 共554.46万");
    }
}

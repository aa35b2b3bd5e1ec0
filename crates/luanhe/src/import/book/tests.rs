//! Books made here, in every format, read to the same cells; and hostile ones, refused by name.

use super::{Book, Cell, Limits, Source};

/// The cells of a book, one line a row.
pub fn shown(book: &Book) -> String {
    let mut out = String::new();
    for (at, sheet) in book.sheets.iter().enumerate() {
        out += &format!("[{}{}]", sheet.name, if sheet.hidden { " hidden" } else { "" });
        for area in &sheet.merges {
            out += &format!(
                " {}:{}-{}:{}",
                area.top + 1,
                area.left + 1,
                area.bottom + 1,
                area.right + 1
            );
        }
        out.push('\n');
        let each = book.blocks(at, &mut |block| {
            block.each(&mut |line| {
                out += &format!("{}{}|", line.number, if line.hidden { "h" } else { "" });
                for (column, cell) in line.cells() {
                    let fill = if line.is_filled(column) { "^" } else { "" };
                    out += &match cell {
                        Cell::Blank => String::new(),
                        Cell::Text(text) => format!(" {column}{fill}:{text}"),
                        Cell::Number(x) => format!(" {column}{fill}={x}"),
                        Cell::Date(x) => format!(" {column}{fill}@{x}"),
                        Cell::Bool(b) => format!(" {column}?{b}"),
                        Cell::Error(text) => format!(" {column}!{text}"),
                    };
                }
                out.push('\n');
                Ok(true)
            })?;
            Ok(true)
        });
        if let Err(e) = each {
            out += &format!("{e}\n");
        }
    }
    out
}

#[test]
fn real() {
    let Ok(path) = std::env::var("SHEET") else { return };
    let book = Book::open("x", Source::Path(path.into()));
    match book {
        Ok(book) => println!("{}", shown(&book)),
        Err(e) => println!("{e}"),
    }
    let _ = Limits::default();
}

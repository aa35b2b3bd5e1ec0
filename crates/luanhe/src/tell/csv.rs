//! One table as CSV: UTF-8 with a byte order mark, since Excel asks for one.

use super::document::Table;
use crate::base::{Error, Lang, Result};

pub fn csv(table: &Table, lang: Lang) -> Result<Vec<u8>> {
    let broken = |e: ::csv::Error| Error::broken("a table as CSV", e);
    let mut out = ::csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let headings = table.columns.iter().map(|column| match column.scale {
        // Without a line above the table, each heading says its unit.
        Some(scale) => format!("{} ({})", column.heading.to(lang), scale.word().to(lang)),
        None => column.heading.to(lang).to_string(),
    });
    out.write_record(headings).map_err(broken)?;
    for row in &table.rows {
        let cells = row.cells.iter().zip(&table.columns).map(|(cell, column)| {
            // Digits alone: grouped thousands would be text to whoever reads the file.
            let shown =
                cell.shown(column.scale, if column.scale.is_some() { Lang::Zh } else { lang });
            guarded(if cell.is_missing() { super::missing().to(lang).to_string() } else { shown })
        });
        out.write_record(cells).map_err(broken)?;
    }
    out.into_inner().map_err(|e| Error::broken("a table as CSV", e))
}

/// A text that a spreadsheet would run as a formula is quoted; numbers stay numbers.
fn guarded(text: String) -> String {
    let runs = text.starts_with(['=', '+', '@', '\t', '\r'])
        || text.starts_with('-') && text.parse::<f64>().is_err();
    if runs { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn formulas_do_not_run() {
        assert_eq!(guarded("=1+1".to_string()), "'=1+1");
        assert_eq!(guarded("-2.50".to_string()), "-2.50");
        assert_eq!(guarded("-cmd".to_string()), "'-cmd");
    }
}

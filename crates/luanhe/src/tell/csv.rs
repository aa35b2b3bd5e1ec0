//! One table as CSV: UTF-8 with a byte order mark, since Excel asks for one.

use super::document::Table;
use crate::base::{Error, Lang, Result};
use crate::measure::studies::Measured;

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

/// The rows of a study's answer with every digit, under the names that its JSON has.
pub fn study_csv(measured: &Measured) -> Result<Vec<u8>> {
    const NAMES: [&str; 12] = [
        "entity",
        "period",
        "metric",
        "value",
        "null_reason",
        "unit",
        "se",
        "lo",
        "hi",
        "u_kind",
        "n",
        "flags",
    ];
    let broken = |e: ::csv::Error| Error::broken("a study as CSV", e);
    let mut out = ::csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record(NAMES).map_err(broken)?;
    let number = |x: Option<f64>| x.map_or_else(String::new, |x| x.to_string());
    for row in &measured.rows {
        let period = row.period.map_or_else(String::new, |period| period.to_string());
        let cells = [
            guarded(row.entity.clone()),
            period,
            row.metric.to_string(),
            number(row.value),
            row.null_reason.unwrap_or("").to_string(),
            row.unit.clone(),
            number(row.se),
            number(row.lo),
            number(row.hi),
            row.u_kind.to_string(),
            row.n.to_string(),
            row.flags.join(" "),
        ];
        out.write_record(cells).map_err(broken)?;
    }
    out.into_inner().map_err(|e| Error::broken("a study as CSV", e))
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

//! Studies (研究): methods of crate `stats`, asked of tables or of the ledger's indicators. Knows no
//! study by name: what one asks, needs and answers is in its spec, from which all doors draw.

mod panel;
#[cfg(test)]
mod tests;
mod told;

pub use panel::Panel;
pub use stats::{Measured, Spec, Study, Tables};
pub use told::{asked, choices, left, shown, value, words};

use std::borrow::Cow;

use stats::{Reader, Table};

use crate::base::{Error, Fault, Place, Result, say};

/// Parameters by name, as text; the spec says which there are and what they may be.
pub type Params = stats::study::Params;

/// Every study, sorted by id.
pub fn all() -> impl Iterator<Item = &'static Study> {
    stats::ALL.iter().copied()
}

pub fn find(id: &str) -> Result<&'static Study> {
    stats::studies::find(id).ok_or_else(|| {
        let known: Vec<&str> = all().map(|study| study.spec.id).collect();
        let known = known.join(", ");
        Error::Missing(say!("没有研究方法 {id}；有：{known}", "no study {id}; there are: {known}"))
    })
}

/// A table of the study from rows of text cells, the first of which names the columns; `rows` gives
/// each to its caller in turn, with its number in the file.
pub fn read(
    study: &'static Study,
    table: &str,
    (params, vintage): (&Params, &str),
    rows: impl FnOnce(&mut dyn FnMut(u32, &[Cow<'_, str>]) -> Result<()>) -> Result<()>,
) -> Result<Table> {
    let mut reader: Option<Reader> = None;
    rows(&mut |number, cells| {
        match &mut reader {
            None => {
                let header: Vec<String> = cells.iter().map(|cell| cell.to_string()).collect();
                let begun = Reader::new(study, table, params, &header);
                reader = Some(begun.map_err(|faults| told::refused(study, faults))?);
            }
            Some(reader) => reader.row(number, |at| cells.get(at).map_or("", |cell| cell.as_ref())),
        }
        Ok(())
    })?;
    let reader = reader.ok_or_else(|| {
        let place = Place { sheet: table.to_string(), ..Place::default() };
        let remedy = say!("第一行应为列名", "its first row should name the columns");
        Error::fault(Fault::error(place, say!("没有内容", "is empty"), remedy))
    })?;
    reader.table(vintage).map_err(|faults| told::refused(study, faults))
}

/// Runs a study. With `trace`, the quantities on the way are kept.
pub fn run(
    study: &'static Study,
    tables: Tables,
    params: &Params,
    trace: bool,
) -> Result<Measured> {
    stats::measure(study, tables, params, trace).map_err(|faults| told::refused(study, faults))
}

//! All filtered rows to take away. What was asked, as of when, and the head of the chain are printed
//! in front, so that a copy can be held against the ledger later.

use rust_xlsxwriter::{Format, Workbook};

use super::params::Params;
use super::persons::Persons;
use super::say::Say;
use crate::base::{Error, Result, say};
use crate::record::{Actor, Field, Keys, Kind, Ledger, Query, Recorded, Register, Value};

/// Excel's own limit, less the lines in front.
const XLSX_ROWS: usize = 1_048_000;

/// What is exported, and what is printed in front of it.
pub struct Export<'a> {
    pub say: Say,
    pub actor: &'a Actor,
    pub query: Query,
    pub asked: &'a Params,
    pub programme: &'a str,
    pub synthetic: bool,
}

impl Export<'_> {
    pub(super) fn register(&self) -> &'static Register {
        self.query.register
    }

    pub(super) fn notes(&self, ledger: &mut Ledger) -> Result<Vec<String>> {
        let say = self.say;
        let head = ledger.head()?;
        let colon = say.of("：", ": ");
        let asked =
            self.asked.without(&["lang", "after", "before", "limit", "columns", "count", "notice"]);
        let asked: Vec<String> = asked.0.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let all = say.of("全部", "all").to_string();
        let today = ledger.clock.today().to_string();
        let mut notes = vec![
            format!("{} · {}", self.programme, say.text(&self.register().title)),
            format!(
                "{}{colon}{}",
                say.of("筛选", "filters"),
                if asked.is_empty() { all } else { asked.join(" ") }
            ),
            format!(
                "{}{colon}{}",
                say.of("数据截至", "as of"),
                self.asked.get("known_on").unwrap_or(&today)
            ),
            format!("{}{colon}{}", say.of("记账链头", "chain head"), head.printed()),
        ];
        if self.synthetic {
            notes.push(
                say.of(
                    "演示数据，均为合成，不作凭证",
                    "demonstration data, all synthetic, proof of nothing",
                )
                .to_string(),
            );
        }
        Ok(notes)
    }

    fn headings(&self) -> Vec<String> {
        self.register().fields.iter().map(|f| self.say.heading(f)).collect()
    }

    /// UTF-8 with its mark, as Excel expects it.
    pub fn csv(&self, ledger: &mut Ledger) -> Result<Vec<u8>> {
        let failed = |e: csv::Error| Error::broken("csv export", e);
        let mut out =
            csv::WriterBuilder::new().flexible(true).from_writer("\u{feff}".as_bytes().to_vec());
        for note in self.notes(ledger)? {
            out.write_record([format!("# {note}")]).map_err(failed)?;
        }
        out.write_record(self.headings()).map_err(failed)?;
        let keys = ledger.keys.clone();
        let persons = Persons::all(ledger, self.register())?;
        ledger.each_listed(self.actor, &self.query, |row| {
            let words = words(self.register(), &row, &keys, &persons)?;
            out.write_record(words.into_iter().map(harmless)).map_err(failed)
        })?;
        out.into_inner().map_err(|e| Error::broken("csv export", e))
    }

    pub fn xlsx(&self, ledger: &mut Ledger) -> Result<Vec<u8>> {
        let failed = |e: rust_xlsxwriter::XlsxError| Error::broken("xlsx export", e);
        let (register, keys) = (self.register(), ledger.keys.clone());
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let bold = Format::new().set_bold();
        let money = Format::new().set_num_format("#,##0.00");
        let mut at = 0u32;
        for note in self.notes(ledger)? {
            sheet.write_string(at, 0, note).map_err(failed)?;
            at += 1;
        }
        for (column, heading) in (0u16..).zip(self.headings()) {
            sheet.write_string_with_format(at, column, heading, &bold).map_err(failed)?;
            sheet.set_column_width(column, 14).map_err(failed)?;
        }
        sheet.set_freeze_panes(at + 1, 0).map_err(failed)?;
        let persons = Persons::all(ledger, register)?;
        let mut rows = 0usize;
        ledger.each_listed(self.actor, &self.query, |row| {
            rows += 1;
            if rows > XLSX_ROWS {
                return Err(Error::Busy(say!(
                    "超过 {XLSX_ROWS} 行，xlsx 放不下；请加筛选条件，或导出 csv",
                    "more than {XLSX_ROWS} rows do not fit an xlsx; filter them, or take csv"
                )));
            }
            at += 1;
            let mut shown = row.shown(register, &keys)?;
            persons.name(register, &mut shown);
            for ((column, field), value) in (0u16..).zip(register.fields).zip(shown) {
                match (field.kind, &value) {
                    (_, Value::Null | Value::Bytes(_)) => continue,
                    // Excel counts in doubles; fen of any real amount are exact in them.
                    (Kind::Money, Value::Int(_)) => {
                        sheet.write_number_with_format(at, column, number(field, &value), &money)
                    }
                    (_, Value::Int(_)) => sheet.write_number(at, column, number(field, &value)),
                    (_, Value::Real(x)) => sheet.write_number(at, column, *x),
                    (_, Value::Text(_)) => sheet.write_string(at, column, field.plain(&value)),
                }
                .map_err(failed)?;
            }
            Ok(())
        })?;
        book.save_to_buffer().map_err(failed)
    }

    pub fn json(&self, ledger: &mut Ledger) -> Result<Vec<u8>> {
        let (register, keys) = (self.register(), ledger.keys.clone());
        let notes = self.notes(ledger)?;
        let mut rows = Vec::new();
        ledger.each_listed(self.actor, &self.query, |row| {
            rows.push(object(register, &row, &keys)?);
            Ok(())
        })?;
        let all = serde_json::json!({ "notes": notes, "rows": rows });
        serde_json::to_vec(&all).map_err(|e| Error::broken("json export", e))
    }
}

fn words(
    register: &Register,
    row: &Recorded,
    keys: &Keys,
    persons: &Persons,
) -> Result<Vec<String>> {
    let mut shown = row.shown(register, keys)?;
    persons.name(register, &mut shown);
    Ok(register.fields.iter().zip(&shown).map(|(field, value)| field.plain(value)).collect())
}

/// A number as spreadsheets and programs count it: parts of a unit as decimals.
fn number(field: &Field, value: &Value) -> f64 {
    let parts = value.int().map_or(0.0, |i| i as f64);
    parts / 10f64.powi(field.kind.decimals().into())
}

/// A text that a spreadsheet would run as a formula is kept a text.
pub(super) fn harmless(word: String) -> String {
    let number = word.parse::<f64>().is_ok();
    if !number && word.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{word}")
    } else {
        word
    }
}

/// A row as programs get it: money in fen, days in ISO, sensitive values masked.
pub fn object(register: &Register, row: &Recorded, keys: &Keys) -> Result<serde_json::Value> {
    let mut object = serde_json::Map::new();
    object.insert("id".into(), row.id.as_str().into());
    object.insert("entry".into(), row.entry_no.into());
    object.insert("programme".into(), row.programme.as_str().into());
    object.insert("origin".into(), row.origin.word().into());
    object.insert("source".into(), row.source.into());
    object.insert("source_row".into(), row.source_row.into());
    for (field, value) in register.fields.iter().zip(row.shown(register, keys)?) {
        let value = match value {
            Value::Int(_) if matches!(field.kind, Kind::Decimal(_)) => number(field, &value).into(),
            Value::Int(i) => i.into(),
            Value::Text(_) => field.plain(&value).into(),
            Value::Real(x) => x.into(),
            Value::Null | Value::Bytes(_) => serde_json::Value::Null,
        };
        object.insert(field.name.into(), value);
    }
    if let (Some(adjusts), Some(posted)) = (&row.adjusts, &row.posted_on) {
        object.insert("adjusts".into(), adjusts.as_str().into());
        object.insert("posted_on".into(), posted.as_str().into());
        object.insert("tally".into(), row.tally.into());
    }
    Ok(object.into())
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_stay_texts_and_numbers_stay_numbers() {
        assert_eq!(harmless("=1+1".into()), "'=1+1");
        assert_eq!(harmless("-12.50".into()), "-12.50");
        assert_eq!(harmless("津南区".into()), "津南区");
    }
}

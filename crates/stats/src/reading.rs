//! A table from text cells, as a sheet or csv file gives them, row by row: no cell is kept as text,
//! so that millions of rows fit.

use crate::spec::{Input, Kind, Study};
use crate::study::{Fault, Params, checked_params, kind_words, refuse, resolved};
use crate::table::{Data, Table, Words};

/// Reads one table of a study. Columns the spec knows are parsed by their kind, others are left
/// out; an empty number stays empty.
pub struct Reader {
    input: &'static Input,
    columns: Vec<Column>,
    /// Where each row stood.
    lines: Vec<u32>,
}

struct Column {
    name: String,
    kind: Kind,
    /// Its place among the cells of a row.
    at: usize,
    cells: Cells,
    /// Rows whose cell is not of the kind, from 1.
    bad: Vec<u32>,
}

enum Cells {
    Words(Words),
    Periods(Vec<i64>),
    Numbers(Vec<f64>),
}

impl Reader {
    pub fn new(
        study: &'static Study,
        table: &str,
        params: &Params,
        header: &[String],
    ) -> Result<Reader, Vec<Fault>> {
        let mut faults = Vec::new();
        let params = checked_params(&study.spec, params, &mut faults);
        let Some(input) = study.spec.inputs.iter().find(|i| i.name == table) else {
            let known: Vec<&str> = study.spec.inputs.iter().map(|i| i.name).collect();
            let known = known.join(", ");
            return refuse(Fault::new(
                table,
                format!("没有名为“{table}”的输入表；可用：{known}"),
                format!("no input table `{table}`; there are: {known}"),
            ));
        };
        let found = resolved(input, &params).into_iter().filter_map(|(name, column)| {
            let at = header.iter().position(|h| h.trim() == name)?;
            let cells = match column.kind {
                Kind::Key | Kind::Label | Kind::Basis => Cells::Words(Words::default()),
                Kind::Period => Cells::Periods(Vec::new()),
                Kind::Number => Cells::Numbers(Vec::new()),
            };
            let (name, kind, bad) = (name.to_string(), column.kind, Vec::new());
            Some(Column { name, kind, at, cells, bad })
        });
        let columns = found.collect();
        if faults.is_empty() {
            Ok(Reader { input, columns, lines: Vec::new() })
        } else {
            Err(faults)
        }
    }

    /// The number by which its owner knows the row, and the cell at a place of the header; blanks
    /// around it do not count.
    pub fn row<'c>(&mut self, line: u32, cell: impl Fn(usize) -> &'c str) {
        self.lines.push(line);
        for column in &mut self.columns {
            if !column.cells.push(cell(column.at).trim()) {
                column.bad.push(line);
            }
        }
    }

    /// All bad cells are named.
    pub fn table(self, vintage: &str) -> Result<Table, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut table = Table::new(vintage);
        for Column { name, kind, cells, bad, .. } in self.columns {
            if !bad.is_empty() {
                let (zh, en) = kind_words(kind);
                let words = (format!("列“{name}”应为{zh}"), format!("`{name}` should hold {en}"));
                let fault = Fault::new(self.input.name, words.0, words.1).column(&name).lines(bad);
                faults.push(fault);
            }
            table = match cells {
                Cells::Words(words) => table.with(&name, Data::Keys(words.keys())),
                Cells::Periods(periods) => table.periods(&name, periods),
                Cells::Numbers(numbers) => table.numbers(&name, numbers),
            };
        }
        if faults.is_empty() { Ok(table.at(self.lines)) } else { Err(faults) }
    }
}

impl Cells {
    /// False where the cell is not of the kind.
    fn push(&mut self, cell: &str) -> bool {
        match self {
            Cells::Words(words) => {
                words.push(cell);
                true
            }
            Cells::Periods(periods) => {
                // A sheet may write the year as 2021.0.
                let whole = cell.parse::<f64>().ok().filter(|x| x.fract() == 0.0);
                periods.push(whole.map_or(0, |x| x as i64));
                whole.is_some()
            }
            Cells::Numbers(numbers) => {
                let number = cell.parse::<f64>().ok().filter(|x| !x.is_nan());
                numbers.push(number.unwrap_or(f64::NAN));
                number.is_some() || cell.is_empty()
            }
        }
    }
}

/// A table whose rows are all there as text.
pub fn read_table(
    study: &'static Study,
    table: &str,
    params: &Params,
    header: &[String],
    rows: &[Vec<String>],
) -> Result<Table, Vec<Fault>> {
    let mut reader = Reader::new(study, table, params, header)?;
    for (line, row) in (1..).zip(rows) {
        reader.row(line, |at| row.get(at).map_or("", String::as_str));
    }
    reader.table("")
}

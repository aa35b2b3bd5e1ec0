//! Indicators by county and year, as a table that a study reads.

use std::collections::BTreeMap;

use stats::Table;
use stats::spec::{Column, Input, Kind};

use super::{Params, Study};
use crate::base::{Day, Error, Fault, Place, RegionCode, Result, Unit, say};
use crate::measure::{Indicator, Question};
use crate::parties::regions;
use crate::record::{Actor, Ledger};

/// Which indicators, where and when.
pub struct Panel {
    pub indicators: Vec<&'static Indicator>,
    pub programme: String,
    pub region: RegionCode,
    pub from: Day,
    pub to: Day,
}

/// Values by place, year and indicator; years are absent where the table has none.
type Cells = BTreeMap<(String, Option<i16>), Vec<f64>>;

impl Panel {
    /// The named table of a study. A county without a row in a year has no value there: it is
    /// missing, not zero.
    pub fn table(
        &self,
        ledger: &mut Ledger,
        actor: &Actor,
        (study, table): (&Study, &str),
        params: &Params,
    ) -> Result<Table> {
        let input = study.spec.inputs.iter().find(|input| input.name == table);
        let input = input.ok_or_else(|| {
            let id = study.spec.id;
            Error::Missing(say!("{id} 没有表 {table}", "{id} has no table {table}"))
        })?;
        let by_year = input.columns.iter().any(|column| column.kind == Kind::Period);
        let cells = self.cells(ledger, actor, by_year)?;
        let vintage = format!("ledger {} {}…{}", self.region, self.from, self.to);
        let wide: Vec<&str> = named(input, study, params);
        if wide.is_empty() {
            self.long(input, &cells, &vintage)
        } else {
            self.wide(input, &cells, &vintage, &wide)
        }
    }

    fn cells(&self, ledger: &mut Ledger, actor: &Actor, by_year: bool) -> Result<Cells> {
        let mut cells = Cells::new();
        for (at, indicator) in self.indicators.iter().enumerate() {
            for (year, from, to) in self.spans(by_year) {
                let mut question = Question::new(indicator, self.region.clone(), from, to);
                question.programme.clone_from(&self.programme);
                question.by = Some("region".to_string());
                for part in ledger.ask(actor, &question)?.parts {
                    let row = cells
                        .entry((place(&part.word), year))
                        .or_insert_with(|| vec![f64::NAN; self.indicators.len()]);
                    row[at] = value(indicator.unit, part.value);
                }
            }
        }
        if cells.is_empty() {
            return Err(Error::Missing(say!(
                "该地区该期间没有这些指标的数据",
                "the ledger has nothing of these indicators there and then"
            )));
        }
        Ok(cells)
    }

    fn spans(&self, by_year: bool) -> Vec<(Option<i16>, Day, Day)> {
        if !by_year {
            return vec![(None, self.from, self.to)];
        }
        let span = |year: i16| {
            let first = Day::new(year, 1, 1).expect("1 January").max(self.from);
            (Some(year), first, Day::new(year, 12, 31).expect("31 December").min(self.to))
        };
        (self.from.year()..=self.to.year()).map(span).collect()
    }

    /// One row for each place, year and indicator.
    fn long(&self, input: &Input, cells: &Cells, vintage: &str) -> Result<Table> {
        let mut rows: Vec<(&str, Option<i16>, usize, f64)> = Vec::new();
        for ((place, year), values) in cells {
            for (at, value) in values.iter().enumerate().filter(|(_, value)| !value.is_nan()) {
                rows.push((place, *year, at, *value));
            }
        }
        let mut keys = 0;
        let mut numbers = 0;
        let mut table = Table::new(vintage);
        for column in input.columns {
            table = match column.kind {
                Kind::Key if keys < 2 => {
                    keys += 1;
                    let word = |row: &(&str, _, usize, f64)| match keys {
                        1 => row.0.to_string(),
                        _ => self.indicators[row.2].id.to_string(),
                    };
                    table.keys(column.name, &rows.iter().map(word).collect::<Vec<_>>())
                }
                Kind::Label | Kind::Basis if column.name == "unit" => {
                    let unit = |row: &(&str, _, usize, f64)| self.indicators[row.2].unit.label().zh;
                    table.keys(column.name, &rows.iter().map(unit).collect::<Vec<_>>())
                }
                Kind::Period => {
                    let year = |row: &(&str, Option<i16>, usize, f64)| row.1.map_or(0, i64::from);
                    table.periods(column.name, rows.iter().map(year).collect())
                }
                Kind::Number if numbers == 0 => {
                    numbers += 1;
                    table.numbers(column.name, rows.iter().map(|row| row.3).collect())
                }
                _ => unfilled(table, input, column)?,
            };
        }
        Ok(table)
    }

    /// One row for each place and year; a column for each indicator that a parameter names.
    fn wide(&self, input: &Input, cells: &Cells, vintage: &str, names: &[&str]) -> Result<Table> {
        let mut table = Table::new(vintage);
        let mut keys = 0;
        for column in input.columns {
            table = match column.kind {
                Kind::Key if keys == 0 => {
                    keys += 1;
                    table.keys(
                        column.name,
                        &cells.keys().map(|key| key.0.as_str()).collect::<Vec<_>>(),
                    )
                }
                Kind::Period => {
                    let years = cells.keys().map(|key| key.1.map_or(0, i64::from));
                    table.periods(column.name, years.collect())
                }
                Kind::Number if column.name.starts_with('$') => table,
                _ => unfilled(table, input, column)?,
            };
        }
        for name in names {
            let at = self.indicators.iter().position(|indicator| indicator.id == *name);
            let at = at.ok_or_else(|| {
                Error::Missing(say!("没有取指标 {name}", "indicator {name} was not asked for"))
            })?;
            table = table.numbers(name, cells.values().map(|row| row[at]).collect());
        }
        Ok(table)
    }
}

/// The columns that parameters name: indicators, where the table comes from the ledger.
fn named<'p>(input: &Input, study: &Study, params: &'p Params) -> Vec<&'p str> {
    let named = input.columns.iter().filter_map(|column| column.name.strip_prefix('$'));
    let known = named.filter(|name| study.spec.params.iter().any(|param| param.name == *name));
    let mut names = Vec::new();
    for text in known.filter_map(|name| params.get(name)) {
        for name in text.split(',').map(str::trim) {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// The table without an optional column; a required one the ledger cannot give.
fn unfilled(table: Table, input: &Input, column: &Column) -> Result<Table> {
    if !column.required {
        return Ok(table);
    }
    let (input, name) = (input.name, column.name);
    Err(Error::fault(Fault::error(
        Place { sheet: input.to_string(), field: name.to_string(), ..Place::default() },
        say!("台账给不出列 {name}", "the ledger cannot give column {name}"),
        say!("请用 --input {input}=文件 给出此表", "give this table as --input {input}=FILE"),
    )))
}

/// Code and name: names of counties are not all different.
fn place(code: &str) -> String {
    const LATEST_NAMES: i16 = 2026;
    let region = RegionCode::parse(code);
    match region.and_then(|code| regions().name_in(&code, LATEST_NAMES, crate::base::Lang::Zh)) {
        Some(name) => format!("{code} {name}"),
        None => code.to_string(),
    }
}

/// Money in yuan, shares as shares, all else counted.
fn value(unit: Unit, stored: i64) -> f64 {
    match unit {
        Unit::Fen => stored as f64 / 100.0,
        Unit::Ppm => stored as f64 / 1e6,
        _ => stored as f64,
    }
}

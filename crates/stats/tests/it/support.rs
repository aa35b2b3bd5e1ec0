//! Studies run on small csv texts.

use std::collections::BTreeMap;

use stats::study::Params;
use stats::{Fault, Measured, Tables, measure, read_table, studies};

pub(crate) fn params(pairs: &[(&str, &str)]) -> Params {
    pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
}

/// Runs study `id` on csv texts; blanks around cells do not count.
pub(crate) fn tried(
    id: &str,
    inputs: &[(&str, &str)],
    pairs: &[(&str, &str)],
) -> Result<Measured, Vec<Fault>> {
    let study = studies::find(id).expect("a study of that id");
    let params = params(pairs);
    let mut tables: Tables = BTreeMap::new();
    for (name, csv) in inputs {
        let mut lines = csv.lines().filter(|line| !line.trim().is_empty());
        let cells = |line: &str| line.split(',').map(|c| c.trim().to_string()).collect::<Vec<_>>();
        let header = cells(lines.next().expect("a header"));
        let rows: Vec<Vec<String>> = lines.map(cells).collect();
        tables.insert(name.to_string(), read_table(study, name, &params, &header, &rows)?);
    }
    measure(study, tables, &params, true)
}

pub(crate) fn run(id: &str, inputs: &[(&str, &str)], pairs: &[(&str, &str)]) -> Measured {
    let measured = tried(id, inputs, pairs).unwrap_or_else(|faults| panic!("{faults:#?}"));
    for row in &measured.rows {
        assert!(row.value.is_some() != row.null_reason.is_some(), "a number or a reason: {row:?}");
        assert!(row.value.is_none_or(f64::is_finite), "finite: {row:?}");
    }
    measured
}

/// A wide csv (first column names the unit) as a long one with `item` and `value` columns.
pub(crate) fn long(csv: &str, unit: &str, item: &str) -> String {
    let mut lines = csv.lines().filter(|line| !line.trim().is_empty());
    let header: Vec<&str> = lines.next().expect("a header").split(',').map(str::trim).collect();
    let mut out = format!("{unit},{item},value\n");
    for line in lines {
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        for (name, cell) in header.iter().zip(&cells).skip(1) {
            out.push_str(&format!("{},{name},{cell}\n", cells[0]));
        }
    }
    out
}

#[track_caller]
pub(crate) fn near(
    measured: &Measured,
    cell: (&str, Option<i64>, &str),
    expected: f64,
    tolerance: f64,
) {
    let row = measured.row(cell.0, cell.1, cell.2);
    let value = row.unwrap_or_else(|| panic!("no cell {cell:?}")).value;
    let value = value.unwrap_or_else(|| panic!("{cell:?} has no value: {row:?}"));
    close(value, expected, tolerance);
}

/// |Δ| ≤ tolerance·max(1, |expected|), the rule of the check cases.
#[track_caller]
pub(crate) fn close(value: f64, expected: f64, tolerance: f64) {
    let allowed = tolerance * expected.abs().max(1.0);
    assert!((value - expected).abs() <= allowed, "{value} is not {expected} ± {allowed:e}");
}

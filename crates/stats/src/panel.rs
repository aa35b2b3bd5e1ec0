//! A panel of units over years with an outcome and, for some, the year a treatment began: what
//! the causal studies read.

use crate::answer::{Answer, Reason};
use crate::spec::{
    Column, Input, PRICE_BASIS, Param, choice, input, key, label, number, period, text, words,
};
use crate::study::{Case, Fault, refuse};
use crate::table::Keys;

pub const PANEL: Input =
    input("panel", text("单位×时期的面板", "panel of units and periods"), COLUMNS);

const COLUMNS: &[Column] = &[
    key("unit", text("单位", "unit")),
    period("year"),
    number("$outcome", "", text("结果变量", "the outcome")),
    number(
        "first",
        "year",
        text("首次处理的时期，从未处理为空", "first treated period; empty: never"),
    )
    .optional(),
    number("$regressors", "", text("解释变量", "regressors")),
    label("cluster", text("聚类，缺省为单位", "cluster; the unit if absent")).optional(),
    PRICE_BASIS,
];

pub const OUTCOME: Param =
    words("outcome", "outcome", text("结果变量的列名", "column of the outcome"));

pub const REGRESSORS: Param =
    words("regressors", "", text("解释变量的列名，以逗号分隔", "columns of the regressors"));

pub const COUNT_RULE: Param = choice(
    "count_rule",
    &["nonnested", "none", "full"],
    text("自由度中固定效应的计数规则", "which effects count in N − K"),
);

/// Rows without a hole in what is used.
pub struct Rows {
    pub units: Vec<u32>,
    pub names: Vec<String>,
    pub years: Vec<i64>,
    pub outcome: Vec<f64>,
    pub regressors: Vec<Vec<f64>>,
    /// First treated period; `None` for never, or where the table does not say.
    pub first: Vec<Option<i64>>,
    pub has_first: bool,
    pub cluster: Vec<u32>,
    /// Regressor names.
    pub labels: Vec<String>,
}

impl Rows {
    pub fn len(&self) -> usize {
        self.outcome.len()
    }

    pub fn is_empty(&self) -> bool {
        self.outcome.is_empty()
    }

    pub fn treated(&self, row: usize) -> bool {
        self.first[row].is_some_and(|first| self.years[row] >= first)
    }

    pub fn year_codes(&self) -> Vec<u32> {
        let mut years = self.years.clone();
        years.sort_unstable();
        years.dedup();
        self.years.iter().map(|y| years.binary_search(y).expect("among them") as u32).collect()
    }
}

/// Reads the panel; rows with a hole are dropped and listed, a unit whose first treated period
/// changes is refused. `labels` names the regressors.
pub fn rows(case: &Case, labels: &[&str], answer: &mut Answer) -> Result<Rows, Vec<Fault>> {
    let table = case.table("panel");
    let (units, years) = (table.key("unit").expect("checked"), table.period("year"));
    let (years, outcome) = (years.expect("checked"), table.number(case.words("outcome")));
    let outcome = outcome.expect("checked");
    let regressors: Vec<&[f64]> =
        labels.iter().map(|name| table.number(name).expect("checked")).collect();
    let whole = |&i: &usize| !outcome[i].is_nan() && regressors.iter().all(|x| !x[i].is_nan());
    let keep: Vec<usize> = (0..table.len()).filter(whole).collect();
    for i in (0..table.len()).filter(|i| !whole(i)) {
        let line = vec![table.line(i)];
        answer.drop_unit(units.word(i), Some(years[i]), Reason::MissingInput, line);
    }
    let first = table.number("first");
    if let Some(first) = first {
        check_first(table.lines(), units, first)?;
    }
    let when = |i: usize| first.map(|f| f[i]).filter(|f| !f.is_nan() && *f > 0.0);
    let cluster: &Keys = table.key("cluster").unwrap_or(units);
    Ok(Rows {
        units: keep.iter().map(|&i| units.codes[i]).collect(),
        names: units.words.clone(),
        years: keep.iter().map(|&i| years[i]).collect(),
        outcome: keep.iter().map(|&i| outcome[i]).collect(),
        regressors: regressors.iter().map(|x| keep.iter().map(|&i| x[i]).collect()).collect(),
        first: keep.iter().map(|&i| when(i).map(|f| f as i64)).collect(),
        has_first: first.is_some(),
        cluster: keep.iter().map(|&i| cluster.codes[i]).collect(),
        labels: labels.iter().map(|l| l.to_string()).collect(),
    })
}

fn check_first(lines: &[u32], units: &Keys, first: &[f64]) -> Result<(), Vec<Fault>> {
    let changed: Vec<u32> = (1..first.len())
        .filter(|&i| units.codes[i] == units.codes[i - 1])
        .filter(|&i| first[i].to_bits() != first[i - 1].to_bits())
        .map(|i| lines[i])
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    let words = (
        "同一单位的首次处理时期前后不一",
        "the first treated period of a unit changes from row to row",
    );
    refuse(Fault::new("panel", words.0, words.1).column("first").lines(changed))
}

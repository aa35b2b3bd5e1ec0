//! What a study answers: rows with a value or a reason, what was left out, and the quantities on
//! the way.

use serde::Serialize;

use crate::spec::{Spec, Text, Uncertainty, text};

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    UndefinedRatio,
    NTooSmall,
    MissingInput,
    ConstantInput,
    NegativeInput,
    TooFewClusters,
    GrowthTooSmall,
    NotIdentified,
    Singular,
    NotReached,
    Island,
    NoComparison,
    Monopoly,
    NotConverged,
}

impl Reason {
    pub const fn code(self) -> &'static str {
        match self {
            Reason::UndefinedRatio => "undefined_ratio",
            Reason::NTooSmall => "n_too_small",
            Reason::MissingInput => "missing_input",
            Reason::ConstantInput => "constant_input",
            Reason::NegativeInput => "negative_input",
            Reason::TooFewClusters => "too_few_clusters",
            Reason::GrowthTooSmall => "growth_too_small",
            Reason::NotIdentified => "not_identified",
            Reason::Singular => "singular",
            Reason::NotReached => "not_reached",
            Reason::Island => "island",
            Reason::NoComparison => "no_comparison",
            Reason::Monopoly => "monopoly",
            Reason::NotConverged => "not_converged",
        }
    }

    pub const fn about(self) -> Text {
        match self {
            Reason::UndefinedRatio => text("分母为零", "the denominator is zero"),
            Reason::NTooSmall => text("单位太少", "too few units"),
            Reason::MissingInput => text("缺少数据", "an input is missing"),
            Reason::ConstantInput => text("数据没有差异", "the input does not vary"),
            Reason::NegativeInput => text("数据为负，公式不适用", "an input is negative"),
            Reason::TooFewClusters => {
                text("聚类少于5个，不给p值", "fewer than 5 clusters: no p-value")
            }
            Reason::GrowthTooSmall => {
                text("基准增速不足0.5%，比值无意义", "benchmark growth below 0.5 %: no ratio")
            }
            Reason::NotIdentified => text("数据不能识别该量", "the data do not identify it"),
            Reason::Singular => text("矩阵奇异", "the matrix is singular"),
            Reason::NotReached => text("观察期内未达到", "not reached in the time observed"),
            Reason::Island => text("没有邻居", "no neighbours"),
            Reason::NoComparison => text("没有可比组", "no comparison group"),
            Reason::Monopoly => text("只有一家工厂", "one plant holds it all"),
            Reason::NotConverged => text("迭代未收敛", "the iteration did not converge"),
        }
    }
}

/// A number, or why there is none.
pub type Number = Result<f64, Reason>;

/// `a / b`, or `undefined_ratio`.
pub fn ratio(a: f64, b: f64) -> Number {
    if b == 0.0 || !(a / b).is_finite() { Err(Reason::UndefinedRatio) } else { Ok(a / b) }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Names joined by `|` where the row is about a pair.
    pub entity: String,
    pub period: Option<i64>,
    pub metric: &'static str,
    pub value: Option<f64>,
    pub null_reason: Option<&'static str>,
    pub unit: String,
    pub se: Option<f64>,
    pub lo: Option<f64>,
    pub hi: Option<f64>,
    pub u_kind: &'static str,
    pub n: usize,
    pub flags: Vec<&'static str>,
}

impl Row {
    pub fn n(&mut self, n: usize) -> &mut Row {
        self.n = n;
        self
    }

    pub fn unit(&mut self, unit: impl Into<String>) -> &mut Row {
        self.unit = unit.into();
        self
    }

    pub fn se(&mut self, se: f64) -> &mut Row {
        self.se = self.value.and(finite(se));
        self
    }

    pub fn between(&mut self, lo: f64, hi: f64) -> &mut Row {
        self.lo = self.value.and(finite(lo));
        self.hi = self.value.and(finite(hi));
        self
    }

    pub fn flag(&mut self, flag: &'static str) -> &mut Row {
        self.flags.push(flag);
        self
    }

    pub fn flag_if(&mut self, holds: bool, flag: &'static str) -> &mut Row {
        if holds { self.flag(flag) } else { self }
    }
}

fn finite(x: f64) -> Option<f64> {
    x.is_finite().then_some(x)
}

/// A unit that took no part, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Dropped {
    pub entity: String,
    pub period: Option<i64>,
    pub reason: Reason,
    /// Rows of the input it stood in, by the numbers they came with.
    pub lines: Vec<u32>,
}

/// A quantity on the way to a value, with the rows of the input behind it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quantity {
    pub entity: String,
    pub period: Option<i64>,
    pub name: String,
    pub value: f64,
    pub lines: Vec<u32>,
}

#[derive(Debug, Serialize)]
pub struct Answer {
    #[serde(skip)]
    spec: &'static Spec,
    #[serde(skip)]
    tracing: bool,
    pub rows: Vec<Row>,
    pub dropped: Vec<Dropped>,
    /// What a reader must know beside the rows.
    pub notes: Vec<Note>,
    pub trace: Vec<Quantity>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    pub zh: String,
    pub en: String,
}

impl Answer {
    pub fn new(spec: &'static Spec, tracing: bool) -> Answer {
        let (rows, dropped, notes, trace) = (vec![], vec![], vec![], vec![]);
        Answer { spec, tracing, rows, dropped, notes, trace }
    }

    /// Adds a row; unit and kind of uncertainty are the metric's. A value that is not finite
    /// becomes `undefined_ratio`, so that no NaN leaves a study.
    pub fn put(
        &mut self,
        entity: &str,
        period: Option<i64>,
        metric: &'static str,
        value: impl Into<Cell>,
    ) -> &mut Row {
        let output = self.spec.outputs.iter().find(|o| o.metric == metric);
        let output = output.expect("a study answers only the metrics of its spec");
        let value = value.into().0.and_then(|v| finite(v).ok_or(Reason::UndefinedRatio));
        self.rows.push(Row {
            entity: entity.to_string(),
            period,
            metric,
            value: value.ok(),
            null_reason: value.err().map(Reason::code),
            unit: output.unit.to_string(),
            se: None,
            lo: None,
            hi: None,
            u_kind: match output.uncertainty {
                Uncertainty::None(_) => "none_reported",
                kind => kind.code(),
            },
            n: 0,
            flags: Vec::new(),
        });
        self.rows.last_mut().expect("just pushed")
    }

    /// The same reason for every name, where a whole table has no answer.
    pub fn put_reason(&mut self, names: &[String], metric: &'static str, reason: Reason) {
        for name in names {
            self.put(name, None, metric, reason).n(names.len());
        }
    }

    pub fn drop_unit(
        &mut self,
        entity: &str,
        period: Option<i64>,
        reason: Reason,
        mut lines: Vec<u32>,
    ) {
        lines.sort_unstable();
        self.dropped.push(Dropped { entity: entity.to_string(), period, reason, lines });
    }

    pub fn note(&mut self, zh: impl Into<String>, en: impl Into<String>) {
        let note = Note { zh: zh.into(), en: en.into() };
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Keeps a quantity on the way, where the caller asked to see them.
    pub fn trace(
        &mut self,
        entity: &str,
        period: Option<i64>,
        name: &str,
        value: f64,
        lines: &[u32],
    ) {
        if self.tracing && value.is_finite() {
            self.trace.push(Quantity {
                entity: entity.to_string(),
                period,
                name: name.to_string(),
                value,
                lines: lines.to_vec(),
            });
        }
    }
}

/// What [`Answer::put`] takes: a number, or a number or reason.
pub struct Cell(Number);

impl From<f64> for Cell {
    fn from(x: f64) -> Cell {
        Cell(Ok(x))
    }
}

impl From<usize> for Cell {
    fn from(x: usize) -> Cell {
        Cell(Ok(x as f64))
    }
}

impl From<Number> for Cell {
    fn from(x: Number) -> Cell {
        Cell(x)
    }
}

impl From<Reason> for Cell {
    fn from(reason: Reason) -> Cell {
        Cell(Err(reason))
    }
}

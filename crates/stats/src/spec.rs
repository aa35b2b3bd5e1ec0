//! What a study asks, needs and answers, as data.

use serde::{Serialize, Serializer};

use crate::answer::Answer;
use crate::study::{Case, Fault};

/// A text in Chinese and English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Text {
    pub zh: &'static str,
    pub en: &'static str,
}

pub const fn text(zh: &'static str, en: &'static str) -> Text {
    Text { zh, en }
}

/// A study: its description and the function that answers it.
#[derive(Debug)]
pub struct Study {
    pub spec: Spec,
    pub run: fn(&Case, &mut Answer) -> Result<(), Vec<Fault>>,
}

#[derive(Debug, Serialize)]
pub struct Spec {
    /// Snake-case name; `docs/methods/<id>.md` explains it.
    pub id: &'static str,
    /// A number that moves by more than 1e-9 raises the first part.
    pub version: &'static str,
    /// Family of the methods list, such as `A3`.
    pub family: &'static str,
    pub name: Text,
    /// The question it answers.
    pub question: Text,
    pub cites: &'static [&'static str],
    pub inputs: &'static [Input],
    pub params: &'static [Param],
    pub outputs: &'static [Output],
    /// The picture that shows it best, in words.
    pub chart: Text,
    /// What of it can be drawn from the answer alone, the best first.
    pub pictures: &'static [Picture],
}

/// A picture of an answer, as data that any door can draw.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Picture {
    /// A metric of each entity with its interval, the largest first; lines where there are periods
    /// and few entities.
    Dots(&'static str),
    /// A metric with its interval, in the order of periods, or of rows where there are none.
    Course(&'static str),
    /// A metric over periods, each value holding until the next.
    Steps(&'static str),
    /// Metrics upon each other: parts of a whole.
    Stacked(&'static [&'static str]),
    /// A metric of pairs `row|column`; below `neutral`, where there is one, in another hue.
    Heat { metric: &'static str, neutral: Option<f64> },
    /// Two metrics of each entity against each other.
    Against { across: &'static str, upward: &'static str, lines: Dividing },
}

/// The lines of a picture that set two metrics against each other.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dividing {
    None,
    /// Four quadrants around this point.
    Cross(f64, f64),
    /// Where the geometric mean of both is the same.
    EqualMean,
}

impl Picture {
    /// The metrics, or names of quantities on the way, that it shows.
    pub fn metrics(&self) -> Vec<&'static str> {
        match self {
            Picture::Dots(metric) | Picture::Course(metric) | Picture::Steps(metric) => {
                vec![metric]
            }
            Picture::Stacked(metrics) => metrics.to_vec(),
            Picture::Heat { metric, .. } => vec![metric],
            Picture::Against { across, upward, .. } => vec![across, upward],
        }
    }
}

/// A table that a study reads.
#[derive(Debug, Serialize)]
pub struct Input {
    pub name: &'static str,
    pub about: Text,
    pub required: bool,
    /// Whether two rows with the same keys and periods are a fault.
    pub unique: bool,
    pub columns: &'static [Column],
}

#[derive(Debug, Serialize)]
pub struct Column {
    /// `$x` stands for the columns that parameter `x` names, separated by commas.
    pub name: &'static str,
    pub kind: Kind,
    pub unit: &'static str,
    pub about: Text,
    pub required: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A name that is part of the row's key; never empty.
    Key,
    /// A whole number such as a year, part of the row's key; never empty.
    Period,
    /// A name that is not part of the key; never empty.
    Label,
    /// A unit or price basis: one for all rows, or for all rows of one `indicator`.
    Basis,
    /// A real number; may be empty.
    Number,
}

#[derive(Debug, Serialize)]
pub struct Param {
    pub name: &'static str,
    pub about: Text,
    #[serde(flatten)]
    pub value: Value,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Value {
    Real { default: f64, lo: f64, hi: f64 },
    Whole { default: i64, lo: i64, hi: i64 },
    Choice { default: &'static str, options: &'static [&'static str] },
    Words { default: &'static str },
}

/// A metric that a study answers.
#[derive(Debug, Serialize)]
pub struct Output {
    pub metric: &'static str,
    pub about: Text,
    pub unit: &'static str,
    /// The values it can take; an infinite end is written as null in JSON.
    pub lo: f64,
    pub hi: f64,
    pub uncertainty: Uncertainty,
}

/// What kind of doubt stands behind a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncertainty {
    /// Another sample would give another value: standard error or interval.
    Sampling,
    /// A p-value by shuffling.
    Permutation,
    /// Other defensible choices (weights, scaling) would give another value.
    Specification,
    /// It answers "what if".
    Scenario,
    /// The inputs were rounded.
    Rounding,
    /// None is reported, and why.
    None(Text),
}

impl Uncertainty {
    pub const fn code(self) -> &'static str {
        match self {
            Uncertainty::Sampling => "sampling",
            Uncertainty::Permutation => "permutation",
            Uncertainty::Specification => "specification",
            Uncertainty::Scenario => "scenario",
            Uncertainty::Rounding => "interval_input",
            Uncertainty::None(_) => "none_reported",
        }
    }
}

impl Serialize for Uncertainty {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.code())
    }
}

/// Why most descriptive measures carry no error of their own.
pub const DESCRIBES: Uncertainty = Uncertainty::None(text(
    "对给定数据的精确描述，误差只来自数据本身",
    "an exact description of the data given; its only error is that of the data",
));

/// Why a count or a setting of the run carries no error.
pub const COUNTED: Uncertainty =
    Uncertainty::None(text("计数或设定，无抽样误差", "a count or a setting of the run"));

pub const fn input(name: &'static str, about: Text, columns: &'static [Column]) -> Input {
    Input { name, about, required: true, unique: true, columns }
}

impl Input {
    pub const fn optional(mut self) -> Input {
        self.required = false;
        self
    }

    /// Rows may repeat a key: they are added, or each stands for itself.
    pub const fn repeated(mut self) -> Input {
        self.unique = false;
        self
    }
}

pub const fn key(name: &'static str, about: Text) -> Column {
    Column { name, kind: Kind::Key, unit: "", about, required: true }
}

pub const fn period(name: &'static str) -> Column {
    Column { name, kind: Kind::Period, unit: "", about: text("时期", "period"), required: true }
}

/// A name that is not part of the key.
pub const fn label(name: &'static str, about: Text) -> Column {
    Column { name, kind: Kind::Label, unit: "", about, required: true }
}

/// The optional price basis of the values; rows on different bases are refused.
pub const PRICE_BASIS: Column = Column {
    name: "price_basis",
    kind: Kind::Basis,
    unit: "",
    about: text("价格口径，不同口径不能相加", "price basis; different ones are refused"),
    required: false,
};

/// The optional unit of the values; rows in different units are refused.
pub const UNIT: Column = Column {
    name: "unit",
    kind: Kind::Basis,
    unit: "",
    about: text("计量单位，须一致", "unit of the values; must be one"),
    required: false,
};

pub const fn number(name: &'static str, unit: &'static str, about: Text) -> Column {
    Column { name, kind: Kind::Number, unit, about, required: true }
}

impl Column {
    pub const fn optional(mut self) -> Column {
        self.required = false;
        self
    }
}

pub const fn real(name: &'static str, default: f64, lo: f64, hi: f64, about: Text) -> Param {
    Param { name, about, value: Value::Real { default, lo, hi } }
}

pub const fn whole(name: &'static str, default: i64, lo: i64, hi: i64, about: Text) -> Param {
    Param { name, about, value: Value::Whole { default, lo, hi } }
}

/// A choice; the first option is the default.
pub const fn choice(name: &'static str, options: &'static [&'static str], about: Text) -> Param {
    Param { name, about, value: Value::Choice { default: options[0], options } }
}

pub const fn words(name: &'static str, default: &'static str, about: Text) -> Param {
    Param { name, about, value: Value::Words { default } }
}

/// The seed of the random numbers, for the studies that use any.
pub const SEED: Param =
    whole("seed", 20160101, 0, i64::MAX, text("随机数种子", "seed of the random numbers"));

/// A metric whose values lie in `range`.
pub const fn output(
    metric: &'static str,
    unit: &'static str,
    range: (f64, f64),
    uncertainty: Uncertainty,
    about: Text,
) -> Output {
    Output { metric, about, unit, lo: range.0, hi: range.1, uncertainty }
}

pub const SHARE: (f64, f64) = (0.0, 1.0);
pub const POSITIVE: (f64, f64) = (0.0, f64::INFINITY);
pub const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

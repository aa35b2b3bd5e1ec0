//! Documents as values. Renderers set them; tests look at them; nothing here knows a format.

use serde::Serialize;

use super::chart::{Chart, percentages};
use super::figure::{Figure, iso};
use super::map::Map;
use super::scale::Scale;
use super::sentence::Sentence;
use crate::base::{Day, Lang, Said, say};
use crate::record::Origin;

/// A brief, report or letter, complete in both languages.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    pub title: Said,
    /// 发文字号, where the paper has one.
    pub number: Option<DocNumber>,
    pub programme: Said,
    #[serde(serialize_with = "iso")]
    pub from: Day,
    /// Inclusive.
    #[serde(serialize_with = "iso")]
    pub to: Day,
    /// The ledger's state that was told.
    #[serde(serialize_with = "iso")]
    pub as_of: Day,
    #[serde(serialize_with = "iso")]
    pub issued: Day,
    pub issuer: Said,
    pub origin: Origin,
    /// The head of the ledger's chain, SM3 in hex, printed so that a later change can be proved.
    pub chain_head: String,
    pub chapters: Vec<Chapter>,
    pub attachments: Vec<Attachment>,
}

/// 津合作办〔2022〕3号: a short name of the office, the year, a number without leading zeros.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocNumber {
    pub office: Said,
    pub year: i16,
    pub number: u32,
}

impl DocNumber {
    pub fn shown(&self, lang: Lang) -> String {
        let (year, number) = (self.year, self.number);
        match lang {
            Lang::Zh => format!("{}〔{year}〕{number}号", self.office.zh),
            Lang::En => format!("{} [{year}] No. {number}", self.office.en),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chapter {
    pub heading: Said,
    pub blocks: Vec<Block>,
}

impl Chapter {
    pub fn new(heading: Said) -> Chapter {
        Chapter { heading, blocks: Vec::new() }
    }

    pub fn section(self, heading: Said) -> Chapter {
        self.block(Block::Section(heading))
    }

    pub fn paragraph(self, sentences: impl IntoIterator<Item = Sentence>) -> Chapter {
        self.block(Block::Paragraph(sentences.into_iter().collect()))
    }

    pub fn list(self, items: impl IntoIterator<Item = Sentence>) -> Chapter {
        self.block(Block::List(items.into_iter().collect()))
    }

    pub fn table(self, table: Table) -> Chapter {
        self.block(Block::Table(table))
    }

    pub fn chart(self, chart: Chart) -> Chapter {
        self.block(Block::Chart(chart))
    }

    pub fn map(self, map: Map) -> Chapter {
        self.block(Block::Map(map))
    }

    pub fn note(self, note: Said) -> Chapter {
        self.block(Block::Note(note))
    }

    pub fn block(mut self, block: Block) -> Chapter {
        self.blocks.push(block);
        self
    }
}

/// What follows the signature, each on pages of its own.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Attachment {
    pub title: Said,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", content = "is", rename_all = "snake_case")]
pub enum Block {
    /// A second-level heading; renderers number it （一）.
    Section(Said),
    Paragraph(Vec<Sentence>),
    List(Vec<Sentence>),
    Table(Table),
    Chart(Chart),
    Map(Map),
    Note(Said),
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    pub title: Said,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub notes: Vec<Said>,
}

impl Table {
    /// The unit that all number columns share, to be printed once above the table.
    pub fn unit(&self) -> Option<Said> {
        let mut words = self.columns.iter().filter_map(|c| c.scale).map(Scale::word);
        let first = words.next()?;
        words.all(|word| word == first).then_some(first)
    }

    /// Each column's share of the width in per cent.
    pub fn shares(&self) -> Vec<i64> {
        let widths: Vec<i64> = self.columns.iter().map(|c| i64::from(c.width)).collect();
        percentages(&widths, 100)
    }

    /// A column's heading, with its unit where the table has not one for all.
    pub fn heading(&self, column: &Column, lang: Lang) -> String {
        let heading = column.heading.to(lang);
        match (column.scale, self.unit()) {
            (Some(scale), None) => match lang {
                Lang::Zh => format!("{heading}（{}）", scale.word().zh),
                // “Projects (projects)” says nothing twice.
                Lang::En if heading.to_lowercase().contains(&scale.word().en) => {
                    heading.to_string()
                }
                Lang::En => format!("{heading} ({})", scale.word().en),
            },
            _ => heading.to_string(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Column {
    pub heading: Said,
    /// How its numbers are shown; `None`: words, or figures with their own unit.
    pub scale: Option<Scale>,
    /// Its share of the width, beside the others'.
    pub width: u32,
}

impl Column {
    pub fn words(heading: Said, width: u32) -> Column {
        Column { heading, scale: None, width }
    }

    pub fn number(heading: Said, scale: Scale, width: u32) -> Column {
        Column { heading, scale: Some(scale), width }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    pub kind: RowKind,
    pub cells: Vec<Cell>,
}

impl Row {
    pub fn plain(cells: impl IntoIterator<Item = Cell>) -> Row {
        Row { kind: RowKind::Plain, cells: cells.into_iter().collect() }
    }

    pub fn total(cells: impl IntoIterator<Item = Cell>) -> Row {
        Row { kind: RowKind::Total, cells: cells.into_iter().collect() }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    Plain,
    /// 其中: a part of the row above it, never added to it.
    Part,
    /// 合计.
    Total,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    Words(Said),
    Value(Value),
}

impl From<Said> for Cell {
    fn from(words: Said) -> Cell {
        Cell::Words(words)
    }
}

impl<T: Into<Value>> From<T> for Cell {
    fn from(value: T) -> Cell {
        Cell::Value(value.into())
    }
}

impl Cell {
    /// The cell's text in a column of this scale.
    pub fn shown(&self, scale: Option<Scale>, lang: Lang) -> String {
        match self {
            Cell::Words(words) => words.to(lang).to_string(),
            Cell::Value(value) => value.shown(scale, lang),
        }
    }

    pub fn is_missing(&self) -> bool {
        matches!(self, Cell::Value(Value::Missing))
    }

    pub fn figure(&self) -> Option<&Figure> {
        match self {
            Cell::Words(_) => None,
            Cell::Value(value) => value.figure(),
        }
    }
}

/// A value of a table, chart or map.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Not known: printed 缺, never 0.
    Missing,
    /// A number derived from others (a share, a rank, an estimate), in stored units.
    Bare(i64),
    Figure(Box<Figure>),
}

impl From<Figure> for Value {
    fn from(figure: Figure) -> Value {
        Value::Figure(Box::new(figure))
    }
}

impl From<&Figure> for Value {
    fn from(figure: &Figure) -> Value {
        figure.clone().into()
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Value {
        Value::Bare(value)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Missing, Into::into)
    }
}

impl Value {
    /// In stored units; `None` where it is missing.
    pub fn number(&self) -> Option<i64> {
        match self {
            Value::Missing => None,
            Value::Bare(value) => Some(*value),
            Value::Figure(figure) => Some(figure.value),
        }
    }

    pub fn figure(&self) -> Option<&Figure> {
        match self {
            Value::Figure(figure) => Some(figure),
            Value::Missing | Value::Bare(_) => None,
        }
    }

    pub fn shown(&self, scale: Option<Scale>, lang: Lang) -> String {
        match (self, scale) {
            (Value::Missing, _) => missing().to(lang).to_string(),
            (Value::Figure(figure), None) => figure.shown(lang),
            (Value::Figure(figure), Some(scale)) => scale.number(figure.value, lang),
            (Value::Bare(value), Some(scale)) => scale.number(*value, lang),
            (Value::Bare(value), None) => value.to_string(),
        }
    }
}

/// How a missing value is printed everywhere.
pub fn missing() -> Said {
    say!("缺", "n/a")
}

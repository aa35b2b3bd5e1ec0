//! A figure token: a number together with everything that proves it.

use serde::{Serialize, Serializer};

use super::scale::{Scale, unit_code};
use crate::base::{Day, Lang, Said, Unit, say};
use crate::record::Origin;

/// A number as a document prints it, and the way back to its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The indicator's id, such as `funds.arrived`.
    pub indicator: String,
    pub label: Said,
    pub version: u32,
    /// In whole stored units: fen, people, parts per million.
    pub value: i64,
    #[serde(serialize_with = "coded")]
    pub unit: Unit,
    /// 口径: flow or stock, arrived or agreed, whose date, distinct by what.
    pub basis: Said,
    pub filters: Filters,
    pub origin: Origin,
    #[serde(serialize_with = "iso")]
    pub as_of: Day,
    /// How many rows it was made from.
    pub rows: u64,
    /// SM3 over the content of those rows, in hex.
    pub rows_hash: String,
    /// The page that lists them, relative to the site's root.
    pub rows_url: String,
    /// Precision in prose; `None`: as reports print the unit (16.52亿元).
    pub scale: Option<Scale>,
}

impl Figure {
    pub fn shown(&self, lang: Lang) -> String {
        match self.scale {
            Some(scale) => scale.shown(self.value, lang),
            None => self.unit.shown(self.value, lang),
        }
    }

    pub fn proof(&self) -> Proof {
        match (self.origin, self.rows) {
            (_, 0) => Proof::NoRecord,
            (Origin::Own, _) => Proof::Proven,
            (Origin::Quoted, _) => Proof::Quoted,
            (Origin::Synthetic, _) => Proof::Demo,
        }
    }

    /// What was asked but for the period: indicator, programme, place and split. Figures of two
    /// issues with the same question are compared, whatever their version.
    pub fn question(&self) -> String {
        let Filters { programme, region_code, split, .. } = &self.filters;
        let mut question = format!("{}|{}|{region_code}", self.indicator, programme.zh);
        for (dimension, value) in split {
            question.push_str(&format!("|{}={}", dimension.zh, value.zh));
        }
        question
    }

    /// The question with its period; figures with the same key must have the same value.
    pub fn key(&self) -> String {
        format!("{}|{}..{}", self.question(), self.filters.from, self.filters.to)
    }
}

/// How far a figure is backed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    Proven,
    Quoted,
    Demo,
    NoRecord,
}

impl Proof {
    pub fn label(self) -> Said {
        match self {
            Proof::Proven => say!("有据", "proven"),
            Proof::Quoted => say!("引自公开来源", "quoted from a public source"),
            Proof::Demo => say!("与演示台账相符", "in agreement with the demo ledger"),
            Proof::NoRecord => say!("无记录", "without record"),
        }
    }
}

/// What was asked: the filters that lead back to the rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Filters {
    pub programme: Said,
    /// Code and name of the place as recorded.
    pub region_code: String,
    pub region: Said,
    #[serde(serialize_with = "iso")]
    pub from: Day,
    /// Inclusive.
    #[serde(serialize_with = "iso")]
    pub to: Day,
    /// The part of a split: each dimension with its value.
    pub split: Vec<(Said, Said)>,
}

impl Filters {
    /// On one line: 承德市 · 2016-11-01 至 2021-12-31 · 用途：产业.
    pub fn line(&self, lang: Lang) -> String {
        let (from, to) = (self.from, self.to);
        let mut parts = vec![
            self.region.to(lang).to_string(),
            say!("{from} 至 {to}", "{from} to {to}").to(lang).to_string(),
        ];
        let colon = say!("：", ": ");
        for (dimension, value) in &self.split {
            parts.push(format!("{}{}{}", dimension.to(lang), colon.to(lang), value.to(lang)));
        }
        parts.join(" · ")
    }
}

pub fn iso<S: Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

fn coded<S: Serializer>(unit: &Unit, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(unit_code(*unit))
}

//! An issue of a document as it was published: what the next issue is compared with.

use serde::{Deserialize, Serialize};

use super::document::Document;
use super::layout::Figures;
use crate::base::{Error, Fault, Lang, Place, Result, Said, say};

/// The published figures of one document; read back from its JSON.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Issue {
    pub document: Imprint,
    pub figures: Vec<Issued>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Imprint {
    pub title: Said,
    /// ISO days.
    pub issued: String,
    pub as_of: String,
    pub chain_head: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Issued {
    pub n: usize,
    /// Indicator, programme, place and split.
    pub question: String,
    /// ISO days, the end inclusive.
    pub from: String,
    pub to: String,
    pub label: Said,
    pub version: u32,
    /// In stored units.
    pub value: i64,
    pub shown: Said,
    pub rows: u64,
    pub rows_hash: String,
}

impl Issue {
    pub fn of(document: &Document) -> Issue {
        Issue {
            document: Imprint {
                title: document.title.clone(),
                issued: document.issued.to_string(),
                as_of: document.as_of.to_string(),
                chain_head: document.chain_head.clone(),
            },
            figures: issued(document),
        }
    }

    /// Reads what the JSON renderer wrote.
    pub fn read(json: &[u8]) -> Result<Issue> {
        serde_json::from_slice(json).map_err(|e| {
            Error::fault(Fault::error(
                Place::default(),
                say!("这不是上一期的 JSON 文件：{e}", "not the JSON of an earlier issue: {e}"),
                say!("请选用 tell 输出的 .json 文件", "give the .json file that tell wrote"),
            ))
        })
    }
}

/// The figures of a document as they go into its JSON.
pub fn issued(document: &Document) -> Vec<Issued> {
    Figures::of(document)
        .iter()
        .map(|(n, figure)| Issued {
            n,
            question: figure.question(),
            from: figure.filters.from.to_string(),
            to: figure.filters.to.to_string(),
            label: figure.label.clone(),
            version: figure.version,
            value: figure.value,
            shown: Said { zh: figure.shown(Lang::Zh), en: figure.shown(Lang::En) },
            rows: figure.rows,
            rows_hash: figure.rows_hash.clone(),
        })
        .collect()
}

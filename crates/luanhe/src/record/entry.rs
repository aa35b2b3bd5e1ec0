//! Entries: each accepted act is one, and they form the only chain.

use super::engine::Engine;
use super::statements::statement;
use super::{Value, digest};
use crate::base::{Day, Error, Result, Said, say};

pub(super) const QUERIES: &str = include_str!("queries.sql");

pub(super) fn sql(name: &str) -> &'static str {
    statement(QUERIES, name)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    Import,
    Form,
    Correct,
    Undo,
    Close,
    Adjust,
    /// A sign-in, or a sensitive value shown for a stated reason.
    Access,
}

impl EntryKind {
    pub fn word(self) -> &'static str {
        match self {
            EntryKind::Import => "import",
            EntryKind::Form => "form",
            EntryKind::Correct => "correct",
            EntryKind::Undo => "undo",
            EntryKind::Close => "close",
            EntryKind::Adjust => "adjust",
            EntryKind::Access => "access",
        }
    }
}

/// Whose word a row is. Synthetic rows prove nothing.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, clap::ValueEnum, serde::Serialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Entered by an office.
    Own,
    /// A public source, with place and date.
    Quoted,
    /// Made for a demo or a test.
    Synthetic,
}

impl Origin {
    pub const ALL: [Origin; 3] = [Origin::Own, Origin::Quoted, Origin::Synthetic];

    pub fn label(self) -> Said {
        match self {
            Origin::Own => say!("台账", "ledger"),
            Origin::Quoted => say!("公开引用", "quoted"),
            Origin::Synthetic => say!("演示", "demo"),
        }
    }

    /// What must stand on every page that is not made of the ledger's own rows.
    pub fn mark(self) -> Option<Said> {
        match self {
            Origin::Own => None,
            Origin::Quoted => Some(say!("含公开引用数据", "contains quoted data")),
            Origin::Synthetic => {
                Some(say!("演示数据，不作凭证", "Demonstration data, proof of nothing"))
            }
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Origin::Own => "own",
            Origin::Quoted => "quoted",
            Origin::Synthetic => "synthetic",
        }
    }

    pub fn of(word: &str) -> Option<Origin> {
        Origin::ALL.into_iter().find(|o| o.word() == word)
    }
}

/// An entry as it stands in the chain. `kind` and `origin` are kept as words, so that a damaged one
/// can be shown.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Entry {
    pub no: i64,
    pub kind: String,
    pub actor: String,
    /// Milliseconds since 1970; never before that of the entry before.
    pub recorded_at: i64,
    pub reason: String,
    /// What the act was about: the files of an import, the entry undone, the day closed until.
    pub source: String,
    pub origin: String,
    pub programme: String,
    pub digest: String,
    pub prev: String,
    pub hash: String,
}

impl Entry {
    pub(super) fn read(row: &[Value]) -> Result<Entry> {
        let word = |at: usize| row[at].text().map(str::to_string).ok_or_else(damaged);
        Ok(Entry {
            no: row[0].int().ok_or_else(damaged)?,
            kind: word(1)?,
            actor: word(2)?,
            recorded_at: row[3].int().ok_or_else(damaged)?,
            reason: word(4)?,
            source: word(5)?,
            origin: word(6)?,
            programme: word(7)?,
            digest: word(8)?,
            prev: word(9)?,
            hash: word(10)?,
        })
    }

    pub(super) fn values(&self) -> [Value; 11] {
        [
            self.no.into(),
            self.kind.as_str().into(),
            self.actor.as_str().into(),
            self.recorded_at.into(),
            self.reason.as_str().into(),
            self.source.as_str().into(),
            self.origin.as_str().into(),
            self.programme.as_str().into(),
            self.digest.as_str().into(),
            self.prev.as_str().into(),
            self.hash.as_str().into(),
        ]
    }

    /// The hash that its content and the one before it call for.
    pub(super) fn expected_hash(&self) -> String {
        let (no, at) = (self.no.to_string(), self.recorded_at.to_string());
        let header: [&str; 8] = [
            &no,
            &self.kind,
            &self.actor,
            &at,
            &self.reason,
            &self.source,
            &self.origin,
            &self.programme,
        ];
        digest::link(&self.prev, &header, &self.digest)
    }

    pub fn day(&self) -> Day {
        Day::at(self.recorded_at)
    }
}

fn damaged() -> Error {
    Error::Broken("an entry's column has the wrong type".to_string())
}

/// The end of the chain: number, hash and moment of the last entry; zeros before the first.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Head {
    pub no: i64,
    pub hash: String,
    pub recorded_at: i64,
}

impl Head {
    pub(super) fn read(engine: &mut Engine) -> Result<Head> {
        Ok(match engine.one(sql("head"), &[])? {
            None => Head { no: 0, hash: "0".repeat(64), recorded_at: 0 },
            Some(row) => Head {
                no: row[0].int().ok_or_else(damaged)?,
                hash: row[1].text().ok_or_else(damaged)?.to_string(),
                recorded_at: row[2].int().ok_or_else(damaged)?,
            },
        })
    }

    /// As documents print it: `12:66c7f0f4…`, number and whole hash.
    pub fn printed(&self) -> String {
        format!("{}:{}", self.no, self.hash)
    }
}

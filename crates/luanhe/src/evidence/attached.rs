//! What is attached to a row, and where else the same file was met.

use super::media::known;
use super::register::EVIDENCE;
use crate::base::{Error, Result, say};
use crate::record::{Actor, Compare, Ledger, Query, Recorded, Register};

/// A row has rarely more than a few files; a page shows no more than this.
const MOST: usize = 500;

/// One file of a row.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Attached {
    pub id: String,
    pub title: String,
    /// The name under which its bytes were stored first.
    pub name: String,
    pub sm3: String,
    pub bytes: i64,
    pub media: &'static str,
    pub page: Option<i64>,
    pub taken_on: Option<String>,
    pub taken_at: Option<String>,
    pub attached_on: Option<String>,
    pub attached_by: String,
    /// The version, as a change of it must name.
    pub entry: i64,
    /// The same file on rows that the asker sees, as `projects/0191…`.
    pub also_on: Vec<String>,
    /// On how many other rows it is at all.
    pub others: usize,
}

impl Ledger {
    /// The files of a row that the actor may see, those attached first in front. Whoever sees the
    /// row sees its evidence, wherever the row was when it was attached.
    pub fn evidence_of(
        &mut self,
        actor: &Actor,
        register: &'static Register,
        id: &str,
    ) -> Result<Vec<Attached>> {
        if self.history(actor, register, id)?.is_empty() {
            return Err(missing());
        }
        let row = format!("{}/{id}", register.name);
        let query = Query { limit: MOST, ..Query::of(&EVIDENCE) };
        let query = query.filter("row", Compare::Is, row.as_str());
        let pieces = self.list(&everyone(), &query)?;
        pieces.iter().map(|piece| self.attached(actor, piece)).collect()
    }

    /// One piece of evidence and its bytes, for whoever sees the row that it proves.
    pub fn evidence_file(&mut self, actor: &Actor, id: &str) -> Result<(Attached, Vec<u8>)> {
        let piece = self.get(actor, &EVIDENCE, id)?.ok_or_else(missing)?;
        let attached = self.attached(actor, &piece)?;
        let bytes = self.file_bytes(&attached.sm3)?;
        Ok((attached, bytes))
    }

    fn attached(&mut self, actor: &Actor, piece: &Recorded) -> Result<Attached> {
        let text = |name: &str| piece.value(&EVIDENCE, name).text().map(str::to_string);
        let sm3 = text("file").ok_or_else(|| Error::Broken("evidence without a file".into()))?;
        let kept = self.file(&sm3)?;
        let (name, bytes, media) =
            kept.ok_or_else(|| Error::Broken(format!("the file {sm3} is gone")))?;
        let (also_on, others) = self.elsewhere(actor, piece, &sm3)?;
        let versions = self.history(&everyone(), &EVIDENCE, &piece.id)?;
        Ok(Attached {
            id: piece.id.clone(),
            title: text("title").unwrap_or_else(|| name.clone()),
            name,
            sm3,
            bytes,
            media: known(&media),
            page: piece.value(&EVIDENCE, "page").int(),
            taken_on: text("taken_on"),
            taken_at: text("taken_at"),
            attached_on: text("day"),
            attached_by: versions.first().map_or_else(String::new, |(by, _, _)| by.actor.clone()),
            entry: piece.entry_no,
            also_on,
            others,
        })
    }

    /// The other rows that have the same file: those that the actor sees, and how many there are.
    fn elsewhere(
        &mut self,
        actor: &Actor,
        piece: &Recorded,
        sm3: &str,
    ) -> Result<(Vec<String>, usize)> {
        let own = piece.value(&EVIDENCE, "row");
        let query = Query { limit: MOST, ..Query::of(&EVIDENCE) }.filter("file", Compare::Is, sm3);
        let mut rows: Vec<_> = self.list(&everyone(), &query)?;
        rows.retain(|other| other.value(&EVIDENCE, "row") != own);
        rows.sort_by_key(|other| other.value(&EVIDENCE, "row").text().map(str::to_string));
        rows.dedup_by_key(|other| other.value(&EVIDENCE, "row").text().map(str::to_string));
        let mut seen = Vec::new();
        for other in &rows {
            if self.get(actor, &EVIDENCE, &other.id)?.is_some() {
                seen.extend(other.value(&EVIDENCE, "row").text().map(str::to_string));
            }
        }
        Ok((seen, rows.len()))
    }
}

/// What is asked about a row that was found to be seen is asked for everyone.
fn everyone() -> Actor {
    Actor::system("evidence")
}

fn missing() -> Error {
    Error::Missing(say!(
        "没有这份佐证，或不在您的管辖范围内",
        "no such evidence, or none within your scope"
    ))
}

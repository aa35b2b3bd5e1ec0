//! Evidence at the door: attaching files to a row, and giving them back to whoever sees the row.

use serde_json::json;

use super::ask::{Ask, Upload};
use super::reply::Reply;
use crate::base::{Error, Fault, Place, Result, say};
use crate::evidence::{Attachment, EVIDENCE, is_picture};
use crate::pages::{Params, row_path};
use crate::record::Ledger;

fn page_number(ask: &Ask) -> Result<Option<i64>> {
    let Some(word) = ask.form.get("page").or(ask.query.get("page")) else { return Ok(None) };
    word.parse().map(Some).map_err(|_| {
        Error::fault(Fault::error(
            Place::field("page"),
            say!("“{word}”不是页码", "“{word}” is no page number"),
            say!("请填整数，或留空", "give a whole number, or leave it empty"),
        ))
    })
}

fn attachment(ask: &Ask, upload: &Upload, page: Option<i64>) -> Attachment {
    let title = ask.form.get("title").or(ask.query.get("title")).unwrap_or("");
    Attachment {
        name: upload.name.clone(),
        title: title.to_string(),
        page,
        bytes: upload.bytes.clone(),
    }
}

/// Files of a form.
pub fn attach(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let (register, page) = (ask.register(ledger)?, page_number(ask)?);
    let files = ask.files.iter().filter(|f| f.field == "file");
    let files: Vec<Attachment> = files.map(|f| attachment(ask, f, page)).collect();
    ledger.attach(ask.actor()?, register, ask.part("id"), &files)?;
    let row = row_path(register.name, ask.part("id"));
    Ok(Reply::To(Params::default().with("notice", "attached").link(&row)))
}

/// One file, as the body of a program's request.
pub fn add(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let (register, page) = (ask.register(ledger)?, page_number(ask)?);
    let files: Vec<Attachment> = ask.files.iter().map(|f| attachment(ask, f, page)).collect();
    let entry = ledger.attach(ask.actor()?, register, ask.part("id"), &files)?;
    let all = ledger.evidence_of(ask.actor()?, register, ask.part("id"))?;
    let new = all.into_iter().find(|piece| piece.entry == entry.no);
    Ok(Reply::Json(201, json!({ "evidence": new, "head": ledger.head()?.printed() })))
}

/// What is attached to a row.
pub fn of_row(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let register = ask.register(ledger)?;
    let all = ledger.evidence_of(ask.actor()?, register, ask.part("id"))?;
    Ok(Reply::Json(200, json!({ "evidence": all })))
}

fn of_evidence(ledger: &Ledger, ask: &Ask) -> Result<()> {
    let register = ask.register(ledger)?;
    if register.name == EVIDENCE.name {
        return Ok(());
    }
    let title = register.title;
    Err(Error::Missing(crate::base::Said {
        zh: format!("{}的行不是文件", title.zh),
        en: format!("rows of {} are no files", title.en),
    }))
}

/// The file to keep: never shown in place, whatever it is.
pub fn file(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    of_evidence(ledger, ask)?;
    let (piece, bytes) = ledger.evidence_file(ask.actor()?, ask.part("id"))?;
    Ok(Reply::File { name: piece.name, media: piece.media, bytes })
}

/// A picture to look at; anything else is to keep.
pub fn picture(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    of_evidence(ledger, ask)?;
    let (piece, bytes) = ledger.evidence_file(ask.actor()?, ask.part("id"))?;
    Ok(match is_picture(piece.media) {
        true => Reply::Shown { media: piece.media, bytes },
        false => Reply::File { name: piece.name, media: piece.media, bytes },
    })
}

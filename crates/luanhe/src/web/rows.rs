//! One row: its page, its sensitive values for a reason, and rows by their key.

use super::ask::Ask;
use super::cell::letters;
use super::reply::Reply;
use super::users;
use crate::base::{Error, Fault, Place, Result, say};
use crate::pages::{Beside, Seen, Verb, row as row_page, row_path, seen};
use crate::record::{Compare, Kind, Ledger, Query, Register, Value};
use crate::watch::{Rule, Which};

pub fn row(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let register = ask.register(ledger)?;
    let seen = seen(ledger, ask.actor()?, register, ask.part("id"))?;
    page(ledger, ask, register, &seen, None)
}

fn page(
    ledger: &mut Ledger,
    ask: &Ask,
    register: &'static Register,
    seen: &Seen,
    revealed: Option<Vec<Value>>,
) -> Result<Reply> {
    let (actor, say) = (ask.actor()?, ask.say());
    let (source, cells) = source(ledger, register, seen)?;
    let evidence = ledger.evidence_of(actor, register, &seen.row().id)?;
    let beside = Beside {
        source,
        cells,
        findings: found(ledger, ask, register, seen)?,
        evidence,
        progress: super::steps::progress(ledger, ask, register, seen)?,
        csrf: ask.csrf.clone(),
        revealed,
        may_attach: seen.stands() && register.about().is_none() && actor.writes(register).is_ok(),
    };
    let body = row_page(ledger, actor, register, seen, &beside, say)?;
    ask.page(Verb::Record, say.text(&register.title), &body)
}

/// File, sheet and row that the row came from with the view of its cell; and the cell of each field.
type From = (Option<(String, String)>, Vec<(String, String)>);

fn source(ledger: &mut Ledger, register: &Register, seen: &Seen) -> Result<From> {
    let row = seen.row();
    let sheet = match row.source {
        0 => None,
        source => ledger.source_sheet(source)?,
    };
    let Some(sheet) = sheet else { return Ok((None, Vec::new())) };
    let number = row.source_row;
    let place = format!("{} › {} › {number}", sheet.name, sheet.sheet);
    let cells = sheet.columns_by_field().into_iter();
    let cells = cells.map(|(field, column)| (field, format!("{}{number}", letters(column))));
    let view = format!("{}/source", row_path(register.name, &row.id));
    Ok((Some((place, view)), cells.collect()))
}

fn found(
    ledger: &mut Ledger,
    ask: &Ask,
    register: &Register,
    seen: &Seen,
) -> Result<Vec<(String, String, bool, String)>> {
    let (actor, say, site) = (ask.actor()?, ask.say(), &ask.app.site);
    let mut found = Vec::new();
    let which = Which { row: &seen.row().id, ..Which::default() };
    for finding in ledger.findings(actor, &which)? {
        let mine = |rule: &&Rule| rule.id == finding.rule && rule.register.name == register.name;
        let Some(rule) = site.rules().find(mine) else { continue };
        let clear = format!("/findings/{}/{}/clearance", rule.id, finding.row);
        let (sentence, remedy) = (say.said(&finding.said), say.text(&rule.remedy));
        found.push((sentence.to_string(), remedy.to_string(), finding.cleared.is_some(), clear));
    }
    Ok(found)
}

/// Shows sensitive values in the clear. The reason stands in the chain before they are shown.
pub fn disclose(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let (register, actor) = (ask.register(ledger)?, ask.actor()?);
    let seen = seen(ledger, actor, register, ask.part("id"))?;
    let reason = ask.form.get("reason").unwrap_or("");
    if reason.chars().count() < 4 {
        return Err(Error::fault(Fault::error(
            Place::field("reason"),
            say!("查看理由太短", "the reason is too short"),
            say!("请写明为何要看（至少4个字）", "say why it must be seen (4 characters or more)"),
        )));
    }
    let id = &seen.row().id;
    users::record(ledger, actor, format!("disclosed {}/{id}: {reason}", register.name))?;
    let keys = ledger.keys.clone();
    let open = seen.row().opened(register, &keys)?;
    page(ledger, ask, register, &seen, Some(open))
}

/// A row by the first field of its key, as references and people name it.
pub fn named(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let (register, actor) = (ask.register(ledger)?, ask.actor()?);
    let word = ask.part("key");
    let programme = &ask.app.site.programme;
    let of = || Query { programme: programme.clone(), limit: 2, ..Query::of(register) };
    let by_id = Query { ids: vec![word.to_string()], ..of() };
    let mut rows = ledger.list(actor, &by_id)?;
    if let (true, Some(key)) = (rows.is_empty(), register.key.first()) {
        let sealed = register.field(key).is_some_and(|f| matches!(f.kind, Kind::IdNumber));
        if !sealed {
            rows = ledger.list(actor, &of().filter(key, Compare::Is, word))?;
        }
    }
    match rows.as_slice() {
        [] => Err(Error::Missing(say!(
            "台账里没有 {word}，或不在您的管辖范围内",
            "no {word} in the register, or none within your scope"
        ))),
        [one] => Ok(Reply::To(row_path(register.name, &one.id))),
        _ => {
            let list = crate::pages::Params::default().with(register.key[0], word);
            Ok(Reply::To(list.link(&format!("/{}", register.name))))
        }
    }
}

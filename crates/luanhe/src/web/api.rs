//! The same verbs for programs: JSON out, JSON in, by session or by Basic authentication.

use serde_json::{Value as Json, json};

use super::ask::Ask;
use super::findings;
use super::forms::{judged, write};
use super::measures::read_question;
use super::reply::Reply;
use crate::base::{Error, Fault, Fen, Place, Result, say};
use crate::pages::{Params, after, object, query, rows_url, seen};
use crate::record::{Change, EntryKind, Field, Kind, Ledger, Mending, Op, Query, Register};
use crate::watch::Which;

pub fn list(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let register = ask.register(ledger)?;
    let mut query = query(ledger, register, &ask.app.site.programme, &ask.query)?;
    let size = query.limit;
    query.limit = size + 1;
    let mut rows = ledger.list(ask.actor()?, &query)?;
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| more).map(|last| after(&query, last));
    let all = Query { after: None, ..query };
    let counted = ledger.count(ask.actor()?, &all, 10_001)?;
    let keys = ledger.keys.clone();
    let rows: Vec<Json> =
        rows.iter().map(|row| object(register, row, &keys)).collect::<Result<_>>()?;
    let head = ledger.head()?.printed();
    let exact = counted <= 10_000;
    Ok(Reply::Json(
        200,
        json!({
            "rows": rows, "next": next, "count": counted.min(10_000), "count_is_exact": exact, "head": head,
        }),
    ))
}

pub fn row(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let register = ask.register(ledger)?;
    let seen = seen(ledger, ask.actor()?, register, ask.part("id"))?;
    let keys = ledger.keys.clone();
    let versions: Vec<Json> = seen
        .versions
        .iter()
        .map(|(entry, row, put)| {
            let values = object(register, row, &keys)?;
            Ok(json!({ "entry": entry, "voided": !put, "values": values }))
        })
        .collect::<Result<_>>()?;
    let mut body = object(register, seen.row(), &keys)?;
    body["voided"] = (!seen.stands()).into();
    body["history"] = versions.into();
    Ok(Reply::Json(200, body))
}

/// A JSON object as a form's words: a number in a money field is fen, a text is as people write it.
fn words(register: &Register, body: Option<&Json>) -> Result<Params> {
    let Some(Json::Object(object)) = body else {
        return Err(Error::fault(Fault::error(
            Place::field("body"),
            say!("正文不是 JSON 对象", "the body is not a JSON object"),
            say!("请发送一个对象，键为字段名", "send an object whose keys are field names"),
        )));
    };
    let mut params = Params::default();
    for (name, value) in object {
        let field = register.field(name);
        let own = ["reason", "seen"].contains(&name.as_str());
        if field.is_none() && !own {
            return Err(Error::fault(Fault::error(
                Place::field(name),
                say!("没有字段 {name}", "there is no field {name}"),
                say!("字段见 /api", "see /api for the fields"),
            )));
        }
        params.0.push((name.clone(), word(field, value)));
    }
    Ok(params)
}

fn word(field: Option<&Field>, value: &Json) -> String {
    match (field.map(|f| f.kind), value) {
        // An empty word keeps a sensitive value, for forms never show it; this empties it.
        (Some(kind), Json::Null) if kind.is_sensitive() => "-".to_string(),
        (_, Json::Null) => String::new(),
        (Some(Kind::Money), Json::Number(fen)) => {
            fen.as_i64().map_or_else(|| fen.to_string(), |fen| Fen(fen).yuan())
        }
        (_, Json::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}

pub fn add(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let register = ask.register(ledger)?;
    ask.actor()?.writes(register)?;
    let params = words(register, ask.json.as_ref())?;
    let typed = judged(ledger, ask, register, &params, None)?;
    if typed.has_errors() {
        return Err(Error::Faults(typed.faults));
    }
    let change = Change::new(register, typed.values);
    let id = write(ledger, ask, (EntryKind::Form, ask.app.site.origin), change)?;
    Ok(Reply::Json(
        201,
        json!({ "id": id, "doubts": typed.faults, "head": ledger.head()?.printed() }),
    ))
}

/// What a change of a row must bring: why, and which version was seen.
fn grounds(ask: &Ask) -> Result<i64> {
    let body = ask.json.as_ref();
    let reason = body.and_then(|b| b.get("reason")).and_then(Json::as_str).unwrap_or("");
    let seen = body.and_then(|b| b.get("seen")).and_then(Json::as_i64);
    let mut faults = Vec::new();
    if reason.chars().count() < 2 {
        faults.push(Fault::error(
            Place::field("reason"),
            say!("没有写理由", "no reason is given"),
            say!("请写明依据", "say on what ground"),
        ));
    }
    if seen.is_none() {
        faults.push(Fault::error(
            Place::field("seen"),
            say!("没有写所见版本", "the version that was seen is not given"),
            say!("请填该行的 entry", "give the row's `entry`"),
        ));
    }
    seen.filter(|_| faults.is_empty()).ok_or(Error::Faults(faults))
}

pub fn correct(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let register = ask.register(ledger)?;
    ask.actor()?.writes(register)?;
    let at = seen(ledger, ask.actor()?, register, ask.part("id"))?;
    open(ledger, register, &at, Mending::Corrected)?;
    let version = grounds(ask)?;
    let given = words(register, ask.json.as_ref())?;
    // What is not named stays; `null` empties a field.
    let mut params = crate::pages::filled(ledger, register, at.row())?;
    params.0.retain(|(name, _)| !given.0.iter().any(|(n, _)| n == name));
    params.0.extend(given.0);
    let typed = judged(ledger, ask, register, &params, Some(&at))?;
    if typed.has_errors() {
        return Err(Error::Faults(typed.faults));
    }
    let id = at.row().id.clone();
    let change = Change { seen: Some(version), ..Change::of(register, &id, Op::Put(typed.values)) };
    write(ledger, ask, (EntryKind::Correct, at.row().origin), change)?;
    Ok(Reply::Json(
        200,
        json!({ "id": id, "doubts": typed.faults, "head": ledger.head()?.printed() }),
    ))
}

fn open(
    ledger: &mut Ledger,
    register: &Register,
    at: &crate::pages::Seen,
    mending: Mending,
) -> Result<()> {
    if !at.stands() {
        return Err(Error::Conflict(say!("这一行已作废", "this row was voided")));
    }
    ledger.takes(register, at.row(), mending)
}

pub fn void(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let register = ask.register(ledger)?;
    ask.actor()?.writes(register)?;
    let at = seen(ledger, ask.actor()?, register, ask.part("id"))?;
    open(ledger, register, &at, Mending::Voided)?;
    let version = grounds(ask)?;
    let id = at.row().id.clone();
    let change = Change { seen: Some(version), ..Change::of(register, &id, Op::Void) };
    write(ledger, ask, (EntryKind::Correct, at.row().origin), change)?;
    Ok(Reply::Json(200, json!({ "id": id, "head": ledger.head()?.printed() })))
}

pub fn measure(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let id = ask.part("id");
    let indicator = ask
        .app
        .site
        .indicators()
        .find(|i| i.id == id)
        .ok_or_else(|| Error::Missing(say!("没有指标 {id}", "there is no indicator {id}")))?;
    let question = read_question(ask, indicator)?;
    let answer = ask.answer(ledger, &question)?;
    let hash = ask.rows_hash(ledger, &question)?;
    Ok(Reply::Json(
        200,
        json!({
            "indicator": indicator.id, "version": indicator.version, "title": indicator.title.to(ask.lang),
            "unit": indicator.unit.label().to(ask.lang), "region": question.region.as_str(),
            "from": question.from.to_string(), "to": question.to.to_string(),
            "value": answer.value, "shown": indicator.unit.shown(answer.value, ask.lang),
            "rows": answer.rows, "parts": answer.parts, "origins": answer.origins,
            "proves": !answer.is_synthetic(), "rows_hash": hash.as_str(), "rows_url": rows_url(&question, None),
            "head": ledger.head()?.printed(),
        }),
    ))
}

pub fn found(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let (actor, programme) = (ask.actor()?, &ask.app.site.programme);
    let rule = ask.query.get("rule").unwrap_or("");
    let mut all = ledger.findings(actor, &Which { programme, rule, ..Which::default() })?;
    let readable = |name: &str| {
        ask.app.site.rules().find(|r| r.id == name).is_some_and(|r| actor.reads(r.register).is_ok())
    };
    all.retain(|finding| readable(&finding.rule));
    Ok(Reply::Json(200, json!({ "findings": all })))
}

pub fn clear(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let rule = findings::rule_named(ask)?;
    let found = findings::finding(ledger, ask, rule)?;
    let reason =
        ask.json.as_ref().and_then(|b| b.get("reason")).and_then(Json::as_str).unwrap_or("");
    findings::cleared(ledger, ask, rule, &[found], reason)?;
    Ok(Reply::Json(200, json!({ "head": ledger.head()?.printed() })))
}

pub fn entries(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let before = ask.query.get("before").and_then(|no| no.parse().ok()).unwrap_or(i64::MAX);
    Ok(Reply::Json(200, json!({ "entries": ledger.latest_entries(before, 100)? })))
}

pub fn verify(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let verdict = ledger.verify(ask.query.get("head"), &mut |_| {})?;
    Ok(Reply::Json(200, json!({ "whole": verdict.is_whole(), "verdict": verdict })))
}

//! The chain of entries: what was done, by whom, when, why; its proof; and undoing.

use askama::Template;

use super::ask::Ask;
use super::reply::Reply;
use crate::base::{Error, Fault, Place, Result, say};
use crate::pages::{Params, Say, Verb, act, drawn, moment};
use crate::record::{Entry, Ledger, Role, SourceSheet, Verdict};

const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "entries.html")]
struct EntriesPage {
    say: Say,
    entries: Vec<(Entry, String, String)>,
    head: String,
    next: Option<i64>,
}

pub fn entries(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let say = ask.say();
    let before = ask.query.get("before").and_then(|no| no.parse().ok()).unwrap_or(i64::MAX);
    let entries = ledger.latest_entries(before, PAGE)?;
    let full = i64::try_from(entries.len()).is_ok_and(|n| n == PAGE);
    let next = entries.last().filter(|last| full && last.no > 1).map(|last| last.no);
    let one = |entry: Entry| {
        let (kind, when) = (act(say, &entry.kind), moment(entry.recorded_at));
        (entry, kind, when)
    };
    let page = EntriesPage {
        say,
        entries: entries.into_iter().map(one).collect(),
        head: ledger.head()?.printed(),
        next,
    };
    let body = drawn(&page)?;
    ask.page(Verb::Aside, say.of("记账链", "Entries"), &body)
}

#[derive(Template)]
#[template(path = "entry.html")]
struct EntryPage<'a> {
    say: Say,
    entry: Entry,
    kind: String,
    when: String,
    sheets: Vec<SourceSheet>,
    may_undo: bool,
    csrf: &'a str,
    fault: String,
}

fn number(ask: &Ask) -> Result<i64> {
    let no = ask.part("no");
    no.parse().map_err(|_| Error::Missing(say!("没有第 {no} 号记账", "there is no entry {no}")))
}

pub fn entry(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    entry_page(ledger, ask, String::new())
}

fn entry_page(ledger: &mut Ledger, ask: &Ask, fault: String) -> Result<Reply> {
    let (say, actor) = (ask.say(), ask.actor()?);
    let entry = ledger.entry(number(ask)?)?;
    let writer = matches!(actor.role, Role::Office | Role::County | Role::System);
    let undoable = ["import", "form", "correct", "adjust"].contains(&entry.kind.as_str());
    let status = if fault.is_empty() { 200 } else { 422 };
    let page = EntryPage {
        say,
        kind: act(say, &entry.kind),
        when: moment(entry.recorded_at),
        sheets: ledger.source_sheets(entry.no)?,
        may_undo: writer && undoable,
        csrf: &ask.csrf,
        fault,
        entry,
    };
    let body = drawn(&page)?;
    let title = format!("{} {}", say.of("记账", "Entry"), page.entry.no);
    Ok(match ask.page(Verb::Aside, &title, &body)? {
        Reply::Page(_, html) => Reply::Page(status, html),
        reply => reply,
    })
}

pub fn undo(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let (no, reason) = (number(ask)?, ask.form.get("reason").unwrap_or(""));
    let done = if reason.chars().count() < 2 {
        Err(Error::fault(Fault::error(
            Place::default(),
            say!("没有写撤销理由", "no reason is given"),
            say!("请写明为何撤销", "say why it is undone"),
        )))
    } else {
        ledger.undo(ask.actor()?, no, reason)
    };
    match done {
        Ok(entry) => {
            let path = format!("/entries/{}", entry.no);
            Ok(Reply::To(Params::default().with("notice", "undone").link(&path)))
        }
        Err(error @ Error::Faults(_)) => {
            let fault = error.said(ask.lang);
            entry_page(ledger, ask, fault)
        }
        Err(error) => Err(error),
    }
}

#[derive(Template)]
#[template(path = "verification.html")]
struct VerificationPage<'a> {
    say: Say,
    head: &'a str,
    verdict: Option<Verdict>,
    current: String,
}

/// Checks the whole chain, where it is asked for; else the form that asks.
pub fn verify(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let say = ask.say();
    let head = ask.query.get("head");
    let verdict = match ask.query.has("run") {
        true => Some(ledger.verify(head, &mut |_| {})?),
        false => None,
    };
    let current = ledger.head()?.printed();
    let body = drawn(&VerificationPage { say, head: head.unwrap_or(""), verdict, current })?;
    ask.page(Verb::Aside, say.of("核验记账链", "Verify the chain"), &body)
}

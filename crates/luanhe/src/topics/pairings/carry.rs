//! Taking the pairs that stand over into the programme that follows a closed one: the new mechanism begins
//! with them, and the old rows stay as they are.

use std::collections::{BTreeMap, BTreeSet};

use super::record::PAIRINGS;
use crate::base::{Error, Result, say};
use crate::parties::PROGRAMMES;
use crate::record::{
    Act, Actor, Change, Compare, Entry, EntryKind, Ledger, Origin, Query, Recorded, Value,
};

/// What was carried: an entry for each origin, and the pairs that the programme had already.
pub struct Carried {
    pub entries: Vec<Entry>,
    pub rows: usize,
    pub known: usize,
}

/// Carries the pairs that have not ended from a programme into the one that follows it.
///
/// # Errors
/// `Refused` where the one does not follow the other, or the actor may not write.
pub fn carry(ledger: &mut Ledger, actor: &Actor, from: &str, into: &str) -> Result<Carried> {
    actor.writes(&PAIRINGS)?;
    if !follows(ledger, actor, from, into)? {
        return Err(Error::Refused(say!(
            "项目计划 {into} 没有写明承接 {from}；请先在项目计划台账填“承接的项目计划”",
            "programme {into} does not say that it follows {from}; fill in “follows” of `programmes` first"
        )));
    }
    let key = |row: &Recorded| -> Vec<String> {
        let part = |name: &&str| row.value(&PAIRINGS, name).text().unwrap_or("").to_string();
        PAIRINGS.key.iter().map(part).collect()
    };
    let mut there = BTreeSet::new();
    each(ledger, actor, into, |row| {
        there.insert(key(&row));
    })?;
    let mut known = 0;
    let mut by_origin: BTreeMap<Origin, Vec<Vec<Value>>> = BTreeMap::new();
    each(ledger, actor, from, |row| {
        let stands = row.adjusts.is_none() && row.value(&PAIRINGS, "until_day").is_null();
        match (stands, there.contains(&key(&row))) {
            (true, false) => by_origin.entry(row.origin).or_default().push(row.values),
            (true, true) => known += 1,
            (false, _) => {}
        }
    })?;
    let rows = by_origin.values().map(Vec::len).sum();
    let mut entries = Vec::new();
    for (origin, rows) in by_origin {
        let act = Act {
            kind: EntryKind::Form,
            actor,
            reason: format!("承接项目计划 {from} 的结对关系"),
            programme: into.to_string(),
            origin,
            source: String::new(),
            sheets: Vec::new(),
        };
        let mut changes = rows.into_iter().map(|values| Ok(Change::new(&PAIRINGS, values)));
        entries.push(ledger.write(&act, &mut changes)?);
    }
    Ok(Carried { entries, rows, known })
}

fn follows(ledger: &mut Ledger, actor: &Actor, from: &str, into: &str) -> Result<bool> {
    let query = Query::of(&PROGRAMMES).filter("code", Compare::Is, into);
    let row = ledger.list(actor, &query)?.into_iter().next();
    Ok(row.is_some_and(|row| row.value(&PROGRAMMES, "follows").text() == Some(from)))
}

fn each(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    mut take: impl FnMut(Recorded),
) -> Result<()> {
    let query = Query { programme: programme.to_string(), ..Query::of(&PAIRINGS) };
    ledger.each_listed(actor, &query, |row| {
        take(row);
        Ok(())
    })
}

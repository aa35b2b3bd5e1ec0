//! A clearance: a person says why a finding needs nothing more. It holds for the version of the row
//! that was seen; a row that changes later is looked at again.

use super::finding::Finding;
use super::rule::Rule;
use crate::base::{Error, Fault, Result, say, text};
use crate::record::{
    Act, Actor, Change, Compare, Entry, EntryKind, Field, Kind, Ledger, Op, Origin, Query,
    Register, Row, Value,
};

const FIELDS: &[Field] = &[
    Field::required("rule", "规则", "rule", Kind::Text).filter(),
    Field::required("row", "行", "row", Kind::Text).filter(),
    Field::required("version", "所见版本", "version seen", Kind::Whole),
    Field::required("county", "地区", "region", Kind::Region).filter(),
    Field::required("day", "日期", "day", Kind::Day).filter(),
    Field::required("reason", "理由", "reason", Kind::Text)
        .hint("写明核实情况与依据", "what was checked, and on what ground"),
];

pub static CLEARANCES: Register = Register {
    name: "clearances",
    title: text("核销记录", "clearances"),
    fields: FIELDS,
    key: &["rule", "row"],
    day: "day",
    region: "county",
    personal: false,
    check: whole_reason,
};

fn whole_reason(row: &Row<'_>, faults: &mut Vec<Fault>) {
    let reason = row.text("reason").unwrap_or("").trim();
    if reason.chars().count() < 4 {
        faults.push(row.fault(
            "reason",
            say!("理由太短", "the reason is too short"),
            say!("请写明核实情况（至少4个字）", "say what was checked (4 characters or more)"),
        ));
    }
}

impl Ledger {
    /// Clears findings of one rule with one reason, in one entry: all of them, or none. Its word is
    /// worth what the rows' is: clearing a demo's row is part of the demo.
    ///
    /// # Errors
    /// `Faults` where the reason is too short; `Refused` where the actor may not read the rows or
    /// not clear.
    pub fn clear(
        &mut self,
        actor: &Actor,
        rule: &Rule,
        programme: &str,
        found: &[Finding],
        reason: &str,
    ) -> Result<Entry> {
        actor.reads(rule.register)?;
        let day = self.clock.today();
        let mut changes = Vec::new();
        let mut origin = Origin::Own;
        for finding in found {
            let values: Vec<Value> = vec![
                rule.id.into(),
                finding.row.as_str().into(),
                finding.version.into(),
                finding.region.as_str().into(),
                day.into(),
                reason.into(),
            ];
            let mut faults = Vec::new();
            (CLEARANCES.check)(&Row { register: &CLEARANCES, values: &values }, &mut faults);
            if !faults.is_empty() {
                return Err(Error::Faults(faults));
            }
            if let Some(row) = self.get(actor, rule.register, &finding.row)? {
                origin = origin.max(row.origin);
            }
            changes.push(match self.cleared_before(rule, finding)? {
                Some(id) => Change::of(&CLEARANCES, &id, Op::Put(values)),
                None => Change::new(&CLEARANCES, values),
            });
        }
        let act = Act {
            kind: EntryKind::Form,
            actor,
            reason: reason.to_string(),
            programme: programme.to_string(),
            origin,
            source: rule.id.to_string(),
            sheets: Vec::new(),
        };
        self.write(&act, &mut changes.into_iter().map(Ok))
    }

    /// The clearance of an earlier version of the same row, which the new one follows.
    fn cleared_before(&mut self, rule: &Rule, finding: &Finding) -> Result<Option<String>> {
        let query = Query { limit: 1, ..Query::of(&CLEARANCES) }
            .filter("rule", Compare::Is, rule.id)
            .filter("row", Compare::Is, finding.row.as_str());
        let mut rows = self.list(&Actor::system("clearance"), &query)?;
        Ok(rows.pop().map(|row| row.id))
    }
}

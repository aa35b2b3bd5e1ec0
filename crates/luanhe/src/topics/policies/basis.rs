//! What rests on each document: rows of any register that name it as their basis, and the numbers of
//! policy and rules that cite its number; with its clauses, and whether it is still in force.

use std::collections::BTreeMap;

use askama::Template;

use super::super::{limits, registers, rules};
use super::clauses::POLICY_CLAUSES;
use super::record::POLICIES;
use crate::base::{Day, Result};
use crate::pages::{Params, Say, asked_day, drawn, each_row, row_path};
use crate::record::{Actor, Ledger};

struct Policy {
    code: String,
    title: String,
    number: String,
    issuer: String,
    path: String,
    issued: Option<Day>,
    until: Option<Day>,
    /// Number and words.
    clauses: Vec<(String, String)>,
    /// Of which register, called what, and where.
    rows: Vec<(&'static str, String, String)>,
    /// Limits and rules, each in a line.
    norms: Vec<String>,
}

#[derive(Template)]
#[template(path = "basis.html")]
struct BasisPage {
    say: Say,
    day: Day,
    policies: Vec<Policy>,
}

impl BasisPage {
    fn has_ended(&self, policy: &Policy) -> bool {
        policy.until.is_some_and(|until| until < self.day)
    }
}

pub fn page(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    params: &Params,
    say: Say,
) -> Result<String> {
    let day = asked_day(ledger, actor, programme, params)?;
    let mut policies = BTreeMap::new();
    each_row(ledger, actor, programme, &POLICIES, |id, row| {
        let policy = Policy {
            code: row.written("code"),
            title: row.written("title"),
            number: row.written("number"),
            issuer: row.written("issuer"),
            path: row_path(POLICIES.name, id),
            issued: row.day("issued_on"),
            until: row.day("until_day"),
            clauses: Vec::new(),
            rows: Vec::new(),
            norms: Vec::new(),
        };
        policies.insert(policy.code.clone(), policy);
    })?;
    each_row(ledger, actor, programme, &POLICY_CLAUSES, |_, row| {
        if let Some(policy) = policies.get_mut(&row.written("policy")) {
            policy.clauses.push((row.written("number"), row.written("wording")));
        }
    })?;
    for register in registers().filter(|register| register.field("basis").is_some()) {
        if actor.reads(register).is_err() {
            continue;
        }
        each_row(ledger, actor, programme, register, |id, row| {
            if let Some(policy) = policies.get_mut(&row.written("basis")) {
                let name = register.key.iter().find_map(|name| row.text(name)).unwrap_or("");
                let path = row_path(register.name, id);
                policy.rows.push((say.text(&register.title), name.to_string(), path));
            }
        })?;
    }
    for policy in policies.values_mut().filter(|policy| !policy.number.is_empty()) {
        policy.norms = norms(&policy.number, say)?;
    }
    let mut policies: Vec<Policy> = policies.into_values().collect();
    policies.sort_by(|a, b| (a.issued, &a.code).cmp(&(b.issued, &b.code)));
    drawn(&BasisPage { say, day, policies })
}

/// The limits and rules whose source cites a document's number.
fn norms(number: &str, say: Say) -> Result<Vec<String>> {
    let own = limits()?.into_iter().filter(|limit| limit.source.contains(number));
    let mut norms: Vec<String> = own.map(|limit| say.said(&limit.line()).to_string()).collect();
    norms.extend(
        rules().filter(|rule| rule.source.contains(number)).map(|rule| rule.id.to_string()),
    );
    Ok(norms)
}

//! Running the rules, and what they found.

use super::calls::store;
use super::limit::Limit;
use super::rule::{Rule, RuleBook};
use crate::base::{Day, Error, Result, Said};
use crate::record::{Actor, Derived, Ledger, Value, statement};

pub(super) const QUERIES: &str = include_str!("queries.sql");

/// The findings' tables, for a catalog. They are filled by `watch run`, not row by row.
pub fn derived() -> Derived {
    Derived {
        name: "findings",
        follows: None,
        made_by: String::new(),
        schema: include_str!("schema.sql"),
        clear: &["delete from findings where cast($1 as text) = 'findings'"],
    }
}

/// What one rule found.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Found {
    pub rule: &'static str,
    pub rows: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    pub rule: String,
    pub row: String,
    pub region: String,
    pub level: String,
    pub said: Said,
    /// The numbers of policy that it was measured by, as they were then.
    pub limits: Vec<Limit>,
    /// The entry of the version that was found.
    pub version: i64,
    /// Why it needs nothing more, and since when; empty while it is open.
    pub cleared: Option<(String, String)>,
}

impl Finding {
    fn read(row: &[Value]) -> Result<Finding> {
        let text = |at: usize| row[at].text().unwrap_or("").to_string();
        let limits = serde_json::from_str(&text(6));
        Ok(Finding {
            rule: text(0),
            row: text(1),
            region: text(2),
            level: text(3),
            said: Said { zh: text(4), en: text(5) },
            limits: limits.map_err(|e| Error::broken("limits of a finding", e))?,
            version: row[7].int().unwrap_or(0),
            cleared: row[8].text().map(|reason| (reason.to_string(), text(9))),
        })
    }
}

/// Which findings are asked for; what is left empty does not narrow.
#[derive(Clone, Copy, Debug, Default)]
pub struct Which<'a> {
    pub programme: &'a str,
    pub rule: &'a str,
    /// A code's prefix.
    pub region: &'a str,
    pub row: &'a str,
}

/// The limits that findings were measured by, each once.
pub fn limits_used<'f>(found: impl Iterator<Item = &'f Finding>) -> Vec<&'f Limit> {
    let mut used: Vec<&Limit> = Vec::new();
    for limit in found.flat_map(|finding| &finding.limits) {
        if !used.contains(&limit) {
            used.push(limit);
        }
    }
    used
}

impl Ledger {
    /// Runs rules over a programme as of a day: what was found before is replaced, all in one
    /// transaction.
    pub fn watch(&mut self, books: &[RuleBook], programme: &str, as_of: Day) -> Result<Vec<Found>> {
        let limits = books.iter().map(RuleBook::limits).collect::<Result<Vec<_>>>()?.concat();
        self.in_write(|ledger| {
            store(&mut ledger.engine, &limits)?;
            let screened = super::screen::SCREENED.id;
            ledger.engine.run(statement(QUERIES, "drop"), &[programme.into(), screened.into()])?;
            let mut found = Vec::new();
            for book in books {
                for rule in book.rules {
                    let sql = book.statement(rule);
                    let rows = ledger.engine.all(&sql, &[programme.into(), as_of.into()])?;
                    for row in &rows {
                        ledger.add_finding(rule, programme, row, &limits)?;
                    }
                    found.push(Found { rule: rule.id, rows: rows.len() });
                }
            }
            ledger.found_anew()?;
            Ok(found)
        })
    }

    fn add_finding(
        &mut self,
        rule: &Rule,
        programme: &str,
        row: &[Value],
        limits: &[Limit],
    ) -> Result<()> {
        let said = rule.sentence(&row[3..], limits);
        let used = serde_json::to_string(&rule.limits_used(&row[3..], limits));
        let values: [Value; 9] = [
            rule.id.into(),
            row[0].clone(),
            programme.into(),
            row[1].clone(),
            rule.level.word().into(),
            said.zh.into(),
            said.en.into(),
            used.map_err(|e| Error::broken("limits of a finding", e))?.into(),
            row[2].clone(),
        ];
        self.engine.run(statement(QUERIES, "add"), &values).map(|_| ())
    }

    /// What was found in the places that the actor may see.
    pub fn findings(&mut self, actor: &Actor, which: &Which<'_>) -> Result<Vec<Finding>> {
        let high = format!("{}\u{7f}", which.region);
        let values: [Value; 5] = [
            which.programme.into(),
            which.rule.into(),
            which.region.into(),
            high.into(),
            which.row.into(),
        ];
        let rows = self.engine.all(statement(QUERIES, "found"), &values)?;
        let found = rows.iter().map(|row| Finding::read(row)).collect::<Result<Vec<_>>>()?;
        Ok(found.into_iter().filter(|finding| actor.covers(&finding.region)).collect())
    }
}

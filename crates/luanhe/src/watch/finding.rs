//! Running the rules, and what they found.

use super::limit::{Limit, expanded, store};
use super::rule::Rule;
use crate::base::{Day, Result, Said};
use crate::record::{Actor, Derived, Ledger, Value, statement};

const QUERIES: &str = include_str!("queries.sql");

/// The findings' tables, for a catalog. They are filled by `watch run`, not row by row.
pub fn derived() -> Derived {
    Derived {
        schema: include_str!("schema.sql"),
        clear: "delete from findings",
        apply: Box::new(|_, _| Ok(())),
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
    /// The entry of the version that was found.
    pub version: i64,
    /// Why it needs nothing more, and since when; empty while it is open.
    pub cleared: Option<(String, String)>,
}

impl Ledger {
    /// Runs rules over a programme as of a day: what they found before is replaced, all in one
    /// transaction.
    pub fn watch(
        &mut self,
        rules: &[&'static Rule],
        limits: &[Limit],
        programme: &str,
        as_of: Day,
        progress: &mut dyn FnMut(&'static Rule),
    ) -> Result<Vec<Found>> {
        self.in_write(|ledger| {
            store(&mut ledger.engine, limits)?;
            ledger.engine.run(statement(QUERIES, "drop"), &[programme.into()])?;
            let mut found = Vec::new();
            for rule in rules {
                progress(rule);
                let rows = ledger.run_rule(rule, programme, as_of)?;
                found.push(Found { rule: rule.id, rows });
            }
            Ok(found)
        })
    }

    fn run_rule(&mut self, rule: &'static Rule, programme: &str, as_of: Day) -> Result<usize> {
        let sql = expanded(statement(rule.statements, rule.name()));
        let rows = self.engine.all(&sql, &[programme.into(), as_of.into()])?;
        let add = statement(QUERIES, "add");
        for row in &rows {
            let said = rule.sentence(&row[3..]);
            let values: [Value; 8] = [
                rule.id.into(),
                row[0].clone(),
                programme.into(),
                row[1].clone(),
                rule.level.word().into(),
                said.zh.into(),
                said.en.into(),
                row[2].clone(),
            ];
            self.engine.run(add, &values)?;
        }
        Ok(rows.len())
    }

    /// What was found in the places that the actor may see; `rule` and `programme` may be empty.
    pub fn findings(
        &mut self,
        actor: &Actor,
        programme: &str,
        rule: &str,
        region: &str,
    ) -> Result<Vec<Finding>> {
        let high = format!("{region}\u{7f}");
        let values: [Value; 4] = [programme.into(), rule.into(), region.into(), high.into()];
        let rows = self.engine.all(statement(QUERIES, "open"), &values)?;
        let text = |value: &Value| value.text().unwrap_or("").to_string();
        let one = |row: &Vec<Value>| Finding {
            rule: text(&row[0]),
            row: text(&row[1]),
            region: text(&row[2]),
            level: text(&row[3]),
            said: Said { zh: text(&row[4]), en: text(&row[5]) },
            version: row[6].int().unwrap_or(0),
            cleared: row[7].text().map(|reason| (reason.to_string(), text(&row[8]))),
        };
        Ok(rows.iter().map(one).filter(|finding| actor.covers(&finding.region)).collect())
    }
}

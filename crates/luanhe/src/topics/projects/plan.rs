//! What the project library offers to a plan: projects that are wanted and not yet approved.

use super::record::PROJECTS;
use crate::base::{Fen, Place, Result};
use crate::plan::{Candidate, Segment};
use crate::record::{Actor, Compare, Ledger, Query, Row};

/// The states before approval, one a line.
const WANTED: &str = "谋划\n已申报\n入库";

/// Each project asks for its aid, or for its whole budget where no aid is named, all or nothing.
pub fn offers(ledger: &mut Ledger, actor: &Actor, programme: &str) -> Result<Vec<Candidate>> {
    let mut query = Query::of(&PROJECTS).filter("state", Compare::OneOf, WANTED);
    query.programme = programme.to_string();
    let mut found = Vec::new();
    ledger.each_listed(actor, &query, |recorded| {
        let row = Row { register: &PROJECTS, values: &recorded.values };
        let text = |name: &str| row.text(name).unwrap_or("").to_string();
        let amount = row.money("aid").or(row.money("budget")).unwrap_or(Fen::ZERO);
        let code = text("code");
        found.push(Candidate {
            place: Place::field(&code),
            code,
            name: text("name"),
            county: text("county").chars().take(6).collect(),
            fund_use: text("use"),
            least: amount,
            segments: vec![Segment { amount, gain: 0.0 }],
            households: row.whole("households"),
            people: row.whole("people"),
        });
        Ok(())
    })?;
    found.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(found)
}

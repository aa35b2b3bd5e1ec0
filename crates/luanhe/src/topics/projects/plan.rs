//! What the project library offers to a plan: projects that are wanted and not yet approved.

use super::record::PROJECTS;
use crate::base::{Fen, Place, Result};
use crate::plan::{Candidate, Segment};
use crate::record::{Actor, Compare, Ledger, Query, Recorded, Row};

/// The states before approval, one a line.
const WANTED: &str = "谋划\n已申报\n入库";

/// Each project asks for its aid, or for its whole budget where no aid is named, all or nothing.
pub fn offers(ledger: &mut Ledger, actor: &Actor, programme: &str) -> Result<Vec<Candidate>> {
    let mut query = Query::of(&PROJECTS).filter("state", Compare::OneOf, WANTED);
    query.programme = programme.to_string();
    let mut rows = Vec::new();
    ledger.each_listed(actor, &query, |row| {
        rows.push(row);
        Ok(())
    })?;
    // An adjustment of a closed period is no project of its own: its numbers add to those of its row.
    let (projects, adjustments): (Vec<Recorded>, Vec<Recorded>) =
        rows.into_iter().partition(|row| row.adjusts.is_none());
    let adjusted = |project: Recorded| {
        let own = adjustments.iter().filter(|a| a.adjusts.as_ref() == Some(&project.id));
        let versions: Vec<&Recorded> = std::iter::once(&project).chain(own).collect();
        let tally: i64 = versions.iter().map(|version| version.tally).sum();
        (tally > 0).then(|| offer(&versions))
    };
    let mut found: Vec<Candidate> = projects.into_iter().filter_map(adjusted).collect();
    found.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(found)
}

/// One project from its row and the adjustments of it.
fn offer(versions: &[&Recorded]) -> Candidate {
    let rows = || versions.iter().map(|v| Row { register: &PROJECTS, values: &v.values });
    let total = |name: &str| rows().filter_map(|row| row.whole(name)).reduce(|a, b| a + b);
    let first = Row { register: &PROJECTS, values: &versions[0].values };
    let text = |name: &str| first.text(name).unwrap_or("").to_string();
    let code = text("code");
    let amount = Fen(total("aid").or(total("budget")).unwrap_or(0));
    Candidate {
        place: Place::field(&code),
        code,
        name: text("name"),
        county: text("county").chars().take(6).collect(),
        fund_use: text("use"),
        least: amount,
        segments: vec![Segment { amount, gain: 0.0 }],
        households: total("households"),
        people: total("people"),
        origin: versions[0].origin,
    }
}

//! The ledger's own figure beside one that an office reports: a clause or a task names the indicator.

use super::indicator;
use crate::base::{Day, RegionCode, Result};
use crate::measure::Question;
use crate::pages::{Say, rows_url};
use crate::record::{Actor, Ledger};

/// What an indicator says of a place from a day until another, and the rows behind it; nothing where
/// the indicator or the place is not known any more.
pub fn figure_beside(
    ledger: &mut Ledger,
    actor: &Actor,
    (id, place): (&str, &str),
    (programme, from, until): (&str, Day, Day),
    say: Say,
) -> Result<Option<(String, String)>> {
    let (Ok(indicator), Some(region)) = (indicator(id), RegionCode::parse(place)) else {
        return Ok(None);
    };
    let question = Question {
        programme: programme.to_string(),
        ..Question::new(indicator, region, from.min(until), until)
    };
    let answer = ledger.ask(actor, &question)?;
    Ok(Some((indicator.unit.shown(answer.value, say.0), rows_url(&question, None))))
}

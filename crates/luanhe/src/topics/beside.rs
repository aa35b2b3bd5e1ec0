//! The ledger's own figure beside one that an office reports: a clause or a task names the indicator.

use super::indicator;
use crate::base::{Day, Fault, RegionCode, Result, say};
use crate::measure::Question;
use crate::pages::{Say, rows_url};
use crate::record::{Actor, Ledger, Row};

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

/// A fault where a row names an indicator that is not there.
pub fn unknown_indicator(row: &Row<'_>) -> Option<Fault> {
    indicator(row.text("indicator")?).err().map(|_| {
        row.fault(
            "indicator",
            say!("没有这个指标", "there is no such indicator"),
            say!(
                "请照“测度”页的指标编号填，或留空",
                "take it from the page of measures, or leave it empty"
            ),
        )
    })
}

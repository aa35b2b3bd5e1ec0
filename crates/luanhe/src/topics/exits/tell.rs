//! The chapter on exits.

use super::measure;
use crate::base::{Result, Unit, say};
use crate::tell::{Chapter, Scale, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let counties = teller.figure(&measure::COUNTIES, Span::Since)?;
    let villages = teller.figure(&measure::VILLAGES, Span::Since)?;
    let people = teller.figure(&measure::PEOPLE_BEFORE, Span::Since)?;
    let title = say!("历年批准退出（县、村）", "Exits approved each year");
    let years = teller.year_chart(title, &measure::VILLAGES, "level", Scale::of(Unit::Sites))?;
    Ok(Chapter::new(say!("脱贫摘帽", "Exits from the list"))
        .paragraph([sentence!(
            "累计摘帽贫困县{counties}，退出贫困村{villages}；摘帽县识别时贫困人口{people}。",
            "Counties that left the list: {counties}; villages: {villages}. {people} were registered as poor in those counties at the beginning.",
            counties = &counties,
            villages = &villages,
            people = &people,
        )])
        .chart(years))
}

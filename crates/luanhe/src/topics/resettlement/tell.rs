//! The chapter on resettlement.

use super::measure;
use crate::base::{Result, say};
use crate::tell::{Chapter, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let sites = teller.figure(&measure::SITES, Span::Since)?;
    let households = teller.figure(&measure::HOUSEHOLDS, Span::Since)?;
    let persons = teller.figure(&measure::PERSONS, Span::Since)?;
    let utilities = teller.figure(&measure::UTILITIES, Span::Since)?;
    let jobs = teller.figure(&measure::JOBS, Span::Year)?;
    let title = say!("已验收配套设施（分类别）", "Utilities accepted, by kind");
    let kinds = teller.bar_chart(title, &measure::UTILITIES, "kind", Span::Since)?;
    Ok(Chapter::new(say!("易地搬迁后续", "After resettlement"))
        .paragraph([
            sentence!(
                "累计帮助集中安置区{sites}，安置{households}、{persons}，验收水、电等配套设施{utilities}。",
                "{sites} for {households} and {persons} were helped; {utilities} of water, electricity and other utilities were accepted.",
                sites = &sites,
                households = &households,
                persons = &persons,
                utilities = &utilities,
            ),
            sentence!(
                "年末在产的后续产业有{jobs}。",
                "What runs at the end of the year has {jobs}.",
                jobs = &jobs,
            ),
        ])
        .chart(kinds))
}

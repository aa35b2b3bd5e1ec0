//! The chapter on pairings.

use super::measure;
use crate::base::{Result, Unit, say};
use crate::tell::{Chapter, Scale, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let standing = teller.figure(&measure::STANDING, Span::Year)?;
    let formed = teller.figure(&measure::FORMED, Span::Year)?;
    let tiers = teller.share_table(
        say!("结对关系（分层级）", "Pairs by tier"),
        [say!("结对层级", "tier"), say!("结对", "pairs")],
        (&standing, &measure::STANDING),
        ("tier", Span::Year),
        Scale::of(Unit::Pairs),
    )?;
    let title = say!("历年新增结对（分层级）", "Pairs formed each year, by tier");
    let years = teller.year_chart(title, &measure::FORMED, "tier", Scale::of(Unit::Pairs))?;
    Ok(Chapter::new(say!("结对关系", "Pairings"))
        .paragraph([sentence!(
            "年末各层级结对{standing}，本年度新增{formed}。",
            "{standing} stand at the end of the year at all tiers, {formed} formed within it.",
            standing = &standing,
            formed = &formed,
        )])
        .table(tiers)
        .chart(years))
}

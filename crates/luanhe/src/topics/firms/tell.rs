//! The chapter on firms. Brought in and landed are counted on two bases; where both print the same
//! number, the chapter says that they are two.

use super::measure;
use crate::base::{Result, say};
use crate::tell::{Chapter, Sentence, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let brought = teller.figure(&measure::BROUGHT_IN, Span::Since)?;
    let landed = teller.figure(&measure::LANDED, Span::Since)?;
    let this_year = teller.figure(&measure::LANDED, Span::Year)?;
    let groups = teller.figure(&measure::GROUPS, Span::Since)?;
    let planned = teller.figure(&measure::PLANNED, Span::Since)?;
    let arrived = teller.figure(&measure::ARRIVED, Span::Since)?;
    let title = say!("引进产业合作企业（分来源）", "Firms brought in, by source");
    let sources = teller.bar_chart(title, &measure::BROUGHT_IN, "came_from", Span::Since)?;
    let mut told = vec![
        sentence!(
            "累计引进产业合作企业{brought}，分属{groups}集团；引导企业落地{landed}，其中本年度{year}。",
            "{brought} were brought in, of groups: {groups}; {landed} landed, {year} of them this year.",
            brought = &brought,
            groups = &groups,
            landed = &landed,
            year = &this_year,
        ),
        sentence!(
            "引进企业计划投资{planned}；落地企业到位资金{arrived}，两数不相加。",
            "Those brought in plan {planned}; {arrived} arrived from those that landed. The two do not add up.",
            planned = &planned,
            arrived = &arrived,
        ),
    ];
    if brought.value == landed.value {
        told.push(Sentence::plain(say!(
            "引进按签约计，落地按执照、实缴资本、到位资金和场地计；两个口径的数在期末恰好相同，不是一个数说了两遍。",
            "The one counts signatures, the other licence, capital, money and site; that both print one number at the end is a coincidence."
        )));
    }
    Ok(Chapter::new(say!("产业合作企业", "Firms")).paragraph(told).chart(sources))
}

//! The chapter on projects: how many, whom they helped, what they yielded.

use super::measure;
use crate::base::{Result, say};
use crate::tell::{Chapter, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let count = teller.figure(&measure::COUNT, Span::Since)?;
    let brands = teller.figure(&measure::BRANDS, Span::Since)?;
    let households = teller.figure(&measure::HOUSEHOLDS_BY_ECO_POSTS, Span::Since)?;
    let people = teller.figure(&measure::PEOPLE_BY_ECO_POSTS, Span::Since)?;
    let helped = teller.figure(&measure::PEOPLE, Span::Since)?;
    let industry = teller.figure(&measure::PEOPLE_BY_INDUSTRY, Span::Since)?;
    let sheep = teller.figure(&measure::SHEEP_SOLD, Span::Year)?;
    let plants = teller.figure(&measure::PLANTS_GROWN, Span::Year)?;
    let title = say!("帮扶项目用途", "Projects by use");
    let uses = teller.bar_chart(title, &measure::COUNT, "use", Span::Since)?;
    Ok(Chapter::new(say!("帮扶项目", "Projects"))
        .paragraph([
            sentence!(
                "累计实施帮扶项目{count}，打造品牌项目{brands}。",
                "{count} were carried out, {brands} of them under a brand.",
                count = &count,
                brands = &brands,
            ),
            // That the second are among the first is an assumption of ours: the report does not say so.
            sentence!(
                "累计帮助{helped}增收，其中产业带贫{industry}（按包含关系理解）。",
                "{helped} were helped in all, {industry} of them by industry (taken as a part of the former).",
                helped = &helped,
                industry = &industry,
            ),
            sentence!(
                "生态公益岗累计带动{households}、{people}增收。",
                "Ecological posts raised the incomes of {households} and {people}.",
                households = &households,
                people = &people,
            ),
        ])
        .paragraph([sentence!(
            "本年度，肉羊出栏{sheep}，水培蔬菜产量{plants}。",
            "This year {sheep} of sheep were sold and {plants} of hydroponic vegetables grown.",
            sheep = &sheep,
            plants = &plants,
        )])
        .chart(uses))
}

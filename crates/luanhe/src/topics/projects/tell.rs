//! The chapter on projects: how many, whom they helped, what they yielded.

use super::measure::indicator;
use crate::base::{Result, say};
use crate::tell::{Chapter, Chart, Plot, Scale, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let counted = indicator("projects.count");
    let count = teller.figure(counted, Span::Since)?;
    let brands = teller.figure(indicator("projects.brands"), Span::Since)?;
    let households = teller.figure(indicator("projects.households_by_eco_posts"), Span::Since)?;
    let people = teller.figure(indicator("projects.people_by_eco_posts"), Span::Since)?;
    let sheep = teller.figure(indicator("projects.sheep_sold"), Span::Year)?;
    let plants = teller.figure(indicator("projects.plants_grown"), Span::Year)?;
    let uses = Chart {
        title: say!("帮扶项目用途", "Projects by use"),
        scale: Scale::of(counted.unit),
        source: teller.source(counted),
        plot: Plot::Bars(teller.bars(counted, "use", Span::Since)?),
    };
    Ok(Chapter::new(say!("帮扶项目", "Projects"))
        .paragraph([
            sentence!(
                "累计实施帮扶项目{count}，打造品牌项目{brands}。",
                "{count} were carried out, {brands} of them under a brand.",
                count = &count,
                brands = &brands,
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

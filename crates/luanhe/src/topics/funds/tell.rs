//! The chapter on money.

use super::measure::indicator;
use crate::base::{Result, say};
use crate::tell::{
    Area, Chapter, Chart, Column, Map, Plot, Row, Scale, Span, Stack, Table, Teller, sentence,
};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let arrived = indicator("funds.arrived");
    let all = teller.figure(arrived, Span::Since)?;
    let this_year = teller.figure(arrived, Span::Year)?;
    let paid = teller.figure(indicator("funds.paid"), Span::Since)?;
    let guarantees = teller.figure(indicator("funds.guarantees"), Span::Since)?;
    let industry = teller.figure(indicator("funds.industry"), Span::Since)?;
    let tiers = teller.parts(arrived, "tier", Span::Since)?;
    let uses = teller.parts(arrived, "use", Span::Since)?;
    let scale = Scale::WAN;
    let table = |title, heading, parts: &[(crate::base::Said, crate::tell::Figure)]| Table {
        title,
        columns: vec![
            Column::words(heading, 40),
            Column::number(say!("到账金额", "arrived"), scale, 30),
            Column::number(say!("占比", "share"), Scale::PERCENT, 30),
        ],
        rows: parts
            .iter()
            .map(|(word, figure)| {
                let share = share_ppm(figure.value, all.value);
                Row::plain([word.clone().into(), figure.into(), share.into()])
            })
            .chain([Row::total([say!("合计", "total").into(), (&all).into(), 1_000_000.into()])])
            .collect(),
        notes: Vec::new(),
    };
    let by_tier = table(say!("分层级到账资金", "Funds by tier"), say!("资金层级", "tier"), &tiers);
    let by_use = table(say!("分用途到账资金", "Funds by use"), say!("资金用途", "use"), &uses);
    let years = Chart {
        title: say!("分年度、分层级到账资金", "Funds by year and tier"),
        scale: scale.with_decimals(0),
        source: teller.source(arrived),
        plot: Plot::Columns(teller.by_year(arrived, "tier")?, Stack::Upon),
    };
    let map = Map {
        title: say!("各县（市、区）到账资金", "Funds by county"),
        scale: scale.with_decimals(0),
        source: teller.source(arrived),
        area: Area::Inside(teller.region.clone()),
        places: teller.places(arrived, Span::Since)?,
    };
    Ok(Chapter::new(say!("财政援助资金", "Fiscal aid"))
        .paragraph([
            sentence!(
                "累计投入市、区、乡镇三级财政援助资金{all}，已支付{paid}。",
                "Fiscal aid of the three tiers comes to {all}, of which {paid} has been paid.",
                all = &all,
                paid = &paid,
            ),
            sentence!(
                "其中“三保障”项目{guarantees}，产业项目{industry}。",
                "The three guarantees had {guarantees}, industry {industry}.",
                guarantees = &guarantees,
                industry = &industry,
            ),
            sentence!("本年度到账{year}。", "This year brought {year}.", year = &this_year),
        ])
        .table(by_tier)
        .table(by_use)
        .chart(years)
        .map(map))
}

/// A part of a whole in parts per million.
fn share_ppm(part: i64, whole: i64) -> Option<i64> {
    let ppm = (i128::from(part) * 1_000_000).checked_div(i128::from(whole))?;
    i64::try_from(ppm).ok()
}

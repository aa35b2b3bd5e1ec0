//! The chapter on money.

use super::measure::{ARRIVED, GUARANTEES, INDUSTRY, INDUSTRY_SHARE, PAID, PAID_SHARE};
use crate::base::{Result, say};
use crate::tell::{Chapter, Scale, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let all = teller.figure(&ARRIVED, Span::Since)?;
    let this_year = teller.figure(&ARRIVED, Span::Year)?;
    let paid = teller.figure(&PAID, Span::Since)?;
    let paid_share = teller.figure(&PAID_SHARE, Span::Since)?;
    let guarantees = teller.figure(&GUARANTEES, Span::Since)?;
    let industry = teller.figure(&INDUSTRY, Span::Since)?;
    let industry_share = teller.figure(&INDUSTRY_SHARE, Span::Since)?;
    let (scale, whole) = (Scale::WAN, Scale::WAN.with_decimals(0));
    let amount = || say!("到账金额", "arrived");
    let by_tier = teller.share_table(
        say!("分层级到账资金", "Funds by tier"),
        [say!("资金层级", "tier"), amount()],
        (&all, &ARRIVED),
        ("tier", Span::Since),
        scale,
    )?;
    let by_use = teller.share_table(
        say!("分用途到账资金", "Funds by use"),
        [say!("资金用途", "use"), amount()],
        (&all, &ARRIVED),
        ("use", Span::Since),
        scale,
    )?;
    let title = say!("分年度、分层级到账资金", "Funds by year and tier");
    let years = teller.year_chart(title, &ARRIVED, "tier", whole)?;
    let title = say!("各县（市、区）到账资金", "Funds by county");
    let map = teller.county_map(title, &ARRIVED, Span::Since, whole)?;
    Ok(Chapter::new(say!("财政援助资金", "Fiscal aid"))
        .paragraph([
            sentence!(
                "累计投入市、区、乡镇三级财政援助资金{all}，已支付{paid}，支出率{share}。",
                "Fiscal aid of the three tiers comes to {all}, of which {paid} has been paid ({share}).",
                all = &all,
                paid = &paid,
                share = &paid_share,
            ),
            sentence!(
                "其中“三保障”项目{guarantees}，产业项目{industry}，产业占{share}。",
                "The three guarantees had {guarantees}, industry {industry}, which is {share}.",
                guarantees = &guarantees,
                industry = &industry,
                share = &industry_share,
            ),
            sentence!("本年度到账{year}。", "This year brought {year}.", year = &this_year),
        ])
        .table(by_tier)
        .table(by_use)
        .chart(years)
        .map(map))
}

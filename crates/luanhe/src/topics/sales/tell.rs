//! The chapter on sales.

use super::measure;
use crate::base::{Result, say};
use crate::tell::{Chapter, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let tianjin = teller.figure(&measure::THROUGH_TIANJIN, Span::Since)?;
    let brand = teller.figure(&measure::BRAND, Span::Year)?;
    let reported = teller.figure(&measure::BRAND_REPORTED, Span::Year)?;
    let title = say!("本年度消费帮扶销售额（分渠道）", "This year's sales by channel");
    let channels = teller.bar_chart(title, &measure::SOLD, "channel", Span::Year)?;
    let (since, year) = (teller.since.year(), teller.year);
    Ok(Chapter::new(say!("消费帮扶", "Sales of products"))
        .paragraph([
            sentence!(
                "累计通过天津渠道销售帮扶产品{tianjin}；本年度“承德山水”实现消费帮扶{brand}。",
                "Through Tianjin's channels {tianjin} were sold in all; this year's sales of Chengde Shanshui are {brand}.",
                tianjin = &tianjin,
                brand = &brand,
            ),
            sentence!(
                "“承德山水”本年度填报{reported}，与计入数之差逐单有不计原因。",
                "Reported for Chengde Shanshui this year: {reported}; each order between the two has its reason.",
                reported = &reported,
            ),
        ])
        .note(say!(
            "前一个数是{since}年至{year}年累计，后一个只是{year}年；两者有重合，不相加。",
            "The first is of {since} to {year}, the second of {year} alone; they overlap and are not added."
        ))
        .chart(channels))
}

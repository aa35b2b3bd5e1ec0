//! The chapter on public-welfare posts.

use super::measure;
use crate::base::{Result, say};
use crate::tell::{Chapter, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let holders = teller.figure(&measure::HOLDERS, Span::Year)?;
    let taken_up = teller.figure(&measure::TAKEN_UP, Span::Since)?;
    let wages = teller.figure(&measure::WAGES, Span::Year)?;
    let title = say!("期末在岗人数（分岗位）", "Holders by kind of post");
    let kinds = teller.bar_chart(title, &measure::HOLDERS, "kind", Span::Year)?;
    Ok(Chapter::new(say!("公益性岗位", "Public-welfare posts"))
        .paragraph([sentence!(
            "年末在岗{holders}，累计上岗{taken_up}，本年度登记发放补贴{wages}。",
            "{holders} held posts at the end of the year; posts were taken up {taken_up} in all; the pay recorded this year is {wages}.",
            holders = &holders,
            taken_up = &taken_up,
            wages = &wages,
        )])
        .chart(kinds))
}

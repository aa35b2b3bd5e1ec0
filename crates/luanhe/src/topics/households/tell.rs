//! The chapter on households at risk.

use super::measure;
use crate::base::{Result, say};
use crate::tell::{Chapter, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let monitored = teller.figure(&measure::MONITORED, Span::Year)?;
    let gone = teller.figure(&measure::RISK_GONE, Span::Year)?;
    let known = teller.figure(&measure::INCOME_KNOWN, Span::Year)?;
    let title = say!("期末监测对象（分类型）", "Households monitored, by kind");
    let kinds = teller.bar_chart(title, &measure::MONITORED, "monitored", Span::Year)?;
    Ok(Chapter::new(say!("防止返贫监测", "Watch against falling back into poverty"))
        .paragraph([sentence!(
            "年末监测对象{monitored}，本年度风险消除{gone}；本年度采集收入{known}。",
            "{monitored} were monitored at the end of the year; the risk of {gone} was gone within it; incomes of {known} were collected.",
            monitored = &monitored,
            gone = &gone,
            known = &known,
        )])
        .chart(kinds))
}

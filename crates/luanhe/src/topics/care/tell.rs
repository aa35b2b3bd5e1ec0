//! The chapter on shared medical service: totals only, no person.

use super::measure;
use crate::base::{Result, say};
use crate::tell::{Chapter, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let points = teller.figure(&measure::POINTS_OPEN, Span::Year)?;
    let sessions = teller.figure(&measure::SESSIONS, Span::Year)?;
    let up = teller.figure(&measure::REFERRED_UP, Span::Year)?;
    let down = teller.figure(&measure::REFERRED_DOWN, Span::Year)?;
    let patients = teller.figure(&measure::PATIENTS, Span::Year)?;
    let answered = teller.figure(&measure::ANSWERED, Span::Year)?;
    let title = say!("本年度远程诊疗人次（分类别）", "This year's sessions by kind");
    let kinds = teller.bar_chart(title, &measure::SESSIONS, "kind", Span::Year)?;
    Ok(Chapter::new(say!("分级诊疗", "Shared medical service"))
        .paragraph([
            sentence!(
                "年末在用远程医疗点{points}，本年度远程诊疗{sessions}。",
                "{points} of telemedicine were in use at the year's end, with {sessions} this year.",
                points = &points,
                sessions = &sessions,
            ),
            sentence!(
                "本年度上转{up}，下转{down}，患者{patients}，已出报告{answered}。",
                "This year: {up} up, {down} down, {patients} in all; {answered} were answered.",
                up = &up,
                down = &down,
                patients = &patients,
                answered = &answered,
            ),
        ])
        .chart(kinds))
}

//! The chapter on relocations: who registered, of how many groups, with what money by its name.

use super::measure;
use crate::base::{Result, say};
use crate::tell::{Chapter, Span, Teller, sentence};

/// All of it happens at the helping place.
pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    teller.at_helper(told)
}

fn told(teller: &mut Teller<'_>) -> Result<Chapter> {
    let groups = teller.figure(&measure::GROUPS, Span::Year)?;
    let firms = teller.figure(&measure::FIRMS, Span::Year)?;
    let involved = teller.figure(&measure::INVOLVED, Span::Year)?;
    let paid_in = teller.figure(&measure::PAID_IN, Span::Year)?;
    let arrived = teller.figure(&measure::ARRIVED, Span::Year)?;
    let producing = teller.figure(&measure::PRODUCING, Span::Year)?;
    let goal = teller.figure(&measure::GOAL, Span::Year)?;
    let targeted = teller.figure(&measure::TARGETED, Span::Since)?;
    let contacted = teller.figure(&measure::CONTACTED, Span::Year)?;
    let levels = teller.bar_chart(
        say!("疏解目标企业（分层级）", "Targets by level"),
        &measure::TARGETED,
        "level",
        Span::Since,
    )?;
    Ok(Chapter::new(say!("疏解承接", "Relocations"))
        .paragraph([
            sentence!(
                "本年度在{place}，{groups}单位注册落地企业{firms}（目标{goal}），涉及资金{involved}。",
                "In {place} this year {firms} of {groups} of groups registered (goal: {goal}), with {involved} involved.",
                place = teller.place(),
                groups = &groups,
                firms = &firms,
                goal = &goal,
                involved = &involved,
            ),
            sentence!(
                "其中实缴资本{paid_in}，到位资金{arrived}，已投产{producing}：注册不等于投产，涉及资金不是到位资金。",
                "{paid_in} of capital was paid in, {arrived} arrived, {producing} produce: a registration is not production, and what is involved has not arrived.",
                paid_in = &paid_in,
                arrived = &arrived,
                producing = &producing,
            ),
            sentence!(
                "累计列入疏解目标企业{targeted}，本年度对接{contacted}。",
                "{targeted} are targets in all; {contacted} were spoken with this year.",
                targeted = &targeted,
                contacted = &contacted,
            ),
        ])
        .chart(levels))
}

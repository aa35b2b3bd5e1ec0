//! The chapter on deals: what was agreed at the helping place, what came to the helped one, and each
//! kind of money in a row of its own.

use super::measure;
use crate::base::{Result, Said, say};
use crate::tell::{Chapter, Column, Row, Scale, Sentence, Span, Table, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let there = teller.at_helper(agreed)?;
    let arrived = teller.figure(&measure::ARRIVED, Span::Year)?;
    let firms = teller.figure(&measure::FIRMS, Span::Year)?;
    let place = teller.place();
    let here = sentence!(
        "在{place}，本年度签约项目到位资金{arrived}，注册企业{firms}。",
        "In {place} {arrived} arrived for deals this year, and {firms} were registered.",
        place = place,
        arrived = &arrived,
        firms = &firms,
    );
    let title = say!("帮扶方各阶段项目", "Deals of the helping side by stage");
    let stages = teller
        .at_helper(|teller| teller.bar_chart(title, &measure::COUNT, "stage", Span::Since))?;
    Ok(Chapter::new(say!("签约项目", "Deals"))
        .paragraph(there)
        .paragraph([here])
        .table(money(teller)?)
        .chart(stages))
}

/// What was agreed this year at the place told of.
fn agreed(teller: &mut Teller<'_>) -> Result<Vec<Sentence>> {
    let directions = teller.figure(&measure::DIRECTIONS, Span::Year)?;
    let intentions = teller.figure(&measure::INTENTIONS, Span::Year)?;
    let intended = teller.figure(&measure::INTENDED, Span::Year)?;
    let signed = teller.figure(&measure::SIGNED, Span::Year)?;
    let firms = teller.figure(&measure::FIRMS, Span::Year)?;
    let arrived = teller.figure(&measure::ARRIVED, Span::Year)?;
    let raised = teller.figure(&measure::SERVICES_RAISED, Span::Year)?;
    let open = teller.figure(&measure::OPEN_SERVICES, Span::Year)?;
    Ok(vec![
        sentence!(
            "本年度在{place}，框架协议合作方向{directions}，达成合作意向{intentions}，意向投资额约{intended}。",
            "In {place} this year framework agreements had {directions} of fields; {intentions} were intended, of about {intended}.",
            place = teller.place(),
            directions = &directions,
            intentions = &intentions,
            intended = &intended,
        ),
        sentence!(
            "正式签约{signed}，注册企业{firms}，到位资金{arrived}：意向不等于落地，各项各走各的路。",
            "{signed} was signed, {firms} were registered, {arrived} arrived: an intention is not a landing, and each goes its own way.",
            signed = &signed,
            firms = &firms,
            arrived = &arrived,
        ),
        sentence!(
            "签约项目提出服务事项{raised}，年末未办结{open}。",
            "Investors raised {raised} of requests; {open} were open at the year's end.",
            raised = &raised,
            open = &open,
        ),
    ])
}

/// Each kind of money in its row, the two sides side by side; there is no total.
fn money(teller: &mut Teller<'_>) -> Result<Table> {
    let mut rows = Vec::new();
    for indicator in measure::MONEY {
        let there = teller.at_helper(|teller| teller.figure(indicator, Span::Year))?;
        let here = teller.figure(indicator, Span::Year)?;
        let kind: Said = indicator.basis.counted.into();
        rows.push(Row::plain([kind.into(), (&there).into(), (&here).into()]));
    }
    let (there, here) = (teller.at_helper(|teller| Ok(teller.place()))?, teller.place());
    Ok(Table {
        title: say!(
            "本年度签约项目资金（各口径不相加）",
            "This year's money of deals; kinds are never added"
        ),
        columns: vec![
            Column::words(say!("口径", "kind"), 40),
            Column::number(there, Scale::WAN, 30),
            Column::number(here, Scale::WAN, 30),
        ],
        rows,
        notes: Vec::new(),
    })
}

//! The chapter on agreements.

use super::measure;
use crate::base::{Result, Unit, say};
use crate::tell::{Chapter, Scale, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let signed = teller.figure(&measure::SIGNED, Span::Since)?;
    let in_force = teller.figure(&measure::IN_FORCE, Span::Year)?;
    let due = teller.figure(&measure::CLAUSES_DUE, Span::Year)?;
    let due_since = teller.figure(&measure::CLAUSES_DUE, Span::Since)?;
    let done = teller.figure(&measure::CLAUSES_DONE, Span::Since)?;
    let fields = teller.share_table(
        say!("到期应完成的条款（分领域）", "Clauses due, by field"),
        [say!("合作领域", "field"), say!("条款", "clauses")],
        (&due_since, &measure::CLAUSES_DUE),
        ("kind", Span::Since),
        Scale::of(Unit::Items),
    )?;
    Ok(Chapter::new(say!("框架协议", "Agreements"))
        .paragraph([sentence!(
            "累计签署协议{signed}，年末有效{in_force}。累计到期应完成条款{since}，报告完成{done}；其中本年度到期{due}。",
            "Agreements signed: {signed}, of which {in_force} are in force at the end of the year. Clauses due since the beginning: {since}, reported as done: {done}; due this year: {due}.",
            signed = &signed,
            in_force = &in_force,
            since = &due_since,
            done = &done,
            due = &due,
        )])
        .table(fields))
}

//! The chapter that holds what others published against the ledger.

use super::measure;
use crate::base::{Result, say};
use crate::tell::{Chapter, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let count = teller.figure(&measure::COUNT, Span::Since)?;
    let unmatched = teller.figure(&measure::UNMATCHED, Span::Since)?;
    Ok(Chapter::new(say!("公布数核对", "Published figures")).paragraph([sentence!(
        "登记公开来源的数{count}，其中{unmatched}没有对应指标；逐项对照见“公布数与台账”。",
        "{count} figures of public sources are recorded, {unmatched} of them without an indicator of ours; the page of published figures holds each against the ledger.",
        count = &count,
        unmatched = &unmatched,
    )]))
}

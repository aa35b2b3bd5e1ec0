//! The chapter on finance leases.

use super::measure;
use crate::base::{Result, say};
use crate::tell::{Chapter, Scale, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let value = teller.figure(&measure::VALUE, Span::Year)?;
    let contracts = teller.figure(&measure::CONTRACTS, Span::Year)?;
    let since = teller.figure(&measure::VALUE, Span::Since)?;
    let arrears = teller.figure(&measure::ARREARS, Span::Year)?;
    let lessors = teller.share_table(
        say!("租赁物价值（分出租方）", "Goods by lessor"),
        [say!("出租方", "lessor"), say!("价值", "value")],
        (&value, &measure::VALUE),
        ("lessor", Span::Year),
        Scale::WAN,
    )?;
    Ok(Chapter::new(say!("融资租赁", "Finance leases"))
        .paragraph([sentence!(
            "本年度融资租赁物资{value}（合同{contracts}），累计{since}；年末欠租{arrears}。",
            "Goods of {value} were leased this year (contracts: {contracts}), {since} in all; {arrears} of rent were in arrears at its end.",
            value = &value,
            contracts = &contracts,
            since = &since,
            arrears = &arrears,
        )])
        .table(lessors))
}

//! How much aid there was, at each hop. Bases are kept apart: what was allotted, arrived,
//! transferred and paid are four figures, and none is added to another.

use super::record::FUNDS;
use crate::base::{Text, Unit, text};
use crate::measure::{Basis, Indicator, Keep, Nature};
use crate::record::Total;

const fn at(
    hop: &'static [Keep],
    id: &'static str,
    title: Text,
    counted: Text,
    says: Text,
) -> Indicator {
    Indicator {
        id,
        title,
        unit: Unit::Fen,
        basis: Basis {
            nature: Nature::Flow,
            counted,
            date: text("该环节发生日期", "day of the hop"),
            place: text("受援县", "receiving county"),
        },
        version: 1,
        register: &FUNDS,
        keeps: hop,
        measure: Total::Sum("amount"),
        whole: None,
        day: "day",
        splits: &["tier", "use", "giver"],
        says,
        said: &[],
    }
}

pub static ALLOTTED: Indicator = at(
    &[Keep::Is("stage", "下达")],
    "funds.allotted",
    text("下达财政援助资金", "fiscal aid allotted"),
    text("下达", "allotted"),
    text("支援方文件下达的金额，不论是否到账", "what the giver's orders allot, arrived or not"),
);

pub static ARRIVED: Indicator = at(
    &[Keep::Is("stage", "到账")],
    "funds.arrived",
    text("投入财政援助资金", "fiscal aid given"),
    text("到账", "arrived"),
    text(
        "当期实际到达受援县国库专账的三级财政资金；不含社会捐赠与实物",
        "money of the three fiscal tiers that reached the county treasury; no donations, nothing in kind",
    ),
)
.said(&["三级财政援助资金", "财政帮扶资金"]);

pub static GUARANTEES: Indicator = at(
    &[Keep::Is("stage", "到账"), Keep::Is("use", "三保障")],
    "funds.guarantees",
    text("投入“三保障”的财政援助资金", "fiscal aid given for the three guarantees"),
    text("到账", "arrived"),
    text(
        "到账资金中用途为三保障的部分",
        "the part of the money arrived whose use is the three guarantees",
    ),
)
.said(&["财政援助资金 三保障"]);

pub static INDUSTRY: Indicator = at(
    &[Keep::Is("stage", "到账"), Keep::Is("use", "产业")],
    "funds.industry",
    text("投入产业的财政援助资金", "fiscal aid given for industry"),
    text("到账", "arrived"),
    text("到账资金中用途为产业的部分", "the part of the money arrived whose use is industry"),
)
.said(&["财政援助资金 产业发展", "财政援助资金 产业", "投入产业补贴资金"]);

pub static INDUSTRY_SHARE: Indicator = at(
    &[Keep::Is("stage", "到账"), Keep::Is("use", "产业")],
    "funds.industry_share",
    text("产业资金占比", "share of industry"),
    text("到账", "arrived"),
    text("到账资金中用途为产业的比例", "of the money arrived, the part whose use is industry"),
)
.share_of(&ARRIVED);

pub static PAID_SHARE: Indicator = at(
    &[Keep::Is("stage", "支付")],
    "funds.paid_share",
    text("资金支出率", "share paid"),
    text("支付占到账", "paid, of what arrived"),
    text(
        "当期支付额与当期到账额之比；以前年度到账、本期支付的也在内，可超过100%",
        "paid in the period over arrived in the period; money of earlier years paid now makes it more",
    ),
)
.share_of(&ARRIVED);

pub static PAID: Indicator = at(
    &[Keep::Is("stage", "支付")],
    "funds.paid",
    text("支付财政援助资金", "fiscal aid paid"),
    text("支付", "paid"),
    text("实际支付给收款方的金额", "what payees were actually paid"),
);

pub static TRANSFERRED: Indicator = at(
    &[Keep::Is("stage", "拨付")],
    "funds.transferred",
    text("拨付财政援助资金", "fiscal aid transferred"),
    text("拨付", "transferred"),
    text(
        "由县国库拨付到实施单位的金额",
        "what the county treasury passed on to implementing units",
    ),
);

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[
    &ALLOTTED,
    &ARRIVED,
    &GUARANTEES,
    &INDUSTRY,
    &INDUSTRY_SHARE,
    &PAID,
    &PAID_SHARE,
    &TRANSFERRED,
];

//! How much aid there was, at each hop. Bases are kept apart: what was allotted, arrived,
//! transferred and paid are four figures, and none is added to another.

use super::record::FUNDS;
use crate::base::{Unit, text};
use crate::measure::{Basis, Indicator, Keep};
use crate::record::Total;

const ARRIVAL: Basis = Basis::flow(
    text("到账", "arrived"),
    text("该环节发生日期", "day of the hop"),
    text("受援县", "receiving county"),
);

const HOPS: Indicator = Indicator {
    unit: Unit::Fen,
    measure: Total::Sum("amount"),
    splits: &["tier", "use", "giver"],
    ..Indicator::of(&FUNDS, "day", ARRIVAL)
};

pub static ALLOTTED: Indicator = Indicator {
    id: "funds.allotted",
    title: text("下达财政援助资金", "fiscal aid allotted"),
    basis: Basis { counted: text("下达", "allotted"), ..ARRIVAL },
    keeps: &[Keep::Is("stage", "下达")],
    says: text(
        "支援方文件下达的金额，不论是否到账",
        "what the giver's orders allot, arrived or not",
    ),
    ..HOPS
};

pub static ARRIVED: Indicator = Indicator {
    id: "funds.arrived",
    title: text("投入财政援助资金", "fiscal aid given"),
    keeps: &[Keep::Is("stage", "到账")],
    says: text(
        "当期实际到达受援县国库专账的三级财政资金；不含社会捐赠与实物",
        "money of the three fiscal tiers that reached the county treasury; no donations, nothing in kind",
    ),
    said: &["三级财政援助资金", "财政帮扶资金"],
    ..HOPS
};

pub static GUARANTEES: Indicator = Indicator {
    id: "funds.guarantees",
    title: text("投入“三保障”的财政援助资金", "fiscal aid given for the three guarantees"),
    keeps: &[Keep::Is("stage", "到账"), Keep::Is("use", "三保障")],
    says: text(
        "到账资金中用途为三保障的部分",
        "the part of the money arrived whose use is the three guarantees",
    ),
    said: &["财政援助资金 三保障"],
    ..HOPS
};

pub static INDUSTRY: Indicator = Indicator {
    id: "funds.industry",
    title: text("投入产业的财政援助资金", "fiscal aid given for industry"),
    keeps: &[Keep::Is("stage", "到账"), Keep::Is("use", "产业")],
    says: text("到账资金中用途为产业的部分", "the part of the money arrived whose use is industry"),
    said: &["财政援助资金 产业发展", "财政援助资金 产业", "投入产业补贴资金"],
    ..HOPS
};

pub static INDUSTRY_SHARE: Indicator = Indicator {
    id: "funds.industry_share",
    title: text("产业资金占比", "share of industry"),
    unit: Unit::Ppm,
    keeps: &[Keep::Is("stage", "到账"), Keep::Is("use", "产业")],
    whole: Some(&ARRIVED),
    says: text(
        "到账资金中用途为产业的比例",
        "of the money arrived, the part whose use is industry",
    ),
    ..HOPS
};

pub static PAID_SHARE: Indicator = Indicator {
    id: "funds.paid_share",
    title: text("资金支出率", "share paid"),
    unit: Unit::Ppm,
    basis: Basis { counted: text("支付占到账", "paid, of what arrived"), ..ARRIVAL },
    keeps: &[Keep::Is("stage", "支付")],
    whole: Some(&ARRIVED),
    says: text(
        "当期支付额与当期到账额之比；以前年度到账、本期支付的也在内，可超过100%",
        "paid in the period over arrived in the period; money of earlier years paid now makes it more",
    ),
    ..HOPS
};

pub static PAID: Indicator = Indicator {
    id: "funds.paid",
    title: text("支付财政援助资金", "fiscal aid paid"),
    basis: Basis { counted: text("支付", "paid"), ..ARRIVAL },
    keeps: &[Keep::Is("stage", "支付")],
    says: text("实际支付给收款方的金额", "what payees were actually paid"),
    ..HOPS
};

pub static TRANSFERRED: Indicator = Indicator {
    id: "funds.transferred",
    title: text("拨付财政援助资金", "fiscal aid transferred"),
    basis: Basis { counted: text("拨付", "transferred"), ..ARRIVAL },
    keeps: &[Keep::Is("stage", "拨付")],
    says: text(
        "由县国库拨付到实施单位的金额",
        "what the county treasury passed on to implementing units",
    ),
    ..HOPS
};

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

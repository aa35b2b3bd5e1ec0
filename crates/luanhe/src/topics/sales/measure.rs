//! What was sold: counted when delivered, accepted and paid, on the day of payment, returns taken off.

use super::record::ORDERS;
use crate::base::{Unit, text};
use crate::measure::{Basis, Indicator, Keep};
use crate::record::Total;

const COUNTED: Basis = Basis::flow(
    text("送达、验收、付款", "delivered, accepted, paid"),
    text("付款日期", "day paid"),
    text("归属县", "county it is counted for"),
);

const PAID_ORDERS: Indicator = Indicator {
    unit: Unit::Fen,
    measure: Total::Sum("amount"),
    splits: &["brand", "channel", "market"],
    ..Indicator::of(&ORDERS, "paid_on", COUNTED)
};

const DELIVERED: Keep = Keep::Filled("delivered_on");
const ACCEPTED: Keep = Keep::Filled("accepted_on");
const INCLUDED: Keep = Keep::Empty("excluded");

pub static BRAND: Indicator = Indicator {
    id: "sales.brand",
    title: text("“承德山水”消费帮扶", "sales of Chengde Shanshui"),
    keeps: &[DELIVERED, ACCEPTED, INCLUDED, Keep::Is("brand", "承德山水")],
    says: text(
        "“承德山水”品牌送达、验收并付款的订单，退货相减，剔除的不计",
        "orders of the brand delivered, accepted and paid, less returns and what is excluded",
    ),
    said: &["承销承德山水 实现消费帮扶", "承德山水 消费帮扶"],
    ..PAID_ORDERS
};

pub static BRAND_REPORTED: Indicator = Indicator {
    id: "sales.brand_reported",
    title: text("“承德山水”填报订单", "orders of Chengde Shanshui as reported"),
    basis: Basis { counted: text("填报并付款", "reported and paid"), ..COUNTED },
    keeps: &[Keep::Is("brand", "承德山水")],
    says: text(
        "填报的全部已付款订单，包括没有验收的和剔除的；与计入数的差逐单有原因",
        "all paid orders as reported, those not accepted and excluded among them",
    ),
    ..PAID_ORDERS
};

pub static SOLD: Indicator = Indicator {
    id: "sales.sold",
    title: text("消费帮扶销售额", "sales"),
    keeps: &[DELIVERED, ACCEPTED, INCLUDED],
    says: text(
        "送达、验收并付款的订单，退货相减，剔除的不计",
        "orders delivered, accepted and paid, less returns and what is excluded",
    ),
    ..PAID_ORDERS
};

pub static THROUGH_TIANJIN: Indicator = Indicator {
    id: "sales.through_tianjin",
    title: text("通过天津渠道销售帮扶产品", "sold through Tianjin's channels"),
    keeps: &[DELIVERED, ACCEPTED, INCLUDED, Keep::Is("market", "天津渠道")],
    says: text(
        "渠道归属天津的订单，各品牌都在内；与“承德山水”有重合，不能相加",
        "orders through Tianjin's channels, of any brand; it overlaps with the brand's and is not added to it",
    ),
    said: &["天津渠道销售扶贫产品"],
    ..PAID_ORDERS
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&BRAND, &BRAND_REPORTED, &SOLD, &THROUGH_TIANJIN];

//! What was sold: counted when delivered, accepted and paid, on the day of payment, returns taken off.

use super::record::ORDERS;
use crate::base::{Text, Unit, text};
use crate::measure::{Basis, Indicator, Keep, Nature};
use crate::record::Total;

const PLACE: Text = text("归属县", "county it is counted for");
const PAID: Text = text("付款日期", "day paid");

const fn sold(
    id: &'static str,
    title: Text,
    keeps: &'static [Keep],
    counted: Text,
    says: Text,
) -> Indicator {
    Indicator {
        id,
        title,
        unit: Unit::Fen,
        basis: Basis { nature: Nature::Flow, counted, date: PAID, place: PLACE },
        version: 1,
        register: &ORDERS,
        keeps,
        measure: Total::Sum("amount"),
        whole: None,
        day: "paid_on",
        splits: &["brand", "channel", "market"],
        says,
        said: &[],
    }
}

const COUNTED: Text = text("送达、验收、付款", "delivered, accepted, paid");
const REPORTED: Text = text("填报并付款", "reported and paid");
const DELIVERED: Keep = Keep::Filled("delivered_on");
const ACCEPTED: Keep = Keep::Filled("accepted_on");
const INCLUDED: Keep = Keep::Empty("excluded");

pub static BRAND: Indicator = sold(
    "sales.brand",
    text("“承德山水”消费帮扶", "sales of Chengde Shanshui"),
    &[DELIVERED, ACCEPTED, INCLUDED, Keep::Is("brand", "承德山水")],
    COUNTED,
    text(
        "“承德山水”品牌送达、验收并付款的订单，退货相减，剔除的不计",
        "orders of the brand delivered, accepted and paid, less returns and what is excluded",
    ),
)
.said(&["承销承德山水 实现消费帮扶", "承德山水 消费帮扶"]);

pub static BRAND_REPORTED: Indicator = sold(
    "sales.brand_reported",
    text("“承德山水”填报订单", "orders of Chengde Shanshui as reported"),
    &[Keep::Is("brand", "承德山水")],
    REPORTED,
    text(
        "填报的全部已付款订单，包括没有验收的和剔除的；与计入数的差逐单有原因",
        "all paid orders as reported, those not accepted and excluded among them",
    ),
);

pub static SOLD: Indicator = sold(
    "sales.sold",
    text("消费帮扶销售额", "sales"),
    &[DELIVERED, ACCEPTED, INCLUDED],
    COUNTED,
    text(
        "送达、验收并付款的订单，退货相减，剔除的不计",
        "orders delivered, accepted and paid, less returns and what is excluded",
    ),
);

pub static THROUGH_TIANJIN: Indicator = sold(
    "sales.through_tianjin",
    text("通过天津渠道销售帮扶产品", "sold through Tianjin's channels"),
    &[DELIVERED, ACCEPTED, INCLUDED, Keep::Is("market", "天津渠道")],
    COUNTED,
    text(
        "渠道归属天津的订单，各品牌都在内；与“承德山水”有重合，不能相加",
        "orders through Tianjin's channels, of any brand; it overlaps with the brand's and is not added to it",
    ),
)
.said(&["天津渠道销售扶贫产品"]);

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&BRAND, &BRAND_REPORTED, &SOLD, &THROUGH_TIANJIN];

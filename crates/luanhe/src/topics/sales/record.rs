//! An order, as one side reports it. It belongs to the period in which it was paid, and to none before;
//! one that does not count says why.

use super::channels::MARKETS;
use super::products::BRANDS;
use crate::base::{Fault, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const KINDS: &[Choice] = &[choice("销售", "sale"), choice("退货", "return")];

const REPORTERS: &[Choice] = &[choice("采购方", "buyer's side"), choice("供货方", "seller's side")];

/// Why an order is not counted. The first three are also computed from empty days.
pub const EXCLUSIONS: &[Choice] = &[
    choice("未送达", "not delivered"),
    choice("未验收", "not accepted"),
    choice("未付款", "not paid"),
    choice("重复填报", "claimed twice"),
    choice("产地不符", "from elsewhere"),
    choice("产品未认定", "product not recognised"),
    choice("其他", "other"),
];

const FIELDS: &[Field] = &[
    Field::required("number", "订单号", "order", Kind::Text)
        .also(&["订单编号", "结算单号", "单号"])
        .filter(),
    Field::required("reported_by", "填报方", "reported by", Kind::Choice(REPORTERS))
        .also(&["申报方", "填报单位性质"])
        .filter(),
    Field::required("kind", "订单类型", "kind", Kind::Choice(KINDS))
        .also(&["业务类型", "类型"])
        .filter(),
    Field::optional("of_order", "原订单号", "order returned", Kind::Text)
        .also(&["退货原订单号"])
        .hint("退货才填", "for returns only")
        .filter(),
    Field::required("buyer", "采购单位", "buyer", Kind::Named("organisations")).also(&[
        "采购方名称",
        "购买单位",
        "客户",
    ]),
    Field::required("supplier", "供应商", "supplier", Kind::Named("organisations"))
        .also(&["供货商", "供货单位", "销售单位"])
        .filter(),
    Field::required("supplier_place", "供应商所在地", "supplier's place", Kind::Region)
        .also(&["产地", "供货县", "供应商所在县"])
        .filter(),
    Field::required("county", "归属县（市、区）", "county", Kind::Region)
        .also(&["归属县", "受援县", "县（市、区）"])
        .hint("这笔销售算给哪个受援县", "the helped county that it is counted for")
        .filter(),
    Field::required("product", "产品编号", "product", Kind::Named("products"))
        .also(&["认定编号", "产品代码"])
        .filter(),
    Field::required("brand", "品牌", "brand", Kind::Choice(BRANDS)).also(&["所属品牌"]).filter(),
    Field::required("channel", "销售渠道", "channel", Kind::Ref("channels"))
        .also(&["渠道", "渠道名称"])
        .filter(),
    Field::required("market", "渠道归属", "market", Kind::Choice(MARKETS))
        .also(&["销往", "归属"])
        .filter(),
    Field::optional("quantity", "数量", "quantity", Kind::Decimal(2))
        .also(&["销售数量", "采购数量"]),
    Field::optional("measure", "计量单位", "unit", Kind::Text).also(&["单位"]),
    Field::required("amount", "金额", "amount", Kind::Money)
        .also(&["销售额", "订单金额", "采购金额", "结算金额"])
        .hint("退货填负数", "a return is negative")
        .filter(),
    Field::required("ordered_on", "下单日期", "ordered on", Kind::Day)
        .also(&["订单日期", "下单时间"])
        .filter(),
    Field::optional("delivered_on", "送达日期", "delivered on", Kind::Day)
        .later()
        .also(&["到货日期", "送货日期"]),
    Field::optional("accepted_on", "验收日期", "accepted on", Kind::Day)
        .later()
        .also(&["验收时间", "签收日期"])
        .filter(),
    Field::optional("paid_on", "付款日期", "paid on", Kind::Day)
        .also(&["付款时间", "结算日期", "回款日期"])
        .hint("没有付款的留空", "leave empty until it is paid")
        .filter(),
    Field::optional("excluded", "不计原因", "not counted because", Kind::Choice(EXCLUSIONS))
        .later()
        .also(&["不计入原因", "剔除原因"])
        .hint("计入的留空", "leave empty where it counts")
        .filter(),
];

pub static ORDERS: Register = Register {
    name: "orders",
    title: text("消费帮扶订单", "orders"),
    fields: FIELDS,
    key: &["number", "reported_by"],
    day: "paid_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    for (earlier, later) in
        [("ordered_on", "delivered_on"), ("delivered_on", "accepted_on"), ("ordered_on", "paid_on")]
    {
        faults.extend(row.in_order(earlier, later));
    }
    faults.extend(row.not_negative("quantity"));
    let returned = row.text("kind") == Some("退货");
    if !returned {
        faults.extend(row.positive("amount"));
    } else if row.whole("amount").is_some_and(|fen| fen >= 0) {
        faults.push(row.fault(
            "amount",
            say!("退货的金额不是负数", "the amount of a return is not negative"),
            say!("退货填负数；不是退货的改订单类型", "give it as negative, or correct the kind"),
        ));
    }
    if returned && row.text("of_order").is_none() {
        faults.push(row.fault(
            "of_order",
            say!("退货没有写原订单号", "a return without the order that it returns"),
            say!("请填被退的那笔订单号", "give the number of the order returned"),
        ));
    }
    let accepted = row.day("accepted_on").is_some();
    if accepted && matches!(row.text("excluded"), Some("未送达" | "未验收")) {
        faults.push(row.doubt(
            "excluded",
            say!("有验收日期，不计原因却是没有验收", "accepted, and not counted for want of it"),
            say!("请核对验收日期和不计原因", "check the day and the reason"),
        ));
    }
}

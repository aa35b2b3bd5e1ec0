//! A firm that landed (落地): it has a licence, capital paid in, money that arrived and a site in the
//! county. A row without one of the four is taken, and not counted.

use crate::base::{Fault, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const STATES: &[Choice] = &[
    choice("筹建", "being set up"),
    choice("在建", "under construction"),
    choice("投产", "in production"),
    choice("停产", "stopped"),
    choice("流失", "gone"),
];

const FIELDS: &[Field] = &[
    Field::required("firm", "企业", "firm", Kind::Ref("organisations")).also(&[
        "企业名称",
        "落地企业",
        "企业名称或信用代码",
    ]),
    Field::required("county", "受援县（市、区）", "helped county", Kind::Region)
        .also(&["受援县", "落地县", "县（市、区）"])
        .filter(),
    Field::required("landed_on", "落地日期", "landed on", Kind::Day)
        .also(&["落地时间", "开工或投产日期"])
        .filter(),
    Field::optional("registered_on", "营业执照日期", "licence of", Kind::Day)
        .also(&["注册日期", "营业执照核发日期", "注册时间"])
        .hint("当地营业执照的核发日期", "the day of the licence issued there"),
    Field::optional("capital", "注册资本", "registered capital", Kind::Money)
        .also(&["认缴资本", "注册资金"]),
    Field::optional("paid_in", "实缴资本", "capital paid in", Kind::Money)
        .also(&["实缴", "实缴注册资本"])
        .hint("以验资或银行回单为准", "by the bank's receipt or a capital report"),
    Field::optional("arrived", "到位资金", "money arrived", Kind::Money)
        .also(&["实际到位资金", "到位投资", "实际投资"])
        .hint(
            "有凭证的到位数，不是合同数；没有的留空",
            "by voucher, not by contract; empty where none did",
        )
        .filter(),
    Field::optional("site", "场地", "site", Kind::Text)
        .also(&["厂房或用地", "经营场所", "落地地址"])
        .hint("厂房、用地或办公场所的地址", "the address of works, land or office"),
    Field::required("state", "经营状态", "state", Kind::Choice(STATES))
        .later()
        .also(&["状态", "目前状态", "生产经营状态"])
        .filter(),
];

pub static LANDINGS: Register = Register {
    name: "landings",
    title: text("企业落地台账", "firms landed"),
    fields: FIELDS,
    key: &["firm", "county"],
    day: "landed_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.in_order("registered_on", "landed_on"));
    for name in ["capital", "paid_in", "arrived"] {
        faults.extend(row.positive(name));
    }
    faults.extend(row.part_of("paid_in", "capital"));
}

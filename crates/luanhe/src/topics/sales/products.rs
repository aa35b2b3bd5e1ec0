//! Products recognised for sales (帮扶产品认定): whose, from where, under which brand, from when until when.

use crate::base::{Fault, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

/// 承德山水 is the regional public brand of Chengde.
pub const BRANDS: &[Choice] = &[
    choice("承德山水", "Chengde Shanshui"),
    choice("其他品牌", "another"),
    choice("无品牌", "none"),
];

const FIELDS: &[Field] = &[
    Field::required("code", "产品编号", "code", Kind::Text)
        .also(&["认定编号", "产品代码"])
        .filter(),
    Field::required("name", "产品名称", "name", Kind::Text).also(&["商品名称", "产品"]),
    Field::required("brand", "品牌", "brand", Kind::Choice(BRANDS))
        .also(&["所属品牌", "品牌名称"])
        .filter(),
    Field::required("supplier", "供应商", "supplier", Kind::Named("organisations")).also(&[
        "生产企业",
        "供货商",
        "申报主体",
        "供货单位",
    ]),
    Field::required("county", "产地", "origin", Kind::Region)
        .also(&["产品产地", "所在县", "县（市、区）"])
        .filter(),
    Field::required("recognised_on", "认定日期", "recognised on", Kind::Day)
        .also(&["认定时间", "公告日期"])
        .filter(),
    Field::optional("until_day", "认定截止日期", "recognised until", Kind::Day)
        .ends()
        .also(&["有效期至", "认定有效期"])
        .hint("没有期限的留空", "leave empty where there is no end")
        .filter(),
    Field::optional("document", "认定文件", "document", Kind::Text).later().also(&["文号"]),
];

pub static PRODUCTS: Register = Register {
    name: "products",
    title: text("帮扶产品认定", "recognised products"),
    fields: FIELDS,
    key: &["code"],
    day: "recognised_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.in_order("recognised_on", "until_day"));
}

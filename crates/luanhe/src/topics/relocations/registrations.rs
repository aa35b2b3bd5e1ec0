//! A firm that moved out of Beijing and registered (注册落地): under which group, in what manner, and its
//! money, each kind in a column of its own. A licence alone is a registration, not yet production.

use crate::base::{Fault, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const WAYS: &[Choice] = &[
    choice("整体迁入", "moved as a whole"),
    choice("设立子公司", "subsidiary set up"),
    choice("设立分支机构", "branch set up"),
];

const FIELDS: &[Field] = &[
    Field::required("firm", "注册企业", "firm", Kind::Ref("organisations")).also(&[
        "落地企业",
        "企业名称",
        "企业名称或信用代码",
    ]),
    Field::required("parent_group", "来源单位", "group", Kind::Named("organisations"))
        .also(&["来源集团", "所属集团", "集团"])
        .hint("集团最上一级；独立单位填它自己", "the top of its group, or the firm itself")
        .filter(),
    Field::required("county", "注册区", "registered in", Kind::Region)
        .also(&["注册地", "落地区", "承接区"])
        .filter(),
    Field::required("way", "落地方式", "manner", Kind::Choice(WAYS))
        .also(&["迁入方式", "疏解方式"])
        .filter(),
    Field::required("registered_on", "注册日期", "registered on", Kind::Day)
        .also(&["营业执照日期", "注册时间", "执照核发日期"])
        .filter(),
    Field::optional("involved", "涉及资金", "money involved", Kind::Money)
        .also(&["涉及资金额"])
        .hint(
            "报告口径，不是到位数，也不与到位相加",
            "as reports have it; neither arrived nor added to it",
        )
        .filter(),
    Field::optional("paid_in", "实缴资本", "capital paid in", Kind::Money)
        .also(&["实缴", "实缴注册资本"])
        .hint("以验资或银行回单为准", "by the bank's receipt or a capital report"),
    Field::optional("arrived", "到位资金", "money arrived", Kind::Money)
        .also(&["实际到位资金", "到位投资"])
        .hint("有凭证的到位数；没有的留空", "by voucher; empty where none did")
        .filter(),
    Field::optional("staff", "迁入职工数", "staff moved", Kind::Whole)
        .also(&["迁入人数", "随迁职工"]),
    Field::optional("producing_on", "投产运营日期", "in production since", Kind::Day)
        .later()
        .also(&["投产日期", "开业日期", "运营日期"])
        .filter(),
    Field::optional("left_behind", "在京保留的职能", "left in Beijing", Kind::Text)
        .later()
        .also(&["在京保留职能"]),
];

pub static REGISTRATIONS: Register = Register {
    name: "registrations",
    title: text("疏解注册落地台账", "firms that moved and registered"),
    fields: FIELDS,
    key: &["firm", "county"],
    day: "registered_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.in_order("registered_on", "producing_on"));
    for name in ["involved", "paid_in", "arrived"] {
        faults.extend(row.positive(name));
    }
    faults.extend(row.not_negative("staff"));
}

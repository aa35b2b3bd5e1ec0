//! Whom a project helps (受益人口), posts that it pays for among it: one row a person and way, so that persons and
//! households can be counted once however often they were helped.

use crate::base::{Fault, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

/// How a person gains: the ways of linking farmers of the ministry's opinion of 2022, and what is given
/// to households.
const WAYS: &[Choice] = &[
    choice("就业务工", "wages"),
    choice("订单收购", "orders"),
    choice("土地流转", "land rent"),
    choice("资产收益分红", "dividends"),
    choice("技术服务", "technical service"),
    choice("生态公益岗", "ecological post"),
    choice("教育资助", "help with schooling"),
    choice("医疗救助", "help with medical costs"),
    choice("住房改造", "a safe house"),
    choice("饮水安全", "safe water"),
    choice("技能培训", "training"),
    choice("搬迁后扶", "help after relocation"),
    choice("其他", "other"),
];

const FIELDS: &[Field] = &[
    Field::required("person", "受益人证件号码", "person", Kind::Person).also(&[
        "身份证号",
        "证件号码",
        "受益人身份证号",
    ]),
    Field::required("household", "户编号", "household", Kind::Text)
        .leads_to("households")
        .also(&["户编码", "户号"])
        .filter(),
    Field::required("county", "所在地", "place", Kind::Region)
        .also(&["县乡村", "所在县", "行政村", "县（市、区）"])
        .filter(),
    Field::required("way", "受益方式", "way", Kind::Choice(WAYS))
        .also(&["带动方式", "帮扶方式", "联农带农方式"])
        .filter(),
    Field::required("project", "项目编号", "project", Kind::Ref("projects"))
        .also(&["项目代码", "带动项目编号"])
        .hint("公益岗填岗位资金所属的项目", "for a post, the project that pays for it")
        .filter(),
    Field::required("day", "认定日期", "recognised on", Kind::Day)
        .also(&["认定时间", "日期", "登记日期"])
        .filter(),
    Field::optional("land", "流转面积（亩）", "land rented out (mu)", Kind::Decimal(2))
        .also(&["流转土地面积", "土地流转面积"])
        .hint("受益方式为土地流转的填；可带小数", "where the way is land rent; decimals allowed"),
    Field::optional("paid", "已兑现金额", "paid", Kind::Money).also(&["兑现金额", "到手金额"]),
];

pub static BENEFICIARIES: Register = Register {
    name: "beneficiaries",
    title: text("受益人口台账", "beneficiaries"),
    fields: FIELDS,
    key: &["person", "way", "project"],
    day: "day",
    region: "county",
    personal: true,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.positive("land"));
    faults.extend(row.not_negative("paid"));
}

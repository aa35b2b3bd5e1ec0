//! A firm that was brought in (引进): it signed for a county. The firm itself, its code and the firm
//! above it stand in the register of organisations; here stands what was promised for which county, and
//! which district brought it. Two districts that claim one firm are two rows, for a rule to find.

use crate::base::{Fault, text};
use crate::parties::industry::check_industry;
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const SOURCES: &[Choice] = &[
    choice("援方引入", "from the helping side"),
    choice("疏解", "moved out of Beijing"),
    choice("本地", "local"),
];

const FIELDS: &[Field] = &[
    Field::required("firm", "企业", "firm", Kind::Ref("organisations"))
        .also(&["企业名称", "引进企业", "企业名称或信用代码"])
        .hint(
            "填单位库里的名称或统一社会信用代码",
            "its name or social credit code in the register of organisations",
        ),
    Field::required("came_from", "企业来源", "came_from", Kind::Choice(SOURCES))
        .also(&["来源", "引进方式", "企业类型"])
        .hint("本地企业不计入引进", "a local firm is not counted as brought in")
        .filter(),
    Field::required("county", "受援县（市、区）", "helped county", Kind::Region)
        .also(&["受援县", "引进县", "落户县", "县（市、区）"])
        .filter(),
    Field::required("helper_region", "引荐地区", "introduced by", Kind::Region)
        .also(&["引荐区", "支援地区", "帮扶区"])
        .hint(
            "由哪个区引荐；本地企业填本县",
            "by which district; the county itself for a local firm",
        )
        .filter(),
    Field::optional("parent_group", "所属集团", "group", Kind::Named("organisations"))
        .also(&["集团", "集团名称", "母公司"])
        .hint("集团最上一级；独立企业留空", "the top of its group; empty where it stands alone"),
    Field::optional("industry", "行业代码", "industry code", Kind::Text)
        .also(&["行业", "国民经济行业代码"])
        .hint("GB/T 4754，如 1371 蔬菜加工", "GB/T 4754, such as 1371")
        .filter(),
    Field::required("signed_on", "签约日期", "signed on", Kind::Day)
        .also(&["签约时间", "引进日期", "协议签订日期"])
        .filter(),
    Field::required("planned", "计划投资", "planned investment", Kind::Money)
        .also(&["计划总投资", "投资总额", "协议投资额"])
        .hint("计划数，不与到位资金相加", "a plan; never added to what arrived")
        .filter(),
];

pub static INTRODUCTIONS: Register = Register {
    name: "introductions",
    title: text("企业引进台账", "firms brought in"),
    fields: FIELDS,
    key: &["firm", "county", "helper_region"],
    day: "signed_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.positive("planned"));
    faults.extend(check_industry(row, "industry"));
}

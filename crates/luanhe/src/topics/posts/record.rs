//! What a post is, and what makes a row one: one person's term in one post.

use crate::base::{Fault, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

pub const KINDS: &[Choice] = &[
    choice("生态护林员", "forest guard"),
    choice("防火员", "fire guard"),
    choice("河道巡查员", "river patroller"),
    choice("保洁员", "cleaner"),
    choice("护路员", "road keeper"),
    choice("治安协管员", "public order helper"),
    choice("其他", "other"),
];

const PAYERS: &[Choice] = &[
    choice("帮扶方财政", "giver's budget"),
    choice("受援方财政", "receiver's budget"),
    choice("社会捐赠", "donations"),
];

const FIELDS: &[Field] = &[
    Field::required("holder", "上岗人证件号码", "holder", Kind::Person).also(&[
        "身份证号",
        "证件号码",
        "上岗人身份证号",
        "公民身份证号",
        "护林员身份证号",
    ]),
    Field::required("county", "县乡村", "place", Kind::Region)
        .also(&["行政村", "所在村", "村", "工作地点", "县（市、区）"])
        .filter(),
    Field::required("kind", "岗位类别", "kind", Kind::Choice(KINDS))
        .also(&["岗位", "岗位名称", "岗位类型", "工种"])
        .filter(),
    Field::optional("area", "责任区", "area", Kind::Text).later().also(&[
        "管护区域",
        "责任路段",
        "管护面积",
    ]),
    Field::required("from_day", "上岗日期", "from", Kind::Day)
        .also(&["聘用日期", "起始日期", "上岗时间", "协议起始日"])
        .filter(),
    Field::optional("until_day", "离岗日期", "until", Kind::Day)
        .ends()
        .also(&["解聘日期", "终止日期", "离岗时间"])
        .hint("仍在岗的请留空；填离岗当日", "leave empty while it is held; the day of leaving")
        .filter(),
    Field::required("wage", "月补贴标准", "pay a month", Kind::Money)
        .hint("按年发放的请折成每月", "a yearly sum is given as its monthly part")
        .also(&["月工资", "补贴标准", "补助标准", "月补助", "每月补贴"])
        .filter(),
    Field::required("payer", "资金来源", "payer", Kind::Choice(PAYERS))
        .also(&["补贴来源", "经费来源"])
        .filter(),
    Field::optional("agreement", "协议编号", "agreement", Kind::Text)
        .later()
        .also(&["劳务协议编号", "协议号"]),
];

pub static POSTS: Register = Register {
    name: "posts",
    title: text("公益岗台账", "posts"),
    fields: FIELDS,
    key: &["holder", "kind", "from_day"],
    day: "from_day",
    region: "county",
    personal: true,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.in_order("from_day", "until_day"));
    faults.extend(row.positive("wage"));
}

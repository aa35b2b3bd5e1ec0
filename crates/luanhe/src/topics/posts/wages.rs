//! What each holder was paid for a month (考勤发放), and for how many days of work.

use crate::base::{Fault, Fen, say, text};
use crate::record::{Field, Kind, Register, Row};

const FIELDS: &[Field] = &[
    Field::required("holder", "上岗人证件号码", "holder", Kind::Person),
    Field::required("county", "县乡村", "place", Kind::Region).filter(),
    Field::required("day", "所属月末", "end of the month", Kind::Day)
        .hint("如3月份填3月31日", "the last day of the month it is for")
        .filter(),
    Field::required("days_due", "应出勤天数", "days due", Kind::Whole),
    Field::required("days_present", "实出勤天数", "days present", Kind::Whole),
    Field::required("standard", "月补贴标准", "pay a month", Kind::Money),
    Field::required("cut", "考勤扣减", "cut", Kind::Money),
    Field::required("paid", "实发金额", "paid", Kind::Money).filter(),
    Field::optional("account", "一卡通账号", "subsidy card", Kind::Bank),
];

pub const HEADINGS: crate::topics::Headings = &[
    ("holder", &["身份证号", "证件号码"]),
    ("county", &["行政村", "所在村", "村"]),
    ("day", &["月份", "发放月份", "所属期"]),
    ("days_due", &["应出勤", "应到天数"]),
    ("days_present", &["实出勤", "出勤天数", "实到天数"]),
    ("standard", &["补贴标准", "月工资"]),
    ("cut", &["扣款", "扣减金额", "考勤扣款"]),
    ("paid", &["实发", "实发工资", "发放金额"]),
    ("account", &["银行账号", "一卡通号"]),
];

pub static WAGES: Register = Register {
    name: "wages",
    title: text("岗位补贴发放", "pay of posts"),
    fields: FIELDS,
    key: &["holder", "day"],
    day: "day",
    region: "county",
    personal: true,
    check,
};

/// Paid = standard − cut, to the fen; nobody is present for more days than are due.
fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    if let (Some(standard), Some(cut), Some(paid)) =
        (row.money("standard"), row.money("cut"), row.money("paid"))
        && paid != standard - cut
    {
        let due = standard - cut;
        faults.push(row.fault(
            "paid",
            say!(
                "实发 {paid} 元不等于标准减扣减（应为 {due} 元）",
                "paid {paid} is not standard less cut ({due})"
            ),
            say!("请核对三个数", "check the three amounts"),
        ));
    }
    if row.money("cut").is_some_and(|cut| cut < Fen::ZERO) {
        faults.push(row.fault(
            "cut",
            say!("扣减不能为负", "a cut below zero"),
            say!("补发请另行登记", "record an extra payment on its own"),
        ));
    }
    if let (Some(due), Some(present)) = (row.whole("days_due"), row.whole("days_present"))
        && (present > due || present < 0 || !(0..=31).contains(&due))
    {
        faults.push(row.fault(
            "days_present",
            say!("实出勤 {present} 天与应出勤 {due} 天不合", "present {present} days of {due} due"),
            say!("请核对考勤表", "check the attendance sheet"),
        ));
    }
}

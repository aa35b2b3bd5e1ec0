//! What each holder was paid for a month (考勤发放), and for how many days of work.

use crate::base::{Fault, say, text};
use crate::record::{Field, Kind, Register, Row};

const FIELDS: &[Field] = &[
    Field::required("holder", "上岗人证件号码", "holder", Kind::Person)
        .also(&["身份证号", "证件号码"]),
    Field::required("county", "县乡村", "place", Kind::Region)
        .also(&["行政村", "所在村", "村"])
        .filter(),
    Field::required("day", "所属月份", "month", Kind::Month)
        .also(&["所属月末", "月份", "发放月份", "所属期"])
        .filter(),
    Field::required("days_due", "应出勤天数", "days due", Kind::Whole)
        .also(&["应出勤", "应到天数"]),
    Field::required("days_present", "实出勤天数", "days present", Kind::Whole).also(&[
        "实出勤",
        "出勤天数",
        "实到天数",
    ]),
    Field::required("standard", "月补贴标准", "pay a month", Kind::Money)
        .also(&["补贴标准", "月工资"]),
    Field::required("cut", "考勤扣减", "cut", Kind::Money)
        .hint(
            "没有扣减填0；补发请另行登记",
            "0 where nothing is cut; an extra payment is a row of its own",
        )
        .also(&["扣款", "扣减金额", "考勤扣款"]),
    Field::required("paid", "实发金额", "paid", Kind::Money)
        .also(&["实发", "实发工资", "发放金额"])
        .filter(),
    Field::optional("account", "一卡通账号", "subsidy card", Kind::Bank)
        .also(&["银行账号", "一卡通号"]),
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
    for name in ["cut", "days_due", "days_present"] {
        faults.extend(row.not_negative(name));
    }
    faults.extend(row.part_of("days_present", "days_due"));
    if row.whole("days_due").is_some_and(|due| due > 31) {
        faults.push(row.fault(
            "days_due",
            say!("一个月没有这么多天", "no month has so many days"),
            say!("请核对考勤表", "check the attendance sheet"),
        ));
    }
}

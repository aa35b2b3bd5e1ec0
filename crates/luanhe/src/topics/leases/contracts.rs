//! A lease (合同): who leases which machine to whom, at what value, with what paid down, for how many
//! months, at which rate and rent. A contract over several machines is a row for each.

use super::rent::equal_rent;
use crate::base::{Fault, Fen, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const STATES: &[Choice] = &[
    choice("执行", "running"),
    choice("逾期", "overdue"),
    choice("提前结清", "settled early"),
    choice("收回", "taken back"),
    choice("结束", "ended"),
];

/// Of a rate kept in ten-thousandths of a percent, one is one part per million.
const RATE: Kind = Kind::Decimal(4);

const FIELDS: &[Field] = &[
    Field::required("code", "租赁合同编号", "contract", Kind::Text)
        .also(&["合同编号", "合同号", "租赁合同号"])
        .hint(
            "一份合同几台设备的，每台一行，编号后加-1、-2",
            "one row a machine: -1, -2 behind the number",
        )
        .filter(),
    Field::required("lessor", "出租方", "lessor", Kind::Named("organisations"))
        .also(&["租赁公司", "出租人", "融资租赁公司"])
        .filter(),
    Field::required("lessee", "承租方", "lessee", Kind::Named("organisations"))
        .also(&["承租人", "承租单位"])
        .hint("企业或合作社；不填个人姓名", "a firm or cooperative; no names of persons")
        .filter(),
    Field::required("county", "受援县（市、区）", "helped county", Kind::Region)
        .also(&["受援县", "承租方所在县", "使用地"])
        .filter(),
    Field::required("asset", "租赁物", "goods", Kind::Text)
        .also(&["设备名称", "租赁物名称", "品牌型号"])
        .filter(),
    Field::required("serial", "出厂编号", "serial number", Kind::Text)
        .also(&["机架号", "车架号", "设备序列号", "发动机号"])
        .filter(),
    Field::required("value", "租赁物价值", "value", Kind::Money)
        .also(&["设备价款", "设备价值", "租赁物总价"])
        .filter(),
    Field::required("down_payment", "首付款", "down payment", Kind::Money)
        .also(&["首付", "首付金额"])
        .hint("没有首付填0；保证金不算首付", "0 where there is none; a deposit is none"),
    Field::required("months", "租期（月）", "months", Kind::Whole).also(&[
        "租期",
        "期数",
        "租赁期限",
    ]),
    Field::required("rate", "年利率（%）", "yearly rate (%)", RATE)
        .also(&["年利率", "租赁利率", "年化利率"])
        .hint("名义年利率，按月计息；免息填0", "nominal, charged by the month; 0 where free"),
    Field::required("rent", "每月租金", "monthly rent", Kind::Money)
        .also(&["月租金", "每期租金"])
        .hint("等额租金，四舍五入到分", "equal rents, rounded to the fen"),
    Field::required("signed_on", "签约日期", "signed on", Kind::Day)
        .also(&["签约时间", "合同签订日期"])
        .filter(),
    Field::required("first_rent_on", "首期租金日", "first rent on", Kind::Day).also(&[
        "首个还租日",
        "起租日",
        "首期还款日",
    ]),
    Field::required("state", "合同状态", "state", Kind::Choice(STATES))
        .later()
        .also(&["状态", "履行状态"])
        .filter(),
];

pub static LEASES: Register = Register {
    name: "leases",
    title: text("融资租赁合同台账", "finance leases"),
    fields: FIELDS,
    key: &["code"],
    day: "signed_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    for name in ["value", "months", "rent"] {
        faults.extend(row.positive(name));
    }
    for name in ["down_payment", "rate"] {
        faults.extend(row.not_negative(name));
    }
    faults.extend(row.part_of("down_payment", "value"));
    faults.extend(row.in_order("signed_on", "first_rent_on"));
    faults.extend(wrong_rent(row));
}

/// A fault where the rent is more than one fen from what value, down payment, rate and months give.
fn wrong_rent(row: &Row<'_>) -> Option<Fault> {
    let principal = row.whole("value")? - row.whole("down_payment")?;
    let rent = row.money("rent")?;
    let due = Fen(equal_rent(principal, row.whole("rate")?, row.whole("months")?)?);
    ((rent.0 - due.0).abs() > 1).then(|| {
        row.fault(
            "rent",
            say!(
                "每月租金 {rent} 元与按价值、首付、利率和租期算出的 {due} 元不符",
                "the rent of {rent} is not the {due} that value, down payment, rate and months give"
            ),
            say!(
                "请核对利率是否为年利率、租期是否按月；非等额的合同请先与管理员商定",
                "is the rate a yearly one, are the months months? Ask first where rents are not equal"
            ),
        )
    })
}

//! A rent that is due (租金): one month of a contract, and the day on which it was paid in full. Until
//! that day it is in arrears.

use crate::base::{Fault, text};
use crate::record::{Field, Kind, Register, Row};

const FIELDS: &[Field] = &[
    Field::required("contract", "租赁合同编号", "contract", Kind::Ref("leases"))
        .also(&["合同编号", "合同号"]),
    Field::required("number", "期次", "instalment", Kind::Whole).also(&[
        "期数",
        "第几期",
        "租金期次",
    ]),
    Field::required("county", "受援县（市、区）", "helped county", Kind::Region)
        .also(&["受援县", "承租方所在县"])
        .filter(),
    Field::required("due_on", "应付日期", "due on", Kind::Day)
        .also(&["应还日期", "应付租金日", "还租日"])
        .filter(),
    Field::required("due", "应付租金", "due", Kind::Money).also(&["本期租金", "应还租金"]).filter(),
    Field::optional("paid_on", "付清日期", "paid on", Kind::Day)
        .ends()
        .also(&["实付日期", "到账日期", "实还日期"])
        .hint("付清当日；没有付清的留空", "the day on which all of it was paid; empty until then")
        .filter(),
];

pub static RENTS: Register = Register {
    name: "rents",
    title: text("租金支付台账", "rents"),
    fields: FIELDS,
    key: &["contract", "number"],
    day: "due_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    for name in ["number", "due"] {
        faults.extend(row.positive(name));
    }
}

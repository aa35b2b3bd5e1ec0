//! What a post is, and what makes a row one: one person's term in one post.

use crate::base::{Fault, Fen, say, text};
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
    Field::required("holder", "上岗人证件号码", "holder", Kind::Person),
    Field::required("county", "县乡村", "place", Kind::Region).filter(),
    Field::required("kind", "岗位类别", "kind", Kind::Choice(KINDS)).filter(),
    Field::optional("area", "责任区", "area", Kind::Text),
    Field::required("from_day", "上岗日期", "from", Kind::Day).filter(),
    Field::optional("until_day", "离岗日期", "until", Kind::Day)
        .hint("仍在岗的请留空；填离岗当日", "leave empty while it is held; the day of leaving")
        .filter(),
    Field::required("wage", "月补贴标准", "pay a month", Kind::Money).filter(),
    Field::required("payer", "资金来源", "payer", Kind::Choice(PAYERS)).filter(),
    Field::optional("agreement", "协议编号", "agreement", Kind::Text),
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
    if let (Some(from), Some(until)) = (row.day("from_day"), row.day("until_day"))
        && until <= from
    {
        faults.push(row.fault(
            "until_day",
            say!(
                "离岗日期 {until} 不晚于上岗日期 {from}",
                "the post ends on {until}, not after {from}"
            ),
            say!("仍在岗的请留空", "leave it empty while the post is held"),
        ));
    }
    if row.money("wage").is_some_and(|wage| wage <= Fen::ZERO) {
        faults.push(row.fault(
            "wage",
            say!("月补贴须大于零", "the pay must be above zero"),
            say!("按年发放的请折成每月", "a yearly sum is given as its monthly part"),
        ));
    }
}

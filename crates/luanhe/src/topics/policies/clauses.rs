//! A clause of a document (条款): its number and its words, so that others can name it.

use crate::base::{Fault, text};
use crate::record::{Field, Kind, Register, Row};

const FIELDS: &[Field] = &[
    Field::required("policy", "文件编号", "document", Kind::Ref("policies")).also(&["所属文件"]),
    Field::required("number", "条款", "clause", Kind::Text)
        .also(&["条款号", "第几条"])
        .hint("如 第三条、二（一）", "like 第三条")
        .filter(),
    Field::required("wording", "条文", "wording", Kind::Text).also(&["条款内容", "内容"]),
    Field::required("county", "适用地区", "place", Kind::Region).also(&["适用范围"]).filter(),
    Field::optional("until_day", "失效日期", "in force until", Kind::Day)
        .also(&["废止日期"])
        .hint("随文件失效的留空", "empty where it ends with its document"),
];

/// Dated by its end, as standing facts are.
pub static POLICY_CLAUSES: Register = Register {
    name: "policy_clauses",
    title: text("政策条款", "clauses of policy"),
    fields: FIELDS,
    key: &["policy", "number"],
    day: "until_day",
    region: "county",
    personal: false,
    check,
};

fn check(_: &Row<'_>, _: &mut Vec<Fault>) {}

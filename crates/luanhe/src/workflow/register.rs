//! The register of steps: each move that a row made here.

use crate::base::text;
use crate::record::{Field, Kind, Register};

const FIELDS: &[Field] = &[
    Field::required("row", "所属行", "row", Kind::AnyRow).filter(),
    Field::required("was", "原状态", "state before", Kind::Text),
    Field::required("state", "状态", "state", Kind::Text).filter(),
    Field::required("day", "日期", "day", Kind::Day).filter(),
    Field::optional("document", "文号", "document", Kind::Text)
        .hint("批复、验收等文件的文号", "the number of the document that says so"),
    Field::required("county", "地区", "region", Kind::Region).filter(),
];

pub static STEPS: Register = Register {
    name: "steps",
    title: text("办理记录", "steps"),
    fields: FIELDS,
    key: &["row", "state", "day"],
    day: "day",
    region: "county",
    personal: false,
    check: |_, _| {},
};

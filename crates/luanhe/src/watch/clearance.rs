//! A clearance: a person says why a finding needs nothing more. It holds for the version of the row
//! that was seen; a row that changes later is looked at again.

use crate::base::{Fault, text};
use crate::record::{Field, Kind, Register, Row};

const FIELDS: &[Field] = &[
    Field::required("rule", "规则", "rule", Kind::Text).filter(),
    Field::required("row", "行", "row", Kind::Text).filter(),
    Field::required("version", "所见版本", "version seen", Kind::Whole),
    Field::required("county", "地区", "region", Kind::Region).filter(),
    Field::required("day", "日期", "day", Kind::Day).filter(),
    Field::required("reason", "理由", "reason", Kind::Text)
        .hint("写明核实情况与依据", "what was checked, and on what ground"),
];

pub static CLEARANCES: Register = Register {
    name: "clearances",
    title: text("核销记录", "clearances"),
    fields: FIELDS,
    key: &["rule", "row"],
    day: "day",
    region: "county",
    personal: false,
    check: whole_reason,
};

fn whole_reason(row: &Row<'_>, faults: &mut Vec<Fault>) {
    let reason = row.text("reason").unwrap_or("").trim();
    if reason.chars().count() < 4 {
        faults.push(row.fault(
            "reason",
            crate::base::say!("理由太短", "the reason is too short"),
            crate::base::say!(
                "请写明核实情况（至少4个字）",
                "say what was checked (4 characters or more)"
            ),
        ));
    }
}

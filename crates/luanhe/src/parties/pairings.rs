//! Pairings (结对关系): any unit with any unit, at every tier from cities to schools, with its dates
//! and the document that says so. A county may have two helpers; two rows say so.

use crate::base::{Fault, RegionCode, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, Value, choice};

use super::region::Level;

pub const TIERS: &[Choice] = &[
    choice("市", "city"),
    choice("区县", "district and county"),
    choice("乡镇", "township"),
    choice("村", "village"),
    choice("企业", "firm"),
    choice("社会组织", "social organisation"),
    choice("学校", "school"),
    choice("医院", "hospital"),
];

pub const FIELDS: &[Field] = &[
    Field::required("helper", "帮扶单位", "helper", Kind::Text)
        .also(&["支援单位", "帮扶方", "帮扶方单位", "援助单位"])
        .filter(),
    Field::required("helper_region", "帮扶单位所在地", "helper's region", Kind::Region)
        .also(&["支援地区", "帮扶地区", "帮扶区"])
        .filter(),
    Field::required("helped", "受援单位", "helped", Kind::Text)
        .also(&["受援方", "受援方单位", "被帮扶单位", "受帮扶单位"])
        .filter(),
    Field::required("helped_region", "受援单位所在地", "helped one's region", Kind::Region)
        .also(&["受援地区", "受援县", "被帮扶县"])
        .filter(),
    Field::required("tier", "结对层级", "tier", Kind::Choice(TIERS))
        .also(&["层级", "结对类型", "结对类别"])
        .filter(),
    Field::optional("from_day", "结对日期", "from", Kind::Day)
        .also(&["结对时间", "签约日期", "签订日期"])
        .hint(
            "只知年月的填当月1日并在说明中写明",
            "where only the month is known, its first day, and say so in the remark",
        ),
    Field::optional("until_day", "解除日期", "until", Kind::Day)
        .also(&["解除时间", "结束日期"])
        .hint("仍在结对的请留空", "leave empty while it lasts"),
    Field::optional("basis", "依据文件", "basis", Kind::Text).also(&[
        "依据",
        "协议名称",
        "结对协议",
    ]),
    Field::optional("cited", "出处", "cited from", Kind::Text)
        .also(&["来源", "资料来源"])
        .hint("公开来源的名称和日期", "the public source and its date"),
    Field::optional("remark", "说明", "remark", Kind::Text).also(&["备注"]),
];

/// Dated by its end, as all parties are; see [`super::PEOPLE`].
pub static PAIRINGS: Register = Register {
    name: "pairings",
    title: text("结对关系", "pairings"),
    fields: FIELDS,
    key: &["helper", "helped", "tier"],
    day: "until_day",
    region: "helped_region",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    super::check_both_sides(row, faults);
    let least = match row.text("tier") {
        Some("市") => Level::Prefecture,
        Some("区县") => Level::County,
        Some("乡镇") => Level::Township,
        _ => return,
    };
    for field in ["helper_region", "helped_region"] {
        // A municipality pairs with a prefecture as a city, though its code is a province's.
        let level = row.text(field).map(Level::of);
        let fits = level.is_none_or(|l| l == least || least < Level::County && l <= least);
        if !fits {
            faults.push(row.doubt(
                field,
                say!("所在地与结对层级不是一级", "the region is not of the pairing's tier"),
                say!("请核对结对层级和所在地", "check the tier and the region"),
            ));
        }
    }
}

/// The pairings that newspapers published, as rows of the register; every one is quoted, none is
/// the office's own. Dates known to a month or year only are left to the remark.
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "the register of agreements is the next to use it")
)]
pub fn quoted_pairings() -> Vec<Vec<Value>> {
    let table = include_str!("../../../../data/pairings.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows = reader.records().map(|row| row.expect("the table of the program"));
    rows.map(|row| {
        let cell = |at: usize| row.get(at).filter(|text| !text.is_empty());
        let code = |at: usize| cell(at).and_then(RegionCode::parse).map(|c| c.to_string());
        vec![
            cell(0).into(),
            code(1).into(),
            cell(2).into(),
            code(3).into(),
            cell(4).into(),
            Value::Null,
            Value::Null,
            Value::Null,
            cell(6).into(),
            cell(5).map(|since| format!("结对时间：{since}；公开报道，待核")).into(),
        ]
    })
    .collect()
}

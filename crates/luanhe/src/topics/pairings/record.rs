//! Pairings (结对关系): any unit with any unit, at every tier from cities to schools, with its dates
//! and the document that says so. A county may have two helpers; two rows say so.

use crate::base::{Fault, say, text};
use crate::parties::check_both_sides;
use crate::parties::region::Level;
use crate::record::{Choice, Field, Kind, Register, Row, choice};

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

/// Dated by its end, as parties are: what is told of a pairing of a closed year may still be mended.
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
    check_both_sides(row, faults);
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

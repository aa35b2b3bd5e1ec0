//! Channels through which products are sold (销售渠道), and which side's they are.

use crate::base::{Fault, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const KINDS: &[Choice] = &[
    choice("B2C电商平台", "B2C platform"),
    choice("B2B2C社区购平台", "B2B2C community platform"),
    choice("B2B供货平台", "B2B supply platform"),
    choice("便利门店", "convenience stores"),
    choice("商超", "supermarket"),
    choice("专馆专柜专区", "hall, counter or zone"),
    choice("单位食堂", "canteen"),
    choice("展销会", "fair"),
    choice("批发市场", "wholesale market"),
    choice("政府采购平台", "government procurement"),
    choice("其他", "other"),
];

/// Whose market it reaches: an order says the same of itself, and a rule compares.
pub const MARKETS: &[Choice] = &[
    choice("天津渠道", "Tianjin"),
    choice("北京渠道", "Beijing"),
    choice("本地渠道", "local"),
    choice("全国渠道", "nationwide"),
    choice("其他渠道", "other"),
];

const FIELDS: &[Field] = &[
    Field::required("name", "渠道名称", "name", Kind::Text)
        .also(&["销售渠道", "渠道", "销售点名称"])
        .filter(),
    Field::required("kind", "渠道类型", "kind", Kind::Choice(KINDS))
        .also(&["类型", "类别"])
        .filter(),
    Field::required("market", "渠道归属", "market", Kind::Choice(MARKETS))
        .also(&["归属", "销往"])
        .filter(),
    Field::required("region", "所在地", "place", Kind::Region)
        .also(&["所在区", "渠道所在地"])
        .filter(),
    Field::optional("operator", "运营单位", "operator", Kind::Named("organisations"))
        .also(&["经营单位", "运营企业"]),
    Field::required("from_day", "开通日期", "from", Kind::Day)
        .also(&["开业日期", "开通时间"])
        .filter(),
    Field::optional("until_day", "关停日期", "until", Kind::Day)
        .ends()
        .hint("仍在销售的留空", "leave empty while it sells")
        .filter(),
];

pub static CHANNELS: Register = Register {
    name: "channels",
    title: text("销售渠道", "channels"),
    fields: FIELDS,
    key: &["name"],
    day: "from_day",
    region: "region",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.in_order("from_day", "until_day"));
}

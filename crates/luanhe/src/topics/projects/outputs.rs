//! What a project yields (产出): sold and standing stock are different measures, and so are heads,
//! plants and tonnes.

use crate::base::{Fault, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const ITEMS: &[Choice] = &[
    choice("肉羊", "mutton sheep"),
    choice("水培蔬菜", "hydroponic vegetables"),
    choice("食用菌", "mushrooms"),
    choice("稻米", "rice"),
    choice("其他", "other"),
];

const MEASURES: &[Choice] = &[
    choice("出栏", "sold for slaughter"),
    choice("存栏", "standing stock"),
    choice("产量", "produced"),
];

const UNITS: &[Choice] =
    &[choice("只", "head"), choice("株", "plants"), choice("公斤", "kg"), choice("棒", "logs")];

const FIELDS: &[Field] = &[
    Field::required("project", "项目编号", "project", Kind::Ref("projects")).filter(),
    Field::required("county", "所在地", "place", Kind::Region)
        .also(&["所在县", "县（市、区）", "县区"])
        .filter(),
    Field::required("item", "产品", "product", Kind::Choice(ITEMS))
        .also(&["产品名称", "品种"])
        .filter(),
    Field::required("measure", "口径", "measure", Kind::Choice(MEASURES))
        .also(&["统计口径", "指标"])
        .filter(),
    Field::required("quantity", "数量", "quantity", Kind::Whole).also(&["产出数量", "完成数"]),
    Field::required("unit", "计量单位", "unit", Kind::Choice(UNITS)).also(&["单位"]).filter(),
    Field::required("day", "期末日期", "end of period", Kind::Day)
        .also(&["统计截止日", "截止日期", "日期"])
        .hint("产量和出栏填期末日，存栏填清点日", "the period's last day, or the day of the count")
        .filter(),
];

pub static OUTPUTS: Register = Register {
    name: "outputs",
    title: text("项目产出", "outputs"),
    fields: FIELDS,
    key: &["project", "item", "measure", "day"],
    day: "day",
    region: "county",
    personal: false,
    check,
};

/// Animals are counted by head, plants by plant: a tonne is never made of them silently.
fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.not_negative("quantity"));
    let due = match row.text("item") {
        Some("肉羊") => "只",
        Some("水培蔬菜") => "株",
        _ => return,
    };
    let unit = row.text("unit").unwrap_or(due);
    if unit != due {
        faults.push(row.fault(
            "unit",
            say!(
                "该产品按“{due}”计，不能填“{unit}”",
                "this product is counted in {due}, not in {unit}"
            ),
            say!("请按“{due}”填报，不要自行折算", "report it in {due}; do not convert"),
        ));
    }
}

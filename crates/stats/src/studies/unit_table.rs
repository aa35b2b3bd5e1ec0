//! A0 Unit table: amounts brought to one unit, added up, and set against each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::{Answer, Reason};
use crate::spec::{
    ANY, Input, Picture, Spec, Study, Uncertainty, choice, input, key, number, output, period,
    text, words,
};
use crate::study::{Case, Fault};
use crate::table::Table;
use crate::units::{half_last_place, read};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "unit_table",
        version: "1.0.0",
        family: "A0",
        name: text("单位成本表", "Unit table"),
        question: text(
            "合计多少、平均每个项目每人多少、各占多少？",
            "What do the amounts add up to, and what is one per another?",
        ),
        cites: &[
            "European Commission, OECD & JRC 2008, Handbook on Constructing Composite Indicators, ch. 1",
        ],
        inputs: &[AMOUNTS],
        params: &[
            words("ratios", "", text("要算的比，如 资金/项目", "ratios such as funds/projects, …")),
            choice(
                "rounding",
                &["last_digit", "exact"],
                text("数字是否按末位四舍五入", "whether values are rounded to their last digit"),
            ),
        ],
        outputs: &[
            output("total", "", ANY, Uncertainty::Rounding, text("合计", "total in the base unit")),
            output("ratio", "", ANY, Uncertainty::Rounding, text("比", "ratio of two totals")),
        ],
        chart: text("单位成本点图", "dots with rounding bars"),
        pictures: &[Picture::Dots("total")],
    },
    run,
};

/// The same columns serve the reconciliation of two sides.
pub const COLUMNS: &[crate::spec::Column] = &[
    key("entity", text("单位", "who")),
    period("year").optional(),
    key("item", text("项目，如资金、人数", "what is counted")),
    number("value", "", text("数量", "amount")),
    crate::spec::label("unit", text("计量单位，如万元、人次", "unit, such as 万元 or 人次")),
];

const AMOUNTS: Input = input("amounts", text("数量表", "amounts"), COLUMNS).repeated();

/// A total in its base unit with half the width of its rounding interval.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    pub value: f64,
    pub half_width: f64,
    pub base: &'static str,
    pub n: usize,
    pub lines: Vec<u32>,
}

pub type Totals = BTreeMap<(String, Option<i64>, String), Total>;

/// Adds up a table of [`COLUMNS`]. Unknown units, and an item counted on two bases (人 and 人次),
/// are refused with their rows.
pub fn totals(name: &str, table: &Table, rounded: bool) -> Result<Totals, Vec<Fault>> {
    let (entities, items) = (table.key("entity"), table.key("item"));
    let (entities, items) = (entities.expect("checked"), items.expect("checked"));
    let (values, years) = (table.number("value").expect("checked"), table.period("year"));
    let units = table.key("unit").expect("checked");
    let mut totals = Totals::new();
    let mut unknown = Vec::new();
    let mut bases: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    for i in 0..table.len() {
        let Some(unit) = read(units.word(i)) else {
            unknown.push(table.line(i));
            continue;
        };
        bases.entry(items.codes[i]).or_default().insert(unit.base);
        let name = (entities.word(i).to_string(), years.map(|y| y[i]), items.word(i).to_string());
        let total = totals.entry(name).or_insert(Total {
            value: 0.0,
            half_width: 0.0,
            base: unit.base,
            n: 0,
            lines: Vec::new(),
        });
        total.value += values[i] * unit.factor;
        total.half_width += if rounded { half_last_place(values[i], unit.factor) } else { 0.0 };
        total.n += 1;
        total.lines.push(table.line(i));
    }
    let on_two = |i: &usize| bases.get(&items.codes[*i]).is_some_and(|b| b.len() > 1);
    let mut mixed: Vec<u32> = (0..table.len()).filter(on_two).map(|i| table.line(i)).collect();
    mixed.sort_unstable();
    let mut faults = Vec::new();
    if !unknown.is_empty() {
        let fault = Fault::new(name, "不认识的计量单位", "a unit nobody has defined");
        faults.push(fault.column("unit").lines(unknown));
    }
    if !mixed.is_empty() {
        let words =
            ("同一项目用了不同口径的单位，不能相加", "one item on two bases can't be added");
        faults.push(Fault::new(name, words.0, words.1).column("unit").lines(mixed));
    }
    if faults.is_empty() { Ok(totals) } else { Err(faults) }
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let rounded = case.words("rounding") == "last_digit";
    let totals = totals("amounts", case.table("amounts"), rounded)?;
    let mut units: BTreeMap<(&str, Option<i64>), BTreeMap<&str, &Total>> = BTreeMap::new();
    for ((entity, year, item), total) in &totals {
        units.entry((entity, *year)).or_default().insert(item, total);
        let value = if total.value.is_nan() { Err(Reason::MissingInput) } else { Ok(total.value) };
        let (low, high) = (total.value - total.half_width, total.value + total.half_width);
        answer
            .put(&format!("{entity}|{item}"), *year, "total", value)
            .unit(total.base)
            .n(total.n)
            .between(low, high);
        answer.trace(&format!("{entity}|{item}"), *year, "total", total.value, &total.lines);
    }
    for pair in case.list("ratios") {
        let Some((over, under)) = pair.split_once('/') else {
            let words = (format!("“{pair}”不是“甲/乙”的形式"), format!("`{pair}` is not a/b"));
            return crate::study::refuse(Fault::new("", words.0, words.1));
        };
        for ((entity, year), items) in &units {
            put_ratio(answer, (entity, *year), (over.trim(), under.trim()), items);
        }
    }
    Ok(())
}

fn put_ratio(
    answer: &mut Answer,
    (entity, year): (&str, Option<i64>),
    (over, under): (&str, &str),
    items: &BTreeMap<&str, &Total>,
) {
    let name = format!("{entity}|{over}/{under}");
    let (Some(a), Some(b)) = (items.get(over), items.get(under)) else {
        answer.put(&name, year, "ratio", Reason::MissingInput);
        return;
    };
    let corners = [(-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)]
        .map(|(s, t)| (a.value + s * a.half_width) / (b.value + t * b.half_width));
    let (low, high) = crate::sums::extent(corners).expect("four corners");
    let unit = if a.base == b.base { "1".to_string() } else { format!("{}/{}", a.base, b.base) };
    answer
        .put(&name, year, "ratio", crate::answer::ratio(a.value, b.value))
        .unit(unit)
        .n(a.n)
        .between(low, high);
}

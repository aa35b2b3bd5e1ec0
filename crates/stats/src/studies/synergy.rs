//! A1 Synergy of a composite system: do its subsystems move in order together?

use std::collections::BTreeMap;

use crate::answer::{Answer, Reason};
use crate::spec::{
    COUNTED, DESCRIBES, PRICE_BASIS, Picture, SHARE, Spec, Study, UNIT, choice, input, key, label,
    number, output, period, text, whole,
};
use crate::study::{Case, Fault, refuse};
use crate::sums::sum_of;

pub static STUDY: Study = Study {
    spec: Spec {
        id: "synergy",
        version: "1.0.0",
        family: "A1",
        name: text("复合系统协同度", "Synergy of a composite system"),
        question: text(
            "与基期相比，各子系统是否一同变得有序？",
            "Since the base year, have the subsystems become orderly together?",
        ),
        cites: &["孟庆松、韩文秀 2000，复合系统协调度模型研究，天津大学学报 33(4)"],
        inputs: &[
            input(
                "values",
                text("各子系统的序参量", "order parameters of the subsystems"),
                &[
                    key("subsystem", text("子系统", "subsystem")),
                    key("indicator", text("序参量", "order parameter")),
                    period("year"),
                    number("value", "", text("值", "value")),
                    UNIT,
                    PRICE_BASIS,
                ],
            ),
            input(
                "bounds",
                text("固定的上下界", "frozen bounds"),
                &[
                    key("subsystem", text("子系统", "subsystem")),
                    key("indicator", text("序参量", "order parameter")),
                    number("lo", "", text("下界", "lower bound")),
                    number("hi", "", text("上界", "upper bound")),
                    label("direction", text("+ 或 -", "+ or -")),
                    number("weight", "1", text("权重，缺省等权", "weight; equal if absent"))
                        .optional(),
                ],
            ),
        ],
        params: &[
            choice(
                "mean",
                &["linear", "geometric"],
                text("合成有序度的均值", "mean of the orders"),
            ),
            whole("base", 0, 0, 9999, text("基期，0为最早一年", "base year; 0 is the first")),
        ],
        outputs: &[
            output(
                "order",
                "1",
                (f64::NEG_INFINITY, f64::INFINITY),
                COUNTED,
                text("有序度", "order of a subsystem"),
            ),
            output("synergy", "1", (-1.0, 1.0), DESCRIBES, text("协同度", "synergy")),
            output(
                "rising",
                "1",
                SHARE,
                COUNTED,
                text("变得更有序的子系统占比", "share of rising subsystems"),
            ),
        ],
        chart: text("协同度折线", "lines of synergy"),
        pictures: &[Picture::Course("synergy")],
    },
    run,
};

/// θ·(Π|Δ|)^{1/k}; θ is 1 only if every change is positive. Changes below 1e-12 are none.
pub fn synergy(changes: &[f64]) -> f64 {
    let changes: Vec<f64> =
        changes.iter().map(|d| if d.abs() < 1e-12 { 0.0 } else { *d }).collect();
    let sign = if changes.iter().all(|d| *d > 0.0) { 1.0 } else { -1.0 };
    let product: f64 = changes.iter().map(|d| d.abs()).product();
    if product == 0.0 { 0.0 } else { sign * product.powf(1.0 / changes.len() as f64) }
}

struct Bound {
    lo: f64,
    hi: f64,
    rising: bool,
    weight: f64,
}

fn bounds(case: &Case) -> Result<BTreeMap<(String, String), Bound>, Vec<Fault>> {
    let table = case.table("bounds");
    let key = |name: &str| table.key(name).expect("checked");
    let number = |name: &str| table.number(name).expect("checked");
    let (lo, hi) = (number("lo"), number("hi"));
    let mut found = BTreeMap::new();
    for i in 0..table.len() {
        if lo[i].partial_cmp(&hi[i]) != Some(std::cmp::Ordering::Less) {
            let words = ("下界应小于上界", "the lower bound must be below the upper");
            return refuse(Fault::new("bounds", words.0, words.1).lines([table.line(i)]));
        }
        let name = (key("subsystem").word(i).to_string(), key("indicator").word(i).to_string());
        let rising = matches!(key("direction").word(i), "+" | "1");
        let weight = table.number("weight").map_or(1.0, |w| w[i]);
        found.insert(name, Bound { lo: lo[i], hi: hi[i], rising, weight });
    }
    Ok(found)
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let bounds = bounds(case)?;
    let table = case.table("values");
    let (systems, indicators) = (table.key("subsystem"), table.key("indicator"));
    let (systems, indicators) = (systems.expect("checked"), indicators.expect("checked"));
    let (years, values) = (table.period("year"), table.number("value"));
    let (years, values) = (years.expect("checked"), values.expect("checked"));
    let mut positions: BTreeMap<(&str, i64), Vec<(f64, f64)>> = BTreeMap::new();
    for i in 0..table.len() {
        let name = (systems.word(i).to_string(), indicators.word(i).to_string());
        let Some(bound) = bounds.get(&name) else {
            let words = ("序参量没有上下界", "an order parameter has no bounds");
            return refuse(Fault::new("values", words.0, words.1).lines([table.line(i)]));
        };
        let from = if bound.rising { values[i] - bound.lo } else { bound.hi - values[i] };
        let position = from / (bound.hi - bound.lo);
        answer.trace(
            &format!("{}|{}", name.0, name.1),
            Some(years[i]),
            "order",
            position,
            &[table.line(i)],
        );
        positions.entry((systems.word(i), years[i])).or_default().push((position, bound.weight));
    }
    let geometric = case.words("mean") == "geometric";
    let orders: BTreeMap<(&str, i64), f64> =
        positions.iter().map(|(name, parts)| (*name, order(parts, geometric))).collect();
    for ((system, year), order) in &orders {
        answer.put(system, Some(*year), "order", *order).n(positions[&(*system, *year)].len());
    }
    put_synergy(case, answer, &orders, &systems.words);
    Ok(())
}

fn order(parts: &[(f64, f64)], geometric: bool) -> f64 {
    let total = sum_of(parts.len(), |i| parts[i].1);
    if geometric {
        return (sum_of(parts.len(), |i| parts[i].1 * parts[i].0.ln()) / total).exp();
    }
    sum_of(parts.len(), |i| parts[i].1 * parts[i].0) / total
}

fn put_synergy(
    case: &Case,
    answer: &mut Answer,
    orders: &BTreeMap<(&str, i64), f64>,
    systems: &[String],
) {
    let mut years: Vec<i64> = orders.keys().map(|(_, year)| *year).collect();
    years.sort_unstable();
    years.dedup();
    let base = match (case.whole("base"), years.first()) {
        (0, Some(first)) => *first,
        (year, _) => year,
    };
    for &year in years.iter().filter(|y| **y != base) {
        let change = |s: &String| Some(orders.get(&(s, year))? - orders.get(&(s, base))?);
        let changes: Option<Vec<f64>> = systems.iter().map(change).collect();
        match changes {
            Some(changes) if changes.len() >= 2 => {
                let risen = changes.iter().filter(|d| **d > 1e-12).count();
                answer.put("all", Some(year), "synergy", synergy(&changes)).n(changes.len());
                let share = risen as f64 / changes.len() as f64;
                answer.put("all", Some(year), "rising", share).n(changes.len());
            }
            Some(_) => {
                answer.put("all", Some(year), "synergy", Reason::NTooSmall);
            }
            None => {
                answer.put("all", Some(year), "synergy", Reason::MissingInput);
            }
        }
    }
}

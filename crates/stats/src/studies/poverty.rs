//! A9 Poverty: how many, how far below the line, and how unequal among the poor.

use std::collections::BTreeMap;

use crate::answer::{Answer, Reason, ratio};
use crate::chance::t_quantile;
use crate::sorted::Sorted;
use crate::spec::{
    Column, DESCRIBES, POSITIVE, PRICE_BASIS, Picture, SHARE, Spec, Study, UNIT, Uncertainty,
    input, key, label, number, output, period, real, text,
};
use crate::study::{Case, Fault};
use crate::sums::{sum, sum_of};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "poverty",
        version: "1.0.0",
        family: "A9",
        name: text("贫困测度（FGT）", "Poverty (FGT)"),
        question: text(
            "低于线的有多少、差多远、多不均？",
            "How many are below the line, how far, how unequal?",
        ),
        cites: &[
            "Foster, Greer & Thorbecke 1984, Econometrica 52(3)",
            "Sen 1976, Econometrica 44(2)",
            "Watts 1968, An Economic Definition of Poverty",
        ],
        inputs: &[input("incomes", text("收入", "incomes"), COLUMNS).repeated()],
        params: &[real(
            "line",
            0.0,
            0.0,
            1e12,
            text("监测线；低于线才算", "the line; strictly below counts"),
        )],
        outputs: &[
            output("headcount", "1", SHARE, Uncertainty::Sampling, text("发生率FGT0", "headcount")),
            output("gap", "1", SHARE, Uncertainty::Sampling, text("深度FGT1", "gap")),
            output("severity", "1", SHARE, Uncertainty::Sampling, text("强度FGT2", "severity")),
            output("watts", "1", POSITIVE, Uncertainty::Sampling, text("Watts指数", "Watts index")),
            output("sen", "1", SHARE, DESCRIBES, text("Sen指数", "Sen index")),
            output(
                "shortfall",
                "income",
                POSITIVE,
                DESCRIBES,
                text("补足到线所需总额", "sum that would lift all to the line"),
            ),
        ],
        chart: text("发生率曲线", "incidence curve"),
        pictures: &[Picture::Dots("headcount")],
    },
    run,
};

const COLUMNS: &[Column] = &[
    key("id", text("户", "household")).optional(),
    period("year").optional(),
    number("value", "", text("人均收入", "income per person")),
    number("weight", "1", text("权重", "weight")).optional(),
    number("size", "人", text("户人口，缺省为1", "members; 1 if absent")).optional(),
    label("psu", text("初级抽样单位", "primary sampling unit")).optional(),
    label("stratum", text("层", "stratum")).optional(),
    label("group", text("分组", "group")).optional(),
    UNIT,
    PRICE_BASIS,
];

#[derive(Clone, Copy)]
struct Row {
    value: f64,
    weight: f64,
    psu: u32,
    stratum: u32,
}

/// Mean of `y` with weights, and its standard error by Taylor linearisation over strata and
/// primary units (Woodruff 1971), with the degrees of freedom. A stratum with one unit adds
/// nothing, and is told by the last value.
fn weighted_mean(rows: &[Row], y: &dyn Fn(f64) -> f64) -> (f64, f64, f64, bool) {
    let weight = sum_of(rows.len(), |i| rows[i].weight);
    let mean = sum_of(rows.len(), |i| rows[i].weight * y(rows[i].value)) / weight;
    let mut units: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for row in rows {
        *units.entry((row.stratum, row.psu)).or_insert(0.0) +=
            row.weight * (y(row.value) - mean) / weight;
    }
    let mut strata: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
    for ((stratum, _), score) in &units {
        strata.entry(*stratum).or_default().push(*score);
    }
    let mut variance = 0.0;
    for scores in strata.values().filter(|s| s.len() > 1) {
        let n = scores.len() as f64;
        let centre = sum(scores) / n;
        variance += n / (n - 1.0) * sum_of(scores.len(), |i| (scores[i] - centre).powi(2));
    }
    let lonely = strata.values().any(|s| s.len() == 1);
    (mean, variance.sqrt(), (units.len() - strata.len()) as f64, lonely)
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let table = case.table("incomes");
    let values = table.number("value").expect("checked");
    let number = |name: &str, i: usize| table.number(name).map_or(1.0, |x| x[i]);
    let code = |name: &str, i: usize| table.key(name).map(|k| k.codes[i]);
    let mut sets: BTreeMap<(Option<i64>, String), Vec<Row>> = BTreeMap::new();
    for i in 0..table.len() {
        let (weight, period) =
            (number("weight", i) * number("size", i), table.period("year").map(|y| y[i]));
        let reason = match (values[i], weight) {
            (v, w) if v.is_nan() || w.is_nan() => Reason::MissingInput,
            (v, w) if v < 0.0 || w <= 0.0 => Reason::NegativeInput,
            _ => {
                let psu = code("psu", i).unwrap_or(i as u32);
                let stratum = code("stratum", i).unwrap_or(0);
                let row = Row { value: values[i], weight, psu, stratum };
                if let Some(group) = table.key("group") {
                    sets.entry((period, group.word(i).to_string())).or_default().push(row);
                }
                sets.entry((period, "all".to_string())).or_default().push(row);
                continue;
            }
        };
        let name = table.key("id").map_or("", |k| k.word(i));
        answer.drop_unit(name, period, reason, vec![table.line(i)]);
    }
    for ((period, name), rows) in &sets {
        put(case.real("line"), answer, (name, *period), rows);
    }
    Ok(())
}

fn put(line: f64, answer: &mut Answer, (name, period): (&str, Option<i64>), rows: &[Row]) {
    let n = rows.len();
    if line <= 0.0 {
        answer.put(name, period, "headcount", Reason::UndefinedRatio).n(n);
        return;
    }
    let gap = |v: f64| if v < line { (line - v) / line } else { 0.0 };
    let poor = |v: f64| f64::from(u8::from(v < line));
    let watts = |v: f64| if v < line { (line / v).ln() } else { 0.0 };
    let severity = |v: f64| gap(v).powi(2);
    let measures: [(&'static str, &dyn Fn(f64) -> f64); 4] =
        [("headcount", &poor), ("gap", &gap), ("severity", &severity), ("watts", &watts)];
    for (metric, y) in measures {
        let (mean, se, df, lonely) = weighted_mean(rows, y);
        let row = answer.put(name, period, metric, mean).n(n).flag_if(lonely, "lonely_psu");
        if df >= 4.0 {
            let half = t_quantile(0.975, df) * se;
            row.se(se).between((mean - half).max(0.0), mean + half);
        } else {
            row.flag("few_clusters");
        }
    }
    let all = sum_of(n, |i| rows[i].weight);
    let below: Vec<(f64, f64)> =
        rows.iter().filter(|r| r.value < line).map(|r| (r.value, r.weight)).collect();
    let short = sum_of(below.len(), |i| below[i].1 * (line - below[i].0));
    answer.put(name, period, "shortfall", short).n(n);
    // H·[I + (1 − I)·G among the poor] (Sen 1976, for many poor).
    let sen = if below.is_empty() {
        Ok(0.0)
    } else {
        let poor = Sorted::new(below);
        let (h, i) = (poor.weight() / all, 1.0 - poor.mean() / line);
        let gini = if poor.mean() > 0.0 { poor.gini() } else { 0.0 };
        ratio(h * (i + (1.0 - i) * gini), 1.0)
    };
    answer.put(name, period, "sen", sen).n(n);
}

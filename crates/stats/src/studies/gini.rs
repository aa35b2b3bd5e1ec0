//! A5 Gini and its decomposition by groups: within, between, and overlap.

use std::collections::BTreeMap;

use crate::answer::{Answer, Reason, ratio};
use crate::sorted::Sorted;
use crate::spec::{
    Column, DESCRIBES, PRICE_BASIS, Picture, SHARE, Spec, Study, UNIT, input, key, label, number,
    output, period, text,
};
use crate::study::{Case, Fault};
use crate::sums::sum_of;

pub static STUDY: Study = Study {
    spec: Spec {
        id: "gini",
        version: "1.0.0",
        family: "A5",
        name: text("基尼系数及Dagum分解", "Gini and Dagum decomposition"),
        question: text(
            "差距多大，来自组内、组间还是重叠？",
            "How large is the gap: within groups, between them, or where they overlap?",
        ),
        cites: &["Dagum 1997, Empirical Economics 22(4)"],
        inputs: &[
            input("incomes", text("收入等数量", "incomes or other amounts"), INCOMES).repeated()
        ],
        params: &[],
        outputs: &[
            output("gini", "1", SHARE, DESCRIBES, text("基尼系数", "Gini")),
            output("within", "1", SHARE, DESCRIBES, text("组内差距", "within groups")),
            output("between", "1", SHARE, DESCRIBES, text("组间净差距", "net between groups")),
            output("overlap", "1", SHARE, DESCRIBES, text("超变密度", "transvariation")),
            output("group_gini", "1", SHARE, DESCRIBES, text("组的基尼", "Gini of a group")),
            output(
                "pair_gini",
                "1",
                SHARE,
                DESCRIBES,
                text("两组之间的基尼", "Gini between two groups"),
            ),
            output(
                "distance",
                "1",
                SHARE,
                DESCRIBES,
                text("两组相对富裕程度", "relative affluence of two groups"),
            ),
        ],
        chart: text("分解份额随时间堆叠", "stacked shares over time"),
        pictures: &[Picture::Stacked(&["within", "between", "overlap"])],
    },
    run,
};

/// The columns of an income table; shared with Theil and poverty.
pub const INCOMES: &[Column] = &[
    key("id", text("户或地区", "household or region")).optional(),
    period("year").optional(),
    number("value", "", text("收入", "income")),
    number("weight", "1", text("权重或人口，缺省为1", "weight or people; 1 if absent")).optional(),
    label("group", text("分组", "group")).optional(),
    UNIT,
    PRICE_BASIS,
];

/// Value, weight and group of the usable rows of one period.
pub type Incomes = Vec<(f64, f64, u32)>;

/// Rows by period; missing or negative incomes and weights that are not positive are dropped and
/// listed. Also the names of the groups.
pub fn incomes(case: &Case, answer: &mut Answer) -> (BTreeMap<Option<i64>, Incomes>, Vec<String>) {
    let table = case.table("incomes");
    let (values, years) = (table.number("value").expect("checked"), table.period("year"));
    let (weights, groups) = (table.number("weight"), table.key("group"));
    let mut periods: BTreeMap<Option<i64>, Incomes> = BTreeMap::new();
    for i in 0..table.len() {
        let (weight, period) = (weights.map_or(1.0, |w| w[i]), years.map(|y| y[i]));
        let reason = match (values[i], weight) {
            (v, w) if v.is_nan() || w.is_nan() => Reason::MissingInput,
            (v, w) if v < 0.0 || w <= 0.0 => Reason::NegativeInput,
            _ => {
                let group = groups.map_or(0, |g| g.codes[i]);
                periods.entry(period).or_default().push((values[i], weight, group));
                continue;
            }
        };
        let name = table.key("id").map_or("", |k| k.word(i));
        answer.drop_unit(name, period, reason, vec![table.line(i)]);
    }
    (periods, groups.map_or(Vec::new(), |g| g.words.clone()))
}

/// One pair of groups in Dagum's decomposition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    pub groups: (usize, usize),
    /// G_jh = Δ_jh/(μ_j + μ_h).
    pub gini: f64,
    /// D_jh = (d − p)/(d + p) = |μ_j − μ_h|/Δ_jh; 0 where both groups are the same point.
    pub distance: f64,
    /// p_j·s_h + p_h·s_j.
    pub weight: f64,
}

/// Dagum's parts of the Gini of `groups`: (within, net between, overlap), and each pair. The three
/// add up to the Gini of all. Groups must not be empty, nor all be zero.
pub fn dagum(groups: &[Sorted]) -> ([f64; 3], Vec<Pair>) {
    let people = sum_of(groups.len(), |g| groups[g].weight());
    let income = sum_of(groups.len(), |g| groups[g].weight() * groups[g].mean());
    let p: Vec<f64> = groups.iter().map(|g| g.weight() / people).collect();
    let s: Vec<f64> = groups.iter().map(|g| g.weight() * g.mean() / income).collect();
    let own = |g: &Sorted| if g.mean() > 0.0 { g.gini() } else { 0.0 };
    let within = sum_of(groups.len(), |g| own(&groups[g]) * p[g] * s[g]);
    let mut pairs = Vec::new();
    for j in 0..groups.len() {
        for h in j + 1..groups.len() {
            let (a, b) = (&groups[j], &groups[h]);
            let delta = a.mean_difference(b);
            let total = a.mean() + b.mean();
            pairs.push(Pair {
                groups: (j, h),
                gini: if total > 0.0 { delta / total } else { 0.0 },
                distance: if delta > 0.0 {
                    ((a.mean() - b.mean()).abs() / delta).min(1.0)
                } else {
                    0.0
                },
                weight: p[j] * s[h] + p[h] * s[j],
            });
        }
    }
    let between = sum_of(pairs.len(), |i| pairs[i].gini * pairs[i].distance * pairs[i].weight);
    let overlap =
        sum_of(pairs.len(), |i| pairs[i].gini * (1.0 - pairs[i].distance) * pairs[i].weight);
    ([within, between, overlap], pairs)
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let (periods, names) = incomes(case, answer);
    if periods.is_empty() {
        answer.put("all", None, "gini", Reason::NTooSmall);
    }
    for (period, rows) in periods {
        let all = Sorted::new(rows.iter().map(|(v, w, _)| (*v, *w)));
        let n = rows.len();
        if n < 2 {
            answer.put("all", period, "gini", Reason::NTooSmall).n(n);
            continue;
        }
        answer.put("all", period, "gini", ratio(all.gini() * all.mean(), all.mean())).n(n);
        if names.is_empty() || all.mean() == 0.0 {
            continue;
        }
        let mut members: BTreeMap<u32, Vec<(f64, f64)>> = BTreeMap::new();
        rows.iter().for_each(|(v, w, g)| members.entry(*g).or_default().push((*v, *w)));
        let present: Vec<&str> = members.keys().map(|g| names[*g as usize].as_str()).collect();
        let groups: Vec<Sorted> = members.into_values().map(Sorted::new).collect();
        let (parts, pairs) = dagum(&groups);
        for (metric, part) in ["within", "between", "overlap"].into_iter().zip(parts) {
            answer.put("all", period, metric, part).n(n);
        }
        for (name, group) in present.iter().zip(&groups) {
            let own = if group.len() < 2 { Err(Reason::NTooSmall) } else { Ok(group.gini()) };
            answer.put(name, period, "group_gini", own).n(group.len());
        }
        for pair in pairs {
            let (a, b) = pair.groups;
            let name = format!("{}|{}", present[a], present[b]);
            let n = groups[a].len() + groups[b].len();
            answer.put(&name, period, "pair_gini", pair.gini).n(n);
            answer.put(&name, period, "distance", pair.distance).n(n);
        }
    }
    Ok(())
}

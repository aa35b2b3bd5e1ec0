//! A5 Theil's index and its exact parts between and within groups.

use std::collections::BTreeMap;

use crate::answer::{Answer, Reason};
use crate::spec::{DESCRIBES, POSITIVE, Picture, SHARE, Spec, Study, input, output, text};
use crate::studies::gini::{INCOMES, incomes};
use crate::study::{Case, Fault};
use crate::sums::sum_of;

pub static STUDY: Study = Study {
    spec: Spec {
        id: "theil",
        version: "1.0.0",
        family: "A5",
        name: text("泰尔指数", "Theil index"),
        question: text(
            "差距多大，组间和组内各占多少？",
            "How large is the gap, between and within groups?",
        ),
        cites: &[
            "Theil 1967, Economics and Information Theory",
            "Shorrocks 1980, Econometrica 48(3)",
        ],
        inputs: &[
            input("incomes", text("收入等数量", "incomes or other amounts"), INCOMES).repeated()
        ],
        params: &[],
        outputs: &[
            output("theil", "1", POSITIVE, DESCRIBES, text("泰尔指数T", "Theil's T")),
            output("between", "1", POSITIVE, DESCRIBES, text("组间", "between groups")),
            output("within", "1", POSITIVE, DESCRIBES, text("组内", "within groups")),
            output(
                "between_share",
                "1",
                SHARE,
                DESCRIBES,
                text("组间占比", "share between groups"),
            ),
            output("group_theil", "1", POSITIVE, DESCRIBES, text("组的泰尔", "Theil of a group")),
            output(
                "mean_log_deviation",
                "1",
                POSITIVE,
                DESCRIBES,
                text("平均对数离差（泰尔L）", "mean log deviation"),
            ),
        ],
        chart: text("分解份额随时间堆叠", "stacked shares over time"),
        pictures: &[Picture::Stacked(&["between", "within"])],
    },
    run,
};

/// Σw·(y/μ)·ln(y/μ)/W with 0·ln0 = 0; NaN where the mean is zero.
pub fn theil(rows: &[(f64, f64)]) -> f64 {
    let weight = sum_of(rows.len(), |i| rows[i].1);
    let mean = sum_of(rows.len(), |i| rows[i].0 * rows[i].1) / weight;
    let term = |i: usize| {
        let share = rows[i].0 / mean;
        if share > 0.0 { rows[i].1 * share * share.ln() } else { 0.0 * share }
    };
    sum_of(rows.len(), term) / weight
}

/// Theil between groups and within them, with income shares as the weights of the groups.
pub fn parts(groups: &[Vec<(f64, f64)>]) -> (f64, f64) {
    let weight = |g: &[(f64, f64)]| sum_of(g.len(), |i| g[i].1);
    let amount = |g: &[(f64, f64)]| sum_of(g.len(), |i| g[i].0 * g[i].1);
    let (people, income): (f64, f64) =
        (groups.iter().map(|g| weight(g)).sum(), groups.iter().map(|g| amount(g)).sum());
    let (mut between, mut within) = (0.0, 0.0);
    for group in groups {
        let share = amount(group) / income;
        if share > 0.0 {
            between += share * (share / (weight(group) / people)).ln();
            within += share * theil(group);
        }
    }
    (between, within)
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let (periods, names) = incomes(case, answer);
    if periods.is_empty() {
        answer.put("all", None, "theil", Reason::NTooSmall);
    }
    for (period, rows) in periods {
        let all: Vec<(f64, f64)> = rows.iter().map(|(v, w, _)| (*v, *w)).collect();
        let n = all.len();
        let index = theil(&all);
        if n < 2 || index.is_nan() {
            let reason = if n < 2 { Reason::NTooSmall } else { Reason::UndefinedRatio };
            answer.put("all", period, "theil", reason).n(n);
            continue;
        }
        answer.put("all", period, "theil", index).n(n);
        answer.put("all", period, "mean_log_deviation", mean_log_deviation(&all)).n(n);
        if names.is_empty() {
            continue;
        }
        let mut groups: BTreeMap<u32, Vec<(f64, f64)>> = BTreeMap::new();
        rows.iter().for_each(|(v, w, g)| groups.entry(*g).or_default().push((*v, *w)));
        for (code, members) in &groups {
            let name = &names[*code as usize];
            answer.put(name, period, "group_theil", theil(members)).n(members.len());
        }
        let (between, within) = parts(&groups.into_values().collect::<Vec<_>>());
        answer.put("all", period, "between", between).n(n);
        answer.put("all", period, "within", within).n(n);
        answer.put("all", period, "between_share", crate::answer::ratio(between, index)).n(n);
    }
    Ok(())
}

/// Σw·ln(μ/y)/W; no value where an income is zero.
fn mean_log_deviation(rows: &[(f64, f64)]) -> crate::answer::Number {
    if rows.iter().any(|(v, _)| *v == 0.0) {
        return Err(Reason::UndefinedRatio);
    }
    let weight = sum_of(rows.len(), |i| rows[i].1);
    let mean = sum_of(rows.len(), |i| rows[i].0 * rows[i].1) / weight;
    Ok(sum_of(rows.len(), |i| rows[i].1 * (mean / rows[i].0).ln()) / weight)
}

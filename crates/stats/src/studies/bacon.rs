//! A6 Bacon weights: which comparisons the two-way estimate is made of.

use std::collections::BTreeMap;

use crate::answer::{Answer, Reason};
use crate::panel::{OUTCOME, PANEL, Rows, rows};
use crate::spec::{ANY, COUNTED, DESCRIBES, Dividing, Picture, SHARE, Spec, Study, output, text};
use crate::study::{Case, Fault, refuse};
use crate::sums::sum_of;

pub static STUDY: Study = Study {
    spec: Spec {
        id: "bacon",
        version: "1.0.0",
        family: "A6",
        name: text("Bacon分解", "Bacon decomposition"),
        question: text(
            "双向固定效应估计由哪些两两比较组成，各占多少权重？",
            "Which two-by-two comparisons make the two-way estimate, and with what weights?",
        ),
        cites: &["Goodman-Bacon 2021, Journal of Econometrics 225(2)"],
        inputs: &[PANEL],
        params: &[OUTCOME],
        outputs: &[
            output(
                "estimate",
                "outcome",
                ANY,
                DESCRIBES,
                text("两两比较的双重差分", "difference in differences of a pair"),
            ),
            output("weight", "1", SHARE, COUNTED, text("权重", "weight")),
            output(
                "two_way",
                "outcome",
                ANY,
                DESCRIBES,
                text("加权和＝双向固定效应系数", "weighted sum: the two-way estimate"),
            ),
            output(
                "forbidden_weight",
                "1",
                SHARE,
                COUNTED,
                text("以已处理组为对照的权重", "weight of comparisons with already treated units"),
            ),
        ],
        chart: text("权重×估计散点", "scatter of weight and estimate"),
        pictures: &[Picture::Against {
            across: "weight",
            upward: "estimate",
            lines: Dividing::None,
        }],
    },
    run,
};

/// Mean outcome by year of one timing group.
struct Group {
    /// `None`: never treated.
    first: Option<i64>,
    share: f64,
    means: Vec<f64>,
}

impl Group {
    /// Share of the years treated.
    fn exposure(&self, years: &[i64]) -> f64 {
        let treated = |f: i64| years.iter().filter(|y| **y >= f).count();
        self.first.map_or(0.0, |f| treated(f) as f64 / years.len() as f64)
    }

    fn mean(&self, years: &[i64], inside: impl Fn(i64) -> bool) -> f64 {
        let at: Vec<usize> = (0..years.len()).filter(|&t| inside(years[t])).collect();
        sum_of(at.len(), |i| self.means[at[i]]) / at.len() as f64
    }
}

/// One 2×2 comparison.
struct Comparison {
    name: String,
    estimate: f64,
    weight: f64,
    forbidden: bool,
}

/// Timing groups of a balanced panel.
fn groups(rows: &Rows, years: &[i64]) -> Option<Vec<Group>> {
    /// Rows of each unit, and the sum of outcomes by year.
    type Members = (BTreeMap<u32, usize>, Vec<f64>);
    let mut by_first: BTreeMap<Option<i64>, Members> = BTreeMap::new();
    for i in 0..rows.len() {
        let blank = || (BTreeMap::new(), vec![0.0; years.len()]);
        let (units, sums) = by_first.entry(rows.first[i]).or_insert_with(blank);
        *units.entry(rows.units[i]).or_insert(0) += 1;
        sums[years.binary_search(&rows.years[i]).expect("among them")] += rows.outcome[i];
    }
    let all: usize = by_first.values().map(|(units, _)| units.len()).sum();
    let balanced = by_first.values().all(|(units, _)| units.values().all(|n| *n == years.len()));
    let group = |(first, (units, sums)): (Option<i64>, Members)| {
        let size = units.len() as f64;
        let means = sums.iter().map(|s| s / size).collect();
        Group { first, share: size / all as f64, means }
    };
    balanced.then(|| by_first.into_iter().map(group).collect())
}

fn name(group: &Group) -> String {
    group.first.map_or("never".to_string(), |f| f.to_string())
}

/// Treated group against one that does not change in `years`.
fn against_steady(treated: &Group, steady: &Group, years: &[i64]) -> Comparison {
    let d = treated.exposure(years);
    let both = treated.share + steady.share;
    let part = treated.share / both;
    let first = treated.first.expect("treated");
    let change = |g: &Group| g.mean(years, |y| y >= first) - g.mean(years, |y| y < first);
    Comparison {
        name: format!("{}|{}", name(treated), name(steady)),
        estimate: change(treated) - change(steady),
        // (10a): (nₖ + nᵤ)²·n(1−n)·D̄(1−D̄), over the variance of the swept treatment.
        weight: both * both * part * (1.0 - part) * d * (1.0 - d),
        forbidden: steady.first.is_some(),
    }
}

/// Early against later (before the later start), and later against early (after the early one).
fn against_each_other(early: &Group, late: &Group, years: &[i64]) -> [Comparison; 2] {
    let (k, l) = (early.first.expect("treated"), late.first.expect("treated"));
    let (dk, dl) = (early.exposure(years), late.exposure(years));
    let both = early.share + late.share;
    let part = early.share / both;
    let mix = both * both * part * (1.0 - part);
    let before = |g: &Group| g.mean(years, |y| k <= y && y < l) - g.mean(years, |y| y < k);
    let after = |g: &Group| g.mean(years, |y| y >= l) - g.mean(years, |y| k <= y && y < l);
    [
        Comparison {
            name: format!("{k}|{l}"),
            estimate: before(early) - before(late),
            // (10b): the shares of the window cancel to (D̄ₖ−D̄ₗ)(1−D̄ₖ).
            weight: mix * (dk - dl) * (1.0 - dk),
            forbidden: false,
        },
        Comparison {
            name: format!("{l}|{k}"),
            estimate: after(late) - after(early),
            // (10c): to D̄ₗ(D̄ₖ−D̄ₗ).
            weight: mix * dl * (dk - dl),
            forbidden: true,
        },
    ]
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let rows = rows(case, &[], answer)?;
    let mut years = rows.years.clone();
    years.sort_unstable();
    years.dedup();
    if !rows.has_first {
        let words =
            ("需要首次处理时期列 first", "needs the column `first` of first treated periods");
        return refuse(Fault::new("panel", words.0, words.1).column("first"));
    }
    let Some(groups) = groups(&rows, &years) else {
        answer.note("面板不平衡，不能分解", "the panel is not balanced: no decomposition");
        answer.put("all", None, "two_way", Reason::NotIdentified).n(rows.len());
        return Ok(());
    };
    // Treated from the first year on, or only after the last: they never change.
    let changes =
        |g: &&Group| g.first.is_some_and(|f| Some(&f) > years.first() && Some(&f) <= years.last());
    let changing: Vec<&Group> = groups.iter().filter(changes).collect();
    let mut found: Vec<Comparison> = Vec::new();
    for (at, early) in changing.iter().enumerate() {
        for steady in groups.iter().filter(|g| !changes(g)) {
            found.push(against_steady(early, steady, &years));
        }
        for late in &changing[at + 1..] {
            found.extend(against_each_other(early, late, &years));
        }
    }
    let all = sum_of(found.len(), |i| found[i].weight);
    if all == 0.0 {
        answer.put("all", None, "two_way", Reason::NoComparison).n(rows.len());
        return Ok(());
    }
    for c in &found {
        let flag = "already_treated_control";
        answer.put(&c.name, None, "estimate", c.estimate).n(rows.len()).flag_if(c.forbidden, flag);
        answer.put(&c.name, None, "weight", c.weight / all).n(rows.len());
    }
    let two_way = sum_of(found.len(), |i| found[i].weight * found[i].estimate) / all;
    let bad = sum_of(found.len(), |i| if found[i].forbidden { found[i].weight } else { 0.0 });
    answer.put("all", None, "two_way", two_way).n(rows.len());
    answer.put("all", None, "forbidden_weight", bad / all).n(rows.len());
    Ok(())
}

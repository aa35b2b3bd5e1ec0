//! A1 Hypothetical extraction: what output is lost without a sector, a region, or the links of a
//! pair of regions.

use faer::Mat;

use crate::answer::{Answer, Reason, ratio};
use crate::leontief::{Accounts, FINAL, FLOWS, OUTPUT, accounts};
use crate::linear::solve;
use crate::spec::{ANY, POSITIVE, Picture, Spec, Study, Uncertainty, output, text, words};
use crate::study::{Case, Fault, refuse};
use crate::sums::{sum, sum_of};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "io_extraction",
        version: "1.0.0",
        family: "A1",
        name: text("假设抽取法", "Hypothetical extraction"),
        question: text(
            "没有某部门、某地区，或两地断开联系，产出会少多少？",
            "How much output goes without a sector, a region, or the links of two regions?",
        ),
        cites: &[
            "Strassert 1968, Jahrbücher für Nationalökonomie und Statistik 182",
            "Dietzenbacher & van der Linden 1997, JRS 37(2)",
            "Miller & Lahr 2001, A taxonomy of extractions",
        ],
        inputs: &[FLOWS, FINAL, OUTPUT],
        params: &[words(
            "pairs",
            "",
            text("要断开的地区对，如 京|冀；空为全部", "pairs to cut such as A|B; empty: all"),
        )],
        outputs: &[
            output(
                "backward_loss",
                "value",
                POSITIVE,
                Uncertainty::Scenario,
                text("后向抽取损失", "loss without its purchases"),
            ),
            output(
                "forward_loss",
                "value",
                POSITIVE,
                Uncertainty::Scenario,
                text("前向抽取损失（上界）", "loss without its sales (upper bound)"),
            ),
            output(
                "total_loss",
                "value",
                POSITIVE,
                Uncertainty::Scenario,
                text("完全抽取损失", "loss without it"),
            ),
            output(
                "cut_loss",
                "value",
                ANY,
                Uncertainty::Scenario,
                text("断开联系的损失", "loss where the pair's links are cut"),
            ),
            output(
                "cut_share",
                "1",
                ANY,
                Uncertainty::Scenario,
                text("损失占总产出", "that loss over all output"),
            ),
        ],
        chart: text("损失条形图", "bars of losses"),
        pictures: &[Picture::Dots("total_loss")],
    },
    run,
};

/// Output lost without a whole region, its final demand included: L.ᵣ·Lᵣᵣ⁻¹·xᵣ. `None` where the
/// block is singular.
pub fn region_loss(a: &Accounts, leontief: &Mat<f64>, region: usize) -> Option<f64> {
    let own = a.sectors(region);
    let block = Mat::from_fn(own.len(), own.len(), |i, j| leontief[(own.start + i, own.start + j)]);
    let x = Mat::from_fn(own.len(), 1, |i, _| a.output[own.start + i]);
    let y = solve(&block, &x)?;
    let column = |j: usize| sum_of(a.len(), |i| leontief[(i, own.start + j)]);
    Some(sum_of(own.len(), |j| column(j) * y[(j, 0)]))
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let a = accounts(case, answer)?;
    let n = a.len();
    let l = match a.leontief() {
        Ok(l) => l,
        Err(reason) => {
            answer.put_reason(&a.names, "total_loss", reason);
            return Ok(());
        }
    };
    let ghosh = a.ghosh_row_sums(&l);
    for (k, name) in a.names.iter().enumerate() {
        // Sherman–Morrison on I − A without column k, on I − B without row k, and on both; the
        // diagonal of the Ghosh inverse is that of L.
        let column = sum_of(n, |i| l[(i, k)]);
        let scale = a.output[k] / l[(k, k)];
        answer.put(name, None, "backward_loss", scale * (column - 1.0)).n(n);
        answer.put(name, None, "forward_loss", scale * (ghosh[k] - 1.0)).n(n);
        answer.put(name, None, "total_loss", scale * column).n(n);
    }
    for (r, name) in a.regions.iter().enumerate() {
        let loss = region_loss(&a, &l, r).ok_or(Reason::Singular);
        answer.put(name, None, "total_loss", loss).n(n);
    }
    cut_pairs(case, answer, &a, &l)
}

fn cut_pairs(
    case: &Case,
    answer: &mut Answer,
    a: &Accounts,
    leontief: &Mat<f64>,
) -> Result<(), Vec<Fault>> {
    let count = a.regions.len();
    let mut pairs = Vec::new();
    for pair in case.list("pairs") {
        let ends = pair.split_once('|');
        let find = |name: &str| a.regions.iter().position(|r| r == name.trim());
        match ends.and_then(|(r, s)| Some((find(r)?, find(s)?))) {
            Some(found) => pairs.push(found),
            None => {
                let words = (format!("没有地区对“{pair}”"), format!("no pair of regions `{pair}`"));
                return refuse(Fault::new("io", words.0, words.1));
            }
        }
    }
    if case.list("pairs").is_empty() {
        pairs = (0..count).flat_map(|r| (r + 1..count).map(move |s| (r, s))).collect();
    }
    let all = sum(&a.output);
    for (r, s) in pairs {
        let pair = format!("{}|{}", a.regions[r], a.regions[s]);
        let Some(loss) = a.cut_loss(leontief, r, s) else {
            answer.put(&pair, None, "cut_loss", Reason::Singular).n(a.len());
            continue;
        };
        answer.put(&pair, None, "cut_loss", sum(&loss)).n(a.len());
        answer.put(&pair, None, "cut_share", ratio(sum(&loss), all)).n(a.len());
        for (name, loss) in a.names.iter().zip(&loss) {
            answer.trace(&pair, None, &format!("loss:{name}"), *loss, &[]);
        }
    }
    Ok(())
}

//! A3 Obstacle degree: which indicators hold a unit back.

use crate::answer::{Answer, ratio};
use crate::index::normalised;
use crate::spec::{DESCRIBES, Picture, SHARE, Spec, Study, input, output, text};
use crate::studies::composite_index::{INDICATORS, VALUES, orient};
use crate::study::{Case, Fault, refuse};
use crate::sums::sum_of;

pub static STUDY: Study = Study {
    spec: Spec {
        id: "obstacle",
        version: "1.0.0",
        family: "A3",
        name: text("障碍度", "Obstacle degree"),
        question: text("哪些指标拖了后腿？", "Which indicators hold a unit back?"),
        cites: &[
            "鲁春阳、文枫、杨庆媛等 2011，基于改进TOPSIS法的城市土地利用绩效评价及障碍因子诊断",
        ],
        inputs: &[
            input("values", text("指标值", "values of the indicators"), VALUES),
            input("indicators", text("指标表", "the indicators"), INDICATORS),
        ],
        params: &[],
        outputs: &[output(
            "obstacle",
            "1",
            SHARE,
            DESCRIBES,
            text("障碍度", "share of the shortfall"),
        )],
        chart: text("障碍度条形图", "bars of obstacles"),
        pictures: &[Picture::Heat { metric: "obstacle", neutral: None }],
    },
    run,
};

/// Oⱼ = wⱼ(1 − zⱼ) / Σ w(1 − z); NaN where nothing falls short.
pub fn obstacles(z: &[f64], weights: &[f64]) -> Vec<f64> {
    let short = |j: usize| weights[j] * (1.0 - z[j]);
    let total = sum_of(z.len(), short);
    (0..z.len()).map(|j| short(j) / total).collect()
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let o = orient(case, answer)?;
    let given = if o.given.iter().any(|w| w.is_nan()) { vec![1.0; o.given.len()] } else { o.given };
    let weights: Vec<f64> =
        given.iter().zip(&o.constant).map(|(w, c)| if *c { 0.0 } else { *w }).collect();
    let Ok(weights) = normalised(&weights) else {
        return refuse(Fault::new(
            "indicators",
            "权重应为非负且不全为零",
            "weights ≥ 0, not all zero",
        ));
    };
    for (u, unit) in o.grid.units.iter().enumerate() {
        let shares = obstacles(&o.z[u], &weights);
        for (j, name) in o.grid.items.iter().enumerate() {
            let cell = format!("{}|{name}", unit.entity);
            answer.put(&cell, unit.period, "obstacle", ratio(shares[j], 1.0)).n(o.grid.items.len());
            answer.trace(&cell, unit.period, "z", o.z[u][j], o.grid.lines(u));
        }
    }
    Ok(())
}

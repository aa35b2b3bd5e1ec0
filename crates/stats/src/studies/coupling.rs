//! A3 Coupling coordination of systems on 0…1, with the modified degree and a diagnosis of the
//! wrong formulas in print.

use std::collections::BTreeMap;

use crate::answer::{Answer, ratio};
use crate::grid::Grid;
use crate::index::normalised;
use crate::random::Stream;
use crate::spec::{
    DESCRIBES, Dividing, POSITIVE, Picture, SEED, SHARE, Spec, Study, Uncertainty, input, key,
    number, output, period, real, text, whole,
};
use crate::study::{Case, Fault, refuse};
use crate::sums::{extent, quantile, sum, sum_of};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "coupling",
        version: "1.0.0",
        family: "A3",
        name: text("耦合协调度", "Coupling coordination"),
        question: text(
            "几个系统发展得多高、多均衡？",
            "How far, and how evenly, have the systems developed?",
        ),
        cites: &[
            "王淑佳、孔伟、任亮、治丹丹、戴彬婷 2021，国内耦合协调度模型的误区及修正，自然资源学报 36(3)",
            "刘春林 2017，耦合度计算的常见错误分析，淮阴师范学院学报(自然科学版) 16(1)",
        ],
        inputs: &[
            input(
                "systems",
                text("各系统的综合发展水平，0至1", "level of each system, 0 to 1"),
                &[
                    key("region", text("单位", "unit")),
                    period("year").optional(),
                    key("system", text("系统", "system")),
                    number("value", "1", text("水平", "level, 0 to 1")),
                ],
            ),
            input(
                "weights",
                text("系统权重，缺省为等权", "weights of the systems; equal if absent"),
                &[
                    key("system", text("系统", "system")),
                    number("weight", "1", text("权重", "weight")),
                ],
            )
            .optional(),
            input(
                "published",
                text("已发表的耦合度，供诊断", "published coupling degrees to diagnose"),
                &[
                    key("region", text("单位", "unit")),
                    period("year").optional(),
                    number("value", "1", text("发表的C值", "the C in print")),
                ],
            )
            .optional(),
        ],
        params: &[
            real("kappa", 50.0, 1.0, 1e6, text("权重扰动集中度", "closeness of drawn weights")),
            whole("draws", 500, 0, 100_000, text("权重抽样次数", "draws of the weights")),
            real("tolerance", 5.1e-4, 0.0, 0.1, text("诊断容差", "tolerance of the diagnosis")),
            SEED,
        ],
        outputs: &[
            output("C", "1", SHARE, DESCRIBES, text("耦合度", "coupling degree")),
            output("T", "1", SHARE, Uncertainty::Specification, text("综合水平", "joint level")),
            output("D", "1", SHARE, Uncertainty::Specification, text("耦合协调度", "coordination")),
            output("C_modified", "1", SHARE, DESCRIBES, text("修正耦合度", "modified coupling")),
            output(
                "D_modified",
                "1",
                SHARE,
                DESCRIBES,
                text("修正协调度", "modified coordination"),
            ),
            output("grade", "class", (1.0, 10.0), DESCRIBES, text("十级分等", "class of ten by D")),
            output("relative", "1", POSITIVE, DESCRIBES, text("相对发展度", "first over second")),
            output("lost_n", "1", SHARE, DESCRIBES, text("误：漏n", "wrong: n lost")),
            output("pairwise", "1", POSITIVE, DESCRIBES, text("误：两两连乘", "wrong: pairwise")),
            output("no_root", "1", SHARE, DESCRIBES, text("误：漏开方", "wrong: root lost")),
            output("weighted", "1", SHARE, DESCRIBES, text("误：C中加权", "wrong: weights in C")),
            output("gap", "1", (-1.0, 1.0), DESCRIBES, text("发表值减C", "published minus C")),
        ],
        chart: text("U₁–U₂散点与等D线", "U₁–U₂ scatter with lines of equal D"),
        pictures: &[Picture::Against { across: "C", upward: "T", lines: Dividing::EqualMean }],
    },
    run,
};

/// C = n·(ΠU)^{1/n} / ΣU; 0 where a system is at zero.
pub fn coupling(u: &[f64]) -> f64 {
    let total = sum(u);
    if total == 0.0 { 0.0 } else { (u.len() as f64 * geometric_mean(u) / total).min(1.0) }
}

fn geometric_mean(u: &[f64]) -> f64 {
    u.iter().product::<f64>().powf(1.0 / u.len() as f64)
}

/// C' = √{[1 − mean|Uᵢ−Uⱼ|] · [Π Uₖ/max U]^{1/(n−1)}} (王淑佳等 2021); 0 where a system is at
/// zero.
pub fn modified_coupling(u: &[f64]) -> f64 {
    let n = u.len();
    let (_, top) = extent(u.iter().copied()).expect("at least two systems");
    if top == 0.0 {
        return 0.0;
    }
    let pairs = (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j)));
    let apart: f64 = pairs.map(|(i, j)| (u[i] - u[j]).abs()).sum();
    let evenness = 1.0 - apart / (n * (n - 1) / 2) as f64;
    let closeness = u.iter().map(|x| x / top).product::<f64>().powf(1.0 / (n as f64 - 1.0));
    (evenness * closeness).sqrt()
}

/// The forms of C that are in print and wrong, by the metric each is reported under.
pub fn wrong_forms(u: &[f64], weights: &[f64]) -> [(&'static str, f64); 4] {
    let n = u.len();
    let pairs = (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j)));
    let sums: f64 = pairs.map(|(i, j)| u[i] + u[j]).product();
    let weighted: Vec<f64> = u.iter().zip(weights).map(|(u, w)| u * w).collect();
    let defined = |x: f64| if x.is_finite() { x } else { 0.0 };
    [
        ("lost_n", coupling(u) / n as f64),
        ("pairwise", defined((u.iter().product::<f64>() / sums).powf(1.0 / n as f64))),
        ("no_root", coupling(u).powi(n as i32)),
        ("weighted", coupling(&weighted)),
    ]
}

/// The two levels (lower, higher) that give C and C' for two systems: with r = lower/higher,
/// C = 2√r/(1+r) and C' = √((1 − higher + lower)·r). `None` where no pair on 0…1 does.
pub fn recovered_pair(c: f64, modified: f64) -> Option<(f64, f64)> {
    if !(c > 0.0 && c <= 1.0) {
        return None;
    }
    let root = (1.0 - (1.0 - c * c).sqrt()) / c;
    let r = root * root;
    let apart = 1.0 - modified * modified / r;
    let high = apart / (1.0 - r);
    (apart >= 0.0 && high.is_finite() && high <= 1.0).then_some((r * high, high))
}

/// Class 1 … 10 of D by tenths (极度失调 … 优质协调).
pub fn grade(d: f64) -> f64 {
    ((d * 10.0).floor() + 1.0).clamp(1.0, 10.0)
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let table = case.table("systems");
    let values = table.number("value").expect("checked");
    let outside: Vec<u32> = (0..table.len())
        .filter(|&i| !values[i].is_nan() && !(0.0..=1.0).contains(&values[i]))
        .map(|i| table.line(i))
        .collect();
    if !outside.is_empty() {
        let words = (
            "系统水平应在0至1之间；未标准化的原始值不能算耦合度",
            "levels must lie in 0…1; a C of raw, un-normalised values is one of the known errors",
        );
        let fault = Fault::new("systems", words.0, words.1).column("value").lines(outside);
        return refuse(fault);
    }
    let grid = Grid::read(table, "region", "system", "value").complete(answer);
    if grid.items.len() < 2 {
        let words = ("至少要两个系统", "at least two systems are needed");
        return refuse(Fault::new("systems", words.0, words.1));
    }
    let weights = system_weights(case, &grid)?;
    answer.note(
        "D在各系统都高、或仅仅相等时都会高；换一个标准化区间，D会变",
        "D is high when systems are high or merely equal, and moves with the normalisation window",
    );
    let drawn: Vec<Vec<f64>> = (0..case.whole("draws") as u32)
        .map(|r| Stream::new(case.seed(), 3, r).dirichlet(&weights, case.real("kappa")))
        .collect();
    let published = published(case);
    for at in 0..grid.len() {
        put_unit(answer, &grid, at, &weights, &drawn);
        let unit = &grid.units[at];
        if let Some(value) = published.get(&(unit.entity.clone(), unit.period)) {
            let found = diagnosis(grid.row(at), &weights, *value, case.real("tolerance"));
            let gap = value - coupling(grid.row(at));
            answer.put(&unit.entity, unit.period, "gap", gap).n(grid.items.len()).flag(found);
        }
    }
    Ok(())
}

fn system_weights(case: &Case, grid: &Grid) -> Result<Vec<f64>, Vec<Fault>> {
    let n = grid.items.len();
    let Some(table) = case.maybe("weights") else {
        return Ok(vec![1.0 / n as f64; n]);
    };
    let names = table.key("system").expect("checked");
    let given = table.number("weight").expect("checked");
    let weight = |item: &String| (0..table.len()).find(|&i| names.word(i) == item);
    let weights: Vec<f64> =
        grid.items.iter().map(|item| weight(item).map_or(f64::NAN, |i| given[i])).collect();
    let bad =
        || vec![Fault::new("weights", "每个系统要有非负权重", "a weight ≥ 0 for each system")];
    if weights.iter().any(|w| w.is_nan()) {
        return Err(bad());
    }
    normalised(&weights).map_err(|_| bad())
}

fn published(case: &Case) -> BTreeMap<(String, Option<i64>), f64> {
    let Some(table) = case.maybe("published") else { return BTreeMap::new() };
    let regions = table.key("region").expect("checked");
    let values = table.number("value").expect("checked");
    let year = |i: usize| table.period("year").map(|y| y[i]);
    (0..table.len()).map(|i| ((regions.word(i).to_string(), year(i)), values[i])).collect()
}

/// Which formula gives the published number.
pub fn diagnosis(u: &[f64], weights: &[f64], published: f64, tolerance: f64) -> &'static str {
    let near = |x: f64| (x - published).abs() <= tolerance;
    if near(coupling(u)) {
        return "agrees";
    }
    if near(modified_coupling(u)) {
        return "is_modified";
    }
    match wrong_forms(u, weights).iter().find(|(_, value)| near(*value)) {
        Some(("lost_n", _)) => "is_lost_n",
        Some(("pairwise", _)) => "is_pairwise",
        Some(("no_root", _)) => "is_no_root",
        Some(_) => "is_weighted",
        None => "unexplained",
    }
}

fn put_unit(answer: &mut Answer, grid: &Grid, at: usize, weights: &[f64], drawn: &[Vec<f64>]) {
    let (u, n) = (grid.row(at), grid.items.len());
    let (entity, period) = (&grid.units[at].entity, grid.units[at].period);
    let level = |w: &[f64]| sum_of(n, |k| w[k] * u[k]);
    let (c, t, modified) = (coupling(u), level(weights), modified_coupling(u));
    let zero = u.contains(&0.0);
    let mut levels: Vec<f64> = drawn.iter().map(|w| level(w)).collect();
    levels.sort_by(f64::total_cmp);
    let ends = (!levels.is_empty()).then(|| (quantile(&levels, 0.05), quantile(&levels, 0.95)));
    answer.put(entity, period, "C", c).n(n).flag_if(zero, "zero_subsystem");
    let row = answer.put(entity, period, "T", t).n(n);
    if let Some((low, high)) = ends {
        row.between(low, high);
    }
    let row = answer.put(entity, period, "D", (c * t).sqrt()).n(n);
    row.flag_if(zero, "zero_subsystem");
    if let Some((low, high)) = ends {
        row.between((c * low).sqrt(), (c * high).sqrt());
    }
    answer.put(entity, period, "C_modified", modified).n(n).flag_if(zero, "zero_subsystem");
    answer.put(entity, period, "D_modified", (modified * t).sqrt()).n(n);
    answer.put(entity, period, "grade", grade((c * t).sqrt())).n(n);
    if n == 2 {
        answer.put(entity, period, "relative", ratio(u[0], u[1])).n(n);
    }
    for (metric, value) in wrong_forms(u, weights) {
        answer.put(entity, period, metric, value).n(n).flag("wrong_formula");
    }
    for (k, system) in grid.items.iter().enumerate() {
        answer.trace(entity, period, &format!("U:{system}"), u[k], grid.lines(at));
    }
}

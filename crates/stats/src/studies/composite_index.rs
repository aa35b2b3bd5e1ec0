//! A7 Composite index: orient, weigh, aggregate, and how far the ranks move when these choices do.

use crate::answer::{Answer, Reason};
use crate::grid::Grid;
use crate::index::{
    Aggregation, Direction, Scale, aggregated, ahp_weights, critic_weights, entropy_weights,
    normalised, oriented, topsis,
};
use crate::random::Stream;
use crate::spec::{
    ANY, COUNTED, Column, DESCRIBES, POSITIVE, PRICE_BASIS, Picture, SEED, SHARE, Spec, Study,
    UNIT, Uncertainty, choice, input, key, label, number, output, period, real, text, whole,
};
use crate::study::{Case, Fault, refuse};
use crate::sums::{mean, quantile, ranks_descending, variance};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "composite_index",
        version: "1.0.0",
        family: "A7",
        name: text("综合指数", "Composite index"),
        question: text(
            "综合各项指标，各单位得分与位次如何，位次有多稳？",
            "How do units score over many indicators, and how firm are their ranks?",
        ),
        cites: &[
            "OECD & JRC 2008, Handbook on Constructing Composite Indicators",
            "Saisana, Saltelli & Tarantola 2005, JRSS A 168(2)",
            "Diakoulaki, Mavrotas & Papayannakis 1995, Computers & OR 22(7)",
            "Hwang & Yoon 1981, Multiple Attribute Decision Making",
            "Saaty 1980, The Analytic Hierarchy Process",
        ],
        inputs: &[
            input("values", text("指标值", "values of the indicators"), VALUES),
            input("indicators", text("指标表", "the indicators"), INDICATORS),
            input(
                "judgements",
                text("两两比较（AHP）", "pairwise judgements for AHP"),
                &[
                    key("indicator", text("指标", "indicator")),
                    key("other", text("另一指标", "the other")),
                    number("ratio", "1", text("前者为后者的几倍重要", "times as important")),
                ],
            )
            .optional(),
        ],
        params: &[
            choice(
                "weighting",
                &["equal", "fixed", "entropy", "critic", "ahp"],
                text("赋权方法", "weights"),
            ),
            choice(
                "aggregation",
                &["arithmetic", "geometric", "topsis"],
                text("合成方法", "aggregation"),
            ),
            real("shift", 0.0, 0.0, 0.1, text("熵权法平移量", "shift before the entropy")),
            whole("draws", 1000, 0, 100_000, text("不确定性抽样次数", "draws of the choices")),
            real("kappa", 50.0, 1.0, 1e6, text("权重扰动集中度", "closeness of drawn weights")),
            SEED,
        ],
        outputs: &[
            output("score", "1", SHARE, Uncertainty::Specification, text("得分", "score")),
            output(
                "score_equal",
                "1",
                SHARE,
                DESCRIBES,
                text("等权算术得分", "equal-weight score"),
            ),
            output("rank", "rank", POSITIVE, Uncertainty::Specification, text("位次", "rank")),
            output("weight", "1", SHARE, DESCRIBES, text("权重", "weight of an indicator")),
            output("entropy", "1", SHARE, DESCRIBES, text("信息熵", "entropy of an indicator")),
            output("consistency_ratio", "1", ANY, DESCRIBES, text("一致性比例", "AHP consistency")),
            output(
                "stable_pairs",
                "1",
                SHARE,
                COUNTED,
                text("次序稳定的对", "pairs in firm order"),
            ),
            output(
                "sobol",
                "1",
                SHARE,
                COUNTED,
                text("一阶敏感度", "first-order share of a choice"),
            ),
        ],
        chart: text("得分点与位次区间", "dots with rank whiskers"),
        pictures: &[Picture::Dots("rank"), Picture::Dots("score")],
    },
    run,
};

pub const VALUES: &[Column] = &[
    key("region", text("单位", "unit")),
    period("year").optional(),
    key("indicator", text("指标", "indicator")),
    number("value", "", text("指标值", "value")),
    UNIT,
    PRICE_BASIS,
];

pub const INDICATORS: &[Column] = &[
    key("indicator", text("指标", "indicator")),
    label("direction", text("方向：+ 越大越好，- 越小越好，target", "+, - or target")),
    number("lo", "", text("固定下界", "frozen lower bound")).optional(),
    number("hi", "", text("固定上界", "frozen upper bound")).optional(),
    number("target", "", text("目标值", "target value")).optional(),
    number("weight", "1", text("给定权重", "given weight")).optional(),
];

/// Units × indicators: raw and on 0…1, with the scales and given weights of the indicators.
pub struct Oriented {
    pub grid: Grid,
    pub z: Vec<Vec<f64>>,
    pub scales: Vec<Scale>,
    /// Indicators that do not vary: on 0…1 they are zero, and weigh nothing.
    pub constant: Vec<bool>,
    pub given: Vec<f64>,
}

/// Reads `values` and `indicators`, drops incomplete units and orients over all units and years.
pub fn orient(case: &Case, answer: &mut Answer) -> Result<Oriented, Vec<Fault>> {
    let grid = Grid::read(case.table("values"), "region", "indicator", "value").complete(answer);
    let table = case.table("indicators");
    let (names, directions) = (table.key("indicator"), table.key("direction"));
    let (names, directions) = (names.expect("checked"), directions.expect("checked"));
    let (mut scales, mut given) = (Vec::new(), Vec::new());
    for item in &grid.items {
        let Some(row) = (0..table.len()).find(|&i| names.word(i) == item) else {
            return refuse(Fault::new(
                "indicators",
                format!("指标“{item}”没有方向；请在指标表中加一行"),
                format!("indicator `{item}` has no row in `indicators`; add one"),
            ));
        };
        let cell = |name: &str| table.number(name).map_or(f64::NAN, |x| x[row]);
        let direction = match (directions.word(row), cell("target")) {
            ("+" | "1", _) => Direction::MoreIsBetter,
            ("-" | "−" | "-1", _) => Direction::LessIsBetter,
            ("target", best) if !best.is_nan() => Direction::Target(best),
            _ => {
                let words =
                    ("方向应为 +、- 或 target（并给出目标值）", "+, - or target with a value");
                let fault = Fault::new("indicators", words.0, words.1).column("direction");
                return refuse(fault.lines([table.line(row)]));
            }
        };
        let (lo, hi) = (cell("lo"), cell("hi"));
        scales.push(Scale { direction, bounds: (lo < hi).then_some((lo, hi)) });
        given.push(cell("weight"));
    }
    let mut z = vec![vec![0.0; scales.len()]; grid.len()];
    let mut constant = vec![false; scales.len()];
    for (j, scale) in scales.iter().enumerate() {
        match oriented(&grid.column(j), *scale) {
            Some((column, outside)) => {
                column.iter().enumerate().for_each(|(i, v)| z[i][j] = *v);
                if outside > 0 {
                    let name = &grid.items[j];
                    answer.note(
                        format!("指标“{name}”有{outside}个值超出固定界，按界计"),
                        format!("{outside} values of `{name}` lie outside its bounds and were cut"),
                    );
                }
            }
            None => {
                constant[j] = true;
                let name = &grid.items[j];
                answer.note(
                    format!("指标“{name}”没有差异，权重为0"),
                    format!("indicator `{name}` does not vary: weight 0"),
                );
            }
        }
    }
    Ok(Oriented { grid, z, scales, constant, given })
}

fn benefit(o: &Oriented) -> Vec<bool> {
    o.scales.iter().map(|s| s.direction != Direction::LessIsBetter).collect()
}

/// What TOPSIS compares: raw values, except that a target is first turned into closeness.
fn compared(o: &Oriented) -> Vec<Vec<f64>> {
    let mut raw = o.grid.rows();
    for (j, scale) in o.scales.iter().enumerate() {
        if matches!(scale.direction, Direction::Target(_)) {
            raw.iter_mut().zip(&o.z).for_each(|(row, z)| row[j] = z[j]);
        }
    }
    raw
}

fn equal(o: &Oriented) -> Vec<f64> {
    let kept = o.constant.iter().filter(|c| !**c).count().max(1) as f64;
    o.constant.iter().map(|c| if *c { 0.0 } else { 1.0 / kept }).collect()
}

/// Weights by name of the scheme, zero for constant indicators.
fn weights(o: &Oriented, scheme: &str, shift: f64) -> Result<Vec<f64>, Reason> {
    let mut weights = match scheme {
        "equal" => equal(o),
        "entropy" => entropy_weights(&o.z, shift)?.0,
        "critic" => critic_weights(&o.z)?,
        _ => o.given.clone(),
    };
    weights.iter_mut().zip(&o.constant).filter(|(_, c)| **c).for_each(|(w, _)| *w = 0.0);
    if weights.iter().any(|w| w.is_nan()) {
        Err(Reason::MissingInput)
    } else {
        normalised(&weights)
    }
}

fn ahp(case: &Case, o: &Oriented, answer: &mut Answer) -> Result<Vec<f64>, Vec<Fault>> {
    let Some(table) = case.maybe("judgements") else {
        return refuse(Fault::new("judgements", "AHP需要两两比较表", "AHP needs judgements"));
    };
    let (a, b) = (table.key("indicator"), table.key("other"));
    let (a, b) = (a.expect("checked"), b.expect("checked"));
    let ratios = table.number("ratio").expect("checked");
    let k = o.grid.items.len();
    let mut matrix = vec![vec![f64::NAN; k]; k];
    for (row, &ratio) in ratios.iter().enumerate() {
        let (i, j) = (o.grid.item(a.word(row)), o.grid.item(b.word(row)));
        if let (Some(i), Some(j)) = (i, j) {
            matrix[i][j] = ratio;
            matrix[j][i] = 1.0 / ratio;
        }
    }
    (0..k).for_each(|i| matrix[i][i] = 1.0);
    if matrix.iter().flatten().any(|x| !(x.is_finite() && *x > 0.0)) {
        let words = ("两两比较不全，或不是正数", "a judgement is missing or not positive");
        return refuse(Fault::new("judgements", words.0, words.1));
    }
    match ahp_weights(&matrix) {
        Ok((weights, ratio)) => {
            let value = ratio.ok_or(Reason::NoComparison);
            let row = answer.put("all", None, "consistency_ratio", value).n(k);
            row.flag_if(ratio.is_some_and(|r| r > 0.1), "inconsistent");
            Ok(weights)
        }
        Err(_) => refuse(Fault::new("judgements", "比较矩阵无解", "no weights found")),
    }
}

fn scores(o: &Oriented, weights: &[f64], how: &str) -> Vec<f64> {
    match how {
        "topsis" => topsis(&compared(o), weights, &benefit(o)),
        "geometric" => {
            o.z.iter().map(|row| aggregated(row, weights, Aggregation::Geometric)).collect()
        }
        _ => o.z.iter().map(|row| aggregated(row, weights, Aggregation::Arithmetic)).collect(),
    }
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let o = orient(case, answer)?;
    if o.grid.is_empty() {
        return Ok(());
    }
    let (scheme, how) = (case.words("weighting"), case.words("aggregation"));
    let w = match scheme {
        "ahp" => ahp(case, &o, answer)?,
        _ => match weights(&o, scheme, case.real("shift")) {
            Ok(w) => w,
            Err(reason) => {
                o.grid.units.iter().for_each(|u| {
                    answer.put(&u.entity, u.period, "score", reason);
                });
                return Ok(());
            }
        },
    };
    for (j, name) in o.grid.items.iter().enumerate() {
        answer.put(name, None, "weight", w[j]).n(o.grid.len()).flag_if(o.constant[j], "constant");
    }
    if let (true, Ok((_, e))) = (scheme == "entropy", entropy_weights(&o.z, case.real("shift"))) {
        for (j, name) in o.grid.items.iter().enumerate() {
            answer.put(name, None, "entropy", e[j]).n(o.grid.len());
        }
    }
    let draws = draw(case, &o, &w);
    put_scores(answer, &o, (&scores(&o, &w, how), &scores(&o, &equal(&o), "arithmetic")), &draws);
    put_sobol(answer, &draws);
    Ok(())
}

/// One draw of the choices, and the scores they give.
struct Draw {
    levels: [usize; 4],
    scores: Vec<f64>,
}

const FACTORS: [&str; 4] = ["normalisation", "weighting", "aggregation", "left_out"];

/// Draws {normalisation × weights × aggregation × one indicator left out} (Saisana, Saltelli &
/// Tarantola 2005): min–max or ranks; the chosen, equal, entropy or CRITIC weights with Dirichlet
/// noise; arithmetic, geometric or TOPSIS.
fn draw(case: &Case, o: &Oriented, chosen: &[f64]) -> Vec<Draw> {
    let k = chosen.len();
    let scheme = |name| weights(o, name, 0.0).unwrap_or_else(|_| chosen.to_vec());
    let centres = [chosen.to_vec(), scheme("equal"), scheme("entropy"), scheme("critic")];
    let ranked: Vec<Vec<f64>> = (0..k).map(|j| rank_scores(&o.z, j)).collect();
    let by_rank: Vec<Vec<f64>> =
        (0..o.z.len()).map(|i| ranked.iter().map(|column| column[i]).collect()).collect();
    let raw = compared(o);
    let benefit = benefit(o);
    let one = |replicate: usize| {
        let mut stream = Stream::new(case.seed(), 7, replicate as u32);
        let levels = [2, 4, 3, k as u32 + 1].map(|n| stream.below(n) as usize);
        let mut w = stream.dirichlet(&centres[levels[1]], case.real("kappa"));
        if k > 1 && levels[3] < k {
            w[levels[3]] = 0.0;
        }
        let w = normalised(&w).unwrap_or_else(|_| centres[levels[1]].clone());
        let z = if levels[0] == 0 { &o.z } else { &by_rank };
        let each = |how| z.iter().map(|row| aggregated(row, &w, how)).collect();
        let scores = match levels[2] {
            0 => each(Aggregation::Arithmetic),
            1 => each(Aggregation::Geometric),
            _ if levels[0] == 0 => topsis(&raw, &w, &benefit),
            _ => topsis(z, &w, &vec![true; k]),
        };
        Draw { levels, scores }
    };
    (0..case.whole("draws") as usize).map(one).collect()
}

/// Position among the units from 0 (worst) to 1 (best).
fn rank_scores(z: &[Vec<f64>], j: usize) -> Vec<f64> {
    let column: Vec<f64> = z.iter().map(|row| row[j]).collect();
    let last = (z.len().max(2) - 1) as f64;
    ranks_descending(&column).iter().map(|r| 1.0 - (r - 1.0) / last).collect()
}

fn put_scores(
    answer: &mut Answer,
    o: &Oriented,
    (scores, baseline): (&[f64], &[f64]),
    draws: &[Draw],
) {
    for (period, units) in o.grid.periods() {
        let pick = |all: &[f64]| units.iter().map(|&u| all[u]).collect::<Vec<f64>>();
        let ranks = ranks_descending(&pick(scores));
        let drawn: Vec<Vec<f64>> =
            draws.iter().map(|d| ranks_descending(&pick(&d.scores))).collect();
        for (at, &u) in units.iter().enumerate() {
            let entity = &o.grid.units[u].entity;
            let mut mine: Vec<f64> = draws.iter().map(|d| d.scores[u]).collect();
            let mut places: Vec<f64> = drawn.iter().map(|ranks| ranks[at]).collect();
            mine.retain(|x| x.is_finite());
            mine.sort_by(f64::total_cmp);
            places.sort_by(f64::total_cmp);
            let row = answer.put(entity, period, "score", scores[u]).n(units.len());
            if !mine.is_empty() {
                row.between(quantile(&mine, 0.05), quantile(&mine, 0.95));
            }
            answer.put(entity, period, "score_equal", baseline[u]).n(units.len());
            let row = answer.put(entity, period, "rank", ranks[at]).n(units.len());
            if !places.is_empty() {
                row.between(quantile(&places, 0.05), quantile(&places, 0.95));
            }
            for (j, name) in o.grid.items.iter().enumerate() {
                answer.trace(entity, period, &format!("z:{name}"), o.z[u][j], o.grid.lines(u));
            }
        }
        put_stable_pairs(answer, period, units.len(), &drawn);
    }
}

/// Share of pairs that stand in the same order in at least 95 % of the draws.
fn put_stable_pairs(answer: &mut Answer, period: Option<i64>, n: usize, drawn: &[Vec<f64>]) {
    if drawn.is_empty() || n < 2 {
        return;
    }
    if n > 1000 {
        answer.note("单位超过1000个，不算稳定对", "over 1000 units: pairs are not counted");
        return;
    }
    let firm = |a: usize, b: usize| {
        let ahead = drawn.iter().filter(|ranks| ranks[a] < ranks[b]).count();
        let behind = drawn.iter().filter(|ranks| ranks[a] > ranks[b]).count();
        ahead.max(behind) as f64 >= 0.95 * drawn.len() as f64
    };
    let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
    let stable = pairs.filter(|&(a, b)| firm(a, b)).count();
    let share = stable as f64 / (n * (n - 1) / 2) as f64;
    answer.put("all", period, "stable_pairs", share).n(n);
}

/// Share of the variance of ranks that one choice explains alone, averaged over units: variance
/// of the level means over the whole variance (Sobol 1993, first order).
fn put_sobol(answer: &mut Answer, draws: &[Draw]) {
    if draws.len() < 20 {
        return;
    }
    let ranks: Vec<Vec<f64>> = draws.iter().map(|d| ranks_descending(&d.scores)).collect();
    for (f, factor) in FACTORS.iter().enumerate() {
        let (mut explained, mut whole) = (0.0, 0.0);
        for u in 0..ranks[0].len() {
            let column: Vec<f64> = ranks.iter().map(|r| r[u]).collect();
            let centre = mean(&column);
            let levels = draws.iter().map(|d| d.levels[f]).max().expect("drawn") + 1;
            for level in 0..levels {
                let mine: Vec<f64> = (0..draws.len())
                    .filter(|&d| draws[d].levels[f] == level)
                    .map(|d| column[d])
                    .collect();
                if !mine.is_empty() {
                    let share = mine.len() as f64 / draws.len() as f64;
                    explained += share * (mean(&mine) - centre).powi(2);
                }
            }
            whole += variance(&column, 0);
        }
        answer.put(factor, None, "sobol", crate::answer::ratio(explained, whole)).n(draws.len());
    }
}

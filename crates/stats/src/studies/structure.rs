//! A1 Structure: what regions specialise in, how alike and how complementary they are.

use crate::answer::{Answer, Reason, ratio};
use crate::grid::Grid;
use crate::spec::{
    Column, DESCRIBES, POSITIVE, PRICE_BASIS, Picture, SHARE, Spec, Study, UNIT, input, key,
    number, output, period, text, words,
};
use crate::study::{Case, Fault, refuse};
use crate::sums::{dot, sum, sum_of};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "structure",
        version: "2.0.0",
        family: "A1",
        name: text("产业结构：专业化、相似与互补", "Structure: specialisation and likeness"),
        question: text(
            "各地专长什么，两地产业相似还是互补？",
            "What is each region strong in, and are two regions alike or complementary?",
        ),
        cites: &[
            "Krugman 1991, Geography and Trade",
            "UNIDO 1979, World Industry since 1960",
            "Finger & Kreinin 1979, Economic Journal 89",
        ],
        inputs: &[input("structure", text("分行业数据", "amounts by industry"), STRUCTURE)],
        params: &[words(
            "benchmark",
            "",
            text(
                "作基准的单位（如全国）；空为各单位之和",
                "the region that is the benchmark, such as the nation; empty: the sum of the rows",
            ),
        )],
        outputs: &[
            output("lq", "1", POSITIVE, DESCRIBES, text("区位商", "location quotient")),
            output(
                "krugman",
                "1",
                (0.0, 2.0),
                DESCRIBES,
                text("与基准的结构差异", "difference from the benchmark"),
            ),
            output("krugman_half", "1", SHARE, DESCRIBES, text("结构差异之半", "half of it")),
            output(
                "hhi",
                "1",
                SHARE,
                DESCRIBES,
                text("行业集中度", "concentration over industries"),
            ),
            output(
                "difference",
                "1",
                (0.0, 2.0),
                DESCRIBES,
                text("两地结构差异", "Krugman index of a pair"),
            ),
            output("similarity", "1", SHARE, DESCRIBES, text("UNIDO相似系数", "UNIDO similarity")),
            output(
                "overlap",
                "1",
                SHARE,
                DESCRIBES,
                text("Finger–Kreinin重合度", "Finger–Kreinin overlap"),
            ),
            output("complementarity", "1", SHARE, DESCRIBES, text("互补度", "1 − similarity")),
        ],
        chart: text("区位商热图", "heat map of location quotients"),
        pictures: &[Picture::Heat { metric: "lq", neutral: Some(1.0) }, Picture::Dots("krugman")],
    },
    run,
};

const STRUCTURE: &[Column] = &[
    key("region", text("单位", "region")),
    period("year").optional(),
    key("industry", text("行业", "industry")),
    number("value", "", text("增加值、就业或产值", "value added, jobs or output")),
    UNIT,
    PRICE_BASIS,
];

/// Shares of a row; `None` where it has no total.
pub fn shares(row: &[f64]) -> Option<Vec<f64>> {
    let total = sum(row);
    (total > 0.0).then(|| row.iter().map(|x| x / total).collect())
}

/// Σ|aᵢ − bᵢ| of two structures.
pub fn krugman(a: &[f64], b: &[f64]) -> f64 {
    sum_of(a.len(), |i| (a[i] - b[i]).abs())
}

/// Σab / √(Σa²·Σb²).
pub fn similarity(a: &[f64], b: &[f64]) -> f64 {
    (dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()).min(1.0)
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let grid = Grid::read(case.table("structure"), "region", "industry", "value");
    let grid = grid.zero_filled(answer);
    let negative = (0..grid.len()).find(|&u| grid.row(u).iter().any(|x| *x < 0.0));
    if let Some(u) = negative {
        let words = ("分行业数据不能为负", "amounts by industry can't be negative");
        return refuse(Fault::new("structure", words.0, words.1).lines(grid.lines(u).to_vec()));
    }
    let benchmark = case.words("benchmark");
    for (period, units) in grid.periods() {
        let (named, others): (Vec<usize>, Vec<usize>) =
            units.into_iter().partition(|&u| grid.units[u].entity == benchmark);
        let whole: Vec<f64> = match named.first() {
            Some(&u) => grid.row(u).to_vec(),
            None if benchmark.is_empty() => (0..grid.items.len())
                .map(|j| sum_of(others.len(), |i| grid.row(others[i])[j]))
                .collect(),
            None => {
                let words =
                    (format!("没有基准单位“{benchmark}”"), format!("no region `{benchmark}`"));
                return refuse(Fault::new("structure", words.0, words.1).column("region"));
            }
        };
        answer.note(
            if benchmark.is_empty() {
                "基准为各单位之和".into()
            } else {
                format!("基准为{benchmark}")
            },
            if benchmark.is_empty() {
                "benchmark: the sum of the rows".into()
            } else {
                format!("benchmark: {benchmark}")
            },
        );
        put_period(answer, &grid, period, &others, shares(&whole).as_deref());
    }
    Ok(())
}

fn put_period(
    answer: &mut Answer,
    grid: &Grid,
    period: Option<i64>,
    units: &[usize],
    whole: Option<&[f64]>,
) {
    let mut known: Vec<(&str, Vec<f64>)> = Vec::new();
    for &u in units {
        let entity = &grid.units[u].entity;
        let (Some(own), Some(whole)) = (shares(grid.row(u)), whole) else {
            let reason = Reason::UndefinedRatio;
            answer.drop_unit(entity, period, reason, grid.lines(u).to_vec());
            answer.put(entity, period, "krugman", reason);
            continue;
        };
        let n = grid.items.len();
        for (j, industry) in grid.items.iter().enumerate() {
            let cell = format!("{entity}|{industry}");
            answer.put(&cell, period, "lq", ratio(own[j], whole[j])).n(n);
            answer.trace(&cell, period, "share", own[j], grid.lines(u));
            answer.trace(&cell, period, "benchmark_share", whole[j], &[]);
        }
        let k = krugman(&own, whole);
        answer.put(entity, period, "krugman", k).n(n);
        answer.put(entity, period, "krugman_half", k / 2.0).n(n);
        answer.put(entity, period, "hhi", dot(&own, &own)).n(n);
        known.push((entity, own));
    }
    for (i, (a, x)) in known.iter().enumerate() {
        for (b, y) in &known[i + 1..] {
            let (pair, n) = (format!("{a}|{b}"), x.len());
            let (k, alike) = (krugman(x, y), similarity(x, y));
            answer.put(&pair, period, "difference", k).n(n);
            answer.put(&pair, period, "similarity", alike).n(n);
            answer.put(&pair, period, "overlap", 1.0 - k / 2.0).n(n);
            answer.put(&pair, period, "complementarity", 1.0 - alike).n(n);
        }
    }
}

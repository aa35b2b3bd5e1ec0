//! A4 Resistance and recovery: how a region went through a shock against its benchmark.

use std::collections::BTreeMap;

use crate::answer::{Answer, Number, Reason, ratio};
use crate::spec::{
    ANY, COUNTED, DESCRIBES, Dividing, PRICE_BASIS, Picture, Spec, Study, UNIT, choice, input, key,
    number, output, period, text, words,
};
use crate::study::{Case, Fault, refuse};
use crate::sums::sum_of;

pub static STUDY: Study = Study {
    spec: Spec {
        id: "resistance",
        version: "1.0.0",
        family: "A4",
        name: text("抵抗力与恢复力", "Resistance and recovery"),
        question: text(
            "冲击中跌得比基准多还是少，之后恢复得快还是慢？",
            "Did a region fall less than its benchmark, and recover faster?",
        ),
        cites: &[
            "Martin 2012, Journal of Economic Geography 12(1)",
            "Martin, Sunley, Gardiner & Tyler 2016, Regional Studies 50(4)",
        ],
        inputs: &[
            input(
                "series",
                text("不变价的产出、就业或收入", "output, jobs or income at constant prices"),
                &[
                    key("region", text("单位", "region")),
                    period("year"),
                    number("value", "", text("值", "value")),
                    UNIT,
                    PRICE_BASIS,
                ],
            ),
            input(
                "shocks",
                text("冲击的年份，缺省由基准的峰谷定", "years of the shocks; else turning points"),
                &[
                    key("shock", text("冲击", "shock")),
                    number("peak", "year", text("峰", "peak")),
                    number("trough", "year", text("谷", "trough")),
                    number("end", "year", text("恢复期末", "end of the recovery")),
                ],
            )
            .optional(),
        ],
        params: &[
            words(
                "benchmark",
                "",
                text("作基准的单位；空为各单位之和", "benchmark region; empty: the sum"),
            ),
            choice("expected", &["benchmark", "own_trend"], text("期望增长", "expected growth")),
        ],
        outputs: &[
            output("resistance", "1", ANY, DESCRIBES, text("抵抗力", "resistance")),
            output("recovery", "1", ANY, DESCRIBES, text("恢复力", "recovery")),
            output("sensitivity", "1", ANY, DESCRIBES, text("敏感度β", "sensitivity")),
            output("growth", "1", ANY, DESCRIBES, text("期内增长", "growth over the window")),
            output(
                "benchmark_growth",
                "1",
                ANY,
                DESCRIBES,
                text("基准增长", "growth of the benchmark"),
            ),
            output("window", "years", ANY, COUNTED, text("窗口长度", "length of the window")),
        ],
        chart: text("抵抗力×恢复力象限", "quadrant of resistance and recovery"),
        pictures: &[Picture::Against {
            across: "resistance",
            upward: "recovery",
            lines: Dividing::Cross(0.0, 0.0),
        }],
    },
    run,
};

/// Benchmark growth smaller than this makes the ratio explode.
const SMALLEST_GROWTH: f64 = 0.005;

/// (ΔE − ΔEᵉ)/|ΔEᵉ| with ΔEᵉ = expected growth × start: of a region over a window.
pub fn against_expected(start: f64, end: f64, expected_growth: f64) -> Number {
    if expected_growth.abs() < SMALLEST_GROWTH {
        return Err(Reason::GrowthTooSmall);
    }
    let expected = expected_growth * start;
    ratio(end - start - expected, expected.abs())
}

/// Contractions (peak, trough, end of the recovery) of a series: each unbroken run of falls, and
/// the rise after it up to the next fall. Phases of one year count.
pub fn turning_points(years: &[i64], series: &[f64]) -> Vec<(i64, i64, i64)> {
    let last = series.len().saturating_sub(1);
    let mut found = Vec::new();
    let mut at = 0;
    while at < last {
        if series[at + 1] >= series[at] {
            at += 1;
            continue;
        }
        let peak = at;
        while at < last && series[at + 1] < series[at] {
            at += 1;
        }
        let trough = at;
        while at < last && series[at + 1] >= series[at] {
            at += 1;
        }
        found.push((years[peak], years[trough], years[at]));
    }
    found
}

/// Regions × years without holes.
struct Series {
    names: Vec<String>,
    years: Vec<i64>,
    values: Vec<Vec<f64>>,
    whole: Vec<f64>,
}

impl Series {
    fn at(&self, values: &[f64], year: i64) -> Option<f64> {
        self.years.binary_search(&year).ok().map(|i| values[i])
    }

    fn growth(&self, values: &[f64], from: i64, to: i64) -> Option<(f64, f64)> {
        Some((self.at(values, from)?, self.at(values, to)?))
    }
}

fn series(case: &Case, answer: &mut Answer) -> Result<Series, Vec<Fault>> {
    let table = case.table("series");
    let regions = table.key("region").expect("checked");
    let (when, what) = (table.period("year"), table.number("value"));
    let (when, what) = (when.expect("checked"), what.expect("checked"));
    let mut cells: BTreeMap<String, BTreeMap<i64, f64>> = BTreeMap::new();
    let mut lines: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for i in 0..table.len() {
        let name = regions.word(i).to_string();
        lines.entry(name.clone()).or_default().push(table.line(i));
        cells.entry(name).or_default().insert(when[i], what[i]);
    }
    let mut years = when.to_vec();
    years.sort_unstable();
    years.dedup();
    let (mut names, mut values, mut whole) = (Vec::new(), Vec::new(), None);
    for (name, row) in cells {
        let own: Vec<f64> = years.iter().map(|y| row.get(y).copied().unwrap_or(f64::NAN)).collect();
        if own.iter().any(|x| x.is_nan()) {
            answer.drop_unit(&name, None, Reason::MissingInput, lines[&name].clone());
        } else if name == case.words("benchmark") {
            whole = Some(own);
        } else {
            names.push(name);
            values.push(own);
        }
    }
    if whole.is_none() && !case.words("benchmark").is_empty() {
        let words = ("基准单位不存在或有缺年", "the benchmark is absent or has a hole");
        return refuse(Fault::new("series", words.0, words.1).column("region"));
    }
    let total = |t: usize| sum_of(values.len(), |r| values[r][t]);
    let whole = whole.unwrap_or_else(|| (0..years.len()).map(total).collect());
    Ok(Series { names, years, values, whole })
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let series = series(case, answer)?;
    answer.note("须用不变价", "values must be at constant prices");
    let shocks = match case.maybe("shocks") {
        Some(table) => {
            let cell = |name: &str, i: usize| table.number(name).expect("checked")[i] as i64;
            (0..table.len()).map(|i| (cell("peak", i), cell("trough", i), cell("end", i))).collect()
        }
        None => turning_points(&series.years, &series.whole),
    };
    for (peak, trough, end) in shocks {
        for (metric, from, to) in [("resistance", peak, trough), ("recovery", trough, end)] {
            if from < to {
                put_window(case, answer, &series, (metric, from, to, peak));
            }
        }
    }
    Ok(())
}

fn put_window(
    case: &Case,
    answer: &mut Answer,
    series: &Series,
    (metric, from, to, peak): (&'static str, i64, i64, i64),
) {
    let n = series.names.len();
    let Some((start, end)) = series.growth(&series.whole, from, to) else {
        answer.put("all", Some(from), "benchmark_growth", Reason::MissingInput).n(n);
        return;
    };
    let growth = ratio(end - start, start);
    answer.put("all", Some(from), "benchmark_growth", growth).n(n);
    answer.put("all", Some(from), "window", (to - from) as f64).n(n);
    let Ok(whole) = growth else { return };
    for (name, values) in series.names.iter().zip(&series.values) {
        let Some((start, end)) = series.growth(values, from, to) else { continue };
        let expected = match case.words("expected") {
            "own_trend" => own_trend(series, values, peak, to - from),
            _ => Ok(whole),
        };
        let value = expected.and_then(|g| against_expected(start, end, g));
        answer.put(name, Some(from), metric, value).n(n);
        let own = ratio(end - start, start);
        answer.put(name, Some(from), "growth", own).n(n);
        let small = whole.abs() < SMALLEST_GROWTH;
        let beta =
            if small { Err(Reason::GrowthTooSmall) } else { own.and_then(|g| ratio(g, whole)) };
        answer.put(name, Some(from), "sensitivity", beta).n(n);
        answer.trace(name, Some(from), "start", start, &[]);
        answer.trace(name, Some(from), "end", end, &[]);
    }
}

/// Growth over as many years as the window at the mean log growth up to the peak (at most ten
/// years, at least three).
fn own_trend(series: &Series, values: &[f64], peak: i64, years: i64) -> Number {
    let first = series.years.first().copied().ok_or(Reason::MissingInput)?.max(peak - 10);
    let (from, to) = series.growth(values, first, peak).ok_or(Reason::MissingInput)?;
    if peak - first < 3 {
        return Err(Reason::NTooSmall);
    }
    let yearly = ratio(to, from)?.ln() / (peak - first) as f64;
    Ok((yearly * years as f64).exp_m1())
}

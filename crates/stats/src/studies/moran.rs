//! A5 Moran's I, whole and local: do like values lie side by side?

use crate::answer::{Answer, Reason, ratio};
use crate::chance::normal_p;
use crate::random::Stream;
use crate::spec::{
    ANY, COUNTED, DESCRIBES, Dividing, POSITIVE, PRICE_BASIS, Picture, SEED, SHARE, Spec, Study,
    UNIT, Uncertainty, choice, input, key, number, output, period, real, text, whole,
};
use crate::studies::gravity::haversine_km;
use crate::study::{Case, Fault, refuse};
use crate::sums::{mean, sum_of};
use crate::weights::Neighbours;

pub static STUDY: Study = Study {
    spec: Spec {
        id: "moran",
        version: "1.0.0",
        family: "A5",
        name: text("空间自相关（莫兰指数）", "Spatial autocorrelation (Moran)"),
        question: text(
            "高值与高值是否相邻，热点在哪里？",
            "Do high values lie beside high ones, and where?",
        ),
        cites: &[
            "Moran 1950, Biometrika 37",
            "Cliff & Ord 1981, Spatial Processes",
            "Anselin 1995, Geographical Analysis 27(2)",
            "Benjamini & Hochberg 1995, JRSS B 57(1)",
        ],
        inputs: &[
            input(
                "values",
                text("各单位的值", "value of each unit"),
                &[
                    key("region", text("单位", "unit")),
                    period("year").optional(),
                    number("value", "", text("值", "value")),
                    UNIT,
                    PRICE_BASIS,
                ],
            ),
            input(
                "adjacency",
                text("邻接关系", "who neighbours whom"),
                &[
                    key("i", text("单位", "unit")),
                    key("j", text("邻居", "its neighbour")),
                    number("w", "1", text("权重，缺省为1", "weight; 1 if absent")).optional(),
                ],
            )
            .optional(),
            input(
                "points",
                text("单位的位置，代替邻接表", "places of the units, instead of adjacency"),
                &[
                    key("region", text("单位", "unit")),
                    number("lat", "°", text("纬度", "latitude")),
                    number("lon", "°", text("经度", "longitude")),
                ],
            )
            .optional(),
        ],
        params: &[
            choice(
                "style",
                &["row", "binary"],
                text("行标准化或原权重", "row-standardised or as given"),
            ),
            choice(
                "points",
                &["nearest", "band", "inverse"],
                text("由位置得邻居的方法", "how places make neighbours"),
            ),
            whole("nearest", 4, 1, 100, text("最近邻个数", "number of nearest neighbours")),
            real("band", 100.0, 0.0, 1e5, text("距离阈值，km", "reach in km")),
            whole("permutations", 999, 0, 99_999, text("置换次数", "number of shuffles")),
            choice(
                "tail",
                &["greater", "less", "two_sided"],
                text("全局检验的尾", "tail of the global test"),
            ),
            choice(
                "moment",
                &["n-1", "n"],
                text("局部m₂的除数：esda为n-1，spdep为n", "divisor of m₂: n-1 as esda, n as spdep"),
            ),
            SEED,
        ],
        outputs: &[
            output("I", "1", ANY, Uncertainty::Permutation, text("莫兰指数", "Moran's I")),
            output(
                "expected",
                "1",
                ANY,
                COUNTED,
                text("无自相关时的期望", "expectation without autocorrelation"),
            ),
            output(
                "z_normal",
                "1",
                ANY,
                Uncertainty::Sampling,
                text("正态假设z值", "z under normality"),
            ),
            output(
                "z_random",
                "1",
                ANY,
                Uncertainty::Sampling,
                text("随机化假设z值", "z under randomisation"),
            ),
            output("p", "1", SHARE, Uncertainty::Permutation, text("置换p值", "p by shuffling")),
            output("geary", "1", POSITIVE, DESCRIBES, text("Geary C", "Geary's C")),
            output("local_I", "1", ANY, Uncertainty::Permutation, text("局部莫兰", "local Moran")),
            output(
                "local_p",
                "1",
                SHARE,
                Uncertainty::Permutation,
                text("局部p值（取较小一尾）", "local p, smaller tail"),
            ),
            output(
                "local_p_fdr",
                "1",
                SHARE,
                Uncertainty::Permutation,
                text("控制错误发现率后的p", "p after Benjamini–Hochberg"),
            ),
            output(
                "quadrant",
                "class",
                (1.0, 4.0),
                DESCRIBES,
                text("象限：1高高 2低高 3低低 4高低", "1 HH, 2 LH, 3 LL, 4 HL"),
            ),
        ],
        chart: text(
            "LISA地图与莫兰散点",
            "LISA map, grey where not significant, and Moran scatter",
        ),
        pictures: &[
            Picture::Against {
                across: "deviation",
                upward: "lag",
                lines: Dividing::Cross(0.0, 0.0),
            },
            Picture::Dots("local_I"),
        ],
    },
    run,
};

/// z'Wz / z'z · n/S₀ of deviations z.
pub fn moran(z: &[f64], w: &Neighbours, s0: f64) -> f64 {
    let cross = sum_of(z.len(), |i| z[i] * w.lag(i, z));
    cross / sum_of(z.len(), |i| z[i] * z[i]) * z.len() as f64 / s0
}

/// Variance of I under normality and under randomisation (Cliff & Ord 1981, ch. 1).
pub fn variances(z: &[f64], w: &Neighbours) -> (f64, f64) {
    let n = z.len() as f64;
    let (s0, s1, s2) = w.moments();
    let expected = -1.0 / (n - 1.0);
    let normal = (n * n * s1 - n * s2 + 3.0 * s0 * s0) / ((n * n - 1.0) * s0 * s0);
    let m2 = sum_of(z.len(), |i| z[i].powi(2)) / n;
    let kurtosis = sum_of(z.len(), |i| z[i].powi(4)) / n / (m2 * m2);
    let a = n * ((n * n - 3.0 * n + 3.0) * s1 - n * s2 + 3.0 * s0 * s0);
    let b = kurtosis * ((n * n - n) * s1 - 2.0 * n * s2 + 6.0 * s0 * s0);
    let random = (a - b) / ((n - 1.0) * (n - 2.0) * (n - 3.0) * s0 * s0);
    (normal - expected * expected, random - expected * expected)
}

/// Geary's C = (n−1)/(2S₀) · ΣΣw(zᵢ−zⱼ)² / Σz².
pub fn geary(z: &[f64], w: &Neighbours, s0: f64) -> f64 {
    let apart = |i: usize| -> f64 {
        w.of[i].iter().map(|(j, w)| w * (z[i] - z[*j as usize]).powi(2)).sum()
    };
    let all = sum_of(z.len(), |i| z[i] * z[i]);
    (z.len() as f64 - 1.0) / (2.0 * s0) * sum_of(z.len(), apart) / all
}

/// Pseudo-p of each local value: neighbours are drawn without replacement from the other units,
/// `shuffles` times; (r + 1)/(M + 1) for the smaller tail. NaN for an island. Unit i draws from
/// its own stream, so the order of units can't matter.
pub fn local_p(z: &[f64], w: &Neighbours, shuffles: usize, seed: u64) -> Vec<f64> {
    let n = z.len();
    let mut others: Vec<u32> = Vec::with_capacity(n);
    let one = |i: usize| {
        let row = &w.of[i];
        if row.is_empty() || shuffles == 0 {
            return f64::NAN;
        }
        others.clear();
        others.extend((0..n as u32).filter(|&j| j as usize != i));
        let mut stream = Stream::new(seed, i as u32, 0);
        let observed = z[i] * w.lag(i, z);
        let mut as_large = 0;
        for _ in 0..shuffles {
            let mut lag = 0.0;
            for (k, (_, weight)) in row.iter().enumerate() {
                let pick = k + stream.below((others.len() - k) as u32) as usize;
                others.swap(k, pick);
                lag += weight * z[others[k] as usize];
            }
            as_large += usize::from(z[i] * lag >= observed);
        }
        (as_large.min(shuffles - as_large) + 1) as f64 / (shuffles + 1) as f64
    };
    (0..n).map(one).collect()
}

/// p-values after Benjamini & Hochberg; NaN stays, and is not counted.
pub fn false_discovery(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).filter(|&i| !p[i].is_nan()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let mut adjusted = vec![f64::NAN; p.len()];
    let mut least = 1.0f64;
    for (rank, &i) in order.iter().enumerate().rev() {
        least = least.min(p[i] * order.len() as f64 / (rank + 1) as f64);
        adjusted[i] = least;
    }
    adjusted
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let table = case.table("values");
    let regions = table.key("region").expect("checked");
    let values = table.number("value").expect("checked");
    let years = table.period("year");
    let mut periods: Vec<Option<i64>> = (0..table.len()).map(|i| years.map(|y| y[i])).collect();
    periods.sort_unstable();
    periods.dedup();
    for period in periods {
        // Canonical order: units come sorted by name.
        let mut units: Vec<(&str, f64, u32)> = Vec::new();
        for i in (0..table.len()).filter(|&i| years.map(|y| y[i]) == period) {
            if values[i].is_nan() {
                let line = vec![table.line(i)];
                answer.drop_unit(regions.word(i), period, Reason::MissingInput, line);
            } else {
                units.push((regions.word(i), values[i], table.line(i)));
            }
        }
        let names: Vec<&str> = units.iter().map(|(name, _, _)| *name).collect();
        let mut w = neighbours(case, &names)?;
        if case.words("style") == "row" {
            w = w.row_standardised();
        }
        put(case, answer, period, &units, &w);
    }
    Ok(())
}

fn neighbours(case: &Case, names: &[&str]) -> Result<Neighbours, Vec<Fault>> {
    if let Some(table) = case.maybe("adjacency") {
        return Ok(Neighbours::read(table, names));
    }
    let Some(table) = case.maybe("points") else {
        let words = ("需要邻接表或位置表", "needs a table of adjacency or of points");
        return refuse(Fault::new("adjacency", words.0, words.1));
    };
    let keys = table.key("region").expect("checked");
    let (lat, lon) = (table.number("lat").expect("checked"), table.number("lon").expect("checked"));
    let mut places = Vec::with_capacity(names.len());
    for name in names {
        match (0..table.len()).find(|&i| keys.word(i) == *name) {
            Some(i) => places.push((lat[i], lon[i])),
            None => {
                let words = (format!("“{name}”没有位置"), format!("`{name}` has no place"));
                return refuse(Fault::new("points", words.0, words.1));
            }
        }
    }
    let distance = |i: usize, j: usize| haversine_km(places[i], places[j]);
    let n = places.len();
    Ok(match case.words("points") {
        "nearest" => Neighbours::nearest(case.whole("nearest") as usize, &distance, n),
        "band" => Neighbours::within(case.real("band"), &distance, n, |_| 1.0),
        _ => Neighbours::within(f64::INFINITY, &distance, n, |d| 1.0 / d),
    })
}

fn put(
    case: &Case,
    answer: &mut Answer,
    period: Option<i64>,
    units: &[(&str, f64, u32)],
    w: &Neighbours,
) {
    let n = units.len();
    let x: Vec<f64> = units.iter().map(|(_, x, _)| *x).collect();
    let centre = if n > 0 { mean(&x) } else { 0.0 };
    let z: Vec<f64> = x.iter().map(|x| x - centre).collect();
    let (s0, _, _) = w.moments();
    let reason = match n {
        0..4 => Some(Reason::NTooSmall),
        _ if z.iter().all(|z| z.abs() < 1e-12 * centre.abs()) => Some(Reason::ConstantInput),
        _ if s0 == 0.0 => Some(Reason::Island),
        _ => None,
    };
    if let Some(reason) = reason {
        answer.put("all", period, "I", reason).n(n);
        return;
    }
    let islands = w.of.iter().filter(|row| row.is_empty()).count();
    if islands > 0 {
        answer.note(
            format!("{islands}个单位没有邻居，计入n但没有局部值"),
            format!("{islands} units have no neighbours: counted in n, without a local value"),
        );
    }
    let observed = moran(&z, w, s0);
    let expected = -1.0 / (n as f64 - 1.0);
    let (normal, random) = variances(&z, w);
    answer.put("all", period, "I", observed).n(n).se(random.sqrt()).flag_if(islands > 0, "islands");
    answer.put("all", period, "expected", expected).n(n);
    for (metric, variance) in [("z_normal", normal), ("z_random", random)] {
        answer.put("all", period, metric, ratio(observed - expected, variance.sqrt())).n(n);
        answer.trace(
            "all",
            period,
            &format!("p_{metric}"),
            normal_p((observed - expected) / variance.sqrt()),
            &[],
        );
    }
    answer.put("all", period, "geary", geary(&z, w, s0)).n(n);
    let shuffles = case.whole("permutations") as usize;
    if shuffles > 0 {
        let p = global_p(&z, w, observed, (shuffles, case.words("tail"), case.seed()));
        answer.put("all", period, "p", p).n(n).se((p * (1.0 - p) / shuffles as f64).sqrt());
    }
    put_local(case, answer, period, units, (&z, w));
}

/// (r + 1)/(M + 1), r counting shuffles at least as far out in the named tail.
fn global_p(z: &[f64], w: &Neighbours, observed: f64, how: (usize, &str, u64)) -> f64 {
    let (shuffles, tail, seed) = how;
    let (s0, _, _) = w.moments();
    let centre = -1.0 / (z.len() as f64 - 1.0);
    let mut shuffled = z.to_vec();
    let mut far = 0;
    for r in 0..shuffles {
        Stream::new(seed, u32::MAX, r as u32).shuffle(&mut shuffled);
        let drawn = moran(&shuffled, w, s0);
        far += usize::from(match tail {
            "greater" => drawn >= observed,
            "less" => drawn <= observed,
            _ => (drawn - centre).abs() >= (observed - centre).abs(),
        });
    }
    (far + 1) as f64 / (shuffles + 1) as f64
}

fn put_local(
    case: &Case,
    answer: &mut Answer,
    period: Option<i64>,
    units: &[(&str, f64, u32)],
    (z, w): (&[f64], &Neighbours),
) {
    let n = units.len();
    let divisor = if case.words("moment") == "n" { n as f64 } else { n as f64 - 1.0 };
    let m2 = sum_of(n, |i| z[i] * z[i]) / divisor;
    let p = local_p(z, w, case.whole("permutations") as usize, case.seed());
    let adjusted = false_discovery(&p);
    for (i, (name, value, line)) in units.iter().enumerate() {
        let lag = w.lag(i, z);
        let island = w.of[i].is_empty();
        let or_island = |x: f64| if island { Err(Reason::Island) } else { Ok(x) };
        let quadrant = match (z[i] > 0.0, lag > 0.0) {
            (true, true) => 1.0,
            (false, true) => 2.0,
            (false, false) => 3.0,
            (true, false) => 4.0,
        };
        answer.put(name, period, "local_I", or_island(z[i] / m2 * lag)).n(w.of[i].len());
        answer.put(name, period, "quadrant", or_island(quadrant)).n(w.of[i].len());
        if !p[i].is_nan() {
            answer.put(name, period, "local_p", p[i]).n(w.of[i].len());
            answer.put(name, period, "local_p_fdr", adjusted[i]).n(w.of[i].len());
        }
        answer.trace(name, period, "value", *value, &[*line]);
        answer.trace(name, period, "deviation", z[i], &[*line]);
        answer.trace(name, period, "lag", lag, &[]);
    }
}

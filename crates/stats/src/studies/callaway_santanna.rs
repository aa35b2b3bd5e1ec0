//! A6 Staggered differences in differences: the effect by group and time, and its averages.

use std::collections::BTreeMap;

use crate::answer::{Answer, Number, Reason};
use crate::chance::{chi2_p, detectable, normal_p, normal_quantile};
use crate::panel::{OUTCOME, PANEL, REGRESSORS, Rows, rows};
use crate::random::Stream;
use crate::sandwich::wald;
use crate::spec::{
    ANY, COUNTED, POSITIVE, Picture, SEED, SHARE, Spec, Study, Uncertainty, choice, output, text,
    whole,
};
use crate::staggered::{Estimator, effect};
use crate::study::{Case, Fault, refuse};
use crate::sums::{dot, quantile, sum, sum_of};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "callaway_santanna",
        version: "1.0.0",
        family: "A6",
        name: text("分批处理的双重差分", "Staggered differences in differences"),
        question: text(
            "各批单位在各年的效应多大，平均多大？",
            "How large is the effect of each cohort in each year, and on average?",
        ),
        cites: &[
            "Callaway & Sant'Anna 2021, Journal of Econometrics 225(2)",
            "Sant'Anna & Zhao 2020, Journal of Econometrics 219(1)",
        ],
        inputs: &[PANEL],
        params: &[
            OUTCOME,
            REGRESSORS,
            choice(
                "control",
                &["never", "notyet"],
                text("对照组", "never treated or not yet treated"),
            ),
            choice("estimator", &["dr", "reg", "ipw"], text("协变量的用法", "use of covariates")),
            whole(
                "draws",
                999,
                0,
                99_999,
                text("乘子自助次数", "draws of the multiplier bootstrap"),
            ),
            SEED,
        ],
        outputs: &[
            output(
                "att",
                "outcome",
                ANY,
                Uncertainty::Sampling,
                text("批×年的效应", "effect of a cohort in a year"),
            ),
            output(
                "event",
                "outcome",
                ANY,
                Uncertainty::Sampling,
                text("按处理后年数", "by years since treatment"),
            ),
            output("group", "outcome", ANY, Uncertainty::Sampling, text("按批", "by cohort")),
            output("calendar", "outcome", ANY, Uncertainty::Sampling, text("按年", "by year")),
            output(
                "simple",
                "outcome",
                ANY,
                Uncertainty::Sampling,
                text("总平均", "mean over cohorts and years"),
            ),
            output(
                "dynamic",
                "outcome",
                ANY,
                Uncertainty::Sampling,
                text("各年数平均", "mean over years since treatment"),
            ),
            output(
                "group_mean",
                "outcome",
                ANY,
                Uncertainty::Sampling,
                text("各批平均", "mean over cohorts"),
            ),
            output(
                "calendar_mean",
                "outcome",
                ANY,
                Uncertainty::Sampling,
                text("各年平均", "mean over years"),
            ),
            output(
                "p",
                "1",
                SHARE,
                Uncertainty::Sampling,
                text("总平均的p值", "p of the simple mean"),
            ),
            output(
                "detectable",
                "outcome",
                POSITIVE,
                Uncertainty::Sampling,
                text("可检出的最小效应", "smallest detectable simple mean"),
            ),
            output(
                "pretrend_p",
                "1",
                SHARE,
                Uncertainty::Sampling,
                text("前趋势p值", "p of the effects before treatment"),
            ),
            output(
                "band",
                "se",
                POSITIVE,
                COUNTED,
                text("同时置信带的倍数", "multiple of se for the joint band"),
            ),
            output("units", "units", POSITIVE, COUNTED, text("单位数", "units")),
        ],
        chart: text(
            "批×年效应点图；事件图含同时置信带",
            "dots by cohort and year; event plot with joint bands",
        ),
        pictures: &[Picture::Course("event"), Picture::Dots("att")],
    },
    run,
};

/// Units × years of a balanced panel.
struct Wide {
    years: Vec<i64>,
    names: Vec<String>,
    outcome: Vec<Vec<f64>>,
    /// Covariates by unit, year, covariate.
    covariates: Vec<Vec<Vec<f64>>>,
    first: Vec<Option<i64>>,
    cluster: Vec<u32>,
}

/// An estimate with its influence function over all units (mean zero; se² = mean(ψ²)/n).
#[derive(Clone)]
struct Part {
    value: f64,
    influence: Vec<f64>,
}

struct Cell {
    group: i64,
    year: i64,
    part: Part,
}

/// Units present in every year; the others, and those treated from the first year on, are dropped.
fn wide(rows: &Rows, answer: &mut Answer) -> Wide {
    let mut years = rows.years.clone();
    years.sort_unstable();
    years.dedup();
    let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    (0..rows.len()).for_each(|i| members.entry(rows.units[i]).or_default().push(i));
    let (names, outcome, covariates) = (Vec::new(), Vec::new(), Vec::new());
    let (first, cluster) = (Vec::new(), Vec::new());
    let mut wide = Wide { years, names, outcome, covariates, first, cluster };
    for (unit, at) in members {
        let name = &rows.names[unit as usize];
        let start = rows.first[at[0]];
        let always = start.is_some_and(|f| Some(&f) <= wide.years.first());
        if at.len() != wide.years.len() || always {
            let reason = if always { Reason::NoComparison } else { Reason::MissingInput };
            answer.drop_unit(name, None, reason, Vec::new());
            continue;
        }
        wide.names.push(name.clone());
        wide.outcome.push(at.iter().map(|&i| rows.outcome[i]).collect());
        let row =
            |i: &usize| std::iter::once(1.0).chain(rows.regressors.iter().map(|x| x[*i])).collect();
        wide.covariates.push(at.iter().map(row).collect());
        wide.first.push(start.filter(|f| Some(f) <= wide.years.last()));
        wide.cluster.push(rows.cluster[at[0]]);
    }
    wide
}

impl Wide {
    fn len(&self) -> usize {
        self.names.len()
    }

    /// ATT(g, t) against the period before treatment, or before t where t comes earlier.
    fn cell(&self, group: i64, t: usize, how: Estimator, notyet: bool) -> Result<Part, Reason> {
        let before = self.years.partition_point(|y| *y < group) - 1;
        let base = if self.years[t] >= group { before } else { t - 1 };
        let latest = self.years[t.max(base)];
        let untreated = |first: &Option<i64>| match first {
            None => true,
            Some(f) => notyet && *f > latest && *f != group,
        };
        let inside: Vec<usize> = (0..self.len())
            .filter(|&u| self.first[u] == Some(group) || untreated(&self.first[u]))
            .collect();
        let treated: Vec<bool> = inside.iter().map(|&u| self.first[u] == Some(group)).collect();
        if treated.iter().all(|t| *t) {
            return Err(Reason::NoComparison);
        }
        let change: Vec<f64> =
            inside.iter().map(|&u| self.outcome[u][t] - self.outcome[u][base]).collect();
        let x: Vec<Vec<f64>> =
            inside.iter().map(|&u| self.covariates[u][base.min(t)].clone()).collect();
        let (value, within) = effect(&change, &treated, &x, how)?;
        let mut influence = vec![0.0; self.len()];
        let scale = self.len() as f64 / inside.len() as f64;
        inside.iter().zip(within).for_each(|(&u, psi)| influence[u] = scale * psi);
        Ok(Part { value, influence })
    }

    /// √(Σψ²)/n, summed by cluster first where clusters are not the units.
    fn se(&self, part: &Part) -> f64 {
        let mut sums: BTreeMap<u32, f64> = BTreeMap::new();
        for (psi, cluster) in part.influence.iter().zip(&self.cluster) {
            *sums.entry(*cluster).or_insert(0.0) += psi;
        }
        let squares: Vec<f64> = sums.values().map(|s| s * s).collect();
        sum(&squares).sqrt() / self.len() as f64
    }

    fn share(&self, group: i64) -> f64 {
        let members = self.first.iter().filter(|f| **f == Some(group)).count();
        members as f64 / self.len() as f64
    }

    /// Mean of cells weighted by cohort size; the sizes are estimated too.
    fn weighted(&self, parts: &[(i64, &Part)]) -> Part {
        let shares: Vec<f64> = parts.iter().map(|(g, _)| self.share(*g)).collect();
        let total = sum(&shares);
        let value = sum_of(parts.len(), |k| shares[k] * parts[k].1.value) / total;
        let influence = (0..self.len())
            .map(|u| {
                sum_of(parts.len(), |k| {
                    let (group, part) = parts[k];
                    let own = f64::from(u8::from(self.first[u] == Some(group))) - shares[k];
                    shares[k] / total * part.influence[u] + own / total * (part.value - value)
                })
            })
            .collect();
        Part { value, influence }
    }

    fn plain(&self, parts: &[&Part]) -> Part {
        let k = parts.len() as f64;
        let influence =
            (0..self.len()).map(|u| sum_of(parts.len(), |i| parts[i].influence[u]) / k).collect();
        Part { value: sum_of(parts.len(), |i| parts[i].value) / k, influence }
    }
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let rows = rows(case, &case.list("regressors"), answer)?;
    if !rows.has_first {
        let words =
            ("需要首次处理时期列 first", "needs the column `first` of first treated periods");
        return refuse(Fault::new("panel", words.0, words.1).column("first"));
    }
    let wide = wide(&rows, answer);
    let how = match case.words("estimator") {
        "reg" => Estimator::Regression,
        "ipw" => Estimator::Weighting,
        _ => Estimator::DoublyRobust,
    };
    let mut groups: Vec<i64> = wide.first.iter().flatten().copied().collect();
    groups.sort_unstable();
    groups.dedup();
    let mut cells = Vec::new();
    for &group in &groups {
        for t in 1..wide.years.len() {
            let year = wide.years[t];
            match wide.cell(group, t, how, case.words("control") == "notyet") {
                Ok(part) => cells.push(Cell { group, year, part }),
                Err(reason) => {
                    answer.put(&group.to_string(), Some(year), "att", reason).n(wide.len());
                }
            }
        }
    }
    if !cells.iter().any(|c| c.year >= c.group) {
        answer.put("all", None, "simple", Reason::NoComparison).n(wide.len());
        return Ok(());
    }
    put(case, answer, &wide, &cells);
    Ok(())
}

fn put(case: &Case, answer: &mut Answer, wide: &Wide, cells: &[Cell]) {
    let mut clusters = wide.cluster.clone();
    clusters.sort_unstable();
    clusters.dedup();
    let few = clusters.len() < 5;
    let pretrend = pretrend(wide, cells);
    let rejected = pretrend.is_ok_and(|p| p < 0.05);
    let n = wide.len();
    let z = normal_quantile(0.975);
    let mut one = |name: &str, period: Option<i64>, metric: &'static str, part: &Part, by: f64| {
        let se = wide.se(part);
        let row = answer.put(name, period, metric, part.value).n(n).se(se);
        if !few {
            row.between(part.value - by * se, part.value + by * se);
        }
        let after = metric != "att" || period >= name.parse().ok();
        row.flag_if(few, "few_clusters").flag_if(rejected && after, "pretrend_rejected");
    };
    for cell in cells {
        one(&cell.group.to_string(), Some(cell.year), "att", &cell.part, z);
    }
    let by = |key: &dyn Fn(&Cell) -> Option<i64>| {
        let mut sets: BTreeMap<i64, Vec<(i64, &Part)>> = BTreeMap::new();
        for cell in cells {
            if let Some(k) = key(cell) {
                sets.entry(k).or_default().push((cell.group, &cell.part));
            }
        }
        sets
    };
    let after = |c: &Cell| c.year >= c.group;
    let events: BTreeMap<i64, Part> =
        by(&|c| Some(c.year - c.group)).into_iter().map(|(e, p)| (e, wide.weighted(&p))).collect();
    let band = joint_band(case, wide, &events);
    for (event, part) in &events {
        one("all", Some(*event), "event", part, band.unwrap_or(z));
    }
    let lags: Vec<&Part> = events.iter().filter(|(e, _)| **e >= 0).map(|(_, p)| p).collect();
    one("all", None, "dynamic", &wide.plain(&lags), z);
    let groups: Vec<(i64, Part)> = by(&|c| after(c).then_some(c.group))
        .into_iter()
        .map(|(g, p)| (g, wide.plain(&p.iter().map(|(_, part)| *part).collect::<Vec<_>>())))
        .collect();
    for (group, part) in &groups {
        one(&group.to_string(), None, "group", part, z);
    }
    let groups: Vec<(i64, &Part)> = groups.iter().map(|(g, p)| (*g, p)).collect();
    one("all", None, "group_mean", &wide.weighted(&groups), z);
    let years: BTreeMap<i64, Part> = by(&|c| after(c).then_some(c.year))
        .into_iter()
        .map(|(t, p)| (t, wide.weighted(&p)))
        .collect();
    for (year, part) in &years {
        one("all", Some(*year), "calendar", part, z);
    }
    one("all", None, "calendar_mean", &wide.plain(&years.values().collect::<Vec<_>>()), z);
    let treated: Vec<(i64, &Part)> =
        cells.iter().filter(|c| after(c)).map(|c| (c.group, &c.part)).collect();
    let simple = wide.weighted(&treated);
    one("all", None, "simple", &simple, z);
    put_tests(answer, wide, &simple, if few { Err(Reason::TooFewClusters) } else { pretrend });
    if let Some(band) = band {
        answer.put("all", None, "band", band).n(n);
    }
    answer.put("all", None, "units", n).n(n);
}

/// p and power of the simple mean, beside the test of the trends before.
fn put_tests(answer: &mut Answer, wide: &Wide, simple: &Part, pretrend: Number) {
    let (se, n) = (wide.se(simple), wide.len());
    let few = pretrend == Err(Reason::TooFewClusters);
    let p = if few { Err(Reason::TooFewClusters) } else { Ok(normal_p(simple.value / se)) };
    answer.put("all", None, "p", p).n(n);
    answer.put("all", None, "detectable", detectable(se, f64::INFINITY)).n(n);
    answer.put("all", None, "pretrend_p", pretrend).n(n);
}

/// Wald test that all effects before treatment are zero.
fn pretrend(wide: &Wide, cells: &[Cell]) -> Number {
    let early: Vec<&Part> = cells.iter().filter(|c| c.year < c.group).map(|c| &c.part).collect();
    if early.is_empty() {
        return Err(Reason::NotIdentified);
    }
    let n = wide.len() as f64;
    let cross = |a: &Part, b: &Part| dot(&a.influence, &b.influence) / n / n;
    let v: Vec<Vec<f64>> =
        early.iter().map(|a| early.iter().map(|b| cross(a, b)).collect()).collect();
    let beta: Vec<f64> = early.iter().map(|p| p.value).collect();
    let (statistic, df) = wald(&beta, &v).ok_or(Reason::NotIdentified)?;
    Ok(chi2_p(statistic, df as f64))
}

/// 95 % point of the largest |t| over event times, with signs drawn by cluster (Rademacher).
fn joint_band(case: &Case, wide: &Wide, events: &BTreeMap<i64, Part>) -> Option<f64> {
    let draws = case.whole("draws") as usize;
    let parts: Vec<(&Part, f64)> =
        events.values().map(|p| (p, wide.se(p))).filter(|(_, se)| *se > 0.0).collect();
    if draws < 20 || parts.is_empty() {
        return None;
    }
    let top = wide.cluster.iter().max().copied().unwrap_or(0) as usize + 1;
    let mut largest: Vec<f64> = (0..draws)
        .map(|r| {
            let mut stream = Stream::new(case.seed(), 13, r as u32);
            let signs: Vec<f64> = (0..top).map(|_| stream.sign()).collect();
            let one = |(part, se): &(&Part, f64)| {
                let drawn =
                    sum_of(wide.len(), |u| signs[wide.cluster[u] as usize] * part.influence[u]);
                (drawn / wide.len() as f64 / se).abs()
            };
            parts.iter().map(one).fold(0.0, f64::max)
        })
        .collect();
    largest.sort_by(f64::total_cmp);
    // Never narrower than the band of one effect alone.
    Some(quantile(&largest, 0.95).max(normal_quantile(0.975)))
}

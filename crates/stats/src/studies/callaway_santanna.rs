//! A6 Staggered differences in differences: the effect by group and time, and its averages.

use std::collections::BTreeMap;

use crate::answer::{Answer, Number, Reason};
use crate::chance::{chi2_p, detectable, normal_p, normal_quantile};
use crate::effects::Effect;
use crate::panel::{OUTCOME, PANEL, REGRESSORS, Rows, rows};
use crate::random::Stream;
use crate::sandwich::wald;
use crate::spec::{
    ANY, COUNTED, POSITIVE, Picture, SEED, SHARE, Spec, Study, Uncertainty, choice, output, text,
    whole,
};
use crate::staggered::{Estimator, difference, effect};
use crate::study::{Case, Fault, refuse};
use crate::sums::{dot, quantile, sum, sum_of};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "callaway_santanna",
        version: "2.0.0",
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
                text(
                    "可检出的最小效应：总平均、各年数、各种平均",
                    "smallest detectable effect: of the simple mean, each event time, each other mean",
                ),
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
    /// By year, then unit.
    outcome: Vec<Vec<f64>>,
    /// By year, then unit: the constant and the covariates. Empty without covariates.
    covariates: Vec<Vec<Vec<f64>>>,
    first: Vec<Option<i64>>,
    /// First treated periods in order, and the share of units that began in each.
    groups: Vec<i64>,
    shares: Vec<f64>,
    /// Numbered from 0 without gaps.
    cluster: Vec<u32>,
    clusters: usize,
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
    let mut kept: Vec<&[usize]> = Vec::new();
    let order: Vec<usize> = (0..rows.len()).collect();
    // Rows come sorted by unit and year.
    for at in order.chunk_by(|a, b| rows.units[*a] == rows.units[*b]) {
        let start = rows.first[at[0]];
        let always = start.is_some_and(|f| Some(&f) <= years.first());
        if at.len() != years.len() || always {
            let reason = if always { Reason::NoComparison } else { Reason::MissingInput };
            answer.drop_unit(&rows.names[rows.units[at[0]] as usize], None, reason, Vec::new());
        } else {
            kept.push(at);
        }
    }
    let row = |i: usize| std::iter::once(1.0).chain(rows.regressors.iter().map(move |x| x[i]));
    let by_year = 0..if rows.regressors.is_empty() { 0 } else { years.len() };
    let cluster = Effect::new(&kept.iter().map(|at| rows.cluster[at[0]]).collect::<Vec<_>>());
    let first: Vec<Option<i64>> =
        kept.iter().map(|at| rows.first[at[0]].filter(|f| Some(f) <= years.last())).collect();
    let mut groups: Vec<i64> = first.iter().flatten().copied().collect();
    groups.sort_unstable();
    groups.dedup();
    let members = |group: &i64| first.iter().filter(|f| **f == Some(*group)).count();
    Wide {
        shares: groups.iter().map(|group| members(group) as f64 / first.len() as f64).collect(),
        groups,
        outcome: (0..years.len())
            .map(|t| kept.iter().map(|at| rows.outcome[at[t]]).collect())
            .collect(),
        covariates: by_year.map(|t| kept.iter().map(|at| row(at[t]).collect()).collect()).collect(),
        first,
        cluster: cluster.group,
        clusters: cluster.groups,
        years,
    }
}

impl Wide {
    fn len(&self) -> usize {
        self.first.len()
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
            inside.iter().map(|&u| self.outcome[t][u] - self.outcome[base][u]).collect();
        let (value, within) = match self.covariates.get(base.min(t)) {
            Some(x) => {
                let x: Vec<&[f64]> = inside.iter().map(|&u| &x[u][..]).collect();
                effect(&change, &treated, &x, how)?
            }
            None => difference(&change, &treated),
        };
        let mut influence = vec![0.0; self.len()];
        let scale = self.len() as f64 / inside.len() as f64;
        inside.iter().zip(within).for_each(|(&u, psi)| influence[u] = scale * psi);
        Ok(Part { value, influence })
    }

    /// Σψ by cluster over n: its squares add up to se², its products to covariances.
    fn by_cluster(&self, part: &Part) -> Vec<f64> {
        let n = self.len() as f64;
        let mut sums = vec![0.0; self.clusters];
        for (psi, cluster) in part.influence.iter().zip(&self.cluster) {
            sums[*cluster as usize] += psi / n;
        }
        sums
    }

    fn se(&self, part: &Part) -> f64 {
        let sums = self.by_cluster(part);
        dot(&sums, &sums).sqrt()
    }

    /// The place of a first treated period among all.
    fn cohort(&self, group: i64) -> usize {
        self.groups.partition_point(|other| *other < group)
    }

    /// Mean of cells weighted by cohort size; the sizes are estimated too, so that a unit moves the
    /// mean by its own cohort's distance from it.
    fn weighted(&self, parts: &[(i64, &Part)]) -> Part {
        let shares: Vec<f64> = parts.iter().map(|(g, _)| self.shares[self.cohort(*g)]).collect();
        let total = sum(&shares);
        let value = sum_of(parts.len(), |k| shares[k] * parts[k].1.value) / total;
        let mut mean = self.mean(parts.iter().zip(&shares).map(|((_, p), s)| (*p, s / total)));
        mean.value = value;
        let mut apart = vec![0.0; self.groups.len()];
        for (group, part) in parts {
            apart[self.cohort(*group)] += (part.value - value) / total;
        }
        for (psi, first) in mean.influence.iter_mut().zip(&self.first) {
            *psi += first.map_or(0.0, |group| apart[self.cohort(group)]);
        }
        mean
    }

    fn plain(&self, parts: &[&Part]) -> Part {
        let k = parts.len() as f64;
        self.mean(parts.iter().map(|part| (*part, 1.0 / k)))
    }

    fn mean<'p>(&self, parts: impl Iterator<Item = (&'p Part, f64)>) -> Part {
        let mut mean = Part { value: 0.0, influence: vec![0.0; self.len()] };
        for (part, weight) in parts {
            mean.value += weight * part.value;
            let both = mean.influence.iter_mut().zip(&part.influence);
            both.for_each(|(sum, psi)| *sum += weight * psi);
        }
        mean
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
    let mut cells = Vec::new();
    for &group in &wide.groups {
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
    let few = wide.clusters < 5;
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
        se
    };
    let mut errors: Vec<(&str, Option<i64>, f64)> = Vec::new();
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
        let se = one("all", Some(*event), "event", part, band.unwrap_or(z));
        errors.push(("all", Some(*event), se));
    }
    let lags: Vec<&Part> = events.iter().filter(|(e, _)| **e >= 0).map(|(_, p)| p).collect();
    errors.push(("dynamic", None, one("all", None, "dynamic", &wide.plain(&lags), z)));
    let groups: Vec<(i64, Part)> = by(&|c| after(c).then_some(c.group))
        .into_iter()
        .map(|(g, p)| (g, wide.plain(&p.iter().map(|(_, part)| *part).collect::<Vec<_>>())))
        .collect();
    for (group, part) in &groups {
        one(&group.to_string(), None, "group", part, z);
    }
    let groups: Vec<(i64, &Part)> = groups.iter().map(|(g, p)| (*g, p)).collect();
    errors.push(("group_mean", None, one("all", None, "group_mean", &wide.weighted(&groups), z)));
    let years: BTreeMap<i64, Part> = by(&|c| after(c).then_some(c.year))
        .into_iter()
        .map(|(t, p)| (t, wide.weighted(&p)))
        .collect();
    for (year, part) in &years {
        one("all", Some(*year), "calendar", part, z);
    }
    let mean = wide.plain(&years.values().collect::<Vec<_>>());
    errors.push(("calendar_mean", None, one("all", None, "calendar_mean", &mean, z)));
    let treated: Vec<(i64, &Part)> =
        cells.iter().filter(|c| after(c)).map(|c| (c.group, &c.part)).collect();
    let simple = wide.weighted(&treated);
    errors.push(("all", None, one("all", None, "simple", &simple, z)));
    for (mean, event, se) in errors {
        answer.put(mean, event, "detectable", detectable(se, f64::INFINITY)).n(n);
    }
    put_tests(answer, wide, &simple, if few { Err(Reason::TooFewClusters) } else { pretrend });
    if let Some(band) = band {
        answer.put("all", None, "band", band).n(n);
    }
    answer.put("all", None, "units", n).n(n);
}

/// p of the simple mean, beside the test of the trends before.
fn put_tests(answer: &mut Answer, wide: &Wide, simple: &Part, pretrend: Number) {
    let (se, n) = (wide.se(simple), wide.len());
    let few = pretrend == Err(Reason::TooFewClusters);
    let p = if few { Err(Reason::TooFewClusters) } else { Ok(normal_p(simple.value / se)) };
    answer.put("all", None, "p", p).n(n);
    answer.put("all", None, "pretrend_p", pretrend).n(n);
}

/// Wald test that all effects before treatment are zero.
fn pretrend(wide: &Wide, cells: &[Cell]) -> Number {
    let early: Vec<&Part> = cells.iter().filter(|c| c.year < c.group).map(|c| &c.part).collect();
    if early.is_empty() {
        return Err(Reason::NotIdentified);
    }
    let sums: Vec<Vec<f64>> = early.iter().map(|part| wide.by_cluster(part)).collect();
    let mut v = vec![vec![0.0; sums.len()]; sums.len()];
    for i in 0..sums.len() {
        for j in 0..=i {
            v[i][j] = dot(&sums[i], &sums[j]);
            v[j][i] = v[i][j];
        }
    }
    let beta: Vec<f64> = early.iter().map(|p| p.value).collect();
    let (statistic, df) = wald(&beta, &v).ok_or(Reason::NotIdentified)?;
    Ok(chi2_p(statistic, df as f64))
}

/// 95 % point of the largest |t| over event times, with signs drawn by cluster (Rademacher).
fn joint_band(case: &Case, wide: &Wide, events: &BTreeMap<i64, Part>) -> Option<f64> {
    let draws = case.whole("draws") as usize;
    let mut parts: Vec<Vec<f64>> = events.values().map(|part| wide.by_cluster(part)).collect();
    parts.retain_mut(|sums| {
        let se = dot(sums, sums).sqrt();
        sums.iter_mut().for_each(|psi| *psi /= se);
        se > 0.0
    });
    if draws < 20 || parts.is_empty() {
        return None;
    }
    let mut largest: Vec<f64> = (0..draws)
        .map(|r| {
            let mut stream = Stream::new(case.seed(), 13, r as u32);
            let signs: Vec<f64> = (0..wide.clusters).map(|_| stream.sign()).collect();
            parts.iter().map(|sums| dot(sums, &signs).abs()).fold(0.0, f64::max)
        })
        .collect();
    largest.sort_by(f64::total_cmp);
    // Never narrower than the band of one effect alone.
    Some(quantile(&largest, 0.95).max(normal_quantile(0.975)))
}

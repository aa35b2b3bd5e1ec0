//! A6 Event study: effects by time since treatment, and whether trends differed before.

use crate::answer::{Answer, Reason};
use crate::chance::{detectable, f_p, t_p, t_quantile};
use crate::effects::Effect;
use crate::panel::{COUNT_RULE, OUTCOME, PANEL, REGRESSORS, Rows, rows};
use crate::regression::{CountRule, Estimate, Panel, note_estimate};
use crate::sandwich::wald;
use crate::spec::{
    ANY, COUNTED, POSITIVE, Picture, SHARE, Spec, Study, Uncertainty, output, text, whole,
};
use crate::study::{Case, Fault};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "event_study",
        version: "1.0.0",
        family: "A6",
        name: text("事件研究", "Event study"),
        question: text(
            "处理前趋势是否一致，处理后逐年效应多大？",
            "Did trends agree before treatment, and what followed year by year?",
        ),
        cites: &[
            "Freyaldenhoven, Hansen & Shapiro 2019, AER 109(9)",
            "Roth 2022, AER: Insights 4(3): passing a pre-test is weak evidence, and biases what follows",
        ],
        inputs: &[PANEL],
        params: &[
            OUTCOME,
            REGRESSORS,
            COUNT_RULE,
            whole(
                "window",
                0,
                0,
                100,
                text("窗口，超出并入端点；0为不并", "window, ends binned; 0: all"),
            ),
        ],
        outputs: &[
            output(
                "effect",
                "outcome",
                ANY,
                Uncertainty::Sampling,
                text("相对−1期的效应", "effect against period −1"),
            ),
            output("p", "1", SHARE, Uncertainty::Sampling, text("p值", "p-value")),
            output(
                "detectable",
                "outcome",
                POSITIVE,
                Uncertainty::Sampling,
                text("可检出的最小效应", "smallest detectable effect"),
            ),
            output(
                "pretrend_F",
                "1",
                POSITIVE,
                Uncertainty::Sampling,
                text("前趋势联合检验F", "joint F of the leads"),
            ),
            output(
                "pretrend_p",
                "1",
                SHARE,
                Uncertainty::Sampling,
                text("前趋势p值", "p of the leads"),
            ),
            output("clusters", "clusters", POSITIVE, COUNTED, text("聚类数", "clusters")),
        ],
        chart: text("事件研究图，含置信带", "event-study plot with bands"),
        pictures: &[Picture::Course("effect")],
    },
    run,
};

/// Leads and lags as dummies against period −1, and the regression on them.
pub struct Leads {
    pub times: Vec<i64>,
    pub estimate: Estimate,
}

impl Leads {
    /// F and p of "all leads are zero"; `None` without leads, or where they are not identified.
    pub fn pretrend(&self) -> Option<(f64, f64)> {
        let fit = &self.estimate.fit;
        let leads: Vec<usize> = (0..self.times.len()).filter(|&k| self.times[k] < -1).collect();
        if leads.is_empty() || leads.iter().any(|&k| !fit.kept[k]) {
            return None;
        }
        let beta: Vec<f64> = leads.iter().map(|&k| fit.beta[k]).collect();
        let v: Vec<Vec<f64>> = leads
            .iter()
            .map(|&i| leads.iter().map(|&j| self.estimate.variance[i][j]).collect())
            .collect();
        let (w, df) = wald(&beta, &v)?;
        let f = w / df as f64;
        Some((f, f_p(f, df as f64, self.estimate.df)))
    }
}

/// Rule named by the parameter.
pub fn count_rule(case: &Case) -> CountRule {
    match case.words("count_rule") {
        "none" => CountRule::None,
        "full" => CountRule::Full,
        _ => CountRule::NonNested,
    }
}

pub fn effects(rows: &Rows) -> Vec<Effect> {
    vec![Effect::new(&rows.units), Effect::new(&rows.year_codes())]
}

/// Units treated from their first period on have no period before, and are left out.
pub fn leads(rows: &Rows, window: i64, rule: CountRule) -> Result<Leads, Reason> {
    let start = rows.years.iter().min().copied().ok_or(Reason::NTooSmall)?;
    let keep: Vec<bool> = rows.first.iter().map(|f| f.is_none_or(|f| f > start)).collect();
    let time = |i: usize| {
        let t = rows.years[i] - rows.first[i]?;
        Some(if window > 0 { t.clamp(-window, window) } else { t })
    };
    let mut times: Vec<i64> = (0..rows.len()).filter(|&i| keep[i]).filter_map(time).collect();
    times.sort_unstable();
    times.dedup();
    times.retain(|t| *t != -1);
    if times.iter().all(|t| *t < 0) {
        return Err(Reason::NoComparison);
    }
    let dummy = |t: &i64| {
        (0..rows.len()).map(|i| f64::from(u8::from(time(i) == Some(*t)))).collect::<Vec<f64>>()
    };
    let mut x: Vec<Vec<f64>> = times.iter().map(dummy).collect();
    x.extend(rows.regressors.iter().cloned());
    let (y, effects, clusters) = (rows.outcome.clone(), effects(rows), vec![rows.cluster.clone()]);
    let mut panel = Panel { y, x, effects, clusters };
    panel.keep(&keep);
    Ok(Leads { times, estimate: panel.estimate(rule)? })
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let rows = rows(case, &case.list("regressors"), answer)?;
    let leads = match leads(&rows, case.whole("window"), count_rule(case)) {
        Ok(leads) => leads,
        Err(reason) => {
            answer.put("all", None, "effect", reason);
            return Ok(());
        }
    };
    let estimate = &leads.estimate;
    note_estimate(answer, estimate);
    answer.note(
        "前趋势不显著不等于平行趋势成立（Roth 2022）",
        "a pre-trend that is not found is not a proof of parallel trends (Roth 2022)",
    );
    let few = estimate.clusters < 5;
    let pretrend = leads.pretrend();
    let rejected = pretrend.is_some_and(|(_, p)| p < 0.05);
    for (k, time) in leads.times.iter().enumerate() {
        let (beta, se) = (estimate.fit.beta[k], estimate.se(k));
        let known = if estimate.fit.kept[k] { Ok(beta) } else { Err(Reason::NotIdentified) };
        let row = answer.put("all", Some(*time), "effect", known).n(estimate.n).se(se);
        row.flag_if(rejected && *time >= 0, "pretrend_rejected").flag_if(few, "few_clusters");
        if !few {
            let half = t_quantile(0.975, estimate.df) * se;
            row.between(beta - half, beta + half);
        }
        let p =
            if few { Err(Reason::TooFewClusters) } else { known.map(|b| t_p(b / se, estimate.df)) };
        answer.put("all", Some(*time), "p", p).n(estimate.n);
        let least = known.map(|_| detectable(se, estimate.df));
        answer.put("all", Some(*time), "detectable", least).n(estimate.n);
    }
    let missing = if few { Reason::TooFewClusters } else { Reason::NotIdentified };
    let test = pretrend.filter(|_| !few).ok_or(missing);
    answer.put("all", None, "pretrend_F", test.map(|(f, _)| f)).n(estimate.n);
    answer.put("all", None, "pretrend_p", test.map(|(_, p)| p)).n(estimate.n);
    answer.put("all", None, "clusters", estimate.clusters).n(estimate.n);
    Ok(())
}

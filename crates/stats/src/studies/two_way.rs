//! A6 Two-way fixed effects: the average effect of a treatment or dose on a panel, errors
//! clustered.

use crate::answer::{Answer, Reason};
use crate::chance::{detectable, t_p, t_quantile};
use crate::panel::{COUNT_RULE, OUTCOME, PANEL, REGRESSORS, Rows, rows};
use crate::regression::{Estimate, Panel, note_estimate};
use crate::spec::{
    ANY, COUNTED, POSITIVE, Picture, SEED, SHARE, Spec, Study, Uncertainty, choice, output, text,
    whole,
};
use crate::studies::event_study::{count_rule, effects, leads};
use crate::study::{Case, Fault, refuse};
use crate::sums::{dot, mean, sum_of};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "two_way",
        version: "1.0.0",
        family: "A6",
        name: text(
            "双向固定效应（含双重差分）",
            "Two-way fixed effects, difference in differences",
        ),
        question: text(
            "去掉单位与年份的固有差异后，处理或剂量与结果的关系多大？",
            "Net of unit and year, how does the outcome move with the treatment or dose?",
        ),
        cites: &[
            "Cameron, Gelbach & Miller 2008, REStat 90(3); 2011, JBES 29(2)",
            "Cameron & Miller 2015, Journal of Human Resources 50(2)",
            "Webb 2014, Queen's Economics Department Working Paper 1315",
            "Goodman-Bacon 2021, Journal of Econometrics 225(2)",
        ],
        inputs: &[PANEL],
        params: &[
            OUTCOME,
            REGRESSORS,
            COUNT_RULE,
            choice(
                "cluster",
                &["given", "period", "both", "none"],
                text("聚类方式", "clusters: given column or unit, period, both, none"),
            ),
            whole("draws", 9999, 99, 999_999, text("自助抽样次数", "draws of the bootstrap")),
            SEED,
        ],
        outputs: &[
            output("estimate", "outcome", ANY, Uncertainty::Sampling, text("系数", "coefficient")),
            output("t", "1", ANY, Uncertainty::Sampling, text("t值", "t")),
            output("p", "1", SHARE, Uncertainty::Sampling, text("p值", "p-value")),
            output(
                "wild_p",
                "1",
                SHARE,
                Uncertainty::Sampling,
                text("野聚类自助p值", "wild cluster bootstrap p"),
            ),
            output(
                "detectable",
                "outcome",
                POSITIVE,
                Uncertainty::Sampling,
                text("可检出的最小效应", "smallest detectable effect"),
            ),
            output(
                "pretrend_p",
                "1",
                SHARE,
                Uncertainty::Sampling,
                text("前趋势p值", "p of the leads"),
            ),
            output("clusters", "clusters", POSITIVE, COUNTED, text("聚类数", "clusters")),
            output("parameters", "parameters", POSITIVE, COUNTED, text("参数个数K", "K of N − K")),
            output("within_r2", "1", SHARE, COUNTED, text("组内R²", "within R²")),
        ],
        chart: text("系数与置信区间", "coefficients with intervals"),
        pictures: &[Picture::Dots("estimate")],
    },
    run,
};

/// The regression panel of `rows`; with first treated periods, `treated` is the first regressor.
fn panel(rows: &mut Rows, cluster: &str) -> Panel {
    if rows.has_first {
        let treated = (0..rows.len()).map(|i| f64::from(u8::from(rows.treated(i)))).collect();
        rows.labels.insert(0, "treated".to_string());
        rows.regressors.insert(0, treated);
    }
    let clusters = match cluster {
        "period" => vec![rows.year_codes()],
        "both" => vec![rows.cluster.clone(), rows.year_codes()],
        "none" => Vec::new(),
        _ => vec![rows.cluster.clone()],
    };
    let (y, x) = (rows.outcome.clone(), rows.regressors.clone());
    Panel { y, x, effects: effects(rows), clusters }
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let mut rows = rows(case, &case.list("regressors"), answer)?;
    let pretrend = if rows.has_first {
        leads(&rows, 0, count_rule(case)).ok().and_then(|l| l.pretrend())
    } else {
        None
    };
    let panel = panel(&mut rows, case.words("cluster"));
    if rows.labels.is_empty() {
        let words = (
            "请给出 regressors 参数，或首次处理时期列 first",
            "name the regressors, or give the column `first` of first treated periods",
        );
        return refuse(Fault::new("panel", words.0, words.1));
    }
    let estimate = match panel.estimate(count_rule(case)) {
        Ok(estimate) => estimate,
        Err(reason) => {
            answer.put(&rows.labels[0], None, "estimate", reason).n(rows.len());
            return Ok(());
        }
    };
    note_estimate(answer, &estimate);
    let rejected = pretrend.is_some_and(|(_, p)| p < 0.05);
    for (k, name) in rows.labels.iter().enumerate() {
        put(case, answer, &estimate, (k, name, rejected && name == "treated"));
    }
    if rows.has_first {
        let p = pretrend.map(|(_, p)| p).ok_or(Reason::NotIdentified);
        answer.put("treated", None, "pretrend_p", p).n(estimate.n);
        answer.note(
            "分批处理时此系数是可含负权的加权平均；请同看 bacon 与 callaway_santanna",
            "with staggered treatment this is a weighted mean that may hold negative weights: see `bacon` and `callaway_santanna`",
        );
    }
    let y = &estimate.swept.y;
    let explained = 1.0 - dot(&estimate.fit.residuals, &estimate.fit.residuals) / dot(y, y);
    answer.put("all", None, "clusters", estimate.clusters).n(estimate.n);
    answer.put("all", None, "parameters", estimate.parameters).n(estimate.n);
    answer.put("all", None, "within_r2", explained).n(estimate.n);
    Ok(())
}

fn put(
    case: &Case,
    answer: &mut Answer,
    estimate: &Estimate,
    (k, name, rejected): (usize, &str, bool),
) {
    let n = estimate.n;
    if !estimate.fit.kept[k] {
        answer.put(name, None, "estimate", Reason::NotIdentified).n(n).flag("collinear");
        return;
    }
    let (beta, se, df) = (estimate.fit.beta[k], estimate.se(k), estimate.df);
    let clustered = case.words("cluster") != "none";
    let few = clustered && estimate.clusters < 5;
    let row = answer.put(name, None, "estimate", beta).n(n).se(se);
    row.flag_if(few, "few_clusters").flag_if(rejected, "pretrend_rejected");
    row.flag_if(!estimate.converged, "not_converged");
    if !few {
        let half = t_quantile(0.975, df) * se;
        row.between(beta - half, beta + half);
    }
    let or_few = |x: f64| if few { Err(Reason::TooFewClusters) } else { Ok(x) };
    answer.put(name, None, "t", or_few(beta / se)).n(n);
    answer.put(name, None, "p", or_few(t_p(beta / se, df))).n(n);
    answer.put(name, None, "detectable", detectable(se, df)).n(n);
    if clustered && estimate.clusters < 20 {
        let draws = case.whole("draws") as usize;
        let p = estimate.wild_p(k, draws, case.seed()).ok_or(Reason::TooFewClusters);
        answer.put(name, None, "wild_p", p).n(n);
    }
    let x = &estimate.swept.x[k];
    let centre = mean(x);
    let spread = sum_of(x.len(), |i| (x[i] - centre).powi(2)) / x.len() as f64;
    answer.trace(name, None, "within_sd", spread.sqrt(), &[]);
}

//! A11 Discrete-time hazard: yearly checks see only in which year something ended.

use crate::answer::{Answer, Reason};
use crate::chance::{detectable, normal_p, normal_quantile};
use crate::linear::invert_psd;
use crate::spec::{
    ANY, COUNTED, POSITIVE, Picture, SHARE, Spec, Study, Uncertainty, choice, input, key, number,
    output, text, words,
};
use crate::study::{Case, Fault, refuse};
use crate::sums::{dot, sum_of};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "hazard",
        version: "1.0.0",
        family: "A11",
        name: text("离散时间风险模型", "Discrete-time hazard"),
        question: text("什么使企业或项目更早退出？", "What makes firms or projects leave sooner?"),
        cites: &["Prentice & Gloeckler 1978, Biometrics 34(1)"],
        inputs: &[input(
            "spells",
            text("存续期，时长为整年", "spells in whole periods"),
            &[
                key("id", text("企业或项目", "firm or project")),
                number("stop", "time", text("观察结束时的时长", "time at the end of observation")),
                number("event", "1", text("是否终止，1或0", "1 where it ended")),
                number("start", "time", text("进入观察的时长", "time observation began"))
                    .optional(),
                number("$regressors", "", text("解释变量", "regressors")),
            ],
        )],
        params: &[
            words("regressors", "", text("解释变量的列名", "columns of the regressors")),
            choice(
                "baseline",
                &["constant", "log_time", "dummies"],
                text("基准风险的形状", "shape of the baseline"),
            ),
        ],
        outputs: &[
            output(
                "coefficient",
                "log hazard",
                ANY,
                Uncertainty::Sampling,
                text("系数", "coefficient"),
            ),
            output("ratio", "1", POSITIVE, Uncertainty::Sampling, text("风险比", "hazard ratio")),
            output("p", "1", SHARE, Uncertainty::Sampling, text("p值", "p-value")),
            output(
                "detectable_ratio",
                "1",
                POSITIVE,
                Uncertainty::Sampling,
                text("可检出的最小风险比", "smallest detectable hazard ratio"),
            ),
            output("log_likelihood", "1", ANY, COUNTED, text("对数似然", "log likelihood")),
            output("events", "events", POSITIVE, COUNTED, text("终止数", "events")),
        ],
        chart: text("风险比森林图", "forest plot of hazard ratios"),
        pictures: &[Picture::Dots("ratio")],
    },
    run,
};

/// Coefficients, their covariance and the log likelihood.
pub type Likeliest = (Vec<f64>, Vec<Vec<f64>>, f64);

/// The likeliest fit of cloglog: P(end) = 1 − exp(−exp(x'β)),
/// by Fisher scoring. `not_identified` where columns depend on each other; `not_converged` where
/// the data separate.
pub fn complementary_log_log(x: &[Vec<f64>], ended: &[bool]) -> Result<Likeliest, Reason> {
    let (n, k) = (ended.len(), x.len());
    let events = ended.iter().filter(|e| **e).count() as f64;
    if events == 0.0 || events == n as f64 {
        return Err(Reason::NotIdentified);
    }
    let mut beta = vec![0.0; k];
    // The first column is the constant: start at the overall hazard.
    beta[0] = (-(1.0 - events / n as f64).ln()).ln();
    for _ in 0..200 {
        let eta: Vec<f64> = (0..n).map(|i| sum_of(k, |j| beta[j] * x[j][i])).collect();
        let hazard: Vec<f64> = eta.iter().map(|eta| -(-eta.exp()).exp_m1()).collect();
        // d p/d η = e^η·(1 − p); score (y − p)·dp/(p(1−p)), information dp²/(p(1−p)).
        let residual: Vec<f64> = (0..n)
            .map(|i| (f64::from(u8::from(ended[i])) - hazard[i]) * eta[i].exp() / hazard[i])
            .collect();
        let weight: Vec<f64> =
            (0..n).map(|i| eta[i].exp().powi(2) * (1.0 - hazard[i]) / hazard[i]).collect();
        let score: Vec<f64> = x.iter().map(|x| dot(&residual, x)).collect();
        let mut information = vec![vec![0.0; k]; k];
        for a in 0..k {
            for b in 0..=a {
                information[a][b] = sum_of(n, |i| weight[i] * x[a][i] * x[b][i]);
                information[b][a] = information[a][b];
            }
        }
        let (inverse, kept) = invert_psd(&information);
        if kept.iter().any(|k| !k) {
            return Err(Reason::NotIdentified);
        }
        let step: Vec<f64> = inverse.iter().map(|row| dot(row, &score)).collect();
        beta.iter_mut().zip(&step).for_each(|(b, s)| *b += s.clamp(-2.0, 2.0));
        if beta.iter().any(|b| b.abs() > 50.0 || b.is_nan()) {
            return Err(Reason::NotConverged);
        }
        if step.iter().all(|s| s.abs() < 1e-10) {
            let term = |i: usize| if ended[i] { hazard[i].ln() } else { -eta[i].exp() };
            return Ok((beta, inverse, sum_of(n, term)));
        }
    }
    Err(Reason::NotConverged)
}

/// One row for each unit and whole period at risk.
struct Periods {
    x: Vec<Vec<f64>>,
    ended: Vec<bool>,
    labels: Vec<String>,
}

fn expand(case: &Case, answer: &mut Answer) -> Result<Periods, Vec<Fault>> {
    let table = case.table("spells");
    let number = |name: &str| table.number(name).expect("checked");
    let (stop, event) = (number("stop"), number("event"));
    let names = case.list("regressors");
    let columns: Vec<&[f64]> = names.iter().map(|name| number(name)).collect();
    let start = |i: usize| table.number("start").map_or(0.0, |s| s[i]);
    let wrong = |&i: &usize| {
        let uneven = stop[i] <= start(i) || stop[i].fract() != 0.0 || start(i).fract() != 0.0;
        let known = !stop[i].is_nan() && !event[i].is_nan();
        known && (uneven || !(event[i] == 0.0 || event[i] == 1.0))
    };
    let wrong: Vec<u32> = (0..table.len()).filter(wrong).map(|i| table.line(i)).collect();
    if !wrong.is_empty() {
        let words = (
            "时长应为整数且结束晚于开始，终止应为1或0",
            "whole periods, ending after they start; event is 1 or 0",
        );
        return refuse(Fault::new("spells", words.0, words.1).lines(wrong));
    }
    let (mut at, mut ended, mut times) = (Vec::new(), Vec::new(), Vec::new());
    for i in 0..table.len() {
        let gap = stop[i].is_nan() || event[i].is_nan() || columns.iter().any(|c| c[i].is_nan());
        if gap {
            let id = table.key("id").expect("checked").word(i);
            answer.drop_unit(id, None, Reason::MissingInput, vec![table.line(i)]);
            continue;
        }
        for t in start(i) as i64 + 1..=stop[i] as i64 {
            at.push(i);
            times.push(t);
            ended.push(event[i] == 1.0 && t == stop[i] as i64);
        }
    }
    let mut x = vec![vec![1.0; at.len()]];
    let mut labels = vec!["constant".to_string()];
    match case.words("baseline") {
        "log_time" => {
            x.push(times.iter().map(|t| (*t as f64).ln()).collect());
            labels.push("log_time".to_string());
        }
        "dummies" => {
            let mut all = times.clone();
            all.sort_unstable();
            all.dedup();
            for t in all.into_iter().skip(1) {
                x.push(times.iter().map(|u| f64::from(u8::from(*u == t))).collect());
                labels.push(format!("period {t}"));
            }
        }
        _ => {}
    }
    for (name, column) in names.iter().zip(&columns) {
        x.push(at.iter().map(|&i| column[i]).collect());
        labels.push(name.to_string());
    }
    Ok(Periods { x, ended, labels })
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let periods = expand(case, answer)?;
    let n = periods.ended.len();
    let events = periods.ended.iter().filter(|e| **e).count();
    answer.put("all", None, "events", events).n(n);
    let (beta, v, likelihood) = match complementary_log_log(&periods.x, &periods.ended) {
        Ok(fit) => fit,
        Err(reason) => {
            answer.put("all", None, "log_likelihood", reason).n(n);
            return Ok(());
        }
    };
    answer.put("all", None, "log_likelihood", likelihood).n(n);
    for (k, name) in periods.labels.iter().enumerate() {
        let se = v[k][k].sqrt();
        let half = normal_quantile(0.975) * se;
        let (low, high) = (beta[k] - half, beta[k] + half);
        answer.put(name, None, "coefficient", beta[k]).n(n).se(se).between(low, high);
        answer.put(name, None, "ratio", beta[k].exp()).n(n).between(low.exp(), high.exp());
        answer.put(name, None, "p", normal_p(beta[k] / se)).n(n);
        let least = detectable(se, f64::INFINITY).exp();
        answer.put(name, None, "detectable_ratio", least).n(n);
    }
    Ok(())
}

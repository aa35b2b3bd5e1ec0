//! A11 Survival of firms or projects: who still runs after how long, and whether groups differ.

use std::collections::BTreeMap;

use crate::answer::{Answer, Number, Reason};
use crate::chance::{chi2_p, normal_quantile};
use crate::sandwich::wald;
use crate::spec::{
    Column, POSITIVE, Picture, SHARE, Spec, Study, Uncertainty, input, key, label, number, output,
    text,
};
use crate::study::{Case, Fault, refuse};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "survival",
        version: "1.0.0",
        family: "A11",
        name: text("生存曲线（Kaplan–Meier）", "Survival (Kaplan–Meier)"),
        question: text(
            "落地的企业或项目能留多久，各组是否不同？",
            "How long do firms or projects last, and do groups differ?",
        ),
        cites: &[
            "Kaplan & Meier 1958, JASA 53",
            "Greenwood 1926; Kalbfleisch & Prentice 2002, Statistical Analysis of Failure Time Data",
            "Peto & Peto 1972, JRSS A 135(2)",
            "Schoenfeld 1981, Biometrika 68(1)",
        ],
        inputs: &[input("spells", text("存续期", "spells"), SPELLS)],
        params: &[],
        outputs: &[
            output(
                "survival",
                "1",
                SHARE,
                Uncertainty::Sampling,
                text("存续率", "share that survives"),
            ),
            output(
                "at_risk",
                "units",
                POSITIVE,
                crate::spec::COUNTED,
                text("在险数", "units at risk"),
            ),
            output(
                "median",
                "time",
                POSITIVE,
                Uncertainty::Sampling,
                text("中位存续时间", "median survival"),
            ),
            output(
                "logrank",
                "1",
                POSITIVE,
                Uncertainty::Sampling,
                text("对数秩统计量", "log-rank statistic"),
            ),
            output("p", "1", SHARE, Uncertainty::Sampling, text("对数秩p值", "log-rank p")),
            output(
                "detectable_ratio",
                "1",
                POSITIVE,
                Uncertainty::Sampling,
                text("可检出的最小风险比", "smallest detectable hazard ratio"),
            ),
        ],
        chart: text("生存曲线与在险表", "survival steps with the table at risk"),
        pictures: &[Picture::Steps("survival"), Picture::Steps("at_risk")],
    },
    run,
};

/// Shared with the discrete-time hazard.
pub const SPELLS: &[Column] = &[
    key("id", text("企业或项目", "firm or project")),
    number("stop", "time", text("观察结束时的时长", "time at the end of observation")),
    number("event", "1", text("是否终止，1或0", "1 where it ended, 0 where it was still there")),
    number("start", "time", text("进入观察的时长，缺省为0", "time observation began; 0 if absent"))
        .optional(),
    label("group", text("分组", "group")).optional(),
];

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spell {
    pub start: f64,
    pub stop: f64,
    pub event: bool,
    pub group: u32,
}

/// One step of the curve: at risk and ended at a time, and the share that survives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    pub time: f64,
    pub at_risk: usize,
    pub ended: usize,
    pub survival: f64,
    /// Greenwood's Σ d/(r(r−d)); infinite where all at risk end.
    pub greenwood: f64,
}

impl Step {
    /// Log-log interval, which stays in 0…1.
    pub fn interval(&self) -> Option<(f64, f64)> {
        let theta = normal_quantile(0.975) * self.greenwood.sqrt() / self.survival.ln();
        let end = |t: f64| self.survival.powf(t.exp());
        (0.0 < self.survival && self.survival < 1.0).then(|| (end(-theta), end(theta)))
    }
}

/// Kaplan–Meier steps at the times where something ended. A spell is at risk in (start, stop].
pub fn kaplan_meier(spells: &[Spell]) -> Vec<Step> {
    let mut starts: Vec<f64> = spells.iter().map(|s| s.start).collect();
    let mut stops: Vec<(f64, bool)> = spells.iter().map(|s| (s.stop, s.event)).collect();
    starts.sort_by(f64::total_cmp);
    stops.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut steps, mut survival, mut greenwood): (Vec<Step>, f64, f64) = (Vec::new(), 1.0, 0.0);
    let (mut entered, mut at) = (0, 0);
    while at < stops.len() {
        let time = stops[at].0;
        let left = at;
        let mut ended = 0;
        while at < stops.len() && stops[at].0 == time {
            ended += usize::from(stops[at].1);
            at += 1;
        }
        while entered < starts.len() && starts[entered] < time {
            entered += 1;
        }
        let at_risk = entered - left;
        if ended > 0 {
            let (d, r) = (ended as f64, at_risk as f64);
            survival *= 1.0 - d / r;
            greenwood += d / (r * (r - d));
            steps.push(Step { time, at_risk, ended, survival, greenwood });
        }
    }
    steps
}

/// Log-rank statistic and its degrees of freedom over the groups 0 … k−1.
pub fn log_rank(spells: &[Spell], groups: usize) -> Option<(f64, usize)> {
    let mut apart = vec![0.0; groups];
    let mut variance = vec![vec![0.0; groups]; groups];
    let mut times: Vec<f64> = spells.iter().filter(|s| s.event).map(|s| s.stop).collect();
    times.sort_by(f64::total_cmp);
    times.dedup();
    for time in times {
        let mut risk = vec![0.0; groups];
        let mut ended = vec![0.0; groups];
        for spell in spells.iter().filter(|s| s.start < time && s.stop >= time) {
            risk[spell.group as usize] += 1.0;
            ended[spell.group as usize] += f64::from(u8::from(spell.event && spell.stop == time));
        }
        let (r, d): (f64, f64) = (risk.iter().sum(), ended.iter().sum());
        for g in 0..groups {
            apart[g] += ended[g] - d * risk[g] / r;
            for h in 0..groups {
                let own = if g == h { risk[g] / r } else { 0.0 };
                let factor = if r > 1.0 { d * (r - d) / (r - 1.0) } else { 0.0 };
                variance[g][h] += factor * (own - risk[g] / r * risk[h] / r);
            }
        }
    }
    // One group is the rest of the others: leave the last out.
    let last = groups - 1;
    let v: Vec<Vec<f64>> = variance[..last].iter().map(|row| row[..last].to_vec()).collect();
    wald(&apart[..last], &v)
}

/// Spells with their groups' names; those that end before they start are refused.
pub fn spells(case: &Case, answer: &mut Answer) -> Result<(Vec<Spell>, Vec<String>), Vec<Fault>> {
    let table = case.table("spells");
    let number = |name: &str| table.number(name).expect("checked");
    let (stop, event) = (number("stop"), number("event"));
    let start = |i: usize| table.number("start").map_or(0.0, |s| s[i]);
    let groups = table.key("group");
    let (mut spells, mut wrong) = (Vec::new(), Vec::new());
    for i in 0..table.len() {
        if stop[i].is_nan() || event[i].is_nan() || start(i).is_nan() {
            let id = table.key("id").expect("checked").word(i);
            answer.drop_unit(id, None, Reason::MissingInput, vec![table.line(i)]);
        } else if stop[i] <= start(i) || !(event[i] == 0.0 || event[i] == 1.0) {
            wrong.push(table.line(i));
        } else {
            let group = groups.map_or(0, |g| g.codes[i]);
            spells.push(Spell { start: start(i), stop: stop[i], event: event[i] == 1.0, group });
        }
    }
    if !wrong.is_empty() {
        let words =
            ("结束应晚于开始，终止应为1或0", "a spell must end after it starts; event is 1 or 0");
        return refuse(Fault::new("spells", words.0, words.1).lines(wrong));
    }
    Ok((spells, groups.map_or(Vec::new(), |g| g.words.clone())))
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let (spells, names) = spells(case, answer)?;
    if spells.is_empty() {
        answer.put("all", None, "median", Reason::NTooSmall);
        return Ok(());
    }
    put_curve(answer, "all", &spells);
    if names.len() < 2 {
        return Ok(());
    }
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    spells.iter().for_each(|s| *sizes.entry(s.group).or_insert(0) += 1);
    for group in sizes.keys() {
        let own: Vec<Spell> = spells.iter().filter(|s| s.group == *group).copied().collect();
        put_curve(answer, &names[*group as usize], &own);
    }
    let test = log_rank(&spells, names.len()).ok_or(Reason::NotIdentified);
    let n = spells.len();
    answer.put("all", None, "logrank", test.map(|(x, _)| x)).n(n);
    answer.put("all", None, "p", test.map(|(x, df)| chi2_p(x, df as f64))).n(n);
    if let [a, b] = sizes.values().copied().collect::<Vec<_>>()[..] {
        let events = spells.iter().filter(|s| s.event).count() as f64;
        let shares = a as f64 * b as f64 / (n * n) as f64;
        // Schoenfeld: ln HR = (z₀.₉₇₅ + z₀.₈)/√(D·p·q).
        let log = (normal_quantile(0.975) + normal_quantile(0.8)) / (events * shares).sqrt();
        let least = if events > 0.0 { Ok(log.exp()) } else { Err(Reason::NotIdentified) };
        answer.put("all", None, "detectable_ratio", least).n(n);
    }
    Ok(())
}

fn put_curve(answer: &mut Answer, name: &str, spells: &[Spell]) {
    let steps = kaplan_meier(spells);
    let whole = steps.iter().all(|s| s.time.fract() == 0.0);
    for step in &steps {
        let period = whole.then_some(step.time as i64);
        let entity = if whole { name.to_string() } else { format!("{name}|{}", step.time) };
        let row = answer.put(&entity, period, "survival", step.survival).n(spells.len());
        if let Some((low, high)) = step.interval() {
            row.se(step.survival * step.greenwood.sqrt()).between(low, high);
        }
        answer.put(&entity, period, "at_risk", step.at_risk).n(spells.len());
        answer.trace(&entity, period, "ended", step.ended as f64, &[]);
    }
    let reached = steps.iter().find(|s| s.survival <= 0.5);
    let median: Number = reached.map(|s| s.time).ok_or(Reason::NotReached);
    let row = answer.put(name, None, "median", median).n(spells.len());
    let crossing = |end: fn((f64, f64)) -> f64| {
        steps.iter().find(|s| s.interval().is_some_and(|i| end(i) <= 0.5)).map(|s| s.time)
    };
    if let (Some(low), Some(high)) = (crossing(|i| i.0), crossing(|i| i.1)) {
        row.between(low, high);
    }
}

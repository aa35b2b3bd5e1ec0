//! A6 Growth incidence: whose income grew, poor or rich, and the pro-poor rate of growth.

use std::collections::BTreeMap;

use crate::answer::{Answer, Number, Reason, ratio};
use crate::sorted::Sorted;
use crate::spec::{ANY, DESCRIBES, Picture, SHARE, Spec, Study, input, output, real, text, whole};
use crate::studies::gini::{INCOMES, Incomes, incomes};
use crate::study::{Case, Fault};
use crate::sums::sum_of;

pub static STUDY: Study = Study {
    spec: Spec {
        id: "growth_incidence",
        version: "1.0.0",
        family: "A6",
        name: text("增长发生曲线", "Growth incidence"),
        question: text("低收入者的收入增得快还是慢？", "Did the incomes of the poor grow faster?"),
        cites: &["Ravallion & Chen 2003, Economics Letters 78(1)"],
        inputs: &[input(
            "incomes",
            text("两期收入，同一价格口径", "incomes of two periods at one price basis"),
            INCOMES,
        )
        .repeated()],
        params: &[
            whole("from", 0, 0, 9999, text("初期，0为最早", "first period; 0: earliest")),
            whole("to", 0, 0, 9999, text("末期，0为最晚", "last period; 0: latest")),
            whole("points", 20, 4, 1000, text("分位点数", "number of quantiles")),
            real(
                "line",
                0.0,
                0.0,
                1e12,
                text("贫困线，算益贫增长率用", "poverty line for the pro-poor rate"),
            ),
        ],
        outputs: &[
            output(
                "growth",
                "1/year",
                ANY,
                DESCRIBES,
                text("分位数年均增长", "yearly growth of a quantile"),
            ),
            output(
                "mean_growth",
                "1/year",
                ANY,
                DESCRIBES,
                text("均值年均增长", "yearly growth of the mean"),
            ),
            output(
                "pro_poor_rate",
                "1/year",
                ANY,
                DESCRIBES,
                text("益贫增长率", "pro-poor rate of growth"),
            ),
            output("headcount", "1", SHARE, DESCRIBES, text("初期贫困率", "first headcount")),
        ],
        chart: text("增长发生曲线", "growth incidence curve"),
        pictures: &[Picture::Course("growth")],
    },
    run,
};

/// Yearly growth (b/a)^{1/years} − 1.
pub fn yearly(a: f64, b: f64, years: f64) -> Number {
    ratio(b, a).and_then(|r| {
        if r < 0.0 { Err(Reason::NegativeInput) } else { Ok(r.powf(1.0 / years) - 1.0) }
    })
}

/// Mean of ln(Q₁(p)/Q₀(p)) over the poor of the first period, per year, as a rate: the change of
/// the Watts index over the headcount.
pub fn pro_poor_rate(first: &Sorted, last: &Sorted, line: f64, years: f64) -> (Number, f64) {
    let poor = first.values.partition_point(|v| *v < line);
    let headcount = first.below[poor] / first.weight();
    let log = |i: usize| {
        let (low, high) = (first.below[i], first.below[i + 1]);
        let at = (low + high) / 2.0 / first.weight();
        (high - low) * (last.quantile(at) / first.values[i]).ln()
    };
    let total = sum_of(poor, log);
    (ratio(total, first.below[poor]).map(|g| g / years), headcount)
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let (periods, _) = incomes(case, answer);
    let sorted: BTreeMap<i64, Sorted> =
        periods.into_iter().filter_map(|(period, rows)| Some((period?, of(&rows)))).collect();
    let pick = |given: i64, end: Option<&i64>| if given == 0 { end.copied() } else { Some(given) };
    let from = pick(case.whole("from"), sorted.keys().next());
    let to = pick(case.whole("to"), sorted.keys().next_back());
    let both = from.zip(to).filter(|(from, to)| from < to);
    let ends = both.and_then(|(from, to)| Some((sorted.get(&from)?, sorted.get(&to)?, to - from)));
    let Some((first, last, years)) = ends else {
        answer.put("all", None, "mean_growth", Reason::MissingInput);
        return Ok(());
    };
    let (years, period, n) = (years as f64, to, first.len().min(last.len()));
    answer.put("all", period, "mean_growth", yearly(first.mean(), last.mean(), years)).n(n);
    let points = case.whole("points");
    for k in 1..points {
        let p = k as f64 / points as f64;
        let growth = yearly(first.quantile(p), last.quantile(p), years);
        answer.put(&format!("p{:.4}", p * 100.0), period, "growth", growth).n(n);
    }
    let line = case.real("line");
    if line > 0.0 {
        let (rate, headcount) = pro_poor_rate(first, last, line, years);
        answer.put("all", from, "headcount", headcount).n(first.len());
        answer.put("all", period, "pro_poor_rate", rate).n(n);
    }
    Ok(())
}

fn of(rows: &Incomes) -> Sorted {
    Sorted::new(rows.iter().map(|(v, w, _)| (*v, *w)))
}

//! A6 Income by source: what each source adds to the inequality of incomes.

use crate::answer::{Answer, Reason, ratio};
use crate::grid::Grid;
use crate::sorted::mid_ranks;
use crate::spec::{
    ANY, DESCRIBES, PRICE_BASIS, Picture, SHARE, Spec, Study, UNIT, input, key, number, output,
    period, text,
};
use crate::study::{Case, Fault};
use crate::sums::{mean, sum_of};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "income_sources",
        version: "1.0.0",
        family: "A6",
        name: text("收入来源对差距的贡献", "Income sources and inequality"),
        question: text(
            "工资、经营、财产、转移收入各扩大还是缩小差距？",
            "Does each source of income widen or narrow the gap?",
        ),
        cites: &[
            "Lerman & Yitzhaki 1985, REStat 67(1)",
            "Stark, Taylor & Yitzhaki 1986, Economic Journal 96",
        ],
        inputs: &[input(
            "incomes",
            text("各户各来源的收入", "income of each household by source"),
            &[
                key("household", text("户", "household")),
                period("year").optional(),
                key("source", text("来源", "source")),
                number("value", "", text("收入", "income")),
                UNIT,
                PRICE_BASIS,
            ],
        )],
        params: &[],
        outputs: &[
            output("gini", "1", ANY, DESCRIBES, text("总收入基尼", "Gini of total income")),
            output("share", "1", ANY, DESCRIBES, text("来源占收入S", "share of income")),
            output("source_gini", "1", ANY, DESCRIBES, text("来源基尼G", "Gini of the source")),
            output(
                "correlation",
                "1",
                (-1.0, 1.0),
                DESCRIBES,
                text("基尼相关R", "Gini correlation"),
            ),
            output("contribution", "1", ANY, DESCRIBES, text("贡献S·G·R", "contribution S·G·R")),
            output(
                "contribution_share",
                "1",
                ANY,
                DESCRIBES,
                text("贡献占比", "share of the Gini"),
            ),
            output(
                "marginal",
                "1",
                ANY,
                DESCRIBES,
                text("来源增1%使基尼变动的比例", "relative change of Gini per 1 % more"),
            ),
            output(
                "zero_share",
                "1",
                SHARE,
                DESCRIBES,
                text("无此收入的户占比", "households without the source"),
            ),
        ],
        chart: text("贡献堆叠条", "stacked contributions"),
        pictures: &[Picture::Dots("contribution_share")],
    },
    run,
};

/// Covariance with ranks, divisor n.
pub fn rank_covariance(x: &[f64], ranks: &[f64]) -> f64 {
    let (mx, mr) = (mean(x), mean(ranks));
    sum_of(x.len(), |i| (x[i] - mx) * (ranks[i] - mr)) / x.len() as f64
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let grid = Grid::read(case.table("incomes"), "household", "source", "value").complete(answer);
    for (period, units) in grid.periods() {
        let n = units.len();
        if n < 2 {
            answer.put("all", period, "gini", Reason::NTooSmall).n(n);
            continue;
        }
        let total: Vec<f64> =
            units.iter().map(|&u| sum_of(grid.items.len(), |j| grid.row(u)[j])).collect();
        let ones = vec![1.0; n];
        let ranks = mid_ranks(&total, &ones);
        let all = mean(&total);
        let gini = ratio(2.0 * rank_covariance(&total, &ranks), all);
        answer.put("all", period, "gini", gini).n(n);
        for (j, source) in grid.items.iter().enumerate() {
            let x: Vec<f64> = units.iter().map(|&u| grid.row(u)[j]).collect();
            let own = rank_covariance(&x, &mid_ranks(&x, &ones));
            let joint = rank_covariance(&x, &ranks);
            let share = ratio(mean(&x), all);
            let contribution = ratio(2.0 * joint, all);
            let part = contribution.and_then(|c| gini.and_then(|g| ratio(c, g)));
            let marginal = part.and_then(|p| share.map(|s| p - s));
            answer.put(source, period, "share", share).n(n);
            answer.put(source, period, "source_gini", ratio(2.0 * own, mean(&x))).n(n);
            answer.put(source, period, "correlation", ratio(joint, own)).n(n);
            answer.put(source, period, "contribution", contribution).n(n);
            answer.put(source, period, "contribution_share", part).n(n);
            answer.put(source, period, "marginal", marginal).n(n);
            let zero = x.iter().filter(|x| **x == 0.0).count();
            answer.put(source, period, "zero_share", zero as f64 / n as f64).n(n);
        }
    }
    Ok(())
}

//! A1 Trade in value added between regions.

use faer::Mat;

use crate::answer::{Answer, ratio};
use crate::leontief::{Accounts, FINAL, FLOWS, OUTPUT, accounts};
use crate::spec::{ANY, DESCRIBES, POSITIVE, Picture, Spec, Study, output, text};
use crate::study::{Case, Fault};
use crate::sums::{sum, sum_of};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "io_trade",
        version: "1.0.0",
        family: "A1",
        name: text("增加值贸易", "Trade in value added"),
        question: text(
            "一地的增加值由哪些地区的最终需求带来？",
            "Whose final demand does a region's value added come from?",
        ),
        cites: &[
            "Johnson & Noguera 2012, Journal of International Economics 86(2)",
            "Los, Timmer & de Vries 2016, American Economic Review 106(7)",
            "Hummels, Ishii & Yi 2001, Journal of International Economics 54(1)",
        ],
        inputs: &[FLOWS, FINAL, OUTPUT],
        params: &[],
        outputs: &[
            output(
                "value_added",
                "value",
                ANY,
                DESCRIBES,
                text("增加值，按来源|最终使用地", "value added, origin|destination"),
            ),
            output(
                "gdp",
                "value",
                ANY,
                DESCRIBES,
                text("地区增加值合计", "value added of the region"),
            ),
            output("exports", "value", POSITIVE, DESCRIBES, text("调出总额", "gross exports")),
            output(
                "vax_ratio",
                "1",
                ANY,
                DESCRIBES,
                text("增加值调出比", "value-added exports over gross exports"),
            ),
            output(
                "dva",
                "value",
                ANY,
                DESCRIBES,
                text("调出中的本地增加值", "domestic value added in exports"),
            ),
            output(
                "vertical_specialisation",
                "1",
                ANY,
                DESCRIBES,
                text("垂直专业化率", "imported content of exports"),
            ),
        ],
        chart: text("增加值桑基图", "Sankey of value added"),
        pictures: &[Picture::Heat { metric: "value_added", neutral: None }],
    },
    run,
};

/// Exports of each sector of a region: deliveries to and final use in other regions.
pub fn exports(a: &Accounts, region: usize) -> Vec<f64> {
    a.sectors(region)
        .map(|i| {
            let elsewhere = |j: usize| if a.region_of[j] == region { 0.0 } else { a.flows[(i, j)] };
            let used = |r: usize| if r == region { 0.0 } else { a.demand[(i, r)] };
            sum_of(a.len(), elsewhere) + sum_of(a.regions.len(), used)
        })
        .collect()
}

/// Value added by region of origin and of final use: column s of L·Y is the output that the demand
/// of s calls for.
pub fn trade(a: &Accounts, leontief: &Mat<f64>) -> Vec<Vec<f64>> {
    let called = leontief * &a.demand;
    let share = a.value_added_share();
    let cell = |r: usize, s: usize| {
        let own = a.sectors(r);
        sum_of(own.len(), |i| share[own.start + i] * called[(own.start + i, s)])
    };
    let regions = a.regions.len();
    (0..regions).map(|r| (0..regions).map(|s| cell(r, s)).collect()).collect()
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let a = accounts(case, answer)?;
    let n = a.len();
    let l = match a.leontief() {
        Ok(l) => l,
        Err(reason) => {
            answer.put_reason(&a.regions, "gdp", reason);
            return Ok(());
        }
    };
    let share = a.value_added_share();
    for ((r, name), absorbed) in a.regions.iter().enumerate().zip(trade(&a, &l)) {
        let own = a.sectors(r);
        for (s, other) in a.regions.iter().enumerate() {
            answer.put(&format!("{name}|{other}"), None, "value_added", absorbed[s]).n(n);
        }
        if own.is_empty() {
            continue;
        }
        answer.put(name, None, "gdp", sum(&absorbed)).n(n);
        let out = exports(&a, r);
        let gross = sum(&out);
        let abroad = sum(&absorbed) - absorbed[r];
        answer.put(name, None, "exports", gross).n(n);
        answer.put(name, None, "vax_ratio", ratio(abroad, gross)).n(n);
        if let Some(alone) = a.own_leontief(r) {
            // (I − A_rr)⁻¹·e_r: what the region makes for its exports.
            let made: Vec<f64> =
                (0..own.len()).map(|i| sum_of(own.len(), |j| alone[(i, j)] * out[j])).collect();
            let dva = sum_of(own.len(), |i| share[own.start + i] * made[i]);
            let bought = |j: usize| {
                let from = |i: usize| {
                    if a.region_of[i] == r { 0.0 } else { a.coefficients[(i, own.start + j)] }
                };
                sum_of(n, from) * made[j]
            };
            answer.put(name, None, "dva", dva).n(n);
            let imported = sum_of(own.len(), bought);
            answer.put(name, None, "vertical_specialisation", ratio(imported, gross)).n(n);
        }
    }
    Ok(())
}

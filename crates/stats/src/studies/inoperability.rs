//! A4 Inoperability: how a loss of demand in some sectors spreads to others, and fades.

use std::collections::BTreeMap;

use crate::answer::{Answer, ratio};
use crate::leontief::{Accounts, FINAL, FLOWS, OUTPUT, accounts};
use crate::spec::{
    POSITIVE, Picture, SHARE, Spec, Study, Uncertainty, input, key, number, output, real, text,
    whole,
};
use crate::study::{Case, Fault, refuse};
use crate::sums::sum_of;

pub static STUDY: Study = Study {
    spec: Spec {
        id: "inoperability",
        version: "1.0.0",
        family: "A4",
        name: text("失效传导模拟", "Inoperability simulation"),
        question: text(
            "某些部门失去部分最终需求，别的部门会停摆多少、多久恢复？",
            "If some sectors lose part of their demand, how far do others stop, and for how long?",
        ),
        cites: &[
            "Santos & Haimes 2004, Risk Analysis 24(6)",
            "Lian & Haimes 2006, Systems Engineering 9(3)",
        ],
        inputs: &[
            FLOWS,
            FINAL,
            OUTPUT,
            input(
                "shocks",
                text("最终需求损失的比例", "share of final demand lost"),
                &[
                    key("region", text("地区", "region")),
                    key("sector", text("部门", "sector")),
                    number("share", "1", text("损失比例", "share lost, 0 to 1")),
                ],
            ),
        ],
        params: &[
            whole(
                "periods",
                0,
                0,
                1000,
                text("恢复过程的期数，0为只算静态", "periods of recovery; 0: static only"),
            ),
            whole(
                "horizon",
                4,
                1,
                1000,
                text("恢复到残余所需期数", "periods until only the rest is left"),
            ),
            real("rest", 0.01, 1e-9, 0.99, text("恢复期末的残余比例", "share left at the horizon")),
        ],
        outputs: &[
            output(
                "inoperability",
                "1",
                SHARE,
                Uncertainty::Scenario,
                text("失效率", "inoperability"),
            ),
            output(
                "loss",
                "value",
                POSITIVE,
                Uncertainty::Scenario,
                text("产出损失", "loss of output"),
            ),
            output(
                "path_loss",
                "value",
                POSITIVE,
                Uncertainty::Scenario,
                text("恢复期内累计损失", "loss over the recovery"),
            ),
        ],
        chart: text("失效率曲线", "curves of inoperability"),
        pictures: &[Picture::Dots("inoperability")],
    },
    run,
};

/// One step q + K(A*q − q) of recovery after the shock has passed (dynamic model with c* = 0).
fn step(a: &Accounts, q: &[f64], speed: &[f64]) -> Vec<f64> {
    let n = a.len();
    (0..n)
        .map(|i| {
            // A* = x̂⁻¹Ax̂: a*ᵢⱼ = zᵢⱼ/xᵢ.
            let pulled = if a.output[i] > 0.0 {
                sum_of(n, |j| a.flows[(i, j)] * q[j]) / a.output[i]
            } else {
                0.0
            };
            q[i] + speed[i] * (pulled - q[i])
        })
        .collect()
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let a = accounts(case, answer)?;
    let n = a.len();
    let lost = lost_demand(case, &a)?;
    let l = match a.leontief() {
        Ok(l) => l,
        Err(reason) => {
            answer.put("all", None, "loss", reason).n(n);
            return Ok(());
        }
    };
    let loss: Vec<f64> = (0..n).map(|i| sum_of(n, |j| l[(i, j)] * lost[j])).collect();
    let q: Vec<f64> = (0..n).map(|i| ratio(loss[i], a.output[i]).unwrap_or(0.0)).collect();
    for (i, name) in a.names.iter().enumerate() {
        answer.put(name, None, "inoperability", ratio(loss[i], a.output[i])).n(n);
        answer.put(name, None, "loss", loss[i]).n(n);
    }
    answer.put("all", None, "loss", sum_of(n, |i| loss[i])).n(n);
    recover(case, answer, &a, q);
    Ok(())
}

fn lost_demand(case: &Case, a: &Accounts) -> Result<Vec<f64>, Vec<Fault>> {
    let table = case.table("shocks");
    let (region, sector) = (table.key("region"), table.key("sector"));
    let (region, sector) = (region.expect("checked"), sector.expect("checked"));
    let shares = table.number("share").expect("checked");
    let at: BTreeMap<&str, usize> =
        a.names.iter().enumerate().map(|(i, name)| (name.as_str(), i)).collect();
    let mut lost = vec![0.0; a.len()];
    for (i, share) in shares.iter().enumerate() {
        let name = format!("{}|{}", region.word(i), sector.word(i));
        let (Some(&place), true) = (at.get(name.as_str()), (0.0..=1.0).contains(share)) else {
            let words = ("部门不存在，或比例不在0至1", "no such sector, or a share outside 0…1");
            return refuse(Fault::new("shocks", words.0, words.1).lines([table.line(i)]));
        };
        lost[place] = share * sum_of(a.regions.len(), |r| a.demand[(place, r)]);
    }
    Ok(lost)
}

/// kᵢ = ln(1/rest) / (T·(1 − a*ᵢᵢ)): the speed that leaves `rest` of the shock after T periods.
fn recover(case: &Case, answer: &mut Answer, a: &Accounts, mut q: Vec<f64>) {
    let n = a.len();
    let horizon = case.whole("horizon") as f64;
    let speed: Vec<f64> = (0..n)
        .map(|i| {
            let k = -case.real("rest").ln() / (horizon * (1.0 - a.coefficients[(i, i)]));
            // A step beyond 1 would overshoot and swing.
            k.min(1.0)
        })
        .collect();
    let periods = case.whole("periods");
    let mut total = 0.0;
    for t in 1..=periods {
        q = step(a, &q, &speed);
        for (i, name) in a.names.iter().enumerate() {
            answer.put(name, Some(t), "inoperability", q[i]).n(n);
        }
        total += sum_of(n, |i| q[i] * a.output[i]);
    }
    if periods > 0 {
        answer.put("all", None, "path_loss", total).n(n);
    }
}

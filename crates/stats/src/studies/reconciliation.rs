//! A0 Reconciliation: the two sides' totals, and a total against its parts.

use std::collections::BTreeSet;

use crate::answer::{Answer, Reason};
use crate::spec::{ANY, Picture, Spec, Study, Uncertainty, input, output, text, words};
use crate::studies::unit_table::{COLUMNS, Total, Totals, totals};
use crate::study::{Case, Fault};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "reconciliation",
        version: "1.0.0",
        family: "A0",
        name: text("对账", "Reconciliation"),
        question: text(
            "双方报的数一致吗？分项之和等于合计吗？",
            "Do the two sides agree, and do parts make the total?",
        ),
        cites: &["DESIGN: both sides' totals are reconciled before the yearly report"],
        inputs: &[
            input("ours", text("本方数", "our amounts"), COLUMNS).repeated(),
            input("theirs", text("对方数", "their amounts"), COLUMNS).repeated().optional(),
        ],
        params: &[words(
            "total",
            "",
            text("合计行的单位名，如“合计”", "the entity whose rows are totals of the others"),
        )],
        outputs: &[
            output(
                "difference",
                "",
                ANY,
                Uncertainty::Rounding,
                text("本方减对方", "ours minus theirs"),
            ),
            output(
                "residual",
                "",
                ANY,
                Uncertainty::Rounding,
                text("合计减分项之和", "total minus its parts"),
            ),
        ],
        chart: text("差异条形图", "bars of difference"),
        pictures: &[Picture::Dots("difference")],
    },
    run,
};

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let ours = totals("ours", case.table("ours"), true)?;
    if let Some(table) = case.maybe("theirs") {
        let theirs = totals("theirs", table, true)?;
        let keys: BTreeSet<_> = ours.keys().chain(theirs.keys()).collect();
        for key in keys {
            let name = format!("{}|{}", key.0, key.2);
            match (ours.get(key), theirs.get(key)) {
                (Some(a), Some(b)) => put(answer, "difference", (&name, key.1), a, b),
                (a, _) => {
                    let flag = if a.is_some() { "only_ours" } else { "only_theirs" };
                    answer.put(&name, key.1, "difference", Reason::MissingInput).flag(flag);
                }
            }
        }
    }
    let total = case.words("total");
    if !total.is_empty() {
        put_residuals(answer, &ours, total);
    }
    Ok(())
}

/// `a − b` with the interval that the rounding of both leaves; agreed where that holds zero.
fn put(
    answer: &mut Answer,
    metric: &'static str,
    (name, year): (&str, Option<i64>),
    a: &Total,
    b: &Total,
) {
    let (difference, slack) = (a.value - b.value, a.half_width + b.half_width);
    // A relative 1e-12 is what adding floats may leave.
    let agrees = difference.abs() <= slack + 1e-12 * a.value.abs().max(b.value.abs());
    let value = if a.base == b.base { Ok(difference) } else { Err(Reason::NoComparison) };
    answer
        .put(name, year, metric, value)
        .unit(a.base)
        .n(a.n + b.n)
        .between(difference - slack, difference + slack)
        .flag(if agrees { "agrees" } else { "differs" });
    answer.trace(name, year, "first", a.value, &a.lines);
    answer.trace(name, year, "second", b.value, &b.lines);
}

fn put_residuals(answer: &mut Answer, ours: &Totals, total: &str) {
    for ((_, year, item), whole) in ours.iter().filter(|((entity, _, _), _)| entity == total) {
        let mut parts =
            Total { value: 0.0, half_width: 0.0, base: whole.base, n: 0, lines: Vec::new() };
        for ((entity, y, i), part) in ours {
            if entity != total && y == year && i == item {
                parts.value += part.value;
                parts.half_width += part.half_width;
                parts.n += part.n;
                parts.lines.extend(&part.lines);
            }
        }
        put(answer, "residual", (&format!("{total}|{item}"), *year), whole, &parts);
    }
}

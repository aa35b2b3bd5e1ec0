//! A1 Linkages of sectors: backward, forward, and what stays in the region or spills over.

use faer::Mat;

use crate::answer::{Answer, ratio};
use crate::leontief::{Accounts, FINAL, FLOWS, OUTPUT, accounts};
use crate::spec::{ANY, DESCRIBES, Dividing, POSITIVE, Picture, Spec, Study, output, text};
use crate::study::{Case, Fault};
use crate::sums::{mean, sum, sum_of, variance};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "io_linkages",
        version: "1.0.0",
        family: "A1",
        name: text("投入产出关联", "Input–output linkages"),
        question: text(
            "哪些部门带动别人、被谁带动，多少留在本地？",
            "Which sectors pull others, which are pulled, and how much stays in the region?",
        ),
        cites: &[
            "Leontief 1936, Review of Economics and Statistics 18(3)",
            "Rasmussen 1956, Studies in Inter-sectoral Relations",
            "Ghosh 1958, Economica 25; Jones 1976, QJE 90(2); Dietzenbacher 1997, JRS 37(4)",
            "Miller 1966, JRS 6(1); Round 1985; Miller & Blair 2009, Input–Output Analysis, ch. 3, 6",
        ],
        inputs: &[FLOWS, FINAL, OUTPUT],
        params: &[],
        outputs: &[
            output("output", "value", POSITIVE, DESCRIBES, text("总产出", "gross output")),
            output("value_added", "value", ANY, DESCRIBES, text("增加值", "value added")),
            output(
                "multiplier",
                "1",
                POSITIVE,
                DESCRIBES,
                text("完全需求乘数（列和）", "column sum of L"),
            ),
            output("backward", "1", POSITIVE, DESCRIBES, text("影响力系数", "backward linkage")),
            output(
                "forward",
                "1",
                POSITIVE,
                DESCRIBES,
                text("感应度系数（Leontief行和）", "forward linkage, Leontief rows"),
            ),
            output(
                "forward_ghosh",
                "1",
                POSITIVE,
                DESCRIBES,
                text("前向关联（Ghosh）", "forward linkage, Ghosh"),
            ),
            output(
                "dispersion",
                "1",
                POSITIVE,
                DESCRIBES,
                text("波及离散度", "dispersion of the column"),
            ),
            output(
                "intra",
                "1",
                POSITIVE,
                DESCRIBES,
                text("区域内乘数", "intra-regional multiplier"),
            ),
            output("feedback", "1", ANY, DESCRIBES, text("反馈效应", "feedback")),
            output(
                "spillover",
                "1",
                POSITIVE,
                DESCRIBES,
                text("溢出效应", "spillover to other regions"),
            ),
        ],
        chart: text(
            "区域内/反馈/溢出堆叠条；影响力×感应度象限",
            "stacked bars; quadrant of linkages",
        ),
        pictures: &[
            Picture::Stacked(&["intra", "feedback", "spillover"]),
            Picture::Against {
                across: "forward",
                upward: "backward",
                lines: Dividing::Cross(1.0, 1.0),
            },
        ],
    },
    run,
};

/// Intra, feedback and spillover of one unit of final demand for each sector: they add to the
/// column sum of L.
pub fn spillovers(accounts: &Accounts, leontief: &Mat<f64>) -> Option<Vec<[f64; 3]>> {
    let n = accounts.len();
    let mut parts = Vec::with_capacity(n);
    for region in 0..accounts.regions.len() {
        let own = accounts.sectors(region);
        let alone = accounts.own_leontief(region)?;
        for j in own.clone() {
            let intra = sum_of(own.len(), |i| alone[(i, j - own.start)]);
            let inside = sum_of(own.len(), |i| leontief[(own.start + i, j)]);
            let all = sum_of(n, |i| leontief[(i, j)]);
            parts.push([intra, inside - intra, all - inside]);
        }
    }
    Some(parts)
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let a = accounts(case, answer)?;
    let n = a.len();
    let l = match a.leontief() {
        Ok(l) => l,
        Err(reason) => {
            answer.put_reason(&a.names, "multiplier", reason);
            return Ok(());
        }
    };
    let columns: Vec<f64> = (0..n).map(|j| sum_of(n, |i| l[(i, j)])).collect();
    let rows: Vec<f64> = (0..n).map(|i| sum_of(n, |j| l[(i, j)])).collect();
    let ghosh = a.ghosh_row_sums(&l);
    let (all, all_ghosh) = (sum(&columns), sum(&ghosh));
    let added = a.value_added();
    let parts = spillovers(&a, &l);
    for (j, name) in a.names.iter().enumerate() {
        let column: Vec<f64> = (0..n).map(|i| l[(i, j)]).collect();
        let spread = if n > 1 { variance(&column, 1).sqrt() } else { f64::NAN };
        answer.put(name, None, "output", a.output[j]).n(n);
        answer.put(name, None, "value_added", added[j]).n(n).flag_if(added[j] < 0.0, "negative");
        answer.put(name, None, "multiplier", columns[j]).n(n);
        answer.put(name, None, "backward", n as f64 * columns[j] / all).n(n);
        answer.put(name, None, "forward", n as f64 * rows[j] / all).n(n);
        answer.put(name, None, "forward_ghosh", n as f64 * ghosh[j] / all_ghosh).n(n);
        answer.put(name, None, "dispersion", ratio(spread, mean(&column))).n(n);
        if let Some(parts) = &parts {
            for (metric, value) in ["intra", "feedback", "spillover"].into_iter().zip(parts[j]) {
                answer.put(name, None, metric, value).n(n);
            }
        }
    }
    Ok(())
}

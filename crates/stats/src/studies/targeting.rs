//! A9 Targeting: who should have been listed and was not, and who was and should not.

use std::collections::BTreeMap;

use crate::answer::{Answer, Number, Reason, ratio};
use crate::chance::normal_quantile;
use crate::spec::{
    COUNTED, DESCRIBES, POSITIVE, Picture, SHARE, Spec, Study, Uncertainty, input, key, number,
    output, text,
};
use crate::study::{Case, Fault, refuse};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "targeting",
        version: "1.0.0",
        family: "A9",
        name: text("瞄准误差", "Targeting errors"),
        question: text(
            "该享受的漏了多少，不该享受的错了多少？",
            "How many were left out, and how many wrongly let in?",
        ),
        cites: &[
            "Grosh, Leite, Wai-Poi & Tesliuc 2022, Revisiting Targeting in Social Assistance, ch. 7",
            "Ravallion 2009, World Bank Research Observer 24(2)",
            "Coady, Grosh & Hoddinott 2004, Targeting of Transfers in Developing Countries",
        ],
        inputs: &[input(
            "beneficiaries",
            text("名单", "the list"),
            &[
                key("scheme", text("政策或方案", "scheme")).optional(),
                key("id", text("户", "household")),
                number("eligible", "1", text("应享受，1或0", "should be listed, 1 or 0")),
                number("listed", "1", text("已享受，1或0", "is listed, 1 or 0")),
                number("weight", "1", text("权重", "weight")).optional(),
            ],
        )],
        params: &[],
        outputs: &[
            output(
                "exclusion_error",
                "1",
                SHARE,
                Uncertainty::Sampling,
                text("排除误差（漏）", "exclusion error"),
            ),
            output(
                "inclusion_error",
                "1",
                SHARE,
                Uncertainty::Sampling,
                text("纳入误差（错）", "inclusion error"),
            ),
            output(
                "differential_wb",
                "1",
                (-1.0, 1.0),
                DESCRIBES,
                text("瞄准差（世行：1−漏−错）", "differential, World Bank: 1 − EE − IE"),
            ),
            output(
                "differential_ravallion",
                "1",
                (-1.0, 1.0),
                DESCRIBES,
                text(
                    "瞄准差（Ravallion：两类覆盖率之差）",
                    "differential, Ravallion: coverage(E) − coverage(¬E)",
                ),
            ),
            output(
                "cgh_index",
                "1",
                POSITIVE,
                DESCRIBES,
                text("CGH指数", "share reaching the eligible over their share"),
            ),
            output(
                "coverage",
                "1",
                SHARE,
                COUNTED,
                text("应享受者覆盖率", "coverage of the eligible"),
            ),
        ],
        chart: text("2×2马赛克图", "mosaic of the 2×2 table"),
        pictures: &[Picture::Dots("exclusion_error"), Picture::Dots("inclusion_error")],
    },
    run,
};

/// Weights and counts of the 2×2 table: eligible × listed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cross {
    pub weight: [[f64; 2]; 2],
    pub count: [[usize; 2]; 2],
}

/// Wilson's interval of a share p of n.
pub fn wilson(p: f64, n: f64) -> (f64, f64) {
    let z = normal_quantile(0.975);
    let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    (middle - half, middle + half)
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let table = case.table("beneficiaries");
    let number = |name: &str| table.number(name).expect("checked");
    let (eligible, listed) = (number("eligible"), number("listed"));
    let odd =
        |&i: &usize| ![eligible[i], listed[i]].iter().all(|x| x.is_nan() || *x == 0.0 || *x == 1.0);
    let odd: Vec<u32> = (0..table.len()).filter(odd).map(|i| table.line(i)).collect();
    if !odd.is_empty() {
        let words = ("应享受与已享受只能是1或0", "eligible and listed must be 1 or 0");
        return refuse(Fault::new("beneficiaries", words.0, words.1).lines(odd));
    }
    let mut schemes: BTreeMap<&str, Cross> = BTreeMap::new();
    for i in 0..table.len() {
        let name = table.key("scheme").map_or("all", |k| k.word(i));
        let weight = table.number("weight").map_or(1.0, |w| w[i]);
        if eligible[i].is_nan() || listed[i].is_nan() || weight.is_nan() || weight < 0.0 {
            let id = table.key("id").expect("checked").word(i);
            answer.drop_unit(id, None, Reason::MissingInput, vec![table.line(i)]);
            continue;
        }
        let cross = schemes.entry(name).or_default();
        cross.weight[eligible[i] as usize][listed[i] as usize] += weight;
        cross.count[eligible[i] as usize][listed[i] as usize] += 1;
    }
    for (name, cross) in schemes {
        put(answer, name, &cross);
    }
    Ok(())
}

fn put(answer: &mut Answer, name: &str, cross: &Cross) {
    let [[out, wrong], [missed, reached]] = cross.weight;
    let n: usize = cross.count.iter().flatten().sum();
    let exclusion = ratio(missed, missed + reached);
    let inclusion = ratio(wrong, wrong + reached);
    let mut share = |metric: &'static str, value: Number, of: usize| {
        let row = answer.put(name, None, metric, value).n(of);
        if let Ok(p) = value {
            let (low, high) = wilson(p, of as f64);
            row.between(low, high);
        }
    };
    share("exclusion_error", exclusion, cross.count[1][0] + cross.count[1][1]);
    share("inclusion_error", inclusion, cross.count[0][1] + cross.count[1][1]);
    let coverage = ratio(reached, missed + reached);
    let leak = ratio(wrong, out + wrong);
    let both = |a: Number, b: Number, f: fn(f64, f64) -> f64| a.and_then(|a| b.map(|b| f(a, b)));
    let world_bank = both(exclusion, inclusion, |e, i| 1.0 - e - i);
    answer.put(name, None, "differential_wb", world_bank).n(n);
    // All eligible: nobody can be wrongly covered, so the second coverage is undefined.
    answer.put(name, None, "differential_ravallion", both(coverage, leak, |a, b| a - b)).n(n);
    let fair = ratio(missed + reached, out + wrong + missed + reached);
    let reaching = inclusion.map(|i| 1.0 - i);
    let index = reaching.and_then(|r| fair.and_then(|f| ratio(r, f)));
    answer.put(name, None, "cgh_index", index).n(n);
    answer.put(name, None, "coverage", coverage).n(n);
}

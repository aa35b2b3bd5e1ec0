//! A2 Diversity of models or industries: Hill numbers, related and unrelated variety.

use std::collections::BTreeMap;

use crate::answer::{Answer, Reason, ratio};
use crate::spec::{
    DESCRIBES, POSITIVE, Picture, SHARE, Spec, Study, UNIT, input, key, label, number, output,
    period, text,
};
use crate::study::{Case, Fault};
use crate::sums::{sum, sum_of};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "diversity",
        version: "1.0.0",
        family: "A2",
        name: text("多样性", "Diversity"),
        question: text(
            "合作模式或产业有多少种、多均匀？",
            "How many models or industries, and how even?",
        ),
        cites: &[
            "Hill 1973, Ecology 54(2)",
            "Jost 2006, Oikos 113(2)",
            "Frenken, van Oort & Verburg 2007, Regional Studies 41(5)",
        ],
        inputs: &[input(
            "amounts",
            text("各类的数量", "amounts by class"),
            &[
                key("region", text("单位", "unit")),
                period("year").optional(),
                key("class", text("类别", "class")),
                number("value", "", text("数量", "amount")),
                label("group", text("大类，用于相关多样性", "group of the class")).optional(),
                UNIT,
            ],
        )
        .repeated()],
        params: &[],
        outputs: &[
            output("hill_0", "classes", POSITIVE, DESCRIBES, text("种数", "number of classes")),
            output(
                "hill_1",
                "classes",
                POSITIVE,
                DESCRIBES,
                text("有效种数（熵）", "effective number, entropy"),
            ),
            output(
                "hill_2",
                "classes",
                POSITIVE,
                DESCRIBES,
                text("有效种数（辛普森）", "effective number, Simpson"),
            ),
            output("evenness", "1", SHARE, DESCRIBES, text("均匀度", "evenness")),
            output("entropy", "bit", POSITIVE, DESCRIBES, text("总熵", "total entropy")),
            output(
                "unrelated_variety",
                "bit",
                POSITIVE,
                DESCRIBES,
                text("非相关多样性", "unrelated variety"),
            ),
            output(
                "related_variety",
                "bit",
                POSITIVE,
                DESCRIBES,
                text("相关多样性", "related variety"),
            ),
            output("share", "1", SHARE, DESCRIBES, text("占比", "share of a class")),
        ],
        chart: text("占比堆叠条", "stacked shares"),
        pictures: &[Picture::Heat { metric: "share", neutral: None }],
    },
    run,
};

/// Entropy −Σp·log₂p in bits of shares that sum to one.
pub fn entropy(p: &[f64]) -> f64 {
    -sum_of(p.len(), |i| if p[i] > 0.0 { p[i] * p[i].log2() } else { 0.0 })
}

/// Hill numbers of order 0, 1 and 2 of shares.
pub fn hill(p: &[f64]) -> [f64; 3] {
    let present = p.iter().filter(|p| **p > 0.0).count() as f64;
    [present, entropy(p).exp2(), 1.0 / sum_of(p.len(), |i| p[i] * p[i])]
}

/// Unrelated and related variety: entropy between groups, and the mean entropy within them.
pub fn variety(p: &[f64], groups: &[u32]) -> (f64, f64) {
    let mut by_group: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
    p.iter().zip(groups).for_each(|(p, g)| by_group.entry(*g).or_default().push(*p));
    let totals: Vec<f64> = by_group.values().map(|members| sum(members)).collect();
    let inner = |members: &[f64], total: f64| {
        entropy(&members.iter().map(|p| p / total).collect::<Vec<_>>())
    };
    let related = by_group.values().zip(&totals).filter(|(_, t)| **t > 0.0);
    (entropy(&totals), related.map(|(members, t)| t * inner(members, *t)).sum())
}

struct Class {
    amount: f64,
    group: Option<u32>,
    lines: Vec<u32>,
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let table = case.table("amounts");
    let (regions, classes) = (table.key("region"), table.key("class"));
    let (regions, classes) = (regions.expect("checked"), classes.expect("checked"));
    let (years, groups) = (table.period("year"), table.key("group"));
    let values = table.number("value").expect("checked");
    let mut units: BTreeMap<(u32, Option<i64>), BTreeMap<u32, Class>> = BTreeMap::new();
    for i in 0..table.len() {
        let (entity, period) = (regions.word(i), years.map(|y| y[i]));
        if values[i].is_nan() || values[i] <= 0.0 {
            let missing = values[i].is_nan();
            let reason = if missing { Reason::MissingInput } else { Reason::NegativeInput };
            let name = format!("{entity}|{}", classes.word(i));
            answer.drop_unit(&name, period, reason, vec![table.line(i)]);
            continue;
        }
        let unit = units.entry((regions.codes[i], period)).or_default();
        let class = unit.entry(classes.codes[i]).or_insert(Class {
            amount: 0.0,
            group: groups.map(|g| g.codes[i]),
            lines: Vec::new(),
        });
        class.amount += values[i];
        class.lines.push(table.line(i));
    }
    for ((region, period), members) in &units {
        let names: Vec<&str> =
            members.keys().map(|c| classes.words[*c as usize].as_str()).collect();
        let members: Vec<&Class> = members.values().collect();
        put(answer, (&regions.words[*region as usize], *period), &names, &members);
    }
    Ok(())
}

fn put(
    answer: &mut Answer,
    (entity, period): (&str, Option<i64>),
    names: &[&str],
    classes: &[&Class],
) {
    let total = sum_of(classes.len(), |i| classes[i].amount);
    let p: Vec<f64> = classes.iter().map(|c| c.amount / total).collect();
    let n = p.len();
    let [all, one, two] = hill(&p);
    answer.put(entity, period, "hill_0", all).n(n);
    answer.put(entity, period, "hill_1", one).n(n);
    answer.put(entity, period, "hill_2", two).n(n);
    answer.put(entity, period, "evenness", ratio(one, all)).n(n);
    answer.put(entity, period, "entropy", entropy(&p)).n(n);
    let groups: Option<Vec<u32>> = classes.iter().map(|c| c.group).collect();
    if let Some(groups) = groups {
        let (unrelated, related) = variety(&p, &groups);
        answer.put(entity, period, "unrelated_variety", unrelated).n(n);
        answer.put(entity, period, "related_variety", related).n(n);
    }
    for (i, name) in names.iter().enumerate() {
        let cell = format!("{entity}|{name}");
        answer.put(&cell, period, "share", p[i]).n(n);
        answer.trace(&cell, period, "amount", classes[i].amount, &classes[i].lines);
    }
}

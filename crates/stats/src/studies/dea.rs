//! A8 Data envelopment analysis: what each unit makes of its inputs, against the best of them.

use std::collections::BTreeMap;

use crate::answer::{Answer, Reason, ratio};
use crate::frontier::{Measures, Orientation, Radial, Returns, Slacks, SlacksBased};
use crate::spec::{
    POSITIVE, Picture, SHARE, Spec, Study, Uncertainty, choice, input, key, number, output, period,
    text, words,
};
use crate::study::{Case, Fault, refuse};
use crate::table::Table;

/// The frontier is made of the units themselves, so another sample moves it; scores are upper
/// bounds. A bootstrap (Simar & Wilson 1998) would say by how much.
const OWN_FRONTIER: Uncertainty = Uncertainty::None(text(
    "前沿由样本自身构成，得分是上限；抽样误差须另作自助法",
    "the frontier is the sample's own and scores are upper bounds; their sampling error needs a bootstrap",
));

pub static STUDY: Study = Study {
    spec: Spec {
        id: "dea",
        version: "1.0.0",
        family: "A8",
        name: text("资金使用效率（DEA）", "Efficiency of funds (DEA)"),
        question: text(
            "各单位用这些投入，产出离同类最好者差多远？",
            "How far is each unit from the best that is done with such inputs?",
        ),
        cites: &[
            "Charnes, Cooper & Rhodes 1978, European Journal of Operational Research 2(6)",
            "Banker, Charnes & Cooper 1984, Management Science 30(9)",
            "Tone 2001, European Journal of Operational Research 130(3)",
        ],
        inputs: &[input(
            "units",
            text("单位的投入与产出", "inputs and outputs of the units"),
            &[
                key("unit", text("单位", "unit")),
                period("year").optional(),
                number("$inputs", "", text("投入，大于零", "an input, above zero")),
                number("$outputs", "", text("产出，不小于零", "an output, not below zero")),
            ],
        )],
        params: &[
            words("inputs", "", text("投入列名，以逗号分隔", "columns of the inputs")),
            words("outputs", "", text("产出列名，以逗号分隔", "columns of the outputs")),
            choice(
                "orientation",
                &["input", "output"],
                text("省投入还是增产出", "save inputs or raise outputs"),
            ),
            choice(
                "returns",
                &["constant", "variable"],
                text("松弛与标杆所依的规模报酬", "returns to scale of slacks and peers"),
            ),
            words("only", "", text("只评这些单位；空为全部", "score these only; all if empty")),
        ],
        outputs: &[
            output(
                "ccr",
                "1",
                SHARE,
                OWN_FRONTIER,
                text("综合效率", "efficiency, constant returns"),
            ),
            output(
                "bcc",
                "1",
                SHARE,
                OWN_FRONTIER,
                text("纯技术效率", "efficiency, variable returns"),
            ),
            output("scale", "1", SHARE, OWN_FRONTIER, text("规模效率", "scale efficiency")),
            output(
                "sbm",
                "1",
                SHARE,
                OWN_FRONTIER,
                text("松弛测度", "slacks-based, constant returns"),
            ),
            output(
                "sbm_variable",
                "1",
                SHARE,
                OWN_FRONTIER,
                text("松弛测度，可变报酬", "slacks-based, variable returns"),
            ),
            output("slack", "", POSITIVE, OWN_FRONTIER, text("松弛量", "slack of a measure")),
            output("peer", "1", POSITIVE, OWN_FRONTIER, text("标杆的权重", "weight of a peer")),
        ],
        chart: text("得分点图，附标杆", "dots of scores, with peers"),
        pictures: &[Picture::Dots("ccr"), Picture::Dots("sbm")],
    },
    run,
};

/// Rows of one period.
struct Group<'t> {
    table: &'t Table,
    period: Option<i64>,
    rows: Vec<usize>,
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let table = case.table("units");
    let (inputs, outputs) = (case.list("inputs"), case.list("outputs"));
    check(table, &inputs, &outputs)?;
    let only = case.list("only");
    let units = table.key("unit").expect("checked");
    if let Some(name) = only.iter().find(|name| !units.words.iter().any(|w| w == *name)) {
        let zh = format!("参数 only 中的“{name}”不在表中");
        return refuse(Fault::new("units", zh, format!("`only` names {name}, which is not there")));
    }
    let names: Vec<&str> = inputs.iter().chain(&outputs).copied().collect();
    let whole = |i: usize| names.iter().all(|n| !table.number(n).expect("checked")[i].is_nan());
    let mut groups: BTreeMap<Option<i64>, Vec<usize>> = BTreeMap::new();
    for i in 0..table.len() {
        let period = table.period("year").map(|years| years[i]);
        if whole(i) {
            groups.entry(period).or_default().push(i);
        } else {
            let line = vec![table.line(i)];
            answer.drop_unit(units.word(i), period, Reason::MissingInput, line);
        }
    }
    for (period, rows) in groups {
        put_group(case, answer, &Group { table, period, rows }, &only);
    }
    Ok(())
}

fn check(table: &Table, inputs: &[&str], outputs: &[&str]) -> Result<(), Vec<Fault>> {
    if inputs.is_empty() || outputs.is_empty() || inputs.iter().any(|name| outputs.contains(name)) {
        return refuse(Fault::new(
            "units",
            "参数 inputs、outputs 各须指明至少一列，且不得相同",
            "`inputs` and `outputs` must each name a column, and none in common",
        ));
    }
    let mut faults = Vec::new();
    for (names, least) in [(inputs, f64::MIN_POSITIVE), (outputs, 0.0)] {
        for name in names {
            let column = table.number(name).expect("checked");
            let mut lines: Vec<u32> =
                (0..column.len()).filter(|&i| column[i] < least).map(|i| table.line(i)).collect();
            lines.sort_unstable();
            if !lines.is_empty() {
                let (zh, en) = if least > 0.0 {
                    ("投入须大于零", "an input must be above zero")
                } else {
                    ("产出不得为负", "an output must not be below zero")
                };
                let fault =
                    Fault::new("units", format!("列“{name}”：{zh}"), format!("`{name}`: {en}"));
                faults.push(fault.column(name).lines(lines));
            }
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn put_group(case: &Case, answer: &mut Answer, group: &Group, only: &[&str]) {
    let Group { table, period, rows } = group;
    let units = table.key("unit").expect("checked");
    let columns = |names: &[&str]| -> Vec<Vec<f64>> {
        let column = |name: &&str| {
            let all = table.number(name).expect("checked");
            rows.iter().map(|&i| all[i]).collect()
        };
        names.iter().map(column).collect()
    };
    let (inputs, outputs) = (case.list("inputs"), case.list("outputs"));
    let n = rows.len();
    let few = n < 3 * (inputs.len() + outputs.len());
    if few {
        answer.note(
            "单位数少于投入与产出项数之和的三倍：多数单位会显得有效，得分不宜用来排名",
            "fewer than three units per measure: most will look efficient, and scores should not rank them",
        );
    }
    let measures = Measures::new(&columns(&inputs), &columns(&outputs));
    let orientation = match case.words("orientation") {
        "output" => Orientation::Output,
        _ => Orientation::Input,
    };
    let names: Vec<&str> = inputs.iter().chain(&outputs).copied().collect();
    let mut models = Models {
        radial: Radial::new(&measures, orientation),
        slacks: Slacks::new(&measures),
        based: SlacksBased::new(&measures),
        orientation,
        returns: match case.words("returns") {
            "variable" => Returns::Variable,
            _ => Returns::Constant,
        },
    };
    for (at, &row) in rows.iter().enumerate() {
        let unit = units.word(row);
        if !only.is_empty() && !only.contains(&unit) {
            continue;
        }
        if n < 2 {
            answer.put(unit, *period, "ccr", Reason::NTooSmall).n(n);
            continue;
        }
        let peer = |at: usize| units.word(rows[at]);
        models.put(answer, &Scored { at, unit, period: *period, n, few }, &names, &peer);
        for name in &names {
            let value = table.number(name).expect("checked")[row];
            answer.trace(unit, *period, name, value, &[table.line(row)]);
        }
    }
}

struct Models<'m> {
    radial: Radial<'m>,
    slacks: Slacks<'m>,
    based: SlacksBased<'m>,
    orientation: Orientation,
    returns: Returns,
}

struct Scored<'t> {
    at: usize,
    unit: &'t str,
    period: Option<i64>,
    n: usize,
    few: bool,
}

impl Models<'_> {
    fn put<'t>(
        &mut self,
        answer: &mut Answer,
        scored: &Scored,
        names: &[&str],
        peer: &dyn Fn(usize) -> &'t str,
    ) {
        let Scored { at, unit, period, n, few } = *scored;
        let ccr = self.radial.score(at, Returns::Constant);
        let falling = self.radial.score(at, Returns::NotIncreasing);
        let bcc = self.radial.score(at, Returns::Variable);
        let own = if self.returns == Returns::Variable { bcc } else { ccr };
        let beside = own.and_then(|score| match score > 0.0 {
            true => self.slacks.of(at, score, self.orientation, self.returns),
            false => Err(Reason::UndefinedRatio),
        });
        let full = beside.as_ref().is_ok_and(|b| b.slacks.iter().all(|s| *s == 0.0));
        for (metric, score, is_own) in [
            ("ccr", ccr, self.returns == Returns::Constant),
            ("bcc", bcc, self.returns == Returns::Variable),
        ] {
            let row = answer.put(unit, period, metric, score).n(n).flag_if(few, "few_units");
            if is_own && score == Ok(1.0) {
                row.flag(if full { "efficient" } else { "weakly_efficient" });
            }
        }
        let scale = ccr.and_then(|c| bcc.and_then(|b| ratio(c, b))).map(|s| s.min(1.0));
        let row = answer.put(unit, period, "scale", scale).n(n).flag_if(few, "few_units");
        if let (Ok(ccr), Ok(falling), Ok(bcc)) = (ccr, falling, bcc) {
            row.flag(kind_of_returns(ccr, falling, bcc));
        }
        for (metric, returns) in [("sbm", Returns::Constant), ("sbm_variable", Returns::Variable)] {
            let score = self.based.score(at, returns);
            answer.put(unit, period, metric, score).n(n).flag_if(few, "few_units");
        }
        match beside {
            Ok(beside) => {
                for (name, slack) in names.iter().zip(beside.slacks) {
                    answer.put(&format!("{unit}|{name}"), period, "slack", slack).n(n);
                }
                for (other, weight) in beside.peers {
                    answer.put(&format!("{unit}|{}", peer(other)), period, "peer", weight).n(n);
                }
            }
            Err(reason) => {
                answer.put(unit, period, "slack", reason).n(n);
            }
        }
    }
}

/// Where scaling a unit would help: up while returns increase, down while they decrease.
fn kind_of_returns(ccr: f64, not_increasing: f64, bcc: f64) -> &'static str {
    let same = |a: f64, b: f64| (a - b).abs() < 1e-8;
    if same(ccr, bcc) {
        "returns_constant"
    } else if same(not_increasing, ccr) {
        "returns_increasing"
    } else {
        "returns_decreasing"
    }
}

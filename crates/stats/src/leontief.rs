//! Input–output accounts: what sectors of regions deliver to each other, and the inverse that
//! traces it back to final demand (Leontief 1936; Miller & Blair 2009).

use std::collections::BTreeMap;

use faer::{Mat, MatRef};

use crate::answer::{Answer, Reason};
use crate::linear::{inverse, solve};
use crate::spec::{Input, UNIT, input, key, number, text};
use crate::study::{Case, Fault, refuse};
use crate::sums::sum_of;

pub const FLOWS: Input = input(
    "io",
    text("中间流量", "intermediate deliveries"),
    &[
        key("from_region", text("来自地区", "from region")),
        key("from_sector", text("来自部门", "from sector")),
        key("to_region", text("去往地区", "to region")),
        key("to_sector", text("去往部门", "to sector")),
        number("value", "", text("金额", "value")),
        UNIT,
    ],
)
.repeated();

pub const FINAL: Input = input(
    "final_demand",
    text("最终需求，按使用地区", "final demand by region of use"),
    &[
        key("from_region", text("来自地区", "from region")),
        key("from_sector", text("来自部门", "from sector")),
        key("region", text("使用地区", "region of use")),
        number("value", "", text("金额，存货可为负", "value; inventories may be negative")),
        UNIT,
    ],
)
.repeated();

pub const OUTPUT: Input = input(
    "output",
    text("总产出，用来检查平衡", "gross output, to check the balance"),
    &[
        key("region", text("地区", "region")),
        key("sector", text("部门", "sector")),
        number("value", "", text("总产出", "gross output")),
    ],
)
.optional();

/// Accounts of n region-sectors, ordered by region then sector.
pub struct Accounts {
    pub regions: Vec<String>,
    /// `region|sector`.
    pub names: Vec<String>,
    /// Region of each.
    pub region_of: Vec<usize>,
    /// Deliveries, n × n.
    pub flows: Mat<f64>,
    /// Final demand, n × regions of use (in the order of `regions`).
    pub demand: Mat<f64>,
    /// Gross output.
    pub output: Vec<f64>,
    /// A: deliveries per unit of the receiver's output; a column without output is zero.
    pub coefficients: Mat<f64>,
}

/// Reads the three tables. Output is that of the table, or deliveries plus final demand. Sectors
/// out of balance by over 1e-6 are noted; negative output is refused.
pub fn accounts(case: &Case, answer: &mut Answer) -> Result<Accounts, Vec<Fault>> {
    let (io, fd) = (case.table("io"), case.table("final_demand"));
    let mut index: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut regions: BTreeMap<String, usize> = BTreeMap::new();
    let ends = [
        (io, "from_region", "from_sector"),
        (io, "to_region", "to_sector"),
        (fd, "from_region", "from_sector"),
    ];
    for (table, region, sector) in ends {
        let (region, sector) =
            (table.key(region).expect("checked"), table.key(sector).expect("checked"));
        for i in 0..table.len() {
            regions.entry(region.word(i).to_string()).or_insert(0);
            index.entry((region.word(i).to_string(), sector.word(i).to_string())).or_insert(0);
        }
    }
    let uses = fd.key("region").expect("checked");
    regions.extend(uses.words.iter().map(|u| (u.clone(), 0)));
    regions.values_mut().enumerate().for_each(|(at, slot)| *slot = at);
    index.values_mut().enumerate().for_each(|(at, slot)| *slot = at);
    let n = index.len();
    let at = |region: &str, sector: &str| index[&(region.to_string(), sector.to_string())];
    let mut flows = Mat::<f64>::zeros(n, n);
    let mut demand = Mat::<f64>::zeros(n, regions.len());
    let values = io.number("value").expect("checked");
    let key = |name: &str| io.key(name).expect("checked");
    let (fr, fs, tr, ts) =
        (key("from_region"), key("from_sector"), key("to_region"), key("to_sector"));
    for (i, value) in values.iter().enumerate().filter(|(_, v)| !v.is_nan()) {
        flows[(at(fr.word(i), fs.word(i)), at(tr.word(i), ts.word(i)))] += value;
    }
    let (fr, fs) =
        (fd.key("from_region").expect("checked"), fd.key("from_sector").expect("checked"));
    for (i, value) in
        fd.number("value").expect("checked").iter().enumerate().filter(|(_, v)| !v.is_nan())
    {
        demand[(at(fr.word(i), fs.word(i)), regions[uses.word(i)])] += value;
    }
    let used: Vec<f64> = (0..n)
        .map(|i| sum_of(n, |j| flows[(i, j)]) + sum_of(regions.len(), |r| demand[(i, r)]))
        .collect();
    let names: Vec<String> = index.keys().map(|(r, s)| format!("{r}|{s}")).collect();
    let output = given_output(case, &index, &used);
    check_balance(answer, &names, &output, &used)?;
    let coefficients =
        Mat::from_fn(n, n, |i, j| if output[j] > 0.0 { flows[(i, j)] / output[j] } else { 0.0 });
    Ok(Accounts {
        region_of: index.keys().map(|(r, _)| regions[r]).collect(),
        regions: regions.into_keys().collect(),
        names,
        flows,
        demand,
        output,
        coefficients,
    })
}

fn given_output(case: &Case, index: &BTreeMap<(String, String), usize>, used: &[f64]) -> Vec<f64> {
    let mut output = used.to_vec();
    if let Some(table) = case.maybe("output") {
        let (region, sector) = (table.key("region"), table.key("sector"));
        let (region, sector) = (region.expect("checked"), sector.expect("checked"));
        for (i, value) in table.number("value").expect("checked").iter().enumerate() {
            let place = index.get(&(region.word(i).to_string(), sector.word(i).to_string()));
            if let (Some(&at), false) = (place, value.is_nan()) {
                output[at] = *value;
            }
        }
    }
    output
}

fn check_balance(
    answer: &mut Answer,
    names: &[String],
    output: &[f64],
    used: &[f64],
) -> Result<(), Vec<Fault>> {
    for (i, name) in names.iter().enumerate() {
        if output[i] < 0.0 {
            let words =
                (format!("“{name}”的总产出为负"), format!("output of `{name}` is negative"));
            return refuse(Fault::new("io", words.0, words.1));
        }
        let gap = (output[i] - used[i]).abs() / output[i].abs().max(f64::MIN_POSITIVE);
        if output[i] != used[i] && gap > 1e-6 {
            answer.note(
                format!("“{name}”的产出与使用相差{:.4}%", gap * 100.0),
                format!("output and use of `{name}` differ by {:.4} %", gap * 100.0),
            );
        }
    }
    Ok(())
}

impl Accounts {
    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Indices of a region's sectors: one run, since names are sorted by region.
    pub fn sectors(&self, region: usize) -> std::ops::Range<usize> {
        let start = self.region_of.partition_point(|&r| r < region);
        start..self.region_of.partition_point(|&r| r <= region)
    }

    /// v' = x' − ι'Z.
    pub fn value_added(&self) -> Vec<f64> {
        (0..self.len())
            .map(|j| self.output[j] - sum_of(self.len(), |i| self.flows[(i, j)]))
            .collect()
    }

    /// Value added per unit of output; 0 without output.
    pub fn value_added_share(&self) -> Vec<f64> {
        let share = |(v, x): (f64, &f64)| if *x > 0.0 { v / x } else { 0.0 };
        self.value_added().into_iter().zip(&self.output).map(share).collect()
    }

    /// L = (I − A)⁻¹. Hawkins–Simon is checked by its sign: `not_identified` where L has a
    /// negative entry, `singular` where it does not exist.
    pub fn leontief(&self) -> Result<Mat<f64>, Reason> {
        let n = self.len();
        let a = &self.coefficients;
        let inverse = inverse(n, |i, j| f64::from(u8::from(i == j)) - a[(i, j)]);
        let inverse = inverse.ok_or(Reason::Singular)?;
        let lowest =
            (0..n).flat_map(|j| inverse.col(j).iter()).fold(0.0, |low: f64, x| low.min(*x));
        if lowest < -1e-9 { Err(Reason::NotIdentified) } else { Ok(inverse) }
    }

    /// (I − A_rr)⁻¹ of one region alone.
    pub fn own_leontief(&self, region: usize) -> Option<Mat<f64>> {
        let own = self.sectors(region);
        let (start, n) = (own.start, own.len());
        let a = &self.coefficients;
        inverse(n, |i, j| f64::from(u8::from(i == j)) - a[(start + i, start + j)])
    }

    /// Row sums of the Ghosh inverse G = x̂⁻¹·L·x̂, which is (I − B)⁻¹ without inverting again.
    pub fn ghosh_row_sums(&self, leontief: &Mat<f64>) -> Vec<f64> {
        let row = |i: usize| {
            let sum = sum_of(self.len(), |j| leontief[(i, j)] * self.output[j]);
            if self.output[i] > 0.0 { sum / self.output[i] } else { 1.0 }
        };
        (0..self.len()).map(row).collect()
    }

    /// Loss of output where the links between regions r and s are cut both ways and final demand
    /// stays: L·U·(I + V'LU)⁻¹·V'·x, with U the unit columns of r and s and V' their lost rows of
    /// A (Woodbury), so that nothing of size n is inverted again.
    pub fn cut_loss(&self, leontief: &Mat<f64>, r: usize, s: usize) -> Option<Vec<f64>> {
        let (r, s) = (self.sectors(r), self.sectors(s));
        let block = |rows: &std::ops::Range<usize>, columns: &std::ops::Range<usize>| {
            self.coefficients.submatrix(rows.start, columns.start, rows.len(), columns.len())
        };
        let both: Vec<usize> = r.clone().chain(s.clone()).collect();
        let lost = |from: &std::ops::Range<usize>, to: &std::ops::Range<usize>| {
            let inner =
                Mat::from_fn(to.len(), both.len(), |i, j| leontief[(to.start + i, both[j])]);
            let x = Mat::from_fn(to.len(), 1, |i, _| self.output[to.start + i]);
            let a: MatRef<f64> = block(from, to);
            (a * inner, a * x)
        };
        let ((top, x_top), (bottom, x_bottom)) = (lost(&r, &s), lost(&s, &r));
        let m = both.len();
        let stack = |i: usize, j: usize, a: &Mat<f64>, b: &Mat<f64>| {
            if i < r.len() { a[(i, j)] } else { b[(i - r.len(), j)] }
        };
        let middle =
            Mat::from_fn(m, m, |i, j| f64::from(u8::from(i == j)) + stack(i, j, &top, &bottom));
        let x = Mat::from_fn(m, 1, |i, _| stack(i, 0, &x_top, &x_bottom));
        let y = solve(&middle, &x)?;
        let loss = |i: usize| sum_of(m, |j| leontief[(i, both[j])] * y[(j, 0)]);
        Some((0..self.len()).map(loss).collect())
    }
}

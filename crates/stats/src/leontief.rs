//! Input–output accounts: what sectors of regions deliver to each other, and the inverse that
//! traces it back to final demand (Leontief 1936; Miller & Blair 2009).

use std::collections::{BTreeSet, HashMap, HashSet};

use faer::{Mat, MatRef};

use crate::answer::{Answer, Reason};
use crate::linear::{inverse, solve};
use crate::spec::{Input, UNIT, input, key, number, text};
use crate::study::{Case, Fault, refuse};
use crate::sums::sum_of;
use crate::table::{Keys, Table};

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
        UNIT,
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

/// More region-sectors than this would not fit into memory as matrices.
const MOST: usize = 12_000;

/// Reads the three tables. Output is that of the table, or deliveries plus final demand. Sectors
/// out of balance by over 1e-6 are noted; negative output is refused.
pub fn accounts(case: &Case, answer: &mut Answer) -> Result<Accounts, Vec<Fault>> {
    let (io, fd) = (case.table("io"), case.table("final_demand"));
    let ends = [Ends::of(io, "from_"), Ends::of(io, "to_"), Ends::of(fd, "from_")];
    let uses = fd.key("region").expect("checked");
    let regions: BTreeSet<&str> = ends
        .iter()
        .flat_map(|end| &end.region.words)
        .chain(&uses.words)
        .map(String::as_str)
        .collect();
    let regions: Vec<String> = regions.into_iter().map(str::to_string).collect();
    let sectors: BTreeSet<(&str, &str)> = ends.iter().flat_map(Ends::pairs).collect();
    let sectors: Vec<(&str, &str)> = sectors.into_iter().collect();
    let n = sectors.len();
    if n > MOST {
        let words = (
            format!("地区×部门共{n}个，最多{MOST}个"),
            format!("there are {n} region-sectors; at most {MOST} can be inverted"),
        );
        return refuse(Fault::new("io", words.0, words.1));
    }
    let [from, to, final_from] = ends.map(|end| end.places(&sectors));
    let mut flows = Mat::<f64>::zeros(n, n);
    let mut demand = Mat::<f64>::zeros(n, regions.len());
    for (i, value) in given(io) {
        flows[(from[i], to[i])] += value;
    }
    let region =
        |name: &str| regions.binary_search_by(|r| r.as_str().cmp(name)).expect("among them");
    let user: Vec<usize> = uses.words.iter().map(|name| region(name)).collect();
    for (i, value) in given(fd) {
        demand[(final_from[i], user[uses.codes[i] as usize])] += value;
    }
    let empty = io.len() + fd.len() - given(io).count() - given(fd).count();
    if empty > 0 {
        answer.note(
            format!("{empty}行没有金额，按没有交易计"),
            format!("{empty} rows have no value and count as no delivery"),
        );
    }
    let region_of = sectors.iter().map(|(name, _)| region(name)).collect();
    let names: Vec<String> = sectors.iter().map(|(r, s)| format!("{r}|{s}")).collect();
    let used = uses_of(&flows, &demand);
    let output = given_output(case, &sectors, &used);
    check_balance(answer, &names, &output, &used)?;
    Ok(Accounts::new((regions, names, region_of), flows, demand, output))
}

/// Rows with a value.
fn given(table: &Table) -> impl Iterator<Item = (usize, f64)> {
    let values = table.number("value").expect("checked");
    values.iter().copied().enumerate().filter(|(_, value)| !value.is_nan())
}

/// Region and sector at one end of each row.
struct Ends<'t> {
    region: &'t Keys,
    sector: &'t Keys,
}

impl<'t> Ends<'t> {
    fn of(table: &'t Table, end: &str) -> Ends<'t> {
        let key = |name: &str| table.key(&format!("{end}{name}")).expect("checked");
        Ends { region: key("region"), sector: key("sector") }
    }

    fn codes(&self) -> impl Iterator<Item = (u32, u32)> {
        self.region.codes.iter().copied().zip(self.sector.codes.iter().copied())
    }

    fn words(&self, (region, sector): (u32, u32)) -> (&'t str, &'t str) {
        (&self.region.words[region as usize], &self.sector.words[sector as usize])
    }

    fn pairs(&self) -> impl Iterator<Item = (&'t str, &'t str)> {
        let met: HashSet<(u32, u32)> = self.codes().collect();
        met.into_iter().map(|codes| self.words(codes))
    }

    /// The place of each row's pair among all.
    fn places(&self, sectors: &[(&str, &str)]) -> Vec<usize> {
        let mut known: HashMap<(u32, u32), usize> = HashMap::new();
        let place = |codes| sectors.binary_search(&self.words(codes)).expect("among them");
        self.codes().map(|codes| *known.entry(codes).or_insert_with(|| place(codes))).collect()
    }
}

/// Deliveries and final demand of each, column by column as they lie in memory.
fn uses_of(flows: &Mat<f64>, demand: &Mat<f64>) -> Vec<f64> {
    let mut used = vec![0.0; flows.nrows()];
    for column in flows.col_iter().chain(demand.col_iter()) {
        used.iter_mut().zip(column.iter()).for_each(|(sum, value)| *sum += value);
    }
    used
}

fn given_output(case: &Case, sectors: &[(&str, &str)], used: &[f64]) -> Vec<f64> {
    let mut output = used.to_vec();
    if let Some(table) = case.maybe("output") {
        let ends = Ends::of(table, "");
        let codes: Vec<(u32, u32)> = ends.codes().collect();
        for (i, value) in given(table) {
            if let Ok(at) = sectors.binary_search(&ends.words(codes[i])) {
                output[at] = value;
            }
        }
    }
    output
}

/// I − A.
fn without(n: usize, a: impl Fn(usize, usize) -> f64) -> Mat<f64> {
    Mat::from_fn(n, n, |i, j| f64::from(u8::from(i == j)) - a(i, j))
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
    /// From deliveries, final demand and output of region-sectors sorted by region: the names of the
    /// regions, `region|sector` of each, and the region of each.
    pub fn new(
        (regions, names, region_of): (Vec<String>, Vec<String>, Vec<usize>),
        flows: Mat<f64>,
        demand: Mat<f64>,
        output: Vec<f64>,
    ) -> Accounts {
        let mut coefficients = flows.clone();
        for (column, output) in coefficients.col_iter_mut().zip(&output) {
            let scale = if *output > 0.0 { 1.0 / output } else { 0.0 };
            column.iter_mut().for_each(|value| *value *= scale);
        }
        Accounts { regions, names, region_of, flows, demand, output, coefficients }
    }

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
        let columns = self.flows.col_iter().zip(&self.output);
        columns.map(|(column, output)| output - column.iter().sum::<f64>()).collect()
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
        let inverse = inverse(without(n, |i, j| a[(i, j)])).ok_or(Reason::Singular)?;
        let lowest =
            (0..n).flat_map(|j| inverse.col(j).iter()).fold(0.0, |low: f64, x| low.min(*x));
        if lowest < -1e-9 { Err(Reason::NotIdentified) } else { Ok(inverse) }
    }

    /// (I − A_rr)⁻¹ of one region alone.
    pub fn own_leontief(&self, region: usize) -> Option<Mat<f64>> {
        let own = self.sectors(region);
        let (start, n) = (own.start, own.len());
        let a = &self.coefficients;
        inverse(without(n, |i, j| a[(start + i, start + j)]))
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

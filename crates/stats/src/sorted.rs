//! Inequality by sorting: Gini, mean differences between groups and weighted quantiles in
//! O(n log n).

use crate::sums::sum_of;

/// Values in ascending order with their weights and running totals.
#[derive(Clone, Debug)]
pub struct Sorted {
    pub values: Vec<f64>,
    /// Weight of the values before each, and of all at the end.
    pub below: Vec<f64>,
    /// Weighted sum of the values before each, and of all at the end.
    pub amount: Vec<f64>,
}

impl Sorted {
    pub fn new(pairs: impl IntoIterator<Item = (f64, f64)>) -> Sorted {
        let mut pairs: Vec<(f64, f64)> = pairs.into_iter().collect();
        pairs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut below = Vec::with_capacity(pairs.len() + 1);
        let mut amount = Vec::with_capacity(pairs.len() + 1);
        let (mut w, mut a) = (Compensated::default(), Compensated::default());
        below.push(0.0);
        amount.push(0.0);
        for (value, weight) in &pairs {
            w.add(*weight);
            a.add(weight * value);
            below.push(w.value());
            amount.push(a.value());
        }
        Sorted { values: pairs.into_iter().map(|(v, _)| v).collect(), below, amount }
    }

    pub fn len(&self) -> usize {
        self.values.len()
    }

    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub fn weight(&self) -> f64 {
        self.below[self.len()]
    }

    pub fn mean(&self) -> f64 {
        self.amount[self.len()] / self.weight()
    }

    fn weight_at(&self, i: usize) -> f64 {
        self.below[i + 1] - self.below[i]
    }

    /// Gini = Δ/(2μ).
    pub fn gini(&self) -> f64 {
        self.mean_difference(self) / (2.0 * self.mean())
    }

    /// Δ = E|X − Y| between two weighted sets, X from here and Y from `other`.
    pub fn mean_difference(&self, other: &Sorted) -> f64 {
        let mut at = 0;
        let mut total = Compensated::default();
        let (all, sum) = (other.weight(), other.amount[other.len()]);
        for (i, x) in self.values.iter().enumerate() {
            while at < other.len() && other.values[at] < *x {
                at += 1;
            }
            let (under, held) = (other.below[at], other.amount[at]);
            let apart = (x * under - held) + (sum - held) - x * (all - under);
            total.add(self.weight_at(i) * apart);
        }
        total.value() / self.weight() / all
    }

    /// The smallest value below or at which a share `p` of the weight lies.
    pub fn quantile(&self, p: f64) -> f64 {
        let target = p * self.weight();
        let at = self.below[1..].partition_point(|w| *w < target * (1.0 - 1e-12));
        self.values[at.min(self.len() - 1)]
    }
}

/// Mid-rank of each value as a share of the weight: what Gini's covariance form needs, with equal
/// values sharing their rank.
pub fn mid_ranks(values: &[f64], weights: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let all = sum_of(weights.len(), |i| weights[i]);
    let mut ranks = vec![0.0; values.len()];
    let (mut from, mut below) = (0, 0.0);
    while from < order.len() {
        let mut to = from;
        let mut here = 0.0;
        while to < order.len() && values[order[to]] == values[order[from]] {
            here += weights[order[to]];
            to += 1;
        }
        order[from..to].iter().for_each(|&i| ranks[i] = (below + here / 2.0) / all);
        below += here;
        from = to;
    }
    ranks
}

/// A running sum with its lost low part kept (Neumaier 1974).
#[derive(Clone, Copy, Debug, Default)]
struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    fn add(&mut self, x: f64) {
        let next = self.sum + x;
        self.lost +=
            if self.sum.abs() >= x.abs() { (self.sum - next) + x } else { (x - next) + self.sum };
        self.sum = next;
    }

    fn value(self) -> f64 {
        self.sum + self.lost
    }
}

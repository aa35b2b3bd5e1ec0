//! Sums in a fixed order, and the moments and quantiles that stand on them.

/// Pairwise sum: error grows with log n, and the order never depends on threads.
pub fn sum(xs: &[f64]) -> f64 {
    sum_of(xs.len(), |i| xs[i])
}

/// Pairwise sum of `f(0) … f(n-1)`.
pub fn sum_of(n: usize, f: impl Fn(usize) -> f64) -> f64 {
    fn part(from: usize, to: usize, f: &impl Fn(usize) -> f64) -> f64 {
        if to - from <= 64 {
            return run(from, to, f);
        }
        let middle = from + (to - from) / 2;
        part(from, middle, f) + part(middle, to, f)
    }
    // Four sums side by side: no addition waits for the one before.
    fn run(from: usize, to: usize, f: &impl Fn(usize) -> f64) -> f64 {
        let mut sums = [0.0; 4];
        let whole = to - (to - from) % 4;
        for i in (from..whole).step_by(4) {
            for (k, sum) in sums.iter_mut().enumerate() {
                *sum += f(i + k);
            }
        }
        (sums[0] + sums[1]) + (sums[2] + sums[3]) + (whole..to).map(f).sum::<f64>()
    }
    part(0, n, &f)
}

pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    sum_of(a.len(), |i| a[i] * b[i])
}

/// Mean; NaN of nothing, so callers ask for the length first.
pub fn mean(xs: &[f64]) -> f64 {
    sum(xs) / xs.len() as f64
}

/// Σ(x − mean)² / (n − `ddof`).
pub fn variance(xs: &[f64], ddof: usize) -> f64 {
    let m = mean(xs);
    sum_of(xs.len(), |i| (xs[i] - m).powi(2)) / (xs.len() - ddof) as f64
}

/// Pearson correlation; `None` where either side is constant.
pub fn correlation(a: &[f64], b: &[f64]) -> Option<f64> {
    let (ma, mb) = (mean(a), mean(b));
    let ab = sum_of(a.len(), |i| (a[i] - ma) * (b[i] - mb));
    let aa = sum_of(a.len(), |i| (a[i] - ma).powi(2));
    let bb = sum_of(b.len(), |i| (b[i] - mb).powi(2));
    (aa > 0.0 && bb > 0.0).then(|| ab / (aa * bb).sqrt())
}

/// Quantile of sorted values by linear interpolation (type 7).
pub fn quantile(sorted: &[f64], q: f64) -> f64 {
    let at = q * (sorted.len() - 1) as f64;
    let low = at.floor() as usize;
    let high = (low + 1).min(sorted.len() - 1);
    sorted[low] + (at - low as f64) * (sorted[high] - sorted[low])
}

/// The smallest and largest of the values; `None` of nothing.
pub fn extent(xs: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    xs.into_iter().fold(None, |seen, x| match seen {
        None => Some((x, x)),
        Some((lo, hi)) => Some((lo.min(x), hi.max(x))),
    })
}

/// Ranks from 1 for the largest; equal values share the mean of their ranks.
pub fn ranks_descending(xs: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..xs.len()).collect();
    order.sort_by(|&a, &b| xs[b].total_cmp(&xs[a]));
    let mut ranks = vec![0.0; xs.len()];
    let mut from = 0;
    while from < order.len() {
        let mut to = from + 1;
        while to < order.len() && xs[order[to]] == xs[order[from]] {
            to += 1;
        }
        for &i in &order[from..to] {
            ranks[i] = (from + to + 1) as f64 / 2.0;
        }
        from = to;
    }
    ranks
}

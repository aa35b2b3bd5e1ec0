//! Classes of value for a map: few, told apart, and none of them empty.

/// Upper ends of the classes, ascending; the last holds the greatest value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classes {
    pub low: i64,
    pub upper: Vec<i64>,
}

impl Classes {
    /// Which class a value is in.
    pub fn of(&self, value: i64) -> usize {
        let at = self.upper.partition_point(|upper| *upper < value);
        at.min(self.upper.len().saturating_sub(1))
    }
}

/// At most `most` classes by natural breaks (Fisher and Jenks): the partition of the sorted values
/// that leaves the least squared difference inside the classes. Equal values share a class.
pub fn classes(values: &[i64], most: usize) -> Option<Classes> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let low = *sorted.first()?;
    let mut distinct = sorted.clone();
    distinct.dedup();
    let most = most.min(distinct.len());
    let spread = |from: usize, to: usize| -> f64 {
        let part = &sorted[from..to];
        let mean = part.iter().map(|v| *v as f64).sum::<f64>() / part.len() as f64;
        part.iter().map(|v| (*v as f64 - mean).powi(2)).sum()
    };
    let n = sorted.len();
    // best[k][i]: least spread of the first i values in k classes, and where the last one begins.
    let mut best = vec![vec![(f64::INFINITY, 0); n + 1]; most + 1];
    best[0][0].0 = 0.0;
    for k in 1..=most {
        for i in k..=n {
            for from in k - 1..i {
                let may_break = from == 0 || sorted[from - 1] != sorted[from];
                let total = best[k - 1][from].0 + spread(from, i);
                if may_break && total < best[k][i].0 {
                    best[k][i] = (total, from);
                }
            }
        }
    }
    let mut upper = Vec::new();
    let mut end = n;
    for k in (1..=most).rev() {
        upper.push(sorted[end - 1]);
        end = best[k][end].1;
    }
    upper.reverse();
    Some(Classes { low, upper })
}

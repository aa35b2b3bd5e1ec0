//! Who neighbours whom, and how much: the weights of spatial statistics.

use crate::table::{Keys, Table};

/// Neighbours of each unit with their weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbours {
    pub of: Vec<Vec<(u32, f64)>>,
}

impl Neighbours {
    /// From a table of `i`, `j` and, if there, `w`; pairs with a unit that `units` lacks are left
    /// out, as is a unit beside itself.
    pub fn read(table: &Table, units: &[&str]) -> Neighbours {
        let (i, j) = (table.key("i").expect("checked"), table.key("j").expect("checked"));
        let place = |keys: &Keys| -> Vec<Option<u32>> {
            let at = |word: &String| units.binary_search(&word.as_str()).ok();
            keys.words.iter().map(|word| at(word).map(|p| p as u32)).collect()
        };
        let (from, to) = (place(i), place(j));
        let mut of = vec![Vec::new(); units.len()];
        for row in 0..table.len() {
            let weight = table.number("w").map_or(1.0, |w| w[row]);
            if let (Some(a), Some(b)) = (from[i.codes[row] as usize], to[j.codes[row] as usize])
                && a != b
                && weight > 0.0
            {
                of[a as usize].push((b, weight));
            }
        }
        of.iter_mut().for_each(|row| row.sort_by_key(|(unit, _)| *unit));
        Neighbours { of }
    }

    /// The `k` nearest of each unit, ties by order of the units; weight 1.
    pub fn nearest(k: usize, distance: &impl Fn(usize, usize) -> f64, n: usize) -> Neighbours {
        let row = |i: usize| {
            let mut others: Vec<(f64, u32)> =
                (0..n).filter(|&j| j != i).map(|j| (distance(i, j), j as u32)).collect();
            others.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            others.truncate(k);
            let mut row: Vec<(u32, f64)> = others.into_iter().map(|(_, j)| (j, 1.0)).collect();
            row.sort_by_key(|(unit, _)| *unit);
            row
        };
        Neighbours { of: (0..n).map(row).collect() }
    }

    /// All within `reach`, with weight `weigh(distance)`.
    pub fn within(
        reach: f64,
        distance: &impl Fn(usize, usize) -> f64,
        n: usize,
        weigh: impl Fn(f64) -> f64,
    ) -> Neighbours {
        let row = |i: usize| {
            (0..n)
                .filter(|&j| j != i)
                .map(|j| (j as u32, distance(i, j)))
                .filter(|(_, d)| *d <= reach && *d > 0.0)
                .map(|(j, d)| (j, weigh(d)))
                .collect()
        };
        Neighbours { of: (0..n).map(row).collect() }
    }

    /// Each row divided by its sum.
    pub fn row_standardised(mut self) -> Neighbours {
        for row in &mut self.of {
            let total: f64 = row.iter().map(|(_, w)| w).sum();
            row.iter_mut().for_each(|(_, w)| *w /= total);
        }
        self
    }

    pub fn len(&self) -> usize {
        self.of.len()
    }

    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// Σⱼ wᵢⱼ·zⱼ.
    pub fn lag(&self, i: usize, z: &[f64]) -> f64 {
        self.of[i].iter().map(|(j, w)| w * z[*j as usize]).sum()
    }

    /// S₀ = Σw, S₁ = ½Σ(wᵢⱼ + wⱼᵢ)², S₂ = Σ(wᵢ. + w.ᵢ)² (Cliff & Ord 1981).
    pub fn moments(&self) -> (f64, f64, f64) {
        let mut columns = vec![0.0; self.len()];
        let mut rows = vec![0.0; self.len()];
        let mut s1 = 0.0;
        for (i, row) in self.of.iter().enumerate() {
            for &(j, w) in row {
                columns[j as usize] += w;
                rows[i] += w;
                let back = &self.of[j as usize];
                let mirrored = back.binary_search_by_key(&(i as u32), |(unit, _)| *unit);
                // A pair seen from both ends is counted at each: half of (w + w')² each time.
                s1 += match mirrored {
                    Ok(at) => 0.5 * (w + back[at].1).powi(2),
                    Err(_) => w * w,
                };
            }
        }
        let s0 = crate::sums::sum(&rows);
        let s2 = crate::sums::sum_of(self.len(), |i| (rows[i] + columns[i]).powi(2));
        (s0, s1, s2)
    }
}

//! Directed weighted graphs: strength, betweenness, closeness, PageRank, hubs and authorities.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::sums::{sum, sum_of};

/// Edges out of each node, by node.
#[derive(Clone, Debug)]
pub struct Graph {
    pub out: Vec<Vec<(u32, f64)>>,
}

/// Lengths that differ by less than this share are equal: 1/3 + 1/3 is a path as long as 2/3.
const TIE: f64 = 1e-12;

fn tied(length: f64, best: f64) -> bool {
    best.is_finite() && (length - best).abs() <= TIE * best
}

impl Graph {
    /// Adds parallel edges up; the caller leaves out loops and weights that are not positive.
    pub fn new(nodes: usize, edges: impl IntoIterator<Item = (u32, u32, f64)>) -> Graph {
        let mut sums: BTreeMap<(u32, u32), f64> = BTreeMap::new();
        for (from, to, weight) in edges {
            *sums.entry((from, to)).or_insert(0.0) += weight;
        }
        let mut out = vec![Vec::new(); nodes];
        for ((from, to), weight) in sums {
            out[from as usize].push((to, weight));
        }
        Graph { out }
    }

    pub fn len(&self) -> usize {
        self.out.len()
    }

    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    pub fn edges(&self) -> usize {
        self.out.iter().map(Vec::len).sum()
    }

    pub fn weight(&self, from: usize, to: usize) -> f64 {
        self.out[from].iter().find(|(t, _)| *t as usize == to).map_or(0.0, |(_, w)| *w)
    }

    pub fn out_strength(&self, node: usize) -> f64 {
        sum_of(self.out[node].len(), |e| self.out[node][e].1)
    }

    pub fn reversed(&self) -> Graph {
        let mut out = vec![Vec::new(); self.len()];
        for (from, edges) in self.out.iter().enumerate() {
            edges.iter().for_each(|(to, w)| out[*to as usize].push((from as u32, *w)));
        }
        Graph { out }
    }

    /// Share of edges whose reverse is there too; `None` without edges.
    pub fn reciprocity(&self) -> Option<f64> {
        let both = |from: usize, to: u32| self.weight(to as usize, from) > 0.0;
        let answered: usize = self
            .out
            .iter()
            .enumerate()
            .map(|(from, edges)| edges.iter().filter(|(to, _)| both(from, *to)).count())
            .sum();
        (self.edges() > 0).then(|| answered as f64 / self.edges() as f64)
    }

    /// The same edges with length 1/weight.
    fn lengths(&self) -> Vec<Vec<(u32, f64)>> {
        let inverted = |edges: &Vec<(u32, f64)>| -> Vec<(u32, f64)> {
            edges.iter().map(|(to, weight)| (*to, 1.0 / weight)).collect()
        };
        self.out.iter().map(inverted).collect()
    }

    /// Betweenness of directed shortest paths of length 1/weight (Brandes 2001), divided by
    /// (N−1)(N−2); ties count in shares.
    pub fn betweenness(&self) -> Vec<f64> {
        let n = self.len();
        let mut score = vec![0.0; n];
        let lengths = self.lengths();
        let mut paths = Paths::new(n);
        let mut dependency = vec![0.0; n];
        for source in 0..n {
            paths.search(&lengths, source);
            for &node in paths.order.iter().rev() {
                let node = node as usize;
                // What hangs on the nodes after this one, by the share of their paths it carries.
                let mut carried = 0.0;
                for &(to, length) in &lengths[node] {
                    let to = to as usize;
                    if tied(paths.length[node] + length, paths.length[to]) {
                        carried += paths.count[node] / paths.count[to] * (1.0 + dependency[to]);
                    }
                }
                dependency[node] = carried;
                if node != source {
                    score[node] += carried;
                }
            }
        }
        let pairs = (n.max(3) - 1) as f64 * (n.max(3) - 2) as f64;
        score.into_iter().map(|s| s / pairs).collect()
    }

    /// Closeness of each node as seen from all others over edges of length 1/weight, scaled by
    /// the share of nodes that reach it (Wasserman & Faust 1994); 0 where none does.
    pub fn closeness_in(&self) -> Vec<f64> {
        let (n, back) = (self.len(), self.reversed().lengths());
        let mut paths = Paths::new(n);
        let one = |node: usize| {
            paths.search(&back, node);
            let reached = (paths.order.len() - 1) as f64;
            let total = sum_of(paths.order.len(), |i| paths.length[paths.order[i] as usize]);
            if total > 0.0 { reached / total * reached / (n as f64 - 1.0) } else { 0.0 }
        };
        (0..n).map(one).collect()
    }

    /// PageRank over edge weights; what dangling nodes hold is spread evenly.
    pub fn pagerank(&self, damping: f64) -> Vec<f64> {
        let n = self.len();
        let strength: Vec<f64> = (0..n).map(|i| self.out_strength(i)).collect();
        let mut rank = vec![1.0 / n as f64; n];
        for _ in 0..10_000 {
            let dangling = sum_of(n, |i| if strength[i] == 0.0 { rank[i] } else { 0.0 });
            let base = (1.0 - damping + damping * dangling) / n as f64;
            let mut next = vec![base; n];
            for (from, edges) in self.out.iter().enumerate() {
                for (to, weight) in edges {
                    next[*to as usize] += damping * rank[from] * weight / strength[from];
                }
            }
            let moved = sum_of(n, |i| (next[i] - rank[i]).abs());
            rank = next;
            if moved < 1e-15 {
                break;
            }
        }
        rank
    }

    /// Hub and authority scores (Kleinberg 1999), each summing to one; zeros without edges.
    pub fn hubs(&self) -> (Vec<f64>, Vec<f64>) {
        let n = self.len();
        let mut hub = vec![1.0 / n as f64; n];
        let mut authority = vec![0.0; n];
        for _ in 0..100_000 {
            authority.fill(0.0);
            for (from, edges) in self.out.iter().enumerate() {
                edges.iter().for_each(|(to, w)| authority[*to as usize] += w * hub[from]);
            }
            scale(&mut authority);
            let flow = |edges: &Vec<(u32, f64)>| {
                sum_of(edges.len(), |e| edges[e].1 * authority[edges[e].0 as usize])
            };
            let mut next: Vec<f64> = self.out.iter().map(flow).collect();
            scale(&mut next);
            let moved = sum_of(n, |i| (next[i] - hub[i]).abs());
            hub = next;
            if moved < 1e-15 {
                break;
            }
        }
        (hub, authority)
    }
}

fn scale(values: &mut [f64]) {
    let total = sum(values);
    if total > 0.0 {
        values.iter_mut().for_each(|v| *v /= total);
    }
}

/// Shortest paths from one source; the buffers are kept from one source to the next.
struct Paths {
    length: Vec<f64>,
    count: Vec<f64>,
    done: Vec<bool>,
    /// Nodes reached, nearest first.
    order: Vec<u32>,
    /// Lengths as bits: those of non-negative floats are in the order of the floats.
    heap: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Paths {
    fn new(n: usize) -> Paths {
        Paths {
            length: vec![f64::INFINITY; n],
            count: vec![0.0; n],
            done: vec![false; n],
            order: Vec::with_capacity(n),
            heap: BinaryHeap::new(),
        }
    }

    fn search(&mut self, edges: &[Vec<(u32, f64)>], source: usize) {
        self.length.fill(f64::INFINITY);
        self.count.fill(0.0);
        self.done.fill(false);
        self.order.clear();
        self.length[source] = 0.0;
        self.count[source] = 1.0;
        self.heap.push(Reverse((0, source as u32)));
        while let Some(Reverse((bits, node))) = self.heap.pop() {
            if std::mem::replace(&mut self.done[node as usize], true) {
                continue;
            }
            self.order.push(node);
            let reached = f64::from_bits(bits);
            for &(to, length) in &edges[node as usize] {
                self.relax(node, to as usize, reached + length);
            }
        }
    }

    fn relax(&mut self, from: u32, to: usize, length: f64) {
        if self.done[to] {
            return;
        }
        let best = self.length[to];
        if tied(length, best) {
            self.count[to] += self.count[from as usize];
        } else if length < best {
            self.length[to] = length;
            self.count[to] = self.count[from as usize];
            self.heap.push(Reverse((length.to_bits(), to as u32)));
        }
    }
}

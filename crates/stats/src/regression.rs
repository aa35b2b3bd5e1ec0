//! A panel regression with effects swept out and errors clustered: what the two-way, event-study
//! and dose studies share.

use crate::answer::{Answer, Reason};
use crate::effects::{Effect, Sweeper, without_singletons};
use crate::random::Stream;
use crate::sandwich::{Fit, clustered_meat, least_squares, psd_repaired, robust_meat, sandwich};
use crate::sums::dot;

/// How the parameters swept out are counted in (N − 1)/(N − K).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountRule {
    /// Only the regressors.
    None,
    /// Also the levels of effects, except those nested in the cluster.
    NonNested,
    /// All levels.
    Full,
}

/// A panel in columns of equal length, without holes.
#[derive(Clone, Debug)]
pub struct Panel {
    pub y: Vec<f64>,
    pub x: Vec<Vec<f64>>,
    pub effects: Vec<Effect>,
    /// No clustering, one, or two ways; more are not meant.
    pub clusters: Vec<Vec<u32>>,
}

#[derive(Clone, Debug)]
pub struct Estimate {
    pub fit: Fit,
    pub variance: Vec<Vec<f64>>,
    pub n: usize,
    /// K of (N − K).
    pub parameters: usize,
    /// Smallest number of clusters over the ways; rows where there is no clustering.
    pub clusters: usize,
    pub df: f64,
    pub singletons: usize,
    /// The two-way variance had to be repaired.
    pub repaired: bool,
    pub converged: bool,
    pub swept: Panel,
}

impl Panel {
    pub fn keep(&mut self, keep: &[bool]) {
        fn only<T: Copy>(v: &mut Vec<T>, keep: &[bool]) {
            let mut at = 0;
            v.retain(|_| {
                at += 1;
                keep[at - 1]
            });
        }
        only(&mut self.y, keep);
        self.x.iter_mut().for_each(|x| only(x, keep));
        for effect in &mut self.effects {
            only(&mut effect.group, keep);
            *effect = Effect::new(&effect.group);
        }
        self.clusters.iter_mut().for_each(|c| only(c, keep));
    }

    /// Sweeps, fits, and puts errors on it.
    pub fn estimate(mut self, rule: CountRule) -> Result<Estimate, Reason> {
        let keep = without_singletons(&self.effects);
        let singletons = keep.iter().filter(|k| !**k).count();
        if singletons > 0 {
            self.keep(&keep);
        }
        let n = self.y.len();
        if n <= self.x.len() + 1 {
            return Err(Reason::NTooSmall);
        }
        let (swept_out, nested) = self.levels();
        let mut converged = true;
        let effects = std::mem::take(&mut self.effects);
        let mut sweeper = Sweeper::new(&effects);
        let sizes: Vec<f64> = self.x.iter().map(|x| dot(x, x)).collect();
        for column in self.x.iter_mut().chain([&mut self.y]) {
            converged &= sweeper.residual(column, 1e-10);
        }
        // What the effects explain wholly is nought, not its rounding.
        for (x, size) in self.x.iter_mut().zip(&sizes) {
            if dot(x, x) <= 1e-16 * size {
                x.fill(0.0);
            }
        }
        let fit = least_squares(&self.y, &self.x);
        let parameters = fit.rank()
            + match rule {
                CountRule::None => 0,
                CountRule::NonNested => nested,
                CountRule::Full => swept_out,
            };
        if n <= parameters {
            return Err(Reason::NTooSmall);
        }
        self.effects = effects;
        let mut estimate = Estimate {
            variance: Vec::new(),
            n,
            parameters,
            clusters: n,
            df: (n - parameters) as f64,
            singletons,
            repaired: false,
            converged,
            fit,
            swept: self,
        };
        estimate.put_errors();
        Ok(estimate)
    }

    /// Parameters the effects take: all levels less one for each further effect; and those of
    /// effects not nested in the first cluster, with one back for the nested ones together. Nested
    /// levels vary only between clusters, so the sandwich already pays for them.
    fn levels(&self) -> (usize, usize) {
        let sum: usize = self.effects.iter().map(|e| e.groups).sum();
        let full = (sum + 1).saturating_sub(self.effects.len());
        let nested: Vec<usize> = self
            .effects
            .iter()
            .filter(|e| self.clusters.iter().any(|c| e.nested_in(c)))
            .map(|e| e.groups)
            .collect();
        (full, full + nested.len() - nested.iter().sum::<usize>())
    }
}

/// Groups renumbered and counted.
fn numbered(codes: &[u32]) -> (Vec<u32>, usize) {
    let effect = Effect::new(codes);
    (effect.group, effect.groups)
}

impl Estimate {
    pub fn se(&self, k: usize) -> f64 {
        self.variance[k][k].max(0.0).sqrt()
    }

    /// (N−1)/(N−K)·G/(G−1)·B·M·B of one way; N/(N−K) without clusters. Two ways: A + B − AB, each
    /// with G the smaller of the two (Cameron, Gelbach & Miller 2011).
    fn put_errors(&mut self) {
        let (n, k) = (self.n as f64, self.parameters as f64);
        let (fit, x) = (&self.fit, &self.swept.x);
        let ways: Vec<(Vec<u32>, usize)> =
            self.swept.clusters.iter().map(|c| numbered(c)).collect();
        let Some(least) = ways.iter().map(|(_, count)| *count).min() else {
            self.variance = sandwich(&fit.bread, &robust_meat(fit, x), n / (n - k));
            return;
        };
        self.clusters = least;
        self.df = least.max(2) as f64 - 1.0;
        let scale = (n - 1.0) / (n - k) * least as f64 / self.df;
        let one = |(codes, count): &(Vec<u32>, usize)| {
            sandwich(&fit.bread, &clustered_meat(fit, x, codes, *count), scale)
        };
        let mut v = one(&ways[0]);
        if let [a, b] = ways.as_slice() {
            let crossed: Vec<u32> = {
                let pair = |i: usize| u64::from(a.0[i]) * b.1 as u64 + u64::from(b.0[i]);
                let mut all: Vec<u64> = (0..self.n).map(pair).collect();
                all.sort_unstable();
                all.dedup();
                let place = |i: usize| all.binary_search(&pair(i)).expect("among all") as u32;
                (0..self.n).map(place).collect()
            };
            let (other, both) = (one(b), one(&numbered(&crossed)));
            for i in 0..v.len() {
                for j in 0..v.len() {
                    v[i][j] += other[i][j] - both[i][j];
                }
            }
            let (repaired, cut) = psd_repaired(&v);
            (v, self.repaired) = (repaired, cut);
        }
        self.variance = v;
    }

    /// Wild cluster bootstrap t-test of βₖ = 0 with the null imposed (Cameron, Gelbach & Miller
    /// 2008): signs by cluster, all 2^G of them where G ≤ 12, else `draws` with Webb's six points.
    /// p counts |t*| ≥ |t|, and is exact where all signs are tried. `None` below five clusters,
    /// and above sixty, where it is not needed.
    pub fn wild_p(&self, k: usize, draws: usize, seed: u64) -> Option<f64> {
        let (cluster, count) = numbered(self.swept.clusters.first()?);
        if !(5..=60).contains(&count) || !self.fit.kept[k] {
            return None;
        }
        let wild = Wild::new(self, k, &cluster, count);
        // A hair's breadth, so that the sample's own signs count as reaching it.
        let reach = wild.statistic(&vec![1.0; count]).abs() * (1.0 - 1e-10);
        if count <= 12 {
            let all = 1usize << count;
            let far = |set: &usize| {
                let signs: Vec<f64> =
                    (0..count).map(|g| if set >> g & 1 == 0 { 1.0 } else { -1.0 }).collect();
                wild.statistic(&signs).abs() >= reach
            };
            return Some((0..all).filter(far).count() as f64 / all as f64);
        }
        let far = |r: &usize| {
            let mut stream = Stream::new(seed, 11, *r as u32);
            let drawn: Vec<f64> = (0..count).map(|_| webb(&mut stream)).collect();
            wild.statistic(&drawn).abs() >= reach
        };
        Some(((0..draws).filter(far).count() + 1) as f64 / (draws + 1) as f64)
    }
}

/// What the bootstrap statistic needs, summed by cluster once. `own` is the regressor with all
/// else swept out, u_h the restricted residuals of cluster h, M the sweeping of effects.
struct Wild {
    norm: f64,
    /// By h, then g: Σ over cluster g of own·M·u_h.
    score: Vec<Vec<f64>>,
    /// Σ over cluster g of own·(own and the other regressors).
    gram: Vec<Vec<f64>>,
    /// (own and the other regressors)'u_h.
    response: Vec<Vec<f64>>,
    bread: Vec<Vec<f64>>,
}

impl Wild {
    fn new(estimate: &Estimate, k: usize, cluster: &[u32], count: usize) -> Wild {
        let (swept, kept) = (&estimate.swept, &estimate.fit.kept);
        let others = (0..swept.x.len()).filter(|&j| j != k && kept[j]);
        let rest: Vec<Vec<f64>> = others.map(|j| swept.x[j].clone()).collect();
        let null = least_squares(&swept.y, &rest);
        let own = least_squares(&swept.x[k], &rest).residuals;
        let basis: Vec<&Vec<f64>> = std::iter::once(&own).chain(&rest).collect();
        let mut gram = vec![vec![0.0; basis.len()]; count];
        for (i, &g) in cluster.iter().enumerate() {
            for (b, column) in basis.iter().enumerate() {
                gram[g as usize][b] += own[i] * column[i];
            }
        }
        let mut score = Vec::with_capacity(count);
        let mut response = Vec::with_capacity(count);
        let mut sweeper = Sweeper::new(&swept.effects);
        for h in 0..count {
            let part = |i: usize| if cluster[i] as usize == h { null.residuals[i] } else { 0.0 };
            let mut u: Vec<f64> = (0..cluster.len()).map(part).collect();
            response.push(basis.iter().map(|column| dot(column, &u)).collect());
            // Effects that are not nested in clusters carry the shock of one to the others.
            sweeper.residual(&mut u, 1e-10);
            let mut by_cluster = vec![0.0; count];
            for (i, &g) in cluster.iter().enumerate() {
                by_cluster[g as usize] += own[i] * u[i];
            }
            score.push(by_cluster);
        }
        Wild { norm: dot(&own, &own), score, gram, response, bread: null.bread }
    }

    fn statistic(&self, signs: &[f64]) -> f64 {
        let count = signs.len();
        let total = |b: usize| (0..count).map(|h| signs[h] * self.response[h][b]).sum::<f64>();
        let lead = total(0) / self.norm;
        let right: Vec<f64> = (1..self.gram[0].len()).map(total).collect();
        let others: Vec<f64> = self.bread.iter().map(|row| dot(row, &right)).collect();
        let one = |g: usize| {
            let fitted = lead * self.gram[g][0] + dot(&others, &self.gram[g][1..]);
            let scored = (0..count).map(|h| signs[h] * self.score[h][g]).sum::<f64>();
            (scored - fitted).powi(2)
        };
        lead * self.norm / (0..count).map(one).sum::<f64>().sqrt()
    }
}

/// ±√½, ±1, ±√1½ with equal chance (Webb 2014).
fn webb(stream: &mut Stream) -> f64 {
    let size = [0.5f64, 1.0, 1.5][stream.below(3) as usize].sqrt();
    size * stream.sign()
}

/// Notes what every regression must say of itself.
pub fn note_estimate(answer: &mut Answer, estimate: &Estimate) {
    if estimate.singletons > 0 {
        let n = estimate.singletons;
        answer.note(
            format!("{n}行单独成组，已剔除"),
            format!("{n} rows stood alone in a group and were dropped"),
        );
    }
    if estimate.repaired {
        answer.note(
            "双向聚类方差非半正定，已修正",
            "the two-way variance was not positive semi-definite and was repaired",
        );
    }
}

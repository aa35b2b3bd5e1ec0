//! Sweeping fixed effects out of a variable: demeaning by groups of several kinds, accelerated by
//! conjugate gradients (Hernández-Ramos, Escalante & Raydan 2011).

use crate::sums::dot;

/// One kind of effect: the group of each row, and how many groups.
#[derive(Clone, Debug)]
pub struct Effect {
    pub group: Vec<u32>,
    pub groups: usize,
}

impl Effect {
    /// Groups are numbered anew, so that none is empty.
    pub fn new(codes: &[u32]) -> Effect {
        let top = codes.iter().max().map_or(0, |c| *c as usize + 1);
        let mut number = vec![u32::MAX; top];
        for &code in codes {
            number[code as usize] = 0;
        }
        let mut groups = 0;
        for slot in number.iter_mut().filter(|slot| **slot == 0) {
            *slot = groups;
            groups += 1;
        }
        let group = codes.iter().map(|&code| number[code as usize]).collect();
        Effect { group, groups: groups as usize }
    }

    fn sizes(&self) -> Vec<f64> {
        let mut sizes = vec![0.0; self.groups];
        self.group.iter().for_each(|&g| sizes[g as usize] += 1.0);
        sizes
    }

    /// Whether each group lies within one group of `other`.
    pub fn nested_in(&self, other: &[u32]) -> bool {
        let mut seen = vec![u32::MAX; self.groups];
        self.group.iter().zip(other).all(|(&g, &o)| {
            let first = &mut seen[g as usize];
            if *first == u32::MAX {
                *first = o;
            }
            *first == o
        })
    }
}

/// Rows to keep so that no group of any effect has a single row: dropped again and again, since
/// dropping one may leave another alone (Correia 2015).
pub fn without_singletons(effects: &[Effect]) -> Vec<bool> {
    let rows = effects.first().map_or(0, |e| e.group.len());
    let mut keep = vec![true; rows];
    let mut sizes: Vec<Vec<f64>> = effects.iter().map(Effect::sizes).collect();
    loop {
        let mut again = false;
        for i in 0..rows {
            let alone = |e: usize| sizes[e][effects[e].group[i] as usize] < 1.5;
            if keep[i] && (0..effects.len()).any(alone) {
                keep[i] = false;
                again = true;
                for (e, effect) in effects.iter().enumerate() {
                    sizes[e][effect.group[i] as usize] -= 1.0;
                }
            }
        }
        if !again {
            return keep;
        }
    }
}

/// Sweeps effects out of columns; keeps its buffers from one column to the next.
pub struct Sweeper<'a> {
    effects: &'a [Effect],
    inverse_sizes: Vec<Vec<f64>>,
    means: Vec<Vec<f64>>,
}

impl<'a> Sweeper<'a> {
    pub fn new(effects: &'a [Effect]) -> Sweeper<'a> {
        let inverse = |e: &Effect| e.sizes().iter().map(|s| 1.0 / s).collect();
        Sweeper {
            effects,
            inverse_sizes: effects.iter().map(inverse).collect(),
            means: effects.iter().map(|e| vec![0.0; e.groups]).collect(),
        }
    }

    fn demean(&mut self, effect: usize, x: &mut [f64]) {
        let group = &self.effects[effect].group;
        let means = &mut self.means[effect];
        means.fill(0.0);
        for (&g, &x) in group.iter().zip(&*x) {
            means[g as usize] += x;
        }
        means.iter_mut().zip(&self.inverse_sizes[effect]).for_each(|(m, s)| *m *= s);
        for (&g, x) in group.iter().zip(x) {
            *x -= means[g as usize];
        }
    }

    /// There and back through all effects: a symmetric operator, so that conjugate gradients hold.
    fn sweep(&mut self, x: &mut [f64]) {
        let last = self.effects.len() - 1;
        for effect in (0..=last).chain((0..last).rev()) {
            self.demean(effect, x);
        }
    }

    /// Replaces `x` by its residual on all effects. Stops where a step moves the norm of the
    /// residual by less than `tolerance` of that of `x`; returns whether it got there in 10,000
    /// steps.
    pub fn residual(&mut self, x: &mut [f64], tolerance: f64) -> bool {
        match self.effects.len() {
            0 => return true,
            1 => {
                self.demean(0, x);
                return true;
            }
            _ => {}
        }
        // One plain sweep first: what remains is solved as (I − T)·x = 0 from there.
        self.sweep(x);
        let whole = dot(x, x);
        if whole == 0.0 {
            return true;
        }
        let gap = |sweeper: &mut Self, from: &[f64], into: &mut Vec<f64>| {
            into.clear();
            into.extend_from_slice(from);
            sweeper.sweep(into);
            into.iter_mut().zip(from).for_each(|(swept, x)| *swept = x - *swept);
        };
        let mut rest = Vec::with_capacity(x.len());
        gap(self, x, &mut rest);
        let mut direction = rest.clone();
        let mut moved = Vec::with_capacity(x.len());
        let mut size = dot(&rest, &rest);
        for _ in 0..10_000 {
            if size <= (tolerance * tolerance * whole).max(f64::MIN_POSITIVE) {
                return true;
            }
            gap(self, &direction, &mut moved);
            let curvature = dot(&direction, &moved);
            if curvature <= 0.0 {
                return true;
            }
            let step = size / curvature;
            for i in 0..x.len() {
                x[i] -= step * direction[i];
                rest[i] -= step * moved[i];
            }
            let next = dot(&rest, &rest);
            let turn = next / size;
            direction.iter_mut().zip(&rest).for_each(|(d, r)| *d = r + turn * *d);
            size = next;
        }
        false
    }
}

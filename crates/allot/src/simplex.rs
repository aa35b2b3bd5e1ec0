//! Primal simplex with bounds on every column (Dantzig 1963; ratio test after Harris 1973), from any
//! start: no column in the basis, an earlier vertex, or a point inside that is walked to a vertex.
//!
//! It makes exact what the interior-point engine leaves approximate, and answers families of
//! programmes that differ little. All quantities are those of [`Form`]: minimised and scaled.

use crate::factor::{Factor, Failure};
use crate::form::Form;

/// How far a scaled column may be beyond its bound, per unit of the bound or of one.
const PRIMAL: f64 = 1e-9;
/// How much a scaled reduced cost may be on the wrong side.
const DUAL: f64 = 1e-9;
/// A smaller entry of a direction blocks nothing.
const BLOCKING: f64 = 1e-9;
/// A smaller pivot is only used right after the basis was taken apart.
const SAFE: f64 = 1e-7;
/// Exchanges after which the basis is taken apart anew.
const EXCHANGES: usize = 64;
/// Steps without progress after which the choice of column is shuffled.
const PATIENCE: usize = 50;

/// Where a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    Basic,
    Lower,
    Upper,
    /// Neither in the basis nor at a bound.
    Between,
}

/// A basic point: where each column stands, which are basic, and all values.
#[derive(Clone, Debug)]
pub(crate) struct Vertex {
    pub(crate) at: Vec<At>,
    pub(crate) heads: Vec<usize>,
    pub(crate) x: Vec<f64>,
}

pub(crate) enum Outcome {
    Optimal,
    /// `y` with `yᵀA` proving that no point keeps all bounds.
    Infeasible(Vec<f64>),
    /// A direction over all columns.
    Unbounded(Vec<f64>),
    Stalled,
}

pub(crate) struct Simplex<'f> {
    form: &'f Form,
    at: Vec<At>,
    heads: Vec<usize>,
    x: Vec<f64>,
    factor: Option<Factor>,
    /// One over the squared length of each column: the price of moving it, roughly.
    ease: Vec<f64>,
    idle: usize,
    steps: u64,
}

enum Turn {
    Moved,
    /// Rounding since the basis was last taken apart may have led here.
    Unsure,
    Over(Outcome),
}

struct Ratio {
    step: f64,
    /// The basis position that blocks and the bound it meets; none when the column itself does.
    block: Option<(usize, At)>,
}

impl<'f> Simplex<'f> {
    /// All logical columns basic, the others at their bound nearest to zero.
    pub(crate) fn cold(form: &'f Form) -> Simplex<'f> {
        let at = vec![At::Lower; form.columns + form.rows];
        let heads = (form.columns..form.columns + form.rows).collect();
        let x = vec![0.0; at.len()];
        Simplex::start(form, Vertex { at, heads, x }, |form, j| nearest(form, j, 0.0))
    }

    /// From the vertex of a like problem; bounds, costs and coefficients may have changed.
    pub(crate) fn warm(form: &'f Form, vertex: Vertex) -> Simplex<'f> {
        let was = vertex.at.clone();
        Simplex::start(form, vertex, |form, j| was[j].possible(form, j))
    }

    /// From values of the columns, each said to stand at a bound or between.
    pub(crate) fn inside(form: &'f Form, mut x: Vec<f64>, mut at: Vec<At>) -> Simplex<'f> {
        x.resize(form.columns + form.rows, 0.0);
        at.resize(form.columns + form.rows, At::Basic);
        let heads = (form.columns..form.columns + form.rows).collect();
        let was = at.clone();
        Simplex::start(form, Vertex { at, heads, x }, |_, j| was[j])
    }

    fn start(form: &'f Form, from: Vertex, place: impl Fn(&Form, usize) -> At) -> Simplex<'f> {
        let Vertex { mut at, heads, mut x } = from;
        for &j in &heads {
            at[j] = At::Basic;
        }
        let mut basic = vec![false; at.len()];
        heads.iter().for_each(|j| basic[*j] = true);
        for j in (0..at.len()).filter(|j| !basic[*j]) {
            at[j] = place(form, j);
            x[j] = value_at(form, j, at[j], x[j]);
        }
        let length = |j| form.entries(j).map(|(_, a)| a * a).sum::<f64>();
        let ease = (0..at.len()).map(|j| 1.0 / (1.0 + length(j))).collect();
        Simplex { form, at, heads, x, factor: None, ease, idle: 0, steps: 0 }
    }

    /// Walks to an optimal vertex, or finds that there is none.
    pub(crate) fn run(&mut self) -> Outcome {
        let limit = 20_000 + 10 * self.at.len() as u64;
        if !self.refresh() || !self.settle() {
            return Outcome::Stalled;
        }
        while self.steps < limit {
            self.steps += 1;
            match self.turn() {
                Turn::Moved => {}
                Turn::Over(outcome) => return outcome,
                Turn::Unsure if self.refresh() => {}
                Turn::Unsure => break,
            }
        }
        Outcome::Stalled
    }

    /// One column moves: away from a bound it sits at for no good, while others follow.
    fn turn(&mut self) -> Turn {
        let fresh = self.exchanges() == 0;
        if self.exchanges() >= EXCHANGES {
            return Turn::Unsure;
        }
        let blame = self.blame();
        let y = self.multipliers(blame.as_deref());
        let Some((q, d)) = self.entering(&y, blame.is_some()) else {
            return match (fresh, blame) {
                // Only a basis taken apart anew may say that this is the end.
                (false, _) => Turn::Unsure,
                (true, Some(_)) => Turn::Over(Outcome::Infeasible(y)),
                (true, None) => Turn::Over(Outcome::Optimal),
            };
        };
        let towards = -d.signum();
        let alpha = self.direction(q);
        let ratio = self.ratio(q, towards, &alpha, false);
        let tiny = ratio.block.is_some_and(|(p, _)| alpha[p].abs() < SAFE);
        if !fresh && (tiny || ratio.step.is_infinite()) {
            return Turn::Unsure;
        }
        if ratio.step.is_infinite() {
            // Blame is bounded below, so no ray can lower it but by rounding.
            return Turn::Over(match blame {
                Some(_) => Outcome::Stalled,
                None => Outcome::Unbounded(self.ray(q, towards, &alpha)),
            });
        }
        self.advance(q, towards, &alpha, &ratio);
        Turn::Moved
    }

    /// Values of all columns, the row multipliers, and the reduced costs of all columns.
    pub(crate) fn finish(mut self) -> (Vertex, Vec<f64>, Vec<f64>) {
        let mut y = self.multipliers(None);
        let mut rest: Vec<f64> =
            self.heads.iter().map(|j| self.form.cost[*j] - self.form.dot(*j, &y)).collect();
        if let Some(factor) = &mut self.factor {
            factor.solve_transposed(&mut rest);
        }
        y.iter_mut().zip(rest).for_each(|(y, r)| *y += r);
        let reduced = (0..self.at.len()).map(|j| match self.at[j] {
            At::Basic => 0.0,
            _ => self.form.cost[j] - self.form.dot(j, &y),
        });
        let reduced = reduced.collect();
        (Vertex { at: self.at, heads: self.heads, x: self.x }, y, reduced)
    }

    fn exchanges(&self) -> usize {
        self.factor.as_ref().map_or(0, Factor::exchanges)
    }

    /// Takes the basis apart anew, mends it where columns depend on each other, and recomputes the
    /// basic values. False where the basis is too large.
    fn refresh(&mut self) -> bool {
        for _ in 0..20 {
            match Factor::new(self.form, &self.heads) {
                Ok(factor) => {
                    self.factor = Some(factor);
                    self.recompute();
                    return true;
                }
                Err(Failure::TooLarge) => return false,
                Err(Failure::Singular(pairs)) => {
                    for (position, row) in pairs {
                        let out = self.heads[position];
                        self.at[out] = nearest(self.form, out, self.x[out]);
                        self.x[out] = value_at(self.form, out, self.at[out], self.x[out]);
                        self.heads[position] = self.form.columns + row;
                        self.at[self.form.columns + row] = At::Basic;
                    }
                }
            }
        }
        false
    }

    /// Basic values from the others, with one step of refinement.
    fn recompute(&mut self) {
        let Some(factor) = &mut self.factor else { return };
        for &j in &self.heads {
            self.x[j] = 0.0;
        }
        for _ in 0..2 {
            let mut rest = vec![0.0; self.form.rows];
            for (j, x) in self.x.iter().enumerate().filter(|(_, x)| **x != 0.0) {
                self.form.entries(j).for_each(|(i, a)| rest[i] -= a * x);
            }
            factor.solve(&mut rest);
            self.heads.iter().zip(rest).for_each(|(j, r)| self.x[*j] += r);
        }
    }

    /// Moves each column that stands between bounds to a bound or into the basis, never against the
    /// objective. The way from an interior point to a vertex.
    fn settle(&mut self) -> bool {
        let room = |j: usize| {
            (self.x[j] - self.form.lower[j]).abs().min((self.form.upper[j] - self.x[j]).abs())
        };
        let mut between: Vec<(f64, usize)> = (0..self.at.len())
            .filter(|j| self.at[*j] == At::Between)
            .map(|j| (room(j), j))
            .collect();
        between.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, q) in between {
            if self.at[q] != At::Between {
                continue;
            }
            if self.exchanges() >= EXCHANGES && !self.refresh() {
                return false;
            }
            let alpha = self.direction(q);
            let basic = self.heads.iter().zip(&alpha).map(|(j, a)| self.form.cost[*j] * a);
            let d = self.form.cost[q] - basic.sum::<f64>();
            let nearer_upper = self.form.upper[q] - self.x[q] < self.x[q] - self.form.lower[q];
            let towards = match d {
                d if d < -DUAL => 1.0,
                d if d > DUAL => -1.0,
                _ if nearer_upper => 1.0,
                _ => -1.0,
            };
            let mut way = towards;
            let mut ratio = self.ratio(q, way, &alpha, true);
            if !ratio.step.is_finite() && d.abs() <= DUAL {
                way = -towards;
                ratio = self.ratio(q, way, &alpha, true);
            }
            if ratio.step.is_finite() {
                self.advance(q, way, &alpha, &ratio);
            }
        }
        self.exchanges() == 0 || self.refresh()
    }

    fn tolerance(bound: f64) -> f64 {
        PRIMAL * bound.abs().max(1.0)
    }

    fn is_below(&self, j: usize) -> bool {
        self.x[j] < self.form.lower[j] - Self::tolerance(self.form.lower[j])
    }

    fn is_above(&self, j: usize) -> bool {
        self.x[j] > self.form.upper[j] + Self::tolerance(self.form.upper[j])
    }

    /// The cost of being beyond a bound by basis position; none where all bounds are kept.
    fn blame(&self) -> Option<Vec<f64>> {
        let mut any = false;
        let cost = self.heads.iter().map(|&j| match (self.is_below(j), self.is_above(j)) {
            (true, _) => -1.0,
            (_, true) => 1.0,
            _ => 0.0,
        });
        let cost: Vec<f64> = cost.inspect(|c| any |= *c != 0.0).collect();
        any.then_some(cost)
    }

    fn multipliers(&mut self, blame: Option<&[f64]>) -> Vec<f64> {
        let mut y = match blame {
            Some(blame) => blame.to_vec(),
            None => self.heads.iter().map(|j| self.form.cost[*j]).collect(),
        };
        if let Some(factor) = &mut self.factor {
            factor.solve_transposed(&mut y);
        }
        y
    }

    fn direction(&mut self, q: usize) -> Vec<f64> {
        let mut alpha = vec![0.0; self.form.rows];
        self.form.entries(q).for_each(|(i, a)| alpha[i] = a);
        if let Some(factor) = &mut self.factor {
            factor.solve(&mut alpha);
        }
        alpha
    }

    /// The column whose move improves most for its length, with its reduced cost.
    fn entering(&self, y: &[f64], blaming: bool) -> Option<(usize, f64)> {
        let mut best = None;
        let mut most = 0.0;
        for j in 0..self.at.len() {
            let at = self.at[j];
            if at == At::Basic || self.form.lower[j] == self.form.upper[j] {
                continue;
            }
            let cost = if blaming { 0.0 } else { self.form.cost[j] };
            let d = cost - self.form.dot(j, y);
            let improves = match at {
                At::Lower => d < -DUAL,
                At::Upper => d > DUAL,
                _ => d.abs() > DUAL,
            };
            if improves {
                let mut score = d * d * self.ease[j];
                if self.idle > PATIENCE {
                    score *= shuffle(self.steps, j as u64);
                }
                if score > most {
                    most = score;
                    best = Some((j, d));
                }
            }
        }
        best
    }

    /// How far column `q` can move. Where `strict`, a basic column beyond a bound blocks at once;
    /// otherwise it may move on outward (its cost is counted) and blocks on reaching the bound.
    fn ratio(&self, q: usize, towards: f64, alpha: &[f64], strict: bool) -> Ratio {
        let slack = |p: usize| -> Option<(f64, f64, At)> {
            let rate = -towards * alpha[p];
            if rate.abs() <= BLOCKING {
                return None;
            }
            let j = self.heads[p];
            let (below, above) =
                if strict { (false, false) } else { (self.is_below(j), self.is_above(j)) };
            let (room, at, bound) = match (rate > 0.0, below, above) {
                (true, _, true) | (false, true, _) => return None,
                (true, true, _) => (self.form.lower[j] - self.x[j], At::Lower, self.form.lower[j]),
                (true, ..) => (self.form.upper[j] - self.x[j], At::Upper, self.form.upper[j]),
                (false, _, true) => (self.x[j] - self.form.upper[j], At::Upper, self.form.upper[j]),
                (false, ..) => (self.x[j] - self.form.lower[j], At::Lower, self.form.lower[j]),
            };
            room.is_finite().then(|| (room.max(0.0), Self::tolerance(bound), at))
        };
        let mut reach = f64::INFINITY;
        for (p, a) in alpha.iter().enumerate() {
            if let Some((room, tolerance, _)) = slack(p) {
                reach = reach.min((room + tolerance) / a.abs());
            }
        }
        let own = match towards > 0.0 {
            true => self.form.upper[q] - self.x[q],
            false => self.x[q] - self.form.lower[q],
        };
        if own <= reach {
            return Ratio { step: own.max(0.0), block: None };
        }
        let mut ratio = Ratio { step: reach, block: None };
        let mut largest = 0.0;
        for (p, a) in alpha.iter().enumerate() {
            if let Some((room, _, at)) = slack(p)
                && room / a.abs() <= reach
                && a.abs() > largest
            {
                largest = a.abs();
                ratio = Ratio { step: room / a.abs(), block: Some((p, at)) };
            }
        }
        ratio
    }

    fn advance(&mut self, q: usize, towards: f64, alpha: &[f64], ratio: &Ratio) {
        self.idle = if ratio.step > 1e-12 { 0 } else { self.idle + 1 };
        let move_by = towards * ratio.step;
        self.x[q] += move_by;
        for (j, a) in self.heads.iter().zip(alpha) {
            self.x[*j] -= move_by * a;
        }
        let (settled, at) = match ratio.block {
            None => (q, if towards > 0.0 { At::Upper } else { At::Lower }),
            Some((position, at)) => {
                let out = std::mem::replace(&mut self.heads[position], q);
                self.at[q] = At::Basic;
                if let Some(factor) = &mut self.factor {
                    factor.exchange(position, alpha);
                }
                (out, at)
            }
        };
        self.at[settled] = at;
        self.x[settled] = value_at(self.form, settled, at, self.x[settled]);
    }

    fn ray(&self, q: usize, towards: f64, alpha: &[f64]) -> Vec<f64> {
        let mut ray = vec![0.0; self.at.len()];
        ray[q] = towards;
        for (j, a) in self.heads.iter().zip(alpha) {
            ray[*j] = -towards * a;
        }
        ray
    }
}

impl At {
    /// The same place where the bounds allow it, else the nearest that they do.
    fn possible(self, form: &Form, j: usize) -> At {
        match self {
            At::Lower if form.lower[j].is_finite() => At::Lower,
            At::Upper if form.upper[j].is_finite() => At::Upper,
            _ => nearest(form, j, 0.0),
        }
    }
}

/// The bound nearest to `x`; a column without bounds stays between.
fn nearest(form: &Form, j: usize, x: f64) -> At {
    let (below, above) = (x - form.lower[j], form.upper[j] - x);
    match (below.is_finite(), above.is_finite()) {
        (true, true) if above.abs() < below.abs() => At::Upper,
        (true, _) => At::Lower,
        (false, true) => At::Upper,
        (false, false) => At::Between,
    }
}

fn value_at(form: &Form, j: usize, at: At, x: f64) -> f64 {
    match at {
        At::Lower => form.lower[j],
        At::Upper => form.upper[j],
        At::Basic | At::Between => x,
    }
}

/// A number in (0, 1] that depends on both arguments only (splitmix64).
fn shuffle(step: u64, column: u64) -> f64 {
    let mut z =
        step.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ column.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64 + f64::MIN_POSITIVE
}

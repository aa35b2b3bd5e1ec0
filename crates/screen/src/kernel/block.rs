//! Evaluates the operations of a layer on a block of lanes, without branches on the data.

use super::{
    lane::Lane,
    part::Cells,
    plan::{Layer, Op},
};
use crate::rules::Compare;

/// Lanes at once: few enough that the registers of a rule set stay in the second-level cache.
pub(crate) const BLOCK: usize = 512;

/// What a layer reads.
pub(crate) struct Inputs<'a, T> {
    pub(crate) columns: &'a [Cells<T>],
    pub(crate) gathered: &'a [Cells<T>],
    /// 0 or 1.
    pub(crate) present: &'a [Cells<u8>],
    /// The values of the limits in the region of each lane; empty when the layer uses none.
    pub(crate) limits: &'a [Cells<T>],
}

/// A register: a truth uses `truths`, a number `values`; `unknown` counts when `any_unknown`.
#[derive(Clone, Default)]
struct Register<T> {
    values: Vec<T>,
    truths: Vec<u8>,
    unknown: Vec<u8>,
    any_unknown: bool,
}

/// The registers of a layer, kept from block to block.
pub(crate) struct Registers<T> {
    registers: Vec<Register<T>>,
    low: usize,
    count: usize,
}

/// An operation left 128 bits: its number and the lane in the layer.
pub(crate) struct Beyond {
    pub(crate) node: usize,
    pub(crate) lane: usize,
}

/// Numbers of a block and which of them are unknown (empty: none).
type Numbers<'a, T> = (&'a [T], &'a [u8]);
type Truths<'a> = (&'a [u8], &'a [u8]);

impl<T: Lane> Registers<T> {
    pub(crate) fn new(layer: &Layer) -> Self {
        let make = |op: &Op| {
            let value = if let Op::Const(value) = op { T::of(*value) } else { T::ZERO };
            let truth = u8::from(matches!(op, Op::Truth(true)));
            Register {
                values: vec![value; BLOCK],
                truths: vec![truth; BLOCK],
                unknown: vec![0; BLOCK],
                any_unknown: false,
            }
        };
        Registers { registers: layer.ops.iter().map(make).collect(), low: 0, count: 0 }
    }

    /// Evaluates all operations on lanes `low..low + count`.
    pub(crate) fn run(
        &mut self,
        layer: &Layer,
        inputs: &Inputs<T>,
        low: usize,
        count: usize,
    ) -> Result<(), Beyond> {
        (self.low, self.count) = (low, count);
        for (node, op) in layer.ops.iter().enumerate() {
            if matches!(
                op,
                Op::Const(_)
                    | Op::Truth(_)
                    | Op::Column(_)
                    | Op::Gathered(_)
                    | Op::Limit(_)
                    | Op::Present(_)
            ) {
                continue;
            }
            let mut out = std::mem::take(&mut self.registers[node]);
            let done = self.one(layer, inputs, op, &mut out);
            self.registers[node] = out;
            done.map_err(|lane| Beyond { node, lane: low + lane })?;
        }
        Ok(())
    }

    /// The numbers of an operation in the block last run.
    pub(crate) fn numbers<'a>(
        &'a self,
        layer: &Layer,
        inputs: &'a Inputs<T>,
        node: usize,
    ) -> Numbers<'a, T> {
        let cells = match layer.ops[node] {
            Op::Column(column) => &inputs.columns[column],
            Op::Gathered(gather) => &inputs.gathered[gather],
            Op::Limit(limit) => &inputs.limits[limit],
            _ => {
                let register = &self.registers[node];
                let unknown =
                    if register.any_unknown { &register.unknown[..self.count] } else { &[] };
                return (&register.values[..self.count], unknown);
            }
        };
        let block = self.low..self.low + self.count;
        let unknown = if cells.unknown.is_empty() { &[] } else { &cells.unknown[block.clone()] };
        (&cells.values[block], unknown)
    }

    pub(crate) fn truths<'a>(
        &'a self,
        layer: &Layer,
        inputs: &'a Inputs<T>,
        node: usize,
    ) -> Truths<'a> {
        if let Op::Present(gather) = layer.ops[node] {
            let cells = &inputs.present[gather];
            let block = self.low..self.low + self.count;
            let unknown =
                if cells.unknown.is_empty() { &[] } else { &cells.unknown[block.clone()] };
            return (&cells.values[block], unknown);
        }
        let register = &self.registers[node];
        let unknown = if register.any_unknown { &register.unknown[..self.count] } else { &[] };
        (&register.truths[..self.count], unknown)
    }

    fn one(
        &self,
        layer: &Layer,
        inputs: &Inputs<T>,
        op: &Op,
        out: &mut Register<T>,
    ) -> Result<(), usize> {
        let n = self.count;
        let num = |node: usize| self.numbers(layer, inputs, node);
        let truth = |node: usize| self.truths(layer, inputs, node);
        match op {
            Op::Minus(a) => {
                let (a, unknown) = num(*a);
                either(unknown, &[], out, n);
                pairs(a, a, out, n, |a, _| T::ZERO.minus(a))
            }
            Op::Add(a, b) => two(num(*a), num(*b), out, n, T::plus),
            Op::Less(a, b) => two(num(*a), num(*b), out, n, T::minus),
            Op::Times(a, b) => two(num(*a), num(*b), out, n, T::times),
            Op::Least(a, b) => two(num(*a), num(*b), out, n, |a, b| Some(a.min(b))),
            Op::Most(a, b) => two(num(*a), num(*b), out, n, |a, b| Some(a.max(b))),
            Op::If(c, a, b) => {
                choose(truth(*c), num(*a), num(*b), out, n);
                Ok(())
            }
            Op::Hits(rules) => {
                out.truths[..n].fill(0);
                rules.iter().for_each(|rule| add_bytes(&mut out.truths[..n], truth(*rule).0));
                spread(out, n);
                Ok(())
            }
            Op::Highest(rules) => {
                out.truths[..n].fill(0);
                for (rule, severity) in rules {
                    let hits = truth(*rule).0;
                    out.truths[..n]
                        .iter_mut()
                        .zip(hits)
                        .for_each(|(o, h)| *o = (*o).max(h * severity));
                }
                spread(out, n);
                Ok(())
            }
            _ => {
                self.truth_op(layer, inputs, op, out);
                Ok(())
            }
        }
    }

    fn truth_op(&self, layer: &Layer, inputs: &Inputs<T>, op: &Op, out: &mut Register<T>) {
        let n = self.count;
        let num = |node: usize| self.numbers(layer, inputs, node);
        let truth = |node: usize| self.truths(layer, inputs, node);
        out.any_unknown = false;
        match op {
            Op::Compare(compare, a, b) => {
                let ((a, ua), (b, ub)) = (num(*a), num(*b));
                match compare {
                    Compare::Under => bytes(a, b, &mut out.truths, |a, b| a < b),
                    Compare::UpTo => bytes(a, b, &mut out.truths, |a, b| a <= b),
                    Compare::Equal => bytes(a, b, &mut out.truths, |a, b| a == b),
                    Compare::Unequal => bytes(a, b, &mut out.truths, |a, b| a != b),
                }
                either(ua, ub, out, n);
                clear_unknown(out, n);
            }
            Op::Bit(a, k) => {
                let (a, ua) = num(*a);
                bytes(a, a, &mut out.truths, |a, _| a.bit(*k));
                either(ua, &[], out, n);
                clear_unknown(out, n);
            }
            Op::Not(a) => {
                let (a, ua) = truth(*a);
                out.truths[..n].iter_mut().zip(a).for_each(|(o, a)| *o = a ^ 1);
                either(ua, &[], out, n);
                clear_unknown(out, n);
            }
            Op::And(a, b) => and(truth(*a), truth(*b), out, n),
            Op::Or(a, b) => or(truth(*a), truth(*b), out, n),
            Op::AtLeast(count, conds) => {
                let conds: Vec<Truths> = conds.iter().map(|cond| truth(*cond)).collect();
                at_least(num(*count), &conds, out, n);
            }
            Op::KnownNum(a) => known(num(*a).1, out, n),
            Op::KnownTruth(a) => known(truth(*a).1, out, n),
            Op::Certain(a) => out.truths[..n].copy_from_slice(truth(*a).0),
            _ => unreachable!("numbers are evaluated before"),
        }
    }
}

fn add_bytes(sums: &mut [u8], add: &[u8]) {
    sums.iter_mut().zip(add).for_each(|(sum, add)| *sum += add);
}

/// Bytes become the values of the register.
fn spread<T: Lane>(out: &mut Register<T>, n: usize) {
    out.any_unknown = false;
    out.values[..n].iter_mut().zip(&out.truths[..n]).for_each(|(v, t)| *v = T::of(i64::from(*t)));
}

/// The result is unknown where either side is.
fn either<T>(a: &[u8], b: &[u8], out: &mut Register<T>, n: usize) {
    out.any_unknown = !(a.is_empty() && b.is_empty());
    match (a.is_empty(), b.is_empty()) {
        (true, true) => {}
        (false, true) => out.unknown[..n].copy_from_slice(a),
        (true, false) => out.unknown[..n].copy_from_slice(b),
        (false, false) => {
            out.unknown[..n].iter_mut().zip(a.iter().zip(b)).for_each(|(o, (a, b))| *o = a | b);
        }
    }
}

fn clear_unknown<T>(out: &mut Register<T>, n: usize) {
    if out.any_unknown {
        out.truths[..n].iter_mut().zip(&out.unknown[..n]).for_each(|(t, u)| *t &= u ^ 1);
    }
}

#[inline(always)]
fn bytes<T: Copy>(a: &[T], b: &[T], out: &mut [u8], f: impl Fn(T, T) -> bool) {
    out.iter_mut().zip(a.iter().zip(b)).for_each(|(o, (a, b))| *o = u8::from(f(*a, *b)));
}

fn two<T: Lane>(
    (a, ua): Numbers<T>,
    (b, ub): Numbers<T>,
    out: &mut Register<T>,
    n: usize,
    f: impl Fn(T, T) -> Option<T>,
) -> Result<(), usize> {
    either(ua, ub, out, n);
    pairs(a, b, out, n, f)
}

/// The first lane that left the width, unless it is unknown anyway.
#[inline(always)]
fn pairs<T: Lane>(
    a: &[T],
    b: &[T],
    out: &mut Register<T>,
    n: usize,
    f: impl Fn(T, T) -> Option<T>,
) -> Result<(), usize> {
    let mut beyond = None;
    let (a, b) = (&a[..n], &b[..n]);
    for (lane, (o, (a, b))) in out.values[..n].iter_mut().zip(a.iter().zip(b)).enumerate() {
        *o = match f(*a, *b) {
            Some(value) => value,
            None => {
                let unknown = out.any_unknown && out.unknown[lane] == 1;
                beyond = beyond.or(if unknown { None } else { Some(lane) });
                T::ZERO
            }
        };
    }
    beyond.map_or(Ok(()), Err)
}

fn choose<T: Lane>(c: Truths, a: Numbers<T>, b: Numbers<T>, out: &mut Register<T>, n: usize) {
    for lane in 0..n {
        out.values[lane] = if c.0[lane] == 1 { a.0[lane] } else { b.0[lane] };
    }
    out.any_unknown = !(c.1.is_empty() && a.1.is_empty() && b.1.is_empty());
    if out.any_unknown {
        let at = |unknown: &[u8], lane: usize| unknown.get(lane).copied().unwrap_or(0);
        for lane in 0..n {
            let side = if c.0[lane] == 1 { a.1 } else { b.1 };
            out.unknown[lane] = at(c.1, lane) | at(side, lane);
        }
    }
}

fn and<T>((a, ua): Truths, (b, ub): Truths, out: &mut Register<T>, n: usize) {
    out.truths[..n].iter_mut().zip(a.iter().zip(b)).for_each(|(o, (a, b))| *o = a & b);
    out.any_unknown = !(ua.is_empty() && ub.is_empty());
    if out.any_unknown {
        let at = |unknown: &[u8], lane: usize| unknown.get(lane).copied().unwrap_or(0);
        for lane in 0..n {
            let (ua, ub) = (at(ua, lane), at(ub, lane));
            // Unknown unless one side is false for certain.
            out.unknown[lane] = (ua & (b[lane] | ub)) | (ub & (a[lane] | ua));
        }
    }
}

fn or<T>((a, ua): Truths, (b, ub): Truths, out: &mut Register<T>, n: usize) {
    out.truths[..n].iter_mut().zip(a.iter().zip(b)).for_each(|(o, (a, b))| *o = a | b);
    either(ua, ub, out, n);
    if out.any_unknown {
        out.unknown[..n].iter_mut().zip(&out.truths[..n]).for_each(|(u, t)| *u &= t ^ 1);
    }
}

fn at_least<T: Lane>((count, uc): Numbers<T>, conds: &[Truths], out: &mut Register<T>, n: usize) {
    let mut certain = [0_u8; BLOCK];
    let mut possible = [0_u8; BLOCK];
    for (truths, unknown) in conds {
        add_bytes(&mut certain[..n], truths);
        add_bytes(&mut possible[..n], truths);
        if !unknown.is_empty() {
            add_bytes(&mut possible[..n], unknown);
        }
    }
    out.any_unknown = !uc.is_empty() || conds.iter().any(|(_, unknown)| !unknown.is_empty());
    for lane in 0..n {
        let need = count[lane];
        let enough = |found: u8| u8::from(T::of(i64::from(found)) >= need);
        out.truths[lane] = enough(certain[lane]);
        out.unknown[lane] = enough(possible[lane]) & (out.truths[lane] ^ 1);
    }
    if !uc.is_empty() {
        out.unknown[..n].iter_mut().zip(uc).for_each(|(u, uc)| *u |= uc);
        out.truths[..n].iter_mut().zip(uc).for_each(|(t, uc)| *t &= uc ^ 1);
    }
}

fn known<T>(unknown: &[u8], out: &mut Register<T>, n: usize) {
    match unknown.is_empty() {
        true => out.truths[..n].fill(1),
        false => out.truths[..n].iter_mut().zip(unknown).for_each(|(t, u)| *t = u ^ 1),
    }
}

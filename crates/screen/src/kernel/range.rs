//! Proves from the extremes of the columns that no operation of a layer leaves 64 bits.

use super::{
    lane::Lane,
    part::Cells,
    plan::{Layer, Op},
};

/// Smallest and largest value, both included.
pub(crate) type Range = (i128, i128);

pub(crate) fn extremes<T: Lane>(values: &[T]) -> Range {
    let Some(first) = values.first() else { return (0, 0) };
    let (low, high) = values.iter().fold((*first, *first), |(l, h), v| (l.min(*v), h.max(*v)));
    (low.wide(), high.wide())
}

/// The range of each operation (truths: 0 to 1), or `None` when one may leave 64 bits.
pub(crate) fn ranges<T: Lane>(
    layer: &Layer,
    columns: &[Cells<T>],
    gathered: &[Cells<T>],
    limits: &[Range],
) -> Option<Vec<Range>> {
    let mut found: Vec<Range> = Vec::with_capacity(layer.ops.len());
    for op in &layer.ops {
        let range = match op {
            Op::Const(value) => (i128::from(*value), i128::from(*value)),
            Op::Limit(limit) => limits[*limit],
            Op::Column(column) => extremes(&columns[*column].values),
            Op::Gathered(gather) => extremes(&gathered[*gather].values),
            Op::Minus(a) => (-found[*a].1, -found[*a].0),
            Op::Add(a, b) => (found[*a].0 + found[*b].0, found[*a].1 + found[*b].1),
            Op::Less(a, b) => (found[*a].0 - found[*b].1, found[*a].1 - found[*b].0),
            Op::Times(a, b) => product(found[*a], found[*b]),
            Op::Least(a, b) | Op::Most(a, b) | Op::If(_, a, b) => {
                (found[*a].0.min(found[*b].0), found[*a].1.max(found[*b].1))
            }
            Op::Hits(rules) => (0, rules.len() as i128),
            Op::Highest(_) => (0, i128::from(u8::MAX)),
            Op::Truth(_)
            | Op::Present(_)
            | Op::Compare(..)
            | Op::Bit(..)
            | Op::Not(_)
            | Op::And(..)
            | Op::Or(..)
            | Op::AtLeast(..)
            | Op::KnownNum(_)
            | Op::KnownTruth(_)
            | Op::Certain(_) => (0, 1),
        };
        if range.0 <= i128::from(i64::MIN) || range.1 >= i128::from(i64::MAX) {
            return None;
        }
        found.push(range);
    }
    Some(found)
}

/// Both ranges lie in 64 bits, so the products lie in 128.
fn product(a: Range, b: Range) -> Range {
    let all = [a.0 * b.0, a.0 * b.1, a.1 * b.0, a.1 * b.1];
    let low = all.iter().copied().fold(all[0], i128::min);
    (low, all.iter().copied().fold(all[0], i128::max))
}

/// Whether so many values of a range can be added up in 64 bits, in any order.
pub(crate) fn sum_fits(range: Range, count: usize) -> bool {
    let most = range.0.abs().max(range.1.abs());
    most.checked_mul(count as i128 + 1).is_some_and(|sum| sum < i128::from(i64::MAX))
}

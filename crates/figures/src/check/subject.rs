//! What a figure is about, by the words before it: figures of one subject can be compared.

use crate::figure::Figure;
use std::collections::HashMap;

/// The words of a measure that say what is measured: its last four characters, without a verb of
/// reaching.
pub(super) fn subject(figure: &Figure<'_>) -> Option<String> {
    const LENGTH: usize = 4;
    let words = figure
        .measure
        .trim_end_matches(|c: char| "达到为共了至等约近超过计是".contains(c) || c.is_whitespace());
    let mut chars: Vec<char> = words.chars().rev().take(LENGTH).collect();
    chars.reverse();
    (chars.len() == LENGTH).then(|| chars.into_iter().collect())
}

/// Figures that measure the same in the same unit, in the order of the text; groups of one are
/// left out.
pub(super) fn by_subject<'f, 'a>(figures: &[&'f Figure<'a>]) -> Vec<Vec<&'f Figure<'a>>> {
    let mut places: HashMap<(String, &str), usize> = HashMap::new();
    let mut groups: Vec<Vec<&Figure<'_>>> = Vec::new();
    for &figure in figures.iter().filter(|f| !is_relative(f)) {
        let Some(subject) = subject(figure) else { continue };
        let place = *places.entry((subject, figure.basis)).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(figure);
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// Shares, points, multiples and durations, which are never parts of a sum.
pub(super) fn is_relative(figure: &Figure<'_>) -> bool {
    use crate::unit::Dimension::{Duration, Multiple, None, Points, Share};
    matches!(figure.unit.kind, Share | Points | Multiple | Duration | None)
}

//! The flow of money hop by hop: what stands, what is added or taken away, what stands then.

use super::bars::{Span, edges_of, spans};
use super::frame::fill;
use super::{Hop, HopKind};
use crate::base::Lang;
use crate::tell::drawing::{Drawing, Fill, MUTED, SERIES, Stroke};
use crate::tell::scale::Scale;

pub fn draw(drawing: &mut Drawing, hops: &[Hop], scale: Scale, lang: Lang) {
    let mut level = 0.0;
    let rows: Vec<Span> = hops
        .iter()
        .map(|hop| {
            let value = hop.value.number().map(|value| scale.ratio(value));
            let (from, to) = match (hop.kind, value) {
                (HopKind::Level, Some(value)) => (0.0, value),
                (HopKind::Change, Some(change)) => (level, level + change),
                (_, None) => (level, level),
            };
            level = to;
            Span {
                name: hop.label.to(lang),
                value: &hop.value,
                from,
                to,
                fill: match hop.kind {
                    HopKind::Level => fill(0),
                    HopKind::Change if to < from => Fill::Hatched(SERIES[4]),
                    HopKind::Change => Fill::Solid(SERIES[2]),
                },
                shown: signed(hop, scale, lang),
            }
        })
        .collect();
    let top = drawing.height;
    let axis = spans(drawing, &rows, scale, lang);
    let dashed = Stroke { dash: Some((2.0, 2.0)), ..Stroke::new(MUTED, 1.0) };
    for (row, pair) in rows.windows(2).enumerate() {
        let x = axis.at(pair[0].to);
        drawing.line((x, edges_of(row, top).1), (x, edges_of(row + 1, top).0), dashed);
    }
}

/// Changes carry their sign: +120.00, −46.36.
fn signed(hop: &Hop, scale: Scale, lang: Lang) -> String {
    let shown = hop.value.shown(Some(scale), lang);
    match (hop.kind, hop.value.number()) {
        (HopKind::Change, Some(value)) if value > 0 => format!("+{shown}"),
        (HopKind::Change, Some(_)) => shown.replace('-', "−"),
        _ => shown,
    }
}

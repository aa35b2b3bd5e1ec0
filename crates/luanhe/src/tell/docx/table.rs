//! Tables in docx: three rules, numbers to the right, the heading on every page.

use docx_rs::{
    AlignmentType, BorderType, Paragraph, Run, Table as DocxTable, TableAlignmentType, TableBorder,
    TableBorderPosition, TableBorders, TableCell, TableCellBorder, TableCellBorderPosition,
    TableCellBorders, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};

use super::style::{Face, face, line, plain};
use crate::base::Lang;
use crate::tell::document::{Row, RowKind, Table};
use crate::tell::drawing::width;

/// Rows of a table that is kept on one page.
const WHOLE: usize = 14;

/// The table in so many twips.
pub fn set(table: &Table, area: usize, lang: Lang) -> DocxTable {
    let widths = widths(table, area);
    let size = size(table, &widths, lang);
    let mut rows = vec![heading(table, &widths, size, lang)];
    let last = table.rows.len().saturating_sub(1);
    for (at, row) in table.rows.iter().enumerate() {
        // A short table stays whole; of a long one, the total stays with the row above it.
        let totals = table.rows.get(at + 1).is_some_and(|row| row.kind == RowKind::Total);
        let holds = at < last && (table.rows.len() <= WHOLE || totals);
        rows.push(set_row(row, table, &widths, (size, holds), lang));
    }
    let rule = |position| {
        TableBorder::new(position).border_type(BorderType::Single).size(12).color("000000")
    };
    let borders = TableBorders::with_empty()
        .set(rule(TableBorderPosition::Top))
        .set(rule(TableBorderPosition::Bottom));
    DocxTable::new(rows)
        .set_grid(widths)
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Center)
        .width(area, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(30, 80, 30, 80))
        .set_borders(borders)
}

fn widths(table: &Table, area: usize) -> Vec<usize> {
    let all: u32 = table.columns.iter().map(|column| column.width).sum::<u32>().max(1);
    table.columns.iter().map(|c| area * c.width as usize / all as usize).collect()
}

/// Half points: 小四 where everything fits on a line, smaller for fuller tables.
fn size(table: &Table, widths: &[usize], lang: Lang) -> usize {
    let fits = |half_points: usize| {
        table.rows.iter().all(|row| {
            row.cells.iter().zip(&table.columns).zip(widths).all(|((cell, column), wide)| {
                let shown = cell.shown(column.scale, lang);
                let room = (*wide as f64 - 160.0) / 20.0;
                width(&shown, half_points as f64 / 2.0) <= room
            })
        })
    };
    [24, 21, 18].into_iter().find(|size| fits(*size)).unwrap_or(17)
}

fn heading(table: &Table, widths: &[usize], size: usize, lang: Lang) -> TableRow {
    let cells = table.columns.iter().zip(widths).map(|(column, width)| {
        let run = Run::new().add_text(table.heading(column, lang));
        let run = face(run, Face::HeiTi, lang).size(size);
        ruled(cell(*width, size, AlignmentType::Center, run, true), TableCellBorderPosition::Bottom)
    });
    TableRow::new(cells.collect()).cant_split()
}

fn set_row(
    row: &Row,
    table: &Table,
    widths: &[usize],
    (size, holds): (usize, bool),
    lang: Lang,
) -> TableRow {
    let cells = row.cells.iter().zip(&table.columns).zip(widths).enumerate();
    let cells = cells.map(|(at, ((content, column), width))| {
        let shown = content.shown(column.scale, lang);
        let shown = match (row.kind, at) {
            (RowKind::Part, 0) => format!("　　{shown}"),
            _ => shown,
        };
        let family = if row.kind == RowKind::Total { Face::HeiTi } else { Face::Song };
        let run = face(Run::new().add_text(shown), family, lang).size(size);
        let align = match column.scale {
            Some(_) => AlignmentType::Right,
            None => AlignmentType::Left,
        };
        let cell = cell(*width, size, align, run, holds);
        match row.kind {
            RowKind::Total => ruled(cell, TableCellBorderPosition::Top),
            RowKind::Plain | RowKind::Part => cell,
        }
    });
    TableRow::new(cells.collect()).cant_split()
}

/// The cell with one fine rule and no other.
fn ruled(cell: TableCell, position: TableCellBorderPosition) -> TableCell {
    let rule = TableCellBorder::new(position).size(6).color("000000");
    cell.set_borders(TableCellBorders::with_empty().set(rule))
}

/// `holds`: it stays on the page of the row below it.
fn cell(width: usize, size: usize, align: AlignmentType, run: Run, holds: bool) -> TableCell {
    let pitch = (size as f64 / 2.0 * 1.4).round() as i32;
    let paragraph: Paragraph = line(plain(), pitch).align(align).add_run(run).keep_next(holds);
    TableCell::new()
        .width(width, WidthType::Dxa)
        .vertical_align(VAlignType::Center)
        .add_paragraph(paragraph)
}

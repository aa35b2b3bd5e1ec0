//! A document as a workbook: a sheet for each table, and one that lists every figure with its
//! filters, version and row-set hash.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::document::{Cell, Column, Document, RowKind, Table};
use super::drawing::width;
use super::figure::Figure;
use super::layout::{Figures, Piece, pieces};
use super::lines::{chain_line, note_line, unit_line};
use super::scale::Scale;
use crate::base::{Error, Lang, Result, Said, say};

/// Characters that a column shows at least and at most.
const NARROW: f64 = 9.0;
const WIDE: f64 = 52.0;

pub fn xlsx(document: &Document, lang: Lang) -> Result<Vec<u8>> {
    workbook(document, lang).map_err(|e| Error::broken("a document as a workbook", e))
}

fn workbook(document: &Document, lang: Lang) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let issued = document.issued;
    let created = ExcelDateTime::from_ymd(
        u16::try_from(issued.year()).unwrap_or(1900),
        u8::try_from(issued.month_of_year()).unwrap_or(1),
        u8::try_from(issued.day_of_month()).unwrap_or(1),
    )?;
    let about = DocProperties::new()
        .set_title(document.title.to(lang))
        .set_author(document.issuer.to(lang))
        .set_creation_datetime(&created);
    book.set_properties(&about);
    let pieces = pieces(document, lang);
    // What follows the signature is the grade, whose table of sources the last sheet gives whole.
    let body = pieces.iter().take_while(|piece| !matches!(piece, Piece::Signature { .. }));
    for piece in body {
        if let Piece::Table { label, table } = piece {
            let sheet = book.add_worksheet().set_name(sheet_name(label, &table.title, lang))?;
            table_sheet(sheet, document, (label, table), lang)?;
        }
    }
    let sources = book.add_worksheet().set_name(say!("来源", "Sources").to(lang))?;
    sources_sheet(sources, document, lang)?;
    book.save_to_buffer()
}

/// Label and title, without what Excel refuses, in the 31 characters it allows.
fn sheet_name(label: &str, title: &Said, lang: Lang) -> String {
    let name = format!("{label} {}", title.to(lang));
    name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect()
}

fn font(lang: Lang) -> Format {
    let name = match lang {
        Lang::Zh => "宋体",
        Lang::En => "Calibri",
    };
    Format::new().set_font_name(name).set_font_size(11)
}

/// Title, mark, unit; gives the row that follows. `last` is the last column.
fn opening(
    sheet: &mut Worksheet,
    document: &Document,
    (title, unit): (&str, Option<Said>),
    last: u16,
    lang: Lang,
) -> std::result::Result<u32, XlsxError> {
    let title_format = font(lang).set_bold().set_font_size(14).set_align(FormatAlign::Center);
    merged(sheet, 0, last, title, &title_format)?;
    let as_of = document.as_of;
    let as_of_zh = as_of.in_chinese();
    let mut line = document.title.to(lang).to_string();
    line.push_str(say!("　数据截至{as_of_zh}", " · as of {as_of}").to(lang));
    merged(sheet, 1, last, &line, &font(lang).set_font_size(10).set_align(FormatAlign::Center))?;
    let mut row = 2;
    if let Some(mark) = document.origin.mark() {
        let format = font(lang).set_bold().set_font_color("8C3B2A").set_align(FormatAlign::Center);
        merged(sheet, row, last, mark.to(lang), &format)?;
        row += 1;
    }
    if let Some(unit) = unit {
        let format = font(lang).set_font_size(10).set_align(FormatAlign::Right);
        merged(sheet, row, last, &unit_line(&unit, lang), &format)?;
        row += 1;
    }
    Ok(row)
}

fn merged(
    sheet: &mut Worksheet,
    row: u32,
    last: u16,
    text: &str,
    format: &Format,
) -> std::result::Result<(), XlsxError> {
    if last == 0 {
        sheet.write_with_format(row, 0, text, format)?;
    } else {
        sheet.merge_range(row, 0, row, last, text, format)?;
    }
    Ok(())
}

/// Paper, margins, page numbers, the mark and the chain head on every page.
fn print_setup(sheet: &mut Worksheet, document: &Document, heading: u32, lang: Lang) {
    sheet.set_print_center_horizontally(true).set_default_row_height(18);
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.7, 0.7, 0.9, 0.9, 0.4, 0.4);
    if let Some(mark) = document.origin.mark() {
        sheet.set_header(format!("&C&\"-,Bold\"&10{}", mark.to(lang)));
    }
    let page = say!("— &P —", "— &P —");
    let chain = chain_line(&document.chain_head, lang);
    sheet.set_footer(format!("&C{}\n&6{chain}", page.to(lang)));
    if sheet.set_repeat_rows(heading, heading).is_ok()
        && sheet.set_freeze_panes(heading + 1, 1).is_ok()
    {
        sheet.set_selection(heading + 1, 0, heading + 1, 0).ok();
    }
}

fn heading_format(lang: Lang) -> Format {
    font(lang)
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_border_top(FormatBorder::Medium)
        .set_border_bottom(FormatBorder::Thin)
}

fn table_sheet(
    sheet: &mut Worksheet,
    document: &Document,
    (label, table): (&str, &Table),
    lang: Lang,
) -> std::result::Result<(), XlsxError> {
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let title = format!("{label} {}", table.title.to(lang));
    let heading = opening(sheet, document, (&title, table.unit()), last, lang)?;
    let widths = column_widths(table, document.title.to(lang), lang);
    for ((at, column), width) in (0..).zip(&table.columns).zip(widths) {
        let text = table.heading(column, lang);
        sheet.write_with_format(heading, at, &text, &heading_format(lang))?;
        sheet.set_column_width(at, width)?;
    }
    let mut line = heading + 1;
    let ends = table.rows.len();
    for (nth, row) in table.rows.iter().enumerate() {
        for (at, (cell, column)) in (0..).zip(row.cells.iter().zip(&table.columns)) {
            let mut format = font(lang);
            if row.kind == RowKind::Total {
                format = format.set_bold().set_border_top(FormatBorder::Thin);
            }
            if row.kind == RowKind::Part && at == 0 {
                format = format.set_indent(2);
            }
            if nth + 1 == ends {
                format = format.set_border_bottom(FormatBorder::Medium);
            }
            write_cell(sheet, (line, at), cell, (column.scale, format), lang)?;
        }
        line += 1;
    }
    for note in &table.notes {
        let format = font(lang).set_font_size(9).set_text_wrap().set_align(FormatAlign::Top);
        merged(sheet, line, last, &note_line(note, lang), &format)?;
        sheet.set_row_height(line, 26)?;
        line += 1;
    }
    print_setup(sheet, document, heading, lang);
    Ok(())
}

/// Numbers are numbers, in the unit of the heading; what is missing is said so, and never 0.
fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    (scale, format): (Option<Scale>, Format),
    lang: Lang,
) -> std::result::Result<(), XlsxError> {
    let number = match cell {
        Cell::Value(value) => value.number(),
        Cell::Words(_) => None,
    };
    match (number, scale) {
        (Some(number), Some(scale)) => {
            let format = format.set_num_format(number_format(scale, lang));
            sheet.write_with_format(row, column, scale.ratio(number), &format)?;
        }
        _ => {
            let format =
                if scale.is_some() { format.set_align(FormatAlign::Right) } else { format };
            sheet.write_with_format(row, column, cell.shown(scale, lang), &format)?;
        }
    }
    Ok(())
}

fn number_format(scale: Scale, lang: Lang) -> String {
    let places = scale.decimals as usize;
    let whole = match lang {
        Lang::Zh => "0",
        Lang::En => "#,##0",
    };
    if places == 0 { whole.to_string() } else { format!("{whole}.{}", "0".repeat(places)) }
}

/// In characters of the default font: each column holds its widest text, all together the line
/// below the title.
fn column_widths(table: &Table, title: &str, lang: Lang) -> Vec<f64> {
    let characters = |text: &str| width(text, 1.0) / 0.5;
    let widest = |(at, column): (usize, &Column)| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        let shown = cells.map(|cell| cell.shown(column.scale, lang));
        let all = shown.chain([table.heading(column, lang)]);
        (all.map(|text| characters(&text)).fold(0.0, f64::max) + 2.0).clamp(NARROW, WIDE)
    };
    let widths: Vec<f64> = table.columns.iter().enumerate().map(widest).collect();
    let stretch = (characters(title) + 26.0) / widths.iter().sum::<f64>();
    widths.into_iter().map(|width| width * stretch.max(1.0)).collect()
}

fn sources_sheet(
    sheet: &mut Worksheet,
    document: &Document,
    lang: Lang,
) -> std::result::Result<(), XlsxError> {
    let headings = source_headings();
    let last = u16::try_from(headings.len() - 1).unwrap_or(u16::MAX);
    let title = say!("数据来源", "Sources of the figures");
    let heading = opening(sheet, document, (title.to(lang), None), last, lang)?;
    for (at, (said, wide)) in (0..).zip(&headings) {
        sheet.write_with_format(heading, at, said.to(lang), &heading_format(lang))?;
        sheet.set_column_width(at, *wide)?;
    }
    let format = font(lang).set_font_size(10).set_text_wrap().set_align(FormatAlign::Top);
    let mut line = heading + 1;
    for (n, figure) in Figures::of(document).iter() {
        let middle = format.clone().set_align(FormatAlign::Center);
        sheet.write_with_format(line, 0, n as f64, &middle)?;
        sheet.write_with_format(line, 3, figure.version, &middle)?;
        sheet.write_with_format(line, 13, figure.rows as f64, &middle)?;
        for (at, text) in source_words(figure, lang) {
            sheet.write_with_format(line, at, text, &format)?;
        }
        line += 1;
    }
    sheet.set_landscape();
    // Hash and address are for reading on a screen; paper has the rest.
    sheet.set_print_area(0, 0, line.saturating_sub(1).max(heading), last.saturating_sub(2))?;
    sheet.autofilter(heading, 0, line.saturating_sub(1).max(heading), last)?;
    print_setup(sheet, document, heading, lang);
    Ok(())
}

fn source_headings() -> Vec<(Said, f64)> {
    vec![
        (say!("序号", "No."), 6.0),
        (say!("指标", "Indicator"), 16.0),
        (say!("指标编号", "Indicator id"), 18.0),
        (say!("版本", "Version"), 7.0),
        (say!("口径", "Basis"), 22.0),
        (say!("数值", "Value"), 14.0),
        (say!("原始值（最小单位）", "Value in stored units"), 15.0),
        (say!("工程", "Programme"), 12.0),
        (say!("地区", "Region"), 16.0),
        (say!("起", "From"), 11.0),
        (say!("止", "To"), 11.0),
        (say!("分组", "Split"), 16.0),
        (say!("来源", "Origin"), 10.0),
        (say!("行数", "Rows"), 8.0),
        (say!("截至", "As of"), 11.0),
        (say!("核验", "Proof"), 16.0),
        (say!("行集哈希（SM3）", "Row-set hash (SM3)"), 40.0),
        (say!("数据行地址", "Address of the rows"), 40.0),
    ]
}

fn source_words(figure: &Figure, lang: Lang) -> Vec<(u16, String)> {
    let filters = &figure.filters;
    let split: Vec<String> = filters
        .split
        .iter()
        .map(|(dimension, value)| format!("{}={}", dimension.to(lang), value.to(lang)))
        .collect();
    vec![
        (1, figure.label.to(lang).to_string()),
        (2, figure.indicator.clone()),
        (4, figure.basis.to(lang).to_string()),
        (5, figure.shown(lang)),
        // As text: a value in fen may have more digits than a sheet's numbers keep.
        (6, figure.value.to_string()),
        (7, filters.programme.to(lang).to_string()),
        (8, format!("{} {}", filters.region_code, filters.region.to(lang))),
        (9, filters.from.to_string()),
        (10, filters.to.to_string()),
        (11, split.join("; ")),
        (12, figure.origin.label().to(lang).to_string()),
        (14, figure.as_of.to_string()),
        (15, figure.proof().label().to(lang).to_string()),
        (16, figure.rows_hash.clone()),
        (17, figure.rows_url.clone()),
    ]
}

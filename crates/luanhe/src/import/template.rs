//! The empty sheet that an office downloads, drawn from a register's fields.

use std::collections::HashSet;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, Note, Workbook, Worksheet, XlsxError,
};

use super::returned::{broken, sheet_name};
use crate::base::{Lang, Result, text};
use crate::record::{Field, Kind, Register};

/// Rows that are prepared for entry.
const ROWS: u32 = 5_000;

/// A workbook with the register's headings, hints as comments, choices to pick from; required
/// columns have a star. A second sheet tells each field.
pub fn empty_sheet(register: &Register, lang: Lang) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let mut names = HashSet::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(register.title.to(lang), &mut names)).map_err(broken)?;
    for (column, field) in (0u16..).zip(register.fields) {
        draw(sheet, column, field, lang).map_err(broken)?;
    }
    sheet.set_freeze_panes(1, 0).map_err(broken)?;
    let guide = workbook.add_worksheet();
    guide.set_name(sheet_name(text("填表说明", "Guide").to(lang), &mut names)).map_err(broken)?;
    explain(guide, register, lang).map_err(broken)?;
    workbook.save_to_buffer().map_err(broken)
}

/// A field's heading as the empty sheet prints it: 到账金额（元）*.
fn heading(field: &Field, lang: Lang) -> String {
    let unit = match (field.kind, lang) {
        (Kind::Money, Lang::Zh) => "（元）",
        (Kind::Money, Lang::En) => " (元)",
        _ => "",
    };
    let star = if field.required { "*" } else { "" };
    format!("{}{unit}{star}", field.label.to(lang))
}

fn draw(sheet: &mut Worksheet, column: u16, field: &Field, lang: Lang) -> Result<(), XlsxError> {
    let fill = if field.required { 0xFF_E6_99 } else { 0xDD_EB_F7 };
    let bold = Format::new().set_bold().set_background_color(Color::RGB(fill)).set_text_wrap();
    let title = heading(field, lang);
    sheet.write_string_with_format(0, column, &title, &bold)?;
    let format = Format::new().set_num_format(match field.kind {
        Kind::Money => "#,##0.00",
        Kind::Whole => "0",
        Kind::Decimal(_) => "#,##0.######",
        Kind::Day => "yyyy-mm-dd",
        Kind::Month => "yyyy-mm",
        // As text, a long number keeps all of its digits.
        _ => "@",
    });
    let wide = title.chars().map(|c| if c.is_ascii() { 1.0 } else { 2.0 }).sum::<f64>() + 4.0;
    let least =
        if matches!(field.kind, Kind::IdNumber | Kind::Person | Kind::Bank) { 22.0 } else { 12.0 };
    sheet.set_column_format(column, &format)?;
    sheet.set_column_width(column, wide.max(least))?;
    let hint = hint(field, lang);
    if !hint.is_empty() {
        sheet.insert_note(0, column, &Note::new(hint).add_author_prefix(false).set_width(200))?;
    }
    if let Some(validation) = validation(field, lang)? {
        sheet.add_data_validation(1, column, ROWS, column, &validation)?;
    }
    Ok(())
}

/// The field's own hint, after what its kind asks for.
fn hint(field: &Field, lang: Lang) -> String {
    let kind = match field.kind {
        Kind::Money => text("单位：元，最多两位小数", "in yuan, two decimals at most"),
        Kind::Whole => text("整数", "a whole number"),
        Kind::Decimal(_) => text("可带小数", "a number, with decimals where needed"),
        Kind::Month => text("月份，如 2021-03", "a month such as 2021-03"),
        Kind::Day => text("日期，如 2021-03-05", "a day such as 2021-03-05"),
        Kind::Region => text("全称（如“隆化县”）或区划代码", "full name, such as 隆化县, or code"),
        Kind::Person | Kind::IdNumber => {
            text("18 位证件号码，按文本填写", "an ID number of 18 characters, entered as text")
        }
        Kind::Phone => text("一个电话号码", "one phone number"),
        Kind::Bank => text("账号，按文本填写", "account number, entered as text"),
        Kind::Ref(_) => text("填对方的编号或名称", "the key of the other row, or its name"),
        Kind::Named(_) => text("填全称、简称或代码", "full name, short name or code"),
        Kind::Choice(_) => text("从下拉列表中选", "pick from the list"),
        Kind::Text | Kind::File | Kind::AnyRow => text("", ""),
    };
    let sign = if lang == Lang::Zh { "；" } else { "; " };
    let parts = [kind.to(lang), field.hint.to(lang)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(sign)
}

fn validation(field: &Field, lang: Lang) -> Result<Option<DataValidation>, XlsxError> {
    let Kind::Choice(choices) = field.kind else { return Ok(None) };
    let words: Vec<&str> = choices.iter().map(|choice| choice.word).collect();
    // A list in place may have 255 characters with its commas.
    if words.iter().map(|word| word.chars().count() + 1).sum::<usize>() > 255 {
        return Ok(None);
    }
    let title = text("请从列表中选", "Pick from the list").to(lang);
    let validation = DataValidation::new()
        .allow_list_strings(&words)?
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title(title)?;
    Ok(Some(validation))
}

fn explain(sheet: &mut Worksheet, register: &Register, lang: Lang) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let titles = [
        text("列", "column"),
        text("必填", "required"),
        text("怎样填", "how to fill it in"),
        text("可填的词", "words"),
    ];
    for (column, title) in (0u16..).zip(titles) {
        sheet.write_string_with_format(0, column, title.to(lang), &bold)?;
    }
    for (row, field) in (1u32..).zip(register.fields) {
        sheet.write_string(row, 0, field.label.to(lang))?;
        let required = if field.required { text("是", "yes") } else { text("", "") };
        sheet.write_string(row, 1, required.to(lang))?;
        sheet.write_string(row, 2, hint(field, lang))?;
        if let Kind::Choice(choices) = field.kind {
            let words = choices.iter().map(|c| match lang {
                Lang::Zh => c.word.to_string(),
                Lang::En => format!("{} ({})", c.word, c.en),
            });
            sheet.write_string(row, 3, words.collect::<Vec<_>>().join("、"))?;
        }
    }
    for (column, width) in (0u16..).zip([24, 8, 60, 60]) {
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}

//! A sheet as an office lays it out: title, unit line, heading in one row or two, rows, 小计 and
//! 合计, remarks. Knows no register: it writes each value as its field's kind and the office's habits
//! have it.

use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError,
};

use super::dice::Dice;
use super::line::{Line, Typed};
use super::office::{Office, Unit};
use super::spelling;
use crate::record::Kind;

/// A column: of a field, or of the office's own.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Empty: the office's own.
    pub field: &'static str,
    pub heading: &'static str,
    /// What is printed over it and its neighbours; empty: the heading is merged over both rows.
    pub over: &'static str,
    pub width: f64,
}

pub const fn col(field: &'static str, heading: &'static str, width: f64) -> Column {
    Column { field, heading, over: "", width }
}

impl Column {
    pub const fn over(self, over: &'static str) -> Column {
        Column { over, ..self }
    }
}

pub const NUMBER: Column = col("", "序号", 6.0);

/// One sheet of a workbook.
pub struct Sheet {
    pub name: String,
    pub title: String,
    pub columns: &'static [Column],
    pub unit: Unit,
    /// The fields that 合计 adds up.
    pub totals: &'static [&'static str],
    /// 小计 wherever this field changes; empty: none.
    pub subtotal_by: &'static str,
    /// What 合计 says too much, in fen: a planted fault.
    pub wrong_by: i64,
    pub notes: &'static [&'static str],
    pub lines: Vec<Line>,
}

struct Formats {
    title: Format,
    small: Format,
    right: Format,
    head: Format,
    cell: Format,
    middle: Format,
    money: Format,
    day: Format,
    bold: Format,
    bold_money: Format,
}

impl Formats {
    fn of(office: &Office) -> Formats {
        let font = |size: f64| Format::new().set_font_name(office.font).set_font_size(size);
        let boxed = |size: f64| font(size).set_border(FormatBorder::Thin);
        let cell = boxed(10.0).set_align(FormatAlign::VerticalCenter);
        let bold = cell.clone().set_bold();
        Formats {
            title: Format::new()
                .set_font_name("黑体")
                .set_font_size(16.0)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            small: font(10.0),
            right: font(10.0).set_align(FormatAlign::Right),
            head: boxed(10.0)
                .set_bold()
                .set_background_color(Color::RGB(office.shade))
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            middle: cell.clone().set_align(FormatAlign::Center),
            money: cell.clone().set_num_format("#,##0.00"),
            day: cell.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
            bold_money: bold.clone().set_num_format("#,##0.00"),
            cell,
            bold,
        }
    }
}

/// Where the next row goes, and what has been added up.
struct Pen<'a> {
    sheet: &'a Sheet,
    office: &'a Office,
    formats: Formats,
    dice: Dice,
    row: u32,
    /// For each column: since the beginning, and since the last 小计.
    sums: Vec<(i64, i64)>,
}

type Written = Result<(), XlsxError>;

pub fn write(to: &mut Worksheet, sheet: &Sheet, office: &Office, dice: Dice) -> Written {
    let mut pen = Pen {
        sheet,
        office,
        formats: Formats::of(office),
        dice: dice.of(&sheet.title).of(&sheet.name),
        row: 0,
        sums: vec![(0, 0); sheet.columns.len()],
    };
    to.set_name(&sheet.name)?;
    // A4 lying, or A3 where there are many columns; the heading on every page.
    to.set_paper_size(if sheet.columns.len() > 14 { 8 } else { 9 });
    to.set_landscape();
    to.set_print_fit_to_pages(1, 0);
    to.set_default_row_height(18);
    for (at, column) in sheet.columns.iter().enumerate() {
        to.set_column_width(place(at), column.width)?;
    }
    pen.title(to)?;
    pen.heading(to)?;
    pen.rows(to)?;
    pen.notes(to)
}

fn place(at: usize) -> u16 {
    u16::try_from(at).expect("a sheet of the demo has few columns")
}

impl Pen<'_> {
    fn last_column(&self) -> u16 {
        place(self.sheet.columns.len() - 1)
    }

    fn title(&mut self, to: &mut Worksheet) -> Written {
        let last = self.last_column();
        to.merge_range(0, 0, 0, last, &self.sheet.title, &self.formats.title)?;
        to.set_row_height(0, 30)?;
        to.write_with_format(1, 0, format!("填报单位：{}", self.office.name), &self.formats.small)?;
        if self.office.unit_line && self.sheet.columns.iter().any(|column| self.is_money(column)) {
            let unit = format!("单位：{}", self.sheet.unit.word());
            to.write_with_format(1, last, unit, &self.formats.right)?;
        }
        self.row = 2;
        Ok(())
    }

    fn heading(&mut self, to: &mut Worksheet) -> Written {
        let columns = self.sheet.columns;
        let two_rows = columns.iter().any(|column| !column.over.is_empty());
        let (top, head) = (self.row, &self.formats.head);
        let mut at = 0;
        while at < columns.len() {
            let Column { over, .. } = columns[at];
            let alike = columns[at..].iter().take_while(|c| c.over == over).count();
            let end = if over.is_empty() { at } else { at + alike - 1 };
            if end > at {
                to.merge_range(top, place(at), top, place(end), &self.with_unit(over), head)?;
            } else if !over.is_empty() {
                to.write_with_format(top, place(at), self.with_unit(over), head)?;
            }
            for (under, column) in columns.iter().enumerate().take(end + 1).skip(at) {
                let text = self.heading_of(column);
                match (two_rows, over.is_empty()) {
                    (true, true) => {
                        to.merge_range(top, place(under), top + 1, place(under), &text, head)?;
                    }
                    (true, false) => {
                        to.write_with_format(top + 1, place(under), text, head)?;
                    }
                    (false, _) => {
                        to.write_with_format(top, place(under), text, head)?;
                    }
                }
            }
            at = end + 1;
        }
        if self.office.has_helper {
            let column = place(columns.len());
            to.write_with_format(top, column, "校验列", &self.formats.small)?;
            to.set_column_hidden(column)?;
        }
        self.row = top + if two_rows { 2 } else { 1 };
        to.set_freeze_panes(self.row, 0)?;
        to.set_repeat_rows(0, self.row - 1)?;
        Ok(())
    }

    /// A heading over money columns may carry their unit: 资金（万元）.
    fn with_unit(&self, over: &str) -> String {
        match over.strip_suffix('¥') {
            Some(over) if !self.office.unit_line => format!("{over}（{}）", self.sheet.unit.word()),
            Some(over) => over.to_string(),
            None => over.to_string(),
        }
    }

    fn is_money(&self, column: &Column) -> bool {
        let line = self.sheet.lines.first();
        let field = line.and_then(|line| line.register.field(column.field));
        field.is_some_and(|field| field.kind == Kind::Money)
    }

    fn heading_of(&self, column: &Column) -> String {
        if self.is_money(column) && !self.office.unit_line && !column.over.ends_with('¥') {
            return format!("{}（{}）", column.heading, self.sheet.unit.word());
        }
        column.heading.to_string()
    }

    fn rows(&mut self, to: &mut Worksheet) -> Written {
        let sheet = self.sheet;
        let by = sheet.subtotal_by;
        for (at, line) in sheet.lines.iter().enumerate() {
            self.line(to, line, at)?;
            let next = sheet.lines.get(at + 1);
            let ends = next.is_none_or(|next| by.is_empty() || next.value(by) != line.value(by));
            if !by.is_empty() && ends {
                let year = line.year();
                let group = line.value(by).text().unwrap_or("");
                let group = match line.register.field(by).map(|field| field.kind) {
                    Some(Kind::Region) => {
                        super::places::spelled(group, year, super::places::Spelling::Short)
                    }
                    _ => group.to_string(),
                };
                let label = if group.chars().count() > 8 {
                    "小计".into()
                } else {
                    format!("{group}小计")
                };
                self.total(to, &label, true)?;
            }
        }
        if !sheet.totals.is_empty() {
            self.total(to, "合  计", false)?;
        }
        Ok(())
    }

    fn line(&mut self, to: &mut Worksheet, line: &Line, at: usize) -> Written {
        let row = self.row;
        for (number, column) in self.sheet.columns.iter().enumerate() {
            let typed = match (column.field, line.slipped(column.field)) {
                (_, Some(slip)) => slip.clone(),
                ("", None) if column.heading == "序号" => Typed::Number((at + 1) as f64),
                ("", None) => Typed::Blank,
                _ => {
                    let habits = (self.office, self.sheet.unit);
                    spelling::typed(line, column.field, habits, self.dice, at * 40 + number)
                }
            };
            let kind = line.register.field(column.field).map(|field| field.kind);
            if self.sheet.totals.contains(&column.field)
                && let Some(fen) = spelling::amount(&typed, kind, self.sheet.unit)
            {
                self.sums[number].0 += fen;
                self.sums[number].1 += fen;
            }
            self.cell(to, (row, place(number)), &typed, kind)?;
        }
        if self.office.has_helper {
            let key = format!("{}-{}", self.sheet.name, at + 1);
            to.write(row, place(self.sheet.columns.len()), key)?;
        }
        self.row += 1;
        Ok(())
    }

    fn cell(
        &self,
        to: &mut Worksheet,
        (row, column): (u32, u16),
        typed: &Typed,
        kind: Option<Kind>,
    ) -> Written {
        let format = match kind {
            Some(Kind::Money) => &self.formats.money,
            Some(Kind::Text) => &self.formats.cell,
            _ => &self.formats.middle,
        };
        let as_text = if kind == Some(Kind::Money) { &self.formats.cell } else { format };
        match typed {
            Typed::Blank => to.write_blank(row, column, format)?,
            Typed::Text(text) => to.write_string_with_format(row, column, text, as_text)?,
            Typed::Number(x) => to.write_number_with_format(row, column, *x, format)?,
            Typed::Date(day) => {
                let serial = f64::from(spelling::serial(*day));
                to.write_number_with_format(row, column, serial, &self.formats.day)?
            }
        };
        Ok(())
    }

    /// 小计 of the rows since the last one, or 合计 of all.
    fn total(&mut self, to: &mut Worksheet, label: &str, since_last: bool) -> Written {
        for (at, column) in self.sheet.columns.iter().enumerate() {
            let number = place(at);
            if at == 0 {
                to.write_string_with_format(self.row, number, label, &self.formats.bold)?;
            } else if self.sheet.totals.contains(&column.field) {
                let (all, part) = self.sums[at];
                let sum = if since_last { part } else { all + self.sheet.wrong_by };
                let shown = spelling::number(sum, self.sheet.unit);
                to.write_number_with_format(self.row, number, shown, &self.formats.bold_money)?;
            } else {
                to.write_blank(self.row, number, &self.formats.bold)?;
            }
        }
        self.sums.iter_mut().for_each(|sum| sum.1 = 0);
        self.row += 1;
        Ok(())
    }

    fn notes(&mut self, to: &mut Worksheet) -> Written {
        self.row += 1;
        for note in self.sheet.notes.iter().copied().chain(["填表人：演示甲子　　审核人：演示乙丑"])
        {
            to.write_with_format(self.row, 0, note, &self.formats.small)?;
            self.row += 1;
        }
        Ok(())
    }
}

/// When every workbook of the demo says it was made, so that its bytes are the same in each run.
pub fn made_on() -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(2022, 1, 5)
}

//! A register and workbooks for the tests of this folder.

use rust_xlsxwriter::{Format, Workbook};

use super::book::{Book, Source};
use super::heading::Template;
use crate::base::{Fault, say, text};
use crate::record::{Choice, Field, Kind, Register, Row};

const USES: &[Choice] = &[
    Choice { word: "产业", en: "industry" },
    Choice { word: "教育", en: "education" },
    Choice { word: "医疗", en: "health" },
];

static FIELDS: &[Field] = &[
    Field::required("code", "项目编号", "Project code", Kind::Text),
    Field::required("name", "项目名称", "Project name", Kind::Text),
    Field::required("county", "受援县", "Helped county", Kind::Region),
    Field::required("use", "资金用途", "Use", Kind::Choice(USES)),
    Field::required("amount", "到账金额", "Arrived", Kind::Money).hint("到账的钱", "money arrived"),
    Field::required("day", "到账日期", "Arrived on", Kind::Day),
    Field::optional("ended", "完工日期", "Ended on", Kind::Day),
    Field::optional("people", "受益人数", "People helped", Kind::Whole),
    Field::optional("holder", "负责人证件号码", "Holder's ID number", Kind::IdNumber),
    Field::optional("phone", "联系电话", "Phone", Kind::Phone),
    Field::optional("parent", "上级项目", "Parent project", Kind::Ref("projects")),
    Field::optional("note", "备注", "Note", Kind::Text),
];

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    if row.money("amount").is_some_and(|amount| amount.0 < 0) {
        faults.push(row.fault(
            "amount",
            say!("到账金额是负数", "the amount is negative"),
            say!("退款请另列一行", "enter a refund as a row of its own"),
        ));
    }
}

pub static GRANTS: Register = Register {
    name: "grants",
    title: text("援助资金台账", "Grants"),
    fields: FIELDS,
    key: &["code"],
    day: "day",
    region: "county",
    check,
};

pub const TEMPLATE: Template = Template {
    register: &GRANTS,
    headings: &[
        ("amount", &["资金到账", "资金/到账", "到位资金", "援助资金到账数"]),
        ("county", &["县(市、区、旗)", "县区"]),
        ("people", &["受益情况人数", "带动人数"]),
        ("day", &["到账时间"]),
    ],
};

/// What a cell of a table in a test becomes: a bare number, a day after `@`, else a text.
fn write(sheet: &mut rust_xlsxwriter::Worksheet, at: (u32, u16), cell: &str) {
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let written = match (cell.parse::<f64>(), cell.strip_prefix('@')) {
        (Ok(x), _) => sheet.write_number(at.0, at.1, x),
        (_, Some(serial)) => {
            sheet.write_number_with_format(at.0, at.1, serial.parse::<f64>().unwrap(), &day)
        }
        _ => sheet.write_string(at.0, at.1, cell.trim_start_matches('\'').replace("\\n", "\n")),
    };
    written.unwrap();
}

/// Writes a table, one line a row, cells parted by `|`. `<` merges with the cell to its left and
/// `^` with the one above; `'` makes a text of a number.
pub fn fill(sheet: &mut rust_xlsxwriter::Worksheet, table: &str) {
    let rows: Vec<Vec<&str>> =
        table.trim_matches('\n').lines().map(|l| l.split('|').map(str::trim).collect()).collect();
    let is = |r: usize, c: usize, mark: &str| rows.get(r).and_then(|row| row.get(c)) == Some(&mark);
    for (r, row) in rows.iter().enumerate() {
        for (c, cell) in row.iter().enumerate() {
            if matches!(*cell, "" | "<" | "^") {
                continue;
            }
            let right = (c + 1..).take_while(|c| is(r, *c, "<")).count();
            let down = (r + 1..).take_while(|r| is(*r, c, "^")).count();
            let (at, to) = ((r as u32, c as u16), ((r + down) as u32, (c + right) as u16));
            if right + down > 0 {
                sheet.merge_range(at.0, at.1, to.0, to.1, "", &Format::new()).unwrap();
            }
            write(sheet, at, cell);
        }
    }
}

/// A workbook of named tables, as bytes.
pub fn xlsx(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, table) in sheets {
        fill(workbook.add_worksheet().set_name(*name).unwrap(), table);
    }
    workbook.save_to_buffer().unwrap()
}

pub fn book(table: &str) -> Book {
    Book::open("测试.xlsx", Source::from(xlsx(&[("台账", table)]))).unwrap()
}

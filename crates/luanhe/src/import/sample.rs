//! A register and workbooks for the tests of this folder.

use rust_xlsxwriter::{Format, Workbook};

use super::book::{Book, Source};
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
    Field::required("county", "受援县", "Helped county", Kind::Region)
        .also(&["县(市、区、旗)", "县区"]),
    Field::required("use", "资金用途", "Use", Kind::Choice(USES)),
    Field::required("amount", "到账金额", "Arrived", Kind::Money)
        .hint("到账的钱", "money arrived")
        .also(&["资金到账", "资金/到账", "到位资金", "援助资金到账数"]),
    Field::required("day", "到账日期", "Arrived on", Kind::Day).also(&["到账时间"]),
    Field::optional("ended", "完工日期", "Ended on", Kind::Day),
    Field::optional("people", "受益人数", "People helped", Kind::Whole)
        .also(&["受益情况人数", "带动人数"]),
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
    personal: false,
    check,
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
    let (cells, merges) = cells(table);
    for [top, bottom, left, right] in merges {
        let area = (u32::from(top), left, u32::from(bottom), right);
        sheet.merge_range(area.0, area.1, area.2, area.3, "", &Format::new()).unwrap();
    }
    for (row, column, cell) in cells {
        write(sheet, (u32::from(row), column), &cell);
    }
}

/// Row, column and content.
type Written = Vec<(u16, u16, String)>;

/// Cells and merged areas of a table written as [`fill`] reads it.
fn cells(table: &str) -> (Written, Vec<[u16; 4]>) {
    let rows: Vec<Vec<&str>> =
        table.trim_matches('\n').lines().map(|l| l.split('|').map(str::trim).collect()).collect();
    let is = |r: usize, c: usize, mark: &str| rows.get(r).and_then(|row| row.get(c)) == Some(&mark);
    let (mut cells, mut merges) = (Vec::new(), Vec::new());
    for (r, row) in rows.iter().enumerate() {
        for (c, cell) in
            row.iter().enumerate().filter(|(_, cell)| !matches!(**cell, "" | "<" | "^"))
        {
            let right = (c + 1..).take_while(|c| is(r, *c, "<")).count();
            let down = (r + 1..).take_while(|r| is(*r, c, "^")).count();
            if right + down > 0 {
                merges.push([r, r + down, c, c + right].map(|at| at as u16));
            }
            cells.push((r as u16, c as u16, cell.to_string()));
        }
    }
    (cells, merges)
}

/// An Excel 97 workbook of named tables, as bytes: records in a compound file.
pub fn xls(sheets: &[(&str, &str)]) -> Vec<u8> {
    let record = |kind: u16, body: &[u8]| {
        [&kind.to_le_bytes()[..], &(body.len() as u16).to_le_bytes(), body].concat()
    };
    let words = |words: &[u16]| words.iter().flat_map(|w| w.to_le_bytes()).collect::<Vec<u8>>();
    let string = |text: &str| {
        let units: Vec<u16> = text.encode_utf16().collect();
        [&(units.len() as u16).to_le_bytes()[..], &[1], &words(&units)].concat()
    };
    let bof = |of: u16| record(0x0809, &words(&[0x0600, of, 0, 0, 0, 0, 0, 0]));
    let mut bodies = Vec::new();
    for (_, table) in sheets {
        let (cells, merges) = cells(table);
        let mut body = bof(0x10);
        for (row, column, cell) in cells {
            let number = cell.trim_start_matches('@').parse::<f64>();
            let style = u16::from(cell.starts_with('@'));
            let at = words(&[row, column, style]);
            body.extend(match number {
                Ok(x) => record(0x0203, &[&at[..], &x.to_le_bytes()].concat()),
                Err(_) => {
                    let text = cell.trim_start_matches('\'').replace("\\n", "\n");
                    record(0x0204, &[&at[..], &string(&text)].concat())
                }
            });
        }
        let areas: Vec<u16> = merges.iter().flatten().copied().collect();
        body.extend(record(0x00E5, &[words(&[merges.len() as u16]), words(&areas)].concat()));
        body.extend(record(0x000A, &[]));
        bodies.push(body);
    }
    let styles = [
        record(0x00E0, &words(&[0; 10])),
        record(0x00E0, &words(&[0, 14, 0, 0, 0, 0, 0, 0, 0, 0])),
    ];
    let mut stream = [bof(0x05), styles.concat()].concat();
    let name = |text: &str| {
        let units: Vec<u16> = text.encode_utf16().collect();
        [&[units.len() as u8, 1], &words(&units)[..]].concat()
    };
    let directory: usize = sheets.iter().map(|(n, _)| 4 + 6 + name(n).len()).sum();
    let mut at = stream.len() + directory + 4;
    for ((title, _), body) in sheets.iter().zip(&bodies) {
        stream.extend(record(
            0x0085,
            &[&(at as u32).to_le_bytes()[..], &[0, 0], &name(title)].concat(),
        ));
        at += body.len();
    }
    stream.extend(record(0x000A, &[]));
    stream.extend(bodies.concat());
    compound(stream)
}

/// A compound file with one stream, `Workbook`, padded so that it needs no mini sectors.
fn compound(mut stream: Vec<u8>) -> Vec<u8> {
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let sectors = stream.len() / 512;
    let mut header = vec![0u8; 512];
    header[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(30, &9u16.to_le_bytes());
    put(44, &1u32.to_le_bytes());
    put(48, &1u32.to_le_bytes());
    put(60, &[0xFE, 0xFF, 0xFF, 0xFF]);
    put(68, &[0xFE, 0xFF, 0xFF, 0xFF]);
    put(76, &0u32.to_le_bytes());
    put(80, &[0xFF; 432]);
    let end = 0xFFFF_FFFEu32;
    let mut fat = vec![0xFFFF_FFFDu32, end];
    fat.extend((0..sectors as u32).map(|at| if at + 1 == sectors as u32 { end } else { at + 3 }));
    fat.resize(128, u32::MAX);
    let mut folder = vec![0u8; 512];
    for (at, (name, start, length)) in
        [("Root Entry", end, 0), ("Workbook", 2, stream.len() as u32)].into_iter().enumerate()
    {
        let entry = &mut folder[at * 128..(at + 1) * 128];
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64..66].copy_from_slice(&(units.len() as u16 + 2).to_le_bytes());
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&length.to_le_bytes());
    }
    let fat: Vec<u8> = fat.into_iter().flat_map(u32::to_le_bytes).collect();
    [header, fat, folder, stream].concat()
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

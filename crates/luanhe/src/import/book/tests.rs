//! Books made here, in every format, read to the same cells; and hostile ones, refused by name.

use std::io::{Cursor, Write};

use calamine::{Data, Reader};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Book, Cell, Limits, Source};
use crate::base::Result;
use crate::import::sample::{fill, xls, xlsx};

/// The cells of a book, one line a row.
fn shown(book: &Result<Book>) -> String {
    let book = match book {
        Ok(book) => book,
        Err(e) => return e.to_string(),
    };
    let mut out = String::new();
    for (at, sheet) in book.sheets.iter().enumerate() {
        out += &format!("[{}{}]", sheet.name, if sheet.hidden { " hidden" } else { "" });
        for a in &sheet.merges {
            out += &format!(" {}:{}–{}:{}", a.top + 1, a.left + 1, a.bottom + 1, a.right + 1);
        }
        out.push('\n');
        let each = book.blocks(at, &mut |block| {
            block.each(&mut |line| {
                out += &format!("{}{}|", line.number, if line.hidden { "h" } else { "" });
                for (column, cell) in line.cells() {
                    let fill = if line.is_filled(column) { "^" } else { "" };
                    out += &match cell {
                        Cell::Blank => String::new(),
                        Cell::Text(text) => format!(" {column}{fill}:{text}"),
                        Cell::Number(x) => format!(" {column}{fill}={x}"),
                        Cell::Date(x) => format!(" {column}{fill}@{x}"),
                        Cell::Bool(b) => format!(" {column}?{b}"),
                        Cell::Error(text) => format!(" {column}!{text}"),
                    };
                }
                out.push('\n');
                Ok(true)
            })?;
            Ok(true)
        });
        if let Err(e) = each {
            out += &e.to_string();
        }
    }
    out
}

fn open(name: &str, bytes: Vec<u8>) -> Result<Book> {
    Book::open(name, Source::from(bytes))
}

fn check(name: &str, bytes: Vec<u8>, expected: Expect) {
    expected.assert_eq(&shown(&open(name, bytes)));
}

fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An xlsx of one sheet with these rows, styled as Excel 97 would never.
fn raw_xlsx(rows: &str) -> Vec<u8> {
    zip(&[
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name='S' sheetId='1' r:id='r1'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/s.xml'/></Relationships>",
        ),
        ("xl/worksheets/s.xml", &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
    ])
}

fn ods(table: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name='表'>{table}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[("content.xml", &content)])
}

const TABLE: &str = "
    台账 | < | <
    名称 | 金额 | 日期
    甲 | 12.5 | @44256
    ^ | '007 | 备\\n注
     |  | 乙";

#[test]
fn one_table_in_every_format() {
    let expected = "1| 0:台账
2| 0:名称 1:金额 2:日期
3| 0:甲 1=12.5 2@44256
4| 0^:甲 1:007 2:备\n注
5| 2:乙
";
    let rows = |bytes: Vec<u8>| {
        let text = shown(&open("表", bytes));
        text.split_once('\n').unwrap().1.to_string()
    };
    assert_eq!(rows(xlsx(&[("表", TABLE)])), expected);
    assert_eq!(rows(xls(&[("表", TABLE)])), expected);
    let table = "<table:table-row><table:table-cell table:number-columns-spanned='3' office:value-type='string'><text:p>台账</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated='2'/><table:table-cell table:number-columns-repeated='16000'/></table:table-row>
        <table:table-row><table:table-cell office:value-type='string'><text:p>名称</text:p></table:table-cell><table:table-cell office:value-type='string'><text:p>金额</text:p></table:table-cell><table:table-cell office:value-type='string'><text:p>日期</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell table:number-rows-spanned='2' office:value-type='string'><text:p>甲</text:p></table:table-cell><table:table-cell office:value-type='float' office:value='12.5'><text:p>12.50</text:p></table:table-cell><table:table-cell office:value-type='date' office:date-value='2021-03-01'><text:p>x</text:p></table:table-cell></table:table-row>
        <table:table-row><table:covered-table-cell/><table:table-cell office:value-type='string'><text:p>007</text:p></table:table-cell><table:table-cell office:value-type='string'><text:p>备</text:p><text:p>注</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell table:number-columns-repeated='2'/><table:table-cell office:value-type='string'><text:p>乙</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated='1048570'><table:table-cell/></table:table-row>";
    assert_eq!(rows(ods(table)), expected);
}

#[test]
fn text_in_every_encoding() {
    let text = "名称,金额\r\n\"甲,\n\"\"乙\"\"\",12\r\n\r\n丙,\u{3000}\r\n";
    let lines = "[表]\n1| 0:名称 1:金额\n2| 0:甲,\n\"乙\" 1:12\n4| 0:丙 1:\u{3000}\n";
    let utf16 = |le: bool| -> Vec<u8> {
        let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
        units.flat_map(|u| if le { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    };
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    for bytes in [
        text.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        gbk.to_vec(),
        utf16(true),
        utf16(false),
    ] {
        assert_eq!(shown(&open("表.csv", bytes)), lines);
    }
    assert_eq!(
        shown(&Book::pasted("名称\t金额\n甲,乙\t12")),
        "[pasted]\n1| 0:名称 1:金额\n2| 0:甲,乙 1:12\n"
    );
}

#[test]
fn other_files_are_refused_by_name() {
    let mut out = String::new();
    let (mut locked, mut word) = (xls(&[("表", TABLE)]), xls(&[("表", TABLE)]));
    let rename = |bytes: &mut Vec<u8>, to: &str| {
        let name = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let at = bytes.windows(16).position(|w| w == name("Workbook")).unwrap();
        bytes[at..at + 64].fill(0);
        bytes[at..at + to.len() * 2].copy_from_slice(&name(to));
        bytes[at + 64..at + 66].copy_from_slice(&(to.len() as u16 * 2 + 2).to_le_bytes());
    };
    rename(&mut locked, "EncryptedPackage");
    rename(&mut word, "WordDocument");
    let whole = xlsx(&[("表", TABLE)]);
    for (name, bytes) in [
        ("空.xlsx", vec![]),
        ("网页.xls", b"\xEF\xBB\xBF <html><table><tr><td>1</td></tr></table></html>".to_vec()),
        ("旧.xml", b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>".to_vec()),
        ("报告.docx", zip(&[("word/document.xml", "<w/>")])),
        ("二进制.xlsb", zip(&[("xl/workbook.bin", "")])),
        ("包.zip", zip(&[("a.txt", "")])),
        ("图.png", b"\x89PNG\r\n".to_vec()),
        ("密.xlsx", locked),
        ("报告.doc", word),
        ("截断.xlsx", whole[..whole.len() / 2].to_vec()),
        ("截断.xls", xls(&[("表", TABLE)])[..700].to_vec()),
        ("空字符.csv", b"a,b\n1,\0\n".to_vec()),
        ("引号.csv", b"a,b\n\"1,2\n3,4\n".to_vec()),
        ("乱码.csv", b"\xD6\xD0,b\n\xFF\xFF\xFF,2\n".to_vec()),
    ] {
        out += &format!("{}\n", shown(&open(name, bytes)));
    }
    expect![[r#"
        空.xlsx：文件是空的；请检查是否选错了文件
        网页.xls：文件是网页（后缀改成了 .xls），不是能导入的表格；请用 Excel 或 WPS 把表格另存为 .xlsx 再导入
        旧.xml：文件是 Excel 2003 的 XML 表格，不是能导入的表格；请用 Excel 或 WPS 把表格另存为 .xlsx 再导入
        报告.docx：文件是 Word 文档，不是能导入的表格；请用 Excel 或 WPS 把表格另存为 .xlsx 再导入
        二进制.xlsb：文件是 Excel 二进制工作簿（xlsb），不是能导入的表格；请用 Excel 或 WPS 把表格另存为 .xlsx 再导入
        包.zip：文件是压缩包，不是能导入的表格；请用 Excel 或 WPS 把表格另存为 .xlsx 再导入
        图.png：文件是图片，不是能导入的表格；请用 Excel 或 WPS 把表格另存为 .xlsx 再导入
        密.xlsx：文件有打开密码；请在 Excel 中“文件—信息—保护工作簿”取消密码，保存后再导入
        报告.doc：文件是 Word 文档，不是能导入的表格；请用 Excel 或 WPS 把表格另存为 .xlsx 再导入
        截断.xlsx：文件已损坏或不完整（invalid Zip archive: Could not find EOCD）；请重新下载或请对方重发；能用 Excel 打开的，另存为 .xlsx 再导入
        截断.xls：文件已损坏或不完整（OLE）；请重新下载或请对方重发；能用 Excel 打开的，另存为 .xlsx 再导入
        空字符.csv：文件里有空字符（NUL），不是文本表格；请用 Excel 打开后另存为 .xlsx
        [引号]
        引号.csv：第 2 行的引号没有成对；请补上或删去这一行的引号（"）
        [乱码]
        乱码.csv：第 1 行或其后有不成字的字节，文字编码不一致；请在 Excel 中另存为“CSV UTF-8”或 .xlsx
    "#]].assert_eq(&out);
}

#[test]
fn bombs_are_refused_while_they_inflate() {
    let limits = Limits {
        part_bytes: 1 << 20,
        string_bytes: 1 << 16,
        streamed_cells: 5_000,
        held_cells: 5_000,
        line_bytes: 1 << 16,
        ..Limits::default()
    };
    let wide: String = (0..10_000).map(|_| "<c><v>1</v></c>").collect();
    let cells = "<row><c><v>1</v></c><c><v>2</v></c></row>".repeat(4_000);
    let long = format!("<row><c t='inlineStr'><is><t>{}</t></is></c></row>", "x".repeat(900_000));
    let repeated = "<table:table-row table:number-rows-repeated='1048576'><table:table-cell table:number-columns-repeated='900' office:value-type='string'><text:p>x</text:p></table:table-cell></table:table-row>";
    let wide_csv = "1,".repeat(5_000) + "1\n";
    let long_csv = "x".repeat(9 << 20);
    let mut out = String::new();
    for (name, bytes) in [
        ("宽.xlsx", raw_xlsx(&format!("<row>{wide}</row>"))),
        ("多.xlsx", raw_xlsx(&cells)),
        ("长.xlsx", raw_xlsx(&long)),
        ("炸弹.xlsx", raw_xlsx(&" ".repeat(2 << 20))),
        ("重复.ods", ods(repeated)),
        ("宽.csv", wide_csv.into_bytes()),
        ("长.csv", long_csv.into_bytes()),
    ] {
        let book = Book::open_within(name, Source::from(bytes), limits);
        let text = shown(&book);
        out += &format!("{}\n", text.lines().last().unwrap());
    }
    expect![[r#"
        宽.xlsx：工作表“S”有内容的列超过 1000 列；请删去表格右侧多余的内容
        多.xlsx：工作表“S”超过 5000 个单元格；请拆成几个文件
        长.xlsx：展开后超过大小上限；请删去空白区域和多余工作表，或拆成几个文件
        炸弹.xlsx：展开后超过大小上限；请删去空白区域和多余工作表，或拆成几个文件
        重复.ods：超过 5000 个单元格；请另存为 .xlsx，或拆成几个文件
        宽.csv：工作表“宽”有内容的列超过 1000 列；请删去表格右侧多余的内容
        长.csv：第 1 行起有一行超过 65536 字节；请检查换行是否丢失
    "#]]
    .assert_eq(&out);
}

#[test]
fn hidden_parts_and_odd_cells_are_told_apart() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("一").unwrap();
    fill(sheet, "a | b\n1 | 2\n3 | 4");
    sheet.set_row_hidden(1).unwrap();
    sheet.set_column_hidden(1).unwrap();
    sheet.write_boolean(3, 0, true).unwrap();
    workbook.add_worksheet().set_name("二").unwrap().set_hidden(true);
    let bytes = workbook.save_to_buffer().unwrap();
    let book = open("藏.xlsx", bytes);
    assert!(book.as_ref().unwrap().sheets[0].columns.iter().any(|c| c.first == 1 && c.hidden));
    expect![[r#"
        [一]
        1| 0:a 1:b
        2h| 0=1 1=2
        3| 0=3 1=4
        4| 0?true
        [二 hidden]
    "#]]
    .assert_eq(&shown(&book));
    check(
        "怪.xlsx",
        raw_xlsx(
            "<row r='3'><c r='B3' t='e'><v>#REF!</v></c><c><f>A1</f></c><c t='str'><f>A1</f><v>a&amp;b&#x4e00;</v></c><c t='d'><v>2021-03-05T00:00:00</v></c><c><v>1E400</v></c></row>",
        ),
        expect![[r#"
            [S]
            3| 1!#REF! 2! 3:a&b一 4:2021-03-05 5!1E400
        "#]],
    );
}

/// The usual library as an oracle: the same texts and numbers at the same places.
#[test]
fn cells_agree_with_the_usual_library() {
    let bytes = xlsx(&[("一", TABLE), ("二", "a | 1.25 | x\n | @44197 | 2")]);
    let book = open("b", bytes.clone()).unwrap();
    let mut oracle: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    for (at, sheet) in book.sheets.iter().enumerate() {
        let range = oracle.worksheet_range(&sheet.name).unwrap();
        let lines = book.head(at, 100).unwrap();
        let mut seen = 0;
        for line in lines.iter() {
            for (column, cell) in line.cells().filter(|(c, _)| !line.is_filled(*c)) {
                let other = range.get_value((line.number - 1, u32::from(column)));
                let same = match (cell, other) {
                    (Cell::Text(text), Some(Data::String(other))) => text == other,
                    (Cell::Number(x), Some(Data::Float(other))) => x == *other,
                    (Cell::Date(x), Some(Data::DateTime(other))) => x == other.as_f64(),
                    _ => false,
                };
                assert!(same, "{cell:?} {other:?}");
                seen += 1;
            }
        }
        let empty = |(_, _, data): &(usize, usize, &Data)| **data != Data::Empty;
        assert_eq!(seen, range.used_cells().filter(empty).count());
    }
}

fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let bases = [
        xlsx(&[("表", TABLE)]),
        xls(&[("表", TABLE)]),
        ods(
            "<table:table-row><table:table-cell office:value-type='float' office:value='1'/></table:table-row>",
        ),
        raw_xlsx("<row><c t='s'><v>0</v></c><c r='ZZZZ9'><v>1</v></c></row>"),
        "a,b\n\"1\",2\n".as_bytes().to_vec(),
    ];
    let edits = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12);
    (prop::sample::select(bases.to_vec()), edits, any::<prop::sample::Index>(), any::<bool>())
        .prop_map(|(mut bytes, edits, cut, cuts)| {
            for (at, byte) in edits {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if cuts {
                bytes.truncate(cut.index(bytes.len()));
            }
            bytes
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Nothing panics on any file: it is read or refused.
    #[test]
    fn mutated_files_are_read_or_refused(bytes in mutated()) {
        shown(&open("变.xlsx", bytes));
    }

    #[test]
    fn random_bytes_are_read_or_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..600),
        begin in prop::sample::select(vec![&b""[..], b"PK\x03\x04", &super::ole::MAGIC, b"\xFF\xFE", b"\""]),
    ) {
        shown(&open("乱", [begin, &bytes].concat()));
    }

    /// Whatever is written as csv is read back.
    #[test]
    fn csv_round_trips(rows in prop::collection::vec(prop::collection::vec("[a-c甲,\"\n ]{0,6}", 1..5), 1..8)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let width = rows.iter().map(Vec::len).max().unwrap();
        let mut expected = String::new();
        for (number, row) in rows.iter().enumerate() {
            let padded = (0..width).map(|at| row.get(at).map_or("", |s| s));
            writer.write_record(padded.chain(["."])).unwrap();
            expected += &format!("{}|", number + 1);
            for (at, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                expected += &format!(" {at}:{text}");
            }
            expected += &format!(" {width}:.\n");
        }
        let bytes = writer.into_inner().unwrap();
        let text = shown(&open("c.csv", bytes));
        prop_assert_eq!(text.split_once('\n').unwrap().1, expected);
    }
}

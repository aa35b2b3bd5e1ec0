//! What a file is, told from its first bytes; what we do not read is refused by its name.

use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::ole::{MAGIC, Ole};
use super::package::{Package, broken, locked, too_big};
use super::source::{Input, Source};
use super::{Book, Format, Limits, Rows, Sheet, ods, refuse, text, xls, xlsx_parts};
use crate::base::{Error, Result, Said, say};

pub(super) fn open(name: &str, source: Source, limits: Limits) -> Result<Book> {
    let (mut input, length) = source.reader()?;
    let mut begin = Vec::new();
    (&mut input).take(512).read_to_end(&mut begin).map_err(|e| broken(name, &e.to_string()))?;
    input.seek(SeekFrom::Start(0)).map_err(|e| broken(name, &e.to_string()))?;
    let packed = begin.starts_with(b"PK") || begin.starts_with(&MAGIC);
    let limit = if packed { limits.packed_bytes } else { limits.text_bytes };
    if length == 0 || length > limit {
        return Err(if length == 0 { empty(name) } else { too_big(name) });
    }
    let mut book = Book {
        name: name.to_string(),
        format: Format::Text,
        sheets: Vec::new(),
        from_1904: false,
        source,
        limits,
        workbook: None,
        text: None,
    };
    if begin.starts_with(b"PK") {
        open_zip(&mut book, input)?;
    } else if begin.starts_with(&MAGIC) {
        open_ole(&mut book, input)?;
    } else {
        if let Some(what) = other_kind(&begin) {
            return Err(not_a_sheet(name, &what));
        }
        book.text = Some(text::shape(name, input)?);
        let stem = Path::new(name).file_stem().map_or(name.into(), |stem| stem.to_string_lossy());
        book.sheets.push(Sheet {
            name: stem.into_owned(),
            hidden: false,
            merges: vec![],
            columns: vec![],
            rows: Rows::Text,
        });
    }
    if book.sheets.is_empty() {
        return Err(empty(name));
    }
    Ok(book)
}

fn open_zip(book: &mut Book, input: Input) -> Result<()> {
    let name = book.name.clone();
    let mut package = Package::open(&name, input, book.limits)?;
    if package.has("xl/workbook.xml") {
        book.format = Format::Xlsx;
        (book.sheets, book.from_1904) = xlsx_parts::sheets(&mut package, &name, &book.limits)?;
        book.workbook = Some(xlsx_parts::workbook(&mut package, &name, &book.limits)?);
        return Ok(());
    }
    if package.has("content.xml") {
        book.format = Format::Ods;
        book.sheets = ods::read(&mut package, &name, &book.limits)?;
        return Ok(());
    }
    let what = if package.has("xl/workbook.bin") {
        say!(" Excel 二进制工作簿（xlsb）", "an Excel binary workbook (xlsb)")
    } else if package.has("word/document.xml") {
        say!(" Word 文档", "a Word document")
    } else if package.has("ppt/presentation.xml") {
        say!("演示文稿", "a presentation")
    } else {
        say!("压缩包", "a zip archive")
    };
    Err(not_a_sheet(&name, &what))
}

fn open_ole(book: &mut Book, mut input: Input) -> Result<()> {
    let name = book.name.clone();
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|e| broken(&name, &e.to_string()))?;
    let damaged = || broken(&name, "OLE");
    let ole = Ole::open(&bytes).ok_or_else(damaged)?;
    if ole.has("EncryptedPackage") {
        return Err(locked(&name));
    }
    let Some(stream) = ["Workbook", "Book"].iter().find(|stream| ole.has(stream)) else {
        let what = if ole.has("WordDocument") {
            say!(" Word 文档", "a Word document")
        } else {
            say!("别的 Office 文件", "another kind of Office file")
        };
        return Err(not_a_sheet(&name, &what));
    };
    let stream = ole.stream(stream).ok_or_else(damaged)?;
    book.format = Format::Xls;
    book.sheets = xls::read(&stream, &name, &book.limits)?;
    Ok(())
}

/// What a file is that begins like this, where it is no table that we read.
fn other_kind(begin: &[u8]) -> Option<Said> {
    let text = String::from_utf8_lossy(begin).to_ascii_lowercase();
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let is_html = ["<html", "<!doctype html", "<table", "<meta", "<head", "<style", "<div"]
        .iter()
        .any(|tag| text.starts_with(tag));
    Some(if is_html {
        say!("网页（后缀改成了 .xls）", "a web page with the ending .xls")
    } else if text.starts_with("<?xml") && text.contains("spreadsheet") {
        say!(" Excel 2003 的 XML 表格", "an XML spreadsheet of Excel 2003")
    } else if text.starts_with('<') && (text.starts_with("<?xml") || text.contains("<html")) {
        say!("XML 或网页", "XML or a web page")
    } else if text.starts_with("%pdf") {
        say!(" PDF 文件", "a PDF")
    } else if begin.starts_with(b"Rar!")
        || begin.starts_with(b"7z\xBC\xAF")
        || begin.starts_with(b"\x1F\x8B")
    {
        say!("压缩包", "an archive")
    } else if begin.starts_with(b"\xFF\xD8\xFF") || begin.starts_with(b"\x89PNG") {
        say!("图片", "a picture")
    } else if begin.starts_with(b"\x09\x04\x06\x00") || begin.starts_with(b"\x09\x02\x06\x00") {
        say!(" Excel 4 或更早的文件", "a file of Excel 4 or older")
    } else {
        return None;
    })
}

fn not_a_sheet(name: &str, what: &Said) -> Error {
    let reason = Said {
        zh: format!("文件是{}，不是能导入的表格", what.zh),
        en: format!("it is {}, not a sheet that can be imported", what.en),
    };
    let remedy = say!(
        "请用 Excel 或 WPS 把表格另存为 .xlsx 再导入",
        "save the table as .xlsx in Excel and import that"
    );
    refuse(name, reason, remedy)
}

fn empty(name: &str) -> Error {
    refuse(
        name,
        say!("文件是空的", "the file is empty"),
        say!("请检查是否选错了文件", "look whether it is the right file"),
    )
}

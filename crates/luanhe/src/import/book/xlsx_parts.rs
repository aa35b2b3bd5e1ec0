//! The parts of an xlsx package beside its rows: which sheets there are, their merged cells and
//! widths, the shared strings, and which styles show a number as a day.

use quick_xml::events::Event;

use super::package::{Inflated, Package, add_text, attribute, broken, too_big};
use super::{Area, Columns, Limits, Rows, Sheet, refuse};
use crate::base::{Result, say};

/// What the rows of every sheet refer to.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    text: String,
    /// Where each shared string ends in `text`.
    ends: Vec<u32>,
    /// By cell style: whether it shows a number as a day.
    pub(super) dates: Vec<bool>,
}

impl Workbook {
    pub(super) fn string(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.text[start as usize..end as usize])
    }
}

/// The workbook's sheets in their order, and whether days are counted from 1904.
pub(super) fn sheets(
    package: &mut Package,
    file: &str,
    limits: &Limits,
) -> Result<(Vec<Sheet>, bool)> {
    let (main, folder) = ("xl/workbook.xml", "xl/");
    let mut named = Vec::new();
    let mut from_1904 = false;
    let missing = || broken(file, "xl/workbook.xml");
    package.xml(main)?.ok_or_else(missing)?.each(|event| {
        if let Event::Start(tag) | Event::Empty(tag) = event {
            match tag.local_name().as_ref() {
                "sheet" => {
                    let hidden = attribute(tag, "state").is_some_and(|state| state != "visible");
                    let name = attribute(tag, "name").unwrap_or_else(|| "?".to_string());
                    named.push((name, attribute(tag, "id"), hidden));
                }
                "workbookPr" => {
                    let flag = attribute(tag, "date1904");
                    from_1904 = flag.is_some_and(|flag| flag == "1" || flag == "true");
                }
                _ => {}
            }
        }
        Ok(true)
    })?;
    let targets = relations(package, "xl/_rels/workbook.xml.rels")?;
    let mut sheets = Vec::new();
    for (name, id, hidden) in named {
        let target = targets.iter().find(|(known, ..)| Some(known) == id.as_ref());
        let Some((_, kind, target)) = target else { continue };
        // Chart sheets have no cells.
        if !kind.ends_with("/worksheet") {
            continue;
        }
        let part = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_string(),
            None => format!("{folder}{target}"),
        };
        if sheets.len() == limits.sheets {
            return Err(too_many_sheets(file, limits.sheets));
        }
        let mut sheet =
            Sheet { name, hidden, merges: vec![], columns: vec![], rows: Rows::Part(part.clone()) };
        survey(package, file, &part, &mut sheet, limits)?;
        sheets.push(sheet);
    }
    Ok((sheets, from_1904))
}

pub(super) fn too_many_sheets(file: &str, most: usize) -> crate::base::Error {
    refuse(
        file,
        say!("工作表超过 {most} 张", "it has more than {most} sheets"),
        say!("请拆成几个文件", "split it into several files"),
    )
}

/// Id, type and target of each relation.
fn relations(package: &mut Package, part: &str) -> Result<Vec<(String, String, String)>> {
    let mut found = Vec::new();
    let Some(mut xml) = package.xml(part)? else { return Ok(found) };
    xml.each(|event| {
        if let Event::Start(tag) | Event::Empty(tag) = event
            && let (Some(id), Some(kind), Some(target)) =
                (attribute(tag, "Id"), attribute(tag, "Type"), attribute(tag, "Target"))
        {
            found.push((id, kind, target));
        }
        Ok(true)
    })?;
    Ok(found)
}

/// Reads what stands before and after the rows (widths before, merged cells after), and passes over
/// the rows themselves without parsing them.
fn survey(
    package: &mut Package,
    file: &str,
    part: &str,
    sheet: &mut Sheet,
    limits: &Limits,
) -> Result<()> {
    let Some(mut inflated) = package.part(part)? else {
        return Err(broken(file, part));
    };
    let (head, tail) = around_rows(&mut inflated, file)?;
    let mut reader = quick_xml::Reader::from_str(&head);
    reader.config_mut().check_end_names = false;
    while let Ok(event) = reader.read_event() {
        match &event {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "col" => {
                let number = |name| attribute(tag, name).and_then(|v| v.parse::<u16>().ok());
                if let (Some(first @ 1..), Some(last @ 1..)) = (number("min"), number("max")) {
                    sheet.columns.push(Columns {
                        first: first - 1,
                        last: last - 1,
                        width: attribute(tag, "width").and_then(|v| v.parse().ok()),
                        hidden: attribute(tag, "hidden").is_some_and(|v| v == "1" || v == "true"),
                    });
                }
            }
            _ => {}
        }
    }
    let mut reader = quick_xml::Reader::from_str(&tail);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    while let Ok(event) = reader.read_event() {
        match &event {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "mergeCell" => {
                if sheet.merges.len() == limits.merges {
                    return Err(too_big(file));
                }
                sheet.merges.extend(attribute(tag, "ref").and_then(|text| area(&text)));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The XML before the rows and after them.
fn around_rows(inflated: &mut Inflated<'_>, file: &str) -> Result<(String, String)> {
    const HEAD: usize = 4 << 20;
    const TAIL: usize = 64 << 20;
    let open = memchr::memmem::Finder::new("sheetData");
    let close = memchr::memmem::Finder::new("/sheetData>");
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    let (mut in_rows, mut after) = (false, false);
    let mut buffer = vec![0u8; 1 << 16];
    // Bytes kept from the last fill, so that a tag cut in two is still found.
    let mut kept = 0;
    loop {
        let count = inflated.fill(&mut buffer[kept..])?;
        let bytes = &buffer[..kept + count];
        if after {
            tail.extend_from_slice(&bytes[kept..]);
        } else if in_rows {
            if let Some(at) = close.find(bytes) {
                after = true;
                tail.extend_from_slice(&bytes[at + "/sheetData>".len()..]);
            }
        } else {
            head.extend_from_slice(&bytes[kept..]);
            if let Some(at) = open.find(&head) {
                in_rows = true;
                let rest = head.split_off(at);
                if let Some(at) = close.find(&rest) {
                    after = true;
                    tail.extend_from_slice(&rest[at + "/sheetData>".len()..]);
                }
            }
        }
        if count == 0 {
            break;
        }
        if head.len() > HEAD || tail.len() > TAIL {
            return Err(too_big(file));
        }
        let length = kept + count;
        kept = length.min("/sheetData>".len());
        buffer.copy_within(length - kept..length, 0);
    }
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok((text(head), text(tail)))
}

pub(super) fn workbook(package: &mut Package, file: &str, limits: &Limits) -> Result<Workbook> {
    let mut workbook = Workbook { dates: dates(package)?, ..Workbook::default() };
    let Some(mut xml) = package.xml("xl/sharedStrings.xml")? else { return Ok(workbook) };
    let (mut in_text, mut phonetic) = (false, false);
    xml.each(|event| {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => in_text = !phonetic,
                // Readings above Chinese characters are not part of the text.
                "rPh" => phonetic = true,
                _ => {}
            },
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => {
                workbook.ends.push(workbook.text.len() as u32);
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => phonetic = false,
                "si" => {
                    workbook.ends.push(workbook.text.len() as u32);
                    let held = workbook.text.len() as u64 + 4 * workbook.ends.len() as u64;
                    if held > limits.string_bytes {
                        return Err(too_big(file));
                    }
                }
                _ => {}
            },
            other if in_text => add_text(other, &mut workbook.text),
            _ => {}
        }
        Ok(true)
    })?;
    Ok(workbook)
}

/// For each cell style, whether its number format shows a day.
fn dates(package: &mut Package) -> Result<Vec<bool>> {
    let mut own: Vec<(u32, bool)> = Vec::new();
    let mut styles = Vec::new();
    let mut in_cells = false;
    let Some(mut xml) = package.xml("xl/styles.xml")? else { return Ok(styles) };
    xml.each(|event| {
        let number = |tag, name| attribute(tag, name).and_then(|v| v.parse::<u32>().ok());
        match event {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    let code = attribute(tag, "formatCode");
                    if let (Some(id), Some(code)) = (number(tag, "numFmtId"), code) {
                        own.push((id, shows_day(&code)));
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = number(tag, "numFmtId").unwrap_or(0);
                    let known = own.iter().find(|(own, _)| *own == id);
                    styles.push(known.map_or_else(|| built_in_shows_day(id), |(_, day)| *day));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => in_cells = false,
            _ => {}
        }
        Ok(true)
    })?;
    Ok(styles)
}

/// Formats that every Excel has without saying so; 27–36 and 50–58 are days in Chinese ones.
pub(super) fn built_in_shows_day(id: u32) -> bool {
    matches!(id, 14..=17 | 22 | 27..=31 | 34..=36 | 50..=54 | 57..=58)
}

/// Whether a format such as `yyyy"年"m"月"` shows a year or a day; times alone do not count.
pub(super) fn shows_day(code: &str) -> bool {
    let mut chars = code.chars();
    let mut found = false;
    while let Some(c) = chars.next() {
        match c {
            // What stands in quotes, brackets or after a backslash is not a sign of its own.
            '"' => _ = chars.by_ref().find(|c| *c == '"'),
            '[' => _ = chars.by_ref().find(|c| *c == ']'),
            '\\' | '_' | '*' => _ = chars.next(),
            'y' | 'Y' | 'd' | 'D' | 'e' => found = true,
            'G' | 'g' | '#' | '0' | 'E' => {
                // General and scientific formats.
                return false;
            }
            ';' => break,
            _ => {}
        }
    }
    found
}

/// `B2:D5` as an area.
pub(super) fn area(text: &str) -> Option<Area> {
    let (from, to) = text.split_once(':').unwrap_or((text, text));
    let ((left, top), (right, bottom)) = (cell_place(from)?, cell_place(to)?);
    (left <= right && top <= bottom).then_some(Area { top, left, bottom, right })
}

/// `B2` as a 0-based column and row.
pub(super) fn cell_place(text: &str) -> Option<(u16, u32)> {
    let (mut column, mut row) = (0u32, 0u32);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' if row == 0 => column = column * 26 + u32::from(byte - b'A') + 1,
            b'a'..=b'z' if row == 0 => column = column * 26 + u32::from(byte - b'a') + 1,
            b'0'..=b'9' if column > 0 => row = row * 10 + u32::from(byte - b'0'),
            b'$' => {}
            _ => return None,
        }
        if column > 16_384 || row > 1_048_576 {
            return None;
        }
    }
    Some((u16::try_from(column.checked_sub(1)?).ok()?, row.checked_sub(1)?))
}

//! A zip of parts, each read through a gate that counts: what inflates beyond the limits is refused
//! while it is read, whatever the zip's own directory says.

use std::io::{self, BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::source::Input;
use super::{Limits, refuse};
use crate::base::{Error, Result, say};

pub(super) struct Package {
    file: String,
    zip: ZipArchive<Input>,
    limits: Limits,
}

impl Package {
    pub(super) fn open(file: &str, input: Input, limits: Limits) -> Result<Package> {
        let zip = ZipArchive::new(input).map_err(|e| broken(file, &e.to_string()))?;
        Ok(Package { file: file.to_string(), zip, limits })
    }

    pub(super) fn has(&self, part: &str) -> bool {
        self.zip.index_for_name(part).is_some()
    }

    /// An XML part as events; `None` where the package has no such part.
    pub(super) fn xml(&mut self, part: &str) -> Result<Option<Xml<'_>>> {
        let Some(inflated) = self.part(part)? else { return Ok(None) };
        let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, inflated));
        // The parts are made by programs: end tags are not compared, which saves a copy of each.
        reader.config_mut().check_end_names = false;
        Ok(Some(Xml { reader, buffer: Vec::new() }))
    }

    pub(super) fn part(&mut self, part: &str) -> Result<Option<Inflated<'_>>> {
        if !self.has(part) {
            return Ok(None);
        }
        let limit = self.limits.part_bytes;
        let once = self.limits.line_bytes * 4;
        let file = self.file.clone();
        let entry = self.zip.by_name(part).map_err(|e| match e {
            zip::result::ZipError::UnsupportedArchive(what) if what.contains("assword") => {
                locked(&file)
            }
            e => broken(&file, &e.to_string()),
        })?;
        if entry.size() > limit {
            return Err(too_big(&file));
        }
        Ok(Some(Inflated { entry, file, left: limit, once, since: 0, over: false }))
    }
}

/// The bytes of a part, counted.
pub(super) struct Inflated<'a> {
    entry: ZipFile<'a, Input>,
    file: String,
    left: u64,
    /// Bytes that a single event may take, so that one endless text cannot fill the memory.
    once: usize,
    since: usize,
    over: bool,
}

impl Read for Inflated<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.entry.read(into)?;
        self.since += count;
        self.left = self.left.saturating_sub(count as u64);
        if self.left == 0 || self.since > self.once {
            self.over = true;
            return Err(io::Error::other("limit"));
        }
        Ok(count)
    }
}

impl Inflated<'_> {
    /// Reads on, with the file's name in any error.
    pub(super) fn fill(&mut self, into: &mut [u8]) -> Result<usize> {
        self.since = 0;
        let read = self.read(into);
        read.map_err(|e| self.explain(&e.to_string()))
    }

    fn explain(&self, why: &str) -> Error {
        if self.over { too_big(&self.file) } else { broken(&self.file, why) }
    }
}

/// A part as XML events, one at a time.
pub(super) struct Xml<'a> {
    reader: Reader<BufReader<Inflated<'a>>>,
    buffer: Vec<u8>,
}

impl Xml<'_> {
    /// Gives each event until `take` says `false` or the part ends.
    pub(super) fn each(&mut self, mut take: impl FnMut(&Event<'_>) -> Result<bool>) -> Result<()> {
        loop {
            self.buffer.clear();
            self.reader.get_mut().get_mut().since = 0;
            match self.reader.read_event_into(&mut self.buffer) {
                Ok(Event::Eof) => return Ok(()),
                Ok(event) => {
                    if !take(&event)? {
                        return Ok(());
                    }
                }
                Err(e) => {
                    let gate = self.reader.get_ref().get_ref();
                    return Err(gate.explain(&e.to_string()));
                }
            }
        }
    }
}

pub(super) fn broken(file: &str, why: &str) -> Error {
    refuse(
        file,
        say!("文件已损坏或不完整（{why}）", "the file is damaged or cut short ({why})"),
        say!(
            "请重新下载或请对方重发；能用 Excel 打开的，另存为 .xlsx 再导入",
            "get it again; if Excel opens it, save it as .xlsx and import that"
        ),
    )
}

pub(super) fn too_big(file: &str) -> Error {
    refuse(
        file,
        say!("展开后超过大小上限", "it inflates beyond the size limit"),
        say!(
            "请删去空白区域和多余工作表，或拆成几个文件",
            "delete empty areas and unused sheets, or split it into several files"
        ),
    )
}

pub(super) fn locked(file: &str) -> Error {
    refuse(
        file,
        say!("文件有打开密码", "the file is protected by a password"),
        say!(
            "请在 Excel 中“文件—信息—保护工作簿”取消密码，保存后再导入",
            "in Excel, remove the password under File, Info, Protect Workbook, save, import again"
        ),
    )
}

/// The text of an attribute by its local name, entities resolved.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes().with_checks(false).flatten().find_map(|a| {
        (a.key.local_name().as_ref() == name).then(|| {
            quick_xml::escape::unescape(&a.value).map_or_else(|_| a.value.to_string(), Into::into)
        })
    })
}

/// Adds what an event says to a text: characters, CDATA and entities.
pub(super) fn add_text(event: &Event<'_>, into: &mut String) {
    match event {
        Event::Text(text) => into.push_str(text.as_ref()),
        Event::CData(text) => into.push_str(text.as_ref()),
        Event::GeneralRef(name) => match name.resolve_char_ref() {
            Ok(Some(c)) => into.push(c),
            _ => into.push_str(quick_xml::escape::resolve_predefined_entity(name).unwrap_or("")),
        },
        _ => {}
    }
}

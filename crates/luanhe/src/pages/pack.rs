//! The evidence of a list's rows as one zip, for an auditor: each file once, the rows themselves, and
//! an index that says which file proves which row, by which page, with its SM3.

use std::collections::HashMap;
use std::io::{Seek, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::export::{Export, harmless};
use crate::base::{Error, Result, say};
use crate::evidence::Attached;
use crate::record::{Ledger, Recorded};

/// Bytes of files in one pack that is made in memory.
pub const MOST_PACKED: i64 = 256 << 20;

/// A pack on its way: what is in it already, and its index.
struct Pack<W: Write + Seek> {
    zip: ZipWriter<W>,
    index: csv::Writer<Vec<u8>>,
    /// SM3 to the name in the zip.
    files: HashMap<String, String>,
    bytes: i64,
}

impl Export<'_> {
    /// Writes the pack; gives the rows and the files that are in it.
    ///
    /// # Errors
    /// `Busy` where the files have more than `most` bytes together.
    pub fn pack<W: Write + Seek>(
        &self,
        ledger: &mut Ledger,
        out: W,
        most: i64,
    ) -> Result<(usize, usize)> {
        let mut rows = Vec::new();
        ledger.each_listed(self.actor, &self.query, |row| {
            rows.push(row);
            Ok(())
        })?;
        let mark = "\u{feff}".as_bytes().to_vec();
        let index = csv::WriterBuilder::new().flexible(true).from_writer(mark);
        let mut pack = Pack { zip: ZipWriter::new(out), index, files: HashMap::new(), bytes: 0 };
        for note in self.notes(ledger)? {
            pack.line(vec![format!("# {note}")])?;
        }
        pack.line(self.index_headings())?;
        for row in &rows {
            let name = self.row_name(ledger, row)?;
            let pieces = ledger.evidence_of(self.actor, self.register(), &row.id)?;
            if pieces.is_empty() {
                let none = self.say.of("（缺佐证）", "(no evidence)").to_string();
                pack.line(vec![row.id.clone(), name.clone(), none])?;
            }
            for piece in pieces {
                let file = pack.add(ledger, &piece, most)?;
                pack.line(line(row, &name, file, &piece))?;
            }
        }
        let listed = self.csv(ledger)?;
        let files = pack.files.len();
        pack.finish(&listed)?;
        Ok((rows.len(), files))
    }

    fn index_headings(&self) -> Vec<String> {
        let say = self.say;
        let headings = [
            say.of("行", "row"),
            say.of("编号", "key"),
            say.of("文件", "file"),
            "SM3",
            say.of("页码", "page"),
            say.of("名称", "title"),
            say.of("字节", "bytes"),
            say.of("拍摄日期", "taken on"),
            say.of("拍摄地点", "taken at"),
            say.of("上传日期", "attached on"),
            say.of("上传人", "attached by"),
            say.of("另附于几行", "on other rows"),
        ];
        headings.map(str::to_string).to_vec()
    }

    /// What the office calls the row: its key, masked where it is sensitive.
    fn row_name(&self, ledger: &Ledger, row: &Recorded) -> Result<String> {
        let register = self.register();
        let shown = row.shown(register, &ledger.keys)?;
        let field = |name: &&str| {
            let at = register.at(name);
            self.say.value(&register.fields[at], &shown[at])
        };
        Ok(register.key.iter().map(field).collect::<Vec<_>>().join(" "))
    }
}

fn line(row: &Recorded, name: &str, file: String, piece: &Attached) -> Vec<String> {
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_else(String::new);
    vec![
        row.id.clone(),
        name.to_string(),
        file,
        piece.sm3.clone(),
        piece.page.map_or_else(String::new, |page| page.to_string()),
        piece.title.clone(),
        piece.bytes.to_string(),
        or_empty(&piece.taken_on),
        or_empty(&piece.taken_at),
        or_empty(&piece.attached_on),
        piece.attached_by.clone(),
        piece.others.to_string(),
    ]
}

impl<W: Write + Seek> Pack<W> {
    fn line(&mut self, words: Vec<String>) -> Result<()> {
        let words = words.into_iter().map(harmless);
        self.index.write_record(words).map_err(|e| Error::broken("the index of a pack", e))
    }

    /// Adds a file unless it is in already; gives its name in the zip.
    fn add(&mut self, ledger: &mut Ledger, piece: &Attached, most: i64) -> Result<String> {
        if let Some(name) = self.files.get(&piece.sm3) {
            return Ok(name.clone());
        }
        self.bytes += piece.bytes;
        if self.bytes > most {
            let mib = most >> 20;
            return Err(Error::Busy(say!(
                "佐证超过 {mib} MiB；请加筛选条件，或用命令行 record … pack",
                "the evidence has more than {mib} MiB; filter the rows, or use the command record … pack"
            )));
        }
        let name = format!("files/{:04}-{}", self.files.len() + 1, plain(&piece.name));
        let bytes = ledger.file_bytes(&piece.sm3)?;
        self.write(&name, &bytes)?;
        self.files.insert(piece.sm3.clone(), name.clone());
        Ok(name)
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let failed = |e: &dyn std::fmt::Display| Error::broken("a pack of evidence", e);
        let options = SimpleFileOptions::default().large_file(bytes.len() > (1 << 31));
        self.zip.start_file(name, options).map_err(|e| failed(&e))?;
        self.zip.write_all(bytes).map_err(|e| failed(&e))
    }

    fn finish(mut self, listed: &[u8]) -> Result<()> {
        let failed = |e: &dyn std::fmt::Display| Error::broken("a pack of evidence", e);
        let index = std::mem::replace(&mut self.index, csv::Writer::from_writer(Vec::new()));
        let index = index.into_inner().map_err(|e| failed(&e))?;
        self.write("index.csv", &index)?;
        self.write("rows.csv", listed)?;
        self.zip.finish().map(|_| ()).map_err(|e| failed(&e))
    }
}

/// A name that every system can unpack, and that leads nowhere else.
fn plain(name: &str) -> String {
    let safe = |c: char| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        c if c.is_control() => '_',
        c => c,
    };
    let name: String = name.chars().map(safe).collect();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, "bin"));
    let stem: String = stem.trim_matches(['.', ' ']).chars().take(60).collect();
    format!("{stem}.{}", ending.chars().take(8).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn names_in_a_pack_lead_nowhere_else() {
        assert_eq!(plain("../../etc/passwd.txt"), "_.._etc_passwd.txt");
        assert_eq!(plain("验收单.pdf"), "验收单.pdf");
        assert_eq!(plain("C:\\a\\b"), "C__a_b.bin");
    }
}

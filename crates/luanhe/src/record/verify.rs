//! Checks the chain from its first entry: a single altered byte is found, and its place is named.

use super::digest;
use super::entry::{Entry, sql};
use super::ledger::Ledger;
use super::recorded::{Content, Recorded};
use super::seal::hex;
use super::write::source_digest;
use super::{Kind, Register, Value};
use crate::base::{Error, Result, Said, say};

/// What `verify` saw.
#[derive(Debug, serde::Serialize)]
pub struct Verdict {
    pub entries: i64,
    pub rows: u64,
    pub files: u64,
    pub head: String,
    /// Whether a printed head given by the asker lies on this chain.
    pub head_agrees: Option<bool>,
    pub damages: Vec<Damage>,
}

/// One place where the books do not agree with themselves.
#[derive(Debug, PartialEq, Eq, serde::Serialize)]
pub struct Damage {
    pub entry: i64,
    pub table: String,
    pub row: String,
    pub what: Said,
}

impl Verdict {
    pub fn is_whole(&self) -> bool {
        self.damages.is_empty() && self.head_agrees != Some(false)
    }
}

impl Ledger {
    /// Recomputes every digest and link. `head` is a head that someone kept on paper, `number:hash`.
    pub fn verify(&mut self, head: Option<&str>, progress: &mut dyn FnMut(i64)) -> Result<Verdict> {
        let mut verdict = Verdict {
            entries: 0,
            rows: 0,
            files: 0,
            head: self.head()?.printed(),
            head_agrees: head.map(|_| false),
            damages: Vec::new(),
        };
        let mut previous = "0".repeat(64);
        loop {
            let rows = self.engine.all(sql("entries"), &[verdict.entries.into(), 500.into()])?;
            if rows.is_empty() {
                break;
            }
            for row in &rows {
                let entry = Entry::read(row)?;
                self.verify_entry(&entry, &previous, &mut verdict)?;
                if head == Some(&format!("{}:{}", entry.no, entry.hash)) {
                    verdict.head_agrees = Some(true);
                }
                previous.clone_from(&entry.hash);
                verdict.entries = entry.no;
                progress(entry.no);
            }
        }
        self.verify_strays(&mut verdict)?;
        self.verify_files(&mut verdict)?;
        Ok(verdict)
    }

    fn verify_entry(&mut self, entry: &Entry, previous: &str, verdict: &mut Verdict) -> Result<()> {
        let mut damage = |table: &str, row: &str, what: Said| {
            verdict.damages.push(Damage {
                entry: entry.no,
                table: table.into(),
                row: row.into(),
                what,
            });
        };
        if entry.no != verdict.entries + 1 {
            damage("entries", "", say!("记账号不连续", "entry numbers have a gap"));
        }
        if entry.prev != previous {
            let what = say!("与上一号记账的哈希不衔接", "does not link to the entry before");
            damage("entries", "", what);
        }
        if entry.hash != entry.expected_hash() {
            damage("entries", "", say!("记账头被改动", "the entry's header was altered"));
        }
        let mut digests: Vec<[u8; 32]> = Vec::new();
        for source in self.engine.all(sql("sources_of"), &[entry.no.into()])? {
            let text = |at: usize| source[at].text().unwrap_or("");
            let no = source[0].int().unwrap_or(0);
            if self.engine.one(sql("has_file"), &[source[2].clone()])?.is_none() {
                damage("files", text(3), say!("来源文件不见了", "the source file is gone"));
            }
            digests.push(source_digest(no, text(2), text(3), text(4), text(5)));
        }
        let mut registers = self.catalog.registers.clone();
        registers.sort_by_key(|r| r.name);
        for register in registers {
            let written = match self.written_by(register, entry.no) {
                Ok(written) => written,
                Err(Error::Broken(what)) => {
                    damage(
                        register.name,
                        "",
                        say!("有行已损坏：{what}", "a row is damaged: {what}"),
                    );
                    continue;
                }
                Err(error) => return Err(error),
            };
            let content = Content::of(register);
            for (row, op, kept) in written {
                let digest = row.digest(register.name, &op, &content.digest(&row.values));
                if hex(&digest) != kept {
                    damage(register.name, &row.id, say!("该行内容被改动", "the row was altered"));
                }
                verdict.rows += 1;
                digests.push(digest);
                if self.lost_file(register, &row)? {
                    let gone = say!("该行的文件不见了", "the row's file is gone");
                    damage(register.name, &row.id, gone);
                }
            }
        }
        if hex(&digest::over(&digests)) != entry.digest {
            damage(
                "",
                "",
                say!(
                    "本号记账的行有增删或改动",
                    "rows of this entry were added, removed or altered"
                ),
            );
        }
        Ok(())
    }

    /// Whether a row names a file that is not stored.
    fn lost_file(&mut self, register: &Register, row: &Recorded) -> Result<bool> {
        for field in register.fields.iter().filter(|f| f.kind == Kind::File) {
            let file = row.value(register, field.name);
            let stored = self.engine.one(sql("has_file"), std::slice::from_ref(file))?;
            if !file.is_null() && stored.is_none() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Rows whose entry is not in the chain.
    fn verify_strays(&mut self, verdict: &mut Verdict) -> Result<()> {
        for register in self.catalog.registers.clone() {
            for (id, entry) in self.strays(register, verdict.entries)? {
                verdict.damages.push(Damage {
                    entry,
                    table: register.name.to_string(),
                    row: id,
                    what: say!("该行不属于任何记账", "the row belongs to no entry"),
                });
            }
        }
        Ok(())
    }

    fn strays(&mut self, register: &Register, last: i64) -> Result<Vec<(String, i64)>> {
        let sql = format!(
            "select id, entry_no from {}_versions where entry_no > $1 or entry_no < 1 order by id limit 100",
            register.name
        );
        let rows = self.engine.all(&sql, &[last.into()])?;
        Ok(rows.iter().filter_map(|r| Some((r[0].text()?.to_string(), r[1].int()?))).collect())
    }

    fn verify_files(&mut self, verdict: &mut Verdict) -> Result<()> {
        for row in self.engine.all(sql("files"), &[])? {
            let sm3 = row[0].text().unwrap_or("").to_string();
            let bytes = self.file_bytes(&sm3)?;
            verdict.files += 1;
            if digest::of_bytes(&bytes) != sm3 {
                verdict.damages.push(Damage {
                    entry: 0,
                    table: "files".to_string(),
                    row: row[1].text().unwrap_or("").to_string(),
                    what: say!("文件内容与其 SM3 不符", "the file does not match its SM3"),
                });
            }
        }
        Ok(())
    }

    /// Name, bytes and media type of a stored file, as it was stored first.
    pub fn file(&mut self, sm3: &str) -> Result<Option<(String, i64, String)>> {
        let row = self.engine.one(sql("file"), &[sm3.into()])?;
        Ok(row.and_then(|row| {
            Some((row[1].text()?.to_string(), row[2].int()?, row[3].text()?.to_string()))
        }))
    }

    /// A stored file's bytes.
    pub fn file_bytes(&mut self, sm3: &str) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.engine.each(sql("pieces"), &[sm3.into()], |row| {
            if let Some(Value::Bytes(piece)) = row.first() {
                bytes.extend_from_slice(piece);
            }
            Ok(())
        })?;
        Ok(bytes)
    }
}

//! Attaching: the files are stored, and one entry says who attached them to which row.

use super::media::{endings, media};
use super::photograph::taken;
use super::register::EVIDENCE;
use crate::base::{Error, Fault, Place, Result, Said, say};
use crate::record::{
    Act, Actor, Change, Compare, Entry, EntryKind, Ledger, Query, Recorded, Register, Row, Value,
    of_bytes,
};

/// The largest file that is taken.
pub const MOST_BYTES: usize = 32 << 20;

/// A file on its way to a row.
#[derive(Clone, Debug)]
pub struct Attachment {
    pub name: String,
    /// What it is, in the words of whoever attaches it; the file's name where empty.
    pub title: String,
    pub page: Option<i64>,
    pub bytes: Vec<u8>,
}

impl Ledger {
    /// Attaches files to a row: all of them in one entry, or none.
    ///
    /// # Errors
    /// `Missing` where the actor sees no such row, `Refused` where the actor may not change it,
    /// `Conflict` where it is voided, `Faults` for each file that cannot be taken.
    pub fn attach(
        &mut self,
        actor: &Actor,
        register: &'static Register,
        id: &str,
        files: &[Attachment],
    ) -> Result<Entry> {
        actor.writes(register)?;
        let row = self.row_to_prove(actor, register, id)?;
        let mut faults = Vec::new();
        let mut changes = Vec::new();
        let mut taken_in = Vec::new();
        for file in files {
            match self.evidence(register, &row, file, &mut faults)? {
                Some((media, values)) => {
                    taken_in.push((file, media));
                    changes.push(Change::new(&EVIDENCE, values));
                }
                None => continue,
            }
        }
        if files.is_empty() {
            faults.push(no_file());
        }
        if !faults.is_empty() {
            return Err(Error::Faults(faults));
        }
        for (file, media) in taken_in {
            self.store_file(&file.name, media, &file.bytes)?;
        }
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let act = Act {
            kind: EntryKind::Form,
            actor,
            reason: String::new(),
            programme: row.programme.clone(),
            origin: row.origin,
            source: names.join("、"),
            sheets: Vec::new(),
        };
        self.write(&act, &mut changes.into_iter().map(Ok))
    }

    fn row_to_prove(
        &mut self,
        actor: &Actor,
        register: &'static Register,
        id: &str,
    ) -> Result<Recorded> {
        let versions = self.history(actor, register, id)?;
        match versions.into_iter().next_back() {
            None => Err(Error::Missing(say!(
                "没有这一行，或不在您的管辖范围内",
                "no such row, or none within your scope"
            ))),
            Some((_, _, false)) => {
                Err(Error::Conflict(say!("这一行已作废", "this row was voided")))
            }
            Some(_) if register.about().is_some() => Err(Error::Refused(say!(
                "佐证要附在它所证明的那一行",
                "evidence is attached to the row that it proves"
            ))),
            Some((_, row, true)) => Ok(row),
        }
    }

    /// The media type and the values of one piece, or what is wrong with it.
    fn evidence(
        &mut self,
        register: &'static Register,
        row: &Recorded,
        file: &Attachment,
        faults: &mut Vec<Fault>,
    ) -> Result<Option<(&'static str, Vec<Value>)>> {
        let before = faults.len();
        let Some(media) = judged(file, faults) else { return Ok(None) };
        let about = format!("{}/{}", register.name, row.id);
        let sm3 = of_bytes(&file.bytes);
        let query = Query::of(&EVIDENCE).filter("row", Compare::Is, about.as_str()).filter(
            "file",
            Compare::Is,
            sm3.as_str(),
        );
        let there = self.list(&Actor::system("evidence"), &query)?;
        if there.iter().any(|old| old.value(&EVIDENCE, "page").int() == file.page) {
            faults.push(fault(
                file,
                say!("该行已有这个文件", "the row has this file already"),
                say!("如证明的是另一页，请填页码", "give the page if it proves by another one"),
            ));
        }
        let photograph = taken(&file.bytes);
        let title = match file.title.trim() {
            "" => file.name.as_str(),
            title => title,
        };
        let values = vec![
            about.into(),
            title.into(),
            sm3.into(),
            file.page.into(),
            photograph.on.into(),
            photograph.at.into(),
            row.value(register, register.region).clone(),
            self.clock.today().into(),
        ];
        let mut said = Vec::new();
        (EVIDENCE.check)(&Row { register: &EVIDENCE, values: &values }, &mut said);
        faults.extend(said.into_iter().filter(Fault::is_error));
        Ok((faults.len() == before).then_some((media, values)))
    }
}

fn judged(file: &Attachment, faults: &mut Vec<Fault>) -> Option<&'static str> {
    let (reason, remedy) = if file.bytes.is_empty() {
        (say!("文件是空的", "the file is empty"), say!("请重新选择", "choose another"))
    } else if file.bytes.len() > MOST_BYTES {
        let mib = MOST_BYTES >> 20;
        (
            say!("文件超过 {mib} MiB", "the file has more than {mib} MiB"),
            say!("请压缩或拆分后再传", "make it smaller, or split it"),
        )
    } else if let Some(media) = media(&file.name, &file.bytes) {
        return Some(media);
    } else {
        let endings = endings();
        (
            say!("不是可作佐证的文件", "no file of a kind that is taken as evidence"),
            say!("可用：{endings}", "these are taken: {endings}"),
        )
    };
    faults.push(fault(file, reason, remedy));
    None
}

fn fault(file: &Attachment, reason: Said, remedy: Said) -> Fault {
    Fault::error(Place { sheet: file.name.clone(), ..Place::field("file") }, reason, remedy)
}

fn no_file() -> Fault {
    Fault::error(
        Place::field("file"),
        say!("没有选择文件", "no file was chosen"),
        say!("请选择佐证文件", "choose the file that proves the row"),
    )
}

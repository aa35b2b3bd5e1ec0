//! The one way in: an act becomes an entry, its changes become versions, and all derived state
//! follows within the same transaction.

use std::collections::{BTreeMap, HashMap};

use super::bulk::Bulk;
use super::closing::frozen;
use super::derived::{Followers, Moved};
use super::entry::{Entry, EntryKind, Head, Origin, sql};
use super::ledger::Ledger;
use super::recorded::{Content, Recorded, content_key, sealed};
use super::seal::hex;
use super::{Actor, Register, Value, digest};
use crate::base::{Day, Error, Fault, Place, Result, say};

/// How many changes are held at a time.
const BATCH: usize = 20_000;
/// How many closed or lost rows a refusal names.
const NAMED: usize = 200;

/// The head of an act: who does what, why, on whose word.
pub struct Act<'a> {
    pub kind: EntryKind,
    pub actor: &'a Actor,
    pub reason: String,
    pub programme: String,
    pub origin: Origin,
    /// What it is about, in words: file names, the entry undone, the day closed until.
    pub source: String,
    pub sheets: Vec<Sheet>,
}

/// A sheet that rows come from, with the column letter of each field, so that a cell can be named.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// SM3 of the stored file.
    pub file: String,
    pub name: String,
    pub sheet: String,
    /// JSON: field → column number, 1-based.
    pub columns: String,
}

pub enum Op {
    /// One plain value for each field.
    Put(Vec<Value>),
    /// The field columns, sensitive ones sealed already.
    Sealed(Vec<Value>),
    /// An earlier version, with its origin, its source and what it adjusts.
    Restore(Box<Recorded>),
    Void,
}

/// A signed delta row for a closed period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// The row that it adjusts.
    pub adjusts: String,
    /// A day of the open period on which it is booked.
    pub posted_on: Day,
    /// How many rows it adds: 1, 0 or -1.
    pub tally: i64,
}

pub struct Change {
    pub register: &'static Register,
    /// `None`: a new row.
    pub id: Option<String>,
    pub op: Op,
    /// The place in [`Act::sheets`] and the row in that sheet.
    pub from: Option<(usize, u32)>,
    pub adjustment: Option<Adjustment>,
    /// The entry whose version the writer had seen; another one since is a conflict.
    pub seen: Option<i64>,
}

impl Change {
    pub fn new(register: &'static Register, values: Vec<Value>) -> Change {
        Change { register, id: None, op: Op::Put(values), from: None, adjustment: None, seen: None }
    }

    pub fn of(register: &'static Register, id: &str, op: Op) -> Change {
        Change { register, id: Some(id.to_string()), op, from: None, adjustment: None, seen: None }
    }
}

impl Ledger {
    /// Records an act: all of it, or none. The changes come as they are made, so that an import of
    /// millions needs memory for one batch; each id may be changed once.
    ///
    /// # Errors
    /// `Faults` for rows in a closed period; `Refused` outside the actor's scope; `Conflict` where a
    /// row has changed since it was seen; `Missing` where the row to change is not there.
    pub fn write(
        &mut self,
        act: &Act<'_>,
        changes: &mut dyn Iterator<Item = Result<Change>>,
    ) -> Result<Entry> {
        self.in_write(|ledger| Writing::start(ledger, act)?.run(changes))
    }

    /// The same, if no entry has come after `head`: for changes that were made by looking at all
    /// that stood then.
    pub fn write_after(
        &mut self,
        head: &Head,
        act: &Act<'_>,
        changes: &mut dyn Iterator<Item = Result<Change>>,
    ) -> Result<Entry> {
        self.in_write(|ledger| {
            if ledger.head()?.no != head.no {
                return Err(Error::Conflict(say!(
                    "核对期间另有记账，请重试",
                    "another entry came meanwhile; try again"
                )));
            }
            Writing::start(ledger, act)?.run(changes)
        })
    }

    /// Stores a file's bytes under their SM3, once.
    pub fn store_file(&mut self, name: &str, media: &str, bytes: &[u8]) -> Result<String> {
        const PIECE: usize = 1 << 20;
        let sm3 = digest::of_bytes(bytes);
        self.in_write(|ledger| {
            let engine = &mut ledger.engine;
            if engine.one(sql("has_file"), &[sm3.as_str().into()])?.is_some() {
                return Ok(());
            }
            let size = i64::try_from(bytes.len()).expect("a file in memory");
            let row = [sm3.as_str().into(), name.into(), size.into(), media.into()];
            engine.run(sql("add_file"), &row)?;
            for (at, piece) in bytes.chunks(PIECE).enumerate() {
                let at = i64::try_from(at).expect("a file in memory");
                let row = [sm3.as_str().into(), at.into(), Value::Bytes(piece.to_vec())];
                engine.run(sql("add_piece"), &row)?;
            }
            Ok(())
        })?;
        Ok(sm3)
    }
}

/// One act on its way into the ledger.
struct Writing<'l, 'a> {
    ledger: &'l mut Ledger,
    act: &'a Act<'a>,
    head: Head,
    no: i64,
    first_source: i64,
    closed_until: Option<Day>,
    /// Digests of the act's sheets, then of its rows by table and id.
    sheet_digests: Vec<[u8; 32]>,
    row_digests: BTreeMap<&'static str, Vec<(String, [u8; 32])>>,
    followers: Followers,
    bulk: Bulk,
    faults: Vec<Fault>,
}

/// A version that an act makes.
struct Made {
    old: Option<Recorded>,
    new: Recorded,
    op: &'static str,
    /// Digest of the row, in hexadecimal.
    digest: String,
    content: i64,
}

impl Made {
    fn stays(&self) -> bool {
        self.op == "put"
    }

    fn moved(self) -> Moved {
        let stays = self.stays();
        Moved { old: self.old, new: stays.then_some(self.new) }
    }
}

impl<'l, 'a> Writing<'l, 'a> {
    fn start(ledger: &'l mut Ledger, act: &'a Act<'a>) -> Result<Writing<'l, 'a>> {
        let head = ledger.head()?;
        let closed_until = ledger.closed_until(&act.programme)?;
        let last = ledger.engine.one(sql("next_source"), &[])?;
        let first_source = last.and_then(|row| row[0].int()).unwrap_or(0) + 1;
        let no = head.no + 1;
        let (sheet_digests, row_digests, faults) = (Vec::new(), BTreeMap::new(), Vec::new());
        let (followers, bulk) = (Followers::of(&ledger.catalog), Bulk::default());
        let mut writing = Writing {
            ledger,
            act,
            head,
            no,
            first_source,
            closed_until,
            sheet_digests,
            row_digests,
            followers,
            bulk,
            faults,
        };
        writing.add_sheets()?;
        Ok(writing)
    }

    fn add_sheets(&mut self) -> Result<()> {
        for (at, sheet) in (0i64..).zip(&self.act.sheets) {
            let no = self.first_source + at;
            let Sheet { file, name, sheet, columns } = sheet;
            let row: [Value; 6] = [
                no.into(),
                self.no.into(),
                file.as_str().into(),
                name.as_str().into(),
                sheet.as_str().into(),
                columns.as_str().into(),
            ];
            self.ledger.engine.run(sql("add_source"), &row)?;
            self.sheet_digests.push(source_digest(no, file, name, sheet, columns));
        }
        Ok(())
    }

    fn run(mut self, changes: &mut dyn Iterator<Item = Result<Change>>) -> Result<Entry> {
        loop {
            let batch: Vec<Change> = changes.take(BATCH).collect::<Result<_>>()?;
            if batch.is_empty() {
                break;
            }
            let mut by_register: BTreeMap<&'static str, Vec<Change>> = BTreeMap::new();
            for change in batch {
                by_register.entry(change.register.name).or_default().push(change);
            }
            for (_, changes) in by_register {
                self.apply(changes)?;
            }
            if self.faults.len() >= NAMED {
                break;
            }
        }
        if !self.faults.is_empty() {
            return Err(Error::Faults(self.faults));
        }
        self.seal_entry()
    }

    /// Writes the changes of one register: versions, the rows as they are now, derived state.
    fn apply(&mut self, changes: Vec<Change>) -> Result<()> {
        let register = changes[0].register;
        self.act.actor.writes(register)?;
        let content = Content::of(register);
        let mut olds = self.olds(register, &changes)?;
        let mut versions = Vec::with_capacity(changes.len());
        let mut digests = self.row_digests.remove(register.name).unwrap_or_else(Vec::new);
        for change in changes {
            let old = change.id.as_ref().and_then(|id| olds.remove(id));
            let (new, op) = self.next_version(change, old.as_ref())?;
            self.check_bounds(register, old.as_ref(), (&new, op == "put"))?;
            let content = content.digest(&new.values);
            let digest = new.digest(register.name, op, &content);
            digests.push((new.id.clone(), digest));
            let (digest, content) = (hex(&digest), content_key(&content));
            versions.push(Made { old, new, op, digest, content });
        }
        self.row_digests.insert(register.name, digests);
        self.store(register, &versions)?;
        let moved: Vec<Moved> = versions.into_iter().map(Made::moved).collect();
        self.followers.follow(&mut self.ledger.engine, register, &moved)
    }

    /// The latest versions of the rows that the changes name.
    fn olds(
        &mut self,
        register: &'static Register,
        changes: &[Change],
    ) -> Result<HashMap<String, Recorded>> {
        let mut olds = HashMap::new();
        for id in changes.iter().filter_map(|c| c.id.as_ref()) {
            if let Some(old) = self.ledger.standing(register, id)? {
                olds.insert(id.clone(), old);
            }
        }
        Ok(olds)
    }

    fn next_version(
        &mut self,
        change: Change,
        old: Option<&Recorded>,
    ) -> Result<(Recorded, &'static str)> {
        if let (Some(seen), Some(old)) = (change.seen, old)
            && seen != old.entry_no
        {
            let by = self.ledger.entry(old.entry_no)?;
            let (who, when) = (by.actor.clone(), by.day());
            return Err(Error::Conflict(say!(
                "该行已由{who}于{when}改动（第{no}号记账）；请重新打开后再改",
                "{who} changed this row on {when} (entry {no}); open it again",
                who = who,
                when = when,
                no = old.entry_no
            )));
        }
        let (values, op) = match (change.op, old) {
            (Op::Put(plain), _) => (sealed(change.register, &self.ledger.keys, plain), "put"),
            (Op::Sealed(values), _) => (values, "put"),
            (Op::Restore(earlier), _) => {
                return Ok((Recorded { entry_no: self.no, ..*earlier }, "put"));
            }
            (Op::Void, Some(old)) => (old.values.clone(), "void"),
            (Op::Void, None) => {
                return Err(Error::Missing(say!(
                    "要作废的行不存在",
                    "the row to void is not there"
                )));
            }
        };
        let (source, source_row) = change.from.map_or((0, 0), |(at, row)| {
            (self.first_source + i64::try_from(at).expect("a few sheets"), i64::from(row))
        });
        let id = match change.id {
            Some(id) => id,
            None => self.ledger.clock.id()?,
        };
        let new = Recorded {
            id,
            entry_no: self.no,
            programme: self.act.programme.clone(),
            origin: self.act.origin,
            values,
            adjusts: None,
            posted_on: None,
            tally: 1,
            source,
            source_row,
        };
        // A corrected adjustment stays one.
        let new = match (change.adjustment, old) {
            (Some(Adjustment { adjusts, posted_on, tally }), _) => {
                let (adjusts, posted_on) = (Some(adjusts), Some(posted_on.to_string()));
                Recorded { adjusts, posted_on, tally, ..new }
            }
            (None, Some(old)) if old.adjusts.is_some() => {
                let (adjusts, posted_on) = (old.adjusts.clone(), old.posted_on.clone());
                Recorded { adjusts, posted_on, tally: old.tally, ..new }
            }
            _ => new,
        };
        Ok((new, op))
    }

    /// The actor's scope holds for the old place and the new one; a closed period takes adjustments
    /// only, those only on a day that is still open, and what it does not freeze of lasting rows.
    fn check_bounds(
        &mut self,
        register: &Register,
        old: Option<&Recorded>,
        (new, stays): (&Recorded, bool),
    ) -> Result<()> {
        if new.values.iter().any(|value| value.text().is_some_and(|text| text.contains('\0'))) {
            self.faults.push(zero_byte(new));
        }
        for version in old.into_iter().chain([new]) {
            if let Some(region) = version.value(register, register.region).text() {
                self.act.actor.in_scope(region)?;
            }
        }
        if let Some(closed) = self.closed_until
            && let Some(fault) = frozen(register, old, stays.then_some(new), closed)
        {
            let row = u32::try_from(new.source_row).unwrap_or(0);
            self.faults.push(Fault { place: Place { row, ..fault.place }, ..fault });
            return Ok(());
        }
        if old.is_some_and(|old| old.programme != new.programme) {
            return Err(Error::Refused(say!(
                "该行属于另一项目计划，不能由本次操作改动",
                "this row belongs to another programme and is not changed by this act"
            )));
        }
        Ok(())
    }

    fn store(&mut self, register: &'static Register, made: &[Made]) -> Result<()> {
        let engine = &mut self.ledger.engine;
        self.bulk.expect(engine, register, made.len())?;
        let name = register.name;
        let versions = made.iter().map(|made| made.new.version_row(made.op, &made.digest));
        engine.append(&format!("{name}_versions"), &register.version_columns(), versions)?;
        let delete = format!("delete from {name}_now where id = $1");
        for made in made.iter().filter(|made| made.old.is_some()) {
            engine.run(&delete, &[made.new.id.as_str().into()])?;
        }
        let stay = made.iter().filter(|made| made.stays());
        let now = stay.map(|made| made.new.now_row(made.content));
        engine.append(&format!("{name}_now"), &register.now_columns(), now)
    }

    fn seal_entry(mut self) -> Result<Entry> {
        self.followers.finish(&mut self.ledger.engine)?;
        self.bulk.finish(&mut self.ledger.engine)?;
        for rows in self.row_digests.values_mut() {
            rows.sort_unstable();
        }
        let rows = self.row_digests.values().flatten().map(|(_, digest)| digest);
        let digest = hex(&digest::over(self.sheet_digests.iter().chain(rows)));
        let recorded_at = self.ledger.clock.now_ms().max(self.head.recorded_at);
        let mut entry = Entry {
            no: self.no,
            kind: self.act.kind.word().to_string(),
            actor: self.act.actor.name.clone(),
            recorded_at,
            reason: self.act.reason.clone(),
            source: self.act.source.clone(),
            origin: self.act.origin.word().to_string(),
            programme: self.act.programme.clone(),
            digest,
            prev: self.head.hash.clone(),
            hash: String::new(),
        };
        entry.hash = entry.expected_hash();
        self.ledger.engine.run(sql("add_entry"), &entry.values())?;
        Ok(entry)
    }
}

pub(super) fn source_digest(
    no: i64,
    file: &str,
    name: &str,
    sheet: &str,
    columns: &str,
) -> [u8; 32] {
    digest::RowDigest::new(&["sources", &no.to_string(), file, name, sheet, columns]).finish()
}

/// Digests end their parts with a zero byte, and PostgreSQL takes none in a text.
fn zero_byte(row: &Recorded) -> Fault {
    let place = Place { row: u32::try_from(row.source_row).unwrap_or(0), ..Place::default() };
    Fault::error(
        place,
        say!("文字里有不可见的零字节", "the text holds a zero byte"),
        say!("请清除后重试", "remove it and try again"),
    )
}

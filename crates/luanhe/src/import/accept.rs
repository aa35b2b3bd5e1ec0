//! Accepted rows go into the ledger: the whole file or nothing of it, each row with the file, sheet
//! and row that it came from. A file that was imported before changes nothing.

use std::collections::HashSet;
use std::sync::mpsc::{Receiver, sync_channel};

use super::batch::{Accepted, Batch};
use super::book::{Book, Source};
use super::bounds::Held;
use super::cell::Lookups;
use super::heading::Mapping;
use super::known::Known;
use super::read::{Request, read};
use super::reading::{Counts, Reading};
use crate::base::{Error, Result};
use crate::record::{
    Act, Actor, Change, Entry, EntryKind, Keys, KnownRows, Ledger, Op, Origin, Placed, Register,
    Sheet, sealed,
};

/// How often a file is compared anew when others write meanwhile.
const TRIES: u32 = 5;

/// Registers with those that their sheets tell of too: a list of people tells of their households, once
/// in each line. See docs/decisions/0012.
pub type Beside = &'static [(&'static Register, &'static [&'static Register])];

/// A file that someone sends in.
#[derive(Clone, Copy)]
pub struct Arrival<'a> {
    pub actor: &'a Actor,
    pub programme: &'a str,
    pub origin: Origin,
    pub register: &'static Register,
    /// Registers to name where the sheet fits another one better.
    pub others: &'a [&'static Register],
    /// Which registers a register's sheets tell of beside it.
    pub beside: Beside,
    pub mappings: &'a [Mapping],
    pub name: &'a str,
    pub bytes: &'a [u8],
}

/// Is told how many rows are done; its error stops the work, and nothing of it is recorded.
pub type Progress<'p> = dyn FnMut(usize) -> Result<()> + 'p;

/// What came of it. `read = accepted + rejected + unchanged`.
#[derive(Debug)]
pub struct Outcome {
    pub read: usize,
    pub accepted: usize,
    pub rejected: usize,
    pub repaired: usize,
    pub unchanged: usize,
    /// None where nothing was to be recorded.
    pub entry: Option<Entry>,
    pub reading: Reading,
    /// What the same sheets told of other registers; each has its own entry, and is undone by itself.
    pub beside: Vec<(&'static Register, Outcome)>,
}

/// Reads and judges the file, and records nothing.
pub fn try_out(ledger: &mut Ledger, arrival: &Arrival<'_>) -> Result<Outcome> {
    each(arrival, &mut |arrival, book| {
        let known = known(ledger, arrival, book)?;
        let mut reading = judged(&known, arrival, book, None)?;
        Held::of(ledger, arrival, book, &known)?.tell(&mut reading);
        Ok(outcome(reading, None, 0))
    })
}

/// Reads the file, and records the rows that are right.
pub fn accept(
    ledger: &mut Ledger,
    arrival: &Arrival<'_>,
    progress: &mut Progress<'_>,
) -> Result<Outcome> {
    arrival.actor.writes(arrival.register)?;
    each(arrival, &mut |arrival, book| accept_one(ledger, arrival, book, progress))
}

/// Does it for the register that the file was sent for, then for those that its sheets tell of too.
fn each(
    arrival: &Arrival<'_>,
    one: &mut dyn FnMut(&Arrival<'_>, &Book) -> Result<Outcome>,
) -> Result<Outcome> {
    let book = Book::open(arrival.name, Source::from(arrival.bytes.to_vec()))?;
    let mut outcome = one(arrival, &book)?;
    let own = arrival.beside.iter().find(|(register, _)| register.name == arrival.register.name);
    for register in own.map_or(&[][..], |(_, beside)| beside) {
        if arrival.actor.writes(register).is_ok() {
            let mut told = one(&Arrival { register, ..*arrival }, &book)?;
            // Sheets without what the other register asks for tell nothing of it.
            if told.reading.fits() {
                outcome.reading.take_in(&mut told.reading);
                outcome.beside.push((register, told));
            }
        }
    }
    Ok(outcome)
}

fn accept_one(
    ledger: &mut Ledger,
    arrival: &Arrival<'_>,
    book: &Book,
    progress: &mut Progress<'_>,
) -> Result<Outcome> {
    let known = known(ledger, arrival, book)?;
    let mut reading = judged(&known, arrival, book, None)?;
    let accepted = usize::try_from(reading.counts.accepted).expect("rows of one file");
    if accepted == 0 {
        return Ok(outcome(reading, None, 0));
    }
    let file = ledger.store_file(arrival.name, media(arrival.name), arrival.bytes)?;
    let again = ledger.imported(&file, arrival.register, arrival.programme)?.is_some();
    let act = Act {
        kind: EntryKind::Import,
        actor: arrival.actor,
        reason: String::new(),
        programme: arrival.programme.to_string(),
        origin: arrival.origin,
        source: arrival.name.to_string(),
        sheets: sheets(&reading, &file, arrival.name),
    };
    let mut tries = 0;
    loop {
        let job = Job { arrival, book, known: &known, act: &act, again };
        tries += 1;
        match job.record(ledger, progress) {
            // Someone else wrote while this file was compared with what stands: compare again.
            Err(Error::Conflict(_)) if tries < TRIES => {}
            done => {
                let (entry, unchanged, held) = done?;
                held.tell(&mut reading);
                return Ok(outcome(reading, entry, unchanged));
            }
        }
    }
}

fn outcome(reading: Reading, entry: Option<Entry>, unchanged: usize) -> Outcome {
    let Counts { read, accepted, rejected, repaired } = reading.counts;
    let count = |n| usize::try_from(n).expect("rows of one file");
    Outcome {
        read: count(read),
        accepted: count(accepted) - unchanged,
        rejected: count(rejected),
        repaired: count(repaired),
        unchanged,
        entry,
        reading,
        beside: Vec::new(),
    }
}

fn media(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("xls") => "application/vnd.ms-excel",
        Some("ods") => "application/vnd.oasis.opendocument.spreadsheet",
        Some("csv") => "text/csv",
        _ => "application/octet-stream",
    }
}

fn sheets(reading: &Reading, file: &str, name: &str) -> Vec<Sheet> {
    let one = |sheet: &super::reading::SheetReading| {
        let columns: serde_json::Map<String, serde_json::Value> =
            sheet.columns.iter().map(|c| (c.field.to_string(), c.column.into())).collect();
        Sheet {
            file: file.to_string(),
            name: name.to_string(),
            sheet: sheet.name.clone(),
            columns: serde_json::Value::Object(columns).to_string(),
        }
    };
    reading.sheets.iter().map(one).collect()
}

/// What the ledger knows about what the file may name, rows of the file itself among it: a second
/// phase names its first.
fn known(ledger: &mut Ledger, arrival: &Arrival<'_>, book: &Book) -> Result<Known> {
    let register = arrival.register;
    let mut known = Known::of(ledger, register, arrival.programme)?;
    if !known.asks_for(register) {
        return Ok(known);
    }
    let at = register.at(register.key[0]);
    let mut own = HashSet::new();
    let mut take = |batch: Batch| {
        own.extend(batch.iter().filter_map(|row| row.values()[at].text().map(str::to_string)));
        Ok(())
    };
    known.answering(true, |lenient| read(book, &request(arrival, lenient), Some(&mut take)))?;
    own.iter().for_each(|key| known.add_key(register, key));
    Ok(known)
}

/// Reads the book with what is known.
pub(super) fn judged(
    known: &Known,
    arrival: &Arrival<'_>,
    book: &Book,
    take: Option<&mut dyn FnMut(Batch) -> Result<()>>,
) -> Result<Reading> {
    known.answering(false, |lookups| read(book, &request(arrival, lookups), take))
}

fn request<'a>(arrival: &'a Arrival<'_>, lookups: &'a Lookups<'_>) -> Request<'a> {
    Request {
        register: arrival.register,
        others: arrival.others,
        lookups,
        mappings: arrival.mappings,
        merges: arrival
            .beside
            .iter()
            .any(|(_, told)| told.iter().any(|register| register.name == arrival.register.name)),
    }
}

/// One file on its way into the ledger.
struct Job<'a> {
    arrival: &'a Arrival<'a>,
    book: &'a Book,
    known: &'a Known,
    act: &'a Act<'a>,
    /// These bytes were imported before.
    again: bool,
}

impl Job<'_> {
    /// Reads the file a second time, on a thread of its own, and records what is new or different.
    /// Gives the entry, how many rows stood already, and those that are kept out.
    fn record(
        &self,
        ledger: &mut Ledger,
        progress: &mut Progress<'_>,
    ) -> Result<(Option<Entry>, usize, Held)> {
        let register = self.arrival.register;
        let head = ledger.head()?;
        let held = Held::of(ledger, self.arrival, self.book, self.known)?;
        let mut standing = ledger.known_rows(register, self.arrival.programme)?;
        let keys = ledger.keys.clone();
        let recorded = std::thread::scope(|scope| {
            let (send, receive) = sync_channel::<Batch>(4);
            let reader = scope.spawn(move || {
                let stopped = |_| Error::Broken("the ledger stopped taking rows".into());
                let mut give = |batch: Batch| send.send(batch).map_err(stopped);
                judged(self.known, self.arrival, self.book, Some(&mut give)).map(|_| ())
            });
            let (queue, again, held) = (Vec::new(), self.again, &held.rows);
            let mut rows =
                Incoming { register, receive, queue, unchanged: 0, done: 0, again, held, progress };
            let mut next = || rows.next(&mut standing, &keys);
            let entry = next().map(|first| {
                let mut changes = std::iter::once(first).chain(std::iter::from_fn(next));
                ledger.write_after(&head, self.act, &mut changes)
            });
            let unchanged = rows.unchanged;
            // The receiver goes first, so that a reader whose rows are no longer wanted ends.
            drop(rows);
            let read = reader.join().map_err(|_| Error::Broken("the reader stopped".into()))?;
            match entry {
                Some(Err(error)) => Err(error),
                entry => read.map(|()| (entry.and_then(Result::ok), unchanged)),
            }
        });
        recorded.map(|(entry, unchanged)| (entry, unchanged, held))
    }
}

/// Rows on their way from the reader to the ledger.
struct Incoming<'p> {
    register: &'static Register,
    receive: Receiver<Batch>,
    queue: Vec<Change>,
    unchanged: usize,
    done: usize,
    again: bool,
    held: &'p HashSet<(usize, u32)>,
    progress: &'p mut Progress<'p>,
}

impl Incoming<'_> {
    fn next(&mut self, standing: &mut KnownRows, keys: &Keys) -> Option<Result<Change>> {
        loop {
            if let Some(change) = self.queue.pop() {
                return Some(Ok(change));
            }
            let batch = self.receive.recv().ok()?;
            let taken = |row: &Accepted<'_>| !self.held.contains(&(batch.sheet, row.number()));
            for row in batch.iter().filter(taken) {
                let values = sealed(self.register, keys, row.values());
                let id = match standing.place(&values) {
                    Placed::Unchanged => {
                        self.unchanged += 1;
                        continue;
                    }
                    Placed::New => None,
                    // A file that comes again must not take back what was corrected since.
                    Placed::Corrects(_) if self.again => {
                        self.unchanged += 1;
                        continue;
                    }
                    Placed::Corrects(id) => Some(id),
                };
                self.queue.push(Change {
                    register: self.register,
                    id,
                    op: Op::Sealed(values),
                    from: Some((batch.sheet, row.number())),
                    adjustment: None,
                    seen: None,
                });
            }
            self.queue.reverse();
            self.done += batch.iter().count();
            if let Err(stopped) = (self.progress)(self.done) {
                return Some(Err(stopped));
            }
        }
    }
}

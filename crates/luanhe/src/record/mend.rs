//! Undo of an entry, and the rebuilding of all derived state.

use super::derived::{Derived, Followers, Moved};
use super::engine::Engine;
use super::entry::{Entry, EntryKind, Origin};
use super::ledger::Ledger;
use super::recorded::{Content, Recorded, content_key};
use super::tables;
use super::write::{Act, Change, Op};
use super::{Actor, Register};
use crate::base::{Error, Fault, Place, Result, say};

impl Ledger {
    /// Appends, for each row that an entry touched, what it was before, or a void. All or none:
    /// rows that were changed later, or lie in a period closed since, are listed and it is refused.
    pub fn undo(&mut self, actor: &Actor, entry_no: i64, reason: &str) -> Result<Entry> {
        let entry = self.entry(entry_no)?;
        if !["import", "form", "correct", "adjust"].contains(&entry.kind.as_str()) {
            let kind = &entry.kind;
            return Err(Error::Refused(say!(
                "第 {entry_no} 号记账（{kind}）不能撤销",
                "entry {entry_no} ({kind}) cannot be undone"
            )));
        }
        let changes = self.undoing(entry_no)?;
        if changes.is_empty() {
            return Err(Error::Refused(say!(
                "第 {entry_no} 号记账没有改动任何行",
                "entry {entry_no} changed no row"
            )));
        }
        let act = Act {
            kind: EntryKind::Undo,
            actor,
            reason: reason.to_string(),
            programme: entry.programme.clone(),
            origin: Origin::of(&entry.origin).unwrap_or(Origin::Own),
            source: entry_no.to_string(),
            sheets: Vec::new(),
        };
        self.write(&act, &mut changes.into_iter().map(Ok))
    }

    fn undoing(&mut self, entry_no: i64) -> Result<Vec<Change>> {
        let (mut changes, mut faults) = (Vec::new(), Vec::new());
        let catalog = self.catalog.clone();
        for register in &catalog.registers {
            for (written, _, _) in self.written_by(register, entry_no)? {
                let versions = self.versions(register, &written.id)?;
                let (last, _, _) = versions.last().expect("the version at hand is one");
                if last.no != entry_no {
                    faults.push(changed_since(register, &written, last));
                    continue;
                }
                let before = versions.iter().rev().nth(1).filter(|(_, _, put)| *put);
                let op = match before {
                    Some((_, recorded, _)) => Op::Restore(Box::new(recorded.clone())),
                    None => Op::Void,
                };
                changes.push(Change::of(register, &written.id, op));
            }
        }
        if faults.is_empty() { Ok(changes) } else { Err(Error::Faults(faults)) }
    }

    /// Drops all derived state and makes it anew from the versions, in one transaction: readers see
    /// the old state until the new one is whole.
    pub fn rebuild(&mut self, progress: &mut dyn FnMut(&str, usize)) -> Result<()> {
        self.in_write(|ledger| {
            let catalog = ledger.catalog.clone();
            for derived in &catalog.derived {
                ledger.empty(derived)?;
            }
            let mut followers = Followers::of(&catalog);
            for register in &catalog.registers {
                ledger.engine.batch(&format!("delete from {}_now", register.name))?;
                let mut done = 0;
                let mut after = String::new();
                loop {
                    let rows = latest_after(&mut ledger.engine, register, &after)?;
                    let Some(last) = rows.last() else { break };
                    after.clone_from(&last.id);
                    done += rows.len();
                    ledger.restore(register, rows, &mut followers)?;
                    progress(register.name, done);
                }
            }
            followers.finish(&mut ledger.engine)
        })
    }

    fn empty(&mut self, derived: &Derived) -> Result<()> {
        let own = [derived.name.into()];
        derived.clear.iter().try_for_each(|sql| self.engine.run(sql, &own).map(|_| ()))
    }

    /// Makes one derived state anew from the rows of its register; gives how many there were.
    pub(super) fn fill(&mut self, derived: &Derived) -> Result<usize> {
        let Some((register, _)) = derived.follows else { return Ok(0) };
        self.empty(derived)?;
        let mut followers = Followers::only([derived]);
        let (mut filled, mut after) = (0, String::new());
        loop {
            let rows = latest_after(&mut self.engine, register, &after)?;
            let Some(last) = rows.last() else { break };
            after.clone_from(&last.id);
            filled += rows.len();
            followers.follow(&mut self.engine, register, &appeared(rows))?;
        }
        followers.finish(&mut self.engine)?;
        Ok(filled)
    }

    fn restore(
        &mut self,
        register: &'static Register,
        rows: Vec<Recorded>,
        followers: &mut Followers,
    ) -> Result<()> {
        let content = Content::of(register);
        let now = rows.iter().map(|row| row.now_row(content_key(&content.digest(&row.values))));
        self.engine.append(&format!("{}_now", register.name), &register.now_columns(), now)?;
        followers.follow(&mut self.engine, register, &appeared(rows))
    }
}

fn appeared(rows: Vec<Recorded>) -> Vec<Moved> {
    rows.into_iter().map(|new| Moved { old: None, new: Some(new) }).collect()
}

/// The next rows, in the order of their ids, whose latest version is not a void.
fn latest_after(
    engine: &mut Engine,
    register: &'static Register,
    after: &str,
) -> Result<Vec<Recorded>> {
    let sql = format!(
        "select {} from {name}_versions v where v.id > $1 and v.op = 'put' and v.entry_no = \
         (select max(w.entry_no) from {name}_versions w where w.id = v.id) order by v.id limit 20000",
        tables::shared_names(register, "v"),
        name = register.name
    );
    let rows = engine.all(&sql, &[after.into()])?;
    rows.into_iter().map(|row| Recorded::read(register, row)).collect()
}

fn changed_since(register: &Register, row: &Recorded, last: &Entry) -> Fault {
    let place = Place {
        sheet: register.title.zh.to_string(),
        row: u32::try_from(row.source_row).unwrap_or(0),
        ..Place::default()
    };
    let (no, who) = (last.no, last.actor.clone());
    Fault::error(
        place,
        say!("该行后来又被{who}改动（第{no}号记账）", "{who} changed this row later (entry {no})"),
        say!(
            "先撤销第{no}号记账，或直接更正该行",
            "undo entry {no} first, or correct the row itself"
        ),
    )
}

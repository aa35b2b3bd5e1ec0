//! The ledger: one engine, its registers, its keys and its clock.

use std::sync::Arc;

use super::derived::Derived;
use super::digest::of_bytes;
use super::engine::Engine;
use super::entry::{Entry, Head, sql};
use super::recorded::Recorded;
use super::seal::Keys;
use super::tables;
use super::{Actor, Register, Value};
use crate::base::{Clock, Day, Error, Result, say};

/// All that a ledger holds: put together once, from the topics.
pub struct Catalog {
    pub registers: Vec<&'static Register>,
    pub derived: Vec<Derived>,
}

impl Catalog {
    /// What the tables are drawn from, as a digest: equal where nothing needs to be made.
    fn shape(&self) -> String {
        let mut words = include_str!("schema.sql").to_string();
        for register in &self.registers {
            let indexes = tables::indexes(register);
            words += &format!("\n{} {:?} {indexes:?}", register.name, register.now_columns());
        }
        for derived in &self.derived {
            words += derived.schema;
            words += &derived.made_by;
        }
        of_bytes(words.as_bytes())
    }

    pub fn register(&self, name: &str) -> Result<&'static Register> {
        self.registers.iter().copied().find(|r| r.name == name).ok_or_else(|| {
            let known = self.registers.iter().map(|r| r.name).collect::<Vec<_>>().join(", ");
            Error::Missing(say!(
                "没有台账 {name}；现有：{known}",
                "no register {name}; there are: {known}"
            ))
        })
    }
}

/// The setting that counts how often findings were made.
const FOUND: &str = "found";

pub struct Ledger {
    pub(crate) engine: Engine,
    pub catalog: Arc<Catalog>,
    pub keys: Arc<Keys>,
    pub clock: Clock,
    /// Derived state that was made anew on opening, because it is made another way now.
    pub made_anew: Vec<&'static str>,
}

impl Ledger {
    /// Opens a database and makes the tables that are missing. The keys must be those with which
    /// it was made.
    pub fn open(
        address: &str,
        catalog: Arc<Catalog>,
        keys: Arc<Keys>,
        clock: Clock,
    ) -> Result<Ledger> {
        let (engine, made_anew) = (Engine::open(address)?, Vec::new());
        let mut ledger = Ledger { engine, catalog, keys, clock, made_anew };
        // Opening waits for no writer where the tables are as this catalog wants them.
        if ledger.shape_there()? != Some(ledger.catalog.shape()) {
            ledger.in_write(|ledger| ledger.make_tables())?;
        }
        ledger.check_keys()?;
        Ok(ledger)
    }

    fn shape_there(&mut self) -> Result<Option<String>> {
        if !self.engine.is_postgres() {
            self.engine.add_functions()?;
        }
        if self.engine.columns_of("settings")?.is_empty() {
            return Ok(None);
        }
        self.setting("shape")
    }

    fn check_keys(&mut self) -> Result<()> {
        if self.setting("keys")? == Some(self.keys.fingerprint()) {
            return Ok(());
        }
        Err(Error::Refused(say!(
            "密钥与数据库不符：该数据库由另一密钥文件建立",
            "these are not the keys of this database: it was made with another key file"
        )))
    }

    fn make_tables(&mut self) -> Result<()> {
        self.engine.add_functions()?;
        self.engine.batch(include_str!("schema.sql"))?;
        let catalog = self.catalog.clone();
        for register in &catalog.registers {
            tables::create(&mut self.engine, register)?;
        }
        for derived in &catalog.derived {
            self.engine.batch(derived.schema)?;
        }
        if self.setting("keys")?.is_none() {
            self.set("keys", &self.keys.fingerprint())?;
        }
        self.make_anew()?;
        self.set("shape", &catalog.shape())
    }

    /// Fills derived state that is new, or made another way than what stands, from the rows.
    fn make_anew(&mut self) -> Result<()> {
        let setting = "derived";
        let stood = self.setting(setting)?.unwrap_or_else(String::new);
        let catalog = self.catalog.clone();
        let mut stands = Vec::new();
        for derived in &catalog.derived {
            let line = format!("{} {}", derived.name, of_bytes(derived.made_by.as_bytes()));
            if !stood.lines().any(|old| old == line) && self.fill(derived)? > 0 {
                self.made_anew.push(derived.name);
            }
            stands.push(line);
        }
        self.set(setting, &stands.join("\n"))
    }

    /// Does something inside one transaction that holds the write lock: all of it, or none.
    pub(crate) fn in_write<T>(&mut self, act: impl FnOnce(&mut Ledger) -> Result<T>) -> Result<T> {
        self.engine.begin_write()?;
        let done = act(self).and_then(|done| self.engine.commit().map(|()| done));
        if done.is_err() {
            self.engine.roll_back();
        }
        done
    }

    pub fn setting(&mut self, name: &str) -> Result<Option<String>> {
        let row = self.engine.one(sql("setting"), &[name.into()])?;
        Ok(row.and_then(|row| row[0].text().map(str::to_string)))
    }

    pub fn set(&mut self, name: &str, value: &str) -> Result<()> {
        self.engine.run(sql("set"), &[name.into(), value.into()]).map(|_| ())
    }

    pub fn head(&mut self) -> Result<Head> {
        Head::read(&mut self.engine)
    }

    pub fn entry(&mut self, no: i64) -> Result<Entry> {
        let row = self.engine.one(sql("entry"), &[no.into()])?;
        let row = row
            .ok_or_else(|| Error::Missing(say!("没有第 {no} 号记账", "there is no entry {no}")))?;
        Entry::read(&row)
    }

    /// Entries before number `before`, the latest first.
    pub fn latest_entries(&mut self, before: i64, limit: i64) -> Result<Vec<Entry>> {
        let rows = self.engine.all(sql("latest_entries"), &[before.into(), limit.into()])?;
        rows.iter().map(|row| Entry::read(row)).collect()
    }

    /// At what the ledger stands: another word wherever a row, a finding or a figure may be another.
    /// Sign-ins, which move the chain's head too, change none.
    pub fn state(&mut self) -> Result<String> {
        let last = self.engine.one(sql("last_act"), &[])?.and_then(|row| row[0].int()).unwrap_or(0);
        let found = self.setting(FOUND)?.unwrap_or_else(String::new);
        Ok(format!("{last} {found} {}", self.clock.today()))
    }

    /// Marks that findings are others than before; no entry tells of it.
    pub fn found_anew(&mut self) -> Result<()> {
        let before = self.setting(FOUND)?.and_then(|times| times.parse::<u64>().ok());
        self.set(FOUND, &before.map_or(1, |times| times + 1).to_string())
    }

    /// The last entry recorded by the end of a day; 0 where there is none yet.
    pub fn known_on(&mut self, day: Day) -> Result<i64> {
        let row = self.engine.one(sql("entry_known_on"), &[day.end_ms().into()])?;
        Ok(row.and_then(|row| row[0].int()).unwrap_or(0))
    }

    /// The latest version of a row that the actor may see.
    pub fn get(
        &mut self,
        actor: &Actor,
        register: &'static Register,
        id: &str,
    ) -> Result<Option<Recorded>> {
        actor.reads(register)?;
        let Some(row) = self.standing(register, id)? else { return Ok(None) };
        Ok(self.sees(actor, register, &row)?.then_some(row))
    }

    /// Each version of a row that the actor may see, with the entry that made it and whether it was
    /// put or voided, the first first. None of a row outside the actor's scope.
    pub fn history(
        &mut self,
        actor: &Actor,
        register: &'static Register,
        id: &str,
    ) -> Result<Vec<(Entry, Recorded, bool)>> {
        actor.reads(register)?;
        let versions = self.versions(register, id)?;
        let Some((_, last, _)) = versions.last() else { return Ok(versions) };
        Ok(if self.sees(actor, register, last)? { versions } else { Vec::new() })
    }

    /// Whether a row lies within the actor's scope. One that is about another is seen with it.
    fn sees(&mut self, actor: &Actor, register: &Register, row: &Recorded) -> Result<bool> {
        let place = |register: &Register, row: &Recorded| {
            actor.covers(row.value(register, register.region).text().unwrap_or(""))
        };
        let Some(about) = register.about() else { return Ok(place(register, row)) };
        let Some((register, id)) = self.pointed_at(row.value(register, about.name))? else {
            return Ok(false);
        };
        let last = self.versions(register, &id)?.pop();
        let seen = last.is_some_and(|(_, last, _)| place(register, &last));
        Ok(seen && actor.reads(register).is_ok())
    }

    /// The register and id that a value of [`super::Kind::AnyRow`] names.
    pub fn pointed_at(&self, value: &Value) -> Result<Option<(&'static Register, String)>> {
        let Some((register, id)) = value.text().and_then(|text| text.split_once('/')) else {
            return Ok(None);
        };
        Ok(Some((self.catalog.register(register)?, id.to_string())))
    }

    /// The latest version of a row, whoever asks.
    pub(super) fn standing(
        &mut self,
        register: &'static Register,
        id: &str,
    ) -> Result<Option<Recorded>> {
        let columns = tables::shared_names(register, "n");
        let sql = format!("select {columns} from {}_now n where n.id = $1", register.name);
        let row = self.engine.one(&sql, &[id.into()])?;
        row.map(|row| Recorded::read(register, row)).transpose()
    }

    /// Each version of a row, whoever asks.
    pub(super) fn versions(
        &mut self,
        register: &'static Register,
        id: &str,
    ) -> Result<Vec<(Entry, Recorded, bool)>> {
        let columns = tables::shared_names(register, "v");
        let sql = format!(
            "select {columns}, v.op from {}_versions v where v.id = $1 order by v.entry_no",
            register.name
        );
        let rows = self.engine.all(&sql, &[id.into()])?;
        let one = |row: Vec<Value>| {
            let put = row.last().and_then(Value::text) == Some("put");
            let recorded = Recorded::read(register, row)?;
            Ok((self.entry(recorded.entry_no)?, recorded, put))
        };
        rows.into_iter().map(one).collect()
    }

    /// Rows that an entry wrote in a register, in the order of their ids.
    pub(super) fn written_by(
        &mut self,
        register: &'static Register,
        entry_no: i64,
    ) -> Result<Vec<(Recorded, String, String)>> {
        let columns = tables::shared_names(register, "v");
        let sql = format!(
            "select {columns}, v.op, v.row_digest from {}_versions v where v.entry_no = $1 order by v.id",
            register.name
        );
        let mut rows = Vec::new();
        self.engine.each(&sql, &[entry_no.into()], |mut row| {
            let digest = row.pop().and_then(|v| v.text().map(str::to_string));
            let op = row.pop().and_then(|v| v.text().map(str::to_string));
            let missing = || Error::Broken("a version without op or digest".to_string());
            let (op, digest) = (op.ok_or_else(missing)?, digest.ok_or_else(missing)?);
            rows.push((Recorded::read(register, row)?, op, digest));
            Ok(())
        })?;
        Ok(rows)
    }
}

//! A large act drops a register's indexes and makes them again at its end: sorting all rows once is
//! several times cheaper than finding the place of each. It happens within the act's transaction, so
//! whoever reads, and whatever breaks, sees the tables with their indexes.

use std::collections::BTreeMap;

use super::Register;
use super::engine::Engine;
use super::tables;
use crate::base::{Error, Result};

/// Acts of fewer rows leave the indexes alone.
pub(super) const LARGE: u64 = if cfg!(test) { 200 } else { 20_000 };

/// The registers that an act writes much to.
#[derive(Default)]
pub(super) struct Bulk {
    registers: BTreeMap<&'static str, Load>,
}

struct Load {
    register: &'static Register,
    written: u64,
    /// How many versions there were before, once that is asked.
    before: Option<u64>,
    unindexed: bool,
}

impl Bulk {
    /// Is told of rows that are to be written. Once an act has written as many as there were before,
    /// the indexes go: whatever is still to come, they are made at most twice.
    pub fn expect(
        &mut self,
        engine: &mut Engine,
        register: &'static Register,
        rows: usize,
    ) -> Result<()> {
        // PostgreSQL would keep all readers out of the table until the act is done.
        if engine.is_postgres() {
            return Ok(());
        }
        let new = Load { register, written: 0, before: None, unindexed: false };
        let load = self.registers.entry(register.name).or_insert(new);
        load.written += rows as u64;
        if load.unindexed || load.written < LARGE {
            return Ok(());
        }
        let before = match load.before {
            Some(before) => before,
            None => *load.before.insert(versions(engine, register)?),
        };
        if load.written >= before {
            tables::drop_indexes(engine, register)?;
            load.unindexed = true;
        }
        Ok(())
    }

    /// Makes the indexes that are missing.
    pub fn finish(self, engine: &mut Engine) -> Result<()> {
        let mut unindexed = self.registers.into_values().filter(|load| load.unindexed);
        unindexed.try_for_each(|load| tables::create_indexes(engine, load.register))
    }
}

fn versions(engine: &mut Engine, register: &Register) -> Result<u64> {
    let counted = engine.one(&format!("select count(*) from {}_versions", register.name), &[])?;
    let count = counted.and_then(|row| row[0].int());
    let count = count.ok_or_else(|| Error::Broken("a count without a number".into()))?;
    Ok(u64::try_from(count).expect("a count is not below zero"))
}

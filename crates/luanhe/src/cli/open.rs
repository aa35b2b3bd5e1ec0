//! Opening the ledger that the command line names, with its keys.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::Args;
use super::out::Out;
use crate::base::{Clock, Day, Error, Fault, Place, RegionCode, Result, say};
use crate::record::{Actor, Engine, Keys, Ledger};
use crate::topics;

/// Who acts at this machine's own prompt.
pub fn me() -> Actor {
    Actor::system("本机")
}

pub fn ledger(args: &Args) -> Result<Ledger> {
    let ledger = ledger_at(&args.database, args.key.as_deref(), Clock::machine())?;
    if !ledger.made_anew.is_empty() {
        let names = ledger.made_anew.join(" ");
        let out = Out { json: args.json, lang: args.lang };
        out.talk(&say!(
            "这些指标是新的或口径有变，已按现有各行重算：{names}",
            "new or defined otherwise, and filled anew from the rows: {names}"
        ));
    }
    Ok(ledger)
}

/// A new database gets a new key file; an old one must find its own.
pub fn ledger_at(database: &str, key: Option<&Path>, clock: Clock) -> Result<Ledger> {
    let keys = keys(database, key)?;
    Ledger::open(database, Arc::new(topics::catalog()), Arc::new(keys), clock)
}

pub fn keys(database: &str, key: Option<&Path>) -> Result<Keys> {
    let path = key.map_or_else(|| key_path(database), Path::to_path_buf);
    if path.exists() {
        return Keys::read(&path);
    }
    let is_new = Engine::open(database)?.columns_of("settings")?.is_empty();
    if !is_new {
        return Keys::read(&path);
    }
    let mut random = [0u8; 32];
    getrandom::fill(&mut random).map_err(|e| Error::broken("random source", e))?;
    Keys::create(&path, &random)
}

fn key_path(database: &str) -> PathBuf {
    if database.contains("://") || database.contains("host=") {
        PathBuf::from("luanhe.key")
    } else {
        Path::new(database).with_extension("key")
    }
}

pub fn day(text: &str, field: &str) -> Result<Day> {
    Day::parse(text).ok_or_else(|| {
        Error::fault(Fault::error(
            Place::field(field),
            say!("“{text}”不是日期", "“{text}” is not a day"),
            say!("请写成 2021-12-31", "write it as 2021-12-31"),
        ))
    })
}

pub fn region(text: &str) -> Result<RegionCode> {
    if let Some(code) = RegionCode::parse(text) {
        return Ok(code);
    }
    let today = Clock::machine().today();
    match crate::parties::regions().find(text, today, None) {
        Ok(found) => Ok(found.code),
        Err(not) => Err(Error::fault(not.fault(Place::field("region")))),
    }
}

//! What newspapers published about the programmes: no rows of the demo, but quoted ones beside them, from
//! tables that stand in the repository with their sources.

use std::path::Path;

use super::parties::PROGRAMME;
use super::world::Workbook;
use crate::base::{Result, file};
use crate::record::Origin;

/// A table of published facts: of which programme, for which register.
pub struct Quoted {
    programme: &'static str,
    register: &'static str,
    table: &'static str,
}

pub const QUOTED: [Quoted; 3] = [
    Quoted {
        programme: PROGRAMME,
        register: "pairings",
        table: include_str!("../../../../data/pairings/tj-cd.csv"),
    },
    Quoted {
        programme: "bj-zcb",
        register: "pairings",
        table: include_str!("../../../../data/pairings/bj-zcb.csv"),
    },
    Quoted {
        programme: PROGRAMME,
        register: "statements",
        table: include_str!("../../../../data/statements.csv"),
    },
];

impl Quoted {
    /// Writes the table as it stands.
    pub fn write(&self, folder: &Path, number: usize) -> Result<Workbook> {
        let Quoted { programme, register, table } = *self;
        let title = super::line::register(register).title.zh;
        let path = folder.join(format!("{number:02}-{title}-公开报道-{programme}.csv"));
        file::write(&path, table.as_bytes())?;
        Ok(Workbook {
            id: "quoted",
            path,
            register,
            office: "公开报道",
            title: format!("{title}（公开报道，{programme}）"),
            programme,
            origin: Origin::Quoted,
            rows: table.lines().count() - 1,
            refused: 0,
        })
    }
}

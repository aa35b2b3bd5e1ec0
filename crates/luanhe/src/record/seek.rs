//! By which column the rows of a list are sought, and how far they are counted. SQLite takes whichever index some filter fits,
//! however many rows share that word, and then sorts them all for one page. So the words that few
//! rows share are found by counting, and the other columns are hidden from its choice.

use super::engine::Engine;
use super::ledger::Ledger;
use super::list::{Built, Compare, Query};
use super::{Actor, Register, tables};
use crate::base::{Error, Result};

/// So many rows are quickly sorted; tests see more and fewer.
const FEW: i64 = if cfg!(test) { 3 } else { 5_000 };

/// So many rows are quickly looked through.
const LOOKED: i64 = if cfg!(test) { 20 } else { 100_000 };

/// Which column's index a statement may use.
#[derive(Clone, Copy)]
pub(super) enum Seek<'q> {
    /// The engine decides: PostgreSQL knows how many rows share a word.
    Free,
    Only(&'q str),
    /// None: only the first rows of the register are looked at.
    First(i64),
}

impl Seek<'_> {
    /// A column as a filter names it: with an empty addition where its index is not to be used.
    pub fn column(self, register: &Register, column: &str) -> String {
        let number = register.field(column).is_some_and(|field| field.kind.is_number());
        match (self, number) {
            (Seek::Only(sought), true) if sought != column => format!("(n.{column} + 0)"),
            (Seek::Only(sought), false) if sought != column => format!("(n.{column} || '')"),
            _ => format!("n.{column}"),
        }
    }
}

impl Ledger {
    /// How many rows there are, counted up to `cap`.
    pub fn count(&mut self, actor: &Actor, query: &Query, cap: i64) -> Result<i64> {
        let built = self.built(actor, query, "1 as one", Seek::Free)?;
        counted(&mut self.engine, built, cap)
    }

    /// How many rows there are at least, and whether these are all. Counting ends at `most`, and
    /// where each filter lets many pass, with the first rows of the register.
    pub fn count_at_least(
        &mut self,
        actor: &Actor,
        query: &Query,
        most: i64,
    ) -> Result<(i64, bool)> {
        let columns = sought(actor, query);
        let mut seek = self.seek(actor, query, &columns, "id")?;
        let filtered = query.told_by.is_some() || !columns.is_empty();
        let mut whole = true;
        if filtered && matches!(seek, Seek::Only("id")) {
            let all = Built::new(format!("select 1 as one from {}_now", query.register.name));
            whole = counted(&mut self.engine, all, LOOKED + 1)? <= LOOKED;
            seek = if whole { Seek::Free } else { Seek::First(LOOKED) };
        }
        let built = self.built(actor, query, "1 as one", seek)?;
        let rows = counted(&mut self.engine, built, most + 1)?;
        Ok((rows.min(most), whole && rows <= most))
    }

    /// The column by which a page of rows is sought: the filtered one with the fewest rows, or `sort`
    /// where all filters let many pass, so that a page is full after some rows in its order.
    pub(super) fn seek<'q>(
        &mut self,
        actor: &Actor,
        query: &Query,
        columns: &'q [String],
        sort: &'q str,
    ) -> Result<Seek<'q>> {
        if self.engine.is_postgres() || query.known.is_some() || !query.ids.is_empty() {
            return Ok(Seek::Free);
        }
        let mut fewest = (FEW + 1, sort);
        for column in columns.iter().filter(|column| *column != sort) {
            let mut built = Built::new(format!(
                "select 1 as one from {}_now n where true",
                query.register.name
            ));
            self.filters(&mut built, (actor, query), Seek::Free, |own| own == column.as_str())?;
            let rows = counted(&mut self.engine, built, fewest.0)?;
            if rows < fewest.0 {
                fewest = (rows, column);
            }
        }
        Ok(Seek::Only(fewest.1))
    }
}

/// The filtered columns of a query that an index serves.
pub(super) fn sought(actor: &Actor, query: &Query) -> Vec<String> {
    let register = query.register;
    let ranges = |compare| !matches!(compare, Compare::Empty | Compare::OpenAfter);
    let filtered = query.filters.iter().filter(|filter| ranges(filter.compare));
    let scope = (!actor.scope.is_empty()).then_some(register.region);
    let mut columns: Vec<String> = filtered
        .map(|filter| filter.field.as_str())
        .chain(scope)
        .filter(|field| register.field(field).is_some())
        .map(|field| register.lookup_column(field))
        .filter(|column| tables::is_sought(register, column))
        .collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// How many rows a statement gives, counted up to `cap`.
fn counted(engine: &mut Engine, mut built: Built, cap: i64) -> Result<i64> {
    let cap = built.value(cap.into());
    let sql = format!("select count(*) from ({} limit {cap}) counted", built.text);
    let row = engine.one(&sql, &built.values)?;
    row.and_then(|row| row[0].int()).ok_or_else(|| Error::Broken("a count without a number".into()))
}

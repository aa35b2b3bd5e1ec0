//! The only place that knows which engine is below: SQLite in a file, or PostgreSQL at an address.
//! One SQL text serves both (`$1` parameters, the common subset); what differs stands here.

use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

use postgres::types::Type;

use super::{Value, ValueRef};
use crate::base::{Day, Error, Result, say};

pub enum Engine {
    Sqlite(rusqlite::Connection),
    Postgres(Box<Postgres>),
}

pub struct Postgres {
    client: postgres::Client,
    prepared: HashMap<String, postgres::Statement>,
}

/// How long a writer waits for the one before it.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where writers queue: one writer at a time, so that the chain's order is the order of commits.
const WRITER: i64 = 0x6c75_616e_6865;

impl Engine {
    /// Opens `postgres://…` (or a libpq string with `host=`) or the path of a SQLite file.
    pub fn open(address: &str) -> Result<Engine> {
        if address.starts_with("postgres://")
            || address.starts_with("postgresql://")
            || address.contains("host=")
        {
            let client = postgres::Client::connect(address, postgres::NoTls).map_err(|e| {
                Error::Busy(say!("连不上 PostgreSQL：{e}", "cannot reach PostgreSQL: {e}"))
            })?;
            let mut engine =
                Engine::Postgres(Box::new(Postgres { client, prepared: HashMap::new() }));
            engine.batch(&format!("set lock_timeout = {}", PATIENCE.as_millis()))?;
            return Ok(engine);
        }
        let db = rusqlite::Connection::open(Path::new(address)).map_err(|e| {
            Error::Busy(say!("打不开数据库 {address}：{e}", "cannot open {address}: {e}"))
        })?;
        db.busy_timeout(PATIENCE).map_err(|e| sqlite_error("busy_timeout", &e))?;
        db.set_prepared_statement_cache_capacity(256);
        // Full: what is acknowledged survives a power cut. The cache is in KiB. A file keeps the page
        // size with which it was made; a large import works through a quarter of the pages.
        db.execute_batch(
            "pragma page_size = 16384; pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536; \
             pragma temp_store = memory; pragma mmap_size = 268435456;",
        )
        .map_err(|e| sqlite_error("pragmas", &e))?;
        Ok(Engine::Sqlite(db))
    }

    pub fn is_postgres(&self) -> bool {
        matches!(self, Engine::Postgres(_))
    }

    /// Runs statements without parameters or answer, separated by semicolons. In `create table`
    /// the type words are `bigint`, `text`, `double precision` and `bytes`.
    pub fn batch(&mut self, sql: &str) -> Result<()> {
        match self {
            Engine::Sqlite(db) => {
                db.execute_batch(&sql.replace(" bytes", " blob")).map_err(|e| sqlite_error(sql, &e))
            }
            // Bytes compare as SQLite compares them, so that both engines sort alike.
            Engine::Postgres(pg) => pg
                .client
                .batch_execute(
                    &sql.replace(" text", " text collate \"C\"").replace(" bytes", " bytea"),
                )
                .map_err(|e| postgres_error(sql, &e)),
        }
    }

    /// Runs one statement and gives the number of rows that it touched.
    pub fn run(&mut self, sql: &str, values: &[Value]) -> Result<u64> {
        match self {
            Engine::Sqlite(db) => {
                let mut statement =
                    db.prepare_cached(&sqlite_text(sql)).map_err(|e| sqlite_error(sql, &e))?;
                bind(&mut statement, values).map_err(|e| sqlite_error(sql, &e))?;
                statement.raw_execute().map(|n| n as u64).map_err(|e| sqlite_error(sql, &e))
            }
            Engine::Postgres(pg) => {
                let statement = pg.prepared(sql)?;
                pg.client.execute(&statement, &dynamic(values)).map_err(|e| postgres_error(sql, &e))
            }
        }
    }

    /// Gives each row of the answer to `each`.
    pub fn each(
        &mut self,
        sql: &str,
        values: &[Value],
        mut each: impl FnMut(Vec<Value>) -> Result<()>,
    ) -> Result<()> {
        self.scan(sql, values, |row| each(row.iter().copied().map(Value::from).collect()))
    }

    /// The same, where the answer is looked at and not kept.
    pub fn scan(
        &mut self,
        sql: &str,
        values: &[Value],
        mut each: impl FnMut(&[ValueRef<'_>]) -> Result<()>,
    ) -> Result<()> {
        match self {
            Engine::Sqlite(db) => {
                let mut statement =
                    db.prepare_cached(&sqlite_text(sql)).map_err(|e| sqlite_error(sql, &e))?;
                bind(&mut statement, values).map_err(|e| sqlite_error(sql, &e))?;
                let columns = statement.column_count();
                let mut rows = statement.raw_query();
                while let Some(row) = rows.next().map_err(|e| sqlite_error(sql, &e))? {
                    let read = |i| row.get_ref(i).map_err(|e| sqlite_error(sql, &e))?.try_into();
                    let row: Result<Vec<ValueRef<'_>>> = (0..columns).map(read).collect();
                    each(&row?)?;
                }
                Ok(())
            }
            Engine::Postgres(pg) => {
                use postgres::fallible_iterator::FallibleIterator;
                let statement = pg.prepared(sql)?;
                let values = values.iter().map(|v| v as &(dyn postgres::types::ToSql + Sync));
                let mut rows = pg
                    .client
                    .query_raw(&statement, values.collect::<Vec<_>>())
                    .map_err(|e| postgres_error(sql, &e))?;
                while let Some(row) = rows.next().map_err(|e| postgres_error(sql, &e))? {
                    let read = |i| row.try_get::<_, ValueRef<'_>>(i);
                    let row: Result<Vec<ValueRef<'_>>, _> = (0..row.len()).map(read).collect();
                    each(&row.map_err(|e| postgres_error(sql, &e))?)?;
                }
                Ok(())
            }
        }
    }

    pub fn all(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Vec<Value>>> {
        let mut rows = Vec::new();
        self.each(sql, values, |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    pub fn one(&mut self, sql: &str, values: &[Value]) -> Result<Option<Vec<Value>>> {
        Ok(self.all(sql, values)?.into_iter().next())
    }

    /// Checks that a statement is one, without running it. Says for each column of its answer what it
    /// holds, where the engine knows.
    #[cfg(test)]
    pub fn prepares(&mut self, sql: &str) -> Result<Vec<Option<Holds>>> {
        match self {
            Engine::Sqlite(db) => {
                let made = db.prepare(&sqlite_text(sql)).map_err(|e| sqlite_error(sql, &e))?;
                Ok(vec![None; made.column_count()])
            }
            Engine::Postgres(pg) => {
                let all = [Holds::Int, Holds::Text];
                let made = pg.prepared(sql)?;
                let holds = |column: &postgres::Column| {
                    all.into_iter().find(|holds| holds.postgres() == *column.type_())
                };
                Ok(made.columns().iter().map(holds).collect())
            }
        }
    }

    /// Adds many rows at once: a prepared insert on SQLite, a binary COPY on PostgreSQL.
    /// Every column is `bigint`, `text`, `double precision` or `bytes`, as `kinds` says.
    pub fn append<'v, R: IntoIterator<Item = ValueRef<'v>>>(
        &mut self,
        table: &str,
        columns: &[Column],
        rows: impl IntoIterator<Item = R>,
    ) -> Result<()> {
        let mut rows = rows.into_iter().peekable();
        if rows.peek().is_none() {
            return Ok(());
        }
        let names = columns.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(", ");
        match self {
            Engine::Sqlite(db) => {
                let marks = (1..=columns.len()).map(|i| format!("?{i}")).collect::<Vec<_>>();
                let sql = format!("insert into {table} ({names}) values ({})", marks.join(", "));
                let mut statement = db.prepare_cached(&sql).map_err(|e| sqlite_error(&sql, &e))?;
                for row in rows {
                    bind(&mut statement, row).map_err(|e| sqlite_error(&sql, &e))?;
                    statement.raw_execute().map_err(|e| sqlite_error(&sql, &e))?;
                }
                Ok(())
            }
            Engine::Postgres(pg) => {
                let sql = format!("copy {table} ({names}) from stdin (format binary)");
                let types: Vec<Type> = columns.iter().map(|c| c.holds.postgres()).collect();
                let failed = |e| postgres_error(&sql, &e);
                let writer = pg.client.copy_in(&sql).map_err(failed)?;
                let mut writer = postgres::binary_copy::BinaryCopyInWriter::new(writer, &types);
                for row in rows {
                    let row: Vec<ValueRef<'_>> = row.into_iter().collect();
                    writer.write(&dynamic(&row)).map_err(failed)?;
                }
                writer.finish().map(|_| ()).map_err(failed)
            }
        }
    }

    /// Starts a transaction that holds the write lock from its first moment.
    pub fn begin_write(&mut self) -> Result<()> {
        match self {
            Engine::Sqlite(_) => self.batch("begin immediate"),
            Engine::Postgres(_) => {
                self.batch("begin")?;
                self.one("select cast(pg_advisory_xact_lock($1) as text)", &[WRITER.into()])
                    .map(|_| ())
            }
        }
    }

    pub fn commit(&mut self) -> Result<()> {
        self.batch("commit")
    }

    /// Leaves the transaction; what it did is gone. A failure here has nothing left to undo.
    pub fn roll_back(&mut self) {
        if let Err(error) = self.batch("rollback") {
            tracing::warn!(%error, "rollback refused; the connection had ended the transaction");
        }
    }

    /// Adds `days_between(earlier, later)` of two ISO days, which the engines spell differently.
    pub fn add_functions(&mut self) -> Result<()> {
        match self {
            Engine::Sqlite(db) => {
                let flags = rusqlite::functions::FunctionFlags::SQLITE_DETERMINISTIC
                    | rusqlite::functions::FunctionFlags::SQLITE_UTF8;
                db.create_scalar_function("days_between", 2, flags, |call| {
                    let day = |at| {
                        let text: Option<String> = call.get(at)?;
                        Ok::<_, rusqlite::Error>(text.as_deref().and_then(Day::parse))
                    };
                    Ok(day(0)?.zip(day(1)?).map(|(earlier, later)| later.since(earlier)))
                })
                .map_err(|e| sqlite_error("days_between", &e))
            }
            Engine::Postgres(_) => self.batch(
                "create or replace function days_between(varchar, varchar) returns bigint \
                 language sql immutable as \
                 'select cast(cast($2 as date) - cast($1 as date) as bigint)'",
            ),
        }
    }

    pub fn columns_of(&mut self, table: &str) -> Result<Vec<String>> {
        let sql = match self {
            Engine::Sqlite(_) => "select name from pragma_table_info($1)",
            Engine::Postgres(_) => {
                "select cast(column_name as text) from information_schema.columns \
                 where table_name = $1 and table_schema = current_schema()"
            }
        };
        let rows = self.all(sql, &[table.into()])?;
        Ok(rows.iter().filter_map(|row| row[0].text().map(str::to_string)).collect())
    }
}

impl Postgres {
    fn prepared(&mut self, sql: &str) -> Result<postgres::Statement> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql).map_err(|e| postgres_error(sql, &e))?;
        self.prepared.insert(sql.to_string(), statement.clone());
        Ok(statement)
    }
}

/// A column's name and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub holds: Holds,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Int,
    Text,
    #[expect(dead_code, reason = "columns of the next registers")]
    Real,
    #[expect(dead_code, reason = "columns of the next registers")]
    Bytes,
}

impl Holds {
    pub fn word(self) -> &'static str {
        match self {
            Holds::Int => "bigint",
            Holds::Text => "text",
            Holds::Real => "double precision",
            Holds::Bytes => "bytes",
        }
    }

    fn postgres(self) -> Type {
        match self {
            Holds::Int => Type::INT8,
            Holds::Text => Type::TEXT,
            Holds::Real => Type::FLOAT8,
            Holds::Bytes => Type::BYTEA,
        }
    }
}

/// SQLite takes `$1` for a name and numbers names as they come; `?1` is the first value.
fn sqlite_text(sql: &str) -> String {
    sql.replace('$', "?")
}

/// A fresh schema on the tests' PostgreSQL: the address of a ledger of its own.
///
/// # Panics
/// Where no such server runs: a test that cannot run fails.
#[cfg(test)]
pub fn fresh_schema(name: &str) -> String {
    let postgres = std::env::var("LUANHE_TEST_POSTGRES").expect("./test starts a PostgreSQL");
    let made = format!("drop schema if exists {name} cascade; create schema {name}");
    Engine::open(&postgres)
        .and_then(|mut engine| engine.batch(&made))
        .expect("a schema of its own");
    format!("{postgres} options='-c search_path={name}'")
}

fn bind<'v>(
    statement: &mut rusqlite::Statement<'_>,
    values: impl IntoIterator<Item = impl Into<ValueRef<'v>>>,
) -> rusqlite::Result<()> {
    for (at, value) in values.into_iter().enumerate() {
        statement.raw_bind_parameter(at + 1, value.into())?;
    }
    Ok(())
}

fn dynamic<T: postgres::types::ToSql + Sync>(
    values: &[T],
) -> Vec<&(dyn postgres::types::ToSql + Sync)> {
    values.iter().map(|v| v as _).collect()
}

fn sqlite_error(sql: &str, error: &rusqlite::Error) -> Error {
    use rusqlite::ErrorCode::{
        DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase, SystemIoFailure,
    };
    let code = error.sqlite_error().map(|error| error.extended_code);
    match error.sqlite_error_code() {
        Some(DatabaseBusy | DatabaseLocked) => held(),
        // A quota or a limit on the file's size is told as a failed write.
        Some(SystemIoFailure) if code != Some(rusqlite::ffi::SQLITE_IOERR_WRITE) => {
            Error::Broken(format!("{error} in: {}", short(sql)))
        }
        Some(DiskFull | SystemIoFailure) => Error::Busy(say!(
            "磁盘已满，本次没有写入任何内容；请腾出空间后重试",
            "the disk is full and nothing was written; free some space and try again"
        )),
        Some(NotADatabase | DatabaseCorrupt) => {
            Error::Broken(format!("database file damaged: {error}"))
        }
        _ => Error::Broken(format!("{error} in: {}", short(sql))),
    }
}

fn postgres_error(sql: &str, error: &postgres::Error) -> Error {
    let Some(db) = error.as_db_error() else {
        return Error::Busy(say!(
            "与 PostgreSQL 的连接中断：{error}",
            "PostgreSQL went away: {error}"
        ));
    };
    match db.code().code() {
        "55P03" => held(),
        "53100" | "53200" | "53300" => Error::Busy(say!(
            "PostgreSQL 资源不足：{db}；本次没有写入任何内容",
            "PostgreSQL is out of resources: {db}; nothing was written"
        )),
        _ => Error::Broken(format!("{db} in: {}", short(sql))),
    }
}

fn held() -> Error {
    Error::Busy(say!(
        "数据库正被另一写入占用，请稍后再试",
        "another writer holds the database; try again"
    ))
}

fn short(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect()
}

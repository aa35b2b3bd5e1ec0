//! Two tables for each register, drawn from its FIELDS: `X_versions`, to which rows are only added,
//! and `X_now`, the latest version of each id, derived. See docs/decisions/0003.

use super::engine::{Column, Engine, Holds};
use super::{Kind, Register};
use crate::base::Result;

/// What stands in front of the fields in both tables.
const HEAD: &[(&str, Holds)] = &[
    ("id", Holds::Text),
    ("entry_no", Holds::Int),
    ("programme", Holds::Text),
    ("origin", Holds::Text),
];

/// What stands behind them: an adjustment's target and posting day, how many rows this one counts
/// for (1; an adjustment says 1, 0 or -1), and the source's number and row.
const TAIL: &[(&str, Holds)] = &[
    ("adjusts", Holds::Text),
    ("posted_on", Holds::Text),
    ("tally", Holds::Int),
    ("source", Holds::Int),
    ("source_row", Holds::Int),
];

pub const HEAD_COLUMNS: usize = HEAD.len();

fn column((name, holds): &(&str, Holds)) -> Column {
    Column { name: (*name).to_string(), holds: *holds }
}

impl Register {
    /// The columns that hold the fields, in order. A sensitive field has two: the sealed value, and
    /// the digest by which it is found.
    pub fn field_columns(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        for field in self.fields {
            let holds = if field.kind.is_number() { Holds::Int } else { Holds::Text };
            columns.push(column(&(field.name, holds)));
            if field.kind.is_sensitive() {
                columns.push(Column { name: format!("{}_key", field.name), holds: Holds::Text });
            }
        }
        columns
    }

    /// Where a field's (sealed) value stands among [`Register::field_columns`].
    pub fn slot(&self, name: &str) -> usize {
        let before = &self.fields[..self.at(name)];
        before.len() + before.iter().filter(|f| f.kind.is_sensitive()).count()
    }

    /// The column by which a field is filtered, compared and joined.
    pub fn lookup_column(&self, name: &str) -> String {
        let sensitive = self.field(name).is_some_and(|f| f.kind.is_sensitive());
        if sensitive { format!("{name}_key") } else { name.to_string() }
    }

    fn shared_columns(&self) -> Vec<Column> {
        let mut columns: Vec<Column> = HEAD.iter().map(column).collect();
        columns.extend(self.field_columns());
        columns.extend(TAIL.iter().map(column));
        columns
    }

    pub(super) fn version_columns(&self) -> Vec<Column> {
        let mut columns = self.shared_columns();
        columns.push(column(&("op", Holds::Text)));
        columns.push(column(&("row_digest", Holds::Text)));
        columns
    }

    pub(super) fn now_columns(&self) -> Vec<Column> {
        let mut columns = self.shared_columns();
        columns.push(column(&("content", Holds::Int)));
        columns
    }
}

/// `a, b, c` of the columns that both tables share, with an alias before each.
pub(super) fn shared_names(register: &Register, alias: &str) -> String {
    let names = register.shared_columns();
    names.iter().map(|c| format!("{alias}.{}", c.name)).collect::<Vec<_>>().join(", ")
}

/// Makes what is missing: tables, columns that the register has got since, indexes.
pub(super) fn create(engine: &mut Engine, register: &Register) -> Result<()> {
    let name = register.name;
    create_table(engine, &format!("{name}_versions"), &register.version_columns(), "id, entry_no")?;
    create_table(engine, &format!("{name}_now"), &register.now_columns(), "id")?;
    create_indexes(engine, register)
}

pub(super) fn create_indexes(engine: &mut Engine, register: &Register) -> Result<()> {
    indexes(register).iter().try_for_each(|(name, on)| {
        engine.batch(&format!("create index if not exists {name} on {on}"))
    })
}

pub(super) fn drop_indexes(engine: &mut Engine, register: &Register) -> Result<()> {
    indexes(register)
        .iter()
        .try_for_each(|(name, _)| engine.batch(&format!("drop index if exists {name}")))
}

/// Whether an index begins with a column of the rows as they are now.
pub(super) fn is_sought(register: &Register, column: &str) -> bool {
    let begins = format!("{}_now ({column},", register.name);
    indexes(register).iter().any(|(_, on)| on.starts_with(&begins))
}

/// The names of a register's indexes beside those of its primary keys, and what each is on.
pub(super) fn indexes(register: &Register) -> Vec<(String, String)> {
    let name = register.name;
    let mut indexes =
        vec![(format!("{name}_versions_entry"), format!("{name}_versions (entry_no, id)"))];
    let mut now = |index: &str, columns: &str| {
        indexes.push((format!("{name}_now_{index}"), format!("{name}_now {columns}")));
    };
    now("day", &format!("({}, id)", register.day));
    now("region", &format!("({}, {}, id)", register.region, register.day));
    if !register.key.is_empty() {
        let key: Vec<String> = register.key.iter().map(|k| register.lookup_column(k)).collect();
        now("key", &format!("({}, programme)", key.join(", ")));
    }
    for field in register.fields {
        let is_key = register.key.contains(&field.name);
        // The key's own index serves its first field, unless many rows share each of its words.
        let served = register.key.first() == Some(&field.name)
            && !matches!(field.kind, Kind::Choice(_) | Kind::Region);
        let other = field.name != register.day && field.name != register.region && !served;
        if other && (field.is_indexed() || is_key) {
            let column = register.lookup_column(field.name);
            // Of what rows may leave empty, the index holds the others only.
            let which =
                if field.required { String::new() } else { format!(" where {column} is not null") };
            now(field.name, &format!("({column}, id){which}"));
        }
    }
    indexes
}

fn create_table(engine: &mut Engine, table: &str, columns: &[Column], key: &str) -> Result<()> {
    let there = engine.columns_of(table)?;
    if there.is_empty() {
        let list = columns.iter().map(|c| format!("{} {}", c.name, c.holds.word()));
        let list = list.collect::<Vec<_>>().join(", ");
        // SQLite would number the rows too, and keep the ids in an index beside them.
        let unnumbered = if engine.is_postgres() { "" } else { " without rowid" };
        return engine
            .batch(&format!("create table {table} ({list}, primary key ({key})){unnumbered}"));
    }
    for column in columns.iter().filter(|c| !there.contains(&c.name)) {
        engine.batch(&format!(
            "alter table {table} add column {} {}",
            column.name,
            column.holds.word()
        ))?;
    }
    Ok(())
}

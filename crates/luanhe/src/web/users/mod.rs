//! Who may sign in, and their sessions. The same functions serve the command line and the pages.

use argon2::{Argon2, PasswordHasher, PasswordVerifier};

use crate::base::{Day, Error, Fault, Place, Result, say};
#[cfg(test)]
use crate::record::named;
use crate::record::{Act, Actor, EntryKind, Ledger, Origin, Role, Value, hex, of_bytes, statement};

const QUERIES: &str = include_str!("queries.sql");

/// How long a session lasts, whatever is done in it.
const SESSION_MS: i64 = 12 * 3_600_000;

/// A person who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    pub name: String,
    pub role: Role,
    /// Prefixes of region codes; empty: everywhere.
    pub scope: Vec<String>,
    /// Rows of persons were granted.
    pub persons: bool,
    /// The last day on which the user may sign in.
    pub until: Option<Day>,
}

impl User {
    fn read(row: &[Value]) -> Result<User> {
        let damaged = || Error::Broken("a user's row has the wrong types".to_string());
        let scope = row[2].text().ok_or_else(damaged)?;
        Ok(User {
            name: row[0].text().ok_or_else(damaged)?.to_string(),
            role: row[1].text().and_then(Role::of).ok_or_else(damaged)?,
            scope: scope.split(' ').filter(|s| !s.is_empty()).map(str::to_string).collect(),
            persons: row[3].int() == Some(1),
            until: row[4].day(),
        })
    }

    pub fn actor(&self) -> Actor {
        Actor {
            name: self.name.clone(),
            role: self.role,
            scope: self.scope.clone(),
            persons: self.persons,
            until: self.until,
        }
    }

    /// Refuses a user whose time is over.
    pub fn in_time(&self, today: Day) -> Result<()> {
        match self.until {
            Some(until) if today > until => Err(Error::Refused(say!(
                "账号 {} 的使用期限已于 {until} 届满；请联系系统管理员",
                "the time of {} ended on {until}; ask the administrator",
                self.name
            ))),
            _ => Ok(()),
        }
    }
}

/// Makes the tables that are missing.
pub fn prepare(ledger: &mut Ledger) -> Result<()> {
    ledger.in_write(|ledger| ledger.engine.batch(include_str!("schema.sql")))
}

#[cfg(test)]
/// The statements, for the test that prepares every one on both engines.
pub fn statements() -> Vec<(&'static str, &'static str)> {
    named(QUERIES)
}

fn sql(name: &str) -> &'static str {
    statement(QUERIES, name)
}

/// What is wrong with a user's name and scope.
pub fn flaws(user: &User) -> Vec<Fault> {
    let mut flaws = Vec::new();
    if user.name.is_empty() || user.name.chars().any(|c| c.is_whitespace() || c.is_control()) {
        flaws.push(Fault::error(
            Place::field("name"),
            say!("用户名为空或含空格", "the name is empty or has blanks"),
            say!("请填不含空格的用户名", "give a name without blanks"),
        ));
    }
    let is_prefix = |word: &str| {
        (2..=12).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    flaws.extend(user.scope.iter().filter(|word| !is_prefix(word)).map(|word| {
        Fault::error(
            Place::field("scope"),
            say!("“{word}”不是区划代码或其开头", "“{word}” is no division code nor its beginning"),
            say!("请填数字，如 1308 或 130825", "give digits, such as 1308 or 130825"),
        )
    }));
    flaws
}

/// Adds a user; it is recorded who did. The hash comes from [`hashed`], off the ledger's time.
pub fn add_user(ledger: &mut Ledger, by: &Actor, user: &User, hash: &str) -> Result<()> {
    by.administers()?;
    let flaws = flaws(user);
    if !flaws.is_empty() {
        return Err(Error::Faults(flaws));
    }
    if ledger.engine.one(sql("user"), &[user.name.as_str().into()])?.is_some() {
        return Err(Error::Conflict(say!("已有用户 {}", "there is a user {} already", user.name)));
    }
    // Recorded first: a user whom the chain does not know is worse than an entry without a user.
    let what = format!("user {} added as {} for {:?}", user.name, user.role.word(), user.scope);
    record(ledger, by, what)?;
    let now = ledger.clock.now_ms();
    let row: [Value; 7] = [
        user.name.as_str().into(),
        hash.into(),
        user.role.word().into(),
        user.scope.join(" ").into(),
        i64::from(user.persons).into(),
        user.until.into(),
        now.into(),
    ];
    ledger.engine.run(sql("add"), &row).map(|_| ())
}

pub fn users(ledger: &mut Ledger) -> Result<Vec<User>> {
    ledger.engine.all(sql("users"), &[])?.iter().map(|row| User::read(row)).collect()
}

/// Sets the last day of a user; a day that is past ends the sessions too.
pub fn set_until(ledger: &mut Ledger, by: &Actor, name: &str, until: Option<Day>) -> Result<()> {
    by.administers()?;
    let said = until.map_or("no end".to_string(), |day| day.to_string());
    let what = format!("user {name} may sign in until {said}");
    change(ledger, by, (name, what), ("set_until", until.into()))
}

/// Sets a password and ends the user's sessions.
pub fn set_password(ledger: &mut Ledger, by: &Actor, name: &str, hash: &str) -> Result<()> {
    if by.name != name {
        by.administers()?;
    }
    let what = format!("password of {name} changed");
    change(ledger, by, (name, what), ("set_hash", hash.into()))?;
    ledger.engine.run(sql("end_all"), &[name.into()]).map(|_| ())
}

/// Records what is done to a user that is there, and does it.
fn change(
    ledger: &mut Ledger,
    by: &Actor,
    (name, what): (&str, String),
    (statement, value): (&str, Value),
) -> Result<()> {
    if ledger.engine.one(sql("user"), &[name.into()])?.is_none() {
        return Err(Error::Missing(say!("没有用户 {name}", "there is no user {name}")));
    }
    record(ledger, by, what)?;
    ledger.engine.run(sql(statement), &[name.into(), value]).map(|_| ())
}

/// An act of access: it changes no row, and stands in the chain.
pub fn record(ledger: &mut Ledger, by: &Actor, reason: String) -> Result<()> {
    let act = Act {
        kind: EntryKind::Access,
        actor: by,
        reason,
        programme: String::new(),
        origin: Origin::Own,
        source: String::new(),
        sheets: Vec::new(),
    };
    ledger.write(&act, &mut std::iter::empty()).map(|_| ())
}

/// The argon2id hash of a new password, which must be worth one.
pub fn hashed(password: &str) -> Result<String> {
    if password.chars().count() < 8 {
        return Err(Error::fault(Fault::error(
            Place::field("password"),
            say!("口令太短", "the password is too short"),
            say!("请用至少8个字符", "use at least 8 characters"),
        )));
    }
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|e| Error::broken("password hash", e))
}

/// Whether a password is the one of the hash. Where there is no such user, time passes all the
/// same, so that names cannot be told apart.
pub fn verified(password: &str, hash: Option<&str>) -> bool {
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5$\
                          AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let right = Argon2::default().verify_password(password.as_bytes(), hash.unwrap_or(NOBODY));
    right.is_ok() && hash.is_some()
}

/// A user with the hash of the password.
pub fn user(ledger: &mut Ledger, name: &str) -> Result<Option<(User, String)>> {
    let row = ledger.engine.one(sql("user"), &[name.into()])?;
    let one = |row: Vec<Value>| Ok((User::read(&row)?, row[5].text().unwrap_or("").to_string()));
    row.map(one).transpose()
}

/// Opens a session for a user whose password was right, and records it. Gives the token.
pub fn open_session(ledger: &mut Ledger, user: &User, from: &str) -> Result<String> {
    user.in_time(ledger.clock.today())?;
    record(ledger, &user.actor(), format!("signed in from {from}"))?;
    let token = random()?;
    let now = ledger.clock.now_ms();
    ledger.engine.run(sql("end_old"), &[now.into()])?;
    let ends: Value = (now + SESSION_MS).into();
    let row = [of_bytes(token.as_bytes()).into(), user.name.as_str().into(), ends];
    ledger.engine.run(sql("open"), &row)?;
    Ok(token)
}

pub fn session(ledger: &mut Ledger, token: &str) -> Result<Option<User>> {
    let values = [of_bytes(token.as_bytes()).into(), ledger.clock.now_ms().into()];
    let row = ledger.engine.one(sql("session"), &values)?;
    row.map(|row| User::read(&row)).transpose()
}

pub fn end_session(ledger: &mut Ledger, token: &str) -> Result<()> {
    ledger.engine.run(sql("end"), &[of_bytes(token.as_bytes()).into()]).map(|_| ())
}

/// 32 random bytes in hexadecimal.
pub fn random() -> Result<String> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).map_err(|e| Error::broken("random source", e))?;
    Ok(hex(&bytes))
}

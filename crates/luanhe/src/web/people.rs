//! Users, for the administrator: who they are, what they may see, and until when.

use askama::Template;

use super::ask::Ask;
use super::reply::Reply;
use super::users::{self, User};
use crate::base::{Day, Error, Fault, Place, Result, kept, say};
use crate::pages::{Params, Say, Verb, drawn};
use crate::record::{Ledger, Role};

#[derive(Template)]
#[template(path = "users.html")]
struct UsersPage<'a> {
    say: Say,
    csrf: &'a str,
    users: Vec<(User, &'static str, String)>,
    roles: Vec<(&'static str, &'static str)>,
    today: Day,
    typed: &'a Params,
    faults: Vec<String>,
}

impl UsersPage<'_> {
    fn is_over(&self, user: &User) -> bool {
        user.in_time(self.today).is_err()
    }

    fn value(&self, name: &str) -> &str {
        self.typed.get(name).unwrap_or("")
    }
}

pub fn users(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    page(ledger, ask, &[])
}

fn page(ledger: &mut Ledger, ask: &Ask, faults: &[Fault]) -> Result<Reply> {
    ask.actor()?.administers()?;
    let say = ask.say();
    let roles = [Role::Office, Role::County, Role::Auditor, Role::Administrator];
    let line = |user: User| {
        let until = user.until.map_or_else(String::new, |day| day.to_string());
        let role = user.role.label().to(ask.lang);
        (user, role, until)
    };
    let page = UsersPage {
        say,
        csrf: &ask.csrf,
        users: users::users(ledger)?.into_iter().map(line).collect(),
        roles: roles.map(|role| (role.word(), role.label().to(ask.lang))).to_vec(),
        today: ledger.clock.today(),
        typed: &ask.form,
        faults: faults.iter().map(|f| f.line(ask.lang)).collect(),
    };
    let status = if faults.is_empty() { 200 } else { 422 };
    let body = drawn(&page)?;
    Ok(match ask.page(Verb::Aside, say.of("用户", "Users"), &body)? {
        Reply::Page(_, html) => Reply::Page(status, html),
        reply => reply,
    })
}

fn done() -> Reply {
    Reply::To(Params::default().with("notice", "user").link("/users"))
}

/// The day of a form's field; empty is none.
fn day(ask: &Ask, name: &str) -> Result<Option<Day>> {
    let Some(word) = ask.form.get(name) else { return Ok(None) };
    Day::parse(word).map(Some).ok_or_else(|| {
        Error::fault(Fault::error(
            Place::field(name),
            say!("看不懂“{word}”", "cannot read “{word}”"),
            say!("请填日期，如 2026-12-31", "give a day like 2026-12-31"),
        ))
    })
}

pub fn add(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    match added(ledger, ask) {
        Err(Error::Faults(faults)) => page(ledger, ask, &faults),
        added => added.map(|()| done()),
    }
}

fn added(ledger: &mut Ledger, ask: &Ask) -> Result<()> {
    ask.actor()?.administers()?;
    let mut faults = Vec::new();
    let role = ask.form.get("role").and_then(Role::of).filter(|role| *role != Role::System);
    if role.is_none() {
        faults.push(Fault::error(
            Place::field("role"),
            say!("没有选择角色", "no role was chosen"),
            say!("请选择角色", "choose a role"),
        ));
    }
    let until = kept(day(ask, "until"), &mut faults)?.flatten();
    let hash = kept(users::hashed(ask.form.get("password").unwrap_or("")), &mut faults)?;
    let user = User {
        name: ask.form.get("name").unwrap_or("").to_string(),
        role: role.unwrap_or(Role::Auditor),
        scope: ask.form.get("scope").unwrap_or("").split_whitespace().map(str::to_string).collect(),
        persons: ask.form.has("persons"),
        until,
    };
    faults.extend(users::flaws(&user));
    match hash {
        Some(hash) if faults.is_empty() => users::add_user(ledger, ask.actor()?, &user, &hash),
        _ => Err(Error::Faults(faults)),
    }
}

/// The last day of a user's time.
pub fn term(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let until = day(ask, "until")?;
    users::set_until(ledger, ask.actor()?, ask.part("name"), until)?;
    Ok(done())
}

pub fn password(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    ask.actor()?.administers()?;
    let hash = users::hashed(ask.form.get("password").unwrap_or(""))?;
    users::set_password(ledger, ask.actor()?, ask.part("name"), &hash)?;
    Ok(done())
}

//! `luanhe user add|list`.

use std::process::ExitCode;

use serde_json::json;

use super::args::{Args, User, UserCommand};
use super::open;
use super::out::Out;
use crate::base::{Error, Fault, Place, Result, say};
use crate::web::users;

const SHORTEST_PASSWORD: usize = 10;

pub fn run(args: &Args, asked: &User, out: &Out) -> Result<ExitCode> {
    let mut ledger = open::ledger(args)?;
    users::prepare(&mut ledger)?;
    match &asked.command {
        UserCommand::Add { name, role, scope, until } => {
            let until = until.as_deref().map(|day| open::day(day, "until")).transpose()?;
            let hash = users::hashed(&password()?)?;
            let (role, scope, name) = (*role, scope.clone(), name.clone());
            let user = users::User { name: name.clone(), role, scope, persons: false, until };
            users::add_user(&mut ledger, &open::me(), &user, &hash)?;
            let said = say!("已添加用户 {name}", "user {name} added");
            out.answer(&json!({"user": name}), [said.to(out.lang).to_string()]);
        }
        UserCommand::List => {
            let users = users::users(&mut ledger)?;
            let lines = users.iter().map(|user| {
                let scope = user.scope.join(" ");
                format!("{}  {}  {scope}", user.name, user.role.label().to(out.lang))
            });
            let json: Vec<_> = users
                .iter()
                .map(|u| json!({"name": u.name, "role": u.role.word(), "scope": u.scope}))
                .collect();
            out.answer(&json!(json), lines.collect::<Vec<_>>());
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// One line of standard input: a password on the command line would stand in the shell's history.
fn password() -> Result<String> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(|e| Error::broken("standard input", e))?;
    let password = line.trim_end_matches(['\n', '\r']).to_string();
    if password.chars().count() < SHORTEST_PASSWORD {
        return Err(Error::fault(Fault::error(
            Place::field("password"),
            say!("密码太短", "the password is too short"),
            say!(
                "请从标准输入给出至少 {SHORTEST_PASSWORD} 个字符",
                "give at least {SHORTEST_PASSWORD} characters on standard input"
            ),
        )));
    }
    Ok(password)
}

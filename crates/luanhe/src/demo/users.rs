//! Who may sign in to the demo. These passwords are printed by the demo command; they are data of
//! the demo, and no other database may be given them.

use crate::base::{Text, text};
use crate::record::Role;

pub struct User {
    /// The sign-in name.
    pub name: &'static str,
    pub password: &'static str,
    pub label: Text,
    pub role: Role,
    /// Prefixes of region codes; empty: everywhere.
    pub scope: &'static [&'static str],
    /// Days for which the account is open; `None`: without end.
    pub days: Option<u16>,
}

pub const USERS: &[User] = &[
    User {
        name: "office",
        password: "yanshi-office-2021",
        label: text("协作办", "cooperation office"),
        role: Role::Office,
        scope: &[],
        days: None,
    },
    User {
        name: "longhua",
        password: "yanshi-longhua-2021",
        label: text("隆化县经办人", "clerk of Longhua county"),
        role: Role::County,
        scope: &["130825"],
        days: None,
    },
    User {
        name: "auditor",
        password: "yanshi-auditor-2021",
        label: text("审计组", "auditor"),
        role: Role::Auditor,
        scope: &["1308"],
        days: Some(90),
    },
    User {
        name: "admin",
        password: "yanshi-admin-2021",
        label: text("系统管理员", "administrator"),
        role: Role::Administrator,
        scope: &[],
        days: None,
    },
];

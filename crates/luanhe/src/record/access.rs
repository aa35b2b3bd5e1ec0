//! Who may do what, where: one place for reading, writing, export, attachments, search and API.

use super::Register;
use crate::base::{Day, Error, Result, Said, Text, say, text};

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Role {
    /// The giving side's office (合作交流办): aggregates and projects; persons only where granted.
    Office,
    /// A county's clerk: reads and writes the rows of the county.
    County,
    /// Reads everything in its scope, for a limited time; writes nothing.
    Auditor,
    /// Users and settings; no rows of persons.
    Administrator,
    /// The owner of the database at its own machine.
    System,
}

impl Role {
    pub fn word(self) -> &'static str {
        match self {
            Role::Office => "office",
            Role::County => "county",
            Role::Auditor => "auditor",
            Role::Administrator => "administrator",
            Role::System => "system",
        }
    }

    pub fn of(word: &str) -> Option<Role> {
        [Role::Office, Role::County, Role::Auditor, Role::Administrator, Role::System]
            .into_iter()
            .find(|role| role.word() == word)
    }

    pub const fn label(self) -> Text {
        match self {
            Role::Office => text("协作办", "cooperation office"),
            Role::County => text("县级经办", "county clerk"),
            Role::Auditor => text("审计（只读）", "auditor (read-only)"),
            Role::Administrator => text("系统管理员", "administrator"),
            Role::System => text("本机", "this machine"),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub name: String,
    pub role: Role,
    /// Prefixes of region codes; empty: everywhere.
    pub scope: Vec<String>,
    /// Rows of persons were granted to a role that does not have them by itself.
    pub persons: bool,
    /// The last day on which it may do anything.
    pub until: Option<Day>,
}

impl Actor {
    pub fn system(name: &str) -> Actor {
        Actor {
            name: name.to_string(),
            role: Role::System,
            scope: Vec::new(),
            persons: true,
            until: None,
        }
    }

    pub fn reads(&self, register: &Register) -> Result<()> {
        let persons =
            self.persons || matches!(self.role, Role::County | Role::Auditor | Role::System);
        if register.personal && !persons {
            let (title, role) = (register.title, self.role.label());
            return Err(Error::Refused(Said {
                zh: format!("{}含个人信息，{}需经授权才能查看", title.zh, role.zh),
                en: format!("{} hold personal data; the {} needs a grant", title.en, role.en),
            }));
        }
        Ok(())
    }

    pub fn writes(&self, register: &Register) -> Result<()> {
        self.reads(register)?;
        if matches!(self.role, Role::Auditor | Role::Administrator) {
            let role = self.role.label();
            return Err(Error::Refused(Said {
                zh: format!("{}不能改动台账；请由协作办或县级经办办理", role.zh),
                en: format!("the {} changes no row; an office or a county clerk may", role.en),
            }));
        }
        Ok(())
    }

    pub fn covers(&self, region: &str) -> bool {
        self.scope.is_empty() || self.scope.iter().any(|prefix| region.starts_with(prefix.as_str()))
    }

    /// Refuses a row outside the scope, without saying more about it than its place.
    pub fn in_scope(&self, region: &str) -> Result<()> {
        if self.covers(region) {
            return Ok(());
        }
        Err(Error::Refused(say!(
            "地区 {region} 不在您的管辖范围内",
            "region {region} is outside your scope"
        )))
    }

    pub fn administers(&self) -> Result<()> {
        if matches!(self.role, Role::Administrator | Role::System) {
            return Ok(());
        }
        Err(Error::Refused(say!("只有系统管理员可以办理", "only an administrator may do this")))
    }
}

//! Six kinds of error, because a person can act in six ways; each maps once to HTTP and exit code.

use std::fmt;

use super::{Fault, Lang, Said, say};

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug)]
pub enum Error {
    /// Your data: each fault has its place, reason and remedy.
    Faults(Vec<Fault>),
    /// No such thing, or none that you may see.
    Missing(Said),
    /// You may not.
    Refused(Said),
    /// Someone was first, or the state has moved on.
    Conflict(Said),
    /// A limit was reached; try again later.
    Busy(Said),
    /// Ours. The text is for the log; the user gets a number to quote.
    Broken(String),
}

impl Error {
    pub fn broken(what: &str, cause: impl fmt::Display) -> Error {
        Error::Broken(format!("{what}: {cause}"))
    }

    /// A single fault of a field or a file.
    pub fn fault(fault: Fault) -> Error {
        Error::Faults(vec![fault])
    }

    pub fn code(&self) -> &'static str {
        match self {
            Error::Faults(_) => "faults",
            Error::Missing(_) => "missing",
            Error::Refused(_) => "refused",
            Error::Conflict(_) => "conflict",
            Error::Busy(_) => "busy",
            Error::Broken(_) => "broken",
        }
    }

    pub fn exit(&self) -> u8 {
        match self {
            Error::Broken(_) => 1,
            Error::Faults(_) => 2,
            Error::Missing(_) => 3,
            Error::Refused(_) => 4,
            Error::Conflict(_) => 5,
            Error::Busy(_) => 6,
        }
    }

    pub fn status(&self) -> u16 {
        match self {
            Error::Broken(_) => 500,
            Error::Faults(_) => 422,
            Error::Missing(_) => 404,
            Error::Refused(_) => 403,
            Error::Conflict(_) => 409,
            Error::Busy(_) => 503,
        }
    }

    /// What the user reads; faults one a line.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Error::Faults(faults) => {
                faults.iter().map(|f| f.line(lang)).collect::<Vec<_>>().join("\n")
            }
            Error::Missing(said)
            | Error::Refused(said)
            | Error::Conflict(said)
            | Error::Busy(said) => said.to(lang).to_string(),
            Error::Broken(chain) => {
                say!("系统出错：{chain}", "internal error: {chain}").to(lang).into()
            }
        }
    }
}

/// Keeps faults for later, so that all are told at once; other errors end the work.
pub fn kept<T>(found: Result<T>, faults: &mut Vec<Fault>) -> Result<Option<T>> {
    match found {
        Err(Error::Faults(more)) => {
            faults.extend(more);
            Ok(None)
        }
        found => found.map(Some),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(Lang::Zh))
    }
}

impl std::error::Error for Error {}

//! What goes to the terminal: answers to stdout, talk to stderr; JSON where it was asked for.

use std::io::Write;

use serde_json::{Value as Json, json};

use crate::base::{Error, Lang, Said};

pub struct Out {
    pub json: bool,
    pub lang: Lang,
}

impl Out {
    /// One answer: JSON, or the lines for people.
    pub fn answer(&self, json: &Json, lines: impl IntoIterator<Item = String>) {
        if self.json {
            self.line(&format!("{json:#}"));
        } else {
            lines.into_iter().for_each(|line| self.line(&line));
        }
    }

    pub fn line(&self, line: &str) {
        // A closed pipe (| head) ends the reader's interest, not our work.
        let _closed_pipe = writeln!(std::io::stdout(), "{line}");
    }

    /// Talk: progress and remarks; never part of the answer.
    pub fn talk(&self, said: &Said) {
        let _closed_pipe = writeln!(std::io::stderr(), "{}", said.to(self.lang));
    }

    pub fn error(&self, error: &Error) {
        if self.json {
            let faults = match error {
                Error::Faults(faults) => json!(faults),
                _ => json!([]),
            };
            let said = error.said(self.lang);
            self.line(&format!(
                "{:#}",
                json!({"error": error.code(), "message": said, "faults": faults})
            ));
        } else {
            let _closed_pipe = writeln!(std::io::stderr(), "{}", error.said(self.lang));
        }
    }
}

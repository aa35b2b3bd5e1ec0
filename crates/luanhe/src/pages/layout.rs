//! The frame around every page: navigation by the six verbs, who is signed in, the programme, the
//! language, and the banner of a demo. Handlers give a title and a body; nothing else is repeated.

use askama::Template;

use super::params::{Params, part};
use super::say::Say;
use crate::base::{Error, Lang, Result, Said};

/// Where a page stands in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Home,
    Import,
    Record,
    Watch,
    Measure,
    Plan,
    Tell,
    /// Users, entries, manual: reached from the foot of the page.
    Aside,
}

/// What every page is told about its visitor and its site.
#[derive(Clone, Debug)]
pub struct Frame {
    pub lang: Lang,
    /// Name and role of who is signed in.
    pub who: Option<(String, String)>,
    pub administers: bool,
    pub programme: Said,
    pub synthetic: bool,
    /// Stands in every form.
    pub csrf: String,
    /// The page's own address, for the language switch.
    pub path: String,
    pub query: Params,
    pub css: String,
    pub script: String,
    /// What the last act did, said once.
    pub notice: Option<String>,
}

impl Frame {
    pub fn say(&self) -> Say {
        Say(self.lang)
    }
}

#[derive(Template)]
#[template(path = "layout.html")]
struct Layout<'a> {
    say: Say,
    frame: &'a Frame,
    title: &'a str,
    verb: Verb,
    other: String,
    body: &'a str,
}

impl Layout<'_> {
    fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    fn verbs(&self) -> [(&'static str, &'static str, bool); 6] {
        let one = |verb, path, zh, en| (path, self.say.of(zh, en), self.verb == verb);
        [
            one(Verb::Import, "/imports", "导入", "Import"),
            one(Verb::Record, "/registers", "台账", "Record"),
            one(Verb::Watch, "/findings", "监测", "Watch"),
            one(Verb::Measure, "/measures", "测度", "Measure"),
            one(Verb::Plan, "/plans", "规划", "Plan"),
            one(Verb::Tell, "/reports", "报告", "Tell"),
        ]
    }
}

/// A whole page around a body that is HTML already.
pub fn layout(frame: &Frame, verb: Verb, title: &str, body: &str) -> Result<String> {
    let other = if frame.lang == Lang::Zh { "en" } else { "zh-CN" };
    let other = frame.query.with("lang", other).link(&frame.path);
    drawn(&Layout { say: frame.say(), frame, title, verb, other, body })
}

/// A template as text.
pub fn drawn(template: &impl Template) -> Result<String> {
    template.render().map_err(|e| Error::broken("a page's template", e))
}

/// The address of a row.
pub fn row_path(register: &str, id: &str) -> String {
    format!("/{register}/{}", part(id))
}

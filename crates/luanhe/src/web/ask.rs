//! A request as handlers see it: who asks, in which language, with which words. No HTTP beyond here.

use std::sync::Arc;

use super::App;
use super::assets;
use super::reply::Reply;
use crate::base::{Error, Lang, Result, say};
use crate::pages::{Frame, Params, Say, Verb, layout};
use crate::record::{Actor, Ledger, Register, Role};

/// A file that came with a form.
pub struct Upload {
    pub field: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

pub struct Ask {
    pub app: Arc<App>,
    /// Nobody is signed in on the few pages that need no name.
    pub who: Option<Actor>,
    pub lang: Lang,
    /// What every form of this session carries.
    pub csrf: String,
    pub path: String,
    /// The named parts of the path.
    pub parts: Vec<(String, String)>,
    pub query: Params,
    pub form: Params,
    pub files: Vec<Upload>,
    /// The body of an API call.
    pub json: Option<serde_json::Value>,
    /// Where the request came from.
    pub address: String,
    /// The session's own token.
    pub token: String,
}

impl Ask {
    pub fn say(&self) -> Say {
        Say(self.lang)
    }

    /// Who asks; handlers behind the sign-in always have one.
    pub fn actor(&self) -> Result<&Actor> {
        self.who.as_ref().ok_or_else(|| Error::Refused(say!("请先登录", "sign in first")))
    }

    pub fn part(&self, name: &str) -> &str {
        let part = self.parts.iter().find(|(n, _)| n == name);
        part.map_or("", |(_, value)| value.as_str())
    }

    /// The register that the path names.
    pub fn register(&self, ledger: &Ledger) -> Result<&'static Register> {
        let found = ledger.catalog.register(self.part("register"));
        // A program is told which registers there are; a person has mistyped a page.
        if found.is_err() && !self.path.starts_with("/api/") {
            let path = &self.path;
            return Err(Error::Missing(say!("没有 {path} 这个页面", "there is no page {path}")));
        }
        found
    }

    pub fn frame(&self) -> Frame {
        let who = self.who.as_ref();
        let role = |actor: &Actor| actor.role.label().to(self.lang).to_string();
        let site = &self.app.site;
        Frame {
            lang: self.lang,
            who: who.map(|actor| (actor.name.clone(), role(actor))),
            administers: who.is_some_and(|a| matches!(a.role, Role::Administrator | Role::System)),
            programme: site.title.clone(),
            synthetic: site.is_demo(),
            csrf: self.csrf.clone(),
            path: self.path.clone(),
            query: self.query.clone(),
            css: assets::path("luanhe.css"),
            script: assets::path("luanhe.js"),
            notice: self.notice().map(str::to_string),
        }
    }

    /// A whole page.
    pub fn page(&self, verb: Verb, title: &str, body: &str) -> Result<Reply> {
        layout(&self.frame(), verb, title, body).map(Reply::page)
    }

    /// What the last act did. The address carries a word of ours, never a sentence.
    fn notice(&self) -> Option<&'static str> {
        let say = self.say();
        Some(match self.query.get("notice")? {
            "saved" => say.of("已保存。", "Saved."),
            "corrected" => say.of(
                "已更正；原来的内容在历史里。",
                "Corrected; what stood before is in the history.",
            ),
            "adjusted" => say.of("已记调整分录。", "The adjusting entry is booked."),
            "voided" => say.of("已作废。", "Voided."),
            "cleared" => say.of("已核销。", "Cleared."),
            "undone" => {
                say.of("已撤销；各行回到原来的内容。", "Undone; the rows are as they were.")
            }
            "attached" => say.of("佐证已上传。", "The evidence is attached."),
            "closed" => say.of("已结账。", "Closed."),
            "user" => say.of("用户已保存。", "The user is saved."),
            "stopped" => say.of("已停止，没有收下任何内容。", "Stopped; nothing was recorded."),
            "forgotten" => say.of("已忘记。", "Forgotten."),
            _ => return None,
        })
    }
}

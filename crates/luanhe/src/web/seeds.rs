//! The two texts as a map: each phrase with what it comes to in the ledger, in the order of the texts.

use askama::Template;

use super::ask::Ask;
use super::findings::{Found, found};
use super::measures::{Figure, figure};
use super::reply::Reply;
use crate::base::Result;
use crate::pages::{Say, Verb, drawn};
use crate::record::{Ledger, Role};
use crate::topics::{self, Phrase, Status, phrases};

struct Tile {
    phrase: Phrase,
    /// Class and word.
    status: (&'static str, &'static str),
    figures: Vec<Figure>,
    /// Registers and pages: title and address.
    places: Vec<(&'static str, String)>,
    /// Findings in its registers that nobody has cleared.
    open: usize,
}

/// A text with its phrases, and how many of them work, partly work, are not there yet.
struct Part {
    title: &'static str,
    counts: [usize; 3],
    tiles: Vec<Tile>,
}

#[derive(Template)]
#[template(path = "seeds.html")]
struct SeedsPage {
    say: Say,
    parts: Vec<Part>,
}

pub fn seeds(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let say = ask.say();
    let found = found(ledger, ask)?;
    let report = say.of("报道：助脱贫 引项目（北方网，2022-02-26）", "The report (2022-02-26)");
    let paper = say.of("论文：京冀产业协作（摘要）", "The paper on Beijing and Hebei (abstract)");
    let mut parts = Vec::new();
    for (letter, title) in [('B', report), ('A', paper)] {
        let own: Vec<Phrase> = phrases().filter(|p| p.code.starts_with(letter)).collect();
        let count = |status| own.iter().filter(|phrase| phrase.status == status).count();
        let counts = [Status::Works, Status::Partly, Status::NotYet].map(count);
        let tiles = own.iter().map(|phrase| tile(ledger, ask, *phrase, &found));
        parts.push(Part { title, counts, tiles: tiles.collect::<Result<_>>()? });
    }
    let body = drawn(&SeedsPage { say, parts })?;
    ask.page(Verb::Home, say.of("两份材料逐句对照", "The two texts, phrase by phrase"), &body)
}

fn tile(ledger: &mut Ledger, ask: &Ask, phrase: Phrase, found: &[Found]) -> Result<Tile> {
    let (say, actor) = (ask.say(), ask.actor()?);
    let mut figures = Vec::new();
    if actor.role != Role::Administrator {
        for indicator in phrase.indicators() {
            figures.push(figure(ledger, ask, indicator)?);
        }
    }
    let registers = || phrase.registers();
    let own = |one: &&Found| registers().any(|register| register.name == one.rule.register.name);
    let registers = registers().map(|r| (say.text(&r.title), format!("/{}", r.name)));
    let pages = phrase.pages().map(|path| (page_title(say, path), path.to_string()));
    Ok(Tile {
        status: match phrase.status {
            Status::Works => ("good", say.of("可用", "works")),
            Status::Partly => ("doubt", say.of("部分可用", "partly")),
            Status::NotYet => ("", say.of("尚未做到", "not yet")),
        },
        open: found.iter().filter(own).map(|one| one.open).sum(),
        figures,
        places: registers.chain(pages).collect(),
        phrase,
    })
}

/// What a page is called.
fn page_title(say: Say, path: &'static str) -> &'static str {
    let mut pages = topics::ALL.iter().flat_map(|t| t.pages.iter().map(move |p| (t.name, p)));
    let own = pages.find(|(topic, page)| path == format!("/topics/{topic}/{}", page.name));
    match (own, path) {
        (Some((_, page)), _) => say.text(&page.title),
        (None, "/claims") => say.of("核对文稿", "check a text"),
        (None, "/studies") => say.of("研究方法", "studies"),
        (None, _) => path,
    }
}

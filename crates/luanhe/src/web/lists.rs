//! Registers, their lists, and what is taken away from them.

use askama::Template;

use super::ask::Ask;
use super::reply::{CSV, JSON, Reply, XLSX, ZIP};
use crate::base::{Error, Result, grouped, say};
use crate::pages::{Export, ListAsked, MOST_PACKED, Say, Verb, drawn, list, query};
use crate::record::{Ledger, Query};
use crate::topics::{Page, Topic};

struct Group {
    title: &'static str,
    /// Address, title, number of rows, or why it is not shown.
    registers: Vec<(String, &'static str, Result<String, String>)>,
    /// Address and title of pages written by hand.
    pages: Vec<(String, &'static str)>,
}

#[derive(Template)]
#[template(path = "registers.html")]
struct RegistersPage {
    say: Say,
    groups: Vec<Group>,
}

pub fn registers(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let (say, actor) = (ask.say(), ask.actor()?);
    let mut groups = Vec::new();
    let parties = ledger.catalog.registers.clone();
    let site = &ask.app.site;
    let owned = |name: &str| site.topics.iter().any(|t| t.registers.iter().any(|r| r.name == name));
    let rest = parties.into_iter().filter(|r| !owned(r.name)).collect::<Vec<_>>();
    let page = |topic: &Topic, page: &Page| {
        (format!("/topics/{}/{}", topic.name, page.name), say.text(&page.title))
    };
    let topics = site.topics.iter().map(|t| {
        let pages = t.pages.iter().map(|own| page(t, own)).collect();
        (say.text(&t.title), t.registers.to_vec(), pages)
    });
    let rest = (say.of("主体与记录", "parties and records"), rest, Vec::new());
    for (title, registers, pages) in topics.chain([rest]) {
        let mut group = Group { title, registers: Vec::new(), pages };
        for register in registers {
            let counted = match actor.reads(register) {
                Ok(()) => {
                    let query = Query { programme: site.programme.clone(), ..Query::of(register) };
                    let rows = ledger.count(actor, &query, 1_000_001)?;
                    Ok(grouped(&rows.to_string()))
                }
                Err(error) => Err(error.said(ask.lang)),
            };
            group.registers.push((
                format!("/{}", register.name),
                say.text(&register.title),
                counted,
            ));
        }
        groups.push(group);
    }
    let body = drawn(&RegistersPage { say, groups })?;
    ask.page(Verb::Record, say.of("台账", "Registers"), &body)
}

/// A page of a topic that no register draws.
pub fn topic_page(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let (topic, name) = (ask.part("topic"), ask.part("page"));
    let site = &ask.app.site;
    let own = site.topics.iter().find(|t| t.name == topic);
    let page = own.and_then(|t| t.pages.iter().find(|page| page.name == name));
    let page = page.ok_or_else(|| {
        let path = &ask.path;
        Error::Missing(say!("没有 {path} 这个页面", "there is no page {path}"))
    })?;
    let (say, actor) = (ask.say(), ask.actor()?);
    let body = (page.body)(ledger, actor, &site.programme, &ask.query, say)?;
    ask.page(Verb::Record, say.text(&page.title), &body)
}

pub fn list_asked<'a>(
    ask: &'a Ask,
    register: &'static crate::record::Register,
    path: &'a str,
) -> Result<ListAsked<'a>> {
    Ok(ListAsked {
        say: ask.say(),
        actor: ask.actor()?,
        register,
        path,
        params: &ask.query,
        home: &ask.app.site.home,
        counts: &ask.app.counts,
    })
}

pub fn list_page(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let register = ask.register(ledger)?;
    let asked = list_asked(ask, register, &ask.path)?;
    let body = list(ledger, &asked, &ask.app.site.programme)?;
    ask.page(Verb::Record, ask.say().text(&register.title), &body)
}

pub fn export(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let register = ask.register(ledger)?;
    let query = query(ledger, register, &ask.app.site.programme, &ask.query)?;
    exported(ledger, ask, query)
}

/// All rows of a query in the format that the path names.
pub fn exported(ledger: &mut Ledger, ask: &Ask, query: Query) -> Result<Reply> {
    let site = &ask.app.site;
    let actor = ask.actor()?;
    let export = Export {
        say: ask.say(),
        actor,
        asked: &ask.query,
        programme: ask.say().said(&site.title),
        synthetic: site.is_demo(),
        query,
    };
    let title = export.query.register.title.to(ask.lang);
    let name = format!("{title} {}", ledger.clock.today());
    match ask.part("format") {
        "csv" => {
            Ok(Reply::File { name: format!("{name}.csv"), media: CSV, bytes: export.csv(ledger)? })
        }
        "xlsx" => Ok(Reply::File {
            name: format!("{name}.xlsx"),
            media: XLSX,
            bytes: export.xlsx(ledger)?,
        }),
        "json" => Ok(Reply::File {
            name: format!("{name}.json"),
            media: JSON,
            bytes: export.json(ledger)?,
        }),
        "zip" => {
            let mut out = std::io::Cursor::new(Vec::new());
            export.pack(ledger, &mut out, MOST_PACKED)?;
            let name = format!("{name} {}.zip", ask.say().of("佐证包", "evidence"));
            Ok(Reply::File { name, media: ZIP, bytes: out.into_inner() })
        }
        other => Err(Error::Missing(say!(
            "没有 {other} 格式；可用 csv、xlsx、json、zip（佐证包）",
            "there is no format {other}; take csv, xlsx, json or zip (evidence)"
        ))),
    }
}

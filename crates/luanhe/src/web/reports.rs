//! Reports: documents of the ledger, set as a page, with every figure a link to its rows, and as
//! files to take away.

use std::sync::Arc;

use askama::Template;

use super::ask::Ask;
use super::assets;
use super::reply::{DOCX, JSON, Reply, XLSX};
use crate::base::{Error, Result, say};
use crate::pages::{Say, Verb, drawn};
use crate::record::{Actor, Ledger};
use crate::tell::{Brief, Document, annual, article, docx, json, xlsx};
use crate::topics;

#[derive(Template)]
#[template(path = "reports.html")]
struct ReportsPage {
    say: Say,
    years: Vec<i16>,
}

pub fn reports(_: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let site = &ask.app.site;
    ask.actor()?;
    let years = (site.from.year()..=site.to.year()).rev().collect();
    let say = ask.say();
    ask.page(Verb::Tell, say.of("报告", "Reports"), &drawn(&ReportsPage { say, years })?)
}

/// The annual brief that the path names, for what the actor may see.
fn brief(ledger: &mut Ledger, ask: &Ask) -> Result<Arc<Document>> {
    let (actor, site) = (ask.actor()?, &ask.app.site);
    let year = ask.part("year");
    let known =
        year.parse::<i16>().ok().filter(|y| (site.from.year()..=site.to.year()).contains(y));
    let year = known.ok_or_else(|| {
        let (from, to) = (site.from.year(), site.to.year());
        Error::Missing(say!(
            "没有 {year} 年的简报；有 {from} 至 {to} 年",
            "no brief of {year}; there are {from} to {to}"
        ))
    })?;
    let key = format!("{year} {:?} {}", actor.scope, actor.persons);
    let state = ledger.state()?;
    // A brief asks hundreds of questions.
    ask.app.briefs.get(&state, key, || written(ledger, actor, &site.programme, year))
}

fn written(ledger: &mut Ledger, actor: &Actor, programme: &str, year: i16) -> Result<Document> {
    let rules: Vec<_> = topics::rules().collect();
    let chapters = topics::chapters();
    let issued = ledger.clock.today();
    let asked =
        Brief { actor, programme, year, issued, rules: &rules, chapters: &chapters, earlier: None };
    annual(ledger, &asked)
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage<'a> {
    say: Say,
    css: String,
    path: &'a str,
    article: String,
}

pub fn report(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let document = brief(ledger, ask)?;
    let page = ReportPage {
        say: ask.say(),
        css: assets::path("document.css"),
        path: &ask.path,
        article: article(&document, ask.lang)?,
    };
    ask.page(Verb::Tell, document.title.to(ask.lang), &drawn(&page)?)
}

pub fn file(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let document = brief(ledger, ask)?;
    let (format, title) = (ask.part("format"), document.title.to(ask.lang));
    let (media, bytes) = match format {
        "docx" => (DOCX, docx(&document, ask.lang)?),
        "xlsx" => (XLSX, xlsx(&document, ask.lang)?),
        "json" => (JSON, json(&document)?.into_bytes()),
        other => {
            return Err(Error::Missing(say!(
                "没有 {other} 格式；可用 docx、xlsx、json",
                "there is no format {other}; take docx, xlsx or json"
            )));
        }
    };
    Ok(Reply::File { name: format!("{title}.{format}"), media, bytes })
}

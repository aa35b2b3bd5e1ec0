//! Reports: documents of the ledger, set as a page, with every figure a link to its rows, and as
//! files to take away.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use askama::Template;

use super::ask::Ask;
use super::assets;
use super::reply::{JSON, Reply, XLSX};
use crate::base::{Error, Result, say};
use crate::pages::{Say, Verb, drawn};
use crate::record::Ledger;
use crate::tell::{Brief, Document, annual, article, docx, json, xlsx};
use crate::topics;

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// A brief asks hundreds of questions; who reads on within this time reads the same one.
const KEPT: Duration = Duration::from_secs(60);
const MOST: usize = 32;

/// Briefs that were just written, by what was asked and the state of the ledger.
#[derive(Default)]
pub struct Briefs(Mutex<HashMap<String, (Instant, Arc<Document>)>>);

impl Briefs {
    fn kept(&self) -> std::sync::MutexGuard<'_, HashMap<String, (Instant, Arc<Document>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, key: &str) -> Option<Arc<Document>> {
        let mut kept = self.kept();
        kept.retain(|_, (at, _)| at.elapsed() < KEPT);
        kept.get(key).map(|(_, document)| document.clone())
    }

    fn add(&self, key: String, document: &Arc<Document>) {
        let mut kept = self.kept();
        if kept.len() < MOST {
            kept.insert(key, (Instant::now(), document.clone()));
        }
    }
}

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
    // Sign-ins move the chain's head but no figure.
    let acts = ledger.latest_entries(i64::MAX, 200)?;
    let last = acts.iter().find(|e| e.kind != "access").map_or(0, |e| e.no);
    let key = format!("{year} {last} {:?} {}", actor.scope, actor.persons);
    if let Some(document) = ask.app.briefs.find(&key) {
        return Ok(document);
    }
    let rules: Vec<_> = topics::rules().collect();
    let chapters = topics::chapters();
    let issued = ledger.clock.today();
    let asked = Brief {
        actor,
        programme: &site.programme,
        year,
        issued,
        rules: &rules,
        chapters: &chapters,
        earlier: None,
    };
    let document = Arc::new(annual(ledger, &asked)?);
    ask.app.briefs.add(key, &document);
    Ok(document)
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

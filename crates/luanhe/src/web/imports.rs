//! Sheets come in: upload, look, match unknown headings, accept, take the marked workbook back, undo.

use std::sync::Arc;
use std::time::Duration;

use super::ask::Ask;
use super::drafts::Draft;
use super::reply::{Reply, XLSX};
use super::taking::Taking;
use super::{Site, failure, users};
use crate::base::{Error, Fault, Place, Result, grouped, say};
use crate::import::book::{Book, Source};
use crate::import::heading::Mapping;
use crate::import::{Arrival, Outcome, SheetReading, accept, empty_sheet, given_back, try_out};
use crate::pages::{Params, Say, Verb, drawn, moment};
use crate::record::{Actor, Entry, Ledger, Register};
use crate::topics;

#[derive(askama::Template)]
#[template(path = "imports.html")]
struct ImportsPage<'a> {
    say: Say,
    csrf: &'a str,
    registers: Vec<(&'static str, &'static str, bool)>,
    chosen: String,
    entries: Vec<(Entry, String)>,
    fault: String,
    may: bool,
}

/// The registers that a person may bring sheets for.
fn open_to(actor: &Actor) -> Vec<&'static Register> {
    topics::registers().filter(|r| actor.writes(r).is_ok()).collect()
}

pub fn imports(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    imports_page(ledger, ask, String::new())
}

fn imports_page(ledger: &mut Ledger, ask: &Ask, fault: String) -> Result<Reply> {
    let (say, actor) = (ask.say(), ask.actor()?);
    let chosen = ask.query.get("register").or(ask.form.get("register")).unwrap_or("").to_string();
    let open = open_to(actor);
    let one = |r: &&'static Register| (r.name, say.text(&r.title), r.name == chosen);
    let latest = ledger.latest_entries(i64::MAX, 2000)?;
    let shown = latest.into_iter().filter(|e| e.kind == "import").take(50);
    let status = if fault.is_empty() { 200 } else { 422 };
    let page = ImportsPage {
        say,
        csrf: &ask.csrf,
        registers: open.iter().map(one).collect(),
        may: !open.is_empty(),
        chosen,
        entries: shown.map(|e| (e.clone(), moment(e.recorded_at))).collect(),
        fault,
    };
    let body = drawn(&page)?;
    Ok(match ask.page(Verb::Import, say.of("导入", "Import"), &body)? {
        Reply::Page(_, html) => Reply::Page(status, html),
        reply => reply,
    })
}

/// Takes a file, or a block pasted from a spreadsheet, and leads to what was read.
pub fn send(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let actor = ask.actor()?;
    let name = ask.form.get("register").unwrap_or("");
    let register = match topics::register(name) {
        Ok(register) => register,
        Err(_) => {
            let fault = say!("请选择要导入到哪本台账", "choose the register it goes into");
            return imports_page(ledger, ask, ask.say().said(&fault).to_string());
        }
    };
    actor.writes(register)?;
    let pasted =
        ask.form.get("pasted").map(|text| ("粘贴.txt".to_string(), text.as_bytes().to_vec()));
    let sent = ask.files.iter().find(|f| f.field == "file" && !f.bytes.is_empty());
    let Some(sent) = sent.map(|f| (f.name.clone(), f.bytes.clone())).or(pasted) else {
        let fault =
            say!("没有选文件，也没有粘贴内容", "there is neither a file nor a pasted block");
        return imports_page(ledger, ask, ask.say().said(&fault).to_string());
    };
    let id = users::random()?[..24].to_string();
    ask.app.drafts.add(id.clone(), &actor.name, register.name, sent);
    Ok(Reply::To(format!("/imports/drafts/{id}")))
}

fn draft(ask: &Ask) -> Result<Arc<Draft>> {
    ask.app.drafts.find(ask.part("draft"), &ask.actor()?.name).ok_or_else(|| {
        Error::Missing(say!(
            "这份上传的文件已不在（保留一小时）；请重新上传",
            "this upload is gone (it is kept for an hour); please upload it again"
        ))
    })
}

/// Whose headings are remembered together: an office's, by its places.
fn office(actor: &Actor) -> String {
    if actor.scope.is_empty() { actor.role.word().to_string() } else { actor.scope.join(" ") }
}

fn mappings(ledger: &mut Ledger, office: &str, register: &str) -> Result<Vec<Mapping>> {
    let kept = ledger.setting(&setting(office, register))?;
    let read = |text: String| {
        serde_json::from_str(&text).map_err(|e| Error::broken("remembered headings", e))
    };
    kept.map_or_else(|| Ok(Vec::new()), read)
}

fn setting(office: &str, register: &str) -> String {
    format!("headings {office} {register}")
}

/// What a draft is read with.
struct Reading {
    register: &'static Register,
    others: Vec<&'static Register>,
    mappings: Vec<Mapping>,
}

impl Reading {
    fn of(ledger: &mut Ledger, actor: &Actor, draft: &Draft) -> Result<Reading> {
        let register = topics::register(&draft.register)?;
        actor.writes(register)?;
        let mappings = mappings(ledger, &office(actor), &draft.register)?;
        Ok(Reading { register, others: topics::registers().collect(), mappings })
    }

    fn arrival<'a>(&'a self, site: &'a Site, actor: &'a Actor, draft: &'a Draft) -> Arrival<'a> {
        Arrival {
            actor,
            programme: &site.programme,
            origin: site.origin,
            register: self.register,
            others: &self.others,
            beside: topics::BESIDE,
            mappings: &self.mappings,
            name: &draft.name,
            bytes: &draft.bytes,
        }
    }
}

struct FaultLine {
    place: String,
    reason: String,
    remedy: String,
    error: bool,
}

#[derive(askama::Template)]
#[template(path = "draft.html")]
struct DraftPage<'a> {
    say: Say,
    csrf: &'a str,
    draft: &'a Draft,
    title: &'static str,
    outcome: &'a Outcome,
    faults: Vec<FaultLine>,
    more: u64,
    sheets: Vec<(&'a SheetReading, Vec<(String, &'static str)>)>,
    fields: Vec<(&'static str, &'static str)>,
    /// The entry that took it in, where it was accepted.
    accepted: Option<i64>,
    done: bool,
}

/// How many faults a page lists; the workbook that goes back has them all.
const LISTED: usize = 500;

pub fn look(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let draft = draft(ask)?;
    let outcome = tried(ledger, ask, &draft)?;
    draft_page(ask, &draft, &outcome, false)
}

fn tried(ledger: &mut Ledger, ask: &Ask, draft: &Draft) -> Result<Outcome> {
    let actor = ask.actor()?;
    let reading = Reading::of(ledger, actor, draft)?;
    try_out(ledger, &reading.arrival(&ask.app.site, actor, draft))
}

fn draft_page(ask: &Ask, draft: &Draft, outcome: &Outcome, done: bool) -> Result<Reply> {
    let say = ask.say();
    let register = topics::register(&draft.register)?;
    let line = |fault: &Fault| FaultLine {
        place: fault.place.to_string(),
        reason: say.said(&fault.reason).to_string(),
        remedy: say.said(&fault.remedy).to_string(),
        error: fault.is_error(),
    };
    let label = |field: &str| register.field(field).map_or("", |f| f.label.to(ask.lang));
    let sheet = |sheet| {
        let sheet: &SheetReading = sheet;
        let columns = sheet.columns.iter();
        (sheet, columns.map(|c| (format!("{} {}", c.letters, c.heading), label(c.field))).collect())
    };
    let shown = outcome.reading.faults.len().min(LISTED) as u64;
    let page = DraftPage {
        say,
        csrf: &ask.csrf,
        draft,
        title: say.text(&register.title),
        outcome,
        faults: outcome.reading.faults.iter().take(LISTED).map(line).collect(),
        more: outcome.reading.fault_count.saturating_sub(shown),
        sheets: outcome.reading.sheets.iter().map(sheet).collect(),
        fields: register.fields.iter().map(|f| (f.name, f.label.to(ask.lang))).collect(),
        accepted: outcome.entry.as_ref().map(|e| e.no),
        done,
    };
    let body = drawn(&page)?;
    ask.page(Verb::Import, &draft.name, &body)
}

/// How long a page waits for an import before it says how far it is.
const GLANCE: Duration = Duration::from_millis(800);

/// Begins to take the draft in, and leads to the page that says how far it is.
pub fn take(_: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let draft = draft(ask)?;
    let (app, actor, own) = (ask.app.clone(), ask.actor()?.clone(), draft.clone());
    draft.take(|| {
        Taking::start(move |taking| {
            // A ledger of its own: the site's writer serves forms meanwhile.
            let mut ledger = (app.site.open)()?;
            let reading = Reading::of(&mut ledger, &actor, &own)?;
            let arrival = reading.arrival(&app.site, &actor, &own);
            accept(&mut ledger, &arrival, &mut |rows| taking.told(rows))
        })
    });
    Ok(Reply::To(format!("/imports/drafts/{}/progress", draft.id)))
}

#[derive(askama::Template)]
#[template(path = "taking.html")]
struct TakingPage<'a> {
    say: Say,
    csrf: &'a str,
    id: &'a str,
    name: &'a str,
    register: &'a str,
    rows: String,
    stopping: bool,
}

pub fn progress(_: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let draft = draft(ask)?;
    let look = || Reply::To(format!("/imports/drafts/{}", draft.id));
    let Some(taking) = draft.taking() else { return Ok(look()) };
    match taking.wait(GLANCE) {
        Some(Ok(outcome)) => draft_page(ask, &draft, &outcome, true),
        // Whoever stopped it is told so beside the draft, which can be taken in again.
        Some(Err(_)) if taking.is_stopping() => {
            let look = format!("/imports/drafts/{}", draft.id);
            Ok(Reply::To(Params::default().with("notice", "stopped").link(&look)))
        }
        Some(Err(error)) => Ok(failure::page(ask, &error)),
        None => {
            let page = TakingPage {
                say: ask.say(),
                csrf: &ask.csrf,
                id: &draft.id,
                name: &draft.name,
                register: &draft.register,
                rows: grouped(&taking.rows().to_string()),
                stopping: taking.is_stopping(),
            };
            ask.page(Verb::Import, &draft.name, &drawn(&page)?)
        }
    }
}

pub fn stop(_: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let draft = draft(ask)?;
    draft.taking().iter().for_each(|taking| taking.stop());
    Ok(Reply::To(format!("/imports/drafts/{}/progress", draft.id)))
}

/// Remembers what a person matched, and reads the file again.
pub fn map(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let draft = draft(ask)?;
    let reading = Reading::of(ledger, ask.actor()?, &draft)?;
    let (office, register) = (office(ask.actor()?), reading.register);
    let mut kept = reading.mappings;
    for (name, field) in ask.form.0.iter().filter(|(n, _)| n.starts_with("heading:")) {
        let heading = name["heading:".len()..].to_string();
        if field == "?" || (!field.is_empty() && register.field(field).is_none()) {
            continue;
        }
        kept.retain(|m| m.heading != heading);
        let (office, field) = (office.clone(), field.clone());
        kept.push(Mapping { office, template: register.name.to_string(), heading, field });
    }
    let text = serde_json::to_string(&kept).map_err(|e| Error::broken("remembered headings", e))?;
    ledger.set(&setting(&office, register.name), &text)?;
    Ok(Reply::To(format!("/imports/drafts/{}", draft.id)))
}

/// The workbook as it came, with faults marked and a reason column.
pub fn returned(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let draft = draft(ask)?;
    let outcome = tried(ledger, ask, &draft)?;
    let book = Book::open(&draft.name, Source::from(draft.bytes.clone()))?;
    let bytes = given_back(&book, &outcome.reading, ask.lang)?;
    let stem = draft.name.rsplit_once('.').map_or(draft.name.as_str(), |(stem, _)| stem);
    let name = format!("{stem}{}.xlsx", ask.say().of("（退回）", " (returned)"));
    Ok(Reply::File { name, media: XLSX, bytes })
}

/// Leaves a draft.
pub fn forget(_: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let draft = draft(ask)?;
    ask.app.drafts.forget(&draft.id);
    let back = Params::default().with("register", &draft.register).with("notice", "forgotten");
    Ok(Reply::To(back.link("/imports")))
}

/// An empty sheet with the register's headings.
pub fn template(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let register = ask.register(ledger)?;
    ask.actor()?.reads(register)?;
    let known = topics::register(register.name).is_ok();
    if !known {
        return Err(Error::fault(Fault::error(
            Place::default(),
            say!("这本台账不从表格导入", "no sheet is imported into this register"),
            say!("请用表单", "use its form"),
        )));
    }
    let name = format!("{}{}.xlsx", register.title.to(ask.lang), ask.say().of("模板", " template"));
    Ok(Reply::File { name, media: XLSX, bytes: empty_sheet(register, ask.lang)? })
}

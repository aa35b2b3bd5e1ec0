//! `luanhe demo`: workbooks as offices send them, imported by the ordinary importer; watched,
//! measured, told and served. A second run changes nothing.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use serde_json::json;

use super::args::{Args, Demo, DemoSize};
use super::out::Out;
use super::{open, serve, tell};
use crate::base::{Clock, Day, Error, Lang, Result, Said, file, say};
use crate::demo::{AS_OF, PROGRAMME, Size, USERS, Workbook, picture, write};
use crate::evidence::Attachment;
use crate::import::{Arrival, accept};
use crate::measure::Question;
use crate::record::{Compare, Ledger, Origin, Query, of_bytes};
use crate::topics;
use crate::web::users;

/// The seed of the demo: the same rows at every place and time.
const SEED: u64 = 20_220_226;
/// The year of the brief.
const YEAR: i16 = 2021;
/// How many projects get a picture.
const PICTURES: usize = 20;
const WORKBOOK_LIMIT: u64 = 256 << 20;

pub fn run(args: &Args, asked: &Demo, out: &Out) -> Result<ExitCode> {
    let began = Instant::now();
    let folder = serve::demo_folder(asked.dir.as_ref());
    let database = match args.database.as_str() {
        "luanhe.sqlite" => folder.join("demo.sqlite").display().to_string(),
        named => named.to_string(),
    };
    let args = Args { database, programme: PROGRAMME.to_string(), ..args.clone() };
    let size = match asked.size {
        DemoSize::Full => Size::Full,
        DemoSize::Small => Size::Small,
    };
    let workbooks = write_workbooks(&folder.join("workbooks"), size, out)?;
    let mut ledger = open::ledger_at(&args.database, args.key.as_deref(), Clock::machine())?;
    is_ours(&mut ledger, &workbooks, &args.database)?;
    import_all(&mut ledger, &workbooks, out)?;
    attach(&mut ledger, out)?;
    let found = watch(&mut ledger, out)?;
    measure(&mut ledger, out)?;
    let written = brief(&mut ledger, &folder.join("brief"), out)?;
    let names = add_users(&mut ledger, out)?;
    let head = ledger.head()?.printed();
    let seconds = began.elapsed().as_secs();
    out.talk(&say!(
        "演示已就绪（{seconds} 秒），链头 {head}",
        "the demo stands ({seconds} s), head {head}"
    ));
    if asked.no_serve {
        let json = json!({
            "workbooks": workbooks.len(), "findings": found, "written": written, "head": head,
            "database": args.database,
        });
        out.answer(&json, []);
        return Ok(ExitCode::SUCCESS);
    }
    let site = serve::site(&mut ledger, &args, Origin::Synthetic, names)?;
    drop(ledger);
    serve::listen(site, asked.listen, out)
}

fn write_workbooks(folder: &Path, size: Size, out: &Out) -> Result<Vec<Workbook>> {
    let bar = indicatif::ProgressBar::new_spinner();
    let workbooks = write(folder, size, SEED, &|workbook| {
        bar.inc(1);
        bar.set_message(workbook.title.clone());
    });
    bar.finish_and_clear();
    let workbooks = workbooks?;
    let (count, place) = (workbooks.len(), folder.display());
    out.talk(&say!(
        "写出演示工作簿 {count} 个：{place}（除公开报道的表外全部合成，不作凭证）",
        "{count} workbooks written to {place} (synthetic, proof of nothing, but for published tables)"
    ));
    Ok(workbooks)
}

/// Refuses a database that holds other rows than these workbooks': what an older generator wrote beside
/// what this one writes would be counted twice.
fn is_ours(ledger: &mut Ledger, workbooks: &[Workbook], database: &str) -> Result<()> {
    let mut digests = String::new();
    for workbook in workbooks {
        digests += &of_bytes(&file::read(&workbook.path, WORKBOOK_LIMIT)?);
    }
    let mark = of_bytes(digests.as_bytes());
    match ledger.setting("demo")? {
        Some(known) if known == mark => Ok(()),
        None if ledger.head()?.no == 0 => {
            ledger.set("origin", Origin::Synthetic.word())?;
            ledger.set("demo", &mark)
        }
        _ => Err(Error::Conflict(say!(
            "{database} 里已有别的数据（或另一版本、另一规模的演示）；再导入会使合计翻倍。请用 --dir 换一个文件夹，或先删去它",
            "{database} holds other rows (or a demo of another version or size); importing this one would double the totals. Name another folder with --dir, or delete it first"
        ))),
    }
}

fn import_all(ledger: &mut Ledger, workbooks: &[Workbook], out: &Out) -> Result<()> {
    let bar = indicatif::ProgressBar::new(workbooks.len() as u64);
    for workbook in workbooks {
        bar.set_message(workbook.title.clone());
        let said = import(ledger, workbook, &mut || bar.tick())?;
        bar.inc(1);
        bar.suspend(|| out.talk(&said));
    }
    bar.finish_and_clear();
    Ok(())
}

/// Imports a workbook, and says how it went.
fn import(ledger: &mut Ledger, workbook: &Workbook, tick: &mut dyn FnMut()) -> Result<Said> {
    let bytes = file::read(&workbook.path, WORKBOOK_LIMIT)?;
    let name = workbook.path.file_name().map(|n| n.to_string_lossy().into_owned());
    let name = name.unwrap_or_else(|| workbook.id.to_string());
    let registers: Vec<_> = topics::registers().collect();
    let arrival = Arrival {
        actor: &open::me(),
        programme: workbook.programme,
        origin: workbook.origin,
        register: topics::register(workbook.register)?,
        others: &registers,
        beside: topics::BESIDE,
        mappings: &[],
        name: &name,
        bytes: &bytes,
    };
    let outcome = accept(ledger, &arrival, &mut |_| {
        tick();
        Ok(())
    })?;
    let (read, accepted) = (outcome.read, outcome.accepted);
    let (rejected, unchanged) = (outcome.rejected, outcome.unchanged);
    Ok(say!(
        "导入 {name}：读 {read}，收 {accepted}，退 {rejected}，未变 {unchanged}",
        "imported {name}: {read} read, {accepted} accepted, {rejected} rejected, {unchanged} unchanged"
    ))
}

/// Drawn pictures for the first projects that were accepted. The last picture is on two of them, as
/// happens; a second run finds the evidence there and adds nothing.
fn attach(ledger: &mut Ledger, out: &Out) -> Result<()> {
    let me = open::me();
    let projects = ledger.catalog.register("projects")?;
    let query = Query { programme: PROGRAMME.to_string(), limit: PICTURES, ..Query::of(projects) };
    let query = query.filter("state", Compare::Is, "验收");
    let rows = ledger.list(&me, &query)?;
    for (at, row) in rows.iter().enumerate() {
        if !ledger.evidence_of(&me, projects, &row.id)?.is_empty() {
            continue;
        }
        let number = at.min(PICTURES - 2) + 1;
        let text = |name: &str| row.value(projects, name).text().unwrap_or("");
        let shown = &rows[number - 1];
        let taken = shown.value(projects, "accepted_on").day().unwrap_or_else(as_of);
        let attachment = Attachment {
            name: format!("现场照片{number:02}.png"),
            title: format!("{}验收现场（演示）", text("name")),
            page: None,
            bytes: picture(number, shown.value(projects, "county").text().unwrap_or(""), taken)?,
        };
        ledger.attach(&me, projects, &row.id, &[attachment])?;
    }
    let count = rows.len();
    out.talk(&say!(
        "佐证：{count} 个项目各有一张演示照片",
        "evidence: {count} projects have a drawn picture"
    ));
    Ok(())
}

fn as_of() -> Day {
    Day::parse(AS_OF).expect("a day of ours")
}

fn watch(ledger: &mut Ledger, out: &Out) -> Result<usize> {
    let found = ledger.watch(&topics::rule_books(), PROGRAMME, as_of())?;
    let (count, ran) = (found.iter().map(|f| f.rows).sum::<usize>(), found.len());
    out.talk(&say!("监测：{ran} 条规则，查出 {count} 条", "watched: {ran} rules found {count}"));
    Ok(count)
}

fn measure(ledger: &mut Ledger, out: &Out) -> Result<()> {
    let home = open::region("130800")?;
    let from = Day::new(2016, 1, 1).expect("a day");
    for indicator in topics::indicators() {
        let mut question = Question::new(indicator, home.clone(), from, as_of());
        question.programme = PROGRAMME.to_string();
        let answer = ledger.ask(&open::me(), &question)?;
        let title = indicator.title.to(out.lang);
        let shown = indicator.unit.shown(answer.value, out.lang);
        out.talk(&say!("测度 {title}：{shown}", "measured {title}: {shown}"));
    }
    Ok(())
}

fn brief(ledger: &mut Ledger, folder: &Path, out: &Out) -> Result<Vec<String>> {
    let document = tell::brief(ledger, &open::me(), PROGRAMME, YEAR, None)?;
    let mut names = Vec::new();
    for lang in [Lang::Zh, Lang::En] {
        for path in tell::write(&document, folder, YEAR, lang)? {
            names.push(path.display().to_string());
        }
    }
    let place = folder.display();
    out.talk(&say!("写出 {YEAR} 年度简报：{place}", "the brief of {YEAR} is in {place}"));
    Ok(names)
}

/// The demo's users, made once; their passwords are shown, since they open nothing but the demo.
fn add_users(ledger: &mut Ledger, out: &Out) -> Result<Vec<(String, String)>> {
    users::prepare(ledger)?;
    let there = users::users(ledger)?;
    let today = ledger.clock.today();
    let mut names = Vec::new();
    for user in USERS {
        if !there.iter().any(|known| known.name == user.name) {
            let hash = users::hashed(user.password)?;
            let added = users::User {
                name: user.name.to_string(),
                role: user.role,
                scope: user.scope.iter().map(|s| (*s).to_string()).collect(),
                persons: false,
                until: user.days.map(|days| today.plus(i32::from(days))),
            };
            users::add_user(ledger, &open::me(), &added, &hash)?;
        }
        let (name, password, label) = (user.name, user.password, user.label.to(out.lang));
        out.talk(&say!(
            "登录名 {name}（{label}） 密码 {password}",
            "sign in as {name} ({label}), password {password}"
        ));
        names.push((name.to_string(), password.to_string()));
    }
    Ok(names)
}

//! `luanhe serve` and what `demo` serves.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use super::args::{Args, Serve};
use super::open;
use super::out::Out;
use crate::base::{Clock, Day, Error, RegionCode, Result, Said, say};
use crate::demo::USERS;
use crate::parties::PROGRAMMES;
use crate::record::{Catalog, Compare, Keys, Ledger, Origin, Query};
use crate::topics;
use crate::web::{Open, Site, serve, users};

pub fn run(args: &Args, asked: &Serve, out: &Out) -> Result<ExitCode> {
    let mut ledger = open::ledger(args)?;
    let origin = match ledger.setting("origin")?.as_deref() {
        Some("synthetic") => Origin::Synthetic,
        _ => Origin::Own,
    };
    let names = match origin {
        Origin::Synthetic => demo_names(&mut ledger)?,
        Origin::Own | Origin::Quoted => Vec::new(),
    };
    let site = site(&mut ledger, args, origin, names)?;
    drop(ledger);
    listen(site, asked.listen, out)
}

/// The demo's users whose passwords are still those of the demo: the sign-in page shows them.
fn demo_names(ledger: &mut Ledger) -> Result<Vec<(String, String)>> {
    users::prepare(ledger)?;
    let mut names = Vec::new();
    for user in USERS {
        let found = users::user(ledger, user.name)?;
        if found.is_some_and(|(_, hash)| users::verified(user.password, Some(&hash))) {
            names.push((user.name.to_string(), user.password.to_string()));
        }
    }
    Ok(names)
}

pub fn listen(site: Site, listen: SocketAddr, out: &Out) -> Result<ExitCode> {
    serve(site, listen, |address| {
        out.talk(&say!(
            "网站已开：http://{address}（Ctrl-C 停止）",
            "serving http://{address} (Ctrl-C stops)"
        ));
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The site of a database: its programme's name, place and period come from the programmes' register.
pub fn site(
    ledger: &mut Ledger,
    args: &Args,
    origin: Origin,
    demo_names: Vec<(String, String)>,
) -> Result<Site> {
    let query = Query::of(&PROGRAMMES).filter("code", Compare::Is, args.programme.as_str());
    let row = ledger.list(&open::me(), &query)?.into_iter().next();
    let text = |field: &str| {
        row.as_ref().and_then(|row| row.value(&PROGRAMMES, field).text().map(str::to_string))
    };
    let today = ledger.clock.today();
    let year = |day: Day| Day::new(day.year(), 12, 31);
    // A programme that is not registered yet still has a site: it is where it gets registered.
    let name = text("name").unwrap_or_else(|| args.programme.clone());
    let region = |field: &str| text(field).and_then(|code| RegionCode::parse(&code));
    let home = region("helped_region");
    let from = text("from_day").and_then(|day| Day::parse(&day)).unwrap_or(today);
    let to = text("until_day").and_then(|day| Day::parse(&day)).or_else(|| year(today));
    let all = || RegionCode::parse("130000").expect("a code of the table");
    Ok(Site {
        open: opener(args)?,
        topics: topics::ALL,
        programme: args.programme.clone(),
        title: Said { en: name.clone(), zh: name },
        home: home.unwrap_or_else(all),
        helper: region("helper_region"),
        from,
        to: to.unwrap_or(today),
        origin,
        demo_names,
        https: false,
    })
}

fn opener(args: &Args) -> Result<Open> {
    let keys: Arc<Keys> = Arc::new(open::keys(&args.database, args.key.as_deref())?);
    let catalog: Arc<Catalog> = Arc::new(topics::catalog());
    let address = args.database.clone();
    Ok(Arc::new(move || Ledger::open(&address, catalog.clone(), keys.clone(), Clock::machine())))
}

/// Where the demo puts its things.
pub fn demo_folder(asked: Option<&PathBuf>) -> PathBuf {
    asked.cloned().unwrap_or_else(|| PathBuf::from("luanhe-demo"))
}

/// No such address is a fault of the option, told as clap tells others.
pub fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        Error::Missing(say!(
            "“{text}”不是监听地址，如 127.0.0.1:8930",
            "“{text}” is no address such as 127.0.0.1:8930"
        ))
        .to_string()
    })
}

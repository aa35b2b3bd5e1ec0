//! Signing in and out. Wrong passwords are counted by name and by address; the count is kept in
//! memory, because a restart is rarer than an attack is long.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use askama::Template;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};

use super::answer::{COOKIE, append_cookie, begun, csrf};
use super::ask::Ask;
use super::reply::Reply;
use super::{App, failure, users};
use crate::base::{Error, Result, say};
use crate::pages::{Params, Say, Verb, drawn};

const WINDOW: Duration = Duration::from_secs(15 * 60);
const PER_NAME: usize = 10;
const PER_ADDRESS: usize = 50;
const MOST: usize = 20_000;

/// Failed attempts within the window, by name and by address.
#[derive(Default)]
pub struct Attempts(Mutex<HashMap<String, Vec<Instant>>>);

impl Attempts {
    /// Refuses where too many went wrong, before any hash is computed.
    fn check(&self, name: &str, address: &str) -> Result<()> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, most) in [(format!("n {name}"), PER_NAME), (format!("a {address}"), PER_ADDRESS)]
        {
            let Some(times) = all.get_mut(&key) else { continue };
            times.retain(|at| at.elapsed() < WINDOW);
            if times.len() >= most {
                return Err(Error::Busy(say!(
                    "口令错误次数过多，请15分钟后再试",
                    "too many wrong passwords; try again in 15 minutes"
                )));
            }
        }
        Ok(())
    }

    fn failed(&self, name: &str, address: &str) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.retain(|_, times| times.iter().any(|at| at.elapsed() < WINDOW));
        }
        for key in [format!("n {name}"), format!("a {address}")] {
            all.entry(key).or_default().push(Instant::now());
        }
    }
}

/// Whether a password is right. The count is asked first, and a wrong one adds to it.
pub async fn right(
    app: &Arc<App>,
    address: &str,
    name: &str,
    password: String,
    found: Option<&(users::User, String)>,
) -> Result<bool> {
    app.attempts.check(name, address)?;
    let hash = found.map(|(_, hash)| hash.clone());
    let right = app.door.hash(move || users::verified(&password, hash.as_deref())).await?;
    if !right {
        app.attempts.failed(name, address);
    }
    Ok(right)
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage<'a> {
    say: Say,
    programme: &'a str,
    csrf: &'a str,
    next: &'a str,
    name: &'a str,
    fault: String,
    demo_names: &'a [(String, String)],
}

/// The page. A visitor without a cookie gets one, so that the form has a token of its own.
pub async fn show(State(app): State<Arc<App>>, request: Request) -> Response {
    let mut ask = begun(&app, &request);
    let fresh = ask.token.is_empty();
    if fresh {
        match users::random() {
            Ok(token) => ask.token = token,
            Err(error) => return failure::page(&ask, &error).into_response(),
        }
        ask.csrf = csrf(&ask.token);
    }
    let next = ask.query.get("next").unwrap_or("/").to_string();
    let mut response = page(&ask, 200, &next, "", String::new()).into_response();
    if fresh {
        append_cookie(&mut response, &session_cookie(&app, &ask.token));
    }
    response
}

fn page(ask: &Ask, status: u16, next: &str, name: &str, fault: String) -> Reply {
    let site = &ask.app.site;
    let say = ask.say();
    let demo_names: &[_] = if site.is_demo() { &site.demo_names } else { &[] };
    let programme = say.said(&site.title);
    let body =
        drawn(&SignInPage { say, programme, csrf: &ask.csrf, next, name, fault, demo_names });
    let drawn = body.and_then(|body| ask.page(Verb::Aside, say.of("登录", "Sign in"), &body));
    match drawn {
        Ok(Reply::Page(_, html)) => Reply::Page(status, html),
        Ok(reply) => reply,
        Err(error) => failure::page(ask, &error),
    }
}

pub async fn enter(State(app): State<Arc<App>>, request: Request) -> Response {
    let mut ask = begun(&app, &request);
    let body = axum::body::to_bytes(request.into_body(), 16 << 10);
    match tokio::time::timeout(Duration::from_secs(20), body).await {
        Ok(Ok(bytes)) => ask.form = Params::parse(&String::from_utf8_lossy(&bytes)),
        _ => {
            let slow = Error::Busy(say!("表单没有收全", "the form did not arrive whole"));
            return failure::page(&ask, &slow).into_response();
        }
    }
    // Only pages of this site: what begins with one slash.
    let next = ask.form.get("next").filter(|n| n.starts_with('/') && !n.starts_with("//"));
    let next = next.filter(|n| !n.contains('\\')).unwrap_or("/").to_string();
    match entered(&app, &ask).await {
        Ok(token) => {
            let mut response = Reply::To(next).into_response();
            append_cookie(&mut response, &session_cookie(&app, &token));
            response
        }
        Err(error @ Error::Broken(_)) => failure::page(&ask, &error).into_response(),
        Err(error) => {
            let name = ask.form.get("name").unwrap_or("").to_string();
            page(&ask, error.status(), &next, &name, error.said(ask.lang)).into_response()
        }
    }
}

async fn entered(app: &Arc<App>, ask: &Ask) -> Result<String> {
    if ask.token.is_empty() || ask.form.get("csrf") != Some(&ask.csrf) {
        return Err(Error::Refused(say!(
            "登录页已过期，请重新填写",
            "the sign-in page was out of date; please fill it in again"
        )));
    }
    let name = ask.form.get("name").unwrap_or("").to_string();
    let password = ask.form.0.iter().find(|(n, _)| n == "password");
    let password = password.map_or_else(String::new, |(_, p)| p.clone());
    let asked = name.clone();
    let found = app.door.read(move |ledger| users::user(ledger, &asked)).await?;
    let right = right(app, &ask.address, &name, password, found.as_ref()).await?;
    let Some((user, _)) = found.filter(|_| right) else {
        return Err(Error::Refused(say!("用户名或口令不对", "the name or the password is wrong")));
    };
    let (address, old) = (ask.address.clone(), ask.token.clone());
    app.door
        .write(move |ledger| {
            users::end_session(ledger, &old)?;
            users::open_session(ledger, &user, &address)
        })
        .await
}

fn session_cookie(app: &App, token: &str) -> String {
    let secure = if app.site.https { "; Secure" } else { "" };
    format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict{secure}")
}

/// Ends the session; a handler like any other.
pub fn leave(ledger: &mut crate::record::Ledger, ask: &Ask) -> Result<Reply> {
    users::end_session(ledger, &ask.token)?;
    Ok(Reply::To("/session".to_string()))
}

//! From a request to a reply: body within its cap, who asks, the form's token, the handler at the
//! door, the error's page. Every route passes through here, so nothing is checked twice or nowhere.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::RequestExt;
use axum::body::Body;
use axum::extract::{ConnectInfo, FromRequest, Multipart, RawPathParams, Request};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::response::{IntoResponse, Response};

use super::App;
use super::ask::{Ask, Upload};
use super::reply::Reply;
use super::{failure, users};
use crate::base::{Error, Fault, Lang, Place, Result, say};
use crate::pages::Params;
use crate::record::{Ledger, of_bytes};

/// A handler: synchronous, on one ledger.
pub type Show = fn(&mut Ledger, &Ask) -> Result<Reply>;

/// What a route asks of its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    Read,
    Write,
    /// A form with files.
    Upload,
    /// The same for programs: JSON in and out, no redirects.
    ApiRead,
    ApiWrite,
    /// A file as the body.
    ApiUpload,
}

impl Route {
    pub fn is_api(self) -> bool {
        matches!(self, Route::ApiRead | Route::ApiWrite | Route::ApiUpload)
    }

    fn writes(self) -> bool {
        !matches!(self, Route::Read | Route::ApiRead)
    }

    fn body_limit(self) -> usize {
        match self {
            Route::Upload | Route::ApiUpload => 64 << 20,
            _ => 1 << 20,
        }
    }

    /// How long a body may take to come in.
    fn patience(self) -> Duration {
        Duration::from_secs(if self.body_limit() > 1 << 20 { 300 } else { 20 })
    }
}

pub const COOKIE: &str = "luanhe";
const LANG_COOKIE: &str = "luanhe_lang";

/// Answers a route by its handler.
pub async fn answer(app: Arc<App>, route: Route, show: Show, request: Request) -> Response {
    let chosen = request.uri().query().map(Params::parse).and_then(|q| q.get("lang").map(Lang::of));
    let reply = match read(&app, route, request).await {
        Err(early) => early,
        Ok(ask) => run(&app, route, show, Arc::new(ask)).await,
    };
    let mut response = reply.into_response();
    if let Some(lang) = chosen {
        let kept = format!("{LANG_COOKIE}={}; Path=/; SameSite=Lax; Max-Age=31536000", lang.tag());
        append_cookie(&mut response, &kept);
    }
    response
}

async fn run(app: &Arc<App>, route: Route, show: Show, ask: Arc<Ask>) -> Reply {
    let at_door = ask.clone();
    let done = if route.writes() {
        app.door.write(move |ledger| show(ledger, &at_door)).await
    } else {
        app.door.read(move |ledger| show(ledger, &at_door)).await
    };
    match done {
        Ok(reply) => reply,
        Err(error) if route.is_api() => failure::json(&error),
        Err(error) => failure::page(&ask, &error),
    }
}

/// Reads a request into an `Ask`, or says at once why it goes no further.
async fn read(app: &Arc<App>, route: Route, mut request: Request) -> Result<Ask, Reply> {
    let params = request.extract_parts::<RawPathParams>().await;
    let mut ask = begun(app, &request);
    if let Ok(params) = params {
        ask.parts = params.iter().map(|(n, v)| (n.to_string(), v.to_string())).collect();
    }
    let headers = request.headers().clone();
    let fail = |ask: &Ask, error: Error| match route.is_api() {
        true => failure::json(&error),
        false => failure::page(ask, &error),
    };
    let basic = route.is_api().then(|| super::basic::credentials(&headers)).flatten();
    let who = match basic {
        Some(given) => super::basic::check(app, &ask.address, given).await.map(Some),
        None => signed_in(app, &ask.token).await,
    };
    match who {
        Err(error) => return Err(fail(&ask, error)),
        Ok(None) => return Err(unknown(route, &ask, request.method())),
        Ok(Some(user)) => ask.who = Some(user.actor()),
    }
    if route.writes()
        && let Err(error) = read_body(&mut ask, route, &headers, request).await
    {
        return Err(fail(&ask, error));
    }
    Ok(ask)
}

/// The parts of a request that need no body and no name.
pub fn begun(app: &Arc<App>, request: &Request) -> Ask {
    let headers = request.headers();
    let query = Params::parse(request.uri().query().unwrap_or(""));
    let token = cookie(headers, COOKIE).unwrap_or_else(String::new);
    let tag = query.get("lang").map(str::to_string).or_else(|| cookie(headers, LANG_COOKIE));
    let address = request.extensions().get::<ConnectInfo<SocketAddr>>();
    Ask {
        app: app.clone(),
        who: None,
        lang: tag.map_or(Lang::Zh, |tag| Lang::of(&tag)),
        csrf: csrf(&token),
        path: request.uri().path().to_string(),
        parts: Vec::new(),
        query,
        form: Params::default(),
        files: Vec::new(),
        json: None,
        address: address.map_or_else(|| "local".to_string(), |a| a.0.ip().to_string()),
        token,
    }
}

/// The token of a session's forms. Whoever can read it has the session already.
pub fn csrf(token: &str) -> String {
    of_bytes(format!("form:{token}").as_bytes())[..32].to_string()
}

async fn signed_in(app: &Arc<App>, token: &str) -> Result<Option<users::User>> {
    if token.len() != 64 {
        return Ok(None);
    }
    let token = token.to_string();
    app.door
        .read(move |ledger| {
            let user = users::session(ledger, &token)?;
            let today = ledger.clock.today();
            user.map(|user| user.in_time(today).map(|()| user)).transpose()
        })
        .await
}

/// Nobody is signed in: people are led to the sign-in page and back, programs are told.
fn unknown(route: Route, ask: &Ask, method: &Method) -> Reply {
    if route.is_api() {
        let said = say!("请先登录，或用 Basic 认证", "sign in, or use Basic authentication");
        return Reply::Json(401, serde_json::json!({ "error": "unknown", "said": said }));
    }
    if method == Method::GET {
        let next = ask.query.link(&ask.path);
        return Reply::To(Params::default().with("next", &next).link("/session"));
    }
    Reply::To("/session".to_string())
}

async fn read_body(
    ask: &mut Ask,
    route: Route,
    headers: &HeaderMap,
    request: Request,
) -> Result<()> {
    let reading = async {
        if route == Route::Upload {
            return read_multipart(ask, request).await;
        }
        let limit = route.body_limit();
        let bytes = axum::body::to_bytes(request.into_body(), limit).await;
        let bytes = bytes.map_err(|_| too_large(limit))?;
        match route {
            Route::ApiWrite => ask.json = Some(read_json(headers, &bytes)?),
            Route::ApiUpload => {
                let file = read_file(ask, headers, bytes.to_vec())?;
                ask.files.push(file);
            }
            _ => ask.form = Params::parse(&String::from_utf8_lossy(&bytes)),
        }
        Ok(())
    };
    let slow = say!("上传太慢，已中断", "the upload was too slow and was cut off");
    tokio::time::timeout(route.patience(), reading).await.map_err(|_| Error::Busy(slow))??;
    // Browsers do not send JSON or plain bytes across sites unasked; forms they do, so each carries a
    // token.
    let given = ask.form.get("csrf").or(ask.query.get("csrf")).unwrap_or("");
    if !route.is_api() && given != ask.csrf {
        return Err(Error::Refused(say!(
            "表单已过期，或不是从本站提交的；请返回刷新页面后重试",
            "the form is out of date, or was not sent from this site; go back, reload and try again"
        )));
    }
    Ok(())
}

fn too_large(limit: usize) -> Error {
    let mib = limit >> 20;
    Error::Busy(say!(
        "提交的内容超过 {mib} MiB 的上限；请拆分后再传，或用命令行导入",
        "more than {mib} MiB was sent; split it, or import it by command"
    ))
}

/// A file as a program sends it: the bytes alone, its name in the address.
fn read_file(ask: &Ask, headers: &HeaderMap, bytes: Vec<u8>) -> Result<Upload> {
    let sent = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let name = ask.query.get("name").unwrap_or("");
    if sent != "application/octet-stream" || name.is_empty() {
        return Err(Error::fault(Fault::error(
            Place::field("body"),
            say!("看不懂上传的内容（{sent}）", "cannot read what was sent ({sent})"),
            say!(
                "请用 Content-Type: application/octet-stream 发送文件字节，地址里写 name=文件名",
                "send the file's bytes as Content-Type: application/octet-stream, with name= in the address"
            ),
        )));
    }
    Ok(Upload { field: "file".to_string(), name: name.to_string(), bytes })
}

fn read_json(headers: &HeaderMap, bytes: &[u8]) -> Result<serde_json::Value> {
    let media = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let wrong = |e: &dyn std::fmt::Display| {
        Error::fault(Fault::error(
            Place::field("body"),
            say!("正文不是 JSON（{e}）", "the body is not JSON ({e})"),
            say!(
                "请用 Content-Type: application/json 发送",
                "send it as Content-Type: application/json"
            ),
        ))
    };
    if !media.starts_with("application/json") {
        return Err(wrong(&media));
    }
    serde_json::from_slice(bytes).map_err(|e| wrong(&e))
}

async fn read_multipart(ask: &mut Ask, request: Request) -> Result<()> {
    let limit = Route::Upload.body_limit();
    let request: Request<Body> = request;
    let broken = |e: axum::extract::multipart::MultipartError| match e.status().as_u16() {
        413 => too_large(limit),
        _ => Error::Busy(say!("上传中断：{e}", "the upload broke off: {e}")),
    };
    let mut parts = Multipart::from_request(request, &()).await.map_err(|e| {
        Error::fault(Fault::error(
            Place::field("file"),
            say!("看不懂上传的内容：{e}", "cannot read what was uploaded: {e}"),
            say!("请从导入页重新上传", "upload it again from the page of imports"),
        ))
    })?;
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let field = part.name().unwrap_or("").to_string();
        match part.file_name().map(str::to_string) {
            None => {
                let value = part.text().await.map_err(broken)?;
                ask.form.0.push((field, value));
            }
            Some(name) => {
                let bytes = part.bytes().await.map_err(broken)?.to_vec();
                if !name.is_empty() {
                    ask.files.push(Upload { field, name, bytes });
                }
            }
        }
    }
    Ok(())
}

pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|p| p.trim().split_once('='));
    pairs.find(|(n, _)| *n == name).map(|(_, value)| value.to_string())
}

pub fn append_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::try_from(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

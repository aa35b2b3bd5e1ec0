//! The site, asked through its real router, on a small believable world.

mod books;
mod lists;
mod plans;
mod studies;

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, header};
use tower::ServiceExt;

use super::{App, Site, server, users};
use crate::base::{Clock, Day, RegionCode, say};
use crate::import::{Arrival, accept};
use crate::record::{Actor, Keys, Ledger, Origin, Query, Role};
use crate::topics;
use crate::watch::Which;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// A county's sheet of money as it comes: a title, merged headings, a sum at the end.
fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("2021资金台账").unwrap();
    sheet.write_string(0, 0, "2021年财政援助资金台账").unwrap();
    let headings = [
        "批次号",
        "环节",
        "资金层级",
        "资金用途",
        "支援方",
        "受援县",
        "金额（万元）",
        "日期",
        "凭证号",
        "备注说明",
    ];
    for (at, heading) in (0u16..).zip(headings) {
        sheet.write_string(1, at, heading).unwrap();
    }
    for at in 0..120u32 {
        let (county, giver) =
            [("隆化县", "天津市津南区"), ("围场县", "天津市武清区")][usize::from(at % 2 == 1)];
        let row = [
            format!("JN-2021-{:03}", at / 2),
            ["下达", "到账"][usize::from(at % 4 > 1)].to_string(),
            "区级".to_string(),
            ["产业", "三保障", "就业"][at as usize % 3].to_string(),
            giver.to_string(),
            county.to_string(),
            format!("{}", 100 + at),
            format!("2021.{}.{}", at % 12 + 1, at % 27 + 1),
            format!("凭-{at:04}"),
            "经研究同意".to_string(),
        ];
        for (column, word) in (0u16..).zip(row) {
            if column == 6 {
                sheet.write_number(at + 2, column, f64::from(100 + at)).unwrap();
            } else {
                sheet.write_string(at + 2, column, word).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn ledger(path: &str) -> Ledger {
    let keys = Arc::new(Keys::of(&[7; 32]));
    let clock = Clock::fixed(day("2022-02-24"));
    Ledger::open(path, Arc::new(topics::catalog()), keys, clock).unwrap()
}

/// A site on a database of its own. `full`: with rows and findings.
pub fn world(name: &str, full: bool) -> Arc<App> {
    // Beside the tests' own program: it is used again, and goes with what was built.
    let beside = std::env::current_exe().unwrap();
    let folder = beside.with_file_name(format!("web-{name}"));
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("t.sqlite").to_string_lossy().into_owned();
    let mut first = ledger(&path);
    users::prepare(&mut first).unwrap();
    let me = Actor::system("test");
    // The cheapest hash there is: tests are about what follows it.
    let hash = users::hashed("correct horse").unwrap();
    for (name, role, scope, until) in [
        ("李", Role::Office, "", None),
        ("张", Role::County, "130825", None),
        ("审", Role::Auditor, "", Some(day("2022-12-31"))),
        ("旧", Role::Auditor, "", Some(day("2021-12-31"))),
        ("管", Role::Administrator, "", None),
    ] {
        let scope = scope.split(' ').filter(|s| !s.is_empty()).map(str::to_string).collect();
        let user = users::User { name: name.into(), role, scope, persons: false, until };
        users::add_user(&mut first, &me, &user, &hash).unwrap();
    }
    if full {
        fill(&mut first, &me);
    }
    let open = Arc::new(move || Ok(ledger(&path)));
    Arc::new(App::new(Site {
        open,
        topics: topics::ALL,
        programme: "tj-cd".to_string(),
        title: say!("天津市—承德市东西部协作", "Tianjin–Chengde cooperation"),
        home: RegionCode::parse("130800").unwrap(),
        helper: RegionCode::parse("120000"),
        from: day("2016-11-01"),
        to: day("2021-12-31"),
        origin: Origin::Synthetic,
        demo_names: vec![("李".to_string(), "correct horse".to_string())],
        https: false,
    }))
}

fn fill(ledger: &mut Ledger, me: &Actor) {
    let bytes = workbook();
    let arrival = Arrival {
        actor: me,
        programme: "tj-cd",
        origin: Origin::Synthetic,
        register: topics::register("funds").unwrap(),
        others: &[],
        beside: topics::BESIDE,
        mappings: &[],
        name: "隆化围场2021资金.xlsx",
        bytes: &bytes,
    };
    let outcome = accept(ledger, &arrival, &mut |_| Ok(())).unwrap();
    assert_eq!((outcome.read, outcome.accepted), (120, 120), "{:?}", outcome.reading.faults);
    watch(ledger);
}

fn watch(ledger: &mut Ledger) {
    ledger.watch(&topics::rule_books(), "tj-cd", day("2022-02-24")).unwrap();
}

/// A visitor with a cookie.
pub struct Visitor {
    app: Arc<App>,
    token: String,
}

pub struct Seen {
    pub status: u16,
    pub to: String,
    pub text: String,
    pub cookies: Vec<String>,
}

impl Visitor {
    pub fn as_one(app: &Arc<App>, name: &str) -> Visitor {
        let mut ledger = (app.site.open)().unwrap();
        let (user, _) = users::user(&mut ledger, name).unwrap().unwrap();
        let token = users::open_session(&mut ledger, &user, "test").unwrap();
        Visitor { app: app.clone(), token }
    }

    pub fn nobody(app: &Arc<App>) -> Visitor {
        Visitor { app: app.clone(), token: String::new() }
    }

    fn ask(&self, request: Request<Body>) -> Seen {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let router = server::with_headers(&self.app);
        runtime.block_on(async {
            let response = router.oneshot(request).await.unwrap();
            let status = response.status().as_u16();
            let text = |name| {
                let value = response.headers().get(name);
                value.map_or(String::new(), |v: &axum::http::HeaderValue| {
                    String::from_utf8_lossy(v.as_bytes()).into_owned()
                })
            };
            let to = text(header::LOCATION);
            let cookies = response.headers().get_all(header::SET_COOKIE).iter();
            let cookies = cookies.map(|c| c.to_str().unwrap().to_string()).collect();
            let bytes = axum::body::to_bytes(response.into_body(), 64 << 20).await.unwrap();
            Seen { status, to, text: String::from_utf8_lossy(&bytes).into_owned(), cookies }
        })
    }

    pub fn get(&self, path: &str) -> Seen {
        let request = Request::get(path).header(header::COOKIE, format!("luanhe={}", self.token));
        self.ask(request.body(Body::empty()).unwrap())
    }

    /// Follows the page that says how far an import is, until it ends.
    pub fn waited(&self, path: &str) -> Seen {
        let ended = |seen: &Seen| !seen.text.contains("data-again=");
        let looks = std::iter::repeat_with(|| self.get(path));
        looks.take(100).find(ended).expect("an import of a test ends")
    }

    pub fn post_raw(&self, path: &str, body: &str) -> Seen {
        let request = Request::post(path)
            .header(header::COOKIE, format!("luanhe={}", self.token))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(body.to_string())).unwrap())
    }

    pub fn post(&self, path: &str, form: &[(&str, &str)]) -> Seen {
        let csrf = super::answer::csrf(&self.token);
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("csrf", &csrf).extend_pairs(form);
        self.post_raw(path, &body.finish())
    }
}

/// The id of a row of money in a county.
pub fn row_in(app: &Arc<App>, county: &str) -> String {
    let mut ledger = (app.site.open)().unwrap();
    let register = ledger.catalog.register("funds").unwrap();
    let query = Query::of(register).filter("county", crate::record::Compare::Is, county);
    ledger.list(&Actor::system("t"), &query).unwrap()[0].id.clone()
}

const NEW: &[(&str, &str)] = &[
    ("batch", "N-1"),
    ("stage", "到账"),
    ("tier", "区级"),
    ("use", "产业"),
    ("giver", "天津市津南区"),
    ("county", "130825 隆化县"),
    ("amount", "12.5万"),
    ("day", "2021年3月5日"),
    ("voucher", "V-1"),
];

#[test]
fn scope_and_role_hold_on_every_verb() {
    let app = world("scope", true);
    let (own, other) = (row_in(&app, "130825"), row_in(&app, "130828"));
    let row = |id: &str, noun: &str| format!("/funds/{id}{noun}");
    // Route, then the status for nobody, office, county clerk of Longhua, auditor, administrator.
    let table: Vec<(String, [u16; 5])> = vec![
        ("/".into(), [303, 200, 200, 200, 200]),
        ("/registers".into(), [303, 200, 200, 200, 200]),
        ("/funds".into(), [303, 200, 200, 200, 200]),
        ("/people".into(), [303, 403, 200, 200, 403]),
        ("/people/export/csv".into(), [303, 403, 200, 200, 403]),
        (row(&own, ""), [303, 200, 200, 200, 200]),
        (row(&other, ""), [303, 200, 404, 200, 200]),
        (row(&other, "/correction"), [303, 200, 404, 403, 403]),
        (row(&own, "/correction"), [303, 200, 200, 403, 403]),
        (row(&own, "/voiding"), [303, 200, 200, 403, 403]),
        (row(&own, "/adjustment"), [303, 403, 403, 403, 403]),
        ("/funds/new".into(), [303, 200, 200, 403, 403]),
        ("/findings".into(), [303, 200, 200, 200, 200]),
        ("/measures".into(), [303, 200, 200, 200, 200]),
        ("/entries".into(), [303, 200, 200, 200, 200]),
        ("/entries/1".into(), [303, 200, 200, 200, 200]),
        ("/nothing-here".into(), [303, 404, 404, 404, 404]),
        ("/healthz".into(), [200, 200, 200, 200, 200]),
    ];
    let visitors = [
        Visitor::nobody(&app),
        Visitor::as_one(&app, "李"),
        Visitor::as_one(&app, "张"),
        Visitor::as_one(&app, "审"),
        Visitor::as_one(&app, "管"),
    ];
    for (path, expected) in table {
        let got = [0, 1, 2, 3, 4].map(|at: usize| visitors[at].get(&path).status);
        assert_eq!(got, expected, "{path}");
    }
    let writes = [1, 2, 3, 4].map(|at: usize| visitors[at].post("/funds", NEW).status);
    assert_eq!(writes, [303, 422, 403, 403], "the second is the same row again");
    let outside = visitors[2].post("/funds", &[("county", "130828"), ("batch", "X")]);
    assert_eq!(outside.status, 422);
    let voided = visitors[2].post(&row(&other, "/voiding"), &[("reason", "试试")]);
    assert_eq!(voided.status, 404);
    let totals = visitors[2].get("/funds/export/csv");
    assert!(totals.text.contains("130825") && !totals.text.contains("130828"));
}

#[test]
fn a_session_is_opened_with_the_right_password_only_and_within_its_time() {
    let app = world("session", false);
    let page = Visitor::nobody(&app).get("/session?next=/funds");
    assert!(page.text.contains("演示账号"));
    let token = page.cookies[0].split(['=', ';']).nth(1).unwrap().to_string();
    assert!(page.cookies[0].contains("HttpOnly; SameSite=Strict"));
    let visitor = Visitor { app: app.clone(), token };
    let sign = |name: &str, password: &str| {
        visitor.post("/session", &[("name", name), ("password", password), ("next", "/funds")])
    };
    assert_eq!(sign("李", "wrong horse").status, 403);
    assert_eq!(sign("无此人", "wrong horse").status, 403);
    assert_eq!(sign("旧", "correct horse").status, 403, "the auditor's time is over");
    let entered = sign("李", "correct horse");
    assert_eq!((entered.status, entered.to.as_str()), (303, "/funds"));
    let elsewhere = visitor.post(
        "/session",
        &[("name", "李"), ("password", "correct horse"), ("next", "//evil.example")],
    );
    assert_eq!(elsewhere.to, "/");
    for _ in 0..10 {
        sign("张", "wrong horse");
    }
    assert_eq!(sign("张", "correct horse").status, 503, "too many wrong ones");
    let mut ledger = (app.site.open)().unwrap();
    let signed = ledger.latest_entries(i64::MAX, 2).unwrap();
    assert!(signed.iter().all(|e| e.kind == "access" && e.reason.contains("signed in")));
}

#[test]
fn a_form_without_its_token_changes_nothing() {
    let app = world("csrf", true);
    let visitor = Visitor::as_one(&app, "张");
    let mut body = form_urlencoded::Serializer::new(String::new());
    let body = body.extend_pairs(NEW).finish();
    assert_eq!(visitor.post_raw("/funds", &body).status, 403);
    assert_eq!(visitor.get("/funds?batch=N-1").text.matches("class=\"row\"").count(), 0);
}

#[test]
fn a_form_gives_every_fault_beside_its_field_and_loses_nothing() {
    let app = world("form", true);
    let visitor = Visitor::as_one(&app, "张");
    let bad = visitor.post(
        "/funds",
        &[("batch", "保留我"), ("amount", "很多"), ("county", "不知何处"), ("day", "2021-13-40")],
    );
    assert_eq!(bad.status, 422);
    for expected in ["保留我", "很多", "不知何处", "e-amount", "e-county", "e-day", "e-stage"]
    {
        assert!(bad.text.contains(expected), "{expected}");
    }
    let saved = visitor.post("/funds", NEW);
    assert_eq!(saved.status, 303, "{}", saved.text);
    let row = visitor.get(&saved.to);
    assert!(row.text.contains("125,000.00") && row.text.contains("2021-03-05"));
    assert!(row.text.contains("已保存"));
    let path = saved.to.split('?').next().unwrap();
    let stale = visitor.get(&format!("{path}/correction"));
    let seen = stale.text.split("name=\"seen\" value=\"").nth(1).unwrap();
    let seen = seen.split('"').next().unwrap().to_string();
    let mut changed: Vec<(&str, &str)> = NEW.to_vec();
    changed[6].1 = "13万";
    changed.extend([("reason", "凭证金额录错"), ("seen", seen.as_str())]);
    let done = visitor.post(&format!("{path}/correction"), &changed);
    assert_eq!(done.status, 303, "{}", done.text);
    let after = visitor.get(path).text;
    assert!(after.contains("<del>125,000.00</del>") && after.contains("<ins>130,000.00</ins>"));
    let late = visitor.post(&format!("{path}/correction"), &changed);
    assert_eq!(late.status, 409, "someone else corrected it since");
}

#[test]
fn lists_page_by_key_and_filters_are_checked() {
    let app = world("pages", true);
    let visitor = Visitor::as_one(&app, "审");
    let mut path = "/funds?sort=-amount&limit=50".to_string();
    let mut rows = 0;
    loop {
        let page = visitor.get(&path);
        assert_eq!(page.status, 200);
        rows += page.text.matches("class=\"row\"").count();
        let Some(next) = page.text.split("href=\"").find(|h| h.contains("rel=\"next\"")) else {
            break;
        };
        path = next.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
    }
    assert_eq!(rows, 120);
    assert_eq!(visitor.get("/funds?usage=1").status, 422);
    assert_eq!(visitor.get("/funds?day_from=yesterday").status, 422);
    let none = visitor.get("/funds?batch=none-such");
    assert!(none.text.contains("没有符合这些条件的行"));
    assert!(visitor.get("/funds?known_on=2000-01-01").text.contains("没有符合"));
    assert!(visitor.get("/funds?lang=en").text.contains("movements of fiscal aid"));
}

impl Visitor {
    pub fn upload(&self, path: &str, fields: &[(&str, &str)], file: (&str, &[u8])) -> Seen {
        const EDGE: &str = "edge-of-parts";
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend(part.into_bytes());
        }
        let (name, bytes) = file;
        body.extend(format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").into_bytes());
        body.extend(bytes);
        body.extend(format!("\r\n--{EDGE}--\r\n").into_bytes());
        let csrf = super::answer::csrf(&self.token);
        let request = Request::post(format!("{path}?csrf={csrf}"))
            .header(header::COOKIE, format!("luanhe={}", self.token))
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={EDGE}"));
        self.ask(request.body(Body::from(body)).unwrap())
    }

    pub fn json(&self, path: &str, body: &serde_json::Value) -> Seen {
        let request = Request::post(path)
            .header(header::COOKIE, format!("luanhe={}", self.token))
            .header(header::CONTENT_TYPE, "application/json");
        self.ask(request.body(Body::from(body.to_string())).unwrap())
    }
}

#[test]
fn a_sheet_is_looked_at_accepted_once_and_found_again_by_its_cell() {
    let app = world("import", false);
    let visitor = Visitor::as_one(&app, "李");
    let sent = visitor.upload("/imports", &[("register", "funds")], ("2021资金.xlsx", &workbook()));
    assert_eq!(sent.status, 303, "{}", sent.text);
    let look = visitor.get(&sent.to);
    assert!(look.text.contains("可收 <b>120</b>"), "{}", look.text);
    assert!(look.text.contains("备注说明"), "the heading that is not known can be matched");
    assert!(visitor.get("/funds").text.contains("还没有行"), "looking records nothing");
    let mapped = visitor.post(&format!("{}/mapping", sent.to), &[("heading:备注说明", "purpose")]);
    assert_eq!(mapped.status, 303);
    assert!(!visitor.get(&sent.to).text.contains("name=\"heading:备注说明\""));
    let other = Visitor::as_one(&app, "张");
    assert_eq!(other.get(&sent.to).status, 404, "a draft is its sender's own");
    let done = visitor.waited(&visitor.post(&format!("{}/acceptance", sent.to), &[]).to);
    assert!(done.text.contains("已收 <b>120</b>"), "{}", done.text);
    let again = visitor.waited(&visitor.post(&format!("{}/acceptance", sent.to), &[]).to);
    assert!(again.text.contains("没有新的内容"), "{}", again.text);
    let row = row_in(&app, "130825");
    let cell = visitor.get(&format!("/funds/{row}/source?field=amount")).text;
    assert!(cell.contains("2021资金台账!G3") && cell.contains("class=\"cell\">100<"), "{cell}");
    let returned = visitor.get(&format!("{}/returned", sent.to));
    assert_eq!(returned.status, 200);
    let template = visitor.get("/funds/template");
    assert_eq!((template.status, template.text.starts_with("PK")), (200, true));
    let wrong = visitor.upload("/imports", &[("register", "")], ("x.xlsx", b"x"));
    assert_eq!(wrong.status, 422);
}

#[test]
fn programs_get_what_pages_show_and_are_held_to_the_same_rules() {
    let app = world("api", true);
    let (clerk, auditor) = (Visitor::as_one(&app, "张"), Visitor::as_one(&app, "审"));
    let read = |seen: &Seen| serde_json::from_str::<serde_json::Value>(&seen.text).unwrap();
    assert_eq!(Visitor::nobody(&app).get("/api/funds").status, 401);
    let list = read(&auditor.get("/api/funds?county=130825&limit=2"));
    assert_eq!(list["rows"].as_array().unwrap().len(), 2);
    assert!(list["next"].is_string());
    let total = read(
        &auditor.get("/api/measure/funds.arrived?region=130825&from=2021-01-01&to=2021-12-31"),
    );
    let rows = total["rows_url"].as_str().unwrap().replace("/rows?", "/rows/json?");
    let behind = read(&auditor.get(&rows));
    let sum: i64 =
        behind["rows"].as_array().unwrap().iter().map(|r| r["amount"].as_i64().unwrap()).sum();
    assert_eq!(total["value"].as_i64().unwrap(), sum, "total = rows = API");
    assert!(!total["proves"].as_bool().unwrap(), "synthetic rows prove nothing");
    let new = serde_json::json!({
        "batch": "A-1", "stage": "到账", "tier": "区级", "use": "产业", "giver": "120112",
        "county": "130825", "amount": 12_500_000, "day": "2021-03-05", "voucher": "V-9",
    });
    assert_eq!(auditor.json("/api/funds", &new).status, 403);
    let made = clerk.json("/api/funds", &new);
    assert_eq!(made.status, 201, "{}", made.text);
    let id = read(&made)["id"].as_str().unwrap().to_string();
    let row = read(&clerk.get(&format!("/api/funds/{id}")));
    assert_eq!(row["amount"], 12_500_000);
    let blind =
        clerk.json(&format!("/api/funds/{id}/correction"), &serde_json::json!({"amount": 1}));
    assert_eq!(blind.status, 422, "no reason, no version seen");
    let change = serde_json::json!({"amount": 12_600_000, "reason": "录错", "seen": row["entry"]});
    assert_eq!(clerk.json(&format!("/api/funds/{id}/correction"), &change).status, 200);
    assert_eq!(clerk.json(&format!("/api/funds/{id}/correction"), &change).status, 409);
    assert_eq!(clerk.json("/api/funds", &serde_json::json!({"nonsense": 1})).status, 422);
    let outside = row_in(&app, "130828");
    assert_eq!(clerk.get(&format!("/api/funds/{outside}")).status, 404);
    let document = read(&auditor.get("/api/openapi.json"));
    assert_eq!(document["components"]["schemas"]["funds"]["properties"]["day"]["format"], "date");
    assert_eq!(auditor.get("/api").status, 200);
}

#[test]
fn the_administrator_adds_users_and_nobody_else_does() {
    let app = world("users", false);
    let (admin, office) = (Visitor::as_one(&app, "管"), Visitor::as_one(&app, "李"));
    let new =
        [("name", "新"), ("password", "long enough"), ("role", "county"), ("scope", "130828")];
    assert_eq!(office.get("/users").status, 403);
    assert_eq!(office.post("/users", &new).status, 403);
    assert_eq!(
        admin.post("/users", &[("name", "短"), ("password", "x"), ("role", "county")]).status,
        422
    );
    let odd =
        [("name", "a b"), ("password", "x"), ("role", "king"), ("scope", "隆化"), ("until", "31")];
    let odd = admin.post("/users", &odd);
    for place in ["name：", "password：", "role：", "scope：", "until："] {
        assert!(odd.status == 422 && odd.text.contains(place), "{place}: {}", odd.text);
    }
    assert_eq!(admin.post("/users", &new).status, 303);
    assert_eq!(admin.post("/users", &new).status, 409);
    let fresh = Visitor::as_one(&app, "新");
    assert_eq!(fresh.get("/").status, 200);
    assert_eq!(admin.post("/users/新/term", &[("until", "2021-01-01")]).status, 303);
    assert_eq!(fresh.get("/").status, 403, "the time is over at once");
}

#[test]
fn findings_are_cleared_one_by_one_or_together_with_a_reason() {
    let app = world("clear", true);
    let office = Visitor::as_one(&app, "李");
    let mut paid: Vec<(&str, &str)> = NEW.to_vec();
    paid[1].1 = "支付";
    paid.extend([("payee", "某人"), ("payee_kind", "个人账户")]);
    assert_eq!(office.post("/funds", &paid).status, 303);
    let mut ledger = (app.site.open)().unwrap();
    watch(&mut ledger);
    let all = ledger
        .findings(
            &Actor::system("t"),
            &Which { rule: "funds.personal_account", ..Which::default() },
        )
        .unwrap();
    let first = all.first().expect("a payment to a personal account is found");
    let row = office.get(&format!("/funds/{}", first.row)).text;
    assert!(row.contains(&first.said.zh), "the row shows what was found about it");
    let path = format!("/findings/{}/{}/clearance", first.rule, first.row);
    assert_eq!(office.get(&path).status, 200);
    assert_eq!(office.post(&path, &[("reason", "短")]).status, 422);
    assert_eq!(office.post(&path, &[("reason", "已与原始凭证核对")]).status, 303);
    let bulk = format!("/findings/{}/clearances", first.rule);
    assert_eq!(office.post(&bulk, &[("reason", "已与原始凭证核对")]).status, 422, "none chosen");
    assert_eq!(Visitor::as_one(&app, "审").get(&path).status, 403);
    let cleared = office.get(&format!("/findings/{}?state=cleared", first.rule)).text;
    assert!(cleared.contains("已与原始凭证核对"));
}

#[test]
fn every_statement_of_the_site_prepares_on_both_engines() {
    for address in [":memory:".to_string(), crate::record::fresh_schema("web_users")] {
        let mut ledger = ledger(&address);
        users::prepare(&mut ledger).unwrap();
        for (name, sql) in users::statements() {
            ledger.engine.prepares(sql).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
    }
}

impl Visitor {
    /// A file as the body of a program's request.
    fn send(&self, path: &str, bytes: &[u8]) -> Seen {
        let request = Request::post(path)
            .header(header::COOKIE, format!("luanhe={}", self.token))
            .header(header::CONTENT_TYPE, "application/octet-stream");
        self.ask(request.body(Body::from(bytes.to_vec())).unwrap())
    }
}

#[test]
fn evidence_is_attached_looked_at_taken_away_and_packed() {
    let app = world("evidence", true);
    let (clerk, auditor) = (Visitor::as_one(&app, "张"), Visitor::as_one(&app, "审"));
    let (own, other) = (row_in(&app, "130825"), row_in(&app, "130828"));
    let path = format!("/funds/{own}/evidence");
    let png = crate::demo::picture(1, "130825", day("2021-05-01")).unwrap();
    let sent = clerk.upload(&path, &[("title", "到账凭证"), ("page", "3")], ("凭证.png", &png));
    assert_eq!(sent.status, 303, "{}", sent.text);
    let again = clerk.upload(&path, &[("page", "3")], ("凭证.png", &png));
    assert_eq!(again.status, 422, "the row has it already");
    assert_eq!(clerk.upload(&path, &[("page", "三")], ("b.png", &png)).status, 422);
    assert_eq!(clerk.upload(&path, &[], ("x.svg", b"<svg onload='x()'/>")).status, 422);
    let outside = format!("/funds/{other}/evidence");
    assert_eq!(clerk.upload(&outside, &[], ("a.png", &png)).status, 404);
    assert_eq!(auditor.upload(&path, &[], ("a.png", &png)).status, 403);
    let page = clerk.get(&format!("/funds/{own}")).text;
    assert!(
        page.contains("到账凭证") && page.contains("拍摄 2021-05-01") && page.contains("页码 3")
    );
    let read = |seen: &Seen| serde_json::from_str::<serde_json::Value>(&seen.text).unwrap();
    let listed = read(&auditor.get(&format!("/api{path}")));
    let id = listed["evidence"][0]["id"].as_str().unwrap().to_string();
    assert!(listed["evidence"][0]["taken_at"].as_str().unwrap().starts_with("41.3"));
    let stranger = Visitor::as_one(&app, "李");
    assert_eq!(
        stranger.send(&format!("/api{outside}?name=%E5%87%AD%E8%AF%81.png"), &png).status,
        201
    );
    assert_eq!(stranger.json(&format!("/api{outside}"), &serde_json::json!({})).status, 422);
    let marked = stranger.get(&format!("/funds/{own}")).text;
    assert!(marked.contains("同一文件另附于") && marked.contains(&format!("/funds/{other}")));
    let marked = clerk.get(&format!("/funds/{own}")).text;
    assert!(marked.contains("管辖范围外的行：1") && !marked.contains(&other));
    let theirs = read(&stranger.get(&format!("/api{outside}")));
    let theirs = theirs["evidence"][0]["id"].as_str().unwrap().to_string();
    for noun in ["", "/file", "/picture", "/voiding"] {
        assert_eq!(clerk.get(&format!("/evidence/{theirs}{noun}")).status, 404, "{noun}");
    }
    assert_eq!(clerk.get(&format!("/evidence/{id}/picture")).status, 200);
    assert_eq!(clerk.get(&format!("/funds/{own}/file")).status, 404);
    let typed = [("row", "funds/x"), ("title", "偷看"), ("file", "00"), ("county", "130825")];
    assert_eq!(clerk.post("/evidence", &typed).status, 422, "a file is not had by its SM3");
    let lacking = read(&auditor.get("/api/funds?evidence=none&limit=1"))["count"].as_i64().unwrap();
    assert_eq!(lacking, 118);
    assert_eq!(auditor.get("/funds?evidence=maybe").status, 422);
    let pack = auditor.get("/funds/export/zip?evidence=some");
    assert!(pack.text.starts_with("PK") && pack.text.contains("files/0001-凭证.png"));
    assert!(!pack.text.contains("files/0002"), "one file on two rows is packed once");
    let void = [("reason", "传错"), ("seen", "")];
    assert_eq!(clerk.post(&format!("/evidence/{id}/voiding"), &void).status, 303);
    assert!(clerk.get(&format!("/funds/{own}")).text.contains("还没有佐证"));
    let document = read(&auditor.get("/api/openapi.json"));
    assert!(document["paths"]["/api/funds/{id}/evidence"]["post"]["requestBody"]["content"]["application/octet-stream"].is_object());
}

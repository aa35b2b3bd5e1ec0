//! From a figure of the brief to the cell that says so, in three clicks.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::{Browser, Running, start};

struct Demo {
    address: String,
    _served: Running,
}

/// The small demo, made and served by the real program.
fn demo(folder: &Path) -> Demo {
    let mut program = Command::new(env!("CARGO_BIN_EXE_luanhe"));
    program.args(["demo", "--size", "small", "--listen", "127.0.0.1:0", "--dir"]).arg(folder);
    let (served, port) = start(&mut program, "http://127.0.0.1:", true);
    let port: String = port.chars().take_while(char::is_ascii_digit).collect();
    Demo { address: format!("http://127.0.0.1:{port}"), _served: served }
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("what an earlier run left can go");
    }
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

async fn sign_in(browser: &Browser, demo: &Demo) {
    browser.go(&format!("{}/session", demo.address)).await;
    let name = browser.text(".demo tbody td").await;
    let password = browser.text(".demo tbody code").await;
    browser.fill("#name", &name).await;
    browser.fill("#password", &password).await;
    browser.click(".sign-in button").await;
    browser.text(".who .name").await;
}

/// Pages that are looked at: name, path.
const LOOKED_AT: &[(&str, &str)] = &[
    ("home", "/"),
    ("registers", "/registers"),
    ("list", "/funds"),
    ("form", "/funds/new"),
    ("imports", "/imports"),
    ("findings", "/findings"),
    ("measures", "/measures"),
    ("measure", "/measures/funds.arrived?by=region"),
    ("map", "/map"),
    ("entries", "/entries"),
    ("manual", "/manual/funds"),
    ("api", "/api"),
    ("closing", "/closing"),
    ("closing-asked", "/closing?until=2020-12-31"),
    ("plans", "/plans"),
    ("plan", "/plans?budget=500万&industry_share=30%25&floor:130825=100&source=试算"),
    ("plan-conflict", "/plans?budget=100万&floor:130825=500&source=试算"),
    ("plan-faults", "/plans?budget=九千&cap:130825=很多"),
    ("void", "/funds?voucher=no-such"),
    ("missing", "/nothing-here"),
];

#[test]
fn a_newcomer_finds_the_source_cell_of_a_figure_in_three_clicks() {
    let folder = folder("brief-to-cell");
    let demo = demo(&folder.join("demo"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let browser = Browser::open("desktop", 1280, &folder).await;
        browser.go(&format!("{}/session", demo.address)).await;
        browser.shot("sign-in").await;
        sign_in(&browser, &demo).await;
        browser.go(&format!("{}/reports/annual/2021", demo.address)).await;
        browser.shot("brief").await;
        browser.click("a.figure").await;
        browser.shot("click-1-rows").await;
        browser.click("a.row").await;
        browser.shot("click-2-row").await;
        browser.click(".source a").await;
        browser.shot("click-3-cell").await;
        assert!(!browser.text("td.cell").await.is_empty());
        for (lang, mark) in [("en", "english-"), ("zh-CN", "")] {
            browser.go(&format!("{}/?lang={lang}", demo.address)).await;
            for (name, path) in LOOKED_AT {
                browser.go(&format!("{}{path}", demo.address)).await;
                browser.text("h1").await;
                browser.shot(&format!("{mark}{name}")).await;
            }
        }
        browser.client.close().await.expect("the browser closes");

        let phone = Browser::open("phone", 390, &folder).await;
        sign_in(&phone, &demo).await;
        for (name, path) in LOOKED_AT {
            phone.go(&format!("{}{path}", demo.address)).await;
            phone.text("h1").await;
            phone.shot(&format!("phone-{name}")).await;
        }
        phone.client.close().await.expect("the browser closes");
    });
}

//! Errors as people meet them: what happened, why, and what to do. A fault of ours has a number to
//! quote; the log has its cause under that number, once.

use askama::Template;

use super::ask::Ask;
use super::reply::Reply;
use crate::base::{Error, Fault, Result, Said, say};
use crate::pages::{Say, Verb, drawn, layout};

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage<'a> {
    say: Say,
    title: &'a str,
    said: Vec<String>,
    todo: &'a str,
    number: &'a str,
}

/// What an error's kind is called, and what to do about it.
fn words(error: &Error) -> (Said, Said) {
    match error {
        Error::Faults(_) => (
            say!("填写的内容有误", "what was given has faults"),
            say!("请按各条说明改正后再试。", "Correct what each line says and try again."),
        ),
        Error::Missing(_) => (
            say!("找不到", "not found"),
            say!(
                "请检查地址，或从导航重新进入。",
                "Check the address, or start from the navigation."
            ),
        ),
        Error::Refused(_) => (
            say!("不允许", "not allowed"),
            say!(
                "如确需办理，请联系有权限的人员或系统管理员。",
                "If it has to be done, ask someone who may, or the administrator."
            ),
        ),
        Error::Conflict(_) => (
            say!("已被他人先行改动", "someone was first"),
            say!("请返回，重新打开后再办理。", "Go back, open it again and try once more."),
        ),
        Error::Busy(_) => (
            say!("暂时办不了", "not possible right now"),
            say!("没有保存任何内容；请稍后再试。", "Nothing was saved; try again later."),
        ),
        Error::Broken(_) => (
            say!("系统出错", "an error of ours"),
            say!(
                "没有保存任何内容。请把下面的编号告诉系统管理员。",
                "Nothing was saved. Please give the administrator the number below."
            ),
        ),
    }
}

/// Writes an error of ours to the log and gives its number.
fn number(error: &Error) -> String {
    let Error::Broken(chain) = error else { return String::new() };
    let number = super::users::random().map_or_else(|_| "0".repeat(8), |hex| hex[..8].to_string());
    tracing::error!(error.number = %number, error.chain = %chain, "a request failed");
    number
}

pub fn page(ask: &Ask, error: &Error) -> Reply {
    let (say, number) = (ask.say(), number(error));
    let (title, todo) = words(error);
    let said = match error {
        Error::Broken(_) => Vec::new(),
        error => error.said(ask.lang).lines().map(str::to_string).collect(),
    };
    let title = say.said(&title);
    let body = drawn(&FailurePage { say, title, said, todo: say.said(&todo), number: &number });
    let html: Result<String> =
        body.and_then(|body| layout(&ask.frame(), Verb::Aside, title, &body));
    // A template that fails twice has nothing left to be drawn with.
    Reply::Page(error.status(), html.unwrap_or_else(|_| "internal error".to_string()))
}

pub fn json(error: &Error) -> Reply {
    let number = number(error);
    let (title, todo) = words(error);
    let mut body = serde_json::json!({ "error": error.code(), "title": title, "remedy": todo });
    match error {
        Error::Faults(faults) => body["faults"] = faults.iter().map(fault).collect(),
        Error::Broken(_) => body["number"] = number.into(),
        error => {
            body["said"] = serde_json::json!({
                "zh": error.said(crate::base::Lang::Zh), "en": error.said(crate::base::Lang::En)
            });
        }
    }
    Reply::Json(error.status(), body)
}

fn fault(fault: &Fault) -> serde_json::Value {
    serde_json::json!({
        "place": fault.place.to_string(), "field": fault.place.field,
        "severity": fault.severity, "reason": fault.reason, "remedy": fault.remedy,
    })
}

//! `luanhe manual [TOPIC]`.

use std::process::ExitCode;

use serde_json::json;

use super::out::Out;
use crate::base::{Error, Result, say};
use crate::topics;

pub fn run(topic: Option<&str>, out: &Out) -> Result<ExitCode> {
    let Some(name) = topic else {
        let one = |t: &&topics::Topic| json!({"topic": t.name, "title": t.title.to(out.lang)});
        let lines = topics::ALL.iter().map(|t| format!("{}  {}", t.name, t.title.to(out.lang)));
        out.answer(&topics::ALL.iter().map(one).collect(), lines);
        return Ok(ExitCode::SUCCESS);
    };
    let topic = topics::ALL.iter().find(|t| t.name == name).ok_or_else(|| {
        let known = topics::ALL.iter().map(|t| t.name).collect::<Vec<_>>().join(", ");
        Error::Missing(say!(
            "手册里没有 {name}；现有：{known}",
            "the manual has no {name}; there are: {known}"
        ))
    })?;
    let json = json!({"topic": name, "title": topic.title.to(out.lang), "text": topic.manual});
    out.answer(&json, [topic.manual.trim_end().to_string()]);
    Ok(ExitCode::SUCCESS)
}

//! Moving a row on in its workflow, and what of it waits.

use serde_json::json;

use super::ask::Ask;
use super::reply::Reply;
use crate::base::{Day, Error, Fault, Place, Result, say};
use crate::pages::{Params, Progress, Seen, row_path};
use crate::record::{Ledger, Register};
use crate::topics;
use crate::workflow::{Overdue, Step, advance, next_moves, overdue, steps_of};

/// Where a row stands, for its page.
pub fn progress(
    ledger: &mut Ledger,
    ask: &Ask,
    register: &Register,
    seen: &Seen,
) -> Result<Option<Progress>> {
    let Some(workflow) = topics::workflow(register) else { return Ok(None) };
    let row = seen.row();
    let next = match seen.stands() {
        true => next_moves(ledger, ask.actor()?, workflow, row, &topics::limits()?)?,
        false => Vec::new(),
    };
    let taken = steps_of(ledger, workflow, &row.id)?;
    let (state, today) = (workflow.state_of(row).to_string(), ledger.clock.today());
    Ok(Some(Progress { state, next, taken, today }))
}

fn moved(ledger: &mut Ledger, ask: &Ask, word: impl Fn(&str) -> String) -> Result<i64> {
    let register = ask.register(ledger)?;
    let workflow = topics::workflow(register).ok_or_else(|| {
        Error::Missing(say!("这本台账没有办理流程", "this register has no workflow"))
    })?;
    let (to, day, document) = (word("to"), word("day"), word("document"));
    let day = Day::parse(&day).ok_or_else(|| {
        Error::fault(Fault::error(
            Place::field("day"),
            say!("“{day}”不是日期", "“{day}” is no day"),
            say!("请填办理的日期，如 2021-03-05", "give the day it was done, like 2021-03-05"),
        ))
    })?;
    let step = Step { to: &to, day, document: &document };
    Ok(advance(ledger, ask.actor()?, workflow, ask.part("id"), &step)?.no)
}

pub fn step(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    moved(ledger, ask, |name| ask.form.get(name).unwrap_or("").to_string())?;
    let row = row_path(ask.part("register"), ask.part("id"));
    Ok(Reply::To(Params::default().with("notice", "saved").link(&row)))
}

/// The same for programs.
pub fn step_json(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let body = ask.json.as_ref();
    let word = |name: &str| {
        let word = body.and_then(|body| body.get(name)).and_then(serde_json::Value::as_str);
        word.unwrap_or("").to_string()
    };
    let entry = moved(ledger, ask, word)?;
    Ok(Reply::Json(200, json!({ "entry": entry, "head": ledger.head()?.printed() })))
}

/// Something that waits for whoever is signed in.
pub struct Due {
    pub said: String,
    pub path: String,
    /// What it is made of: how many of which state, and where they are listed.
    pub parts: Vec<(String, String)>,
}

/// The rows of each register that should have moved by now.
pub fn waiting(ledger: &mut Ledger, ask: &Ask) -> Result<Vec<Due>> {
    let (say, today, limits) = (ask.say(), ledger.clock.today(), topics::limits()?);
    let mut all = Vec::new();
    for workflow in topics::WORKFLOWS {
        let asked = (*workflow, ask.app.site.programme.as_str());
        let late = overdue(ledger, ask.actor()?, asked, &limits, today)?;
        let rows: usize = late.iter().map(|late| late.rows).sum();
        let Some(days) = late.iter().map(|late| late.days).max() else { continue };
        let title = say.text(&workflow.register.title);
        let said = say!(
            "{title}：{rows} 项到期未办，最长已超 {days} 天",
            "{title}: {rows} are overdue, by up to {days} days"
        );
        let path = format!("/{}", workflow.register.name);
        let part = |late: &Overdue| {
            let list = Params::default().with(workflow.state, &late.state).link(&path);
            (format!("{} {}", late.state, late.rows), list)
        };
        let parts = late.iter().map(part).collect();
        all.push(Due { said: say.said(&said).to_string(), path: path.clone(), parts });
    }
    Ok(all)
}

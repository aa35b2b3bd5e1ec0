//! The first page, by role: what is due, what was found, what came in last, and the headline figures.

use askama::Template;

use super::ask::Ask;
use super::findings::{Found, found};
use super::measures::{Figure, figure};
use super::reply::Reply;
use super::steps::{Due, waiting};
use crate::base::Result;
use crate::pages::{Say, Verb, act, drawn, moment};
use crate::record::{Ledger, Role};
use crate::topics;

/// How many figures of each line of work stand on the first page.
const FIGURES: usize = 3;

/// A line of work: what it comes to, and what is open in it.
struct Work {
    title: &'static str,
    path: String,
    /// Findings that nobody has cleared.
    open: usize,
    figures: Vec<Figure>,
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    say: Say,
    greeting: String,
    /// What waits for this person.
    due: Vec<Due>,
    /// In the order of the report that the demo follows.
    works: Vec<Work>,
    period: String,
    found: Vec<Found>,
    entries: Vec<(i64, String, String, String, String)>,
    /// What this role does most: label and address.
    acts: Vec<(&'static str, &'static str)>,
}

pub fn home(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let (say, actor, site) = (ask.say(), ask.actor()?, &ask.app.site);
    let found = found(ledger, ask)?;
    let open: usize = found.iter().map(|one| one.open).sum();
    let mut due = Vec::new();
    if open > 0 && actor.role != Role::Administrator {
        let sentence = format!("{open} {}", say.of("条监测发现待处理", "findings to look at"));
        due.push(Due { said: sentence, path: "/findings".to_string(), parts: Vec::new() });
    }
    due.extend(waiting(ledger, ask)?);
    if let Some(until) = actor.until {
        let days = until.since(ledger.clock.today());
        let sentence = format!(
            "{} {until}{}{days}{}",
            say.of("账号有效至", "your access ends on"),
            say.of("，还有", ", in "),
            say.of("天", " days")
        );
        due.push(Due { said: sentence, path: "/manual".to_string(), parts: Vec::new() });
    }
    let page = HomePage {
        say,
        greeting: format!(
            "{}{}{}",
            actor.name,
            say.of("，", ", "),
            actor.role.label().to(ask.lang)
        ),
        due,
        works: works(ledger, ask, &found)?,
        period: format!("{} {} {}", site.from, say.of("至", "to"), site.to),
        found,
        entries: entries(ledger, say)?,
        acts: acts(say, actor.role),
    };
    let body = drawn(&page)?;
    ask.page(Verb::Home, say.of("首页", "Home"), &body)
}

fn works(ledger: &mut Ledger, ask: &Ask, found: &[Found]) -> Result<Vec<Work>> {
    let (say, actor) = (ask.say(), ask.actor()?);
    let mut works = Vec::new();
    if actor.role == Role::Administrator {
        return Ok(works);
    }
    let told =
        topics::told().filter(|told| ask.app.site.topics.iter().any(|t| t.name == told.name));
    for topic in told {
        let mut figures = Vec::new();
        // What reports speak of goes before what only the office asks.
        let (said, other): (Vec<_>, Vec<_>) =
            topic.indicators.iter().partition(|i| !i.said.is_empty());
        for indicator in said.into_iter().chain(other).take(FIGURES) {
            figures.push(figure(ledger, ask, indicator)?);
        }
        let own = |one: &&Found| topic.watch.rules.iter().any(|rule| rule.id == one.rule.id);
        works.push(Work {
            title: say.text(&topic.title),
            path: topic.registers.first().map_or(String::new(), |r| format!("/{}", r.name)),
            open: found.iter().filter(own).map(|one| one.open).sum(),
            figures,
        });
    }
    Ok(works)
}

/// Number, kind, actor, day and source of an entry.
type Line = (i64, String, String, String, String);

fn entries(ledger: &mut Ledger, say: Say) -> Result<Vec<Line>> {
    let latest = ledger.latest_entries(i64::MAX, 40)?;
    let shown = latest.into_iter().filter(|e| e.kind != "access").take(8);
    Ok(shown
        .map(|e| {
            let what = if e.source.is_empty() { e.reason } else { e.source };
            (e.no, act(say, &e.kind), e.actor, moment(e.recorded_at), what)
        })
        .collect())
}

fn acts(say: Say, role: Role) -> Vec<(&'static str, &'static str)> {
    match role {
        Role::County | Role::System => vec![
            (say.of("导入表格", "Import a sheet"), "/imports"),
            (say.of("台账", "Registers"), "/registers"),
        ],
        Role::Office => {
            vec![
                (say.of("年度简报", "Annual brief"), "/reports"),
                (say.of("规划资金", "Plan next year's money"), "/plans"),
                (say.of("结账", "Close a period"), "/closing"),
            ]
        }
        Role::Auditor => vec![
            (say.of("核验记账链", "Verify the chain"), "/verification"),
            (say.of("台账", "Registers"), "/registers"),
        ],
        Role::Administrator => {
            vec![(say.of("用户", "Users"), "/users"), (say.of("记账链", "Entries"), "/entries")]
        }
    }
}

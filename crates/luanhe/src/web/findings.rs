//! Findings by rule, and their clearances: a clearance is a row with a name and a reason.

use askama::Template;

use super::ask::Ask;
use super::reply::Reply;
use crate::base::{Error, Fault, Place, Result, say};
use crate::pages::{Params, Say, Verb, drawn, part};
use crate::record::{Actor, Ledger};
use crate::watch::{CLEARANCES, Finding, Limit, Rule, Which, limits_used};

struct RuleLine {
    rule: &'static Rule,
    title: String,
    open: usize,
    cleared: usize,
    path: String,
}

#[derive(Template)]
#[template(path = "findings.html")]
struct FindingsPage {
    say: Say,
    groups: Vec<(&'static str, Vec<RuleLine>)>,
    open: usize,
}

/// A rule's sentence without its values.
pub fn title(say: Say, rule: &Rule) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in say.text(&rule.finds).chars() {
        match c {
            '{' => inside = true,
            '}' => {
                inside = false;
                out.push('…');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// A rule with findings that nobody has cleared, and what one of them says.
pub struct Found {
    pub rule: &'static Rule,
    pub open: usize,
    pub example: String,
}

/// What is open, errors first, each kind by how often.
pub fn found(ledger: &mut Ledger, ask: &Ask) -> Result<Vec<Found>> {
    let (say, site) = (ask.say(), &ask.app.site);
    let actor = ask.actor()?;
    let all = ledger.findings(actor, &Which { programme: &site.programme, ..Which::default() })?;
    let mut found: Vec<_> = site
        .rules()
        .map(|rule| {
            let mine = || all.iter().filter(|f| f.rule == rule.id);
            let open = mine().filter(|f| f.cleared.is_none()).count();
            Found { rule, open, example: example(say, actor, rule, mine()) }
        })
        .filter(|one| one.open > 0)
        .collect();
    found.sort_by_key(|one| (one.rule.level.word() != "error", std::cmp::Reverse(one.open)));
    Ok(found)
}

/// What a rule found, by its first open finding: a sentence of its own says more than its form does.
/// A finding about persons is shown to those who may read their rows; to others, why it matters.
fn example<'f>(
    say: Say,
    actor: &Actor,
    rule: &Rule,
    mut found: impl Iterator<Item = &'f Finding>,
) -> String {
    match found.find(|f| f.cleared.is_none()) {
        None => title(say, rule),
        Some(_) if actor.reads(rule.register).is_err() => say.text(&rule.because).to_string(),
        Some(finding) => say.said(&finding.said).to_string(),
    }
}

pub fn rule_named(ask: &Ask) -> Result<&'static Rule> {
    let id = ask.part("rule");
    ask.app
        .site
        .rules()
        .find(|rule| rule.id == id)
        .ok_or_else(|| Error::Missing(say!("没有规则 {id}", "there is no rule {id}")))
}

pub fn rules(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let (say, actor, site) = (ask.say(), ask.actor()?, &ask.app.site);
    let all = ledger.findings(actor, &Which { programme: &site.programme, ..Which::default() })?;
    let line = |rule: &'static Rule| {
        let mine = || all.iter().filter(|f| f.rule == rule.id);
        let example = example(say, actor, rule, mine());
        let open = mine().filter(|f| f.cleared.is_none()).count();
        let cleared = mine().count() - open;
        let path = format!("/findings/{}", rule.id);
        RuleLine { rule, title: example, open, cleared, path }
    };
    let group = |topic: &&'static crate::topics::Topic| {
        let mut lines: Vec<RuleLine> = topic.watch.rules.iter().map(line).collect();
        lines.sort_by_key(|l| (l.open == 0, l.rule.level, std::cmp::Reverse(l.open)));
        (say.text(&topic.title), lines)
    };
    let groups: Vec<_> =
        site.topics.iter().filter(|t| !t.watch.rules.is_empty()).map(group).collect();
    let open = groups.iter().flat_map(|(_, lines)| lines).map(|line: &RuleLine| line.open).sum();
    let body = drawn(&FindingsPage { say, groups, open })?;
    ask.page(Verb::Watch, say.of("监测发现", "Findings"), &body)
}

struct FindingLine {
    finding: Finding,
    sentence: String,
    place: String,
    row: String,
    clear: String,
}

#[derive(Template)]
#[template(path = "rule.html")]
struct RulePage<'a> {
    say: Say,
    rule: &'static Rule,
    title: String,
    path: String,
    lines: Vec<FindingLine>,
    /// The numbers of policy that these findings were measured by.
    limits: Vec<Limit>,
    open: usize,
    cleared: usize,
    shows_cleared: bool,
    writes: bool,
    csrf: &'a str,
    fault: String,
}

/// How many findings of a rule one page shows.
const SHOWN: usize = 500;

pub fn rule(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    rule_page(ledger, ask, String::new())
}

fn rule_page(ledger: &mut Ledger, ask: &Ask, fault: String) -> Result<Reply> {
    let (say, actor) = (ask.say(), ask.actor()?);
    let rule = rule_named(ask)?;
    actor.reads(rule.register)?;
    let all = found_by(ledger, ask, rule, "")?;
    let open = all.iter().filter(|f| f.cleared.is_none()).count();
    let cleared = all.len() - open;
    let limits = limits_used(all.iter()).into_iter().cloned().collect();
    let shows_cleared = ask.query.get("state") == Some("cleared");
    let shown = all.into_iter().filter(|f| f.cleared.is_some() == shows_cleared).take(SHOWN);
    let line = |finding: Finding| FindingLine {
        sentence: say.said(&finding.said).to_string(),
        place: say.place(&finding.region),
        row: crate::pages::row_path(rule.register.name, &finding.row),
        clear: format!("/findings/{}/{}/clearance", rule.id, part(&finding.row)),
        finding,
    };
    let status = if fault.is_empty() { 200 } else { 422 };
    let page = RulePage {
        say,
        rule,
        title: title(say, rule),
        path: format!("/findings/{}", rule.id),
        lines: shown.map(line).collect(),
        limits,
        open,
        cleared,
        shows_cleared,
        writes: actor.writes(&CLEARANCES).is_ok(),
        csrf: &ask.csrf,
        fault,
    };
    let body = drawn(&page)?;
    Ok(match ask.page(Verb::Watch, &page.title, &body)? {
        Reply::Page(_, html) => Reply::Page(status, html),
        reply => reply,
    })
}

#[derive(Template)]
#[template(path = "clearance.html")]
struct ClearancePage<'a> {
    say: Say,
    rule: &'static Rule,
    sentence: String,
    row: String,
    csrf: &'a str,
    reason: &'a str,
    fault: String,
}

/// What a rule found, in all rows or in one.
fn found_by(ledger: &mut Ledger, ask: &Ask, rule: &Rule, row: &str) -> Result<Vec<Finding>> {
    let programme = &ask.app.site.programme;
    ledger.findings(ask.actor()?, &Which { programme, rule: rule.id, region: "", row })
}

pub fn finding(ledger: &mut Ledger, ask: &Ask, rule: &Rule) -> Result<Finding> {
    found_by(ledger, ask, rule, ask.part("row"))?.pop().ok_or_else(|| {
        Error::Missing(say!(
            "这条发现已不在，或不在您的管辖范围内",
            "this finding is gone, or none within your scope"
        ))
    })
}

pub fn clearance(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    clearance_page(ledger, ask, String::new())
}

fn clearance_page(ledger: &mut Ledger, ask: &Ask, fault: String) -> Result<Reply> {
    let rule = rule_named(ask)?;
    let actor = ask.actor()?;
    actor.writes(&CLEARANCES)?;
    actor.reads(rule.register)?;
    let (found, say) = (finding(ledger, ask, rule)?, ask.say());
    let status = if fault.is_empty() { 200 } else { 422 };
    let page = ClearancePage {
        say,
        rule,
        sentence: say.said(&found.said).to_string(),
        row: crate::pages::row_path(rule.register.name, &found.row),
        csrf: &ask.csrf,
        reason: ask.form.get("reason").unwrap_or(""),
        fault,
    };
    let body = drawn(&page)?;
    Ok(match ask.page(Verb::Watch, say.of("核销", "Clear"), &body)? {
        Reply::Page(_, html) => Reply::Page(status, html),
        reply => reply,
    })
}

pub fn clear(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let rule = rule_named(ask)?;
    let found = finding(ledger, ask, rule)?;
    let reason = ask.form.get("reason").unwrap_or("").to_string();
    match cleared(ledger, ask, rule, &[found], &reason) {
        Err(Error::Faults(faults)) => {
            let fault = Error::Faults(faults).said(ask.lang);
            clearance_page(ledger, ask, fault)
        }
        done => done.map(|()| back(rule)),
    }
}

/// Several findings of a rule at once, with one reason.
pub fn clear_some(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let rule = rule_named(ask)?;
    let chosen: Vec<&str> = ask.form.all("row").collect();
    let all = found_by(ledger, ask, rule, "")?;
    let found: Vec<Finding> = all
        .into_iter()
        .filter(|f| f.cleared.is_none() && chosen.contains(&f.row.as_str()))
        .collect();
    let reason = ask.form.get("reason").unwrap_or("").to_string();
    let done = if found.is_empty() {
        Err(Error::fault(Fault::error(
            Place::default(),
            say!("没有选中任何一条", "none was chosen"),
            say!("请先勾选要核销的发现", "tick what is to be cleared"),
        )))
    } else {
        cleared(ledger, ask, rule, &found, &reason)
    };
    match done {
        Err(Error::Faults(faults)) => {
            let fault = Error::Faults(faults).said(ask.lang);
            rule_page(ledger, ask, fault.trim_start_matches(['：', ':', ' ']).to_string())
        }
        done => done.map(|()| back(rule)),
    }
}

fn back(rule: &Rule) -> Reply {
    let path = format!("/findings/{}", rule.id);
    Reply::To(Params::default().with("notice", "cleared").link(&path))
}

/// All of them in one entry, or none.
pub fn cleared(
    ledger: &mut Ledger,
    ask: &Ask,
    rule: &Rule,
    found: &[Finding],
    reason: &str,
) -> Result<()> {
    ledger.clear(ask.actor()?, rule, &ask.app.site.programme, found, reason).map(|_| ())
}

//! Next year's money as a proposal: a form for budget and limits, the result by county and project,
//! what each limit costs, and which limits exclude each other. Nothing is recorded.

use askama::Template;

use super::ask::Ask;
use super::reply::{JSON, Reply, XLSX};
use crate::base::{Error, Fault, Fen, RegionCode, Result, say};
use crate::pages::{Params, Say, Verb, drawn, part, places, proposal};
use crate::parties::regions;
use crate::plan::{
    Answer, Asked, Bounds, Candidate, Conflict, Gain, Plan, Price, allocate, question, shown_gain,
};
use crate::record::Ledger;
use crate::topics;

/// A county's line of the form: code, name, projects in the library, and what they ask for.
struct Wanting {
    code: String,
    name: String,
    projects: usize,
    wants: String,
}

#[derive(Template)]
#[template(path = "plans.html")]
struct PlansPage<'a> {
    say: Say,
    asked: &'a Params,
    counties: Vec<Wanting>,
    projects: usize,
    wants: String,
    faults: Vec<Fault>,
    plan: Option<&'a Plan>,
    conflict: Option<&'a Conflict>,
    exports: [(&'static str, String); 2],
}

impl PlansPage<'_> {
    fn value(&self, name: &str) -> &str {
        self.asked.get(name).unwrap_or("")
    }

    fn limit(&self, word: &str, code: &str) -> &str {
        self.value(&format!("{word}:{code}"))
    }

    fn limits_typed(&self) -> usize {
        self.asked.0.iter().filter(|(name, value)| name.contains(':') && !value.is_empty()).count()
    }

    fn limits_wrong(&self) -> bool {
        self.faults.iter().any(|fault| fault.place.field.contains(':'))
    }

    /// What is wrong with a field of the form.
    fn why(&self, name: &str) -> Vec<String> {
        self.faults.iter().filter(|f| f.place.field == name).map(|f| self.fault(f)).collect()
    }

    fn why_limit(&self, word: &str, code: &str) -> Vec<String> {
        self.why(&format!("{word}:{code}"))
    }

    /// Faults that no field of the form has.
    fn general(&self) -> Vec<String> {
        let own = |name: &str| {
            let limit = name.split_once(':').is_some_and(|(_, code)| self.has_county(code));
            limit || FIELDS.contains(&name)
        };
        let general = self.faults.iter().filter(|f| !own(&f.place.field));
        general.map(|f| f.line(self.say.0)).collect()
    }

    fn has_county(&self, code: &str) -> bool {
        self.counties.iter().any(|county| county.code == code)
    }

    fn fault(&self, fault: &Fault) -> String {
        let comma = self.say.of("；", "; ");
        format!("{}{comma}{}", self.say.said(&fault.reason), self.say.said(&fault.remedy))
    }

    fn summary(&self, plan: &Plan) -> String {
        self.say.said(&plan.summary()).to_string()
    }

    fn price(&self, price: &Price) -> String {
        self.say.said(&price.sourced()).to_string()
    }

    fn gain(&self, plan: &Plan, gain: f64) -> String {
        self.say.said(&shown_gain(plan.gain, gain, 1)).to_string()
    }

    fn funded(&self, plan: &Plan, county: &str) -> (usize, usize) {
        let own = || plan.allocations.iter().filter(|a| a.county == county);
        (own().filter(|a| a.amount > Fen::ZERO).count(), own().count())
    }

    /// A county's name, or its code where it lies elsewhere.
    fn county(&self, plan: &Plan, code: &str) -> String {
        let named = plan.counties.iter().find(|county| county.county == code);
        named.map_or_else(|| code.to_string(), |county| self.say.said(&county.name).to_string())
    }

    fn row_of(&self, project: &str) -> String {
        format!("/projects/named/{}", part(project))
    }
}

/// The fields of the form beside the counties' limits.
const FIELDS: &[&str] =
    &["budget", "gain", "industry_share", "most_projects", "source", "whole", "fair"];

/// The words of the form, with the limits of each county.
fn asked(ask: &Ask) -> Asked {
    let text = |name: &str| ask.query.get(name).unwrap_or("").to_string();
    let bounds = places(&ask.app.site.home).into_iter().filter_map(|(code, _)| {
        let word = |word: &str| text(&format!("{word}:{code}"));
        let bounds = Bounds {
            floor: word("floor"),
            cap: word("cap"),
            people: word("people"),
            county: code.clone(),
        };
        let typed = [&bounds.floor, &bounds.cap, &bounds.people].iter().any(|t| !t.is_empty());
        typed.then_some(bounds)
    });
    Asked {
        budget: text("budget"),
        gain: Some(if text("gain") == "people" { Gain::People } else { Gain::Households }),
        whole: ask.query.has("whole"),
        fair: ask.query.has("fair"),
        industry_share: text("industry_share"),
        most_projects: text("most_projects"),
        bounds: bounds.collect(),
        source: Some(text("source")),
        ..Asked::default()
    }
}

/// The answer to what the address asks, or None where it asks nothing yet.
fn answered(ledger: &mut Ledger, ask: &Ask) -> Result<Option<Answer>> {
    if !ask.query.has("budget") {
        return Ok(None);
    }
    let (actor, programme) = (ask.actor()?, &ask.app.site.programme);
    let today = ledger.clock.today();
    let question = question(&asked(ask), today, || topics::offered(ledger, actor, programme))?;
    allocate(question).map(Some)
}

pub fn show(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let offered = match topics::offered(ledger, ask.actor()?, &ask.app.site.programme) {
        Err(Error::Missing(_)) => Vec::new(),
        offered => offered?.0,
    };
    let (answer, faults) = match answered(ledger, ask) {
        Err(Error::Faults(faults)) => (None, faults),
        // The page says itself that there is nothing to plan for.
        Err(Error::Missing(_)) => (None, Vec::new()),
        answer => (answer?, Vec::new()),
    };
    let (plan, conflict) = match &answer {
        Some(Answer::Plan(plan)) => (Some(plan.as_ref()), None),
        Some(Answer::Conflict(conflict)) => (None, Some(conflict)),
        None => (None, None),
    };
    let status = if faults.is_empty() { 200 } else { 422 };
    let rest = ask.query.without(&["lang", "notice"]);
    let page = PlansPage {
        say: ask.say(),
        asked: &ask.query,
        counties: wanting(ask, &offered),
        projects: offered.len(),
        wants: offered.iter().map(Candidate::most).sum::<Fen>().wan(),
        faults,
        plan,
        conflict,
        exports: ["xlsx", "json"].map(|kind| (kind, rest.link(&format!("/plans/export/{kind}")))),
    };
    let body = drawn(&page)?;
    Ok(match ask.page(Verb::Plan, ask.say().of("规划", "Plan"), &body)? {
        Reply::Page(_, html) => Reply::Page(status, html),
        reply => reply,
    })
}

/// The home's counties that ask for something or have a limit.
fn wanting(ask: &Ask, offered: &[Candidate]) -> Vec<Wanting> {
    let home = &ask.app.site.home;
    let typed = |code: &str| {
        let limits = ["floor", "cap", "people"].map(|word| format!("{word}:{code}"));
        limits.iter().any(|limit| ask.query.has(limit))
    };
    let counties = places(home).into_iter().filter_map(|(code, zh)| {
        let own = || offered.iter().filter(|c| c.county == code);
        let county = RegionCode::parse(&code)?;
        let name = regions().name_in(&county, ask.app.site.to.year(), ask.lang).unwrap_or(zh);
        let wants = own().map(Candidate::most).sum::<Fen>().wan();
        let (name, projects) = (name.to_string(), own().count());
        (projects > 0 || typed(&code)).then_some(Wanting { name, projects, wants, code })
    });
    counties.collect()
}

pub fn export(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let answer = answered(ledger, ask)?.ok_or_else(|| {
        Error::Missing(say!("还没有测算；请先填预算", "nothing was computed yet; give a budget"))
    })?;
    let stem = ask.say().of("资金安排建议", "proposed allocation");
    let name = |ending: &str| format!("{stem} {}.{ending}", ledger.clock.today());
    match (ask.part("format"), &answer) {
        ("json", Answer::Plan(plan)) => file(name("json"), plan),
        ("json", Answer::Conflict(conflict)) => file(name("json"), conflict),
        ("xlsx", Answer::Plan(plan)) => {
            let bytes = proposal(plan, ask.say(), ask.app.site.is_demo())?;
            Ok(Reply::File { name: name("xlsx"), media: XLSX, bytes })
        }
        ("xlsx", Answer::Conflict(conflict)) => Err(Error::Conflict(conflict.sentence.clone())),
        (other, _) => Err(Error::Missing(say!(
            "没有 {other} 格式；可用 xlsx、json",
            "there is no format {other}; take xlsx or json"
        ))),
    }
}

fn file(name: String, answer: &impl serde::Serialize) -> Result<Reply> {
    let bytes = serde_json::to_vec_pretty(answer).map_err(|e| Error::broken("a plan", e))?;
    Ok(Reply::File { name, media: JSON, bytes })
}

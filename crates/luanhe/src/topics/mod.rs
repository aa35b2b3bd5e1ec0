//! Every line of work the system knows. To add one, copy the folder of the one most like it, and
//! give it a line here (see CONTRIBUTING.md).

mod funds;
mod posts;
mod projects;
#[cfg(test)]
mod table;
#[cfg(test)]
mod tests;

use crate::base::{Error, Result, Text, say};
use crate::import::heading::Template;
use crate::measure::{self, Indicator};
use crate::parties;
use crate::plan::Candidate;
use crate::record::{Actor, Catalog, Ledger, Register};
use crate::tell::{Chapter, Teller};
use crate::watch::{self, CLEARANCES, Limit, Rule, RuleBook};

/// What a topic hands to the stages: data and functions, nothing to implement.
pub struct Topic {
    /// The word in URLs, in commands, and before the dot of every id: `posts`.
    pub name: &'static str,
    pub title: Text,
    pub registers: &'static [&'static Register],
    /// Each register's headings as they are met in real sheets: field, and what else it is called.
    pub headings: &'static [(&'static Register, Headings)],
    pub watch: RuleBook,
    pub indicators: &'static [Indicator],
    /// Its part of the annual brief.
    pub chapter: fn(&mut Teller<'_>) -> Result<Chapter>,
    /// What it would do with money, for the plan.
    pub offers: Option<Offers>,
    pub manual: &'static str,
}

pub use crate::parties::Headings;

/// Asks a topic's rows of a programme for what could take money.
pub type Offers = fn(&mut Ledger, &Actor, &str) -> Result<Vec<Candidate>>;

/// Sorted by name, one line each.
pub static ALL: &[&Topic] = &[&funds::FUNDS, &posts::POSTS, &projects::PROJECTS];

/// The indicators of all topics, as the cube takes them.
pub static INDICATORS: &[&[Indicator]] =
    &[funds::FUNDS.indicators, posts::POSTS.indicators, projects::PROJECTS.indicators];

pub fn rules() -> impl Iterator<Item = &'static Rule> {
    ALL.iter().flat_map(|topic| topic.watch.rules)
}

pub fn rule(id: &str) -> Result<&'static Rule> {
    rules().find(|rule| rule.id == id).ok_or_else(|| {
        let known = rules().map(|rule| rule.id).collect::<Vec<_>>().join(", ");
        Error::Missing(say!("没有规则 {id}；现有：{known}", "no rule {id}; there are: {known}"))
    })
}

/// The numbers of policy of all topics.
pub fn limits() -> Result<Vec<Limit>> {
    let all = ALL.iter().map(|topic| topic.watch.limits()).collect::<Result<Vec<_>>>();
    all.map(|limits| limits.concat())
}

/// What all topics watch, as a run takes it.
pub fn rule_books() -> Vec<RuleBook> {
    ALL.iter().map(|topic| topic.watch).collect()
}

pub fn indicator(id: &str) -> Result<&'static Indicator> {
    let all = || ALL.iter().flat_map(|topic| topic.indicators);
    all().find(|indicator| indicator.id == id).ok_or_else(|| {
        let known = all().map(|i| i.id).collect::<Vec<_>>().join(", ");
        Error::Missing(say!(
            "没有指标 {id}；现有：{known}",
            "no indicator {id}; there are: {known}"
        ))
    })
}

/// What all topics offer to a plan.
pub fn offers(ledger: &mut Ledger, actor: &Actor, programme: &str) -> Result<Vec<Candidate>> {
    let mut all = Vec::new();
    for offers in ALL.iter().filter_map(|topic| topic.offers) {
        all.extend(offers(ledger, actor, programme)?);
    }
    Ok(all)
}

/// All registers and derived state, as a ledger takes them.
pub fn catalog() -> Catalog {
    let parties = parties::REGISTERS.iter().map(|(register, _)| *register);
    let topics = ALL.iter().flat_map(|topic| topic.registers.iter().copied());
    Catalog {
        registers: parties.chain(topics).chain([&CLEARANCES]).collect(),
        derived: vec![measure::derived(INDICATORS), watch::derived()],
    }
}

/// Every register that sheets are imported into, with its headings.
pub fn headings() -> impl Iterator<Item = (&'static Register, Headings)> {
    let topics = ALL.iter().flat_map(|topic| topic.headings);
    parties::REGISTERS.iter().chain(topics).copied()
}

/// Every template, to name the closest where a sheet fits another one better.
pub fn templates() -> Vec<Template> {
    headings().map(|(register, headings)| Template { register, headings }).collect()
}

/// The template of a register, by its name.
pub fn template(register: &str) -> Result<Template> {
    templates().into_iter().find(|t| t.register.name == register).ok_or_else(|| {
        let known = headings().map(|(r, _)| r.name).collect::<Vec<_>>().join(", ");
        Error::Missing(say!(
            "没有台账 {register}；可导入：{known}",
            "no register {register}; sheets can be imported into: {known}"
        ))
    })
}

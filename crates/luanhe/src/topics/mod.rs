//! Every line of work the system knows. To add one, copy the folder of the one most like it, and
//! give it a line here (see CONTRIBUTING.md).

mod agreements;
mod beside;
mod cadres;
mod care;
mod deals;
mod exits;
mod firms;
mod funds;
mod guarantees;
mod households;
#[cfg(test)]
mod import_tests;
mod leases;
mod pairings;
mod phrases;
mod policies;
mod posts;
mod projects;
mod relocations;
mod resettlement;
mod sales;
mod statements;
#[cfg(test)]
mod table;
mod tasks;
#[cfg(test)]
mod tests;

use beside::{figure_beside, unknown_indicator};
pub use leases::equal_rent;
pub use pairings::carry as carry_pairings;
pub use phrases::{Phrase, Status, phrases};

use crate::base::{Error, Result, Text, say};
use crate::evidence::EVIDENCE;
use crate::import::Beside;
use crate::measure::{self, Indicator};
use crate::pages::{Params, Say};
use crate::parties;
use crate::plan::{Candidate, Input};
use crate::record::{Actor, Catalog, Ledger, Register};
use crate::tell::{Chapter, Teller};
use crate::watch::{self, CLEARANCES, Limit, Rule, RuleBook};
use crate::workflow::{STEPS, Workflow};

/// What a topic hands to the stages: data and functions, nothing to implement.
pub struct Topic {
    /// The word in URLs, in commands, and before the dot of every id: `posts`.
    pub name: &'static str,
    pub title: Text,
    pub registers: &'static [&'static Register],
    pub watch: RuleBook,
    pub indicators: &'static [&'static Indicator],
    /// Its part of the annual brief.
    pub chapter: Telling,
    /// Pages that no register draws.
    pub pages: &'static [Page],
    /// What it would do with money, for the plan.
    pub offers: Option<Offers>,
    pub manual: &'static str,
}

/// A page written by hand, at `/topics/TOPIC/NAME`.
pub struct Page {
    pub name: &'static str,
    pub title: Text,
    pub body: Body,
}

/// A page's body in HTML: for whom, of which programme, with which words of its address.
pub type Body = fn(&mut Ledger, &Actor, &str, &Params, Say) -> Result<String>;

/// Asks a topic's rows of a programme for what could take money.
pub type Offers = fn(&mut Ledger, &Actor, &str) -> Result<Vec<Candidate>>;

/// The life of rows that offices move on.
pub static WORKFLOWS: &[&Workflow] = &[
    &agreements::WORKFLOW,
    &care::WORKFLOW,
    &deals::WORKFLOW,
    &deals::SERVICE_WORKFLOW,
    &projects::WORKFLOW,
    &relocations::WORKFLOW,
    &tasks::WORKFLOW,
];

pub fn workflow(register: &Register) -> Option<&'static Workflow> {
    WORKFLOWS.iter().copied().find(|workflow| workflow.register.name == register.name)
}

/// Registers whose sheets tell of others too.
pub static BESIDE: Beside = &[
    (&parties::PEOPLE, &[&households::HOUSEHOLDS, &households::INCOMES]),
    (&households::HOUSEHOLDS, &[&households::INCOMES]),
];

/// Sorted by name, one line each.
pub static ALL: &[&Topic] = &[
    &agreements::TOPIC,
    &cadres::TOPIC,
    &care::TOPIC,
    &deals::TOPIC,
    &exits::TOPIC,
    &firms::TOPIC,
    &funds::TOPIC,
    &guarantees::TOPIC,
    &households::TOPIC,
    &leases::TOPIC,
    &pairings::TOPIC,
    &policies::TOPIC,
    &posts::TOPIC,
    &projects::TOPIC,
    &relocations::TOPIC,
    &resettlement::TOPIC,
    &sales::TOPIC,
    &statements::TOPIC,
    &tasks::TOPIC,
];

/// The same in the order in which a brief tells of them, which is that of the report of 2022-02-26.
static TOLD: &[&Topic] = &[
    &policies::TOPIC,
    &agreements::TOPIC,
    &pairings::TOPIC,
    &funds::TOPIC,
    &projects::TOPIC,
    &cadres::TOPIC,
    &exits::TOPIC,
    &guarantees::TOPIC,
    &care::TOPIC,
    &resettlement::TOPIC,
    &firms::TOPIC,
    &sales::TOPIC,
    &households::TOPIC,
    &posts::TOPIC,
    &leases::TOPIC,
    &deals::TOPIC,
    &relocations::TOPIC,
    &statements::TOPIC,
    &tasks::TOPIC,
];

/// A chapter of a brief.
pub type Telling = fn(&mut Teller<'_>) -> Result<Chapter>;

/// The topics in that order.
pub fn told() -> impl Iterator<Item = &'static Topic> {
    TOLD.iter().copied()
}

pub fn chapters() -> Vec<Telling> {
    told().map(|topic| topic.chapter).collect()
}

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

pub fn indicators() -> impl Iterator<Item = &'static Indicator> {
    ALL.iter().flat_map(|topic| topic.indicators.iter().copied())
}

pub fn indicator(id: &str) -> Result<&'static Indicator> {
    indicators().find(|indicator| indicator.id == id).ok_or_else(|| {
        let known = indicators().map(|i| i.id).collect::<Vec<_>>().join(", ");
        Error::Missing(say!(
            "没有指标 {id}；现有：{known}",
            "no indicator {id}; there are: {known}"
        ))
    })
}

/// What all topics offer to a plan, with the state of the ledger that offered it.
pub fn offered(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
) -> Result<(Vec<Candidate>, Input)> {
    let version = ledger.head()?.printed();
    let mut all = Vec::new();
    for offers in ALL.iter().filter_map(|topic| topic.offers) {
        all.extend(offers(ledger, actor, programme)?);
    }
    if all.is_empty() {
        return Err(Error::Missing(say!(
            "项目计划 {programme} 没有处于谋划、已申报或入库状态的项目可安排",
            "programme {programme} has no project conceived, applied for or in the library"
        )));
    }
    Ok((all, Input { name: programme.to_string(), version }))
}

/// All registers and derived state, as a ledger takes them.
pub fn catalog() -> Catalog {
    Catalog {
        registers: registers().chain([&CLEARANCES, &EVIDENCE, &STEPS]).collect(),
        derived: measure::derived(indicators().collect())
            .into_iter()
            .chain([watch::derived()])
            .collect(),
    }
}

/// Every register that sheets are imported into.
pub fn registers() -> impl Iterator<Item = &'static Register> {
    parties::REGISTERS.iter().chain(ALL.iter().flat_map(|topic| topic.registers)).copied()
}

/// A register that sheets are imported into, by its name.
pub fn register(name: &str) -> Result<&'static Register> {
    registers().find(|register| register.name == name).ok_or_else(|| {
        let known = registers().map(|r| r.name).collect::<Vec<_>>().join(", ");
        Error::Missing(say!(
            "没有台账 {name}；可导入：{known}",
            "no register {name}; sheets can be imported into: {known}"
        ))
    })
}

//! The funnel: how many deals stand at each stage, what they are worth in each kind of money side by
//! side, and those that wait, the longest wait first. No two kinds of money are added here.

use std::collections::BTreeMap;

use askama::Template;

use super::investments::{INVESTMENTS, KINDS};
use super::record::DEALS;
use crate::base::{Day, Fen, Result};
use crate::pages::{Params, Say, asked_day, drawn, each_row, row_path};
use crate::parties::STAGES;
use crate::record::{Actor, Choice, Ledger, Query, Row};

/// Asked for in place of a framework agreement: all deals.
const EVERY: &str = "every";
/// A page lists no more deals than this.
const LISTED: usize = 200;

/// Deals that nobody has to see to any more.
pub const CLOSED: [&str; 2] = ["达产", "终止"];

/// A deal that is open.
#[derive(Debug)]
struct Open {
    path: String,
    name: String,
    place: String,
    stage: &'static Choice,
    owner: String,
    next_action: String,
    next_on: Option<Day>,
    /// Days since anybody spoke with the investor, or since it was listed.
    quiet: i32,
}

/// What is booked of one kind of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    pub kind: &'static Choice,
    pub amount: Fen,
    pub deals: usize,
}

#[derive(Template)]
#[template(path = "funnel.html")]
struct FunnelPage<'a> {
    say: Say,
    framework: &'a str,
    frameworks: Vec<String>,
    today: Day,
    stages: Vec<(&'static Choice, usize)>,
    most: usize,
    money: Vec<Money>,
    largest: i64,
    open: Vec<Open>,
    left_out: usize,
}

impl FunnelPage<'_> {
    fn shown(&self, amount: &Fen) -> String {
        crate::base::Unit::Fen.shown(amount.0, self.say.0)
    }

    fn is_late(&self, deal: &Open) -> bool {
        deal.next_on.is_none_or(|day| day < self.today)
    }
}

/// Which deals are looked at, and which are open among them.
#[derive(Default)]
struct Deals {
    frameworks: Vec<String>,
    by_stage: BTreeMap<&'static str, usize>,
    codes: Vec<String>,
    open: Vec<Open>,
}

impl Deals {
    fn take(&mut self, id: &str, row: &Row<'_>, (framework, today): (&str, Day)) {
        let own = row.written("framework");
        if !own.is_empty() && !self.frameworks.contains(&own) {
            self.frameworks.push(own.clone());
        }
        if framework != EVERY && own != framework {
            return;
        }
        let stage = STAGES.iter().find(|stage| row.text("stage") == Some(stage.word));
        let Some(stage) = stage else { return };
        *self.by_stage.entry(stage.word).or_insert(0) += 1;
        self.codes.push(row.written("code"));
        if CLOSED.contains(&stage.word) {
            return;
        }
        let last = row.day("last_contact_on").or(row.day("listed_on"));
        self.open.push(Open {
            path: row_path(DEALS.name, id),
            name: row.written("name"),
            place: row.written("county"),
            stage,
            owner: row.written("owner"),
            next_action: row.written("next_action"),
            next_on: row.day("next_on"),
            quiet: last.map_or(0, |day| today.since(day)),
        });
    }
}

pub fn page(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    params: &Params,
    say: Say,
) -> Result<String> {
    let framework = params.get("framework").unwrap_or(EVERY);
    let today = asked_day(ledger, actor, programme, params)?;
    let mut deals = Deals::default();
    each_row(ledger, actor, programme, &DEALS, |id, row| deals.take(id, row, (framework, today)))?;
    let money = money(ledger, actor, programme, &deals.codes)?;
    let stages = STAGES.iter().map(|s| (s, deals.by_stage.get(s.word).copied().unwrap_or(0)));
    let stages: Vec<_> = stages.collect();
    let mut open = deals.open;
    open.sort_by_key(|deal| std::cmp::Reverse(deal.quiet));
    let left_out = open.len().saturating_sub(LISTED);
    open.truncate(LISTED);
    drawn(&FunnelPage {
        say,
        framework,
        frameworks: deals.frameworks,
        today,
        most: stages.iter().map(|(_, count)| *count).max().unwrap_or(0),
        stages,
        largest: money.iter().map(|m| m.amount.0).max().unwrap_or(0),
        money,
        open,
        left_out,
    })
}

/// What is booked of each kind for these deals, each kind by itself.
pub fn money(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    codes: &[String],
) -> Result<Vec<Money>> {
    let mut booked: BTreeMap<String, BTreeMap<String, Fen>> = BTreeMap::new();
    // With adjustments of closed periods, which are differences of money.
    let query = Query { programme: programme.to_string(), ..Query::of(&INVESTMENTS) };
    ledger.each_listed(actor, &query, |recorded| {
        let row = Row { register: &INVESTMENTS, values: &recorded.values };
        let (deal, kind) = (row.text("deal").unwrap_or(""), row.text("kind").unwrap_or(""));
        if codes.iter().any(|code| code == deal) {
            let kind = booked.entry(kind.to_string()).or_default();
            let sum = kind.entry(deal.to_string()).or_insert(Fen::ZERO);
            *sum = *sum + row.money("amount").unwrap_or(Fen::ZERO);
        }
        Ok(())
    })?;
    let one = |kind: &'static Choice| {
        let deals = booked.get(kind.word)?;
        Some(Money { kind, amount: deals.values().copied().sum(), deals: deals.len() })
    };
    Ok(KINDS.iter().filter_map(one).collect())
}

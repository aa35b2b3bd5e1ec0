//! The two sides' own entries of one transfer, side by side: what the giver says it allotted (下达), and
//! what the receiver says arrived (到账), by batch and county.

use std::collections::BTreeMap;

use askama::Template;

use super::record::FUNDS;
use super::watch::BOOK;
use crate::base::{Day, Fen, Lang, Result, Said, Unit, say};
use crate::pages::{Params, Say, asked_day, drawn, each_row};
use crate::parties::regions;
use crate::record::{Actor, Ledger};
use crate::watch::in_force;

/// Transfers listed; the others are counted.
const LISTED: usize = 200;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// The sums differ, and the time for arriving is over.
    Disputed,
    /// Only one side has it, and the time for arriving is over.
    OneSided,
    InTransit,
    Matched,
}

impl Match {
    const ALL: [Match; 4] = [Match::Matched, Match::InTransit, Match::Disputed, Match::OneSided];

    fn label(self, say: &Say) -> &'static str {
        match self {
            Match::Matched => say.of("一致", "matched"),
            Match::InTransit => say.of("在途", "in transit"),
            Match::Disputed => say.of("不一致", "disputed"),
            Match::OneSided => say.of("单方", "one-sided"),
        }
    }

    /// The tag's colour on a page.
    fn tag(self) -> &'static str {
        match self {
            Match::Matched => "good",
            Match::InTransit => "",
            Match::Disputed | Match::OneSided => "error",
        }
    }
}

/// What both sides entered of a batch in a county, up to a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transfer {
    pub allotted: i64,
    pub arrived: i64,
    /// The last day on which some of it was allotted.
    pub allotted_on: Option<Day>,
    giver: String,
}

impl Transfer {
    /// Where it stands on a day, if money may take so many days to arrive. Without a limit nothing is
    /// late: 待核.
    pub fn stands(&self, day: Day, limit: Option<i64>) -> Match {
        let waited = self.allotted_on.map_or(i64::MAX, |from| i64::from(day.since(from)));
        let late = self.allotted == 0 || limit.is_some_and(|limit| waited > limit);
        match (self.allotted, self.arrived) {
            (allotted, arrived) if allotted == arrived => Match::Matched,
            (allotted, arrived) if arrived < allotted && !late => Match::InTransit,
            (0, _) | (_, 0) => Match::OneSided,
            _ => Match::Disputed,
        }
    }
}

/// A line of the page.
struct Line {
    batch: String,
    county: String,
    transfer: Transfer,
    stands: Match,
    why: Said,
}

/// Of one giver: how many transfers stand where, and the money of each side.
#[derive(Default)]
struct Side {
    counts: [usize; 4],
    allotted: i64,
    arrived: i64,
}

#[derive(Template)]
#[template(path = "matching.html")]
struct MatchingPage {
    say: Say,
    day: Day,
    sides: Vec<(String, Side)>,
    open: Vec<Line>,
    left_out: usize,
    limit: String,
}

pub fn page(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    params: &Params,
    say: Say,
) -> Result<String> {
    let day = asked_day(ledger, actor, programme, params)?;
    let limits = BOOK.limits()?;
    let mut sides: BTreeMap<String, Side> = BTreeMap::new();
    let mut open = Vec::new();
    for ((batch, county), transfer) in transfers(ledger, actor, programme, day)? {
        let from = transfer.allotted_on.unwrap_or(day).to_string();
        let limit = in_force(&limits, "funds.days_to_county", &county, &from).map(|l| l.value);
        let stands = transfer.stands(day, limit);
        let side = sides.entry(say.place(&transfer.giver)).or_default();
        let at = Match::ALL.iter().position(|one| *one == stands).expect("one of all");
        side.counts[at] += 1;
        side.allotted += transfer.allotted;
        side.arrived += transfer.arrived;
        if stands != Match::Matched {
            let why = why(&transfer, stands, day);
            open.push(Line { batch, county: say.place(&county), transfer, stands, why });
        }
    }
    open.sort_by(|a, b| (a.stands, &a.county, &a.batch).cmp(&(b.stands, &b.county, &b.batch)));
    let left_out = open.len().saturating_sub(LISTED);
    open.truncate(LISTED);
    let limit = limits.iter().filter(|limit| limit.name == "funds.days_to_county");
    let limit = limit.map(|limit| say.said(&limit.line()).to_string()).collect();
    drawn(&MatchingPage { say, day, sides: sides.into_iter().collect(), open, left_out, limit })
}

/// By batch and county, whatever the county's code was at the time.
pub fn transfers(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    until: Day,
) -> Result<BTreeMap<(String, String), Transfer>> {
    let mut all: BTreeMap<(String, String), Transfer> = BTreeMap::new();
    let followed = regions().followed();
    each_row(ledger, actor, programme, &FUNDS, |_, row| {
        let day = row.day("day").filter(|day| *day <= until);
        let (Some(day), Some(stage)) = (day, row.text("stage")) else { return };
        if !matches!(stage, "下达" | "到账") {
            return;
        }
        let amount = row.whole("amount").unwrap_or(0);
        let county = row.text("county").unwrap_or("");
        let county = followed.get(county).copied().unwrap_or(county).to_string();
        let transfer = all.entry((row.written("batch"), county)).or_default();
        transfer.giver = row.written("giver");
        if stage == "下达" {
            transfer.allotted += amount;
            transfer.allotted_on = transfer.allotted_on.max(Some(day));
        } else {
            transfer.arrived += amount;
        }
    })?;
    Ok(all)
}

/// Why the two sides do not match, in a clause.
fn why(transfer: &Transfer, stands: Match, day: Day) -> Said {
    let Transfer { allotted, arrived, allotted_on, .. } = transfer;
    let waited = allotted_on.map_or(0, |from| day.since(from));
    let [zh, en] =
        [Lang::Zh, Lang::En].map(|lang| Unit::Fen.shown((allotted - arrived).abs(), lang));
    match stands {
        Match::Matched => say!("", ""),
        Match::InTransit => {
            say!("下达{waited}天，还差{zh}", "allotted {waited} days ago, {en} to come")
        }
        Match::OneSided if *allotted == 0 => {
            say!("受援方记了到账，支援方没有下达记录", "it arrived, and the giver allotted nothing")
        }
        Match::OneSided => {
            say!(
                "下达{waited}天，受援方没有到账记录",
                "allotted {waited} days ago; nothing arrived"
            )
        }
        Match::Disputed if arrived > allotted => {
            say!("到账比下达多{zh}", "{en} more arrived than was allotted")
        }
        Match::Disputed => {
            say!("下达{waited}天，到账少{zh}", "allotted {waited} days ago, {en} is missing")
        }
    }
}

impl MatchingPage {
    fn shown(&self, fen: &i64) -> String {
        Fen(*fen).wan()
    }
}

//! 多层全覆盖: helped places by tier, paired, ended or a gap; how many pairs stood at the end of each year
//! (升级加力); and the fiscal money of those years beside the mobilised (有限无限), never added up.

use std::collections::BTreeMap;

use askama::Template;

use super::record::{PAIRINGS, TIERS};
use crate::base::{Day, RegionCode, Result};
use crate::measure::{Indicator, Question};
use crate::pages::{Params, Say, asked, asked_day, drawn, each_row};
use crate::parties::region::LATEST;
use crate::parties::{Boundary, programme, regions};
use crate::record::{Actor, Ledger, Row};

/// Fiscal money, and what was mobilised beside it, each on its own basis.
const MONEY: [(bool, &str); 4] = [
    (true, "funds.arrived"),
    (false, "firms.arrived"),
    (false, "leases.value"),
    (false, "sales.through_tianjin"),
];

/// Pairs of one place at one tier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub standing: usize,
    pub ended: usize,
}

/// A helped place: its pairs by tier, and of its townships how many are paired.
struct Place {
    name: String,
    cells: Vec<(Option<Cell>, String)>,
    townships: (usize, usize),
}

#[derive(Template)]
#[template(path = "coverage.html")]
struct CoveragePage {
    say: Say,
    day: Day,
    tiers: Vec<&'static str>,
    places: Vec<Place>,
    /// Place and tier.
    gaps: Vec<(String, &'static str)>,
    years: Vec<i16>,
    growth: Vec<Growth>,
    money: Vec<Money>,
}

/// A tier's pairs at the end of each year, and those without a day.
struct Growth {
    tier: &'static str,
    counts: Vec<usize>,
    undated: usize,
}

/// What an indicator says of each year: figure and address.
struct Money {
    is_fiscal: bool,
    title: &'static str,
    figures: Vec<(String, String)>,
}

/// A pairing, as the page counts it.
struct Pair {
    place: RegionCode,
    /// The county's code as the row has it: 130823 of what is 130881 today.
    then: String,
    township: Option<String>,
    tier: usize,
    from: Option<Day>,
    until: Option<Day>,
}

impl Pair {
    /// A county is the one that it counts to today: 平泉县 is 平泉市.
    fn of(row: &Row<'_>) -> Option<Pair> {
        let code = row.text("helped_region")?;
        let county = RegionCode::parse(code.get(..6)?)?;
        let place = regions().at(&county, LATEST, Boundary::Now).unwrap_or(county.clone());
        let tier = TIERS.iter().position(|tier| Some(tier.word) == row.text("tier"))?;
        let township = (code.len() > 6).then(|| code.chars().take(9).collect());
        let (from, until) = (row.day("from_day"), row.day("until_day"));
        Some(Pair { place, then: county.to_string(), township, tier, from, until })
    }

    /// Without a first day it is taken to stand.
    fn stands(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| until >= day)
    }
}

pub fn page(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    params: &Params,
    say: Say,
) -> Result<String> {
    let day = asked_day(ledger, actor, programme, params)?;
    let mut pairs = Vec::new();
    each_row(ledger, actor, programme, &PAIRINGS, |_, row| pairs.extend(Pair::of(row)))?;
    pairs.retain(|pair| pair.from.is_none_or(|from| from <= day));
    let tiers = TIERS.iter().map(|tier| say.of(tier.word, tier.en)).collect::<Vec<_>>();
    let places = places(&pairs, day, say);
    let named = |place: &Place| {
        let missing = place
            .cells
            .iter()
            .zip(&tiers)
            .filter(|((cell, _), _)| cell.is_some_and(|cell| cell.standing == 0));
        missing.map(|(_, tier)| (place.name.clone(), *tier)).collect::<Vec<_>>()
    };
    let gaps = places.iter().flat_map(named).collect();
    let first = pairs.iter().filter_map(|pair| pair.from).min().map_or(day.year(), Day::year);
    let years: Vec<i16> = (first..=day.year()).collect();
    let growth = growth(&pairs, &years, day, &tiers);
    let money = money(ledger, actor, (programme, &years, day), say)?;
    drawn(&CoveragePage { say, day, tiers, places, gaps, years, growth, money })
}

/// The tier of cities is asked of prefectures only, the others of counties.
fn is_asked(place: &RegionCode, tier: usize) -> bool {
    (tier == 0) == place.to_string().ends_with("00")
}

fn places(pairs: &[Pair], day: Day, say: Say) -> Vec<Place> {
    let mut by_place: BTreeMap<RegionCode, Vec<&Pair>> = BTreeMap::new();
    for pair in pairs {
        by_place.entry(pair.place.clone()).or_default().push(pair);
    }
    let place = |(code, own): (RegionCode, Vec<&Pair>)| {
        let cells = (0..TIERS.len()).map(|tier| {
            let of_tier = || own.iter().filter(|pair| pair.tier == tier);
            let standing = of_tier().filter(|pair| pair.stands(day)).count();
            let cell = Cell { standing, ended: of_tier().count() - standing };
            let asked = is_asked(&code, tier) || cell != Cell::default();
            let then = of_tier().next().map_or_else(|| code.to_string(), |pair| pair.then.clone());
            let list =
                Params::default().with("helped_region", &then).with("tier", TIERS[tier].word);
            (asked.then_some(cell), list.link("/pairings"))
        });
        let mut paired: Vec<&String> = own
            .iter()
            .filter(|pair| TIERS[pair.tier].word == "乡镇" && pair.stands(day))
            .filter_map(|pair| pair.township.as_ref())
            .collect();
        paired.sort_unstable();
        paired.dedup();
        let below = if is_asked(&code, 0) { Vec::new() } else { regions().children(&code, LATEST) };
        let townships = (paired.len(), below.len());
        Place { name: say.place(&code.to_string()), cells: cells.collect(), townships }
    };
    by_place.into_iter().map(place).collect()
}

/// Pairs at the end of each year, or on the day asked within its year.
fn growth(pairs: &[Pair], years: &[i16], day: Day, tiers: &[&'static str]) -> Vec<Growth> {
    let end = |year: i16| Day::new(year, 12, 31).map_or(day, |end| end.min(day));
    let of = |(tier, name): (usize, &&'static str)| {
        let own = || pairs.iter().filter(move |pair| pair.tier == tier);
        let dated = |year: &i16| {
            own().filter(|pair| pair.from.is_some() && pair.stands(end(*year))).count()
        };
        let undated = own().filter(|pair| pair.from.is_none()).count();
        Growth { tier: name, counts: years.iter().map(dated).collect(), undated }
    };
    let all = tiers.iter().enumerate().map(of);
    all.filter(|of| of.undated > 0 || of.counts.iter().any(|count| *count > 0)).collect()
}

/// What each indicator says of each year, over the programme's place.
fn money(
    ledger: &mut Ledger,
    actor: &Actor,
    (code, years, day): (&str, &[i16], Day),
    say: Say,
) -> Result<Vec<Money>> {
    let Ok(programme) = programme(ledger, actor, code) else { return Ok(Vec::new()) };
    let mut rows = Vec::new();
    for (is_fiscal, id) in MONEY {
        let indicator: &'static Indicator = super::super::indicator(id)?;
        let mut figures = Vec::new();
        for year in years {
            let first = Day::new(*year, 1, 1).unwrap_or(day);
            let last = Day::new(*year, 12, 31).map_or(day, |last| last.min(day));
            let question = Question {
                programme: code.to_string(),
                ..Question::new(indicator, programme.region.clone(), first, last)
            };
            let answer = ledger.ask(actor, &question)?;
            let path = asked(&question).link(&format!("/measures/{id}"));
            figures.push((indicator.unit.shown(answer.value, say.0), path));
        }
        rows.push(Money { is_fiscal, title: say.text(&indicator.title), figures });
    }
    Ok(rows)
}

//! Closing of periods: which months are closed and by whom, what a closing would freeze, and closing.

use askama::Template;

use super::ask::Ask;
use super::reply::Reply;
use crate::base::{Day, Error, Fault, Month, Place, Result, grouped, say};
use crate::pages::{Params, Say, Verb, drawn, moment, no_reason};
use crate::record::Ledger;

/// A closing that stands: entry, until, by whom, when, why.
struct Closing {
    no: i64,
    until: String,
    who: String,
    when: String,
    reason: String,
}

/// What a closing would freeze, for confirmation: register and rows.
struct Freeze {
    until: Day,
    rows: Vec<(&'static str, &'static str, String)>,
}

#[derive(Template)]
#[template(path = "closing.html")]
struct ClosingPage<'a> {
    say: Say,
    csrf: &'a str,
    closed: String,
    /// Year, and for each month of it whether it is closed; none where it lies outside the programme.
    years: Vec<(i32, Vec<Option<bool>>)>,
    closings: Vec<Closing>,
    /// Last days of months that may be closed, the latest first.
    open: Vec<Day>,
    may: bool,
    freeze: Option<Freeze>,
    reason: &'a str,
    faults: Vec<String>,
}

pub fn show(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let chosen = ask.query.get("until");
    let until = chosen.and_then(Day::parse);
    let fault = (chosen.is_some() && until.is_none()).then(no_day);
    page(ledger, ask, until, &fault.into_iter().collect::<Vec<_>>())
}

fn no_day() -> Fault {
    Fault::error(
        Place::field("until"),
        say!("没有选结账到哪一天", "no day is chosen until which to close"),
        say!("请从列表中选择", "choose one of the list"),
    )
}

fn page(ledger: &mut Ledger, ask: &Ask, until: Option<Day>, faults: &[Fault]) -> Result<Reply> {
    let (say, actor, site) = (ask.say(), ask.actor()?, &ask.app.site);
    let closed = ledger.closed_until(&site.programme)?;
    let today = ledger.clock.today();
    let months = months(site.from, today.min(site.to));
    let over = |day: &Day| *day < today && closed.is_none_or(|closed| *day > closed);
    let freeze = match until.filter(|_| actor.closes().is_ok()) {
        Some(until) => Some(freeze(ledger, ask, until)?),
        None => None,
    };
    let closings = ledger.closings(&site.programme)?.into_iter().map(|entry| Closing {
        no: entry.no,
        when: moment(entry.recorded_at),
        until: entry.source,
        who: entry.actor,
        reason: entry.reason,
    });
    let page = ClosingPage {
        say,
        csrf: &ask.csrf,
        closed: closed.map_or_else(String::new, |day| day.to_string()),
        years: years(&months, closed),
        closings: closings.collect(),
        open: months.iter().rev().map(|m| m.last_day()).filter(over).collect(),
        may: actor.closes().is_ok(),
        freeze,
        reason: ask.form.get("reason").unwrap_or(""),
        faults: faults.iter().map(|f| f.line(ask.lang)).collect(),
    };
    let status = if faults.is_empty() { 200 } else { 422 };
    let body = drawn(&page)?;
    Ok(match ask.page(Verb::Record, say.of("结账", "Closing"), &body)? {
        Reply::Page(_, html) => Reply::Page(status, html),
        reply => reply,
    })
}

fn freeze(ledger: &mut Ledger, ask: &Ask, until: Day) -> Result<Freeze> {
    let found = ledger.frozen_by(ask.actor()?, &ask.app.site.programme, until)?;
    let one = |(register, rows): (&'static crate::record::Register, i64)| {
        (register.name, ask.say().text(&register.title), grouped(&rows.to_string()))
    };
    Ok(Freeze { until, rows: found.into_iter().map(one).collect() })
}

/// The months from a programme's first day until today's.
fn months(from: Day, today: Day) -> Vec<Month> {
    let month = |day: Day| Month::of(day.year(), day.month_of_year());
    let after = |month: &Month| Some(month.last_day().plus(1));
    std::iter::successors(Some(month(from)), |m| after(m).map(month))
        .take_while(|m| m.first_day() <= today)
        .collect()
}

/// A line of twelve months for each year.
fn years(months: &[Month], closed: Option<Day>) -> Vec<(i32, Vec<Option<bool>>)> {
    let is_closed = |month: &Month| closed.is_some_and(|closed| month.last_day() <= closed);
    let mut years: Vec<(i32, Vec<Option<bool>>)> = Vec::new();
    for month in months {
        if years.last().is_none_or(|(year, _)| *year != month.year()) {
            years.push((month.year(), vec![None; 12]));
        }
        let at = usize::try_from(month.first_day().month_of_year() - 1).expect("a month of twelve");
        years.last_mut().expect("pushed above").1[at] = Some(is_closed(month));
    }
    years
}

pub fn close(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let actor = ask.actor()?;
    actor.closes()?;
    let until = ask.form.get("until").and_then(Day::parse);
    let reason = ask.form.get("reason").unwrap_or("");
    let mut faults: Vec<Fault> = no_reason(reason).into_iter().collect();
    if until.is_none() {
        faults.push(no_day());
    }
    let (Some(day), true) = (until, faults.is_empty()) else {
        return page(ledger, ask, until, &faults);
    };
    match ledger.close(actor, &ask.app.site.programme, day, reason) {
        Ok(_) => Ok(Reply::To(Params::default().with("notice", "closed").link("/closing"))),
        Err(Error::Faults(faults)) => page(ledger, ask, until, &faults),
        Err(error) => Err(error),
    }
}

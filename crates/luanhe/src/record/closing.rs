//! The closing of periods: who closed what, what a closed period still takes, and how much is frozen.

use super::entry::{Entry, EntryKind, Origin, sql};
use super::ledger::Ledger;
use super::list::{Compare, Query, Total};
use super::recorded::Recorded;
use super::write::Act;
use super::{Actor, AfterClose, Field, Register, Value};
use crate::base::{Day, Error, Fault, Place, Result, Said, say};

/// What is to be done to a row that its period may not take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mending {
    Corrected,
    Voided,
    /// A signed difference, booked in an open period.
    Adjusted,
}

impl Recorded {
    /// The day that decides the period: the one an adjustment is booked on, else the row's own.
    pub fn counts_on(&self, register: &Register) -> Option<Day> {
        match &self.posted_on {
            Some(day) => Day::parse(day),
            None => self.value(register, register.day).day(),
        }
    }
}

impl Ledger {
    /// Closes a programme's books until a day: from then on rows up to that day take adjustments only.
    pub fn close(
        &mut self,
        actor: &Actor,
        programme: &str,
        until: Day,
        reason: &str,
    ) -> Result<Entry> {
        actor.closes()?;
        if let Some(closed) = self.closed_until(programme)?.filter(|closed| *closed >= until) {
            return Err(Error::Conflict(say!(
                "{programme} 已结账至 {closed}",
                "{programme} is closed until {closed} already"
            )));
        }
        let today = self.clock.today();
        if until >= today {
            return Err(Error::fault(Fault::error(
                Place::field("until"),
                say!("{until} 还没有过完", "{until} is not over yet"),
                say!("请填 {today} 以前的日子", "give a day before {today}"),
            )));
        }
        let act = Act {
            kind: EntryKind::Close,
            actor,
            reason: reason.to_string(),
            programme: programme.to_string(),
            origin: Origin::Own,
            source: until.to_string(),
            sheets: Vec::new(),
        };
        self.write(&act, &mut std::iter::empty())
    }

    /// For each closed programme, the last day of its closed period.
    pub fn closures(&mut self) -> Result<Vec<(String, Day)>> {
        let rows = self.engine.all(sql("closures"), &[])?;
        Ok(rows.iter().filter_map(|r| Some((r[0].text()?.to_string(), r[1].day()?))).collect())
    }

    pub fn closed_until(&mut self, programme: &str) -> Result<Option<Day>> {
        let closures = self.closures()?;
        Ok(closures.into_iter().find(|(closed, _)| closed == programme).map(|(_, day)| day))
    }

    /// The entries that closed a programme's periods, the latest first.
    pub fn closings(&mut self, programme: &str) -> Result<Vec<Entry>> {
        let rows = self.engine.all(sql("closings"), &[programme.into()])?;
        rows.iter().map(|row| Entry::read(row)).collect()
    }

    /// How many rows a closing would freeze, register by register.
    pub fn frozen_by(
        &mut self,
        actor: &Actor,
        programme: &str,
        until: Day,
    ) -> Result<Vec<(&'static Register, i64)>> {
        let closed = self.closed_until(programme)?;
        let registers = self.catalog.registers.clone();
        let mut found = Vec::new();
        for register in registers {
            let mut query = Query::of(register).filter(register.day, Compare::AtMost, until);
            query.programme = programme.to_string();
            query.booked = true;
            if let Some(closed) = closed {
                query = query.filter(register.day, Compare::AtLeast, closed.plus(1));
            }
            let rows = self.totals(actor, &query, Total::Rows, None)?;
            let rows = rows.iter().map(|(_, _, behind)| behind).sum();
            if rows > 0 {
                found.push((register, rows));
            }
        }
        Ok(found)
    }

    /// Why values may not be recorded: their place is outside the actor's scope, or they reach into
    /// a closed period. `id` names the row that they would correct.
    pub fn refusal(
        &mut self,
        actor: &Actor,
        register: &'static Register,
        id: Option<&str>,
        values: Vec<Value>,
        closed: Option<Day>,
    ) -> Result<Option<Fault>> {
        let old = match id {
            Some(id) => self.standing(register, id)?,
            None => None,
        };
        let new = Recorded::plain(values);
        let outside = old.iter().chain([&new]).any(|version| {
            let region = version.value(register, register.region).text();
            region.is_some_and(|region| !actor.covers(region))
        });
        if outside {
            return Ok(Some(Fault::error(
                Place::field(register.region),
                say!("该地区不在您的管辖范围内", "this place is outside your scope"),
                say!(
                    "请交由该地区经办，或改正地区",
                    "leave it to the clerk of that place, or correct it"
                ),
            )));
        }
        Ok(closed.and_then(|closed| frozen(register, old.as_ref(), Some(&new), closed)))
    }

    /// Whether a row lies in a closed period.
    pub fn is_closed(&mut self, register: &Register, row: &Recorded) -> Result<bool> {
        let closed = self.closed_until(&row.programme)?;
        Ok(closed.zip(row.counts_on(register)).is_some_and(|(until, day)| day <= until))
    }

    /// Refuses what a row's period does not take.
    pub fn takes(&mut self, register: &Register, row: &Recorded, mending: Mending) -> Result<()> {
        match (mending, self.is_closed(register, row)?, &row.adjusts) {
            // What may be corrected, the write itself says field by field.
            (Mending::Corrected, true, None) if register.lasts() => Ok(()),
            (Mending::Corrected | Mending::Voided, true, _) => Err(Error::Refused(say!(
                "该行在已结账期间，只能用调整分录",
                "the row lies in a closed period, which takes adjusting entries only"
            ))),
            (Mending::Adjusted, false, _) => Err(Error::Refused(say!(
                "该行不在已结账期间，请直接更正",
                "the row's period is open: correct it"
            ))),
            (Mending::Adjusted, true, Some(first)) => Err(Error::Refused(say!(
                "该行本身是调整分录；请调整它所调整的那一行（{first}）",
                "the row is an adjusting entry itself; adjust the row that it adjusts ({first})"
            ))),
            _ => Ok(()),
        }
    }
}

/// Why a change is kept out of a period closed until a day; `None` where it may pass. No old
/// version: a new row. No new version: a void.
pub(super) fn frozen(
    register: &Register,
    old: Option<&Recorded>,
    new: Option<&Recorded>,
    closed: Day,
) -> Option<Fault> {
    let within = |version: &&Recorded| version.counts_on(register).is_some_and(|day| day <= closed);
    let met = old.into_iter().chain(new).find(within)?;
    let day = met.counts_on(register)?;
    if let (Some(old), Some(new)) = (old, new)
        && register.lasts()
        && old.adjusts.is_none()
        && new.adjusts.is_none()
    {
        return changed_within(register, old, new, closed);
    }
    Some(Fault::error(
        Place::field(register.day),
        say!(
            "{day} 在已结账期间（至 {closed}）内",
            "{day} lies in the period closed until {closed}"
        ),
        say!(
            "已结账期间只能用调整分录更正：填差额与入账日",
            "correct a closed period by an adjusting entry: the difference, and the day it is booked"
        ),
    ))
}

/// The first field of a lasting row by which a change reaches into the closed period.
fn changed_within(
    register: &Register,
    old: &Recorded,
    new: &Recorded,
    closed: Day,
) -> Option<Fault> {
    let reaches = |field: &&Field| {
        let (before, after) = (old.value(register, field.name), new.value(register, field.name));
        let open = |day: &Value| day.day().is_none_or(|day| day > closed);
        before != after
            && match field.after_close {
                AfterClose::Frozen => true,
                AfterClose::Changes => false,
                AfterClose::Ends => !open(before) || !open(after),
            }
    };
    let field = register.fields.iter().find(reaches)?;
    let label = field.label;
    let free = || register.fields.iter().filter(|f| f.after_close != AfterClose::Frozen);
    let zh = free().map(|f| f.label.zh).collect::<Vec<_>>().join("、");
    let en = free().map(|f| f.label.en).collect::<Vec<_>>().join(", ");
    Some(Fault::error(
        Place::field(field.name),
        Said {
            zh: format!("“{}”属于已结账期间（至 {closed}）", label.zh),
            en: format!("“{}” belongs to the period closed until {closed}", label.en),
        },
        say!(
            "已结账的用调整分录更正；结账后仍可改：{zh}（终止的日期须晚于结账日）",
            "adjust what is closed; these may still change: {en} (an end only to a day that is open)"
        ),
    ))
}

impl Actor {
    /// Closing is for offices and for the owner of the machine.
    pub fn closes(&self) -> Result<()> {
        use super::Role::{Office, System};
        if matches!(self.role, Office | System) {
            return Ok(());
        }
        Err(Error::Refused(say!("只有协作办可以结账", "only an office closes the books")))
    }
}

//! Where a clause stands on a day: done, as it should be by the time that has passed (时间进度), behind,
//! overdue; or nobody has said lately, and it is 待核. The rules of `watch.sql` say the same.

use super::progress::FINISHED;
use super::watch::BOOK;
use crate::base::{Day, Result};
use crate::pages::Say;
use crate::record::Row;
use crate::watch::{Limit, in_force};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Done,
    OnPace,
    Behind,
    Overdue,
    Unconfirmed,
}

impl Standing {
    pub const ALL: [Standing; 5] = [
        Standing::Done,
        Standing::OnPace,
        Standing::Behind,
        Standing::Overdue,
        Standing::Unconfirmed,
    ];

    pub fn label(self, say: &Say) -> &'static str {
        match self {
            Standing::Done => say.of("完成", "done"),
            Standing::OnPace => say.of("按进度", "on time"),
            Standing::Behind => say.of("滞后", "behind"),
            Standing::Overdue => say.of("逾期", "overdue"),
            Standing::Unconfirmed => say.of("待核", "unconfirmed"),
        }
    }

    /// The tag's colour on a page.
    pub fn tag(self) -> &'static str {
        match self {
            Standing::Done => "good",
            Standing::OnPace => "",
            Standing::Behind | Standing::Unconfirmed => "doubt",
            Standing::Overdue => "error",
        }
    }
}

/// What was last said of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub day: Day,
    pub done: Option<i64>,
    finished: bool,
}

impl Report {
    pub fn of(row: &Row<'_>) -> Option<Report> {
        let finished = row.text("stage") == Some(FINISHED);
        Some(Report { day: row.day("day")?, done: row.whole("done"), finished })
    }
}

/// A clause's target and its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub quantity: Option<i64>,
    /// The clause's own first day, or that of its agreement.
    pub from: Option<Day>,
    pub due: Day,
    pub county: String,
}

impl Target {
    pub fn of(clause: &Row<'_>, signed: Option<Day>) -> Option<Target> {
        Some(Target {
            quantity: clause.whole("quantity"),
            from: clause.day("from_day").or(signed),
            due: clause.day("due_on")?,
            county: clause.text("county")?.to_string(),
        })
    }

    /// Percent of the target that a figure is.
    pub fn percent(&self, done: Option<i64>) -> Option<i64> {
        (done? * 100).checked_div(self.quantity?)
    }

    /// Percent of the time that has passed by a day: what should be done by then.
    pub fn pace(&self, day: Day) -> Option<i64> {
        let (passed, all) = (day.since(self.from?), self.due.since(self.from?));
        i64::from(passed.clamp(0, all) * 100).checked_div(i64::from(all))
    }

    fn is_done(&self, report: &Report) -> bool {
        match self.quantity {
            Some(quantity) => report.done.is_some_and(|done| done >= quantity),
            None => report.finished,
        }
    }

    /// More than the limit's points below the time that had passed when it was reported.
    fn is_behind(&self, report: &Report, points: i64) -> bool {
        let (Some(quantity), Some(done), Some(from)) = (self.quantity, report.done, self.from)
        else {
            return false;
        };
        let all = i64::from(self.due.since(from));
        let passed = i64::from(report.day.since(from));
        all > 0 && 100 * done * all < quantity * (100 * passed - points * all)
    }
}

/// Where a clause stands on a day by the last report before its end.
pub fn standing(target: &Target, report: Option<&Report>, day: Day, norms: &Norms) -> Standing {
    let due = target.due;
    match report {
        Some(report) if target.is_done(report) => Standing::Done,
        _ if due < day => Standing::Overdue,
        None => Standing::Unconfirmed,
        Some(report) if target.quantity.is_some() && report.done.is_none() => Standing::Unconfirmed,
        Some(report) => {
            let norm = |name| norms.of(name, &target.county, day);
            let silent = norm("agreements.report_days")
                .is_some_and(|days| i64::from(day.since(report.day)) > days);
            let behind = norm("agreements.behind_points")
                .is_some_and(|points| target.is_behind(report, points));
            match (silent, behind) {
                (true, _) => Standing::Unconfirmed,
                (false, true) => Standing::Behind,
                (false, false) => Standing::OnPace,
            }
        }
    }
}

/// The numbers of policy by which clauses are judged.
pub struct Norms(Vec<Limit>);

impl Norms {
    pub fn read() -> Result<Norms> {
        BOOK.limits().map(Norms)
    }

    fn of(&self, name: &str, county: &str, day: Day) -> Option<i64> {
        in_force(&self.0, name, county, &day.to_string()).map(|limit| limit.value)
    }

    /// As they stand on the page, each with its source.
    pub fn said(&self, say: &Say) -> String {
        self.0.iter().map(|limit| say.said(&limit.line()).to_string()).collect::<Vec<_>>().join(" ")
    }
}

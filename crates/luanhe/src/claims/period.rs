//! Which days a stated figure covers. What the text leaves open is taken in each way that it may be
//! meant, the likelier first, and said.

use figures::{Figure, Hint, Moment, Part, Period, Year};

use crate::base::{Day, Month};

/// First and last day, and whether the text says so itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub from: Day,
    pub to: Day,
    pub stated: bool,
}

/// The periods that a figure may be meant for, of a programme that began on `since`, in a text
/// written on `as_of`.
pub fn periods(figure: &Figure<'_>, since: Day, as_of: Day) -> Vec<Days> {
    let stated = |from: Day, to: Day| vec![Days { from, to, stated: true }];
    let days = |moment: &Moment| days_of(moment, as_of);
    match figure.period {
        Some(Period::In(moment)) => {
            let (from, to) = days(&moment);
            stated(from, to)
        }
        Some(Period::Between(first, last)) => stated(days(&first).0, days(&last).1),
        Some(Period::Since(first)) => stated(days(&first).0, as_of),
        Some(Period::AsOf(last)) => stated(since, days(&last).1),
        Some(Period::SinceEvent | Period::Now) => stated(since, as_of),
        // 八年来 counts calendar years up to the year of writing; programmes may be younger.
        Some(Period::Years(_) | Period::Recent) | None => {
            let whole = Days { from: since, to: as_of, stated: false };
            let (from, to) = year_of(as_of.year());
            let year = Days { from, to, stated: false };
            if figure.hints.has(Hint::Cumulative) {
                vec![whole]
            } else if figure.hints.has(Hint::Yearly) {
                vec![year]
            } else {
                vec![whole, year]
            }
        }
    }
}

fn days_of(moment: &Moment, as_of: Day) -> (Day, Day) {
    let year = match moment.year {
        Year::Of(year) => i16::try_from(year).unwrap_or(i16::MAX).min(9998),
        Year::Writing(away) => as_of.year() + i16::from(away),
    };
    let months = |first: u8, last: u8| {
        let month = |m: u8| Month::of(year, i8::try_from(m.clamp(1, 12)).expect("a month"));
        (month(first).first_day(), month(last).last_day())
    };
    match moment.part {
        Part::Whole => year_of(year),
        Part::Half(half) => months(half * 6 - 5, half * 6),
        Part::Quarters(first, last) => months(first * 3 - 2, last * 3),
        Part::Months(first, last) => months(first, last),
        Part::Day(month, day) => {
            let of = |d: u8| i8::try_from(d).ok();
            let day = of(month).zip(of(day)).and_then(|(m, d)| Day::new(year, m, d));
            day.map_or_else(|| year_of(year), |day| (day, day))
        }
    }
}

fn year_of(year: i16) -> (Day, Day) {
    (Month::of(year, 1).first_day(), Month::of(year, 12).last_day())
}

//! Working days: what the State Council's yearly notices make of the week. An answer that touches a
//! year whose notice is not known (待核) counts Monday to Friday there, and says so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::base::{Day, Error, Fault, Place, Result, Said, say};

/// The days of the years that are known. Days and years not in it follow the week.
#[derive(Clone, Debug)]
pub struct Calendar {
    years: BTreeMap<i16, Year>,
}

#[derive(Clone, Debug)]
struct Year {
    source: String,
    checked: bool,
    off: BTreeMap<Day, String>,
    work: BTreeSet<Day>,
}

/// An answer, and the years it rests on whose calendar is 待核.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<T> {
    pub value: T,
    pub unsure: Vec<i16>,
}

impl<T> Answer<T> {
    /// The sentence to print beside the answer where it is not sure.
    pub fn note(&self) -> Option<Said> {
        if self.unsure.is_empty() {
            return None;
        }
        let years = self.unsure.iter().map(i16::to_string).collect::<Vec<_>>().join("、");
        Some(say!(
            "{years}年的放假安排待核，按周一至周五计",
            "the holidays of {years} are not confirmed; Monday to Friday were counted"
        ))
    }
}

#[derive(serde::Deserialize)]
struct YearText {
    source: String,
    status: String,
    off: Vec<SpanText>,
    work: Vec<String>,
}

#[derive(serde::Deserialize)]
struct SpanText {
    name: String,
    from: String,
    until: String,
}

/// The calendar that comes with the program.
pub fn calendar() -> &'static Calendar {
    static CALENDAR: OnceLock<Calendar> = OnceLock::new();
    CALENDAR.get_or_init(|| {
        let text = include_str!("../../../../data/calendar/holidays.toml");
        Calendar::parse(text).expect("the calendar of the program")
    })
}

impl Calendar {
    /// Reads years as `data/calendar/holidays.toml` writes them.
    pub fn parse(text: &str) -> Result<Calendar> {
        let years: BTreeMap<String, YearText> = toml::from_str(text).map_err(|e| wrong(&e))?;
        let read = |(year, text): (String, YearText)| {
            let number = year.parse().map_err(|e| wrong(&format!("{year}: {e}")))?;
            Ok((number, Year::read(number, text)?))
        };
        Ok(Calendar { years: years.into_iter().map(read).collect::<Result<_>>()? })
    }

    /// This calendar with the years of another in place of its own: an office's own list, or the
    /// notice of next year.
    pub fn with(mut self, other: Calendar) -> Calendar {
        self.years.extend(other.years);
        self
    }

    pub fn is_working(&self, day: Day) -> bool {
        match self.years.get(&day.year()) {
            Some(year) if year.off.contains_key(&day) => false,
            Some(year) if year.work.contains(&day) => true,
            _ => day.weekday() <= 5,
        }
    }

    /// The holiday that a day off belongs to: 清明节.
    pub fn holiday(&self, day: Day) -> Option<&str> {
        self.years.get(&day.year())?.off.get(&day).map(String::as_str)
    }

    /// The notices that a year's days come from.
    pub fn source(&self, year: i16) -> Option<&str> {
        self.years.get(&year).map(|y| y.source.as_str())
    }

    /// Working days after `from`, `until` included: 2019-03-27 to 2019-04-24 are 19. Negative where
    /// `until` is the earlier.
    pub fn between(&self, from: Day, until: Day) -> Answer<i32> {
        if until < from {
            let back = self.between(until, from);
            return Answer { value: -back.value, unsure: back.unsure };
        }
        let days = (1..=until.since(from)).map(|n| from.plus(n));
        let count = days.filter(|day| self.is_working(*day)).count();
        Answer {
            value: i32::try_from(count).expect("days of a calendar"),
            unsure: self.unsure(from, until),
        }
    }

    /// The day on which a term of `n` working days ends, the day it starts on not counted.
    pub fn after(&self, from: Day, n: u16) -> Answer<Day> {
        let mut day = from;
        let mut left = n;
        while left > 0 {
            day = day.plus(1);
            left -= u16::from(self.is_working(day));
        }
        Answer { value: day, unsure: self.unsure(from, day) }
    }

    fn unsure(&self, from: Day, until: Day) -> Vec<i16> {
        let unknown = |year: &i16| self.years.get(year).is_none_or(|y| !y.checked);
        (from.year()..=until.year()).filter(unknown).collect()
    }
}

impl Year {
    fn read(number: i16, text: YearText) -> Result<Year> {
        if text.source.trim().is_empty() {
            return Err(wrong(&format!("{number}: source")));
        }
        let day = |iso: &str| {
            let day = Day::parse(iso).filter(|d| d.year() == number);
            day.ok_or_else(|| wrong(&format!("{number}: {iso}")))
        };
        let mut off = BTreeMap::new();
        for span in &text.off {
            let (from, until) = (day(&span.from)?, day(&span.until)?);
            off.extend((0..=until.since(from)).map(|n| (from.plus(n), span.name.clone())));
        }
        let work = text.work.iter().map(|iso| day(iso)).collect::<Result<_>>()?;
        Ok(Year { source: text.source, checked: text.status == "已核", off, work })
    }
}

fn wrong(what: &impl std::fmt::Display) -> Error {
    Error::fault(Fault::error(
        Place::field("calendar"),
        say!("放假安排读不懂：{what}", "the holiday calendar cannot be read: {what}"),
        say!(
            "请照 data/calendar/holidays.toml 的写法改",
            "write it as data/calendar/holidays.toml does"
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::{Calendar, calendar};
    use crate::base::Day;

    fn day(iso: &str) -> Day {
        Day::parse(iso).unwrap()
    }

    #[test]
    fn holidays_and_worked_weekends_are_counted() {
        // Domain §8, story 2: 清明 2019-04-05 is a holiday.
        let transfer = calendar().between(day("2019-03-27"), day("2019-04-24"));
        assert_eq!((transfer.value, transfer.unsure.len()), (19, 0));
        assert_eq!(calendar().after(day("2019-03-27"), 19).value, day("2019-04-24"));
        assert_eq!(calendar().holiday(day("2019-04-05")), Some("清明节"));
        // Sunday 2019-04-28 was worked for Labour Day.
        assert!(calendar().is_working(day("2019-04-28")));
        // The Spring Festival of 2020 was prolonged to 2 February.
        assert_eq!(calendar().after(day("2020-01-23"), 1).value, day("2020-02-03"));
        assert_eq!(calendar().between(day("2021-09-30"), day("2021-10-09")).value, 2);
        assert_eq!(calendar().between(day("2021-10-09"), day("2021-09-30")).value, -2);
    }

    #[test]
    fn each_year_has_as_many_days_off_and_worked_as_its_notice() {
        let counts = |year: &str| {
            let year = &calendar().years[&year.parse().unwrap()];
            (year.off.len(), year.work.len())
        };
        let expected = [
            ("2016", (24, 6)),
            ("2017", (24, 5)),
            ("2018", (25, 7)),
            ("2019", (28, 6)),
            ("2020", (30, 6)),
            ("2021", (31, 7)),
            ("2022", (32, 7)),
            ("2023", (28, 7)),
            ("2024", (28, 8)),
            ("2025", (28, 5)),
            ("2026", (33, 6)),
        ];
        for (year, both) in expected {
            assert_eq!(counts(year), both, "{year}");
            assert!(calendar().source(year.parse().unwrap()).unwrap().contains("国办发明电"));
        }
    }

    #[test]
    fn an_answer_says_which_of_its_years_are_not_confirmed() {
        let answer = calendar().after(day("2026-12-30"), 5);
        assert_eq!(answer.value, day("2027-01-06"));
        assert_eq!(answer.unsure, [2027]);
        assert!(answer.note().unwrap().zh.contains("2027年的放假安排待核"));

        let next = "[2027]\nsource = \"x\"\nstatus = \"已核\"\nwork = []\n\
                    off = [{ name = \"元旦\", from = \"2027-01-01\", until = \"2027-01-01\" }]";
        let with = calendar().clone().with(Calendar::parse(next).unwrap());
        let answer = with.after(day("2026-12-30"), 5);
        assert_eq!((answer.value, answer.unsure.len()), (day("2027-01-07"), 0));
        assert!(Calendar::parse(&next.replace("source = \"x\"", "source = \"\"")).is_err());
    }
}

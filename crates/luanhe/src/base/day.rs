//! Days and months of the civil calendar, zone +08:00. Days are ISO text in the store, so they sort.

use std::fmt;

use jiff::civil::Date;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        Date::new(year, month, day).ok().map(Day)
    }

    /// Reads `2021-03-05` and nothing else; what people write is read by `import`.
    pub fn parse(iso: &str) -> Option<Day> {
        let plain = iso.len() == 10 && iso.as_bytes()[4] == b'-' && iso.as_bytes()[7] == b'-';
        if !plain {
            return None;
        }
        iso.parse().ok().map(Day)
    }

    /// The day that Excel counts as `serial` (1 = 1900-01-01, with its false leap day of 1900).
    pub fn from_excel(serial: i64) -> Option<Day> {
        let epoch =
            if serial < 60 { Date::constant(1899, 12, 31) } else { Date::constant(1899, 12, 30) };
        (1..2_958_466).contains(&serial).then(|| Day(epoch + jiff::Span::new().days(serial)))
    }

    /// The civil day, zone +08:00, of a moment in milliseconds since 1970.
    pub fn at(ms: i64) -> Day {
        super::clock::day_of(ms)
    }

    /// The last millisecond of the day, zone +08:00.
    pub fn end_ms(self) -> i64 {
        super::clock::moment_ms(&format!("{}T00:00:00+08:00", self.plus(1))) - 1
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    pub fn month(self) -> Month {
        Month(i32::from(self.0.year()) * 12 + i32::from(self.0.month()) - 1)
    }

    pub fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(jiff::Span::new().days(days)))
    }

    /// Days from `earlier` to this one; negative where it is later.
    pub fn since(self, earlier: Day) -> i32 {
        (self.0 - earlier.0).get_days()
    }

    /// Monday is 1, Sunday 7.
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    pub fn month_of_year(self) -> i8 {
        self.0.month()
    }

    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    pub fn is_month_end(self) -> bool {
        self.0.last_of_month() == self.0
    }

    /// As prose writes it: 2021年3月5日.
    pub fn in_chinese(self) -> String {
        format!("{}年{}月{}日", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Months counted from year 0, so that a span of months is a range of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub i32);

impl Month {
    pub fn of(year: i16, month: i8) -> Month {
        Month(i32::from(year) * 12 + i32::from(month) - 1)
    }

    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    pub fn first_day(self) -> Day {
        let month = i8::try_from(self.0.rem_euclid(12) + 1).expect("1 to 12");
        let year = i16::try_from(self.year()).expect("a month of a Day");
        Day(Date::constant(year, month, 1))
    }

    pub fn last_day(self) -> Day {
        Day(self.first_day().0.last_of_month())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.0.rem_euclid(12) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, Month};

    #[test]
    fn excel_days_agree_with_the_calendar() {
        assert_eq!(Day::from_excel(1).map(|d| d.to_string()).as_deref(), Some("1900-01-01"));
        assert_eq!(Day::from_excel(59).map(|d| d.to_string()).as_deref(), Some("1900-02-28"));
        assert_eq!(Day::from_excel(61).map(|d| d.to_string()).as_deref(), Some("1900-03-01"));
        assert_eq!(Day::from_excel(44256).map(|d| d.to_string()).as_deref(), Some("2021-03-01"));
        assert_eq!(Day::from_excel(0), None);
    }

    #[test]
    fn months_are_spans_of_days() {
        let month = Month::of(2020, 2);
        assert_eq!(month.last_day(), Day::new(2020, 2, 29).unwrap());
        assert_eq!(month.to_string(), "2020-02");
        assert_eq!(Day::parse("2020-02-29").unwrap().month(), month);
        assert_eq!(Day::parse("2020-2-29"), None);
        assert_eq!(Day::parse("2021-02-29"), None);
    }
}

//! Days as `yyyymmdd`, which sort and compare as integers.

/// Whether the number is a day of the calendar.
pub fn is_day(day: i64) -> bool {
    let (year, month, of_month) = (day / 10_000, day / 100 % 100, day % 100);
    (1800..=2200).contains(&year)
        && (1..=12).contains(&month)
        && of_month >= 1
        && of_month <= length(year, month)
}

fn length(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// The day so many months before; the 31st becomes the last day of a shorter month.
pub fn months_before(day: i64, months: u32) -> i64 {
    let month = day / 10_000 * 12 + day / 100 % 100 - 1 - i64::from(months);
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12) + 1);
    year * 10_000 + month * 100 + (day % 100).min(length(year, month))
}

/// Days since 1970-01-01 (as Parquet counts) as `yyyymmdd`.
pub fn from_epoch(days: i64) -> i64 {
    // Civil-from-days, with years that begin in March so that the leap day comes last.
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    year * 10_000 + month * 100 + day
}

#[cfg(test)]
mod tests {
    use super::{from_epoch, is_day, months_before};

    #[test]
    fn the_calendar_is_gregorian() {
        assert!(is_day(20240229) && !is_day(20250229) && !is_day(20251301) && !is_day(0));
        assert_eq!(months_before(20250331, 1), 20250228);
        assert_eq!(months_before(20250115, 12), 20240115);
        assert_eq!(months_before(20250115, 1), 20241215);
        assert_eq!(
            (from_epoch(0), from_epoch(20_088), from_epoch(-1)),
            (19700101, 20241231, 19691231)
        );
    }
}

//! What a rule's statement may call beside SQL, and the tables that answer: limits by region and day,
//! places as they are now, and the working days of the calendar.
//!
//! - `limit('posts.age_max', county, day)`: the value in force there and then;
//! - `limit_used('posts.age_max', county, day)`: its place in the list, for a mark `{n:limit}`;
//! - `county_now(place)`: the county that a place counts to today (130823 is 130881 since 2017);
//! - `working_days_between(earlier, later)`: as `days_between`, by the yearly notices on holidays.

use super::limit::Limit;
use crate::base::{Day, Result};
use crate::parties::{calendar, regions};
use crate::record::Holds::{self, Int, Text};
use crate::record::{Column, Engine, Value, ValueRef};

/// The days whose working days are counted; aid is as old as the first, and the last is ahead.
const DAYS: [(i16, i8, i8); 2] = [(2014, 1, 1), (2030, 12, 31)];

/// Puts there what the calls look up.
pub(super) fn store(engine: &mut Engine, limits: &[Limit]) -> Result<()> {
    engine.batch("delete from limits; delete from places; delete from working_days")?;
    let limits = (0i64..).zip(limits).map(|(place, limit)| {
        let (name, region) = (limit.name.as_str().into(), limit.region.as_str().into());
        vec![place.into(), name, region, limit.from.as_str().into(), limit.value.into()]
    });
    let columns =
        [("place", Int), ("name", Text), ("region", Text), ("from_day", Text), ("value", Int)];
    fill(engine, "limits", &columns, limits.collect())?;
    let places = regions().followed().into_iter().map(|(code, now)| vec![code.into(), now.into()]);
    fill(engine, "places", &[("code", Text), ("now", Text)], places.collect())?;
    let [first, last] = DAYS.map(|(year, month, day)| Day::new(year, month, day).expect("a day"));
    let mut nth = 0i64;
    let days = (0..=last.since(first)).map(|n| first.plus(n)).map(|day| {
        nth += i64::from(calendar().is_working(day));
        vec![day.into(), nth.into()]
    });
    fill(engine, "working_days", &[("day", Text), ("nth", Int)], days.collect())
}

fn fill(
    engine: &mut Engine,
    table: &str,
    columns: &[(&str, Holds)],
    rows: Vec<Vec<Value>>,
) -> Result<()> {
    let column = |(name, holds): &(&str, Holds)| Column { name: name.to_string(), holds: *holds };
    let columns: Vec<Column> = columns.iter().map(column).collect();
    engine.append(table, &columns, rows.iter().map(|row| row.iter().map(ValueRef::from)))
}

/// A statement as the engines take it: each call replaced by the query that answers it. The tables have
/// no alias there, which could be one of the statement's own.
pub(super) fn expanded(sql: &str) -> String {
    let sql = with_calls(sql, "county_now", |arguments| match arguments {
        [code] => Some(format!(
            "coalesce((select places.now from places where places.code = substr({code}, 1, 6)), substr({code}, 1, 6))"
        )),
        _ => None,
    });
    let sql = with_calls(&sql, "working_days_between", |arguments| match arguments {
        [earlier, later] => Some(format!(
            "((select working_days.nth from working_days where working_days.day = {later}) \
             - (select working_days.nth from working_days where working_days.day = {earlier}))"
        )),
        _ => None,
    });
    let sql = with_calls(&sql, "limit_used", |arguments| looked_up("place", arguments));
    with_calls(&sql, "limit", |arguments| looked_up("value", arguments))
}

/// The most specific region first, then the latest day that is not after the one asked.
fn looked_up(column: &str, arguments: &[&str]) -> Option<String> {
    let [name, region, day] = arguments else { return None };
    Some(format!(
        "(select limits.{column} from limits \
         where limits.name = {name} and {region} like limits.region || '%' and limits.from_day <= {day} \
         order by length(limits.region) desc, limits.from_day desc limit 1)"
    ))
}

/// Replaces each call of that name; one with other arguments is left for the engine to refuse.
fn with_calls(sql: &str, name: &str, query: impl Fn(&[&str]) -> Option<String>) -> String {
    let opening = format!("{name}(");
    let mut out = String::new();
    let mut rest = sql;
    while let Some((before, call)) = rest.split_once(&opening) {
        out += before;
        let own = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        match arguments(call).filter(|_| own) {
            Some((arguments, after)) => match query(&arguments) {
                Some(query) => {
                    out += &query;
                    rest = after;
                    continue;
                }
                None => out += &opening,
            },
            None => out += &opening,
        }
        rest = call;
    }
    out + rest
}

/// The arguments of a call, and what stands behind its closing bracket.
fn arguments(call: &str) -> Option<(Vec<&str>, &str)> {
    let (mut depth, mut start) = (0, 0);
    let mut arguments = Vec::new();
    for (at, c) in call.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => {
                arguments.push(call[start..at].trim());
                return Some((arguments, &call[at + 1..]));
            }
            ')' => depth -= 1,
            ',' if depth == 0 => {
                arguments.push(call[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::expanded;

    #[test]
    fn calls_become_lookups() {
        let sql =
            expanded("select 1 where a > limit('posts.age', max(p.county), $2) and b limit 1");
        assert!(
            sql.contains("limits.name = 'posts.age' and max(p.county) like")
                && sql.contains("limits.from_day <= $2")
        );
        assert!(sql.ends_with("limit 1) and b limit 1"), "{sql}");
        let used = expanded("select limit_used('posts.age', a, b)");
        assert!(used.contains("select limits.place from"), "{used}");
        let inside = expanded("limit('x', county_now(f.county), $2)");
        assert!(inside.contains("substr(f.county, 1, 6)) like limits.region"), "{inside}");
        let days = expanded("working_days_between(a.day, b.day) > 25");
        assert!(days.ends_with("working_days.day = a.day)) > 25"), "{days}");
        // Not ours, or not whole: the engine says so.
        assert_eq!(expanded("my_limit('a', b, c), limit(1)"), "my_limit('a', b, c), limit(1)");
    }
}

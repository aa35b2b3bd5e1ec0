//! Limits (门槛): numbers of policy, dated, regional, with a source. What nobody could confirm is
//! 待核 and shown so. Kept as TOML beside the topic, and as rows for the rules' statements.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::base::{Day, Error, Result};
use crate::record::{Engine, Value};

/// One value of a limit, in one region (a code prefix, empty: everywhere), from one day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    pub name: String,
    pub means: String,
    pub means_en: String,
    pub unit: String,
    pub region: String,
    pub from: Day,
    pub value: i64,
    pub source: String,
    /// Not confirmed for the place it is used in: 待核.
    pub unsure: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    means: String,
    means_en: String,
    unit: String,
    values: Vec<Dated>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dated {
    #[serde(default)]
    region: String,
    from: String,
    value: i64,
    source: String,
    #[serde(default)]
    unsure: bool,
}

/// Reads a `limits.toml`; each value must have a day and a source.
pub fn limits(topic: &str, toml_text: &str) -> Result<Vec<Limit>> {
    let named: BTreeMap<String, Named> =
        toml::from_str(toml_text).map_err(|e| Error::broken(&format!("limits of {topic}"), e))?;
    let mut all = Vec::new();
    for (name, limit) in named {
        for dated in limit.values {
            let from = Day::parse(&dated.from).filter(|_| !dated.source.trim().is_empty());
            let from = from.ok_or_else(|| {
                Error::Broken(format!("limit {topic}.{name} needs a day and a source"))
            })?;
            all.push(Limit {
                name: format!("{topic}.{name}"),
                means: limit.means.clone(),
                means_en: limit.means_en.clone(),
                unit: limit.unit.clone(),
                region: dated.region,
                from,
                value: dated.value,
                source: dated.source,
                unsure: dated.unsure,
            });
        }
    }
    Ok(all)
}

/// Puts the limits where the rules' statements look them up.
pub(super) fn store(engine: &mut Engine, limits: &[Limit]) -> Result<()> {
    engine.batch("delete from limits")?;
    for limit in limits {
        let row: [Value; 5] = [
            limit.name.as_str().into(),
            limit.region.as_str().into(),
            limit.from.into(),
            limit.value.into(),
            i64::from(limit.unsure).into(),
        ];
        let sql = "insert into limits (name, region, from_day, value, unsure) values ($1, $2, $3, $4, $5)";
        engine.run(sql, &row)?;
    }
    Ok(())
}

/// Replaces `limit('name', region, day)` by the query that looks it up: the most specific region
/// first, then the latest day that is not after the one asked.
pub(super) fn expanded(sql: &str) -> String {
    let mut out = String::new();
    let mut rest = sql;
    while let Some((before, call)) = rest.split_once("limit('") {
        out += before;
        let Some((arguments, after)) = call_ended(call) else { break };
        let parts: Vec<&str> = arguments.splitn(3, ',').map(str::trim).collect();
        let [name, region, day] = parts[..] else { break };
        let name = name.trim_end_matches('\'');
        out += &format!(
            "(select l.value from limits l where l.name = '{name}' and {region} like l.region || '%' \
             and l.from_day <= {day} order by length(l.region) desc, l.from_day desc limit 1)"
        );
        rest = after;
    }
    out + rest
}

/// What stands inside a call, and what behind its closing bracket.
fn call_ended(call: &str) -> Option<(&str, &str)> {
    let mut depth = 0;
    for (at, c) in call.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some((&call[..at], &call[at + 1..])),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{expanded, limits};

    #[test]
    fn a_limit_without_source_is_refused() {
        let good = "[a]\nmeans = 'x'\nmeans_en = 'x'\nunit = 'fen'\n\
                    values = [{ from = '2024-01-01', value = 3, source = 's' }]\n";
        assert_eq!(limits("posts", good).unwrap()[0].name, "posts.a");
        assert!(limits("posts", &good.replace("'s'", "''")).is_err());
        assert!(limits("posts", &good.replace("2024-01-01", "2024")).is_err());
    }

    #[test]
    fn calls_become_lookups() {
        let sql = expanded("select 1 where a > limit('posts.age', max(p.county), $2) and b");
        assert!(
            sql.contains("l.name = 'posts.age' and max(p.county) like")
                && sql.contains("l.from_day <= $2")
        );
        assert!(sql.ends_with("limit 1) and b"), "{sql}");
    }
}

//! Limits (门槛): numbers of policy, dated, regional, with a source. What nobody could confirm is
//! 待核 and shown so. Kept as TOML beside the topic, and as rows for the rules' statements.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::{Day, Error, Result, Said};

/// One value of a limit, in one region (a code prefix, empty: everywhere), from one day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    pub name: String,
    pub means: Said,
    pub unit: Said,
    pub region: String,
    /// An ISO day.
    pub from: String,
    pub value: i64,
    pub source: String,
    /// Not confirmed for the place it is used in: 待核.
    pub unsure: bool,
}

impl Limit {
    /// With its unit, and 待核 where it is not confirmed: 30天（待核）.
    pub fn said(&self) -> Said {
        let (zh, en) = if self.unsure { ("（待核）", " (unconfirmed)") } else { ("", "") };
        Said {
            zh: format!("{}{}{zh}", self.value, self.unit.zh),
            en: format!("{} {}{en}", self.value, self.unit.en),
        }
    }

    /// What it means, how much it is, and on what ground.
    pub fn line(&self) -> Said {
        let (value, Limit { means, source, .. }) = (self.said(), self);
        Said {
            zh: format!("门槛：{}，{}。依据：{source}", means.zh, value.zh),
            en: format!("Limit: {}, {}. Ground: {source}", means.en, value.en),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    means: String,
    means_en: String,
    unit: String,
    unit_en: String,
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

/// The limit in force at a place on a day, as `limit(…)` of a statement finds it: the most specific
/// region first, then the latest day that is not after the one asked.
pub fn in_force<'l>(limits: &'l [Limit], name: &str, place: &str, day: &str) -> Option<&'l Limit> {
    let own = limits.iter().filter(|limit| {
        limit.name == name && place.starts_with(&limit.region) && limit.from.as_str() <= day
    });
    own.max_by_key(|limit| (limit.region.len(), &limit.from))
}

/// Reads a `limits.toml`; each value must have a day and a source.
pub fn limits(topic: &str, toml_text: &str) -> Result<Vec<Limit>> {
    let named: BTreeMap<String, Named> =
        toml::from_str(toml_text).map_err(|e| Error::broken(&format!("limits of {topic}"), e))?;
    let mut all = Vec::new();
    for (name, limit) in named {
        for dated in limit.values {
            if Day::parse(&dated.from).is_none() || dated.source.trim().is_empty() {
                return Err(Error::Broken(format!(
                    "limit {topic}.{name} needs a day and a source"
                )));
            }
            all.push(Limit {
                name: format!("{topic}.{name}"),
                means: Said { zh: limit.means.clone(), en: limit.means_en.clone() },
                unit: Said { zh: limit.unit.clone(), en: limit.unit_en.clone() },
                region: dated.region,
                from: dated.from,
                value: dated.value,
                source: dated.source,
                unsure: dated.unsure,
            });
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::limits;

    #[test]
    fn a_limit_without_source_is_refused() {
        let good = "[a]\nmeans = 'x'\nmeans_en = 'x'\nunit = '分'\nunit_en = 'fen'\n\
                    values = [{ from = '2024-01-01', value = 3, source = 's' }]\n";
        assert_eq!(limits("posts", good).unwrap()[0].name, "posts.a");
        assert!(limits("posts", &good.replace("'s'", "''")).is_err());
        assert!(limits("posts", &good.replace("2024-01-01", "2024")).is_err());
    }
}

//! Why a household was found: every rule with the values it looked at, in one sentence each.

use super::{
    Job, RunOptions, extract::Extracts, output::Workplace, registry::Registry, screening::part_of,
    sheet::PART,
};
use crate::{
    faults::ScreenError,
    kernel::Part,
    oracle::{Number, Oracle, TooLarge, Truth},
    rules::{Cond, Level, Type, Unit, Used, used_by},
};

/// What is known about a household, and what each rule says of it.
#[derive(Clone, Debug)]
pub struct Explanation {
    pub household: i64,
    pub region: u32,
    /// Whether it is in the population.
    pub belongs: Truth,
    pub category: Option<i64>,
    pub severity: Option<i64>,
    /// By bit.
    pub rules: Vec<Answer>,
    /// Features of each member, then of the household, in the order in which they follow from each other.
    pub values: Vec<Shown>,
}

/// One rule's answer.
#[derive(Clone, Debug)]
pub struct Answer {
    pub id: String,
    pub hits: Truth,
    pub severity: u8,
    /// The condition as written.
    pub condition: String,
    pub zh: String,
    pub en: String,
}

/// A feature's value.
#[derive(Clone, Debug)]
pub struct Shown {
    /// From 1, in the order of the registry; `None`: the household.
    pub member: Option<u32>,
    pub name: String,
    pub value: Number,
    pub zh: String,
    pub en: String,
    /// The expression as written.
    pub expression: String,
}

/// Explains a household of the registry; `None` if there is no such household. Reads what a run reads,
/// and writes nothing that stays.
pub fn explain(options: &RunOptions, household: i64) -> Result<Option<Explanation>, ScreenError> {
    let work = Workplace::new(&options.out)?;
    let job = Job::new(options, &work)?;
    let mut registry = Registry::load(&job)?;
    let Some(position) = registry.households.find(household, &mut 0) else { return Ok(None) };
    let mut extracts = Extracts::open(&job, registry.parts())?;
    extracts.resolve(&job, &mut registry, None)?;
    let part = part_of(&job, &registry, &extracts, (position / PART) as usize)?;
    let oracle = Oracle { set: &job.set, book: &job.book, day: options.as_of, part: &part };
    let told = tell(&oracle, &part, (position % PART) as usize, household);
    told.map(Some).map_err(|TooLarge| ScreenError::Overflow {
        household: household as u64,
        rule: "a feature".to_string(),
    })
}

fn tell(
    oracle: &Oracle,
    part: &Part<i64>,
    at: usize,
    household: i64,
) -> Result<Explanation, TooLarge> {
    let verdict = oracle.verdict(at)?;
    let mut values = Vec::new();
    let members = part.owners.iter().enumerate().filter(|(_, owner)| **owner as usize == at);
    for (number, (person, _)) in members.enumerate() {
        for (index, feature) in oracle.set.features.iter().enumerate() {
            if feature.level == Level::Person {
                values.push(shown(oracle, index, person, Some(number as u32 + 1))?);
            }
        }
    }
    for (index, feature) in oracle.set.features.iter().enumerate() {
        if feature.level == Level::Household {
            values.push(shown(oracle, index, at, None)?);
        }
    }
    let mut rules = Vec::new();
    for (rule, hits) in oracle.set.rules.iter().zip(&verdict.rules) {
        let (seen_zh, seen_en) = seen(oracle, part, &rule.when, at)?;
        let (zh, en) = match hits {
            Some(true) => (
                format!("{}{seen_zh}；{}；建议：{}。", rule.finds.zh, rule.why.zh, rule.remedy.zh),
                format!("{}{seen_en}; {}; do: {}.", rule.finds.en, rule.why.en, rule.remedy.en),
            ),
            Some(false) => (
                format!("未发现：{}{seen_zh}。", rule.finds.zh),
                format!("not found: {}{seen_en}.", rule.finds.en),
            ),
            None => (
                format!("数据不足，无法判断：{}{seen_zh}。", rule.finds.zh),
                format!("the data cannot tell: {}{seen_en}.", rule.finds.en),
            ),
        };
        let (id, condition) = (rule.id.clone(), rule.text.clone());
        rules.push(Answer { id, hits: *hits, severity: rule.severity, condition, zh, en });
    }
    let small = |number: Number| number.and_then(|number| i64::try_from(number).ok());
    Ok(Explanation {
        household,
        region: part.regions[at],
        belongs: verdict.belongs,
        category: small(verdict.category),
        severity: small(verdict.severity),
        rules,
        values,
    })
}

fn shown(
    oracle: &Oracle,
    index: usize,
    position: usize,
    member: Option<u32>,
) -> Result<Shown, TooLarge> {
    let feature = &oracle.set.features[index];
    let value = oracle.feature(index, position)?;
    let (zh, en) = written(value, feature.kind);
    Ok(Shown {
        member,
        name: feature.name.clone(),
        value,
        zh,
        en,
        expression: feature.text.clone(),
    })
}

/// The values a condition looked at, in brackets: features, columns, then limits.
fn seen(
    oracle: &Oracle,
    part: &Part<i64>,
    cond: &Cond,
    at: usize,
) -> Result<(String, String), TooLarge> {
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    let mut looked_at = used_by(cond);
    looked_at.sort_by_key(|used| match used {
        Used::Feature(_) => 0,
        Used::Column(_) => 1,
        Used::Limit(_) | Used::Rule(_) => 2,
    });
    for used in looked_at {
        let (name_zh, name_en, value, kind) = match used {
            Used::Rule(_) => continue,
            Used::Feature(index) => {
                let feature = &oracle.set.features[index];
                (
                    feature.name.clone(),
                    feature.name.clone(),
                    oracle.feature(index, at)?,
                    feature.kind,
                )
            }
            Used::Column(index) => {
                let column = &oracle.set.registry.household_columns[index];
                let cells = &part.household_columns[index];
                let known = cells.unknown.get(at).is_none_or(|unknown| *unknown == 0);
                let value = known.then(|| i128::from(cells.values[at]));
                (column.name.clone(), column.name.clone(), value, column.kind)
            }
            Used::Limit(index) => {
                let Some(limit) = oracle.book.find(&oracle.set.limits[index]) else { continue };
                let value =
                    limit.on(part.regions[at], oracle.day).map(|found| i128::from(found.value));
                (limit.title.zh.clone(), limit.title.en.clone(), value, limit.kind())
            }
        };
        let (value_zh, value_en) = written(value, kind);
        zh.push(format!("{name_zh} = {value_zh}"));
        en.push(format!("{name_en} = {value_en}"));
    }
    Ok(match zh.is_empty() {
        true => (String::new(), String::new()),
        false => (format!("（{}）", zh.join("，")), format!(" ({})", en.join(", "))),
    })
}

/// A value with its unit, in Chinese and in English.
fn written(value: Number, kind: Type) -> (String, String) {
    let Some(value) = value else { return ("未知".to_string(), "unknown".to_string()) };
    match kind {
        Type::Truth if value == 0 => ("否".to_string(), "no".to_string()),
        Type::Truth => ("是".to_string(), "yes".to_string()),
        Type::Day => {
            let day = format!("{}-{:02}-{:02}", value / 10_000, value / 100 % 100, value % 100);
            (day.clone(), day)
        }
        Type::Code | Type::Zero => (value.to_string(), value.to_string()),
        Type::Number(unit) => {
            let sign = if value < 0 { "-" } else { "" };
            let yuan =
                |value: i128| format!("{sign}{}.{:02}", value.abs() / 100, value.abs() % 100);
            match unit {
                Unit::NONE => (value.to_string(), value.to_string()),
                Unit { fen: 1, percent: 0, .. } => {
                    let rest = unit.to_string();
                    let rest = rest.strip_prefix('分').unwrap_or(&rest);
                    (format!("{}元{rest}", yuan(value)), format!("{} yuan{rest}", yuan(value)))
                }
                unit => (format!("{value}{unit}"), format!("{value}{unit}")),
            }
        }
    }
}

//! Questions to indicators, as addresses carry them, and the basis card of an indicator.

use super::params::Params;
use super::say::Say;
use crate::base::{Day, Error, Fault, Place, RegionCode, Result, Said, say};
use crate::measure::{Indicator, Nature, Question, View};
use crate::parties::region::latest_day;
use crate::parties::regions;
use crate::record::Total;

/// What a question begins with where the address says nothing.
pub struct Defaults<'a> {
    pub programme: &'a str,
    pub region: &'a RegionCode,
    pub from: Day,
    pub to: Day,
}

/// Reads a question from an address; all faults at once.
pub fn question(
    indicator: &'static Indicator,
    defaults: &Defaults<'_>,
    params: &Params,
) -> Result<Question> {
    let mut faults = Vec::new();
    let mut day = |name: &str, default: Option<Day>| match params.get(name) {
        None => default,
        Some(word) => {
            let day = Day::parse(word);
            if day.is_none() {
                faults.push(Fault::error(
                    Place::field(name),
                    say!("看不懂“{word}”", "cannot read “{word}”"),
                    say!("请填日期，如 2021-12-31", "give a day like 2021-12-31"),
                ));
            }
            day
        }
    };
    let from = day("from", Some(defaults.from));
    let to = day("to", Some(defaults.to));
    let known_on = day("known_on", None);
    let region = match params.get("region").map(region) {
        None => defaults.region.clone(),
        Some(Ok(code)) => code,
        Some(Err(not)) => {
            let remedy = say!("请填区划代码或全称", "give a division code or a full name");
            faults.push(Fault::error(Place::field("region"), not, remedy));
            defaults.region.clone()
        }
    };
    let (Some(from), Some(to), true) = (from, to, faults.is_empty()) else {
        return Err(Error::Faults(faults));
    };
    Ok(Question {
        programme: defaults.programme.to_string(),
        by: params.get("by").map(str::to_string),
        view: if params.get("view") == Some("booked") { View::Booked } else { View::Restated },
        known_on,
        ..Question::new(indicator, region, from, to)
    })
}

/// The address of the rows behind an answer: what figures in documents link to.
pub fn rows_url(question: &Question, part: Option<&str>) -> String {
    question.rows_url(question.by.as_deref().zip(part))
}

/// A question as an address carries it.
pub fn asked(question: &Question) -> Params {
    Params(question.asked().into_iter().map(|(name, value)| (name.to_string(), value)).collect())
}

/// The basis card (口径卡): label and words, in the order in which people ask.
pub fn card(say: Say, indicator: &'static Indicator) -> Vec<(&'static str, String)> {
    let field = |name: &str| {
        indicator.register.field(name).map_or(name.to_string(), |f| f.label.to(say.0).to_string())
    };
    let basis = &indicator.basis;
    let counted = match indicator.measure {
        Total::Rows => say.of("行数", "rows").to_string(),
        Total::Sum(name) => format!("{} {}", say.of("合计", "sum of"), field(name)),
        Total::Distinct(name) => format!("{} {}", say.of("去重计数", "distinct"), field(name)),
    };
    let counts = match indicator.whole {
        Some(whole) => format!("{counted} ÷ {}", say.text(&whole.title)),
        None => counted,
    };
    vec![
        (say.of("含义", "Counts"), say.text(&indicator.says).to_string()),
        (
            say.of("性质", "Nature"),
            match basis.nature {
                Nature::Flow => say.of("期间发生数", "flow: within the period").to_string(),
                Nature::Stock { .. } => {
                    say.of("期末存量", "stock: at the end of the period").to_string()
                }
            },
        ),
        (say.of("口径", "Basis"), say.text(&basis.counted).to_string()),
        (say.of("时间依据", "Dated by"), say.text(&basis.date).to_string()),
        (say.of("地区依据", "Placed by"), say.text(&basis.place).to_string()),
        (say.of("计算", "Computed as"), counts),
        (say.of("来源台账", "From"), say.text(&indicator.register.title).to_string()),
        (say.of("版本", "Version"), indicator.version.to_string()),
    ]
}

/// The word of one part of a split, as people read it.
pub fn part_label(say: Say, indicator: &Indicator, by: &str, word: &str) -> String {
    match by {
        _ if word.is_empty() => say.of("（未填）", "(empty)").to_string(),
        "region" => say.place(word),
        "origin" => match word {
            "own" => say.of("本单位", "own").to_string(),
            "quoted" => say.of("公开引用", "quoted").to_string(),
            _ => say.of("合成", "synthetic").to_string(),
        },
        "month" | "year" => word.to_string(),
        split => match indicator.register.field(split) {
            Some(field) => say.value(field, &word.into()),
            None => word.to_string(),
        },
    }
}

/// By what an indicator may be split, with labels.
pub fn splits(say: Say, indicator: &Indicator) -> Vec<(&'static str, String)> {
    let own = [
        ("region", say.of("地区", "place")),
        ("year", say.of("年", "year")),
        ("month", say.of("月", "month")),
        ("origin", say.of("来源性质", "origin")),
    ];
    let mut splits: Vec<(&'static str, String)> =
        own.into_iter().map(|(word, label)| (word, label.to_string())).collect();
    for name in indicator.splits {
        let field = indicator.register.field(name);
        splits.push((name, field.map_or(name.to_string(), |f| f.label.to(say.0).to_string())));
    }
    splits
}

/// A place as people give it: a code, a name, or both (130825 隆化县).
fn region(word: &str) -> Result<RegionCode, Said> {
    let code =
        word.split_whitespace().next().filter(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let today = latest_day();
    regions()
        .find(code.unwrap_or(word), today, None)
        .map(|found| found.code)
        .map_err(|not| not.reason)
}

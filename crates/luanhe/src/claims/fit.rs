//! Which indicator a stated figure speaks of. The score is open: the weighted share of the
//! indicator's own words (pairs of characters) that stand around the figure, words that few
//! indicators use weighing more; what matched is shown.

use std::collections::{BTreeMap, BTreeSet};

use figures::{Figure, Hint};

use crate::base::Unit;
use crate::measure::Indicator;

/// Less of an indicator's words than this around a figure is a coincidence: 资金 alone fits all money.
const LEAST: f64 = 0.6;
/// Words of the clause itself, of what follows it, and of the clauses before it.
const NEAR: [f64; 3] = [1.0, 0.9, 0.8];

/// The words that are a figure's own: nothing beyond its sentence, nor what belongs to another figure.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'t> {
    pub before: &'t str,
    pub after: &'t str,
}

/// An indicator that a figure may speak of.
#[derive(Clone, Debug)]
pub struct Fit {
    pub indicator: &'static Indicator,
    /// From 0 to 1: how much of the phrase stands in the text, by weight.
    pub share: f64,
    /// The share times the weight found: what candidates are ordered by.
    pub score: f64,
    /// The phrase that fits best.
    pub phrase: &'static str,
}

/// The phrases of all indicators, and how rare each pair of characters is among them.
pub struct Phrases {
    /// Each with its pairs.
    phrases: Vec<(&'static Indicator, &'static str, BTreeSet<[char; 2]>)>,
    rarity: BTreeMap<[char; 2], f64>,
}

impl Phrases {
    pub fn of(indicators: impl Iterator<Item = &'static Indicator>) -> Phrases {
        let phrases: Vec<_> =
            indicators.flat_map(|i| i.phrases().map(move |said| (i, said, pairs(said)))).collect();
        let mut met: BTreeMap<[char; 2], BTreeSet<&str>> = BTreeMap::new();
        for (indicator, _, pairs) in &phrases {
            for pair in pairs {
                met.entry(*pair).or_default().insert(indicator.id);
            }
        }
        let all = phrases.iter().map(|(i, ..)| i.id).collect::<BTreeSet<_>>().len() as f64;
        let rarity = met.into_iter().map(|(pair, ids)| (pair, (1.0 + all / ids.len() as f64).ln()));
        Phrases { rarity: rarity.collect(), phrases }
    }

    /// The indicators whose words stand around the figure and whose unit it has, best first.
    pub fn fits(&self, figure: &Figure<'_>, around: Around<'_>) -> Vec<Fit> {
        let near = [figure.measure, around.after, around.before].map(pairs);
        let weight_of = |pair: &[char; 2]| {
            let place = near.iter().position(|words| words.contains(pair));
            place.map_or(0.0, |at| NEAR[at])
        };
        let mut best: BTreeMap<&str, Fit> = BTreeMap::new();
        for (indicator, phrase, pairs) in &self.phrases {
            if !has_unit(figure, indicator.unit) || !can_be_recorded(figure, indicator) {
                continue;
            }
            let (mut found, mut all) = (0.0, 0.0);
            for pair in pairs {
                let rarity = self.rarity.get(pair).copied().unwrap_or(1.0);
                all += rarity;
                found += rarity * weight_of(pair);
            }
            let share = if all > 0.0 { found / all } else { 0.0 };
            let fit = Fit { indicator, share, score: share * found, phrase };
            let kept = best.get(indicator.id).is_some_and(|kept| kept.score >= fit.score);
            if share >= LEAST && !kept {
                best.insert(indicator.id, fit);
            }
        }
        let mut fits: Vec<Fit> = best.into_values().collect();
        fits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.indicator.id.cmp(b.indicator.id)));
        let stands = |pair: &[char; 2]| weight_of(pair) > 0.0;
        let best = fits.first().map(|best| best.indicator);
        let meant = |fit: &Fit, whole| {
            is_part(fit.indicator, whole) && says_more(fit.indicator, whole, stands)
        };
        if let Some(at) = best.and_then(|best| fits.iter().position(|fit| meant(fit, best))) {
            fits[..=at].rotate_right(1);
        }
        fits
    }
}

/// Whether the one counts some of the rows of the other, in the same way.
fn is_part(part: &Indicator, whole: &Indicator) -> bool {
    std::ptr::eq(part.register, whole.register)
        && part.measure == whole.measure
        && part.keeps.len() > whole.keeps.len()
        && whole.keeps.iter().all(|keep| part.keeps.contains(keep))
}

/// Whether what a part's phrases say beyond those of the whole stands around the figure: then the
/// part is meant (财政援助资金 … 三保障).
fn says_more(part: &Indicator, whole: &Indicator, stands: impl Fn(&[char; 2]) -> bool) -> bool {
    let common: BTreeSet<[char; 2]> = whole.phrases().flat_map(pairs).collect();
    part.phrases().any(|phrase| {
        let own: Vec<[char; 2]> =
            pairs(phrase).into_iter().filter(|pair| !common.contains(pair)).collect();
        let found = own.iter().filter(|pair| stands(pair)).count();
        !own.is_empty() && 2 * found >= own.len()
    })
}

/// Pairs of neighbouring characters; a mark or a blank parts them.
fn pairs(text: &str) -> BTreeSet<[char; 2]> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let letters = words.map(|word| word.chars().collect::<Vec<char>>());
    letters.flat_map(|w| w.windows(2).map(|two| [two[0], two[1]]).collect::<Vec<_>>()).collect()
}

/// Whether a figure of the text is of the unit: 元 of money, 人 of persons, never 人次 of persons.
pub fn has_unit(figure: &Figure<'_>, unit: Unit) -> bool {
    let bases: &[&str] = match unit {
        Unit::Fen => &["元"],
        Unit::People => &["人"],
        Unit::PersonTimes => &["人次"],
        Unit::PersonDays => &["人天"],
        Unit::Households => &["户"],
        Unit::Firms => &["家"],
        Unit::Institutions => &["所"],
        Unit::InstitutionTimes => &["所次"],
        Unit::Sites => &["个", "处"],
        Unit::Pairs => &["对"],
        Unit::Projects => &["项目", "个", "项"],
        Unit::Items => &["项目", "个", "项"],
        Unit::Posts => &["岗位", "个"],
        Unit::Heads => &["只", "头", "羊"],
        Unit::Plants => &["株"],
        Unit::Mu => &["亩"],
        Unit::Days => &["天", "日"],
        Unit::Ppm => &["%"],
        Unit::Plain => &[],
    };
    figure.per.is_empty() && (bases.contains(&figure.basis) || bases.contains(&figure.unit.base))
}

/// Growth, averages, plans and intentions are not what an indicator counts.
fn can_be_recorded(figure: &Figure<'_>, indicator: &Indicator) -> bool {
    let has = |hint| figure.hints.has(hint);
    let counts = |word| indicator.basis.counted.zh.contains(word);
    let planned = has(Hint::Planned) || has(Hint::Intended);
    let counts_plans = counts("计划") || counts("意向");
    let relative = has(Hint::YearOnYear)
        || has(Hint::PeriodOnPeriod)
        || has(Hint::Average)
        || (indicator.unit == Unit::Ppm && (has(Hint::Up) || has(Hint::Down)));
    !relative && (!planned || counts_plans)
}

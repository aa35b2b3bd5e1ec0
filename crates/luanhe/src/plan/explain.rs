//! Every number of a plan in a sentence: what a limit costs, what must give way, what is proven.

use allot::{Certificate, Side};
use serde::Serialize;

use super::answer::{Conflict, Give, Plan, Price};
use super::ask::{Gain, Question};
use super::model::Limit;
use crate::base::{Fen, Said, say};

/// Where a limit lies.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Level {
    /// Fen.
    Money(i64),
    /// A share of one, a number of projects, or a gain per person.
    Number(f64),
}

/// A gain with its unit: 10402.15万元, 34户.
pub fn shown_gain(gain: Gain, value: f64, places: usize) -> Said {
    let number = decimal(value, places);
    match gain {
        Gain::Benefit => say!("{number}万元效益", "{number} × 10,000 yuan of benefit"),
        Gain::Households => say!("{number}户", "{number} households"),
        Gain::People => say!("{number}人", "{number} people"),
    }
}

/// An amount with its unit: 554.46万元.
pub fn shown_wan(amount: Fen) -> Said {
    let amount = amount.wan();
    say!("{amount}万元", "{amount} × 10,000 yuan")
}

impl Plan {
    /// What the plan does, in one sentence.
    pub fn summary(&self) -> Said {
        let funded = self.allocations.iter().filter(|a| a.amount > Fen::ZERO).count();
        let all = self.allocations.len();
        let (budget, spent) = (self.budget.wan(), self.spent.wan());
        let Said { zh, en } = shown_gain(self.gain, self.objective, 3);
        say!(
            "预算 {budget}万元，安排 {spent}万元，{all} 个候选项目中安排 {funded} 个，可得{zh}",
            "{spent} of {budget} × 10,000 yuan to {funded} of {all} projects: {en}"
        )
    }
}

impl Price {
    /// What a limit costs, and who set it.
    pub fn sourced(&self) -> Said {
        let (Said { zh, en }, source) = (&self.sentence, &self.source);
        if source.is_empty() {
            return self.sentence.clone();
        }
        say!("{zh}〔依据：{source}〕", "{en} [{source}]")
    }
}

impl Conflict {
    /// The conflict with all ways out of it, a line each.
    pub fn told(&self) -> Vec<(Said, Vec<Said>)> {
        let of = |gives: &[Give]| gives.iter().map(|give| give.sentence.clone()).collect();
        vec![
            (self.sentence.clone(), Vec::new()),
            (
                say!("只放宽其中一项即可：", "giving way on one of them is enough:"),
                of(&self.members),
            ),
            (
                say!("全部限制合计最少放宽：", "the least that must give way in all:"),
                of(&self.relief),
            ),
        ]
    }
}

/// A gain per person with its unit.
fn per_person(gain: Gain, value: f64) -> Said {
    let number = decimal(value, 4);
    match gain {
        Gain::Benefit => say!("{number}元/人", "{number} yuan a person"),
        Gain::Households => say!("{number}户/万人", "{number} households per 10,000 people"),
        Gain::People => say!("{number}人/万人", "{number} people per 10,000 people"),
    }
}

/// With at most so many places, without closing zeros; more places where all of them were zeros.
fn decimal(value: f64, places: usize) -> String {
    let places = if value != 0.0 && value.abs() < 0.0005 { 9 } else { places };
    let shown = format!("{value:.places$}");
    if !shown.contains('.') {
        return shown;
    }
    let shown = shown.trim_end_matches('0').trim_end_matches('.');
    if shown == "-0" { "0".to_string() } else { shown.to_string() }
}

fn percent(share: f64) -> String {
    format!("{}%", decimal(share * 100.0, 4))
}

/// Money that the model holds in 万元.
fn money(wan: f64) -> Said {
    let number = decimal(wan, 6);
    say!("{number}万元", "{number} × 10,000 yuan")
}

/// The words for a question's limits.
pub struct Words<'a> {
    pub question: &'a Question,
}

impl Words<'_> {
    /// The limit's name in JSON.
    pub fn key(&self, limit: Limit) -> String {
        let county = |c: usize| &self.question.limits.counties[c].code;
        match limit {
            Limit::Budget => "budget".to_string(),
            Limit::Industry => "industry".to_string(),
            Limit::Floor(c) => format!("floor:{}", county(c)),
            Limit::Cap(c) => format!("cap:{}", county(c)),
            Limit::Fair(c) => format!("fair:{}", county(c)),
            Limit::Most => "most_projects".to_string(),
            Limit::Least(p) => format!("least:{}", self.question.candidates[p].code),
            Limit::Taken => "taken".to_string(),
        }
    }

    /// A number of the model in the limit's own unit.
    pub fn level(&self, limit: Limit, value: f64) -> Level {
        match limit {
            Limit::Most | Limit::Fair(_) => Level::Number(value),
            _ => Level::Money((value * Fen::WAN as f64).round() as i64),
        }
    }

    /// The limit's own level: of industry its share, which its row does not hold.
    pub fn bound(&self, limit: Limit, value: f64) -> Level {
        match (limit, &self.question.limits.industry) {
            (Limit::Industry, Some(industry)) => Level::Number(industry.least_ppm as f64 / 1e6),
            _ => self.level(limit, value),
        }
    }

    /// Who set the limit.
    pub fn source(&self, limit: Limit) -> &str {
        let limits = &self.question.limits;
        match limit {
            Limit::Floor(c) | Limit::Cap(c) => &limits.counties[c].source,
            Limit::Industry => limits.industry.as_ref().map_or("", |i| &i.source),
            Limit::Most => limits.most.as_ref().map_or("", |most| &most.source),
            Limit::Budget | Limit::Fair(_) | Limit::Least(_) | Limit::Taken => "",
        }
    }

    fn amount(&self, limit: Limit, value: f64) -> Said {
        match limit {
            Limit::Most => {
                let number = decimal(value, 4);
                say!("{number}个", "{number}")
            }
            Limit::Fair(_) => per_person(self.question.gain, value),
            _ => money(value),
        }
    }

    fn named(&self, limit: Limit) -> Said {
        let county = |c: usize| &self.question.limits.counties[c].name;
        match limit {
            Limit::Budget => say!("预算", "the budget"),
            Limit::Industry => {
                let share = self.question.limits.industry.as_ref();
                let share = percent(share.map_or(0.0, |i| i.least_ppm as f64 / 1e6));
                say!("产业占比不低于{share}", "the share of industry of at least {share}")
            }
            Limit::Floor(c) => {
                let Said { zh, en } = county(c);
                say!("{zh}保底", "the floor of {en}")
            }
            Limit::Cap(c) => {
                let Said { zh, en } = county(c);
                say!("{zh}上限", "the cap of {en}")
            }
            Limit::Fair(c) => {
                let Said { zh, en } = county(c);
                say!("{zh}人均效益保底", "the least gain per person in {en}")
            }
            Limit::Most => say!("项目个数上限", "the largest number of projects"),
            Limit::Least(p) => {
                let code = &self.question.candidates[p].code;
                say!("项目{code}的最低额", "the least amount of project {code}")
            }
            Limit::Taken => say!("整项安排", "whole projects"),
        }
    }

    /// The limit with its level, where it has one of its own.
    pub fn bounded(&self, limit: Limit, bound: f64) -> Said {
        let named = self.named(limit);
        if let Limit::Industry | Limit::Least(_) | Limit::Taken = limit {
            return named;
        }
        let (zh, en) = (named.zh, named.en);
        let Said { zh: zh_at, en: en_at } = self.amount(limit, bound);
        say!("{zh} {zh_at}", "{en} of {en_at}")
    }

    /// One step by which the limit is relaxed.
    fn step(&self, limit: Limit) -> Said {
        match limit {
            Limit::Budget => say!("每增加1万元", "each 10,000 yuan more"),
            Limit::Floor(_) | Limit::Least(_) => say!("每降低1万元", "each 10,000 yuan less"),
            Limit::Cap(_) => say!("每提高1万元", "each 10,000 yuan more"),
            Limit::Industry => {
                say!("产业资金每可少1万元", "each 10,000 yuan less that industry must get")
            }
            Limit::Most => say!("每多1个", "each project more"),
            Limit::Fair(_) => match self.question.gain {
                Gain::Benefit => say!("每放低1元/人", "each yuan a person less"),
                Gain::Households => say!("每放低1户/万人", "each household per 10,000 less"),
                Gain::People => say!("每放低1人/万人", "each person per 10,000 less"),
            },
            Limit::Taken => say!("放开", "lifting it"),
        }
    }

    /// What a limit costs, and from where to where that holds.
    pub fn price(&self, limit: Limit, price: &allot::Price) -> Said {
        let worth = shown_gain(self.question.gain, price.worth, 4);
        let (named, step) = (self.bounded(limit, price.bound), self.step(limit));
        let range = self.range(limit, price);
        let (zh_verb, en_verb) = match limit {
            Limit::Budget => ("", ""),
            _ => ("使总效益减少", " lowers the total"),
        };
        let whole = if self.question.is_whole() {
            say!("；以所选项目不变为前提", "; the projects taken unchanged")
        } else {
            say!("", "")
        };
        Said {
            zh: format!(
                "{}{zh_verb}：{}，可多带动{}{}{}",
                named.zh, step.zh, worth.zh, range.zh, whole.zh
            ),
            en: format!(
                "{}{en_verb}: {} brings {} more{}{}",
                named.en, step.en, worth.en, range.en, whole.en
            ),
        }
    }

    fn range(&self, limit: Limit, price: &allot::Price) -> Said {
        let doubt = if price.degenerate {
            say!("；这一价格只在一侧成立或不唯一", "; it holds on one side only, or is not unique")
        } else {
            say!("", "")
        };
        let Some((from, to)) = price.holds else { return doubt };
        let at = |value: f64| value.is_finite().then(|| self.amount(limit, value));
        let (zh_doubt, en_doubt) = (doubt.zh, doubt.en);
        if let Limit::Industry | Limit::Least(_) = limit {
            // The level of these rows is a difference: only how far it may give has a meaning.
            let Some(Said { zh, en }) = at(price.bound - from) else { return say!("", "") };
            return say!("，至多 {zh}{zh_doubt}", ", up to {en}{en_doubt}");
        }
        match (at(from), at(to)) {
            (Some(low), Some(high)) => {
                let (zh, en) = (low.zh, low.en);
                let Said { zh: zh_to, en: en_to } = high;
                say!(
                    "（在 {zh} 至 {zh_to} 之间成立）{zh_doubt}",
                    " (from {en} to {en_to}){en_doubt}"
                )
            }
            (Some(Said { zh, en }), None) => {
                say!("（{zh} 以上成立）{zh_doubt}", " (from {en} on){en_doubt}")
            }
            (None, Some(Said { zh, en })) => {
                say!("（{zh} 以下成立）{zh_doubt}", " (up to {en}){en_doubt}")
            }
            (None, None) => say!("{zh_doubt}", "{en_doubt}"),
        }
    }

    /// By how much a limit must give way.
    pub fn give(&self, limit: Limit, given: &allot::Limit) -> Said {
        let named = self.bounded(limit, given.bound);
        let (zh, en) = (named.zh, named.en);
        if !given.gives.is_finite() {
            return say!("{zh}：须取消", "{en}: must be lifted");
        }
        let Said { zh: by, en: en_by } = self.amount(limit, given.gives);
        let moved = match given.side {
            Side::Lower => given.bound - given.gives,
            Side::Upper => given.bound + given.gives,
        };
        let Said { zh: to, en: en_to } = self.amount(limit, moved);
        match (limit, given.side) {
            (Limit::Industry, _) => {
                say!("{zh}：产业资金须可少 {by}", "{en}: industry must be allowed {en_by} less")
            }
            (Limit::Least(_), _) => say!("{zh}：须降低 {by}", "{en}: lower it by {en_by}"),
            (_, Side::Lower) => {
                say!("{zh}：须降低 {by}，至 {to}", "{en}: lower it by {en_by} to {en_to}")
            }
            (_, Side::Upper) => {
                say!("{zh}：须增加 {by}，至 {to}", "{en}: raise it by {en_by} to {en_to}")
            }
        }
    }

    /// Which limits exclude each other; `leans` where the projects' own amounts are part of it.
    pub fn conflict(&self, names: &[Said], leans: bool) -> Said {
        let zh: Vec<&str> = names.iter().map(|name| name.zh.as_str()).collect();
        let en: Vec<&str> = names.iter().map(|name| name.en.as_str()).collect();
        let (zh, en) = (zh.join("、"), en.join(", "));
        let count = names.len();
        let (zh_leans, en_leans) = if leans {
            ("（候选项目的申请额不够）", " (the candidates do not ask for enough)")
        } else {
            ("", "")
        };
        if count == 1 {
            return say!("{zh}无法满足{zh_leans}", "{en} cannot be kept{en_leans}");
        }
        say!(
            "这 {count} 项限制不能同时满足{zh_leans}：{zh}",
            "these {count} limits cannot all be kept{en_leans}: {en}"
        )
    }
}

pub fn fairness_sentence(gain: Gain, least: f64, (without, with): (f64, f64), price: f64) -> Said {
    let least = per_person(gain, least);
    let (without, with) = (shown_gain(gain, without, 2), shown_gain(gain, with, 2));
    let price = percent(price);
    Said {
        zh: format!(
            "先保人均效益最低的县：各县不低于{}；总效益由{}降为{}，公平的代价为{price}",
            least.zh, without.zh, with.zh
        ),
        en: format!(
            "the county with the least gain per person comes first: none below {}; the total falls \
             from {} to {}, so fairness costs {price}",
            least.en, without.en, with.en
        ),
    }
}

/// What is proven about the optimum, and how well.
pub fn proof_sentence(found: &Certificate, optimum: f64, bound: f64) -> Said {
    let worst = [found.primal, found.dual, found.complementarity, found.gap];
    let worst = worst.into_iter().fold(0.0, f64::max);
    let rest = if worst == 0.0 { "0".to_string() } else { format!("{worst:.0e}") };
    if !found.holds(Certificate::CLOSE) {
        return say!(
            "未能证明最优：残差 {rest}；请把数据交给维护者核对",
            "not proven optimal: residual {rest}; show these data to the maintainers"
        );
    }
    let open = (bound - optimum).abs() / optimum.abs().max(1.0);
    if open > 1e-9 {
        let open = percent(open);
        return say!(
            "可行，且与最优相差不超过 {open}；所选项目内已证最优（残差 {rest}）",
            "feasible and within {open} of the optimum; optimal for the projects taken (residual {rest})"
        );
    }
    say!(
        "已证最优：可行、对偶、互补三项核验通过（最大相对残差 {rest}）",
        "proven optimal: primal, dual and complementarity hold (largest relative residual {rest})"
    )
}

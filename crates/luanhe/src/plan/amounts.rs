//! From the solver's numbers to whole fen: nothing is lost, nothing is added, and floors, caps and the
//! budget are kept to the fen.

use super::ask::Question;
use super::model::Model;
use crate::base::{Fen, Said, say};

/// The amounts of all projects in fen. Counties are rounded first and projects within them, so that
/// both add up.
pub fn amounts(question: &Question, model: &Model, x: &[f64]) -> Vec<Fen> {
    let wanted: Vec<f64> = model
        .segments
        .iter()
        .map(|columns| x[columns.clone()].iter().sum::<f64>() * Fen::WAN as f64)
        .collect();
    let bounds: Vec<(i64, i64)> = (0..wanted.len())
        .map(|p| {
            let candidate = &question.candidates[p];
            match model.taken.get(p) {
                None => (0, candidate.most().0),
                Some(taken) if x[*taken] > 0.5 => (candidate.least.0, candidate.most().0),
                Some(_) => (0, 0),
            }
        })
        .collect();
    let counties = &question.limits.counties;
    let groups: Vec<Vec<usize>> =
        counties.iter().map(|county| question.of_county(&county.code).collect()).collect();
    let of_county: Vec<f64> = groups.iter().map(|g| g.iter().map(|p| wanted[*p]).sum()).collect();
    let within: Vec<(i64, i64)> = groups
        .iter()
        .zip(counties)
        .map(|(group, county)| {
            let low: i64 = group.iter().map(|p| bounds[*p].0).sum();
            let high: i64 = group.iter().map(|p| bounds[*p].1).sum();
            let high = county.cap.map_or(high, |cap| high.min(cap.0));
            (low.max(county.floor.0).min(high), high)
        })
        .collect();
    let totals = apportion(total(question.budget, &of_county), &of_county, &within);
    let amounts = vec![Fen::ZERO; wanted.len()];
    let county = vec![0; wanted.len()];
    let mut rounding = Rounding { question, county, bounds, within, totals, amounts };
    for (c, group) in groups.iter().enumerate() {
        let own: Vec<f64> = group.iter().map(|p| wanted[*p]).collect();
        let limits: Vec<(i64, i64)> = group.iter().map(|p| rounding.bounds[*p]).collect();
        for (p, amount) in group.iter().zip(apportion(rounding.totals[c], &own, &limits)) {
            rounding.amounts[*p] = Fen(amount);
            rounding.county[*p] = c;
        }
    }
    rounding.keep_industry();
    rounding.amounts
}

/// The whole sum in fen; the budget where it is spent but for the solver's rounding.
fn total(budget: Fen, parts: &[f64]) -> i64 {
    let sum: f64 = parts.iter().sum();
    let noise = (budget.0 as f64 * 1e-9).max(0.5);
    if sum > budget.0 as f64 - noise { budget.0 } else { sum.round() as i64 }
}

/// Whole numbers near those wanted, within their bounds, that sum to the total: by largest remainder.
/// Where the bounds do not allow the total, the nearest sum that they allow.
pub fn apportion(total: i64, wanted: &[f64], bounds: &[(i64, i64)]) -> Vec<i64> {
    let floor = |(w, (low, high)): (&f64, &(i64, i64))| {
        // A whole number that the solver missed by a hair is that number.
        let near = w.round();
        let whole = if (w - near).abs() < 1e-2 { near } else { w.floor() };
        (whole as i64).max(*low).min(*high)
    };
    let mut parts: Vec<i64> = wanted.iter().zip(bounds).map(floor).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let rest = |p: &usize| wanted[*p] - parts[*p] as f64;
    order.sort_by(|a, b| rest(b).total_cmp(&rest(a)).then(a.cmp(b)));
    let mut left = total - parts.iter().sum::<i64>();
    if left < 0 {
        order.reverse();
    }
    while left != 0 && !parts.is_empty() {
        let each = (left.abs() / parts.len() as i64).max(1);
        let before = left;
        for p in &order {
            let (low, high) = bounds[*p];
            let step = each.min(left.abs());
            let room = if left > 0 { high - parts[*p] } else { parts[*p] - low };
            let step = step.min(room).max(0) * left.signum();
            parts[*p] += step;
            left -= step;
        }
        if left == before {
            break;
        }
    }
    parts
}

/// The amounts as they are being rounded, with the room that is left to move a fen.
struct Rounding<'a> {
    question: &'a Question,
    /// The county of each project, by number.
    county: Vec<usize>,
    /// Of each project, and of each county.
    bounds: Vec<(i64, i64)>,
    within: Vec<(i64, i64)>,
    totals: Vec<i64>,
    amounts: Vec<Fen>,
}

impl Rounding<'_> {
    fn add(&mut self, project: usize, step: i64) {
        self.amounts[project].0 += step;
        self.totals[self.county[project]] += step;
    }

    /// How much may be taken from one project for another, or for none.
    fn spare(&self, from: usize, to: Option<usize>) -> i64 {
        let own = self.amounts[from].0 - self.bounds[from].0;
        let county = self.county[from];
        if to.is_some_and(|to| self.county[to] == county) {
            return own;
        }
        own.min(self.totals[county] - self.within[county].0)
    }

    fn room(&self, to: usize, from: usize) -> i64 {
        let (own, county) = (self.bounds[to].1 - self.amounts[to].0, self.county[to]);
        // A project that gets nothing is not begun for the sake of a fen.
        match self.amounts[to].0 {
            0 => 0,
            _ if self.county[from] == county => own,
            _ => own.min(self.within[county].1 - self.totals[county]),
        }
    }

    /// Rounding may leave industry a few fen short: they move from a neighbour in the same county, else
    /// from another county, else they stay unspent.
    fn keep_industry(&mut self) {
        let projects = 0..self.amounts.len();
        let is_industry = |p: &usize| self.question.is_industry(&self.question.candidates[*p]);
        let (industry, others): (Vec<usize>, Vec<usize>) = projects.partition(is_industry);
        for within_county in [true, false] {
            let mut short = industry_short(self.question, &self.amounts);
            for (to, from) in industry.iter().flat_map(|to| others.iter().map(move |o| (*to, *o))) {
                if short == 0 {
                    return;
                }
                if (self.county[to] == self.county[from]) == within_county {
                    let step = self.spare(from, Some(to)).min(self.room(to, from)).clamp(0, short);
                    self.add(to, step);
                    self.add(from, -step);
                    short -= step;
                }
            }
        }
        for from in others {
            let spare = self.spare(from, None).max(0);
            let short = industry_short(self.question, &self.amounts);
            let ppm = self.question.limits.industry.as_ref().map_or(1, |i| i.least_ppm.max(1));
            // Each fen less in all asks for `ppm` millionths of a fen less of industry.
            let step = (short.saturating_mul(1_000_000) / ppm + 1).min(spare);
            self.add(from, if short > 0 { -step } else { 0 });
        }
    }
}

/// By how many fen industry is below its least share.
fn industry_short(question: &Question, amounts: &[Fen]) -> i64 {
    let Some(industry) = &question.limits.industry else { return 0 };
    let all: i64 = amounts.iter().map(|a| a.0).sum();
    let own = question.candidates.iter().zip(amounts);
    let own: i64 = own.filter(|(c, _)| question.is_industry(c)).map(|(_, a)| a.0).sum();
    let least = (i128::from(all) * i128::from(industry.least_ppm) + 999_999) / 1_000_000;
    i64::try_from(least).map_or(0, |least| (least - own).max(0))
}

/// A sentence for each limit that rounding to whole fen could not keep.
pub fn missed(question: &Question, amounts: &[Fen]) -> Vec<Said> {
    let mut said = Vec::new();
    let short = industry_short(question, amounts);
    if short > 0 {
        said.push(say!(
            "因金额取整到分，产业资金比占比下限少 {short} 分",
            "rounding to whole fen leaves industry {short} fen below its share"
        ));
    }
    for county in &question.limits.counties {
        let total: i64 = question.of_county(&county.code).map(|p| amounts[p].0).sum();
        let short = county.floor.0 - total;
        let over = county.cap.map_or(0, |cap| total - cap.0);
        let (zh, en) = (&county.name.zh, &county.name.en);
        if short > 0 {
            said.push(say!(
                "因金额取整到分，{zh}比保底少 {short} 分",
                "rounding to whole fen leaves {en} {short} fen below its floor"
            ));
        }
        if over > 0 {
            said.push(say!(
                "因金额取整到分，{zh}比上限多 {over} 分",
                "rounding to whole fen leaves {en} {over} fen above its cap"
            ));
        }
    }
    let left = question.budget.0 - amounts.iter().map(|a| a.0).sum::<i64>();
    if left >= Fen::YUAN {
        let rest = Fen(left).wan();
        said.push(say!(
            "预算有 {rest}万元没有安排：在现有限制下没有更好的用法",
            "{rest} × 10,000 yuan of the budget are left: within these limits there is no better use"
        ));
    }
    said
}

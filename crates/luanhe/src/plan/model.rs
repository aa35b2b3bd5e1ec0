//! The question as a linear programme in 万元: a column for each segment of each project, a row for
//! each limit; with whole projects a column more that says whether the project is taken.
//!
//! max Σ g·x  subject to  Σx ≤ B;  floor_c ≤ Σ_c x ≤ cap_c;  Σ_industry x ≥ σ Σx;  and where projects are
//! whole  least·y ≤ Σ_p x,  x ≤ segment·y,  Σy ≤ K. Gains fall from segment to segment, so the first is
//! always paid before the second.

use std::ops::Range;

use allot::{Goal, Problem, Share};

use super::ask::{Question, wan};

/// What a row stands for; counties and projects by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Budget,
    Industry,
    Floor(usize),
    Cap(usize),
    Most,
    /// A project that is taken gets what it needs.
    Least(usize),
    /// A project that is not taken gets nothing.
    Taken,
    /// A county's gain per person, held at the least that all can have.
    Fair(usize),
}

pub struct Model {
    pub problem: Problem,
    /// One for each row.
    pub limits: Vec<Limit>,
    /// The columns of each project's segments.
    pub segments: Vec<Range<usize>>,
    /// Whether each project is taken; empty where projects need not be whole.
    pub taken: Vec<usize>,
}

impl Model {
    pub fn of(question: &Question) -> Model {
        let mut model = Model {
            problem: Problem::new(Goal::Maximise),
            limits: Vec::new(),
            segments: Vec::new(),
            taken: Vec::new(),
        };
        for candidate in &question.candidates {
            let first = model.problem.columns.len();
            for segment in &candidate.segments {
                let most = wan(segment.amount);
                model.problem.column(candidate.code.as_str(), segment.gain, 0.0, most);
            }
            model.segments.push(first..model.problem.columns.len());
        }
        model.add_shared_limits(question);
        model.add_counties(question);
        if question.is_whole() {
            model.add_whole_projects(question);
        }
        model
    }

    /// Terms that sum a project's money.
    fn money(&self, project: usize) -> impl Iterator<Item = (usize, f64)> + use<> {
        self.segments[project].clone().map(|column| (column, 1.0))
    }

    fn row(&mut self, limit: Limit, terms: &[(usize, f64)], lower: f64, upper: f64) {
        self.problem.row("", terms, lower, upper);
        self.limits.push(limit);
    }

    fn add_shared_limits(&mut self, question: &Question) {
        let projects = 0..question.candidates.len();
        let all: Vec<(usize, f64)> = projects.clone().flat_map(|p| self.money(p)).collect();
        self.row(Limit::Budget, &all, f64::NEG_INFINITY, wan(question.budget));
        let Some(industry) = &question.limits.industry else { return };
        let least = industry.least_ppm as f64 / 1e6;
        let weight = |p: usize| {
            let is_industry = question.is_industry(&question.candidates[p]);
            if is_industry { 1.0 - least } else { -least }
        };
        let terms = projects.flat_map(|p| self.money(p).map(move |(j, _)| (j, weight(p))));
        let terms: Vec<(usize, f64)> = terms.collect();
        self.row(Limit::Industry, &terms, 0.0, f64::INFINITY);
    }

    fn add_counties(&mut self, question: &Question) {
        for (c, county) in question.limits.counties.iter().enumerate() {
            let terms: Vec<(usize, f64)> =
                question.of_county(&county.code).flat_map(|p| self.money(p)).collect();
            if county.floor.0 > 0 {
                self.row(Limit::Floor(c), &terms, wan(county.floor), f64::INFINITY);
            }
            if let Some(cap) = county.cap {
                self.row(Limit::Cap(c), &terms, f64::NEG_INFINITY, wan(cap));
            }
        }
    }

    fn add_whole_projects(&mut self, question: &Question) {
        for (p, candidate) in question.candidates.iter().enumerate() {
            let taken = self.problem.integer(candidate.code.as_str(), 0.0, 0.0, 1.0);
            let mut money: Vec<(usize, f64)> = self.money(p).collect();
            money.push((taken, -wan(candidate.least)));
            self.row(Limit::Least(p), &money, 0.0, f64::INFINITY);
            for (column, segment) in self.segments[p].clone().zip(&candidate.segments) {
                let terms = [(column, 1.0), (taken, -wan(segment.amount))];
                self.row(Limit::Taken, &terms, f64::NEG_INFINITY, 0.0);
            }
            self.taken.push(taken);
        }
        if let Some(most) = &question.limits.most {
            let terms: Vec<(usize, f64)> = self.taken.iter().map(|y| (*y, 1.0)).collect();
            self.row(Limit::Most, &terms, f64::NEG_INFINITY, most.projects as f64);
        }
    }

    /// Each county's gain per ten thousand people (元 a person where gains are 万元), for the counties
    /// that have projects; with the counties' numbers.
    pub fn shares(&self, question: &Question) -> (Vec<usize>, Vec<Share>) {
        let counties = question.limits.counties.iter().enumerate();
        let share = |(c, county): (usize, &super::ask::County)| {
            let people = county.people.filter(|people| *people > 0)? as f64 / 1e4;
            let columns = question.of_county(&county.code).flat_map(|p| self.segments[p].clone());
            let gain = |j: usize| (j, self.problem.columns[j].cost / people);
            let terms: Vec<(usize, f64)> = columns.map(gain).collect();
            (!terms.is_empty()).then(|| (c, Share { name: county.code.clone(), terms }))
        };
        counties.filter_map(share).unzip()
    }
}

//! What a plan is asked: which projects could take money, and within which limits.

use crate::base::{Day, Fen, Lang, Place, RegionCode, Said, say};
use crate::parties::regions;
use crate::record::Origin;

/// A project that could take money.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub code: String,
    pub name: String,
    /// The county's code, or its name where the candidates' file gives only that.
    pub county: String,
    pub fund_use: String,
    /// What it needs to be begun at all; counts only in a plan of whole projects.
    pub least: Fen,
    /// In the order in which they are paid: none gains more than the one before it.
    pub segments: Vec<Segment>,
    /// Planned beneficiaries.
    pub households: Option<i64>,
    pub people: Option<i64>,
    /// A plan over demo rows proves nothing.
    pub origin: Origin,
    /// Where it was read.
    pub place: Place,
}

/// A part of the money of a project, each 万元 of which gains the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    pub amount: Fen,
    /// Per 万元, in the unit of [`Gain`].
    pub gain: f64,
}

impl Candidate {
    /// The most it can take.
    pub fn most(&self) -> Fen {
        self.segments.iter().map(|segment| segment.amount).sum()
    }

    /// What an amount gains, the segments paid in order.
    pub fn gain_of(&self, amount: Fen) -> f64 {
        let mut left = amount.0;
        let mut gain = 0.0;
        for segment in &self.segments {
            let part = left.clamp(0, segment.amount.0);
            gain += wan(Fen(part)) * segment.gain;
            left -= part;
        }
        gain
    }

    /// The same project with gains counted in planned households or people, spread evenly over its
    /// money; zero where it plans none.
    pub fn counting(mut self, gain: Gain) -> Candidate {
        let planned = match gain {
            Gain::Benefit => return self,
            Gain::Households => self.households,
            Gain::People => self.people,
        };
        let most = wan(self.most());
        let each = if most > 0.0 { planned.unwrap_or(0) as f64 / most } else { 0.0 };
        self.segments.iter_mut().for_each(|segment| segment.gain = each);
        self
    }
}

/// What is to be made as large as possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Gain {
    /// The benefit that the candidates' file states for each segment, 万元 per 万元.
    Benefit,
    Households,
    People,
}

/// A county and the money it must and may get.
#[derive(Clone, Debug, PartialEq)]
pub struct County {
    pub code: String,
    pub name: Said,
    /// Zero: none.
    pub floor: Fen,
    pub cap: Option<Fen>,
    /// Rural people, for fairness.
    pub people: Option<i64>,
    /// Who set the floor and the cap.
    pub source: String,
    pub place: Place,
}

impl County {
    /// A county without limits, named as it is called on that day.
    pub fn new(code: &str, day: Day, place: Place) -> County {
        let name = |lang| {
            let region = RegionCode::parse(code)?;
            let regions = regions();
            regions.name_in(&region, day.year(), lang).or_else(|| regions.name(&region, day.year()))
        };
        let (zh, en) = (name(Lang::Zh).unwrap_or(code), name(Lang::En).unwrap_or(code));
        County {
            code: code.to_string(),
            name: say!("{zh}", "{en}"),
            floor: Fen::ZERO,
            cap: None,
            people: None,
            source: String::new(),
            place,
        }
    }
}

/// The least share of the money that goes to industry.
#[derive(Clone, Debug, PartialEq)]
pub struct Industry {
    /// Parts per million of the money allocated.
    pub least_ppm: i64,
    /// The uses that count as industry.
    pub uses: Vec<String>,
    pub source: String,
}

/// How many projects there may be at most.
#[derive(Clone, Debug, PartialEq)]
pub struct Most {
    pub projects: i64,
    pub source: String,
}

/// All limits but the budget.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    pub counties: Vec<County>,
    /// Whether `counties` are all there are: a project elsewhere is a fault.
    pub complete: bool,
    pub industry: Option<Industry>,
    /// Asks for whole projects too.
    pub most: Option<Most>,
}

/// A file or ledger that the plan was made from, with what names its state: SM3, or the head of the chain.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Input {
    pub name: String,
    pub version: String,
}

/// Everything a plan is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The day of asking: places are called as they are then.
    pub day: Day,
    pub budget: Fen,
    pub candidates: Vec<Candidate>,
    pub limits: Limits,
    pub gain: Gain,
    /// A project gets at least its `least`, or nothing.
    pub whole: bool,
    /// The county with the least gain per person first, the total second.
    pub fair: bool,
    pub inputs: Vec<Input>,
}

impl Question {
    /// Whether projects are taken or left as wholes.
    pub fn is_whole(&self) -> bool {
        self.whole || self.limits.most.is_some()
    }

    /// The numbers of a county's candidates.
    pub fn of_county<'a>(&'a self, code: &'a str) -> impl Iterator<Item = usize> + 'a {
        (0..self.candidates.len()).filter(move |p| self.candidates[*p].county == code)
    }

    /// Whether a candidate counts as industry.
    pub fn is_industry(&self, candidate: &Candidate) -> bool {
        self.limits.industry.as_ref().is_some_and(|i| i.uses.contains(&candidate.fund_use))
    }
}

/// In 万元, the unit of the model.
pub fn wan(fen: Fen) -> f64 {
    fen.0 as f64 / Fen::WAN as f64
}

//! How far a unit is from the frontier that the units themselves span (data envelopment analysis),
//! by linear programmes that begin each at the answer of the one before.

use allot::{Certificate, Family, Goal, NO_BOUND, Place, Problem, Solution, certificate, solve};

use crate::answer::{Number, Reason};
use crate::sums::mean;

/// A score, slack or weight nearer than this to one or zero is one or zero: the programmes are
/// solved in columns scaled to mean one and proven to [`Certificate::EXACT`].
const NEAR: f64 = 1e-8;

/// Inputs and outputs by measure, then unit.
pub struct Measures {
    inputs: Vec<Vec<f64>>,
    outputs: Vec<Vec<f64>>,
    /// What each input, then each output, was divided by.
    means: Vec<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orientation {
    /// How little input would do for the same output.
    Input,
    /// How much output the same input would give.
    Output,
}

/// Which mixtures of units count as possible: the sum of their weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returns {
    /// Any sum: units can be scaled up and down.
    Constant,
    /// At most one: units can be scaled down only.
    NotIncreasing,
    /// One: units can only be mixed.
    Variable,
}

impl Returns {
    fn bounds(self) -> (f64, f64) {
        match self {
            Returns::Constant => (0.0, NO_BOUND),
            Returns::NotIncreasing => (0.0, 1.0),
            Returns::Variable => (1.0, 1.0),
        }
    }
}

impl Measures {
    /// Inputs positive, outputs not negative.
    pub fn new(inputs: &[Vec<f64>], outputs: &[Vec<f64>]) -> Measures {
        let size = |column: &Vec<f64>| match mean(column) {
            m if m > 0.0 => m,
            _ => 1.0,
        };
        let means: Vec<f64> = inputs.iter().chain(outputs).map(size).collect();
        let scaled = |columns: &[Vec<f64>], means: &[f64]| -> Vec<Vec<f64>> {
            columns.iter().zip(means).map(|(c, m)| c.iter().map(|x| x / m).collect()).collect()
        };
        let (of_inputs, of_outputs) = means.split_at(inputs.len());
        let (inputs, outputs) = (scaled(inputs, of_inputs), scaled(outputs, of_outputs));
        Measures { inputs, outputs, means }
    }

    fn units(&self) -> usize {
        self.inputs[0].len()
    }

    fn width(&self) -> usize {
        self.inputs.len() + self.outputs.len()
    }

    /// One row for each input (the mixture uses no more than `upper`) and output (it gives no less
    /// than `lower`); `first` is the column of the first unit.
    fn rows(&self, problem: &mut Problem, first: usize) {
        for column in &self.inputs {
            let terms: Vec<(usize, f64)> = (first..).zip(column.iter().copied()).collect();
            problem.at_most("input", &terms, 0.0);
        }
        for column in &self.outputs {
            let terms: Vec<(usize, f64)> = (first..).zip(column.iter().copied()).collect();
            problem.at_least("output", &terms, 0.0);
        }
    }
}

/// The radial measures of Charnes, Cooper & Rhodes (1978) and Banker, Charnes & Cooper (1984).
pub struct Radial<'m> {
    measures: &'m Measures,
    orientation: Orientation,
    family: Family,
}

impl<'m> Radial<'m> {
    pub fn new(measures: &'m Measures, orientation: Orientation) -> Radial<'m> {
        let goal = match orientation {
            Orientation::Input => Goal::Minimise,
            Orientation::Output => Goal::Maximise,
        };
        let mut problem = Problem::new(goal);
        problem.column("factor", 1.0, 0.0, NO_BOUND);
        let weights: Vec<(usize, f64)> = (0..measures.units())
            .map(|_| (problem.column("unit", 0.0, 0.0, NO_BOUND), 1.0))
            .collect();
        measures.rows(&mut problem, 1);
        problem.row("sum", &weights, 0.0, NO_BOUND);
        Radial { measures, orientation, family: family(problem) }
    }

    /// The share of its inputs with which a mixture gives its outputs, or the share of that
    /// mixture's outputs which it gives with its inputs; 1 on the frontier.
    pub fn score(&mut self, unit: usize, returns: Returns) -> Number {
        let (x, y) = (&self.measures.inputs, &self.measures.outputs);
        let inputs = x.len();
        let by_factor = |row: usize| match (self.orientation, row < inputs) {
            (Orientation::Input, true) => Some((row, -x[row][unit])),
            (Orientation::Output, false) => Some((row, -y[row - inputs][unit])),
            _ => None,
        };
        let factor: Vec<(usize, f64)> = (0..self.measures.width()).filter_map(by_factor).collect();
        let fixed = |row: usize, value: f64| if by_factor(row).is_some() { 0.0 } else { value };
        set(self.family.set_column(0, &factor));
        for (row, column) in x.iter().enumerate() {
            bound(&mut self.family, row, -NO_BOUND, fixed(row, column[unit]));
        }
        for (row, column) in (inputs..).zip(y) {
            bound(&mut self.family, row, fixed(row, column[unit]), NO_BOUND);
        }
        let (lower, upper) = returns.bounds();
        bound(&mut self.family, self.measures.width(), lower, upper);
        let factor = proven(&mut self.family)?.objective;
        Ok(snapped(match self.orientation {
            Orientation::Input => factor,
            Orientation::Output => 1.0 / factor,
        }))
    }
}

/// What could still be saved or gained beside a unit's radial target, and the units it is
/// compared with.
pub struct Slacks<'m> {
    measures: &'m Measures,
    family: Family,
}

/// By input, then output, in the caller's units; and the weights of the peers.
pub struct Beside {
    pub slacks: Vec<f64>,
    pub peers: Vec<(usize, f64)>,
}

impl<'m> Slacks<'m> {
    pub fn new(measures: &'m Measures) -> Slacks<'m> {
        // The sum of all slacks is, but for a constant, what each unit gives less what it takes.
        let gain = |unit: usize| {
            let of = |columns: &[Vec<f64>]| columns.iter().map(|c| c[unit]).sum::<f64>();
            of(&measures.outputs) - of(&measures.inputs)
        };
        let mut problem = Problem::new(Goal::Maximise);
        let weights: Vec<(usize, f64)> = (0..measures.units())
            .map(|unit| (problem.column("unit", gain(unit), 0.0, NO_BOUND), 1.0))
            .collect();
        measures.rows(&mut problem, 0);
        problem.row("sum", &weights, 0.0, NO_BOUND);
        Slacks { measures, family: family(problem) }
    }

    /// Expects the radial score under the same returns and orientation.
    pub fn of(
        &mut self,
        unit: usize,
        score: f64,
        orientation: Orientation,
        returns: Returns,
    ) -> Result<Beside, Reason> {
        let (x, y) = (&self.measures.inputs, &self.measures.outputs);
        let inputs = x.len();
        let (shrunk, grown) = match orientation {
            Orientation::Input => (score, 1.0),
            Orientation::Output => (1.0, 1.0 / score),
        };
        let target: Vec<f64> = x
            .iter()
            .map(|column| column[unit] * shrunk)
            .chain(y.iter().map(|column| column[unit] * grown))
            .collect();
        for (row, value) in target.iter().enumerate() {
            let (lower, upper) =
                if row < inputs { (-NO_BOUND, *value) } else { (*value, NO_BOUND) };
            bound(&mut self.family, row, lower, upper);
        }
        let (lower, upper) = returns.bounds();
        bound(&mut self.family, self.measures.width(), lower, upper);
        let solution = proven(&mut self.family)?;
        let slack = |row: usize| {
            let apart = (solution.activities[row] - target[row]).abs();
            if apart < NEAR { 0.0 } else { apart * self.measures.means[row] }
        };
        let weights = solution.columns.iter().enumerate().filter(|(_, w)| **w > NEAR);
        Ok(Beside {
            slacks: (0..target.len()).map(slack).collect(),
            peers: weights.map(|(unit, weight)| (unit, *weight)).collect(),
        })
    }
}

/// The slacks-based measure of Tone (2001), without orientation: the mean share of inputs needed
/// over the mean multiple of outputs possible.
pub struct SlacksBased<'m> {
    measures: &'m Measures,
    family: Family,
}

impl<'m> SlacksBased<'m> {
    /// In the form of Charnes & Cooper: all quantities times t, which makes the ratio linear.
    pub fn new(measures: &'m Measures) -> SlacksBased<'m> {
        let (n, inputs, width) = (measures.units(), measures.inputs.len(), measures.width());
        let mut problem = Problem::new(Goal::Minimise);
        let t = problem.column("t", 1.0, 0.0, NO_BOUND);
        for _ in 0..n + width {
            problem.column("", 0.0, 0.0, NO_BOUND);
        }
        measures.rows(&mut problem, 1);
        for (row, line) in problem.rows.iter_mut().enumerate() {
            (line.lower, line.upper) = (0.0, 0.0);
            line.terms.push((1 + n + row, if row < inputs { 1.0 } else { -1.0 }));
        }
        let gains: Vec<(usize, f64)> = (inputs..width).map(|row| (1 + n + row, 1.0)).collect();
        problem.equal("norm", &[&[(t, 1.0)], gains.as_slice()].concat(), 1.0);
        let weights: Vec<(usize, f64)> = (1..=n).map(|j| (j, 1.0)).collect();
        problem.row("sum", &[weights.as_slice(), &[(t, -1.0)]].concat(), -NO_BOUND, NO_BOUND);
        SlacksBased { measures, family: family(problem) }
    }

    /// Undefined where an output is zero: it could be raised by any multiple.
    pub fn score(&mut self, unit: usize, returns: Returns) -> Number {
        let (x, y) = (&self.measures.inputs, &self.measures.outputs);
        if y.iter().any(|column| column[unit] <= 0.0) {
            return Err(Reason::UndefinedRatio);
        }
        let (n, inputs, width) = (self.measures.units(), x.len(), self.measures.width());
        let mut of_t: Vec<(usize, f64)> =
            x.iter().chain(y).map(|column| -column[unit]).enumerate().collect();
        of_t.extend([(width, 1.0), (width + 1, -1.0)]);
        set(self.family.set_column(0, &of_t));
        for (row, column) in x.iter().enumerate() {
            let share = 1.0 / (inputs as f64 * column[unit]);
            set(self.family.set_cost(1 + n + row, -share));
        }
        for (row, column) in (inputs..).zip(y) {
            let share = 1.0 / (y.len() as f64 * column[unit]);
            set(self.family.set_column(1 + n + row, &[(row, -1.0), (width, share)]));
        }
        let free = if returns == Returns::Variable { 0.0 } else { NO_BOUND };
        bound(&mut self.family, width + 1, -free, free);
        Ok(snapped(proven(&mut self.family)?.objective))
    }
}

fn family(problem: Problem) -> Family {
    Family::new(problem).expect("inputs and outputs were checked to be numbers")
}

fn set(done: Result<(), allot::Error>) {
    done.expect("rows and columns are there, and checked numbers are no faults");
}

fn bound(family: &mut Family, row: usize, lower: f64, upper: f64) {
    set(family.set_bounds(Place::Row(row), lower, upper));
}

/// The solution with its proof; one that the warm start left unproven is solved anew.
fn proven(family: &mut Family) -> Result<Solution, Reason> {
    let reason = |error| match error {
        allot::Error::Unbounded(_) => Reason::UndefinedRatio,
        _ => Reason::NotConverged,
    };
    let warm = family.solve().map_err(reason)?;
    if certificate(family.problem(), &warm).holds(Certificate::EXACT) {
        return Ok(warm);
    }
    let cold = solve(family.problem()).map_err(reason)?;
    let holds = certificate(family.problem(), &cold).holds(Certificate::CLOSE);
    if holds { Ok(cold) } else { Err(Reason::NotConverged) }
}

fn snapped(score: f64) -> f64 {
    if (score - 1.0).abs() < NEAR { 1.0 } else { score }
}

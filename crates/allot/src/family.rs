//! Many linear programmes that differ little: one matrix kept scaled, each answer begun at the last.

use crate::error::Error;
use crate::form::Form;
use crate::problem::{BAD_COEFFICIENT, Fault, Place, Problem, bound_fault, number_fault};
use crate::simplex::{Outcome, Simplex, Vertex};
use crate::solve::{Solution, at_vertex, continuous, named};

/// A problem that is solved again and again with other costs, bounds or coefficients in some columns.
/// Integers count as continuous. Each answer is a vertex; among equal optima it depends on the order of
/// the questions.
pub struct Family {
    problem: Problem,
    form: Form,
    vertex: Option<Vertex>,
}

impl Family {
    /// Refuses what [`crate::solve()`] would refuse as ill-posed.
    pub fn new(problem: Problem) -> Result<Family, Error> {
        let faults = problem.faults();
        if !faults.is_empty() {
            return Err(Error::IllPosed(faults));
        }
        let form = Form::new(&problem);
        Ok(Family { problem, form, vertex: None })
    }

    /// The problem as it stands.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// Another cost for column `j`.
    pub fn set_cost(&mut self, j: usize, cost: f64) -> Result<(), Error> {
        self.check(Place::Column(j), number_fault(cost, "the cost is not a number below 1e20"))?;
        self.problem.columns[j].cost = cost;
        self.form.set_cost(j, cost);
        Ok(())
    }

    /// Other bounds for a row or column.
    pub fn set_bounds(&mut self, place: Place, lower: f64, upper: f64) -> Result<(), Error> {
        self.check(place, bound_fault(lower, upper))?;
        match place {
            Place::Column(j) => {
                let column = &mut self.problem.columns[j];
                (column.lower, column.upper) = (lower, upper);
                self.form.set_column_bounds(j, lower, upper);
            }
            Place::Row(i) => {
                let row = &mut self.problem.rows[i];
                (row.lower, row.upper) = (lower, upper);
                self.form.set_row_bounds(i, lower, upper);
            }
        }
        Ok(())
    }

    /// Other coefficients for column `j`: row number and value in order of rows, rows not named having
    /// none. The scales stay those of the first coefficients, so these should be of their size.
    pub fn set_column(&mut self, j: usize, terms: &[(usize, f64)]) -> Result<(), Error> {
        self.check(Place::Column(j), None)?;
        if !terms.is_sorted_by(|a, b| a.0 < b.0) {
            self.check(Place::Column(j), Some("its rows must be in order, each once"))?;
        }
        for &(i, a) in terms {
            self.check(Place::Row(i), number_fault(a, BAD_COEFFICIENT))?;
        }
        let mut new = terms.iter().peekable();
        for (i, row) in self.problem.rows.iter_mut().enumerate() {
            row.terms.retain(|(column, _)| *column != j);
            row.terms.extend(new.next_if(|(next, _)| *next == i).map(|(_, a)| (j, *a)));
        }
        self.form.set_column(j, terms);
        Ok(())
    }

    /// Solves the problem as it stands; errors as [`crate::solve()`].
    pub fn solve(&mut self) -> Result<Solution, Error> {
        match self.run() {
            (Outcome::Optimal, Some(solution)) => Ok(solution),
            (Outcome::Infeasible(_), _) => Err(Error::Infeasible),
            (Outcome::Unbounded(ray), _) => {
                Err(Error::Unbounded(named(&self.problem, &self.form, &ray)))
            }
            _ => continuous(&self.problem),
        }
    }

    /// None where some point keeps all limits; else a proof that none does: for each row its weight in
    /// a sum that no point within the column bounds can reach, positive where the lower bound counts.
    pub(crate) fn proof_against(&mut self) -> Result<Option<Vec<f64>>, Error> {
        match self.run().0 {
            Outcome::Optimal | Outcome::Unbounded(_) => Ok(None),
            Outcome::Infeasible(y) => {
                Ok(Some((0..y.len()).map(|i| self.form.plain_weight(i, y[i])).collect()))
            }
            Outcome::Stalled => Err(Error::Stalled("looking for a point that keeps all limits")),
        }
    }

    /// The outcome, with the solution where there is one; the next answer begins at its vertex.
    fn run(&mut self) -> (Outcome, Option<Solution>) {
        let mut simplex = match self.vertex.take() {
            Some(vertex) => Simplex::warm(&self.form, vertex),
            None => Simplex::cold(&self.form),
        };
        let outcome = simplex.run();
        match outcome {
            Outcome::Optimal => {
                let solution = at_vertex(&self.problem, &self.form, simplex);
                self.vertex.clone_from(&solution.vertex);
                (outcome, Some(solution))
            }
            // Where one search stalled is no good place to begin the next.
            Outcome::Stalled => (outcome, None),
            Outcome::Infeasible(_) | Outcome::Unbounded(_) => {
                self.vertex = Some(simplex.finish().0);
                (outcome, None)
            }
        }
    }

    /// Refuses a line that is not there, and a change that has a fault.
    fn check(&self, place: Place, fault: Option<&'static str>) -> Result<(), Error> {
        let name = match place {
            Place::Column(j) => self.problem.columns.get(j).map(|column| &column.name),
            Place::Row(i) => self.problem.rows.get(i).map(|row| &row.name),
        };
        let why = if name.is_none() { Some("not there") } else { fault };
        let Some(why) = why else { return Ok(()) };
        let name = name.map_or("?", |name| name).to_string();
        Err(Error::IllPosed(vec![Fault { place, name, why }]))
    }
}

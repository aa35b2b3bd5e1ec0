//! The ways in which a problem has no answer.

use std::fmt;

use crate::problem::Fault;

/// Why there is no solution.
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// Not a linear programme; every fault, each with its place.
    IllPosed(Vec<Fault>),
    /// No point keeps all rows and bounds; [`crate::conflict`] names the rows that exclude each other.
    Infeasible,
    /// The objective improves without end; with integers: the problem without them does.
    Unbounded(Ray),
    /// The search ended without an answer; says where.
    Stalled(&'static str),
}

/// A direction in which every step keeps all limits and improves the objective.
#[derive(Clone, Debug, PartialEq)]
pub struct Ray {
    /// Column number and change per step, for the columns that move, the largest change being 1; empty
    /// where the engine found that there is a direction but not which.
    pub terms: Vec<(usize, f64)>,
    /// Their names, in the same order.
    pub names: Vec<String>,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::IllPosed(faults) => {
                let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
                write!(f, "not a linear programme: {}", faults.join("; "))
            }
            Error::Infeasible => write!(f, "no point keeps all rows and bounds"),
            Error::Unbounded(ray) => {
                write!(f, "the objective improves without end along {}", ray.names.join(", "))
            }
            Error::Stalled(place) => write!(f, "the search stalled in {place}"),
        }
    }
}

impl std::error::Error for Error {}

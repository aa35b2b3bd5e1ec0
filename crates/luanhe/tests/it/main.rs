//! Journeys through the real program, from outside.

mod browser;
mod engines;
mod journey;

//! Journeys through the real program, from outside.

mod base;
mod books;
mod browser;
mod claims;
mod engines;
mod hostile;
mod http;
mod journey;
mod killed;

//! The door for people and programs: HTTP in, pages and JSON out. No SQL of the ledger's, no rule
//! and no sum here; every handler is a synchronous function that the door calls.

mod answer;
mod api;
mod ask;
mod assets;
mod basic;
mod cell;
mod claims;
mod closing;
mod door;
mod drafts;
mod entries;
mod evidence;
mod failure;
mod findings;
mod forms;
mod home;
mod imports;
mod kept;
mod lists;
mod manual;
mod maps;
mod measures;
mod openapi;
mod people;
mod plans;
mod reply;
mod reports;
mod routes;
#[cfg(test)]
mod row_tests;
mod rows;
mod seeds;
mod server;
mod sign_in;
mod site;
mod steps;
mod studies;
mod taking;
#[cfg(test)]
mod tests;
pub mod users;

use crate::measure::Answer;
use crate::pages::Kept;
use crate::tell::Document;

pub use server::serve;
pub use site::{Open, Site};

/// The running site: what is served, the door to it, and who tried to get in.
pub struct App {
    site: Site,
    door: door::Door,
    attempts: sign_in::Attempts,
    remembered: basic::Remembered,
    drafts: drafts::Drafts,
    briefs: Kept<Document>,
    answers: Kept<Answer>,
    hashes: Kept<String>,
    counts: Kept<(i64, bool)>,
}

impl App {
    pub fn new(site: Site) -> App {
        App {
            door: door::Door::new(&site.open),
            attempts: sign_in::Attempts::default(),
            remembered: basic::Remembered::default(),
            drafts: drafts::Drafts::default(),
            briefs: Kept::default(),
            answers: Kept::default(),
            hashes: Kept::default(),
            counts: Kept::default(),
            site,
        }
    }
}

//! The demo programme, Tianjin ↔ Chengde 2016–2021, as workbooks like those that offices send: all
//! rows are made up from a seed, and the accepted ones add up to the totals that were published.

mod agreements;
mod amounts;
mod benefits;
mod books;
mod cadres;
mod care;
mod deals;
mod dice;
mod exits;
mod faults;
mod firms;
mod guarantees;
mod households;
mod layouts;
mod leases;
mod line;
mod money;
mod office;
mod outputs;
mod pairings;
mod parties;
mod people;
mod pictures;
mod places;
mod policies;
mod posts;
mod projects;
mod quoted;
mod relocations;
mod resettlement;
mod sales;
mod sheet;
mod special;
mod spelling;
mod statements;
mod tags;
mod tasks;
#[cfg(test)]
mod tests;
mod users;
mod world;

#[cfg(test)]
pub use faults::{Finder, planted};
pub use parties::PROGRAMME;
pub use pictures::picture;
pub use users::USERS;
pub use world::{AS_OF, Size, Workbook, write};

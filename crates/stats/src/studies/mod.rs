//! The studies, one file each. A new one is a file, its `mod`, and its line in [`ALL`].

use crate::spec::Study;

pub mod bacon;
pub mod callaway_santanna;
pub mod composite_index;
pub mod coupling;
pub mod dea;
pub mod diversity;
pub mod event_study;
pub mod gini;
pub mod gravity;
pub mod growth_incidence;
pub mod hazard;
pub mod income_sources;
pub mod inoperability;
pub mod io_extraction;
pub mod io_linkages;
pub mod io_trade;
pub mod moran;
pub mod network;
pub mod obstacle;
pub mod poverty;
pub mod reconciliation;
pub mod resistance;
pub mod structure;
pub mod survival;
pub mod sustained_growth;
pub mod synergy;
pub mod targeting;
pub mod theil;
pub mod two_way;
pub mod unit_table;

/// Every study, sorted by id.
pub static ALL: &[&Study] = &[
    &bacon::STUDY,
    &callaway_santanna::STUDY,
    &composite_index::STUDY,
    &coupling::STUDY,
    &dea::STUDY,
    &diversity::STUDY,
    &event_study::STUDY,
    &gini::STUDY,
    &gravity::STUDY,
    &growth_incidence::STUDY,
    &hazard::STUDY,
    &income_sources::STUDY,
    &inoperability::STUDY,
    &io_extraction::STUDY,
    &io_linkages::STUDY,
    &io_trade::STUDY,
    &moran::STUDY,
    &network::STUDY,
    &obstacle::STUDY,
    &poverty::STUDY,
    &reconciliation::STUDY,
    &resistance::STUDY,
    &structure::STUDY,
    &survival::STUDY,
    &sustained_growth::STUDY,
    &synergy::STUDY,
    &targeting::STUDY,
    &theil::STUDY,
    &two_way::STUDY,
    &unit_table::STUDY,
];

/// The study of that id.
pub fn find(id: &str) -> Option<&'static Study> {
    ALL.iter().find(|s| s.spec.id == id).copied()
}

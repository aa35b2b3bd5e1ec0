//! The studies, one file each. A new one is a file, its `mod`, and its line in [`ALL`].

use crate::spec::Study;

pub mod composite_index;
pub mod coupling;
pub mod diversity;
pub mod gravity;
pub mod network;
pub mod obstacle;
pub mod reconciliation;
pub mod structure;
pub mod synergy;
pub mod unit_table;

/// Every study, sorted by id.
pub static ALL: &[&Study] = &[
    &composite_index::STUDY,
    &coupling::STUDY,
    &diversity::STUDY,
    &gravity::STUDY,
    &network::STUDY,
    &obstacle::STUDY,
    &reconciliation::STUDY,
    &structure::STUDY,
    &synergy::STUDY,
    &unit_table::STUDY,
];

/// The study of that id.
pub fn find(id: &str) -> Option<&'static Study> {
    ALL.iter().find(|s| s.spec.id == id).copied()
}

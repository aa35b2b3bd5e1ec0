//! Luanhe (滦河): record, watch, measurement, planning and telling for regional paired assistance.
//! The modules stand in ladder order: each uses only those above it (see `tidy`).

#[cfg(test)]
mod tidy;

fn main() {}

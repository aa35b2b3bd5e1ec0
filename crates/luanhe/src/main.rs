//! Luanhe (滦河): record, watch, measurement, planning and telling for regional paired assistance.
//! The modules stand in ladder order: each uses only those above it (see `tidy`).

#![expect(
    dead_code,
    unused_imports,
    reason = "the lower rungs stand before the upper ones that will use them"
)]

mod base;
mod cli;
mod demo;
mod evidence;
mod import;
mod measure;
mod pages;
mod parties;
mod plan;
mod record;
mod tell;
#[cfg(test)]
mod tidy;
mod topics;
mod watch;
mod web;

fn main() -> std::process::ExitCode {
    cli::run()
}

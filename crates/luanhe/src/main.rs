//! Luanhe (滦河): record, watch, measurement, planning and telling for regional paired assistance.
//! The modules stand in ladder order: each uses only those above it (see `tidy`).

mod base;
mod claims;
mod cli;
mod demo;
mod evidence;
mod import;
mod measure;
mod pages;
mod parties;
mod plan;
mod record;
#[cfg_attr(
    not(test),
    expect(
        dead_code,
        reason = "the chapters of the coming registers draw the other charts and blocks"
    )
)]
mod tell;
#[cfg(test)]
mod tidy;
mod topics;
mod watch;
mod web;
mod workflow;

/// An import makes and drops some fifteen values for each row, on one thread and on another.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}

//! The command line. One file a command; none holds a rule, a statement or a sum.

mod admin;
mod args;
mod check;
mod demo;
mod evidence;
mod import;
mod manual;
mod measure;
mod open;
mod out;
mod plan;
mod record;
mod screen;
mod serve;
mod tell;
mod user;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use out::Out;

use crate::base::Result;

/// Runs the command that was asked for. The exit code says what kind of error there was.
pub fn run() -> ExitCode {
    let args = Args::parse();
    let out = Out { json: args.json, lang: args.lang };
    match act(&args, &out) {
        Ok(code) => code,
        Err(error) => {
            out.error(&error);
            ExitCode::from(error.exit())
        }
    }
}

fn act(args: &Args, out: &Out) -> Result<ExitCode> {
    match &args.command {
        Command::Demo(asked) => demo::run(args, asked, out),
        Command::Serve(asked) => serve::run(args, asked, out),
        Command::User(asked) => user::run(args, asked, out),
        Command::Import(asked) => import::run(args, asked, out),
        Command::Record(asked) => record::run(args, asked, out),
        Command::Watch(asked) => watch::run(args, asked, out),
        Command::Measure(asked) => measure::run(args, asked, out),
        Command::Plan(asked) => plan::run(args, asked, out),
        Command::Tell(asked) => tell::run(args, asked, out),
        Command::Verify { head } => admin::verify(args, head.as_deref(), out),
        Command::Rebuild => admin::rebuild(args, out),
        Command::Manual { topic } => manual::run(topic.as_deref(), out),
        Command::Close { until, reason } => admin::close(args, until, reason, out),
    }
}

//! `luanhe watch screen …`: hands its arguments to `luanhe-screen`, and takes in what that found.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use serde_json::json;

use super::args::Args;
use super::open;
use super::out::Out;
use crate::base::{Error, Lang, Result, say};

const PROGRAM: &str = "luanhe-screen";

pub fn run(args: &Args, passed: &[String], out: &Out) -> Result<ExitCode> {
    let mut command = Command::new(program());
    // `watch screen --registry …` is `watch screen run --registry …`.
    if passed.first().is_some_and(|first| first.starts_with("--") && first != "--help") {
        command.arg("run");
    }
    command.args(passed);
    if args.json {
        command.arg("--json");
    }
    if out.lang == Lang::En {
        command.args(["--lang", "en"]);
    }
    let done = command.status().map_err(|why| {
        Error::Missing(say!(
            "找不到 {PROGRAM}（{why}）；请用 cargo build --release -p screen 编译，放在 luanhe 旁边",
            "{PROGRAM} cannot be run ({why}); build it with cargo build --release -p screen and put it beside luanhe"
        ))
    })?;
    if !done.success() {
        let code = done.code().and_then(|code| u8::try_from(code).ok());
        return Ok(code.map_or(ExitCode::FAILURE, ExitCode::from));
    }
    let warned = values(passed, "--warn").next().is_some();
    let Some(folder) = values(passed, "--out").next_back().filter(|_| warned) else {
        return Ok(ExitCode::SUCCESS);
    };
    let file = Path::new(folder).join("warnings.csv");
    let taken = open::ledger(args)?.take_screening(&args.programme, &file)?;
    let (all, new) = (taken.households, taken.new);
    let said = say!(
        "{all} 户记为预警，其中新增 {new} 户（luanhe watch findings --rule screen.household）",
        "{all} households became findings, {new} of them new (luanhe watch findings --rule screen.household)"
    );
    if args.json {
        out.talk(&said);
    } else {
        out.answer(&json!(taken), [said.to(out.lang).to_string()]);
    }
    Ok(ExitCode::SUCCESS)
}

/// Beside this program, else wherever the shell finds programs.
fn program() -> PathBuf {
    let beside = std::env::current_exe().ok().map(|me| me.with_file_name(PROGRAM));
    beside.filter(|path| path.is_file()).unwrap_or_else(|| PathBuf::from(PROGRAM))
}

/// What follows an option, as `--out DIR` or `--out=DIR`.
fn values<'a>(
    passed: &'a [String],
    option: &'a str,
) -> impl DoubleEndedIterator<Item = &'a str> + 'a {
    passed.iter().enumerate().filter_map(move |(at, word)| match word.strip_prefix(option) {
        Some("") => passed.get(at + 1).map(String::as_str),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    })
}

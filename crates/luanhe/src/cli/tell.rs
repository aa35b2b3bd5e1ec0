//! `luanhe tell annual --year Y --out DIR`, `luanhe tell check FILE`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::json;

use super::args::{Args, Tell, TellCommand};
use super::out::Out;
use super::{check, open};
use crate::base::{Lang, Result, file};
use crate::record::{Actor, Ledger};
use crate::tell::{Brief, Document, Issue, annual, docx, json as json_of, page, xlsx};
use crate::topics;

/// An earlier issue is a few hundred figures.
const ISSUE_LIMIT: u64 = 64 << 20;

pub fn run(args: &Args, asked: &Tell, out: &Out) -> Result<ExitCode> {
    match &asked.command {
        TellCommand::Annual { year, out: folder, earlier } => {
            tell_annual(args, *year, folder, earlier.as_deref(), out)
        }
        TellCommand::Check { file, as_of } => check::run(args, file, as_of.as_deref(), out),
    }
}

fn tell_annual(
    args: &Args,
    year: i16,
    folder: &Path,
    earlier: Option<&Path>,
    out: &Out,
) -> Result<ExitCode> {
    let earlier = match earlier {
        Some(path) => Some(Issue::read(&file::read(path, ISSUE_LIMIT)?)?),
        None => None,
    };
    let mut ledger = open::ledger(args)?;
    let document = brief(&mut ledger, &open::me(), &args.programme, year, earlier.as_ref())?;
    let written = write(&document, folder, year, out.lang)?;
    let names: Vec<String> = written.iter().map(|path| path.display().to_string()).collect();
    out.answer(&json!({"written": names, "head": document.chain_head}), names.clone());
    Ok(ExitCode::SUCCESS)
}

pub fn brief(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    year: i16,
    earlier: Option<&Issue>,
) -> Result<Document> {
    let rules: Vec<_> = topics::rules().collect();
    let chapters = topics::chapters();
    let issued = ledger.clock.today();
    annual(
        ledger,
        &Brief { actor, programme, year, issued, rules: &rules, chapters: &chapters, earlier },
    )
}

/// Writes the document in each form, and gives the files' paths.
pub fn write(document: &Document, folder: &Path, year: i16, lang: Lang) -> Result<Vec<PathBuf>> {
    let tag = match lang {
        Lang::Zh => String::new(),
        Lang::En => "-en".to_string(),
    };
    let mut written = Vec::new();
    for (ending, bytes) in [
        ("html", page(document, "", lang)?.into_bytes()),
        ("docx", docx(document, lang)?),
        ("xlsx", xlsx(document, lang)?),
        ("json", json_of(document)?.into_bytes()),
    ] {
        let path = folder.join(format!("annual-{year}{tag}.{ending}"));
        file::write(&path, &bytes)?;
        written.push(path);
    }
    Ok(written)
}

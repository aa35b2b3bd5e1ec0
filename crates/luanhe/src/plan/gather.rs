//! What an asker wrote, by command or on a page, becomes a question; every fault of it comes at once.

use super::ask::{Candidate, County, Gain, Industry, Input, Limits, Most, Question};
use super::read;
use crate::base::{Day, Error, Fault, Fen, Place, Result, kept, say};
use crate::record::of_bytes;

/// A file that came with the asking.
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A county's limits as they were typed; plain numbers are 万元, people in ten thousands.
pub struct Bounds {
    pub county: String,
    pub floor: String,
    pub cap: String,
    pub people: String,
}

/// The words and files of an asking. Empty words ask for nothing.
#[derive(Default)]
pub struct Asked {
    pub budget: String,
    pub gain: Option<Gain>,
    pub whole: bool,
    pub fair: bool,
    pub industry_share: String,
    /// The uses that count as industry; none: those of the project library.
    pub industry: Vec<String>,
    pub most_projects: String,
    pub bounds: Vec<Bounds>,
    /// On what ground the numbers above stand; `None` where the options name themselves.
    pub source: Option<String>,
    pub counties: Option<File>,
    pub limits: Option<File>,
    pub candidates: Option<File>,
}

/// Gathers the question. `offered` gives the candidates of the ledger, where no file has them.
///
/// # Errors
/// `Faults`, all of them; else what `offered` says.
pub fn question(
    asked: &Asked,
    day: Day,
    offered: impl FnOnce() -> Result<(Vec<Candidate>, Input)>,
) -> Result<Question> {
    let (mut faults, mut inputs) = (Vec::new(), Vec::new());
    let budget = kept(one(read::money(&asked.budget, Place::field("budget"))), &mut faults)?;
    let limits = limits(asked, day, &mut inputs, &mut faults)?;
    let candidates = match &asked.candidates {
        Some(file) => {
            inputs.push(version(file));
            kept(read::candidates(&file.name, &file.bytes), &mut faults)?
        }
        None => kept(offered(), &mut faults)?.map(|(candidates, input)| {
            inputs.push(input);
            candidates
        }),
    };
    let from_file = asked.candidates.is_some();
    let gain = asked.gain.unwrap_or(if from_file { Gain::Benefit } else { Gain::Households });
    if gain == Gain::Benefit && !from_file {
        faults.push(Fault::error(
            Place::field("gain"),
            say!("台账中没有每万元效益", "the ledger knows no gain per 10,000 yuan"),
            say!(
                "请用 --gain households 或 people，或以 --candidates 给出",
                "ask for households or people, or give --candidates"
            ),
        ));
    }
    let (whole, fair) = (asked.whole, asked.fair);
    match (budget, candidates) {
        (Some(budget), Some(candidates)) if faults.is_empty() => {
            Ok(Question { day, budget, candidates, limits, gain, whole, fair, inputs })
        }
        _ => Err(Error::Faults(faults)),
    }
}

fn limits(
    asked: &Asked,
    day: Day,
    inputs: &mut Vec<Input>,
    faults: &mut Vec<Fault>,
) -> Result<Limits> {
    let mut limits = Limits::default();
    if let Some(file) = &asked.counties {
        inputs.push(version(file));
        let counties = kept(read::counties(&file.name, &file.bytes, day), faults)?;
        limits.complete = counties.is_some();
        limits.counties = counties.unwrap_or_else(Vec::new);
    }
    if let Some(file) = &asked.limits {
        inputs.push(version(file));
        let text = String::from_utf8_lossy(&file.bytes);
        kept(read::toml_limits(&file.name, &text, day, &mut limits), faults)?;
    }
    for bounds in &asked.bounds {
        bound(bounds, asked, day, &mut limits, faults);
    }
    let source = |option: &str| asked.source.clone().unwrap_or_else(|| option.to_string());
    if !asked.industry_share.is_empty() {
        let share = one(read::share(&asked.industry_share, Place::field("industry_share")));
        let uses = match asked.industry.as_slice() {
            [] => read::industry_uses(),
            uses => uses.to_vec(),
        };
        let source = source("--industry-share");
        limits.industry =
            kept(share, faults)?.map(|least_ppm| Industry { least_ppm, uses, source });
    }
    if !asked.most_projects.is_empty() {
        let projects = whole(&asked.most_projects, Place::field("most_projects"));
        let source = source("--most-projects");
        limits.most = kept(one(projects), faults)?.map(|projects| Most { projects, source });
    }
    let typed = !asked.bounds.is_empty() || limits.industry.is_some() || limits.most.is_some();
    if typed && asked.source.as_ref().is_some_and(|source| source.trim().is_empty()) {
        faults.push(Fault::error(
            Place::field("source"),
            say!("限制没有写依据", "the limits have no source"),
            say!("请写文件名、文号和条款", "name the document, its number and clause"),
        ));
    }
    Ok(limits)
}

/// The limits of one county, in a row that may stand already.
fn bound(bounds: &Bounds, asked: &Asked, day: Day, limits: &mut Limits, faults: &mut Vec<Fault>) {
    let code = &bounds.county;
    let place = |word: &str| Place::field(&format!("{word}:{code}"));
    let mut read = |word: &str, text: &str, per: i64| {
        let text = text.trim();
        let plain = || Fen::parse(text, per).ok_or(());
        let found = plain().or_else(|()| read::money(text, place(word)));
        (!text.is_empty()).then(|| found.map_err(|fault| faults.push(fault)).ok()).flatten()
    };
    let floor = read("floor", &bounds.floor, Fen::WAN);
    let cap = read("cap", &bounds.cap, Fen::WAN);
    let people = read("people", &bounds.people, 10_000).map(|people| people.0);
    let at = limits.counties.iter().position(|county| county.code == *code);
    let at = at.unwrap_or_else(|| {
        limits.counties.push(County::new(code, day, place("floor")));
        limits.counties.len() - 1
    });
    let county = &mut limits.counties[at];
    county.floor = floor.unwrap_or(county.floor);
    county.cap = cap.or(county.cap);
    county.people = people.or(county.people);
    county.source = asked.source.clone().unwrap_or_else(|| county.source.clone());
}

fn whole(text: &str, place: Place) -> Result<i64, Fault> {
    text.trim().parse().map_err(|_| {
        Fault::error(
            place,
            say!("“{text}”不是整数", "“{text}” is no whole number"),
            say!("请写成 20", "write it as 20"),
        )
    })
}

fn version(file: &File) -> Input {
    Input { name: file.name.clone(), version: of_bytes(&file.bytes) }
}

fn one<T>(found: Result<T, Fault>) -> Result<T> {
    found.map_err(Error::fault)
}

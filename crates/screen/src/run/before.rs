//! What an earlier run found: which households are new now, which are still there, and which no longer.

use std::{
    collections::BTreeMap,
    fs::{copy, create_dir_all, read_dir, rename},
    path::{Path, PathBuf},
};

use super::screening::Flagged;
use crate::{
    faults::ScreenError,
    read::{Input, Kind, Wanted},
};

/// Where a household stands against the earlier run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    New = 1,
    Continuing = 2,
    Ended = 3,
}

/// A household that either run found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moved {
    pub(crate) household: i64,
    pub(crate) region: i64,
    pub(crate) standing: Standing,
    /// Rules by bit, then and now.
    pub(crate) before: i64,
    pub(crate) now: i64,
}

/// How the findings moved since the earlier run.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Movement {
    /// The day of the earlier run; 0: there was none.
    pub since: u32,
    pub new: u64,
    pub continuing: u64,
    pub ended: u64,
}

/// Household, region and rules, ascending.
pub(crate) type Findings = Vec<(i64, i64, i64)>;

fn error(path: &Path, why: impl std::fmt::Display) -> ScreenError {
    ScreenError::File { path: path.to_path_buf(), why: why.to_string() }
}

fn folder(state: &Path) -> PathBuf {
    state.join("found")
}

/// The latest findings kept before a day.
pub(crate) fn latest(state: &Path, as_of: u32) -> Result<Option<(u32, Findings)>, ScreenError> {
    let folder = folder(state);
    let Ok(files) = read_dir(&folder) else { return Ok(None) };
    let mut days = Vec::new();
    for file in files {
        let path = file.map_err(|why| error(&folder, why))?.path();
        let day = path.file_stem().and_then(|stem| stem.to_str()?.parse::<u32>().ok());
        days.extend(day.filter(|day| *day < as_of));
    }
    let Some(day) = days.into_iter().max() else { return Ok(None) };
    findings(&folder.join(format!("{day}.parquet"))).map(|found| Some((day, found)))
}

/// The findings of a `flagged.parquet`.
pub(crate) fn findings(path: &Path) -> Result<Findings, ScreenError> {
    let wanted = vec![
        Wanted::key("household_id", Kind::Digits),
        Wanted::key("county", Kind::Digits),
        Wanted::key("reasons", Kind::Code),
    ];
    let input = Input::open(path, wanted)?;
    let mut found = Vec::new();
    for piece in 0..input.pieces {
        input.read(piece, |batch| {
            let [households, regions, reasons] = &batch.columns[..] else {
                unreachable!("as many as wanted")
            };
            let rows = households.iter().zip(regions.iter().zip(reasons));
            found
                .extend(rows.map(|(household, (region, reasons))| (*household, *region, *reasons)));
            Ok(())
        })?;
    }
    Ok(found)
}

/// Keeps what a run has found, for the months to come; a run of the same day takes its place.
pub(crate) fn keep(state: &Path, as_of: u32, flagged: &Path) -> Result<(), ScreenError> {
    let folder = folder(state);
    create_dir_all(&folder).map_err(|why| error(&folder, why))?;
    let aside = folder.join(format!(".{as_of}-{}", std::process::id()));
    copy(flagged, &aside).map_err(|why| error(&aside, why))?;
    let to = folder.join(format!("{as_of}.parquet"));
    rename(&aside, &to).map_err(|why| error(&to, why))
}

/// Both lists are in the order of the households.
pub(crate) fn compare(before: &Findings, now: &Flagged) -> Vec<Moved> {
    let mut moved = Vec::new();
    let mut before = before.iter().peekable();
    let ended = |(household, region, before): (i64, i64, i64)| Moved {
        household,
        region,
        standing: Standing::Ended,
        before,
        now: 0,
    };
    for (at, household) in now.household.iter().enumerate() {
        while let Some(gone) = before.next_if(|(earlier, ..)| earlier < household) {
            moved.push(ended(*gone));
        }
        let earlier = before.next_if(|(earlier, ..)| earlier == household);
        moved.push(Moved {
            household: *household,
            region: now.region[at],
            standing: if earlier.is_some() { Standing::Continuing } else { Standing::New },
            before: earlier.map_or(0, |(.., reasons)| *reasons),
            now: now.reasons[at],
        });
    }
    moved.extend(before.map(|gone| ended(*gone)));
    moved
}

impl Movement {
    pub(crate) fn of(since: u32, moved: &[Moved]) -> Movement {
        let count = |standing| moved.iter().filter(|m| m.standing == standing).count() as u64;
        Movement {
            since,
            new: count(Standing::New),
            continuing: count(Standing::Continuing),
            ended: count(Standing::Ended),
        }
    }
}

/// New, continuing and ended by county.
pub(crate) fn by_county(moved: &[Moved]) -> String {
    let mut counties: BTreeMap<i64, [u64; 3]> = BTreeMap::new();
    for one in moved {
        counties.entry(one.region).or_insert([0; 3])[one.standing as usize - 1] += 1;
    }
    let line = |(county, [new, continuing, ended]): (&i64, &[u64; 3])| {
        format!("{county},{new},{continuing},{ended}\n")
    };
    "county,new,continuing,ended\n".to_string() + &counties.iter().map(line).collect::<String>()
}

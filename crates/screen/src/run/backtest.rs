//! A rule set over past months, before it is activated: what it would have found, how that overlaps with
//! the set in force, how much earlier it would have seen it, and how many visits it would have asked for.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{read_dir, remove_dir_all},
    path::{Path, PathBuf},
};

use super::{
    Progress, RunOptions,
    before::{Findings, findings},
    load_rules,
    output::Workplace,
    run,
};
use crate::{faults::ScreenError, read::find, rules::RuleSet};

/// What to try, on which months.
pub struct BacktestOptions<'a> {
    /// A folder for each month, named by its day (`20250630`), with the extracts, and with the registry
    /// unless one for all months lies beside the folders.
    pub history: PathBuf,
    pub rules: Vec<PathBuf>,
    pub limits: Vec<PathBuf>,
    /// The set in force; empty: there is none.
    pub present: Vec<PathBuf>,
    pub out: PathBuf,
    pub memory: u64,
    pub threads: usize,
    pub progress: &'a (dyn Fn(&Progress) -> bool + Sync),
}

/// What a backtest has shown; the files say it by county.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct BacktestReport {
    pub months: Vec<MonthReport>,
    /// Months by which the candidate found a household before the set in force (below 0: after it), and
    /// how many households.
    pub lead: BTreeMap<i64, u64>,
    /// Households that only one of the two ever found.
    pub only_candidate: u64,
    pub only_present: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct MonthReport {
    pub day: u32,
    /// Households found by the candidate, by the set in force, and by both.
    pub candidate: u64,
    pub present: u64,
    pub both: u64,
    /// Found by the candidate and not the month before: visits to make.
    pub visits: u64,
}

/// The months in which each household was first found.
type Firsts = BTreeMap<i64, i64>;

#[derive(Default)]
struct Tried {
    report: BacktestReport,
    /// Hits by month, county and rule.
    hits: BTreeMap<(u32, i64, u8), u64>,
    /// Visits by month and county.
    visits: BTreeMap<(u32, i64), u64>,
    firsts: [Firsts; 2],
    last: BTreeSet<i64>,
}

/// Tries a rule set. Writes `hits.csv`, `overlap.csv`, `lead.csv` and `workload.csv` into `out`.
pub fn backtest(options: &BacktestOptions) -> Result<BacktestReport, ScreenError> {
    let (set, _) = load_rules(&options.rules, &options.limits)?;
    let work = Workplace::new(&options.out)?;
    let mut tried = Tried::default();
    for (day, folder) in months(&options.history)? {
        let candidate = screened(options, &options.rules, (day, &folder), &work.path("candidate"))?;
        let present = match options.present.is_empty() {
            true => Vec::new(),
            false => screened(options, &options.present, (day, &folder), &work.path("present"))?,
        };
        tried.add(day, &candidate, &present);
    }
    tried.compare();
    tried.write(&set, &work)?;
    work.show(&["hits.csv", "overlap.csv", "lead.csv", "workload.csv"])?;
    Ok(tried.report)
}

/// The folders of the months, in their order.
fn months(history: &Path) -> Result<Vec<(u32, PathBuf)>, ScreenError> {
    let error = |why: String| ScreenError::File { path: history.to_path_buf(), why };
    let mut months = Vec::new();
    for entry in read_dir(history).map_err(|why| error(why.to_string()))? {
        let path = entry.map_err(|why| error(why.to_string()))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        if let Ok(day) = name.parse::<u32>()
            && crate::day::is_day(i64::from(day))
        {
            months.push((day, path));
        }
    }
    months.sort();
    match months.is_empty() {
        false => Ok(months),
        true => Err(error(
            "没有以日期命名的月份文件夹 · no folder is named by a day, such as 20250630"
                .to_string(),
        )),
    }
}

fn screened(
    options: &BacktestOptions,
    rules: &[PathBuf],
    (day, folder): (u32, &Path),
    out: &Path,
) -> Result<Findings, ScreenError> {
    let own = find(folder, "households").is_some();
    run(&RunOptions {
        registry: if own { folder.to_path_buf() } else { options.history.clone() },
        extracts: folder.to_path_buf(),
        rules: rules.to_vec(),
        limits: options.limits.clone(),
        as_of: day,
        out: out.to_path_buf(),
        memory: options.memory,
        threads: options.threads,
        state: None,
        changes: None,
        warn: Vec::new(),
        progress: options.progress,
    })?;
    let found = findings(&out.join("flagged.parquet"))?;
    remove_dir_all(out).ok();
    Ok(found)
}

/// Months since the year 0.
fn month_of(day: u32) -> i64 {
    i64::from(day / 10_000) * 12 + i64::from(day / 100 % 100)
}

impl Tried {
    fn add(&mut self, day: u32, candidate: &Findings, present: &Findings) {
        let mut visits = 0;
        for (household, county, reasons) in candidate {
            for bit in (0..64).filter(|bit| *reasons as u64 >> bit & 1 == 1) {
                *self.hits.entry((day, *county, bit)).or_insert(0) += 1;
            }
            if !self.last.contains(household) {
                *self.visits.entry((day, *county)).or_insert(0) += 1;
                visits += 1;
            }
        }
        self.last = candidate.iter().map(|(household, ..)| *household).collect();
        let both = present.iter().filter(|(household, ..)| self.last.contains(household)).count();
        for (firsts, found) in self.firsts.iter_mut().zip([candidate, present]) {
            for (household, ..) in found {
                firsts.entry(*household).or_insert(month_of(day));
            }
        }
        self.report.months.push(MonthReport {
            day,
            candidate: candidate.len() as u64,
            present: present.len() as u64,
            both: both as u64,
            visits,
        });
    }

    fn compare(&mut self) {
        let [candidate, present] = &self.firsts;
        for (household, first) in candidate {
            match present.get(household) {
                Some(other) => *self.report.lead.entry(other - first).or_insert(0) += 1,
                None => self.report.only_candidate += 1,
            }
        }
        let only = present.keys().filter(|household| !candidate.contains_key(household));
        self.report.only_present = only.count() as u64;
    }

    fn write(&self, set: &RuleSet, work: &Workplace) -> Result<(), ScreenError> {
        let mut hits = "day,county,rule,households\n".to_string();
        for ((day, county, bit), count) in &self.hits {
            let rule = set.rules.iter().find(|rule| rule.bit == bit + 1);
            let id = rule.map_or("", |rule| rule.id.as_str());
            hits += &format!("{day},{county},{id},{count}\n");
        }
        work.write("hits.csv", hits.as_bytes())?;
        let mut overlap = "day,candidate,present,both,only_candidate,only_present\n".to_string();
        for MonthReport { day, candidate, present, both, .. } in &self.report.months {
            let (one, other) = (candidate - both, present - both);
            overlap += &format!("{day},{candidate},{present},{both},{one},{other}\n");
        }
        work.write("overlap.csv", overlap.as_bytes())?;
        let mut lead = "months_earlier,households\n".to_string();
        self.report.lead.iter().for_each(|(months, n)| lead += &format!("{months},{n}\n"));
        work.write("lead.csv", lead.as_bytes())?;
        let mut workload = "day,county,visits\n".to_string();
        for ((day, county), visits) in &self.visits {
            workload += &format!("{day},{county},{visits}\n");
        }
        work.write("workload.csv", workload.as_bytes())
    }
}

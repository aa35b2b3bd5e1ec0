//! The files of a result. They are written aside and appear all at once, the record last.

use std::{
    fs::{File, create_dir_all, remove_dir_all, remove_file, rename},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use parquet::{
    basic::{Compression, ZstdLevel},
    data_type::{Int32Type, Int64Type},
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::parser::parse_message_type,
};

use super::{
    Job,
    before::{self, Moved, Movement, Standing},
    extract::Extracts,
    notes::FaultCount,
    record::Record,
    registry::Registry,
    screening::Found,
};
use crate::{faults::ScreenError, rules::region_in};

/// The folder where a run works; what is left in it goes when it is dropped.
pub(crate) struct Workplace {
    out: PathBuf,
    aside: PathBuf,
}

/// In the order of their appearance; `run.json` says that all are there.
const FILES: [&str; 11] = [
    "flagged.parquet",
    "counts.csv",
    "unknown.parquet",
    "unknown.csv",
    "unmatched.csv",
    "faults.csv",
    "moved.parquet",
    "moved.csv",
    "warnings.csv",
    "times.log",
    "run.json",
];

fn error(path: &Path, why: impl std::fmt::Display) -> ScreenError {
    ScreenError::File { path: path.to_path_buf(), why: why.to_string() }
}

impl Workplace {
    pub(crate) fn new(out: &Path) -> Result<Workplace, ScreenError> {
        let aside = out.join(format!(".running-{}", std::process::id()));
        create_dir_all(&aside).map_err(|why| error(&aside, why))?;
        Ok(Workplace { out: out.to_path_buf(), aside })
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.aside.join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), ScreenError> {
        let path = self.path(name);
        let written = File::create(&path).and_then(|mut file| file.write_all(bytes));
        written.map_err(|why| error(&path, why))
    }

    /// The result appears.
    pub(crate) fn finish(self, times: &[(String, f64)]) -> Result<(), ScreenError> {
        let lines: String =
            times.iter().map(|(stage, seconds)| format!("{stage}\t{seconds:.3}\n")).collect();
        self.write("times.log", lines.as_bytes())?;
        self.show(&FILES)
    }

    /// Files appear that were written aside, one after another.
    pub(crate) fn show(&self, names: &[&str]) -> Result<(), ScreenError> {
        for name in names {
            let (from, to) = (self.path(name), self.out.join(name));
            if from.exists() {
                rename(from, &to).map_err(|why| error(&to, why))?;
            } else if to.exists() {
                // Of an earlier run that was asked for more.
                remove_file(&to).map_err(|why| error(&to, why))?;
            }
        }
        Ok(())
    }
}

impl Drop for Workplace {
    fn drop(&mut self) {
        // Only rows on their way are left here; if they cannot be removed, nobody needs them either.
        remove_dir_all(&self.aside).ok();
    }
}

type Results<'a> = (&'a Found, &'a Record, &'a [FaultCount]);

pub(crate) fn write(
    job: &Job,
    work: &Workplace,
    registry: &Registry,
    extracts: &Extracts,
    (found, record, faults): Results,
) -> Result<(), ScreenError> {
    let flagged = &found.flagged;
    let columns: [(&str, &[i64]); 5] = [
        ("required int64 household_id (INTEGER(64,false))", &flagged.household),
        ("required int32 county (INTEGER(32,false))", &flagged.region),
        ("required int32 category (INTEGER(8,false))", &flagged.category),
        ("required int32 severity (INTEGER(8,false))", &flagged.severity),
        ("required int64 reasons (INTEGER(64,false))", &flagged.reasons),
    ];
    parquet_file(&work.path("flagged.parquet"), &columns)?;
    let households: Vec<i64> = found.unknown.iter().map(|(household, ..)| *household).collect();
    let regions: Vec<i64> = found.unknown.iter().map(|(_, region, _)| i64::from(*region)).collect();
    let rules: Vec<i64> = found.unknown.iter().map(|(.., rules)| *rules as i64).collect();
    let columns: [(&str, &[i64]); 3] = [
        ("required int64 household_id (INTEGER(64,false))", &households),
        ("required int32 county (INTEGER(32,false))", &regions),
        ("required int64 rules (INTEGER(64,false))", &rules),
    ];
    parquet_file(&work.path("unknown.parquet"), &columns)?;
    work.write("counts.csv", counts(job, found, false).as_bytes())?;
    work.write("unknown.csv", counts(job, found, true).as_bytes())?;
    work.write("unmatched.csv", unmatched(job, extracts).as_bytes())?;
    work.write("faults.csv", &fault_lines(faults)?)?;
    let json =
        serde_json::to_vec_pretty(record).map_err(|why| error(&work.path("run.json"), why))?;
    debug_assert!(registry.households.len() as usize >= flagged.household.len());
    work.write("run.json", &json)
}

/// Compares with the latest findings kept, and puts into words what the caller wants to hear of.
pub(crate) fn moved(
    job: &Job,
    work: &Workplace,
    found: &Found,
) -> Result<Option<Movement>, ScreenError> {
    let kept = match &job.options.state {
        None => None,
        Some(state) => before::latest(state, job.options.as_of)?,
    };
    let (since, earlier) = kept.unwrap_or((0, Vec::new()));
    let moved = before::compare(&earlier, &found.flagged);
    if !job.options.warn.is_empty() {
        work.write("warnings.csv", &warnings(job, found, &moved)?)?;
    }
    if job.options.state.is_none() {
        return Ok(None);
    }
    let column = |value: fn(&Moved) -> i64| moved.iter().map(value).collect::<Vec<i64>>();
    let columns: [(&str, &[i64]); 5] = [
        ("required int64 household_id (INTEGER(64,false))", &column(|m| m.household)),
        ("required int32 county (INTEGER(32,false))", &column(|m| m.region)),
        ("required int32 standing (INTEGER(8,false))", &column(|m| m.standing as i64)),
        ("required int64 reasons_before (INTEGER(64,false))", &column(|m| m.before)),
        ("required int64 reasons (INTEGER(64,false))", &column(|m| m.now)),
    ];
    parquet_file(&work.path("moved.parquet"), &columns)?;
    work.write("moved.csv", before::by_county(&moved).as_bytes())?;
    Ok(Some(Movement::of(since, &moved)))
}

/// One line for each household found in the regions asked for.
fn warnings(job: &Job, found: &Found, moved: &[Moved]) -> Result<Vec<u8>, ScreenError> {
    let failed = |why: String| error(Path::new("warnings.csv"), why);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["household", "county", "standing", "severity", "reasons", "rules", "zh", "en"];
    writer.write_record(head).map_err(|why| failed(why.to_string()))?;
    let flagged = &found.flagged;
    let present = moved.iter().filter(|one| one.standing != Standing::Ended);
    for (at, one) in present.enumerate() {
        if !region_in(one.region as u32, &job.options.warn) {
            continue;
        }
        let category =
            job.set.categories.iter().find(|(code, _)| i64::from(*code) == flagged.category[at]);
        let (mut zh, mut en) = category.map_or((String::new(), String::new()), |(_, words)| {
            (format!("{}：", words.zh), format!("{}: ", words.en))
        });
        let hits = job.set.rules.iter().filter(|rule| one.now >> (rule.bit - 1) & 1 == 1);
        let hits: Vec<_> = hits.collect();
        let join = |words: Vec<&str>, mark: &str| words.join(mark);
        zh += &join(hits.iter().map(|rule| rule.finds.zh.as_str()).collect(), "；");
        en += &join(hits.iter().map(|rule| rule.finds.en.as_str()).collect(), "; ");
        let ids = join(hits.iter().map(|rule| rule.id.as_str()).collect(), " ");
        let standing = if one.standing == Standing::New { "new" } else { "continuing" };
        let (household, county) = (one.household.to_string(), one.region.to_string());
        let (severity, bits) = (flagged.severity[at].to_string(), one.now.to_string());
        let line = [household.as_str(), &county, standing, &severity, &bits, &ids, &zh, &en];
        writer.write_record(line).map_err(|why| failed(why.to_string()))?;
    }
    writer.into_inner().map_err(|why| failed(why.to_string()))
}

/// Rows of a row group.
const GROUP: usize = 1 << 20;

pub(super) fn parquet_file(path: &Path, columns: &[(&str, &[i64])]) -> Result<(), ScreenError> {
    let failed = |why: parquet::errors::ParquetError| error(path, why);
    let fields: String = columns.iter().map(|(field, _)| format!("{field}; ")).collect();
    let schema =
        Arc::new(parse_message_type(&format!("message flagged {{ {fields} }}")).map_err(failed)?);
    let compression = Compression::ZSTD(ZstdLevel::try_new(1).map_err(failed)?);
    let properties = WriterProperties::builder().set_compression(compression).build();
    let file = File::create(path).map_err(|why| error(path, why))?;
    let mut writer = SerializedFileWriter::new(BufWriter::new(file), schema, Arc::new(properties))
        .map_err(failed)?;
    let rows = columns.first().map_or(0, |(_, values)| values.len());
    for low in (0..rows).step_by(GROUP) {
        let high = rows.min(low + GROUP);
        let mut group = writer.next_row_group().map_err(failed)?;
        for (field, values) in columns {
            let Some(mut column) = group.next_column().map_err(failed)? else { break };
            let values = &values[low..high];
            if field.contains("int64") {
                column.typed::<Int64Type>().write_batch(values, None, None).map_err(failed)?;
            } else {
                let small: Vec<i32> = values.iter().map(|v| *v as u32 as i32).collect();
                column.typed::<Int32Type>().write_batch(&small, None, None).map_err(failed)?;
            }
            column.close().map_err(failed)?;
        }
        group.close().map_err(failed)?;
    }
    writer.close().map_err(failed)?;
    Ok(())
}

/// Flagged households by county, category and reason; or those that could not be decided, by county and rule.
fn counts(job: &Job, found: &Found, unknown: bool) -> String {
    let rules = || job.set.rules.iter();
    let mut text = "county".to_string();
    if !unknown {
        text += ",flagged";
        job.set.categories.iter().for_each(|(code, _)| text += &format!(",cat{code}"));
    }
    rules().for_each(|rule| text += &format!(",{}", rule.id));
    text.push('\n');
    for (region, counts) in &found.counts {
        let by_rule = if unknown { &counts.unknown } else { &counts.rules };
        if by_rule.is_empty() {
            continue;
        }
        text += &region.to_string();
        if !unknown {
            text += &format!(",{}", counts.flagged);
            for (code, _) in &job.set.categories {
                text +=
                    &format!(",{}", counts.categories.get(&i64::from(*code)).copied().unwrap_or(0));
            }
        }
        for rule in rules() {
            text += &format!(",{}", by_rule.get(&(rule.bit - 1)).copied().unwrap_or(0));
        }
        text.push('\n');
    }
    text
}

fn unmatched(job: &Job, extracts: &Extracts) -> String {
    let mut text = "extract,rows,number\n".to_string();
    for (table, unmatched) in job.set.tables.iter().zip(&extracts.unmatched) {
        for number in &unmatched.numbers {
            text += &format!("{},{},{number}\n", table.name, unmatched.rows);
        }
    }
    text
}

fn fault_lines(faults: &[FaultCount]) -> Result<Vec<u8>, ScreenError> {
    let failed = |why: String| error(Path::new("faults.csv"), why);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["file", "fault", "故障", "policy", "rows", "row", "found"];
    writer.write_record(head).map_err(|why| failed(why.to_string()))?;
    for fault in faults {
        let policy = match fault.policy {
            crate::rules::Policy::Refuse => "refuse",
            crate::rules::Policy::SetAside => "set-aside",
        };
        for (row, found) in &fault.first {
            let (rows, row, words) = (fault.rows.to_string(), row.to_string(), fault.kind.words());
            let line =
                [fault.file.as_str(), fault.kind.name(), &words.zh, policy, &rows, &row, found];
            writer.write_record(line).map_err(|why| failed(why.to_string()))?;
        }
    }
    writer.into_inner().map_err(|why| failed(why.to_string()))
}

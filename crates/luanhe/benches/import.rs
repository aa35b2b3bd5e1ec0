//! A dry run over the files that `bench/import/gen_import.py` makes: read, check every row, keep all
//! faults. `cargo bench -p luanhe --bench import -- FILE COUNTIES [FILE…]`; see bench/import.
//!
//! The register asks what `imp_spec.py` asks of the other engines. It is stricter and kinder at once:
//! 1.2万 and 2025/3/1 are bad there and repaired here, so `rejected + repaired` is their `bad`.

#![expect(dead_code, unused_imports, reason = "the modules are those of the program")]

#[path = "../src/base/mod.rs"]
mod base;
#[path = "../src/import/mod.rs"]
mod import;
#[path = "../src/parties/mod.rs"]
mod parties;
#[path = "../src/record/mod.rs"]
mod record;

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use base::{Fault, RegionCode, say, text};
use import::book::{Book, Source};
use import::cell::{Lookups, RegionFound, RowFound};
use record::{Choice, Field, Kind, Register, Row};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const RELATIONS: &[Choice] = &[
    Choice { word: "户主", en: "head" },
    Choice { word: "配偶", en: "spouse" },
    Choice { word: "子女", en: "child" },
    Choice { word: "父母", en: "parent" },
    Choice { word: "其他", en: "other" },
];

static FIELDS: &[Field] = &[
    Field::required("name", "姓名", "Name", Kind::Text),
    Field::required("citizen_id", "证件号码", "ID number", Kind::IdNumber),
    Field::required("household_id", "户编号", "Household", Kind::Text),
    Field::required("county", "县", "County", Kind::Region),
    Field::required("birth_date", "出生日期", "Born", Kind::Day),
    Field::required("relation", "与户主关系", "Relation", Kind::Choice(RELATIONS)),
    Field::required("income", "收入（元）", "Income", Kind::Money),
    Field::required("medical_oop", "自付医疗费（元）", "Medical", Kind::Money),
    Field::required("updated", "更新日期", "Updated", Kind::Day),
    Field::optional("remark", "备注", "Remark", Kind::Text),
];

static PERSONS: Register = Register {
    name: "persons",
    title: text("人员", "Persons"),
    fields: FIELDS,
    key: &[],
    day: "updated",
    region: "county",
    personal: true,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    // By place: this runs for every row, and the order of FIELDS is in sight.
    let (id, born) = (row.values[1].text(), row.values[4].text());
    if let (Some(id), Some(born)) = (id, born)
        && (id[6..10] != born[..4] || id[10..12] != born[5..7] || id[12..14] != born[8..10])
    {
        let remedy = say!("请核对", "compare them");
        faults.push(row.fault(
            "birth_date",
            say!("与证件号码不符", "not as in the ID number"),
            remedy,
        ));
    }
    for (at, field) in [(6, "income"), (7, "medical_oop")] {
        if row.values[at].int().is_some_and(|fen| fen < 0) {
            let remedy = say!("请核对", "check it");
            faults.push(row.fault(field, say!("是负数", "it is negative"), remedy));
        }
    }
    if row.values[8].text().is_some_and(|day| day > "2025-12-31") {
        let remedy = say!("请核对", "check it");
        faults.push(row.fault("updated", say!("在将来", "it lies in the future"), remedy));
    }
}

/// Peak resident memory in MiB and CPU seconds of this process, as the kernel has them.
fn spent() -> (u64, f64) {
    let read = |path: &str| {
        std::fs::File::open(path)
            .and_then(std::io::read_to_string)
            .unwrap_or_else(|_| String::new())
    };
    let status = read("/proc/self/status");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    let stat = read("/proc/self/stat");
    let after = stat.rsplit(')').next().unwrap_or("");
    let ticks: u64 =
        after.split_whitespace().skip(11).take(2).filter_map(|t| t.parse::<u64>().ok()).sum();
    (peak.unwrap_or(0) / 1024, ticks as f64 / 100.0)
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let [file, counties] = arguments.as_slice() else {
        // `cargo test --benches` calls without arguments.
        return;
    };
    let counties = std::fs::File::open(counties).and_then(std::io::read_to_string);
    let counties: HashMap<String, RegionCode, foldhash::fast::RandomState> = counties
        .expect("a list of counties")
        .lines()
        .filter_map(|line| Some((line.to_string(), RegionCode::parse(line)?)))
        .collect();
    let lookups = Lookups {
        today: base::Day::new(2025, 1, 1).expect("a day"),
        region: &|text, _| match counties.get(text) {
            Some(code) => RegionFound::One(code.clone()),
            None => RegionFound::Unknown,
        },
        person: &|_| None,
        row: &|_, word| RowFound::One(word.to_string()),
    };
    let request = import::Request {
        register: &PERSONS,
        others: &[],
        lookups: &lookups,
        mappings: &[],
        merges: false,
    };
    let start = Instant::now();
    let book = Book::open(file, Source::from(Path::new(file))).expect("a book");
    let reading = import::read(&book, &request, None).expect("a reading");
    let wall = start.elapsed().as_secs_f64();
    let (peak, cpu) = spent();
    let line = serde_json::json!({
        "engine": "luanhe", "wall_s": wall, "cpu_s": cpu, "peak_rss_mib": peak,
        "counts": reading.counts, "faults": reading.fault_count, "repairs": reading.repair_count,
        "bad": reading.counts.rejected + reading.counts.repaired,
    });
    writeln!(std::io::stdout(), "{line}").expect("standard output");
}

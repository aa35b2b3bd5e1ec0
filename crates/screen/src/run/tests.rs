use std::{
    fs::File,
    io::{Read, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::{BacktestOptions, RunOptions, RunReport, backtest, explain, output::parquet_file, run};
use crate::faults::ScreenError;

const RULES: &str = r#"
id = "t"
version = "1"
title = { zh = "试", en = "test" }
regions = ["13", "12"]
[registry.households]
key = "hid"
region = "county"
columns = { before = "分" }
[registry.persons]
key = "pid"
household = "hid"
columns = { flags = "code" }
[tables.medical]
of = "person"
key = "pid"
columns = { paid = { is = "元", min = 0, max = 1000000 }, date = "day" }
day = "date"
fresh_months = 3
[tables.harvest]
of = "household"
key = "hid"
columns = { loss = "分" }
[person]
paid = "sum(medical.paid over 12 months)"
[household]
n = "count(persons)"
paid = "sum(persons.paid)"
loss = "sum(harvest.loss)"
[[rules]]
id = "SICK"
bit = 1
severity = 2
when = "paid > limit('dear')"
finds = { zh = "医疗费高", en = "medical cost" }
why = { zh = "负担", en = "burden" }
remedy = { zh = "核查", en = "visit" }
source = "test"
[[rules]]
id = "LOSS"
bit = 3
severity = 1
when = "loss > before"
finds = { zh = "受灾", en = "loss" }
why = { zh = "负担", en = "burden" }
remedy = { zh = "核查", en = "visit" }
source = "test"
[set]
population = "n > 0"
category = "1"
severity = "highest()"
categories = [{ code = 1, zh = "甲", en = "one" }]
"#;

const LIMITS: &str = "[[limits]]\nname = \"dear\"\ntitle = { zh = \"a\", en = \"a\" }\nunit = \"元\"\nvalues = [{ from = 2020-01-01, value = 100, source = \"s\" }]\n";

const HOUSEHOLDS: &str =
    "hid,county,before\n10,130828,5000\n11,130828,100\n12,120101,7000\n20,120101,0\n";
const PERSONS: &str = "pid,hid,flags\n11010519491231002X,10,1\n440524188001010014,10,1\n13082819900101001X,11,0\n12010120000101001,12,1\n12010120000101002,20,1\n";
const MEDICAL: &str = "pid,paid,date\n11010519491231002X,60.50,2025-05-01\n44052418800101001,40,2025-04-01\n120101200001010010,500,2024-01-01\n99999919800101001X,7,2025-05-01\n";
const HARVEST: &str = "hid,loss\n11,101\n12,7000\n77,5\n";

/// A folder of its own for each test, removed in the end.
struct World(PathBuf);

impl World {
    fn new() -> World {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("screen-{}-{}", std::process::id(), NEXT.fetch_add(1, Relaxed));
        let world = World(std::env::temp_dir().join(name));
        std::fs::create_dir_all(&world.0).unwrap();
        let check =
            |text: &str| text.replace("13082819900101001X", &with_check("13082819900101001"));
        let files = [
            ("rules.toml", RULES),
            ("limits.toml", LIMITS),
            ("households.csv", HOUSEHOLDS),
            ("persons.csv", PERSONS),
            ("medical.csv", MEDICAL),
            ("harvest.csv", HARVEST),
        ];
        for (name, text) in files {
            let text = check(text).replace("120101200001010010", &with_check("12010120000101001"));
            world.write(
                name,
                text.replace("99999919800101001X", &with_check("99999919800101001")).as_bytes(),
            );
        }
        world
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        File::create(self.0.join(name)).unwrap().write_all(bytes).unwrap();
    }

    fn read(&self, name: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        File::open(self.0.join(name)).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8(self.read(name)).unwrap()
    }

    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.text(name);
        assert!(text.contains(from), "{name} has no {from}");
        self.write(name, text.replace(from, to).as_bytes());
    }

    fn options(&self, out: &str, memory: u64, threads: usize) -> RunOptions<'static> {
        RunOptions {
            registry: self.0.clone(),
            extracts: self.0.clone(),
            rules: vec![self.0.join("rules.toml")],
            limits: vec![self.0.join("limits.toml")],
            as_of: 20250515,
            out: self.0.join(out),
            memory,
            threads,
            state: None,
            changes: None,
            warn: Vec::new(),
            progress: &|_| true,
        }
    }

    fn run_with(&self, out: &str, memory: u64, threads: usize) -> Result<RunReport, ScreenError> {
        run(&self.options(out, memory, threads))
    }

    fn run(&self) -> Result<RunReport, ScreenError> {
        self.run_with("out", 1 << 30, 2)
    }

    /// What the run says: counts and faults, or why there is no result.
    fn outcome(&self) -> String {
        match self.run() {
            Ok(_) => format!("{}{}", self.text("out/counts.csv"), self.text("out/faults.csv")),
            Err(error) => {
                assert!(!self.0.join("out/run.json").exists());
                error.to_string().replace(&format!("{}/", self.0.display()), "")
            }
        }
    }
}

impl Drop for World {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// The check character by GB 11643's own words: the weighted sum is 1 modulo 11.
fn with_check(body: &str) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 =
        body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = (0..11).find(|check| (sum + check) % 11 == 1).unwrap();
    format!("{body}{}", if check == 10 { "X".to_string() } else { check.to_string() })
}

fn after(name: &str, from: &str, to: &str, expect: Expect) {
    let world = World::new();
    world.edit(name, from, to);
    expect.assert_eq(&world.outcome());
}

#[test]
fn a_run_finds_the_households() {
    let world = World::new();
    let report = world.run().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((report.households, report.persons, report.flagged, report.unknown), (4, 5, 2, 0));
    expect![[r#"
        county,flagged,cat1,SICK,LOSS
        130828,2,2,1,1
    "#]]
    .assert_eq(&world.text("out/counts.csv"));
    expect![[r#"
        extract,rows,number
        medical,1,99999919800101001
        harvest,1,77
    "#]]
    .assert_eq(&world.text("out/unmatched.csv"));
    let files = world.0.join("out").read_dir().unwrap().count();
    assert_eq!(files, 8, "nothing else is left behind");
}

#[test]
fn the_bytes_depend_neither_on_threads_nor_on_memory() {
    let world = World::new();
    world.edit("rules.toml", "regions =", "[policy]\nno_household = \"set-aside\"\n#");
    world.edit("persons.csv", "12010120000101002,20", "12010120000101002,19");
    world.run_with("a", 1 << 30, 1).unwrap();
    let report = world.run_with("b", 64, 3).unwrap();
    assert!(report.passes > 1 && report.spilt > 0);
    for file in [
        "flagged.parquet",
        "counts.csv",
        "unknown.parquet",
        "unknown.csv",
        "unmatched.csv",
        "faults.csv",
        "run.json",
    ] {
        assert_eq!(world.read(&format!("a/{file}")), world.read(&format!("b/{file}")), "{file}");
    }
}

#[test]
fn a_missing_table_is_unknown_and_listed() {
    let world = World::new();
    std::fs::remove_file(world.0.join("harvest.csv")).unwrap();
    let report = world.run().unwrap();
    assert_eq!((report.flagged, report.unknown), (1, 4));
    expect![[r#"
        county,SICK,LOSS
        120101,0,2
        130828,0,2
    "#]]
    .assert_eq(&world.text("out/unknown.csv"));
}

#[test]
fn a_household_is_explained() {
    let world = World::new();
    let told = explain(&world.options("out", 1 << 30, 1), 10).unwrap().unwrap();
    assert_eq!((told.region, told.category, told.severity), (130828, Some(1), Some(2)));
    let answers: Vec<String> = told
        .rules
        .iter()
        .map(|answer| format!("{} {:?} {}", answer.id, answer.hits, answer.zh))
        .collect();
    expect![[r#"
        SICK Some(true) 医疗费高（paid = 100.50元，a = 100.00元）；负担；建议：核查。
        LOSS Some(false) 未发现：受灾（loss = 0.00元，before = 50.00元）。"#]]
    .assert_eq(&answers.join("\n"));
    let paid: Vec<_> = told
        .values
        .iter()
        .filter(|v| v.name == "paid")
        .map(|v| (v.member, v.zh.as_str()))
        .collect();
    assert_eq!(paid, [(Some(1), "60.50元"), (Some(2), "40.00元"), (None, "100.50元")]);
    assert!(explain(&world.options("out", 1 << 30, 1), 15).unwrap().is_none());
}

#[test]
fn findings_are_new_continuing_or_ended() {
    let world = World::new();
    let month = |as_of: u32, out: &str| {
        let state = Some(world.0.join("state"));
        let warn = vec!["1308".to_string()];
        run(&RunOptions { as_of, state, warn, ..world.options(out, 1 << 30, 1) }).unwrap()
    };
    let first = month(20250430, "a").moved.unwrap();
    assert_eq!((first.since, first.new, first.continuing, first.ended), (0, 1, 0, 0));
    // In May household 10 passes the limit as well; by June the loss of household 11 is gone.
    let second = month(20250515, "b").moved.unwrap();
    assert_eq!((second.since, second.new, second.continuing, second.ended), (20250430, 1, 1, 0));
    expect![[r#"
        household,county,standing,severity,reasons,rules,zh,en
        10,130828,new,2,1,SICK,甲：医疗费高,one: medical cost
        11,130828,continuing,1,4,LOSS,甲：受灾,one: loss
    "#]]
    .assert_eq(&world.text("b/warnings.csv"));
    world.edit("harvest.csv", "11,101", "11,99");
    let third = month(20250615, "c").moved.unwrap();
    assert_eq!((third.since, third.new, third.continuing, third.ended), (20250515, 0, 1, 1));
    expect![[r#"
        county,new,continuing,ended
        130828,0,1,1
    "#]]
    .assert_eq(&world.text("c/moved.csv"));
    // The same day again is compared with the same month before.
    assert_eq!(month(20250615, "c").moved.unwrap(), third);
    world.run_with("c", 1 << 30, 1).unwrap();
    assert!(
        !world.0.join("c/moved.csv").exists(),
        "a run that compares nothing leaves nothing to compare"
    );
}

#[test]
fn a_rule_set_is_tried_on_past_months() {
    let world = World::new();
    for (day, paid) in [(20250430, "99"), (20250515, "101"), (20250615, "101")] {
        let folder = world.0.join(format!("history/{day}"));
        std::fs::create_dir_all(&folder).unwrap();
        let rows = format!("pid,paid,date\n11010519491231002X,{paid},2025-04-01\n");
        world.write(&format!("history/{day}/medical.csv"), rows.as_bytes());
        world.write(&format!("history/{day}/harvest.csv"), HARVEST.as_bytes());
    }
    for name in ["households.csv", "persons.csv"] {
        world.write(&format!("history/{name}"), &world.read(name));
    }
    // The candidate sees household 10 from 90 yuan on, a month before the set in force.
    let candidate = world.text("rules.toml").replace("limit('dear')", "90元");
    world.write("candidate.toml", candidate.as_bytes());
    let report = backtest(&BacktestOptions {
        history: world.0.join("history"),
        rules: vec![world.0.join("candidate.toml")],
        limits: vec![world.0.join("limits.toml")],
        present: vec![world.0.join("rules.toml")],
        out: world.0.join("tried"),
        memory: 1 << 30,
        threads: 1,
        progress: &|_| true,
    })
    .unwrap_or_else(|error| panic!("{error}"));
    let months: Vec<_> =
        report.months.iter().map(|m| (m.day, m.candidate, m.present, m.both, m.visits)).collect();
    assert_eq!(months, [(20250430, 2, 1, 1, 2), (20250515, 2, 2, 2, 0), (20250615, 2, 2, 2, 0)]);
    // Household 11 at once by both, household 10 one month earlier.
    assert_eq!(report.lead.into_iter().collect::<Vec<_>>(), [(0, 1), (1, 1)]);
    assert_eq!((report.only_candidate, report.only_present), (0, 0));
    expect![[r#"
        day,county,visits
        20250430,130828,2
    "#]]
    .assert_eq(&world.text("tried/workload.csv"));
    assert_eq!(world.0.join("tried").read_dir().unwrap().count(), 4);
}

#[test]
fn stopping_leaves_nothing() {
    let world = World::new();
    let options = RunOptions {
        progress: &|progress| progress.stage_en != "screening",
        ..world.options("out", 1 << 30, 1)
    };
    assert!(matches!(run(&options), Err(ScreenError::Stopped)));
    assert_eq!(world.0.join("out").read_dir().unwrap().count(), 0);
}

#[test]
fn wrong_registries_are_refused() {
    after(
        "households.csv",
        "11,130828,100",
        "10,130828,100",
        expect![[r#"
        1 行被拒收 · 1 rows refused:
          households.csv 第 2 行 (row 2): 户编号重复 · household number twice: 10
    "#]],
    );
    after(
        "households.csv",
        "12,120101",
        "9,120101",
        expect![[r#"
        1 行被拒收 · 1 rows refused:
          households.csv 第 3 行 (row 3): 名册未按户编号排序 · registry not sorted by household: 9 after 11
    "#]],
    );
    after(
        "households.csv",
        "12,120101",
        "12,650101",
        expect![[r#"
        1 行被拒收 · 1 rows refused:
          households.csv 第 3 行 (row 3): 行政区划代码不存在 · unknown region code: household 12: region 650101
    "#]],
    );
    after(
        "persons.csv",
        "12010120000101002,20",
        "12010120000101001,20",
        expect![[r#"
        1 行被拒收 · 1 rows refused:
          persons.csv 第 5 行 (row 5): 同一人登记在两户 · person in two households: 120101*******1001: row 4 in household 12, row 5 in household 20
    "#]],
    );
    after(
        "persons.csv",
        "440524188001010014,10",
        "11010519491231002X,10",
        expect![[r#"
        1 行被拒收 · 1 rows refused:
          persons.csv 第 2 行 (row 2): 同一人在同一户登记两次 · person twice in one household: 110105*******1002: row 1 in household 10, row 2 in household 10
    "#]],
    );
    after(
        "persons.csv",
        "12010120000101002,20",
        "12010120000101002,15",
        expect![[r#"
        1 行被拒收 · 1 rows refused:
          persons.csv 第 5 行 (row 5): 人员所属户不在名册中 · household of the person not in the registry: household 15
    "#]],
    );
    after(
        "persons.csv",
        "440524188001010014,10",
        "440524188001010014,12",
        expect![[r#"
        1 行被拒收 · 1 rows refused:
          persons.csv 第 3 行 (row 3): 名册未按户编号排序 · registry not sorted by household: household 11 comes after a later one
    "#]],
    );
}

#[test]
fn an_empty_registry_is_refused() {
    let world = World::new();
    world.write("households.csv", b"hid,county,before\n");
    expect!["households.csv: 名册为空 · the registry is empty"].assert_eq(&world.outcome());
}

#[test]
fn wrong_extracts_are_named_and_counted() {
    after(
        "medical.csv",
        "44052418800101001,40,2025-04-01",
        "440524188001010015,40,2025-04-01",
        expect![[r#"
        county,flagged,cat1,SICK,LOSS
        130828,1,1,0,1
        file,fault,故障,policy,rows,row,found
        medical.csv,wrong_check_character,身份证校验码不符,set-aside,1,2,pid = 440524188001010015
    "#]],
    );
    after(
        "medical.csv",
        "44052418800101001,40",
        "44052418800101001,-40",
        expect![[r#"
        county,flagged,cat1,SICK,LOSS
        130828,1,1,0,1
        file,fault,故障,policy,rows,row,found
        medical.csv,out_of_range,数值超出合理范围,set-aside,1,2,paid = -4000
    "#]],
    );
    after(
        "medical.csv",
        "44052418800101001,40,2025-04-01",
        "4405241880010,万,",
        expect![[r#"
        county,flagged,cat1,SICK,LOSS
        130828,1,1,0,1
        file,fault,故障,policy,rows,row,found
        medical.csv,bad_id,证件号码格式不对,set-aside,1,2,pid = 4405241880010
        medical.csv,missing_value,缺值,set-aside,1,2,date = 
        medical.csv,not_a_number,不是数或日期,set-aside,1,2,paid = 万
    "#]],
    );
    after(
        "medical.csv",
        "2025-0",
        "2024-0",
        expect![[r#"
        1 行被拒收 · 1 rows refused:
          medical.csv 第 0 行 (row 0): 数据表过期 · extract too old: newest row 20240501, 3 months before 20250515
    "#]],
    );
    after(
        "harvest.csv",
        "11,101\n12,7000\n77,5\n",
        "",
        expect![[r#"
        1 行被拒收 · 1 rows refused:
          harvest.csv 第 0 行 (row 0): 数据表为空 · empty extract: 0 rows
    "#]],
    );
    after(
        "harvest.csv",
        "loss",
        "lost",
        expect!["harvest.csv: 缺少列 `loss` · no column `loss`; there are: hid, lost"],
    );
}

#[test]
fn what_is_set_aside_does_not_count() {
    let world = World::new();
    world.edit(
        "rules.toml",
        "regions =",
        "[policy]\nunknown_region = \"set-aside\"\ntwo_households = \"set-aside\"\n[nothing]\nx =",
    );
    world.edit("rules.toml", "[nothing]\nx = [\"13\", \"12\"]", "");
    world.edit("households.csv", "11,130828,100", "11,999999,100");
    world.edit("persons.csv", "12010120000101002,20", "12010120000101001,20");
    let report = world.run().unwrap_or_else(|error| panic!("{error}"));
    // Household 11 is set aside; household 20 loses its only person, so it is no longer in the population.
    assert_eq!((report.flagged, report.population), (1, 2));
    expect![[r#"
        file,fault,故障,policy,rows,row,found
        households.csv,unknown_region,行政区划代码不存在,set-aside,1,2,household 11: region 999999
        persons.csv,two_households,同一人登记在两户,set-aside,1,5,"12010120000101001: row 4 in household 12, row 5 in household 20"
    "#]]
    .assert_eq(&world.text("out/faults.csv"));
}

#[test]
fn a_registry_value_that_is_missing_is_unknown() {
    let world = World::new();
    world.edit("households.csv", "11,130828,100", "11,130828,");
    let report = world.run().unwrap();
    assert_eq!((report.flagged, report.unknown), (1, 1));
}

/// Households and harvest as Parquet.
fn with_parquet(world: &World) -> PathBuf {
    std::fs::remove_file(world.0.join("harvest.csv")).unwrap();
    let path = world.0.join("harvest.parquet");
    let columns: [(&str, &[i64]); 2] = [
        ("required int64 hid (INTEGER(64,false))", &[11, 12, 77]),
        ("required int64 loss", &[101, 7000, 5]),
    ];
    parquet_file(&path, &columns).unwrap();
    path
}

fn damage(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = Vec::new();
    File::open(path).unwrap().read_to_end(&mut bytes).unwrap();
    change(&mut bytes);
    File::create(path).unwrap().write_all(&bytes).unwrap();
}

#[test]
fn parquet_and_csv_give_the_same() {
    let world = World::new();
    let csv = world.outcome();
    with_parquet(&world);
    assert_eq!(world.outcome(), csv);
}

#[test]
fn damaged_and_mistyped_parquet_is_refused() {
    let world = World::new();
    let path = with_parquet(&world);
    damage(&path, |bytes| bytes.truncate(bytes.len() - 20));
    assert!(world.outcome().starts_with("harvest.parquet: 文件损坏或不完整 · damaged or cut off:"));
    let columns: [(&str, &[i64]); 2] =
        [("required int64 hid", &[11]), ("required int64 lost", &[101])];
    parquet_file(&path, &columns).unwrap();
    expect!["harvest.parquet: 缺少列 `loss` · no column `loss`; there are: hid, lost"]
        .assert_eq(&world.outcome());
    let columns: [(&str, &[i64]); 2] =
        [("required int64 hid", &[11]), ("required int32 loss (DATE)", &[101])];
    parquet_file(&path, &columns).unwrap();
    expect!["harvest.parquet: 列 `loss` 类型不符 · column `loss` is INT32, which cannot be a whole number"].assert_eq(&world.outcome());
    let columns: [(&str, &[i64]); 2] =
        [("required int64 hid", &[11]), ("required int64 loss (INTEGER(64,false))", &[-1])];
    parquet_file(&path, &columns).unwrap();
    assert!(world.outcome().contains("harvest.parquet,out_of_range"), "2^64 - 1 is not -1");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn no_damage_brings_the_reader_down(changes in prop::collection::vec((any::<u16>(), any::<u8>()), 1..5), cut in prop::option::of(any::<u16>())) {
        let world = World::new();
        let path = with_parquet(&world);
        damage(&path, |bytes| {
            for (at, value) in &changes {
                let at = usize::from(*at) % bytes.len();
                bytes[at] = *value;
            }
            if let Some(cut) = cut {
                bytes.truncate(usize::from(cut) % bytes.len());
            }
        });
        world.run().map(drop).unwrap_or(());
    }

    #[test]
    fn no_csv_brings_the_reader_down(text in "(hid,loss\n)?[0-9a,\"\n.元 -]{0,60}") {
        let world = World::new();
        world.write("harvest.csv", text.as_bytes());
        world.run().map(drop).unwrap_or(());
    }
}

#[test]
fn what_was_kept_is_not_read_again() {
    let world = World::new();
    let kept = |out: &str, as_of: u32| {
        let state = Some(world.0.join("state"));
        run(&RunOptions { as_of, state, ..world.options(out, 1 << 30, 2) }).unwrap()
    };
    let files = ["flagged.parquet", "counts.csv", "unknown.parquet", "unmatched.csv", "faults.csv"];
    let same = |one: &str, other: &str| {
        for file in files {
            let (one, other) =
                (world.read(&format!("{one}/{file}")), world.read(&format!("{other}/{file}")));
            assert_eq!(one, other, "{file}");
        }
    };
    assert_eq!(kept("a", 20250515).passes, 1);
    assert_eq!(kept("b", 20250515).passes, 0);
    same("a", "b");
    assert_eq!(world.text("a/run.json"), world.text("b/run.json"));
    // Another limit, then another day: screened anew from the same rows.
    world.edit("limits.toml", "value = 100", "value = 101");
    assert_eq!((kept("b", 20250515).passes, kept("b", 20250515).flagged), (0, 1));
    world.run_with("a", 1 << 30, 1).unwrap();
    same("a", "b");
    let stale = run(&RunOptions {
        as_of: 20250901,
        state: Some(world.0.join("state")),
        ..world.options("c", 1 << 30, 1)
    });
    assert!(matches!(stale, Err(ScreenError::Refused { .. })), "the extract is too old by then");
    // Another file is read.
    world.edit("harvest.csv", "11,101", "11,99");
    assert_eq!(kept("b", 20250515).passes, 1);
    world.run_with("a", 1 << 30, 1).unwrap();
    same("a", "b");
}

#[test]
fn a_damaged_state_is_made_anew() {
    let world = World::new();
    let state = Some(world.0.join("state"));
    let kept = || {
        run(&RunOptions { state: state.clone(), ..world.options("out", 1 << 30, 1) })
            .unwrap()
            .passes
    };
    assert_eq!((kept(), kept()), (1, 0));
    let path = world.0.join("state/kept");
    damage(&path, |bytes| *bytes.last_mut().unwrap() ^= 1);
    assert_eq!((kept(), kept()), (1, 0));
    damage(&path, |bytes| bytes.truncate(bytes.len() / 2));
    assert_eq!((kept(), kept()), (1, 0));
    let rows = |entry: std::io::Result<std::fs::DirEntry>| {
        Some(entry.unwrap().path()).filter(|p| p.to_string_lossy().contains("/rows."))
    };
    let rows: Vec<_> = world.0.join("state").read_dir().unwrap().filter_map(rows).collect();
    assert_eq!(rows.len(), 1, "earlier generations are gone");
    std::fs::remove_file(&rows[0]).unwrap();
    assert_eq!((kept(), kept()), (1, 0));
}

#[test]
fn changes_need_something_kept() {
    let world = World::new();
    let (state, changes) = (Some(world.0.join("state")), Some(world.0.clone()));
    let error =
        run(&RunOptions { state, changes, ..world.options("out", 1 << 30, 1) }).unwrap_err();
    assert!(matches!(error, ScreenError::NothingKept { .. }));
}

const NUMBERS: [&str; 6] = [
    "11010519491231002",
    "44052418800101001",
    "13082819900101001",
    "12010120000101001",
    "12010120000101002",
    "13082819650101001",
];

/// Person or household, amount and day of a row.
type Row = (usize, u32, usize);

fn medical(rows: &[Row]) -> String {
    let days = ["2024-03-01", "2024-05-16", "2025-01-01", "2025-05-15", "2025-05-16"];
    let line =
        |(person, paid, day): &Row| format!("{},{paid},{}\n", NUMBERS[*person], days[day % 5]);
    format!(
        "pid,paid,date\n99999919800101001,7,2025-05-01\n{}",
        rows.iter().map(line).collect::<String>()
    )
}

fn harvest(rows: &[Row]) -> String {
    let line = |(house, loss, _): &Row| format!("{},{loss}\n", [10, 11, 12, 20, 77, 13][*house]);
    format!("hid,loss\n78,1\n{}", rows.iter().map(line).collect::<String>())
}

/// The rows after changes: those of the subjects named are replaced.
fn changed(rows: &[Row], new: &[Row], gone: &[usize]) -> Vec<Row> {
    let stays = |row: &&Row| !gone.contains(&row.0) && new.iter().all(|new| new.0 != row.0);
    rows.iter().filter(stays).chain(new).copied().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn changes_give_what_a_full_run_gives(
        base in prop::collection::vec((0..6_usize, 0..150_u32, 0..5_usize), 0..12),
        lost in prop::collection::vec((0..6_usize, 0..9000_u32, 0..1_usize), 0..6),
        steps in prop::collection::vec((
            prop::collection::vec((0..6_usize, 0..150_u32, 0..5_usize), 0..6),
            prop::collection::vec((0..6_usize, 0..9000_u32, 0..1_usize), 0..3),
            prop::sample::subsequence(vec![0_usize, 1, 2, 3, 4, 5], 0..3),
        ), 1..4),
        memory in prop::sample::select(vec![64_u64, 1 << 30]),
    ) {
        let world = World::new();
        let (mut base, mut lost) = (base, lost);
        world.write("medical.csv", medical(&base).as_bytes());
        world.write("harvest.csv", harvest(&lost).as_bytes());
        let state = Some(world.0.join("state"));
        run(&RunOptions { state: state.clone(), ..world.options("a", memory, 2) }).unwrap();
        for (new, losses, gone) in &steps {
            let gone: Vec<usize> = gone.iter().copied().filter(|g| new.iter().all(|n| n.0 != *g)).collect();
            let folder = world.0.join("changes");
            std::fs::create_dir_all(&folder).unwrap();
            world.write("changes/medical.csv", medical(new).as_bytes());
            let keys: String = gone.iter().map(|g| format!("{}\n", NUMBERS[*g])).collect();
            world.write("changes/medical.gone.csv", format!("pid\n{keys}").as_bytes());
            world.write("changes/harvest.csv", harvest(losses).as_bytes());
            let (state, changes) = (state.clone(), Some(folder));
            run(&RunOptions { state, changes, ..world.options("a", memory, 2) }).unwrap();
            base = changed(&base, new, &gone);
            lost = changed(&lost, losses, &[]);
            world.write("medical.csv", medical(&base).as_bytes());
            world.write("harvest.csv", harvest(&lost).as_bytes());
            world.run_with("b", 1 << 30, 1).unwrap();
            for file in ["flagged.parquet", "counts.csv", "unknown.parquet", "unknown.csv"] {
                let (one, other) = (world.read(&format!("a/{file}")), world.read(&format!("b/{file}")));
                prop_assert_eq!(one, other, "{}", file);
            }
        }
    }
}

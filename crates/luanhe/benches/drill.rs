//! Drill-downs into a ledger of many movements, answered from the panel: the peer is
//! `bench/ledger/drill.py`, which asks DuckDB the same over the same rows.
//! `cargo bench -p luanhe --bench drill -- DIR ROWS`; see bench/ledger.

#![expect(dead_code, unused_imports, reason = "the modules are those of the program")]

#[path = "../src/base/mod.rs"]
mod base;
#[path = "../src/measure/mod.rs"]
mod measure;
#[path = "../src/parties/mod.rs"]
mod parties;
#[path = "../src/record/mod.rs"]
mod record;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use base::{Clock, Day, Fault, RegionCode, Unit, text};
use measure::{Basis, Indicator, Keep, Nature, Question};
use parties::region::LATEST;
use record::{
    Act, Actor, Catalog, Change, EntryKind, Field, Keys, Kind, Ledger, Origin, Register, Row,
    Total, Value,
};

static FIELDS: &[Field] = &[
    Field::required("county", "县", "county", Kind::Region),
    Field::required("day", "日期", "day", Kind::Day),
    Field::required("category", "类别", "category", Kind::Text),
    Field::required("status", "状态", "status", Kind::Text),
    Field::required("amount", "金额", "amount", Kind::Money),
];

static MOVES: Register = Register {
    name: "moves",
    title: text("流水", "movements"),
    fields: FIELDS,
    key: &[],
    day: "day",
    region: "county",
    personal: false,
    check: |_: &Row<'_>, _: &mut Vec<Fault>| {},
};

static PAID: Indicator = Indicator {
    id: "moves.paid",
    title: text("支付", "paid"),
    unit: Unit::Fen,
    basis: Basis {
        nature: Nature::Flow,
        counted: text("支付", "paid"),
        date: text("日期", "day"),
        place: text("县", "county"),
    },
    version: 1,
    register: &MOVES,
    keeps: &[Keep::Is("status", "2")],
    measure: Total::Sum("amount"),
    whole: None,
    day: "day",
    splits: &["category"],
    says: text("已支付的金额", "what was paid"),
    said: &[],
};

/// Xorshift: the same rows in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

/// Every county of the latest vintage.
fn counties() -> Vec<String> {
    let mut open: Vec<RegionCode> =
        (11..=65).filter_map(|province| RegionCode::parse(&format!("{province}0000"))).collect();
    let mut counties = Vec::new();
    while let Some(region) = open.pop() {
        let below = parties::regions().children(&region, LATEST);
        if below.is_empty() && !region.as_str().ends_with("00") {
            counties.push(region.to_string());
        }
        open.extend(below.into_iter().map(|(code, _)| code));
    }
    counties.sort_unstable();
    counties
}

/// Writes `rows` movements into the ledger, and the same as csv for the peer.
fn fill(ledger: &mut Ledger, csv: &Path, rows: usize) {
    const ACT: usize = 1_000_000;
    let (actor, counties, mut dice) = (Actor::system("bench"), counties(), Dice(9));
    let mut out = std::io::BufWriter::new(std::fs::File::create(csv).expect("a file"));
    writeln!(out, "county,year,category,status,amount").expect("a line");
    let mut row = || {
        let county = &counties[dice.below(counties.len() as u64) as usize];
        let (year, category) = (2016 + dice.below(10), dice.below(12).min(dice.below(12)));
        let status = [2, 2, 2, 2, 2, 2, 2, 2, 1, 0][dice.below(10) as usize];
        let amount = dice.below(1000) * dice.below(1000) * dice.below(100) + 1;
        writeln!(out, "{county},{year},{category},{status},{amount}").expect("a line");
        let day = format!("{year}-07-01");
        let amount = i64::try_from(amount).expect("below 100 million");
        let words = [county.clone(), day, category.to_string(), status.to_string()];
        words.map(Value::from).into_iter().chain([Value::from(amount)]).collect::<Vec<_>>()
    };
    let mut left = rows;
    while left > 0 {
        let now = left.min(ACT);
        let act = Act {
            kind: EntryKind::Import,
            actor: &actor,
            reason: String::new(),
            programme: "bench".to_string(),
            origin: Origin::Synthetic,
            source: "bench".to_string(),
            sheets: Vec::new(),
        };
        let mut changes = (0..now).map(|_| Ok(Change::new(&MOVES, row())));
        ledger.write(&act, &mut changes).expect("an act");
        left -= now;
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let [dir, rows] = arguments.as_slice() else {
        // `cargo test --benches` calls without arguments.
        return;
    };
    let (dir, rows) = (Path::new(dir), rows.parse().expect("a number of rows"));
    let path = dir.join(format!("drill-{rows}.sqlite"));
    let is_new = !path.exists();
    let derived = measure::derived(vec![&PAID]);
    let catalog = Arc::new(Catalog { registers: vec![&MOVES], derived });
    let address = path.to_string_lossy();
    let keys = Arc::new(Keys::of(&[7; 32]));
    let mut ledger = Ledger::open(&address, catalog, keys, Clock::machine()).expect("a ledger");
    if is_new {
        fill(&mut ledger, &dir.join(format!("drill-{rows}.csv")), rows);
    }
    let actor = Actor::system("bench");
    let day = |year, month, day| Day::new(year, month, day).expect("a day");
    let asked = [
        ("510104", 2016, 2025, "category"),
        ("510104", 2016, 2025, "year"),
        ("510100", 2025, 2025, "region"),
        ("510000", 2025, 2025, "region"),
        ("510000", 2016, 2025, "category"),
    ];
    for (region, from, to, by) in asked {
        let region = RegionCode::parse(region).expect("a code");
        let mut question = Question::new(&PAID, region.clone(), day(from, 1, 1), day(to, 12, 31));
        question.programme = "bench".to_string();
        question.by = Some(by.to_string());
        let mut times = Vec::new();
        let mut answer = None;
        for _ in 0..101 {
            let start = Instant::now();
            answer = Some(ledger.ask(&actor, &question).expect("an answer"));
            times.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        times.sort_by(f64::total_cmp);
        let answer = answer.expect("asked at least once");
        let line = serde_json::json!({
            "region": region.as_str(), "from": from, "to": to, "by": by, "ms": times[50],
            "value": answer.value, "rows": answer.rows, "parts": answer.parts.len(),
        });
        writeln!(std::io::stdout(), "{line}").expect("standard output");
    }
}

//! The same journey on both engines, through the real program: the demo adds up, a second run changes
//! nothing, the chain holds, wrong input is refused by kind, and a program that is killed leaves
//! nothing half-done.

use std::process::Stdio;
use std::time::Duration;

use serde_json::Value as Json;

use crate::base::{Base, PROGRAMME, file, funds};
use crate::claims;

/// The totals of the published report (北方网, 2022-02-26), in fen and pieces.
const PUBLISHED: &[(&str, &str, i64)] = &[
    ("funds.arrived", "2016-01-01", 165_200_000_000),
    ("funds.guarantees", "2016-01-01", 26_800_000_000),
    ("funds.industry", "2016-01-01", 71_100_000_000),
    ("projects.count", "2016-01-01", 415),
    ("projects.plants_grown", "2021-01-01", 18_500_000),
    ("guarantees.clinics_helped", "2016-01-01", 577),
    ("guarantees.schools_helped", "2016-01-01", 499),
    ("resettlement.sites", "2016-01-01", 10),
    ("sales.brand", "2021-01-01", 5_365_950_000),
    ("sales.through_tianjin", "2016-01-01", 50_000_000_000),
    ("projects.sheep_sold", "2021-01-01", 40_000),
];

fn the_demo_adds_up(base: &Base) {
    let first = base.demo();
    for (indicator, from, value) in PUBLISHED {
        assert_eq!(base.measured(indicator, from, "2021-12-31"), *value, "{indicator}");
        // A day off the month's end is answered from the rows instead of the cube.
        assert_eq!(base.measured(indicator, from, "2021-12-30"), {
            let last = base.measured(indicator, "2021-12-31", "2021-12-31");
            value - last
        });
    }
    let again = base.demo();
    assert_eq!(first["head"], again["head"], "a second run changes nothing");
    assert!(first["findings"].as_i64().is_some_and(|found| found > 0));
    assert_eq!(first["findings"], again["findings"]);
    let head = first["head"].as_str().expect("a printed head");
    assert_eq!(base.json(&["verify", "--head", head])["damages"], Json::Array(Vec::new()));
    base.json(&["rebuild"]);
    for (indicator, from, value) in PUBLISHED {
        assert_eq!(base.measured(indicator, from, "2021-12-31"), *value, "{indicator} rebuilt");
    }
    for name in ["annual-2021.html", "annual-2021.docx", "annual-2021.xlsx", "annual-2021.json"] {
        let brief = base.folder.join("demo/brief").join(name);
        assert!(brief.metadata().is_ok_and(|file| file.len() > 5_000), "{name}");
    }
    claims::hold(base);
}

#[test]
fn the_demo_adds_up_on_sqlite() {
    the_demo_adds_up(&Base::sqlite("demo"));
}

#[test]
fn the_demo_adds_up_on_postgresql() {
    the_demo_adds_up(&Base::postgres("demo"));
}

#[test]
fn an_import_counts_repeats_and_undoes() {
    for base in [Base::sqlite("import"), Base::postgres("import")] {
        let funds = file(&base, "funds.csv", &funds(20));
        let import = |more: &[&str]| -> Json {
            let arguments = [&["import", "funds", &funds, "--json"], more].concat();
            serde_json::from_slice(&base.run(&arguments).stdout).expect("JSON")
        };
        let counts = |outcome: &Json| {
            ["read", "accepted", "rejected", "unchanged"].map(|name| outcome[name].as_i64())
        };
        assert_eq!(counts(&import(&["--dry-run"])), [Some(20), Some(19), Some(1), Some(0)]);
        let first = import(&[]);
        assert_eq!(counts(&first), [Some(20), Some(19), Some(1), Some(0)]);
        assert!(first["faults"].to_string().contains("某某县"));
        assert_eq!(counts(&import(&[])), [Some(20), Some(0), Some(1), Some(19)]);
        let entry = first["entry"].as_i64().expect("an entry").to_string();
        base.json(&["import", "undo", &entry, "--reason", "wrong file"]);
        assert_eq!(base.measured("funds.arrived", "2016-01-01", "2021-12-31"), 0);
        base.json(&["verify"]);
    }
}

#[test]
fn each_kind_of_error_has_its_exit_code() {
    let base = Base::sqlite("errors");
    let programme = file(&base, "programmes.csv", PROGRAMME);
    base.json(&["import", "programmes", &programme]);
    let broken = file(&base, "broken.xlsx", "PK\u{3}\u{4} no workbook");
    for (arguments, code) in [
        (vec!["measure", "funds.nothing", "--from", "2016-01-01", "--to", "2021-12-31"], 3),
        (vec!["measure", "funds.paid", "--from", "2016", "--to", "2021-12-31"], 2),
        (vec!["measure", "funds.paid", "--from", "2022-01-01", "--to", "2021-12-31"], 2),
        (vec!["import", "nothing", &programme], 3),
        (vec!["import", "funds", "no-such-file.xlsx"], 3),
        (vec!["import", "funds", &broken], 2),
        (vec!["import", "funds", &programme], 2),
        (vec!["import", "undo", "99"], 3),
        (vec!["record", "funds", "list", "--filter", "purpose=x"], 2),
        (vec!["record", "funds", "show", "no-such-row"], 3),
    ] {
        let output = base.run(&arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned()
            + &String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

/// Imports are killed at fifty different moments; each time the books are whole, and hold all of the
/// file or nothing of it.
fn killed_imports_leave_nothing_half_done(base: &Base) {
    let rows = 400;
    for at in 0..50 {
        let name = format!("funds-{at}.csv");
        let funds = file(base, &name, &funds(rows).replace("P-", &format!("K{at}-")));
        let mut child = base
            .command(&["import", "funds", &funds])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(Duration::from_millis(10 + at * 9));
        // It may have ended by itself.
        drop(child.kill());
        child.wait().expect("the program ends");
    }
    let verdict = base.json(&["verify"]);
    assert_eq!(verdict["damages"], Json::Array(Vec::new()));
    let kept = verdict["rows"].as_u64().expect("a number");
    assert_eq!(kept % (rows as u64 - 1), 0, "a file is in the books whole or not at all");
    let sum = base.measured("funds.arrived", "2016-01-01", "2021-12-31");
    let whole: i64 = (1..rows as i64).map(|yuan| yuan * 100 + 50).sum();
    assert_eq!(sum, i64::try_from(kept).expect("a few") / (rows as i64 - 1) * whole);
    base.json(&["rebuild"]);
    assert_eq!(base.measured("funds.arrived", "2016-01-01", "2021-12-31"), sum);
}

#[test]
fn killed_imports_leave_nothing_half_done_on_sqlite() {
    killed_imports_leave_nothing_half_done(&Base::sqlite("killed"));
}

#[test]
fn killed_imports_leave_nothing_half_done_on_postgresql() {
    killed_imports_leave_nothing_half_done(&Base::postgres("killed"));
}

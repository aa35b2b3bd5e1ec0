//! A program that is killed at any moment loses nothing that it acknowledged and leaves nothing
//! half-done: a server among its form posts, and a rebuild of all derived state.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::time::Instant;

use serde_json::Value as Json;

use crate::base::{Base, PROGRAMME, file, funds};
use crate::http::{Served, Visitor, add_user, movement};

const MOMENTS: u32 = 50;

/// Derived state as people see it, from the cells of the cube and from the rows as they are now.
fn derived(base: &Base) -> Vec<Json> {
    let asked = ["measure", "funds.arrived", "--from", "2016-01-01", "--to", "2021-12-31"];
    let mut all: Vec<Json> = ["month", "tier", "region"]
        .map(|by| base.json(&[&asked[..], &["--by", by]].concat()))
        .to_vec();
    all.push(base.json(&["record", "funds", "list", "--limit", "100000"]));
    all
}

fn whole(base: &Base) {
    assert_eq!(base.json(&["verify"])["damages"], Json::Array(Vec::new()));
}

/// Posts one row after another until the server is gone; gives those that it said were saved, and all
/// that were sent.
fn post_until_gone(
    visitor: &Visitor,
    address: &str,
    name: &str,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut saved, mut sent) = (BTreeSet::new(), BTreeSet::new());
    for number in 0.. {
        let batch = format!("{name}-{number}");
        sent.insert(batch.clone());
        match visitor.post(address, "/funds", &movement(&batch)) {
            Ok(answer) => {
                assert_eq!(answer.status, 303, "{}", answer.body);
                saved.insert(batch);
            }
            Err(_) => break,
        }
    }
    (saved, sent)
}

fn a_killed_server_loses_nothing_acknowledged(base: &Base) {
    let programme = file(base, "programmes.csv", PROGRAMME);
    base.json(&["import", "programmes", &programme]);
    add_user(base, "office", "office", &[]);
    let visitor = Visitor::sign_in(&Served::start(base), "office");
    let (mut saved, mut sent) = (BTreeSet::from(["first".to_string()]), BTreeSet::new());
    sent.clone_from(&saved);
    let served = Served::start(base);
    let began = Instant::now();
    let first = visitor.post(&served.address, "/funds", &movement("first")).expect("an answer");
    assert_eq!(first.status, 303, "{}", first.body);
    // From before the first post is in until a few are.
    let time = began.elapsed() * 4;
    drop(served);
    for at in 0..MOMENTS {
        let served = Served::start(base);
        std::thread::scope(|scope| {
            let writers = ["a", "b"].map(|writer| {
                let (visitor, address) = (&visitor, served.address.clone());
                let name = format!("K{at}{writer}");
                scope.spawn(move || post_until_gone(visitor, &address, &name))
            });
            std::thread::sleep(time * at / MOMENTS);
            drop(served);
            for writer in writers {
                let (kept, tried) = writer.join().expect("a writer ends");
                saved.extend(kept);
                sent.extend(tried);
            }
        });
    }
    whole(base);
    let rows = base.json(&["record", "funds", "list", "--limit", "100000"]);
    let batch = |row: &Json| row["batch"].as_str().expect("a batch").to_string();
    let there: BTreeSet<String> = rows.as_array().expect("rows").iter().map(batch).collect();
    assert_eq!(there.len(), rows.as_array().expect("rows").len(), "no row is there twice");
    assert!(saved.len() > 20, "the server had time to save something: {}", saved.len());
    assert_eq!(saved.difference(&there).count(), 0, "saved and lost");
    assert_eq!(there.difference(&sent).count(), 0, "there and never sent");
    let sum = base.measured("funds.arrived", "2016-01-01", "2021-12-31");
    assert_eq!(sum, 1250 * i64::try_from(there.len()).expect("a few"));
    let before = derived(base);
    base.json(&["rebuild"]);
    assert_eq!(derived(base), before, "derived state is what a rebuild makes");
}

#[test]
fn a_killed_server_loses_nothing_acknowledged_on_sqlite() {
    a_killed_server_loses_nothing_acknowledged(&Base::sqlite("killed-server"));
}

#[test]
fn a_killed_server_loses_nothing_acknowledged_on_postgresql() {
    a_killed_server_loses_nothing_acknowledged(&Base::postgres("killed_server"));
}

fn a_killed_rebuild_changes_nothing(base: &Base) {
    let sheet = file(base, "funds.csv", &funds(1_500));
    base.run(&["import", "funds", &sheet]);
    let before = derived(base);
    let began = Instant::now();
    base.json(&["rebuild"]);
    let time = began.elapsed();
    assert_eq!(derived(base), before);
    for at in 0..MOMENTS {
        let mut child = base
            .command(&["rebuild"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(time * at / MOMENTS);
        // It may have ended by itself.
        drop(child.kill());
        child.wait().expect("the program ends");
        let sum = base.measured("funds.arrived", "2016-01-01", "2021-12-31");
        assert_eq!(before[0]["value"], sum, "killed at moment {at}");
    }
    assert_eq!(derived(base), before);
    whole(base);
}

#[test]
fn a_killed_rebuild_changes_nothing_on_sqlite() {
    a_killed_rebuild_changes_nothing(&Base::sqlite("killed-rebuild"));
}

#[test]
fn a_killed_rebuild_changes_nothing_on_postgresql() {
    a_killed_rebuild_changes_nothing(&Base::postgres("killed_rebuild"));
}

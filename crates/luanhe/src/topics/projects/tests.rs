//! What the project library offers to a plan.

use std::sync::Arc;

use super::super::catalog;
use super::plan::offers;
use super::record::PROJECTS;
use crate::base::{Clock, Day, Fen};
use crate::record::{Act, Actor, Change, EntryKind, Keys, Ledger, Origin, Value};

fn project(code: &str, state: &str, aid: Option<i64>) -> Change {
    let mut values = vec![Value::Null; PROJECTS.fields.len()];
    let mut set = |name: &str, value: Value| values[PROJECTS.at(name)] = value;
    for (name, word) in [
        ("code", code),
        ("name", "食用菌大棚"),
        ("county", "130825103"),
        ("kind", "产业发展"),
        ("use", "产业"),
        ("nature", "协作"),
        ("state", state),
        ("listed_on", "2021-11-01"),
        ("scope", "到人到户"),
    ] {
        set(name, word.into());
    }
    set("year", 2022.into());
    set("budget", Fen(300 * Fen::WAN).into());
    set("aid", aid.map(Fen).into());
    set("households", 150.into());
    Change::new(&PROJECTS, values)
}

#[test]
fn projects_not_yet_approved_ask_for_their_aid_or_their_budget() {
    let clock = Clock::fixed(Day::new(2022, 1, 1).unwrap());
    let keys = Arc::new(Keys::of(&[1; 32]));
    let mut ledger = Ledger::open(":memory:", Arc::new(catalog()), keys, clock).unwrap();
    let me = Actor::system("测试");
    let act = Act {
        kind: EntryKind::Form,
        actor: &me,
        reason: String::new(),
        programme: "tj-cd".to_string(),
        origin: Origin::Synthetic,
        source: String::new(),
        sheets: Vec::new(),
    };
    let rows = [
        project("B", "入库", None),
        project("A", "谋划", Some(200 * Fen::WAN)),
        project("C", "在建", None),
    ];
    ledger.write(&act, &mut rows.into_iter().map(Ok)).unwrap();
    let found = offers(&mut ledger, &me, "tj-cd").unwrap();
    let told: Vec<(&str, &str, i64)> =
        found.iter().map(|c| (c.code.as_str(), c.county.as_str(), c.most().0 / Fen::WAN)).collect();
    assert_eq!(told, [("A", "130825", 200), ("B", "130825", 300)]);
    assert!(found.iter().all(|c| c.least == c.most() && c.households == Some(150)));
    assert!(found.iter().all(|c| c.origin == Origin::Synthetic && c.people.is_none()));
    assert!(offers(&mut ledger, &me, "other").unwrap().is_empty());
    let county = Actor { scope: vec!["1308811".to_string()], ..me.clone() };
    assert!(offers(&mut ledger, &county, "tj-cd").unwrap().is_empty());
}

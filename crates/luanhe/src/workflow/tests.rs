//! A workflow of three states on both engines: who may move, with what, by when.

use std::sync::Arc;

use super::*;
use crate::base::{Clock, Error, Fault, text};
use crate::evidence::{Attachment, EVIDENCE};
use crate::record::{
    Act, Actor, Catalog, Change, EntryKind, Field, Keys, Kind, Ledger, Op, Origin, Row, Value,
    fresh_schema,
};

const FIELDS: &[Field] = &[
    Field::required("code", "编号", "code", Kind::Text).filter(),
    Field::required("county", "县", "county", Kind::Region).filter(),
    Field::required("day", "日期", "day", Kind::Day).filter(),
    Field::required("state", "状态", "state", Kind::Text).filter().later(),
    Field::optional("done_on", "完工日期", "done on", Kind::Day).later(),
];

fn no_rule(_: &Row<'_>, _: &mut Vec<Fault>) {}

static WORKS: Register = Register {
    name: "works",
    title: text("工程", "works"),
    fields: FIELDS,
    key: &["code"],
    day: "day",
    region: "county",
    personal: false,
    check: no_rule,
};

const BOTH: &[Role] = &[Role::County, Role::Office];
const MOVE: Move = Move {
    from: &["在建"],
    to: "完工",
    by: BOTH,
    document: false,
    evidence: false,
    sets: Some("done_on"),
    term: None,
};

static WORKFLOW: Workflow = Workflow {
    register: &WORKS,
    state: "state",
    moves: &[
        MOVE,
        Move {
            from: &["完工"],
            to: "验收",
            by: &[Role::Office],
            document: true,
            evidence: true,
            sets: None,
            term: Some(Term::WorkingDays("works.accept")),
        },
    ],
};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn limits() -> Vec<Limit> {
    let one = |region: &str, value| Limit {
        name: "works.accept".into(),
        means: crate::base::say!("限", "limit"),
        unit: crate::base::say!("个工作日", "working days"),
        region: region.into(),
        from: "2016-01-01".into(),
        value,
        source: "试".into(),
        unsure: false,
    };
    vec![one("", 10), one("130828", 5)]
}

fn open(address: &str) -> Ledger {
    let catalog = Catalog { registers: vec![&WORKS, &STEPS, &EVIDENCE], derived: vec![] };
    let keys = Arc::new(Keys::of(&[7; 32]));
    Ledger::open(address, Arc::new(catalog), keys, Clock::fixed(day("2021-10-20"))).unwrap()
}

fn life(ledger: &mut Ledger) {
    let me = Actor::system("t");
    let clerk =
        Actor { role: Role::County, scope: vec!["130825".into()], ..Actor::system("clerk") };
    let other = Actor { scope: vec!["130828".into()], ..clerk.clone() };
    let office = Actor { role: Role::Office, ..Actor::system("office") };
    let id = ledger.clock.id().unwrap();
    let values: Vec<Value> =
        vec!["A".into(), "130825".into(), day("2020-03-05").into(), "在建".into(), Value::Null];
    let act = Act {
        kind: EntryKind::Import,
        actor: &me,
        reason: String::new(),
        programme: "tj-cd".into(),
        origin: Origin::Own,
        source: String::new(),
        sheets: Vec::new(),
    };
    let change = Change::of(&WORKS, &id, Op::Put(values));
    ledger.write(&act, &mut [Ok(change)].into_iter()).unwrap();
    // The year in which the row was listed is closed; its life goes on.
    ledger.close(&me, "tj-cd", day("2020-12-31"), "").unwrap();

    let step = |to, on: &str, document| Step { to, day: day(on), document };
    let skipped = advance(ledger, &office, &WORKFLOW, &id, &step("验收", "2021-09-30", "文"));
    assert!(skipped.unwrap_err().to_string().contains("可以是：完工"));
    let done = step("完工", "2021-09-30", "");
    assert!(matches!(advance(ledger, &other, &WORKFLOW, &id, &done), Err(Error::Missing(_))));
    let early = advance(ledger, &clerk, &WORKFLOW, &id, &step("完工", "2021-10-21", ""));
    assert!(early.is_err(), "tomorrow has not come");
    let entry = advance(ledger, &clerk, &WORKFLOW, &id, &done).unwrap();
    assert_eq!(entry.reason, "在建 → 完工");

    let row = ledger.get(&me, &WORKS, &id).unwrap().unwrap();
    assert_eq!(WORKFLOW.state_of(&row), "完工");
    let next = next_moves(ledger, &clerk, &WORKFLOW, &row, &limits()).unwrap();
    assert_eq!((next.len(), next[0].to, next[0].lacks.len()), (1, "验收", 2));
    // 2021: 1–7 October off, Saturday the 9th worked; ten working days after 30 September are
    // 8 9 11 12 13 14 15 18 19 20 October, by the calendar on the wall.
    let due = next[0].due.as_ref().unwrap();
    assert_eq!((due.day, due.by.zh.as_str()), (day("2021-10-20"), "10个工作日"));
    let all = overdue(ledger, &me, (&WORKFLOW, "tj-cd"), &limits(), day("2021-10-22")).unwrap();
    assert_eq!((all.len(), all[0].rows, all[0].days), (1, 1, 2));
    let on_time = overdue(ledger, &me, (&WORKFLOW, "tj-cd"), &limits(), day("2021-10-20")).unwrap();
    assert!(on_time.is_empty());
    let theirs =
        overdue(ledger, &other, (&WORKFLOW, "tj-cd"), &limits(), day("2021-10-22")).unwrap();
    assert!(theirs.is_empty(), "outside the scope");

    let accepted = step("验收", "2021-10-20", "");
    let Err(Error::Faults(faults)) = advance(ledger, &clerk, &WORKFLOW, &id, &accepted) else {
        panic!("it lacks the office, the evidence and the document");
    };
    assert_eq!(faults.len(), 3);
    let pdf = Attachment {
        name: "验收单.pdf".into(),
        title: String::new(),
        page: None,
        bytes: b"%PDF-1.7 minutes".to_vec(),
    };
    ledger.attach(&clerk, &WORKS, &id, &[pdf]).unwrap();
    let accepted = step("验收", "2021-10-20", "承验〔2021〕1号");
    let entry = advance(ledger, &office, &WORKFLOW, &id, &accepted).unwrap();
    let steps = steps_of(ledger, &WORKFLOW, &id).unwrap();
    let told: Vec<(&str, &str, &str)> =
        steps.iter().map(|s| (s.was.as_str(), s.state.as_str(), s.by.as_str())).collect();
    assert_eq!(told, [("在建", "完工", "clerk"), ("完工", "验收", "office")]);
    ledger.undo(&me, entry.no, "wrong project").unwrap();
    let row = ledger.get(&me, &WORKS, &id).unwrap().unwrap();
    assert_eq!(WORKFLOW.state_of(&row), "完工", "step and state go back together");
    assert_eq!(steps_of(ledger, &WORKFLOW, &id).unwrap().len(), 1);
    assert!(ledger.verify(None, &mut |_| {}).unwrap().is_whole());
}

#[test]
fn a_row_moves_by_its_offices_with_documents_and_evidence_in_time() {
    life(&mut open(":memory:"));
    life(&mut open(&fresh_schema("workflow")));
}

#[test]
fn the_nearest_place_has_the_limit() {
    let all = limits();
    let found = |place| limit(&all, "works.accept", place, day("2021-01-01")).unwrap().value;
    assert_eq!((found("130825"), found("130828101")), (10, 5));
    assert!(limit(&all, "works.accept", "130825", day("2015-12-31")).is_none());
}

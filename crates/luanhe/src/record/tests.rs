//! The ledger on both engines: what it keeps, refuses, undoes and proves.

use std::sync::Arc;

use super::*;
use crate::base::{Clock, Day, Error, Fault, Result, say};

const FIELDS: &[Field] = &[
    Field::required("code", "编号", "code", Kind::Text).filter(),
    Field::required("county", "县", "county", Kind::Region).filter(),
    Field::required("day", "日期", "day", Kind::Day).filter(),
    Field::required("amount", "金额", "amount", Kind::Money).filter(),
    Field::optional("holder", "证件号", "ID number", Kind::IdNumber),
];

fn no_rule(_: &Row<'_>, _: &mut Vec<Fault>) {}

static SAMPLE: Register = Register {
    name: "sample",
    title: crate::base::text("样表", "sample"),
    fields: FIELDS,
    key: &["code"],
    day: "day",
    region: "county",
    personal: false,
    check: no_rule,
};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// What somebody has from one day until another.
const TERM: &[Field] = &[
    Field::required("code", "编号", "code", Kind::Text).filter(),
    Field::required("county", "县", "county", Kind::Region).filter(),
    Field::required("from_day", "起", "from", Kind::Day).filter(),
    Field::optional("until_day", "止", "until", Kind::Day).filter().ends(),
    Field::required("state", "状态", "state", Kind::Text).later(),
];

static TERMS: Register = Register { name: "terms", fields: TERM, day: "from_day", ..SAMPLE };

fn term(code: &str, from: &str, until: Option<&str>, state: &str) -> Vec<Value> {
    let until = until.map(|until| Value::from(day(until)));
    vec![code.into(), "130825".into(), day(from).into(), until.unwrap_or(Value::Null), state.into()]
}

fn open(address: &str) -> Ledger {
    let catalog = Arc::new(Catalog { registers: vec![&SAMPLE, &TERMS], derived: vec![] });
    let keys = Arc::new(Keys::of(&[7; 32]));
    Ledger::open(address, catalog, keys, Clock::fixed(day("2022-02-26"))).unwrap()
}

/// A fresh ledger on each engine: SQLite in memory, and a schema of its own on PostgreSQL.
fn on_both(name: &str, test: impl Fn(&mut Ledger)) {
    test(&mut open(":memory:"));
    test(&mut open(&fresh_schema(&format!("record_{name}"))));
}

fn row(code: &str, county: &str, on: &str, fen: i64) -> Vec<Value> {
    vec![code.into(), county.into(), day(on).into(), fen.into(), Value::Null]
}

fn act<'a>(actor: &'a Actor, kind: EntryKind) -> Act<'a> {
    Act {
        kind,
        actor,
        reason: "test".into(),
        programme: "tj-cd".into(),
        origin: Origin::Synthetic,
        source: String::new(),
        sheets: vec![],
    }
}

fn put(ledger: &mut Ledger, actor: &Actor, rows: Vec<Vec<Value>>) -> Result<Entry> {
    let mut changes = rows.into_iter().map(|values| Ok(Change::new(&SAMPLE, values)));
    ledger.write(&act(actor, EntryKind::Import), &mut changes)
}

fn rows(ledger: &mut Ledger) -> Vec<Recorded> {
    ledger.list(&Actor::system("t"), &Query::of(&SAMPLE)).unwrap()
}

#[test]
fn a_correction_keeps_what_stood_before() {
    on_both("correction", |ledger| {
        let me = Actor::system("t");
        put(ledger, &me, vec![row("A", "130825", "2021-03-05", 100)]).unwrap();
        let before = rows(ledger).remove(0);
        let known = ledger.head().unwrap().no;
        let change = Change {
            seen: Some(before.entry_no),
            ..Change::of(&SAMPLE, &before.id, Op::Put(row("A", "130825", "2021-03-05", 250)))
        };
        ledger.write(&act(&me, EntryKind::Correct), &mut [Ok(change)].into_iter()).unwrap();
        let history = ledger.history(&me, &SAMPLE, &before.id).unwrap();
        let amounts: Vec<i64> =
            history.iter().map(|(_, r, _)| r.value(&SAMPLE, "amount").int().unwrap()).collect();
        assert_eq!(amounts, [100, 250]);
        let then = Query { known: Some(known), ..Query::of(&SAMPLE) };
        assert_eq!(ledger.list(&me, &then).unwrap()[0].value(&SAMPLE, "amount"), &Value::Int(100));
        let stale = Change {
            seen: Some(before.entry_no),
            ..Change::of(&SAMPLE, &before.id, Op::Put(row("A", "130825", "2021-03-05", 9)))
        };
        let refused = ledger.write(&act(&me, EntryKind::Correct), &mut [Ok(stale)].into_iter());
        assert!(matches!(refused, Err(Error::Conflict(_))));
        assert!(ledger.verify(None, &mut |_| {}).unwrap().is_whole());
    });
}

#[test]
fn undo_brings_back_what_was_and_refuses_what_moved_on() {
    on_both("undo", |ledger| {
        let me = Actor::system("t");
        let first = put(ledger, &me, vec![row("A", "130825", "2021-03-05", 100)]).unwrap();
        let id = rows(ledger)[0].id.clone();
        let change = Change::of(&SAMPLE, &id, Op::Put(row("A", "130825", "2021-03-05", 250)));
        let second =
            ledger.write(&act(&me, EntryKind::Correct), &mut [Ok(change)].into_iter()).unwrap();
        let refused = ledger.undo(&me, first.no, "wrong file").unwrap_err();
        assert!(refused.to_string().contains("第2号记账"), "{refused}");
        ledger.undo(&me, second.no, "typo").unwrap();
        assert_eq!(rows(ledger)[0].value(&SAMPLE, "amount"), &Value::Int(100));
        assert!(ledger.verify(None, &mut |_| {}).unwrap().is_whole());
        assert!(matches!(ledger.undo(&me, 77, ""), Err(Error::Missing(_))));
    });
}

#[test]
fn a_closed_period_takes_adjustments_only() {
    on_both("close", |ledger| {
        let me = Actor::system("t");
        put(ledger, &me, vec![row("A", "130825", "2020-03-05", 100)]).unwrap();
        let id = rows(ledger)[0].id.clone();
        ledger.close(&me, "tj-cd", day("2020-12-31"), "year end").unwrap();
        assert!(matches!(
            ledger.close(&me, "tj-cd", day("2020-12-31"), ""),
            Err(Error::Conflict(_))
        ));
        let late = put(ledger, &me, vec![row("B", "130825", "2020-12-31", 1)]);
        assert!(matches!(late, Err(Error::Faults(_))));
        let moved = Change::of(&SAMPLE, &id, Op::Put(row("A", "130825", "2021-01-05", 100)));
        let moved = ledger.write(&act(&me, EntryKind::Correct), &mut [Ok(moved)].into_iter());
        assert!(matches!(moved, Err(Error::Faults(_))), "a row may not leave a closed period");
        assert!(matches!(ledger.undo(&me, 1, ""), Err(Error::Faults(_))));
        let delta = Change {
            adjustment: Some(Adjustment { adjusts: id, posted_on: day("2021-02-01"), tally: 0 }),
            ..Change::new(&SAMPLE, row("A", "130825", "2020-03-05", -30))
        };
        ledger.write(&act(&me, EntryKind::Adjust), &mut [Ok(delta)].into_iter()).unwrap();
        assert_eq!(rows(ledger).len(), 2);
    });
}

#[test]
fn scope_holds_for_reading_and_writing() {
    on_both("scope", |ledger| {
        let me = Actor::system("t");
        let both = vec![row("A", "130825", "2021-03-05", 1), row("B", "130828", "2021-03-06", 2)];
        put(ledger, &me, both).unwrap();
        let clerk =
            Actor { role: Role::County, scope: vec!["130825".into()], ..Actor::system("clerk") };
        let seen = ledger.list(&clerk, &Query::of(&SAMPLE)).unwrap();
        assert_eq!(seen.len(), 1);
        assert_eq!(ledger.count(&clerk, &Query::of(&SAMPLE), 10).unwrap(), 1);
        let outside = put(ledger, &clerk, vec![row("C", "130828", "2021-03-05", 1)]);
        assert!(matches!(outside, Err(Error::Refused(_))));
        let auditor = Actor { role: Role::Auditor, ..me };
        let write = put(ledger, &auditor, vec![row("C", "130828", "2021-03-05", 1)]);
        assert!(matches!(write, Err(Error::Refused(_))));
        assert_eq!(ledger.head().unwrap().no, 1, "a refused act leaves nothing");
    });
}

#[test]
fn a_sensitive_value_is_sealed_found_and_masked() {
    on_both("sealed", |ledger| {
        let me = Actor::system("t");
        let mut values = row("A", "130825", "2021-03-05", 1);
        values[4] = "13082819650312001X".into();
        put(ledger, &me, vec![values]).unwrap();
        let query = Query::of(&SAMPLE).filter("holder", Compare::Is, "13082819650312001X");
        let found = ledger.list(&me, &query).unwrap();
        assert_eq!(found.len(), 1);
        assert!(!format!("{found:?}").contains("0312"));
        let shown = found[0].shown(&SAMPLE, &ledger.keys).unwrap();
        assert_eq!(shown[4], Value::from("130828********001X"));
        assert_eq!(found[0].opened(&SAMPLE, &ledger.keys).unwrap()[4], "13082819650312001X".into());
    });
}

#[test]
fn lists_page_by_key_in_either_direction() {
    on_both("pages", |ledger| {
        let me = Actor::system("t");
        let many =
            (0..25).map(|i| row(&format!("P{i:02}"), "130825", "2021-03-05", i % 5)).collect();
        put(ledger, &me, many).unwrap();
        for descending in [false, true] {
            let mut query = Query::of(&SAMPLE);
            (query.sort, query.limit) = (Some(("amount".into(), descending)), 7);
            let mut seen: Vec<i64> = Vec::new();
            ledger
                .each_listed(&me, &query, |row| {
                    seen.push(row.value(&SAMPLE, "amount").int().unwrap());
                    Ok(())
                })
                .unwrap();
            assert_eq!(seen.len(), 25);
            assert!(seen.windows(2).all(|w| if descending { w[0] >= w[1] } else { w[0] <= w[1] }));
        }
        let wrong = Query::of(&SAMPLE).filter("nothing", Compare::Is, 1);
        assert!(ledger.list(&me, &wrong).unwrap_err().to_string().contains("code, county"));
    });
}

#[test]
fn one_altered_byte_is_found_and_named() {
    on_both("verify", |ledger| {
        let me = Actor::system("t");
        let both = vec![row("A", "130825", "2021-03-05", 1), row("B", "130825", "2021-03-05", 2)];
        put(ledger, &me, both).unwrap();
        put(ledger, &me, vec![row("C", "130825", "2021-03-05", 3)]).unwrap();
        let file = ledger.store_file("a.txt", "text/plain", b"evidence").unwrap();
        let head = ledger.head().unwrap().printed();
        let whole = ledger.verify(Some(&head), &mut |_| {}).unwrap();
        assert!(whole.is_whole() && whole.head_agrees == Some(true), "{whole:?}");
        assert_eq!((whole.entries, whole.rows, whole.files), (2, 3, 1));
        let elsewhere = ledger.verify(Some("2:00"), &mut |_| {}).unwrap();
        assert_eq!(elsewhere.head_agrees, Some(false));

        let id = rows(ledger)[1].id.clone();
        for (damage, mend, table) in [
            (
                "update sample_versions set amount = 20 where code = 'B'",
                "update sample_versions set amount = 2 where code = 'B'",
                "sample",
            ),
            (
                "update entries set reason = 'text' where no = 1",
                "update entries set reason = 'test' where no = 1",
                "entries",
            ),
            (
                "update sample_versions set entry_no = 9 where code = 'C'",
                "update sample_versions set entry_no = 2 where code = 'C'",
                "sample",
            ),
        ] {
            ledger.engine.batch(damage).unwrap();
            let verdict = ledger.verify(None, &mut |_| {}).unwrap();
            assert!(verdict.damages.iter().any(|d| d.table == table), "{damage}: {verdict:?}");
            if damage.contains("amount") {
                assert!(verdict.damages.iter().any(|d| d.row == id && d.entry == 1));
            }
            ledger.engine.batch(mend).unwrap();
        }
        let piece = Value::Bytes(b"evidencE".to_vec());
        ledger
            .engine
            .run("update pieces set body = $1 where sm3 = $2", &[piece, file.into()])
            .unwrap();
        let verdict = ledger.verify(None, &mut |_| {}).unwrap();
        assert_eq!(verdict.damages[0].table, "files");
        assert_eq!(
            verdict.damages[0].what,
            say!("文件内容与其 SM3 不符", "the file does not match its SM3")
        );
    });
}

#[test]
fn every_statement_prepares_on_both_engines() {
    on_both("prepares", |ledger| {
        for (name, sql) in named(entry::QUERIES) {
            ledger.engine.prepares(sql).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
    });
}

#[test]
fn a_closing_freezes_of_a_lasting_row_what_belongs_to_it() {
    on_both("lasting", |ledger| {
        let me = Actor::system("t");
        let put = |ledger: &mut Ledger, id: Option<&str>, values: Vec<Value>| {
            let id = id.map_or_else(|| ledger.clock.id().unwrap(), str::to_string);
            let change = Change::of(&TERMS, &id, Op::Put(values));
            let done = ledger.write(&act(&me, EntryKind::Form), &mut [Ok(change)].into_iter());
            match done {
                Ok(_) => Ok(id),
                Err(Error::Faults(faults)) => Err(faults[0].place.field.clone()),
                Err(error) => panic!("{error}"),
            }
        };
        let open = put(ledger, None, term("A", "2020-03-05", None, "在岗")).unwrap();
        let ended = put(ledger, None, term("B", "2020-03-05", Some("2020-10-01"), "在岗")).unwrap();
        ledger.close(&me, "tj-cd", day("2020-12-31"), "year end").unwrap();
        // Row, the new version, and the field by which it is refused.
        let table = [
            (Some(&open), term("A", "2020-03-05", Some("2020-12-31"), "在岗"), Some("until_day")),
            (Some(&open), term("A", "2020-04-05", None, "在岗"), Some("from_day")),
            (Some(&open), term("Z", "2020-03-05", None, "在岗"), Some("code")),
            (Some(&open), term("A", "2021-03-05", None, "在岗"), Some("from_day")),
            (Some(&open), term("A", "2020-03-05", None, "离岗"), None),
            (Some(&open), term("A", "2020-03-05", Some("2021-01-01"), "离岗"), None),
            (Some(&open), term("A", "2020-03-05", Some("2021-02-01"), "离岗"), None),
            (Some(&open), term("A", "2020-03-05", Some("2020-11-30"), "离岗"), Some("until_day")),
            (Some(&ended), term("B", "2020-03-05", None, "在岗"), Some("until_day")),
            (Some(&ended), term("B", "2020-03-05", Some("2020-10-01"), "离岗"), None),
            (None, term("C", "2020-12-31", None, "在岗"), Some("from_day")),
            (None, term("C", "2021-01-01", None, "在岗"), None),
        ];
        for (at, (id, values, refused)) in table.into_iter().enumerate() {
            let done = put(ledger, id.map(String::as_str), values).err();
            assert_eq!(done.as_deref(), refused, "line {at}");
        }
        let void = Change::of(&TERMS, &open, Op::Void);
        let void = ledger.write(&act(&me, EntryKind::Correct), &mut [Ok(void)].into_iter());
        assert!(matches!(void, Err(Error::Faults(_))), "a void takes it out of the closed period");
        let row = ledger.get(&me, &TERMS, &open).unwrap().unwrap();
        ledger.undo(&me, row.entry_no, "left later").unwrap();
        let row = ledger.get(&me, &TERMS, &open).unwrap().unwrap();
        assert_eq!(row.value(&TERMS, "until_day"), &Value::from("2021-01-01"));
        for (mending, takes) in
            [(Mending::Corrected, true), (Mending::Voided, false), (Mending::Adjusted, true)]
        {
            assert_eq!(ledger.takes(&TERMS, &row, mending).is_ok(), takes, "{mending:?}");
        }
    });
}

#[test]
fn no_page_loses_rows_without_the_value_they_are_sorted_by() {
    on_both("empty", |ledger| {
        let me = Actor::system("t");
        let until = |i: usize| (!i.is_multiple_of(3)).then(|| format!("2021-0{}-01", i % 4 + 1));
        let rows =
            (0..25usize).map(|i| term(&format!("P{i}"), "2021-01-01", until(i).as_deref(), "在岗"));
        let mut changes = rows.map(|values| Ok(Change::new(&TERMS, values)));
        ledger.write(&act(&me, EntryKind::Import), &mut changes).unwrap();
        for descending in [false, true] {
            let mut query = Query::of(&TERMS);
            (query.sort, query.limit) = (Some(("until_day".into(), descending)), 4);
            let mut seen: Vec<(String, Option<String>)> = Vec::new();
            loop {
                let page = ledger.list(&me, &query).unwrap();
                let full = page.len() == 4;
                for row in page {
                    let until = row.value(&TERMS, "until_day");
                    query.after = Some((until.clone(), row.id.clone()));
                    seen.push((row.id.clone(), until.text().map(str::to_string)));
                }
                if !full {
                    break;
                }
            }
            let ids: std::collections::BTreeSet<_> = seen.iter().map(|(id, _)| id).collect();
            assert_eq!((seen.len(), ids.len()), (25, 25), "each row once");
            let days: Vec<&String> = seen.iter().filter_map(|(_, until)| until.as_ref()).collect();
            assert_eq!(days.len(), 16);
            assert!(days.windows(2).all(|w| if descending { w[0] >= w[1] } else { w[0] <= w[1] }));
            assert!(seen[16..].iter().all(|(_, until)| until.is_none()), "those without come last");
            // Backwards from each row: the rows before it, in the same order.
            query.backwards = true;
            for (at, (id, until)) in seen.iter().enumerate() {
                let until = until.as_deref().map_or(Value::Null, Value::from);
                query.after = Some((until, id.clone()));
                let page = ledger.list(&me, &query).unwrap();
                let page: Vec<&String> = page.iter().map(|row| &row.id).collect();
                let before: Vec<&String> =
                    seen[at.saturating_sub(4)..at].iter().map(|s| &s.0).collect();
                assert_eq!(page, before, "before {at}");
            }
        }
    });
}

/// A large act makes the indexes anew; whoever sees its end, or its failure, sees them all.
#[test]
fn a_large_act_leaves_all_indexes() {
    let ledger = &mut open(":memory:");
    let me = Actor::system("t");
    let indexes = |ledger: &mut Ledger| {
        let sql = "select name, sql from sqlite_master where type = 'index' order by name";
        ledger.engine.all(sql, &[]).unwrap()
    };
    let count = |ledger: &mut Ledger| {
        let rows = ledger.count(&Actor::system("t"), &Query::of(&SAMPLE), 10_000).unwrap();
        usize::try_from(rows).unwrap()
    };
    let made = indexes(ledger);
    let many = |from: usize, rows: usize| -> Vec<Vec<Value>> {
        let one = |i| row(&format!("C{i}"), "130825", "2021-06-01", 100);
        (from..from + rows).map(one).collect()
    };
    let large = usize::try_from(super::bulk::LARGE).unwrap();
    put(ledger, &me, many(0, large + 1)).unwrap();
    assert_eq!(indexes(ledger), made);
    ledger.close(&me, "tj-cd", day("2020-12-31"), "year").unwrap();
    // One row of a closed period: nothing is recorded, and nothing is lost.
    let mut with_a_bad_one = many(large + 1, 2 * large);
    with_a_bad_one.push(row("bad", "130825", "2020-06-01", 100));
    put(ledger, &me, with_a_bad_one).unwrap_err();
    assert_eq!((indexes(ledger), count(ledger)), (made.clone(), large + 1));
    let entry = put(ledger, &me, many(large + 1, 2 * large)).unwrap();
    assert_eq!(indexes(ledger), made);
    ledger.undo(&me, entry.no, "test").unwrap();
    assert_eq!((indexes(ledger), count(ledger)), (made, large + 1));
    assert!(ledger.verify(None, &mut |_| ()).unwrap().is_whole());
}

#[test]
fn a_count_ends_where_nobody_reads_on() {
    let ledger = &mut open(":memory:");
    let me = Actor::system("t");
    let county = |i: usize| if i.is_multiple_of(2) { "130825" } else { "130828" };
    let rows = (0..30).map(|i| row(&format!("C{i}"), county(i), "2021-06-01", 100)).collect();
    put(ledger, &me, rows).unwrap();
    let mut count = |query: &Query, most| ledger.count_at_least(&me, query, most).unwrap();
    let (all, one) = (Query::of(&SAMPLE), Query::of(&SAMPLE).filter("code", Compare::Is, "C7"));
    assert_eq!(
        (count(&all, 100), count(&all, 30), count(&all, 29)),
        ((30, true), (30, true), (29, false))
    );
    assert_eq!(count(&one, 100), (1, true));
    // Half the rows are of this county: ten of the first twenty, and no more are looked at.
    let many = Query::of(&SAMPLE).filter("county", Compare::Within, "130828");
    assert_eq!((count(&many, 100), count(&many, 5)), ((10, false), (5, false)));
}

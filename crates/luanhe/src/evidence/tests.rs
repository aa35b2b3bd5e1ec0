//! Evidence on both engines: who may attach and see it, what photographs say, what is found again.

use std::io::Cursor;
use std::sync::Arc;

use exif::experimental::Writer;
use exif::{Field as Tagged, In, Rational, Tag, Value as Said};

use super::photograph::{Taken, taken};
use super::*;
use crate::base::{Clock, Day, Error, Fault, text};
use crate::record::{
    Act, Actor, Catalog, Change, EntryKind, Field, Keys, Kind, Ledger, Op, Origin, Query, Register,
    Role, Row, Value, fresh_schema,
};

const FIELDS: &[Field] = &[
    Field::required("code", "编号", "code", Kind::Text).filter(),
    Field::required("county", "县", "county", Kind::Region).filter(),
    Field::required("day", "日期", "day", Kind::Day).filter(),
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

static PERSONS: Register = Register { name: "persons", personal: true, ..WORKS };

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn open(address: &str) -> Ledger {
    let catalog = Catalog { registers: vec![&WORKS, &PERSONS, &EVIDENCE], derived: vec![] };
    let keys = Arc::new(Keys::of(&[7; 32]));
    Ledger::open(address, Arc::new(catalog), keys, Clock::fixed(day("2022-02-26"))).unwrap()
}

fn on_both(name: &str, test: impl Fn(&mut Ledger)) {
    test(&mut open(":memory:"));
    test(&mut open(&fresh_schema(&format!("evidence_{name}"))));
}

fn me() -> Actor {
    Actor::system("t")
}

fn act(actor: &Actor) -> Act<'_> {
    Act {
        kind: EntryKind::Form,
        actor,
        reason: "test".into(),
        programme: "tj-cd".into(),
        origin: Origin::Own,
        source: String::new(),
        sheets: Vec::new(),
    }
}

/// A new row of 2021; gives its id.
fn row(ledger: &mut Ledger, register: &'static Register, code: &str, county: &str) -> String {
    let id = ledger.clock.id().unwrap();
    let values: Vec<Value> = vec![code.into(), county.into(), day("2021-03-05").into()];
    let change = Change::of(register, &id, Op::Put(values));
    ledger.write(&act(&me()), &mut [Ok(change)].into_iter()).unwrap();
    id
}

fn file(name: &str, bytes: &[u8]) -> Attachment {
    Attachment { name: name.into(), title: String::new(), page: None, bytes: bytes.to_vec() }
}

const PDF: &[u8] = b"%PDF-1.7 minutes of acceptance";

/// A picture's EXIF as a telephone writes it: 40°57'8.57" N, 117°45'8.28" E.
fn tiff(seconds: Rational) -> Vec<u8> {
    let whole = |num| Rational { num, denom: 1 };
    let ascii = |word: &str| Said::Ascii(vec![word.as_bytes().to_vec()]);
    let hundredths = |num| Rational { num, denom: 100 };
    let fields = [
        (Tag::DateTimeOriginal, ascii("2021:05:01 09:30:00")),
        (Tag::GPSLatitudeRef, ascii("N")),
        (Tag::GPSLatitude, Said::Rational(vec![whole(40), whole(57), seconds])),
        (Tag::GPSLongitudeRef, ascii("E")),
        (Tag::GPSLongitude, Said::Rational(vec![whole(117), whole(45), hundredths(828)])),
    ];
    let fields = fields.map(|(tag, value)| Tagged { tag, ifd_num: In::PRIMARY, value });
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut out = Cursor::new(Vec::new());
    writer.write(&mut out, true).unwrap();
    out.into_inner()
}

#[test]
fn a_photograph_says_its_day_and_place() {
    // 40 + 57/60 + 8.57/3600 and 117 + 45/60 + 8.28/3600, by a pocket calculator.
    let found = taken(&tiff(Rational { num: 857, denom: 100 }));
    assert_eq!(
        found,
        Taken { on: Some(day("2021-05-01")), at: Some("40.95238, 117.75230".into()) }
    );
    let without = taken(&tiff(Rational { num: 857, denom: 0 }));
    assert_eq!(without, Taken { on: Some(day("2021-05-01")), at: None }, "no finite number");
    for bytes in [PDF, b"", b"\xff\xd8\xff\xe1\x00"] {
        assert_eq!(taken(bytes), Taken::default());
    }
}

#[test]
fn a_file_is_attached_by_an_entry_and_found_again_on_another_row() {
    on_both("attach", |ledger| {
        let (a, b) = (row(ledger, &WORKS, "A", "130825"), row(ledger, &WORKS, "B", "130828"));
        let entry = ledger.attach(&me(), &WORKS, &a, &[file("验收单.pdf", PDF)]).unwrap();
        assert_eq!(
            (entry.no, entry.kind.as_str(), entry.source.as_str()),
            (3, "form", "验收单.pdf")
        );
        let of_a = ledger.evidence_of(&me(), &WORKS, &a).unwrap();
        assert_eq!((of_a[0].title.as_str(), of_a[0].bytes, of_a[0].others), ("验收单.pdf", 30, 0));
        assert_eq!((of_a[0].media, of_a[0].attached_by.as_str()), ("application/pdf", "t"));
        let again = ledger.attach(&me(), &WORKS, &a, &[file("同一份.pdf", PDF)]);
        assert!(matches!(again, Err(Error::Faults(_))), "the same file, the same row");
        let page = Attachment { page: Some(2), ..file("验收单.pdf", PDF) };
        ledger.attach(&me(), &WORKS, &a, &[page]).unwrap();
        ledger.attach(&me(), &WORKS, &b, &[file("补.pdf", PDF)]).unwrap();
        let of_a = ledger.evidence_of(&me(), &WORKS, &a).unwrap();
        assert_eq!(of_a.len(), 2);
        assert_eq!(of_a[0].also_on, [format!("works/{b}")]);
        let (piece, bytes) = ledger.evidence_file(&me(), &of_a[0].id).unwrap();
        assert_eq!((piece.name.as_str(), bytes.as_slice()), ("验收单.pdf", PDF));
        assert!(ledger.verify(None, &mut |_| {}).unwrap().is_whole());
        let void = Change::of(&EVIDENCE, &of_a[0].id, Op::Void);
        ledger.write(&act(&me()), &mut [Ok(void)].into_iter()).unwrap();
        assert_eq!(ledger.evidence_of(&me(), &WORKS, &a).unwrap().len(), 1);
        assert!(matches!(ledger.evidence_file(&me(), &of_a[0].id), Err(Error::Missing(_))));
        ledger.undo(&me(), 5, "wrong row").unwrap();
        assert!(ledger.evidence_of(&me(), &WORKS, &b).unwrap().is_empty());
    });
}

#[test]
fn what_proves_nothing_or_may_run_is_refused_with_its_name() {
    on_both("kinds", |ledger| {
        let a = row(ledger, &WORKS, "A", "130825");
        let files = [
            file("空.pdf", b""),
            file("页.html", b" <html><script>alert(1)</script>"),
            file("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            file("程序.pdf", b"MZ\0\0"),
            file("假.docx", b"<html>"),
            file("大.pdf", &[PDF, &vec![b' '; MOST_BYTES]].concat()),
        ];
        let Err(Error::Faults(faults)) = ledger.attach(&me(), &WORKS, &a, &files) else {
            panic!("none of them is taken");
        };
        let names: Vec<&str> = faults.iter().map(|f| f.place.sheet.as_str()).collect();
        assert_eq!(names, ["空.pdf", "页.html", "图.svg", "程序.pdf", "假.docx", "大.pdf"]);
        let mixed = [file("好.pdf", PDF), file("空.pdf", b"")];
        assert!(ledger.attach(&me(), &WORKS, &a, &mixed).is_err());
        assert!(ledger.evidence_of(&me(), &WORKS, &a).unwrap().is_empty(), "all or none");
        assert!(ledger.attach(&me(), &WORKS, &a, &[]).is_err());
        for (name, bytes, media) in [
            ("a.bin", &b"\xff\xd8\xff\xe0 jpeg"[..], "image/jpeg"),
            ("b.txt", "凭证说明".as_bytes(), "text/plain"),
            (
                "c.xlsx",
                b"PK\x03\x04 sheet",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
        ] {
            assert_eq!(super::media::media(name, bytes), Some(media), "{name}");
        }
    });
}

#[test]
fn evidence_is_seen_by_whoever_sees_its_row() {
    on_both("scope", |ledger| {
        let (a, p) = (row(ledger, &WORKS, "A", "130825"), row(ledger, &PERSONS, "P", "130825"));
        let clerk = |place: &str| Actor {
            role: Role::County,
            scope: vec![place.into()],
            ..Actor::system("clerk")
        };
        let (here, there) = (clerk("130825"), clerk("130828"));
        let office = Actor { role: Role::Office, persons: false, ..me() };
        let auditor = Actor { role: Role::Auditor, ..me() };
        ledger.attach(&here, &WORKS, &a, &[file("a.pdf", PDF)]).unwrap();
        ledger.attach(&here, &PERSONS, &p, &[file("p.pdf", b"%PDF- a person's paper")]).unwrap();
        let refused =
            |done: Result<_, Error>| matches!(done, Err(Error::Missing(_) | Error::Refused(_)));
        assert!(refused(ledger.attach(&there, &WORKS, &a, &[file("b.pdf", b"%PDF- b")])));
        assert!(refused(ledger.attach(&auditor, &WORKS, &a, &[file("b.pdf", b"%PDF- b")])));
        assert!(refused(ledger.attach(&office, &PERSONS, &p, &[file("b.pdf", b"%PDF- b")])));
        let of_a = ledger.evidence_of(&auditor, &WORKS, &a).unwrap().remove(0).id;
        let of_p = ledger.evidence_of(&auditor, &PERSONS, &p).unwrap().remove(0).id;
        assert!(ledger.evidence_of(&there, &WORKS, &a).is_err());
        assert!(ledger.evidence_file(&there, &of_a).is_err());
        assert!(ledger.evidence_file(&office, &of_a).is_ok());
        assert!(ledger.evidence_file(&office, &of_p).is_err());
        let seen = |ledger: &mut Ledger, actor: &Actor| {
            let rows = ledger.list(actor, &Query::of(&EVIDENCE)).unwrap();
            rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
        };
        assert_eq!(seen(ledger, &office), std::slice::from_ref(&of_a), "not what is about persons");
        assert_eq!(seen(ledger, &here), [of_a.clone(), of_p]);
        assert!(seen(ledger, &there).is_empty());

        // The row was filed under the wrong county: its evidence goes where the row goes.
        let moved: Vec<Value> = vec!["A".into(), "130828".into(), day("2021-03-05").into()];
        let moved = Change::of(&WORKS, &a, Op::Put(moved));
        ledger.write(&act(&me()), &mut [Ok(moved)].into_iter()).unwrap();
        assert!(ledger.evidence_file(&there, &of_a).is_ok());
        assert!(ledger.evidence_file(&here, &of_a).is_err());
    });
}

#[test]
fn rows_without_evidence_are_listed_and_a_closed_period_may_still_be_proven() {
    on_both("lacks", |ledger| {
        let (a, b) = (row(ledger, &WORKS, "A", "130825"), row(ledger, &WORKS, "B", "130825"));
        ledger.close(&me(), "tj-cd", day("2021-12-31"), "year end").unwrap();
        ledger.attach(&me(), &WORKS, &a, &[file("a.pdf", PDF)]).unwrap();
        let told = |ledger: &mut Ledger, some: bool| {
            let query = Query { told_by: Some((&EVIDENCE, some)), ..Query::of(&WORKS) };
            assert_eq!(ledger.count(&me(), &query, 10).unwrap(), 1);
            ledger.list(&me(), &query).unwrap().remove(0).id
        };
        assert_eq!(told(ledger, false), b);
        assert_eq!(told(ledger, true), a);
    });
}

#[test]
fn a_file_that_was_altered_or_taken_away_is_noticed() {
    on_both("verify", |ledger| {
        let a = row(ledger, &WORKS, "A", "130825");
        ledger.attach(&me(), &WORKS, &a, &[file("a.pdf", PDF)]).unwrap();
        let altered = Value::Bytes(b"%PDF-1.7 minutes of acceptancE".to_vec());
        ledger.engine.run("update pieces set body = $1", &[altered]).unwrap();
        let verdict = ledger.verify(None, &mut |_| {}).unwrap();
        assert_eq!(verdict.damages.len(), 1);
        assert_eq!(
            (verdict.damages[0].table.as_str(), verdict.damages[0].row.as_str()),
            ("files", "a.pdf")
        );
        ledger.engine.batch("delete from pieces; delete from files").unwrap();
        let verdict = ledger.verify(None, &mut |_| {}).unwrap();
        assert_eq!((verdict.damages[0].table.as_str(), verdict.damages[0].entry), ("evidence", 2));
    });
}

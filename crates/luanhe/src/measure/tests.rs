//! The cube against the rows, on random acts and on both engines.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::base::{Clock, Day, Error, Fault, Month, RegionCode, Unit, text};
use crate::record::{
    Act, Actor, Adjustment, Catalog, Change, EntryKind, Field, Keys, Kind, Ledger, Op, Origin,
    Query, Register, Row, Total, Value,
};

const FIELDS: &[Field] = &[
    Field::required("county", "县", "county", Kind::Region).filter(),
    Field::required("day", "日期", "day", Kind::Day).filter(),
    Field::optional("until", "止", "until", Kind::Day).ends(),
    Field::required("amount", "金额", "amount", Kind::Money),
    Field::required("tier", "层级", "tier", Kind::Text),
    Field::optional("holder", "人", "holder", Kind::Text),
];

fn no_rule(_: &Row<'_>, _: &mut Vec<Fault>) {}

static ROWS: Register = Register {
    name: "cube_rows",
    title: text("行", "rows"),
    fields: FIELDS,
    key: &[],
    day: "day",
    region: "county",
    personal: false,
    check: no_rule,
};

const fn basis(nature: Nature) -> Basis {
    let say = text("计", "counted");
    Basis { nature, counted: say, date: say, place: say }
}

const fn indicator(id: &'static str, nature: Nature, measure: Total) -> Indicator {
    Indicator {
        id,
        title: text(id, id),
        unit: Unit::Items,
        basis: basis(nature),
        version: 1,
        register: &ROWS,
        keeps: &[Keep::Filled("holder")],
        measure,
        whole: None,
        day: "day",
        splits: &["tier"],
        says: text("", ""),
        said: &[],
    }
}

const STOCK: Nature = Nature::Stock { until: "until" };

static INDICATORS: &[Indicator] = &[
    indicator("flow.sum", Nature::Flow, Total::Sum("amount")),
    indicator("flow.rows", Nature::Flow, Total::Rows),
    indicator("flow.distinct", Nature::Flow, Total::Distinct("holder")),
    indicator("stock.rows", STOCK, Total::Rows),
    indicator("stock.distinct", STOCK, Total::Distinct("holder")),
];

fn open(address: &str) -> Ledger {
    let catalog = Catalog { registers: vec![&ROWS], derived: derived(INDICATORS.iter().collect()) };
    let clock = Clock::fixed(Day::new(2022, 1, 1).unwrap());
    Ledger::open(address, Arc::new(catalog), Arc::new(Keys::of(&[1; 32])), clock).unwrap()
}

#[derive(Clone, Debug)]
struct Made {
    county: usize,
    day: i32,
    length: Option<i32>,
    amount: i64,
    tier: usize,
    holder: usize,
}

fn made() -> impl Strategy<Value = Made> {
    (0..3usize, 0..700i32, proptest::option::of(0..400i32), -50..50i64, 0..2usize, 0..4usize)
        .prop_map(|(county, day, length, amount, tier, holder)| Made {
            county,
            day,
            length,
            amount,
            tier,
            holder,
        })
}

#[derive(Clone, Debug)]
enum Deed {
    Add(Vec<Made>),
    Correct(usize, Made),
    Adjust(usize, i64, i64),
    Undo(usize),
    /// Until the end of that month of the span.
    Close(i32),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => proptest::collection::vec(made(), 1..6).prop_map(Deed::Add),
        2 => (0..50usize, made()).prop_map(|(at, made)| Deed::Correct(at, made)),
        1 => (0..50usize, -20..20i64, -1..2i64).prop_map(|(at, by, tally)| Deed::Adjust(at, by, tally)),
        1 => (0..20usize).prop_map(Deed::Undo),
        1 => (1..20i32).prop_map(Deed::Close),
    ]
}

fn start() -> Day {
    Day::new(2019, 12, 20).unwrap()
}

fn values(made: &Made) -> Vec<Value> {
    let county = ["130825", "130828101", "130823"][made.county];
    let day = start().plus(made.day);
    let holder = ["A", "B", "C", ""][made.holder];
    vec![
        county.into(),
        day.into(),
        made.length.map(|days| day.plus(days)).into(),
        made.amount.into(),
        ["市级", "区级"][made.tier].into(),
        (!holder.is_empty()).then_some(holder).into(),
    ]
}

fn act<'a>(me: &'a Actor, kind: EntryKind) -> Act<'a> {
    Act {
        kind,
        actor: me,
        reason: String::new(),
        programme: "tj-cd".into(),
        origin: if kind == EntryKind::Import { Origin::Synthetic } else { Origin::Own },
        source: String::new(),
        sheets: vec![],
    }
}

fn perform(ledger: &mut Ledger, me: &Actor, deed: &Deed) {
    let there = ledger.list(me, &Query { limit: 1000, ..Query::of(&ROWS) }).unwrap();
    let pick = |at: &usize| there.get(at % there.len().max(1));
    let (kind, changes) = match deed {
        Deed::Add(rows) => {
            (EntryKind::Import, rows.iter().map(|r| Change::new(&ROWS, values(r))).collect())
        }
        Deed::Correct(at, row) => match pick(at) {
            Some(old) => {
                (EntryKind::Correct, vec![Change::of(&ROWS, &old.id, Op::Put(values(row)))])
            }
            None => return,
        },
        Deed::Adjust(at, by, tally) => match pick(at) {
            Some(old) => {
                let mut values = old.values.clone();
                values[3] = (*by).into();
                let posted_on = start().plus(720);
                let adjustment = Adjustment { adjusts: old.id.clone(), posted_on, tally: *tally };
                let change = Change::new(&ROWS, values);
                (EntryKind::Adjust, vec![Change { adjustment: Some(adjustment), ..change }])
            }
            None => return,
        },
        Deed::Undo(at) => {
            let head = ledger.head().unwrap().no;
            let no = i64::try_from(*at).unwrap() % head.max(1) + 1;
            // An undo may be refused; then nothing may have changed, which the comparison shows.
            let _refused_or_done = ledger.undo(me, no, "");
            return;
        }
        Deed::Close(months) => {
            let until = Month(start().month().0 + months).last_day();
            let _closed_or_closed_before = ledger.close(me, "tj-cd", until, "");
            return;
        }
    };
    match ledger.write(&act(me, kind), &mut changes.into_iter().map(Ok)) {
        Ok(_) | Err(Error::Faults(_)) => {}
        Err(error) => panic!("{error}"),
    }
}

/// Value and parts of each indicator.
type Figures = Vec<(i64, Vec<Part>)>;

/// What was said of a closed period: each flow as booked, and each stock on its last day.
fn said_of(ledger: &mut Ledger, me: &Actor, until: Day) -> Figures {
    let region = RegionCode::parse("130800").unwrap();
    let from = Day::new(2019, 12, 1).unwrap();
    let one = |indicator: &'static Indicator| {
        let by = Some("tier".to_string());
        let question = Question::new(indicator, region.clone(), from, until);
        let question = Question { by, view: View::Booked, ..question };
        let answer = ledger.ask(me, &question).unwrap();
        (answer.value, answer.parts)
    };
    INDICATORS.iter().map(one).collect()
}

/// Cube = rows for every indicator, view and split; cube = cube made anew.
fn agree(ledger: &mut Ledger, me: &Actor) {
    let cells = |ledger: &mut Ledger| {
        let all = |ledger: &mut Ledger, name| {
            ledger.engine.all(crate::record::statement(cube::QUERIES, name), &[]).unwrap()
        };
        (all(ledger, "all_cells"), all(ledger, "all_keys"))
    };
    for indicator in INDICATORS {
        for view in [View::Restated, View::Booked] {
            for by in
                [None, Some("tier"), Some("region"), Some("month"), Some("year"), Some("origin")]
            {
                let stock = matches!(indicator.basis.nature, Nature::Stock { .. });
                if stock && (matches!(by, Some("month" | "year")) || view == View::Booked) {
                    continue;
                }
                let region = RegionCode::parse("130800").unwrap();
                let from = Day::new(2020, 1, 1).unwrap();
                let to = Day::new(2021, 6, 30).unwrap();
                let question = Question {
                    by: by.map(str::to_string),
                    view,
                    ..Question::new(indicator, region, from, to)
                };
                let cube = ledger.ask(me, &question).unwrap();
                let rows = ledger.ask_rows(me, &question).unwrap();
                let id = indicator.id;
                assert_eq!(cube.value, rows.value, "{id} {view:?} {by:?}");
                assert_eq!(cube.parts, rows.parts, "{id} {view:?} {by:?}");
                for part in &cube.parts {
                    let by = by.expect("parts of a split");
                    let one = question.of_part(by, &part.word).unwrap();
                    let value = ledger.ask(me, &one).unwrap().value;
                    assert_eq!(value, part.value, "{id} {view:?} {by} {}", part.word);
                }
            }
        }
    }
    let before = cells(ledger);
    ledger.rebuild(&mut |_, _| {}).unwrap();
    assert!(before == cells(ledger), "the cube differs from one made anew");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_cube_equals_the_rows_and_a_rebuild(deeds in proptest::collection::vec(deed(), 1..12)) {
        let mut ledger = open(":memory:");
        let me = Actor::system("t");
        let mut closed: Option<(Day, Figures)> = None;
        for deed in &deeds {
            perform(&mut ledger, &me, deed);
            let until = ledger.closed_until("tj-cd").unwrap();
            // An adjustment of a stock is booked on no day; only flows keep still under it.
            if let (Some((day, said)), Some(until)) = (&closed, until)
                && *day == until
                && !deeds.iter().any(|deed| matches!(deed, Deed::Adjust(..)))
            {
                prop_assert_eq!(said, &said_of(&mut ledger, &me, until), "after {:?}", deed);
            }
            closed = until.map(|until| (until, said_of(&mut ledger, &me, until)));
        }
        agree(&mut ledger, &me);
        let verdict = ledger.verify(None, &mut |_| {}).unwrap();
        prop_assert!(verdict.is_whole());
    }
}

#[test]
fn postgresql_keeps_the_same_cube() {
    let mut ledger = open(&crate::record::fresh_schema("cube"));
    let me = Actor::system("t");
    let row =
        |county, day, holder| Made { county, day, length: Some(200), amount: 7, tier: 0, holder };
    for deed in [
        Deed::Add((0..40).map(|i| row(i % 3, i as i32 * 15, i % 4)).collect()),
        Deed::Correct(3, row(1, 90, 2)),
        Deed::Adjust(5, -4, -1),
        Deed::Undo(1),
    ] {
        perform(&mut ledger, &me, &deed);
        agree(&mut ledger, &me);
    }
}

#[test]
fn unlike_bases_are_not_added() {
    let refused = INDICATORS[0].adds_to(&INDICATORS[3]).unwrap_err().to_string();
    assert!(refused.contains("口径不同"), "{refused}");
    assert!(INDICATORS[2].adds_to(&INDICATORS[2]).is_err());
    assert!(INDICATORS[0].adds_to(&INDICATORS[0]).is_ok());
}

#[test]
fn a_part_is_asked_by_its_word_even_an_empty_one() {
    let region = RegionCode::parse("130800").unwrap();
    let day = |month, day| Day::new(2021, month, day).unwrap();
    let question = Question::new(&INDICATORS[0], region, day(1, 10), day(12, 31));
    let month = question.of_part("month", "2021-01").unwrap();
    assert_eq!((month.from, month.to), (day(1, 10), day(1, 31)));
    assert_eq!(question.of_part("region", "130825").unwrap().region.as_str(), "130825");
    assert!(question.of_part("month", "一月").is_err() && question.of_part("holder", "A").is_err());
    let mut ledger = open(":memory:");
    let query = question.of_part("tier", "").unwrap().query(&mut ledger).unwrap();
    let empty =
        |f: &crate::record::Filter| f.field == "tier" && f.compare == crate::record::Compare::Empty;
    assert!(query.filters.iter().any(empty));
    let query = question.of_part("origin", "synthetic").unwrap().query(&mut ledger).unwrap();
    assert_eq!(query.origin, Some(Origin::Synthetic));
    assert!(question.of_part("origin", "demo").unwrap().query(&mut ledger).is_err());
    assert_eq!(
        question.rows_url(Some(("tier", "市级"))),
        "/measures/flow.sum/rows?region=130800&from=2021-01-10&to=2021-12-31&by=tier&part=%E5%B8%82%E7%BA%A7"
    );
}

#[test]
fn a_new_or_changed_indicator_is_filled_when_the_ledger_is_opened() {
    static BEFORE: &[Indicator] = &[
        indicator("flow.rows", Nature::Flow, Total::Rows),
        // Its definition changes below.
        indicator("flow.sum", Nature::Flow, Total::Rows),
    ];
    static AFTER: &[Indicator] = &[
        indicator("flow.rows", Nature::Flow, Total::Rows),
        indicator("flow.sum", Nature::Flow, Total::Sum("amount")),
        indicator("stock.distinct", STOCK, Total::Distinct("holder")),
    ];
    let folder = std::env::temp_dir().join(format!("luanhe-measure-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("t.sqlite").to_string_lossy().into_owned();
    for address in [file, crate::record::fresh_schema("anew")] {
        let open = |indicators: &'static [Indicator]| {
            let derived = derived(indicators.iter().collect());
            let catalog = Arc::new(Catalog { registers: vec![&ROWS], derived });
            let clock = Clock::fixed(Day::new(2022, 1, 1).unwrap());
            Ledger::open(&address, catalog, Arc::new(Keys::of(&[1; 32])), clock).unwrap()
        };
        let me = Actor::system("t");
        let mut ledger = open(BEFORE);
        assert!(ledger.made_anew.is_empty(), "there was nothing to fill them from");
        let row = |holder| Made { county: 0, day: 40, length: None, amount: 7, tier: 0, holder };
        perform(&mut ledger, &me, &Deed::Add(vec![row(0), row(1), row(1)]));
        drop(ledger);
        let mut ledger = open(AFTER);
        assert_eq!(ledger.made_anew, ["flow.sum", "stock.distinct"]);
        let region = RegionCode::parse("130800").unwrap();
        let (from, to) = (Day::new(2020, 1, 1).unwrap(), Day::new(2020, 12, 31).unwrap());
        let asked = |indicator| Question::new(indicator, region.clone(), from, to);
        let values: Vec<i64> =
            AFTER.iter().map(|i| ledger.ask(&me, &asked(i)).unwrap().value).collect();
        assert_eq!(values, [3, 21, 2], "three rows, three times seven, two holders");
        drop(ledger);
        assert!(open(AFTER).made_anew.is_empty());
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

//! Every study on tables made from its own spec: empty, one row, ties, holes, zeros, negatives. It
//! may refuse or give reasons; it may not panic, and no NaN leaves it.

use std::collections::BTreeSet;

use stats::random::Stream;
use stats::spec::{Input, Kind, Spec};
use stats::study::{Params, Tables};
use stats::table::{Data, Keys};
use stats::{ALL, Table, measure};

/// What numbers a made-up column holds.
#[derive(Clone, Copy, Debug)]
enum Numbers {
    Plain,
    Zeros,
    Same,
    Holes,
    Negative,
    ZeroOne,
    Years,
}

const NUMBERS: [Numbers; 7] = [
    Numbers::Plain,
    Numbers::Zeros,
    Numbers::Same,
    Numbers::Holes,
    Numbers::Negative,
    Numbers::ZeroOne,
    Numbers::Years,
];

fn number(kind: Numbers, draw: &mut Stream) -> f64 {
    match kind {
        Numbers::Plain => draw.unit(),
        Numbers::Zeros => 0.0,
        Numbers::Same => 0.5,
        Numbers::Holes if draw.below(3) == 0 => f64::NAN,
        Numbers::Holes => draw.unit() * 10.0,
        Numbers::Negative => draw.unit() * 4.0 - 2.0,
        Numbers::ZeroOne => f64::from(draw.below(2)),
        Numbers::Years => f64::from(1 + draw.below(6)),
    }
}

fn table(input: &Input, rows: usize, optional: bool, numbers: Numbers, draw: &mut Stream) -> Table {
    // Few names, so that units repeat; a full cross of keys, so that grids are whole.
    let names = ["a", "b", "c", "d", "e"];
    let mut digit = 1;
    let mut table = Table::new("made up");
    for column in input.columns.iter().filter(|c| c.required || optional) {
        let name = column.name.trim_start_matches('$');
        let data = match column.kind {
            Kind::Key => {
                let step = digit;
                digit *= 3;
                let word = |i: usize| names[i / step % 3];
                Data::Keys(Keys::of(&(0..rows).map(word).collect::<Vec<_>>()))
            }
            Kind::Period => {
                let step = digit;
                digit *= 4;
                Data::Periods((0..rows).map(|i| 1 + (i / step % 4) as i64).collect())
            }
            Kind::Label if name == "direction" => Data::Keys(Keys::of(&vec!["+"; rows])),
            Kind::Label if name == "unit" => Data::Keys(Keys::of(&vec!["万元"; rows])),
            Kind::Label => {
                let word = |_| names[draw.below(3) as usize];
                Data::Keys(Keys::of(&(0..rows).map(word).collect::<Vec<_>>()))
            }
            Kind::Basis => Data::Keys(Keys::of(&vec!["same"; rows])),
            Kind::Number => {
                let kind = if ["event", "eligible", "listed"].contains(&name) {
                    Numbers::ZeroOne
                } else if ["stop", "first"].contains(&name) {
                    Numbers::Years
                } else {
                    numbers
                };
                // A start of zero for every spell, and one for each unit's treatment.
                let value = |i: usize| match name {
                    "start" => 0.0,
                    "first" => [2.0, 3.0, f64::NAN][i % 3],
                    _ => number(kind, draw),
                };
                Data::Numbers((0..rows).map(value).collect())
            }
        };
        table = table.with(name, data);
    }
    table
}

fn tables(spec: &Spec, rows: usize, optional: bool, numbers: Numbers, seed: u64) -> Tables {
    let mut draw = Stream::new(seed, 0, 0);
    let wanted = spec.inputs.iter().filter(|i| i.required || optional);
    wanted.map(|i| (i.name.to_string(), table(i, rows, optional, numbers, &mut draw))).collect()
}

/// The same rows in another order.
fn mixed(table: &Table, seed: u64) -> Table {
    let mut order: Vec<usize> = (0..table.len()).collect();
    Stream::new(seed, 1, 0).shuffle(&mut order);
    let mut other = Table::new(&table.vintage);
    for name in table.names() {
        let at = order.iter();
        let data = match table.column(name).expect("named") {
            Data::Keys(keys) => {
                Data::Keys(Keys::of(&at.map(|&i| keys.word(i)).collect::<Vec<_>>()))
            }
            Data::Periods(periods) => Data::Periods(at.map(|&i| periods[i]).collect()),
            Data::Numbers(numbers) => Data::Numbers(at.map(|&i| numbers[i]).collect()),
        };
        other = other.with(name, data);
    }
    other
}

#[test]
fn no_study_panics_or_leaks_nan_or_minds_the_order_of_rows() {
    let mut answered = BTreeSet::new();
    for study in ALL {
        let spec = &study.spec;
        for (seed, numbers) in NUMBERS.into_iter().enumerate() {
            for rows in [0, 1, 2, 3, 9, 36, 108] {
                for optional in [false, true] {
                    let mut params = Params::new();
                    let given = [
                        ("draws", "99"),
                        ("regressors", "regressors"),
                        ("line", "1"),
                        ("periods", "2"),
                        ("inputs", "inputs"),
                        ("outputs", "outputs"),
                    ];
                    for (name, value) in given {
                        let known = spec.params.iter().any(|p| p.name == name);
                        if known && (name != "regressors" || optional) {
                            params.insert(name.to_string(), value.to_string());
                        }
                    }
                    let tables = tables(spec, rows, optional, numbers, seed as u64);
                    let other = tables.iter();
                    let other =
                        other.map(|(name, t)| (name.clone(), mixed(t, seed as u64))).collect();
                    let other = measure(study, other, &params, false);
                    let Ok(measured) = measure(study, tables, &params, true) else {
                        assert!(other.is_err(), "{} {numbers:?} {rows} {optional}", spec.id);
                        continue;
                    };
                    let other = other.expect("the same rows");
                    assert_eq!(measured.rows, other.rows, "the order of rows: {}", spec.id);
                    assert_eq!(measured.record, other.record);
                    for row in &measured.rows {
                        let what = (spec.id, numbers, rows, optional, row);
                        assert!(row.value.is_none_or(f64::is_finite), "{what:?}");
                        assert!(row.value.is_some() != row.null_reason.is_some(), "{what:?}");
                        if row.value.is_some() {
                            answered.insert(spec.id);
                        }
                    }
                }
            }
        }
    }
    let silent: Vec<&str> =
        ALL.iter().map(|s| s.spec.id).filter(|id| !answered.contains(id)).collect();
    // These need tables that fit each other, which made-up ones do not.
    assert!(silent.iter().all(|id| ["callaway_santanna", "moran"].contains(id)), "{silent:?}");
}

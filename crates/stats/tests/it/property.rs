//! What must hold for any data: identities, and invariance to order, scale and duplication; and
//! that the specs say what the studies do.

use std::collections::BTreeSet;

use proptest::prelude::*;

use faer::Mat;
use stats::linear::inverse;
use stats::random::Stream;
use stats::sorted::Sorted;
use stats::spec::Value;
use stats::studies::gini::dagum;
use stats::studies::theil::{parts, theil};
use stats::studies::{ALL, coupling};

use crate::support::run;

#[test]
fn studies_are_sorted_and_say_all_they_need() {
    let ids: Vec<&str> = ALL.iter().map(|s| s.spec.id).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    for study in ALL {
        let spec = &study.spec;
        let texts = [spec.name, spec.question, spec.chart];
        assert!(texts.iter().all(|t| !t.zh.is_empty() && !t.en.is_empty()), "{}", spec.id);
        assert!(!spec.cites.is_empty() && !spec.inputs.is_empty() && !spec.outputs.is_empty());
        let metrics: BTreeSet<&str> = spec.outputs.iter().map(|o| o.metric).collect();
        assert_eq!(metrics.len(), spec.outputs.len(), "{}: a metric twice", spec.id);
        assert!(spec.outputs.iter().all(|o| o.lo < o.hi), "{}", spec.id);
        // A picture shows metrics; of two studies, quantities on the way.
        let traced = ["deviation", "lag", "amount"];
        for metric in spec.pictures.iter().flat_map(|picture| picture.metrics()) {
            let known = metrics.contains(metric) || traced.contains(&metric);
            assert!(known, "{}: a picture of {metric}", spec.id);
        }
        assert!(!spec.pictures.is_empty(), "{}", spec.id);
        for param in spec.params {
            match param.value {
                Value::Real { default, lo, hi } => assert!(lo <= default && default <= hi),
                Value::Whole { default, lo, hi } => assert!(lo <= default && default <= hi),
                Value::Choice { default, options } => assert!(options.contains(&default)),
                Value::Words { .. } => {}
            }
        }
        for input in spec.inputs {
            for column in input.columns {
                if let Some(param) = column.name.strip_prefix('$') {
                    assert!(param == "regressors" || spec.params.iter().any(|p| p.name == param));
                }
            }
        }
        serde_json::to_string(spec).unwrap();
    }
}

#[test]
fn every_study_has_its_page() {
    for study in ALL {
        let path =
            format!("{}/../../docs/methods/{}.md", env!("CARGO_MANIFEST_DIR"), study.spec.id);
        let page = std::fs::File::open(&path).and_then(std::io::read_to_string);
        let page = page.unwrap_or_else(|e| panic!("{path}: {e}"));
        for output in study.spec.outputs {
            assert!(
                page.contains(&format!("`{}`", output.metric)),
                "{path} lacks {}",
                output.metric
            );
        }
        for param in study.spec.params {
            assert!(page.contains(&format!("`{}`", param.name)), "{path} lacks {}", param.name);
        }
    }
}

/// The rows of a csv text in another order, header first.
fn shuffled(csv: &str, seed: u64) -> String {
    let mut lines: Vec<&str> = csv.lines().filter(|l| !l.trim().is_empty()).collect();
    Stream::new(seed, 0, 0).shuffle(&mut lines[1..]);
    lines.join("\n")
}

#[test]
fn the_order_of_rows_changes_nothing_not_even_the_id() {
    let panel = include_str!("../data/grunfeld.csv");
    let states = include_str!("../data/us_states_1929_1938.csv");
    let crime = include_str!("../data/columbus.csv");
    let queen = include_str!("../data/columbus_queen.csv");
    let mexico = include_str!("../data/mexico_2000.csv");
    type Pairs<'a> = Vec<(&'a str, &'a str)>;
    let cases: [(&str, Pairs, Pairs); 5] = [
        ("two_way", vec![("panel", panel)], vec![("regressors", "value,capital")]),
        ("resistance", vec![("series", states)], vec![]),
        ("moran", vec![("values", crime), ("adjacency", queen)], vec![]),
        ("gini", vec![("incomes", mexico)], vec![]),
        ("theil", vec![("incomes", mexico)], vec![]),
    ];
    for (id, inputs, params) in cases {
        let first = run(id, &inputs, &params);
        for seed in 0..3 {
            let mixed: Vec<(&str, String)> =
                inputs.iter().map(|(name, csv)| (*name, shuffled(csv, seed))).collect();
            let mixed: Vec<(&str, &str)> = mixed.iter().map(|(n, c)| (*n, c.as_str())).collect();
            let again = run(id, &mixed, &params);
            assert_eq!(first.rows, again.rows, "{id}");
            assert_eq!(first.record, again.record, "{id}");
        }
    }
}

#[test]
fn a_record_depends_on_parameters_and_data_only() {
    let rows = "id,value\na,1\nb,3";
    let id =
        |rows: &str, pairs: &[(&str, &str)]| run("poverty", &[("incomes", rows)], pairs).record.id;
    let first = id(rows, &[("line", "2")]);
    assert_eq!(first, id(rows, &[("line", "2.0")]));
    assert_eq!(first, id("id,value,remark\na,1,x\nb,3,y", &[("line", "2")]));
    assert_ne!(first, id(rows, &[("line", "2.5")]));
    assert_ne!(first, id("id,value\na,1\nb,3.5", &[("line", "2")]));
}

#[test]
fn scale_duplication_and_halved_weights_leave_inequality_alone() {
    let rows = |scale: f64, copies: usize, weight: f64| {
        let mut text = "value,weight,group\n".to_string();
        for (value, group) in [(1.0, "a"), (2.0, "a"), (2.0, "b"), (7.0, "b"), (4.0, "b")] {
            for _ in 0..copies {
                text.push_str(&format!("{},{weight},{group}\n", value * scale));
            }
        }
        text
    };
    for id in ["gini", "theil"] {
        let plain = run(id, &[("incomes", &rows(1.0, 1, 1.0))], &[]);
        for other in [rows(1000.0, 1, 1.0), rows(1.0, 2, 0.5), rows(1.0, 3, 7.0)] {
            let other = run(id, &[("incomes", &other)], &[]);
            for row in plain.rows.iter().filter(|r| r.entity == "all") {
                let value = other.value("all", None, row.metric).unwrap();
                assert!((value - row.value.unwrap()).abs() < 1e-13, "{id} {}", row.metric);
            }
        }
    }
}

#[test]
fn an_inverse_by_halves_is_an_inverse() {
    // One of sectors that add value, and one whose columns outweigh its diagonal.
    for (n, share) in [(1, 0.5), (97, 0.9), (260, 0.5), (130, 3.0)] {
        let mut draw = Stream::new(n as u64, 0, 0);
        let one = |i: usize, j: usize| f64::from(u8::from(i == j));
        let a = Mat::from_fn(n, n, |i, j| one(i, j) - share * draw.unit() / n as f64);
        let product = &a * inverse(a.clone()).expect("regular");
        for i in 0..n {
            for j in 0..n {
                assert!((product[(i, j)] - one(i, j)).abs() < 1e-11, "{n} {share} {i} {j}");
            }
        }
    }
    assert!(inverse(Mat::zeros(3, 3)).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn dagums_parts_make_the_gini(
        values in prop::collection::vec((0.01f64..1e6, 0.1f64..10.0, 0usize..4), 2..60)
    ) {
        let all = Sorted::new(values.iter().map(|(v, w, _)| (*v, *w)));
        let mut members: Vec<Vec<(f64, f64)>> = vec![Vec::new(); 4];
        values.iter().for_each(|(v, w, g)| members[*g].push((*v, *w)));
        let groups: Vec<Sorted> =
            members.into_iter().filter(|m| !m.is_empty()).map(Sorted::new).collect();
        let (parts, _) = dagum(&groups);
        prop_assert!((parts.iter().sum::<f64>() - all.gini()).abs() < 1e-12);
        // Plain Gini by its definition.
        let (mut apart, mut weight) = (0.0, 0.0);
        for (a, wa, _) in &values {
            weight += wa;
            apart += values.iter().map(|(b, wb, _)| wa * wb * (a - b).abs()).sum::<f64>();
        }
        let gini = apart / weight / weight / 2.0 / all.mean();
        prop_assert!((all.gini() - gini).abs() < 1e-12);
    }

    #[test]
    fn theils_parts_make_the_whole(
        values in prop::collection::vec((0.0f64..1e6, 0.1f64..10.0, 0usize..4), 2..60)
    ) {
        let all: Vec<(f64, f64)> = values.iter().map(|(v, w, _)| (*v, *w)).collect();
        let mut groups: Vec<Vec<(f64, f64)>> = vec![Vec::new(); 4];
        values.iter().for_each(|(v, w, g)| groups[*g].push((*v, *w)));
        groups.retain(|g| !g.is_empty());
        let (between, within) = parts(&groups);
        prop_assert!((between + within - theil(&all)).abs() < 1e-11);
        prop_assert!(between > -1e-12);
    }

    #[test]
    fn coupling_stays_in_its_range(a in 0.0f64..1.0, b in 0.0f64..1.0, c in 0.001f64..1.0) {
        let three = coupling::coupling(&[a, b, c]);
        prop_assert!((0.0..=1.0).contains(&three));
        prop_assert!((0.0..=1.0).contains(&coupling::modified_coupling(&[a, b, c])));
        // C' ≤ C holds for two systems; for three it fails now and then, so it is not asked.
        let two = coupling::coupling(&[a, b]);
        prop_assert!(coupling::modified_coupling(&[a, b]) <= two + 1e-12);
        if let Some((low, high)) = coupling::recovered_pair(two, coupling::modified_coupling(&[a, b])) {
            prop_assert!((low - a.min(b)).abs() < 1e-5 && (high - a.max(b)).abs() < 1e-5);
        }
    }

    #[test]
    fn more_are_poor_under_a_higher_line(
        values in prop::collection::vec(0.1f64..100.0, 5..40), line in 1.0f64..50.0, up in 1.0f64..2.0
    ) {
        let rows: String =
            values.iter().enumerate().map(|(i, v)| format!("h{i},{v}\n")).collect();
        let rows = format!("id,value\n{rows}");
        let share = |line: f64| {
            let m = run("poverty", &[("incomes", &rows)], &[("line", &line.to_string())]);
            m.value("all", None, "headcount").unwrap()
        };
        prop_assert!(share(line) <= share(line * up));
    }
}

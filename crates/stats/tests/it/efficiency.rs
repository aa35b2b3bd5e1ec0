//! A8: scores against Tone's printed table, plane geometry by hand, and what no unit may change.

use crate::support::{near, run, tried};

/// Tone 2001, table 1.
const TONE: &str = "unit,x1,x2,y1,y2
    A,4,3,2,3
    B,6,3,2,3
    C,8,1,6,2
    D,8,1,6,1
    E,2,4,1,4";
const MEASURES: [(&str, &str); 2] = [("inputs", "x1,x2"), ("outputs", "y1,y2")];

#[test]
fn tone_2001_as_printed() {
    let m = run("dea", &[("units", TONE)], &MEASURES);
    let expected = [
        // ccr, bcc, sbm, sbm with variable returns (DE-1; Tone prints .798 .568 1 .667 1).
        ("A", [0.9, 1.0, 0.797_979_797_98, 0.818_181_818_182]),
        ("B", [5.0 / 6.0, 5.0 / 6.0, 0.568_181_818_182, 0.606_060_606_061]),
        ("C", [1.0; 4]),
        ("D", [1.0, 1.0, 2.0 / 3.0, 2.0 / 3.0]),
        ("E", [1.0; 4]),
    ];
    for (unit, scores) in expected {
        for (metric, score) in ["ccr", "bcc", "sbm", "sbm_variable"].into_iter().zip(scores) {
            near(&m, (unit, None, metric), score, 1e-9);
        }
    }
    // D gives one less of the second output than C: on the frontier, but not efficient.
    near(&m, ("D|y2", None, "slack"), 1.0, 1e-9);
    assert_eq!(m.row("D", None, "ccr").unwrap().flags, ["few_units", "weakly_efficient"]);
    assert_eq!(m.row("C", None, "ccr").unwrap().flags, ["few_units", "efficient"]);
    near(&m, ("C|C", None, "peer"), 1.0, 1e-9);
}

/// One input, one output: the frontier can be drawn.
const PLANE: &str = "unit,x,y\nA,2,1\nB,4,3\nC,6,4\nD,8,4";

#[test]
fn the_frontier_of_one_input_and_one_output_is_drawn_by_hand() {
    for orientation in ["input", "output"] {
        let params = [("inputs", "x"), ("outputs", "y"), ("orientation", orientation)];
        let m = run("dea", &[("units", PLANE)], &params);
        // Output per input over the best such ratio, 3/4; the same either way.
        for (unit, score) in [("A", 2.0 / 3.0), ("B", 1.0), ("C", 8.0 / 9.0), ("D", 2.0 / 3.0)] {
            near(&m, (unit, None, "ccr"), score, 1e-9);
            near(&m, (unit, None, "sbm"), score, 1e-9);
        }
        // D gives what C gives with six; with its eight none gives more.
        near(&m, ("D", None, "bcc"), if orientation == "input" { 0.75 } else { 1.0 }, 1e-9);
        let kind = |unit: &str| *m.row(unit, None, "scale").unwrap().flags.last().unwrap();
        let kinds = ["A", "B", "C", "D"].map(kind);
        assert_eq!(
            kinds,
            ["returns_increasing", "returns_constant", "returns_decreasing", "returns_decreasing"]
        );
    }
}

#[test]
fn neither_units_of_measure_nor_copies_nor_idlers_change_a_score() {
    let scaled: String = TONE
        .lines()
        .enumerate()
        .map(|(i, line)| {
            let mut cells: Vec<String> = line.trim().split(',').map(str::to_string).collect();
            if i > 0 {
                cells[1] = (cells[1].parse::<f64>().unwrap() * 1e6).to_string();
                cells[4] = (cells[4].parse::<f64>().unwrap() / 700.0).to_string();
            }
            cells.join(",") + "\n"
        })
        .collect();
    let more = format!("{TONE}\nF,6,3,2,3\nG,80,40,1,1");
    let first = run("dea", &[("units", TONE)], &MEASURES);
    let reversed: Vec<&str> = TONE.lines().skip(1).collect();
    let reversed: String = reversed.iter().rev().map(|line| format!("\n{line}")).collect();
    let reversed = format!("unit,x1,x2,y1,y2{reversed}");
    assert_eq!(first.rows, run("dea", &[("units", &reversed)], &MEASURES).rows);
    for other in [&scaled, &more] {
        let again = run("dea", &[("units", other)], &MEASURES);
        for unit in ["A", "B", "C", "D", "E"] {
            for metric in ["ccr", "bcc", "scale", "sbm", "sbm_variable"] {
                let score = first.value(unit, None, metric).unwrap();
                near(&again, (unit, None, metric), score, 1e-8);
            }
        }
    }
    let params = [MEASURES[0], MEASURES[1], ("only", "B,D")];
    let some = run("dea", &[("units", TONE)], &params);
    assert!(some.value("A", None, "ccr").is_none());
    near(&some, ("B", None, "sbm"), 0.568_181_818_182, 1e-9);
}

#[test]
fn many_units_each_keep_to_their_frontier() {
    // Made by a rule; each target is checked against its definition, not against another program.
    let mut text = "unit,x1,x2,y1\n".to_string();
    let value = |i: u64, k: u64| 1.0 + ((i * 7919 + k * 104_729) % 997) as f64 / 100.0;
    for i in 0..120 {
        text += &format!("u{i:03},{},{},{}\n", value(i, 1), value(i, 2), value(i, 3));
    }
    let m = run("dea", &[("units", &text)], &[("inputs", "x1,x2"), ("outputs", "y1")]);
    for i in 0..120 {
        let unit = format!("u{i:03}");
        let score = |metric: &str| m.value(&unit, None, metric).unwrap();
        assert!(score("sbm") <= score("ccr") + 1e-9 && score("ccr") <= score("bcc") + 1e-9);
        assert!(score("sbm") <= score("sbm_variable") + 1e-9);
        let mut target = [0.0; 3];
        for row in m.rows.iter().filter(|r| r.metric == "peer") {
            if let Some(peer) = row.entity.strip_prefix(&format!("{unit}|u")) {
                let j: u64 = peer.parse().unwrap();
                (0..3).for_each(|k| target[k as usize] += row.value.unwrap() * value(j, k + 1));
            }
        }
        for (k, name) in ["x1", "x2", "y1"].into_iter().enumerate() {
            let slack = m.value(&format!("{unit}|{name}"), None, "slack").unwrap();
            let own = value(i, k as u64 + 1);
            let expected = if k < 2 { score("ccr") * own - slack } else { own + slack };
            assert!((target[k] - expected).abs() < 1e-6 * own, "{unit} {name}");
        }
    }
}

#[test]
fn what_cannot_be_scored_says_why() {
    let faults = |text: &str| tried("dea", &[("units", text)], &MEASURES).unwrap_err();
    let zero = faults("unit,x1,x2,y1,y2\nA,1,0,1,1\nB,1,1,1,-2\nC,-1,1,1,1");
    assert_eq!(zero.iter().map(|f| f.lines.clone()).collect::<Vec<_>>(), [[3], [1], [2]]);
    let twice = [("inputs", "x1"), ("outputs", "x1,y1")];
    assert!(tried("dea", &[("units", TONE)], &twice).is_err());
    assert!(tried("dea", &[("units", TONE)], &[("inputs", "x1")]).is_err());
    let only = [MEASURES[0], MEASURES[1], ("only", "Z")];
    assert!(tried("dea", &[("units", TONE)], &only).unwrap_err()[0].en.contains('Z'));

    let m = run("dea", &[("units", "unit,x1,x2,y1,y2\nA,1,1,0,1\nB,1,1,1,2\nC,,1,1,1")], &MEASURES);
    assert_eq!(m.row("A", None, "sbm").unwrap().null_reason, Some("undefined_ratio"));
    near(&m, ("A", None, "ccr"), 0.5, 1e-9);
    assert_eq!(m.dropped[0].entity, "C");
    let one = run("dea", &[("units", "unit,x1,x2,y1,y2\nA,1,1,1,1")], &MEASURES);
    assert_eq!(one.rows[0].null_reason, Some("n_too_small"));
}

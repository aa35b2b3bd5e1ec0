//! A9 poverty and targeting, A11 survival and hazard.

use crate::support::{close, near, run, tried};

#[test]
fn poverty_by_hand() {
    let rows = "id,value,weight\na,0.5,1\nb,1,2\nc,2,1\nd,1.5,4\ne,3,2";
    let m = run("poverty", &[("incomes", rows)], &[("line", "1.5")]);
    // Poor: a (gap 2/3) and b twice (gap 1/3); d at the line is not poor.
    near(&m, ("all", None, "headcount"), 0.3, 1e-12);
    near(&m, ("all", None, "gap"), (2.0 / 3.0 + 2.0 / 3.0) / 10.0, 1e-12);
    near(&m, ("all", None, "severity"), (4.0 / 9.0 + 2.0 / 9.0) / 10.0, 1e-12);
    near(&m, ("all", None, "watts"), (3f64.ln() + 2.0 * 1.5f64.ln()) / 10.0, 1e-12);
    near(&m, ("all", None, "shortfall"), 2.0, 1e-12);
    let zero = "id,value\na,0\nb,2\nc,3\nd,4\ne,5\nf,6";
    let m = run("poverty", &[("incomes", zero)], &[("line", "1")]);
    assert_eq!(m.row("all", None, "watts").unwrap().null_reason, Some("undefined_ratio"));
}

#[test]
fn poverty_errors_come_from_primary_units() {
    // Two strata of three units each; shares poor 1, 0, 1 and 0, 0, 1.
    let mut rows = "id,value,psu,stratum\n".to_string();
    for (k, (stratum, poor)) in
        [("s", 1), ("s", 0), ("s", 1), ("t", 0), ("t", 0), ("t", 1)].iter().enumerate()
    {
        for i in 0..4 {
            rows.push_str(&format!("h{k}{i},{},p{k},{stratum}\n", if *poor == 1 { 1 } else { 3 }));
        }
    }
    let m = run("poverty", &[("incomes", &rows)], &[("line", "2")]);
    let row = m.row("all", None, "headcount").unwrap();
    close(row.value.unwrap(), 0.5, 1e-15);
    // Scores are ±1/12 per unit: each stratum 3/2·Σ(d − mean)² = 3/2·(2/3)·(1/6)².
    close(row.se.unwrap(), (2.0 * 1.5 * (2.0 / 3.0) / 36.0_f64).sqrt(), 1e-12);
}

#[test]
fn targeting_check_case_tg_1() {
    // Ten persons by income; the poorest four (or two) should be listed.
    let listed = [
        ("scenario1", [1, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("scenario2", [0, 1, 1, 0, 0, 0, 0, 0, 0, 0]),
        ("scenario3", [0, 0, 1, 1, 0, 0, 0, 0, 0, 0]),
        ("scenario4", [1; 10]),
    ];
    let table = |eligible: usize| {
        let mut rows = "scheme,id,eligible,listed\n".to_string();
        for (name, listed) in &listed {
            for (i, listed) in listed.iter().enumerate() {
                let poor = u8::from(i < eligible);
                rows.push_str(&format!("{name},h{i},{poor},{listed}\n"));
            }
        }
        rows
    };
    let (line, fifth) = (table(4), table(2));
    let line = run("targeting", &[("beneficiaries", &line)], &[]);
    let fifth = run("targeting", &[("beneficiaries", &fifth)], &[]);
    for (m, name, values) in [
        (&line, "scenario1", [0.5, 0.0, 0.5, 0.5, 2.5]),
        (&fifth, "scenario1", [0.0, 0.0, 1.0, 1.0, 5.0]),
        (&line, "scenario2", [0.5, 0.0, 0.5, 0.5, 2.5]),
        (&fifth, "scenario2", [0.5, 0.5, 0.0, 0.375, 2.5]),
        (&fifth, "scenario3", [1.0, 1.0, -1.0, -0.25, 0.0]),
        (&line, "scenario4", [0.0, 0.6, 0.4, 0.0, 1.0]),
        (&fifth, "scenario4", [0.0, 0.8, 0.2, 0.0, 1.0]),
    ] {
        let metrics = [
            "exclusion_error",
            "inclusion_error",
            "differential_wb",
            "differential_ravallion",
            "cgh_index",
        ];
        for (metric, value) in metrics.into_iter().zip(values) {
            near(m, (name, None, metric), value, 1e-12);
        }
    }
}

#[test]
fn nobody_listed_and_odd_marks() {
    let m = run("targeting", &[("beneficiaries", "id,eligible,listed\na,1,0\nb,0,0")], &[]);
    assert_eq!(m.row("all", None, "inclusion_error").unwrap().null_reason, Some("undefined_ratio"));
    let odd = "id,eligible,listed\na,1,0\nb,2,0";
    assert_eq!(tried("targeting", &[("beneficiaries", odd)], &[]).unwrap_err()[0].lines, [2]);
}

/// Freireich et al. 1963: weeks of remission of 42 children, on 6-MP and on placebo.
const TREATED: [(i32, i32); 21] = [
    (6, 1),
    (6, 1),
    (6, 1),
    (6, 0),
    (7, 1),
    (9, 0),
    (10, 1),
    (10, 0),
    (11, 0),
    (13, 1),
    (16, 1),
    (17, 0),
    (19, 0),
    (20, 0),
    (22, 1),
    (23, 1),
    (25, 0),
    (32, 0),
    (32, 0),
    (34, 0),
    (35, 0),
];
const PLACEBO: [i32; 21] = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];

fn remissions() -> String {
    let mut rows = "id,stop,event,group,placebo\n".to_string();
    for (i, (week, event)) in TREATED.iter().enumerate() {
        rows.push_str(&format!("t{i},{week},{event},6-MP,0\n"));
    }
    for (i, week) in PLACEBO.iter().enumerate() {
        rows.push_str(&format!("p{i},{week},1,placebo,1\n"));
    }
    rows
}

#[test]
fn survival_of_the_textbook_remissions() {
    let rows = remissions();
    let m = run("survival", &[("spells", &rows)], &[]);
    // Published: S(6) = .857, S(10) = .753, S(23) = .448 (Kalbfleisch & Prentice; Cox & Oakes).
    near(&m, ("6-MP", Some(6), "survival"), 0.857142857142857, 1e-12);
    near(&m, ("6-MP", Some(10), "survival"), 0.752941176470588, 1e-12);
    near(&m, ("6-MP", Some(23), "survival"), 0.448179271708683, 1e-12);
    let se = m.row("6-MP", Some(10), "survival").unwrap().se.unwrap();
    close(se, 0.0963, 5e-5);
    near(&m, ("6-MP", None, "median"), 23.0, 0.0);
    near(&m, ("placebo", None, "median"), 8.0, 0.0);
    // Log-rank χ² of the textbooks: 16.79.
    close(m.value("all", None, "logrank").unwrap(), 16.79, 1e-2 / 16.79);
    assert!(m.value("all", None, "p").unwrap() < 1e-4);
    assert!(m.value("all", None, "detectable_ratio").unwrap() > 1.0);
}

#[test]
fn late_entry_lowers_the_number_at_risk() {
    let rows = "id,start,stop,event\na,0,2,1\nb,1,3,1\nc,2,4,1\nd,0,4,0";
    let m = run("survival", &[("spells", rows)], &[]);
    near(&m, ("all", Some(2), "at_risk"), 3.0, 0.0);
    near(&m, ("all", Some(3), "at_risk"), 3.0, 0.0);
    near(&m, ("all", Some(2), "survival"), 2.0 / 3.0, 1e-12);
    let wrong = "id,start,stop,event\na,3,2,1";
    assert_eq!(tried("survival", &[("spells", wrong)], &[]).unwrap_err()[0].lines, [1]);
}

#[test]
fn a_saturated_hazard_has_a_closed_form() {
    let rows = remissions();
    let m = run("hazard", &[("spells", &rows)], &[("regressors", "placebo")]);
    // Constant hazards are events over weeks at risk: 9/359 and 21/182.
    let link = |d: f64, n: f64| (-(1.0 - d / n).ln()).ln();
    let (treated, placebo) = (link(9.0, 359.0), link(21.0, 182.0));
    near(&m, ("constant", None, "coefficient"), treated, 1e-9);
    near(&m, ("placebo", None, "coefficient"), placebo - treated, 1e-9);
    near(&m, ("all", None, "events"), 30.0, 0.0);
    let never = "id,stop,event\na,3,0\nb,2,0";
    let m = run("hazard", &[("spells", never)], &[]);
    assert_eq!(m.row("all", None, "log_likelihood").unwrap().null_reason, Some("not_identified"));
}

//! A6 two-way effects, event study, staggered designs and Bacon weights.

use crate::support::{close, near, run, tried};

const GRUNFELD: &str = include_str!("../data/grunfeld.csv");

fn grunfeld(pairs: &[(&str, &str)]) -> stats::Measured {
    let mut all = vec![("regressors", "value,capital")];
    all.extend(pairs);
    run("two_way", &[("panel", GRUNFELD)], &all)
}

#[test]
fn two_way_check_case_fe_1() {
    for (rule, parameters, value, capital) in [
        ("none", 2.0, 0.01093641834557851, 0.0456343952358274),
        ("nonnested", 22.0, 0.011475477516534403, 0.047883727557029625),
        ("full", 32.0, 0.011776722369860292, 0.04914073202275494),
    ] {
        let m = grunfeld(&[("count_rule", rule)]);
        near(&m, ("value", None, "estimate"), 0.11668113209689092, 1e-10);
        near(&m, ("capital", None, "estimate"), 0.3514356941574035, 1e-10);
        close(m.row("value", None, "estimate").unwrap().se.unwrap(), value, 1e-10);
        close(m.row("capital", None, "estimate").unwrap().se.unwrap(), capital, 1e-10);
        near(&m, ("all", None, "parameters"), parameters, 0.0);
        near(&m, ("all", None, "clusters"), 11.0, 0.0);
        // All 2^11 signs: only the sample's own and their opposite reach its t.
        near(&m, ("value", None, "wild_p"), 0.0009765625, 0.0);
    }
}

#[test]
fn clusters_two_ways_and_none() {
    let both = |rule| {
        let m = grunfeld(&[("cluster", "both"), ("count_rule", rule)]);
        m.row("value", None, "estimate").unwrap().se.unwrap()
    };
    close(both("none"), 0.0113215241789, 1e-10);
    close(both("full"), 0.012191417962, 1e-10);
    // K = 2 + 31 − 1 − 31 + 2 = 3: both effects are nested in a cluster.
    close(both("nonnested"), 0.0113475806556, 1e-10);
    let m = grunfeld(&[("cluster", "none"), ("count_rule", "full")]);
    close(m.row("value", None, "estimate").unwrap().se.unwrap(), 0.0191007534213, 1e-10);
}

#[test]
fn below_five_clusters_there_is_no_p_and_no_interval() {
    let head: Vec<&str> = GRUNFELD.lines().take(1 + 4 * 20).collect();
    let m = run("two_way", &[("panel", &head.join("\n"))], &[("regressors", "value,capital")]);
    assert_eq!(m.row("value", None, "p").unwrap().null_reason, Some("too_few_clusters"));
    assert_eq!(m.row("value", None, "wild_p").unwrap().null_reason, Some("too_few_clusters"));
    let row = m.row("value", None, "estimate").unwrap();
    assert!(row.flags.contains(&"few_clusters") && row.lo.is_none() && row.se.is_some());
}

#[test]
fn collinear_regressors_and_singletons_are_told() {
    let mut lines: Vec<String> = GRUNFELD.lines().map(|l| l.to_string()).collect();
    lines[0].push_str(",twice");
    for line in &mut lines[1..] {
        let value: f64 = line.split(',').nth(1).unwrap().parse().unwrap();
        line.push_str(&format!(",{}", 2.0 * value));
    }
    lines.push("1,2,3,Lonely,1940,4".to_string());
    let m =
        run("two_way", &[("panel", &lines.join("\n"))], &[("regressors", "value,capital,twice")]);
    assert_eq!(m.row("twice", None, "estimate").unwrap().null_reason, Some("not_identified"));
    near(&m, ("value", None, "estimate"), 0.11668113209689092, 1e-10);
    assert!(m.notes.iter().any(|n| n.en.contains("1 rows stood alone")));
}

/// Thirty made-up units over six years: ten treated in year 3, eight in year 5, twelve never. The
/// outcome is a fixed pattern, so that the expected numbers can be worked by hand or by loops.
fn staggered() -> (String, Vec<(i64, [f64; 6])>) {
    let mut rows = "unit,year,outcome,first,x\n".to_string();
    let mut units = Vec::new();
    for u in 0..30i64 {
        let first = match u {
            0..10 => 3,
            10..18 => 5,
            _ => 0,
        };
        let mut outcome = [0.0; 6];
        for t in 1..=6i64 {
            let noise = ((u * 37 + t * 61 + u * t * 17) % 23) as f64 / 10.0;
            let effect = if first > 0 && t >= first { 1.0 + 0.5 * (t - first) as f64 } else { 0.0 };
            outcome[t as usize - 1] = u as f64 * 0.3 + t as f64 + noise + effect;
            let when = if first > 0 { first.to_string() } else { String::new() };
            let x = (u * 7 % 11) as f64;
            rows.push_str(&format!("u{u:02},{t},{},{when},{x}\n", outcome[t as usize - 1]));
        }
        units.push((first, outcome));
    }
    (rows, units)
}

/// Difference of mean changes, with its standard error for divisors n.
fn by_hand(units: &[(i64, [f64; 6])], group: i64, t: usize, base: usize) -> (f64, f64) {
    let changes = |g: i64| -> Vec<f64> {
        units.iter().filter(|(f, _)| *f == g).map(|(_, y)| y[t - 1] - y[base - 1]).collect()
    };
    let moments = |x: &[f64]| {
        let n = x.len() as f64;
        let mean = x.iter().sum::<f64>() / n;
        (mean, x.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / n / n)
    };
    let (a, b) = (moments(&changes(group)), moments(&changes(0)));
    (a.0 - b.0, (a.1 + b.1).sqrt())
}

#[test]
fn group_time_effects_are_differences_of_mean_changes() {
    let (rows, units) = staggered();
    for estimator in ["reg", "ipw", "dr"] {
        let m = run("callaway_santanna", &[("panel", &rows)], &[("estimator", estimator)]);
        for (group, t, base) in [(3, 2, 1), (3, 3, 2), (3, 6, 2), (5, 3, 2), (5, 5, 4), (5, 6, 4)] {
            let (effect, se) = by_hand(&units, group, t, base);
            let row = m.row(&group.to_string(), Some(t as i64), "att").unwrap();
            close(row.value.unwrap(), effect, 1e-9);
            close(row.se.unwrap(), se, 1e-9);
        }
        // Simple: 10·(4 cells of 2003's kind) and 8·(2 cells), weighted by cohort size.
        let att = |g: i64, t: i64| m.value(&g.to_string(), Some(t), "att").unwrap();
        let simple = (10.0 * (3..=6).map(|t| att(3, t)).sum::<f64>()
            + 8.0 * (5..=6).map(|t| att(5, t)).sum::<f64>())
            / 56.0;
        near(&m, ("all", None, "simple"), simple, 1e-10);
        let event1 = (10.0 * att(3, 4) + 8.0 * att(5, 6)) / 18.0;
        near(&m, ("all", Some(1), "event"), event1, 1e-10);
        assert!(m.value("all", None, "band").unwrap() >= 1.959);
        // Seen four times in five at 5 %: z(.975) + z(.8) standard errors, for each mean.
        for (mean, metric) in
            [("all", "simple"), ("dynamic", "dynamic"), ("group_mean", "group_mean")]
        {
            let se = m.row("all", None, metric).unwrap().se.unwrap();
            near(
                &m,
                (mean, None, "detectable"),
                (1.959963984540054 + 0.8416212335729143) * se,
                1e-9,
            );
        }
    }
}

#[test]
fn covariates_and_later_controls_change_the_estimate_but_not_the_shape() {
    let (rows, _) = staggered();
    let value = |pairs: &[(&str, &str)]| {
        let m = run("callaway_santanna", &[("panel", &rows)], pairs);
        m.value("all", None, "simple").unwrap()
    };
    let plain = value(&[("draws", "0")]);
    let with = value(&[("draws", "0"), ("regressors", "x")]);
    let notyet = value(&[("draws", "0"), ("control", "notyet")]);
    assert!(plain != with && plain != notyet);
    assert!((plain - with).abs() < 0.5 && (plain - notyet).abs() < 0.5);
}

#[test]
fn bacon_parts_add_up_to_the_two_way_estimate() {
    let (rows, _) = staggered();
    let bacon = run("bacon", &[("panel", &rows)], &[]);
    let two_way = run("two_way", &[("panel", &rows)], &[]);
    close(
        bacon.value("all", None, "two_way").unwrap(),
        two_way.value("treated", None, "estimate").unwrap(),
        1e-9,
    );
    let weights: f64 =
        bacon.rows.iter().filter(|r| r.metric == "weight").map(|r| r.value.unwrap()).sum();
    close(weights, 1.0, 1e-14);
    assert!(bacon.value("all", None, "forbidden_weight").unwrap() > 0.0);
    assert!(two_way.value("treated", None, "pretrend_p").is_some());
}

#[test]
fn one_cohort_makes_the_event_study_a_difference_of_means() {
    let (rows, units) = staggered();
    let one: Vec<&str> = rows
        .lines()
        .filter(|l| {
            !l.contains(",5,") || l.ends_with(",x") || {
                // Keep year 5 of the others: only the cohort of year 5 goes.
                l.split(',').nth(3) != Some("5")
            }
        })
        .collect();
    let one = one.join("\n");
    let m = run("event_study", &[("panel", &one)], &[]);
    for (time, t) in [(-2, 1), (0, 3), (3, 6)] {
        let (effect, _) = by_hand(&units, 3, t, 2);
        near(&m, ("all", Some(time), "effect"), effect, 1e-9);
    }
    assert!(m.value("all", None, "pretrend_F").is_some());
}

#[test]
fn a_start_that_changes_and_a_design_without_controls_are_told() {
    let rows = "unit,year,outcome,first\na,1,1,2\na,2,2,3\nb,1,1,\nb,2,1,";
    let faults = tried("callaway_santanna", &[("panel", rows)], &[]).unwrap_err();
    assert_eq!(faults[0].lines, [2]);
    let rows = "unit,year,outcome,first\na,1,1,2\na,2,2,2\nb,1,1,2\nb,2,1,2";
    let m = run("callaway_santanna", &[("panel", rows)], &[]);
    assert_eq!(m.row("all", None, "simple").unwrap().null_reason, Some("no_comparison"));
}

//! A4 resistance, A5 Moran, Gini and Theil, A6 descriptions of income.

use crate::support::{close, near, run, tried};

const STATES: &str = include_str!("../data/us_states_1929_1938.csv");
const COLUMBUS: &str = include_str!("../data/columbus.csv");
const QUEEN: &str = include_str!("../data/columbus_queen.csv");
const MEXICO: &str = include_str!("../data/mexico_2000.csv");

#[test]
fn resistance_check_case_rs_1() {
    let m = run("resistance", &[("series", STATES)], &[]);
    near(&m, ("all", Some(1929), "benchmark_growth"), -0.4669150017, 1e-9);
    near(&m, ("Alabama", Some(1929), "resistance"), -0.0410205491202, 1e-10);
    near(&m, ("Virginia", Some(1929), "resistance"), 0.264709912714, 1e-10);
    near(&m, ("South Dakota", Some(1929), "resistance"), -0.493169197955, 1e-10);
    near(&m, ("Alabama", Some(1933), "recovery"), 0.0520610561755, 1e-10);
    near(&m, ("Colorado", Some(1933), "recovery"), -0.123189010092, 1e-10);
    // In a contraction resistance is 1 − β, in an expansion recovery is β − 1.
    for row in m.rows.iter().filter(|r| r.metric == "resistance" || r.metric == "recovery") {
        let beta = m.value(&row.entity, row.period, "sensitivity").unwrap();
        let identity = if row.metric == "resistance" { 1.0 - beta } else { beta - 1.0 };
        close(row.value.unwrap(), identity, 1e-10);
    }
}

#[test]
fn dated_shocks_replace_turning_points_and_a_flat_benchmark_gives_no_ratio() {
    let shocks = "shock,peak,trough,end\ngreat,1929,1933,1937";
    let m = run("resistance", &[("series", STATES), ("shocks", shocks)], &[]);
    near(&m, ("Alabama", Some(1929), "resistance"), -0.0410205491202, 1e-10);
    let flat = "region,year,value\nA,1,100\nA,2,50\nB,1,100\nB,2,149.5\nC,1,1\nC,2,";
    let shocks = "shock,peak,trough,end\ns,1,2,2";
    let m = run("resistance", &[("series", flat), ("shocks", shocks)], &[]);
    let row = m.row("A", Some(1), "resistance").unwrap();
    assert_eq!(row.null_reason, Some("growth_too_small"));
    assert_eq!(m.dropped[0].entity, "C");
}

#[test]
fn mixed_price_bases_are_refused_with_their_rows() {
    let series = "region,year,value,price_basis\nA,1,1,2015\nA,2,2,current\nB,1,1,2015\nB,2,2,2015";
    let faults = tried("resistance", &[("series", series)], &[]).unwrap_err();
    assert_eq!((faults[0].column.as_str(), &faults[0].lines[..]), ("price_basis", &[2][..]));
}

#[test]
fn moran_check_case_sp_1() {
    let m = run("moran", &[("values", COLUMBUS), ("adjacency", QUEEN)], &[]);
    near(&m, ("all", None, "I"), 0.5001885571828611, 1e-10);
    near(&m, ("all", None, "expected"), -1.0 / 48.0, 1e-12);
    near(&m, ("all", None, "z_random"), 5.58938267504, 1e-9);
    near(&m, ("all", None, "z_normal"), 5.63031278774, 1e-9);
    near(&m, ("all", None, "geary"), 0.540528202702, 1e-9);
    close(m.row("all", None, "I").unwrap().se.unwrap().powi(2), 0.00868928920133, 1e-9);
    for (unit, value) in [("000", 0.721781378555), ("006", -1.82261620464), ("048", 0.355945821834)]
    {
        near(&m, (unit, None, "local_I"), value, 1e-9);
    }
    for (unit, quadrant) in [("000", 3.0), ("004", 1.0), ("005", 2.0), ("016", 4.0)] {
        near(&m, (unit, None, "quadrant"), quadrant, 0.0);
    }
    near(&m, ("all", None, "p"), 0.001, 1e-12);
    let by_n = run("moran", &[("values", COLUMBUS), ("adjacency", QUEEN)], &[("moment", "n")]);
    near(&by_n, ("000", None, "local_I"), 0.721781378555 * 49.0 / 48.0, 1e-9);
}

#[test]
fn islands_and_constant_values_have_reasons() {
    let values = "region,value\na,1\nb,2\nc,3\nd,4\ne,9";
    let adjacency = "i,j\na,b\nb,a\nb,c\nc,b\nc,d\nd,c\nx,a";
    let m = run("moran", &[("values", values), ("adjacency", adjacency)], &[]);
    assert_eq!(m.row("e", None, "local_I").unwrap().null_reason, Some("island"));
    assert!(m.row("all", None, "I").unwrap().flags.contains(&"islands"));
    let same = "region,value\na,2\nb,2\nc,2\nd,2";
    let m = run("moran", &[("values", same), ("adjacency", adjacency)], &[]);
    assert_eq!(m.rows[0].null_reason, Some("constant_input"));
    let few = "region,value\na,2\nb,3";
    let m = run("moran", &[("values", few), ("adjacency", adjacency)], &[]);
    assert_eq!(m.rows[0].null_reason, Some("n_too_small"));
}

#[test]
fn neighbours_can_come_from_places() {
    let values = "region,value\na,1\nb,2\nc,8\nd,9";
    let points = "region,lat,lon\na,40,116\nb,40,116.1\nc,41,118\nd,41,118.1";
    let m = run("moran", &[("values", values), ("points", points)], &[("nearest", "1")]);
    // Each unit's nearest is its like: z = ±4, ±3 in pairs.
    close(m.value("all", None, "I").unwrap(), (4.0 * 3.0 * 4.0) / (2.0 * (16.0 + 9.0)), 1e-12);
}

#[test]
fn gini_and_theil_check_case_iq_1() {
    let m = run("gini", &[("incomes", MEXICO)], &[]);
    for (metric, value) in [
        ("gini", 0.2581130824882791),
        ("within", 0.0390177274157),
        ("between", 0.133711298513),
        ("overlap", 0.08538405656),
    ] {
        near(&m, ("all", None, metric), value, 1e-10);
    }
    let value = |metric| m.value("all", None, metric).unwrap();
    close(value("within") + value("between") + value("overlap"), value("gini"), 1e-14);
    let m = run("theil", &[("incomes", MEXICO)], &[]);
    near(&m, ("all", None, "theil"), 0.106608323496, 1e-10);
    near(&m, ("all", None, "between"), 0.0363587188797, 1e-10);
    near(&m, ("all", None, "within"), 0.0702496046162, 1e-10);
}

#[test]
fn zero_and_negative_incomes_are_told() {
    let rows = "id,value\na,0\nb,0\nc,-3\nd,";
    let m = run("gini", &[("incomes", rows)], &[]);
    assert_eq!(m.rows[0].null_reason, Some("undefined_ratio"));
    assert_eq!(m.dropped.len(), 2);
    let m = run("theil", &[("incomes", rows)], &[]);
    assert_eq!(m.rows[0].null_reason, Some("undefined_ratio"));
}

#[test]
fn income_sources_check_case_ly() {
    let pairs = [
        (0, 0),
        (0, 0),
        (0, 0),
        (500, 500),
        (700, 300),
        (300, 700),
        (750, 750),
        (1000, 500),
        (500, 700),
        (500, 700),
        (500, 1000),
        (1000, 600),
    ];
    let mut rows = "household,source,value\n".to_string();
    for (i, (a, b)) in pairs.iter().enumerate() {
        rows.push_str(&format!("h{i},X1,{a}\nh{i},X2,{b}\n"));
    }
    let m = run("income_sources", &[("incomes", &rows)], &[]);
    near(&m, ("all", None, "gini"), 0.3253623188, 1e-9);
    near(&m, ("X1", None, "contribution"), 0.1757246377, 1e-9);
    near(&m, ("X1", None, "contribution_share"), 0.5400890869, 1e-9);
    near(&m, ("X2", None, "contribution"), 0.1496376812, 1e-9);
    let product = ["share", "source_gini", "correlation"].map(|k| m.value("X1", None, k).unwrap());
    near(&m, ("X1", None, "contribution"), product.iter().product(), 1e-12);
}

#[test]
fn growth_of_all_incomes_alike_is_flat_and_pro_poor_alike() {
    let mut rows = "id,year,value\n".to_string();
    for i in 1..=40 {
        rows.push_str(&format!("h{i},2008,{}\nh{i},2012,{}\n", 100 * i, 121 * i));
    }
    let m = run("growth_incidence", &[("incomes", &rows)], &[("line", "1050")]);
    let rate = 1.21f64.powf(0.25) - 1.0;
    near(&m, ("all", Some(2012), "mean_growth"), rate, 1e-12);
    near(&m, ("p10.0000", Some(2012), "growth"), rate, 1e-12);
    near(&m, ("all", Some(2008), "headcount"), 0.25, 1e-12);
    near(&m, ("all", Some(2012), "pro_poor_rate"), 1.21f64.ln() / 4.0, 1e-12);
}

#[test]
fn sustained_growth_needs_every_year_and_marks_copied_values() {
    let incomes = "region,year,value
        A,2016,100\nA,2017,110\nA,2018,121\nA,2019,121\nA,2020,133.1\nA,2021,146.41
        B,2016,100\nB,2017,110\nB,2019,121\nB,2020,133\nB,2021,146";
    let prices = "year,index\n2017,100\n2018,100\n2019,102\n2020,100\n2021,100";
    let reference = "year,value\n2021,292.82";
    let inputs = [("incomes", incomes), ("prices", prices), ("reference", reference)];
    let m = run("sustained_growth", &inputs, &[]);
    near(&m, ("A", Some(2018), "growth"), 1.1f64.ln(), 1e-12);
    let copied = m.row("A", Some(2019), "growth").unwrap();
    assert_eq!(copied.flags, ["same_as_before"]);
    close(copied.value.unwrap(), -(1.02f64.ln()), 1e-12);
    near(&m, ("A", Some(2021), "sustained"), 1.0, 0.0);
    near(&m, ("A", Some(2021), "downside"), 1.02f64.ln() / 5f64.sqrt(), 1e-12);
    near(&m, ("A", Some(2021), "catch_up"), 0.5, 1e-12);
    assert_eq!(m.row("B", Some(2019), "growth").unwrap().null_reason, Some("missing_input"));
    assert_eq!(m.row("B", Some(2021), "sustained").unwrap().null_reason, Some("n_too_small"));
}

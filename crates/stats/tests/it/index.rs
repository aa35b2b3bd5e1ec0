//! A0, A7, A3 and synergy.

use crate::support::{close, long, near, run, tried};

#[test]
fn the_reports_own_totals_give_its_ratios() {
    let amounts = "entity,item,value,unit
        承德,资金,16.52,亿元
        承德,项目,415,个
        承德,产业资金,7.11,亿元
        承德,脱贫人口,17.12,万人
        承德,带贫人口,1.62,万人";
    let ratios = "资金/项目,产业资金/资金,资金/脱贫人口,产业资金/带贫人口";
    let m = run("unit_table", &[("amounts", amounts)], &[("ratios", ratios)]);
    near(&m, ("承德|资金/项目", None, "ratio"), 3_980_722.891_566_265, 1e-9);
    near(&m, ("承德|产业资金/资金", None, "ratio"), 7.11 / 16.52, 1e-12);
    near(&m, ("承德|资金/脱贫人口", None, "ratio"), 9_649.532_710_280_374, 1e-9);
    near(&m, ("承德|产业资金/带贫人口", None, "ratio"), 43_888.888_888_888_89, 1e-9);
    let row = m.row("承德|产业资金/资金", None, "ratio").unwrap();
    assert!(row.lo.unwrap() < 7.11 / 16.52 && row.hi.unwrap() > 7.11 / 16.52);
    assert_eq!(m.row("承德|资金/项目", None, "ratio").unwrap().unit, "元/个");
}

#[test]
fn persons_and_person_times_are_not_added() {
    let amounts = "entity,item,value,unit\n承德,培训,100,人\n承德,培训,30,人次\n承德,资金,1,袋";
    let faults = tried("unit_table", &[("amounts", amounts)], &[]).unwrap_err();
    assert_eq!(faults.len(), 2);
    assert_eq!(faults[0].lines, [3]);
    assert_eq!(faults[1].lines, [1, 2]);
}

#[test]
fn two_sides_agree_within_the_rounding_of_their_figures() {
    let ours = "entity,year,item,value,unit
        承德,2020,资金,1.65,亿元
        平泉,2020,资金,16000,万元
        合计,2020,资金,3.3,亿元";
    let theirs = "entity,year,item,value,unit\n承德,2020,资金,16523.4,万元\n隆化,2020,资金,1,亿元";
    let m = run("reconciliation", &[("ours", ours), ("theirs", theirs)], &[("total", "合计")]);
    let row = m.row("承德|资金", Some(2020), "difference").unwrap();
    assert_eq!(row.flags, ["agrees"]);
    assert_eq!(m.row("隆化|资金", Some(2020), "difference").unwrap().flags, ["only_theirs"]);
    assert_eq!(m.row("合计|资金", Some(2020), "residual").unwrap().flags, ["agrees"]);
}

/// Five regions, made up; the expected numbers are worked by the formulas in another language.
const FIVE: &str = "region,a,b,c
    R1,10,0.3,5
    R2,20,0.9,9
    R3,35,0.5,7
    R4,50,0.1,1
    R5,30,0.7,3";
const DIRECTIONS: &str = "indicator,direction,weight\na,+,0.5\nb,+,0.3\nc,-,0.2";

fn index(pairs: &[(&str, &str)]) -> stats::Measured {
    let values = long(FIVE, "region", "indicator");
    run("composite_index", &[("values", &values), ("indicators", DIRECTIONS)], pairs)
}

#[test]
fn entropy_weights_follow_the_formula() {
    let m = index(&[("weighting", "entropy"), ("draws", "50")]);
    // Each column's z by hand; e = −Σ p ln p / ln 5.
    let columns =
        [[0.0, 0.25, 0.625, 1.0, 0.5], [0.25, 1.0, 0.5, 0.0, 0.75], [0.5, 0.0, 0.25, 1.0, 0.75]];
    let entropy = |z: &[f64; 5]| {
        let total: f64 = z.iter().sum();
        let p = z.iter().map(|x| x / total).filter(|p| *p > 0.0);
        -p.map(|p| p * p.ln()).sum::<f64>() / 5f64.ln()
    };
    let e: Vec<f64> = columns.iter().map(entropy).collect();
    let left: f64 = e.iter().map(|e| 1.0 - e).sum();
    for (name, e) in ["a", "b", "c"].iter().zip(&e) {
        near(&m, (name, None, "entropy"), *e, 1e-12);
        near(&m, (name, None, "weight"), (1.0 - e) / left, 1e-12);
    }
    assert!(m.row("R4", None, "rank").unwrap().hi.is_some());
}

#[test]
fn topsis_of_two_units_at_the_two_ideals_is_one_and_zero() {
    let values = "region,indicator,value\nX,a,2\nX,b,1\nY,a,1\nY,b,3\nZ,a,1.5\nZ,b,2";
    let indicators = "indicator,direction\na,+\nb,-";
    let inputs = [("values", values), ("indicators", indicators)];
    let m = run("composite_index", &inputs, &[("aggregation", "topsis"), ("draws", "0")]);
    near(&m, ("X", None, "score"), 1.0, 1e-15);
    near(&m, ("Y", None, "score"), 0.0, 1e-15);
    near(&m, ("Z", None, "score"), 0.5, 1e-12);
}

#[test]
fn a_consistent_ahp_matrix_gives_back_its_weights() {
    let judgements = "indicator,other,ratio\na,b,2\na,c,4\nb,c,2";
    let values = long(FIVE, "region", "indicator");
    let inputs =
        [("values", values.as_str()), ("indicators", DIRECTIONS), ("judgements", judgements)];
    let m = run("composite_index", &inputs, &[("weighting", "ahp"), ("draws", "0")]);
    near(&m, ("a", None, "weight"), 4.0 / 7.0, 1e-12);
    near(&m, ("c", None, "weight"), 1.0 / 7.0, 1e-12);
    near(&m, ("all", None, "consistency_ratio"), 0.0, 1e-12);
}

#[test]
fn a_constant_indicator_weighs_nothing_and_a_gap_drops_the_unit() {
    let values = "region,indicator,value\nX,a,2\nX,b,1\nY,a,1\nY,b,1\nZ,a,\nZ,b,1";
    let indicators = "indicator,direction\na,+\nb,+";
    let inputs = [("values", values), ("indicators", indicators)];
    for weighting in ["equal", "entropy", "critic"] {
        let m = run("composite_index", &inputs, &[("weighting", weighting)]);
        if let Some(weight) = m.value("b", None, "weight") {
            assert_eq!(weight, 0.0, "{weighting}");
        }
        assert_eq!(m.dropped[0].entity, "Z");
        assert_eq!(m.dropped[0].lines, [5, 6]);
    }
}

const SYSTEMS: &str = "region,s1,s2,s3\nB,0.1782,0.6824,0.3721\nE,0.2,0.2,0.2\nZ,0,0.5,0.5";

#[test]
fn coupling_is_right_and_the_wrong_forms_are_named() {
    let systems = long(SYSTEMS, "region", "system");
    let published = "region,value\nB,0.2891\nE,1.0";
    let m = run("coupling", &[("systems", &systems), ("published", published)], &[]);
    for (metric, expected) in [
        ("C", 0.867226728611),
        ("T", 0.4109),
        ("D", 0.596945108688),
        ("C_modified", 0.500510006744),
        ("D_modified", 0.453497036122),
        ("lost_n", 0.289075576204),
        ("pairwise", 0.449144738),
        ("no_root", 0.652225785),
    ] {
        near(&m, ("B", None, metric), expected, 1e-9);
    }
    assert_eq!(m.row("B", None, "gap").unwrap().flags, ["is_lost_n"]);
    assert_eq!(m.row("E", None, "gap").unwrap().flags, ["agrees"]);
    near(&m, ("E", None, "C"), 1.0, 1e-15);
    near(&m, ("Z", None, "C"), 0.0, 0.0);
    assert!(m.row("Z", None, "C").unwrap().flags.contains(&"zero_subsystem"));
}

#[test]
fn weights_enter_t_only() {
    let systems = long(SYSTEMS, "region", "system");
    let weights = "system,weight\ns1,0.4\ns2,0.3\ns3,0.3";
    let m = run("coupling", &[("systems", &systems), ("weights", weights)], &[]);
    near(&m, ("B", None, "C"), 0.867226728611, 1e-9);
    near(&m, ("B", None, "T"), 0.38763, 1e-9);
    near(&m, ("B", None, "D"), 0.579795737145, 1e-9);
}

#[test]
fn raw_values_are_refused_with_their_rows() {
    let systems = "region,system,value\nA,s1,0.3\nA,s2,12";
    let faults = tried("coupling", &[("systems", systems)], &[]).unwrap_err();
    assert_eq!(faults[0].lines, [2]);
}

#[test]
fn a_pair_of_levels_is_recovered_from_c_and_c_modified() {
    use stats::studies::coupling::{coupling, modified_coupling, recovered_pair};
    // Chengde 2008 as published by 王淑佳等 2021: C .6101, C' .2700.
    let (low, high) = recovered_pair(0.6101, 0.27).unwrap();
    close(low, 0.048601, 1e-5);
    close(high, 0.419444, 1e-5);
    close(coupling(&[low, high]), 0.6101, 1e-9);
    close(modified_coupling(&[high, low]), 0.27, 1e-9);
}

#[test]
fn obstacles_add_up_to_one() {
    let values = long(FIVE, "region", "indicator");
    let m = run("obstacle", &[("values", &values), ("indicators", DIRECTIONS)], &[]);
    let total: f64 =
        m.rows.iter().filter(|r| r.entity.starts_with("R1")).map(|r| r.value.unwrap()).sum();
    close(total, 1.0, 1e-15);
    // R1: z = (0, .25, .5): shortfalls .5, .225, .1 of .825.
    near(&m, ("R1|a", None, "obstacle"), 0.5 / 0.825, 1e-12);
}

const SUBSYSTEMS: &str = "subsystem,indicator,year,value
    coop,i1,2019,12.0\ncoop,i2,2019,35.0\ncoop,i3,2019,0.42
    coop,i1,2020,15.5\ncoop,i2,2020,41.0\ncoop,i3,2020,0.47
    coop,i1,2021,18.2\ncoop,i2,2021,46.0\ncoop,i3,2021,0.55
    agri,i1,2019,3.1\nagri,i2,2019,0.62\nagri,i3,2019,8.5
    agri,i1,2020,3.0\nagri,i2,2020,0.66\nagri,i3,2020,7.9
    agri,i1,2021,3.6\nagri,i2,2021,0.71\nagri,i3,2021,7.1";
const BOUNDS: &str = "subsystem,indicator,lo,hi,direction
    coop,i1,10,20,+\ncoop,i2,30,50,+\ncoop,i3,0.4,0.6,+
    agri,i1,2.5,4,+\nagri,i2,0.6,0.75,+\nagri,i3,6,9,-";

#[test]
fn synergy_check_case_sy_1() {
    let inputs = [("values", SUBSYSTEMS), ("bounds", BOUNDS)];
    let m = run("synergy", &inputs, &[]);
    near(&m, ("all", Some(2020), "synergy"), 0.2, 1e-8);
    near(&m, ("all", Some(2021), "synergy"), 0.532081865046, 1e-8);
    let m = run("synergy", &inputs, &[("mean", "geometric")]);
    near(&m, ("all", Some(2020), "synergy"), 0.21881717778, 1e-8);
    near(&m, ("all", Some(2021), "synergy"), 0.551168904411, 1e-8);
}

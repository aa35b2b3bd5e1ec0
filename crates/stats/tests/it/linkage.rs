//! A1 structure, diversity, gravity, network, input–output; A4 inoperability.

use crate::support::{close, long, near, run, tried};

/// GDP of 2022 by three sectors; Beijing, Tianjin, Hebei and the nation (statistical yearbooks).
const GDP: &str = "region,primary,secondary,tertiary
    Beijing,111.5,6605.1,34894.3
    Tianjin,273.15,6038.93,9999.26
    Hebei,4410.3,17050.1,20910.0
    China,88345.0,483164.0,638698.0";

#[test]
fn structure_check_case_st_1() {
    let gdp = long(GDP, "region", "industry");
    let m = run("structure", &[("structure", &gdp)], &[("benchmark", "China")]);
    for (cell, metric, expected) in [
        ("Beijing|primary", "lq", 0.0367067085632),
        ("Beijing|secondary", "lq", 0.397591764888),
        ("Tianjin|tertiary", "lq", 1.16156181054),
        ("Hebei|primary", "lq", 1.42588090745),
        ("Beijing", "krugman", 0.621652524472),
        ("Tianjin", "krugman", 0.170531496299),
        ("Hebei", "krugman", 0.0685088020694),
        ("Beijing", "hhi", 0.728429679351),
        ("Beijing|Hebei", "difference", 0.690161326541),
        ("Beijing|Hebei", "similarity", 0.868011129725),
        ("Beijing|Hebei", "overlap", 0.65491933673),
        ("Hebei|Tianjin", "similarity", 0.980645995793),
    ] {
        near(&m, (cell, None, metric), expected, 1e-10);
    }
}

#[test]
fn a_region_without_a_total_is_dropped_and_an_absent_industry_has_no_lq() {
    let rows = "region,industry,value\nA,x,1\nA,y,0\nB,x,0\nB,y,0";
    let m = run("structure", &[("structure", rows)], &[]);
    assert_eq!(m.dropped[0].entity, "B");
    assert_eq!(m.row("A|y", None, "lq").unwrap().null_reason, Some("undefined_ratio"));
}

#[test]
fn an_industry_without_a_row_is_none_and_one_without_a_value_is_not_known() {
    let rows = "region,industry,value\nA,x,1\nA,y,\nB,x,3\nB,y,1\nC,x,2\nC,y,2\nD,x,5";
    let m = run("structure", &[("structure", rows)], &[]);
    assert_eq!((m.dropped[0].entity.as_str(), &m.dropped[0].lines[..]), ("A", &[1, 2][..]));
    // D is all x, of whose whole 10 of 13 is x.
    near(&m, ("D|x", None, "lq"), 1.3, 1e-12);
    near(&m, ("D|y", None, "lq"), 0.0, 0.0);
}

#[test]
fn diversity_check_case_dv_1() {
    let rows = "region,class,group,value
        R,m1,h,0.4\nR,m2,g,0.3\nR,m3,h,0.2\nR,m4,g,0.1\nR,m5,h,-1";
    let m = run("diversity", &[("amounts", rows)], &[]);
    near(&m, ("R", None, "hill_0"), 4.0, 0.0);
    near(&m, ("R", None, "hill_1"), 3.596115, 1e-6);
    near(&m, ("R", None, "hill_2"), 3.333333, 1e-6);
    near(&m, ("R", None, "unrelated_variety"), 0.970951, 1e-6);
    near(&m, ("R", None, "related_variety"), 0.875489, 1e-6);
    let total = m.value("R", None, "entropy").unwrap();
    close(total, 1.846439, 1e-6);
    near(
        &m,
        ("R", None, "unrelated_variety"),
        total - m.value("R", None, "related_variety").unwrap(),
        1e-12,
    );
    assert_eq!(m.dropped[0].entity, "R|m5");
}

const CITIES: &str = "city,lat,lon,population,gdp
    Beijing,39.9042,116.4074,2184.3,41610.9
    Tianjin,39.0842,117.2009,1363.0,16311.34
    Zhangjiakou,40.7676,114.8863,407.3,1775.2
    Chengde,40.9515,117.9634,331.5,1780.2
    Baoding,38.874,115.4646,914.4,3880.3";

#[test]
fn gravity_check_case_gv_1() {
    let m = run("gravity", &[("cities", CITIES)], &[]);
    near(&m, ("Beijing|Chengde", None, "distance"), 175.801853921, 1e-8);
    near(&m, ("Beijing|Chengde", None, "pull"), 236.967595051, 1e-8);
    near(&m, ("Beijing|Zhangjiakou", None, "pull"), 313.74591161, 1e-8);
    near(&m, ("Chengde|Tianjin", None, "pull"), 76.5346031692, 1e-8);
    near(&m, ("Beijing", None, "total"), 4934.25881742, 1e-8);
    near(&m, ("Chengde", None, "total"), 337.847993727, 1e-8);
    let m = run("gravity", &[("cities", CITIES)], &[("direction", "directed")]);
    near(&m, ("Beijing|Chengde", None, "pull"), 227.245561899, 1e-8);
    near(&m, ("Zhangjiakou|Chengde", None, "pull"), 4.84058311389, 1e-8);
}

#[test]
fn two_places_on_one_spot_have_no_pull() {
    let cities = "city,lat,lon,population,gdp\nA,40,116,1,1\nB,40,116,1,1\nC,41,116,,1";
    let m = run("gravity", &[("cities", cities)], &[]);
    assert_eq!(m.row("A|B", None, "pull").unwrap().null_reason, Some("undefined_ratio"));
    assert_eq!(m.dropped[0].entity, "C");
}

const FLOWS: &str = "from,to,amount
    Beijing,Zhangjiakou,12.5\nBeijing,Chengde,8.2\nBeijing,Baoding,20.1\nTianjin,Chengde,9.4
    Tianjin,Baoding,3.3\nBaoding,Beijing,1.2\nZhangjiakou,Beijing,0.6\nChengde,Tianjin,0.4
    Beijing,Tianjin,15.0\nTianjin,Beijing,6.5\nBaoding,Zhangjiakou,0.7\nBaoding,Baoding,3";

#[test]
fn network_check_case_nt_1() {
    let m = run("network", &[("flows", FLOWS)], &[]);
    for (name, metric, expected) in [
        ("Beijing", "out_strength", 55.8),
        ("Chengde", "in_strength", 17.6),
        ("Beijing", "betweenness", 0.833333333333),
        ("Tianjin", "betweenness", 0.25),
        ("Baoding", "betweenness", 0.0),
        ("Beijing", "closeness", 0.753623188406),
        ("Chengde", "closeness", 1.34578786556),
        ("Beijing", "pagerank", 0.299017568451),
        ("Tianjin", "pagerank", 0.240720278568),
        ("Beijing", "hub", 0.824022250324),
        ("Baoding", "authority", 0.348269881035),
        ("all", "density", 0.55),
        ("all", "reciprocity", 0.727272727273),
    ] {
        // The peer iterates PageRank to 1e-6 per node in its default and 1e-12 here.
        near(&m, (name, None, metric), expected, 1e-8);
    }
    assert_eq!(m.dropped[0].entity, "Baoding|Baoding");
}

#[test]
fn equal_paths_share_and_a_part_out_of_reach_counts_as_far() {
    use stats::graph::Graph;
    // 0→3 over 1 or over 2: half each. 1/3 + 1/3 ties with 1/6 + 1/2 only up to rounding.
    let edges = [(0, 1, 3.0), (1, 3, 3.0), (0, 2, 6.0), (2, 3, 2.0)];
    let graph = Graph::new(5, edges);
    let between = graph.betweenness();
    close(between[1], 0.5 / 12.0, 1e-15);
    close(between[2], 0.5 / 12.0, 1e-15);
    assert_eq!(graph.closeness_in()[4], 0.0);
    close(graph.closeness_in()[1], 3.0 * 0.25, 1e-12);
}

const SECTORS: [&str; 5] = ["L,1", "L,2", "L,3", "M,1", "M,2"];
/// Miller & Blair 2009, the two-region example.
const Z: [[f64; 5]; 5] = [
    [150.0, 500.0, 50.0, 25.0, 75.0],
    [200.0, 100.0, 400.0, 200.0, 100.0],
    [300.0, 500.0, 50.0, 60.0, 40.0],
    [75.0, 100.0, 60.0, 200.0, 250.0],
    [50.0, 25.0, 25.0, 150.0, 100.0],
];
const DEMAND: [[f64; 2]; 5] =
    [[140.0, 60.0], [800.0, 200.0], [30.0, 20.0], [154.5, 360.5], [112.5, 337.5]];

fn tables() -> (String, String) {
    let mut io = "from_region,from_sector,to_region,to_sector,value\n".to_string();
    let mut fd = "from_region,from_sector,region,value\n".to_string();
    for (i, from) in SECTORS.iter().enumerate() {
        for (j, to) in SECTORS.iter().enumerate() {
            io.push_str(&format!("{from},{to},{}\n", Z[i][j]));
        }
        fd.push_str(&format!("{from},L,{}\n{from},M,{}\n", DEMAND[i][0], DEMAND[i][1]));
    }
    (io, fd)
}

#[test]
fn linkages_check_case_io_1() {
    let (io, fd) = tables();
    let m = run("io_linkages", &[("io", &io), ("final_demand", &fd)], &[]);
    let expected = [
        (
            "backward",
            [1.13568832053, 0.991928899256, 0.944885635785, 0.878920501059, 1.04857664337],
        ),
        ("forward", [0.976844807001, 1.31230604043, 1.12180814196, 0.931983882763, 0.65705712785]),
        (
            "forward_ghosh",
            [1.13395781081, 0.910709776556, 1.30815783377, 0.88224945141, 0.764925127449],
        ),
        ("intra", [2.46225813311, 2.26238571125, 2.13480756964, 1.44905660377, 1.66037735849]),
        (
            "feedback",
            [0.234054308523, 0.163375692623, 0.163033375437, 0.1070181459, 0.140694471933],
        ),
        (
            "spillover",
            [0.414005778784, 0.290841798725, 0.289924514916, 0.851031495336, 1.07067297878],
        ),
        ("value_added", [225.0, 775.0, 415.0, 565.0, 235.0]),
    ];
    for (metric, values) in expected {
        for (sector, value) in SECTORS.iter().zip(values) {
            near(&m, (&sector.replace(',', "|"), None, metric), value, 1e-8);
        }
    }
    for sector in SECTORS.map(|s| s.replace(',', "|")) {
        let value = |metric| m.value(&sector, None, metric).unwrap();
        close(value("intra") + value("feedback") + value("spillover"), value("multiplier"), 1e-13);
    }
}

#[test]
fn tables_in_different_units_are_refused() {
    let io = "from_region,from_sector,to_region,to_sector,value,unit\nA,x,A,y,1,万元";
    let fd = "from_region,from_sector,region,value,unit\nA,x,A,2,亿元\nA,y,A,5,亿元";
    let faults = tried("io_linkages", &[("io", io), ("final_demand", fd)], &[]).unwrap_err();
    assert_eq!((faults[0].table.as_str(), faults[0].column.as_str()), ("final_demand", "unit"));
    assert!(faults[0].en.contains("`亿元`") && faults[0].en.contains("`万元` in `io`"));
}

#[test]
fn trade_in_value_added_adds_up_to_gdp() {
    let (io, fd) = tables();
    let m = run("io_trade", &[("io", &io), ("final_demand", &fd)], &[]);
    near(&m, ("L|L", None, "value_added"), 935.341994002, 1e-8);
    near(&m, ("L|M", None, "value_added"), 479.658005998, 1e-8);
    near(&m, ("M|L", None, "value_added"), 301.658005998, 1e-8);
    near(&m, ("M|M", None, "value_added"), 498.341994002, 1e-8);
    near(&m, ("L", None, "gdp"), 225.0 + 775.0 + 415.0, 1e-12);
    near(&m, ("L", None, "vax_ratio"), 0.6149462, 1e-7);
    near(&m, ("L", None, "dva"), 628.812460, 1e-8);
    // What is not value added of the region was bought elsewhere.
    let exports = m.value("L", None, "exports").unwrap();
    let bought = m.value("L", None, "vertical_specialisation").unwrap() * exports;
    close(bought + m.value("L", None, "dva").unwrap(), exports, 1e-12);
}

#[test]
fn extraction_and_the_cut_of_a_pair() {
    let (io, fd) = tables();
    let m = run("io_extraction", &[("io", &io), ("final_demand", &fd)], &[]);
    let totals = [2185.118890, 3816.350884, 1936.585476, 2154.632682, 1832.340416];
    for (sector, value) in SECTORS.iter().zip(totals) {
        near(&m, (&sector.replace(',', "|"), None, "total_loss"), value, 1e-8);
    }
    near(&m, ("L|M", None, "cut_loss"), 1644.988321, 1e-8);
    let by_sector = [289.177120987, 516.691473528, 332.553689135, 343.245283019, 163.320754717];
    for (sector, value) in SECTORS.iter().zip(by_sector) {
        let name = format!("loss:{}", sector.replace(',', "|"));
        close(m.trace.iter().find(|q| q.name == name).unwrap().value, value, 1e-8);
    }
}

#[test]
fn inoperability_check_case_im_1() {
    let (io, fd) = tables();
    let shocks = "region,sector,share\nL,1,0.1";
    let inputs = [("io", io.as_str()), ("final_demand", fd.as_str()), ("shocks", shocks)];
    let m = run("inoperability", &inputs, &[("periods", "12")]);
    let q = [0.028468183, 0.0063461258, 0.0127658143, 0.0044532446, 0.0036702776];
    for (sector, value) in SECTORS.iter().zip(q) {
        near(&m, (&sector.replace(',', "|"), None, "inoperability"), value, 1e-9);
    }
    near(&m, ("all", None, "loss"), 62.206364408280436, 1e-9);
    let later = m.value("L|1", Some(12), "inoperability").unwrap();
    assert!(later < 0.001 && m.value("all", None, "path_loss").unwrap() > 0.0);
}

#[test]
fn a_sector_without_output_stays_and_a_wrong_shock_is_refused() {
    let io = "from_region,from_sector,to_region,to_sector,value\nA,x,A,y,1\nA,x,A,empty,0";
    let fd = "from_region,from_sector,region,value\nA,x,A,2\nA,y,A,5";
    let m = run("io_linkages", &[("io", io), ("final_demand", fd)], &[]);
    near(&m, ("A|empty", None, "multiplier"), 1.0, 0.0);
    let shocks = "region,sector,share\nA,z,0.1";
    let inputs = [("io", io), ("final_demand", fd), ("shocks", shocks)];
    assert_eq!(tried("inoperability", &inputs, &[]).unwrap_err()[0].lines, [1]);
}

//! Studies by command: from files and from the ledger, with their records and refusals.

use serde_json::Value as Json;

use crate::base::{Base, file, funds};

fn cell<'j>(answer: &'j Json, entity: &str, metric: &str) -> &'j Json {
    let rows = answer["rows"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["entity"] == entity && row["metric"] == metric);
    &row.unwrap_or_else(|| panic!("no {entity} {metric}"))["value"]
}

#[test]
fn a_study_reads_files_and_names_its_run() {
    let base = Base::sqlite("studies");
    let specs = base.json(&["measure", "study", "--list"]);
    let ids: Vec<&str> =
        specs.as_array().expect("a list").iter().filter_map(|s| s["id"].as_str()).collect();
    assert!(ids.contains(&"dea") && ids.contains(&"gini") && ids.len() >= 30);

    // Tone 2001, table 1; the printed scores are .798 .568 1 .667 1.
    let units = file(
        &base,
        "units.csv",
        "DMU,unit,x1,x2,y1,y2\n1,A,4,3,2,3\n2,B,6,3,2,3\n3,C,8,1,6,2\n4,D,8,1,6,1\n5,E,2,4,1,4\n",
    );
    let mixed = file(
        &base,
        "mixed.csv",
        "unit,y2,y1,x2,x1\nE,4,1,4,2\nB,3,2,3,6\nD,1,6,1,8\nA,3,2,3,4\nC,2,6,1,8\n",
    );
    let run = |path: &str| {
        let input = format!("units={path}");
        let asked = ["measure", "study", "dea", "--input", &input];
        base.json(&[&asked[..], &["--param", "inputs=x1,x2", "--param", "outputs=y1,y2"]].concat())
    };
    let answer = run(&units);
    for (unit, sbm) in [("A", 0.798), ("B", 0.568), ("C", 1.0), ("D", 0.667), ("E", 1.0)] {
        let value = cell(&answer, unit, "sbm").as_f64().expect("a score");
        assert!((value - sbm).abs() < 5e-4, "{unit}: {value}");
    }
    assert_eq!(answer, run(&mixed), "order of rows and columns changes nothing, nor the id");
    assert_eq!(answer["record"]["id"].as_str().map(str::len), Some(64));

    // Blank rows count as the file's own.
    let bad = file(&base, "bad.csv", "unit,x1,x2,y1,y2\nA,4,3,2,3\n\nB,viele,0,2,3\n");
    let input = format!("units={bad}");
    let asked = ["measure", "study", "dea", "--input", &input, "--param", "inputs=x1,x2", "--json"];
    let refused = base.run(&asked);
    assert_eq!(refused.status.code(), Some(2));
    let said: Json = serde_json::from_slice(&refused.stdout).expect("JSON");
    assert_eq!(said["faults"][0]["place"]["row"], 4, "{said}");
    assert_eq!(base.run(&["measure", "study", "nothing"]).status.code(), Some(3));
    assert_eq!(base.run(&["measure", "study", "gini", "--input", "x"]).status.code(), Some(2));
}

#[test]
fn a_study_reads_the_ledger_by_county_and_year() {
    for base in [Base::sqlite("studied"), Base::postgres("studied")] {
        // Nineteen good rows of 2019-03: 1.5 to 19.5 yuan arrived in Longhua.
        let funds = file(&base, "funds.csv", &funds(20));
        base.run(&["import", "funds", &funds]);
        let asked = [
            "measure",
            "study",
            "unit_table",
            "--input",
            "amounts=ledger",
            "--indicators",
            "funds.arrived",
            "--from",
            "2018-01-01",
            "--to",
            "2020-12-31",
        ];
        let answer = base.json(&asked);
        let total =
            answer["rows"].as_array().expect("rows").iter().find(|row| row["period"] == 2019);
        let total = total.unwrap_or_else(|| panic!("{answer}"));
        assert_eq!(total["entity"], "130825 隆化县|funds.arrived");
        assert_eq!(total["value"], 199.5, "yuan, once each");
        assert_eq!(answer, base.json(&asked));
        let missing = base.run(&asked[..9]);
        assert_eq!(missing.status.code(), Some(2), "a ledger needs its days");
    }
}

//! Closing, adjusting and giving back by command, on both engines.

use serde_json::Value as Json;

use crate::base::{Base, file, funds};

#[test]
fn a_closed_period_takes_signed_differences_by_command() {
    for base in [Base::sqlite("closed"), Base::postgres("closed")] {
        // Nineteen good rows of 2019-03: 1.5 to 19.5 yuan arrived in Longhua.
        let funds = file(&base, "funds.csv", &funds(20));
        base.run(&["import", "funds", &funds]);
        let sum: i64 = (1..20).map(|yuan| yuan * 100 + 50).sum();
        let arrived = || base.measured("funds.arrived", "2019-01-01", "2019-12-31");
        assert_eq!(arrived(), sum);
        let row = base.json(&["record", "funds", "list", "--filter", "batch=P-4"])[0]["id"].clone();
        let row = row.as_str().expect("a row has an id");
        let adjust = |more: &[&str]| {
            let all = ["record", "funds", "adjust", row, "--reason", "回单少一元", "--posted-on"];
            let output = base.run(&[&all, more, &["--json"]].concat());
            let answer: Json = serde_json::from_slice(&output.stdout).expect("JSON");
            (output.status.code(), answer)
        };
        assert_eq!(adjust(&["2020-01-05", "amount=-1.00"]).0, Some(4), "the period is open");
        base.json(&["close", "--until", "2019-12-31", "--reason", "2019年决算"]);
        assert_eq!(adjust(&["2019-12-31", "amount=-1.00"]).0, Some(2), "booked too early");
        assert_eq!(adjust(&["2020-01-05", "amount=many"]).0, Some(2));
        assert_eq!(adjust(&["2020-01-05", "payee=-1.00"]).0, Some(2));
        let (code, booked) = adjust(&["2020-01-05", "amount=-1.00"]);
        assert_eq!((code, booked["entry"]["kind"].as_str()), (Some(0), Some("adjust")));
        assert_eq!(arrived(), sum - 100, "as restated");
        let asked = ["measure", "funds.arrived", "--from", "2019-01-01", "--to", "2019-12-31"];
        let as_booked = base.json(&[&asked[..], &["--view", "booked"]].concat());
        assert_eq!(as_booked["value"], sum, "the closed year stays as it was booked");
        assert_eq!(base.json(&["verify"])["damages"], Json::Array(Vec::new()));
    }
}

#[test]
fn the_marked_workbook_goes_back() {
    let base = Base::sqlite("returned");
    let funds = file(&base, "funds.csv", &funds(20));
    let out = base.folder.join("退回.xlsx").display().to_string();
    let output = base.run(&["import", "funds", &funds, "--dry-run", "--faults", &out]);
    assert_eq!(output.status.code(), Some(2), "one row has a fault");
    // The marked workbook holds the same rows with the same one fault, and is read again as it is.
    let output = base.run(&["import", "funds", &out, "--dry-run", "--json"]);
    let again: Json = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        (again["read"].as_i64(), again["rejected"].as_i64()),
        (Some(20), Some(1)),
        "{again}"
    );
}

#[test]
fn a_demo_is_not_put_beside_other_rows() {
    let base = Base::sqlite("not-empty");
    let funds = file(&base, "funds.csv", &funds(20));
    base.run(&["import", "funds", &funds]);
    let folder = base.folder.join("demo").display().to_string();
    let output = base.run(&["demo", "--no-serve", "--size", "small", "--dir", &folder]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(5), "{said}");
    assert!(said.contains("合计翻倍"), "{said}");
    assert!(base.measured("funds.arrived", "2016-01-01", "2021-12-31") > 0);
}

#[test]
fn the_manual_is_printed() {
    let base = Base::sqlite("manual");
    let topics = base.json(&["manual"]);
    for topic in topics.as_array().expect("a list") {
        let name = topic["topic"].as_str().expect("a name");
        let text = base.json(&["manual", name])["text"].clone();
        assert!(text.as_str().is_some_and(|text| text.contains("luanhe import")), "{name}");
    }
    assert_eq!(base.run(&["manual", "nothing"]).status.code(), Some(3));
}

//! The page of plans: three projects whose best allocation is worked by hand.

use super::{Visitor, world};

/// Asked amount in 万元 and planned households, so that a 万元 gains 1, 0.5 and 3 of them.
const PROJECTS: [(&str, &str, &str, &str, &str); 3] = [
    ("A", "130825", "产业", "100万", "100"),
    ("B", "130828", "三保障", "100万", "50"),
    ("C", "130825", "就业", "100万", "300"),
];

#[test]
fn money_goes_where_it_does_most_within_its_limits() {
    let app = world("plans", false);
    let office = Visitor::as_one(&app, "李");
    assert!(office.get("/plans").text.contains("没有可安排的项目"));
    for (code, county, fund_use, aid, households) in PROJECTS {
        let row = [
            ("code", code),
            ("name", code),
            ("county", county),
            ("kind", "产业发展"),
            ("use", fund_use),
            ("nature", "协作"),
            ("state", "入库"),
            ("year", "2022"),
            ("listed_on", "2021-11-01"),
            ("budget", aid),
            ("aid", aid),
            ("scope", "到人到户"),
            ("households", households),
            ("sure", "1"),
        ];
        let saved = office.post("/projects", &row);
        assert_eq!(saved.status, 303, "{}", saved.text);
    }
    let form = office.get("/plans").text;
    assert!(form.contains("<b>3</b>") && form.contains("<b>300.00</b>"), "{form}");

    // 200: all of C and A, 400 households; nothing is left for B.
    let plan = |asked: &str| office.get(&format!("/plans?budget=200万{asked}"));
    let free = plan("").text;
    assert!(free.contains("3 个候选项目中安排 2 个，可得400户"), "{free}");
    // Fifty of them for 围场: C whole, half of A, half of B: 300 + 50 + 25.
    let floor = plan("&floor:130828=50&source=试算").text;
    assert!(floor.contains("可得375户") && floor.contains("〔依据：试算〕"), "{floor}");
    assert!(floor.contains("name=\"floor:130828\" value=\"50\""), "what was typed stays");
    let none = plan("&floor:130828=50");
    assert!(none.status == 422 && none.text.contains("没有写依据"));
    let unread = plan("&cap:130825=很多&industry_share=120%25&source=试算");
    assert_eq!(unread.status, 422);
    assert!(unread.text.contains("“很多”不是带单位的金额") && unread.text.contains("120%"));
    // 围场 asks for 100 and cannot take 150.
    let conflict = plan("&floor:130828=150&source=试算").text;
    assert!(conflict.contains("这些限制不能同时满足"), "{conflict}");

    let json = office.get("/plans/export/json?budget=200万").text;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (json["objective"].as_f64(), json["spent"].as_i64()),
        (Some(400.0), Some(200_000_000))
    );
    assert!(office.get("/plans/export/xlsx?budget=200万").text.starts_with("PK"));
    assert_eq!(office.get("/plans/export/xlsx").status, 404);
    // A clerk plans with the projects of the own county only.
    let clerk = Visitor::as_one(&app, "张").get("/plans").text;
    assert!(clerk.contains("<b>2</b>"), "{clerk}");
    assert!(plan("&lang=en").text.contains("2 of 3 projects"));
}

//! Studies in the browser: the list, what one asks, and its answer over pasted tables and the ledger.

use super::{Visitor, world};

#[test]
fn a_study_is_explained_and_run_within_what_one_may_see() {
    let app = world("studies", true);
    let office = Visitor::as_one(&app, "李");
    let list = office.get("/studies").text;
    assert!(list.contains("href=\"/studies/dea\"") && list.contains("耦合协调度"), "{list}");
    let asked = office.get("/studies/gini?lang=en");
    assert!(asked.status == 200 && asked.text.contains("table.incomes"), "{}", asked.text);
    assert_eq!(office.get("/studies/nothing").status, 404);

    // Output per input over the best such ratio, 3/4: A 2/3, C 8/9.
    let table = "unit,x,y%0AA,2,1%0AB,4,3%0AC,6,4%0AD,8,4";
    let path = format!("/studies/dea?param.inputs=x&param.outputs=y&table.units={table}");
    let shown = office.get(&path).text;
    assert!(shown.contains("0.66667") && shown.contains("0.88889"), "{shown}");
    assert!(shown.contains("<svg") && shown.contains("dea@1.0.0"), "a picture with its run");
    let json = office.get(&path.replace("/studies/", "/api/studies/")).text;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["record"]["method"], "dea");
    let rows = office.get(&path.replace("/studies/dea?", "/studies/dea/csv?")).text;
    assert!(
        rows.starts_with("\u{feff}entity,period,metric,value,null_reason,unit,se,lo,hi"),
        "{rows}"
    );
    assert!(rows.contains("\nC,,ccr,0.88888"), "{rows}");
    assert_eq!(office.get(&path.replace("/studies/dea?", "/studies/dea/docx?")).status, 200);
    assert_eq!(office.get(&path.replace("/studies/dea?", "/studies/dea/odt?")).status, 404);
    assert_eq!(office.get("/studies/dea/csv").status, 404, "nothing was given");

    // A picture for each way of drawing: heat, quadrants, stacked parts.
    let structure = "region,industry,value%0AA,x,1%0AA,y,2%0AB,x,3%0AB,y,1";
    let shown = office
        .get(&format!("/studies/structure?vintage=2022%20yearbook&table.structure={structure}"))
        .text;
    assert!(shown.matches("<svg").count() == 2 && shown.contains("2022 yearbook"), "{shown}");
    let incomes = "id,value,group%0Aa,1,p%0Ab,2,p%0Ac,4,q";
    let shown = office.get(&format!("/studies/gini?table.incomes={incomes}")).text;
    assert!(shown.contains("<svg"), "{shown}");
    let refused =
        office.get("/studies/dea?param.inputs=x&param.outputs=y&table.units=unit,x,y%0AA,-1,1");
    assert!(refused.status == 422 && refused.text.contains("文件第2行"), "{}", refused.text);

    // Each sees the counties that he may see.
    let arrived = "indicators=funds.arrived&from=2016-01-01&to=2021-12-31";
    let seen = |name: &str| {
        let visitor = Visitor::as_one(&app, name);
        visitor.get(&format!("/studies/unit_table?{arrived}&region=130800")).text
    };
    let (all, own) = (seen("李"), seen("张"));
    assert!(all.contains("130825 隆化县|funds.arrived") && all.contains("130828"), "{all}");
    assert!(own.contains("130825 隆化县|funds.arrived") && !own.contains("130828"), "{own}");
}

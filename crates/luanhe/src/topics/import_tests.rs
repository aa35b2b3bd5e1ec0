//! What names a row of another register, in a sheet as an office sends it.

use std::sync::Arc;

use crate::base::{Clock, Day, Lang};
use crate::import::{Arrival, Outcome, accept};
use crate::record::{Actor, Keys, Ledger, Origin, Query};
use crate::topics;

fn ledger() -> Ledger {
    let clock = Clock::fixed(Day::new(2022, 1, 1).unwrap());
    let keys = Arc::new(Keys::of(&[1; 32]));
    Ledger::open(":memory:", Arc::new(topics::catalog()), keys, clock).unwrap()
}

fn sent(ledger: &mut Ledger, programme: &str, register: &str, sheet: &str) -> Outcome {
    let arrival = Arrival {
        actor: &Actor::system("测试"),
        programme,
        origin: Origin::Synthetic,
        register: topics::register(register).unwrap(),
        others: &[],
        beside: topics::BESIDE,
        mappings: &[],
        name: "来表.csv",
        bytes: sheet.as_bytes(),
    };
    accept(ledger, &arrival, &mut |_| Ok(())).unwrap()
}

const OFFICES: &str = "单位名称,别名,统一社会信用代码,单位类别,所在地
隆化县农业农村局,隆化农业局、县农业局,,党政机关,隆化县
平泉市农业农村局,平泉农业局、县农业局,,党政机关,平泉市
承德演示食品有限公司,,91130825MA07E0000X,企业,隆化县
";

fn money(unit: &str, at: usize) -> String {
    format!("B-{at},到账,区级,产业,天津市津南区,隆化县,100,2021-03-05,V-{at},{unit}\n")
}

#[test]
fn a_unit_is_found_by_name_other_name_and_code_and_kept_where_nobody_knows_it() {
    let mut ledger = ledger();
    let offices = sent(&mut ledger, "tj-cd", "organisations", OFFICES);
    assert_eq!(offices.accepted, 3, "{:?}", offices.reading.faults);
    let units = [
        ("隆化县农业农村局", "隆化县农业农村局", ""),
        ("隆化农业局", "隆化县农业农村局", ""),
        ("91130825ma07e0000x", "承德演示食品有限公司", ""),
        ("县农业局", "县农业局", "“县农业局”可指几个：平泉市农业农村局、隆化县农业农村局"),
        ("隆化县农业农存局", "隆化县农业农存局", "台账里没有“隆化县农业农存局”"),
        ("某村股份经济合作社", "某村股份经济合作社", ""),
    ];
    let mut sheet =
        "批次号,环节,资金层级,资金用途,支援方,受援县,金额（元）,日期,凭证号,用款单位\n".to_string();
    for (at, (unit, ..)) in units.iter().enumerate() {
        sheet += &money(unit, at);
    }
    let outcome = sent(&mut ledger, "tj-cd", "funds", &sheet);
    assert_eq!((outcome.accepted, outcome.rejected), (6, 0), "{:?}", outcome.reading.faults);
    let told: Vec<String> =
        outcome.reading.faults.iter().map(|f| f.reason.to(Lang::Zh).to_string()).collect();
    let expected: Vec<&str> = units.iter().map(|u| u.2).filter(|told| !told.is_empty()).collect();
    assert_eq!(told, expected);
    let remedy = outcome.reading.faults[1].remedy.to(Lang::Zh);
    assert!(remedy.contains("是不是“隆化县农业农村局”"), "{remedy}");
    let register = topics::register("funds").unwrap();
    let query = Query { sort: Some(("batch".into(), false)), ..Query::of(register) };
    let rows = ledger.list(&Actor::system("测试"), &query).unwrap();
    let kept = rows.iter().map(|row| row.value(register, "unit").text().unwrap());
    assert_eq!(kept.collect::<Vec<_>>(), units.map(|unit| unit.1));
}

const PROJECTS: &str = "项目编号,项目名称,实施地点,项目类型,资金用途,协作或合作,项目状态,计划年度,入库日期,资金规模（元）,受益方式
X-1,食用菌大棚,隆化县,产业发展,产业,协作,入库,2021,2021-01-05,1000,公益普惠
";

const OUTPUTS: &str = "项目编号,所在地,产品,口径,数量,计量单位,期末日期
x-1,隆化县,食用菌,产量,5,公斤,2021-12-31
";

#[test]
fn a_row_is_referred_to_within_its_programme_only_and_by_its_own_key() {
    let mut ledger = ledger();
    assert_eq!(sent(&mut ledger, "tj-cd", "projects", PROJECTS).accepted, 1);
    let elsewhere = sent(&mut ledger, "other", "outputs", OUTPUTS);
    assert_eq!((elsewhere.accepted, elsewhere.rejected), (0, 1), "the project is another's");
    let outcome = sent(&mut ledger, "tj-cd", "outputs", OUTPUTS);
    assert_eq!(outcome.accepted, 1, "{:?}", outcome.reading.faults);
    let register = topics::register("outputs").unwrap();
    let rows = ledger.list(&Actor::system("测试"), &Query::of(register)).unwrap();
    assert_eq!(rows[0].value(register, "project").text(), Some("X-1"));
}

#[test]
fn a_month_is_kept_as_its_last_day_and_land_as_hundredths_of_a_mu() {
    let mut ledger = ledger();
    let people = "姓名,身份证号,居住地\n李明,13082819650312001X,隆化县\n";
    assert_eq!(sent(&mut ledger, "tj-cd", "people", people).accepted, 1);
    let mut wages =
        "身份证号,县乡村,月份,应出勤天数,实出勤天数,月补贴标准（元）,考勤扣减（元）,实发金额（元）\n".to_string();
    for month in ["2021年2月", "2021.3", "2021-04-17", "202105"] {
        wages += &format!("13082819650312001X,隆化县,{month},20,20,500,0,500\n");
    }
    let outcome = sent(&mut ledger, "tj-cd", "wages", &wages);
    assert_eq!(outcome.accepted, 4, "{:?}", outcome.reading.faults);
    let register = topics::register("wages").unwrap();
    let query = Query { sort: Some(("day".into(), false)), ..Query::of(register) };
    let rows = ledger.list(&Actor::system("测试"), &query).unwrap();
    let days = rows.iter().map(|row| row.value(register, "day").text().unwrap());
    assert_eq!(days.collect::<Vec<_>>(), ["2021-02-28", "2021-03-31", "2021-04-30", "2021-05-31"]);
    let month = register.field("day").unwrap().plain(rows[0].value(register, "day"));
    assert_eq!(month, "2021-02");

    sent(&mut ledger, "tj-cd", "projects", PROJECTS);
    let helped = "证件号码,户号,县乡村,带动方式,项目编号,认定日期,流转面积（亩）
13082819650312001X,H1,隆化县,土地流转,X-1,2021-05-01,3.5亩
";
    let outcome = sent(&mut ledger, "tj-cd", "beneficiaries", helped);
    assert_eq!(outcome.accepted, 1, "{:?}", outcome.reading.faults);
    let register = topics::register("beneficiaries").unwrap();
    let rows = ledger.list(&Actor::system("测试"), &Query::of(register)).unwrap();
    let land = rows[0].value(register, "land");
    assert_eq!(
        (land.int(), register.field("land").unwrap().plain(land).as_str()),
        (Some(350), "3.50")
    );
}

//! Expected values: GB/T 2260 as the sources in `data/regions/sources.md` have it.

use super::{Boundary, NotFound, regions};
use crate::base::{Day, RegionCode};

fn code(text: &str) -> RegionCode {
    RegionCode::parse(text).unwrap()
}

fn in_year(year: i16) -> Day {
    Day::new(year, 6, 30).unwrap()
}

fn find(text: &str, year: i16) -> Result<String, NotFound> {
    regions().find(text, in_year(year), None).map(|f| f.code.to_string())
}

fn now(old: &str, year: i16) -> Result<String, String> {
    let there = regions().at(&code(old), year, Boundary::Now);
    there.map(|c| c.to_string()).map_err(|said| said.zh)
}

fn then(new: &str, year: i16) -> Result<String, String> {
    let there = regions().at(&code(new), year, Boundary::Then);
    there.map(|c| c.to_string()).map_err(|said| said.zh)
}

#[test]
fn a_code_has_the_name_of_its_year() {
    let name = |c: &str, year| regions().name(&code(c), year);
    assert_eq!(name("130823", 2016), Some("平泉县"));
    assert_eq!(name("130881", 2017), Some("平泉市"));
    assert_eq!(name("130502", 2019), Some("桥东区"));
    assert_eq!(name("130502", 2020), Some("襄都区"));
    assert_eq!(name("130828", 2030), Some("围场满族蒙古族自治县"));
    assert_eq!(name("130825107", 2019), Some("蓝旗镇"));
    assert_eq!(name("130000", 2019), Some("河北省"));
    assert!(regions().is_valid_on(&code("130823"), in_year(2017)));
    assert!(!regions().is_valid_on(&code("130823"), in_year(2018)));
    assert!(!regions().is_valid_on(&code("130881"), in_year(2016)));
    assert!(!regions().is_known("130899"));
}

#[test]
fn paths_name_province_prefecture_and_county() {
    let path = |c: &str, year| regions().path(&code(c), year).unwrap();
    assert_eq!(path("130881", 2021), "河北省承德市平泉市");
    assert_eq!(path("120112", 2021), "天津市津南区");
    assert_eq!(path("130825107", 2021), "河北省承德市隆化县蓝旗镇");
    assert_eq!(path("139001", 1990), "河北省邯郸市武安市");
    assert_eq!(path("429004", 2021), "湖北省仙桃市");
    assert_eq!(path("130800", 2021), "河北省承德市");
}

#[test]
fn names_are_found_as_people_write_them() {
    for (text, year, expected) in [
        ("平泉县", 2015, "130823"),
        ("平泉市", 2021, "130881"),
        ("平泉", 2015, "130823"),
        ("平泉", 2021, "130881"),
        ("承德县", 2021, "130821"),
        ("围场", 2021, "130828"),
        ("围场县", 2021, "130828"),
        ("围场满族蒙古族自治县", 2021, "130828"),
        ("津南区", 2021, "120112"),
        ("天津市津南区", 2021, "120112"),
        ("天津津南", 2021, "120112"),
        ("隆化县蓝旗镇", 2019, "130825107"),
        ("河北省承德市平泉市", 2021, "130881"),
        ("河北省 承德市 双桥区", 2021, "130802"),
        ("北京市市辖区朝阳区", 2021, "110105"),
        ("内蒙古", 2021, "150000"),
        ("广西", 2021, "450000"),
        ("东乡县", 2021, "622926"),
        ("130825107", 2021, "130825107"),
        ("130825107201", 2021, "130825107201"),
        ("130825000000", 2021, "130825"),
    ] {
        assert_eq!(find(text, year).as_deref(), Ok(expected), "{text} {year}");
    }
}

#[test]
fn a_name_of_another_year_is_the_place_of_that_time_and_says_so() {
    let found = regions().find("平泉市", in_year(2015), None).unwrap();
    assert_eq!(found.code.as_str(), "130823");
    assert!(found.note.unwrap().zh.contains("按当时的平泉县"));
    assert_eq!(find("平泉县", 2021).as_deref(), Ok("130881"));
    let found = regions().find("130881", in_year(2015), None).unwrap();
    assert_eq!(found.code.as_str(), "130823");
    assert!(found.note.unwrap().zh.contains("当时是平泉县"));
    assert!(find("330113", 2015).unwrap_err().reason.zh.contains("一部分"));
    // In the year of the change both names are right.
    assert_eq!(find("平泉县", 2017).as_deref(), Ok("130823"));
    assert_eq!(find("平泉市", 2017).as_deref(), Ok("130881"));
    assert_eq!(find("平泉", 2017).as_deref(), Ok("130881"));
}

#[test]
fn homonyms_are_listed_and_not_guessed() {
    let all = |text: &str, year| -> Vec<String> {
        let error = find(text, year).unwrap_err();
        error.candidates.iter().map(ToString::to_string).collect()
    };
    assert_eq!(all("桥东区", 2012), ["130103", "130502", "130702"]);
    assert_eq!(find("桥东区", 2022).as_deref(), Ok("130702"));
    assert_eq!(find("邢台市桥东区", 2012).as_deref(), Ok("130502"));
    assert_eq!(all("承德", 2021), ["130800", "130821"]);
    assert_eq!(all("宣化", 2010), ["130705", "130721"]);
    assert_eq!(find("宣化", 2020).as_deref(), Ok("130705"));
    assert_eq!(all("某某县", 2021), [""; 0]);

    let home = code("130500");
    let found = regions().find("桥东区", in_year(2012), Some(&home)).unwrap();
    assert_eq!(found.code.as_str(), "130502");
    let found = regions().find("蓝旗镇", in_year(2021), Some(&code("130800"))).unwrap();
    assert_eq!(found.code.as_str(), "130825107");
}

#[test]
fn an_unknown_township_is_recorded_for_its_county_with_a_note() {
    let found = regions().find("隆化县无名乡", in_year(2021), None).unwrap();
    assert_eq!(found.code.as_str(), "130825");
    assert!(found.note.is_some());
}

#[test]
fn then_to_now_follows_renames_upgrades_and_mergers() {
    for (old, year, expected) in [
        ("130823", 2015, "130881"),
        ("130721", 2015, "130705"),
        ("130705", 2015, "130705"),
        ("130733", 2015, "130709"),
        ("130729", 2015, "130708"),
        ("110228", 2014, "110118"),
        ("110229", 2014, "110119"),
        ("120225", 2015, "120119"),
        ("120221", 2014, "120117"),
        ("120223", 2014, "120118"),
        ("130502", 2012, "130502"),
        ("110103", 2005, "110101"),
        ("132624", 1990, "130881"),
        ("132600", 1990, "130800"),
        ("130825107", 2019, "130825107"),
        ("130823101", 2015, "130881"),
    ] {
        assert_eq!(now(old, year).as_deref(), Ok(expected), "{old} {year}");
    }
}

#[test]
fn then_boundaries_are_those_of_the_years_end() {
    assert_eq!(then("130881", 2015).as_deref(), Ok("130823"));
    assert_eq!(then("130823", 2017).as_deref(), Ok("130881"));
    assert_eq!(then("110118", 2010).as_deref(), Ok("110228"));
    assert_eq!(then("130721", 2010).as_deref(), Ok("130721"));
    assert_eq!(regions().carry("130881", 2026, 2010).unwrap(), "130823");
}

#[test]
fn one_to_many_is_refused_with_the_reason() {
    assert!(now("130103", 2010).unwrap_err().contains("长安区"));
    assert!(now("330110", 2015).unwrap_err().contains("临平区"));
    let back = regions().carry("130705", 2020, 2010).unwrap_err();
    assert!(back.zh.contains("宣化县") && back.en.contains("several places"), "{back:?}");
    assert!(regions().carry("330113", 2026, 2015).unwrap_err().zh.contains("一部分"));
}

#[test]
fn children_are_those_of_the_year() {
    let names = |c: &str, year| -> Vec<&'static str> {
        regions().children(&code(c), year).into_iter().map(|(_, name)| name).collect()
    };
    let chengde = names("130800", 2021);
    assert_eq!(chengde.len(), 11);
    assert!(chengde.contains(&"平泉市") && names("130800", 2016).contains(&"平泉县"));
    assert_eq!(names("120000", 2021).len(), 16);
    assert_eq!(names("130000", 2021).len(), 11);
    assert_eq!(names("130825", 2021).len(), 25);
    assert!(names("130400", 1990).contains(&"武安市"));
}

#[test]
fn every_change_joins_codes_that_stand_in_their_years() {
    let table = include_str!("../../../../../data/regions/changes.tsv");
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let year: i16 = cells[0].parse().unwrap();
        assert!(regions().stands(&code(cells[2]), year - 1), "{line}");
        assert!(regions().stands(&code(cells[3]), year), "{line}");
        let one = cells[1] != "split";
        assert!(!one || regions().carry(cells[2], year - 1, year).is_ok(), "{line}");
    }
}

#[test]
fn counties_that_are_gone_count_as_what_they_became() {
    let followed = regions().followed();
    assert_eq!(followed.get("130823"), Some(&"130881"));
    assert_eq!(followed.get("110228"), Some(&"110118"));
    // 长安区's neighbour 桥东区 fell to several; a county that stands is not in it.
    assert!(!followed.contains_key("130103") && !followed.contains_key("130825"));
}

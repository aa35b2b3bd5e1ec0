//! The guarantees, as tables: each check, rule and indicator with what it must say and must not.

use super::super::table::{PROGRAMME, check_indicator, check_row, check_rule, recorded};
use super::checks::HOUSEHOLD_CHECKS;
use super::facilities::FACILITIES;
use super::lights::Light::{Green, Grey, Red};
use super::lights::{lights, page};
use super::measure;
use crate::base::Lang;
use crate::pages::{Params, Say};
use crate::record::{Actor, Row, Value};

#[test]
fn schools_and_clinics_are_not_taken_for_each_other() {
    check_row(&FACILITIES, "institution=隆化县演示小学 kind=学校 work=支教", &[]);
    check_row(&FACILITIES, "institution=隆化县演示小学附属幼儿园 kind=幼儿园 work=设备配置", &[]);
    check_row(&FACILITIES, "institution=隆化县演示小学 kind=其他 work=其他", &[]);
    check_row(
        &FACILITIES,
        "institution=隆化县演示村卫生室 kind=学校 work=支医 amount=-1",
        &[
            "amount: 投入金额 -1.00 不能为负",
            "kind: 名称里有“卫生室”，机构类别却是“学校”",
            "work: 学校不会有“支医”",
        ],
    );
}

#[test]
fn a_check_says_something() {
    check_row(&HOUSEHOLD_CHECKS, "day=2021-05-01 house=C级 repair_due_on=2021-10-31", &[]);
    check_row(
        &HOUSEHOLD_CHECKS,
        "day=2021-05-01 repair_due_on=2021-04-30",
        &[
            "repair_due_on: 改造完成期限 2021-04-30 早于核查日期 2021-05-01",
            "house: 住房、教育、医疗、饮水四项都空着",
        ],
    );
    check_row(
        &HOUSEHOLD_CHECKS,
        "house=B级 project=LH2019-014",
        &["project: 住房是安全的，却写了危房改造项目"],
    );
}

/// What was not looked at is grey, never green.
#[test]
fn a_check_lights_four_lights() {
    let of = |words: [&str; 4]| {
        let mut values = vec![Value::Null; HOUSEHOLD_CHECKS.fields.len()];
        for (field, word) in super::lights::GUARANTEES.into_iter().zip(words) {
            if !word.is_empty() {
                values[HOUSEHOLD_CHECKS.at(field)] = word.into();
            }
        }
        lights(&Row { register: &HOUSEHOLD_CHECKS, values: &values })
    };
    assert_eq!(of(["A级", "送教上门", "全部参保", "基本达标"]), [Green; 4]);
    assert_eq!(of(["D级", "有辍学", "有未参保", "不达标"]), [Red; 4]);
    assert_eq!(of(["C级", "", "", "达标"]), [Red, Grey, Grey, Green]);
}

/// H1 was mended; H2 was not asked for all; H3 was never visited.
#[test]
fn the_latest_check_lights_and_nobody_is_green_unseen() {
    let (mut ledger, _) = recorded(
        "people:            household
                            H1
                            H2
                            H2
                            H3
         household_checks:  household  day         house  schooling   insured   water
                            H1         2021-09-01  B级    全部在校    全部参保  达标
                            H1         2021-03-01  D级    有辍学      有未参保  不达标
                            H2         2021-03-01  C级    无适龄儿童  全部参保  -",
    );
    let mut shown = |query: &str| {
        let (me, params) = (Actor::system("t"), Params::parse(query));
        page(&mut ledger, &me, PROGRAMME, &params, Say(Lang::Zh)).unwrap()
    };
    let all = shown("");
    let counts = |name: &str, green: i64, red: i64, grey: i64| {
        let cells = [green, red, grey].map(|n| format!("<td class=\"n\">{n}</td>")).concat();
        assert!(all.contains(&format!("<td>{name}</td>{cells}")), "{name}: {all}");
    };
    counts("住房鉴定等级", 1, 1, 1);
    counts("义务教育", 2, 0, 1);
    counts("饮水安全", 1, 0, 2);
    assert!(all.contains(">H2<") && !all.contains(">H1<"), "{all}");
    assert!(shown("household=H1").contains(">H1<"));
}

#[test]
fn a_check_grows_old() {
    let said = check_rule(
        "guarantees.check_stale",
        "2021-12-31",
        "household_checks:  household  day         house
                            H1         2020-12-31  A级
                          ! H2         2020-12-30  A级
                            H3         2019-01-01  A级
                            H3         2021-06-01  A级
                          ! H4         2020-01-01  A级
                            H4         2022-06-01  A级",
    );
    assert_eq!(said[0], "H2户最近一次核查是2020年12月30日，超过365天（待核）");
}

/// Each of the rules on what a check found: until a later check says otherwise.
#[test]
fn what_a_check_found_stays_until_the_next() {
    for (rule, field, word, mended) in [
        ("guarantees.child_out_of_school", "schooling", "有辍学", "全部在校"),
        ("guarantees.uninsured", "insured", "有未参保", "全部参保"),
        ("guarantees.water_unsafe", "water", "不达标", "基本达标"),
    ] {
        let table = format!(
            "household_checks:  household  day         {field}
                              ! H1         2021-03-01  {word}
                                H2         2021-03-01  {word}
                                H2         2021-09-01  {mended}
                                H3         2021-03-01  {mended}
                              ! H3         2021-09-01  {word}
                                H4         2021-03-01  -
                                H5         2022-01-01  {word}"
        );
        check_rule(rule, "2021-12-31", &table);
    }
}

#[test]
fn a_house_to_be_repaired_has_a_project_or_a_day() {
    let said = check_rule(
        "guarantees.house_unsafe",
        "2021-12-31",
        "household_checks:  household  day         house  project  repair_due_on
                          ! H1         2021-03-01  D级    -        -
                            H2         2021-03-01  D级    P1       -
                            H3         2021-03-01  C级    -        2021-10-31
                            H4         2021-03-01  B级    -        -
                            H5         2021-03-01  C级    -        -
                            H5         2021-09-01  A级    -        -",
    );
    assert_eq!(said, ["H1户住房D级（2021年3月1日核查），既没有改造项目，也没有完成期限"]);
}

#[test]
fn a_repair_is_looked_at_after_its_day() {
    check_rule(
        "guarantees.repair_overdue",
        "2021-12-31",
        "household_checks:  household  day         house  repair_due_on
                          ! H1         2021-03-01  D级    2021-12-30
                            H2         2021-03-01  D级    2021-12-31
                            H3         2021-03-01  C级    2021-10-31
                            H3         2021-11-15  B级    -
                            H4         2021-03-01  B级    2021-10-31",
    );
}

/// Six on the day of the check, not before; fifteen until the day before the sixteenth birthday.
#[test]
fn children_of_school_age_are_not_overlooked() {
    let said = check_rule(
        "guarantees.school_age_missed",
        "2021-12-31",
        "people:            household  born_on     died_on     moved_out_on
                            H1         2015-09-01  -           -
                            H1         2005-09-02  -           -
                            H2         2015-09-02  -           -
                            H2         2005-09-01  -           -
                            H3         2010-01-01  2020-01-01  -
                            H4         2010-01-01  -           2021-01-01
                            H5         2010-01-01  -           -
         household_checks:  household  day         schooling
                          ! H1         2021-09-01  无适龄儿童
                            H2         2021-09-01  无适龄儿童
                            H3         2021-09-01  无适龄儿童
                            H4         2021-09-01  无适龄儿童
                            H5         2021-09-01  全部在校",
    );
    assert_eq!(said, ["H1户2021年9月1日核查为无适龄儿童，人员库里有2名六至十五周岁的"]);
}

#[test]
fn equipment_is_used() {
    check_rule(
        "guarantees.idle_equipment",
        "2021-12-31",
        "facilities:  institution   work      day         equipment_state
                      演示一卫生院  设备配置  2019-05-01  在用
                    ! 演示二卫生院  设备配置  2019-05-01  闲置
                    ! 演示三卫生院  设备配置  2019-05-01  部分闲置
                      演示四卫生院  设备配置  2019-05-01  -",
    );
}

/// 平泉 was 130823 until 2017 and is 130881 since: one place.
#[test]
fn one_name_is_one_place() {
    let said = check_rule(
        "guarantees.name_in_two_places",
        "2021-12-31",
        "facilities:  institution     county     work      day
                      平泉演示小学    130823     房屋改造  2016-05-01
                      平泉演示小学    130881     设备配置  2019-05-01
                      演示中心小学    130825     房屋改造  2018-05-01
                    ! 演示中心小学    130828100  房屋改造  2019-05-01",
    );
    assert_eq!(said, ["“演示中心小学”在2个县都有登记，按名称去重只算一所"]);
}

const YEAR: (&str, &str) = ("2021-01-01", "2021-12-31");

#[test]
fn times_are_rows_and_institutions_are_names() {
    let table = "facilities:  institution     kind        work      day
                              演示小学        学校        房屋改造  2021-03-01
                              演示小学        学校        支教      2021-09-01
                              演示幼儿园      幼儿园      设备配置  2021-12-31
                              演示中学        学校        房屋改造  2020-12-31
                              演示卫生院      乡镇卫生院  设备配置  2021-03-01
                              演示村卫生室    村卫生室    房屋改造  2021-03-01
                              演示村卫生室    村卫生室    远程服务  2021-04-01
                              演示村卫生室    村卫生室    远程服务  2021-05-01
                              县图书馆        其他        其他      2021-03-01";
    for (indicator, shown) in [
        (&measure::SCHOOLS_HELPED, "3所次"),
        (&measure::DISTINCT_SCHOOLS, "2所"),
        (&measure::CLINICS_HELPED, "4所次"),
        (&measure::DISTINCT_CLINICS, "2所"),
    ] {
        check_indicator(indicator, YEAR, table, shown);
    }
}

#[test]
fn households_are_counted_once_in_a_period() {
    let table = "household_checks:  household  day         house  schooling  insured   water
                                    H1         2021-03-01  D级    有辍学     有未参保  不达标
                                    H1         2021-09-01  D级    有辍学     全部参保  达标
                                    H2         2021-03-01  C级    全部在校   有未参保  基本达标
                                    H3         2021-03-01  A级    -          -         -
                                    H4         2020-12-31  D级    有辍学     有未参保  不达标";
    for (indicator, shown) in [
        (&measure::HOUSEHOLDS_CHECKED, "3户"),
        (&measure::UNSAFE_HOUSE_HOUSEHOLDS, "2户"),
        (&measure::OUT_OF_SCHOOL_HOUSEHOLDS, "1户"),
        (&measure::UNINSURED_HOUSEHOLDS, "2户"),
        (&measure::UNSAFE_WATER_HOUSEHOLDS, "1户"),
    ] {
        check_indicator(indicator, YEAR, table, shown);
    }
}

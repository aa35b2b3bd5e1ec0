//! Resettlement, as tables: each check, rule and indicator with what it must say and must not.

use super::super::table::{PROGRAMME, check_indicator, check_row, check_rule, recorded};
use super::flags::Flag::{self, No, Unconfirmed, Yes};
use super::flags::{Services, flags, page};
use super::livelihoods::LIVELIHOODS;
use super::measure;
use super::record::SITES;
use super::utilities::UTILITIES;
use super::watch::BOOK;
use crate::base::Lang;
use crate::pages::{Params, Say};
use crate::record::{Actor, Row, Value};

#[test]
fn parts_of_a_site_are_no_more_than_it() {
    check_row(&SITES, "households=80 persons=260 moved_in=80 old_houses=78 removed=78", &[]);
    check_row(
        &SITES,
        "households=80 persons=60 moved_in=81 old_houses=78 removed=79 income=650000",
        &[
            "households: 安置户数 80 大于安置人数 60",
            "moved_in: 已入住户数 81 大于安置户数 80",
            "removed: 已拆旧房户数 79 大于应拆旧房户数 78",
            "income_year: 填了人均收入而没有年度",
        ],
    );
    check_row(
        &LIVELIHOODS,
        "jobs=20 residents=21 from_day=2020-05-01 until_day=2020-04-30",
        &[
            "until_day: 停产日期 2020-04-30 早于投产日期 2020-05-01",
            "residents: 其中安置区居民 21 大于就业岗位 20",
        ],
    );
    check_row(
        &UTILITIES,
        "started_on=2019-05-01 finished_on=2019-09-01 accepted_on=2019-08-01",
        &["accepted_on: 验收日期 2019-08-01 早于完工日期 2019-09-01"],
    );
}

/// All parts must be recorded for a yes; one that fails is a no whatever else is missing.
#[test]
fn three_flags_are_computed() {
    let of = |numbers: [Option<i64>; 8], (begun, accepted): (i64, i64)| -> [Flag; 3] {
        let mut values = vec![Value::Null; SITES.fields.len()];
        values[SITES.at("county")] = "130825".into();
        let names = [
            "households",
            "moved_in",
            "old_houses",
            "removed",
            "labour_households",
            "employed_households",
            "income",
            "income_year",
        ];
        for (name, number) in names.into_iter().zip(numbers) {
            values[SITES.at(name)] = number.map_or(Value::Null, Value::Int);
        }
        let site = Row { register: &SITES, values: &values };
        flags(&site, Services { begun, accepted }, &BOOK.limits().unwrap())
    };
    let all = [80, 80, 78, 78, 60, 60, 600_000, 2021].map(Some);
    assert_eq!(of(all, (5, 5)), [Yes, Yes, Yes]);
    assert_eq!(of(all, (5, 4)), [Yes, No, Yes]);
    assert_eq!(of(all, (0, 0)), [Yes, Unconfirmed, Yes]);
    let short = [80, 79, 78, 78, 60, 59, 599_999, 2021].map(Some);
    assert_eq!(of(short, (5, 5)), [No, No, No]);
    assert_eq!(
        of([Some(80), None, Some(78), Some(70), None, None, None, None], (5, 5)),
        [No, Unconfirmed, Unconfirmed]
    );
    // No line is known for that year.
    let early = [80, 80, 78, 78, 60, 60, 600_000, 2018].map(Some);
    assert_eq!(of(early, (5, 5))[2], Unconfirmed);
}

#[test]
fn the_page_has_a_line_for_each_site() {
    let (mut ledger, _) = recorded(
        "sites:        name      county  households  persons  moved_in  old_houses  removed
                       演示新村  130825  80          260      80        80          80
                       演示小区  130828  50          160      40        50          50
         utilities:    site      kind  accepted_on
                       演示新村  供水  2019-09-01
                       演示新村  供电  -
         livelihoods:  site      jobs  until_day
                       演示新村  35    -
                       演示新村  20    2020-12-31",
    );
    let (me, none) = (Actor::system("t"), Params::parse(""));
    let html = page(&mut ledger, &me, PROGRAMME, &none, Say(Lang::Zh)).unwrap();
    let cells: Vec<&str> = html.split("<td").map(|cell| cell.split('<').next().unwrap()).collect();
    assert!(cells.contains(&" class=\"n\">1/2") && cells.contains(&" class=\"n\">35"), "{html}");
    assert_eq!(html.matches(">是<").count(), 1, "{html}");
    assert_eq!(html.matches(">否<").count(), 2, "{html}");
    assert_eq!(html.matches(">待核<").count(), 3, "{html}");
}

#[test]
fn an_income_is_held_against_the_line_of_its_year() {
    let said = check_rule(
        "resettlement.income_below_line",
        "2021-12-31",
        "sites:  name    income   income_year
               ! 甲新村  5999.99  2021
                 乙新村  6000     2021
                 丙新村  4000     2020
               ! 丁新村  3999.99  2020
                 戊新村  1000     2018
                 己新村  -        -",
    );
    assert_eq!(said[0], "甲新村2021年人均纯收入5999.99元，低于6000元（待核）");
}

#[test]
fn a_household_with_labour_has_work() {
    check_rule(
        "resettlement.jobs_short",
        "2021-12-31",
        "sites:  name    moved_in_on  labour_households  employed_households
                 甲新村  2019-10-01   60                 60
               ! 乙新村  2019-10-01   60                 59
                 丙新村  2022-10-01   60                 10
                 丁新村  2019-10-01   60                 -",
    );
}

#[test]
fn a_site_has_something_to_live_on() {
    check_rule(
        "resettlement.no_livelihood",
        "2021-12-31",
        "sites:        name    moved_in_on
                       甲新村  2019-10-01
                     ! 乙新村  2019-10-01
                     ! 丙新村  2019-10-01
                       丁新村  -
         livelihoods:  site    from_day    until_day
                       甲新村  2020-01-01  -
                       乙新村  2020-01-01  2021-12-31
                       丙新村  2022-01-01  -",
    );
}

#[test]
fn utilities_are_accepted_within_ninety_days() {
    let said = check_rule(
        "resettlement.not_accepted",
        "2021-12-31",
        "utilities:  site    kind  finished_on  accepted_on
                   ! 甲新村  供水  2021-10-01   -
                     甲新村  供电  2021-10-02   -
                     甲新村  道路  2021-05-01   2021-12-31
                   ! 甲新村  排水  2021-05-01   2022-01-01
                     甲新村  供暖  -            -",
    );
    assert_eq!(said[0], "甲新村供水2021年10月1日完工，超过90天（待核）没有验收");
}

#[test]
fn flats_do_not_stay_empty() {
    check_rule(
        "resettlement.not_moved_in",
        "2021-12-31",
        "sites:  name    built_on    households  moved_in
               ! 甲新村  2021-07-03  80          79
                 乙新村  2021-07-04  80          10
                 丙新村  2019-07-01  80          80
                 丁新村  2019-07-01  80          -",
    );
}

#[test]
fn old_houses_are_removed_within_a_year() {
    check_rule(
        "resettlement.old_houses_stand",
        "2021-12-31",
        "sites:  name    moved_in_on  old_houses  removed
               ! 甲新村  2020-12-30   78          77
                 乙新村  2020-12-31   78          10
                 丙新村  2019-12-31   78          78
                 丁新村  -            78          0",
    );
}

const YEARS: (&str, &str) = ("2016-01-01", "2021-12-31");

#[test]
fn sites_count_when_built_and_jobs_while_they_last() {
    let table = "sites:        name    built_on    households  persons
                               甲新村  2018-07-01  80          260
                               乙新村  2021-12-31  50          161
                               丙新村  2022-01-01  40          120
                 utilities:    site    kind  accepted_on
                               甲新村  供水  2019-09-01
                               甲新村  供电  2022-01-01
                               甲新村  道路  -
                 livelihoods:  site    name    jobs  from_day    until_day
                               甲新村  车间    35    2019-10-01  -
                               甲新村  大棚    20    2019-10-01  2021-12-31
                               乙新村  菌棒厂  15    2022-01-01  -";
    for (indicator, shown) in [
        (&measure::SITES, "2个"),
        (&measure::HOUSEHOLDS, "130户"),
        (&measure::PERSONS, "421人"),
        (&measure::UTILITIES, "1项"),
        (&measure::JOBS, "35个岗位"),
    ] {
        check_indicator(indicator, YEARS, table, shown);
    }
}

//! Posts, as tables: each check, rule and indicator with what it must say and what it must not.

use super::super::table::{check_indicator, check_row, check_rule};
use super::measure;
use super::record::POSTS;
use super::wages::WAGES;

#[test]
fn a_post_does_not_end_before_it_begins_and_is_paid() {
    check_row(&POSTS, "from_day=2021-03-01 until_day=2021-03-02 wage=500", &[]);
    check_row(
        &POSTS,
        "from_day=2021-03-01 until_day=2021-02-28 wage=0",
        &[
            "until_day: 离岗日期 2021-02-28 早于上岗日期 2021-03-01",
            "wage: 月补贴标准 0.00 须大于零",
        ],
    );
}

#[test]
fn pay_is_standard_less_cut() {
    check_row(&WAGES, "days_due=20 days_present=18 standard=500 cut=50 paid=450", &[]);
    check_row(
        &WAGES,
        "days_due=20 days_present=21 standard=500 cut=-50 paid=500",
        &[
            "paid: 实发 500.00 元不等于标准减扣减（应为 550.00 元）",
            "cut: 考勤扣减 -50.00 不能为负",
            "days_present: 实出勤天数 21 大于应出勤天数 20",
        ],
    );
}

#[test]
fn pay_follows_attendance_to_one_yuan() {
    let said = check_rule(
        "posts.attendance_mismatch",
        "2021-12-31",
        "wages:  holder  days_due  days_present  standard  paid
                 A       20        18            500       450
                 B       20        18            500       451
               ! C       20        18            500       451.01
               ! D       20        18            500       500
                 E       0         0             500       500",
    );
    assert_eq!(said[1], "出勤18/20天，实发500.00元，按考勤应为450.00元");
}

#[test]
fn cadres_and_their_families_hold_no_post() {
    let said = check_rule(
        "posts.cadre_family",
        "2021-12-31",
        "people:  id  cadre_tie
                  A   村干部
                  B   村干部家属
                  C   否
                  D   -
         posts:   holder  kind    from_day    until_day
                ! A       保洁员  2021-01-01  -
                ! B       护路员  2021-01-01  2022-01-01
                  B       护路员  2019-01-01  2021-12-31
                  A       保洁员  2022-01-01  -
                  C       保洁员  2021-01-01  -
                  D       保洁员  2021-01-01  -",
    );
    assert_eq!(said, ["上岗人是村干部（保洁员）", "上岗人是村干部家属（护路员）"]);
}

/// The trade's story 5: died on 31 January, paid for February and March.
#[test]
fn the_dead_are_not_paid_for_the_months_after() {
    check_rule(
        "posts.dead_still_paid",
        "2021-12-31",
        "people:  id  died_on
                  A   2021-01-31
                  B   -
         wages:   holder  day         paid
                  A       2021-01-31  500
                ! A       2021-02-28  500
                ! A       2021-03-31  500
                  A       2021-04-30  0
                  B       2021-03-31  500",
    );
}

#[test]
fn a_forest_guard_is_not_heavily_disabled() {
    check_rule(
        "posts.guard_disabled",
        "2021-12-31",
        "people:  id  disability_level
                  A   二级
                  B   三级
         posts:   holder  kind        from_day    until_day
                ! A       生态护林员  2021-01-01  -
                  A       保洁员      2021-01-01  -
                  A       生态护林员  2020-01-01  2020-12-31
                  B       生态护林员  2021-01-01  -",
    );
}

/// Seventy years are allowed, in Guizhou sixty-five; the birthday decides.
#[test]
fn the_age_limit_is_the_region_s() {
    let said = check_rule(
        "posts.over_age",
        "2021-12-31",
        "people:  id  born_on
                  A   1950-12-31
                  B   1951-01-01
                  C   1955-12-31
                  D   1956-01-01
                  E   -
         posts:   holder  county  kind    from_day
                ! A       130825  保洁员  2021-01-01
                  B       130825  保洁员  2021-01-01
                ! C       520327  保洁员  2021-01-01
                  C       130825  护路员  2021-01-01
                  D       520327  保洁员  2021-01-01
                  E       130825  保洁员  2021-01-01",
    );
    assert_eq!(said[0], "保洁员上岗人已71岁（1950年12月31日出生），超过70岁（待核）");
    assert_eq!(said[1], "保洁员上岗人已66岁（1955年12月31日出生），超过65岁");
}

#[test]
fn pay_needs_a_post_in_that_month() {
    check_rule(
        "posts.paid_without_post",
        "2021-12-31",
        "posts:  holder  from_day    until_day
                 A       2021-01-31  2021-03-10
         wages:  holder  day         paid
               ! A       2020-12-31  500
                 A       2021-01-31  500
                 A       2021-03-31  500
               ! A       2021-04-30  500
                 A       2021-05-31  0
               ! B       2021-01-31  500",
    );
}

#[test]
fn the_standard_is_that_of_the_post() {
    check_rule(
        "posts.standard_mismatch",
        "2021-12-31",
        "posts:  holder  from_day    until_day   wage
                 A       2021-01-01  2021-06-30  500
                 A       2021-07-01  -           550
         wages:  holder  day         standard
                 A       2021-06-30  500
               ! A       2021-06-15  550
                 A       2021-07-31  550
               ! A       2021-08-31  500
                 B       2021-08-31  500",
    );
}

#[test]
fn one_person_holds_one_post_at_a_time() {
    let said = check_rule(
        "posts.two_at_once",
        "2021-12-31",
        "posts:  holder  kind        from_day    until_day
                 A       生态护林员  2021-01-01  2021-06-01
                 A       保洁员      2021-06-01  -
                 B       生态护林员  2021-01-01  2021-06-01
               ! B       保洁员      2021-05-31  -
                 C       生态护林员  2021-01-01  -
                 C       保洁员      2022-01-01  -",
    );
    assert_eq!(said, ["同一人同时在“生态护林员”和“保洁员”（2021年5月31日起）两个岗位"]);
}

/// The trade's story 5: one household, two forest guards.
#[test]
fn a_household_has_one_forest_guard() {
    let said = check_rule(
        "posts.two_guards_in_household",
        "2021-12-31",
        "people:  id  household
                  A   H1
                  B   H1
                  C   H2
                  D   H2
                  E   H3
                  F   H3
         posts:   holder  kind        from_day    until_day
                  A       生态护林员  2021-01-01  -
                ! B       生态护林员  2021-02-01  -
                  C       生态护林员  2021-01-01  -
                  D       保洁员      2021-01-01  -
                  E       生态护林员  2020-01-01  2021-12-31
                  F       生态护林员  2021-12-31  -",
    );
    assert_eq!(said, ["H1户有2名在岗生态护林员，每户上限1人"]);
}

const YEAR: (&str, &str) = ("2021-01-01", "2021-12-31");

#[test]
fn holders_are_persons_at_the_end_and_taking_up_is_person_times() {
    let table = "posts:  holder  kind        from_day    until_day
                         A       生态护林员  2020-05-01  2021-03-01
                         A       保洁员      2021-03-01  -
                         A       护路员      2021-04-01  -
                         B       保洁员      2021-05-01  2021-12-31
                         C       保洁员      2021-06-01  2022-01-01
                         D       保洁员      2022-01-01  -";
    // At the end of 2021: A (in two posts) and C.
    check_indicator(&measure::HOLDERS, YEAR, table, "2人");
    // Within 2021: A twice, B, C.
    check_indicator(&measure::TAKEN_UP, YEAR, table, "4人次");
}

#[test]
fn pay_counts_in_the_month_it_is_for() {
    let table = "wages:  holder  day         paid
                         A       2020-12-31  500
                         A       2021-01-31  450.50
                         B       2021-12-31  500";
    check_indicator(&measure::WAGES, YEAR, table, "950.50元");
}

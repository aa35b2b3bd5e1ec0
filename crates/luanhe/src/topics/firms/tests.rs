//! Firms, as tables: each check, rule and indicator with what it must say and what it must not.

use super::super::table::{check_indicator, check_row, check_rule};
use super::introductions::INTRODUCTIONS;
use super::landings::LANDINGS;
use super::measure;

#[test]
fn a_plan_is_some_money_and_an_industry_is_of_the_table() {
    check_row(&INTRODUCTIONS, "planned=100 industry=1371", &[]);
    check_row(
        &INTRODUCTIONS,
        "planned=0 industry=9999",
        &["planned: 计划投资 0.00 须大于零", "industry: 行业代码 9999 不在 GB/T 4754-2017 中"],
    );
}

#[test]
fn no_more_is_paid_in_than_was_registered() {
    check_row(
        &LANDINGS,
        "registered_on=2021-03-01 landed_on=2021-03-01 capital=100 paid_in=100 arrived=1",
        &[],
    );
    check_row(
        &LANDINGS,
        "registered_on=2021-03-02 landed_on=2021-03-01 capital=100 paid_in=100.01 arrived=0",
        &[
            "landed_on: 落地日期 2021-03-01 早于营业执照日期 2021-03-02",
            "arrived: 到位资金 0.00 须大于零",
            "paid_in: 实缴资本 100.01 大于注册资本 100.00",
        ],
    );
    check_row(&LANDINGS, "paid_in=0", &["paid_in: 实缴资本 0.00 须大于零"]);
}

/// The trade's story 7: two claim one shop. The code tells, whatever it is called.
#[test]
fn one_code_is_claimed_once() {
    let said = check_rule(
        "firms.claimed_twice",
        "2021-12-31",
        "organisations:  name    uscc
                         甲公司  91130828MA0D3FX81T
                         甲分店  91130828MA0D3FX81T
                         乙公司  91120000MA05T7Q98Q
                         丙社    -
                         丁社    -
                         戊公司  -
         introductions:  firm    county  helper_region  signed_on
                         甲公司  130825  120112         2021-03-01
                       ! 甲分店  130828  120114         2021-04-01
                         乙公司  130828  120114         2021-04-01
                         乙公司  130821  120110         2022-04-01
                         丙社    130825  120112         2021-04-01
                         丁社    130825  120112         2021-04-01
                       ! 丁社    130828  120114         2021-05-01
                         戊公司  130825  120112         2021-04-01
                       ! 戊公司  130825  120114         2021-04-01",
    );
    assert_eq!(
        said,
        [
            "企业“甲分店”另一行已报，名为“甲公司”，信用代码91130828MA0D3FX81T",
            "企业“丁社”另一行已报，名为“丁社”，信用代码（空）",
            "企业“戊公司”另一行已报，名为“戊公司”，信用代码（空）"
        ]
    );
}

/// The tree is followed to its top, and a circle of parents has none.
#[test]
fn a_group_is_the_top_of_the_tree() {
    let said = check_rule(
        "firms.group_mismatch",
        "2021-12-31",
        "organisations:  name  parent
                         集团  -
                         二级  集团
                         三级  二级
                         环甲  环乙
                         环乙  环甲
         introductions:  firm  parent_group  signed_on
                         三级  集团          2021-03-01
                       ! 二级  三级          2021-03-01
                         集团  集团          2021-03-01
                         环甲  环乙          2021-03-01
                         三级  -             2021-03-01
                       ! 三级  二级          2021-03-01",
    );
    assert_eq!(said[1], "企业“三级”填的集团是“二级”，单位库逐级向上是“集团”");
}

/// 平泉 was a county with another code until 2017.
#[test]
fn a_firm_signs_before_it_lands() {
    check_rule(
        "firms.landed_before_signing",
        "2021-12-31",
        "introductions:  firm  county  signed_on
                         甲    130823  2017-03-01
                         乙    130825  2021-03-01
         landings:       firm  county  landed_on
                       ! 甲    130881  2017-02-28
                         乙    130825  2021-03-01
                         丙    130825  2021-03-01",
    );
}

#[test]
fn each_firm_that_landed_was_brought_in() {
    check_rule(
        "firms.landed_not_brought_in",
        "2021-12-31",
        "introductions:  firm  county
                         甲    130823
                         乙    130825
         landings:       firm  county  landed_on
                         甲    130881  2017-02-28
                         乙    130825  2021-03-01
                       ! 乙    130828  2021-03-01
                       ! 丙    130825  2021-03-01
                         丁    130825  2022-03-01",
    );
}

/// The trade's story 8: registered, capital paid in, nothing arrived: not landed.
#[test]
fn licence_capital_money_and_site_make_a_landing() {
    let said = check_rule(
        "firms.landed_without_proof",
        "2021-12-31",
        "landings:  firm  landed_on   registered_on  paid_in  arrived  site
                    甲    2021-03-01  2021-02-01     500      300      1号厂房
                  ! 乙    2021-03-01  -              500      300      1号厂房
                  ! 丙    2021-03-01  2021-02-01     -        300      1号厂房
                  ! 丁    2021-03-01  2021-02-01     500      -        1号厂房
                  ! 己    2021-03-01  2021-02-01     500      300      -
                    戊    2022-03-01  -              -        -        -",
    );
    assert_eq!(
        said[3],
        "企业“己”登记落地，而营业执照日期2021年2月1日、实缴资本500.00元、到位资金300.00元、场地（空）"
    );
}

#[test]
fn a_firm_has_a_code() {
    check_rule(
        "firms.no_code",
        "2021-12-31",
        "organisations:  name  uscc
                         甲    91130828MA0D3FX81T
                         乙    -
         introductions:  firm  signed_on
                         甲    2021-03-01
                       ! 乙    2021-03-01",
    );
}

#[test]
fn a_signature_is_followed_by_a_landing_within_two_years() {
    let said = check_rule(
        "firms.stalled",
        "2021-12-31",
        "introductions:  firm  signed_on
                       ! 甲    2019-12-31
                         乙    2020-01-01
                         丙    2018-01-01
                       ! 丁    2018-01-01
         landings:       firm  landed_on
                         丙    2021-12-31
                         丁    2022-01-01",
    );
    assert_eq!(said[0], "企业“甲”2019年12月31日签约，超过730天（待核）没有落地");
}

const SINCE: (&str, &str) = ("2016-01-01", "2021-12-31");

/// 甲 is reported by two counties, 丁 is local, 丙 signed later.
#[test]
fn a_firm_is_brought_in_once() {
    let table = "introductions:  firm  came_from county  parent_group  signed_on   planned
                                 甲    援方引入  130825  集团          2019-03-01  1000000
                                 甲    援方引入  130828  集团          2021-03-01  2000000
                                 乙    疏解      130825  集团          2020-03-01  500000
                                 丙    援方引入  130825  另集团        2022-03-01  1000000
                                 丁    本地      130825  另集团        2020-03-01  1000000
                                 戊    援方引入  130825  -             2020-03-01  500000";
    check_indicator(&measure::BROUGHT_IN, SINCE, table, "3家");
    check_indicator(&measure::GROUPS, SINCE, table, "1家");
    check_indicator(&measure::PLANNED, SINCE, table, "400.00万元");
}

#[test]
fn only_what_is_proved_has_landed() {
    let table = "landings:  firm  county  landed_on   registered_on  paid_in  site  arrived
                            甲    130825  2019-03-01  2019-02-01     100      厂    300000
                            甲    130828  2021-03-01  2019-02-01     100      厂    200000
                            乙    130825  2021-03-01  2019-02-01     100      -     900000
                            丙    130825  2021-03-01  -              100      厂    900000
                            丁    130825  2022-03-01  2019-02-01     100      厂    900000
                            戊    130825  2021-12-31  2021-02-01     100      厂    1
                            己    130825  2021-12-31  2021-02-01     100      厂    -";
    check_indicator(&measure::LANDED, SINCE, table, "2家");
    check_indicator(&measure::ARRIVED, SINCE, table, "50.00万元");
}

/// 意向不等于落地: neither firms on two bases nor two kinds of money add up.
#[test]
fn two_bases_are_never_added() {
    for (a, b, why) in [
        (&measure::BROUGHT_IN, &measure::LANDED, "口径不同（引进、落地）"),
        (&measure::PLANNED, &measure::ARRIVED, "口径不同（计划、到位）"),
    ] {
        let refused = a.adds_to(b).unwrap_err().to_string();
        assert!(refused.contains(why), "{refused}");
    }
}

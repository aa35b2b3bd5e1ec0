//! Households, as tables: each check, rule and indicator with what it must say and what it must not.

use super::super::table::{check_indicator, check_row, check_rule};
use super::{HOUSEHOLDS, INCOMES, measure};

#[test]
fn a_risk_is_found_before_it_is_gone() {
    let told = "monitored=边缘易致贫户 risk_found_on=2021-03-19";
    check_row(&HOUSEHOLDS, &format!("{told} risk_gone=是 risk_gone_on=2022-01-20"), &[]);
    check_row(
        &HOUSEHOLDS,
        &format!("{told} risk_gone=否 risk_gone_on=2021-03-18 members=0"),
        &[
            "members: 人数 0 须大于零",
            "risk_gone_on: 风险消除时间 2021-03-18 早于风险识别时间 2021-03-19",
            "risk_gone: 填了消除时间，而“风险是否消除”是否",
        ],
    );
    check_row(
        &HOUSEHOLDS,
        "monitored=边缘易致贫户 risk_gone=是",
        &["risk_gone_on: 风险已消除，没有消除时间", "risk_found_on: 是监测对象，没有风险识别时间"],
    );
}

/// 12,000 + 8,000 − 3,000 + 500 + 2,500 = 20,000; of three members 6,666.67.
#[test]
fn the_parts_of_an_income_make_the_whole() {
    let parts = "wages=12000 business=8000 costs=3000 property=500 transfers=2500 members=3";
    check_row(&INCOMES, &format!("{parts} net=20000 per_head=6666.67"), &[]);
    check_row(
        &INCOMES,
        &format!("{parts} net=20001 per_head=6670"),
        &[
            "net: 年纯收入 20001.00 元不等于各项之和减支出（应为 20000.00 元）",
            "per_head: 人均纯收入 6670.00 元不等于年纯收入除以人数（应为 6667.00 元）",
        ],
    );
}

#[test]
fn whoever_is_below_the_line_is_watched() {
    let said = check_rule(
        "households.below_line",
        "2021-12-31",
        "households:  code  monitored     risk_found_on  ended_on
                      H1    -             -              -
                      H2    边缘易致贫户  2021-03-01     -
                      H3    -             -              -
                      H4    -             -              2021-06-01
                      H5    -             -              -
         incomes:     household  day         per_head
                    ! H1         2021-09-30  5999.99
                      H2         2021-09-30  5000
                      H3         2021-09-30  6000
                      H4         2021-03-31  4000
                      H5         2020-09-30  4999
                      H5         2021-09-30  7000",
    );
    assert_eq!(
        said,
        ["H1户2021年9月30日人均纯收入5999.99元，低于监测范围6000元/年（待核），未列为监测对象"]
    );
}

#[test]
fn no_risk_is_gone_with_an_unsafe_house() {
    check_rule(
        "households.gone_with_trouble",
        "2021-12-31",
        "households:  code  risk_gone  risk_gone_on  unsafe_house  safe_water
                    ! H1    是         2021-06-01    是            是
                    ! H2    是         2021-06-01    否            否
                      H3    是         2021-06-01    否            是
                      H4    是         2021-06-01    -             -
                      H5    否         -             是            否
                      H6    是         2022-01-01    是            是",
    );
}

#[test]
fn a_household_has_one_head() {
    let said = check_rule(
        "households.head_missing",
        "2021-12-31",
        "households:  code
                    ! H1
                      H2
                    ! H3
                      H4
         people:      household  relation  died_on
                      H1         户主      -
                      H1         户主      -
                      H2         户主      -
                      H2         之女      -
                      H3         户主      2021-05-01
                      H3         之女      -
                      H4         户主      2021-05-01",
    );
    assert_eq!(said[0], "H1户在人员库里有2名户主，应为1名");
}

/// Thirty per cent of 10,000 is 3,000: 13,000 is not beyond it.
#[test]
fn incomes_do_not_jump() {
    check_rule(
        "households.income_jump",
        "2021-12-31",
        "incomes:  household  day         per_head
                   H1         2020-09-30  10000
                   H1         2021-09-30  13000
                   H2         2020-09-30  10000
                 ! H2         2021-09-30  13000.01
                   H3         2020-09-30  10000
                 ! H3         2021-09-30  6999
                   H4         2019-09-30  10000
                   H4         2021-09-30  20000",
    );
}

#[test]
fn a_risk_is_watched_for_half_a_year() {
    check_rule(
        "households.marked_gone_early",
        "2021-12-31",
        "households:  code  risk_found_on  risk_gone_on
                      H1    2021-01-01     2021-06-30
                    ! H2    2021-01-01     2021-06-29
                      H3    2021-09-01     -",
    );
}

#[test]
fn members_are_those_of_the_people_register() {
    check_rule(
        "households.members_differ",
        "2021-12-31",
        "households:  code  members
                      H1    2
                    ! H2    2
                      H3    -
         people:      household  relation  died_on
                      H1         户主      -
                      H1         之女      -
                      H1         之母      2020-03-01
                      H2         户主      -
                      H3         户主      -",
    );
}

const YEAR: (&str, &str) = ("2021-01-01", "2021-12-31");

#[test]
fn the_monitored_are_those_of_the_last_day() {
    let table = "households:  code  monitored       risk_found_on  risk_gone  risk_gone_on
                              H1    边缘易致贫户    2020-05-01     否         -
                              H2    脱贫不稳定户    2020-05-01     是         2021-05-01
                              H3    突发严重困难户  2021-05-01     是         2022-01-05
                              H4    -               -              -          -";
    // H1 and H3 at the end of 2021; H2 was taken off within it.
    check_indicator(&measure::MONITORED, YEAR, table, "2户");
    check_indicator(&measure::RISK_GONE, YEAR, table, "1户");
}

#[test]
fn a_household_asked_twice_is_known_once() {
    let table = "incomes:  household  day         per_head
                           H1         2021-03-31  7000
                           H1         2021-09-30  7500
                           H2         2021-09-30  8000
                           H3         2020-09-30  8000";
    check_indicator(&measure::INCOME_KNOWN, YEAR, table, "2户");
}

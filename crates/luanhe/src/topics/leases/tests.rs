//! Leases and rents, as tables: each check, rule and indicator with what it must say and what it must
//! not.

use super::super::table::{check_indicator, check_row, check_rule};
use super::contracts::LEASES;
use super::measure;
use super::rents::RENTS;

/// 28.5万元 at 5.85 % over 36 months is 8650.90元 a month (Python's decimal module, 60 digits); one fen
/// more or less is left to rounding.
#[test]
fn the_rent_follows_from_value_rate_and_months() {
    let lease = "signed_on=2021-03-01 first_rent_on=2021-04-01 value=300000 down_payment=15000 months=36 rate=58500";
    for rent in ["8650.90", "8650.89", "8650.91"] {
        check_row(&LEASES, &format!("{lease} rent={rent}"), &[]);
    }
    let wrong = "与按价值、首付、利率和租期算出的 8650.90 元不符";
    for rent in ["8650.88", "8650.92", "9306.25"] {
        let fault = format!("rent: 每月租金 {rent} 元{wrong}");
        check_row(&LEASES, &format!("{lease} rent={rent}"), &[&fault]);
    }
}

#[test]
fn a_lease_has_a_value_and_a_term() {
    check_row(
        &LEASES,
        "signed_on=2021-03-01 first_rent_on=2021-02-28 value=100 down_payment=101 months=0 rate=-1 rent=0",
        &[
            "months: 租期（月） 0 须大于零",
            "rent: 每月租金 0.00 须大于零",
            "rate: 年利率（%） -0.0001 不能为负",
            "down_payment: 首付款 101.00 大于租赁物价值 100.00",
            "first_rent_on: 首期租金日 2021-02-28 早于签约日期 2021-03-01",
        ],
    );
    check_row(&RENTS, "number=1 due=0.01", &[]);
    check_row(
        &RENTS,
        "number=0 due=0",
        &["number: 期次 0 须大于零", "due: 应付租金 0.00 须大于零"],
    );
}

/// Thirty days are M1, thirty-one M2; what was paid later than the day asked was in arrears on it.
#[test]
fn arrears_are_classed_by_their_oldest_rent() {
    let table = |first: &str, second: &str, third: &str| {
        format!(
            "leases:  code
                    {first} A
                    {second} B
                      C
                    {third} D
             rents:   contract  number  due_on      due   paid_on
                      A         1       2021-12-01  1000  -
                      A         2       2021-12-31  1000  -
                      B         1       2021-11-30  1000  2022-01-05
                      B         2       2021-12-30  1000  -
                      C         1       2021-11-01  1000  2021-12-31
                      D         1       2021-10-31  1000  -"
        )
    };
    let said = check_rule("leases.overdue", "2021-12-31", &table("!", "!", " "));
    assert_eq!(
        said,
        [
            "合同A欠租1期、1000.00元，最早一期2021年12月1日应付，账龄M1",
            "合同B欠租2期、2000.00元，最早一期2021年11月30日应付，账龄M2"
        ]
    );
    let said = check_rule("leases.overdue_m3", "2021-12-31", &table(" ", " ", "!"));
    assert_eq!(said, ["合同D欠租1期、1000.00元，最早一期2021年10月31日应付，已超过60天（M3以上）"]);
}

#[test]
fn the_schedule_follows_the_contract_but_for_the_last_rent() {
    let table = "leases:  code  months  rent
                          A     3       500
                 rents:   contract  number  due
                          A         1       500
                        ! A         2       500.01
                          A         3       499.98";
    let said = check_rule("leases.rent_differs", "2021-12-31", table);
    assert_eq!(said, ["合同A第2期应付500.01元，与合同租金500.00元相差1分"]);
    check_rule(
        "leases.rent_outside_term",
        "2021-12-31",
        "leases:  code  months
                  A     3
         rents:   contract  number
                  A         3
                ! A         4",
    );
}

#[test]
fn one_machine_is_leased_once_at_a_time() {
    let said = check_rule(
        "leases.same_serial",
        "2021-12-31",
        "leases:  code  serial  signed_on   state
                  A     JD-1    2020-03-01  结束
                  B     JD-1    2021-03-01  执行
                ! C     JD-1    2021-04-01  执行
                  D     JD-2    2021-04-01  逾期
                  E     JD-2    2022-04-01  执行",
    );
    assert_eq!(said, ["合同B与C租的是同一台设备（JD-1）"]);
}

const YEAR: (&str, &str) = ("2021-01-01", "2021-12-31");

#[test]
fn goods_count_at_their_value_when_signed() {
    let table = "leases:  code  signed_on   value   down_payment
                          A     2020-12-31  100000  10000
                          B     2021-01-01  200000  20000
                          C     2021-12-31  300000  0";
    check_indicator(&measure::VALUE, YEAR, table, "50.00万元");
    check_indicator(&measure::CONTRACTS, YEAR, table, "2项");
}

/// What was due by the last day and is paid after it was in arrears on it.
#[test]
fn arrears_stand_at_the_end_of_the_period() {
    let table = "rents:  contract  number  due_on      due      paid_on
                         A         1       2021-10-10  1000.50  2021-10-10
                         A         2       2021-11-10  1000.50  -
                         A         3       2021-12-10  1000.50  2022-01-15
                         A         4       2021-12-31  1000.50  2021-12-31
                         A         5       2022-01-10  1000.50  -";
    check_indicator(&measure::ARREARS, YEAR, table, "2001.00元");
}

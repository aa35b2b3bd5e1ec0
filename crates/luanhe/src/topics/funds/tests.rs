//! Aid money, as tables: each check, rule and indicator with what it must say and what it must not.

use super::super::table::{PROGRAMME, check_indicator, check_row, check_rule, recorded};
use super::matching::{Match, transfers};
use super::measure;
use super::record::FUNDS;
use crate::base::Day;
use crate::record::Actor;

#[test]
fn a_movement_is_positive_of_its_tier_and_names_whom_it_paid() {
    check_row(&FUNDS, "stage=到账 tier=区级 giver=120112 amount=1", &[]);
    check_row(&FUNDS, "stage=支付 tier=市级 giver=120000 amount=1 payee=某公司", &[]);
    check_row(
        &FUNDS,
        "stage=支付 tier=市级 giver=120112 amount=0",
        &[
            "amount: 金额 0.00 须大于零",
            "giver: 资金层级“市级”与支援方 120112 不符",
            "payee: 支付没有收款方",
        ],
    );
    check_row(
        &FUNDS,
        "stage=到账 tier=乡镇级 giver=120000 amount=1",
        &["giver: 资金层级“乡镇级”与支援方 120000 不符"],
    );
}

/// Three tenths of the budget may be paid in advance, in however many payments.
#[test]
fn no_more_than_three_tenths_are_paid_in_advance() {
    let said = check_rule(
        "funds.advance_over_limit",
        "2021-12-31",
        "projects:  code  name  budget
                    P1    大棚  1000
                    P2    道路  1000
         funds:     batch  project  stage  amount  purpose
                    B1     P1       支付   300     预付款
                    B1     P1       支付   700     结算款
                    B2     P2       支付   200     预付款
                  ! B2     P2       支付   100.01  第二次预付
                    B2     P2       拨付   900     预付款",
    );
    assert_eq!(said, ["项目“道路”预付款300.01元，超过资金规模1000.00元的300‰（待核）"]);
}

/// 财农〔2021〕19号: one part in a hundred, of what arrived in a county in a year, may go to management.
#[test]
fn management_takes_no_more_than_a_hundredth() {
    let said = check_rule(
        "funds.management_over_limit",
        "2021-12-31",
        "funds:  batch  county  stage  use   day         amount
                 B1     130823  到账   产业  2020-03-01  990
                 B2     130881  到账   管理  2020-05-01  10
                 B3     130881  到账   产业  2021-03-01  989
               ! B4     130881  到账   管理  2021-05-01  10
                 B5     130825  到账   产业  2021-05-01  1
                 B6     130825  下达   管理  2021-05-01  1",
    );
    assert_eq!(said, ["2021年到账项目管理费10.00元，超过全县当年到账999.00元的10‰（待核）"]);
}

/// The published case: 136万元 lay for more than a year; two years make it money to be taken back.
#[test]
fn money_that_lies_is_idle_after_a_year_and_dormant_after_two() {
    // 2020-12-31 is 365 days before, 2020-01-01 is 730 (2020 had a 29 February).
    let said = check_rule(
        "funds.idle",
        "2021-12-31",
        "funds:  batch  stage  day         amount
                 B1     到账   2020-12-30  1360000
               ! B1     支付   2021-02-01  1000000
                 B2     到账   2020-12-31  1360000
                 B3     到账   2019-05-01  500
                 B3     支付   2019-06-01  450
                 B3     收回   2020-06-01  50",
    );
    assert_eq!(said, ["批次B1自2020年12月30日到账后仍有36.00万元未支付，闲置已超过365天（待核）"]);
    check_rule(
        "funds.dormant",
        "2021-12-31",
        "funds:  batch  stage  day         amount
               ! B1     到账   2019-12-31  1360000
                 B2     到账   2020-01-01  1360000",
    );
}

#[test]
fn money_reaches_the_county_within_thirty_days() {
    let said = check_rule(
        "funds.late_hop",
        "2021-12-31",
        "funds:  batch  county  stage  day
                 B1     130825  下达   2019-03-01
                 B1     130825  到账   2019-03-31
                 B2     130825  下达   2019-03-01
               ! B2     130825  到账   2019-04-01
                 B3     130823  下达   2017-03-01
               ! B3     130881  到账   2017-06-01
                 B4     130825  下达   2019-03-01
                 B4     130828  到账   2019-06-01",
    );
    assert_eq!(said[0], "批次B2于2019年3月1日下达，2019年4月1日才到账，超过30天（待核）");
}

/// The trade's story 2: 27 March to 24 April 2019 are 19 working days, for 5 April is a holiday.
/// Twenty-five end on 5 May: that Sunday and 28 April were worked, 1 to 4 May were off.
#[test]
fn money_reaches_the_unit_within_twenty_five_working_days() {
    let said = check_rule(
        "funds.late_to_unit",
        "2021-12-31",
        "funds:  batch  county  stage  day
                 B1     130825  到账   2019-03-27
                 B1     130825  拨付   2019-04-24
                 B1     130825  拨付   2019-05-05
               ! B1     130825  拨付   2019-05-06
                 B2     130825  到账   2019-03-27
                 B2     130825  到账   2019-05-06
                 B2     130825  拨付   2019-05-07",
    );
    assert_eq!(
        said,
        [
            "批次B1于2019年3月27日到账，2019年5月6日才拨付到单位，历时26个工作日，超过25个工作日（待核）"
        ]
    );
}

#[test]
fn what_the_negative_list_names_is_not_paid() {
    check_rule(
        "funds.negative_list",
        "2021-12-31",
        "funds:  batch  purpose
               ! B1     购车及修理
               ! B2     发放奖金
               ! B3     偿还债务
                 B4     水泥款
                 B5     -",
    );
}

#[test]
fn only_projects_that_were_in_the_library_get_money() {
    check_rule(
        "funds.not_in_library",
        "2021-12-31",
        "projects:  code  listed_on
                    P1    2021-03-01
         funds:     batch  project  stage  use   day
                    B1     P1       支付   产业  2021-03-01
                  ! B2     P1       支付   产业  2021-02-28
                  ! B3     P9       拨付   产业  2021-06-01
                  ! B4     -        支付   产业  2021-06-01
                    B5     -        支付   管理  2021-06-01
                    B6     -        到账   产业  2021-06-01",
    );
}

/// Pingquan was 130823 until it became a city in 2017: one batch, one county.
#[test]
fn payments_stay_within_transfers_transfers_within_arrivals_and_these_within_orders() {
    let said = check_rule(
        "funds.arrived_over_allotted",
        "2021-12-31",
        "funds:  batch  county  stage  amount
                 B1     130823  下达   60
                 B1     130881  下达   40
                 B1     130881  到账   100
                 B2     130881  下达   100
               ! B2     130881  到账   105",
    );
    assert_eq!(said, ["批次B2到账105.00元，多于下达100.00元"]);
    let said = check_rule(
        "funds.paid_over_transferred",
        "2021-12-31",
        "funds:  batch  county  stage  amount
                 B1     130823  拨付   100
                 B1     130881  支付   100
                 B2     130881  拨付   100
               ! B2     130881  支付   100.01
               ! B3     130825  支付   1
                 B3     130881  拨付   100",
    );
    assert_eq!(said[0], "批次B2支付100.01元，多于拨付100.00元");
    let said = check_rule(
        "funds.transferred_over_arrived",
        "2021-12-31",
        "funds:  batch  county  stage  amount
                 B1     130823  到账   60
                 B1     130823  到账   40
                 B1     130881  拨付   100
                 B2     130881  到账   100
               ! B2     130881  拨付   105",
    );
    assert_eq!(said, ["批次B2拨付105.00元，多于到账100.00元"]);
}

#[test]
fn nobody_s_own_account_is_paid() {
    check_rule(
        "funds.personal_account",
        "2021-12-31",
        "funds:  batch  stage  payee     payee_kind
               ! B1     支付   水泥商    个人账户
                 B2     支付   某农户    农户一卡通
                 B3     支付   某公司    单位
                 B4     支付   某公司    -",
    );
}

#[test]
fn ten_thousand_times_too_much_is_a_slip_of_the_unit() {
    check_rule(
        "funds.unit_mix",
        "2021-12-31",
        "funds:  batch  county  stage  amount
                 B1     130825  下达   3000000
               ! B1     130825  支付   300
                 B1     130825  支付   3000
                 B2     130823  下达   500
               ! B2     130881  到账   5000000
                 B3     130825  下达   500
                 B3     130828  到账   5000000",
    );
}

const YEAR: (&str, &str) = ("2021-01-01", "2021-12-31");

/// Four figures of four hops: none is in another.
#[test]
fn each_hop_is_a_figure_of_its_own() {
    let table = "funds:  batch  county  stage  use     day         amount
                         B1     130825  下达   产业    2021-01-05  5000000
                         B1     130825  到账   产业    2021-02-01  3000000
                         B1     130828  到账   三保障  2021-12-31  1500000
                         B1     130828  到账   三保障  2022-01-01  400000
                         B1     130825  到账   管理    2020-12-31  100000
                         B1     120112  到账   产业    2021-02-01  700000
                         B1     130825  拨付   产业    2021-03-01  2500000
                         B1     130825  支付   产业    2021-04-01  1000000
                         B1     130825  支付   产业    2021-05-01  230000";
    for (indicator, shown) in [
        (&measure::ALLOTTED, "500.00万元"),
        // Within the place and the year: 300 + 150.
        (&measure::ARRIVED, "450.00万元"),
        (&measure::GUARANTEES, "150.00万元"),
        (&measure::INDUSTRY, "300.00万元"),
        (&measure::PAID, "123.00万元"),
        (&measure::TRANSFERRED, "250.00万元"),
    ] {
        check_indicator(indicator, YEAR, table, shown);
    }
}

/// The trade's story 2: by the end of 2019, 97% of the contract's 4,872,600.00 of 5,000,000 were paid.
#[test]
fn a_share_is_of_what_arrived() {
    let table = "funds:  batch        stage  use   day         amount
                         JN-2019-03   到账   产业  2019-03-27  5000000
                         JN-2019-03   支付   产业  2019-05-06  1461780
                         JN-2019-03   支付   产业  2019-08-15  2436300
                         JN-2019-03   支付   产业  2019-11-28  828342
                         JN-2019-03   支付   产业  2021-06-18  146178
                         SJ-2019-11   到账   管理  2020-02-01  1000000";
    let year = ("2019-01-01", "2019-12-31");
    check_indicator(&measure::PAID_SHARE, year, table, "94.53%");
    check_indicator(&measure::INDUSTRY_SHARE, ("2019-01-01", "2020-12-31"), table, "83.33%");
    // Of nothing there is no share.
    check_indicator(&measure::PAID_SHARE, ("2021-01-01", "2021-12-31"), table, "0.00%");
}

/// Thirty days are left for arriving, on either code of one county.
#[test]
fn the_two_sides_match_are_in_transit_or_differ() {
    let (mut ledger, _) = recorded(
        "funds:  batch  county  stage  day         amount
                 B1     130823  下达   2021-01-01  100
                 B1     130881  到账   2021-01-20  60
                 B1     130881  到账   2021-02-20  40
                 B2     130825  下达   2021-01-01  100
                 B3     130825  到账   2021-01-05  5
                 B4     130825  下达   2021-01-01  100
                 B4     130825  到账   2021-01-05  101
                 B4     130825  拨付   2021-01-06  101",
    );
    let mut stand = |day: &str| {
        let day = Day::parse(day).unwrap();
        let all = transfers(&mut ledger, &Actor::system("t"), PROGRAMME, day).unwrap();
        all.into_iter().map(|((batch, _), t)| (batch, t.stands(day, Some(30)))).collect::<Vec<_>>()
    };
    let named = |expected: [Match; 4]| {
        (1..).zip(expected).map(|(no, m)| (format!("B{no}"), m)).collect::<Vec<_>>()
    };
    use Match::{Disputed, InTransit, Matched, OneSided};
    assert_eq!(stand("2021-01-31"), named([InTransit, InTransit, OneSided, Disputed]));
    assert_eq!(stand("2021-02-01"), named([Disputed, OneSided, OneSided, Disputed]));
    assert_eq!(stand("2021-02-20"), named([Matched, OneSided, OneSided, Disputed]));
}

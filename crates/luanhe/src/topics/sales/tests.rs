//! Sales, as tables: each check, rule and indicator with what it must say and what it must not.

use super::super::table::{PROGRAMME, check_indicator, check_row, check_rule, recorded};
use super::channels::CHANNELS;
use super::measure;
use super::products::PRODUCTS;
use super::reconciliation::page;
use super::record::ORDERS;
use crate::base::Lang;
use crate::pages::{Params, Say};
use crate::record::Actor;

#[test]
fn spans_do_not_end_before_they_begin() {
    check_row(
        &PRODUCTS,
        "recognised_on=2019-05-01 until_day=2019-04-30",
        &["until_day: 认定截止日期 2019-04-30 早于认定日期 2019-05-01"],
    );
    check_row(
        &CHANNELS,
        "from_day=2019-05-01 until_day=2019-04-30",
        &["until_day: 关停日期 2019-04-30 早于开通日期 2019-05-01"],
    );
}

#[test]
fn a_sale_is_positive_and_a_return_names_what_it_returns() {
    check_row(&ORDERS, "kind=销售 amount=100 ordered_on=2021-05-01 paid_on=2021-05-01", &[]);
    check_row(&ORDERS, "kind=退货 amount=-100 of_order=D-1", &[]);
    check_row(
        &ORDERS,
        "kind=销售 amount=-100 ordered_on=2021-05-02 delivered_on=2021-05-01 paid_on=2021-04-30 quantity=-1",
        &[
            "delivered_on: 送达日期 2021-05-01 早于下单日期 2021-05-02",
            "paid_on: 付款日期 2021-04-30 早于下单日期 2021-05-02",
            "quantity: 数量 -0.01 不能为负",
            "amount: 金额 -100.00 须大于零",
        ],
    );
    check_row(
        &ORDERS,
        "kind=退货 amount=100",
        &["amount: 退货的金额不是负数", "of_order: 退货没有写原订单号"],
    );
    check_row(
        &ORDERS,
        "kind=销售 accepted_on=2021-07-01 excluded=未验收",
        &["excluded: 有验收日期，不计原因却是没有验收"],
    );
}

/// Three days apart is one, four are two; what was settled is not asked again.
#[test]
fn two_sides_do_not_claim_one_order() {
    let said = check_rule(
        "sales.double_claim",
        "2021-12-31",
        "orders:  number  reported_by  kind  supplier  amount  paid_on     excluded
                  S-1     供货方       销售  甲        124600  2021-05-01  -
                ! B-1     采购方       销售  甲        124600  2021-05-04  -
                  S-2     供货方       销售  甲        500     2021-05-01  -
                  B-2     采购方       销售  甲        500     2021-05-05  -
                  S-3     供货方       销售  甲        700     2021-05-01  -
                  B-3     采购方       销售  乙        700     2021-05-01  -
                  S-4     供货方       销售  甲        900     2021-05-01  -
                  B-4     采购方       销售  甲        900     2021-05-01  重复填报
                  S-5     供货方       销售  甲        300     2021-05-01  -
                  S-6     供货方       销售  甲        300     2021-05-01  -",
    );
    assert_eq!(
        said,
        [
            "订单B-1（12.46万元，2021年5月4日付款）与另一方填报的订单S-1供应商、金额相同，付款相差不超过3天（待核）"
        ]
    );
}

#[test]
fn an_order_is_of_its_channel_s_market() {
    check_rule(
        "sales.market_mismatch",
        "2021-12-31",
        "channels:  name  market
                    津超  天津渠道
         orders:    number  channel  market
                    D-1     津超     天津渠道
                  ! D-2     津超     北京渠道",
    );
}

#[test]
fn goods_paid_for_are_accepted() {
    check_rule(
        "sales.not_accepted",
        "2021-12-31",
        "orders:  number  kind  amount  paid_on     accepted_on  excluded
                ! D-1     销售  100     2021-10-31  -            -
                  D-2     销售  100     2021-11-01  -            -
                  D-3     销售  100     2021-05-01  2021-05-02   -
                  D-4     销售  100     2021-05-01  -            未验收
                  D-5     退货  -100    2021-05-01  -            -",
    );
}

#[test]
fn goods_accepted_are_paid_for() {
    check_rule(
        "sales.not_paid",
        "2021-12-31",
        "orders:  number  kind  amount  paid_on     accepted_on  excluded
                ! D-1     销售  100     -           2021-10-31   -
                  D-2     销售  100     -           2021-11-01   -
                  D-3     销售  100     2021-12-01  2021-05-02   -
                  D-4     销售  100     -           2021-05-02   未付款",
    );
}

#[test]
fn a_product_is_recognised_when_it_is_ordered() {
    check_rule(
        "sales.not_recognised",
        "2021-12-31",
        "products:  code  recognised_on  until_day
                    P1    2019-06-01     -
                    P2    2018-06-01     2020-05-31
         orders:    number  kind  product  ordered_on
                    D-1     销售  P1       2019-06-01
                  ! D-2     销售  P1       2019-05-31
                    D-3     销售  P2       2020-05-31
                  ! D-4     销售  P2       2020-06-01
                  ! D-5     销售  P3       2020-06-01",
    );
}

#[test]
fn goods_come_from_the_helped_place() {
    check_rule(
        "sales.outside_origin",
        "2021-12-31",
        "programmes:  code   helped_region
                      tj-cd  130800
         orders:      number  supplier_place  excluded
                      D-1     130825     -
                      D-2     130828100  -
                    ! D-3     130702     -
                      D-4     130702     产地不符",
    );
}

#[test]
fn no_more_comes_back_than_was_sold() {
    let said = check_rule(
        "sales.return_unmatched",
        "2021-12-31",
        "orders:  id  number  kind  of_order  amount
                  A   D-1     销售  -         1000
                  B   R-1     退货  D-1       -400
                  C   R-2     退货  D-1       -600
                  D   D-2     销售  -         1000
                  E   R-3     退货  D-2       -600
                ! F   R-4     退货  D-2       -400.01
                ! G   R-5     退货  D-9       -1",
    );
    assert_eq!(said[0], "订单D-2累计退货1000.01元，多于卖出的1000.00元");
}

const SOME: &str = "orders:
    number  kind  brand     market    amount  delivered_on  accepted_on  paid_on     excluded
    D-1     销售  承德山水  天津渠道  1000    2021-03-01    2021-03-02   2021-03-03  -
    R-1     退货  承德山水  天津渠道  -200    2021-03-05    2021-03-05   2021-03-06  -
    D-2     销售  承德山水  北京渠道  500     2021-03-01    2021-03-02   2021-12-31  -
    D-3     销售  承德山水  天津渠道  70      2021-03-01    -            2021-03-03  -
    D-4     销售  承德山水  天津渠道  60      2021-03-01    2021-03-02   2021-03-03  重复填报
    D-5     销售  承德山水  天津渠道  50      2021-03-01    2021-03-02   -           -
    D-6     销售  承德山水  天津渠道  40      2020-03-01    2020-03-02   2020-12-31  -
    D-7     销售  无品牌    天津渠道  30      2021-03-01    2021-03-02   2021-03-03  -
    D-8     销售  承德山水  天津渠道  20      -             -            2021-03-03  -";

const YEAR: (&str, &str) = ("2021-01-01", "2021-12-31");

/// In one line, as the tables want it.
fn some() -> String {
    SOME.replacen("orders:\n    number", "orders: number", 1)
}

#[test]
fn an_order_counts_when_delivered_accepted_and_paid() {
    for (indicator, shown) in [
        (&measure::BRAND, "1300.00元"),
        (&measure::BRAND_REPORTED, "1450.00元"),
        (&measure::SOLD, "1330.00元"),
        (&measure::THROUGH_TIANJIN, "830.00元"),
    ] {
        check_indicator(indicator, YEAR, &some(), shown);
    }
}

/// 1450 reported = 1300 counted + 20 not delivered + 70 not accepted + 60 claimed twice.
#[test]
fn what_is_not_counted_has_a_code_each() {
    let (mut ledger, _) = recorded(&some());
    let mut shown = |query: &str| {
        let (me, params) = (Actor::system("t"), Params::parse(query));
        page(&mut ledger, &me, PROGRAMME, &params, Say(Lang::Zh)).unwrap()
    };
    let html = shown("year=2021&brand=承德山水");
    assert!(shown("").contains("<td class=\"n\">1,480.00</td>"));
    assert!(shown("brand=every&year=2020").contains("<td class=\"n\">40.00</td>"));
    for (name, orders, yuan) in [
        ("填报", 6, "1,450.00"),
        ("不计：未送达", 1, "20.00"),
        ("不计：未验收", 1, "70.00"),
        ("不计：重复填报", 1, "60.00"),
        ("<b>计入</b>", 3, "1,300.00"),
    ] {
        let line =
            format!("<td>{name}</td><td class=\"n\">{orders}</td><td class=\"n\">{yuan}</td>");
        assert!(html.contains(&line), "{line}\n{html}");
    }
}

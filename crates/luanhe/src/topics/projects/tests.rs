//! Projects, as tables: each check, rule and indicator with what it must say and what it must not;
//! and what the library offers to a plan.

use super::super::table::{PROGRAMME, check_indicator, check_row, check_rule, recorded};
use super::gains::{gains, tagged};
use super::measure;
use super::outputs::OUTPUTS;
use super::plan::offers;
use super::record::PROJECTS;
use crate::base::Fen;
use crate::measure::Indicator;
use crate::record::{Actor, Origin};

#[test]
fn days_come_in_order_and_the_aid_is_part_of_the_budget() {
    check_row(
        &PROJECTS,
        "started_on=2021-03-01 finished_on=2021-03-01 accepted_on=2021-03-02 budget=100 aid=100 industry=0142",
        &[],
    );
    check_row(
        &PROJECTS,
        "started_on=2021-03-02 finished_on=2021-03-01 accepted_on=2021-02-28 budget=100 aid=100.01 households=3 people=2",
        &[
            "finished_on: 完工日期 2021-03-01 早于开工日期 2021-03-02",
            "accepted_on: 验收日期 2021-02-28 早于开工日期 2021-03-02",
            "accepted_on: 验收日期 2021-02-28 早于完工日期 2021-03-01",
            "aid: 其中援助资金 100.01 大于资金规模 100.00",
            "households: 计划受益户数 3 大于计划受益人数 2",
        ],
    );
    check_row(
        &PROJECTS,
        "budget=-1 households=-1 people=-1 industry=9999",
        &[
            "budget: 资金规模 -1.00 不能为负",
            "households: 计划受益户数 -1 不能为负",
            "people: 计划受益人数 -1 不能为负",
            "industry: 行业代码 9999 不在 GB/T 4754-2017 中",
        ],
    );
}

#[test]
fn animals_are_counted_by_head_and_plants_by_plant() {
    check_row(&OUTPUTS, "item=肉羊 unit=只 quantity=40000", &[]);
    check_row(&OUTPUTS, "item=食用菌 unit=公斤 quantity=1", &[]);
    check_row(
        &OUTPUTS,
        "item=水培蔬菜 unit=公斤 quantity=-1",
        &["quantity: 数量 -1 不能为负", "unit: 该产品按“株”计，不能填“公斤”"],
    );
}

#[test]
fn a_notice_stands_before_the_acceptance() {
    check_rule(
        "projects.accepted_before_notice",
        "2021-12-31",
        "projects:  code  accepted_on  noticed_on
                    P1    2021-06-01   2021-06-01
                  ! P2    2021-06-01   2021-06-02
                  ! P3    2021-06-01   -
                    P4    -            -
                    P5    2022-01-01   -",
    );
}

#[test]
fn the_dead_are_not_listed() {
    check_rule(
        "projects.dead_beneficiary",
        "2021-12-31",
        "people:         id  died_on
                         A   2019-05-12
                         B   -
         beneficiaries:  person  day
                         A       2019-05-12
                       ! A       2019-05-13
                         B       2019-09-30",
    );
}

#[test]
fn the_list_and_the_register_know_one_household() {
    let said = check_rule(
        "projects.household_mismatch",
        "2021-12-31",
        "people:         id  household
                         A   H1
                         B   -
         beneficiaries:  person  household
                         A       H1
                       ! A       H2
                         B       H9
                         C       H9",
    );
    assert_eq!(said, ["受益台账写的户编号H2与人员库的H1不同"]);
}

/// Eight to a household on average are plausible, more are not; who names no people is not asked.
#[test]
fn households_are_of_a_plausible_size() {
    let said = check_rule(
        "projects.household_size",
        "2021-12-31",
        "projects:  code  name  households  people
                    P1    大棚  10          80
                  ! P2    道路  10          81
                    P3    桥涵  10          -
                    P4    水井  -           81",
    );
    assert_eq!(said, ["项目“道路”计划受益10户81人，平均每户超过8人（待核）"]);
}

#[test]
fn a_project_for_named_persons_names_them() {
    check_rule(
        "projects.no_targets",
        "2021-12-31",
        "projects:       code  scope     state
                         P1    到人到户  完工
                       ! P2    到人到户  完工
                         P3    公益普惠  完工
                         P4    到人到户  在建
         beneficiaries:  person  project
                         A       P1",
    );
}

#[test]
fn an_approved_project_begins_within_180_days() {
    let said = check_rule(
        "projects.not_begun",
        "2021-12-31",
        "projects:  code  name  state  listed_on   started_on
                    P1    大棚  立项   2021-07-04  -
                  ! P2    护岸  立项   2021-07-03  -
                    P3    道路  立项   2021-01-01  2021-05-01
                    P4    水渠  入库   2021-01-01  -",
    );
    assert_eq!(said, ["项目“护岸”2021年7月3日入库立项，超过180天（待核）没有开工"]);
}

#[test]
fn a_project_is_not_paid_above_its_budget() {
    let said = check_rule(
        "projects.over_budget",
        "2021-12-31",
        "projects:  code  name    budget
                    P1    大棚    1000
                  ! P2    冷藏库  1000
         funds:     batch  project  stage  amount  day
                    B1     P1       支付   1000    2021-06-01
                    B1     P1       支付   1       2022-01-01
                    B1     P1       拨付   5000    2021-06-01
                    B2     P2       支付   600     2021-06-01
                    B3     P2       支付   400.01  2021-07-01",
    );
    assert_eq!(said, ["项目“冷藏库”已支付1000.01元，超过资金规模1000.00元"]);
}

#[test]
fn a_project_is_finished_when_it_is_due() {
    check_rule(
        "projects.overdue",
        "2021-12-31",
        "projects:  code  state  due_on      finished_on
                    P1    在建   2021-12-31  -
                  ! P2    在建   2021-12-30  -
                    P3    完工   2021-06-30  2021-08-01
                    P4    终止   2021-06-30  -
                    P5    在建   -           -",
    );
}

#[test]
fn one_benefit_is_paid_once_a_year() {
    let said = check_rule(
        "projects.paid_twice",
        "2021-12-31",
        "beneficiaries:  person  way       project  day         paid
                         A       技术服务  P1       2019-08-20  800
                       ! A       技术服务  P2       2019-12-31  800
                         A       技术服务  P3       2020-01-01  800
                         B       技术服务  P1       2019-08-20  800
                         B       订单收购  P1       2019-08-20  800
                         C       技术服务  P1       2019-08-20  800
                         C       技术服务  P2       2019-09-20  0",
    );
    assert_eq!(said, ["同一人在2019年因“技术服务”兑现了2次"]);
}

const YEAR: (&str, &str) = ("2021-01-01", "2021-12-31");

fn check(indicator: &'static Indicator, table: &str, shown: &str) {
    check_indicator(indicator, YEAR, table, shown);
}

#[test]
fn a_project_of_two_phases_counts_once_and_its_money_twice() {
    let table = "projects:  code  brand       first_phase  state  listed_on   budget
                            P1    生态小滦河  -            在建   2021-01-01  1000000
                            P2    生态小滦河  P1           立项   2021-06-01  500000
                            P3    生态小滦河  -            完工   2021-06-01  200000
                            P4    幽谷稻米    -            归档   2021-12-31  300000
                            P5    -           -            入库   2021-06-01  40000
                            P6    领头羊      -            在建   2020-12-31  700000";
    check(&measure::BRANDS, table, "2项");
    check(&measure::COUNT, table, "3个");
    check(&measure::BUDGET, table, "204.00万元");
}

#[test]
fn persons_and_households_are_counted_once() {
    let table = "beneficiaries:  person  household  way         day
                                 A       H1         生态公益岗  2021-01-01
                                 A       H1         生态公益岗  2021-12-31
                                 B       H1         生态公益岗  2021-03-01
                                 C       H2         生态公益岗  2021-03-01
                                 C       H2         土地流转    2021-03-01
                                 D       H3         土地流转    2021-03-01
                                 E       H4         生态公益岗  2022-01-01";
    check(&measure::HOUSEHOLDS_BY_ECO_POSTS, table, "2户");
    check(&measure::PEOPLE_BY_ECO_POSTS, table, "3人");
    check(&measure::PEOPLE, table, "4人");
    // C and D rented land out.
    check(&measure::PEOPLE_BY_INDUSTRY, table, "2人");
}

#[test]
fn what_is_sold_is_neither_the_stock_nor_another_unit() {
    let table = "outputs:  project  item      measure  unit  quantity  day
                           P1       肉羊      出栏     只    25000     2021-06-30
                           P1       肉羊      出栏     只    15000     2021-12-31
                           P1       肉羊      存栏     只    90000     2021-12-31
                           P1       肉羊      出栏     只    30000     2020-12-31
                           P2       水培蔬菜  产量     株    18500000  2021-12-31
                           P2       食用菌    产量     棒    70000     2021-12-31";
    check(&measure::SHEEP_SOLD, table, "4万只");
    check(&measure::PLANTS_GROWN, table, "1850万株");
}

#[test]
fn projects_not_yet_approved_ask_for_their_aid_or_their_budget() {
    let (mut ledger, _) = recorded(
        "projects:  code  state  county     budget   aid      households  listed_on
                    B     入库   130825103  3000000  -        150         2021-11-01
                    A     谋划   130825103  3000000  2000000  150         2021-11-01
                    C     在建   130825103  3000000  -        150         2021-11-01",
    );
    let me = Actor::system("测试");
    let found = offers(&mut ledger, &me, PROGRAMME).unwrap();
    let told: Vec<(&str, &str, i64)> =
        found.iter().map(|c| (c.code.as_str(), c.county.as_str(), c.most().0 / Fen::WAN)).collect();
    assert_eq!(told, [("A", "130825", 200), ("B", "130825", 300)]);
    assert!(found.iter().all(|c| c.least == c.most() && c.households == Some(150)));
    assert!(found.iter().all(|c| c.origin == Origin::Synthetic && c.people.is_none()));
    assert!(offers(&mut ledger, &me, "other").unwrap().is_empty());
    let county = Actor { scope: vec!["1308811".to_string()], ..me.clone() };
    assert!(offers(&mut ledger, &county, PROGRAMME).unwrap().is_empty());
}

#[test]
fn ways_of_industry_are_of_industry_and_nature_s_of_nature() {
    let said = check_rule(
        "projects.tag_unlike_use",
        "2021-12-31",
        "projects:      code  name  use
                        P1    大棚  产业
                        P2    湿地  生态
         project_tags:  project  tag           day
                        P1       育龙头        2021-01-01
                        P1       添财源        2021-01-01
                        P2       扶贫+水源涵养 2021-01-01
                      ! P2       链市场        2021-01-01
                      ! P1       扶贫+生态管护 2021-01-01
                        P2       嵌技术        2022-01-01",
    );
    let first = "项目“湿地”资金用途是生态，标注了“链市场”";
    assert_eq!(said, [first, "项目“大棚”资金用途是产业，标注了“扶贫+生态管护”"]);
}

/// A project with three tags is one; with two of the three gains it is among those that gain twice.
#[test]
fn tags_are_counted_by_project() {
    let table = "project_tags:  project  tag     day
                                P1       涵水源  2021-01-01
                                P1       增资源  2021-02-01
                                P1       育龙头  2021-02-01
                                P2       添财源  2021-03-01
                                P3       添财源  2022-03-01";
    check_indicator(&measure::TAGGED, ("2021-01-01", "2021-12-31"), table, "2个");
    let (mut ledger, _) = recorded(table);
    let tagged = tagged(&mut ledger, &Actor::system("t"), PROGRAMME).unwrap();
    let found: Vec<_> = tagged.values().map(gains).collect();
    assert_eq!(found, [vec!["涵水源", "增资源"], vec!["添财源"], vec!["添财源"]]);
}

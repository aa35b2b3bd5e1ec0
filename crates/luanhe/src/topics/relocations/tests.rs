//! Relocations, as tables: each check, rule and indicator with what it must say and what it must not.

use super::super::limits;
use super::super::table::{PROGRAMME, check_indicator, check_row, check_rule, recorded};
use super::goals::RELOCATION_GOALS;
use super::overview::{District, overview};
use super::registrations::REGISTRATIONS;
use super::targets::TARGETS;
use super::{WORKFLOW, measure};
use crate::base::Day;
use crate::measure::Indicator;
use crate::record::Actor;
use crate::workflow::overdue;

#[test]
fn what_moves_out_of_beijing_is_in_beijing() {
    check_row(&TARGETS, "from_region=110108 listed_on=2021-03-01 window_until=2021-03-01", &[]);
    check_row(
        &TARGETS,
        "from_region=130600 listed_on=2021-03-02 window_until=2021-03-01",
        &[
            "from_region: 现所在地不在北京，不算疏解",
            "window_until: 窗口期截止 2021-03-01 早于列入日期 2021-03-02",
        ],
    );
}

#[test]
fn a_firm_registers_before_it_produces_and_a_goal_is_above_zero() {
    check_row(
        &REGISTRATIONS,
        "registered_on=2021-06-11 producing_on=2021-06-11 involved=1 paid_in=1 arrived=1 staff=0",
        &[],
    );
    check_row(
        &REGISTRATIONS,
        "registered_on=2021-06-11 producing_on=2021-06-10 involved=0 paid_in=-1 arrived=0 staff=-1",
        &[
            "producing_on: 投产运营日期 2021-06-10 早于注册日期 2021-06-11",
            "involved: 涉及资金 0.00 须大于零",
            "paid_in: 实缴资本 -1.00 须大于零",
            "arrived: 到位资金 0.00 须大于零",
            "staff: 迁入职工数 -1 不能为负",
        ],
    );
    check_row(&RELOCATION_GOALS, "firms=0", &["firms: 目标企业数 0 须大于零"]);
}

/// The code tells, whatever a district calls the firm; who gave up does not claim it.
#[test]
fn one_firm_is_courted_by_one_district() {
    let said = check_rule(
        "relocations.claimed_by_two",
        "2021-12-31",
        "organisations:  name    uscc
                         甲公司  91130828MA0D3FX81T
                         甲总部  91130828MA0D3FX81T
         targets:        firm    county  stage  listed_on   from_region
                         甲公司  120112  对接   2021-03-01  110108
                       ! 甲总部  120114  线索   2021-04-01  110108
                         乙所    120112  终止   2021-03-01  110108
                         乙所    120114  线索   2021-04-01  110108
                         丙院    120112  线索   2021-03-01  110108
                         丙院    120114  线索   2022-01-01  110108",
    );
    assert_eq!(said, ["企业“甲总部”另一个区已在对接，名为“甲公司”，信用代码91130828MA0D3FX81T"]);
}

/// The trade's story 8: firm F is of the third level below group G.
#[test]
fn a_group_is_the_top_of_the_tree() {
    let said = check_rule(
        "relocations.group_mismatch",
        "2021-12-31",
        "organisations:  name  parent
                         G     -
                         二级  G
                         F     二级
         registrations:  firm  parent_group  registered_on
                         F     G             2021-06-11
                       ! 二级  二级          2021-06-11
                         G     G             2021-06-11",
    );
    assert_eq!(said, ["企业“二级”填的来源单位是“二级”，单位库逐级向上是“G”"]);
}

#[test]
fn what_is_due_next_is_done_in_time() {
    let said = check_rule(
        "relocations.next_overdue",
        "2021-12-31",
        "targets:  firm  stage  next_action  next_on     owner
                   甲    对接   拜访         2021-12-31  区办
                 ! 乙    签约   拜访         2021-12-30  区办
                   丙    注册   拜访         2021-12-30  区办
                   丁    终止   拜访         2021-12-30  区办",
    );
    assert_eq!(said, ["企业“乙”应于2021年12月30日前“拜访”，已过时限（责任单位：区办）"]);
}

/// Sixty days before 2021-12-31 is 2021-11-01.
#[test]
fn districts_report_within_sixty_days() {
    let said = check_rule(
        "relocations.no_contact",
        "2021-12-31",
        "targets:   firm  county  stage  listed_on
                    甲    120112  对接   2021-01-01
                  ! 乙    120112  对接   2021-01-01
                  ! 丙    120112  线索   2021-01-01
                    丁    120112  终止   2021-01-01
                    戊    120112  线索   2021-11-01
         contacts:  firm  county  day
                    甲    120112  2021-11-01
                    甲    120112  2021-03-01
                    乙    120112  2021-10-31
                    乙    120112  2022-01-01
                    丙    120114  2021-12-01",
    );
    assert_eq!(
        said,
        [
            "企业“乙”在“对接”阶段，最近对接日期2021年10月31日，超过60天（待核）没有对接记录",
            "企业“丙”在“线索”阶段，最近对接日期（空），超过60天（待核）没有对接记录"
        ]
    );
}

#[test]
fn what_produces_has_money_and_was_courted() {
    let table = |unpaid: &str, unknown: &str| {
        format!(
            "targets:        firm  county  from_region
                             甲    120112  110108
                             乙    120114  110108
                             丙    120112  110108
             registrations:  firm  county  registered_on  producing_on  arrived
                             甲    120112  2021-03-01     2021-06-01    100
                            {unpaid} 乙    120114  2021-03-01     2021-06-01    -
                            {unknown} 丙    120114  2021-03-01     2022-01-01    -"
        )
    };
    check_rule("relocations.producing_without_money", "2021-12-31", &table("!", " "));
    check_rule("relocations.registered_without_target", "2021-12-31", &table(" ", "!"));
}

/// Sixty days after 2021-12-31 is 2022-03-01.
#[test]
fn a_window_that_closes_is_brought_up() {
    let said = check_rule(
        "relocations.window_closing",
        "2021-12-31",
        "targets:  firm  stage  window_until
                 ! 甲    对接   2022-03-01
                   乙    对接   2022-03-02
                 ! 丙    意向   2021-12-01
                   丁    签约   2022-01-01
                   戊    线索   -",
    );
    assert_eq!(said[0], "企业“甲”还在“对接”阶段，窗口期2022年3月1日截止，不到60天（待核）");
}

const YEAR: (&str, &str) = ("2021-01-01", "2021-12-31");

fn check(indicator: &'static Indicator, table: &str, shown: &str) {
    check_indicator(indicator, YEAR, table, shown);
}

#[test]
fn firms_and_groups_count_once_and_each_money_by_itself() {
    let table = "registrations:  firm  parent_group  county  registered_on  involved  paid_in  arrived  producing_on
                                 甲    集团          130825  2021-03-01     1000000   600000   500000   2021-09-01
                                 甲    集团          130828  2021-04-01     1000000   -        -        -
                                 乙    集团          130825  2021-05-01     2000000   300000   -        2021-09-01
                                 丙    另集团        130825  2021-12-31     -         -        100000   -
                                 丁    另集团        130825  2022-01-01     9000000   -        900000   2022-02-01";
    check(&measure::FIRMS, table, "3家");
    check(&measure::GROUPS, table, "2家");
    check(&measure::INVOLVED, table, "400.00万元");
    check(&measure::PAID_IN, table, "90.00万元");
    check(&measure::ARRIVED, table, "60.00万元");
    check(&measure::PRODUCING, table, "1家");
    for (one, other) in [
        (&measure::INVOLVED, &measure::ARRIVED),
        (&measure::PAID_IN, &measure::ARRIVED),
        (&measure::FIRMS, &measure::PRODUCING),
    ] {
        assert!(one.adds_to(other).unwrap_err().to_string().contains("口径不同"));
    }
}

#[test]
fn targets_contacts_and_goals_are_counted_apart() {
    let table = "targets:           firm  county  listed_on   from_region
                                    甲    130825  2021-01-01  110108
                                    甲    130828  2021-02-01  110108
                                    乙    130825  2020-12-31  110108
                 contacts:          firm  county  day
                                    甲    130825  2021-03-01
                                    甲    130825  2021-04-01
                                    乙    130825  2021-04-01
                 relocation_goals:  county  due         firms
                                    130825  2021-12-31  10
                                    130828  2021-12-31  6
                                    130828  2022-12-31  9";
    check(&measure::TARGETED, table, "1家");
    check(&measure::CONTACTED, table, "2家");
    check(&measure::GOAL, table, "16家");
}

#[test]
fn the_overview_counts_levels_goals_and_windows() {
    let (mut ledger, _) = recorded(
        "targets:           firm  county  level  stage  window_until  next_on     listed_on
                            甲    120112  二级   对接   2022-03-01    2022-02-01  2021-01-01
                            乙    120112  二级   对接   2021-12-01    2021-12-22  2021-01-01
                            丙    120114  三级   注册   2022-01-01    -           2021-01-01
                            丁    120114  三级   终止   -             -           2021-01-01
         registrations:     firm  county  registered_on
                            丙    120114  2021-06-11
                            戊    120114  2020-06-11
         relocation_goals:  county  due         firms
                            120114  2021-12-31  3",
    );
    let (me, today) = (Actor::system("测试"), Day::parse("2022-01-01").unwrap());
    let seen = overview(&mut ledger, &me, PROGRAMME, (2021, today)).unwrap();
    assert_eq!(seen.matrix[&("二级", "对接")], 2);
    assert_eq!(seen.matrix[&("三级", "终止")], 1);
    let district = |code: &str| seen.districts[code];
    assert_eq!(district("120112"), District { targets: 2, registered: 0, goal: None });
    assert_eq!(district("120114"), District { targets: 1, registered: 1, goal: Some(3) });
    let windows: Vec<(&str, i32)> =
        seen.windows.iter().map(|w| (w.firm.as_str(), w.days)).collect();
    assert_eq!(windows, [("乙", -31), ("甲", 59)]);
    let limits = limits().unwrap();
    let late = overdue(&mut ledger, &me, (&WORKFLOW, PROGRAMME), &limits, today).unwrap();
    let late: Vec<_> = late.iter().map(|o| (o.state.as_str(), o.to, o.rows, o.days)).collect();
    assert_eq!(late, [("对接", "意向", 1, 10)]);
}

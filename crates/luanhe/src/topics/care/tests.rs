//! Shared medical service, as tables: each check, rule and indicator with what it must say and what it
//! must not.

use super::super::table::{PROGRAMME, check_indicator, check_row, check_rule, recorded};
use super::clocks::{Clock, clocks, median};
use super::consultations::CONSULTATIONS;
use super::measure;
use super::points::POINTS;
use super::referrals::{REFERRALS, minutes};
use crate::measure::Indicator;
use crate::record::{Actor, Role};

#[test]
fn a_time_of_day_is_written_in_one_way() {
    for (text, expected) in [
        ("00:00", Some(0)),
        ("09:12", Some(552)),
        ("23:59", Some(1439)),
        ("24:00", None),
        ("9:12", None),
        ("09:60", None),
        ("0912", None),
        ("+9:12", None),
    ] {
        assert_eq!(minutes(text), expected, "{text}");
    }
}

#[test]
fn steps_follow_each_other() {
    let raised = "raised_on=2021-05-14 raised_at=09:12 accepted_on=2021-05-14";
    check_row(
        &REFERRALS,
        &format!(
            "{raised} accepted_at=09:26 replied_on=2021-05-14 replied_at=15:05 returned_on=2021-05-14 followed_on=2021-05-14"
        ),
        &[],
    );
    check_row(
        &REFERRALS,
        &format!("{raised} accepted_at=09:11 replied_on=2021-05-13 replied_at=15:05"),
        &["accepted_on: 后一步早于前一步", "replied_on: 后一步早于前一步"],
    );
    check_row(
        &REFERRALS,
        "raised_on=2021-05-14 raised_at=上午 returned_on=2021-05-13 followed_on=2021-05-12",
        &[
            "raised_at: 不是时刻",
            "returned_on: 转回日期 2021-05-13 早于发起日期 2021-05-14",
            "followed_on: 随访日期 2021-05-12 早于转回日期 2021-05-13",
        ],
    );
}

/// The trade's story 9: 46,800 = 33,500 + 6,000 + 7,300.
#[test]
fn four_amounts_of_a_bill_agree() {
    let times = "raised_at=09:12";
    check_row(
        &REFERRALS,
        &format!("{times} cost=46800 insured=33500 aid=6000 self_paid=7300"),
        &[],
    );
    check_row(
        &REFERRALS,
        &format!("{times} cost=46800 insured=33500 self_paid=7300"),
        &["self_paid: 总费用 46800.00 不等于报销、救助 33500.00 与自付 7300.00 之和"],
    );
    check_row(&REFERRALS, &format!("{times} insured=-1"), &["insured: 医保报销 -1.00 不能为负"]);
}

#[test]
fn points_end_after_they_begin_and_count_from_zero() {
    check_row(&POINTS, "opened_on=2021-03-01 closed_on=2021-03-01 devices=0 doctors=0", &[]);
    check_row(
        &POINTS,
        "opened_on=2021-03-02 closed_on=2021-03-01 devices=-1",
        &[
            "closed_on: 停用日期 2021-03-01 早于开通日期 2021-03-02",
            "devices: 设备台数 -1 不能为负",
        ],
    );
    check_row(&CONSULTATIONS, "sessions=-1", &["sessions: 服务人次 -1 不能为负"]);
}

/// Thirty minutes for an emergency, four hours where it is urgent, a day for the rest.
#[test]
fn a_referral_is_accepted_within_its_clock() {
    let said = check_rule(
        "care.accept_late",
        "2021-12-31",
        "referrals:  code  urgency  to_org  raised_on   raised_at  accepted_on  accepted_at  state
                     A     急诊     县医院  2021-05-14  09:12      2021-05-14   09:42        受理
                   ! B     急诊     县医院  2021-05-14  09:12      2021-05-14   09:43        受理
                     C     加急     县医院  2021-05-14  22:00      2021-05-15   02:00        受理
                   ! D     加急     县医院  2021-05-14  22:00      2021-05-15   02:01        受理
                     E     普通     县医院  2021-05-14  09:12      2021-05-15   09:12        受理
                   ! F     普通     县医院  2021-05-14  09:12      2021-05-15   09:13        受理
                     G     普通     县医院  2021-12-31  09:12      -            -            发起
                   ! H     普通     县医院  2021-12-30  09:12      -            -            发起
                     I     普通     县医院  2021-05-14  09:12      -            -            退回",
    );
    assert_eq!(said[0], "转诊B（急诊）2021年5月14日发起，县医院没有在30分钟（待核）内受理");
}

#[test]
fn a_referral_is_answered_within_a_day() {
    let said = check_rule(
        "care.report_late",
        "2021-12-31",
        "referrals:  code  to_org  raised_on   raised_at  accepted_on  accepted_at  replied_on  replied_at  state
                     A     县医院  2021-05-14  09:12      2021-05-14   09:26        2021-05-15  09:26       报告
                   ! B     县医院  2021-05-14  09:12      2021-05-14   09:26        2021-05-15  09:27       报告
                   ! C     县医院  2021-05-14  09:12      2021-05-14   09:26        2022-01-01  09:26       报告
                     D     县医院  2021-12-31  09:12      2021-12-31   09:26        -           -           受理
                     E     县医院  2021-05-14  09:12      -            -            -           -           退回",
    );
    assert_eq!(said[0], "转诊B2021年5月14日受理，县医院没有在1440分钟（待核）内出报告");
}

#[test]
fn who_is_sent_back_is_followed_up() {
    let said = check_rule(
        "care.no_follow_up",
        "2021-12-31",
        "referrals:  code  from_org  raised_at  returned_on  followed_on  raised_on
                     A     卫生院    09:00      2021-05-25   2021-06-01   2021-05-14
                   ! B     卫生院    09:00      2021-05-25   2021-06-02   2021-05-14
                   ! C     卫生院    09:00      2021-12-23   -            2021-05-14
                     D     卫生院    09:00      2021-12-24   -            2021-05-14
                     E     卫生院    09:00      -            -            2021-05-14",
    );
    assert_eq!(said[1], "转诊C2021年12月23日转回，卫生院没有在7天（待核）内随访");
}

/// 7,300 is above 6,000 for a helped household; 10,000 is the line of an ordinary one.
#[test]
fn a_high_bill_goes_back_to_the_household() {
    let said = check_rule(
        "care.cost_over_line",
        "2021-12-31",
        "people:     id  household_type
                     P   脱贫户
                     Q   一般户
         referrals:  code  patient  household  self_paid  raised_at  raised_on
                   ! A     P        H1         7300       09:12      2021-05-16
                     B     P        H1         6000       09:12      2021-05-16
                     C     Q        H2         10000      09:12      2021-05-16
                   ! D     Q        H2         10000.01   09:12      2021-05-16
                     E     P        H1         7300       09:12      2022-01-01",
    );
    assert_eq!(said[0], "转诊A个人自付7300.00元，超过6000元（待核）（户编号H1）");
}

/// Ninety-two days before 2021-12-31 is 2021-09-30.
#[test]
fn a_point_is_used() {
    let said = check_rule(
        "care.idle_point",
        "2021-12-31",
        "points:         code  institution  opened_on   closed_on
                         A     卫生院       2020-01-01  -
                       ! B     卫生室       2020-01-01  -
                       ! C     分院         2021-09-29  -
                         D     旧点         2020-01-01  2021-06-30
         consultations:  point  month       sessions
                         A      2021-09-30  3
                         B      2021-08-31  3
                         B      2021-10-31  0",
    );
    assert_eq!(
        said[0],
        "远程医疗点B（卫生室）最近有服务的月份是2021年8月31日，超过92天（待核）没有服务"
    );
}

const YEAR: (&str, &str) = ("2021-01-01", "2021-12-31");

fn check(indicator: &'static Indicator, table: &str, shown: &str) {
    check_indicator(indicator, YEAR, table, shown);
}

#[test]
fn referrals_are_counted_by_time_and_patients_once() {
    let table = "referrals:  code  patient  direction  raised_on   raised_at  replied_on  self_paid
                             A     P        上转       2021-01-01  09:00      2021-01-01  100
                             B     P        上转       2021-06-01  09:00      -           200.50
                             C     P        下转       2021-06-20  09:00      2021-06-21  -
                             D     Q        上转       2021-12-31  09:00      2022-01-01  300
                             E     R        上转       2022-01-01  09:00      2022-01-01  400";
    check(&measure::REFERRED_UP, table, "3人次");
    check(&measure::REFERRED_DOWN, table, "1人次");
    check(&measure::PATIENTS, table, "2人");
    check(&measure::ANSWERED, table, "3人次");
    check(&measure::SELF_PAID, table, "600.50元");
}

#[test]
fn points_stand_and_sessions_flow() {
    let table = "points:         code  opened_on   closed_on
                                 A     2020-01-01  -
                                 B     2020-01-01  2021-12-30
                                 C     2020-01-01  2022-01-01
                                 D     2022-01-01  -
                 consultations:  point  month       sessions
                                 A      2021-01-31  12
                                 A      2021-12-31  8
                                 B      2020-12-31  99";
    check(&measure::POINTS_OPEN, table, "2个");
    check(&measure::SESSIONS, table, "20人次");
}

/// Story 9: accepted after 14 minutes, answered 5 h 39 min later. Who may see no persons sees no clocks
/// of theirs.
#[test]
fn clocks_are_read_by_receiver() {
    let (mut ledger, _) = recorded(
        "referrals:  code  to_org  raised_on   raised_at  accepted_on  accepted_at  replied_on  replied_at  returned_on  state
                     A     县医院  2021-05-14  09:12      2021-05-14   09:26        2021-05-14  15:05       2021-05-25   报告
                     B     县医院  2021-06-14  09:00      2021-06-14   10:00        -           -           -            受理
                     C     县医院  2021-06-14  09:00      -            -            -           -           -            发起
                     D     县医院  2021-06-14  09:00      -            -            -           -           -            退回
                     E     天津    2020-06-14  09:00      2020-06-14   09:05        -           -           -            受理",
    );
    let me = Actor::system("测试");
    let seen = clocks(&mut ledger, &me, PROGRAMME, "2021").unwrap();
    let county = Clock {
        sent: 4,
        accepted: vec![14, 60],
        answered: vec![339],
        waiting: 1,
        returned: 1,
        followed: 0,
    };
    assert_eq!(seen.get("县医院"), Some(&county));
    assert_eq!(
        (seen.len(), median(&[60, 14, 30]), median(&[60, 14]), median(&[])),
        (1, Some(30), Some(14), None)
    );
    let partner = Actor { role: Role::Office, persons: false, ..me };
    assert!(clocks(&mut ledger, &partner, PROGRAMME, "").is_err());
}

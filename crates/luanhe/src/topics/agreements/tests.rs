//! Agreements, clauses and their progress, as tables: each check, rule and indicator with what it must
//! say and what it must not.

use super::super::table::{check_indicator, check_row, check_rule, recorded};
use super::clauses::CLAUSES;
use super::measure;
use super::progress::CLAUSE_PROGRESS;
use super::record::AGREEMENTS;
use super::standing::{Norms, Report, Standing, Target, standing};
use crate::base::{Day, Lang};
use crate::pages::{Params, Say};
use crate::record::{Actor, Query, Row};

#[test]
fn an_agreement_has_two_sides_and_its_place() {
    let signed = "signed_on=2017-03-30 valid_until=2020-12-31 state=履行 helper=甲 helped=乙";
    check_row(&AGREEMENTS, &format!("{signed} code=K kind=框架协议 parts=4"), &[]);
    check_row(&AGREEMENTS, &format!("{signed} code=K-1 kind=分项协议 parent=K"), &[]);
    check_row(&AGREEMENTS, "code=K kind=年度协议 state=草拟 helper=甲 helped=乙", &[]);
    check_row(
        &AGREEMENTS,
        "code=K kind=框架协议 parent=K parts=0 state=履行 helper=甲 helped=甲 valid_until=2020-12-31",
        &[
            "parts: 分项协议份数 0 须大于零",
            "parent: 框架协议不属于另一份框架协议",
            "parent: 填的是它自己的编号",
            "helped: 协议只有一方",
            "signed_on: 协议已签而没有签署日期",
        ],
    );
    check_row(
        &AGREEMENTS,
        "code=K kind=分项协议 parts=2 state=会签 helper=甲 helped=乙 signed_on=2021-02-01 valid_until=2021-01-31",
        &[
            "valid_until: 有效期至 2021-01-31 早于签署日期 2021-02-01",
            "parent: 分项协议没有所属框架协议",
            "parts: 只有框架协议有分项协议",
            "state: 有签署日期而状态是未签",
        ],
    );
}

#[test]
fn a_clause_has_a_target_with_its_unit_and_a_day() {
    check_row(&CLAUSES, "quantity=400 unit=人次 indicator=cadres.sent due_on=2021-12-31", &[]);
    check_row(&CLAUSES, "due_on=2021-12-31", &[]);
    check_row(
        &CLAUSES,
        "quantity=0 from_day=2022-01-01 due_on=2021-12-31 indicator=cadres.lent",
        &[
            "quantity: 目标数量 0.00 须大于零",
            "due_on: 完成时限 2021-12-31 早于起算日期 2022-01-01",
            "unit: 目标数量和计量单位只填了一个",
            "indicator: 没有这个指标",
        ],
    );
    check_row(&CLAUSE_PROGRESS, "done=0 stage=未启动", &[]);
    check_row(&CLAUSE_PROGRESS, "done=-1 stage=推进中", &["done: 累计完成数 -0.01 不能为负"]);
    check_row(&CLAUSE_PROGRESS, "done=1 stage=未启动", &["stage: 有完成数而写未启动"]);
}

/// From 1 January to 11 April 2021 are 100 days: a percent a day. Behind is more than ten points below
/// the time; silent is more than a hundred days, both 待核.
#[test]
fn a_clause_stands_by_its_last_figure_and_the_time() {
    let day = |iso: &str| Day::parse(iso).unwrap();
    let table = "clauses:  code  quantity  from_day    due_on
                           A     100       2021-01-01  2021-04-11
                           B     -         2021-01-01  2021-04-11
                 clause_progress:  clause  day         done  stage
                                   -       2021-02-20  40    推进中
                                   -       2021-02-20  39    推进中
                                   -       2021-02-20  -     已完成
                                   -       2021-02-20  100   推进中";
    let table = table.replace(" -       2021", " X       2021");
    let (mut ledger, _) = recorded(&table);
    let me = Actor::system("t");
    let clauses = ledger.list(&me, &Query::of(&CLAUSES)).unwrap();
    let reports = ledger.list(&me, &Query::of(&CLAUSE_PROGRESS)).unwrap();
    let target = |code: &str| {
        let of = |row: &&crate::record::Recorded| row.value(&CLAUSES, "code").text() == Some(code);
        let values = &clauses.iter().find(of).unwrap().values;
        Target::of(&Row { register: &CLAUSES, values }, None).unwrap()
    };
    let report = |done: Option<i64>| {
        let of = |row: &&crate::record::Recorded| row.value(&CLAUSE_PROGRESS, "done").int() == done;
        let values = &reports.iter().find(of).unwrap().values;
        Report::of(&Row { register: &CLAUSE_PROGRESS, values }).unwrap()
    };
    let norms = Norms::read().unwrap();
    let (a, b) = (target("A"), target("B"));
    assert_eq!((a.pace(day("2021-02-20")), a.percent(Some(40))), (Some(50), Some(40)));
    for (target, report, asked, expected) in [
        (&a, None, "2021-02-20", Standing::Unconfirmed),
        (&a, None, "2021-04-12", Standing::Overdue),
        (&a, Some(report(Some(40))), "2021-02-20", Standing::OnPace),
        (&a, Some(report(Some(39))), "2021-02-20", Standing::Behind),
        (&a, Some(report(Some(39))), "2021-04-11", Standing::Behind),
        (&a, Some(report(Some(39))), "2021-04-12", Standing::Overdue),
        (&a, Some(report(Some(100))), "2021-04-12", Standing::Done),
        (&a, Some(report(None)), "2021-02-20", Standing::Unconfirmed),
        (&b, Some(report(None)), "2021-04-12", Standing::Done),
        (&b, Some(report(Some(40))), "2021-04-12", Standing::Overdue),
    ] {
        assert_eq!(standing(target, report.as_ref(), day(asked), &norms), expected, "{asked}");
    }
}

#[test]
fn a_clause_is_behind_by_more_than_ten_points() {
    let said = check_rule(
        "agreements.behind",
        "2021-03-01",
        "agreements:  code  state  signed_on
                      K     履行   2021-01-01
                      Z     终止   2021-01-01
         clauses:     code  agreement  quantity  from_day    due_on
                      A     K          100       2021-01-01  2021-04-11
                    ! B     K          100       2021-01-01  2021-04-11
                      C     K          100       2021-01-01  2021-02-28
                      D     Z          100       2021-01-01  2021-04-11
                    ! E     K          100       -           2021-04-11
         clause_progress:  clause  day         done
                           A       2021-02-20  40
                           B       2021-01-31  39
                           B       2021-02-20  39
                           C       2021-02-20  10
                           D       2021-02-20  10
                           E       2021-02-20  0",
    );
    assert_eq!(said[0], "条款B截至2021年2月20日完成39%，时间已过50%，落后超过10个百分点（待核）");
}

#[test]
fn a_sub_agreement_ends_with_its_framework() {
    let said = check_rule(
        "agreements.child_outlives",
        "2021-12-31",
        "agreements:  code  title  parent  signed_on   valid_until
                      K     框架   -       2021-01-01  2025-12-31
                      A     甲     K       2021-01-01  2025-12-31
                    ! B     乙     K       2021-01-01  2026-01-01
                      C     丙     K       2022-01-01  2026-01-01
                      D     丁     K       2021-01-01  -",
    );
    assert_eq!(said, ["《乙》有效期至2026年1月1日，晚于框架协议《框架》的2025年12月31日"]);
}

const CLAUSES_OF_K: &str = "agreements:  code  title  state  signed_on   valid_until
                                         K     框架   履行   2021-01-01  2021-11-30
                                         Z     旧     终止   2021-01-01  2021-11-30
                                         L     新     履行   2021-01-01  2025-12-31";

#[test]
fn a_clause_is_done_by_its_day() {
    let said = check_rule(
        "agreements.clause_overdue",
        "2021-12-31",
        &format!(
            "{CLAUSES_OF_K}
             clauses:     code  agreement  quantity  due_on
                          A     K          200       2021-11-30
                        ! B     K          200       2021-11-30
                          C     K          -         2021-11-30
                        ! D     K          -         2021-11-30
                          E     K          200       2021-12-31
                          F     Z          200       2021-11-30
                        ! G     K          200       2021-11-30
             clause_progress:  clause  day         done  stage
                               A       2021-11-30  200   推进中
                               B       2021-11-30  199   已完成
                               B       2022-01-01  200   已完成
                               C       2021-11-30  -     已完成
                               D       2021-11-30  -     推进中"
        ),
    );
    assert_eq!(said[0], "条款B应于2021年11月30日完成，现完成99%");
    assert_eq!(said[2], "条款G应于2021年11月30日完成，现完成0%");
}

/// 2021-09-22 is 100 days before the end of the year.
#[test]
fn somebody_reports_every_quarter() {
    let said = check_rule(
        "agreements.clause_silent",
        "2021-12-31",
        &format!(
            "{CLAUSES_OF_K}
             clauses:     code  agreement  quantity  due_on      from_day
                          A     L          200       2022-11-30  -
                        ! B     L          200       2022-11-30  -
                        ! C     L          -         2022-11-30  -
                          D     L          200       2022-11-30  2021-10-01
                          E     L          200       2022-11-30  -
                          F     L          200       2021-11-30  -
             clause_progress:  clause  day         done  stage
                               A       2021-09-22  1     推进中
                               B       2021-09-21  1     推进中
                               E       2021-06-30  200   已完成"
        ),
    );
    assert_eq!(said[0], "条款B自2021年9月21日起101天没有新进展，超过100天（待核）");
    assert!(said[1].starts_with("条款C自2021年1月1日起364天"), "{said:?}");
}

#[test]
fn figures_decide_whether_a_clause_is_done() {
    let said = check_rule(
        "agreements.done_short",
        "2021-12-31",
        "clauses:  code  quantity
                   A     200
                   B     -
         clause_progress:  clause  day         done  stage
                           A       2021-03-31  100   推进中
                         ! A       2021-06-30  199   已完成
                         ! A       2021-09-30  -     已完成
                           A       2021-12-31  200   已完成
                           B       2021-12-31  -     已完成",
    );
    assert_eq!(said[0], "条款A截至2021年6月30日报已完成，累计数只有目标的99%");
}

#[test]
fn what_is_done_has_its_proof() {
    let said = check_rule(
        "agreements.done_unproven",
        "2021-12-31",
        "clause_progress:  id  clause  day         stage   document
                         ! a   A       2021-06-30  已完成  -
                           b   B       2021-06-30  已完成  验收单
                           c   C       2021-06-30  推进中  -
                           d   D       2021-06-30  已完成  -
         evidence:  row
                    clause_progress/d",
    );
    assert_eq!(said, ["条款A于2021年6月30日报已完成，没有佐证"]);
}

#[test]
fn what_has_ended_has_no_open_clause() {
    let said = check_rule(
        "agreements.expired_open",
        "2021-12-31",
        "agreements:  code  title  state  signed_on   valid_until
                    ! K     框架   履行   2021-01-01  2021-11-30
                      M     备忘   到期   2021-01-01  2021-11-30
                      Z     旧     终止   2021-01-01  2021-11-30
                      L     新     履行   2021-01-01  2021-12-31
         clauses:     code  agreement  quantity
                      A     K          200
                      B     K          200
                      C     K          -
                      D     M          200
                      E     Z          200
                      F     L          200
         clause_progress:  clause  day         done  stage
                           A       2021-11-30  200   推进中
                           B       2021-11-30  199   推进中
                           D       2021-11-30  200   已完成",
    );
    assert_eq!(said, ["《框架》2021年11月30日已到期（状态：履行），还有2条没有完成"]);
}

/// 2022-03-31 is ninety days after the end of the year.
#[test]
fn an_agreement_that_ends_is_renewed_before() {
    let said = check_rule(
        "agreements.expiring",
        "2021-12-31",
        "agreements:  code  title  parent  state  signed_on   valid_until  renews
                    ! A     甲     -       履行   2021-01-01  2022-03-31   -
                      B     乙     -       履行   2021-01-01  2022-04-01   -
                      C     丙     -       履行   2021-01-01  2022-03-31   -
                      D     丁     -       草拟   -           2025-12-31   C
                      E     戊     A       履行   2021-01-01  2022-03-31   -
                      F     己     -       终止   2021-01-01  2022-03-31   -
                      G     庚     -       到期   2021-01-01  2021-12-30   -",
    );
    assert_eq!(said, ["《甲》2022年3月31日到期，90天（待核）内没有续签的协议"]);
}

#[test]
fn a_framework_has_the_parts_that_it_names() {
    let said = check_rule(
        "agreements.parts_differ",
        "2021-12-31",
        "agreements:  code  title  kind      parent  parts  signed_on
                    ! K     框架   框架协议  -       2      2021-01-01
                      A     甲     分项协议  K       -      2021-01-01
                      B     乙     补充协议  K       -      2021-01-01
                      C     丙     分项协议  K       -      2022-01-01
                      L     旧     框架协议  -       1      2021-01-01
                      D     丁     分项协议  L       -      2021-01-01",
    );
    assert_eq!(said, ["《框架》应有2份分项协议，台账里有1份"]);
}

#[test]
fn what_is_counted_from_the_beginning_does_not_fall() {
    let said = check_rule(
        "agreements.progress_back",
        "2021-12-31",
        "clauses:  code  quantity
                   A     200
         clause_progress:  clause  day         done
                           A       2021-03-31  100
                           A       2021-06-30  -
                         ! A       2021-09-30  60
                           A       2021-12-31  60",
    );
    assert_eq!(said, ["条款A截至2021年9月30日累计完成30%，少于2021年3月31日的50%"]);
}

const YEAR: (&str, &str) = ("2021-01-01", "2021-12-31");

#[test]
fn agreements_and_clauses_are_counted() {
    let table = "agreements:  code  state  signed_on   valid_until
                              A     到期   2017-03-30  2020-12-31
                              B     履行   2021-02-01  2025-12-31
                              C     到期   2021-02-01  2021-12-30
                              D     草拟   -           -
                              E     履行   2020-02-01  -
                 clauses:  code  due_on
                           K     2020-12-31
                           L     2021-01-01
                           M     2021-12-31
                 clause_progress:  clause  day         stage
                                   K       2020-12-31  已完成
                                   L       2021-06-30  已完成
                                   L       2021-09-30  已完成
                                   M       2021-09-30  推进中";
    check_indicator(&measure::SIGNED, YEAR, table, "2项");
    check_indicator(&measure::IN_FORCE, YEAR, table, "2项");
    check_indicator(&measure::CLAUSES_DUE, YEAR, table, "2项");
    check_indicator(&measure::CLAUSES_DONE, YEAR, table, "1项");
}

/// Frameworks before their parts, the last four quarters, and a clause whose agreement lies outside the
/// reader's scope.
#[test]
fn the_tree_shows_what_the_reader_may_see() {
    let (mut ledger, _) = recorded(
        "agreements:  code  title  kind      parent  county  signed_on   valid_until
                      K     总框   框架协议  -       130800  2021-01-01  2025-12-31
                      K-1   分甲   分项协议  K       130800  2021-01-01  2025-12-31
         clauses:     code  agreement  county  quantity  unit  indicator    from_day    due_on
                      A     K-1        130825  20000     人次  cadres.sent  2021-01-01  2021-12-31
         clause_progress:  clause  county  day         done
                           A       130825  2021-06-30  5000",
    );
    let mut shown = |actor: &Actor, day: &str| {
        let params = Params::default().with("day", day);
        super::tree::page(&mut ledger, actor, "tj-cd", &params, Say(Lang::Zh))
    };
    let me = Actor::system("t");
    let all = shown(&me, "2021-07-01").unwrap();
    assert!(all.find("总框").unwrap() < all.find("分甲").unwrap());
    for part in ["滞后 1", "2020Q3", "2021Q2", "200 人次", "50 人次", "25%", "49%", "0人次"]
    {
        assert!(all.contains(part), "{part}: {all}");
    }
    let clerk = Actor { scope: vec!["130825".to_string()], ..me.clone() };
    let seen = shown(&clerk, "2022-01-01").unwrap();
    assert!(!seen.contains("总框") && seen.contains("K-1") && seen.contains("逾期 1"), "{seen}");
    assert!(shown(&me, "2021.7").is_err());
}

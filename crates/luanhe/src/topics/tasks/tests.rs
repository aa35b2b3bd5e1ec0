//! Tasks and their updates, as tables: each check, rule and indicator with what it must say and what it
//! must not.

use super::super::table::{check_indicator, check_row, check_rule, recorded};
use super::measure;
use super::record::TASKS;
use super::updates::TASK_UPDATES;
use crate::base::Lang;
use crate::pages::{Params, Say};
use crate::record::Actor;

#[test]
fn a_task_has_its_place_its_window_and_its_end() {
    let window = "from_day=2021-01-01 due_on=2021-03-31";
    check_row(&TASKS, &format!("{window} code=S level=战略 state=推进中"), &[]);
    check_row(
        &TASKS,
        &format!("{window} code=Q level=季度 parent=Y state=完成 finished_on=2021-03-30"),
        &[],
    );
    check_row(
        &TASKS,
        &format!("{window} code=Q level=季度 parent=Y state=转下期 rolled_into=R"),
        &[],
    );
    check_row(
        &TASKS,
        "code=Q level=季度 from_day=2021-04-01 due_on=2021-03-31 state=完成 rolled_into=Q indicator=tasks.none",
        &[
            "due_on: 窗口期止 2021-03-31 早于窗口期起 2021-04-01",
            "rolled_into: 填的是它自己的编号",
            "parent: 战略任务没有上级任务，年度、季度任务须有",
            "finished_on: 完成的任务须有完成日期，没完成的不填",
            "rolled_into: 转下期的任务须写明转入哪一项，其他不填",
            "indicator: 没有这个指标",
        ],
    );
    check_row(&TASK_UPDATES, "percent=100", &[]);
    check_row(&TASK_UPDATES, "percent=101", &["percent: 完成率不在0至100之间"]);
}

#[test]
fn nothing_is_finished_before_its_parts() {
    let said = check_rule(
        "tasks.finished_above",
        "2021-12-31",
        "tasks:  code  parent  state   from_day
               ! Y     -       完成    2021-01-01
                 Q1    Y       完成    2021-01-01
                 Q2    Y       推进中  2021-01-01
                 Q3    Y       未启动  2021-01-01
                 Q4    Y       未启动  2022-01-01
                 Z     -       完成    2021-01-01
                 R1    Z       取消    2021-01-01
                 R2    Z       转下期  2021-01-01",
    );
    assert_eq!(said, ["任务Y写完成，下级任务Q2等2项还没有完成"]);
}

#[test]
fn a_window_lies_within_that_of_the_task_above() {
    let said = check_rule(
        "tasks.outside_parent",
        "2021-12-31",
        "tasks:  code  parent  from_day    due_on
                 Y     -       2021-01-01  2021-12-31
                 Q1    Y       2021-01-01  2021-12-31
               ! Q2    Y       2021-01-01  2022-01-01",
    );
    assert_eq!(said, ["任务Q2的窗口期到2022年1月1日，晚于上级任务Y的2021年12月31日"]);
}

/// Thirty days before the end of a window an idle task is brought up; the day after it is late.
#[test]
fn windows_are_used_before_they_close() {
    let table = |late: &str, closing: &str| {
        format!(
            "tasks:  code  state   from_day    due_on
                   {late} A     推进中  2021-01-01  2021-12-30
                     B     推进中  2021-01-01  2021-12-31
                     C     完成    2021-01-01  2021-06-30
                     D     转下期  2021-01-01  2021-06-30
                   {closing} E     未启动  2021-12-01  2022-01-30
                     F     未启动  2021-12-01  2022-01-31
                     G     未启动  2022-01-01  2022-01-30"
        )
    };
    let said = check_rule("tasks.overdue", "2021-12-31", &table("!", " "));
    assert_eq!(said, ["任务A应于2021年12月30日完成，状态仍为“推进中”"]);
    let said = check_rule("tasks.window_closing", "2021-12-31", &table(" ", "!"));
    assert_eq!(said, ["任务E的窗口期2022年1月30日结束，不到30天（待核），还没有启动"]);
}

#[test]
fn what_is_carried_over_goes_forward() {
    let said = check_rule(
        "tasks.rolled_back",
        "2021-12-31",
        "tasks:  code  from_day    due_on      rolled_into
               ! A     2021-04-01  2021-06-30  B
                 B     2021-01-01  2021-06-30  C
                 C     2021-07-01  2021-09-30  -",
    );
    assert_eq!(said, ["任务A（2021年6月30日到期）转入的B2021年6月30日到期，不在其后"]);
}

/// 2021-11-26 is 35 days before the end of the year; strategies are not asked every month.
#[test]
fn an_open_task_is_told_of_every_month() {
    let said = check_rule(
        "tasks.silent",
        "2021-12-31",
        "tasks:  code  level  state   from_day    due_on
                 A     季度   推进中  2021-10-01  2021-12-31
               ! B     季度   推进中  2021-10-01  2021-12-31
               ! C     年度   未启动  2021-11-25  2022-12-31
                 D     年度   未启动  2021-11-26  2022-12-31
                 E     战略   推进中  2016-01-01  2022-12-31
                 F     季度   完成    2021-10-01  2021-12-31
                 G     季度   推进中  2021-07-01  2021-09-30
         task_updates:  task  unit  day
                        A     甲    2021-10-31
                        A     乙    2021-11-26
                        B     甲    2021-11-25
                        B     乙    2022-01-05",
    );
    assert_eq!(said[0], "任务B自2021年11月25日起36天没有更新，超过35天（待核）");
    assert!(said[1].starts_with("任务C自2021年11月25日起"), "{said:?}");
}

#[test]
fn tasks_are_counted_by_their_windows() {
    let table = "tasks:  code  state   due_on      finished_on
                         A     完成    2021-03-31  2021-03-30
                         B     完成    2021-12-31  2022-01-10
                         C     转下期  2021-06-30  -
                         D     推进中  2021-12-31  -
                         E     完成    2020-12-31  2021-01-05
                         F     转下期  2022-03-31  -";
    let year = ("2021-01-01", "2021-12-31");
    check_indicator(&measure::DUE, year, table, "4项");
    check_indicator(&measure::FINISHED, year, table, "2项");
    check_indicator(&measure::CARRIED, year, table, "1项");
}

/// The strategy, then its year, then the quarters; a ring of tasks hides nothing; both sides' updates
/// stand on one line of time, the last first.
#[test]
fn the_plan_stands_in_order() {
    let (mut ledger, _) = recorded(
        "tasks:  code  title  parent  state   from_day    due_on      rolled_into
                 Y     年     S       推进中  2021-01-01  2021-12-31  -
                 Q2    二季   Y       推进中  2021-04-01  2021-06-30  -
                 Q1    一季   Y       转下期  2021-01-01  2021-03-31  Q2
                 S     战略一 -       推进中  2016-01-01  2025-12-31  -
                 R1    环一   R2      未启动  2021-01-01  2021-12-31  -
                 R2    环二   R1      未启动  2021-01-01  2021-12-31  -
         task_updates:  task  side    unit  day         percent  note
                        Q2    援方区  津南  2021-05-01  30       签约
                        Q2    受方县  隆化  2021-05-20  60       开工
                        Q2    受方县  隆化  2021-07-20  90       太晚",
    );
    let params = Params::default().with("day", "2021-06-01");
    let me = Actor::system("t");
    let page = super::plan::page(&mut ledger, &me, "tj-cd", &params, Say(Lang::Zh)).unwrap();
    let at = |word: &str| page.find(word).unwrap_or_else(|| panic!("{word}: {page}"));
    assert!(at("战略一") < at("> 年<") && at("> 年<") < at("一季") && at("一季") < at("二季"));
    assert!(at("开工") < at("签约") && !page.contains("太晚"));
    assert!(page.contains("环一") && page.contains("环二"), "{page}");
    for part in ["0/2", "→ Q2", r#"<td class="n">29</td>"#] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

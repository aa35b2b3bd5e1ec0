//! Exits, as tables: each check, rule and indicator with what it must say and what it must not.

use super::super::table::{check_indicator, check_row, check_rule, recorded};
use super::measure;
use super::record::EXITS;
use super::timeline::early;
use crate::base::{Day, Lang};
use crate::pages::{Params, Say};
use crate::record::Actor;

#[test]
fn the_steps_of_an_exit_come_in_order() {
    let days = "noticed_on=2018-09-01 approved_on=2018-09-29 announced_on=2018-09-30";
    check_row(&EXITS, &format!("{days} document=1号 rate=185 people_before=9 people_left=0"), &[]);
    check_row(
        &EXITS,
        "noticed_on=2018-10-01 approved_on=2018-09-29 announced_on=2018-09-28 rate=10001 people_before=9 people_left=10",
        &[
            "people_left: 现有贫困人口 10 大于识别时贫困人口 9",
            "approved_on: 批准退出日期 2018-09-29 早于公示日期 2018-10-01",
            "announced_on: 公告日期 2018-09-28 早于批准退出日期 2018-09-29",
            "rate: 贫困发生率超过100%",
        ],
    );
    check_row(&EXITS, "document=1号", &["approved_on: 有批准文号而没有批准日期"]);
    check_row(&EXITS, "people_left=-1", &["people_left: 现有贫困人口 -1 不能为负"]);
}

#[test]
fn early_is_the_days_before_the_plan() {
    let day = |iso: &str| Day::parse(iso);
    assert_eq!(early(day("2020-12-31"), day("2020-02-29")), Some(306));
    assert_eq!(early(day("2020-12-31"), day("2020-12-31")), Some(0));
    assert_eq!(early(day("2019-12-31"), day("2020-01-01")), Some(-1));
    assert_eq!(early(None, day("2020-01-01")), None);
    assert_eq!(early(day("2020-12-31"), None), None);
}

#[test]
fn an_exit_is_assessed_before_it_is_approved() {
    let table = |late: &str, none: &str| {
        format!(
            "exits:  name  assessed_on  approved_on  document
                     甲    2018-06-01   2018-06-01   1号
                   {late} 乙    2018-06-02   2018-06-01   1号
                   {none} 丙    -            2018-06-01   1号
                     丁    -            -            -
                     戊    -            2022-06-01   1号"
        )
    };
    let said = check_rule("exits.assessed_late", "2021-12-31", &table("!", " "));
    assert_eq!(said, ["乙2018年6月1日批准退出，2018年6月2日才评估检查"]);
    let said = check_rule("exits.unassessed", "2021-12-31", &table(" ", "!"));
    assert_eq!(said, ["丙2018年6月1日批准退出，没有评估检查"]);
}

#[test]
fn an_exit_has_its_document_and_its_day() {
    let said = check_rule(
        "exits.undocumented",
        "2021-12-31",
        "exits:  id  name  approved_on  document
                 a   甲    2018-06-01   1号
               ! b   乙    2018-06-01   -
                 c   丙    2018-06-01   -
                 d   丁    -            -
         evidence:  row
                    exits/c",
    );
    assert_eq!(said, ["乙2018年6月1日批准退出，没有批准文号，也没有附文件"]);
    let said = check_rule(
        "exits.overdue",
        "2021-12-31",
        "exits:  name  planned_on  approved_on
                 甲    2020-12-31  2020-02-29
               ! 乙    2020-12-31  -
                 丙    2021-12-31  -
               ! 丁    2020-12-31  2022-01-01",
    );
    assert_eq!(said[0], "乙计划2020年12月31日退出，还没有批准");
}

/// Below two percent, so that two itself is too much.
#[test]
fn an_exit_reaches_the_standard_and_leaves_nobody() {
    let table = |rate: &str, left: &str| {
        format!(
            "exits:  name  approved_on  rate  people_left
                     甲    2018-06-01   199   0
                   {rate} 乙    2018-06-01   200   0
                   {left} 丙    2018-06-01   50    3
                     丁    -            900   300"
        )
    };
    let said = check_rule("exits.rate_over", "2021-12-31", &table("!", " "));
    assert_eq!(said, ["乙退出时贫困发生率2%以上，上限2%（待核）"]);
    let said = check_rule("exits.people_left", "2021-12-31", &table(" ", "!"));
    assert_eq!(said, ["丙2018年6月1日已退出，还有3名贫困人口"]);
}

#[test]
fn exits_count_when_they_are_approved() {
    let table = "exits:  name  level   approved_on  people_before
                         甲    贫困县  2018-09-29   40000
                         乙    贫困县  2020-02-29   50000
                         丙    贫困县  -            60000
                         丁    贫困村  2018-09-29   300
                         戊    贫困村  2017-12-31   400";
    let since = ("2018-01-01", "2020-12-31");
    check_indicator(&measure::COUNTIES, since, table, "2个");
    check_indicator(&measure::VILLAGES, since, table, "1个");
    check_indicator(&measure::PEOPLE_BEFORE, since, table, "9万人");
}

#[test]
fn the_page_counts_who_left_early() {
    let (mut ledger, _) = recorded(
        "exits:  name  level   planned_on  approved_on
                 甲县  贫困县  2020-12-31  2018-09-29
                 乙县  贫困县  2020-12-31  2020-12-31
                 丙县  贫困县  -           2020-02-29
                 丁县  贫困县  2020-12-31  -",
    );
    let (me, params) = (Actor::system("t"), Params::default());
    let page = super::timeline::page(&mut ledger, &me, "tj-cd", &params, Say(Lang::Zh)).unwrap();
    let counted = r#"<td class="n">4</td><td class="n">3</td><td class="n">1</td>"#;
    assert!(page.contains(counted) && page.contains("提前 824 天"), "{page}");
}
